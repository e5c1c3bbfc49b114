//! Pictures made small enough to be painted: halved until they are not twice as large as what is
//! seen of them, so that no painter has to skip pixels.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use crate::{file, geom::Size, model::Picture};

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

/// What is seen of a picture that cannot be decoded, and of one that is not decoded yet: a veil.
pub const VEIL: [u8; 4] = [128, 128, 128, 48];

/// The middle of a picture that is as wide for its height as a frame is, halved so often. Decodes
/// it each time; see [`PixelCache`].
pub fn pixels(picture: &Picture, frame: Size, halvings: u32) -> Pixels {
    let Some(rgba) = file::picture::pixels(picture) else {
        return Pixels {
            width: 1,
            height: 1,
            rgba: VEIL.to_vec(),
        };
    };
    let whole = picture.size();
    let (width, height) = seen(picture, frame);
    let (left, top) = ((whole.0 - width) / 2, (whole.1 - height) / 2);
    let rows = (top..top + height).flat_map(|y| {
        let start = (y * whole.0 + left) as usize * 4;
        &rgba[start..start + width as usize * 4]
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

/// The pixels of the pictures that were asked for last, as many as fit into a budget; shared by
/// threads, each of which waits while another decodes the same.
#[derive(Default)]
pub struct PixelCache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pictures: HashMap<PixelKey, KeptPixels>,
    bytes: usize,
    /// How often it was asked.
    clock: u64,
}

/// By its address: how often it is halved, and how many pixels of it are seen.
type PixelKey = (usize, u32, (u32, u32));

struct KeptPixels {
    /// Holds the address that it is known by.
    _picture: Picture,
    pixels: Arc<OnceLock<Arc<Pixels>>>,
    bytes: usize,
    last_asked: u64,
}

impl PixelCache {
    /// In bytes: as many as sixteen of the largest pictures have.
    pub const BUDGET: usize = 64 << 20;

    /// As [`pixels`], decoded only if it was not asked for lately.
    pub fn pixels(&self, picture: &Picture, frame: Size, halvings: u32) -> Arc<Pixels> {
        let known = self.entry(picture, frame, halvings);
        let decoded = known.get_or_init(|| Arc::new(pixels(picture, frame, halvings)));
        decoded.clone()
    }

    fn entry(&self, picture: &Picture, frame: Size, halvings: u32) -> Arc<OnceLock<Arc<Pixels>>> {
        // What it guards is whole at any time.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = &mut *kept;
        kept.clock += 1;
        let (width, height) = seen(picture, frame);
        let key = (picture.address(), halvings, (width, height));
        let known = kept.pictures.entry(key).or_insert_with(|| {
            let bytes =
                4 * (width >> halvings).max(1) as usize * (height >> halvings).max(1) as usize;
            kept.bytes += bytes;
            KeptPixels {
                _picture: picture.clone(),
                pixels: Arc::default(),
                bytes,
                last_asked: 0,
            }
        });
        known.last_asked = kept.clock;
        let pixels = known.pixels.clone();
        while kept.bytes > Self::BUDGET
            && let Some(oldest) = kept.oldest().filter(|oldest| *oldest != key)
            && let Some(gone) = kept.pictures.remove(&oldest)
        {
            kept.bytes -= gone.bytes;
        }
        pixels
    }

    /// In bytes.
    #[cfg(test)]
    fn held(&self) -> usize {
        let kept = self.0.lock().unwrap();
        let pixels = kept.pictures.values().filter_map(|kept| kept.pixels.get());
        pixels.map(|pixels| pixels.rgba.len()).sum()
    }
}

impl Kept {
    fn oldest(&self) -> Option<PixelKey> {
        let pictures = self.pictures.iter();
        let oldest = pictures.min_by_key(|(_, kept)| kept.last_asked);
        oldest.map(|(key, _)| *key)
    }
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
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;
    use crate::model::PictureFormat;

    const SQUARE: Size = Size::new(30.0, 30.0);

    fn picture(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
        let image = RgbaImage::from_fn(width, height, |x, y| Rgba(pixel(x, y)));
        let mut png = std::io::Cursor::new(Vec::new());
        image.write_to(&mut png, ImageFormat::Png).unwrap();
        Picture::new(png.into_inner(), PictureFormat::Png, (width, height)).unwrap()
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

    #[test]
    fn pixels_are_held_to_a_budget_and_those_asked_for_last_stay() {
        let cache = PixelCache::default();
        let frame = Size::new(1024.0, 1024.0);
        let all: Vec<Picture> = (0..20)
            .map(|i| picture(1024, 1024, |_, _| [i; 4]))
            .collect();
        let asked = |index: usize| cache.pixels(&all[index], frame, 0);
        let first = asked(0);
        for index in 1..all.len() {
            assert_eq!(asked(index).rgba[0], index as u8);
            assert!(cache.held() <= PixelCache::BUDGET);
            assert!(
                Arc::ptr_eq(&first, &asked(0)),
                "it is asked for all the time"
            );
        }
        assert!(cache.held() > PixelCache::BUDGET / 2);
    }

    #[test]
    fn what_cannot_be_decoded_is_a_veil() {
        let broken = Picture::new(vec![1, 2, 3], PictureFormat::Png, (40, 30)).unwrap();
        assert_eq!(pixels(&broken, SQUARE, 2).rgba, VEIL);
    }
}
