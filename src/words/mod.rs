//! The translation table: every string that a person reads goes through it.
//!
//! The English text is the key, as in gettext: `language.t("Save as…")`. Each other language is one
//! file, `assets/languages/CODE.po`, and [`Language`] is made of what files there are. What a language
//! has of its own besides words, such as its decimal sign, is in its file too, under a `msgctxt`.
//! A text that a file lacks appears in English; a test finds such gaps.

mod number;
mod plural;

use std::{collections::HashMap, io::Read as _, sync::OnceLock};

use flate2::read::ZlibDecoder;

pub use number::{LeadingNumber, leading_number, number};

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A file of a language.
struct Catalog {
    code: &'static str,
    /// The rule of its plural forms, over `n`.
    plural: &'static str,
    /// Its texts, as `src/build.rs` writes them: most people read one language, and a table of them all
    /// is three quarters of a megabyte of texts and places.
    packed: &'static [u8],
}

impl Catalog {
    /// English texts are the keys themselves.
    const ENGLISH: Self = Self {
        code: "en",
        plural: "n != 1",
        packed: &[],
    };
}

#[derive(Debug, PartialEq)]
struct CatalogEntry {
    /// Empty where the English text alone says what is meant.
    context: &'static str,
    english: &'static str,
    /// The language's text: one, or as many as it has plural forms.
    own: Vec<&'static str>,
}

impl CatalogEntry {
    /// Of the parts of a text, see [`Catalog::packed`].
    fn read(text: &'static str) -> Option<Self> {
        let mut parts = text.split('\u{1f}');
        Some(Self {
            context: parts.next()?,
            english: parts.next()?,
            own: parts.collect(),
        })
    }
}

/// By context and English text.
type Translations = HashMap<(&'static str, &'static str), &'static CatalogEntry>;

impl Language {
    fn catalog(self) -> &'static Catalog {
        &CATALOGS[self as usize]
    }

    /// All that its file has, unpacked when somebody first asks.
    fn entries(self) -> &'static [CatalogEntry] {
        static ENTRIES: [OnceLock<Vec<CatalogEntry>>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        ENTRIES[self as usize].get_or_init(|| {
            let mut texts = String::new();
            if !self.catalog().packed.is_empty() {
                ZlibDecoder::new(self.catalog().packed)
                    .read_to_string(&mut texts)
                    .expect("the build packed it whole");
            }
            let texts: &'static str = texts.leak();
            texts
                .split('\u{1e}')
                .filter_map(CatalogEntry::read)
                .collect()
        })
    }

    fn entry(self, context: &'static str, english: &str) -> Option<&'static CatalogEntry> {
        static TABLES: [OnceLock<Translations>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        let table = TABLES[self as usize].get_or_init(|| {
            let entries = self.entries().iter();
            entries
                .map(|entry| ((entry.context, entry.english), entry))
                .collect()
        });
        table.get(&(context, english)).copied()
    }

    /// As BCP 47 has it, which is ISO 639-1 where no region is told: `id`, `pt-BR`.
    pub fn code(self) -> &'static str {
        self.catalog().code
    }

    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        self.in_context("language", "English")
    }

    /// Between the whole and the parts of a number.
    pub fn decimal_sign(self) -> &'static str {
        self.in_context("decimal sign", ".")
    }

    /// Reads `en`, `id`, `id_ID.UTF-8`, `en-GB` and the like; `None` for a language not here.
    pub fn from_code(code: &str) -> Option<Self> {
        let whole = code.split('.').next()?.replace('_', "-");
        let primary = whole.split('-').next()?;
        let is_called = |name: &str| {
            let mut all = Self::ALL.into_iter();
            all.find(|language| language.code().eq_ignore_ascii_case(name))
        };
        is_called(&whole).or_else(|| is_called(primary))
    }

    /// The language that the person's system is set to; English where it is not one of these.
    pub fn of_system() -> Self {
        sys_locale::get_locale()
            .and_then(|locale| Self::from_code(&locale))
            .unwrap_or_default()
    }

    /// The translation of an English text.
    pub fn t(self, english: &'static str) -> &'static str {
        self.in_context("", english)
    }

    /// The translation of an English text that means something else elsewhere, or stands for what
    /// the language has of its own; `context` is its `msgctxt`.
    pub fn in_context(self, context: &'static str, english: &'static str) -> &'static str {
        let own = self
            .entry(context, english)
            .and_then(|entry| entry.own.first());
        own.copied().unwrap_or(english)
    }

    /// Whether the language has its own words for an English text, or is English.
    pub fn knows(self, english: &str) -> bool {
        self == Self::English || self.entry("", english).is_some()
    }

    /// The English texts that the language has words for, without what stands in a context and
    /// without those for many; none for English itself.
    pub fn known(self) -> impl Iterator<Item = &'static str> {
        let entries = self.entries().iter();
        entries
            .filter(|entry| entry.context.is_empty())
            .map(|entry| entry.english)
    }

    /// The translation of an English text with its `{name}` places filled in.
    ///
    /// ```
    /// use jejak::words::Language;
    /// assert_eq!(Language::English.fill("Line {line}", &[("line", "7")]), "Line 7");
    /// ```
    pub fn fill(self, english: &'static str, values: &[(&str, &str)]) -> String {
        fill_in(self.t(english), values)
    }

    /// The text for a number of things, in the form that the language has for so many. `{n}` in it
    /// is the number; `values` fill its other places.
    ///
    /// ```
    /// use jejak::words::Language;
    /// let told = |n| Language::English.count(n, "{n} card", "{n} cards", &[]);
    /// assert_eq!((told(1), told(2)), ("1 card".into(), "2 cards".into()));
    /// ```
    pub fn count(
        self,
        n: usize,
        one: &'static str,
        many: &'static str,
        values: &[(&str, &str)],
    ) -> String {
        let number = n.to_string();
        let values: Vec<_> = [("n", &*number)]
            .into_iter()
            .chain(values.iter().copied())
            .collect();
        fill_in(self.form(n as u64, one, many), &values)
    }

    /// A text that depends on an amount, which need not be whole. Parts of one take the form of two:
    /// rules of plural forms know whole numbers only.
    pub fn measure(self, amount: f64, one: &'static str, many: &'static str) -> String {
        let is_whole = amount.fract() == 0.0 && (0.0..1e15).contains(&amount);
        let n = if is_whole { amount as u64 } else { 2 };
        fill_in(self.form(n, one, many), &[("n", &self.number(amount))])
    }

    fn form(self, n: u64, one: &'static str, many: &'static str) -> &'static str {
        let own = self.entry("", one).and_then(|entry| {
            let form = plural::form(self.catalog().plural, n)?;
            entry.own.get(form).or(entry.own.last())
        });
        own.copied().unwrap_or(if n == 1 { one } else { many })
    }
}

