//! What comes in from the window while a talk goes on.

use super::{cue::Cue, pages::MadePages};
use crate::{
    editor::action::Shortcut,
    geom::{Point, Vec2},
};

/// Something that is done in a talk.
#[derive(Debug, Clone, PartialEq)]
pub enum TalkIntent {
    /// A key.
    Pressed(Shortcut),
    /// Something is asked for, by a button or a click.
    Cue(Cue),
    /// A stop is gone to, by its place from 0.
    Stop(usize),
    /// Pages that were wanted are made.
    Made(Box<MadePages>),
    /// The wheel or two fingers.
    Zoom {
        /// More than 1 comes nearer.
        factor: f64,
        /// What of the page stays where it is, in its units.
        at: Point,
    },
    /// The page is moved under the view, in its units.
    Pan(Vec2),
    /// There can be no second window here.
    NoSecondWindow,
}
