//! Three versions become one: what changed in theirs since the base is taken over to mine.

use std::collections::{HashMap, HashSet};

use super::{
    changes::{Change, ChangeKind, between},
    fields::{Aspect, Thing, aspects},
    order,
    parts::{PartRef, Parts, each_kind, each_with_id},
    rename::{NewIds, Renames},
    take::{Plan, carry_out, note},
    value::FieldValue,
};
use crate::model::Map;

/// Whose version counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The version that is open.
    Mine,
    /// The version that is merged into it.
    Theirs,
}

/// Something that cannot be both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The thing that both changed.
    pub part: PartRef,
    /// What does not go together.
    pub kind: ConflictKind,
}

/// How two changes of one thing exclude each other.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictKind {
    /// Both gave the field another value.
    Field {
        /// As files call it.
        id: &'static str,
        /// English, for the translation table.
        name: &'static str,
        /// What it said before both.
        base: FieldValue,
        /// What it says in mine.
        mine: FieldValue,
        /// What it says in theirs.
        theirs: FieldValue,
    },
    /// Both put it elsewhere among its like.
    Order {
        /// What it stands behind in mine; `None` at the front.
        mine: Option<PartRef>,
        /// What it stands behind in theirs; `None` at the front.
        theirs: Option<PartRef>,
    },
    /// Mine has it no more; this is what theirs did to it and to what stood in it.
    RemovedInMine {
        /// Changes from the base to theirs.
        theirs: Vec<Change>,
    },
    /// Theirs has it no more; this is what mine did to it and to what stands in it.
    RemovedInTheirs {
        /// Changes from the base to mine.
        mine: Vec<Change>,
    },
}

impl Conflict {
    /// What counts until somebody decides: mine, but nothing goes that one of the two worked on.
    pub fn default_side(&self) -> Side {
        match self.kind {
            ConflictKind::RemovedInMine { .. } => Side::Theirs,
            ConflictKind::Field { .. }
            | ConflictKind::Order { .. }
            | ConflictKind::RemovedInTheirs { .. } => Side::Mine,
        }
    }
}

/// What [`merge`] found.
#[derive(Debug, Clone)]
pub struct Merge {
    base: Parts,
    mine: Parts,
    theirs: Parts,
    /// What changed in theirs and goes together with mine.
    pub changes: Vec<Change>,
    joined: HashSet<(PartRef, &'static str)>,
    /// What both changed, and not in the same way.
    pub conflicts: Vec<Conflict>,
    /// What the side of theirs does, for each conflict.
    deeds: Vec<Vec<Change>>,
}

/// Compares two versions with the one that both come from, by id, field by field and by place.
///
/// Lists without an order of their own (the personas of a card, evidence, goals) go together name
/// by name. Things that both added under one id are two things, unless they have the same name: one
/// of theirs gets another id.
///
/// ```
/// use jejak::{compare::{Side, merge}, model::Map};
///
/// let titled = |title: &str, goal: &str| Map {
///     title: title.to_owned(),
///     goal: goal.to_owned(),
///     ..Map::default()
/// };
/// let base = titled("Buying a car", "");
/// let mine = titled("Buying a bike", "");
/// let theirs = titled("Renting a car", "Fewer calls");
/// let merged = merge(&base, &mine, &theirs);
/// // Both changed the title; the goal goes together with mine.
/// assert_eq!((merged.changes.len(), merged.conflicts.len()), (1, 1));
/// assert_eq!(merged.map(), titled("Buying a bike", "Fewer calls"));
/// let settled = merged.settle(|_| true, &[Side::Theirs]);
/// assert_eq!(settled, theirs);
/// ```
pub fn merge(base: &Map, mine: &Map, theirs: &Map) -> Merge {
    let (base, mine, mut theirs) = (Parts::of(base), Parts::of(mine), Parts::of(theirs));
    theirs.rename(&twice_given(&base, &mine, &theirs));
    let (here, there) = (between(&base, &mine), between(&base, &theirs));
    let mut finder = MergeBuilder {
        homes_here: mine.homes(),
        homes_there: theirs.homes(),
        base: &base,
        mine: &mine,
        theirs: &theirs,
        here: &here,
        there: &there,
        by_part: by_part(&here),
        joined: HashSet::new(),
        conflicts: Vec::new(),
        deeds: Vec::new(),
        held: HashSet::new(),
    };
    finder.removed_here();
    finder.removed_there();
    finder.both_changed();
    let MergeBuilder {
        joined,
        conflicts,
        deeds,
        held,
        ..
    } = finder;
    let mut held_back = 0..;
    let mut changes = there;
    changes.retain(|_| held_back.next().is_none_or(|index| !held.contains(&index)));
    Merge {
        base,
        mine,
        theirs,
        changes,
        joined,
        conflicts,
        deeds,
    }
}

impl Merge {
    /// Mine with all that goes together, and each conflict by its [`Conflict::default_side`].
    pub fn map(&self) -> Map {
        let sides: Vec<_> = self.conflicts.iter().map(Conflict::default_side).collect();
        self.settle(|_| true, &sides)
    }

