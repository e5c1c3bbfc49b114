//! What comes in from the window, and what goes out to the world.

use std::sync::Arc;

use crate::{
    edit::{Edit, EditError},
    geom::{Point, Rect, Size, Vec2},
    layout::Lens,
    model::{Date, Field, LaneType, Map, Picture, Target},
    review::Finding,
    words::Language,
};

use super::{Action, SurveyImport};

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
    /// What the clipboard has.
    /// Pictures from files or from the clipboard.
    PlacePictures(Vec<Picture>),
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    Primary,
    Secondary,
    Middle,
}

/// Where a person goes after a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    Stay,
    /// A new card gets another below it, a new metric its value.
    Below,
    /// The next cell, else the next text of the same kind.
    Next,
    Previous,
}

/// The keys held while something else happens. `command` is Ctrl, on a Mac ⌘.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

/// What an intent asks of the outside world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    New,
    /// Ask for a template to begin a new map with.
    NewFromTemplate,
    Open,
    /// Under the name it has, or as [`Effect::SaveAs`] when it has none.
    Save,
    SaveAs,
    /// Show the versions that were saved.
    ShowHistory,
    /// Asks for a map to compare with.
    AskCompare,
    /// Ask for a name, and keep a copy among the templates.
    SaveAsTemplate,
    Export,
    /// In the form of another tool.
    ExportText,
    /// The matrix of value against effort instead of the map.
    ExportValues,
    /// Close the map and go back to the welcome screen.
    Close,
    Quit,
    /// Put a text on the clipboard, and the same with our own form of it in it.
    Copy {
        text: String,
        html: Option<String>,
    },
    /// Read the clipboard and hand it on as [`Intent::Paste`].
    Paste,
    /// Read the table on the clipboard as a map of its own.
    PasteAsMap,
    /// Put a picture on the clipboard: of this part of the sheet, else of all of it.
    CopyImage(Option<Rect>),
    /// Ask for a table of answers; it comes back as [`Intent::ImportSurvey`].
    AskSurvey,
    /// Ask for a picture of this persona or card; it comes back as an edit.
    ChoosePicture(Target),
    ShowShortcuts,
    ShowAbout,
    /// The language of the window.
    UseLanguage(Language),
    /// Tell why something was not done.
    Refused(EditError),
}

/// What the pointer should look like over the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    Default,
    /// Over something that can be clicked.
    Pointer,
    /// Over something that can be dragged.
    Grab,
    Grabbing,
    /// On the border between stages.
    ResizeColumn,
    /// On the border between lanes.
    ResizeRow,
    /// What is dragged stays, and a copy is dropped.
    Copy,
    /// Something is dragged to where it cannot be dropped.
    NotAllowed,
}
