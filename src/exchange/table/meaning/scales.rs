//! Scales of feelings: what a head says of one, and the usual one that holds some figures.

use super::words::{Meaning, says};
use crate::{
    model::Scale,
    words::{leading_number, number},
};

/// The usual scales, the first that holds all values is taken.
const SCALES: [(f64, f64); 5] = [
    (-2.0, 2.0),
    (1.0, 5.0),
    (-5.0, 5.0),
    (0.0, 10.0),
    (0.0, 100.0),
];
/// That of feelings in faces and words where nothing else says one.
pub(in crate::exchange::table) const LEVELS: Scale = Scale {
    min: -2.0,
    max: 2.0,
};
/// No head's scale has ends beyond.
const FAR: f64 = 100.0;

/// What a row says of its scale, by its head or its cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::exchange::table) enum SaidScale {
    Ends(Scale),
    /// Up to this, from 1, or from 0 where something is below 1.
    UpTo(f64),
}

impl SaidScale {
    /// For some values.
    pub(in crate::exchange::table) fn ends(self, values: impl Iterator<Item = f64>) -> Scale {
        match self {
            Self::Ends(scale) => scale,
            Self::UpTo(max) => {
                let least = values.fold(f64::INFINITY, f64::min);
                let min = if least < 1.0 { 0.0 } else { 1.0 };
                Scale {
                    min,
                    max: max.max(2.0),
                }
            }
        }
    }
}

/// The first usual scale that holds all of some values.
pub(in crate::exchange::table) fn usual(values: &[f64]) -> Scale {
    let holds = |(min, max): &(f64, f64)| values.iter().all(|v| (*min..=*max).contains(v));
    let (min, max) = SCALES.into_iter().find(holds).unwrap_or(SCALES[0]);
    Scale { min, max }
}

/// The place of a value on one scale at the same share of another one.
pub(in crate::exchange::table) fn share(value: f64, of: Scale, on: Scale) -> f64 {
    let share = (value - of.min) / (of.max - of.min);
    let value = on.min + share * (on.max - on.min);
    (value * 1e6).round() / 1e6
}

/// What a head says: “(1–5)”, “(−3 to +3)”, “out of 10”.
pub(in crate::exchange::table) fn of_head(head: &str) -> Option<SaidScale> {
    let head = &with_minus(head);
    let starts = head.char_indices().filter(|(at, c)| {
        let before = head[..*at].chars().next_back();
        let is_sign = matches!(c, '-' | '−' | '+');
        let is_inside = before.is_some_and(|b| b.is_alphanumeric() || matches!(b, '.' | ','));
        (c.is_ascii_digit() || is_sign) && !is_inside
    });
    let mut pairs = starts.filter_map(|(at, _)| pair(&head[at..]));
    pairs.next().map(SaidScale::Ends).or_else(|| up_to(head))
}

/// A dash before a number, behind nothing that it could lead on from, is a minus: “(–3 to 3)”.
fn with_minus(head: &str) -> String {
    let mut said = String::with_capacity(head.len());
    let mut letters = head.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_before = letters.peek().is_some_and(char::is_ascii_digit);
        let is_alone = said.ends_with(['(', '[', '/', ':', '…', '.']) || said.is_empty();
        let is_dash = matches!(letter, '–' | '—' | '‒');
        said.push(if is_dash && is_before && is_alone {
            '−'
        } else {
            letter
        });
    }
    said
}

fn pair(text: &str) -> Option<Scale> {
    let first = leading_number(text)?;
    let rest = first.rest.trim_start();
    // "1-5" begins with a number and what looks like a negative one.
    let end = rest.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let between = rest[..end].trim();
    let is_dash = |c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '−' | '…' | '.' | '~' | '〜' | '～' | ' '
        )
    };
    let (between, is_negative) = match between.char_indices().next_back() {
        // "−3 to −1", "1 - -1".
        Some((at, '-' | '−' | '–')) if at > 0 => (between[..at].trim(), true),
        _ => (between, false),
    };
    // "−2/+2" are both ends; "4/5" is a share.
    let is_both = between == "/" && first.value < 0.0;
    let is_range = is_both
        || !between.is_empty() && (between.chars().all(is_dash) || says(between, &[Meaning::To]));
    let last = leading_number(&rest[end..]).filter(|last| !last.rest.starts_with('/'))?;
    let max = if is_negative { -last.value } else { last.value };
    let is_scale = is_range && max > first.value && max <= FAR && first.value >= -FAR;
    is_scale.then_some(Scale {
        min: first.value,
        max,
    })
}

fn up_to(head: &str) -> Option<SaidScale> {
    let (before, after) = head.rsplit_once(|c: char| c.is_whitespace() || c == '/')?;
    let max = number(after.trim_end_matches([')', ']', '%']))?;
    let is_so = head[before.len()..].starts_with('/') || says(before, &[Meaning::OutOf]);
    (is_so && (2.0..=FAR).contains(&max)).then_some(SaidScale::UpTo(max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_scales() {
        let ends = |min, max| Some(SaidScale::Ends(Scale { min, max }));
        for (head, scale) in [
            ("Emotion (1-5)", ends(1.0, 5.0)),
            ("Emotion (-3 to +3)", ends(-3.0, 3.0)),
            ("Emosi (−2 sampai 2)", ends(-2.0, 2.0)),
            ("Feeling (–3 to 3)", ends(-3.0, 3.0)),
            ("Feeling (–3 – +3)", ends(-3.0, 3.0)),
            ("Mood [–2…+2]", ends(-2.0, 2.0)),
            ("Mood (-2/+2)", ends(-2.0, 2.0)),
            ("Mood (1 – 5)", ends(1.0, 5.0)),
            ("Mood (1–5)", ends(1.0, 5.0)),
            ("Gefühl 1 bis 6", ends(1.0, 6.0)),
            ("Mood 0–100 %", ends(0.0, 100.0)),
            ("Satisfaction out of 10", Some(SaidScale::UpTo(10.0))),
            ("Satisfaction (out of 10)", Some(SaidScale::UpTo(10.0))),
            ("Rating /5", Some(SaidScale::UpTo(5.0))),
            ("Emotion", None),
            ("Emotion 2", None),
            ("Mood 2025-2026", None),
            ("Q1-Q2", None),
        ] {
            assert_eq!(of_head(head), scale, "{head}");
        }
    }
}
