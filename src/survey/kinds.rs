//! What the columns of a table of answers are for, by their heads and by what stands in them.

use std::collections::BTreeSet;

use super::{
    dates::DateOrder,
    layout::AnswerTable,
    reading::{graded, is_silent},
    words::{Saying, folded, scale_of, usual_place},
};
use crate::{model::MetricKind, words::number};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ColumnKind {
    /// Of the tool or of the person: ids, addresses, networks.
    Nothing,
    /// The lower, the more it says when the answer was given.
    Date(u8),
    Persona,
    /// Names of stages, one a row.
    Stage,
    Score,
    /// A figure of the whole journey.
    Metric(MetricKind),
    Comment,
    /// One of a few answers.
    Choice,
}

/// A column with what was found in it.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// As it is read.
    pub head: String,
    pub folded: String,
    pub kind: ColumnKind,
    /// How many cells say something.
    pub filled: usize,
    /// Answers in words, folded; none where there are too many.
    pub words: BTreeSet<String>,
    /// The least and the greatest figure.
    pub range: Option<(f64, f64)>,
}

/// What is looked at of a long table.
const LOOKED_AT: usize = 2_000;
/// Scores of surveys are no further from zero than this.
const FAR: f64 = 100.0;
/// So many different answers in words nobody offers.
const MOST_WORDS: usize = 24;

pub(super) fn columns(table: &AnswerTable) -> Vec<Column> {
    (0..table.heads.len())
        .map(|at| Column::of(table, at))
        .collect()
}

impl Column {
    fn of(table: &AnswerTable, at: usize) -> Self {
        let head = table.heads[at].clone();
        let mut column = Self {
            folded: folded(&head),
            head,
            kind: ColumnKind::Nothing,
            filled: 0,
            words: BTreeSet::new(),
            range: None,
        };
        let (mut dates, mut figures, mut words, mut letters) = (0, 0, 0, 0);
        let mut addresses = 0;
        let mut different = BTreeSet::new();
        for row in table.rows().take(LOOKED_AT) {
            let cell = table.cell(row, at);
            if is_silent(cell) {
                continue;
            }
            column.filled += 1;
            let is_web = cell.starts_with("http://") || cell.starts_with("https://");
            let is_mail = cell.contains('@') && !cell.contains(' ');
            addresses += usize::from(is_web || is_mail);
            letters += cell.len();
            if different.len() < 200 {
                different.insert(cell);
            }
            let figure = number(cell).or_else(|| graded(cell));
            if DateOrder::default().read(cell).is_some() {
                dates += 1;
            } else if let Some(value) = figure.filter(|value| value.abs() <= FAR) {
                figures += 1;
                let (min, max) = column.range.unwrap_or((value, value));
                column.range = Some((min.min(value), max.max(value)));
            } else {
                words += 1;
                if column.words.len() <= MOST_WORDS && cell.len() < 100 {
                    column.words.insert(folded(cell));
                }
            }
        }
        if column.words.len() > MOST_WORDS {
            column.words.clear();
        }
        let most = |count: usize| count > 0 && 5 * count >= 4 * column.filled;
        let has_scale = || {
            let words = column.words.iter().map(String::as_str);
            words_are_scores(words.clone()) && words.count() > 0
        };
        // A head that says so needs fewer of them.
        let is_called = Saying::Score.in_text(&column.folded).is_some();
        let is_score = most(figures)
            || words > 0 && has_scale() && most(figures + words)
            || is_called && figures > 0 && 2 * figures >= column.filled;
        let average = letters.checked_div(column.filled).unwrap_or(0);
        let repeats = different.len() < column.filled;
        column.kind = match most(addresses) {
            true => ColumnKind::Nothing,
            false => column.kind_by(most(dates), is_score, average, repeats),
        };
        column
    }

