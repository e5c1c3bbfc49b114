//! Tables with the stages in a column and a lane in each further one.

use super::{
    Block, HEAD_ROWS, HeadCount, LaneHead, LeftOver, Place, Shape, across::is_number, is_lane_head,
};
use crate::{
    exchange::table::{
        grid::Grid,
        meaning::{
            items,
            roles::edge,
            words::{Meaning, folded},
        },
    },
    model::When,
};

/// What the columns of a table are.
struct Columns {
    stage: usize,
    step: Option<usize>,
    persona: Option<usize>,
    /// Neither lanes nor any of these.
    passed_over: Vec<usize>,
}

/// The column of stages, where a row of heads names one.
pub(super) fn stage_column(grid: &Grid, block: &Block, heads: usize) -> Option<usize> {
    let named = |meaning: Meaning| {
        let mut cells = block.cells(grid, heads);
        cells
            .find(|(_, text)| edge(text) == Some(meaning))
            .map(|(column, _)| column)
    };
    named(Meaning::Stage).or_else(|| named(Meaning::Step))
}

/// The row of the heads.
fn head_row(grid: &Grid, block: &Block, lanes: HeadCount) -> usize {
    let wide = || {
        block
            .rows(grid)
            .take(HEAD_ROWS)
            .filter(|row| block.cells(grid, *row).count() > 1)
    };
    let said = wide().find(|row| stage_column(grid, block, *row).is_some());
    match said {
        Some(said) => last_of_corner(grid, block, said),
        None if lanes.lanes > 0 => lanes.at,
        None => wide().next().unwrap_or(block.top),
    }
}

/// The last of the rows from this one on that say the same word for stages and have heads: those before
/// it are groups.
fn last_of_corner(grid: &Grid, block: &Block, first: usize) -> usize {
    let again = (first + 1..=block.bottom).take_while(|row| is_corner_again(grid, block, *row));
    let with_heads = again.filter(|row| block.cells(grid, *row).count() > 1);
    with_heads.last().unwrap_or(first)
}

/// Whether a row has the word for stages where the one above it has it, with others below.
fn is_corner_again(grid: &Grid, block: &Block, row: usize) -> bool {
    let above = row.checked_sub(1).filter(|above| *above >= block.top);
    above.is_some_and(|above| {
        stage_column(grid, block, above).is_some_and(|column| {
            let corner = grid.cell(above, column);
            let is_other = |stage: &str| !stage.is_empty() && stage != corner;
            edge(corner) == Some(Meaning::Stage)
                && grid.cell(row, column) == corner
                && (row + 1..=block.bottom).any(|row| is_other(grid.cell(row, column)))
        })
    })
}

fn columns(grid: &Grid, block: &Block, heads: usize) -> Columns {
    let edges: Vec<(usize, Meaning)> = block
        .cells(grid, heads)
        .filter_map(|(column, text)| Some((column, edge(text)?)))
        .collect();
    let named = |meaning: Meaning| {
        edges
            .iter()
            .find(|(_, edge)| *edge == meaning)
            .map(|(at, _)| *at)
    };
    let below = |column: usize| {
        let rows = (heads + 1..=block.bottom).map(move |row| grid.cell(row, column));
        rows.filter(|text| !text.is_empty())
    };
    let is_numbers = |column: usize| {
        let is_meant =
            edges.contains(&(column, Meaning::Number)) || grid.cell(heads, column).is_empty();
        is_meant && below(column).next().is_some() && below(column).all(is_number)
    };
    let stage = named(Meaning::Stage)
        .or_else(|| named(Meaning::Step))
        .unwrap_or_else(|| {
            let is_other = |column: &usize| {
                is_numbers(*column)
                    || named(Meaning::Persona) == Some(*column)
                    || named(Meaning::Number) == Some(*column)
            };
            let mut columns = block.left..=block.right;
            columns
                .find(|column| !is_other(column))
                .unwrap_or(block.left)
        });
    let is_counted = |column: usize| {
        let counted = below(column).map(|text| text.trim().trim_end_matches('.').parse::<usize>());
        edges.contains(&(column, Meaning::Number))
            && counted.zip(1..).all(|(number, at)| number == Ok(at))
    };
    let passed_over = (block.left..=block.right).filter(|column| {
        let is_id = edges.contains(&(*column, Meaning::Number)) && *column < stage;
        *column != stage
            && (is_id
                || is_numbers(*column) && *column < stage
                || is_counted(*column)
                || edges.contains(&(*column, Meaning::Meta)))
    });
    Columns {
        stage,
        step: named(Meaning::Step).filter(|step| *step != stage),
        persona: named(Meaning::Persona).filter(|persona| *persona != stage),
        passed_over: passed_over.collect(),
    }
}

