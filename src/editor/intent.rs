//! What comes in from the window.

use std::sync::Arc;

use crate::{
    edit::Edit,
    geom::{Point, Size, Vec2},
    layout::Lens,
    model::{Date, Field, LaneType, Map, Picture, Target},
    review::Finding,
};

use super::{
    Action, Button, Choice, Composition, Ends, KeyPress, Modifiers, Onward, SurveyImport,
    present::TalkIntent,
};

/// Something that a person did. Points are in *view* coordinates: the window's logical points,
/// counted from the top left corner of the canvas; they may lie outside it during a drag.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// The pointer is somewhere else.
    PointerMoved {
        /// Where it is now.
        at: Point,
        /// Held meanwhile.
        modifiers: Modifiers,
    },
    /// A button went down.
    PointerPressed {
        /// Where it is.
        at: Point,
        /// Which one.
        button: Button,
        /// Held meanwhile.
        modifiers: Modifiers,
    },
    /// A button came up.
    PointerReleased {
        /// Where it is.
        at: Point,
        /// Which one.
        button: Button,
        /// Held meanwhile.
        modifiers: Modifiers,
    },
    /// Follows the presses and releases that it was made of.
    DoubleClicked {
        /// Where it is.
        at: Point,
    },
    /// The pointer left the canvas while no button was down.
    PointerLeft,
    /// The wheel or two fingers: the sheet moves by so much.
    Pan(Vec2),
    /// Ctrl+wheel or a pinch; what lies under `at` stays there.
    Zoom {
        /// More than 1 comes nearer.
        factor: f64,
        /// What lies there stays there.
        at: Point,
    },
    /// Draws curves from answers.
    ImportSurvey(Box<SurveyImport>),
    /// Shows only what a lens lets through.
    LookThrough(Lens),
    /// Brings a point of the sheet to the middle of the view.
    LookAt(Point),
    /// While held, a drag pans instead of moving things.
    SpaceHeld(bool),
    /// Of the canvas; the first one fits the map into it.
    ViewResized(Size),
    /// The window lost the keyboard: a drag is given up.
    FocusLost,
    /// Gives up a drag, a text edit or a preview, else clears the selection.
    Escape,

    /// Something with a name is asked for.
    Action(Action),
    /// Selects exactly these and brings the first into view.
    Select(Vec<Target>),
    /// Writes a text in place.
    StartText {
        /// The thing that has the text.
        target: Target,
        /// Which of its texts.
        field: Field,
    },
    /// A key, for the text that is written, else for what has it as a shortcut.
    Pressed(KeyPress),
    /// Letters, for the text that is written, else for what is selected: an empty room gets
    /// something new with them.
    Typed(String),
    /// What an input method does, in the same places.
    Composed(Composition),
    /// Another text in the place of the one that is written.
    TextTyped(String),
    /// What is selected in the text that is written.
    TextSelected {
        /// The byte where it begins or ends, other than at the caret.
        anchor: usize,
        /// The byte where the caret is.
        caret: usize,
    },
    /// What was written counts.
    CommitText,
    /// As [`Intent::CommitText`], and goes on from there.
    CommitTextAnd(Onward),
    /// What was written does not count.
    CancelText,
    /// Pictures from files or from the clipboard.
    PlacePictures(Vec<Picture>),
    /// What the clipboard has.
    Paste {
        /// With a map of ours in it, perhaps.
        html: Option<String>,
        /// What every program writes.
        text: String,
    },
    /// Something is dragged from the tools towards the sheet.
    TakeNew(Action),
    /// A new stage, or a new lane, at an index among all of them.
    AddStageAt(usize),
    /// A new lane, at an index among all of them, hidden ones counted.
    AddLaneAt(LaneType, usize),
    /// So many seconds went by, as long as [`Editor::edge_scroll`](super::Editor::edge_scroll)
    /// says that they matter.
    Tick(f64),

    /// Changes from a panel, as one step of the history; `name` is English, for the table.
    Edit {
        /// Of the step.
        name: &'static str,
        /// In order; all of them or none.
        edits: Vec<Edit>,
    },
    /// Puts the selected stops, together, at an index among the others.
    PlaceStops(usize),
    /// Something that can be chosen ([`Editor::choices`](super::Editor::choices)), said of all that
    /// is selected; what is true of all of it already is taken back.
    Choose(Choice),
    /// Another version of the map, without a problem, as one step; `name` is English, for
    /// the table.
    TakeMap {
        /// Of the step.
        name: &'static str,
        /// In the place of the one that is open.
        map: Arc<Map>,
    },
    /// Changes from a panel that are still going on (a slider, a field being typed in), shown but
    /// not yet a step. Each preview replaces the one before.
    Preview {
        /// Of the step that it may become.
        name: &'static str,
        /// From the map before the first preview.
        edits: Vec<Edit>,
    },
    /// Makes the preview a step. So does any later intent that begins something else.
    CommitPreview,
    /// The map is as it was before the preview.
    CancelPreview,
    /// Mends what a review has found, on this day, as far as a click can ([`Mend::of`](super::Mend)).
    Mend {
        /// What was found.
        finding: Finding,
        /// Of which a review is said to be.
        today: Date,
    },

    /// Looks for a text; an empty one is found nowhere.
    Find(String),
    /// Puts a text in the place of the current hit, or of all.
    Replace {
        /// The new text.
        with: String,
        /// Whether every hit is meant.
        all: bool,
    },
    /// The hit that was the current one stays selected.
    CloseFind,

    /// Something in the talk that goes on; nothing where none does.
    Talk(TalkIntent),
}

