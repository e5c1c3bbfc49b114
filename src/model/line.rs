//! Lines between lanes, as in a service blueprint.

use super::{id::Id, unknown::Unknown};

/// A line between two lanes, as in a service blueprint.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneLine {
    /// The lane that the line stands above.
    pub above: Id,
    /// What it parts.
    pub kind: LineKind,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// What a line between lanes parts, in the words of a service blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineKind {
    /// The customer from the organisation.
    Interaction,
    /// What the customer sees from what stays behind the scenes.
    #[default]
    Visibility,
    /// Those who serve the customer from those who support them.
    InternalInteraction,
}

impl LineKind {
    /// From top to bottom, as a blueprint has them.
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
