//! Gives things other ids, wherever they are named.

use std::collections::{HashMap, HashSet};

use super::{
    fields::Thing,
    parts::{PartRef, Parts, each_kind},
};
use crate::model::{CurveOf, Id, record};

/// The new ids of things.
pub(super) type Renames = HashMap<PartRef, Id>;

/// Ids that nothing has yet.
pub(super) struct NewIds {
    given: HashSet<PartRef>,
    /// Where to go on counting for each beginning of an id.
    counts: HashMap<String, u64>,
}

impl NewIds {
    /// Ids beside those that all of `maps` have.
    pub(super) fn beside(maps: &[&Parts]) -> Self {
        Self {
            given: maps.iter().flat_map(|parts| parts.keys()).collect(),
            counts: HashMap::new(),
        }
    }

    /// One that begins as `id` does, with a number behind it.
    pub(super) fn like(&mut self, id: &Id, part: fn(Id) -> PartRef) -> Id {
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

fn change(names: &Renames, part: fn(Id) -> PartRef, id: &mut Id) {
    if let Some(new) = names.get(&part(id.clone())) {
        *id = new.clone();
    }
}

impl Parts {
    pub(super) fn rename(&mut self, names: &Renames) {
        if names.is_empty() {
            return;
        }
        macro_rules! own_ids {
            ($($kind:ident)*) => {$(
                for item in &mut self.$kind {
                    if let Some(id) = names.get(&item.key()) {
                        item.set_id(id);
                    }
                }
            )*};
        }
        own_ids!(personas channels stages steps lanes cards points metrics arrows stops);
        let curve_of = |of: &mut CurveOf| change(names, PartRef::Persona, &mut of.persona);
        for item in &mut self.steps {
            change(names, PartRef::Stage, &mut item.home);
        }
        for item in &mut self.points {
            change(names, PartRef::Lane, &mut item.home.0);
            curve_of(&mut item.home.1);
        }
        macro_rules! homes_in_lanes {
            ($($kind:ident)*) => {$(
                for item in &mut self.$kind {
                    change(names, PartRef::Lane, &mut item.home);
                }
            )*};
        }
        homes_in_lanes!(cards curves marks metrics);
        macro_rules! each {
            ($kind:ident) => {
                self.$kind
                    .iter_mut()
                    .for_each(|item| rename_references(item, names));
            };
        }
        each_kind!(each);
    }
}

fn rename_references<T: Thing>(item: &mut T, names: &Renames) {
    let mut is_named = false;
    record::references(item.record(), &mut |_, part, id| {
        is_named |= names.contains_key(&PartRef::of(part, id));
    });
    if is_named {
        record::references_mut(item.record_mut(), &mut |part, id| {
            if let Some(new) = names.get(&PartRef::of(part, id)) {
                *id = new.clone();
            }
        });
    }
}
