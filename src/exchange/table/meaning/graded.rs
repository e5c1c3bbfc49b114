//! Figures as people write them into a cell: "4 - ok", "3 (tired)", "+2 great", "★★★☆☆".

use super::words::{Meaning, find, says, words as words_of};
use crate::words::{leading_number, number};

/// A figure, and what is written beside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Graded {
    pub value: f64,
    pub label: String,
    /// The best that the cell says there could be: the 5 of "4/5".
    pub of: Option<f64>,
}

/// What may stand between a figure and its words.
const BETWEEN: [char; 9] = ['-', '–', '—', ':', '=', '.', ',', ';', '|'];

/// A figure with or without words; a number that is part of something else ("2–3 days", "3rd",
/// "24/7 support") is none.
pub(super) fn graded(text: &str) -> Option<Graded> {
    let text = text.trim();
    if let Some(value) = number(text) {
        return Some(Graded {
            value,
            ..Graded::default()
        });
    }
    stars(text)
        .or_else(|| leading(text))
        .or_else(|| trailing(text))
}

fn stars(text: &str) -> Option<Graded> {
    let is_star = |c: char| matches!(c, '★' | '⭐' | '☆' | '\u{FE0F}');
    let rest = text.trim_start_matches(is_star);
    let stars = &text[..text.len() - rest.len()];
    let count = |kind: &[char]| stars.chars().filter(|c| kind.contains(c)).count();
    let (full, empty) = (count(&['★', '⭐']), count(&['☆']));
    if full + empty == 0 || full + empty > 10 {
        return None;
    }
    // Without empty ones nothing says how many there could be but the custom of five.
    let of = if empty > 0 { full + empty } else { full.max(5) };
    Some(Graded {
        value: full as f64,
        label: words(rest)?,
        of: Some(of as f64),
    })
}

fn leading(text: &str) -> Option<Graded> {
    let (value, rest) = number_at_start(text)?;
    let (of, rest) = match out_of(rest) {
        Some(after) => {
            let (of, rest) = number_at_start(after.trim_start())?;
            if of <= 0.0 || !(0.0..=of).contains(&value) {
                return None;
            }
            (Some(of), rest)
        }
        None => (None, rest),
    };
    // "3rd", "4x": the number is part of a word.
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(Graded {
        value,
        label: words(rest)?,
        of,
    })
}

/// What follows "/", "out of" and the like behind a figure.
fn out_of(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    if let Some(after) = rest.strip_prefix('/') {
        return Some(after);
    }
    let digit = rest.find(|c: char| c.is_ascii_digit())?;
    let between = rest[..digit].trim();
    let first = find(between).into_iter().next()?;
    let is_all = first.end - first.first == words_of(between).len();
    (is_all && first.meaning == Meaning::OutOf).then_some(&rest[digit..])
}

/// "tired (3)", "ok: 4", "great +2".
fn trailing(text: &str) -> Option<Graded> {
    let inner = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let (before, figure) = inner
        .or_else(|| text.rsplit_once([':', '=']))
        .or_else(|| text.rsplit_once(' '))?;
    let figure = graded_alone(figure.trim())?;
    let label = before.trim().trim_end_matches(BETWEEN).trim();
    let is_words = !label.is_empty() && !label.ends_with(|c: char| c.is_ascii_digit());
    is_words.then(|| Graded {
        label: label.to_owned(),
        ..figure
    })
}

fn graded_alone(text: &str) -> Option<Graded> {
    let alone = number(text).map(|value| Graded {
        value,
        ..Graded::default()
    });
    let alone = alone.or_else(|| stars(text)).or_else(|| leading(text));
    alone.filter(|graded| graded.label.is_empty())
}

/// The number that a text begins with, and what follows it; none that stands in groups of digits.
fn number_at_start(text: &str) -> Option<(f64, &str)> {
    let number = leading_number(text).filter(|number| !number.is_grouped)?;
    Some((number.value, number.rest))
}

/// What stands behind a figure, without what divides the two; `None` where a number follows, as in
/// a range.
fn words(rest: &str) -> Option<String> {
    let rest = rest.trim();
    let rest = rest.strip_prefix(BETWEEN).unwrap_or(rest).trim();
    let whole = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let rest = whole.unwrap_or(rest).trim();
    // What is counted is no label: "4 stars".
    let rest = if says(rest, &[Meaning::Score]) && words_of(rest).len() == 1 {
        ""
    } else {
        rest
    };
    (!rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '%')))
        .then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_the_words_beside_them() {
        for (text, value, label) in [
            ("4", 4.0, ""),
            ("−1,5", -1.5, ""),
            ("4 - ok", 4.0, "ok"),
            ("4-ok", 4.0, "ok"),
            ("3 (tired)", 3.0, "tired"),
            ("+2 great", 2.0, "great"),
            ("-2: why so long?", -2.0, "why so long?"),
            ("4. fine", 4.0, "fine"),
            ("3,5 – so so", 3.5, "so so"),
            ("2\nconfused", 2.0, "confused"),
            ("tired (3)", 3.0, "tired"),
            ("ok: 4", 4.0, "ok"),
            ("ok - 4", 4.0, "ok"),
            ("great +2", 2.0, "great"),
            ("bad -2", -2.0, "bad"),
            ("4/5", 4.0, ""),
            ("4 / 5 happy", 4.0, "happy"),
            ("4 out of 5", 4.0, ""),
            ("7 dari 10 lega", 7.0, "lega"),
            ("4 stars", 4.0, ""),
            ("★★★☆☆", 3.0, ""),
            ("⭐️⭐️ (meh)", 2.0, "meh"),
            ("☆☆☆☆☆", 0.0, ""),
        ] {
            let read = graded(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.value, read.label.as_str()), (value, label), "{text}");
        }
        assert_eq!(graded("4/5").unwrap().of, Some(5.0));
        assert_eq!(graded("7 / 10 good").unwrap().of, Some(10.0));
        assert_eq!(graded("★☆☆").unwrap().of, Some(3.0));
        assert_eq!(graded("★★").unwrap().of, Some(5.0));
    }

    #[test]
    fn a_number_within_something_else_is_no_figure() {
        for text in [
            "",
            "ok",
            "2–3 days",
            "1 - 2 weeks",
            "3rd time",
            "24/7 support",
            "4x",
            "12:30",
            "40%",
            "(3)",
            "2026-03-01",
            "happy",
            "-",
            "+",
            "/5",
            "Rp 2.500 4",
            "inf",
            "1e999",
        ] {
            assert_eq!(graded(text), None, "{text}");
        }
    }
}
