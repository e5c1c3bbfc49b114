//! What a context menu offers: few entries, of the kind of the thing that it is for.

use super::Action;
use crate::{
    editor::Editor,
    model::{LaneType, Target},
};

impl Action {
    /// What a context menu offers now, in groups: for what is selected, else for the map.
    pub fn for_context_menu(editor: &Editor) -> Vec<Vec<Self>> {
        let mut offered = Self::all();
        offered.retain(|action| action.is_offered(editor) && action.enabled(Some(editor)).is_ok());
        offered.sort_by_key(|action| action.group());
        let groups = offered.chunk_by(|a, b| a.group() == b.group());
        groups.map(<[Self]>::to_vec).collect()
    }

    fn is_offered(self, editor: &Editor) -> bool {
        use Target as T;
        let target = editor.selection().last();
        let lane = target.and_then(|target| editor.map().lane_of(target));
        let lane = lane.and_then(|id| editor.map().lane(id));
        let lane_type = lane.and_then(|lane| lane.lane_type());
        match self {
            Self::AddCard | Self::AddPoint | Self::AddMetric => {
                let in_cell = |t: &T| t.is_content() || matches!(t, T::Cell { .. });
                target.is_some_and(in_cell) && lane_type.and_then(Self::adding_to) == Some(self)
            }
            Self::DrawToBe => {
                lane_type == Some(LaneType::Emotion)
                    && matches!(target, Some(T::Point(_) | T::Lane(_) | T::Cell { .. }))
            }
            Self::AddStage => matches!(target, None | Some(T::Stage(_))),
            Self::AddStageBefore | Self::MergeStage => matches!(target, Some(T::Stage(_))),
            Self::Paste => matches!(
                target,
                None | Some(T::Cell { .. } | T::Card(_) | T::Stage(_) | T::Lane(_))
            ),
            Self::AddStep => matches!(target, Some(T::Stage(_) | T::Step(_))),
            Self::AddLane(_) | Self::ShowLanes => matches!(target, None | Some(T::Lane(_))),
            Self::AddPersona => {
                matches!(target, None | Some(T::Persona(_) | T::Title | T::Facts))
            }
            Self::AddChannel => matches!(target, Some(T::Channel(_) | T::Dot { .. })),
            Self::ToggleThreads => {
                lane_type == Some(LaneType::Channels) || matches!(target, Some(T::Channel(_)))
            }
            Self::HideLane | Self::CollapseLane => {
                matches!(target, Some(T::Lane(_) | T::Cell { .. }))
            }
            Self::SetLine(_) | Self::RemoveLine => {
                matches!(target, Some(T::Lane(_) | T::Line { .. }))
            }
            Self::ZoomSelection => target.is_some(),
            Self::Find | Self::ZoomFit | Self::Zoom100 | Self::OnlyMap | Self::Export => {
                target.is_none()
            }
            _ => self.in_context_menu(),
        }
    }

    /// Which entries stand together: what is written, what is added, what is arranged, what is
    /// copied, what is looked at, and what cannot be lost by a slip.
    fn group(self) -> u8 {
        match self {
            Self::EditText
            | Self::AddCard
            | Self::AddPoint
            | Self::DrawToBe
            | Self::AddMetric
            | Self::ToggleMark
            | Self::ToggleMomentOfTruth
            | Self::Link => 0,
            Self::AddStage
            | Self::AddStageBefore
            | Self::AddStep
            | Self::AddLane(_)
            | Self::AddPersona
            | Self::AddChannel => 1,
            Self::Move(_)
            | Self::SplitStage
            | Self::MergeStage
            | Self::SetHue(_)
            | Self::ChoosePicture
            | Self::RemovePicture
            | Self::SetLine(_)
            | Self::RemoveLine
            | Self::HideLane
            | Self::ShowLanes
            | Self::CollapseLane
            | Self::ToggleThreads => 2,
            Self::ZoomSelection
            | Self::Find
            | Self::ZoomFit
            | Self::Zoom100
            | Self::OnlyMap
            | Self::Export => 4,
            Self::Delete => 5,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{edit::tests::small_map, editor::Intent, text::Fonts};

    /// Entries as a person counts them: a submenu is one.
    fn entries(groups: &[Vec<Action>]) -> usize {
        let all = groups.iter().flatten();
        let entry = |action: &Action| action.submenu().unwrap_or(action.name());
        all.map(entry).collect::<HashSet<_>>().len()
    }

    #[test]
    fn every_thing_has_a_short_menu_of_what_can_be_done_with_it() {
        let mut editor = Editor::new(small_map(), Fonts::bundled());
        let mut targets: Vec<Option<Target>> = editor
            .layout()
            .places()
            .into_iter()
            .map(|place| Some(place.target))
            .collect();
        targets.push(None);
        for target in targets {
            editor.handle(Intent::Select(target.iter().cloned().collect()));
            let groups = Action::for_context_menu(&editor);
            let count = entries(&groups);
            assert!((1..=14).contains(&count), "{target:?}: {groups:?}");
            for action in groups.iter().flatten() {
                assert_eq!(action.enabled(Some(&editor)), Ok(()), "{action:?}");
            }
        }
    }

    #[test]
    fn a_menu_offers_what_belongs_to_its_thing() {
        let mut editor = Editor::new(small_map(), Fonts::bundled());
        let offers = |editor: &Editor, action| {
            let groups = Action::for_context_menu(editor);
            groups.iter().flatten().any(|offered| *offered == action)
        };
        assert!(offers(&editor, Action::ZoomFit) && !offers(&editor, Action::Delete));
        let stage = editor.map().stages[0].id.clone();
        let lane = editor.map().lanes[0].id.clone();
        editor.handle(Intent::Select(vec![Target::Stage(stage)]));
        assert!(offers(&editor, Action::AddStep) && offers(&editor, Action::Delete));
        assert!(!offers(&editor, Action::HideLane) && !offers(&editor, Action::ZoomFit));
        editor.handle(Intent::Select(vec![Target::Lane(lane)]));
        assert!(offers(&editor, Action::HideLane) && !offers(&editor, Action::AddStep));
    }
}
