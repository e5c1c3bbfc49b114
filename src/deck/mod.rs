//! The stops of a map, one after the other, and the sheets that they are shown on.
//!
//! A deck knows no format: what presents, prints or exports it paints its sheets as any other scene.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod frame;
mod page;
mod part;
mod sheet;
mod split;
mod stops;
mod values;

pub use frame::Frame;
pub use page::{Page, pages, pages_needed};
pub use stops::{stops, suggested, title};
