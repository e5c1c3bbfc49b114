//! What is chosen in the dialog of a brand.

use crate::{
    model::{Brand, Picture},
    words::marked,
};

/// What a person chose in the dialog of a brand.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandAnswer {
    /// The map has the brand as it is in the dialog from now on; or none any more.
    Apply,
    Remove,
    /// A brand is to be taken from a file.
    TakeFile,
    /// One of the person's own, by its place.
    TakeOwn(usize),
    /// The brand is to be kept among the person's own, or in a file.
    Keep,
    ExportFile,
    /// One of the person's own is to be what new maps begin with, or none.
    UseForNew(Option<usize>),
    RemoveOwn(usize),
    /// The picture of a logo, from a file or from the clipboard.
    ChooseLogo(LogoFor),
    PasteLogo(LogoFor),
}

/// What ground a logo is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFor {
    Light,
    Dark,
}

impl LogoFor {
    /// English, for the translation table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => marked("Logo"),
            Self::Dark => marked("Logo on dark"),
        }
    }

    pub(super) fn of(self, brand: &mut Brand) -> &mut Option<Picture> {
        match self {
            Self::Light => &mut brand.logo,
            Self::Dark => &mut brand.logo_on_dark,
        }
    }
}
