//! What the actions are called, and what they do in one sentence.

use super::{Action, Direction};
use crate::{
    editor::Editor,
    model::{CardRole, LineKind},
    words::Language,
};

impl Action {
    /// The action's name; unique. English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "New map",
            Self::NewFromTemplate => "New from template…",
            Self::Open => "Open…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::SaveAsTemplate => "Save as template…",
            Self::History => "History…",
            Self::Compare => "Compare with…",
            Self::ImportSurvey => "Import survey…",
            Self::Export => "Export…",
            Self::ExportText => "Export to another tool…",
            Self::ExportValues => "Export value and effort…",
            Self::Close => "Close map",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Cut => "Cut",
            Self::Copy => "Copy",
            Self::CopyImage => "Copy as picture",
            Self::Paste => "Paste",
            Self::PasteAsMap => "Paste as map…",
            Self::Duplicate => "Duplicate",
            Self::SelectMore => "Select more",
            Self::SelectNext => "Select the next",
            Self::SelectPrevious => "Select the previous",
            Self::Find => "Find…",
            Self::Replace => "Find and replace…",
            Self::FindNext => "Find next",
            Self::FindPrevious => "Find previous",
            Self::EditText => "Edit text",
            Self::Delete => "Delete",
            Self::SelectNone => "Select nothing",
            Self::Select(Direction::Left) => "Select to the left",
            Self::Select(Direction::Right) => "Select to the right",
            Self::Select(Direction::Up) => "Select above",
            Self::Select(Direction::Down) => "Select below",
            Self::Move(Direction::Left) => "Move left",
            Self::Move(Direction::Right) => "Move right",
            Self::Move(Direction::Up) => "Move up",
            Self::Move(Direction::Down) => "Move down",
            Self::ToggleMark => "Set or clear the channel",
            Self::ToggleMomentOfTruth => "Moment of truth",
            Self::Link => "Link or unlink",
            Self::SetHue(hue) => hue.name(),
            Self::AddHere => "Add here",
            Self::AddCard => "Add card here",
            Self::AddCardOf(role) => match role {
                CardRole::CustomerActions => "Add customer action",
                CardRole::Touchpoints => "Add touchpoint",
                CardRole::Thoughts => "Add thought",
                CardRole::PainPoints => "Add pain point",
                CardRole::Opportunities => "Add opportunity",
                CardRole::OrganisationActivities => "Add organisation activity",
                CardRole::Quotes => "Add quote",
                CardRole::Images => "Add picture",
                CardRole::Free => "Add note",
            },
            Self::AddPoint => "Add curve point",
            Self::DrawToBe => "Draw the curve as it should be",
            Self::AddMetric => "Add metric",
            Self::AddPersona => "Add persona",
            Self::AddChannel => "Add channel",
            Self::AddStage => "Add stage",
            Self::AddStageBefore => "Add stage before",
            Self::SplitStage => "Split stage here",
            Self::MergeStage => "Merge with the next stage",
            Self::AddStep => "Add step",
            Self::AddLane(lane) => lane.adding(),
            Self::SetLine(kind) => match kind {
                LineKind::Interaction => "Line of interaction above",
                LineKind::Visibility => "Line of visibility above",
                LineKind::InternalInteraction => "Line of internal interaction above",
            },
            Self::RemoveLine => "No line above",
            Self::AddBackstage => "Add the backstage",
            Self::ToggleTimeColumns => "Columns as wide as they take long",
            Self::ToggleFunnel => "Funnel over the stages",
            Self::ChoosePicture => "Choose picture…",
            Self::RemovePicture => "Remove picture",
            Self::HideLane => "Hide lane",
            Self::ShowLanes => "Show hidden lanes",
            Self::CollapseLane => "Collapse or expand lane",
            Self::ToggleThreads => "Threads through the channels",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomFit => "Fit to window",
            Self::Zoom100 => "Actual size",
            Self::ZoomSelection => "Zoom to selection",
            Self::ToggleTools => "Show or hide the tools",
            Self::TogglePanel => "Show or hide the panel",
            Self::ToggleOverview => "Show or hide the overview",
            Self::ToggleReview => "Show or hide the review",
            Self::ToggleValues => "Value and effort",
            Self::OnlyMap => "Only the map",
            Self::ToggleGuide => "Guide",
            Self::Walk => "Walk the journey",
            Self::WalkNext => "To the next stop",
            Self::WalkPrevious => "To the stop before",
            Self::UseLanguage(language) => language.name(),
            Self::Commands => "Find a command…",
            Self::KeyboardShortcuts => "Keyboard shortcuts",
            Self::About => "About Jejak",
        }
    }

    /// The name as it is read in a menu now: undo and redo say of what, others which way.
    pub fn label(self, editor: Option<&Editor>, language: Language) -> String {
        if let (Self::CollapseLane, Some(editor)) = (self, editor)
            && let Some(name) = editor.collapse_name()
        {
            return language.t(name).to_owned();
        }
        if let (Self::Link, Some(editor)) = (self, editor)
            && let Some(name) = editor.link_name()
        {
            return language.t(name).to_owned();
        }
        let step = editor.and_then(|editor| match self {
            Self::Undo => editor.history().undo_name(),
            Self::Redo => editor.history().redo_name(),
            _ => None,
        });
        let name = language.t(self.name());
        let Some(step) = step.map(|step| language.t(step)) else {
            return name.to_owned();
        };
        let mut letters = step.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        format!("{name} {}{}", first.collect::<String>(), letters.as_str())
    }

    /// One sentence on what it does; English, for the translation table.
    pub fn description(self) -> &'static str {
        match self {
            Self::New => "Begin a new map.",
            Self::NewFromTemplate => "Begin a new map from one that is laid out already.",
            Self::Open => "Open a map from a file.",
            Self::Save => "Save the map to its file.",
            Self::SaveAs => "Save the map to another file.",
            Self::SaveAsTemplate => "Keep a copy of the map to begin others with.",
            Self::Compare => "See what another map has otherwise, and take some of it over.",
            Self::History => "See the versions that were saved, and bring one back.",
            Self::ImportSurvey => "Draw the emotion curves from a table of answers (CSV, Excel).",
            Self::Export => "Make a picture of the map: PNG, SVG or PDF.",
            Self::ExportText => {
                "Write the map for another tool: Excel, Mermaid, CSV, Markdown or Open Journey Format."
            }
            Self::ExportValues => {
                "Make a picture of the opportunities by value and effort: PNG, SVG or PDF."
            }
            Self::Close => "Close the map and go back to the start.",
            Self::Quit => "Close the window.",
            Self::Undo => "Take the last step back.",
            Self::Redo => "Do the step that was taken back again.",
            Self::Cut => "Put what is selected on the clipboard and delete it.",
            Self::Copy => "Put what is selected on the clipboard, to be read or pasted.",
            Self::CopyImage => {
                "Put a picture of what is selected, or of the map, on the clipboard."
            }
            Self::PasteAsMap => "Make a map of the table that was copied in a spreadsheet program.",
            Self::Paste => "Put in what the clipboard has: parts of a map, a table, lines of text.",
            Self::Duplicate => "Put a copy of what is selected beside it.",
            Self::SelectMore => "Select the cell, then the lane, then everything.",
            Self::SelectNext => "Select the next thing in reading order.",
            Self::SelectPrevious => "Select the thing before in reading order.",
            Self::Find => "Find a text anywhere on the map.",
            Self::Replace => "Find a text and put another in its place.",
            Self::FindNext => "Go to the next place where the text was found.",
            Self::FindPrevious => "Go to the place before, where the text was found.",
            Self::EditText => "Write the text of what is selected.",
            Self::Delete => "Delete what is selected, with all that depends on it.",
            Self::SelectNone => "Cancel what is going on, or let go of the selection.",
            Self::Select(_) => "Select the next thing in this direction.",
            Self::Move(_) => "Move what is selected one place in this direction.",
            Self::ToggleMark => "Say by hand whether the channel is used at this stage.",
            Self::ToggleMomentOfTruth => "Mark the curve point as a moment that decides.",
            Self::Link => {
                "Link the selected pain points with the opportunities that answer them, or lead an arrow from the first of two other cards to the second."
            }
            Self::SetHue(_) => "Give the selected stages and personas this colour.",
            Self::AddHere => "Add what belongs in the selected cell.",
            Self::AddCard => "Add a card to the selected cell, or below the selected card.",
            Self::AddCardOf(_) => "Add a card of this kind at the selected stage.",
            Self::AddPoint => "Add a point to the emotion curve at the selected stage.",
            Self::DrawToBe => "Copy a curve as it is, and pull the copy to where it should be.",
            Self::AddMetric => "Add a figure at the selected stage.",
            Self::AddPersona => "Add a persona to the map.",
            Self::AddChannel => "Add a channel to the map.",
            Self::AddStage => "Add a stage after the selected one.",
            Self::AddStageBefore => "Add a stage before the selected one.",
            Self::SplitStage => {
                "Put what stands from the selected card or step on into a new stage."
            }
            Self::MergeStage => "Put all of the next stage into the selected one.",
            Self::AddStep => "Divide the selected stage by another step.",
            Self::AddLane(_) => "Add a lane below the selected one.",
            Self::SetLine(_) => "Draw this line above the selected lane.",
            Self::RemoveLine => "Take away the line above the selected lane.",
            Self::AddBackstage => {
                "Add the lanes and lines of a service blueprint that the map lacks."
            }
            Self::ToggleTimeColumns => {
                "Make long stages wider than short ones, or all of them alike again."
            }
            Self::ToggleFunnel => "Draw a funnel over the stages, or take it away.",
            Self::ChoosePicture => {
                "Show a picture in the circle of the selected persona, or above the text of the card."
            }
            Self::RemovePicture => "Take the picture away from the selected persona or card.",
            Self::HideLane => "Take the lane off the sheet and keep what it holds.",
            Self::ShowLanes => "Put all hidden lanes back on the sheet.",
            Self::CollapseLane => {
                "Make the lane a thin row that only says how much it holds, or open it."
            }
            Self::ToggleThreads => {
                "Draw the way of each persona through the channels and where it breaks, or take it away."
            }
            Self::ZoomIn => "See more detail.",
            Self::ZoomOut => "See more of the map.",
            Self::ZoomFit => "See the whole map.",
            Self::Zoom100 => "See the map at the size at which it is exported.",
            Self::ZoomSelection => "See what is selected as large as fits.",
            Self::ToggleTools => "The bar on the left, with what can be added.",
            Self::TogglePanel => "The panel on the right, with what is selected.",
            Self::ToggleOverview => {
                "The small picture of the whole map, while it is larger than the window."
            }
            Self::ToggleReview => "What the map lacks or leaves in doubt.",
            Self::ToggleValues => {
                "The opportunities by what they are worth and what they cost, and by how much they lift."
            }
            Self::OnlyMap => "Hide everything but the map, or bring it back.",
            Self::ToggleGuide => "What a map needs, in six steps, and what this one lacks.",
            Self::Walk => "Go through the map as the customer, one touchpoint at a time.",
            Self::WalkNext => "Go on to the next stop of the journey.",
            Self::WalkPrevious => "Go back to the stop of the journey before.",
            Self::UseLanguage(_) => "Use this language for menus and messages.",
            Self::Commands => "Search everything that can be done by its name.",
            Self::KeyboardShortcuts => "See all keyboard shortcuts.",
            Self::About => "See version and licences.",
        }
    }
}
