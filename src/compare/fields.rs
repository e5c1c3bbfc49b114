//! What each kind of things has that can change by itself: how it is told, compared and taken.

use std::{hash::Hash, sync::Arc};

use super::{PartRef, Value};
use crate::model::{Id, Unknown};

/// What can change of a thing by itself.
pub(super) struct Field<I> {
    /// As files call it.
    pub id: &'static str,
    /// English, for the translation table.
    pub name: &'static str,
    pub same: fn(&I, &I) -> bool,
    /// The first takes it over from the second.
    pub take: fn(&mut I, &I),
    /// What became of the first on the way to the third is done to the second, too; `false` where
    /// that cannot be.
    pub join: Option<fn(&I, &mut I, &I) -> bool>,
    pub value: fn(&I) -> Value,
}

/// A thing of one kind.
pub(super) trait Thing: Clone + PartialEq + 'static {
    /// The room in which several stand in an order that is seen.
    type Room: Eq + Hash + Clone;
    const FIELDS: &'static [Field<Self>];
    fn key(&self) -> PartRef;
    /// `None` where no order is seen.
    fn room(&self) -> Option<Self::Room>;
    /// The same thing under another id; only things with ids are asked.
    fn renamed(&self, id: Id) -> Self;
}

macro_rules! field {
    ($id:literal, $name:expr, $field:ident, $value:expr $(, join $join:expr)?) => {
        Field {
            id: $id,
            name: $name,
            same: |a, b| a.part.$field == b.part.$field,
            take: |mine, other| {
                Arc::make_mut(&mut mine.part).$field = other.part.$field.clone();
            },
            join: field!(@join $field $($join)?),
            value: |item| $value(&item.part.$field),
        }
    };
    (@join $field:ident) => { None };
    (@join $field:ident $join:expr) => {
        Some(|base, mine, theirs| {
            let (base, theirs) = (&base.part.$field, &theirs.part.$field);
            $join(base, &mut Arc::make_mut(&mut mine.part).$field, theirs)
        })
    };
}

macro_rules! unknown {
    () => {
        Field {
            same: |a, b| a.part.unknown.says_the_same(&b.part.unknown),
            ..field!("unknown", marked("fields of newer versions"), unknown, unknown, join join_unknown)
        }
    };
}

/// A thing whose key is one of the variants that have just an id.
macro_rules! by_id {
    ($variant:ident) => {
        fn key(&self) -> PartRef {
            PartRef::$variant(self.part.id.clone())
        }

        fn renamed(&self, id: Id) -> Self {
            let mut item = self.clone();
            Arc::make_mut(&mut item.part).id = id;
            item
        }
    };
}

macro_rules! without_id {
    () => {
        fn renamed(&self, _: Id) -> Self {
            self.clone()
        }
    };
}

pub(super) use {by_id, field, unknown, without_id};

/// What went away goes away, what came comes behind what it stands behind; the rest stays.
pub(super) fn join_list<T: PartialEq + Clone>(base: &[T], mine: &mut Vec<T>, theirs: &[T]) -> bool {
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

/// Name by name; not where both gave one name another content.
pub(super) fn join_unknown(base: &Unknown, mine: &mut Unknown, theirs: &Unknown) -> bool {
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

/// What an item refers to, each with the field that does; no field where the item is named by it.
pub(super) fn refs<T: Thing>(item: &T) -> Vec<(&'static str, PartRef)> {
    let mut refs: Vec<(&'static str, PartRef)> = Vec::new();
    for field in T::FIELDS {
        let value = (field.value)(item);
        refs.extend(
            value
                .refs()
                .into_iter()
                .map(|part| (field.id, part.clone())),
        );
    }
    let of_key = match item.key() {
        PartRef::Curve { lane, of } => vec![PartRef::Lane(lane), PartRef::Persona(of.persona)],
        PartRef::Mark {
            lane,
            channel,
            stage,
        } => vec![
            PartRef::Lane(lane),
            PartRef::Channel(channel),
            PartRef::Stage(stage),
        ],
        PartRef::Line { above } => vec![PartRef::Lane(above)],
        _ => Vec::new(),
    };
    refs.extend(of_key.into_iter().map(|part| ("", part)));
    refs
}
