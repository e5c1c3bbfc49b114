//! A calendar date.

use crate::words::Language;

/// A day of the proleptic Gregorian calendar; holds by construction: it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` when there is no such day, or the year is not within 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The day so many days after 1 January 1970; `None` beyond the year 9999.
    ///
    /// After Howard Hinnant, "chrono-compatible low-level date algorithms" (`civil_from_days`):
    /// years begin in March, so that the leap day is their last, and repeat every 400.
    pub fn from_unix_days(days: u64) -> Option<Self> {
        const DAYS_OF_ERA: u64 = 146_097;
        let days = days.checked_add(719_468)?;
        let (era, day) = (days / DAYS_OF_ERA, days % DAYS_OF_ERA);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = match month {
            0..10 => (400 * era + year, month + 3),
            _ => (400 * era + year + 1, month - 9),
        };
        Self::new(
            u16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// Reads `2026-09-12` (ISO 8601).
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = [(year, 4), (month, 2), (day, 2)]
            .iter()
            .all(|(part, len)| part.len() == *len && part.bytes().all(|b| b.is_ascii_digit()));
        if !digits || parts.next().is_some() {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// As files write it: `2026-09-12` (ISO 8601).
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Day, short month, year: the one form in which people read a day.
    ///
    /// ```
    /// use jejak::{model::Date, words::Language};
    /// let day = Date::parse("2026-09-12").unwrap();
    /// assert_eq!(day.in_words(Language::English), "12 Sep 2026");
    /// ```
    pub fn in_words(self, language: Language) -> String {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let month = language.t(MONTHS[usize::from(self.month) - 1]);
        let (day, year) = (self.day.to_string(), self.year.to_string());
        language.fill(
            "{day} {month} {year}",
            &[("day", &day), ("month", month), ("year", &year)],
        )
    }

    /// 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Whether at least so many months have gone by from here to `later`.
    pub fn is_months_before(self, later: Self, months: u16) -> bool {
        let count = |date: Self| u32::from(date.year) * 12 + u32::from(date.month);
        (count(self) + u32::from(months), self.day) <= (count(later), later.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_has_them() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (20_779, "2026-11-22"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (2_932_896, "9999-12-31"),
        ] {
            let found = Date::from_unix_days(days).map(Date::iso);
            assert_eq!(found.as_deref(), Some(expected));
        }
        assert_eq!(Date::from_unix_days(2_932_897), None);
        assert_eq!(Date::from_unix_days(u64::MAX), None);
    }

    #[test]
    fn months_go_by_on_the_same_day_of_a_later_month() {
        let day = |text| Date::parse(text).unwrap();
        let since = day("2026-09-12");
        assert!(since.is_months_before(day("2027-03-12"), 6));
        assert!(!since.is_months_before(day("2027-03-11"), 6));
        assert!(day("2026-08-31").is_months_before(day("2027-03-01"), 6));
        assert!(!since.is_months_before(day("2026-09-11"), 0));
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(Date::parse("2026-09-12").unwrap().iso(), "2026-09-12");
        assert!(Date::parse("2024-02-29").is_some());
        assert!(Date::parse("2000-02-29").is_some());
        for none in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "12 Sept 2026",
            "2026-09-12-1",
            "+026-09-12",
            "",
        ] {
            assert_eq!(Date::parse(none), None, "{none}");
        }
    }
}
