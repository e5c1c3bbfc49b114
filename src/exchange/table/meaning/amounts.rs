//! Figures of a row, read together: which mark is the decimal one, and what unit they have.

/// A figure of a row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange::table) struct Amount {
    pub value: f64,
    pub unit: String,
}

/// The figures of a row.
#[derive(Debug, Default, PartialEq)]
pub(in crate::exchange::table) struct Amounts {
    /// `None` for a cell that has none.
    pub cells: Vec<Option<Amount>>,
    /// A cell whose mark may be that of thousands as well as the decimal one; it was taken for the
    /// former.
    pub doubtful: Option<usize>,
}

/// Units of more letters are sentences.
const LONGEST_UNIT: usize = 16;

/// What a number is told in where it is shortened, one way or another.
const MULTIPLES: [(f64, &[&str]); 6] = [
    (1e2, &["百"]),
    (
        1e3,
        &[
            "k", "K", "rb", "ribu", "Tsd", "Tsd.", "tsd", "Tausend", "thousand", "mil", "mille",
            "mila", "duizend", "千",
        ],
    ),
    (1e4, &["万", "萬"]),
    (
        1e6,
        &[
            "M",
            "mn",
            "mln",
            "mio",
            "Mio",
            "Mio.",
            "million",
            "millions",
            "Millionen",
            "millones",
            "milhões",
            "milioni",
            "miljoen",
            "jt",
            "juta",
        ],
    ),
    (1e8, &["億", "亿"]),
    (
        1e9,
        &[
            "bn",
            "Mrd",
            "Mrd.",
            "billion",
            "Milliarden",
            "milyar",
            "miliar",
            "miljard",
        ],
    ),
];

/// A unit without what says how many times the number it is: “k€”, “jt”, “Mio. €”.
fn without_multiple(unit: &str) -> (f64, String) {
    let is_letter = |c: char| c.is_alphabetic();
    let words = || unit.split_whitespace();
    let times = |word: &str| {
        let mut all = MULTIPLES.iter();
        all.find(|(_, words)| words.contains(&word))
            .map(|(times, _)| *times)
    };
    for word in words() {
        // "k€" and "€k" have both in one.
        let sign = word.trim_matches(is_letter);
        let bare = word.trim_matches(|c: char| !is_letter(c) && c != '.');
        let is_whole = bare.len() + sign.len() == word.len() || sign.is_empty();
        let of_word = times(word);
        let found = of_word.or_else(|| times(bare).filter(|_| is_whole && !sign.is_empty()));
        if let Some(found) = found {
            let sign = if of_word.is_some() { "" } else { sign };
            let rest = words().map(|other| if other == word { sign } else { other });
            let rest = rest.filter(|other| !other.is_empty() && times(other).is_none());
            return (found, rest.collect::<Vec<_>>().join(" "));
        }
    }
    (1.0, unit.to_owned())
}

/// A number as it is written: its unit and sign, digits and marks between them.
struct Written<'a> {
    is_negative: bool,
    digits: &'a str,
    unit: String,
}

fn is_blank_mark(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// The number in a text that has no other one, with a unit before or behind it.
fn written(text: &str) -> Option<Written<'_>> {
    let text = text.trim();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let digits = &text[start..end];
    let is_mark = |c: char| matches!(c, '.' | ',') || is_blank_mark(c);
    if !digits.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return None;
    }
    let before = text[..start].trim_end();
    let (before, is_negative) = match before.strip_suffix(['-', '−', '–']) {
        Some(before) => (before, true),
        None => (before.strip_suffix('+').unwrap_or(before), false),
    };
    // "−Rp 5"
    let (before, is_negative) = match before.strip_prefix(['-', '−']) {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (before, is_negative),
    };
    let around = [before, &text[end..]].map(str::trim);
    let is_unit = |part: &str| {
        let is_sign = |c: char| c.is_alphabetic() || !c.is_ascii() || " %$/.()~*".contains(c);
        part.chars().count() <= LONGEST_UNIT && part.chars().all(is_sign)
    };
    if !around.iter().all(|part| is_unit(part)) {
        return None;
    }
    let unit = around.map(|part| part.trim_matches(['(', ')', '~', '*', ' ']));
    let unit = unit.iter().filter(|part| !part.is_empty());
    Some(Written {
        is_negative,
        digits,
        unit: unit.copied().collect::<Vec<_>>().join(" "),
    })
}

