//! How long something takes: spans from minutes to years, doing told from waiting.

use std::{collections::HashMap, sync::LazyLock};

use crate::words::{Language, leading_number, plural, words_of_all};

/// A length of time as a person says it: "3 days" stays three days, not 72 hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Above 0 and finite.
    pub amount: f64,
    /// In which it is said.
    pub unit: TimeUnit,
}

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
#[allow(missing_docs, reason = "a unit is what it is called")]
pub enum TimeUnit {
    Minute,
    #[default]
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl TimeUnit {
    /// From short to long.
    pub const ALL: [Self; 6] = [
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
    ];

    /// Months and years are those of the Gregorian calendar on average: 365.2425 days a year.
    pub fn minutes(self) -> f64 {
        const DAY: f64 = 24.0 * 60.0;
        match self {
            Self::Minute => 1.0,
            Self::Hour => 60.0,
            Self::Day => DAY,
            Self::Week => 7.0 * DAY,
            Self::Month => 365.2425 / 12.0 * DAY,
            Self::Year => 365.2425 * DAY,
        }
    }

    /// In a list of units; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }

    /// Behind a number, one and many of them, with `{n}` for the number.
    fn with_number(self) -> (&'static str, &'static str) {
        match self {
            Self::Minute => plural("{n} min", "{n} min"),
            Self::Hour => plural("{n} h", "{n} h"),
            Self::Day => plural("{n} day", "{n} days"),
            Self::Week => plural("{n} week", "{n} weeks"),
            Self::Month => plural("{n} month", "{n} months"),
            Self::Year => plural("{n} year", "{n} years"),
        }
    }

    /// As people write it behind a number, in any language of the program.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        static UNITS: LazyLock<HashMap<&str, TimeUnit>> = LazyLock::new(|| {
            let all = TimeUnit::ALL.into_iter();
            all.flat_map(|unit| unit.written().into_iter().map(move |word| (word, unit)))
                .collect()
        });
        UNITS.get(word).copied()
    }

    fn written(self) -> Vec<&'static str> {
        let english = match self {
            Self::Minute => "m, min, mins, minute, minutes",
            Self::Hour => "h, hr, hrs, hour, hours",
            Self::Day => "d, day, days",
            Self::Week => "w, week, weeks",
            Self::Month => "mo, month, months",
            Self::Year => "y, yr, year, years",
        };
        words_of_all("written unit", english)
    }
}

impl Span {
    /// `None` unless `amount` is above 0 and finite, in minutes too.
    pub fn new(amount: f64, unit: TimeUnit) -> Option<Self> {
        let span = Self { amount, unit };
        span.is_sound().then_some(span)
    }

    /// Whether it is a length: above 0, and finite in minutes.
    pub fn is_sound(self) -> bool {
        self.amount > 0.0 && self.minutes().is_finite()
    }

    /// Its length in minutes, as [`TimeUnit::minutes`] has them.
    pub fn minutes(self) -> f64 {
        self.amount * self.unit.minutes()
    }

    /// As it is read: "30 min", "3 days".
    pub fn text(self, language: Language) -> String {
        let (one, many) = self.unit.with_number();
        language.measure(self.amount, one, many)
    }
}

/// What part of a stage or a step is spent doing something, and what part waiting.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Times {
    /// While the customer does something.
    pub doing: Option<Span>,
    /// While the customer waits.
    pub waiting: Option<Span>,
}

impl Times {
    /// Both together, in minutes; `None` where neither is known.
    pub fn minutes(self) -> Option<f64> {
        let spans = [self.doing, self.waiting];
        let known = spans.into_iter().flatten().map(Span::minutes);
        (self != Self::default()).then(|| known.sum())
    }

    /// The share of waiting in both, 0 to 1; `None` where neither is known.
    pub fn waiting_share(self) -> Option<f64> {
        let all = self.minutes()?;
        Some(self.waiting.map_or(0.0, Span::minutes) / all)
    }

    /// Whether both spans are sound, and what they come to.
    pub fn is_sound(self) -> bool {
        let spans = [self.doing, self.waiting];
        spans.into_iter().flatten().all(Span::is_sound) && self.minutes().is_none_or(f64::is_finite)
    }
}

