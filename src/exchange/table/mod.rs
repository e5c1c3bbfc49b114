//! Maps as tables: our own, with a row for each thing, and those that people draw in spreadsheets,
//! with stages across or down.

mod foreign;
mod own;
mod write;

use std::sync::Arc;

use super::{ExchangeError, ExchangeErrorKind, Note, NoteKind, Taken, sound, too_much};
use crate::{
    model::{Excess, LaneKind, Map, Part, Scale},
    survey::{SurveyError, Table},
    words::Language,
};

pub(super) use foreign::role_of;
pub use write::write;

/// Where the stages of a table stand that is not our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stages {
    #[default]
    Guess,
    /// In the first row, with a lane in each further one.
    Across,
    /// In the first column, with a lane in each further one.
    Down,
}

/// The columns of our own tables.
const HEADS: [&str; 24] = [
    "record", "stage no", "stage", "step no", "step", "lane no", "lane", "kind", "text",
    "personas", "channel", "value", "unit", "target", "n", "at", "spread", "claim", "severity",
    "worth", "effort", "owner", "when", "moment",
];

/// Signs at the start of a cell that a spreadsheet may take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell: what might be a formula has an apostrophe in front, as has what began with one.
fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The inverse of [`safe`]; any other apostrophe stays.
fn unsafe_again(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// Reads a table. `stages` says where they stand in one that is not our own.
///
/// # Errors
/// Where the text is no table with a row and a column of heads.
pub fn read(text: &str, stages: Stages, language: Language) -> Result<Taken, ExchangeError> {
    let fail = |line, kind| ExchangeError {
        line,
        column: 1,
        kind,
    };
    let table = Table::read(text.as_bytes()).map_err(|error| match error {
        SurveyError::NotText { line } | SurveyError::Broken { line } => {
            fail(line, ExchangeErrorKind::BrokenTable)
        }
        SurveyError::TooManyCells => fail(1, ExchangeErrorKind::LargeTable),
        SurveyError::TooSmall | SurveyError::TooLarge => fail(1, ExchangeErrorKind::NoTable),
    })?;
    let (map, notes) = if is_own(&table) {
        own::read(&table)
    } else if let Some(excess) = excess_of(&table) {
        return Err(too_much(1, excess));
    } else {
        foreign::read(&table, stages, language)
    };
    Ok(Taken {
        map: sound(map),
        notes,
    })
}

/// Whichever way a table is read, one side of it has the stages and the other one the lanes.
fn excess_of(table: &Table) -> Option<Excess> {
    let rows = table.rows.iter().map(|row| row.cells.len());
    let width = rows.max().unwrap_or(0).max(table.heads.len()) - 1;
    let count = width.max(table.rows.len());
    Excess::of(Part::Stage, count)
}

fn is_own(table: &Table) -> bool {
    let has = |name: &str| table.heads.iter().any(|head| head == name);
    table.heads.first().is_some_and(|head| head == HEADS[0]) && has("stage no") && has("lane no")
}

/// `column` counts cells, from 0.
fn note(line: usize, column: usize, kind: NoteKind) -> Note {
    Note {
        line,
        column: column + 1,
        kind,
    }
}

/// A number as people and spreadsheets write it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace('−', "-");
    let value = text.parse().or_else(|_| text.replace(',', ".").parse());
    value.ok().filter(|value: &f64| value.is_finite())
}

/// A scale that holds all of some values, where its length stays a number.
fn widened(scale: Scale, values: impl Iterator<Item = f64>) -> Scale {
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
fn clamp(map: &mut Map, scale: Scale) {
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
