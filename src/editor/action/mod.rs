//! The table of actions: everything that has a name, one exhaustive match per property. Menus,
//! toolbar, context menus, shortcuts and the shortcut sheet are all read from it.

mod context;
mod enabled;
mod lanes;
mod run;
mod shortcut;
mod step;
mod words;

pub use shortcut::{Key, Shortcut};

use super::Effect;
use crate::{
    model::{CardRole, Hue, LaneType, LineKind},
    words::Language,
};

/// Something that a person can ask for by name. All do their work through
/// [`Editor::handle`](super::Editor::handle)`(Intent::Action(…))`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    New,
    NewFromTemplate,
    Open,
    Save,
    SaveAs,
    SaveAsTemplate,
    /// The versions that were saved.
    History,
    Compare,
    ImportSurvey,
    Export,
    /// In the form of another tool.
    ExportText,
    /// A picture of the matrix of value against effort.
    ExportValues,
    Close,
    Quit,

    Undo,
    Redo,
    Cut,
    Copy,
    /// A picture of what is selected, else of the map.
    CopyImage,
    Paste,
    /// The table on the clipboard, as a map of its own.
    PasteAsMap,
    /// A copy of what is selected, beside it.
    Duplicate,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    EditText,
    Delete,
    /// The cell, then the lane, then everything.
    SelectMore,
    SelectNone,
    /// In reading order.
    SelectNext,
    SelectPrevious,
    /// Selects the next thing in a direction.
    Select(Direction),
    /// Moves what is selected one place in a direction.
    Move(Direction),
    ToggleMark,
    ToggleMomentOfTruth,
    /// The selected pain points with the selected opportunities, or takes their links away.
    Link,
    SetHue(Hue),
    ChoosePicture,
    RemovePicture,

    /// What belongs in the selected cell.
    AddHere,
    /// Into the selected cell, or below the selected card.
    AddCard,
    /// Into the lane of a role, which is made if there is none.
    AddCardOf(CardRole),
    AddPoint,
    /// A copy of a curve as it is, to be pulled to where it should be.
    DrawToBe,
    AddMetric,
    AddPersona,
    AddChannel,
    /// After the selected one.
    AddStage,
    AddStageBefore,
    /// At the selected card or step.
    SplitStage,
    MergeStage,
    AddStep,
    AddLane(LaneType),
    /// Above the selected lane.
    SetLine(LineKind),
    RemoveLine,
    /// The lanes and lines of a service blueprint.
    AddBackstage,
    ToggleTimeColumns,
    ToggleFunnel,
    HideLane,
    ShowLanes,
    CollapseLane,
    ToggleThreads,

    ZoomIn,
    ZoomOut,
    ZoomFit,
    Zoom100,
    ZoomSelection,
    /// These five are the window's own: [`Action::is_of_window`].
    ToggleTools,
    TogglePanel,
    ToggleOverview,
    ToggleReview,
    /// The matrix of value against effort; the window's own.
    ToggleValues,
    OnlyMap,
    UseLanguage(Language),

    /// The window's own.
    ToggleGuide,
    /// Begins the way through the map as the customer, or ends it.
    Walk,
    WalkNext,
    WalkPrevious,

    /// The list of all actions, to be searched; the window's own.
    Commands,
    KeyboardShortcuts,
    About,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// The menus, left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Insert,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Insert, Self::View, Self::Help];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Insert => "Insert",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];
}

impl Action {
    /// What can be added from the tool bar on the left, top to bottom.
    pub const PALETTE: [Self; 10] = [
        Self::AddStage,
        Self::AddCardOf(CardRole::CustomerActions),
        Self::AddCardOf(CardRole::Touchpoints),
        Self::AddCardOf(CardRole::Thoughts),
        Self::AddPoint,
        Self::AddCardOf(CardRole::PainPoints),
        Self::AddCardOf(CardRole::Opportunities),
        Self::AddMetric,
        Self::AddPersona,
        Self::AddLane(LaneType::Cards(CardRole::Free)),
    ];

