//! Takes some of what changed in another version over to a map.

use std::collections::{HashMap, HashSet};

use super::{
    changes::{Change, ChangeKind, changes},
    fields::{Thing, aspects},
    order,
    parts::{PartRef, Parts, each_kind},
};
use crate::model::Map;

/// What is to be done to one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Deeds {
    pub add: bool,
    pub remove: bool,
    pub reorder: bool,
    /// The ids of fields.
    pub fields: HashSet<&'static str>,
    /// The ids of those fields in which both sides come together.
    pub joined: HashSet<&'static str>,
}

pub(super) type Plan = HashMap<PartRef, Deeds>;

/// `onto` with those of `chosen`, of the [`changes`] that lead from it to `other`, and whatever
/// they cannot be without: a card comes with its stage, and what stands in a stage goes with it.
/// What stands elsewhere in `other` moves there instead of being lost with where it stood.
///
/// With all of them, what comes out shows the same as `other`.
pub fn take(onto: &Map, other: &Map, chosen: &[Change]) -> Map {
    let all = changes(onto, other);
    let mut plan = Plan::new();
    for change in chosen {
        note(&mut plan, change);
        if matches!(change.what, ChangeKind::Added | ChangeKind::Removed) {
            for inner in all_within(&change.part, &all) {
                note(&mut plan, inner);
            }
        }
    }
    let (onto, other) = (Parts::of(onto), Parts::of(other));
    carry_out(onto, &other, None, plan, &HashSet::new()).together()
}

/// What was added or removed with a thing, at however many removes.
pub(super) fn all_within<'a>(
    outer: &PartRef,
    all: &'a [Change],
) -> impl Iterator<Item = &'a Change> {
    let mut inner: HashSet<&PartRef> = HashSet::new();
    // Those that stand in others come behind them.
    let mut found = Vec::new();
    for change in all {
        let Some(within) = &change.within else {
            continue;
        };
        if within == outer || inner.contains(within) {
            inner.insert(&change.part);
            found.push(change);
        }
    }
    found.into_iter()
}

pub(super) fn note(plan: &mut Plan, change: &Change) {
    let deeds = plan.entry(change.part.clone()).or_default();
    match &change.what {
        ChangeKind::Added => deeds.add = true,
        ChangeKind::Removed => deeds.remove = true,
        ChangeKind::Reordered { .. } => deeds.reorder = true,
        ChangeKind::Field { id, .. } => {
            deeds.fields.insert(id);
        }
    }
}

/// Does what is planned, and what it needs but for what is `gone` for good.
pub(super) fn carry_out(
    mut onto: Parts,
    other: &Parts,
    base: Option<&Parts>,
    mut plan: Plan,
    gone: &HashSet<PartRef>,
) -> Parts {
    complete(&onto, other, &mut plan, gone);
    macro_rules! each {
        ($kind:ident) => {
            let items = std::mem::take(&mut onto.$kind);
            let base = base.map(|base| &base.$kind[..]);
            onto.$kind = of_kind(items, &other.$kind, base.unwrap_or_default(), &plan);
        };
    }
    each_kind!(each);
    onto.prune();
    onto
}

/// Adds what the planned deeds cannot be without.
fn complete(onto: &Parts, other: &Parts, plan: &mut Plan, gone: &HashSet<PartRef>) {
    let here = onto.keys();
    let there = other.references();
    let standing = onto.references();
    let mut open: Vec<PartRef> = plan.keys().cloned().collect();
    // Who stands on what goes is asked once for each thing that goes.
    let mut held: HashMap<&PartRef, Vec<&PartRef>> = HashMap::new();
    for (part, refs) in &standing {
        for (_, on) in refs {
            held.entry(on).or_default().push(part);
        }
    }
    while let Some(part) = open.pop() {
        let Some(deeds) = plan.get(&part) else {
            continue;
        };
        if deeds.remove {
            // What stood there and stands elsewhere now goes there.
            for tenant in held.get(&part).into_iter().flatten() {
                let stays = there.contains_key(*tenant);
                let is_new = !plan
                    .get(*tenant)
                    .is_some_and(|deeds| deeds.fields.contains("place"));
                if stays && is_new {
                    let deeds = plan.entry((*tenant).clone()).or_default();
                    deeds.fields.insert("place");
                    open.push((*tenant).clone());
                }
            }
        } else {
            let deeds = deeds.clone();
            for (field, needed) in there.get(&part).into_iter().flatten() {
                if !(deeds.add || deeds.fields.contains(field)) {
                    continue;
                }
                let is_new = !plan.get(needed).is_some_and(|deeds| deeds.add);
                if !here.contains(needed) && !gone.contains(needed) && is_new {
                    plan.entry(needed.clone()).or_default().add = true;
                    open.push(needed.clone());
                }
            }
        }
    }
}

fn of_kind<T: Thing>(items: Vec<T>, other: &[T], base: &[T], plan: &Plan) -> Vec<T> {
    let is_touched = |item: &T| plan.contains_key(&item.key());
    if !items.iter().chain(other).any(is_touched) {
        return items;
    }
    let others: HashMap<PartRef, &T> = other.iter().map(|item| (item.key(), item)).collect();
    let bases: HashMap<PartRef, &T> = base.iter().map(|item| (item.key(), item)).collect();
    let mut placed: HashSet<PartRef> = HashSet::new();
    let mut known: HashSet<PartRef> = HashSet::new();
    let mut taken = Vec::with_capacity(items.len());
    for mut item in items {
        let part = item.key();
        known.insert(part.clone());
        let Some(deeds) = plan.get(&part) else {
            taken.push(item);
            continue;
        };
        if deeds.remove {
            continue;
        }
        if let Some(theirs) = others.get(&part) {
            let room = item.room();
            for aspect in aspects::<T>() {
                if !deeds.fields.contains(aspect.id()) {
                    continue;
                }
                let base = bases.get(&part);
                let base = base.filter(|_| deeds.joined.contains(aspect.id()));
                if !base.is_some_and(|base| aspect.join(base, &mut item, theirs)) {
                    aspect.take(&mut item, theirs);
                }
            }
            if deeds.reorder || item.room() != room {
                placed.insert(part);
            }
        }
        taken.push(item);
    }
    for item in other {
        let part = item.key();
        if plan.get(&part).is_some_and(|deeds| deeds.add) && !known.contains(&part) {
            placed.insert(part);
            taken.push(item.clone());
        }
    }
    order::place(taken, other, base, |part| placed.contains(part))
}
