//! Tables with the stages in a row and a lane in each further one.

use super::{Block, HEAD_ROWS, HeadCount, LaneHead, LeftOver, Place, Shape, is_lane_head};
use crate::{
    exchange::table::{
        grid::Grid,
        meaning::{
            items,
            roles::{edge, line_called},
            words::{Meaning, says, words},
        },
    },
    model::When,
};

/// Where the heads of a table stand.
struct Heads {
    /// The column of the lanes' titles.
    titles: usize,
    stages: usize,
    steps: Option<usize>,
    /// The first row below the heads.
    first: usize,
    /// The last row with cells beside its title, and the first one below an empty row.
    last: usize,
    gap: Option<usize>,
}

/// What a row says of itself left of the stages.
fn label<'g>(grid: &'g Grid, block: &Block, titles: usize, row: usize) -> Option<(usize, &'g str)> {
    let cells = block
        .cells(grid, row)
        .filter(|(column, _)| *column <= titles);
    cells.last()
}

fn has_cells(grid: &Grid, block: &Block, titles: usize, row: usize) -> bool {
    block.cells(grid, row).any(|(column, _)| column > titles)
}

/// The row of the stages: one that says so, else the last one above the first lane.
pub(super) fn head_row(grid: &Grid, block: &Block, lanes: HeadCount) -> Option<usize> {
    let titles = lanes.at;
    let says = |row: &usize, meaning: Meaning| {
        let label = label(grid, block, titles, *row);
        label.is_some_and(|(_, text)| edge(text) == Some(meaning))
            && has_cells(grid, block, titles, *row)
    };
    let rows = || block.rows(grid).take(HEAD_ROWS);
    let said = rows().find(|row| says(row, Meaning::Stage));
    said.or_else(|| {
        let step = rows().find(|row| says(row, Meaning::Step))?;
        Some(above(grid, block, titles, step).unwrap_or(step))
    })
    .or_else(|| {
        let is_lane = |row: &usize| {
            is_lane_head(grid.cell(*row, titles)) && has_cells(grid, block, titles, *row)
        };
        let first = rows().find(is_lane).filter(|_| lanes.lanes > 0);
        let end = first.unwrap_or(usize::MAX);
        let width = |row: usize| {
            let cells = block.cells(grid, row);
            cells.filter(|(column, _)| *column > titles).count()
        };
        // Lines above a table are narrower; rows without a head are not wider.
        let heads = rows().filter(|row| *row < end && width(*row) > 0);
        let widest = heads.reduce(|best, row| if width(row) > width(best) { row } else { best })?;
        Some(above(grid, block, titles, widest).unwrap_or(widest))
    })
}

/// The row right above one of steps, where it has stages that reach over several of them.
fn above(grid: &Grid, block: &Block, titles: usize, row: usize) -> Option<usize> {
    let above = row.checked_sub(1).filter(|above| *above >= block.top)?;
    let label = label(grid, block, titles, above);
    let is_open = label.is_none_or(|(_, text)| {
        matches!(edge(text), Some(Meaning::Stage)) || grid.merged_into(row, titles).is_some()
    });
    let count = |row: usize| {
        block
            .cells(grid, row)
            .filter(|(column, _)| *column > titles)
            .count()
    };
    let is_over = count(above) > 0 && count(above) < count(row);
    (is_open && is_over && !grid.is_after_gap(row)).then_some(above)
}

fn heads(grid: &Grid, block: &Block, lanes: HeadCount, said: Option<usize>) -> Heads {
    let titles = if lanes.lanes > 0 {
        lanes.at
    } else {
        first_of_texts(grid, block)
    };
    let lanes = HeadCount {
        at: titles,
        ..lanes
    };
    let guessed = || head_row(grid, block, lanes);
    let stages = said.or_else(guessed).unwrap_or(block.top);
    let titles = last_of_corner(grid, block, stages, titles);
    let next = stages + 1;
    let label_of_next = label(grid, block, titles, next).map(|(_, text)| text);
    let is_steps = match label_of_next {
        Some(text) => edge(text) == Some(Meaning::Step),
        // Without a word for it: it has more heads than the stages, and lanes follow.
        None => next <= block.bottom && above(grid, block, titles, next) == Some(stages),
    };
    let steps = (is_steps && has_cells(grid, block, titles, next)).then_some(next);
    let first = steps.unwrap_or(stages) + 1;
    let mut rows = (first..=block.bottom).rev();
    Heads {
        titles,
        stages,
        steps,
        first,
        last: rows
            .find(|row| has_cells(grid, block, titles, *row))
            .unwrap_or(first),
        gap: (first..=block.bottom).find(|row| grid.is_after_gap(*row)),
    }
}

