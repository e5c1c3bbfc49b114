//! The translation table: every string that a person reads goes through it.
//!
//! The English text is the key, as in gettext: `language.t("Save as…")`. A language is one file
//! beside this one, a table from English to its own words, and one variant of [`Language`].
//! A text that a table lacks appears in English; a test finds such gaps.

mod id;

use std::{collections::HashMap, sync::LazyLock};

/// A language of the window or of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    Indonesian,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Indonesian];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Indonesian => "Bahasa Indonesia",
        }
    }

    /// Reads `en`, `id`, `id_ID.UTF-8`, `en-GB` and the like; `None` for a language not here.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['_', '-', '.']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|l| l.code() == primary)
    }

    /// The language that the person's system is set to; English where it is not one of these.
    pub fn of_system() -> Self {
        sys_locale::get_locale()
            .and_then(|locale| Self::from_code(&locale))
            .unwrap_or_default()
    }

    /// The translation of an English text.
    pub fn t(self, english: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Indonesian => INDONESIAN.get(english).copied().unwrap_or(english),
        }
    }

    /// Whether the language has its own words for an English text.
    pub fn knows(self, english: &str) -> bool {
        match self {
            Self::English => true,
            Self::Indonesian => INDONESIAN.contains_key(english),
        }
    }

    /// The English texts that the language has words for; none for English itself.
    pub fn known(self) -> impl Iterator<Item = &'static str> {
        let table = match self {
            Self::English => &[],
            Self::Indonesian => id::TABLE,
        };
        table.iter().map(|(english, _)| *english)
    }

    /// The translation of an English text with its `{name}` places filled in.
    ///
    /// ```
    /// use jejak::words::Language;
    /// assert_eq!(Language::English.fill("Line {line}", &[("line", "7")]), "Line 7");
    /// ```
    pub fn fill(self, english: &'static str, values: &[(&str, &str)]) -> String {
        let mut rest = self.t(english);
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some(open) = rest.find('{') {
            filled.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            let name = &rest[1..close];
            match values.iter().find(|(key, _)| *key == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[..=close]),
            }
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// Marks an English text that goes through the table later.
pub const fn marked(english: &'static str) -> &'static str {
    english
}

static INDONESIAN: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| id::TABLE.iter().copied().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_regions_are_read() {
        assert_eq!(
            Language::from_code("id_ID.UTF-8"),
            Some(Language::Indonesian)
        );
        assert_eq!(Language::from_code("en-GB"), Some(Language::English));
        assert_eq!(Language::from_code("fr"), None);
    }

    #[test]
    fn a_filled_value_is_not_filled_again() {
        let filled = Language::English.fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "{b} and 2");
    }

    #[test]
    fn no_english_text_has_two_translations() {
        assert_eq!(INDONESIAN.len(), id::TABLE.len());
    }
}
