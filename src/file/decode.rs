//! From bytes to the tree of a text in JSON, whatever it is about; what is wrong with it, and where.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of mistakes, and no more"
)]

use super::{
    conflict,
    error::{LoadError, LoadErrorKind, MAX_BYTES},
    foreign,
    json::{self, SyntaxError, SyntaxKind, Tree},
    missing,
    place::Places,
};

/// The tree of a text in JSON, whatever it is about.
pub(crate) fn parse_json(text: &str) -> Result<Tree<'_>, LoadError> {
    json::parse(text).map_err(|error| {
        let (at, kind) = syntax(text, error);
        let (line, column) = Places::new(text).line_and_column(at);
        LoadError { line, column, kind }
    })
}

/// The text in the bytes, without a byte-order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, LoadError> {
    let fail = |kind| LoadError {
        line: 1,
        column: 1,
        kind,
    };
    if bytes.len() > MAX_BYTES {
        let bytes = bytes.len();
        return Err(fail(LoadErrorKind::TooLarge { bytes }));
    }
    if let Some(seems) = foreign::binary(bytes) {
        return Err(fail(LoadErrorKind::NotJson { seems }));
    }
    let is_utf16 = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        // Without a mark: one of the two bytes of the first character is zero.
        [0, first, ..] | [first, 0, ..] => *first != 0,
        _ => false,
    };
    if is_utf16 {
        return Err(fail(LoadErrorKind::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let valid = str::from_utf8(valid).unwrap_or_default();
        let (line, column) = Places::new(valid).line_and_column(valid.len());
        let kind = LoadErrorKind::NotUtf8;
        LoadError { line, column, kind }
    })?;
    if text.trim().is_empty() {
        return Err(fail(LoadErrorKind::Empty));
    }
    Ok(text)
}

/// Tells apart what stopped the reading of `text` as JSON, and at which offset.
pub(super) fn syntax(text: &str, error: SyntaxError) -> (usize, LoadErrorKind) {
    if let Some(at) = conflict::first_mark(text) {
        return (at, LoadErrorKind::ConflictMarks);
    }
    let content = text.trim_start();
    if !content.starts_with(['{', '[']) {
        let seems = foreign::text(content);
        return (text.len() - content.len(), LoadErrorKind::NotJson { seems });
    }
    let error = missing::told(text, error);
    let kind = match error.kind {
        SyntaxKind::End => LoadErrorKind::CutOff,
        SyntaxKind::TooDeep => LoadErrorKind::TooDeep,
        kind => {
            let found = match kind {
                SyntaxKind::MissingComma => ",".to_owned(),
                SyntaxKind::MissingBrace | SyntaxKind::MissingEnd => "}".to_owned(),
                SyntaxKind::MissingBracket => "]".to_owned(),
                _ => word_at(&text[error.at..]),
            };
            LoadErrorKind::Syntax { kind, found }
        }
    };
    (error.at, kind)
}

/// The word that `text` begins with, or its first character.
fn word_at(text: &str) -> String {
    let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let word: String = text.chars().take_while(in_word).take(24).collect();
    if word.is_empty() {
        text.chars().take(1).collect()
    } else {
        word
    }
}