impl Times {
    /// As it is read: "Doing 2 h · waiting 3 days"; empty where nothing is known.
    pub fn text(self, language: Language) -> String {
        let part = |words: &'static str, span: Option<Span>| {
            span.map(|span| language.fill(words, &[("time", &span.text(language))]))
        };
        let parts = [
            part("{time} active", self.doing),
            part("{time} waiting", self.waiting),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }
}

impl Span {
    /// Reads a length of time as people write it, in any language of the program: "30 min",
    /// "1,5 jam", "3 days". `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let amount = leading_number(text).filter(|number| !number.is_grouped)?;
        let is_beside = |c: char| c.is_whitespace() || c == '.';
        let unit = amount.rest.trim_matches(is_beside).to_lowercase();
        Self::new(amount.value, TimeUnit::of_word(&unit)?)
    }
}

/// One end of a span of lengths, as far as it is read.
#[derive(Default)]
struct SpanEnd {
    minutes: f64,
    /// A number whose unit has not come yet.
    amount: Option<f64>,
}

impl SpanEnd {
    fn is_empty(&self) -> bool {
        self.minutes == 0.0 && self.amount.is_none()
    }
}

/// Reads how long something takes as people write it, in any language of the program, in minutes:
/// "30 min", "1–3 hari" (the middle of both), "1 h 30 min", "about a week". `None` for what says no
/// length, such as "years".
pub(super) fn minutes_of(text: &str) -> Option<f64> {
    let text = text.to_lowercase();
    let mut rest = text.trim_start();
    let (mut low, mut end) = (None, SpanEnd::default());
    while let Some(first) = rest.chars().next() {
        let mut is_range = false;
        if first.is_ascii_digit() {
            let number = leading_number(rest).filter(|number| !number.is_grouped)?;
            if end.amount.replace(number.value).is_some() {
                return None;
            }
            rest = number.rest;
        } else if first.is_alphabetic() {
            let length = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            rest = after;
            match LengthWord::of(word)? {
                LengthWord::Unit(unit) => take_unit(low.as_mut(), &mut end, unit)?,
                LengthWord::One(_) if end.amount.is_some() => return None,
                LengthWord::One(unit) => {
                    end.amount = Some(1.0);
                    if let Some(unit) = unit {
                        take_unit(None, &mut end, unit)?;
                    }
                }
                // "up to a week"
                LengthWord::To => is_range = !end.is_empty(),
                LengthWord::About => {}
            }
        } else {
            is_range = matches!(first, '-' | '–' | '—' | '−');
            let is_said = is_range || matches!(first, '~' | '≈' | '±' | '<' | '>' | '.' | ',');
            if !is_said {
                return None;
            }
            rest = &rest[first.len_utf8()..];
            // "kira-kira"
            is_range &= !(end.is_empty() && rest.starts_with(char::is_alphabetic));
        }
        if is_range && low.replace(std::mem::take(&mut end)).is_some() {
            return None;
        }
        rest = rest.trim_start();
    }
    let ends = [low.as_ref().unwrap_or(&end), &end];
    let are_read = ends
        .iter()
        .all(|end| end.amount.is_none() && end.minutes > 0.0);
    let middle = ends.iter().map(|end| end.minutes).sum::<f64>() / 2.0;
    (are_read && middle.is_finite()).then_some(middle)
}

/// In "1–3 days" the unit is that of both.
fn take_unit(low: Option<&mut SpanEnd>, end: &mut SpanEnd, unit: TimeUnit) -> Option<()> {
    end.minutes += end.amount.take()? * unit.minutes();
    if let Some(low) = low
        && let Some(amount) = low.amount.take()
    {
        low.minutes += amount * unit.minutes();
    }
    Some(())
}

/// A word beside the number of a length of time.
#[derive(Clone, Copy)]
enum LengthWord {
    Unit(TimeUnit),
    /// One, also in one word with its unit: "seminggu".
    One(Option<TimeUnit>),
    To,
    About,
}

