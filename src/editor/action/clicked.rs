//! What a context menu is for, and where an action stands in it.

use super::Action;
use crate::{
    editor::Editor,
    model::{LaneType, Target},
};

/// What was clicked with the other button: what is selected, else the map.
pub(super) struct Clicked<'a> {
    pub target: Option<&'a Target>,
    /// Of the lane that it is in.
    pub lane: Option<LaneType>,
}

impl<'a> Clicked<'a> {
    pub(super) fn of(editor: &'a Editor) -> Self {
        let target = editor.selection().last();
        let lane = target.and_then(|target| editor.map().lane_of(target));
        let lane = lane.and_then(|id| editor.map().lane(id));
        Self {
            target,
            lane: lane.and_then(|lane| lane.lane_type()),
        }
    }

    /// Whether it is a cell, or stands in one, to which an action adds something.
    pub(super) fn takes(&self, adding: Action) -> bool {
        let in_cell = |t: &Target| t.is_content() || matches!(t, Target::Cell { .. });
        self.target.is_some_and(in_cell) && self.lane.and_then(Action::adding_to) == Some(adding)
    }
}

/// Which entries stand together, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MenuGroup {
    Write,
    Add,
    Arrange,
    Copy,
    Look,
    /// What cannot be lost by a slip.
    Remove,
}
