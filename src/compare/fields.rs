//! The fields of things, as they are compared, told, taken and joined.

use std::{hash::Hash, sync::Arc};

use super::{
    parts::{Entity, PartRef},
    value::{FieldValue, value_of},
};
use crate::{
    model::{
        Id, Shows, Unknown,
        record::{FieldDef, FieldKind, FieldRole, Record},
    },
    words::marked,
};

/// A thing of one kind.
pub(super) trait Thing: Clone + PartialEq + 'static {
    type Record: Record;
    /// What several of them stand in, in an order that is seen.
    type Siblings: Eq + Hash + Clone;
    /// Whether it may stand elsewhere and still be the same thing.
    const MOVES: bool;
    fn key(&self) -> PartRef;
    /// `None` where no order is seen.
    fn room(&self) -> Option<Self::Siblings>;
    /// Where it stands, of a thing that moves.
    fn place(&self) -> FieldValue;
    fn record(&self) -> &Self::Record;
    fn record_mut(&mut self) -> &mut Self::Record;
    fn has_same_home(&self, other: &Self) -> bool;
    fn move_home(&mut self, other: &Self);
}

/// What can change of a thing by itself.
pub(super) enum Aspect<T: Thing> {
    /// Where it stands: what it stands in, and the fields that say so.
    Place,
    Field(&'static FieldDef<T::Record>),
}

/// All that can change of a thing, its place first.
pub(super) fn aspects<T: Thing>() -> impl Iterator<Item = Aspect<T>> {
    let fields = T::Record::FIELDS.iter();
    let fields = fields.filter(|field| field.role == FieldRole::Value);
    T::MOVES
        .then_some(Aspect::Place)
        .into_iter()
        .chain(fields.map(Aspect::Field))
}

/// The fields that say where a thing stands.
fn places<T: Thing>() -> impl Iterator<Item = &'static FieldDef<T::Record>> {
    let fields = T::Record::FIELDS.iter();
    fields.filter(|field| field.role == FieldRole::Place)
}

impl<T: Thing> Aspect<T> {
    /// As files call it, but for `"place"`.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Field(field) => field.id,
        }
    }

    /// English, for [`Language::t`](crate::words::Language::t).
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Place => marked("position"),
            Self::Field(field) => field.name,
        }
    }

    /// Whether things that were made apart and have it in common are one.
    pub(super) fn identifies(&self) -> bool {
        match self {
            Self::Place => false,
            Self::Field(field) => field.is_name() || matches!(field.kind, FieldKind::Home(..)),
        }
    }

    pub(super) fn is_same(&self, a: &T, b: &T) -> bool {
        match self {
            Self::Place => {
                let mut fields = places::<T>();
                a.has_same_home(b) && fields.all(|field| field.is_same(a.record(), b.record()))
            }
            Self::Field(field) => field.is_same(a.record(), b.record()),
        }
    }

    /// `mine` takes it over from `other`.
    pub(super) fn take(&self, mine: &mut T, other: &T) {
        match self {
            Self::Place => {
                mine.move_home(other);
                for field in places::<T>() {
                    field.copy(mine.record_mut(), other.record());
                }
            }
            Self::Field(field) => field.copy(mine.record_mut(), other.record()),
        }
    }

    /// What became of `base` on the way to `theirs` is done to `mine`, too; `false` where that
    /// cannot be.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "what is no list is taken whole"
    )]
    pub(super) fn join(&self, base: &T, mine: &mut T, theirs: &T) -> bool {
        let Self::Field(field) = self else {
            return false;
        };
        let (base, mine, theirs) = (base.record(), mine.record_mut(), theirs.record());
        match &field.kind {
            FieldKind::Lines(at) => join_list((at.get)(base), (at.get_mut)(mine), (at.get)(theirs)),
            FieldKind::Links(_, at) => {
                join_list((at.get)(base), (at.get_mut)(mine), (at.get)(theirs))
            }
            FieldKind::Evidence(at) => {
                join_list((at.get)(base), (at.get_mut)(mine), (at.get)(theirs))
            }
            FieldKind::Shows(at) => {
                join_shows((at.get)(base), (at.get_mut)(mine), (at.get)(theirs))
            }
            FieldKind::Unknown(at) => {
                join_unknown((at.get)(base), (at.get_mut)(mine), (at.get)(theirs))
            }
            _ => false,
        }
    }

    pub(super) fn value(&self, item: &T) -> FieldValue {
        match self {
            Self::Place => item.place(),
            Self::Field(field) => value_of(field, item.record()),
        }
    }
}

impl<H, P: Record> Entity<H, P> {
    /// The same thing under another id, if it has one.
    pub(super) fn set_id(&mut self, id: &Id) {
        for field in P::FIELDS {
            if let FieldKind::Id(own) = &field.kind {
                id.clone_into((own.get_mut)(Arc::make_mut(&mut self.part)));
            }
        }
    }
}

/// What went away goes away, what came comes behind what it stands behind; the rest stays.
fn join_list<T: PartialEq + Clone>(base: &[T], mine: &mut Vec<T>, theirs: &[T]) -> bool {
    mine.retain(|value| theirs.contains(value) || !base.contains(value));
    for (index, value) in theirs.iter().enumerate() {
        if base.contains(value) || mine.contains(value) {
            continue;
        }
        let before = theirs[..index].iter().rev();
        let at = before
            .filter_map(|value| mine.iter().position(|known| known == value))
            .next();
        mine.insert(at.map_or(0, |at| at + 1), value.clone());
    }
    true
}

/// Thing by thing, where all show the same kind of things and something is left to show.
fn join_shows(base: &Shows, mine: &mut Shows, theirs: &Shows) -> bool {
    if mine.part() != base.part() || theirs.part() != base.part() {
        return false;
    }
    let mut joined = mine.clone();
    let Some(ids) = joined.list_mut() else {
        return false;
    };
    join_list(base.ids(), ids, theirs.ids());
    let is_whole = !joined.is_empty();
    if is_whole {
        *mine = joined;
    }
    is_whole
}

/// Name by name; not where both gave one name another content.
fn join_unknown(base: &Unknown, mine: &mut Unknown, theirs: &Unknown) -> bool {
    let of = |unknown: &Unknown, name: &str| {
        let mut fields = unknown.fields();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, raw)| raw.clone())
    };
    let mut joined: Vec<(String, String)> = Vec::new();
    let names = mine.fields().chain(theirs.fields()).map(|(name, _)| name);
    for name in names {
        if joined.iter().any(|(known, _)| known == name) {
            continue;
        }
        let [was, here, there] = [of(base, name), of(mine, name), of(theirs, name)];
        let raw = match (here == was, there == was || there == here) {
            (_, true) => here,
            (true, false) => there,
            (false, false) => return false,
        };
        joined.extend(raw.map(|raw| (name.clone(), raw)));
    }
    mine.0 = (!joined.is_empty()).then(|| Arc::new(joined));
    true
}

/// What a thing refers to, each with the aspect that does; nothing where the thing is known by it.
pub(super) fn refs<T: Thing>(item: &T) -> Vec<(&'static str, PartRef)> {
    let mut refs: Vec<(&'static str, PartRef)> = Vec::new();
    if T::MOVES {
        let place = item.place();
        refs.extend(place.refs().into_iter().map(|part| ("place", part.clone())));
    }
    for aspect in aspects::<T>() {
        if let Aspect::Field(field) = aspect {
            field.references(item.record(), &mut |part, id| {
                refs.push((field.id, PartRef::of(part, id)));
            });
        }
    }
    refs.extend(item.key().refs().into_iter().map(|part| ("", part)));
    refs
}
