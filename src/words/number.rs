//! Numbers as people write and read them.

use super::Language;

/// The number that a text begins with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadingNumber<'t> {
    /// Finite.
    pub value: f64,
    /// Whether marks set groups of digits apart: "1,250,000", but also what is no number, such as
    /// a date or a version.
    pub is_grouped: bool,
    /// What follows it, as it stands there.
    pub rest: &'t str,
}

/// The number that a text begins with, white space before it aside; `None` for any other text.
///
/// A sign before it may be `+`, `-` or `−`. Between digits a lone comma, point or decimal sign of
/// any language is the decimal mark; one that comes more than once groups digits, and of two
/// different ones the last is the decimal mark.
///
/// ```
/// use jejak::words::leading_number;
/// let read = |text| leading_number(text).map(|number| (number.value, number.rest));
/// assert_eq!(read("4,6 / 5"), Some((4.6, " / 5")));
/// assert_eq!(read("−12"), Some((-12.0, "")));
/// assert_eq!(read("1.250.000,5 Rp"), Some((1_250_000.5, " Rp")));
/// assert_eq!(read("about 5"), None);
/// ```
pub fn leading_number(text: &str) -> Option<LeadingNumber<'_>> {
    let text = text.trim_start();
    let minus = text.strip_prefix(['-', '−']);
    let unsigned = minus.unwrap_or_else(|| text.strip_prefix('+').unwrap_or(text));
    let of_number = unsigned.find(|c: char| !(c.is_ascii_digit() || is_mark(c)));
    let digits = unsigned[..of_number.unwrap_or(unsigned.len())].trim_end_matches(is_mark);
    let after_mark = digits.strip_prefix(is_mark).unwrap_or(digits);
    if !after_mark.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = &unsigned[digits.len()..];
    let decimal = decimal_mark(digits);
    let exponent = exponent_of(rest);
    let mut spelled = String::from(if minus.is_some() { "-" } else { "" });
    spelled.extend(digits.char_indices().filter_map(|(at, c)| match c {
        '0'..='9' => Some(c),
        _ => (Some(at) == decimal).then_some('.'),
    }));
    spelled.push_str(exponent);
    let value: f64 = spelled.parse().ok()?;
    let marks = digits.chars().filter(|c| is_mark(*c)).count();
    value.is_finite().then_some(LeadingNumber {
        value,
        is_grouped: marks > usize::from(decimal.is_some()),
        rest: &rest[exponent.len()..],
    })
}

/// The number that a text is, white space around it aside; its digits are not grouped, so that
/// neither a date nor a version is one.
///
/// ```
/// use jejak::words::number;
/// assert_eq!(number(" −0,8 "), Some(-0.8));
/// assert_eq!(number("1.5e3"), Some(1500.0));
/// assert_eq!(number("5 h"), None);
/// assert_eq!(number("13.10.2025"), None);
/// ```
pub fn number(text: &str) -> Option<f64> {
    let number = leading_number(text)?;
    let rest = number.rest.strip_prefix(is_mark).unwrap_or(number.rest);
    let is_all = !number.is_grouped && rest.trim().is_empty();
    is_all.then_some(number.value)
}

impl Language {
    /// A number as it is read: with a true minus sign and the language's decimal sign.
    ///
    /// ```
    /// use jejak::words::Language;
    /// assert_eq!(Language::English.number(-0.5), "−0.5");
    /// ```
    pub fn number(self, value: f64) -> String {
        // No zero is below zero.
        let value = value + 0.0;
        let text = value.to_string().replace('-', "−");
        text.replace('.', self.decimal_sign())
    }
}

fn is_mark(c: char) -> bool {
    let is_decimal_sign = |language: Language| language.decimal_sign().starts_with(c);
    matches!(c, '.' | ',') || (!c.is_ascii() && Language::ALL.into_iter().any(is_decimal_sign))
}

/// Where the decimal mark stands, if there is one.
fn decimal_mark(digits: &str) -> Option<usize> {
    let (at, last) = digits.char_indices().rfind(|(_, c)| is_mark(*c))?;
    (digits.matches(last).count() == 1).then_some(at)
}

/// "e-3" at the beginning of what follows the digits; empty where no power of ten is.
fn exponent_of(rest: &str) -> &str {
    let after_sign = rest
        .strip_prefix(['e', 'E'])
        .map(|power| power.strip_prefix(['-', '+']).unwrap_or(power));
    let digits = after_sign.map_or("", |after| {
        let end = after.find(|c: char| !c.is_ascii_digit());
        &after[..end.unwrap_or(after.len())]
    });
    match after_sign {
        Some(after) if !digits.is_empty() => &rest[..rest.len() - after.len() + digits.len()],
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value, rest) in [
            ("4.6 / 5", 4.6, " / 5"),
            ("4,6", 4.6, ""),
            (" -12 pt", -12.0, " pt"),
            ("−3", -3.0, ""),
            ("+2.5", 2.5, ""),
            ("81%", 81.0, "%"),
            ("1,250,000 visits", 1_250_000.0, " visits"),
            ("1.250.000,5", 1_250_000.5, ""),
            ("1,250.75 €", 1250.75, " €"),
            ("3.", 3.0, "."),
            ("3, or 4", 3.0, ", or 4"),
            (".5", 0.5, ""),
            ("2e3x", 2000.0, "x"),
            ("2 e", 2.0, " e"),
            ("5em", 5.0, "em"),
            ("1E-2", 0.01, ""),
        ] {
            let number = leading_number(text).map(|number| (number.value, number.rest));
            assert_eq!(number, Some((value, rest)), "{text}");
        }
        for none in [
            "", "about 5", "−", ".", "%", "NaN", "inf", "--5", "..5", "- 5", "1e999", "e5",
        ] {
            assert_eq!(leading_number(none), None, "{none}");
        }
    }

    #[test]
    fn a_text_with_more_than_a_number_is_none() {
        for (text, value) in [
            ("−0,8", -0.8),
            (" +2.5 ", 2.5),
            ("1,250", 1.25),
            ("7.", 7.0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for none in [
            "",
            "x",
            "NaN",
            "5 h",
            "12.10.2025",
            "1,250,000",
            "1.250,5",
            "4/5",
        ] {
            assert_eq!(number(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_language_writes_is_read_again() {
        for language in Language::ALL {
            for value in [0.0, -1.5, 1e21, 1234.25, f64::MIN_POSITIVE] {
                assert_eq!(number(&language.number(value)), Some(value), "{language:?}");
            }
        }
    }
}
