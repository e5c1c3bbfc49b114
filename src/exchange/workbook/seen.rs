//! What a person sees in a cell of a workbook: numbers and dates as their format shows them.

use calamine::{DataRef, ExcelDateTime};

use crate::words::Language;

/// The format that shows a date as the system writes dates, and the one with the time.
const SYSTEM_DATES: [u32; 2] = [14, 22];

/// How a cell is shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellFormat<'a> {
    pub code: &'a str,
    pub id: Option<u32>,
    /// Numbers to their last digit, as one that is read again must be.
    pub exact: bool,
}

/// The text of a cell. Digits are not grouped: a number stays one that can be read.
pub(super) fn text(value: &DataRef, shown: CellFormat, language: Language) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if shown.exact => number.to_string(),
        DataRef::Float(value) => number(*value, shown.code),
        DataRef::DateTime(moment) => {
            let is_system = shown.id.is_none_or(|id| SYSTEM_DATES.contains(&id));
            let code = if is_system {
                ""
            } else {
                section(shown.code, 0)
            };
            date(*moment, code, language)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            let day = text
                .split_once("T00:00:00")
                .filter(|(_, rest)| rest.is_empty());
            day.map_or_else(|| text.replacen('T', " ", 1), |(day, _)| day.to_owned())
        }
    }
}

/// One of the parts of a format, which have semicolons between: for positive numbers, negative
/// ones, zero.
fn section(code: &str, index: usize) -> &str {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let mut sections = code.split(|c| {
        let was_escaped = is_escaped;
        is_escaped = c == '\\' && !was_escaped;
        if c == '"' && !was_escaped {
            is_quoted = !is_quoted;
        }
        c == ';' && !is_quoted && !was_escaped
    });
    sections.nth(index).unwrap_or_default()
}

/// A piece of a format.
#[derive(Debug, PartialEq)]
enum FormatToken {
    /// As it stands.
    Said(String),
    /// Letters and signs that mean something, all the same.
    Sign(char, usize),
    /// Elapsed time: `[h]`.
    Elapsed(char),
    HalfOfDay,
}

fn pieces(code: &str) -> Vec<FormatToken> {
    let mut pieces = Vec::new();
    let mut letters = code.chars().peekable();
    let say = |pieces: &mut Vec<FormatToken>, text: &str| match pieces.last_mut() {
        Some(FormatToken::Said(said)) => said.push_str(text),
        _ => pieces.push(FormatToken::Said(text.to_owned())),
    };
    while let Some(c) = letters.next() {
        match c {
            '"' => {
                let said: String = letters.by_ref().take_while(|c| *c != '"').collect();
                say(&mut pieces, &said);
            }
            '\\' => {
                if let Some(c) = letters.next() {
                    say(&mut pieces, &c.to_string());
                }
            }
            // As wide as a letter.
            '_' => {
                letters.next();
                say(&mut pieces, " ");
            }
            '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let first = inside.chars().next().unwrap_or(' ').to_ascii_lowercase();
                if let Some(currency) = inside.strip_prefix('$') {
                    say(&mut pieces, currency.split('-').next().unwrap_or_default());
                } else if "hms".contains(first) && inside.to_lowercase().chars().all(|c| c == first)
                {
                    pieces.push(FormatToken::Elapsed(first));
                }
            }
            'A' | 'a' if half_of_day(&mut letters) => pieces.push(FormatToken::HalfOfDay),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | '0' | '#' | '?' | '.'
            | ',' | '%' | 'E' | '/' | '@' | 'G' | 'e' => {
                let sign = if "0#?E@GF".contains(c) {
                    c
                } else {
                    c.to_ascii_lowercase()
                };
                match pieces.last_mut() {
                    Some(FormatToken::Sign(last, count)) if *last == sign => *count += 1,
                    _ => pieces.push(FormatToken::Sign(sign, 1)),
                }
            }
            c => say(&mut pieces, &c.to_string()),
        }
    }
    pieces
}

/// Takes the rest of "AM/PM" or "A/P".
fn half_of_day(letters: &mut std::iter::Peekable<std::str::Chars>) -> bool {
    for rest in ["M/PM", "/P"] {
        let mut ahead = letters.clone();
        if rest
            .chars()
            .all(|c| ahead.next().is_some_and(|a| a.eq_ignore_ascii_case(&c)))
        {
            *letters = ahead;
            return true;
        }
    }
    false
}

