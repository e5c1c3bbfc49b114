//! The cells that belong together, and what an empty column parts from them.

use super::{HEAD_COLUMNS, LeftOver, is_lane_head};
use crate::exchange::table::{
    grid::Grid,
    meaning::words::{Meaning, says},
};

/// The rows and columns of a table that are looked at, the last ones included.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Block {
    pub top: usize,
    pub bottom: usize,
    pub left: usize,
    pub right: usize,
    /// The last column of the table, where some of them are parted from the rest.
    end: usize,
}

impl Block {
    pub(super) fn of(grid: &Grid) -> Self {
        let rows = grid.row_count();
        let mut filled = vec![false; grid.width()];
        for row in 0..rows {
            let cells: Vec<usize> = grid.cells(row).map(|(column, _)| column).collect();
            for column in &cells {
                filled[*column] = true;
            }
            if cells.len() > 1 && grid.has_merged() {
                for (column, is_filled) in filled.iter_mut().enumerate() {
                    *is_filled |= grid
                        .merged_into(row, column)
                        .is_some_and(|(row, column)| !grid.cell(row, column).is_empty());
                }
            }
        }
        let left = filled.iter().position(|is_filled| *is_filled).unwrap_or(0);
        let end = filled.iter().rposition(|is_filled| *is_filled).unwrap_or(0);
        let mut block = Self {
            top: 0,
            bottom: rows.saturating_sub(1),
            left,
            right: end,
            end,
        };
        if grid.is_drawn {
            return block;
        }
        let gaps: Vec<usize> = (left..end)
            .filter(|at| !filled[*at] && filled[at + 1])
            .collect();
        let is_legend = |gap: usize| {
            let column = gap + 1;
            (0..rows).any(|row| says(grid.cell(row, column), &[Meaning::Legend]))
        };
        // Columns between stages are empty by way of spacing.
        let parting = match gaps[..] {
            [gap] if gap > left + 1 && !continues(grid, gap + 1) => Some(gap),
            _ => gaps.iter().copied().find(|gap| is_legend(*gap)),
        };
        if let Some(gap) = parting {
            block.right = (left..gap).rfind(|at| filled[*at]).unwrap_or(left);
        }
        block
    }

    pub(super) fn rows(&self, grid: &Grid) -> impl Iterator<Item = usize> + use<> {
        let bottom = self.bottom.min(grid.row_count().saturating_sub(1));
        self.top..=bottom
    }

    /// The filled cells of a row.
    pub(super) fn cells<'g>(
        &self,
        grid: &'g Grid,
        row: usize,
    ) -> impl Iterator<Item = (usize, &'g str)> + use<'g> {
        let range = self.left..=self.right;
        grid.cells(row)
            .filter(move |(column, _)| range.contains(column))
    }

    /// What stands beside the table, a column at a time.
    pub(super) fn aside(&self, grid: &Grid) -> Vec<LeftOver> {
        let columns = self.right + 1..=self.end;
        let of_column = |column: usize| {
            let mut texts = self
                .rows(grid)
                .map(|row| (row, grid.cell(row, column)))
                .filter(|(_, text)| !text.is_empty());
            let (first, text) = texts.next()?;
            let all: Vec<&str> = [text]
                .into_iter()
                .chain(texts.map(|(_, text)| text))
                .collect();
            Some(LeftOver {
                line: grid.line(first),
                column,
                text: all.join("\n"),
                ..LeftOver::default()
            })
        };
        columns.filter_map(of_column).collect()
    }
}

/// Whether a column behind an empty one is more of the table all the same: it is one of lanes, where
/// lanes are columns.
fn continues(grid: &Grid, column: usize) -> bool {
    let rows = 0..grid.row_count();
    let first = rows.clone().find(|row| !grid.cell(*row, column).is_empty());
    first.is_some_and(|row| {
        let across = grid.cells(row).filter(|(_, text)| is_lane_head(text));
        let lanes_of = |column: usize| {
            let texts = rows.clone().map(|row| grid.cell(row, column));
            texts.filter(|text| is_lane_head(text)).count()
        };
        let down = (0..column.min(HEAD_COLUMNS)).map(lanes_of).max();
        is_lane_head(grid.cell(row, column)) && across.count() >= down.unwrap_or(0)
    })
}
