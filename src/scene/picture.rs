//! Pictures made small enough to be painted: halved until they are not twice as large as what is
//! seen of them, so that no painter has to skip pixels.

use crate::{geom::Size, model::Picture};

/// Pixels of a picture: RGBA, row by row from the top, alpha not multiplied in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

/// How often a picture is halved before it is painted in a frame of a size in pixels.
pub fn halvings(picture: &Picture, frame_px: Size) -> u32 {
    let (mut width, mut height) = seen(picture, frame_px);
    let mut count = 0;
    while width >= 2
        && height >= 2
        && f64::from(width / 2) >= frame_px.width
        && f64::from(height / 2) >= frame_px.height
    {
        (width, height) = (width / 2, height / 2);
        count += 1;
    }
    count
}

/// The middle of a picture that is as wide for its height as a frame is, halved so often.
pub fn pixels(picture: &Picture, frame: Size, halvings: u32) -> Pixels {
    let whole = picture.size();
    let (width, height) = seen(picture, frame);
    let (left, top) = ((whole.0 - width) / 2, (whole.1 - height) / 2);
    let rows = (top..top + height).flat_map(|y| {
        let start = (y * whole.0 + left) as usize * 4;
        &picture.rgba()[start..start + width as usize * 4]
    });
    let mut pixels = Pixels {
        width,
        height,
        rgba: rows.copied().collect(),
    };
    for _ in 0..halvings {
        pixels = halved(&pixels);
    }
    pixels
}

/// How many pixels of a picture, across and down, fill a frame.
fn seen(picture: &Picture, frame: Size) -> (u32, u32) {
    let (width, height) = picture.size();
    let aspect = frame.width / frame.height;
    let part = |whole: u32, wanted: f64| (wanted.round() as u32).clamp(1, whole);
    if f64::from(width) > f64::from(height) * aspect {
        (part(width, f64::from(height) * aspect), height)
    } else {
        (width, part(height, f64::from(width) / aspect))
    }
}

/// Each pixel the mean of four, weighed by how much of each can be seen.
fn halved(from: &Pixels) -> Pixels {
    let (width, height) = (from.width / 2, from.height / 2);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for x in 0..width {
            let pixel = |dx: u32, dy: u32| {
                let at = ((2 * y + dy) * from.width + 2 * x + dx) as usize * 4;
                [0, 1, 2, 3].map(|channel| u32::from(from.rgba[at + channel]))
            };
            let four = [pixel(0, 0), pixel(1, 0), pixel(0, 1), pixel(1, 1)];
            let alpha: u32 = four.iter().map(|pixel| pixel[3]).sum();
            for channel in 0..3 {
                let sum: u32 = four.iter().map(|pixel| pixel[channel] * pixel[3]).sum();
                let mean = (sum + alpha / 2).checked_div(alpha);
                rgba.push(mean.unwrap_or(0) as u8);
            }
            rgba.push(((alpha + 2) / 4) as u8);
        }
    }
    Pixels {
        width,
        height,
        rgba,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PictureFormat;

    const SQUARE: Size = Size::new(30.0, 30.0);

    fn picture(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba = pixels.flat_map(|(x, y)| pixel(x, y)).collect();
        Picture::new(Vec::new(), PictureFormat::Png, (width, height), rgba).unwrap()
    }

    #[test]
    fn a_picture_is_never_smaller_than_what_is_seen_of_it() {
        let large = picture(512, 512, |_, _| [0; 4]);
        for (diameter, expected) in [(2000.0, 0), (257.0, 0), (256.0, 1), (60.0, 3), (0.1, 9)] {
            let frame = Size::new(diameter, diameter);
            assert_eq!(halvings(&large, frame), expected, "{diameter}");
        }
        assert_eq!(pixels(&large, SQUARE, 9).width, 1);
        let tiny = Size::new(0.1, 0.1);
        assert_eq!(halvings(&picture(1, 1, |_, _| [9; 4]), tiny), 0);
        let wide = picture(800, 100, |_, _| [9; 4]);
        assert_eq!(halvings(&wide, Size::new(200.0, 25.0)), 2);
        assert_eq!(halvings(&wide, Size::new(25.0, 25.0)), 2);
    }

    #[test]
    fn the_middle_is_taken_and_what_cannot_be_seen_has_no_colour() {
        let wide = picture(
            6,
            2,
            |x, _| if x < 2 { [255; 4] } else { [10, 20, 30, 255] },
        );
        assert_eq!(pixels(&wide, SQUARE, 0).rgba[..4], [10, 20, 30, 255]);
        let holes = picture(2, 2, |x, _| {
            if x == 0 {
                [200, 0, 0, 255]
            } else {
                [0, 99, 0, 0]
            }
        });
        assert_eq!(pixels(&holes, SQUARE, 1).rgba, [200, 0, 0, 128]);
    }
}
