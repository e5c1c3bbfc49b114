//! Hands for the editor: what a person does in the window, and where things are.

use super::*;

/// A person at the editor; after each thing that is done the map is sound.
pub(super) struct Person(pub Editor);

impl Person {
    pub(super) fn does(&mut self, intent: Intent) {
        let told = format!("{intent:?}");
        assert_eq!(self.0.handle(intent), [], "{told}");
        assert_eq!(self.0.map().check(), [], "after {told}");
    }

    pub(super) fn acts(&mut self, action: Action) {
        self.does(Intent::Action(action));
    }

    pub(super) fn changes(&mut self, name: &'static str, edit: Edit) {
        let edits = vec![edit];
        self.does(Intent::Edit { name, edits });
    }

    pub(super) fn map(&self) -> &Map {
        self.0.map()
    }

    pub(super) fn selects(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.does(Intent::Select(targets.into_iter().collect()));
    }

    pub(super) fn selected(&self) -> Target {
        self.0.selection().only().expect("one thing").clone()
    }

    /// Writes what has just been begun, or what stands there.
    pub(super) fn types(&mut self, text: &str) {
        self.does(Intent::TextTyped(text.to_owned()));
        self.does(Intent::CommitText);
    }

    pub(super) fn writes(&mut self, target: Target, field: Field, text: &str) {
        self.does(Intent::StartText { target, field });
        assert!(self.0.text_edit().is_some(), "{text} cannot be written");
        self.types(text);
    }

    pub(super) fn stage(&self, title: &str) -> Id {
        let mut stages = self.map().stages.iter();
        let stage = stages.find(|stage| stage.title == title).expect(title);
        stage.id.clone()
    }

    pub(super) fn persona(&self, name: &str) -> Id {
        let mut personas = self.map().personas.iter();
        let persona = personas.find(|persona| persona.name == name).expect(name);
        persona.id.clone()
    }

    pub(super) fn channel(&self, name: &str) -> Id {
        let mut channels = self.map().channels.iter();
        let channel = channels.find(|channel| channel.name == name).expect(name);
        channel.id.clone()
    }

    pub(super) fn lane(&self, is_it: LaneType) -> Id {
        let mut lanes = self.map().lanes.iter();
        lanes
            .find(|lane| is_it.is(lane))
            .expect("a lane")
            .id
            .clone()
    }

    pub(super) fn card(&self, text: &str) -> Arc<Card> {
        let mut cards = self.map().cards();
        cards.find(|card| card.text == text).expect(text).clone()
    }

    /// A card, written into its cell; what else is said of it is said in the panel.
    pub(super) fn adds(
        &mut self,
        role: CardRole,
        stage: &str,
        text: &str,
        say: impl FnOnce(&Self, &mut Card),
    ) {
        let cell = Target::Cell {
            lane: self.lane(LaneType::Cards(role)),
            stage: self.stage(stage),
            step: None,
        };
        self.selects([cell]);
        self.does(Intent::Typed(text.to_owned()));
        self.does(Intent::CommitText);
        let before = self.card(text);
        let mut card = Card::clone(&before);
        say(self, &mut card);
        if card != *before {
            self.changes("Change card", Edit::ReplaceCard(Arc::new(card)));
        }
    }

    pub(super) fn adds_plain(&mut self, role: CardRole, cards: &[(&str, &str)]) {
        for (stage, text) in cards {
            self.adds(role, stage, text, |_, _| ());
        }
    }

    pub(super) fn curve(&self, persona: &str, to_be: bool) -> Arc<Curve> {
        let id = self.persona(persona);
        let mut curves = self.map().lanes.iter().flat_map(|lane| lane.curves());
        let curve = curves.find(|curve| curve.persona == id && curve.to_be == to_be);
        curve.expect("a curve").clone()
    }

    pub(super) fn point(&self, persona: &str, to_be: bool, stage: &str) -> CurvePoint {
        let id = self.stage(stage);
        let curve = self.curve(persona, to_be);
        let point = curve.points.iter().find(|point| point.stage == id);
        point.expect(stage).clone()
    }

    pub(super) fn adds_metric(&mut self, stage: &str, name: &str, basis: Basis) -> Arc<Metric> {
        let stage = self.stage(stage);
        self.selects([Target::Stage(stage)]);
        self.acts(Action::AddMetric);
        self.types(name);
        let Target::Metric(id) = self.selected() else {
            panic!("a metric");
        };
        let metric = id.clone();
        let basis = Some(basis);
        self.changes("Change counts", Edit::SetBasis { metric, basis });
        self.map().metric(&id).expect("there").1.clone()
    }
}
