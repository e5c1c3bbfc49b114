//! What a context menu offers: few entries, of the kind of the thing that it is for.

use super::{Action, clicked::Clicked};
use crate::{editor::Editor, model::Target};

impl Action {
    /// What a context menu offers now, in groups: for what is selected, else for the map.
    pub fn for_context_menu(editor: &Editor) -> Vec<Vec<Self>> {
        let clicked = Clicked::of(editor);
        let mut offered = Self::all();
        offered
            .retain(|action| action.is_offered(&clicked) && action.enabled(Some(editor)).is_ok());
        offered.sort_by_key(|action| action.context_group());
        let groups = offered.chunk_by(|a, b| a.context_group() == b.context_group());
        groups.map(<[Self]>::to_vec).collect()
    }

    /// The submenu that it stands in where only what belongs to one thing is offered: what is of
    /// several kinds has one there, too.
    pub fn submenu_in_context(self) -> Option<&'static str> {
        self.submenu().filter(|name| {
            let within = |other: &Self| other.submenu() == Some(name);
            let mut all = Self::all().into_iter().filter(within);
            all.any(Self::is_of_family)
        })
    }

    /// What a hand needs at what is selected, beside what is chosen there.
    pub fn at_hand(editor: &Editor) -> Vec<Self> {
        let is_persona = matches!(editor.selection().only(), Some(Target::Persona(_)));
        let draw = is_persona.then_some(Self::DrawCurve);
        let all = [Self::AddEvidence, Self::ToggleMomentOfTruth].into_iter();
        let all = all.chain(draw);
        all.filter(|action| action.enabled(Some(editor)).is_ok())
            .collect()
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
        let entry = |action: &Action| action.submenu_in_context().unwrap_or(action.name());
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
