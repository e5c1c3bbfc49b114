//! Excel workbooks (`.xlsx`): a map as sheets for people, and the sheets of others as maps.

mod grid;
mod package;
mod seen;
mod sheets;
mod write;

pub use package::{MAX_BYTES, MAX_UNPACKED};
pub use write::write;

use super::{
    error::{ExchangeError, ExchangeErrorKind, WorkbookFault},
    note::{Note, NoteKind, Taken},
    table::{self, ReadOptions},
};
use crate::{survey::Table, words::Language};
use sheets::{SheetCells, WorkbookSheets};

/// The cells of the sheet that [`read`] reads.
///
/// # Errors
/// As for [`read`].
pub(super) fn cells(
    bytes: &[u8],
    sheet: Option<&str>,
    language: Language,
) -> Result<Table, ExchangeError> {
    let sheets = parted(sheets::all(bytes, language).map_err(fail)?.filled);
    let found = sheets[chosen(&sheets, sheet)?].found();
    let heads = found.heads.iter().map(|head| table::unsafe_again(head));
    let mut cells = Table::default();
    cells.heads = heads.map(str::to_owned).collect();
    for row in found.rows() {
        cells.push(row.line, row.cells().map(table::unsafe_again));
    }
    Ok(cells)
}

fn fail(fault: WorkbookFault) -> ExchangeError {
    ExchangeError {
        line: 1,
        column: 1,
        kind: ExchangeErrorKind::Workbook(fault),
    }
}

/// The tables that are stacked in a sheet as sheets of their own; none of our own workbook.
fn parted(sheets: Vec<SheetCells>) -> Vec<SheetCells> {
    if sheets.iter().any(SheetCells::is_own) {
        return sheets;
    }
    let parted = sheets.into_iter().flat_map(|sheet| {
        let grid = sheet.grid();
        let ranges = table::stacked_in(&grid);
        if ranges.is_empty() {
            return vec![sheet];
        }
        let parts = ranges.into_iter().enumerate().map(|(at, rows)| {
            let name = match table::title_in(&grid, rows.start) {
                title if title.is_empty() => format!("{} ({})", sheet.name, at + 1),
                title => format!("{}: {title}", sheet.name),
            };
            SheetCells {
                name,
                rows: sheet.rows[rows].to_vec(),
                merges: sheet.merges.clone(),
            }
        });
        parts.collect()
    });
    parted.collect()
}

/// The sheet that was asked for, else our own, else the first one with a journey, else with a table.
fn chosen(sheets: &[SheetCells], asked: Option<&str>) -> Result<usize, ExchangeError> {
    let names = || {
        sheets
            .iter()
            .map(|sheet| sheet.name.clone())
            .collect::<Vec<_>>()
    };
    let asked = match asked {
        Some(asked) => {
            let found = table::by_name_or_number(&names(), asked);
            Some(found.ok_or_else(|| table::no_sheet(asked, &names()))?)
        }
        None => None,
    };
    let own = || sheets.iter().position(SheetCells::is_own);
    let journey = || {
        let is_one = |sheet: &SheetCells| sheet.is_table() && table::is_journey(&sheet.grid());
        // A template that nobody filled in stands before those that are.
        let is_filled = |sheet: &SheetCells| is_one(sheet) && sheet.has_cells();
        let mut filled = sheets.iter();
        filled
            .position(is_filled)
            .or_else(|| sheets.iter().position(is_one))
    };
    let first = || sheets.iter().position(SheetCells::is_table);
    let at = asked.or_else(own).or_else(journey).or_else(first);
    at.filter(|at| sheets[*at].is_table())
        .ok_or_else(|| fail(WorkbookFault::NoTable))
}

/// Reads our own table where one of the sheets is one, else the first sheet that holds a journey.
///
/// # Errors
/// Where there is no such sheet, or no workbook within bounds.
pub fn read(
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    let WorkbookSheets {
        filled: sheets,
        passed_over,
    } = sheets::all(bytes, language).map_err(fail)?;
    let sheets = parted(sheets);
    let at = chosen(&sheets, options.sheet.as_deref())?;
    let sheet = &sheets[at];
    let mut read = table::read_grid(&sheet.grid(), options, language)?;
    let (line, column) = (1, 1);
    let mut left: Vec<&str> = Vec::new();
    if read.guess.is_some() {
        let others = sheets.iter().enumerate().filter(|(other, _)| *other != at);
        left.extend(others.map(|(_, sheet)| sheet.name.as_str()));
    } else if let Some(kind) = written_over(&read.taken, &sheets) {
        read.taken.notes.insert(0, Note { line, column, kind });
    }
    left.extend(passed_over.iter().map(String::as_str));
    if !left.is_empty() {
        let kind = NoteKind::SheetsLeft {
            read: sheet.name.clone(),
            left: left.join("”, “"),
        };
        read.taken.notes.insert(0, Note { line, column, kind });
    }
    if let Some(guess) = &mut read.guess {
        guess.sheets = sheets
            .iter()
            .filter(|sheet| sheet.is_table())
            .map(|s| s.name.clone())
            .collect();
        guess.sheet.clone_from(&sheet.name);
    }
    Ok(read)
}

/// What was written on the sheet to look at of our own workbook, which is not read.
fn written_over(taken: &Taken, sheets: &[SheetCells]) -> Option<NoteKind> {
    const MOST: usize = 12;
    let map = &taken.map;
    let name = grid::sheet_name(map);
    let sheet = sheets.iter().find(|sheet| sheet.name == name)?;
    let changed = grid::changed(map, sheet);
    let mut cells: Vec<String> = changed
        .iter()
        .take(MOST)
        .map(|place| cell_name(*place))
        .collect();
    if changed.len() > MOST {
        cells.push("…".to_owned());
    }
    (!cells.is_empty()).then(|| NoteKind::WrittenOver {
        sheet: name,
        cells: cells.join(", "),
        data: map.language.t("Data").to_owned(),
    })
}

/// “B4” of a row and a column from 0.
fn cell_name((row, column): (usize, usize)) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    format!("{name}{}", row + 1)
}
