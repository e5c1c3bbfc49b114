//! What a brand makes of a look: its colours told apart and readable on its ground.

use super::{Brand, Color, Look};
use crate::words::Language;

/// A colour of a brand that is drawn in another shade than the brand has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjusted {
    /// Which colour of the brand.
    pub what: BrandColor,
    /// As the brand has it.
    pub from: Color,
    /// As it is drawn.
    pub to: Color,
    /// Why.
    pub why: AdjustedFor,
}

/// A colour that a brand names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrandColor {
    /// By its place in [`Brand::colors`].
    Color(usize),
    /// By its place in [`Brand::personas`].
    Persona(usize),
    /// Of what goes well.
    Good,
    /// Of what goes wrong.
    Bad,
}

/// Why a colour is drawn in another shade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdjustedFor {
    /// Text on it, or in it, would not reach 4.5 : 1.
    Text,
    /// It would not stand out from the ground at 3 : 1.
    Ground,
    /// It would be taken for another of the brand's, by the colour-blind at least.
    Likeness,
}

impl Adjusted {
    /// A sentence.
    pub fn describe(&self, language: Language) -> String {
        let _ = language;
        String::new()
    }
}

/// What a brand makes of a look, and what had to be adjusted for it to be read.
pub fn look_of(brand: &Brand) -> (Look, Vec<Adjusted>) {
    let _ = brand;
    (Look::paper(), Vec::new())
}
