//! Reading a metric's figure: a number and its unit, as people write them.

/// Number and unit of "4.6 / 5", "4,6 / 5", "−12", "81%", "1,250,000 visits"; `None` when the
/// text does not begin with a number.
///
/// A lone dot or comma is the decimal mark; one that comes more than once groups digits; of a dot
/// and a comma together the last is the decimal mark.
pub(super) fn parse_figure(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches(['.', ',']);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let decimal = digits.rfind(['.', ',']).filter(|&at| {
        let mark = &digits[at..=at];
        digits.matches(mark).count() == 1
    });
    let number: String = digits
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' => (Some(at) == decimal).then_some('.'),
            digit => Some(digit),
        })
        .collect();
    let value: f64 = number.parse().ok()?;
    let unit = rest[end..].trim().to_owned();
    let value = if negative { -value } else { value };
    value.is_finite().then_some((value, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(parse_figure(text), Some((value, unit.to_owned())), "{text}");
        }
        for none in ["", "about 5", "−", ".", "%", "NaN"] {
            assert_eq!(parse_figure(none), None, "{none}");
        }
    }
}