/// The column of the lanes' titles where the word for stages stands in several heads before them: the
/// last of these with a text below, for what stands left of it are groups.
fn last_of_corner(grid: &Grid, block: &Block, stages: usize, titles: usize) -> usize {
    let again = (titles + 1..=block.right)
        .take_while(|column| is_corner_again(grid, block, stages, titles, *column));
    let with_text = again.filter(|column| has_text_below(grid, block, stages + 1, *column));
    with_text.last().unwrap_or(titles)
}

/// Whether a head says the word for stages that the corner says, with others behind it.
fn is_corner_again(
    grid: &Grid,
    block: &Block,
    stages: usize,
    titles: usize,
    column: usize,
) -> bool {
    let corner = grid.cell(stages, titles);
    let is_other = |head: &str| !head.is_empty() && head != corner;
    edge(corner) == Some(Meaning::Stage)
        && grid.cell(stages, column) == corner
        && (column + 1..=block.right).any(|column| is_other(grid.cell(stages, column)))
}

fn has_text_below(grid: &Grid, block: &Block, first: usize, column: usize) -> bool {
    (first..=block.bottom).any(|row| !grid.cell(row, column).is_empty())
}

/// The first column that is not one of numbers, or of groups that are merged.
fn first_of_texts(grid: &Grid, block: &Block) -> usize {
    let is_numbers = |column: usize| {
        let texts = block.rows(grid).map(|row| grid.cell(row, column));
        let mut texts = texts.filter(|text| !text.is_empty()).peekable();
        let has_any = texts.peek().is_some();
        has_any && texts.all(|text| edge(text) == Some(Meaning::Number) || is_number(text))
    };
    let is_group = |column: usize| {
        let is_merged = |row: usize| {
            grid.merged_into(row, column)
                .is_some_and(|(_, first)| first == column)
        };
        block
            .rows(grid)
            .any(|row| is_merged(row) && !grid.cell(row, column + 1).is_empty())
    };
    let mut columns = block.left..block.right;
    let found = columns.find(|column| !is_numbers(*column) && !is_group(*column));
    found.unwrap_or(block.left)
}

/// Whether a text is a number by which rows are counted.
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim().trim_matches(['.', ')', '(', '#']);
    !bare.is_empty() && bare.len() < 8 && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

pub(super) fn shape(grid: &Grid, block: &Block, lanes: HeadCount, said: Option<usize>) -> Shape {
    let heads = heads(grid, block, lanes, said);
    let mut shape = Shape {
        head: heads.stages,
        ..Shape::default()
    };
    let mut left = Vec::new();
    // Above the stages whose they are, a name for each.
    let people = heads.stages.checked_sub(1).filter(|row| {
        let label = label(grid, block, heads.titles, *row);
        let count = block
            .cells(grid, *row)
            .filter(|(at, _)| *at > heads.titles)
            .count();
        *row >= block.top
            && count > 1
            && label.is_some_and(|(_, text)| edge(text) == Some(Meaning::Persona))
    });
    shape
        .facts
        .above(grid, block.top..people.unwrap_or(heads.stages), &mut left);
    shape.left = left;
    if let Some((_, corner)) = label(grid, block, heads.titles, heads.stages) {
        corner.clone_into(&mut shape.corner);
    }
    places(&mut shape, grid, block, &heads, people);
    let mut group = Group::default();
    for row in heads.first..=block.bottom {
        lane(&mut shape, grid, block, &heads, row, &mut group);
    }
    shape
}

