//! The display list: all that painters and exporters see of a map.
//!
//! Coordinates of a [`Band`] count from the band's own top, so that a band which merely moved is
//! shared with the scene before. Nothing here knows the window: no selection, no hover, no zoom.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod build;
mod builder;
mod dump;
mod emotion;
mod header;
mod icon;
mod lane;
mod list;
mod marks;
mod names;
mod page;
pub mod picture;
mod subject;
mod value;
mod walk;

pub use icon::Icon;
pub use list::{Band, Chunk, Item, Paint, PlacedBand, Scene, Shape, Stroke, Text};
pub use names::ChunkNames;
pub use subject::Subject;
pub use walk::Painter;
