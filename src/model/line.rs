//! Lines between lanes, as in a service blueprint.

use super::{id::Id, unknown::Unknown};

/// A line between two lanes, as in a service blueprint.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneLine {
    /// The lane that the line stands above.
    pub above: Id,
    pub kind: LineKind,
    pub unknown: Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineKind {
    Interaction,
    #[default]
    Visibility,
    InternalInteraction,
}

impl LineKind {
    pub const ALL: [Self; 3] = [
        Self::Interaction,
        Self::Visibility,
        Self::InternalInteraction,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interaction => "Line of interaction",
            Self::Visibility => "Line of visibility",
            Self::InternalInteraction => "Line of internal interaction",
        }
    }
}
