//! Days as survey tools and people write them.

use super::words::{Saying, folded};
use crate::model::Date;

/// Which of two short numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// 1/3/2026 is the first of March.
    #[default]
    DayFirst,
    /// 3/1/2026 is the first of March.
    MonthFirst,
}

/// The beginnings of the names of months, in the languages of the usual tools.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fev", "pebr"],
    &["mar", "maer", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mei", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "agu", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "des", "dez", "dic"],
];

impl DateOrder {
    /// The day that a text begins with or names; a time behind it is passed over.
    pub fn read(self, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.len() > 80 {
            return None;
        }
        numbers(text).map_or_else(
            || named(text),
            |day| match day {
                Numbers::YearFirst(date) => Some(date),
                Numbers::Short {
                    first,
                    second,
                    year,
                    mark,
                } => {
                    let month_first = self == Self::MonthFirst && mark != '.';
                    let (day, month) = if month_first {
                        (second, first)
                    } else {
                        (first, second)
                    };
                    // What cannot be otherwise is not as it is everywhere else.
                    Date::new(year, month, day).or_else(|| Date::new(year, day, month))
                }
            },
        )
    }

    /// The order in some texts, and whether anything proves it. Without a proof the words of the
    /// heads tell; "AM" and "PM" are written where the month is written first.
    pub(super) fn guess<'a>(
        texts: impl Iterator<Item = &'a str>,
        heads: &[String],
    ) -> (Self, Proof) {
        let (mut is_open, mut has_half_days) = (None, false);
        for text in texts {
            let Some(Numbers::Short {
                first,
                second,
                mark,
                ..
            }) = numbers(text.trim())
            else {
                continue;
            };
            if mark == '.' {
                continue;
            }
            if first > 12 {
                return (Self::DayFirst, Proof::Certain);
            }
            if second > 12 {
                return (Self::MonthFirst, Proof::Certain);
            }
            let lower = text.to_ascii_lowercase();
            has_half_days = has_half_days || lower.contains("am") || lower.contains("pm");
            if first != second && is_open.is_none() {
                is_open = Some(text.trim().to_owned());
            }
        }
        let is_day_first = heads
            .iter()
            .any(|head| Saying::DayFirst.in_text(&folded(head)).is_some());
        let order = match has_half_days || !is_day_first {
            true => Self::MonthFirst,
            false => Self::DayFirst,
        };
        (order, is_open.map_or(Proof::Certain, Proof::Open))
    }
}

/// Whether the order of day and month is sure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Proof {
    Certain,
    /// A text that could be two days.
    Open(String),
}

enum Numbers {
    YearFirst(Date),
    Short {
        first: u8,
        second: u8,
        year: u16,
        mark: char,
    },
}

/// Three numbers with one mark between them.
fn numbers(text: &str) -> Option<Numbers> {
    let day = text.split([' ', 'T', ',', '\u{202F}', '\u{A0}']).next()?;
    if let Some((year, rest)) = day.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let date = Date::new(
            year.parse().ok()?,
            month.parse().ok()?,
            rest.trim_end_matches('日').parse().ok()?,
        );
        return date.map(Numbers::YearFirst);
    }
    let mark = day.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = day.trim_end_matches('.').split(mark).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if first.len() == 4 && is_number(first, 4) {
        let date = Date::new(
            first.parse().ok()?,
            second.parse().ok()?,
            third.parse().ok()?,
        );
        return date.map(Numbers::YearFirst);
    }
    let is_year = is_number(third, 4) && third.len() % 2 == 0;
    if !(is_number(first, 2) && is_number(second, 2) && is_year) {
        return None;
    }
    let year: u16 = third.parse().ok()?;
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let is_date = first.max(second) <= 31 && first.min(second) <= 12 && first.min(second) >= 1;
    is_date.then_some(Numbers::Short {
        first,
        second,
        year: if third.len() == 2 { 2000 + year } else { year },
        mark,
    })
}

/// "1 Mar 2026", "March 1, 2026", "01-Mar-26".
fn named(text: &str) -> Option<Date> {
    let text = folded(text);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let month_of = |word: &&str| {
        let is_word = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
        let mut months = MONTHS.iter();
        let begins = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
        is_word
            .then(|| months.position(|names| begins(names)))
            .flatten()
    };
    let (at, month) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| Some((at, month_of(word)?)))?;
    let number = |at: Option<usize>| -> Option<u16> {
        let word = words.get(at?)?;
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse().ok().filter(|_| digits.len() <= 4)
    };
    // Spanish and Portuguese say "de" between them.
    let behind = at + 1 + usize::from(words.get(at + 1) == Some(&"de"));
    let before = at.checked_sub(1);
    let before = before.and_then(|before| {
        if words[before] == "de" {
            before.checked_sub(1)
        } else {
            Some(before)
        }
    });
    let (day, year) = match number(before) {
        Some(day) => (day, number(Some(behind))?),
        None => (number(Some(at + 1))?, number(Some(at + 2))?),
    };
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, month as u8 + 1, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_tools_write_them() {
        for (text, day_first, month_first) in [
            ("2026/03/01 10:22:30 AM GMT+7", "2026-03-01", "2026-03-01"),
            ("2026-03-01T10:00:00Z", "2026-03-01", "2026-03-01"),
            ("01/03/2026 10:22:34", "2026-03-01", "2026-01-03"),
            ("3/1/26", "2026-01-03", "2026-03-01"),
            ("13/1/2026", "2026-01-13", "2026-01-13"),
            ("1.3.2026, 10:00", "2026-03-01", "2026-03-01"),
            ("1 Mar 2026", "2026-03-01", "2026-03-01"),
            ("March 1st, 2026 10:00", "2026-03-01", "2026-03-01"),
            ("01-Mei-26", "2026-05-01", "2026-05-01"),
            ("1 de março de 2026", "2026-03-01", "2026-03-01"),
            ("2026年3月1日", "2026-03-01", "2026-03-01"),
        ] {
            let read = [DateOrder::DayFirst, DateOrder::MonthFirst]
                .map(|order| order.read(text).map(|date| date.iso()).unwrap_or_default());
            assert_eq!(read, [day_first, month_first], "{text}");
        }
        for none in [
            "",
            "5",
            "4.5",
            "1/2",
            "2026",
            "Purchase",
            "10:22",
            "198.51.100.7",
            "May",
            "3 - ok",
        ] {
            assert_eq!(DateOrder::DayFirst.read(none), None, "{none}");
        }
    }

    #[test]
    fn one_day_beyond_the_twelfth_tells_the_order() {
        let guess = |texts: &[&str], head: &str| {
            DateOrder::guess(texts.iter().copied(), &[head.to_owned()])
        };
        assert_eq!(
            guess(&["01/03/2026", "14/03/2026"], "Date"),
            (DateOrder::DayFirst, Proof::Certain)
        );
        assert_eq!(
            guess(&["03/14/2026"], "Tanggal"),
            (DateOrder::MonthFirst, Proof::Certain)
        );
        let open = Proof::Open("01/03/2026".to_owned());
        assert_eq!(
            guess(&["01/03/2026"], "Stempel waktu"),
            (DateOrder::DayFirst, open.clone())
        );
        assert_eq!(
            guess(&["01/03/2026"], "Timestamp"),
            (DateOrder::MonthFirst, open)
        );
        assert_eq!(guess(&["2026-03-01", "1.3.2026"], "Date").1, Proof::Certain);
    }
}
