//! A channel: a medium through which customer and organisation meet.

use super::{id::Id, unknown::Unknown};

/// A medium through which customer and organisation meet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Channel {
    pub id: Id,
    pub name: String,
    /// The name of an icon in `icons/`; empty for the medium's own.
    pub icon: String,
    pub medium: Medium,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    Physical,
    #[default]
    Digital,
}
