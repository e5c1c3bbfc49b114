//! The cells of a table wherever it came from: rows with their lines, cells that are merged, and
//! what is said of it around.

use std::collections::HashMap;

use super::{
    cells::unsafe_again,
    meaning::words::Meaning,
    options::{LaneAs, Stages},
};
use crate::{
    exchange::note::StickyNotes,
    model::Persona,
    survey::{Table, TableRow},
};

/// Of cells that are merged into others: more than anyone draws.
const MOST_MERGED: usize = 20_000;

/// Cells that are one, rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) struct Merge {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

/// A table with its cells; its first row is that of the heads of [`Table`].
#[derive(Debug, Default)]
pub(in crate::exchange) struct Grid {
    /// Of the sheet, or the heading above.
    pub name: String,
    pub table: Table,
    /// The line of the first row.
    pub first_line: usize,
    /// The rows that stand below an empty one.
    pub after_gap: Vec<u32>,
    /// Cells that are merged into another one, and that one.
    merged: HashMap<(u32, u32), (u32, u32)>,
    /// Cells with a mark in front that keeps spreadsheets from taking them for formulas.
    pub is_guarded: bool,
    /// What stands around the table.
    pub facts: Vec<(Meaning, String)>,
    /// What was asked of the map's columns: they are the table's, none is parted by an empty one.
    pub is_drawn: bool,
    /// Where its stages stand, where that is known.
    pub stages: Stages,
    /// Whose journey it is, with what is known of them.
    pub people: Vec<Persona>,
    /// What found no place in it: the line, the text, and whether it is only told.
    pub left: Vec<(usize, String, bool)>,
    /// What its rows (columns) are taken for where nobody says otherwise.
    pub lanes: Vec<Option<LaneAs>>,
    /// It was made of notes of a whiteboard.
    pub told: Option<StickyNotes>,
}

impl Grid {
    /// Of a document: its columns are those of the table.
    pub(in crate::exchange) fn drawn() -> Self {
        Self {
            is_drawn: true,
            ..Self::default()
        }
    }

    /// Of a spreadsheet.
    pub(in crate::exchange) fn guarded(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            is_guarded: true,
            ..Self::default()
        }
    }

    pub(in crate::exchange) fn row_count(&self) -> usize {
        1 + self.table.rows().len()
    }

    pub(in crate::exchange) fn width(&self) -> usize {
        self.table.width()
    }

    fn row(&self, row: usize) -> Option<TableRow<'_>> {
        self.table.row(row.checked_sub(1)?)
    }

    /// The line of a row, from 1.
    pub(in crate::exchange) fn line(&self, row: usize) -> usize {
        self.row(row).map_or(self.first_line.max(1), |row| row.line)
    }

    /// Trimmed; empty where there is none.
    pub(in crate::exchange) fn cell(&self, row: usize, column: usize) -> &str {
        let text = match row {
            0 => self.table.heads.get(column).map(String::as_str),
            _ => self.row(row).and_then(|row| row.cell(column)),
        };
        let text = text.unwrap_or_default();
        let text = if self.is_guarded {
            unsafe_again(text)
        } else {
            text
        };
        // A tab within is that of a list's mark.
        text.trim_end()
            .trim_start_matches(['\n', '\r', ' ', '\u{a0}'])
    }

    /// The filled cells of a row.
    pub(in crate::exchange) fn cells(&self, row: usize) -> impl Iterator<Item = (usize, &str)> {
        let width = match row {
            0 => self.table.heads.len(),
            _ => self.row(row).map_or(0, TableRow::width),
        };
        let cells = (0..width).map(move |column| (column, self.cell(row, column)));
        cells.filter(|(_, text)| !text.trim().is_empty())
    }

    pub(in crate::exchange) fn is_after_gap(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.after_gap.binary_search(&row).is_ok())
    }

    /// Cells that are one; beyond what anyone draws they are taken as they are.
    pub(in crate::exchange) fn merge(&mut self, merge: Merge) {
        let (rows, columns) = (merge.bottom - merge.top + 1, merge.right - merge.left + 1);
        if self.merged.len() + rows.saturating_mul(columns) > MOST_MERGED {
            return;
        }
        let narrow = |(row, column): (usize, usize)| {
            Some((u32::try_from(row).ok()?, u32::try_from(column).ok()?))
        };
        let rows = merge.top..=merge.bottom;
        let places = rows.flat_map(|row| (merge.left..=merge.right).map(move |at| (row, at)));
        let first = (merge.top, merge.left);
        for place in places.filter(|place| *place != first) {
            if let (Some(place), Some(first)) = (narrow(place), narrow(first)) {
                self.merged.insert(place, first);
            }
        }
    }

    pub(in crate::exchange) fn has_merged(&self) -> bool {
        !self.merged.is_empty()
    }

    /// The first cell of those that one is merged with, if it is another one.
    pub(in crate::exchange) fn merged_into(
        &self,
        row: usize,
        column: usize,
    ) -> Option<(usize, usize)> {
        if self.merged.is_empty() {
            return None;
        }
        let place = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
        let (row, column) = self.merged.get(&place)?;
        Some((*row as usize, *column as usize))
    }

    /// The text of a cell, or of the one that it is merged into.
    pub(in crate::exchange) fn whole(&self, row: usize, column: usize) -> &str {
        match self.merged_into(row, column) {
            Some((row, column)) => self.cell(row, column),
            None => self.cell(row, column),
        }
    }

    /// Some of its rows as a grid of their own.
    pub(in crate::exchange) fn part(&self, rows: std::ops::Range<usize>) -> Self {
        let mut part = Self {
            is_guarded: self.is_guarded,
            is_drawn: self.is_drawn,
            ..Self::default()
        };
        for row in rows.clone() {
            let cells: Vec<&str> = match row {
                0 => self.table.heads.iter().map(String::as_str).collect(),
                _ => self
                    .row(row)
                    .into_iter()
                    .flat_map(|row| row.cells())
                    .collect(),
            };
            part.push(self.line(row), self.is_after_gap(row), cells);
        }
        let narrow = |row: u32| {
            let row = (row as usize).checked_sub(rows.start)?;
            let row = (row < rows.len()).then_some(row)?;
            u32::try_from(row).ok()
        };
        let merged = self
            .merged
            .iter()
            .filter_map(|((row, column), (top, left))| {
                Some(((narrow(*row)?, *column), (narrow(*top)?, *left)))
            });
        part.merged = merged.collect();
        part
    }

    /// A row at the end.
    pub(in crate::exchange) fn push<'c>(
        &mut self,
        line: usize,
        is_after_gap: bool,
        cells: impl IntoIterator<Item = &'c str>,
    ) {
        if self.table.heads.is_empty() {
            self.first_line = line;
            self.table.heads = cells.into_iter().map(str::to_owned).collect();
            return;
        }
        if is_after_gap {
            let row =
                u32::try_from(self.row_count()).expect("a table has fewer cells than numbers go");
            self.after_gap.push(row);
        }
        self.table.push(line, cells);
    }
}
