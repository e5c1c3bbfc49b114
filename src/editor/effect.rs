//! What goes out to the world.

use super::OutsideAction;
use crate::{
    edit::EditError,
    geom::Rect,
    model::{Stop, Target},
};

/// What an intent asks of the outside world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Do an action that the editor leaves to the world around it.
    Outside(OutsideAction),
    /// Put a text on the clipboard, and as HTML the same with our own format hidden in it.
    Copy {
        /// What every program understands.
        text: String,
        /// The text as HTML.
        html: Option<String>,
        /// Whether it is no longer where it was.
        cuts: bool,
    },
    /// Put a picture on the clipboard: of this part of the sheet, else of all of it.
    CopyImage(Option<Rect>),
    /// Put the picture of a stop on the clipboard.
    CopyStop(Box<Stop>),
    /// Ask for a picture of this persona or card; it comes back as an edit.
    ChoosePicture(Target),
    /// Tell that the step of this name (English, for the translation table) was taken back, and
    /// that redo brings it back.
    TakenBack(&'static str),
    /// Tell that so many arrows went with the cards at their ends.
    ArrowsGone(usize),
    /// Tell why something was not done.
    Refused(EditError),
}
