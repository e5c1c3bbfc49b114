//! Version 1 of the `.journey` format: its words, how it is read and how it is written.

mod fields;
mod read;
mod words;
mod write;

pub(super) use read::read;
pub(crate) use words::Word;
pub(super) use write::write;

/// What `"format"` says in every version.
pub(super) const FORMAT: &str = "jejak.journey";

/// The field of a map that holds its brand.
const BRAND: &str = "brand";

/// What `"version"` says in this one.
pub(super) const VERSION: u32 = 1;
