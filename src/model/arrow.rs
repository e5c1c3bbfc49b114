//! Arrows between cards: what is skipped, where one goes back, where ways part.

use super::{id::Id, unknown::Unknown};

/// From one card to another; which way it leads is seen from where the two stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrow {
    pub id: Id,
    /// The card where it begins; not the one where it ends.
    pub from: Id,
    pub to: Id,
    pub label: String,
    pub unknown: Unknown,
}
