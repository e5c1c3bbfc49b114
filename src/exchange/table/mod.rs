//! Maps as tables: our own, with a row for each thing, and those that people draw in spreadsheets and
//! documents, with stages across or down.
//!
//! One way down: bytes are decoded (`decode`) and become grids of cells (`delimited`, `document`, the
//! sheets of a workbook); a grid has a shape (`shape`: which rows and columns are stages, steps, lanes,
//! and what stands around); the heads and cells have a meaning (`meaning`, by the words of
//! `assets/tables`), from which each row is something (`kinds`), and a map is made (`foreign`).

mod cells;
mod curves;
mod decode;
mod delimited;
mod document;
mod foreign;
mod grid;
mod heads;
mod kinds;
mod lanes;
mod meaning;
mod options;
mod own;
mod pasted;
mod people;
mod read_lane;
mod records;
mod shape;
mod stacked;
mod stickies;
mod tell;
mod write;

use super::{
    MapFormat,
    build::sound,
    error::{ExchangeError, ExchangeErrorKind, too_much},
    note::{Note, NoteKind, Taken},
};
use crate::{
    model::{Excess, Part},
    survey::Table,
    words::Language,
};

pub use cells::is_own_head;
pub(super) use cells::{safe, unsafe_again};
pub(super) use decode::decoded;
pub(super) use grid::{Grid, Merge};
pub(super) use heads::role_of;
pub(super) use meaning::feelings::level as feeling;
pub use options::{Guess, LaneAs, PersonaFrom, ReadOptions, ReadScale, Stages};
pub use pasted::{Cells, pasted_cells};
pub(super) use records::notebook;
pub(super) use shape::is_journey;
pub(super) use stacked::{ranges as stacked_in, title as title_in};
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

/// Reads the table in some bytes of a format that is text. `options` say what is guessed otherwise in
/// one that is not our own.
///
/// # Errors
/// Where there is no table with a row and a column of heads.
pub(super) fn read(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<Read, ExchangeError> {
    let decoded = decoded(bytes)?;
    let text = decoded.text.as_ref();
    let mut read = match kind_of(format, text) {
        MapFormat::Markdown => {
            read_sheets(document::in_markdown(text, language)?, options, language)?
        }
        MapFormat::Html => read_sheets(document::in_html(text)?, options, language)?,
        MapFormat::Records => read_sheets(records::grids(text)?, options, language)?,
        _ => {
            let (grid, notes) = delimited_or_notes(format, text, language)?;
            let mut read = read_parts(&grid, options, language)?;
            read.taken.notes.splice(0..0, notes);
            read
        }
    };
    if let Some(encoding) = decoded.encoding {
        read.taken
            .notes
            .insert(0, told(NoteKind::Decoded(encoding)));
    }
    Ok(read)
}

/// A text as one grid; lines of one cell each are notes.
fn delimited_or_notes(
    format: MapFormat,
    text: &str,
    language: Language,
) -> Result<(Grid, Vec<Note>), ExchangeError> {
    let read = delimited::read(text);
    // What is pasted is a list of cards, not a map.
    let list = || {
        (format == MapFormat::Csv)
            .then(|| stickies::list(text, language))
            .flatten()
    };
    read.or_else(|error| match list() {
        Some(grid) => Ok((grid, Vec::new())),
        None => Err(error),
    })
}

/// Whether a text in YAML or JSON has lists of stages.
pub(super) fn has_records(text: &str) -> bool {
    records::grids(text).is_ok()
}

/// Whether a text is our own table.
pub(super) fn is_own_table(text: &str) -> bool {
    let is_begun = text.starts_with("record") || text.starts_with("\"record\"");
    is_begun && delimited::read(text).is_ok_and(|(grid, _)| is_own_head(&grid.table.heads))
}

/// Whether a piece of HTML has a table with heads, and then whether it is a journey among other words.
pub(super) fn is_in_html(html: &str) -> Option<bool> {
    if !document::has_table_tag(html) {
        return None;
    }
    let grids = document::in_html(html).ok()?;
    let is_one = grids.iter().any(is_journey);
    let is_among = grids.len() > 1 || !document::lines_of_html(html).is_empty();
    (!grids.is_empty()).then_some(is_one && is_among)
}

/// Whether a text is a document with a journey in a pipe table or in headings.
pub(super) fn is_in_markdown(text: &str, language: Language) -> bool {
    let has_heading = || text.lines().any(|line| line.trim_start().starts_with('#'));
    if !document::has_pipe_table(text) && !document::has_table_tag(text) && !has_heading() {
        return false;
    }
    document::in_markdown(text, language)
        .is_ok_and(|grids| grids.iter().any(|grid| is_table(grid) && is_journey(grid)))
}

/// What a text is, whatever its name says: tables of documents are pasted and kept as any text.
fn kind_of(format: MapFormat, text: &str) -> MapFormat {
    let is_own = text.starts_with("record") || text.starts_with("\"record\"");
    match format {
        MapFormat::Markdown | MapFormat::Html | MapFormat::Records => format,
        _ if is_own => format,
        _ if document::has_html_table(text) => MapFormat::Html,
        _ if document::has_pipe_table(text) || document::has_drawn_table(text) => {
            MapFormat::Markdown
        }
        _ if begins_with_heading(text) && is_in_markdown(text, Language::English) => {
            MapFormat::Markdown
        }
        _ => format,
    }
}

/// Whether the first line with something in it is a heading of Markdown.
fn begins_with_heading(text: &str) -> bool {
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches('\u{feff}').trim());
    let first = lines.into_iter().find(|line| !line.is_empty());
    let marks = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    first.is_some_and(|line| (1..=6).contains(&marks(line)) && line[marks(line)..].starts_with(' '))
}

