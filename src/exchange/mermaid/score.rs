//! Scores as Mermaid reads them and as people write them, and where the name of a task ends.

use super::{journey::SCORES, text::trimmed};
use crate::{
    exchange::table::feeling,
    words::{leading_number, number},
};

/// A task's line, cut in two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Divided<'a> {
    pub name: &'a str,
    /// Behind the colon: a score, then actors.
    pub data: &'a str,
    /// The name holds a colon, at which Mermaid itself would cut.
    pub has_colon: bool,
}

/// Cuts a line at the first colon with a score behind it, else at the first one; a clock time is none.
pub(super) fn divided(line: &str) -> Option<Divided<'_>> {
    let first = line.find(':')?;
    let at = score_colon(line, |text| figure(text).is_some())
        .or_else(|| score_colon(line, |text| written(text).is_some()))
        .unwrap_or(first);
    Some(Divided {
        name: trimmed(&line[..at]),
        data: &line[at + 1..],
        has_colon: at != first,
    })
}

/// The name and the rest of a line that has a score after one of its colons.
pub(super) fn scored(line: &str) -> Option<(&str, &str)> {
    let at = score_colon(line, |text| strict(text).is_some())?;
    Some((trimmed(&line[..at]), &line[at + 1..]))
}

/// The colon before the score.
fn score_colon(line: &str, is_score: impl Fn(&str) -> bool) -> Option<usize> {
    let colons = line.match_indices(':').map(|(at, _)| at);
    let mut scores = colons
        .filter(|at| is_score(first_of(&line[at + 1..])))
        .peekable();
    while let Some(at) = scores.next() {
        let next = scores.peek().copied();
        let colon = || line[at + 1..].find(':').map(|behind| at + 1 + behind);
        // A face or a word may be the score behind a time, where figures are looked for.
        let is_felt = |next: &usize| written(first_of(&line[next + 1..])).is_some();
        let next = next.or_else(|| colon().filter(is_felt));
        let is_in_time = next.is_some_and(|next| is_clock(line, at, next));
        if !is_in_time {
            return Some(at);
        }
    }
    None
}

/// Whether the colon stands within "8:30", with the next colon behind it.
fn is_clock(line: &str, at: usize, next: usize) -> bool {
    let digits = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let hours = digits(&line[..at]);
    let minutes = line[at + 1..next].trim_end();
    let is_minutes = minutes.len() == 2 && minutes.parse().is_ok_and(|n: u8| n < 60);
    (1..=2).contains(&hours) && is_minutes
}

fn first_of(data: &str) -> &str {
    trimmed(data.split(':').next().unwrap_or_default())
}

/// Where the actors of a task end, at a colon that is none within a word: “Käufer:in” is a name.
pub(super) fn actors_end(actors: &str) -> Option<usize> {
    let mut colons = actors.match_indices(':').map(|(at, _)| at);
    colons.find(|at| {
        let is_within = actors[..*at].ends_with(char::is_alphabetic)
            && actors[at + 1..].starts_with(char::is_lowercase);
        !is_within
    })
}

/// What stands in the place of a score that nobody gave.
pub(super) fn is_nothing(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(
        &*lower,
        "" | "?" | "-" | "–" | "—" | "n/a" | "tbd" | "nan" | "null" | "none"
    )
}

/// On the scale from 1 to 5: a figure, a face or a word for a feeling.
pub(super) fn written(text: &str) -> Option<f64> {
    figure(text).or_else(|| felt(text))
}

/// [`strict`], or as people write figures: `3,5`, `4/5`, `★★★`, `80 %`.
fn figure(text: &str) -> Option<f64> {
    let rounded = |score: f64| (score * 100.0).round() / 100.0;
    let of = |min: f64, max: f64, value: f64| {
        let is_within = min < max && (min..=max).contains(&value);
        is_within.then(|| rounded(SCORES.value_at((value - min) / (max - min))))
    };
    if let Some(value) = strict(text).or_else(|| number(text)) {
        return (value.abs() <= 1e9).then_some(value);
    }
    if let Some(share) = text.strip_suffix('%') {
        return of(0.0, 100.0, number(share)?);
    }
    if let Some((value, best)) = text.split_once('/') {
        let (value, best) = (number(value)?, number(best)?);
        let least = if value < 1.0 { 0.0 } else { 1.0 };
        return of(least, best, value);
    }
    let text: String = text.chars().filter(|c| *c != '\u{FE0F}').collect();
    let full = text.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    let is_stars = full > 0 && text.chars().all(|c| matches!(c, '★' | '⭐' | '☆'));
    let all = text.chars().count().max(5);
    is_stars.then(|| of(1.0, all as f64, full as f64)).flatten()
}

/// A face or a word: from −2 to 2 onto 1 to 5.
fn felt(text: &str) -> Option<f64> {
    // "2 people" says how many, not how it was.
    let is_feeling = leading_number(text).is_none();
    is_feeling
        .then(|| feeling(text))
        .flatten()
        .map(|level| level + SCORES.middle())
}

/// As JavaScript's `Number` has it, but finite and not empty.
pub(super) fn strict(text: &str) -> Option<f64> {
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    if let Some(hex) = hex {
        let digits = hex.bytes().all(|b| b.is_ascii_hexdigit());
        let value = digits.then(|| u32::from_str_radix(hex, 16).ok());
        return value.flatten().map(f64::from);
    }
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let value = is_plain.then(|| text.parse().ok()).flatten();
    // Beyond this no scale has a length.
    value.filter(|value: &f64| value.abs() <= 1e9)
}