    /// What adds something to a cell of a lane; `None` where nothing can be added to one.
    pub fn adding_to(lane: LaneType) -> Option<Self> {
        match lane {
            LaneType::Cards(_) => Some(Self::AddCard),
            LaneType::Emotion => Some(Self::AddPoint),
            LaneType::Metrics => Some(Self::AddMetric),
            LaneType::Channels => None,
        }
    }

    /// Every action, in the order of the menus.
    pub fn all() -> Vec<Self> {
        use Action as A;
        let mut all = vec![
            A::New,
            A::NewFromTemplate,
            A::Open,
            A::Save,
            A::SaveAs,
            A::SaveAsTemplate,
            A::History,
            A::Compare,
            A::ImportSurvey,
            A::Export,
            A::ExportText,
            A::ExportValues,
            A::Close,
            A::Quit,
        ];
        all.extend([
            A::Undo,
            A::Redo,
            A::Cut,
            A::Copy,
            A::CopyImage,
            A::Paste,
            A::PasteAsMap,
            A::Duplicate,
            A::Find,
            A::Replace,
            A::FindNext,
            A::FindPrevious,
            A::EditText,
            A::Delete,
            A::SelectMore,
            A::SelectNone,
            A::SelectNext,
            A::SelectPrevious,
        ]);
        all.extend(Direction::ALL.map(A::Select));
        all.extend(Direction::ALL.map(A::Move));
        all.extend([A::SplitStage, A::MergeStage]);
        all.extend([A::ToggleMark, A::ToggleMomentOfTruth, A::Link]);
        all.extend(Hue::ALL.map(A::SetHue));
        all.extend([A::ChoosePicture, A::RemovePicture]);
        all.extend([A::AddHere, A::AddCard]);
        all.extend(CardRole::ALL.map(A::AddCardOf));
        all.extend([
            A::AddPoint,
            A::DrawToBe,
            A::AddMetric,
            A::AddPersona,
            A::AddChannel,
        ]);
        all.extend([A::AddStage, A::AddStageBefore]);
        all.push(A::AddStep);
        all.extend(LaneType::all().map(A::AddLane));
        all.extend(LineKind::ALL.map(A::SetLine));
        all.extend([A::RemoveLine, A::AddBackstage]);
        all.extend([A::ToggleFunnel, A::ToggleTimeColumns]);
        all.extend([A::CollapseLane, A::HideLane, A::ShowLanes, A::ToggleThreads]);
        all.extend([
            A::ZoomIn,
            A::ZoomOut,
            A::ZoomFit,
            A::ZoomSelection,
            A::Zoom100,
        ]);
        all.extend([
            A::ToggleTools,
            A::TogglePanel,
            A::ToggleOverview,
            A::ToggleReview,
            A::ToggleValues,
            A::OnlyMap,
        ]);
        all.extend([A::ToggleGuide, A::Walk, A::WalkNext, A::WalkPrevious]);
        all.extend(Language::ALL.map(A::UseLanguage));
        all.extend([A::Commands, A::KeyboardShortcuts, A::About]);
        all
    }