/// The columns of stages, and of steps.
fn places(shape: &mut Shape, grid: &Grid, block: &Block, heads: &Heads, people: Option<usize>) {
    let has_content = |column: usize| has_text_below(grid, block, heads.first, column);
    let mut last: Option<(usize, Option<usize>)> = None;
    let is_corner = |column: &usize| {
        is_corner_again(grid, block, heads.stages, heads.titles, *column) && !has_content(*column)
    };
    for column in (heads.titles + 1..=block.right).skip_while(is_corner) {
        let title = items::text_of_head(grid.cell(heads.stages, column));
        let is_merged = grid
            .merged_into(heads.stages, column)
            .is_some_and(|(_, first)| first > heads.titles);
        let step = heads
            .steps
            .map(|row| grid.cell(row, column))
            .unwrap_or_default();
        let step = items::text_of_head(step);
        let stage = match last {
            // Merged cells leave heads empty that belong to the one before, and nothing at all at
            // the end.
            Some((stage, _)) if is_merged || title.is_empty() => {
                if !is_merged && step.is_empty() && !has_content(column) {
                    continue;
                }
                stage
            }
            Some((stage, _)) if shape.stages[stage].title == title => stage,
            None if title.is_empty() && step.is_empty() && !has_content(column) => continue,
            // The stages of several people come again.
            _ => shape.stage(&title, |_, known| people.is_some() && known.title == title),
        };
        let is_same_stage = last.is_some_and(|(before, _)| before == stage);
        let step = if step.is_empty() {
            last.filter(|_| is_same_stage).and_then(|(_, step)| step)
        } else {
            Some(shape.step(stage, &step))
        };
        last = Some((stage, step));
        shape.places.push(Place {
            index: column,
            stage,
            step,
            persona: people
                .map(|row| grid.whole(row, column).to_owned())
                .filter(|name| !name.is_empty()),
        });
    }
}

fn lane(
    shape: &mut Shape,
    grid: &Grid,
    block: &Block,
    heads: &Heads,
    row: usize,
    group: &mut Group,
) {
    let cells = || {
        block
            .cells(grid, row)
            .filter(|(column, _)| *column > heads.titles)
    };
    let title = grid.cell(row, heads.titles);
    let edge = edge(title);
    if edge == Some(Meaning::Number) && cells().all(|(_, text)| is_number(text)) {
        return;
    }
    if let Some(kind) = line_called(title).filter(|_| cells().next().is_none()) {
        shape.lines.push((kind, shape.lanes.len()));
        return;
    }
    let is_first = shape.lanes.iter().all(|lane| lane.is_persona);
    let is_persona = edge == Some(Meaning::Persona) && is_first && cells().next().is_some();
    if is_foot_note(grid, block, heads, row) {
        let texts: Vec<&str> = block.cells(grid, row).map(|(_, text)| text).collect();
        if !texts.is_empty() {
            shape.left.push(LeftOver {
                line: grid.line(row),
                column: block.left,
                text: texts.join(" "),
                ..LeftOver::default()
            });
        }
        return;
    }
    let before = group.take(grid, block, heads, row);
    // A head of its own that stands in the column of groups.
    let is_wide = title.is_empty() && grid.merged_into(row, heads.titles).is_some();
    let alone = before.filter(|_| is_wide);
    shape.lanes.push(LaneHead {
        index: row,
        line: grid.line(row),
        column: heads.titles,
        title: items::text_of_head(alone.as_deref().unwrap_or(title)),
        group: if alone.is_some() {
            String::new()
        } else {
            group.name.clone()
        },
        persona: group.persona.clone(),
        when: When::default(),
        is_name: false,
        is_persona,
    });
}

/// What the rows of several lanes have in common, told once left of them.
#[derive(Debug, Default)]
struct Group {
    name: String,
    persona: Option<String>,
}

impl Group {
    /// What stands left of the titles in a row; that of a column of personas is whose the rows are.
    fn take(&mut self, grid: &Grid, block: &Block, heads: &Heads, row: usize) -> Option<String> {
        let mut last = None;
        for column in block.left..heads.titles {
            let text = grid.cell(row, column);
            if text.is_empty() || is_number(text) {
                continue;
            }
            let text = items::text_of_head(text);
            if edge(grid.cell(heads.stages, column)) == Some(Meaning::Persona) {
                self.persona = Some(text);
            } else {
                self.name.clone_from(&text);
                last = Some(text);
            }
        }
        last
    }
}

/// Whether a row below the table belongs to it no more.
fn is_foot_note(grid: &Grid, block: &Block, heads: &Heads, row: usize) -> bool {
    if has_cells(grid, block, heads.titles, row) {
        return false;
    }
    let Some((_, text)) = label(grid, block, heads.titles, row) else {
        return true;
    };
    let is_about = says(text, &[Meaning::Legend, Meaning::Source]) && !is_lane_head(text);
    let is_apart = heads.gap.is_some_and(|gap| gap <= row) && row > heads.last;
    let is_head = is_lane_head(text) && words(text).len() < 5 && !text.contains([':', '：']);
    is_about || is_apart && !is_head || text.contains(['*', '†']) && words(text).len() > 5
}