    fn kind_by(&self, is_date: bool, is_score: bool, average: usize, repeats: bool) -> ColumnKind {
        let head = &self.folded;
        let says = |saying: Saying| saying.in_text(head);
        if self.is_of_tool() {
            return ColumnKind::Nothing;
        }
        let when = || {
            let ranks = [Saying::Submitted, Saying::Date, Saying::Started];
            let ranks = ranks.into_iter().zip(0..);
            let said = ranks.filter_map(|(saying, rank)| Some((says(saying)?, rank)));
            said.max_by_key(|(len, rank)| (*len, u8::MAX - rank))
                .map(|(_, rank)| rank)
        };
        if is_date || self.filled == 0 && when().is_some() {
            return ColumnKind::Date(when().unwrap_or(1));
        }
        let metrics = [
            (Saying::Nps, MetricKind::Nps),
            (Saying::Csat, MetricKind::Csat),
            (Saying::Ces, MetricKind::Ces),
        ];
        if let Some((_, kind)) = metrics
            .into_iter()
            .find(|(saying, _)| is_score && says(*saying).is_some())
        {
            return ColumnKind::Metric(kind);
        }
        if is_score {
            return ColumnKind::Score;
        }
        // What the tool makes of a figure: “… recommend us? - Group”.
        if self.is_of_few() && self.words.iter().all(|word| Saying::NpsGroup.is_text(word)) {
            return ColumnKind::Nothing;
        }
        if self.filled == 0 {
            return ColumnKind::Nothing;
        }
        // Many words in a cell are something that is said.
        let is_short = average < 60;
        if says(Saying::Comment).is_some() && (!is_short || says(Saying::Stage).is_none()) {
            return ColumnKind::Comment;
        }
        if is_short && says(Saying::Persona).is_some() && self.is_of_few() {
            return ColumnKind::Persona;
        }
        if is_short && says(Saying::Stage).is_some() {
            return ColumnKind::Stage;
        }
        let is_choice = self.is_of_few() && average < 25 && repeats && !head.ends_with('?');
        match is_choice {
            true => ColumnKind::Choice,
            false => ColumnKind::Comment,
        }
    }

    fn is_of_few(&self) -> bool {
        !self.words.is_empty()
    }

    fn is_of_tool(&self) -> bool {
        let bare = self.folded.split('(').next().unwrap_or_default();
        let bare = bare.trim_matches(|c: char| c == ' ' || c == ':' || c == '.' || c == '?');
        let words: Vec<&str> = bare.split_whitespace().collect();
        let [first, .., last] = words[..] else {
            return bare.is_empty() || Saying::Nothing.is_text(bare) || self.folded == "#";
        };
        Saying::Nothing.is_text(bare)
            || words.len() < 5 && Saying::IdEnding.is_text(last)
            || words.len() < 4 && (first == "custom" || first == "duration" || first == "id")
    }

    /// Whether all that stands in it are names of stages, the usual ones or those of `is_known`.
    pub(super) fn names_stages(&self, is_known: impl Fn(&str) -> bool) -> bool {
        let is_stage = |word: &&String| usual_place(word).is_some() || is_known(word);
        let named = self.words.iter().filter(is_stage).count();
        named > 0 && 5 * named >= 4 * self.words.len()
    }
}

/// Whether the answers of two columns can be on one scale.
pub(super) fn go_together(a: &Column, b: &Column) -> bool {
    let words = a.words.iter().chain(&b.words).map(String::as_str);
    let is_one_scale = match (a.words.is_empty(), b.words.is_empty()) {
        (true, true) => true,
        _ => words_are_scores(words),
    };
    // Years and amounts are no steps of a scale from 1 to 10.
    let is_far = |column: &Column| column.range.is_some_and(|(_, max)| max > 10.0);
    let has_figures = |column: &Column| column.range.is_some();
    let are_alike = is_far(a) == is_far(b) || !has_figures(a) || !has_figures(b);
    is_one_scale && are_alike
}

/// Whether some answers in words are steps of one scale.
fn words_are_scores<'a>(words: impl Iterator<Item = &'a str> + Clone) -> bool {
    scale_of(words).is_some()
}
