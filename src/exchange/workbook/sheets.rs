//! The sheets of a workbook as tables of texts, within bounds.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    package::{self, RepackedWorkbook},
    seen::{self, CellFormat},
};
use crate::{
    exchange::{
        error::WorkbookFault,
        table::{Grid, Merge, is_own_head, safe},
    },
    survey::Table,
    words::Language,
};

/// Filled ones, and places for them: each row to its last cell.
const MAX_CELLS: usize = 1_000_000;
const MAX_PLACES: usize = 2_000_000;
const MAX_ROWS: u32 = 100_000;
const MAX_COLUMNS: u32 = 1_000;
/// Of all texts together, since one text may stand in many cells.
const MAX_TEXT: usize = 64 << 20;
const MAX_SHEETS: usize = 200;
/// Of merged cells that are looked at.
const MAX_MERGES: usize = 5_000;

/// Filled cells by row and column, from 0, both in their order.
type CellRows = Vec<(u32, Vec<(u32, String)>)>;

#[derive(Debug, Default)]
pub(super) struct SheetCells {
    pub name: String,
    pub rows: CellRows,
    /// In rows and columns of the sheet.
    pub merges: Vec<Merge>,
}

impl SheetCells {
    /// The rows above the table, which hold one cell each, no further right than it begins.
    fn above(&self) -> usize {
        let is_wide = |(_, cells): &(u32, Vec<(u32, String)>)| cells.len() > 1;
        let Some(wide) = self.rows.iter().position(is_wide) else {
            return 0;
        };
        let column = |row: usize| self.rows[row].1.first().map(|(column, _)| *column);
        let heads = (0..wide)
            .rev()
            .take_while(|row| column(*row) > column(wide));
        wide - heads.count()
    }

    /// Whether it has a row and a column of heads, and something beside them.
    pub(super) fn is_table(&self) -> bool {
        let table = &self.rows[self.above()..];
        let first = |(_, cells): &(u32, Vec<(u32, String)>)| cells.first().map(|(at, _)| *at);
        let last = |(_, cells): &(u32, Vec<(u32, String)>)| cells.last().map(|(at, _)| *at);
        table.len() > 1
            && table.iter().filter_map(first).min() < table.iter().filter_map(last).max()
    }

    /// Whether more stands in it than a row and a column of heads.
    pub(super) fn has_cells(&self) -> bool {
        let table = &self.rows[self.above()..];
        let count: usize = table.iter().map(|(_, cells)| cells.len()).sum();
        let widest = table.iter().map(|(_, cells)| cells.len()).max();
        count >= table.len() + widest.unwrap_or(0)
    }

    pub(super) fn is_own(&self) -> bool {
        let heads = self.rows.first().map(|(_, cells)| cells);
        heads.is_some_and(|cells| {
            let heads: Vec<String> = cells.iter().map(|(_, text)| text.clone()).collect();
            is_own_head(&heads)
        })
    }

    /// All of it, its columns being those of the sheet.
    pub(super) fn grid(&self) -> Grid {
        let mut grid = Grid::guarded(&self.name);
        let mut next = self.rows.first().map_or(0, |(row, _)| *row);
        for (row, cells) in &self.rows {
            let len = cells.last().map_or(0, |(last, _)| *last as usize + 1);
            let mut texts = vec![String::new(); len];
            for (at, text) in cells {
                texts[*at as usize] = safe(text);
            }
            let texts = texts.iter().map(String::as_str);
            grid.push(*row as usize + 1, *row > next, texts);
            next = *row + 1;
        }
        let index = |row: usize| {
            self.rows
                .partition_point(|(known, _)| (*known as usize) < row)
        };
        for merge in &self.merges {
            let (top, end) = (index(merge.top), index(merge.bottom + 1));
            if top < end {
                let bottom = end - 1;
                grid.merge(Merge {
                    top,
                    bottom,
                    ..*merge
                });
            }
        }
        grid
    }

    /// The cells below what stands alone above them.
    pub(super) fn found(&self) -> Table {
        let above = self.above();
        let rows = &self.rows[above..];
        let firsts = rows.iter().filter_map(|(_, cells)| cells.first());
        let column = firsts
            .map(|(column, _)| *column as usize)
            .min()
            .unwrap_or_default();
        let mut table = Table::default();
        for (index, (row, cells)) in rows.iter().enumerate() {
            let len = cells
                .last()
                .map_or(0, |(last, _)| *last as usize + 1 - column);
            let mut texts = vec![String::new(); len];
            for (at, text) in cells {
                // Undone where tables are read, as for those that are kept as text.
                texts[*at as usize - column] = safe(text);
            }
            if index == 0 {
                table.heads = texts;
            } else {
                table.push(*row as usize + 1, texts.iter().map(String::as_str));
            }
        }
        table
    }
}

