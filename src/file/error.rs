//! Why a file could not be read, in words that a designer understands.

use std::fmt;

use super::{
    json::{MAX_DEPTH, SyntaxKind},
    v1::VERSION,
};
use crate::{model::Excess, words::Language};

/// A larger file is refused unread.
pub const MAX_BYTES: usize = 64 << 20;

/// Why a file is not a map that can be opened, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub kind: LoadErrorKind,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadErrorKind {
    /// There is nothing in it but white space.
    Empty,
    /// Larger than [`MAX_BYTES`].
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Text in UTF-16, as some editors save it.
    Utf16,
    /// Not JSON at all; what it looks like instead (English, for the translation table).
    NotJson {
        /// A name for it.
        seems: &'static str,
    },
    /// JSON with a mistake; the character or the word that stands at the place, or should.
    Syntax {
        /// The rule that it breaks.
        kind: SyntaxKind,
        /// The character or the word.
        found: String,
    },
    /// Both versions of what git could not merge.
    ConflictMarks,
    /// JSON that ends in the middle.
    CutOff,
    /// More values within values than any map has.
    TooDeep,
    /// More than a map may have.
    TooMuch(Excess),
    /// JSON of something else; what it looks like (English, for the translation table).
    NotAMap {
        /// A name for it.
        seems: &'static str,
    },
    /// `version` is missing or is no version that ever was.
    BadVersion,
    /// Saved by a later Jejak, in a version of the format that this one does not know.
    NewerVersion {
        /// As the file says it.
        version: String,
    },
}

impl LoadError {
    /// What is wrong and what to do about it, as one or two sentences without their place.
    pub fn describe(&self, language: Language) -> String {
        let t = |english| language.t(english).to_owned();
        match &self.kind {
            LoadErrorKind::Empty => t(
                "the file is empty. If it held a map, open a backup",
            ),
            LoadErrorKind::TooLarge { bytes } => language.fill(
                "the file is {size} MB; a map can be at most {limit} MB. Is this the right file?",
                &[
                    ("size", &bytes.div_ceil(1 << 20).to_string()),
                    ("limit", &(MAX_BYTES >> 20).to_string()),
                ],
            ),
            LoadErrorKind::NotUtf8 => t(
                "this is not text in UTF-8. If the file was edited by hand, save it again with the encoding UTF-8",
            ),
            LoadErrorKind::Utf16 => t(
                "the file is text in UTF-16. Save it again with the encoding UTF-8",
            ),
            LoadErrorKind::NotJson { seems } => {
                let what = language.fill(
                    "this is {seems}, not a map, despite its name.",
                    &[("seems", language.t(seems))],
                );
                format!("{what} {}", language.t(advice(seems)))
            }
            LoadErrorKind::Syntax { kind, found } => syntax(*kind, found, language),
            LoadErrorKind::ConflictMarks => t(
                "git could not merge this file and left its conflict marks in it, with both versions. Keep one with “git checkout --ours” (or “--theirs”) and the file's name, or merge them with “jejak merge”",
            ),
            LoadErrorKind::CutOff => t(
                "the file is cut off in the middle of the map. Open an older copy",
            ),
            LoadErrorKind::TooDeep => language.fill(
                "brackets are nested more than {limit} levels deep here. Is this the right file?",
                &[("limit", &MAX_DEPTH.to_string())],
            ),
            LoadErrorKind::TooMuch(excess) => language.fill(
                "{excess}. Is this the right file?",
                &[("excess", &excess.describe(language))],
            ),
            LoadErrorKind::NotAMap { seems } => language.fill(
                "the file holds {seems}, not a map: a map has the field \"format\": \"jejak.journey\"",
                &[("seems", language.t(seems))],
            ),
            LoadErrorKind::BadVersion => language.fill(
                "the version of the format is missing or wrong. Write \"version\": {version}",
                &[("version", &VERSION.to_string())],
            ),
            LoadErrorKind::NewerVersion { version } => language.fill(
                "the map was saved by a newer Jejak (version {version} of the format; this one reads up to {known}). Get a newer Jejak to open it; the file was not changed",
                &[("version", version), ("known", &VERSION.to_string())],
            ),
        }
    }
}

/// What to do with a file that is something else; English, for the translation table.
fn advice(seems: &str) -> &'static str {
    match seems {
        "a PNG picture" => {
            "If Jejak exported it, give it a name that ends in .png: the map is in it"
        }
        "an SVG picture" => {
            "If Jejak exported it, give it a name that ends in .svg: the map is in it"
        }
        "a Mermaid diagram" => "Give it a name that ends in .mmd to open it",
        "a ZIP archive or an office document" => {
            "If it is an Excel workbook, give it a name that ends in .xlsx"
        }
        _ => "If it held a map, open a backup",
    }
}

/// What is wrong with the spelling where `found` stands.
fn syntax(kind: SyntaxKind, found: &str, language: Language) -> String {
    let sentence = match kind {
        SyntaxKind::ExpectedValue if matches!(found, "NaN" | "Infinity" | "-Infinity") => {
            "“{found}” is not a number. Where there is no value, write null"
        }
        SyntaxKind::ExpectedValue if matches!(found, "]" | "}") => {
            "a value is missing before “{found}”. Is there a comma or a colon too many?"
        }
        SyntaxKind::ExpectedValue => {
            "“{found}” is not a value. Texts are written in \"quotation marks\""
        }
        SyntaxKind::ExpectedName if found == "}" => "there is a comma too many before “{found}”",
        SyntaxKind::ExpectedName => {
            "the name of a field is expected here, in \"quotation marks\", not “{found}”"
        }
        SyntaxKind::ExpectedColon => {
            "a colon is expected here, between the name of a field and its value, not “{found}”"
        }
        SyntaxKind::ExpectedCommaOrBrace => {
            "a comma or a closing brace is expected here, not “{found}”"
        }
        SyntaxKind::ExpectedCommaOrBracket => {
            "a comma or a closing square bracket is expected here, not “{found}”"
        }
        SyntaxKind::MissingComma => "a comma is missing here: write “{found}”",
        SyntaxKind::MissingBrace => {
            "a closing brace is missing here: write “{found}” after what stands before this place"
        }
        SyntaxKind::MissingBracket => {
            "a closing square bracket is missing here: write “{found}” after what stands before this place"
        }
        SyntaxKind::MissingEnd => {
            "the closing brace of the map is missing: write “{found}” here. If parts are missing, too, take an older copy of the file"
        }
        SyntaxKind::ExpectedEnd => {
            "the map ends before this place, but here is “{found}”. Is there a bracket too many?"
        }
        SyntaxKind::ExpectedDigit => "a digit is expected here, not “{found}”",
        SyntaxKind::BadEscape => {
            "a backslash has to be followed by one of \" \\ / b f n r t or by u and four digits. A backslash itself is written \\\\"
        }
        SyntaxKind::ControlCharacter => {
            "a text goes on beyond its line. Close its quotation mark, or write a line break as \\n"
        }
        // Told by kinds of their own.
        SyntaxKind::End | SyntaxKind::TooDeep => "",
    };
    language.fill(sentence, &[("found", found)])
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for LoadError {}
