//! What leads from one map to another, thing by thing and field by field.

use std::collections::{HashMap, HashSet};

use super::{
    fields::{Thing, aspects},
    order,
    parts::{PartRef, Parts, each_kind},
    value::FieldValue,
};
use crate::model::Map;

/// One difference between two maps.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The thing that is not the same.
    pub part: PartRef,
    /// How it is not.
    pub what: ChangeKind,
    /// The thing that was added or removed as well, in which this one stands: the two go together.
    pub within: Option<PartRef>,
}

/// What happened to a thing.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// Only the later map has it.
    Added,
    /// Only the earlier map has it.
    Removed,
    /// Stands elsewhere among the others of its room: behind this one, or first.
    Reordered {
        /// The thing that it stands behind now; `None` at the front.
        behind: Option<PartRef>,
    },
    /// One of its fields says something else.
    Field {
        /// As files call it: "text"; `"place"` where the thing stands somewhere else now.
        id: &'static str,
        /// English, for the translation table.
        name: &'static str,
        /// What the earlier map says.
        before: FieldValue,
        /// What the later map says.
        after: FieldValue,
    },
}

impl Change {
    /// Whether both are the same thing done to the same part, to whatever end.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.part == other.part
            && match (&self.what, &other.what) {
                (ChangeKind::Field { id, .. }, ChangeKind::Field { id: other, .. }) => id == other,
                (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
            }
    }
}

/// What leads from `before` to `after`, in the order of the map; empty when both show the same.
///
/// Things are known by their ids. What cannot be seen is no difference: in which order a file lists
/// the points of a curve, or the cards of different cells.
pub fn changes(before: &Map, after: &Map) -> Vec<Change> {
    between(&Parts::of(before), &Parts::of(after))
}

pub(super) fn between(before: &Parts, after: &Parts) -> Vec<Change> {
    let mut changes = Vec::new();
    macro_rules! each {
        ($kind:ident) => {
            of_kind(&before.$kind, &after.$kind, &mut changes);
        };
    }
    each_kind!(each);
    let gone_or_new: HashMap<PartRef, bool> = changes
        .iter()
        .filter_map(|change| match change.what {
            ChangeKind::Added => Some((change.part.clone(), true)),
            ChangeKind::Removed => Some((change.part.clone(), false)),
            ChangeKind::Reordered { .. } | ChangeKind::Field { .. } => None,
        })
        .collect();
    let (removed, added) = (before.homes(), after.homes());
    for change in &mut changes {
        let (homes, wanted) = match change.what {
            ChangeKind::Added => (&added, true),
            ChangeKind::Removed => (&removed, false),
            ChangeKind::Reordered { .. } | ChangeKind::Field { .. } => continue,
        };
        let of_part = homes.get(&change.part).into_iter().flatten();
        let mut going = of_part.filter(|home| gone_or_new.get(home) == Some(&wanted));
        change.within = going.next().cloned();
    }
    changes
}

fn of_kind<T: Thing>(before: &[T], after: &[T], changes: &mut Vec<Change>) {
    let old: HashMap<PartRef, &T> = before.iter().map(|item| (item.key(), item)).collect();
    let new: HashSet<PartRef> = after.iter().map(Thing::key).collect();
    let moved = order::moved(before, after);
    let mut told = |part: PartRef, what| {
        changes.push(Change {
            part,
            what,
            within: None,
        });
    };
    for item in after {
        let part = item.key();
        let Some(was) = old.get(&part) else {
            told(part, ChangeKind::Added);
            continue;
        };
        if let Some(behind) = moved.get(&part) {
            let behind = behind.clone();
            told(part.clone(), ChangeKind::Reordered { behind });
        }
        for aspect in aspects::<T>() {
            if !aspect.is_same(was, item) {
                let what = ChangeKind::Field {
                    id: aspect.id(),
                    name: aspect.name(),
                    before: aspect.value(was),
                    after: aspect.value(item),
                };
                told(part.clone(), what);
            }
        }
    }
    for item in before {
        let part = item.key();
        if !new.contains(&part) {
            told(part, ChangeKind::Removed);
        }
    }
}
