//! Reading a metric's figure as people write it: a number with its unit, what became of it, and
//! how many were asked.

use crate::{
    model::MetricChange,
    words::{LeadingNumber, leading_number},
};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub value: f64,
    pub unit: String,
    pub change: Option<MetricChange>,
    pub n: Option<u32>,
}

/// Reads "4.6 / 5", "−12 n = 198", "81% +3 pt", "1,250,000 visits"; `None` when the text does not
/// begin with a number.
pub(super) fn parse_figure(text: &str) -> Option<Figure> {
    let (text, n) = split_n(text);
    let (value, rest) = number_at_start(&text)?;
    // The change is the last part that begins with a sign and a digit.
    let mut spaces = rest.rmatch_indices(char::is_whitespace);
    let change = spaces.find_map(|(at, _)| {
        let part = rest[at..].trim_start();
        let change = part.strip_prefix(SIGNS)?;
        change
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(())?;
        Some((at, parse_change(part)?))
    });
    let unit = change.as_ref().map_or(rest, |(at, _)| &rest[..*at]);
    Some(Figure {
        value,
        unit: unit.trim().to_owned(),
        change: change.map(|(_, change)| change),
        n,
    })
}

/// Reads "+8 %", "−2 pt".
pub fn parse_change(text: &str) -> Option<MetricChange> {
    let (by, unit) = number_at_start(text)?;
    Some(MetricChange {
        by,
        unit: unit.trim().to_owned(),
    })
}

const SIGNS: [char; 4] = ['+', '-', '−', '–'];

/// Takes "n = 214" out of a text, with the brackets around it.
fn split_n(text: &str) -> (String, Option<u32>) {
    let found = text.match_indices('=').find_map(|(at, _)| {
        let before = text[..at].trim_end().strip_suffix('n')?;
        let stands_alone = before.is_empty() || before.ends_with([' ', '(', '\u{a0}']);
        let after = text[at + 1..].trim_start();
        let digits = after.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = after.split_at(digits.unwrap_or(after.len()));
        let n = digits.parse().ok().filter(|_| stands_alone)?;
        let before = before.strip_suffix('(').unwrap_or(before);
        Some((
            format!("{before}{}", after.strip_prefix(')').unwrap_or(after)),
            n,
        ))
    });
    found.map_or_else(|| (text.to_owned(), None), |(rest, n)| (rest, Some(n)))
}

/// The number that a text begins with, also with an en dash for a minus sign and a space behind it.
fn number_at_start(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let minus = text.strip_prefix(['-', '−', '–']).map(str::trim_start);
    let unsigned = minus.unwrap_or_else(|| text.strip_prefix('+').unwrap_or(text));
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let LeadingNumber { value, rest, .. } = leading_number(unsigned)?;
    let value = if minus.is_some() { -value } else { value };
    Some((value, rest.trim_start_matches(['.', ','])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_figure_can_be_written_with_it() {
        let change = |by, unit: &str| {
            let unit = unit.to_owned();
            Some(MetricChange { by, unit })
        };
        for (text, value, unit, change, n) in [
            ("81 % +3 pt", 81.0, "%", change(3.0, "pt"), None),
            ("23 % −2,5 pt", 23.0, "%", change(-2.5, "pt"), None),
            ("-12 n=198", -12.0, "", None, Some(198)),
            ("4.6 / 5 (n = 214)", 4.6, "/ 5", None, Some(214)),
            ("1.2 M +8 % n = 40", 1.2, "M", change(8.0, "%"), Some(40)),
            ("1.2 M n = 40 +8 %", 1.2, "M", change(8.0, "%"), Some(40)),
            ("3 per person - week", 3.0, "per person - week", None, None),
            ("5 km=n", 5.0, "km=n", None, None),
        ] {
            let unit = unit.to_owned();
            let figure = Figure {
                value,
                unit,
                change,
                n,
            };
            assert_eq!(parse_figure(text), Some(figure), "{text}");
        }
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, value, unit) in [
            ("4.6 / 5", 4.6, "/ 5"),
            ("4,6 / 5", 4.6, "/ 5"),
            ("−12", -12.0, ""),
            ("-12", -12.0, ""),
            ("81%", 81.0, "%"),
            (" 1.2 M ", 1.2, "M"),
            ("1,250,000 visits", 1_250_000.0, "visits"),
            ("1.250.000,5", 1_250_000.5, ""),
            ("1,250.75 €", 1250.75, "€"),
            ("3.", 3.0, ""),
            ("+3 pt", 3.0, "pt"),
        ] {
            let unit = unit.to_owned();
            let (change, n) = (None, None);
            let figure = Figure {
                value,
                unit,
                change,
                n,
            };
            assert_eq!(parse_figure(text), Some(figure), "{text}");
        }
        for none in ["", "about 5", "−", ".", "%", "NaN"] {
            assert_eq!(parse_figure(none), None, "{none}");
        }
    }
}
