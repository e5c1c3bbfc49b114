//! Takes out of the parts of a map what has nowhere to stand, and what refers to nothing.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    fields::{Thing, refs},
    parts::{PartRef, Parts, each_kind},
};
use crate::model::{Id, LaneKind, Part, record};

pub(super) type PartReferences = HashMap<PartRef, Vec<(&'static str, PartRef)>>;

/// What a thing cannot be without.
pub(super) fn homes<T: Thing>(item: &T) -> Vec<PartRef> {
    let key = item.key();
    let refs = refs(item).into_iter().map(|(_, part)| part);
    refs.filter(|part| key.needs(part)).collect()
}

/// Takes away what a thing refers to that is not there.
fn drop_links<T: Thing>(item: &mut T, known: &HashSet<PartRef>) {
    let is_known = |part: Part, id: &Id| known.contains(&PartRef::of(part, id));
    let mut is_whole = true;
    record::references(item.record(), &mut |_, part, id| {
        is_whole &= is_known(part, id)
    });
    if !is_whole {
        record::retain_links(item.record_mut(), &is_known, &mut |_, _, _| {});
    }
}

impl Parts {
    /// Leaves only what [`Map::check`](crate::model::Map::check) has nothing against.
    pub(super) fn prune(&mut self) {
        self.drop_homeless();
        let known = self.keys();
        macro_rules! each {
            ($kind:ident) => {
                self.$kind
                    .iter_mut()
                    .for_each(|item| drop_links(item, &known));
            };
        }
        each_kind!(each);
        let steps: HashMap<Id, Id> = (self.steps.iter())
            .map(|step| (step.part.id.clone(), step.home.clone()))
            .collect();
        for item in &mut self.cards {
            let card = &item.part;
            let is_elsewhere = |step: &Id| steps.get(step) != Some(&card.stage);
            if card.step.as_ref().is_some_and(is_elsewhere) {
                Arc::make_mut(&mut item.part).step = None;
            }
        }
        self.fit_scale();
        self.fit_times();
    }

    fn drop_homeless(&mut self) {
        let mut lanes: HashMap<Id, std::mem::Discriminant<LaneKind>> = HashMap::new();
        for lane in &self.lanes {
            let kind = std::mem::discriminant(&lane.part.kind);
            lanes.insert(lane.part.id.clone(), kind);
        }
        let of_kind = |kind: LaneKind| std::mem::discriminant(&kind);
        let cards = of_kind(LaneKind::default());
        let curves = of_kind(LaneKind::Emotion { curves: Vec::new() });
        let metrics = of_kind(LaneKind::Metrics {
            metrics: Vec::new(),
        });
        let marks = of_kind(LaneKind::Channels {
            marks: Vec::new(),
            threads: false,
        });
        self.cards.retain(|i| lanes.get(&i.home) == Some(&cards));
        self.curves.retain(|i| lanes.get(&i.home) == Some(&curves));
        self.metrics
            .retain(|i| lanes.get(&i.home) == Some(&metrics));
        self.marks.retain(|i| lanes.get(&i.home) == Some(&marks));
        let mut known: HashSet<PartRef> = HashSet::new();
        // Each kind stands on those before it.
        macro_rules! each {
            ($kind:ident) => {
                self.$kind
                    .retain(|item| homes(item).iter().all(|home| known.contains(home)));
                known.extend(self.$kind.iter().map(Thing::key));
            };
        }
        each_kind!(each);
        self.arrows.retain(|arrow| arrow.part.from != arrow.part.to);
    }

    fn fit_scale(&mut self) {
        let scale = self.facts[0].part.emotion_scale;
        let is_outside = |value: f64| !(scale.min..=scale.max).contains(&value);
        for item in &mut self.points {
            if let Some(value) = item.part.value.filter(|value| is_outside(*value)) {
                let value = value.clamp(scale.min, scale.max);
                Arc::make_mut(&mut item.part).value = Some(value);
            }
        }
        let facts = &mut self.facts[0].part;
        if facts
            .emotion_words
            .iter()
            .any(|level| is_outside(level.value))
        {
            let words = &mut Arc::make_mut(facts).emotion_words;
            words.retain(|level| !is_outside(level.value));
        }
    }

    /// Doing and waiting, each taken from another version, may be too long together.
    fn fit_times(&mut self) {
        for item in &mut self.stages {
            if !item.part.times.is_sound() {
                Arc::make_mut(&mut item.part).times.waiting = None;
            }
        }
        for item in &mut self.steps {
            if !item.part.times.is_sound() {
                Arc::make_mut(&mut item.part).times.waiting = None;
            }
        }
    }

    /// What each thing cannot be without.
    pub(super) fn homes(&self) -> HashMap<PartRef, Vec<PartRef>> {
        let mut all = HashMap::new();
        macro_rules! each {
            ($kind:ident) => {
                all.extend(self.$kind.iter().map(|item| (item.key(), homes(item))));
            };
        }
        each_kind!(each);
        all
    }

    /// What is there.
    pub(super) fn keys(&self) -> HashSet<PartRef> {
        let mut keys = HashSet::new();
        macro_rules! each {
            ($kind:ident) => {
                keys.extend(self.$kind.iter().map(Thing::key));
            };
        }
        each_kind!(each);
        keys
    }

    /// What each thing refers to, and in which field.
    pub(super) fn references(&self) -> PartReferences {
        let mut references = PartReferences::new();
        macro_rules! each {
            ($kind:ident) => {
                references.extend(self.$kind.iter().map(|item| (item.key(), refs(item))));
            };
        }
        each_kind!(each);
        references
    }
}
