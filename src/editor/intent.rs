//! What comes in from the window.

use std::sync::Arc;

use crate::{
    edit::Edit,
    geom::{Point, Size, Vec2},
    layout::Lens,
    model::{Date, Field, LaneType, Map, Picture, Target},
    review::Finding,
};

use super::{Action, Button, Ends, Modifiers, Onward, SurveyImport};

/// Something that a person did. Points are in *view* coordinates: the window's logical points,
/// counted from the top left corner of the canvas; they may lie outside it during a drag.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    PointerMoved {
        at: Point,
        modifiers: Modifiers,
    },
    PointerPressed {
        at: Point,
        button: Button,
        modifiers: Modifiers,
    },
    PointerReleased {
        at: Point,
        button: Button,
        modifiers: Modifiers,
    },
    /// Follows the presses and releases that it was made of.
    DoubleClicked {
        at: Point,
    },
    /// The pointer left the canvas while no button was down.
    PointerLeft,
    /// The wheel or two fingers: the sheet moves by so much.
    Pan(Vec2),
    /// Ctrl+wheel or a pinch; what lies under `at` stays there.
    Zoom {
        factor: f64,
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

    Action(Action),
    /// Selects exactly these and brings the first into view.
    Select(Vec<Target>),
    /// Writes a text in place.
    StartText {
        target: Target,
        field: Field,
    },
    /// The text written in place as it is now.
    TextTyped(String),
    CommitText,
    /// As [`Intent::CommitText`], and goes on from there.
    CommitTextAnd(Onward),
    CancelText,
    /// Letters typed while no text has the keyboard: an empty room that is selected gets
    /// something new with them.
    TypedOnSheet(String),
    /// Pictures from files or from the clipboard.
    PlacePictures(Vec<Picture>),
    /// What the clipboard has.
    Paste {
        html: Option<String>,
        text: String,
    },
    /// Something is dragged from the tools towards the sheet.
    TakeNew(Action),
    /// A new stage, or a new lane, at an index among all of them.
    AddStageAt(usize),
    AddLaneAt(LaneType, usize),
    /// So many seconds went by, as long as [`Editor::edge_scroll`](super::Editor::edge_scroll)
    /// says that they matter.
    Tick(f64),

    /// Changes from a panel, as one step of the history; `name` is English, for the table.
    Edit {
        name: &'static str,
        edits: Vec<Edit>,
    },
    /// Another version of the map, without a problem, as one step; `name` as above.
    TakeMap {
        name: &'static str,
        map: Arc<Map>,
    },
    /// Changes from a panel that are still going on (a slider, a field being typed in), shown but
    /// not yet a step. Each preview replaces the one before.
    Preview {
        name: &'static str,
        edits: Vec<Edit>,
    },
    /// Makes the preview a step. So does any later intent that begins something else.
    CommitPreview,
    CancelPreview,
    /// Mends what a review has found, on this day, as far as a click can ([`Mend::of`](super::Mend)).
    Mend {
        finding: Finding,
        today: Date,
    },

    /// Looks for a text; an empty one is found nowhere.
    Find(String),
    /// Puts a text in the place of the current hit, or of all.
    Replace {
        with: String,
        all: bool,
    },
    /// The hit that was the current one stays selected.
    CloseFind,
}

impl Intent {
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
            | Self::TextTyped(_)
            | Self::CommitText
            | Self::CommitTextAnd(_)
            | Self::CancelText
            | Self::TypedOnSheet(_)
            | Self::Tick(_)
            | Self::CommitPreview
            | Self::CancelPreview
            | Self::Find(_)
            | Self::CloseFind => Ends::Nothing,
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
            | Self::TakeMap { .. }
            | Self::Mend { .. }
            | Self::Replace { .. } => Ends::All,
        }
    }
}