pub(super) fn shape(grid: &Grid, block: &Block, lanes: HeadCount, said: Option<usize>) -> Shape {
    let heads = said.unwrap_or_else(|| head_row(grid, block, lanes));
    let columns = columns(grid, block, heads);
    let mut shape = Shape {
        head: heads,
        ..Shape::default()
    };
    let groups = group_row(grid, block, heads);
    let mut left = Vec::new();
    shape
        .facts
        .above(grid, block.top..groups.unwrap_or(heads), &mut left);
    shape.left = left;
    grid.cell(heads, columns.stage)
        .clone_into(&mut shape.corner);
    for column in block.left..=block.right {
        let is_other = column == columns.stage
            || Some(column) == columns.step
            || columns.passed_over.contains(&column);
        if is_other {
            pass_over(&mut shape, grid, heads, column);
            continue;
        }
        let group = groups
            .map(|row| grid.whole(row, column))
            .unwrap_or_default();
        shape.lanes.push(LaneHead {
            index: column,
            line: grid.line(heads),
            column,
            title: items::text_of_head(grid.cell(heads, column)),
            group: items::text_of_head(group),
            persona: None,
            when: When::default(),
            is_name: column < columns.stage && columns.persona != Some(column),
            is_persona: columns.persona == Some(column),
        });
    }
    for row in heads + 1..=block.bottom {
        place(&mut shape, grid, block, &columns, heads, row);
    }
    shape
}

/// A column that has no place on a map is told once.
fn pass_over(shape: &mut Shape, grid: &Grid, heads: usize, column: usize) {
    let head = grid.cell(heads, column);
    if edge(head) == Some(Meaning::Meta) {
        shape.left.push(LeftOver {
            line: grid.line(heads),
            column,
            text: head.to_owned(),
            is_about: true,
            ..LeftOver::default()
        });
    }
}

/// A row above the heads whose cells reach over several of them.
fn group_row(grid: &Grid, block: &Block, heads: usize) -> Option<usize> {
    let above = heads.checked_sub(1).filter(|row| *row >= block.top)?;
    let is_over = |column: usize| {
        grid.merged_into(above, column)
            .is_some_and(|(row, first)| row == above && first > block.left)
    };
    let is_group = is_corner_again(grid, block, heads)
        || !grid.is_after_gap(heads)
            && block.cells(grid, above).count() > 0
            && (block.left + 1..=block.right).any(is_over);
    is_group.then_some(above)
}

fn place(
    shape: &mut Shape,
    grid: &Grid,
    block: &Block,
    columns: &Columns,
    heads: usize,
    row: usize,
) {
    let title = items::text_of_head(grid.cell(row, columns.stage));
    let others = block
        .cells(grid, row)
        .filter(|(column, _)| *column != columns.stage && !columns.passed_over.contains(column));
    let others = others.count();
    // The heads once more, as below a page's end; or their word for stages alone.
    let is_again = others > 0 && block.cells(grid, row).eq(block.cells(grid, heads));
    if is_again && !title.is_empty() || others == 0 && is_corner_again(grid, block, row) {
        return;
    }
    if others == 0 {
        let is_apart = (heads + 1..=row).any(|row| grid.is_after_gap(row));
        let texts: Vec<&str> = block.cells(grid, row).map(|(_, text)| text).collect();
        if title.is_empty() || is_apart || texts.is_empty() || is_note(&title) {
            if !texts.is_empty() && !texts.iter().all(|text| is_number(text)) {
                shape.left.push(LeftOver {
                    line: grid.line(row),
                    column: columns.stage,
                    text: texts.join(" "),
                    ..LeftOver::default()
                });
            }
            return;
        }
    }
    let last = shape.places.last().map(|place| (place.stage, place.step));
    let stage = match last {
        Some((stage, _)) if title.is_empty() => stage,
        _ => {
            let key = folded(&title);
            shape.stage(&title, |_, known| folded(&known.title) == key)
        }
    };
    let step = columns
        .step
        .map(|column| grid.cell(row, column))
        .unwrap_or_default();
    let step = items::text_of_head(step);
    let is_merged = columns
        .step
        .is_some_and(|column| grid.merged_into(row, column).is_some());
    let step = match (step.is_empty(), last) {
        (false, _) => Some(shape.step(stage, &step)),
        (true, Some((before, step))) if before == stage && is_merged => step,
        _ => None,
    };
    shape.places.push(Place {
        index: row,
        stage,
        step,
        persona: None,
    });
}

/// Whether a text that stands alone in its row is no stage.
fn is_note(text: &str) -> bool {
    use crate::exchange::table::meaning::words::{says, words};
    says(text, &[Meaning::Legend, Meaning::Source]) && !is_lane_head(text) || words(text).len() > 12
}
