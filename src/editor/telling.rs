//! What is told of what has happened, and how often something was.

use super::present::Cue;

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
    /// The stop that is shown, with what it says as far as that is known.
    Stop,
    /// What the stop says, which was not known when it was told.
    StopText,
    /// The stop that is chosen among all.
    ChosenStop,
    /// How many lanes are revealed.
    Revealed,
    /// Whose journey is shown, or of which time.
    Voice,
    /// Something in a talk is on, or no more.
    Turned(Cue, bool),
    /// How closely a page is looked at, in percent of all of it.
    Look,
    /// The map is worked on, and the talk waits.
    TalkWaits,
    TalkEnded,
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
