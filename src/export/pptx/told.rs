//! How much of what is drawn an office can take hold of, and what of it not.

use std::ops::AddAssign;

use crate::words::Language;

/// What was drawn on slides, in strokes of the brush.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// As shapes, lines, texts, pictures and charts of the office.
    pub native: usize,
    /// Not at all, since the office has nothing like it.
    pub left: usize,
}

impl Drawn {
    /// Of all, 0 to 1.
    pub fn share(self) -> f64 {
        match self.native + self.left {
            0 => 1.0,
            all => self.native as f64 / all as f64,
        }
    }
}

impl AddAssign for Drawn {
    fn add_assign(&mut self, other: Self) {
        self.native += other.native;
        self.left += other.left;
    }
}

/// What a file of slides does otherwise than the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNative {
    /// Texts are set in a family that is not in the file.
    Fonts {
        /// Its name.
        family: String,
    },
    /// Addresses that no program could follow.
    Addresses {
        /// How many.
        count: usize,
    },
    /// What stands beside the points of a curve that is a chart.
    PointMarks {
        /// How many.
        count: usize,
    },
}

impl NotNative {
    /// One sentence for a person.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Fonts { family } => language.fill(
                "Text uses “{family}”, which is not in the file: where it is not installed, another font replaces it. Standard office fonts avoid this.",
                &[("family", family)],
            ),
            Self::Addresses { count } => language.count(
                *count,
                "{n} address of evidence could not be made a link.",
                "{n} addresses of evidence could not be made links.",
                &[],
            ),
            Self::PointMarks { count } => language.count(
                *count,
                "{n} mark beside a point of a curve is not in its chart.",
                "{n} marks beside points of curves are not in their charts.",
                &[],
            ),
        }
    }
}
