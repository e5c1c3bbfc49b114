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
    /// The same, but for a drag, which goes on.
    AllButDrag,
    /// The same, but for a preview, which goes on.
    AllButPreview,
    /// A drag is given up, and nothing else is done; without one it is as `All`.
    DragInstead,
    /// As `DragInstead` where something is carried; moving the sheet ends like the rest.
    CarryInstead,
}
