//! The system's clipboard. All of it may wait for other programs, so that it belongs on a thread
//! of its own.

mod forms;
pub(super) mod keeper;
mod offer;
mod places;

use std::{borrow::Cow, io::Cursor, path::PathBuf};

use arboard::{Clipboard, Error, ImageData};
use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};

use crate::{exchange::is_address, file::picture, model::Picture, scene::picture::Pixels};
use keeper::KeptPicture;
pub(super) use offer::Offer;

/// What the clipboard has to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ClipboardContent {
    pub text: String,
    /// The text as HTML, from programs that put it there.
    pub html: Option<String>,
    /// Where there is no text, or only the picture's address.
    pub picture: Option<Picture>,
    /// Copied in a file manager.
    pub files: Vec<PathBuf>,
}

pub(super) fn put(content: ClipboardContent) -> Result<(), Error> {
    let mut clipboard = Clipboard::new()?;
    match content.html {
        Some(html) => clipboard.set_html(html, Some(content.text)),
        None => clipboard.set_text(content.text),
    }
}

/// The picture on the clipboard, without loss; else that in a file that was copied.
pub(super) fn read_logo() -> Option<crate::model::Picture> {
    let mut clipboard = Clipboard::new().ok()?;
    if let Ok(image) = clipboard.get_image() {
        let side = |length: usize| u32::try_from(length).ok();
        let (width, height) = (side(image.width)?, side(image.height)?);
        return picture::import_logo_pixels(width, height, image.bytes.into_owned()).ok();
    }
    let places = places::read(&mut clipboard);
    let file = places::files(&places).into_iter().next()?;
    let about = std::fs::metadata(&file).ok()?;
    let bytes = (about.len() <= picture::MAX_FILE_BYTES).then(|| std::fs::read(&file).ok());
    picture::import_logo(&bytes.flatten()?).ok()
}

/// Puts a picture there, where the system takes several forms also as shapes (the bytes of an SVG).
/// Gives what there is to keep of it; `None` where it could not be put there.
pub(super) fn put_picture(pixels: Pixels, svg: Option<Vec<u8>>) -> Option<KeptPicture> {
    let (width, height) = (pixels.width, pixels.height);
    let mut png = Cursor::new(Vec::new());
    let encoder = PngEncoder::new(&mut png);
    let written = encoder.write_image(&pixels.rgba, width, height, ExtendedColorType::Rgba8);
    written.ok()?;
    let kept = KeptPicture {
        png: png.into_inner().into(),
        svg: svg.map(Into::into),
    };
    let forms = kept.forms();
    if !forms.is_empty() && forms::offer(&forms) {
        return Some(kept);
    }
    let mut clipboard = Clipboard::new().ok()?;
    let put = clipboard.set_image(ImageData {
        width: width as usize,
        height: height as usize,
        bytes: Cow::Owned(pixels.rgba),
    });
    put.ok()?;
    Some(KeptPicture { svg: None, ..kept })
}

/// Empty where there is nothing that can be read.
pub(super) fn read() -> ClipboardContent {
    let Ok(mut clipboard) = Clipboard::new() else {
        return ClipboardContent::default();
    };
    let mut text = clipboard.get_text().unwrap_or_default();
    let html = clipboard.get().html().ok();
    let places = places::read(&mut clipboard);
    let mut files = places::files(&places);
    if files.is_empty() {
        files = places::files_in_text(&text);
    }
    if text.trim().is_empty() && html.is_none() {
        text = places::addresses(&places);
    }
    let wants_picture = files.is_empty() && (text.trim().is_empty() || is_address(&text));
    let image = wants_picture.then(|| clipboard.get_image().ok()).flatten();
    let picture = image.and_then(|image| {
        let side = |length: usize| u32::try_from(length).ok();
        let (width, height) = (side(image.width)?, side(image.height)?);
        picture::import_pixels(width, height, image.bytes.into_owned()).ok()
    });
    ClipboardContent {
        text,
        html,
        picture,
        files,
    }
}
