//! What is told of what has happened, and how often something was.

/// What is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// A step of the history, by its name.
    Done(&'static str),
    Undone(&'static str),
    Redone(&'static str),
    /// Where what is selected stands now.
    Moved,
    /// How many are selected, where that is not one.
    Selected,
    Zoom,
    /// How many were found.
    Found,
    /// Which of those that were found it is.
    Hit,
    Replaced(usize),
    Stop,
    WalkEnded,
    /// Whose curve the next clicks draw.
    Drawing,
    /// To what a line would be drawn.
    End,
}

/// What is told last, and how often something was.
#[derive(Debug, Clone, Default)]
pub(super) struct Telling {
    pub serial: u64,
    pub told: Option<Told>,
}
