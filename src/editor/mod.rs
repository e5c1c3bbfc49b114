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
mod clip;
mod find;
mod gesture;
pub mod guide;
mod help;
mod intent;
mod links;
mod mend;
mod order;
mod overlay;
mod parts;
mod pictures;
mod seen;
mod select;
mod selection;
mod session;
mod shape;
mod survey;
mod text_edit;
mod to_be;
pub mod walk;

pub use action::{Action, Direction, Key, Menu, Shortcut};
pub use blank::blank_map;
pub use clip::clip_is_ours;
pub use find::{Find, Highlight, Hit, Within};
pub use intent::{Button, Cursor, Effect, Intent, Modifiers, Onward};
pub use links::LinkCurve;
pub use mend::Mend;
pub use overlay::{Ghost, Link, LinkPull, Overlay, Tag};
pub use selection::Selection;
pub use session::Editor;
pub use survey::{SurveyImport, SurveyPlace};
pub use text_edit::TextEdit;

#[cfg(test)]
mod tests;
