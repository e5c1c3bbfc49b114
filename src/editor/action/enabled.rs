//! Whether an action can be done now, and why not.

use std::sync::Arc;

use super::{Action, Direction};
use crate::{
    editor::Editor,
    model::{CardRole, Lane, Target},
};

impl Action {
    /// Whether it can be done now; `Err` says why not (English, for the translation table).
    /// `None` when no map is open.
    pub fn enabled(self, editor: Option<&Editor>) -> Result<(), &'static str> {
        let Some(editor) = editor else {
            return match self {
                Self::New
                | Self::NewFromTemplate
                | Self::Open
                | Self::Quit
                | Self::PasteAsMap
                | Self::UseLanguage(_)
                | Self::Commands
                | Self::KeyboardShortcuts
                | Self::About => Ok(()),
                _ => Err("Open a map first."),
            };
        };
        let selection = editor.selection();
        let any = |fits: &dyn Fn(&Target) -> bool| selection.targets().iter().any(fits);
        let need = |ok: bool, why: &'static str| if ok { Ok(()) } else { Err(why) };
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
            | Self::Close
            | Self::Quit
            | Self::CopyImage
            | Self::Paste
            | Self::PasteAsMap
            | Self::SelectMore
            | Self::Select(Direction::Up | Direction::Down)
            | Self::SelectNext
            | Self::SelectPrevious
            | Self::AddPersona
            | Self::AddChannel
            | Self::AddStage
            | Self::AddStageBefore
            | Self::AddLane(_)
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomFit
            | Self::Zoom100
            | Self::Find
            | Self::Replace
            | Self::ToggleTools
            | Self::TogglePanel
            | Self::ToggleOverview
            | Self::ToggleReview
            | Self::ToggleValues
            | Self::OnlyMap
            | Self::ToggleGuide
            | Self::Commands
            | Self::UseLanguage(_)
            | Self::KeyboardShortcuts
            | Self::About => Ok(()),
            Self::Select(Direction::Left | Direction::Right) => need(
                editor.walk().is_none(),
                "These keys lead along the journey while it is walked.",
            ),
            Self::Walk => need(!editor.map().stages.is_empty(), "Add a stage first."),
            Self::WalkNext => {
                let walk = editor.walk();
                let walk = walk.ok_or("Begin to walk the journey first.")?;
                need(walk.number < walk.count, "This is the end of the journey.")
            }
            Self::WalkPrevious => {
                let walk = editor.walk();
                let walk = walk.ok_or("Begin to walk the journey first.")?;
                need(walk.number > 1, "This is the beginning of the journey.")
            }
            Self::Undo => need(
                editor.history().undo_name().is_some() || editor.has_unsaved_text(),
                "There is nothing to undo.",
            ),
            Self::Redo => need(
                editor.history().redo_name().is_some(),
                "There is nothing to redo.",
            ),
            Self::Cut => need(
                editor.clip_kind().is_some() && !editor.deletion().is_empty(),
                "Select something that can be deleted first.",
            ),
            Self::Copy => need(
                editor.clip_kind().is_some() || editor.selected_text().is_some(),
                "Select something with a text first.",
            ),
            Self::Duplicate => need(
                editor.clip_kind().is_some(),
                "Select cards, points, metrics, stages or lanes first.",
            ),
            Self::FindNext | Self::FindPrevious => {
                need(!editor.find().query().is_empty(), "Look for a text first.")
            }
            Self::ZoomSelection => need(!selection.is_empty(), "Nothing is selected."),
            Self::EditText => {
                let text = selection.only().and_then(|target| {
                    let layout = editor.layout();
                    layout.text_place(target, target.main_field()?)
                });
                need(text.is_some(), "Select one thing with a text first.")
            }
            Self::Delete => need(
                !editor.deletion().is_empty(),
                "Select something that can be deleted first.",
            ),
            Self::SelectNone => need(
                editor.is_busy()
                    || editor.find().is_open()
                    || editor.walk().is_some()
                    || !selection.is_empty(),
                "Nothing is selected.",
            ),
            Self::Move(direction) => need(
                editor.steps_towards(direction).is_some(),
                "What is selected cannot be moved there.",
            ),
            Self::ToggleMark => need(
                any(&|target| matches!(target, Target::Dot { .. })),
                "Select a place of the channels lane first.",
            ),
            Self::ToggleMomentOfTruth => need(
                any(&|target| matches!(target, Target::Point(_))),
                "Select a curve point first.",
            ),
            Self::Link => need(
                editor.link_name().is_some(),
                "Select a pain point and an opportunity first.",
            ),
            Self::SetHue(_) => need(
                any(&|target| matches!(target, Target::Stage(_) | Target::Persona(_))),
                "Select a stage or a persona first.",
            ),
            Self::AddHere => {
                let lane = match selection.only() {
                    Some(Target::Cell { lane, .. }) => editor.map().lane(lane),
                    _ => None,
                };
                let takes = |lane: &Arc<Lane>| lane.lane_type().and_then(Self::adding_to).is_some();
                need(lane.is_some_and(takes), "Select an empty cell first.")
            }
            Self::AddCard => editor.place_for_card().map(|_| ()),
            Self::AddCardOf(_) | Self::AddMetric => editor.needs_stage(),
            Self::ImportSurvey | Self::AddPoint => editor.curve_for_point(None).map(|_| ()),
            Self::ExportValues => {
                let mut lanes = editor.map().lanes.iter();
                let holds = |lane: &Arc<Lane>| {
                    lane.role() == Some(CardRole::Opportunities) && !lane.cards().is_empty()
                };
                need(lanes.any(holds), "Add an opportunity first.")
            }
            Self::DrawToBe => editor.curve_to_copy().map(|_| ()),
            Self::SplitStage => editor.split().map(|_| ()),
            Self::MergeStage => editor.merge().map(|_| ()),
            Self::AddStep => editor.selected_column().map(|_| ()),
            Self::SetLine(_) => {
                let lane = selection.only().and_then(|t| editor.map().lane_of(t));
                need(lane.is_some(), "Select a lane first.")
            }
            Self::AddBackstage => need(
                Self::lacks_backstage(editor.map()),
                "The map has all three lines of a service blueprint.",
            ),
            Self::ToggleTimeColumns => {
                let mut times = editor.map().stages.iter().map(|stage| stage.minutes());
                need(
                    editor.map().columns_by_time || times.any(|time| time.is_some()),
                    "Say first how long a stage takes.",
                )
            }
            Self::ToggleFunnel => editor.needs_stage(),
            Self::ChoosePicture => need(
                editor.selected_with_picture().is_some(),
                "Select a persona or a card first.",
            ),
            Self::RemovePicture => need(
                matches!(editor.selected_with_picture(), Some((_, Some(_)))),
                "Select a persona or a card with a picture first.",
            ),
            Self::HideLane | Self::CollapseLane => {
                need(!editor.selected_lanes().is_empty(), "Select a lane first.")
            }
            Self::ToggleThreads => need(
                !editor.matrices().is_empty(),
                "The map has no lane of channels.",
            ),
            Self::ShowLanes => need(
                editor.map().lanes.iter().any(|lane| lane.hidden),
                "No lane is hidden.",
            ),
            Self::RemoveLine => {
                let lane = selection.only().and_then(|t| editor.map().lane_of(t));
                let mut lines = editor.map().lines.iter();
                need(
                    lines.any(|line| lane == Some(&line.above)),
                    "Select a lane with a line above it first.",
                )
            }
        }
    }
}
