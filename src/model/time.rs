//! How long something takes: spans from minutes to years, doing told from waiting.

use super::metric::number;
use crate::words::Language;

/// A length of time as a person says it: "3 days" stays three days, not 72 hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Above 0 and finite.
    pub amount: f64,
    pub unit: TimeUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
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

    /// Behind a number, with `{n}` for it; English, for the translation table.
    fn with_number(self, is_one: bool) -> &'static str {
        match (self, is_one) {
            (Self::Minute, _) => "{n} min",
            (Self::Hour, _) => "{n} h",
            (Self::Day, true) => "{n} day",
            (Self::Day, false) => "{n} days",
            (Self::Week, true) => "{n} week",
            (Self::Week, false) => "{n} weeks",
            (Self::Month, true) => "{n} month",
            (Self::Month, false) => "{n} months",
            (Self::Year, true) => "{n} year",
            (Self::Year, false) => "{n} years",
        }
    }
}

impl Span {
    /// `None` unless `amount` is above 0 and finite, in minutes too.
    pub fn new(amount: f64, unit: TimeUnit) -> Option<Self> {
        let span = Self { amount, unit };
        span.is_sound().then_some(span)
    }

    pub fn is_sound(self) -> bool {
        self.amount > 0.0 && self.minutes().is_finite()
    }

    pub fn minutes(self) -> f64 {
        self.amount * self.unit.minutes()
    }

    /// As it is read: "30 min", "3 days".
    pub fn text(self, language: Language) -> String {
        let words = self.unit.with_number(self.amount == 1.0);
        language.fill(words, &[("n", &number(self.amount, language))])
    }
}

/// What part of a stage or a step is spent doing something, and what part waiting.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Times {
    pub doing: Option<Span>,
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
            part("{time} doing", self.doing),
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
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
        let (amount, unit) = text.split_at(end);
        let amount = amount.replace(',', ".").parse().ok()?;
        let unit = unit.trim().trim_end_matches('.').to_lowercase();
        let unit = match unit.as_str() {
            "m" | "min" | "mins" | "minute" | "minutes" | "menit" | "mnt" => TimeUnit::Minute,
            "h" | "hr" | "hrs" | "hour" | "hours" | "jam" => TimeUnit::Hour,
            "d" | "day" | "days" | "hari" => TimeUnit::Day,
            "w" | "week" | "weeks" | "minggu" | "mgg" => TimeUnit::Week,
            "mo" | "month" | "months" | "bulan" | "bln" => TimeUnit::Month,
            "y" | "yr" | "year" | "years" | "tahun" | "thn" => TimeUnit::Year,
            _ => return None,
        };
        Self::new(amount, unit)
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