    /// Mine with those of [`Merge::changes`] whose index is wanted, and each conflict as told;
    /// where nothing is told, by its default.
    pub fn settle(&self, is_taken: impl Fn(usize) -> bool, sides: &[Side]) -> Map {
        let mut plan = Plan::new();
        for (index, change) in self.changes.iter().enumerate() {
            if is_taken(index) {
                note(&mut plan, change);
            }
        }
        let mut gone = HashSet::new();
        for (index, conflict) in self.conflicts.iter().enumerate() {
            let side = sides.get(index).copied();
            if side.unwrap_or(conflict.default_side()) == Side::Theirs {
                for change in &self.deeds[index] {
                    note(&mut plan, change);
                }
            } else if matches!(conflict.kind, ConflictKind::RemovedInMine { .. }) {
                gone.insert(conflict.part.clone());
            }
        }
        for (part, field) in &self.joined {
            if let Some(deeds) = plan.get_mut(part) {
                deeds.joined.insert(field);
            }
        }
        let mine = self.mine.clone();
        carry_out(mine, &self.theirs, Some(&self.base), plan, &gone).together()
    }

    /// [`Merge::changes`] the other way round: what leads from their version to the base, each at
    /// the place of the change that it takes back.
    pub fn turned(&self) -> Vec<Change> {
        let is_moved = |change: &Change| matches!(change.what, ChangeKind::Reordered { .. });
        let behind = match self.changes.iter().any(is_moved) {
            true => order::behind(&self.base),
            false => HashMap::new(),
        };
        let turned = self.changes.iter().map(|change| {
            let what = match &change.what {
                ChangeKind::Added => ChangeKind::Removed,
                ChangeKind::Removed => ChangeKind::Added,
                ChangeKind::Reordered { .. } => ChangeKind::Reordered {
                    behind: behind.get(&change.part).cloned().flatten(),
                },
                ChangeKind::Field {
                    id,
                    name,
                    before,
                    after,
                } => ChangeKind::Field {
                    id,
                    name,
                    before: after.clone(),
                    after: before.clone(),
                },
            };
            Change {
                what,
                ..change.clone()
            }
        });
        turned.collect()
    }