impl LengthWord {
    fn of(word: &str) -> Option<Self> {
        static WORDS: LazyLock<HashMap<&str, LengthWord>> = LazyLock::new(|| {
            let one = words_of_all("length of time", "a, an, one");
            let to = words_of_all("length of time", "to, until");
            let about = words_of_all(
                "length of time",
                "about, up, and, ca, approx, circa, roughly",
            );
            let all = [
                (one, LengthWord::One(None)),
                (to, LengthWord::To),
                (about, LengthWord::About),
            ]
            .into_iter();
            all.flat_map(|(words, word)| words.into_iter().map(move |said| (said, word)))
                .collect()
        });
        let with_unit = || {
            let mut ones = WORDS
                .iter()
                .filter(|(_, word)| matches!(word, LengthWord::One(_)));
            // A single letter behind it would be any short word: "am".
            let unit = |one: &str| word.strip_prefix(one).filter(|unit| unit.len() > 2);
            ones.find_map(|(one, _)| TimeUnit::of_word(unit(one)?))
        };
        let unit = TimeUnit::of_word(word).map(Self::Unit);
        unit.or_else(|| WORDS.get(word).copied())
            .or_else(|| with_unit().map(|unit| Self::One(Some(unit))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_they_were_said() {
        let days = Span::new(3.0, TimeUnit::Day).unwrap();
        assert_eq!(days.text(Language::English), "3 days");
        assert_eq!(days.text(Language::Indonesian), "3 hari");
        let half = Span::new(1.5, TimeUnit::Hour).unwrap();
        assert_eq!(half.text(Language::English), "1.5 h");
        assert_eq!(half.text(Language::Indonesian), "1,5 jam");
        assert_eq!(
            Span::new(1.0, TimeUnit::Year)
                .unwrap()
                .text(Language::English),
            "1 year"
        );
        for (text, read) in [
            ("3 days", Some((3.0, TimeUnit::Day))),
            (" 1,5 jam ", Some((1.5, TimeUnit::Hour))),
            ("30min", Some((30.0, TimeUnit::Minute))),
            ("2 Bulan", Some((2.0, TimeUnit::Month))),
            ("0 h", None),
            ("3", None),
            ("days", None),
            ("-1 h", None),
        ] {
            let read = read.map(|(amount, unit)| Span { amount, unit });
            assert_eq!(Span::parse(text), read, "{text}");
        }
        for language in Language::ALL {
            for unit in TimeUnit::ALL {
                for amount in [1.0, 2.5] {
                    let span = Span { amount, unit };
                    assert_eq!(Span::parse(&span.text(language)), Some(span));
                }
            }
        }
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e308] {
            assert_eq!(Span::new(bad, TimeUnit::Year), None, "{bad}");
        }
    }

    #[test]
    fn a_length_is_read_as_people_write_it() {
        const DAY: f64 = 24.0 * 60.0;
        for (text, minutes) in [
            ("1–3 days", Some(2.0 * DAY)),
            ("1-3 hari", Some(2.0 * DAY)),
            ("3 days to 1 week", Some(5.0 * DAY)),
            ("2 sampai 4 minggu", Some(21.0 * DAY)),
            ("1 h 30 min", Some(90.0)),
            ("1 jam 30 menit", Some(90.0)),
            ("About 2.5 hours", Some(150.0)),
            ("sekitar 1,5 jam", Some(90.0)),
            ("~ 10 min.", Some(10.0)),
            ("a week", Some(7.0 * DAY)),
            ("seminggu", Some(7.0 * DAY)),
            ("up to an hour", Some(60.0)),
            ("kira-kira 2 jam", Some(120.0)),
            ("-1 h", None),
            ("9 am", None),
            ("years", None),
            ("", None),
            ("3", None),
            ("day 3", None),
            ("3 days – ", None),
            ("1–2–3 days", None),
            ("2 visits in 3 days", None),
            ("…", None),
        ] {
            assert_eq!(minutes_of(text), minutes, "{text}");
        }
    }

    #[test]
    fn waiting_is_a_share_of_both() {
        let times = Times {
            doing: Span::new(1.0, TimeUnit::Hour),
            waiting: Span::new(3.0, TimeUnit::Hour),
        };
        assert_eq!(times.minutes(), Some(240.0));
        assert_eq!(times.waiting_share(), Some(0.75));
        assert_eq!(Times::default().waiting_share(), None);
    }
}
