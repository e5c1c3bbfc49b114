//! Buttons, keys and the look of the pointer.

/// A button of the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Selects and drags; the left one as a rule.
    Primary,
    /// Opens the context menu; the right one as a rule.
    Secondary,
    /// Moves the sheet.
    Middle,
}

/// Where a person goes after a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    /// Nowhere.
    Stay,
    /// A new card gets another below it, a new metric its value.
    Below,
    /// The next cell, else the next text of the same kind.
    Next,
    /// The cell before, else the text of the same kind before.
    Previous,
}

/// The keys held while something else happens. `command` is Ctrl, on a Mac ⌘.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// Ctrl, on a Mac ⌘.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, on a Mac ⌥.
    pub alt: bool,
}

/// What the pointer should look like over the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// Over nothing in particular.
    Default,
    /// Over something that can be clicked.
    Pointer,
    /// Over something that can be dragged.
    Grab,
    /// Something is dragged.
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
