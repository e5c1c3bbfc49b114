//! All that changed in one short line: "2 cards added, 1 text changed".

use std::collections::HashSet;

use super::{
    changes::{Change, ChangeKind},
    parts::{Counted, PartRef},
    value::FieldValue,
};
use crate::words::{Language, marked, plural};

const FIELDS: [Counted; 3] = [
    plural("{n} text", "{n} texts"),
    plural("{n} score", "{n} scores"),
    plural("{n} detail", "{n} details"),
];

/// How much came, went, moved and changed; empty for no change. Of what came or went with another
/// thing only what somebody wrote is counted: the cards, points and metrics.
pub fn summary(changes: &[Change], language: Language) -> String {
    let [mut added, mut removed, mut moved] = [[0; PartRef::KINDS.len()]; 3];
    let mut changed = [0; FIELDS.len()];
    let mut is_renamed = false;
    let mut known: HashSet<&PartRef> = HashSet::new();
    for change in changes {
        let is_told = change.within.is_none() || is_written(&change.part);
        let kind = change.part.place_of_kind();
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
        (
            marked("{things} added"),
            in_words(&PartRef::KINDS, &added, language),
        ),
        (
            marked("{things} removed"),
            in_words(&PartRef::KINDS, &removed, language),
        ),
        (
            marked("{things} moved"),
            in_words(&PartRef::KINDS, &moved, language),
        ),
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

/// "2 cards, 1 metric and 1 arrow"; empty where nothing was counted.
pub(super) fn in_words(kinds: &[Counted], counts: &[usize], language: Language) -> String {
    let told = kinds.iter().zip(counts).filter(|(_, n)| **n > 0);
    let mut told: Vec<String> = told
        .map(|((one, many), n)| language.count(*n, one, many, &[]))
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
    part.target().is_some_and(|target| target.is_content())
}
