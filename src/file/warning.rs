//! What a load had to change in a file's map, told with its place.

use super::{
    brand::BrandFault,
    expected::{Expected, Vocabulary},
    picture::PictureError,
};
use crate::{
    model::{Id, Part, Problem},
    words::Language,
};

/// Something in a file that was mended or passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What was found there.
    pub kind: WarningKind,
}

/// A warning whose place is still an offset in the text.
#[derive(Debug)]
pub(super) struct RawWarning {
    pub at: usize,
    pub kind: WarningKind,
}

/// What was found, up to a number that nobody reads to its end: a hostile file may have something
/// wrong with every third byte.
#[derive(Debug)]
pub(super) struct CappedList<T> {
    pub kept: Vec<T>,
    /// How many there were beside those.
    pub more: usize,
    most: usize,
}

impl<T> CappedList<T> {
    pub(super) fn at_most(most: usize) -> Self {
        Self {
            kept: Vec::new(),
            more: 0,
            most,
        }
    }

    pub(super) fn push(&mut self, item: T) {
        if self.kept.len() < self.most {
            self.kept.push(item);
        } else {
            self.more += 1;
        }
    }
}

impl<T> Default for CappedList<T> {
    fn default() -> Self {
        Self::at_most(5_000)
    }
}

/// What was mended or passed over.
#[derive(Debug, Clone, PartialEq)]
pub enum WarningKind {
    /// A record has two fields of one name; the last one counts.
    RepeatedField(String),
    /// A word that its set does not have.
    UnknownWord {
        /// The set.
        vocabulary: Vocabulary,
        /// As the file has it.
        word: String,
        /// What the field says now.
        used: &'static str,
    },
    /// A field, or one of the entries of its list, holds something else than it has to; left out.
    WrongType {
        /// As the file names it.
        field: String,
        /// Whether it is an entry of the field's list.
        is_entry: bool,
        /// What it has to hold.
        expected: Expected,
        /// English, for the translation table.
        found: &'static str,
    },
    /// What has to be a text is a number or the like.
    ReadAsText {
        /// As the file names it.
        field: String,
        /// What it says now.
        text: String,
    },
    /// A number that stands in quotation marks.
    ReadAsNumber {
        /// As the file names it.
        field: String,
        /// What it says now.
        number: f64,
    },
    /// Left out.
    NumberTooLarge {
        /// As the file names it.
        field: String,
    },
    /// A number that has to be there.
    Missing {
        /// As the file names it.
        field: &'static str,
        /// What it says now.
        used: f64,
    },
    /// A lane that does not say what it holds.
    NoKind {
        /// The kind that it is of now.
        used: &'static str,
    },
    /// A stop that does not say what it shows.
    NoShows {
        /// What it shows now.
        used: &'static str,
    },
    /// A text that is no day of the calendar; left out.
    BadDate(String),
    /// A number that counts nothing; left out.
    BadCount(f64),
    /// A number that is none of the levels 1 to 5; left out.
    BadLevel(f64),
    /// A picture that cannot be shown; left out.
    BadPicture(PictureError),
    /// A brand that cannot be used; kept, but the map looks as without one.
    BadBrand(BrandFault),
    /// What was wrong with the map, and what was done about it.
    Repaired(Problem, Remedy),
    /// So much else was mended that it is not told one by one; the place is that of the last one
    /// that is.
    More(usize),
}

/// What was done about a [`Problem`].
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// The part has this id now.
    Renamed(Id),
    /// The part stands in this stage now.
    Moved(Id),
    /// The part that was missing was made, under this id.
    Made(Part, Id),
    /// Only the reference was removed.
    Unlinked,
    /// The part was removed: without what it refers to it says nothing.
    Removed,
    /// Two parts became one.
    Joined,
    /// The number is this now.
    Set(f64),
    /// The scale runs from the first number to the second.
    Scaled(f64, f64),
    /// The stop shows the whole map now.
    ShowsMap,
}