/// The cells of a table, whatever they hold.
///
/// # Errors
/// As for [`read`].
pub(super) fn cells(
    format: MapFormat,
    bytes: &[u8],
    sheet: Option<&str>,
    language: Language,
) -> Result<Table, ExchangeError> {
    let decoded = decoded(bytes)?;
    let text = decoded.text.as_ref();
    let grids = match kind_of(format, text) {
        MapFormat::Markdown => document::in_markdown(text, language)?,
        MapFormat::Html => document::in_html(text)?,
        MapFormat::Records => records::grids(text)?,
        _ => {
            let grid = delimited_or_notes(format, text, language)?.0;
            let mut parts = stacked::parts(&grid);
            let mut table = match parts.is_empty() {
                true => grid.table,
                false => {
                    let at = chosen(&parts, sheet)?;
                    parts.swap_remove(at).table
                }
            };
            table.encoding = decoded.encoding;
            return Ok(table);
        }
    };
    let at = chosen(&grids, sheet)?;
    let table = grids.into_iter().nth(at).map(|grid| grid.table);
    table.ok_or_else(no_table)
}

fn told(kind: NoteKind) -> Note {
    let (line, column) = (1, 1);
    Note { line, column, kind }
}

fn no_table() -> ExchangeError {
    ExchangeError {
        line: 1,
        column: 1,
        kind: ExchangeErrorKind::NoTable,
    }
}

/// Whether a table has a row and a column of heads.
fn is_table(grid: &Grid) -> bool {
    grid.row_count() > 1 && grid.width() > 1
}

/// Of some tables of one document, those that may be journeys: all that are, else all.
fn journeys(grids: &[Grid]) -> Vec<usize> {
    let all = || (0..grids.len()).filter(|at| is_table(&grids[*at]));
    let journeys: Vec<usize> = all().filter(|at| is_journey(&grids[*at])).collect();
    if journeys.is_empty() {
        all().collect()
    } else {
        journeys
    }
}

/// What those tables of a document are called that are journeys for sure, in the order in which
/// [`read`] counts them; empty where it has no name.
pub(super) fn journeys_in(format: MapFormat, text: &str, language: Language) -> Vec<String> {
    let has_table = document::has_pipe_table(text)
        || document::has_drawn_table(text)
        || document::has_table_tag(text);
    let grids = match kind_of(format, text) {
        MapFormat::Markdown if has_table => document::in_markdown(text, language),
        MapFormat::Html => document::in_html(text),
        _ => return Vec::new(),
    };
    let grids = grids.unwrap_or_default().into_iter();
    let journeys = grids.filter(|grid| is_table(grid) && is_journey(grid));
    journeys.map(|grid| grid.name).collect()
}

