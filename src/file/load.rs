//! From the bytes of a file to a map, and back.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use super::{
    decode::{decode, syntax},
    error::{LoadError, LoadErrorKind},
    foreign,
    json::{self, Node, Value},
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

/// Writes a text in quotation marks, as [`save`] does.
pub(crate) fn quote(text: &str, out: &mut String) {
    json::write_text(text, out);
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