    /// Their version, as [`Merge::changes`] and [`Merge::conflicts`] name its things.
    pub fn theirs(&self) -> Map {
        self.theirs.clone().together()
    }
}

/// Which of the changes touch each thing.
fn by_part(changes: &[Change]) -> HashMap<PartRef, Vec<usize>> {
    let mut by_part: HashMap<PartRef, Vec<usize>> = HashMap::new();
    for (index, change) in changes.iter().enumerate() {
        by_part.entry(change.part.clone()).or_default().push(index);
    }
    by_part
}

/// New ids for things of theirs whose id was given to something else in mine.
fn twice_given(base: &Parts, mine: &Parts, theirs: &Parts) -> Renames {
    let mut names = Renames::new();
    let old = base.keys();
    let mut ids = NewIds::beside(&[base, mine, theirs]);
    macro_rules! each {
        ($($kind:ident $variant:ident)*) => {$(
            let here: HashMap<PartRef, _> =
                mine.$kind.iter().map(|item| (item.key(), item)).collect();
            for item in &theirs.$kind {
                let part = item.key();
                let added_twice = here.get(&part).filter(|_| !old.contains(&part));
                if added_twice.is_none_or(|here| is_same(*here, item)) {
                    continue;
                }
                let id = ids.like(&item.part.id, PartRef::$variant);
                names.insert(part, id);
            }
        )*};
    }
    each_with_id!(each);
    names
}

/// Whether two things that were added under one id are one: equal, or of the same name.
fn is_same<T: Thing>(mine: &T, theirs: &T) -> bool {
    let mut names = aspects::<T>().filter(Aspect::identifies).peekable();
    let has_names = names.peek().is_some();
    let same_names =
        names.all(|name| name.is_same(mine, theirs) && name.value(mine) != FieldValue::Nothing);
    mine == theirs || has_names && same_names
}

struct MergeBuilder<'a> {
    base: &'a Parts,
    mine: &'a Parts,
    theirs: &'a Parts,
    here: &'a [Change],
    there: &'a [Change],
    by_part: HashMap<PartRef, Vec<usize>>,
    homes_here: HashMap<PartRef, Vec<PartRef>>,
    homes_there: HashMap<PartRef, Vec<PartRef>>,
    joined: HashSet<(PartRef, &'static str)>,
    conflicts: Vec<Conflict>,
    deeds: Vec<Vec<Change>>,
    /// Which changes of theirs are not taken by themselves.
    held: HashSet<usize>,
}

impl MergeBuilder<'_> {
    fn conflict(&mut self, part: PartRef, kind: ConflictKind, deeds: Vec<Change>) {
        self.conflicts.push(Conflict { part, kind });
        self.deeds.push(deeds);
    }

    /// What theirs did to things, or in things, that mine has no more.
    fn removed_here(&mut self) {
        let removed = removed_in(self.here);
        if removed.is_empty() {
            return;
        }
        let removed_there = removed_in(self.there);
        let named = self.theirs.references();
        let mut worked_on = Work::default();
        for (index, change) in self.there.iter().enumerate() {
            let itself = removed.get_key_value(&change.part).map(|(part, _)| part);
            if itself.is_some() && !is_work(change, &removed_there) {
                self.held.insert(index);
                continue;
            }
            let (part, is_home) = match &change.what {
                ChangeKind::Added => {
                    let is_gone = |part: &&PartRef| removed.contains_key(part);
                    let homes = self.homes_there.get(&change.part).into_iter().flatten();
                    let names = named.get(&change.part).into_iter().flatten();
                    let home = homes.into_iter().find(is_gone);
                    let name = names.into_iter().map(|(_, part)| part).find(is_gone);
                    (home.or(name), home.is_some())
                }
                ChangeKind::Field { after, .. } => {
                    let is_list = matches!(after, FieldValue::List(_));
                    (itself.or_else(|| new_name(change, &removed)), !is_list)
                }
                ChangeKind::Removed | ChangeKind::Reordered { .. } => (None, false),
            };
            let Some(part) = part else { continue };
            // Without its home it cannot be taken; without a name in a list it can.
            if is_home || itself.is_some() {
                self.held.insert(index);
            }
            let head = outermost(part, &removed);
            worked_on.add(head, index);
        }
        let here: HashSet<PartRef> = self.homes_here.keys().cloned().collect();
        for (head, changes) in worked_on.0 {
            let theirs: Vec<Change> = changes.iter().map(|i| self.there[*i].clone()).collect();
            let mut deeds = vec![added(&head)];
            for part in self.homes_there.keys() {
                if !here.contains(part) && stands_in(part, &head, &self.homes_there) {
                    deeds.push(added(part));
                }
            }
            deeds.extend(theirs.iter().cloned());
            self.conflict(head, ConflictKind::RemovedInMine { theirs }, deeds);
        }
    }