/// What a number says of a mark in it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    Plain,
    Decimal(char),
    /// Of thousands.
    Grouped(char),
    Both {
        group: char,
        decimal: char,
    },
    Either(char),
}

/// `None` for what is no number: a date, a version.
fn reading(digits: &str) -> Option<Reading> {
    let marks: Vec<(usize, char)> = digits
        .char_indices()
        .filter(|(_, c)| !c.is_ascii_digit())
        .collect();
    let blank = marks
        .iter()
        .find(|(_, c)| is_blank_mark(*c))
        .map(|(_, c)| *c);
    let is_grouped = |text: &str| {
        let mut groups = text.split(|c: char| !c.is_ascii_digit());
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
    };
    let last = marks.iter().rfind(|(_, c)| !is_blank_mark(*c)).copied();
    let Some((at, mark)) = last else {
        return match blank {
            None => Some(Reading::Plain),
            Some(blank) => is_grouped(digits).then_some(Reading::Grouped(blank)),
        };
    };
    let other = marks.iter().find(|(_, c)| *c != mark).map(|(_, c)| *c);
    let count = marks.iter().filter(|(_, c)| *c == mark).count();
    let (before, behind) = (&digits[..at], digits.len() - at - 1);
    match (other, count) {
        (Some(group), 1) => is_grouped(before).then_some(Reading::Both {
            group,
            decimal: mark,
        }),
        (Some(_), _) => None,
        (None, 1) if behind != 3 || before.len() > 3 || before.starts_with('0') => {
            Some(Reading::Decimal(mark))
        }
        (None, 1) => Some(Reading::Either(mark)),
        (None, _) => is_grouped(digits).then_some(Reading::Grouped(mark)),
    }
}

/// Reads the figures of a row. Where neither a number nor the others say it, one mark before three
/// digits is that of thousands in a row of counts, of money, of anything but per cent.
pub(in crate::exchange::table) fn amounts<'a>(cells: impl Iterator<Item = &'a str>) -> Amounts {
    let found: Vec<_> = cells
        .map(|text| {
            let written = written(text)?;
            let reading = reading(written.digits)?;
            Some((written, reading))
        })
        .collect();
    let (mut decimals, mut groups) = (Vec::new(), Vec::new());
    for (_, reading) in found.iter().flatten() {
        match reading {
            Reading::Decimal(mark) => decimals.push(*mark),
            Reading::Grouped(mark) => groups.push(*mark),
            Reading::Both { group, decimal } => {
                groups.push(*group);
                decimals.push(*decimal);
            }
            Reading::Plain | Reading::Either(_) => {}
        }
    }
    let mut read = Amounts::default();
    for (index, cell) in found.into_iter().enumerate() {
        let amount = cell.and_then(|(written, reading)| {
            let decimal = match reading {
                Reading::Decimal(mark) | Reading::Both { decimal: mark, .. } => Some(mark),
                Reading::Either(mark) => {
                    let is_known = groups.contains(&mark) || decimals.iter().any(|d| *d != mark);
                    let is_decimal = !groups.contains(&mark)
                        && (decimals.contains(&mark) || written.unit.contains('%'));
                    if !is_decimal && !is_known && read.doubtful.is_none() {
                        read.doubtful = Some(index);
                    }
                    is_decimal.then_some(mark)
                }
                Reading::Plain | Reading::Grouped(_) => None,
            };
            let plain = written.digits.chars().filter_map(|c| match c {
                '0'..='9' => Some(c),
                c => (Some(c) == decimal).then_some('.'),
            });
            let value: f64 = plain.collect::<String>().parse().ok()?;
            let value = if written.is_negative { -value } else { value };
            let (times, unit) = without_multiple(&written.unit);
            // In decimal digits, so that 1.2 thousand is 1200 and nothing behind it.
            let value = (value * times * 1e6).round() / 1e6;
            value.is_finite().then_some(Amount { value, unit })
        });
        read.cells.push(amount);
    }
    read
}

