//! Buttons, keys and the look of the pointer.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    Primary,
    Secondary,
    Middle,
}

/// Where a person goes after a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    Stay,
    /// A new card gets another below it, a new metric its value.
    Below,
    /// The next cell, else the next text of the same kind.
    Next,
    Previous,
}

/// The keys held while something else happens. `command` is Ctrl, on a Mac ⌘.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

/// What the pointer should look like over the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    Default,
    /// Over something that can be clicked.
    Pointer,
    /// Over something that can be dragged.
    Grab,
    Grabbing,
    /// On the border between stages.
    ResizeColumn,
    /// On the border between lanes.
    ResizeRow,
    /// What is dragged stays, and a copy is dropped.
    Copy,
    /// Something is dragged to where it cannot be dropped.
    NotAllowed,
}
