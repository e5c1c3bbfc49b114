//! A lane as it is read: its head, what it is taken for, its cells.

use super::{kinds::LaneKindGuess, shape::LaneHead};

/// A row and those that continue it.
pub(super) struct ReadLane<'a> {
    pub head: &'a LaneHead,
    pub guess: LaneKindGuess,
    /// The filled cells by place, each with how far below the head it stands.
    pub cells: Vec<ReadCell<'a>>,
}

/// A filled cell of a lane.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadCell<'a> {
    /// Among the places of the shape.
    pub place: usize,
    /// 0 beside the head; others continue it.
    pub row: usize,
    pub line: usize,
    pub column: usize,
    pub text: &'a str,
}