/// The sheets of a workbook.
pub(super) struct WorkbookSheets {
    /// All that hold cells, those that are hidden last.
    pub filled: Vec<SheetCells>,
    /// The names of those that cannot be read.
    pub passed_over: Vec<String>,
}

/// Reads the sheets of a workbook.
pub(super) fn all(bytes: &[u8], language: Language) -> Result<WorkbookSheets, WorkbookFault> {
    // The libraries have words like "must be" in them, and nothing that a file says may end the
    // program.
    catch_unwind(AssertUnwindSafe(|| {
        read(package::repacked(bytes)?, language)
    }))
    .unwrap_or(Err(WorkbookFault::Broken))
}

fn read(package: RepackedWorkbook, language: Language) -> Result<WorkbookSheets, WorkbookFault> {
    let bytes = Cursor::new(package.bytes);
    let mut workbook: Xlsx<_> = Xlsx::new(bytes).map_err(|_| WorkbookFault::Broken)?;
    let is_hidden = |sheet: &calamine::Sheet| sheet.visible != SheetVisible::Visible;
    let mut sheets: Vec<_> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (is_hidden(sheet), sheet.name.clone()))
        .collect();
    sheets.sort_by_key(|(is_hidden, _)| *is_hidden);
    if sheets.len() > MAX_SHEETS {
        return Err(WorkbookFault::Cells);
    }
    let mut bounds = CellCount::default();
    let (mut filled, mut passed_over) = (Vec::new(), package.passed_over);
    for (_, name) in sheets {
        match sheet(&mut workbook, &name, &mut bounds, language)? {
            Some(rows) if !rows.is_empty() => {
                let merges = merges(&mut workbook, &name);
                filled.push(SheetCells { name, rows, merges });
            }
            Some(_) => {}
            None => passed_over.push(name),
        }
    }
    Ok(WorkbookSheets {
        filled,
        passed_over,
    })
}

/// The cells of a sheet that are one, as far as anyone merges them.
fn merges(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Merge> {
    let merges = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    let merges = merges.into_iter().take(MAX_MERGES).map(|merge| Merge {
        top: merge.start.0 as usize,
        left: merge.start.1 as usize,
        bottom: merge.end.0 as usize,
        right: merge.end.1 as usize,
    });
    merges
        .filter(|merge| merge.top <= merge.bottom && merge.left <= merge.right)
        .collect()
}

/// What was met so far in all sheets.
#[derive(Default)]
struct CellCount {
    cells: usize,
    places: usize,
    text: usize,
}

/// `None` where the workbook has no such part, or one that is no sheet of cells.
fn sheet(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    bounds: &mut CellCount,
    language: Language,
) -> Result<Option<CellRows>, WorkbookFault> {
    let broken = |_| WorkbookFault::Broken;
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(_) => return Err(WorkbookFault::Broken),
    };
    let styles = reader.styles().to_vec();
    let mut rows = CellRows::new();
    let mut exact = false;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (row, column) = cell.get_position();
        let format = styles
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let shown = CellFormat {
            code: format.map_or("", |format| &format.format_code),
            id: format.and_then(|format| format.format_id),
            exact,
        };
        let text = seen::text(cell.get_value(), shown, language);
        if text.is_empty() {
            continue;
        }
        bounds.cells += 1;
        bounds.text += text.len();
        let is_beyond = row >= MAX_ROWS || column >= MAX_COLUMNS;
        if is_beyond || bounds.cells > MAX_CELLS || bounds.text > MAX_TEXT {
            return Err(WorkbookFault::Cells);
        }
        match rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, text)),
            Some((last, _)) if *last > row => return Err(WorkbookFault::Broken),
            _ => {
                // Our own table begins with its heads, and its figures come back to the last digit.
                exact = exact
                    || rows.len() == 1
                        && rows[0].1.first().is_some_and(|(_, text)| text == "record");
                rows.push((row, vec![(column, text)]));
            }
        }
    }
    for (_, cells) in &mut rows {
        cells.sort_by_key(|(column, _)| *column);
        bounds.places += cells.last().map_or(0, |(last, _)| *last as usize + 1);
    }
    if bounds.places > MAX_PLACES {
        return Err(WorkbookFault::Cells);
    }
    Ok(Some(rows))
}
