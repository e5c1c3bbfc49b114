//! What a table holds: our own format, a journey as people draw it, or answers of a survey.

use std::collections::HashSet;

use super::{
    cells::{is_own_head, unsafe_again},
    heads::{self, has},
    stickies,
};
use crate::{
    model::Map,
    survey::{
        Table,
        heads::{ASKED, COMMENT, SCORE, STAGE},
    },
    words::number,
};

/// What a table seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// A map in our own format: nothing is to be asked.
    OwnMap,
    /// Stages one way, lanes the other.
    Journey,
    /// A row for each answer.
    Answers,
}

/// Scores of surveys are no further from zero than this.
const FAR: f64 = 100.0;
/// So many rows nobody draws a lane for.
const MANY_ROWS: usize = 25;
/// What is looked at of a long table.
const LOOKED_AT: usize = 2_000;

/// Tells by the content: heads, repeated stages, numbers and dates speak for a survey, heads that
/// name lanes and cells of whole sentences for a journey. `map` is the one whose stages the answers
/// would be about.
pub fn tell(table: &Table, map: Option<&Map>) -> Holds {
    if is_own_head(&table.heads) {
        return Holds::OwnMap;
    }
    if stickies::is_list(&table.heads) {
        return Holds::Journey;
    }
    let look = TableSample::new(table, map);
    // Without scores there is nothing that could be taken as answers.
    if look.has_scores() && look.for_answers() > look.for_journey() {
        Holds::Answers
    } else {
        Holds::Journey
    }
}

struct ColumnSample<'a> {
    head: &'a str,
    /// The cells that are filled.
    cells: Vec<&'a str>,
}

impl<'a> ColumnSample<'a> {
    fn is_mostly(&self, is_it: impl Fn(&str) -> bool) -> bool {
        let count = self.cells.iter().filter(|cell| is_it(cell)).count();
        count > 0 && 5 * count >= 4 * self.cells.len()
    }

    fn repeats(&self) -> bool {
        let different: HashSet<&str> = self.cells.iter().copied().collect();
        different.len() < self.cells.len()
    }
}

struct TableSample<'a> {
    columns: Vec<ColumnSample<'a>>,
    row_count: usize,
    /// The titles of the stages of the map.
    stages: HashSet<String>,
}

impl<'a> TableSample<'a> {
    fn new(table: &'a Table, map: Option<&Map>) -> Self {
        let column = |(at, head): (usize, &'a String)| {
            let rows = table.rows().take(LOOKED_AT);
            let cells = rows.filter_map(|row| row.cell(at));
            let cells = cells.map(|cell| unsafe_again(cell).trim());
            ColumnSample {
                head: unsafe_again(head).trim(),
                cells: cells.filter(|cell| !cell.is_empty()).collect(),
            }
        };
        let stages = map.map_or(&[][..], |map| &map.stages);
        Self {
            columns: table.heads.iter().enumerate().map(column).collect(),
            row_count: table.rows().len(),
            stages: stages
                .iter()
                .map(|stage| stage.title.trim().to_lowercase())
                .collect(),
        }
    }

    fn has_scores(&self) -> bool {
        let is_scores = |column: &ColumnSample<'_>| column.is_mostly(is_score);
        self.columns.iter().any(is_scores)
    }

    fn is_stage(&self, text: &str) -> bool {
        self.stages.contains(&text.to_lowercase()) || has(text, &heads::STAGES)
    }

    /// Where the stages of answers would stand, one a row.
    fn stage_column(&self) -> Option<&ColumnSample<'a>> {
        let named = |column: &&ColumnSample<'_>| has(column.head, &STAGE);
        let known = |column: &&ColumnSample<'_>| column.is_mostly(|cell| self.is_stage(cell));
        let mut columns = self.columns.iter();
        columns.clone().find(named).or_else(|| columns.find(known))
    }

    fn for_answers(&self) -> usize {
        let names = |words: &[&str]| self.columns.iter().any(|column| has(column.head, words));
        let about = |words: &[&str]| {
            let columns = self.columns.iter();
            columns.filter(|column| has(column.head, words)).count()
        };
        let cells = || self.columns.iter().flat_map(|column| &column.cells);
        let plain = cells()
            .filter(|cell| is_score(cell) || is_date(cell))
            .count();
        let points = [
            (names(&STAGE) && names(&SCORE), 2),
            (self.stage_column().is_some_and(ColumnSample::repeats), 3),
            (2 * plain >= cells().count(), 2),
            (
                self.columns.iter().any(|column| column.is_mostly(is_date)),
                2,
            ),
            (self.row_count > MANY_ROWS, 2),
        ];
        let points: usize = points
            .iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, n)| n)
            .sum();
        points + about(&ASKED).min(2) + about(&COMMENT).min(1)
    }

    fn for_journey(&self) -> usize {
        let is_of_survey = |head: &str| {
            [&STAGE, &SCORE, &COMMENT, &ASKED]
                .iter()
                .any(|words| has(head, words))
        };
        let across = self.columns.iter().map(|column| column.head);
        let across = across
            .filter(|head| heads::is_lane(head) && !is_of_survey(head) && !self.is_stage(head))
            .count();
        let down = self.columns.first().filter(|column| !column.repeats());
        let down = down.map_or(0, |column| {
            let heads = column.cells.iter();
            heads
                .filter(|head| heads::is_lane(head) && !self.is_stage(head))
                .count()
        });
        // What is said in a comment is not what a journey says.
        let others = self
            .columns
            .iter()
            .filter(|column| !has(column.head, &COMMENT));
        let cells = others.flat_map(|column| &column.cells);
        let (told, all) = cells.fold((0, 0), |(told, all), cell| {
            (told + usize::from(is_told(cell)), all + 1)
        });
        2 * across.max(down).min(4) + if 3 * told >= all { 2 } else { 0 }
    }
}

fn is_score(text: &str) -> bool {
    number(text).is_some_and(|value| value.abs() <= FAR)
}

/// Three numbers with the same mark between them: "2026-03-01", "1/3/26 10:20".
fn is_date(text: &str) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = day.split(*mark).collect();
        let is_part =
            |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_part)
    })
}

/// More than a name or a figure: something is told.
fn is_told(text: &str) -> bool {
    text.contains('\n') || text.split_whitespace().count() > 2
}

#[cfg(test)]
mod tests;
