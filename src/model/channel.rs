//! A channel: a medium through which customer and organisation meet.

use super::{id::Id, unknown::Unknown};

/// A medium through which customer and organisation meet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Channel {
    /// Unique among the channels.
    pub id: Id,
    /// As people call it: "Store".
    pub name: String,
    /// The name of an icon in `icons/`; empty for the medium's own.
    pub icon: String,
    /// Whether it is met in the physical world or on a screen.
    pub medium: Medium,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Channel {
    /// The name of the channel's icon in `icons/`: its own, else that of its medium.
    pub fn icon_name(&self) -> &str {
        match self.medium {
            _ if !self.icon.is_empty() => &self.icon,
            Medium::Physical => "store",
            Medium::Digital => "globe",
        }
    }
}

/// Where a channel is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    /// In the world: a shop, a letter, a person.
    Physical,
    /// On a screen or by voice.
    #[default]
    Digital,
}
