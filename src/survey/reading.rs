//! How the cells of answers are read: figures and words as scores, the order in dates, which answers
//! count.

use std::collections::BTreeMap;

use super::{
    Columns,
    dates::DateOrder,
    table::Table,
    words::{Saying, folded, scale_of},
};
use crate::{
    model::{Id, Scale},
    words::{leading_number, number},
};

/// What a person may say of how answers are read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What answers in words count.
    pub words: AnswerWords,
    /// How days are written.
    pub dates: DateOrder,
    /// Columns, and what has to stand there for an answer to count.
    pub only: Vec<(usize, String)>,
    /// The stages that names in the table mean; none for those that are left out.
    pub stages: BTreeMap<String, Option<Id>>,
}

/// Answers in words with what each counts, as a person sees and changes them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnswerWords(Vec<(String, f64)>);

impl AnswerWords {
    /// As they are written, with what they count, in the order of what they count.
    pub fn each(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(word, value)| (word.as_str(), *value))
    }

    /// Says what a word counts, in whichever case and with whichever accents it is met.
    pub fn set(&mut self, word: &str, value: f64) {
        let same = |known: &&mut (String, f64)| folded(&known.0) == folded(word);
        match self.0.iter_mut().find(same) {
            Some(known) => known.1 = value,
            None => self.0.push((word.trim().to_owned(), value)),
        }
    }

    pub(super) fn sort(&mut self) {
        self.0.sort_by(|a, b| a.1.total_cmp(&b.1));
    }

    fn get(&self, text: &str) -> Option<f64> {
        if self.0.is_empty() || text.len() > 200 {
            return None;
        }
        let text = folded(text);
        let mut words = self.0.iter();
        words
            .find(|(word, _)| folded(word) == text)
            .map(|(_, value)| *value)
    }
}

impl Reading {
    /// What an answer counts: "4", "4,5", "5 – Very satisfied", a word that is known.
    pub fn score(&self, text: &str) -> Option<f64> {
        number(text)
            .or_else(|| self.words.get(text))
            .or_else(|| graded(text))
    }
}

/// What stands in the cells of scores.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FoundScores {
    pub words: AnswerWords,
    pub figures: Vec<f64>,
    /// How many steps the scale of the words has.
    pub steps: Option<usize>,
}

/// What is looked at of a long table.
const LOOKED_AT: usize = 5_000;
/// So many different answers in words nobody offers.
const MOST_WORDS: usize = 60;

impl FoundScores {
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut found = Self::default();
        let mut written: BTreeMap<String, &str> = BTreeMap::new();
        for cell in cells
            .map(str::trim)
            .filter(|cell| !is_silent(cell))
            .take(LOOKED_AT)
        {
            match number(cell).or_else(|| graded(cell)) {
                Some(score) => found.figures.push(score),
                None if cell.len() < 100 && written.len() < MOST_WORDS => {
                    written.entry(folded(cell)).or_insert(cell);
                }
                None => {}
            }
        }
        if let Some(scale) = scale_of(written.keys().map(String::as_str)) {
            for (word, spelled) in written {
                found.words.set(spelled, scale.words[&word]);
            }
            found.words.sort();
            found.steps = Some(scale.count);
        }
        found
    }

    /// The scale of the answers: of the words, or what a question says, or what is likely.
    pub(super) fn scale(&self, question: &str, of_map: Option<Scale>) -> Scale {
        let holds = |scale: &Scale| {
            let mut figures = self.figures.iter();
            figures.all(|score| (scale.min..=scale.max).contains(score))
        };
        let of_words = self.steps.map(|steps| Scale {
            min: 1.0,
            max: steps as f64,
        });
        let said = scale_in(question);
        let sure = of_words.into_iter().chain(said).find(holds);
        sure.unwrap_or_else(|| likely_scale(self.figures.iter().copied(), of_map))
    }
}

impl Reading {
    /// How the answers in some columns of a table are read, and their scale. `of_map` is that of the
    /// map where it holds them.
    pub fn guess(table: &Table, columns: Columns, of_map: Option<Scale>) -> (Self, Scale) {
        let cells = |column: usize| table.rows().filter_map(move |row| row.cell(column));
        let found = FoundScores::of(cells(columns.score));
        let question = table.heads.get(columns.score).map_or("", String::as_str);
        let scale = found.scale(question, of_map);
        let dates = columns.date.map(|column| {
            let texts = cells(column).take(10_000);
            DateOrder::guess(texts, &table.heads).0
        });
        let reading = Self {
            words: found.words,
            dates: dates.unwrap_or_default(),
            ..Self::default()
        };
        (reading, scale)
    }
}

/// The figure in front of words, or stars.
pub(super) fn graded(text: &str) -> Option<f64> {
    let stars = text
        .chars()
        .take_while(|c| matches!(c, '★' | '⭐' | '\u{FE0F}'));
    let stars = stars.filter(|c| *c != '\u{FE0F}').count();
    if stars > 0 {
        return (stars <= 10).then_some(stars as f64);
    }
    let figure = leading_number(text).filter(|figure| !figure.is_grouped)?;
    let rest = figure.rest.trim_start();
    let is_apart = rest.len() < figure.rest.len()
        || rest.starts_with(['-', '–', '—', ':', '=', '(', ')', '.', '/', '%']);
    let words = rest.trim_start_matches(['-', '–', '—', ':', '=', '(', ')', '.', ' ']);
    let is_more = words.starts_with(|c: char| c.is_ascii_digit());
    (is_apart && !is_more).then_some(figure.value)
}