/// The words that people of any language write for something: those of a list in English, between
/// commas, and of the lists that translate it.
pub fn words_of_all(context: &'static str, english: &'static str) -> Vec<&'static str> {
    let lists = Language::ALL.map(|language| language.in_context(context, english));
    let mut words: Vec<&str> = lists
        .into_iter()
        .flat_map(|list| list.split(',').map(str::trim))
        .collect();
    let mut known = std::collections::HashSet::new();
    words.retain(|word| !word.is_empty() && known.insert(*word));
    words
}

/// A text that is translated already, with its `{name}` places filled in.
pub fn fill_in(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
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

/// As it stands at the beginning of a sentence.
pub fn first_upper(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// Marks an English text that goes through the table later.
pub const fn marked(english: &'static str) -> &'static str {
    english
}

/// Marks what [`Language::count`] is given later: the English texts for one and for many.
pub const fn plural(one: &'static str, many: &'static str) -> (&'static str, &'static str) {
    (one, many)
}

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
        assert_eq!(Language::from_code("xx"), None);
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }

    #[test]
    fn a_filled_value_is_not_filled_again() {
        let filled = Language::English.fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "{b} and 2");
    }

    #[test]
    fn no_english_text_has_two_translations() {
        for language in Language::ALL {
            let entries = language.entries();
            let keys: std::collections::HashSet<_> = entries
                .iter()
                .map(|entry| (entry.context, entry.english))
                .collect();
            assert_eq!(keys.len(), entries.len(), "{language:?}");
        }
    }

    #[test]
    fn no_number_has_a_form_beyond_those_that_there_are() {
        for language in Language::ALL.into_iter().skip(1) {
            let catalog = language.catalog();
            let forms = language.entries().iter().map(|entry| entry.own.len());
            let forms = forms.max().unwrap_or(0);
            for n in 0..1000 {
                let form = plural::form(catalog.plural, n).expect("a rule");
                assert!(form < forms, "{language:?}: {n}");
            }
        }
    }

    #[test]
    fn amounts_have_the_decimal_sign_and_form_of_their_language() {
        let days = |amount, language: Language| language.measure(amount, "{n} day", "{n} days");
        assert_eq!(days(1.0, Language::English), "1 day");
        assert_eq!(days(0.5, Language::English), "0.5 days");
        assert_eq!(days(1.5, Language::Indonesian), "1,5 hari");
    }
}
