//! Every change there is to a map, and the history of them.
//!
//! Edits only go forward: [`apply`] makes the next map from one map and one [`Edit`], sharing
//! what did not change. Undo is keeping the map from before, so it cannot be wrong.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod apply;
mod cells;
mod edits;
mod error;
mod figure;
mod history;
mod parts;
mod remove;
mod sizes;
mod stages;

pub use apply::{apply, apply_all};
pub use edits::Edit;
pub use error::EditError;
pub use figure::parse_change;
pub use history::History;

#[cfg(test)]
pub(crate) mod tests;