/// With as many decimals as the format says, its per cent sign and its words.
fn number(value: f64, code: &str) -> String {
    let has_negative = !section(code, 1).is_empty();
    let (code, value) = match () {
        () if value < 0.0 && has_negative => (section(code, 1), -value),
        () if value == 0.0 && !section(code, 2).is_empty() => (section(code, 2), value),
        () => (section(code, 0), value),
    };
    let pieces = pieces(code);
    let is_digit = |piece: &FormatToken| matches!(piece, FormatToken::Sign('0' | '#' | '?', _));
    let has = |sign: char| {
        pieces
            .iter()
            .any(|piece| matches!(piece, FormatToken::Sign(s, _) if *s == sign))
    };
    let first = pieces.iter().position(is_digit);
    // Fractions, powers of ten, and what has no digits at all.
    if first.is_none() && !code.is_empty() && !has('G') && !has('@') {
        return said(&pieces).trim().to_owned();
    }
    let Some(first) = first.filter(|_| !has('E') && !has('/') && !has('G')) else {
        return general(value);
    };
    let is_part =
        |piece: &FormatToken| is_digit(piece) || matches!(piece, FormatToken::Sign('.' | ',', _));
    let end = first
        + pieces[first..]
            .iter()
            .take_while(|piece| is_part(piece))
            .count();
    let point = pieces
        .iter()
        .position(|piece| matches!(piece, FormatToken::Sign('.', _)));
    let start = point.map_or(first, |point| point.min(first));
    let (mut least, mut most) = (0, 0);
    if let Some(point) = point {
        for piece in &pieces[point..end.max(point)] {
            if let FormatToken::Sign(sign @ ('0' | '#' | '?'), count) = piece {
                most += count;
                least += if *sign == '0' { *count } else { 0 };
            }
        }
    }
    // A comma behind the last digit stands for thousands.
    let thousands = match &pieces[..end].last() {
        Some(FormatToken::Sign(',', count)) => *count,
        _ => 0,
    };
    let mut value = value / 1000_f64.powi(i32::try_from(thousands).unwrap_or(0));
    if has('%') {
        value *= 100.0;
    }
    let mut digits = format!("{value:.*}", most.min(15));
    if most > 0 {
        let needed = digits.len() - (most.min(15) - least.min(15));
        while digits.len() > needed && digits.ends_with('0') {
            digits.pop();
        }
        if digits.ends_with('.') {
            digits.pop();
        }
    }
    let digits = match digits.strip_prefix('-') {
        Some(zero) if zero.chars().all(|c| "0.".contains(c)) => zero.to_owned(),
        _ => digits,
    };
    let before = said(&pieces[..start]);
    let behind = said(&pieces[end.min(pieces.len())..]);
    // The sign stands before everything.
    match digits.strip_prefix('-') {
        Some(digits) => format!("-{before}{digits}{behind}"),
        None => format!("{before}{digits}{behind}"),
    }
    .trim()
    .to_owned()
}

fn said(pieces: &[FormatToken]) -> String {
    let said = pieces.iter().map(|piece| match piece {
        FormatToken::Said(text) => text.clone(),
        FormatToken::Sign('%', count) => "%".repeat(*count),
        _ => String::new(),
    });
    said.collect()
}

/// As short as it is seen where no format says how: at most 15 digits that mean something.
pub(super) fn general(value: f64) -> String {
    let text = value.to_string();
    if text.len() <= 16 {
        return text;
    }
    let rounded: Option<f64> = format!("{value:.14e}").parse().ok();
    rounded.map_or(text, |rounded| rounded.to_string())
}

fn date(moment: ExcelDateTime, code: &str, language: Language) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let pieces = pieces(code);
    let means = |piece: &FormatToken| {
        matches!(
            piece,
            FormatToken::Sign('y' | 'm' | 'd' | 'h' | 's', _) | FormatToken::Elapsed(_)
        )
    };
    if !pieces.iter().any(means) {
        let time = match (hour, minute, second) {
            (0, 0, 0) => String::new(),
            (hour, minute, 0) => format!("{hour:02}:{minute:02}"),
            (hour, minute, second) => format!("{hour:02}:{minute:02}:{second:02}"),
        };
        let is_time = (0.0..1.0).contains(&moment.as_f64()) && !time.is_empty();
        let date = if is_time {
            String::new()
        } else {
            format!("{year:04}-{month:02}-{day:02}")
        };
        return format!("{date} {time}").trim().to_owned();
    }
    let has_half = pieces.contains(&FormatToken::HalfOfDay);
    let seconds = (moment.as_f64() * 86_400.0).round().clamp(-1e15, 1e15) as i64;
    let padded = |value: u64, width: usize| {
        if width > 1 {
            format!("{value:02}")
        } else {
            value.to_string()
        }
    };
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let about = |piece: Option<&FormatToken>, sign| match piece {
            Some(FormatToken::Sign(found, _) | FormatToken::Elapsed(found)) => *found == sign,
            _ => false,
        };
        let is_time = |piece: &&FormatToken| {
            matches!(
                piece,
                FormatToken::Sign('y' | 'm' | 'd' | 'h' | 's', _) | FormatToken::Elapsed(_)
            )
        };
        let is_minute = about(pieces[..at].iter().rfind(is_time), 'h')
            || about(pieces[at + 1..].iter().find(is_time), 's');
        match piece {
            FormatToken::Said(said) => text.push_str(said),
            FormatToken::HalfOfDay => text.push_str(if hour < 12 { "AM" } else { "PM" }),
            FormatToken::Elapsed('h') => text += &(seconds / 3600).to_string(),
            FormatToken::Elapsed('m') => text += &(seconds / 60).to_string(),
            FormatToken::Elapsed(_) => text += &seconds.to_string(),
            FormatToken::Sign('y', 1 | 2) => text += &format!("{:02}", year % 100),
            FormatToken::Sign('y' | 'e', _) => text += &format!("{year:04}"),
            FormatToken::Sign('m', width) if is_minute => text += &padded(minute.into(), *width),
            FormatToken::Sign('m', width @ (1 | 2)) => text += &padded(month.into(), *width),
            FormatToken::Sign('m', width) => text += &month_name(month, *width, language),
            FormatToken::Sign('d', width @ (1 | 2)) => text += &padded(day.into(), *width),
            FormatToken::Sign('d', width) => {
                text += &day_name((year, month, day), *width, language)
            }
            FormatToken::Sign('h', width) => {
                let hour = match (hour, has_half) {
                    (hour, false) => hour,
                    (0 | 12, true) => 12,
                    (hour, true) => hour % 12,
                };
                text += &padded(hour.into(), *width);
            }
            FormatToken::Sign('s', width) => text += &padded(second.into(), *width),
            // Parts of a second.
            FormatToken::Sign('0', width) => {
                let digits = format!("{milli:03}");
                text += &digits[..(*width).min(3)];
            }
            FormatToken::Sign('@' | 'G' | 'E' | '#' | '?', _) => {}
            FormatToken::Sign(sign, count) => text.extend(std::iter::repeat_n(*sign, *count)),
        }
    }
    text.trim().to_owned()
}

