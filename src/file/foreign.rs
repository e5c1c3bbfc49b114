//! What a file that is not a map seems to be, so that the message can say it.

use super::json::Node;

/// Kinds of files by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
];

/// Kinds of text by their first characters, in small letters.
const BEGINNINGS: &[(&str, &str)] = &[
    ("<mxfile", "a draw.io drawing"),
    ("<svg", "an SVG picture"),
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<", "an XML document"),
    ("journey", "a Mermaid diagram"),
    ("%%", "a Mermaid diagram"),
    ("---", "a YAML document"),
];

/// Kinds of JSON by names of their fields; all of a row must be there.
const FIELDS: &[(&[&str], &str)] = &[
    (&["tldrawFileFormatVersion"], "a tldraw drawing"),
    (&["name", "dependencies"], "a package.json of a program"),
    (
        &["name", "version", "scripts"],
        "a package.json of a program",
    ),
    (&["nbformat"], "a Jupyter notebook"),
    (&["openapi"], "an OpenAPI description"),
    (&["swagger"], "an OpenAPI description"),
    (&["asset", "scenes"], "a glTF scene"),
    (&["layers", "fr", "op"], "a Lottie animation"),
    (&["$schema", "properties"], "a JSON schema"),
    (&["nodes", "edges"], "a graph of nodes and edges"),
];

/// Kinds of JSON by their field `type`.
const TYPES: &[(&str, &str)] = &[
    ("excalidraw", "an Excalidraw drawing"),
    ("FeatureCollection", "a GeoJSON map of places"),
    ("Feature", "a GeoJSON map of places"),
    ("Topology", "a TopoJSON map of places"),
];

/// What bytes that need not be text are.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    known.map(|(_, name)| *name)
}

/// What text that does not begin like JSON is.
pub(super) fn text(text: &str) -> &'static str {
    let head: String = text.chars().take(200).collect();
    let head = head.to_lowercase();
    if head.starts_with("<?xml") {
        let inside = BEGINNINGS.iter().filter(|(start, _)| start.len() > 1);
        let mut inside = inside.filter(|(start, _)| start.starts_with('<') && head.contains(start));
        return inside.next().map_or("an XML document", |(_, name)| name);
    }
    let known = BEGINNINGS.iter().find(|(start, _)| head.starts_with(start));
    known.map_or("plain text", |(_, name)| name)
}

/// What JSON without the mark of a map is.
pub(super) fn json(root: Node) -> &'static str {
    if !root.is_record() {
        return root.value().name();
    }
    let by_type = root.text_field("type").and_then(|kind| {
        let known = TYPES.iter().find(|(known, _)| *known == &*kind);
        known.map(|(_, name)| *name)
    });
    let has_all = |names: &[&str]| names.iter().all(|name| root.field(name).is_some());
    let by_fields = || {
        let known = FIELDS.iter().find(|(names, _)| has_all(names));
        known.map(|(_, name)| *name)
    };
    by_type.or_else(by_fields).unwrap_or("JSON of another kind")
}
