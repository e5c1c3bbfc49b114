//! A journey on its way from records into a grid: a row for each stage, or for each of its steps.

use super::{
    cells::is_figure,
    data::{Data, Item},
    names,
};
use crate::{
    exchange::{
        error::{ExchangeError, ExchangeErrorKind},
        table::{grid::Grid, meaning::words::folded, options::Stages},
    },
    words::number,
};

/// Of rows times columns.
const MOST_PLACES: usize = 200_000;

/// A moment of a journey.
#[derive(Debug, Default)]
pub(super) struct RecordRow {
    pub line: usize,
    /// By which it is referred to.
    pub id: String,
    pub stage: String,
    pub step: String,
    pub persona: String,
    /// By the index of their column.
    pub cells: Vec<(usize, String)>,
}

/// The rows of a journey and the heads of their columns.
#[derive(Debug, Default)]
pub(super) struct RecordSheet {
    heads: Vec<String>,
    keys: std::collections::HashMap<String, usize>,
    pub rows: Vec<RecordRow>,
}

impl RecordSheet {
    /// The column of a head, made where there is none.
    fn column(&mut self, head: &str) -> usize {
        let next = self.heads.len();
        let at = *self.keys.entry(folded(head)).or_insert(next);
        if at == next {
            self.heads.push(head.to_owned());
        }
        at
    }

    /// Says something in a row; more in one cell is a list.
    pub(super) fn say(&mut self, row: usize, head: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let column = self.column(head);
        let cells = &mut self.rows[row].cells;
        match cells.iter_mut().find(|(at, _)| *at == column) {
            None => cells.push((column, text.to_owned())),
            Some((_, known)) => {
                let listed = |text: &str| match text.starts_with("• ") {
                    true => text.to_owned(),
                    false => format!("• {}", super::cells::one_line(text)),
                };
                *known = format!("{}\n{}", listed(known), listed(text));
            }
        }
    }

    /// Figures in one column and words for the same feelings in another one are one.
    fn join_feelings(&mut self) {
        let feelings = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let columns = 0..self.heads.len();
            let of_it = columns.filter(|at| names::is_feeling(&self.heads[*at]));
            let filled = of_it.filter(|at| {
                let mut cells = self.cells_of(*at).peekable();
                cells.peek().is_some() && cells.all(is_it)
            });
            filled.collect()
        };
        let is_word = |text: &str| number(text).is_none() && text.split_whitespace().count() < 6;
        let figures = feelings(&|text| number(text).is_some());
        let words = feelings(&is_word);
        let ([figures], [words]) = (&figures[..], &words[..]) else {
            return;
        };
        let (figures, words) = (*figures, *words);
        for row in &mut self.rows {
            let Some(at) = row.cells.iter().position(|(column, _)| *column == words) else {
                continue;
            };
            let (_, word) = row.cells.remove(at);
            match row.cells.iter_mut().find(|(column, _)| *column == figures) {
                Some((_, figure)) => *figure = format!("{figure}\n{word}"),
                None => row.cells.push((figures, word)),
            }
        }
    }

    fn cells_of(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells
            .filter(move |(at, _)| *at == column)
            .map(|(_, text)| text.as_str())
    }

    /// # Errors
    /// Where it has more cells than are read.
    pub(super) fn grid(mut self, line: usize) -> Result<Grid, ExchangeError> {
        self.join_feelings();
        let has_steps = self.rows.iter().any(|row| !row.step.is_empty());
        let has_personas = self.rows.iter().any(|row| !row.persona.is_empty());
        let is_used = |at: usize| self.cells_of(at).next().is_some();
        let used: Vec<usize> = (0..self.heads.len()).filter(|at| is_used(*at)).collect();
        if used.len().saturating_mul(self.rows.len()) > MOST_PLACES {
            let (column, kind) = (1, ExchangeErrorKind::LargeTable);
            return Err(ExchangeError { line, column, kind });
        }
        let mut grid = Grid::drawn();
        grid.stages = Stages::Down;
        let firsts = |stage: &'static str, step: &'static str, persona: &'static str| {
            let others = [(has_steps, step), (has_personas, persona)];
            let others = others.into_iter().filter(|(is_there, _)| *is_there);
            [stage]
                .into_iter()
                .chain(others.map(|(_, head)| head))
                .collect::<Vec<_>>()
        };
        let heads = used.iter().map(|at| self.heads[*at].as_str());
        grid.push(
            line,
            false,
            firsts("Stage", "Step", "Persona").into_iter().chain(heads),
        );
        for row in &self.rows {
            let others = [(has_steps, &row.step), (has_personas, &row.persona)];
            let others = others.into_iter().filter(|(is_there, _)| *is_there);
            let mut cells = vec![row.stage.as_str()];
            cells.extend(others.map(|(_, text)| text.as_str()));
            cells.extend(used.iter().map(|at| {
                let cell = row.cells.iter().find(|(column, _)| column == at);
                cell.map_or("", |(_, text)| text)
            }));
            grid.push(row.line, false, cells);
        }
        Ok(grid)
    }
}

/// What a record says field by field, each with the head of its column: fields within fields, and
/// figures by their names.
pub(super) fn said<'i>(
    fields: &'i [(String, Item)],
    above: &str,
    say: &mut dyn FnMut(&str, &'i Item),
) {
    for (name, item) in fields {
        if names::is_mark(name) {
            continue;
        }
        let head = names::head(name);
        let is_lane = names::is_lane_name(name);
        let of_lane = match above {
            "" => head.clone(),
            above => format!("{above} – {}", name.trim()),
        };
        match &item.data {
            Data::Record(within) if is_parted(name, within) => {
                let above = if is_lane && !names::is_figures(name) {
                    &*head
                } else {
                    ""
                };
                said(within, above, say);
            }
            Data::List(items) if names::is_figures(name) && items.iter().all(is_named_figure) => {
                for item in items {
                    let called = item.fields().iter().find(|(name, item)| {
                        names::called(name).is_some_and(|rank| rank < 3) && item.text().is_some()
                    });
                    let figure = item.fields().iter().find(|(_, item)| is_figure(item));
                    if let (Some((_, called)), Some((_, figure))) = (called, figure) {
                        say(&names::head(called.text().unwrap_or_default()), figure);
                    }
                }
            }
            _ => say(&of_lane, item),
        }
    }
}

fn is_named_figure(item: &Item) -> bool {
    let fields = || item.fields().iter();
    fields().any(|(name, item)| names::called(name).is_some() && item.text().is_some())
        && fields().any(|(_, item)| is_figure(item))
}

/// Whether a record is several lanes, not a thing.
fn is_parted(name: &str, within: &[(String, Item)]) -> bool {
    let is_word = |(name, _): &(String, Item)| {
        names::called(name).is_some() || names::is_level(name) || names::is_mark(name)
    };
    let is_thing = within.is_empty() || within.iter().any(is_word);
    if names::is_figures(name) {
        return !is_thing || within.iter().all(|(_, item)| is_figure(item));
    }
    if names::is_lane_name(name) {
        return !is_thing && !within.iter().any(|(name, _)| names::is_feeling(name));
    }
    within.iter().any(|(name, _)| names::is_lane_name(name))
}
