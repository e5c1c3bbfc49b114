//! A line from the selected card to another one that is chosen by key.

use super::{Action, Editor, Effect, Ends, Intent, links, tie::Tie};
use crate::{
    model::{CardRole, Id, Target},
    words::{Language, marked},
};

impl Editor {
    /// The card that a line is drawn from by key, while its end is chosen.
    pub fn connects(&self) -> Option<&Id> {
        self.connecting.as_ref()
    }

    /// Begins to choose the card that the selected one is tied to; asked once more, ties them.
    pub(super) fn connect(&mut self) -> Vec<Effect> {
        let Some(from) = self.connecting.take() else {
            if let Some(Target::Card(from)) = self.selection.only().cloned() {
                self.ring = self.nearest_end(&from);
                self.connecting = Some(from);
                if let Some(ring) = self.ring.clone() {
                    self.reveal(&ring);
                }
            }
            return Vec::new();
        };
        match self.ring.take() {
            Some(Target::Card(to)) => self.tie(&from, &to),
            _ => Vec::new(),
        }
    }

    /// Gives the line up; `false` where there was none, nor a ring that is about.
    pub(super) fn let_ring_go(&mut self) -> bool {
        let connected = self.connecting.take().is_some();
        self.ring.take().is_some() || connected
    }

    /// What an intent is while the end of a line is chosen: Enter draws it, and whatever is asked
    /// for otherwise gives it up.
    pub(super) fn while_connecting(&mut self, intent: Intent) -> Intent {
        if self.connecting.is_none() {
            return intent;
        }
        let draws = matches!(
            intent,
            Intent::Action(Action::EditText | Action::AddHere | Action::ToggleMark)
        );
        if draws {
            return Intent::Action(Action::Connect);
        }
        let stays = match &intent {
            Intent::Action(action) => matches!(
                action,
                Action::Connect
                    | Action::Select(_)
                    | Action::MoveRing(_)
                    | Action::SelectNone
                    | Action::ZoomIn
                    | Action::ZoomOut
                    | Action::ZoomFit
                    | Action::Zoom100
            ),
            Intent::Typed(_) | Intent::Composed(_) => false,
            other => matches!(other.ends(), Ends::Nothing | Ends::Drag),
        };
        if !stays {
            self.let_ring_go();
        }
        intent
    }

    /// What Enter would do now.
    pub(super) fn connecting_in_words(&self, language: Language) -> Option<String> {
        let from = self.connecting.as_ref()?;
        let Some(Target::Card(to)) = self.ring() else {
            let words = language.t("Choose a card with the arrow keys · Esc to cancel");
            return Some(words.to_owned());
        };
        let (tie, is_known) = links::tie(self.map(), from, to)?;
        let words = match (tie, is_known) {
            (Tie::Link, true) => marked("Enter to unlink: {name} · Esc to cancel"),
            (Tie::Link, false) => marked("Enter to link with: {name} · Esc to cancel"),
            (Tie::Arrow, true) => marked("Enter to delete the arrow to: {name} · Esc to cancel"),
            (Tie::Arrow, false) => marked("Enter to draw an arrow to: {name} · Esc to cancel"),
        };
        let (_, card) = self.map().card(to)?;
        Some(language.fill(words, &[("name", &card.text)]))
    }

    /// The card that a line would most likely lead to: the nearest that can be linked, else the
    /// nearest of all.
    fn nearest_end(&self, from: &Id) -> Option<Target> {
        let home = self.layout().rect_of(&Target::Card(from.clone()))?.center();
        let linked = self.card_role(&Target::Card(from.clone()))?.1.linked_role();
        let places = self.layout().places().into_iter();
        let ends = places.filter_map(|place| {
            let (id, role) = self.card_role(&place.target)?;
            let away = place.rect.center().distance(home);
            (id != *from).then_some((role, away, place.target))
        });
        let rank = |role: CardRole| u8::from(Some(role) != linked);
        let nearest = ends
            .min_by(|(a, near, _), (b, far, _)| rank(*a).cmp(&rank(*b)).then(near.total_cmp(far)));
        nearest.map(|(.., target)| target)
    }
}