    /// What mine did to things, or in things, that theirs has no more.
    fn removed_there(&mut self) {
        let removed = removed_in(self.there);
        if removed.is_empty() {
            return;
        }
        let removed_here = removed_in(self.here);
        let mut worked_on = Work::default();
        for (index, change) in self.here.iter().enumerate() {
            if !is_work(change, &removed_here) {
                continue;
            }
            let itself = removed.get_key_value(&change.part).map(|(part, _)| part);
            let part = match &change.what {
                ChangeKind::Added => {
                    let homes = self.homes_here.get(&change.part).into_iter().flatten();
                    homes.into_iter().find(|home| removed.contains_key(home))
                }
                ChangeKind::Removed | ChangeKind::Reordered { .. } | ChangeKind::Field { .. } => {
                    itself.or_else(|| new_name(change, &removed))
                }
            };
            let Some(part) = part else { continue };
            let head = outermost(part, &removed);
            worked_on.add(head, index);
        }
        for (head, changes) in worked_on.0 {
            let mine = changes.iter().map(|i| self.here[*i].clone()).collect();
            let goes = |part: &PartRef| part == &head || outermost(part, &removed) == head;
            let mut deeds = Vec::new();
            for (index, change) in self.there.iter().enumerate() {
                let follows = match &change.what {
                    ChangeKind::Removed => goes(&change.part),
                    // What no longer names it.
                    ChangeKind::Field { before, after, .. } => {
                        let after = after.refs();
                        let gone = before.refs().into_iter().filter(|p| !after.contains(p));
                        gone.into_iter().any(|p| removed.contains_key(p) && goes(p))
                    }
                    ChangeKind::Added | ChangeKind::Reordered { .. } => false,
                };
                if follows && self.held.insert(index) {
                    deeds.push(change.clone());
                }
            }
            self.conflict(head, ConflictKind::RemovedInTheirs { mine }, deeds);
        }
    }

    /// Fields that both gave another value, and things that both put elsewhere.
    fn both_changed(&mut self) {
        let mut found: Vec<(Vec<usize>, Conflict, Vec<Change>)> = Vec::new();
        let mut joined = Vec::new();
        let mut same = Vec::new();
        macro_rules! each {
            ($kind:ident) => {
                let of = |parts: &[_]| -> HashMap<PartRef, usize> {
                    parts.iter().map(Thing::key).zip(0..).collect()
                };
                let places = [&self.base, &self.mine, &self.theirs].map(|p| of(&p.$kind));
                for (index, change) in self.there.iter().enumerate() {
                    let [base, Some(mine), Some(theirs)] =
                        [0, 1, 2].map(|i: usize| places[i].get(&change.part).copied())
                    else {
                        continue;
                    };
                    if self.held.contains(&index) {
                        continue;
                    }
                    let base = base.map(|at| &self.base.$kind[at]);
                    let both = (base, &self.mine.$kind[mine], &self.theirs.$kind[theirs]);
                    let ours = self.by_part.get(&change.part).into_iter().flatten();
                    let ours: Vec<&Change> = ours.map(|at| &self.here[*at]).collect();
                    compare(
                        change,
                        index,
                        both,
                        &ours,
                        &mut found,
                        &mut joined,
                        &mut same,
                    );
                }
            };
        }
        each_kind!(each);
        for (held, conflict, deeds) in found {
            self.held.extend(held);
            self.conflict(conflict.part, conflict.kind, deeds);
        }
        self.joined.extend(joined);
        // Nothing to be taken any more.
        self.held.extend(same);
        for (index, change) in self.there.iter().enumerate() {
            if change.what == ChangeKind::Added && self.homes_here.contains_key(&change.part) {
                self.held.insert(index);
            }
        }
    }
}

