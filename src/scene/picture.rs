//! Pictures made small enough to be painted: halved until they are not twice as large as what is
//! seen of them, so that no painter has to skip pixels.

use crate::{
    geom::{Circle, Rect},
    model::Picture,
};

/// Square pixels of a picture: RGBA, row by row from the top, alpha not multiplied in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// In pixels.
    pub side: u32,
    pub rgba: Vec<u8>,
}

/// How often a picture is halved before it is painted in a circle of so many pixels across.
pub fn halvings(picture: &Picture, diameter_px: f64) -> u32 {
    let (width, height) = picture.size();
    let mut side = width.min(height);
    let mut count = 0;
    while side >= 2 && f64::from(side / 2) >= diameter_px {
        side /= 2;
        count += 1;
    }
    count
}

/// The middle square of a picture, halved so often.
pub fn square(picture: &Picture, halvings: u32) -> Square {
    let (width, height) = picture.size();
    let side = width.min(height);
    let (left, top) = ((width - side) / 2, (height - side) / 2);
    let rows = (top..top + side).flat_map(|y| {
        let start = (y * width + left) as usize * 4;
        &picture.rgba()[start..start + side as usize * 4]
    });
    let mut square = Square {
        side,
        rgba: rows.copied().collect(),
    };
    for _ in 0..halvings {
        square = halved(&square);
    }
    square
}

/// Each pixel the mean of four, weighed by how much of each can be seen.
fn halved(from: &Square) -> Square {
    let side = from.side / 2;
    let mut rgba = Vec::with_capacity(side as usize * side as usize * 4);
    for y in 0..side {
        for x in 0..side {
            let pixel = |dx: u32, dy: u32| {
                let at = ((2 * y + dy) * from.side + 2 * x + dx) as usize * 4;
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
    Square { side, rgba }
}

/// The square around a circle, which the middle square of its picture fills.
pub fn room(circle: Circle) -> Rect {
    let side = 2.0 * circle.radius;
    Rect::from_center_size(circle.center, (side, side))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PictureFormat;

    fn picture(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba = pixels.flat_map(|(x, y)| pixel(x, y)).collect();
        Picture::new(Vec::new(), PictureFormat::Png, (width, height), rgba).unwrap()
    }

    #[test]
    fn a_picture_is_never_smaller_than_what_is_seen_of_it() {
        let large = picture(512, 512, |_, _| [0; 4]);
        for (diameter, expected) in [(2000.0, 0), (257.0, 0), (256.0, 1), (60.0, 3), (0.1, 9)] {
            assert_eq!(halvings(&large, diameter), expected, "{diameter}");
        }
        assert_eq!(square(&large, 9).side, 1);
        assert_eq!(halvings(&picture(1, 1, |_, _| [9; 4]), 0.1), 0);
    }

    #[test]
    fn the_middle_is_taken_and_what_cannot_be_seen_has_no_colour() {
        let wide = picture(
            6,
            2,
            |x, _| if x < 2 { [255; 4] } else { [10, 20, 30, 255] },
        );
        assert_eq!(square(&wide, 0).rgba[..4], [10, 20, 30, 255]);
        let holes = picture(2, 2, |x, _| {
            if x == 0 {
                [200, 0, 0, 255]
            } else {
                [0, 99, 0, 0]
            }
        });
        assert_eq!(square(&holes, 1).rgba, [200, 0, 0, 128]);
    }
}
