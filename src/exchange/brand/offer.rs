//! Which of the colours that were found make a brand: in the order in which they are proposed, greys
//! aside, and of shades of one colour the first.

use super::{
    found::{BrandNote, BrandWay, FoundBrand, FoundColor},
    shade,
};
use crate::model::{Brand, Color};

/// So many colours are listed.
const MOST_LISTED: usize = 60;

/// Colours that may be the brand's, in their order.
#[derive(Debug, Default)]
pub(super) struct Offer {
    colors: Vec<Color>,
}

impl Offer {
    /// One more, unless it is grey or a shade of one that is there.
    pub(super) fn propose(&mut self, color: Color) {
        let is_one_of = |known: &Color| shade::are_shades_of_one(*known, color);
        if !shade::is_grey(color) && !self.colors.iter().any(is_one_of) {
            self.colors.push(color);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.colors.is_empty()
    }

    /// As many as a brand has, and how many there are.
    pub(super) fn proposed(mut self) -> (Vec<Color>, usize) {
        let count = self.colors.len();
        self.colors.truncate(*Brand::COLORS.end());
        (self.colors, count)
    }
}

impl FoundBrand {
    /// With the proposed colours before the others that were found, none twice. Where none is
    /// proposed the brand has ours.
    pub(super) fn of_parts(
        way: BrandWay,
        mut brand: Brand,
        (proposed, listed): (Vec<Color>, Vec<FoundColor>),
        fonts: Vec<String>,
        notes: Vec<BrandNote>,
    ) -> Self {
        let mut colors: Vec<FoundColor> = Vec::new();
        let first = proposed.iter().filter_map(|color| {
            let mut listed = listed.iter();
            listed.find(|found| found.color == *color)
        });
        for found in first.chain(&listed) {
            let is_there = colors.iter().any(|known| known.color == found.color);
            if !is_there && colors.len() < MOST_LISTED {
                colors.push(found.clone());
            }
        }
        if !proposed.is_empty() {
            brand.colors = proposed;
        }
        Self {
            way,
            brand,
            colors,
            fonts,
            logos: Vec::new(),
            notes,
        }
    }
}
