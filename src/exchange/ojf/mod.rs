//! Open Journey Format 1.0 and 1.1: JSON with stages, swimlanes and nodes, of which some have a score.
//!
//! Its writers do not agree on names (`stage` or `stageId`, `title` or `name`), so reading takes
//! them all. A part that came from such a file keeps the members of its record beside it
//! (`members`), so that writing gives them back, each under its own name and with its own value,
//! apart from what was changed on the map. A part that did not come so gets the names that are met
//! most, and both of `stage` and `stageId`.

mod blueprint;
mod known;
mod lists;
mod members;
mod names;
mod natural;
mod props;
mod read;
mod sequence;
mod services;
mod write;

pub use read::read;
pub use write::write;
