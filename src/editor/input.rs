//! Buttons, keys, what an input method composes, and the look of the pointer.

use super::Shortcut;

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
    /// What comes next in reading order: the next cell or lane, else the next text of its kind.
    Next,
    /// What comes before it likewise.
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

/// A key that was pressed while the sheet had the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPress {
    /// The key, and those that were held.
    pub shortcut: Shortcut,
    /// How far it goes in a text, which platforms tell by other keys.
    pub reach: Reach,
}

/// How far a key moves the caret or deletes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// By one, as a person sees them.
    Letter,
    /// To the end of one.
    Word,
    /// To the end of the line; up and down to that of the text.
    Line,
}

/// What comes of an input method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composition {
    /// So far; empty where it was given up.
    Shown(String),
    /// In the end.
    Done(String),
    /// So many characters before and behind the caret give way.
    Around {
        /// In characters.
        before: usize,
        /// In characters.
        after: usize,
    },
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
