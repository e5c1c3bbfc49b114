//! Maps as tables: our own, with a row for each thing, and those that people draw in spreadsheets,
//! with stages across or down.

mod foreign;
mod graded;
mod heads;
mod own;
mod tell;
mod write;

use std::sync::{Arc, LazyLock};

use super::{
    ExchangeError, ExchangeErrorKind, Note, NoteKind, ReadOptions, Taken, sound, too_much,
};
use crate::{
    model::{
        Card, CardRole, Excess, LaneKind, Map, Part, Scale,
        record::{FieldDef, FieldKind, Record as _},
    },
    survey::{SurveyError, Table},
    words::Language,
};

pub(super) use heads::role_of;
pub use tell::{Holds, tell};
pub use write::write;
pub(super) use write::{not_held, rows};

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

/// What a row or column of a table that is not our own becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneAs {
    Cards(CardRole),
    /// Scores: a curve.
    Emotion,
    Metrics,
    /// Names of channels, a touchpoint for each.
    Channels,
    /// Not a lane: what the stages are for, and how long they take.
    Goals,
    Durations,
    /// Not a lane: more of the one above (before, where the stages stand down).
    Above,
    /// Left out.
    Nothing,
}

impl LaneAs {
    pub const ALL: [Self; 16] = [
        Self::Cards(CardRole::CustomerActions),
        Self::Cards(CardRole::Touchpoints),
        Self::Cards(CardRole::Thoughts),
        Self::Cards(CardRole::PainPoints),
        Self::Cards(CardRole::Opportunities),
        Self::Cards(CardRole::OrganisationActivities),
        Self::Cards(CardRole::Quotes),
        Self::Cards(CardRole::Images),
        Self::Cards(CardRole::Free),
        Self::Emotion,
        Self::Metrics,
        Self::Channels,
        Self::Goals,
        Self::Durations,
        Self::Above,
        Self::Nothing,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cards(role) => role.lane_name(),
            Self::Emotion => "Emotion curve",
            Self::Metrics => "Metrics",
            Self::Channels => "Channels used",
            Self::Goals => "Goals of the stages",
            Self::Durations => "Durations of the stages",
            Self::Above => "More of the row above",
            Self::Nothing => "Left out",
        }
    }
}

/// How a table that is not our own was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guess {
    /// What the map is called.
    pub title: String,
    /// Across or down.
    pub stages: Stages,
    /// Each row (column, where the stages stand down) beside the heads: its head, what it became.
    pub lanes: Vec<(String, LaneAs)>,
    /// The sheets of a workbook that hold tables, and the one that was read.
    pub sheets: Vec<String>,
    pub sheet: String,
}

/// What was read of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub taken: Taken,
    /// `None` for our own table, where nothing is guessed.
    pub guess: Option<Guess>,
}

/// The columns of our own tables: those that there always were, then those of further fields.
pub(super) static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut heads = FIRST_HEADS.to_vec();
    for head in Card::FIELDS.iter().filter_map(column) {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    heads
});

/// The column of a field of cards that is written as it is.
pub(super) fn column(field: &FieldDef<Card>) -> Option<&'static str> {
    match field.kind {
        // The column "value" has figures.
        FieldKind::Level(_) if field.id == "value" => Some("worth"),
        FieldKind::Text(_) | FieldKind::Level(_) => Some(field.id),
        _ => None,
    }
}

const FIRST_HEADS: [&str; 24] = [
    "record", "stage no", "stage", "step no", "step", "lane no", "lane", "kind", "text",
    "personas", "channel", "value", "unit", "target", "n", "at", "spread", "claim", "severity",
    "worth", "effort", "owner", "when", "moment",
];

/// Signs at the start of a cell that a spreadsheet may take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell: what might be a formula has an apostrophe in front, as has what began with one.
pub(super) fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The inverse of [`safe`]; any other apostrophe stays.
pub(super) fn unsafe_again(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// Reads a table. `options` say what is guessed otherwise in one that is not our own.
///
/// # Errors
/// Where the text is no table with a row and a column of heads.
pub fn read(text: &str, options: &ReadOptions, language: Language) -> Result<Read, ExchangeError> {
    read_table(&grid(text)?, "", options, language)
}

/// The cells of a table, whatever they hold.
pub(super) fn grid(text: &str) -> Result<Table, ExchangeError> {
    let fail = |line, kind| ExchangeError {
        line,
        column: 1,
        kind,
    };
    Table::read(text.as_bytes()).map_err(|error| match error {
        SurveyError::NotText { line } | SurveyError::Broken { line } => {
            fail(line, ExchangeErrorKind::BrokenTable)
        }
        SurveyError::TooManyCells => fail(1, ExchangeErrorKind::LargeTable),
        SurveyError::TooSmall | SurveyError::TooLarge => fail(1, ExchangeErrorKind::NoTable),
    })
}

/// `title` is what the map is called where the table does not say.
pub(super) fn read_table(
    table: &Table,
    title: &str,
    options: &ReadOptions,
    language: Language,
) -> Result<Read, ExchangeError> {
    let (mut map, notes, mut guess) = if is_own_head(&table.heads) {
        let (map, notes) = own::read(table).map_err(|excess| too_much(1, excess))?;
        (map, notes, None)
    } else if let Some(excess) = excess_of(table) {
        return Err(too_much(1, excess));
    } else {
        let read = foreign::read(table, options, language);
        let (map, notes, guess) = read.map_err(|excess| too_much(1, excess))?;
        (map, notes, Some(guess))
    };
    if map.title.is_empty() && guess.is_some() && options.title.is_none() {
        title.clone_into(&mut map.title);
    }
    if let Some(guess) = &mut guess {
        guess.title.clone_from(&map.title);
    }
    let map = sound(map);
    Ok(Read {
        taken: Taken { map, notes },
        guess,
    })
}

/// Whichever way a table is read, one side of it has the stages and the other one the lanes.
fn excess_of(table: &Table) -> Option<Excess> {
    let count = table.width().saturating_sub(1).max(table.rows().len());
    Excess::of(Part::Stage, count)
}

/// Whether the first row of a table is that of our own.
pub fn is_own_head(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    heads.first().is_some_and(|head| head == HEADS[0]) && has("stage no") && has("lane no")
}

/// `column` counts cells, from 0.
fn note(line: usize, column: usize, kind: NoteKind) -> Note {
    Note {
        line,
        column: column + 1,
        kind,
    }
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
