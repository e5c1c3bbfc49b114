//! What something new ends of what was going on.

/// What an intent does to a drag, a text or a preview that is still going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Nothing: it is part of it, or goes on beside it.
    Nothing,
    /// A drag is given up.
    Drag,
    /// All of it: a drag is given up, a text or a preview is kept.
    All,
    /// A text or a preview is kept; a drag goes on.
    AllButDrag,
    /// A drag is given up, a text is kept; a preview goes on.
    AllButPreview,
    /// A drag is given up, and nothing else is done; without one it is as `All`.
    DragInstead,
    /// As `DragInstead` where something is carried; moving the sheet ends like the rest.
    CarryInstead,
}
