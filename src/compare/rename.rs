//! Gives things other ids, wherever they are named.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{PartRef, fields::Thing, parts::Parts};
use crate::model::{CurveOf, Id};

/// The new ids of things.
pub(super) type Names = HashMap<PartRef, Id>;

/// Ids that nothing has yet.
pub(super) struct NewIds {
    given: HashSet<PartRef>,
    /// Where to go on counting for each beginning of an id.
    counts: HashMap<String, u64>,
}

impl NewIds {
    /// Beside those that all of `maps` have.
    pub fn beside(maps: &[&Parts]) -> Self {
        Self {
            given: maps.iter().flat_map(|parts| parts.keys()).collect(),
            counts: HashMap::new(),
        }
    }

    /// One that begins as `id` does, with a number behind it.
    pub fn like(&mut self, id: &Id, part: fn(Id) -> PartRef) -> Id {
        let prefix = id.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
        let count = self.counts.entry(prefix.to_owned()).or_default();
        loop {
            *count += 1;
            let id = Id::new(format!("{prefix}{count}"));
            if self.given.insert(part(id.clone())) {
                return id;
            }
        }
    }
}

fn change(names: &Names, part: fn(Id) -> PartRef, id: &mut Id) {
    if let Some(new) = names.get(&part(id.clone())) {
        *id = new.clone();
    }
}

impl Parts {
    pub fn rename(&mut self, names: &Names) {
        if names.is_empty() {
            return;
        }
        macro_rules! own_ids {
            ($($kind:ident)*) => {$(
                for item in &mut self.$kind {
                    if let Some(id) = names.get(&item.key()) {
                        *item = item.renamed(id.clone());
                    }
                }
            )*};
        }
        own_ids!(personas channels stages steps lanes cards points metrics arrows);
        let curve_of = |of: &mut CurveOf| change(names, PartRef::Persona, &mut of.persona);
        for item in &mut self.steps {
            change(names, PartRef::Stage, &mut item.home);
        }
        for item in &mut self.cards {
            change(names, PartRef::Lane, &mut item.home);
            let card = Arc::make_mut(&mut item.part);
            change(names, PartRef::Stage, &mut card.stage);
            if let Some(id) = &mut card.step {
                change(names, PartRef::Step, id);
            }
            if let Some(id) = &mut card.channel {
                change(names, PartRef::Channel, id);
            }
            for id in &mut card.personas {
                change(names, PartRef::Persona, id);
            }
            for id in &mut card.answers {
                change(names, PartRef::Card, id);
            }
        }
        for item in &mut self.curves {
            change(names, PartRef::Lane, &mut item.home);
            let curve = Arc::make_mut(&mut item.part);
            change(names, PartRef::Persona, &mut curve.persona);
        }
        for item in &mut self.points {
            change(names, PartRef::Lane, &mut item.home.0);
            curve_of(&mut item.home.1);
            change(
                names,
                PartRef::Stage,
                &mut Arc::make_mut(&mut item.part).stage,
            );
        }
        for item in &mut self.marks {
            change(names, PartRef::Lane, &mut item.home);
            let mark = Arc::make_mut(&mut item.part);
            change(names, PartRef::Channel, &mut mark.channel);
            change(names, PartRef::Stage, &mut mark.stage);
        }
        for item in &mut self.metrics {
            change(names, PartRef::Lane, &mut item.home);
            if let Some(id) = &mut Arc::make_mut(&mut item.part).stage {
                change(names, PartRef::Stage, id);
            }
        }
        for item in &mut self.lines {
            change(
                names,
                PartRef::Lane,
                &mut Arc::make_mut(&mut item.part).above,
            );
        }
        for item in &mut self.arrows {
            let arrow = Arc::make_mut(&mut item.part);
            change(names, PartRef::Card, &mut arrow.from);
            change(names, PartRef::Card, &mut arrow.to);
        }
    }
}
