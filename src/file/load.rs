//! From the bytes of a file to a map, and back.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use super::{
    conflict,
    error::{LoadError, LoadErrorKind, MAX_BYTES},
    foreign,
    json::{self, Node, SyntaxError, SyntaxKind, Tree, Value},
    missing,
    place::{NodeFinder, Places},
    repair,
    v1::{self, FORMAT, VERSION},
    warning::{self, Warning, WarningKind},
};
use crate::model::Map;

/// A map that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Without a problem: `map.check()` is empty.
    pub map: Map,
    /// What had to be mended, in the order of the file.
    pub warnings: Vec<Warning>,
}

/// The bytes of a file that holds `map`: UTF-8, the same bytes for the same map.
pub fn save(map: &Map) -> Vec<u8> {
    v1::write(map).into_bytes()
}

/// Reads the bytes of a `.journey` file; what is wrong with it is mended and told.
///
/// ```
/// let text = r#"{
///   "format": "jejak.journey", "version": 1, "title": "Buying a car",
///   "stages": [{ "id": "look", "title": "Look around" }],
///   "lanes": [{ "id": "actions", "kind": "cards",
///     "cards": [{ "id": "a", "stage": "look", "text": "Reads reviews", "channel": "web" }] }]
/// }"#;
/// let loaded = jejak::file::load(text.as_bytes())?;
/// assert_eq!(loaded.map.stages[0].title, "Look around");
/// // The card names a channel that the file does not have.
/// assert_eq!(loaded.warnings[0].line, 5);
/// assert!(loaded.map.cards().all(|card| card.channel.is_none()));
/// # Ok::<(), jejak::file::LoadError>(())
/// ```
pub fn load(bytes: &[u8]) -> Result<Loaded, LoadError> {
    let text = decode(bytes)?;
    let mut places = Places::new(text);
    let mut fail = |at: usize, kind: LoadErrorKind| {
        let (line, column) = places.line_and_column(at);
        LoadError { line, column, kind }
    };
    let tree = json::parse(text).map_err(|error| {
        let (at, kind) = syntax(text, error);
        fail(at, kind)
    })?;
    let root = tree.root();
    check_version(root).map_err(|(node, kind)| fail(node.at(), kind))?;
    let (mut map, read) = v1::read(root, text.len())
        .map_err(|(node, excess)| fail(node.at(), LoadErrorKind::TooMuch(excess)))?;
    if let Some(excess) = map.excess() {
        return Err(fail(root.at(), LoadErrorKind::TooMuch(excess)));
    }
    let repaired = repair::repair(&mut map);
    // Personas may have been made for curves of nobody.
    if let Some(excess) = map.excess() {
        return Err(fail(root.at(), LoadErrorKind::TooMuch(excess)));
    }
    debug_assert_eq!(map.check(), []);

    let more = read.more + repaired.more;
    let mut findings = read.kept;
    let mut finder = NodeFinder::new(root);
    findings.extend(repaired.kept.into_iter().map(|(place, kind)| {
        let at = finder.find(place).at();
        warning::RawWarning { at, kind }
    }));
    findings.sort_by_key(|finding| finding.at);
    if let Some(last) = findings.last().filter(|_| more > 0) {
        let (at, kind) = (last.at, WarningKind::More(more));
        findings.push(warning::RawWarning { at, kind });
    }
    let warnings = findings.into_iter().map(|finding| {
        let (line, column) = places.line_and_column(finding.at);
        let kind = finding.kind;
        Warning { line, column, kind }
    });
    Ok(Loaded {
        map,
        warnings: warnings.collect(),
    })
}

/// The tree of a text in JSON, whatever it is about.
pub(crate) fn parse_json(text: &str) -> Result<Tree<'_>, LoadError> {
    json::parse(text).map_err(|error| {
        let (at, kind) = syntax(text, error);
        let (line, column) = Places::new(text).line_and_column(at);
        LoadError { line, column, kind }
    })
}

/// Writes a text in quotation marks, as [`save`] does.
pub(crate) fn quote(text: &str, out: &mut String) {
    json::write_text(text, out);
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
fn syntax(text: &str, error: SyntaxError) -> (usize, LoadErrorKind) {
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

/// Holds `format` and `version` of a document against what can be read.
fn check_version(root: Node) -> Result<(), (Node, LoadErrorKind)> {
    if root.text_field("format").as_deref() != Some(FORMAT) {
        let seems = foreign::json(root);
        return Err((root, LoadErrorKind::NotAMap { seems }));
    }
    let Some(node) = root.field("version") else {
        return Err((root, LoadErrorKind::BadVersion));
    };
    match node.value() {
        Value::Number(version) => match version.parse::<f64>() {
            Ok(number) if number == f64::from(VERSION) => Ok(()),
            Ok(number) if number > f64::from(VERSION) => {
                let version = version.to_owned();
                Err((node, LoadErrorKind::NewerVersion { version }))
            }
            _ => Err((node, LoadErrorKind::BadVersion)),
        },
        _ => Err((node, LoadErrorKind::BadVersion)),
    }
}
