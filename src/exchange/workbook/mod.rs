//! Excel workbooks (`.xlsx`): a map as sheets for people, and the sheets of others as maps.

mod grid;
mod package;
mod seen;
mod sheets;
mod write;

pub use package::{MAX_BYTES, MAX_UNPACKED};
pub use write::write;

use super::{ExchangeError, ExchangeErrorKind, Note, NoteKind, ReadOptions, Taken, table};
use crate::{survey::Table, words::Language};
use sheets::Sheet;

/// Why nothing can be read from a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    TooManyBytes,
    /// More parts, or more in them, than anyone works with.
    Unpacked,
    /// More rows, columns or texts than anyone works with.
    Cells,
    /// From before 2007, or behind a password.
    OldOrLocked,
    /// The spreadsheets of LibreOffice.
    OpenDocument,
    NoWorkbook,
    Broken,
    /// Sheets, but none with a table.
    NoTable,
}

impl Fault {
    /// What is wrong and what helps; English, for the translation table.
    pub fn why(self) -> &'static str {
        match self {
            Self::TooManyBytes => {
                "the workbook is larger than 32 MB; save the sheet with the map in a workbook of its own"
            }
            Self::Unpacked => {
                "unpacked, the workbook would be larger than any that people work with; save the sheet with the map in a workbook of its own"
            }
            Self::Cells => {
                "the workbook has more filled cells than a map can come from; save the part with the map in a workbook of its own"
            }
            Self::OldOrLocked => {
                "this workbook is of an old kind (.xls) or has a password; save it as .xlsx without a password"
            }
            Self::OpenDocument => {
                "this is an OpenDocument spreadsheet; save it as an Excel workbook (.xlsx)"
            }
            Self::NoWorkbook => "this is no Excel workbook (.xlsx)",
            Self::Broken => {
                "the workbook is damaged; open it in a spreadsheet program and save it again"
            }
            Self::NoTable => {
                "no sheet of the workbook has a first row and a first column of heads: stages one way, lanes the other"
            }
        }
    }
}

/// The cells of the sheet that [`read`] reads.
///
/// # Errors
/// As for [`read`].
pub(super) fn cells(
    bytes: &[u8],
    sheet: Option<&str>,
    language: Language,
) -> Result<Table, ExchangeError> {
    let sheets = sheets::all(bytes, language).map_err(fail)?;
    let found = sheets[chosen(&sheets, sheet)?].found().table;
    let heads = found.heads.iter().map(|head| table::unsafe_again(head));
    let mut cells = Table::default();
    cells.heads = heads.map(str::to_owned).collect();
    for row in found.rows() {
        cells.push(row.line, row.cells().map(table::unsafe_again));
    }
    Ok(cells)
}

fn fail(fault: Fault) -> ExchangeError {
    ExchangeError {
        line: 1,
        column: 1,
        kind: ExchangeErrorKind::Workbook(fault),
    }
}

/// The sheet that was asked for, else our own, else the first one with a table.
fn chosen(sheets: &[Sheet], asked: Option<&str>) -> Result<usize, ExchangeError> {
    let asked = asked.and_then(|name| sheets.iter().position(|sheet| sheet.name == name));
    let own = || sheets.iter().position(Sheet::is_own);
    let first = || sheets.iter().position(Sheet::is_table);
    let at = asked.or_else(own).or_else(first);
    at.filter(|at| sheets[*at].is_table())
        .ok_or_else(|| fail(Fault::NoTable))
}

/// Reads our own table where one of the sheets is one, else the first sheet that holds a table.
///
/// # Errors
/// Where there is no such sheet, or no workbook within bounds.
pub fn read(
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    let sheets = sheets::all(bytes, language).map_err(fail)?;
    let at = chosen(&sheets, options.sheet.as_deref())?;
    let sheet = &sheets[at];
    let found = sheet.found();
    let mut read = table::read_table(&found.table, &found.title, options, language)?;
    for note in &mut read.taken.notes {
        note.column += found.column;
    }
    let left: Vec<&str> = if read.guess.is_some() {
        let others = sheets.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, sheet)| sheet.name.as_str()).collect()
    } else {
        changed(&read.taken, &sheets)
    };
    if !left.is_empty() {
        let kind = NoteKind::SheetsLeft {
            read: sheet.name.clone(),
            left: left.join("”, “"),
        };
        let (line, column) = (1, 1);
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

/// Those of our own sheets for people that do not say any more what our own table says: what was
/// written there is not read.
fn changed<'a>(taken: &Taken, sheets: &'a [Sheet]) -> Vec<&'a str> {
    let drawn = grid::grid(&taken.map);
    let name = grid::sheet_name(&taken.map);
    let is_changed = |sheet: &&Sheet| sheet.name == name && !grid::says(&drawn, sheet);
    sheets
        .iter()
        .filter(is_changed)
        .map(|sheet| sheet.name.as_str())
        .collect()
}
