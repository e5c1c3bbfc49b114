//! All that changed in one short line: "2 cards added, 1 text changed".

use std::collections::HashSet;

use super::{
    changes::{Change, ChangeKind},
    parts::PartRef,
    value::FieldValue,
};
use crate::words::{Language, marked};

/// One and many of a kind; English, for the translation table.
type Counted = (&'static str, &'static str);

/// In the order in which they are told.
const KINDS: [Counted; 12] = [
    (marked("{n} stage"), marked("{n} stages")),
    (marked("{n} step"), marked("{n} steps")),
    (marked("{n} lane"), marked("{n} lanes")),
    (marked("{n} persona"), marked("{n} personas")),
    (marked("{n} channel"), marked("{n} channels")),
    (marked("{n} card"), marked("{n} cards")),
    (marked("{n} curve"), marked("{n} curves")),
    (marked("{n} curve point"), marked("{n} curve points")),
    (
        marked("{n} mark of a channel"),
        marked("{n} marks of channels"),
    ),
    (marked("{n} metric"), marked("{n} metrics")),
    (marked("{n} line"), marked("{n} lines")),
    (marked("{n} arrow"), marked("{n} arrows")),
];

const FIELDS: [Counted; 3] = [
    (marked("{n} text"), marked("{n} texts")),
    (marked("{n} score"), marked("{n} scores")),
    (marked("{n} detail"), marked("{n} details")),
];

/// How much came, went, moved and changed; empty for no change. Of what came or went with another
/// thing only what somebody wrote is counted: the cards, points and metrics.
pub fn summary(changes: &[Change], language: Language) -> String {
    let [mut added, mut removed, mut moved] = [[0; KINDS.len()]; 3];
    let mut changed = [0; FIELDS.len()];
    let mut is_renamed = false;
    let mut known: HashSet<&PartRef> = HashSet::new();
    for change in changes {
        let is_told = change.within.is_none() || is_written(&change.part);
        let kind = place_of_kind(&change.part);
        match (&change.what, kind) {
            (ChangeKind::Added, Some(kind)) if is_told => added[kind] += 1,
            (ChangeKind::Removed, Some(kind)) if is_told => removed[kind] += 1,
            (ChangeKind::Added | ChangeKind::Removed, _) => {}
            (ChangeKind::Reordered { .. } | ChangeKind::Field { id: "place", .. }, Some(kind)) => {
                // It may have gone to another room and to the front there: one move.
                if known.insert(&change.part) {
                    moved[kind] += 1;
                }
            }
            (ChangeKind::Reordered { .. }, None) => {}
            (ChangeKind::Field { id: "title", .. }, None) => is_renamed = true,
            (ChangeKind::Field { id: "icon", .. }, _) => changed[2] += 1,
            (ChangeKind::Field { id: "value", .. }, _)
                if matches!(change.part, PartRef::Point(_)) =>
            {
                changed[1] += 1;
            }
            (ChangeKind::Field { before, after, .. }, _) => {
                let is_text = |value: &FieldValue| matches!(value, FieldValue::Text(_));
                let place = if is_text(before) || is_text(after) {
                    0
                } else {
                    2
                };
                changed[place] += 1;
            }
        }
    }
    let told = [
        (marked("{things} added"), in_words(&KINDS, &added, language)),
        (
            marked("{things} removed"),
            in_words(&KINDS, &removed, language),
        ),
        (marked("{things} moved"), in_words(&KINDS, &moved, language)),
        (
            marked("{things} changed"),
            in_words(&FIELDS, &changed, language),
        ),
    ];
    let told = told.into_iter().filter(|(_, things)| !things.is_empty());
    let told = told.map(|(text, things)| language.fill(text, &[("things", &things)]));
    // What the whole is called is more than one text among others.
    let title = is_renamed.then(|| language.t("the map has another title").to_owned());
    told.chain(title).collect::<Vec<_>>().join(", ")
}

fn in_words(kinds: &[Counted], counts: &[usize], language: Language) -> String {
    let told = kinds.iter().zip(counts).filter(|(_, n)| **n > 0);
    let mut told: Vec<String> = told
        .map(|((one, many), n)| {
            let text = if *n == 1 { *one } else { *many };
            language.fill(text, &[("n", &n.to_string())])
        })
        .collect();
    let Some(last) = told.pop() else {
        return String::new();
    };
    match told.is_empty() {
        true => last,
        false => language.fill(
            "{things} and {last}",
            &[("things", &told.join(", ")), ("last", &last)],
        ),
    }
}

fn is_written(part: &PartRef) -> bool {
    matches!(
        part,
        PartRef::Card(_) | PartRef::Point(_) | PartRef::Metric(_)
    )
}

/// `None` for the map, which neither comes nor goes.
fn place_of_kind(part: &PartRef) -> Option<usize> {
    Some(match part {
        PartRef::Map => return None,
        PartRef::Stage(_) => 0,
        PartRef::Step(_) => 1,
        PartRef::Lane(_) => 2,
        PartRef::Persona(_) => 3,
        PartRef::Channel(_) => 4,
        PartRef::Card(_) => 5,
        PartRef::Curve { .. } => 6,
        PartRef::Point(_) => 7,
        PartRef::Mark { .. } => 8,
        PartRef::Metric(_) => 9,
        PartRef::Line { .. } => 10,
        PartRef::Arrow(_) => 11,
    })
}
