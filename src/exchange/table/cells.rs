//! Cells of tables, our own and those of others: heads, texts, numbers.

use std::sync::{Arc, LazyLock};

use crate::{
    exchange::note::{Note, NoteKind},
    model::{
        Card, LaneKind, Map, Scale,
        record::{FieldDef, FieldKind, Record as _},
    },
};

/// The columns of our own tables: those that there always were, then those of further fields.
pub(super) static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut heads = FIRST_HEADS.to_vec();
    for head in Card::FIELDS.iter().filter_map(column) {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    heads.push(COLOR);
    heads
});

/// The column of a field of cards that is written as it is.
pub(super) fn column(field: &FieldDef<Card>) -> Option<&'static str> {
    match field.kind {
        // The column "value" has figures.
        FieldKind::Level(_) if field.id == "value" => Some("worth"),
        FieldKind::Text(_) | FieldKind::Icon(_) | FieldKind::Level(_) | FieldKind::Flag(_) => {
            Some(field.id)
        }
        _ => None,
    }
}

/// What a stage and a persona are drawn in.
pub(super) const COLOR: &str = "color";
/// The name of the icon of a channel, a lane or a card.
pub(super) const ICON: &str = "icon";

/// In a cell that says whether something is so.
pub(super) const YES: &str = "yes";

const FIRST_HEADS: [&str; 24] = [
    "record", "stage no", "stage", "step no", "step", "lane no", "lane", "kind", "text",
    "personas", "channel", "value", "unit", "target", "n", "at", "spread", "claim", "severity",
    "worth", "effort", "owner", "when", "moment",
];

/// Signs at the start of a cell that a spreadsheet may take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell: what might be a formula has an apostrophe in front, as has what began with one.
pub(crate) fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The inverse of [`safe`]; any other apostrophe stays.
pub(crate) fn unsafe_again(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// Whether the first row of a table is that of our own.
pub fn is_own_head(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    heads.first().is_some_and(|head| head == HEADS[0]) && has("stage no") && has("lane no")
}

/// `column` counts cells, from 0.
pub(super) fn note(line: usize, column: usize, kind: NoteKind) -> Note {
    Note {
        line,
        column: column + 1,
        kind,
    }
}

/// A scale that holds all of some values, where its length stays a number.
pub(super) fn widened(scale: Scale, values: impl Iterator<Item = f64>) -> Scale {
    let wide = values.fold(scale, |scale, value| Scale {
        min: scale.min.min(value),
        max: scale.max.max(value),
    });
    if (wide.max - wide.min).is_finite() {
        wide
    } else {
        scale
    }
}

/// Holds what stands on the scale to it.
pub(super) fn clamp(map: &mut Map, scale: Scale) {
    for level in &mut map.emotion_words {
        level.value = level.value.clamp(scale.min, scale.max);
    }
    for lane in &mut map.lanes {
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind else {
            continue;
        };
        for point in curves
            .iter_mut()
            .flat_map(|curve| &mut Arc::make_mut(curve).points)
        {
            point.value = point.value.map(|value| value.clamp(scale.min, scale.max));
        }
    }
}
