//! What goes out to the world.

use super::Action;
use crate::{edit::EditError, geom::Rect, model::Target};

/// What an intent asks of the outside world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// An action that is for the outside world alone ([`Action::is_of_outside`]).
    Outside(Action),
    /// Put a text on the clipboard, and the same with our own form of it in it.
    Copy { text: String, html: Option<String> },
    /// Put a picture on the clipboard: of this part of the sheet, else of all of it.
    CopyImage(Option<Rect>),
    /// Ask for a picture of this persona or card; it comes back as an edit.
    ChoosePicture(Target),
    /// Tell that the step of this name (English, for the translation table) was taken back, and
    /// that redo brings it back.
    TakenBack(&'static str),
    /// Tell why something was not done.
    Refused(EditError),
}
