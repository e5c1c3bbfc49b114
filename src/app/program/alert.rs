//! What there is to be told of the file of the open map.

use crate::{file::stamp::Stamp, ui::Notice};

/// What there is to be told of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Alert {
    /// It holds something else by now.
    Changed {
        now: Stamp,
        is_dirty: bool,
    },
    Gone,
    /// It is open in another window.
    Elsewhere,
}

impl Alert {
    pub(super) fn notice(&self) -> Notice {
        match *self {
            Self::Changed { is_dirty, .. } => Notice::Changed { is_dirty },
            Self::Gone => Notice::Gone,
            Self::Elsewhere => Notice::Elsewhere,
        }
    }
}
