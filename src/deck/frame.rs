//! What a stop is set on: a slide or a paper, and the smallest text that can be read there.

use crate::geom::Size;

/// The shape of a sheet, and how small its texts may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// In document units.
    pub size: Size,
    /// The least size of a text, in document units.
    pub smallest: f64,
}

impl Frame {
    /// A slide of 1920 × 1080 pixels, one a unit: a sixtieth of its height can still be read from
    /// the back row, which sits six to eight heights of the picture away.
    pub const SLIDE: Self = Self {
        size: Size::new(1920.0, 1080.0),
        smallest: 18.0,
    };
    /// Held in the hand: 8 points, as the small print of a book.
    pub const A4: Self = Self::paper(297.0, 210.0, 8.0);
    /// Lies on a table between two: 9 points.
    pub const A3: Self = Self::paper(420.0, 297.0, 9.0);
    /// Hangs on a wall, read at arm's length: 12 points.
    pub const A2: Self = Self::paper(594.0, 420.0, 12.0);
    /// Hangs on a wall, read by a few who stand a step away: 16 points.
    pub const A1: Self = Self::paper(841.0, 594.0, 16.0);
    /// A poster, read from a metre and a half: 24 points, the least that is asked for of posters.
    pub const A0: Self = Self::paper(1189.0, 841.0, 24.0);

    /// The papers, the smallest first; all of them lie on their long side.
    pub const PAPERS: [Self; 5] = [Self::A4, Self::A3, Self::A2, Self::A1, Self::A0];

    /// From millimetres and points.
    const fn paper(width: f64, height: f64, points: f64) -> Self {
        const UNITS_IN_MM: f64 = 96.0 / 25.4;
        const UNITS_IN_POINT: f64 = 96.0 / 72.0;
        Self {
            size: Size::new(width * UNITS_IN_MM, height * UNITS_IN_MM),
            smallest: points * UNITS_IN_POINT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_papers_have_larger_letters_and_hold_no_less() {
        for pair in Frame::PAPERS.windows(2) {
            assert!(pair[0].smallest < pair[1].smallest);
            let letters = |frame: &Frame| frame.size.width / frame.smallest;
            assert!(letters(&pair[0]) < letters(&pair[1]) * 1.1, "{pair:?}");
        }
        // 297 mm are 11.69 inches, 8 points a ninth of an inch.
        assert_eq!(Frame::A4.size.width.round(), 1123.0);
        assert_eq!((Frame::A4.smallest * 9.0).round(), 96.0);
    }
}
