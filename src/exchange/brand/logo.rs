//! Pictures of logos: taken whole and without loss, and what ground they are for.

use std::path::Path;

use crate::{
    file::picture::{self, PictureError},
    model::Picture,
};

/// Made of the bytes of a PNG, JPEG or WebP file.
pub(super) fn of(bytes: &[u8]) -> Result<Picture, PictureError> {
    picture::import_logo(bytes)
}

/// Whether the name of a part says that it is a drawing rather than a picture.
pub(super) fn is_drawing(name: &str) -> bool {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| matches!(ending, "emf" | "wmf" | "svg" | "emz" | "wmz"))
}

/// Whether it is pale and can be seen through, so that it is lost on white.
pub(super) fn is_for_dark(picture: &Picture) -> bool {
    let Some(pixels) = picture::pixels(picture) else {
        return false;
    };
    let (mut light, mut solid, mut all) = (0.0, 0_usize, 0_usize);
    for pixel in pixels.as_chunks::<4>().0 {
        all += 1;
        if pixel[3] > 127 {
            solid += 1;
            let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f64::from);
            light += (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255.0;
        }
    }
    solid > 0 && solid * 20 < all * 19 && light / solid as f64 > 0.8
}
