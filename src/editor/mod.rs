//! A person at work on a map: selection, gestures, actions; no screen in it.
//!
//! The ui turns what happens in the window into [`Intent`]s, [`Editor::handle`] does all there is
//! to do, and what concerns the outside world comes back as [`Effect`]s. What is to be painted is
//! [`Editor::scene`] (content, once per revision), [`Editor::overlay`] (selection, drop places,
//! guides) and [`Editor::text_edit`] (a text written in place).

mod action;
mod add;
mod backstage;
mod blank;
mod came_back;
mod camera;
mod caret;
mod choice;
mod choose;
mod clip;
mod connect;
mod draft;
mod draw;
mod effect;
mod ends;
mod find;
mod gesture;
pub mod guide;
mod hand_out;
mod handle;
mod heads;
mod held;
mod help;
mod input;
mod intent;
mod keys;
mod language;
mod lens;
mod links;
mod mend;
mod new_thing;
mod onward;
mod order;
mod overlay;
mod parts;
mod pictures;
pub mod present;
mod ring;
mod seen;
mod select;
mod selected_before;
mod selection;
mod session;
mod shape;
mod sheet;
mod stops;
mod survey;
mod telling;
mod text_edit;
mod tie;
mod to_be;
mod told;
mod writing;

pub use action::{
    Action, Appearance, Direction, Key, Menu, Motion, OutsideAction, PresentOn, Shortcut, TextSize,
    WindowAction, keys_in,
};
pub use blank::blank_map;
pub use choice::{Aspect, Choice, Choices, ChosenIcon, Offer, Share};
pub use clip::clip_is_ours;
pub use draft::Draft;
pub use effect::Effect;
pub use find::{Find, Highlight, Hit, Within};
pub use heads::Heads;
pub use input::{Button, Composition, Cursor, KeyPress, Modifiers, Onward, Reach};
pub use intent::Intent;
pub use language::edits_to_language;
pub use links::LinkCurve;
pub use mend::Mend;
pub use overlay::{Ghost, Link, LinkPull, Overlay, Tag};
pub use selection::Selection;
pub use session::Editor;
pub use survey::{SurveyImport, SurveyPlace};
pub use text_edit::TextEdit;

use ends::Ends;

#[cfg(test)]
mod tests;