/// Whether a cell says that nothing is said.
pub(super) fn is_silent(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.len() < 40 && Saying::Silent.is_text(&folded(text))
}

/// The scale of the map where it holds all scores, else the shortest usual one that holds nine in
/// ten of them: few slips are not to stretch it. Else from the least to the greatest score.
pub fn likely_scale(scores: impl Iterator<Item = f64>, of_map: Option<Scale>) -> Scale {
    let scores: Vec<f64> = scores.filter(|score| score.is_finite()).collect();
    let (min, max) = scores
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), score| {
            (min.min(*score), max.max(*score))
        });
    if let Some(of_map) = of_map.filter(|scale| scale.min <= min && max <= scale.max) {
        return of_map;
    }
    let usual = [
        (1.0, 5.0),
        (1.0, 7.0),
        (0.0, 10.0),
        (1.0, 10.0),
        (0.0, 100.0),
    ];
    let usual = usual.map(|(min, max)| Scale { min, max });
    let holds_most = |scale: &Scale| {
        let held = |score: &&f64| (scale.min..=scale.max).contains(*score);
        scores.iter().filter(held).count() * 10 >= scores.len() * 9
    };
    let [shortest, others @ ..] = usual;
    let all = std::iter::once(shortest).chain(of_map).chain(others);
    let own = if min < max {
        Scale { min, max }
    } else {
        of_map.unwrap_or(shortest)
    };
    all.into_iter().find(holds_most).unwrap_or(own)
}

/// The scale that a question names: "(1–5)", "from 0 to 10", "1 = not at all, 5 = very".
pub(super) fn scale_in(question: &str) -> Option<Scale> {
    const BEST: [f64; 9] = [3.0, 4.0, 5.0, 6.0, 7.0, 9.0, 10.0, 11.0, 100.0];
    let mut numbers: Vec<(f64, &str)> = Vec::new();
    let mut rest = question;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..at];
        let end = rest[at..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(rest.len(), |end| at + end);
        let Ok(value) = rest[at..end].parse() else {
            return None;
        };
        numbers.push((value, before.trim()));
        rest = &rest[end..];
    }
    let is_scale = |min: f64, max: f64| matches!(min, 0.0 | 1.0) && BEST.contains(&max);
    let joins = |between: &str| {
        let between = between.trim_start_matches(')').trim_end_matches('(').trim();
        matches!(
            between,
            "-" | "–"
                | "—"
                | "to"
                | "bis"
                | "sampai"
                | "hingga"
                | "à"
                | "a"
                | "al"
                | "tot"
                | "s/d"
                | "~"
                | "…"
                | ".."
                | "..."
        )
    };
    let pairs = numbers
        .windows(2)
        .filter(|pair| joins(pair[1].1) && is_scale(pair[0].0, pair[1].0));
    let range = pairs.map(|pair| (pair[0].0, pair[1].0)).next();
    // "1 = …, 5 = …"
    let named = || {
        let equals = question.matches('=').count() >= 2;
        let (first, last) = (numbers.first()?.0, numbers.last()?.0);
        (equals && is_scale(first, last)).then_some((first, last))
    };
    range.or_else(named).map(|(min, max)| Scale { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_guessed_from_the_answers() {
        let guess = |scores: &[f64]| {
            let scale = likely_scale(scores.iter().copied(), Some(Scale::default()));
            (scale.min, scale.max)
        };
        assert_eq!(guess(&[-2.0, 1.0]), (-2.0, 2.0));
        assert_eq!(guess(&[1.0, 5.0]), (1.0, 5.0));
        assert_eq!(guess(&[0.0, 9.0]), (0.0, 10.0));
        assert_eq!(guess(&[3.0, 350.0]), (3.0, 350.0));
        assert_eq!(guess(&[]), (-2.0, 2.0));
        // A slip or two does not make it another scale; of few answers each counts.
        let mut scores = [1.0, 2.0, 3.0, 4.0, 5.0].repeat(4);
        scores.push(9.0);
        assert_eq!(guess(&scores), (1.0, 5.0));
        assert_eq!(guess(&scores[15..]), (0.0, 10.0));
        scores.extend([8.0, 10.0]);
        assert_eq!(guess(&scores), (0.0, 10.0));
        let mut scores = [-2.0, -1.0, 0.0, 1.0, 2.0].repeat(4);
        scores.push(9.0);
        assert_eq!(guess(&scores), (-2.0, 2.0));
    }

    #[test]
    fn a_question_may_name_its_scale() {
        for (question, scale) in [
            ("Seberapa puas Anda? (1–5)", Some((1.0, 5.0))),
            ("How likely, from 0 to 10?", Some((0.0, 10.0))),
            ("How satisfied? 1 = not at all, 5 = very", Some((1.0, 5.0))),
            ("How satisfied were you in 2026?", None),
            ("Step 2 of 3", None),
        ] {
            let found = scale_in(question).map(|scale| (scale.min, scale.max));
            assert_eq!(found, scale, "{question}");
        }
    }

    #[test]
    fn answers_count_what_they_say() {
        let mut reading = Reading::default();
        reading.words.set("Très satisfait", 5.0);
        for (text, score) in [
            ("4", Some(4.0)),
            ("4,5", Some(4.5)),
            ("5 - Very satisfied", Some(5.0)),
            ("1 (worst)", Some(1.0)),
            ("tres SATISFAIT", Some(5.0)),
            ("2–3 days", None),
            ("10:22", None),
            ("★★★☆☆", Some(3.0)),
            ("80 %", Some(80.0)),
            ("3rd", None),
            ("fine", None),
        ] {
            assert_eq!(reading.score(text), score, "{text}");
        }
    }
}