/// What a change of theirs to a thing that mine has as well comes to.
fn compare<T: Thing>(
    change: &Change,
    index: usize,
    (base, mine, theirs): (Option<&T>, &T, &T),
    ours: &[&Change],
    found: &mut Vec<(Vec<usize>, Conflict, Vec<Change>)>,
    joined: &mut Vec<(PartRef, &'static str)>,
    same: &mut Vec<usize>,
) {
    let fields = aspects::<T>().filter(|aspect| match &change.what {
        ChangeKind::Field { id, .. } => aspect.id() == *id,
        // Both added it.
        ChangeKind::Added => true,
        ChangeKind::Removed | ChangeKind::Reordered { .. } => false,
    });
    if let ChangeKind::Reordered { behind } = &change.what {
        let also = ours.iter().find(|ours| ours.is_like(change));
        if let Some(ChangeKind::Reordered { behind: mine }) = also.map(|change| &change.what)
            && mine != behind
        {
            let kind = ConflictKind::Order {
                mine: mine.clone(),
                theirs: behind.clone(),
            };
            let part = change.part.clone();
            found.push((vec![index], Conflict { part, kind }, vec![change.clone()]));
        }
        return;
    }
    for field in fields {
        let is_mine_changed = base.is_none_or(|base| !field.is_same(base, mine));
        if field.is_same(mine, theirs) {
            same.push(index);
            continue;
        }
        if !is_mine_changed {
            continue;
        }
        let mut trial = mine.clone();
        if base.is_some_and(|base| field.join(base, &mut trial, theirs)) {
            joined.push((change.part.clone(), field.id()));
            continue;
        }
        let value = |item: &T| field.value(item);
        let (mine, theirs) = (value(mine), value(theirs));
        let taken = Change {
            part: change.part.clone(),
            what: ChangeKind::Field {
                id: field.id(),
                name: field.name(),
                before: mine.clone(),
                after: theirs.clone(),
            },
            within: None,
        };
        let kind = ConflictKind::Field {
            id: field.id(),
            name: field.name(),
            base: base.map_or(FieldValue::Nothing, value),
            mine,
            theirs,
        };
        let part = change.part.clone();
        found.push((vec![index], Conflict { part, kind }, vec![taken]));
    }
}

/// Whether somebody meant the thing, other than by putting it elsewhere among its like, or by
/// removing what it named in a list.
fn is_work(change: &Change, removed: &Removed) -> bool {
    match &change.what {
        ChangeKind::Added => true,
        ChangeKind::Removed | ChangeKind::Reordered { .. } => false,
        ChangeKind::Field {
            id, before, after, ..
        } => {
            let (before, after) = (before.refs(), after.refs());
            let mut lost = before
                .iter()
                .filter(|part| !after.contains(part))
                .peekable();
            let gained = after.iter().any(|part| !before.contains(part));
            let follows = *id != "place"
                && !gained
                && lost.peek().is_some()
                && lost.all(|part| removed.contains_key(part));
            !follows
        }
    }
}

/// The first thing that a field names now and did not name before, of those removed.
fn new_name<'a>(change: &Change, removed: &'a Removed) -> Option<&'a PartRef> {
    let ChangeKind::Field { before, after, .. } = &change.what else {
        return None;
    };
    let before = before.refs();
    let mut new = after
        .refs()
        .into_iter()
        .filter(|part| !before.contains(part));
    new.find_map(|part| removed.get_key_value(part).map(|(part, _)| part))
}

/// Which changes touch things that the other side removed, in the order in which they came.
#[derive(Default)]
struct Work(Vec<(PartRef, Vec<usize>)>);

impl Work {
    fn add(&mut self, head: PartRef, change: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == head) {
            Some((_, changes)) => changes.push(change),
            None => self.0.push((head, vec![change])),
        }
    }
}

/// What was removed, and what it went with.
type Removed = HashMap<PartRef, Option<PartRef>>;

fn removed_in(changes: &[Change]) -> Removed {
    let removed = changes
        .iter()
        .filter(|change| change.what == ChangeKind::Removed);
    removed
        .map(|change| (change.part.clone(), change.within.clone()))
        .collect()
}

/// The thing with which another went in the end.
fn outermost(part: &PartRef, removed: &Removed) -> PartRef {
    let mut part = part;
    while let Some(Some(within)) = removed.get(part) {
        part = within;
    }
    part.clone()
}

/// Whether a thing stands in `outer`, at however many removes.
fn stands_in(part: &PartRef, outer: &PartRef, homes: &HashMap<PartRef, Vec<PartRef>>) -> bool {
    let of_part = homes.get(part).into_iter().flatten();
    of_part
        .into_iter()
        .any(|home| home == outer || stands_in(home, outer, homes))
}

fn added(part: &PartRef) -> Change {
    Change {
        part: part.clone(),
        what: ChangeKind::Added,
        within: None,
    }
}