    /// The name of an icon in `icons/`; `None` for actions that are read only.
    pub fn icon(self) -> Option<&'static str> {
        match self {
            Self::New => Some("document"),
            Self::Open => Some("folder"),
            Self::Save => Some("save"),
            Self::Export => Some("upload"),
            Self::Undo => Some("undo"),
            Self::Redo => Some("redo"),
            Self::Copy => Some("copy"),
            Self::CopyImage => Some("image"),
            Self::Find => Some("search"),
            Self::EditText => Some("pencil"),
            Self::Delete => Some("trash"),
            Self::ToggleMomentOfTruth => Some("star"),
            Self::Link => Some("link"),
            Self::AddCard => Some("plus"),
            Self::AddCardOf(role) => Some(role.icon()),
            Self::AddPoint => Some(LaneType::Emotion.icon()),
            Self::DrawToBe => Some("chart"),
            Self::AddMetric => Some(LaneType::Metrics.icon()),
            Self::AddPersona => Some("people"),
            Self::AddChannel => Some(LaneType::Channels.icon()),
            Self::AddStage => Some("stage"),
            Self::AddLane(lane) => Some(lane.icon()),
            Self::ChoosePicture => Some("image"),
            Self::ToggleTimeColumns | Self::History => Some("clock"),
            Self::HideLane => Some("eye-off"),
            Self::ShowLanes => Some("eye"),
            Self::ZoomIn => Some("plus"),
            Self::ZoomOut => Some("minus"),
            Self::ZoomFit => Some("fit"),
            Self::ToggleReview => Some("checklist"),
            Self::ToggleValues => Some("chart"),
            Self::OnlyMap => Some("eye"),
            Self::ToggleGuide => Some("checklist"),
            Self::Walk => Some("flag"),
            Self::Commands => Some("search"),
            Self::KeyboardShortcuts => Some("keyboard"),
            Self::About => Some("info"),
            Self::NewFromTemplate
            | Self::SaveAs
            | Self::SaveAsTemplate
            | Self::Compare
            | Self::Close
            | Self::ImportSurvey
            | Self::ExportText
            | Self::ExportValues
            | Self::Quit
            | Self::Cut
            | Self::Paste
            | Self::PasteAsMap
            | Self::Duplicate
            | Self::AddHere
            | Self::SelectMore
            | Self::Replace
            | Self::FindNext
            | Self::FindPrevious
            | Self::SelectNone
            | Self::SelectNext
            | Self::SelectPrevious
            | Self::Select(_)
            | Self::Move(_)
            | Self::ToggleMark
            | Self::SetHue(_)
            | Self::AddStageBefore
            | Self::SplitStage
            | Self::MergeStage
            | Self::RemovePicture
            | Self::AddStep
            | Self::SetLine(_)
            | Self::RemoveLine
            | Self::AddBackstage
            | Self::ToggleFunnel
            | Self::CollapseLane
            | Self::ToggleThreads
            | Self::Zoom100
            | Self::ZoomSelection
            | Self::ToggleTools
            | Self::TogglePanel
            | Self::ToggleOverview
            | Self::WalkNext
            | Self::WalkPrevious
            | Self::UseLanguage(_) => None,
        }
    }

    /// The menu that it stands in; `None` for those that are only reached by key.
    pub fn menu(self) -> Option<Menu> {
        match self {
            Self::New
            | Self::NewFromTemplate
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::SaveAsTemplate
            | Self::History
            | Self::Compare
            | Self::Export
            | Self::ExportText
            | Self::ExportValues
            | Self::ImportSurvey
            | Self::Close
            | Self::Quit => Some(Menu::File),
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::CopyImage
            | Self::Paste
            | Self::PasteAsMap
            | Self::Duplicate
            | Self::Find
            | Self::Replace
            | Self::FindNext
            | Self::FindPrevious
            | Self::EditText
            | Self::Delete
            | Self::SelectMore
            | Self::SelectNone
            | Self::Move(_)
            | Self::SplitStage
            | Self::MergeStage
            | Self::ToggleMark
            | Self::ToggleMomentOfTruth
            | Self::Link
            | Self::SetHue(_)
            | Self::ChoosePicture
            | Self::RemovePicture
            | Self::HideLane
            | Self::ShowLanes
            | Self::CollapseLane
            | Self::ToggleThreads
            | Self::ToggleTimeColumns => Some(Menu::Edit),
            Self::AddCard
            | Self::AddCardOf(_)
            | Self::AddPoint
            | Self::DrawToBe
            | Self::AddMetric
            | Self::AddPersona
            | Self::AddChannel
            | Self::AddStage
            | Self::AddStageBefore
            | Self::AddStep
            | Self::AddLane(_)
            | Self::SetLine(_)
            | Self::RemoveLine
            | Self::AddBackstage
            | Self::ToggleFunnel => Some(Menu::Insert),
            Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomFit
            | Self::Zoom100
            | Self::ZoomSelection
            | Self::ToggleTools
            | Self::TogglePanel
            | Self::ToggleOverview
            | Self::ToggleReview
            | Self::ToggleValues
            | Self::OnlyMap
            | Self::ToggleGuide
            | Self::Walk
            | Self::UseLanguage(_) => Some(Menu::View),
            Self::Commands | Self::KeyboardShortcuts | Self::About => Some(Menu::Help),
            Self::Select(_)
            | Self::SelectNext
            | Self::SelectPrevious
            | Self::AddHere
            | Self::WalkNext
            | Self::WalkPrevious => None,
        }
    }

    /// The submenu that it stands in, for those that come in several kinds; English, for the
    /// translation table.
    pub fn submenu(self) -> Option<&'static str> {
        match self {
            Self::Move(_) => Some("Move"),
            Self::SetHue(_) => Some("Colour"),
            Self::AddCardOf(_) => Some("Card"),
            Self::AddLane(_) => Some("Lane"),
            Self::SetLine(_) | Self::RemoveLine => Some("Line above"),
            Self::UseLanguage(_) => Some("Language"),
            _ => None,
        }
    }

    /// Whether a context menu offers it whenever it is enabled; see [`Action::for_context_menu`].
    fn in_context_menu(self) -> bool {
        matches!(
            self,
            Self::EditText
                | Self::AddCard
                | Self::AddStage
                | Self::AddStageBefore
                | Self::SplitStage
                | Self::MergeStage
                | Self::AddStep
                | Self::Move(_)
                | Self::ToggleMark
                | Self::ToggleMomentOfTruth
                | Self::Link
                | Self::SetHue(_)
                | Self::ChoosePicture
                | Self::RemovePicture
                | Self::SetLine(_)
                | Self::RemoveLine
                | Self::Cut
                | Self::Copy
                | Self::CopyImage
                | Self::Paste
                | Self::Duplicate
                | Self::HideLane
                | Self::ShowLanes
                | Self::CollapseLane
                | Self::Delete
        )
    }

    /// Whether it changes the window alone: what is shown of it. The ui does such an action by
    /// itself, the editor knows nothing of it.
    pub fn is_of_window(self) -> bool {
        matches!(
            self,
            Self::ToggleTools
                | Self::TogglePanel
                | Self::ToggleOverview
                | Self::ToggleReview
                | Self::ToggleValues
                | Self::OnlyMap
                | Self::ToggleGuide
                | Self::Commands
        )
    }

    /// What it asks of the outside world, for those that concern nothing else.
    pub fn effect(self) -> Option<Effect> {
        match self {
            Self::New => Some(Effect::New),
            Self::NewFromTemplate => Some(Effect::NewFromTemplate),
            Self::Open => Some(Effect::Open),
            Self::Save => Some(Effect::Save),
            Self::SaveAs => Some(Effect::SaveAs),
            Self::SaveAsTemplate => Some(Effect::SaveAsTemplate),
            Self::History => Some(Effect::ShowHistory),
            Self::Compare => Some(Effect::AskCompare),
            Self::ImportSurvey => Some(Effect::AskSurvey),
            Self::Export => Some(Effect::Export),
            Self::ExportText => Some(Effect::ExportText),
            Self::ExportValues => Some(Effect::ExportValues),
            Self::Close => Some(Effect::Close),
            Self::Quit => Some(Effect::Quit),
            Self::Paste => Some(Effect::Paste),
            Self::PasteAsMap => Some(Effect::PasteAsMap),
            Self::UseLanguage(language) => Some(Effect::UseLanguage(language)),
            Self::KeyboardShortcuts => Some(Effect::ShowShortcuts),
            Self::About => Some(Effect::ShowAbout),
            _ => None,
        }
    }
}
