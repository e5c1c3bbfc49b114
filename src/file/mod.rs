//! The `.journey` file: reading, repair, writing.
//!
//! Bytes become a tree that knows its places (`json`), the tree becomes a map (`v1`, one
//! module per version of the format), and what the map may not be is mended (`repair`).
//! Whatever the bytes are, the answer is a map without a problem or an error with its place.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

pub mod brand;
pub mod brand_shelf;
pub mod disk;
pub mod journal;
pub mod picture;
pub mod shelf;
pub mod stamp;
pub mod versions;

mod conflict;
mod decode;
mod error;
mod expected;
mod foreign;
mod json;
mod known;
mod load;
mod missing;
mod place;
mod repair;
mod samples;
mod templates;
mod temporary;
mod v1;
mod warning;
mod whole;

pub use conflict::{ConflictSides, conflict_sides};
pub(crate) use decode::{decode, parse_json};
pub use error::{LoadError, LoadErrorKind, MAX_BYTES};
pub use expected::{Expected, Vocabulary};
pub use json::SyntaxKind;
pub(crate) use json::{Node, Tree, Value};
pub(crate) use load::quote;
pub use load::{Loaded, load, save};
pub(crate) use place::Places;
pub use samples::{Sample, samples};
pub use templates::{Template, template, templates};
pub(crate) use v1::Word;
pub use warning::{Remedy, Warning, WarningKind};