fn month_name(month: u8, width: usize, language: Language) -> String {
    let name = language.t(match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    });
    cut(name, width)
}

fn day_name((year, month, day): (u16, u8, u8), width: usize, language: Language) -> String {
    // Sakamoto's: how far the first of each month is from that of January, in a year that begins
    // in March.
    const MONTHS: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = usize::from(year) - usize::from(month < 3 && year > 0);
    let leaps = year / 4 - year / 100 + year / 400;
    let month = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    let name = language.t(match (year + leaps + month + usize::from(day)) % 7 {
        0 => "Sunday",
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        _ => "Saturday",
    });
    cut(name, width)
}

/// Three letters where the format has three, one where it has five.
fn cut(name: &str, width: usize) -> String {
    let len = match width {
        3 => 3,
        5 => 1,
        _ => usize::MAX,
    };
    name.chars().take(len).collect()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_seen_as_their_format_shows_them() {
        for (value, code, seen) in [
            (0.1 + 0.2, "General", "0.3"),
            (-1234.5, "General", "-1234.5"),
            (0.354, "0%", "35%"),
            (0.354, "0.0%", "35.4%"),
            (4.0, "0.00", "4.00"),
            (4.5, "0.##", "4.5"),
            (4.0, "0.##", "4"),
            (1250.0, "#,##0", "1250"),
            (-3.0, "#,##0;(#,##0)", "(3)"),
            (50_000.0, "[$Rp-421]#,##0", "Rp50000"),
            (-5.0, "\"$\"0.00", "-$5.00"),
            (20.0, "0\" min\"", "20 min"),
            (1_500_000.0, "0.0,,\"M\"", "1.5M"),
            (0.0, "0;-0;\"–\"", "–"),
            (-0.2, "0", "0"),
            (12.0, "@", "12"),
            (0.5, "# ?/?", "0.5"),
            (12.0, "0.00E+00", "12"),
        ] {
            assert_eq!(number(value, code), seen, "{value} as {code}");
        }
    }

    #[test]
    fn dates_are_seen_as_their_format_shows_them() {
        let at = |value| ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
        // 13 October 2025 was a Monday.
        for (value, code, seen) in [
            (45943.0, "", "2025-10-13"),
            (45943.5, "", "2025-10-13 12:00"),
            (0.75, "", "18:00"),
            (45943.0, "dd/mm/yyyy", "13/10/2025"),
            (45943.0, "d mmmm yyyy", "13 October 2025"),
            (45943.0, "ddd d-mmm-yy", "Mon 13-Oct-25"),
            (45943.541, "h:mm AM/PM", "12:59 PM"),
            (45943.541, "hh:mm:ss", "12:59:02"),
            (45943.541, "yyyy\\-mm\\-dd\\ hh:mm", "2025-10-13 12:59"),
            (1.5, "[h]:mm", "36:00"),
        ] {
            assert_eq!(
                date(at(value), code, Language::English),
                seen,
                "{value} as {code}"
            );
        }
        let indonesian = date(at(45943.0), "dddd, d mmmm yyyy", Language::Indonesian);
        assert_eq!(indonesian, "Senin, 13 Oktober 2025");
    }
}
