//! Maps as tables: our own, with a row for each thing, and those that people draw in spreadsheets,
//! with stages across or down.

mod cells;
mod foreign;
mod graded;
mod heads;
mod options;
mod own;
mod tell;
mod write;

use super::{
    build::sound,
    error::{ExchangeError, ExchangeErrorKind, too_much},
    note::Taken,
};
use crate::{
    model::{Excess, Part},
    survey::{SurveyError, Table},
    words::Language,
};

pub use cells::is_own_head;
pub(super) use cells::{safe, unsafe_again};
pub(super) use heads::role_of;
pub use options::{Guess, LaneAs, ReadOptions, Stages};
pub use tell::{Holds, tell};
pub use write::write;
pub(super) use write::{not_held, rows};

/// What was read of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The map, and what is said of it.
    pub taken: Taken,
    /// `None` for our own table, where nothing is guessed.
    pub guess: Option<Guess>,
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
        _ => fail(1, ExchangeErrorKind::NoTable),
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