impl Intent {
    /// Whether it is part of writing, whatever it is written in.
    pub fn writes(&self) -> bool {
        match self {
            Self::Typed(_) | Self::Composed(_) => true,
            Self::Pressed(press) => !press.shortcut.command,
            _ => false,
        }
    }

    /// Whether the ring that goes about without selecting stays where it is: what is asked for is
    /// done with it, or moves nothing but the view.
    pub(super) fn keeps_ring(&self) -> bool {
        match self {
            Self::Action(action) => {
                let is_of_ring = matches!(action, Action::MoveRing(_) | Action::ToggleAtRing);
                let only_looks = matches!(
                    action,
                    Action::ZoomIn | Action::ZoomOut | Action::ZoomFit | Action::Zoom100
                );
                is_of_ring || only_looks || action.outside().is_some()
            }
            // A space is for the ring.
            Self::Typed(text) => text == " ",
            Self::PointerPressed { .. } => false,
            other => matches!(other.ends(), Ends::Nothing | Ends::Drag),
        }
    }

    /// What becomes of a drag, a text or a preview that is going on.
    pub(super) fn ends(&self) -> Ends {
        match self {
            Self::PointerMoved { .. }
            | Self::PointerReleased { .. }
            | Self::PointerLeft
            | Self::Pan(_)
            | Self::Zoom { .. }
            | Self::LookAt(_)
            | Self::SpaceHeld(_)
            | Self::Escape
            | Self::Pressed(_)
            | Self::Typed(_)
            | Self::Composed(_)
            | Self::TextTyped(_)
            | Self::TextSelected { .. }
            | Self::CommitText
            | Self::CommitTextAnd(_)
            | Self::CancelText
            | Self::Tick(_)
            | Self::CommitPreview
            | Self::CancelPreview
            | Self::Find(_)
            | Self::CloseFind
            | Self::Talk(_) => Ends::Nothing,
            Self::ViewResized(_) | Self::FocusLost => Ends::Drag,
            Self::Preview { .. } => Ends::AllButPreview,
            Self::Action(action) => action.ends(),
            Self::PointerPressed { .. } => Ends::DragInstead,
            Self::DoubleClicked { .. }
            | Self::ImportSurvey(_)
            | Self::LookThrough(_)
            | Self::Select(_)
            | Self::StartText { .. }
            | Self::PlacePictures(_)
            | Self::Paste { .. }
            | Self::TakeNew(_)
            | Self::AddStageAt(_)
            | Self::AddLaneAt(..)
            | Self::Edit { .. }
            | Self::PlaceStops(_)
            | Self::Choose(_)
            | Self::TakeMap { .. }
            | Self::Mend { .. }
            | Self::Replace { .. } => Ends::All,
        }
    }
}
