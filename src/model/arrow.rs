//! Arrows between cards: what is skipped, where one goes back, where ways part.

use super::{id::Id, unknown::Unknown};

/// From one card to another; which way it leads is seen from where the two stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrow {
    /// Unique among the arrows.
    pub id: Id,
    /// The card where it begins; not the one where it ends.
    pub from: Id,
    /// The card that it points to.
    pub to: Id,
    /// Stands beside it; may be empty.
    pub label: String,
    /// What this version does not know of it.
    pub unknown: Unknown,
}
