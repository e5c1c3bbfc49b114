//! How a table lies: where its stages, steps and lanes stand, and what stands around them.

mod across;
mod block;
mod down;
mod facts;

use super::{
    grid::Grid,
    heads::names_stage,
    meaning::{
        roles::{edge, is_lane},
        words::{Meaning, words},
    },
    options::{ReadOptions, Stages},
};
use crate::model::{LineKind, When};
use block::Block;
pub(super) use facts::{Facts, NamedPersona, fact, named};

/// A text of a table that is no part of what was read as the journey.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct LeftOver {
    pub line: usize,
    pub column: usize,
    pub text: String,
    /// It is only told: when something was edited, who made it.
    pub is_about: bool,
    /// By its index, where it belongs to one.
    pub stage: usize,
}

/// A stage with its steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct StageHead {
    pub title: String,
    pub steps: Vec<String>,
}

/// A column of cells across the journey; a row of the table where the stages stand down.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// In the table.
    pub index: usize,
    pub stage: usize,
    pub step: Option<usize>,
    pub persona: Option<String>,
}

/// A row of cells along the journey; a column of the table where the stages stand down.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LaneHead {
    /// In the table.
    pub index: usize,
    pub line: usize,
    pub column: usize,
    pub title: String,
    /// What several lanes have in common.
    pub group: String,
    pub persona: Option<String>,
    pub when: When,
    /// It stands before the column of stages: what each moment is called.
    pub is_name: bool,
    /// It says whose the cells are.
    pub is_persona: bool,
}

/// A table as a journey.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub is_down: bool,
    /// The row of heads.
    pub head: usize,
    pub corner: String,
    pub stages: Vec<StageHead>,
    pub places: Vec<Place>,
    pub lanes: Vec<LaneHead>,
    pub facts: Facts,
    pub left: Vec<LeftOver>,
    /// Lines of a service blueprint, with the lane of this shape that they stand above.
    pub lines: Vec<(LineKind, usize)>,
}

impl Shape {
    /// Line, column and text of a cell.
    pub(super) fn cell<'g>(
        &self,
        grid: &'g Grid,
        lane: &LaneHead,
        place: &Place,
    ) -> (usize, usize, &'g str) {
        let (row, column) = if self.is_down {
            (place.index, lane.index)
        } else {
            (lane.index, place.index)
        };
        (grid.line(row), column, grid.cell(row, column))
    }

    /// The text of a cell, that of the one which it is merged into.
    pub(super) fn whole<'g>(&self, grid: &'g Grid, lane: &LaneHead, place: &Place) -> &'g str {
        if self.is_down {
            grid.whole(place.index, lane.index)
        } else {
            grid.whole(lane.index, place.index)
        }
    }

    /// The stage of a title, made where there is none.
    fn stage(&mut self, title: &str, is_known: impl Fn(usize, &StageHead) -> bool) -> usize {
        let known = self.stages.iter().enumerate();
        let known = known.rev().find(|(at, stage)| is_known(*at, stage));
        known.map(|(at, _)| at).unwrap_or_else(|| {
            self.stages.push(StageHead {
                title: title.to_owned(),
                steps: Vec::new(),
            });
            self.stages.len() - 1
        })
    }

    /// The step of a title in a stage, made where there is none.
    fn step(&mut self, stage: usize, title: &str) -> usize {
        let steps = &mut self.stages[stage].steps;
        let known = steps.iter().position(|step| step == title);
        known.unwrap_or_else(|| {
            steps.push(title.to_owned());
            steps.len() - 1
        })
    }
}

/// How many rows and columns may hold heads.
pub(super) const HEAD_ROWS: usize = 24;
const HEAD_COLUMNS: usize = 6;
/// No head is longer, in words.
const LONG_HEAD: usize = 9;

/// Whether a text reads like the head of a row of a journey.
fn is_lane_head(text: &str) -> bool {
    is_lane(text) && words(text).len() <= LONG_HEAD
}

/// What is known of a row or column of heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct HeadCount {
    lanes: usize,
    at: usize,
}

fn most(counts: impl Iterator<Item = HeadCount>) -> HeadCount {
    let better = |a: HeadCount, b: HeadCount| if b.lanes > a.lanes { b } else { a };
    counts.reduce(better).unwrap_or_default()
}