/// Hours and minutes as a spreadsheet keeps them ("0:20", "01:30:00") in words that a duration is
/// written in; `None` for any other text.
pub(in crate::exchange::table) fn clock(text: &str) -> Option<String> {
    let mut parts = text.trim().split(':');
    let mut part = |most: usize| {
        let part = parts
            .next()
            .filter(|part| (1..=most).contains(&part.len()))?;
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| part.parse::<u32>().ok())?
    };
    let (hours, minutes) = (part(4)?, part(2)?);
    let seconds = part(2);
    if parts.next().is_some() || text.matches(':').count() > 1 && seconds.is_none() {
        return None;
    }
    let seconds = seconds.unwrap_or(0);
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let parts = [(hours, "h"), (minutes, "min"), (seconds, "s")];
    let said: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    Some(if said.is_empty() {
        "0 min".to_owned()
    } else {
        said.join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(cells: &[&str]) -> Vec<Option<f64>> {
        let read = amounts(cells.iter().copied());
        read.cells
            .into_iter()
            .map(|cell| cell.map(|c| c.value))
            .collect()
    }

    #[test]
    fn the_row_says_which_mark_is_the_decimal_one() {
        for (cells, expected) in [
            (&["12,500", "1,200"][..], &[Some(12500.0), Some(1200.0)][..]),
            (&["12.500", "1.200"], &[Some(12500.0), Some(1200.0)]),
            (
                &["48.200", "16.400", "5.800"],
                &[Some(48200.0), Some(16400.0), Some(5800.0)],
            ),
            (&["88%", "64,5%"], &[Some(88.0), Some(64.5)]),
            (&["12,5", "1,250"], &[Some(12.5), Some(1.25)]),
            (&["1.250,5", "2.300"], &[Some(1250.5), Some(2300.0)]),
            (&["1 200", "1’300"], &[Some(1200.0), Some(1300.0)]),
            (&["1,250,000"], &[Some(1_250_000.0)]),
            (&["0,125", "33.333%"], &[Some(0.125), Some(33.333)]),
            (
                &["−8", "-12", "+5", "–3"],
                &[Some(-8.0), Some(-12.0), Some(5.0), Some(-3.0)],
            ),
            (&["Rp 12.500", "Rp 38.000"], &[Some(12500.0), Some(38000.0)]),
            (
                &["2026-03-01", "1.2.3", "10–15 min", "3rd of 4", "soon", ""],
                &[None; 6],
            ),
        ] {
            assert_eq!(values(cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn doubts_and_units_are_told() {
        assert_eq!(amounts(["12.500", "1.200"].into_iter()).doubtful, Some(0));
        assert_eq!(amounts(["12.500", "1.200,5"].into_iter()).doubtful, None);
        let unit = |text: &str| amounts([text].into_iter()).cells[0].clone().unwrap().unit;
        assert_eq!(unit("Rp 12.500"), "Rp");
        assert_eq!(unit("12,50 €"), "€");
        assert_eq!(unit("82%"), "%");
        assert_eq!(unit("40 visits"), "visits");
        for (text, value, unit) in [
            ("€1.2k", 1200.0, "€"),
            ("3,4 k€", 3400.0, "€"),
            ("Rp 1,5 jt", 1_500_000.0, "Rp"),
            ("2,5 Mio. €", 2_500_000.0, "€"),
            ("$4M", 4_000_000.0, "$"),
            ("3.5万", 35_000.0, ""),
            ("12 rb", 12_000.0, ""),
            ("12 km", 12.0, "km"),
            ("5 min", 5.0, "min"),
        ] {
            let read = amounts([text].into_iter()).cells[0].clone().unwrap();
            assert_eq!((read.value, read.unit.as_str()), (value, unit), "{text}");
        }
    }

    #[test]
    fn times_become_durations() {
        for (text, said) in [
            ("0:20", "20 min"),
            ("1:30", "1 h 30 min"),
            ("08:00:00", "8 h"),
            ("00:00:30", "30 s"),
        ] {
            assert_eq!(clock(text).as_deref(), Some(said), "{text}");
        }
        for text in ["20", "1:75", "a:b", "1:2:3:4", "10:20 AM"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