impl Warning {
    /// What was wrong and what was done, as one sentence without its place.
    pub fn describe(&self, language: Language) -> String {
        match &self.kind {
            WarningKind::RepeatedField(name) => language.fill(
                "“{name}” appears twice in one record; the last one was read",
                &[("name", name)],
            ),
            WarningKind::UnknownWord {
                vocabulary,
                word,
                used,
            } => language.fill(
                "“{word}” is not a known {vocabulary}; “{used}” is used instead",
                &[
                    ("word", word),
                    ("vocabulary", language.t(vocabulary.name())),
                    ("used", used),
                ],
            ),
            WarningKind::WrongType {
                field,
                is_entry,
                expected,
                found,
            } => language.fill(
                match is_entry {
                    false => "“{field}” has to be {expected}, but this is {found}; it was ignored",
                    true => {
                        "an entry of “{field}” has to be {expected}, but this is {found}; it was ignored"
                    }
                },
                &[
                    ("field", field),
                    ("expected", language.t(expected.name())),
                    ("found", language.t(found)),
                ],
            ),
            WarningKind::ReadAsText { field, text } => language.fill(
                "“{field}” has to be a text; it was read as “{text}”",
                &[("field", field), ("text", text)],
            ),
            WarningKind::ReadAsNumber { field, number } => language.fill(
                "“{field}” has to be a number; it was read as {number}",
                &[("field", field), ("number", &number.to_string())],
            ),
            WarningKind::NumberTooLarge { field } => language.fill(
                "the number of “{field}” is larger than any number may be; it was ignored",
                &[("field", field)],
            ),
            WarningKind::Missing { field, used } => language.fill(
                "“{field}” is missing; {used} is used instead",
                &[("field", field), ("used", &used.to_string())],
            ),
            WarningKind::NoKind { used } => language.fill(
                "the lane does not say its “kind”; it was read as “{used}”",
                &[("used", used)],
            ),
            WarningKind::NoShows { used } => language.fill(
                "the stop does not say what it “shows”; it was read as “{used}”",
                &[("used", used)],
            ),
            WarningKind::BadDate(text) => language.fill(
                "“{text}” is not a date like 2026-09-12; it was ignored",
                &[("text", text)],
            ),
            WarningKind::BadCount(number) => language.fill(
                "{number} is not a count (a whole number from 0 up); it was ignored",
                &[("number", &number.to_string())],
            ),
            WarningKind::BadLevel(number) => language.fill(
                "{number} is not a level from 1 to 5; it was ignored",
                &[("number", &number.to_string())],
            ),
            WarningKind::BadPicture(PictureError::UnknownFormat) => language
                .t("the picture was ignored: a map's file has PNG and JPEG pictures, as base64 data")
                .to_owned(),
            WarningKind::BadPicture(error) => language.fill(
                "the picture was ignored: {why}",
                &[("why", &error.describe(language))],
            ),
            WarningKind::BadBrand(fault) => language.fill(
                "the map is shown without its brand: {why}",
                &[("why", &fault.describe(language))],
            ),
            WarningKind::More(count) => language.count(
                *count,
                "{n} more problem was fixed, too many to list",
                "{n} more problems were fixed, too many to list",
                &[],
            ),
            WarningKind::Repaired(problem, remedy) => format!(
                "{}; {}",
                problem.describe(language),
                remedy.describe(language)
            ),
        }
    }
}

impl Remedy {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Renamed(id) => language.fill("its id is “{id}” now", &[("id", id.as_str())]),
            Self::Moved(stage) => language.fill(
                "it is in the stage “{stage}” now",
                &[("stage", stage.as_str())],
            ),
            Self::Made(part, id) => language.fill(
                "the {part} “{id}” was made for it",
                &[("part", language.t(part.name())), ("id", id.as_str())],
            ),
            Self::Unlinked => language.t("the reference was removed").to_owned(),
            Self::Removed => language.t("it was removed").to_owned(),
            Self::Joined => language.t("they were joined").to_owned(),
            Self::ShowsMap => language.t("it shows the whole map now").to_owned(),
            Self::Set(number) => {
                language.fill("it is {number} now", &[("number", &number.to_string())])
            }
            Self::Scaled(min, max) => language.fill(
                "it runs from {min} to {max} now",
                &[("min", &min.to_string()), ("max", &max.to_string())],
            ),
        }
    }
}