/// The column (row) that names the most lanes.
fn lane_column(grid: &Grid, block: &Block) -> HeadCount {
    let columns = (block.left..=block.right).take(HEAD_COLUMNS);
    most(columns.map(|at| {
        let rows = block.rows(grid);
        let lanes = rows.filter(|row| is_lane_head(grid.cell(*row, at))).count();
        HeadCount { lanes, at }
    }))
}

fn lane_row(grid: &Grid, block: &Block) -> HeadCount {
    let rows = block.rows(grid).take(HEAD_ROWS);
    most(rows.map(|at| {
        let cells = block.cells(grid, at);
        let lanes = cells.filter(|(_, text)| is_lane_head(text)).count();
        HeadCount { lanes, at }
    }))
}

/// Finds the journey in a table. `options` say what is guessed otherwise.
pub(super) fn shape(grid: &Grid, options: &ReadOptions) -> Shape {
    let block = Block::of(grid);
    let (column, row) = (lane_column(grid, &block), lane_row(grid, &block));
    let stages = match options.stages {
        Stages::Guess => grid.stages,
        said => said,
    };
    let is_down = match stages {
        Stages::Across => false,
        Stages::Down => true,
        Stages::Guess => is_down(grid, &block, column, row),
    };
    let said = options.head.and_then(|line| {
        let mut rows = block.rows(grid);
        rows.find(|row| grid.line(*row) >= line)
    });
    let mut shape = if is_down {
        down::shape(grid, &block, row, said)
    } else {
        across::shape(grid, &block, column, said)
    };
    shape.is_down = is_down;
    shape.left.extend(block.aside(grid));
    shape.left.sort_by_key(|left| (left.line, left.column));
    shape
}

fn is_down(grid: &Grid, block: &Block, column: HeadCount, row: HeadCount) -> bool {
    let is_edge = |text: &str| matches!(edge(text), Some(Meaning::Stage | Meaning::Step));
    let named = |texts: &mut dyn Iterator<Item = &str>| {
        texts
            .filter(|text| names_stage(text) && !is_edge(text))
            .count()
    };
    // Where the two cross, a head counts once.
    let crosses = usize::from(is_lane_head(grid.cell(row.at, column.at)));
    let (mut across, mut down) = (column.lanes, row.lanes);
    if across < down {
        across = across.saturating_sub(crosses);
    } else if down < across {
        down = down.saturating_sub(crosses);
    }
    // Lanes have the word for stages above or left of them.
    let mut below = block.rows(grid).map(|at| grid.cell(at, column.at));
    across += usize::from(below.any(is_edge));
    down += usize::from(block.cells(grid, row.at).any(|(_, text)| is_edge(text)));

    let head = across::head_row(grid, block, column).filter(|_| column.lanes > 0);
    let mut along = block
        .cells(grid, head.unwrap_or(block.top))
        .map(|(_, text)| text);
    across += named(&mut along);
    let stages = down::stage_column(grid, block, row.at).unwrap_or(block.left);
    let rows = block.rows(grid).filter(|at| *at > row.at);
    down += named(&mut rows.map(|at| grid.cell(at, stages)));
    down > across
}

/// Whether a table holds a journey for sure: a column or row of stages, or a lane.
pub(in crate::exchange) fn is_journey(grid: &Grid) -> bool {
    let block = Block::of(grid);
    if block.right <= block.left {
        return false;
    }
    let (column, row) = (lane_column(grid, &block), lane_row(grid, &block));
    let has_stages = block.rows(grid).take(HEAD_ROWS).any(|at| {
        let cells: Vec<_> = block.cells(grid, at).collect();
        cells.len() > 1
            && cells
                .iter()
                .any(|(_, text)| edge(text) == Some(Meaning::Stage))
    });
    let is_wide = |at: usize| block.cells(grid, at).count() > 1;
    let lanes = row.lanes.max(column.lanes);
    // One word of many meanings makes no journey: "Owner | CX team".
    has_stages
        || lanes > 1
        || lanes == 1
            && block.rows(grid).filter(|at| is_wide(*at)).count() > 1
            && block
                .rows(grid)
                .any(|at| block.cells(grid, at).any(|(_, text)| names_stage(text)))
}
