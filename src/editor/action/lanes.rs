//! Hiding, showing, collapsing and expanding lanes; the threads through the channels.

use crate::{
    edit::Edit,
    editor::{Editor, Effect},
    model::{Id, Target},
};

impl Editor {
    /// The lanes of what is selected, each once.
    pub(super) fn selected_lanes(&self) -> Vec<Id> {
        let mut lanes: Vec<Id> = Vec::new();
        for target in self.selection.targets() {
            if let Some(id) = self.map().lane_of(target).filter(|id| !lanes.contains(id)) {
                lanes.push(id.clone());
            }
        }
        lanes
    }

    /// What collapsing would do to the selected lanes now; `None` without any.
    pub(super) fn collapse_name(&self) -> Option<&'static str> {
        let lanes = self.selected_lanes();
        let is_collapsed = |id: &Id| self.map().lane(id).is_some_and(|lane| lane.collapsed);
        (!lanes.is_empty()).then(|| {
            if lanes.iter().all(is_collapsed) {
                "Expand lane"
            } else {
                "Collapse lane"
            }
        })
    }

    pub(super) fn hide_lanes(&mut self) -> Vec<Effect> {
        let edit = |lane| Edit::SetLaneHidden { lane, hidden: true };
        let edits: Vec<_> = self.selected_lanes().into_iter().map(edit).collect();
        self.edit("Hide lane", &edits)
    }

    pub(super) fn show_lanes(&mut self) -> Vec<Effect> {
        let lanes = self.map().lanes.iter().filter(|lane| lane.hidden);
        let hidden: Vec<Id> = lanes.map(|lane| lane.id.clone()).collect();
        let edit = |lane: &Id| Edit::SetLaneHidden {
            lane: lane.clone(),
            hidden: false,
        };
        let edits: Vec<_> = hidden.iter().map(edit).collect();
        let effects = self.edit("Show lanes", &edits);
        self.refresh();
        // Where they are is plain from their being selected.
        self.selection.set(hidden.into_iter().map(Target::Lane));
        effects
    }

    pub(super) fn collapse_lanes(&mut self) -> Vec<Effect> {
        let Some(name) = self.collapse_name() else {
            return Vec::new();
        };
        let collapsed = name == "Collapse lane";
        let lanes = self.selected_lanes();
        let edits = lanes.iter().map(|lane| Edit::SetLaneCollapsed {
            lane: lane.clone(),
            collapsed,
        });
        let edits: Vec<_> = edits.collect();
        self.selection.set(lanes.into_iter().map(Target::Lane));
        self.edit(name, &edits)
    }

    /// The matrices of channels among the selected lanes, else all there are; and whether each
    /// draws its threads.
    pub(super) fn matrices(&self) -> Vec<(Id, bool)> {
        let lanes = self.map().lanes.iter();
        let all = lanes.filter_map(|lane| Some((lane.id.clone(), lane.threads()?)));
        let all: Vec<_> = all.collect();
        let selected = self.selected_lanes();
        let mut chosen = all.clone();
        chosen.retain(|(id, _)| selected.contains(id));
        if chosen.is_empty() { all } else { chosen }
    }

    pub(super) fn toggle_threads(&mut self) -> Vec<Effect> {
        let on = self.shows_threads() == Some(false);
        let matrices = self.matrices();
        let edits = matrices
            .into_iter()
            .map(|(lane, _)| Edit::SetThreads { lane, on });
        let edits: Vec<_> = edits.collect();
        self.edit("Change channel paths", &edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::tests::small_map,
        editor::{Action, Direction, Intent},
        text::Fonts,
        words::Language,
    };

    fn editor() -> Editor {
        Editor::new(small_map(), Fonts::bundled())
    }

    fn select(editor: &mut Editor, target: Target) {
        editor.handle(Intent::Select(vec![target]));
    }

    fn act(editor: &mut Editor, action: Action) {
        assert_eq!(editor.handle(Intent::Action(action)), []);
        assert_eq!(editor.map().check(), []);
    }

    /// A lane of cards with its first card.
    fn card_and_lane(editor: &Editor) -> (Target, Id) {
        let mut lanes = editor.map().lanes.iter();
        let lane = lanes.find(|lane| !lane.cards().is_empty()).unwrap();
        (Target::Card(lane.cards()[0].id.clone()), lane.id.clone())
    }

    #[test]
    fn a_hidden_lane_is_let_go_of_and_comes_back_selected() {
        let mut editor = editor();
        let (card, lane) = card_and_lane(&editor);
        assert!(Action::ShowLanes.enabled(Some(&editor)).is_err());
        select(&mut editor, card.clone());
        act(&mut editor, Action::HideLane);
        assert!(editor.selection().is_empty());
        assert!(editor.layout().row(&lane).is_none());
        select(&mut editor, card);
        assert!(editor.selection().is_empty(), "it is not to be seen");
        act(&mut editor, Action::ShowLanes);
        assert_eq!(editor.selection().targets(), [Target::Lane(lane.clone())]);
        assert!(editor.layout().row(&lane).is_some());
        act(&mut editor, Action::Undo);
        act(&mut editor, Action::Undo);
        assert_eq!(**editor.map(), small_map());
    }

    #[test]
    fn collapsing_says_which_way_it_goes_and_selects_the_lane() {
        let mut editor = editor();
        let (card, lane) = card_and_lane(&editor);
        let label = |editor: &Editor| Action::CollapseLane.label(Some(editor), Language::English);
        assert_eq!(label(&editor), "Collapse or expand lane");
        select(&mut editor, card);
        assert_eq!(label(&editor), "Collapse lane");
        act(&mut editor, Action::CollapseLane);
        assert_eq!(editor.selection().targets(), [Target::Lane(lane.clone())]);
        assert_eq!(label(&editor), "Expand lane");
        act(&mut editor, Action::CollapseLane);
        assert!(!editor.map().lane(&lane).unwrap().collapsed);
        assert_eq!(editor.history().undo_name(), Some("Expand lane"));
    }

    #[test]
    fn whoever_adds_a_card_to_a_collapsed_or_hidden_lane_sees_it() {
        let mut editor = editor();
        let (card, lane) = card_and_lane(&editor);
        let role = editor.map().lane(&lane).unwrap().role().unwrap();
        select(&mut editor, card.clone());
        act(&mut editor, Action::CollapseLane);
        act(&mut editor, Action::AddCard);
        assert!(editor.text_edit_place().is_some());
        assert!(!editor.map().lane(&lane).unwrap().collapsed);
        act(&mut editor, Action::SelectNone);
        assert!(editor.map().lane(&lane).unwrap().collapsed, "given up");
        select(&mut editor, Target::Lane(lane.clone()));
        act(&mut editor, Action::HideLane);
        act(&mut editor, Action::AddCardOf(role));
        assert!(editor.text_edit_place().is_some());
        editor.handle(Intent::TextTyped("New".to_owned()));
        editor.handle(Intent::CommitText);
        let shown = editor.map().lane(&lane).unwrap();
        assert!(!shown.hidden && !shown.collapsed);
        assert_eq!(editor.history().undo_name(), Some("Add card"));
    }

    #[test]
    fn lanes_move_beyond_hidden_ones_and_cards_past_them() {
        let mut editor = editor();
        let ids: Vec<Id> = editor.map().lanes.iter().map(|l| l.id.clone()).collect();
        select(&mut editor, Target::Lane(ids[1].clone()));
        act(&mut editor, Action::HideLane);
        select(&mut editor, Target::Lane(ids[0].clone()));
        act(&mut editor, Action::Move(Direction::Down));
        let shown = |editor: &Editor| -> Vec<Id> {
            let rows = editor.layout().rows.iter();
            rows.map(|row| row.part.lane.id.clone()).collect()
        };
        assert_eq!(shown(&editor)[..2], [ids[2].clone(), ids[0].clone()]);
        act(&mut editor, Action::Move(Direction::Up));
        assert_eq!(shown(&editor)[..2], [ids[0].clone(), ids[2].clone()]);
    }

    #[test]
    fn the_threads_of_the_channels_are_drawn_and_taken_away() {
        let mut editor = editor();
        let is_on = |editor: &Editor| {
            let mut lanes = editor.map().lanes.iter();
            lanes.any(|lane| lane.threads() == Some(true))
        };
        assert!(!is_on(&editor));
        act(&mut editor, Action::ToggleThreads);
        assert!(is_on(&editor));
        assert_eq!(editor.history().undo_name(), Some("Change channel paths"));
        act(&mut editor, Action::ToggleThreads);
        assert!(!is_on(&editor));
    }
}