/// The table that is read: the one that was asked for by its name or number, else the first journey.
fn chosen(grids: &[Grid], asked: Option<&str>) -> Result<usize, ExchangeError> {
    let journeys = journeys(grids);
    let first = *journeys.first().ok_or_else(no_table)?;
    let Some(asked) = asked else {
        return Ok(first);
    };
    let names: Vec<String> = journeys.iter().map(|at| name_of(grids, *at)).collect();
    let found = by_name_or_number(&names, asked).ok_or_else(|| no_sheet(asked, &names))?;
    Ok(journeys[found])
}

/// The index of a sheet by its name, else by its number from 1.
pub(super) fn by_name_or_number(names: &[String], asked: &str) -> Option<usize> {
    let is_named = |name: &String| name.trim() == asked.trim();
    let is_alike = |name: &String| name.trim().to_lowercase() == asked.trim().to_lowercase();
    let number = || asked.trim().parse::<usize>().ok()?.checked_sub(1);
    let found = names.iter().position(is_named);
    let found = found.or_else(|| names.iter().position(is_alike));
    found.or_else(|| number().filter(|at| *at < names.len()))
}

/// Why a sheet that was asked for is not read.
pub(super) fn no_sheet(asked: &str, names: &[String]) -> ExchangeError {
    ExchangeError {
        line: 1,
        column: 1,
        kind: ExchangeErrorKind::NoSheet {
            asked: asked.to_owned(),
            there: names.join("”, “"),
        },
    }
}

/// What a table of a document is called: its heading, which may be that of several.
fn name_of(grids: &[Grid], at: usize) -> String {
    let name = &grids[at].name;
    let before = grids[..at].iter().filter(|grid| grid.name == *name).count();
    match (name.is_empty(), before) {
        (false, 0) => name.clone(),
        (false, before) => format!("{name} ({})", before + 1),
        (true, _) => (at + 1).to_string(),
    }
}

/// Reads one of the tables that are stacked in one, else all of it as one.
pub(super) fn read_parts(
    grid: &Grid,
    options: &ReadOptions,
    language: Language,
) -> Result<Read, ExchangeError> {
    let parts = stacked::parts(grid);
    match parts.is_empty() {
        true => read_grid(grid, options, language),
        false => read_sheets(parts, options, language),
    }
}

/// Reads one of several tables of a document; the others that are journeys are told.
fn read_sheets(
    grids: Vec<Grid>,
    options: &ReadOptions,
    language: Language,
) -> Result<Read, ExchangeError> {
    let at = chosen(&grids, options.sheet.as_deref())?;
    let mut read = read_grid(&grids[at], options, language)?;
    let sheets = journeys(&grids);
    let name = name_of(&grids, at);
    let left = sheets.iter().filter(|other| **other != at);
    let left: Vec<String> = left.map(|other| name_of(&grids, *other)).collect();
    if !left.is_empty() {
        let kind = NoteKind::JourneysLeft {
            read: name.clone(),
            left: left.join("”, “"),
        };
        read.taken.notes.insert(0, told(kind));
    }
    if let Some(guess) = &mut read.guess {
        guess.sheets = sheets.into_iter().map(|at| name_of(&grids, at)).collect();
        guess.sheet = name;
    }
    Ok(read)
}

/// Reads one table.
pub(super) fn read_grid(
    grid: &Grid,
    options: &ReadOptions,
    language: Language,
) -> Result<Read, ExchangeError> {
    let notes_of_board = stickies::of(grid, language);
    let grid = notes_of_board.as_ref().unwrap_or(grid);
    let table = &grid.table;
    let (map, notes, mut guess) = if is_own_head(&table.heads) {
        let (map, notes) = own::read(table).map_err(|excess| too_much(1, excess))?;
        (map, notes, None)
    } else if let Some(excess) = excess_of(table) {
        return Err(too_much(1, excess));
    } else {
        let read = foreign::read(grid, options, language);
        let (map, notes, guess) = read.map_err(|excess| too_much(1, excess))?;
        (map, notes, Some(guess))
    };
    if let Some(guess) = &mut guess {
        guess.title.clone_from(&map.title);
    }
    let mut notes = notes;
    if let Some(stickies) = grid.told {
        notes.insert(0, told(NoteKind::Stickies(stickies)));
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
