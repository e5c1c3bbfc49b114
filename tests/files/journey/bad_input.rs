//! Every kind of bad file with its answer: the kind, the place, the words.

use jejak::{
    file::{LoadError, LoadErrorKind as Kind, MAX_BYTES, SyntaxKind, load},
    model::Excess,
    words::Language,
};

fn error(bytes: impl AsRef<[u8]>) -> LoadError {
    let bytes = bytes.as_ref();
    match load(bytes) {
        Err(error) => error,
        Ok(_) => panic!("this was read: {}", String::from_utf8_lossy(bytes)),
    }
}

/// Holds kind and place of an error, and that its English message contains `words`.
#[track_caller]
fn hold(error: &LoadError, place: (usize, usize), kind: &Kind, words: &str) {
    assert_eq!(&error.kind, kind);
    assert_eq!((error.line, error.column), place, "{error}");
    let message = error.to_string();
    assert!(message.contains(words), "{message}");
    let is_filled = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_lowercase());
    assert!(message.split('{').skip(1).all(is_filled), "{message}");
    let indonesian = error.describe(Language::Indonesian);
    assert_ne!(indonesian, message, "has no Indonesian words");
}

/// A map file whose fourth line on is `rest`.
fn map(rest: &str) -> String {
    format!("{{\n  \"format\": \"jejak.journey\",\n  \"version\": 1,\n{rest}\n}}\n")
}

#[test]
fn nothing_in_the_file() {
    for bytes in ["", " \n\t\r\n", "\u{feff}", "\u{feff}\n"] {
        hold(&error(bytes), (1, 1), &Kind::Empty, "the file is empty");
    }
}

#[test]
fn not_text() {
    hold(
        &error(b"{ \"format\": \"jejak.journey\",\n  \"title\": \"Caf\xC3\xA9 \xE9\" }"),
        (2, 18),
        &Kind::NotUtf8,
        "not text in UTF-8",
    );
    hold(
        &error(b"{\"title\": \"cut \xE7\x95"),
        (1, 16),
        &Kind::NotUtf8,
        "UTF-8",
    );
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "{ \"format\"".encode_utf16().flat_map(to_bytes).collect()
    };
    let mut marked = b"\xFF\xFE".to_vec();
    marked.extend(utf16(u16::to_le_bytes));
    for bytes in [marked, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        hold(&error(bytes), (1, 1), &Kind::Utf16, "UTF-16");
    }
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let text = format!("\u{feff}{}", map("  \"title\": \"T\""));
    let loaded = load(text.as_bytes()).unwrap();
    assert_eq!(loaded.map.title, "T");
    assert_eq!(loaded.warnings, []);
    let wrong = format!("\u{feff}{}", "[");
    assert_eq!(error(wrong).column, 2);
}

#[test]
fn not_json() {
    for (bytes, seems) in [
        (&b"\x89PNG\r\n\x1a\n"[..], "a PNG picture"),
        (b"\xFF\xD8\xFF\xE0", "a JPEG picture"),
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04\x14", "a ZIP archive or an office document"),
        (b"<mxfile host=\"x\">", "a draw.io drawing"),
        (b"\n<svg xmlns=\"x\"/>", "an SVG picture"),
        (b"<?xml version=\"1.0\"?>\n<svg/>", "an SVG picture"),
        (b"<?xml version=\"1.0\"?><a/>", "an XML document"),
        (b"<!DOCTYPE HTML><p>", "a web page"),
        (b"journey\n  title My day", "a Mermaid diagram"),
        (b"---\ntitle: x", "a YAML document"),
        (b"Buying a car", "plain text"),
        (b"NaN", "plain text"),
    ] {
        let place = if bytes[0] == b'\n' { (2, 1) } else { (1, 1) };
        let words = format!("this is {seems}, not a map");
        hold(&error(bytes), place, &Kind::NotJson { seems }, &words);
    }
}

#[test]
fn json_of_something_else() {
    for (text, seems) in [
        ("[1, 2]", "a list"),
        ("\n \"text\"", "a text"),
        ("3", "a number"),
        ("true", "true or false"),
        ("null", "nothing (null)"),
        ("{}", "JSON of another kind"),
        (
            r#"{ "format": "other", "version": 1 }"#,
            "JSON of another kind",
        ),
        (r#"{ "format": 1, "version": 1 }"#, "JSON of another kind"),
        (
            r#"{ "name": "x", "dependencies": {} }"#,
            "a package.json of a program",
        ),
        (
            r#"{ "type": "FeatureCollection", "features": [] }"#,
            "a GeoJSON map of places",
        ),
        (
            r#"{ "type": "excalidraw", "elements": [] }"#,
            "an Excalidraw drawing",
        ),
        (r#"{ "tldrawFileFormatVersion": 1 }"#, "a tldraw drawing"),
        (
            r#"{ "nodes": [], "edges": [] }"#,
            "a graph of nodes and edges",
        ),
    ] {
        let place = if text.starts_with('\n') {
            (2, 2)
        } else {
            (1, 1)
        };
        let words = format!("the file holds {seems}, not a map");
        hold(&error(text), place, &Kind::NotAMap { seems }, &words);
    }
}

#[test]
fn json_with_a_mistake() {
    use SyntaxKind::*;
    let hold = |rest: &str, place, kind, found: &str, words| {
        let found = found.to_owned();
        hold(
            &error(map(rest)),
            place,
            &Kind::Syntax { kind, found },
            words,
        );
    };
    hold("  \"a\": NaN", (4, 8), ExpectedValue, "NaN", "write null");
    hold(
        "  \"a\": -Infinity",
        (4, 9),
        ExpectedDigit,
        "Infinity",
        "a digit",
    );
    hold(
        "  \"a\": undefined",
        (4, 8),
        ExpectedValue,
        "undefined",
        "is not a value",
    );
    hold(
        "  \"a\": 'T'",
        (4, 8),
        ExpectedValue,
        "'",
        "quotation marks",
    );
    hold("  \"a\": ,", (4, 8), ExpectedValue, ",", "is not a value");
    hold(
        "  \"a\": [1, ]",
        (4, 12),
        ExpectedValue,
        "]",
        "missing before “]”",
    );
    hold(
        "  title: 1",
        (4, 3),
        ExpectedName,
        "title",
        "the name of a field",
    );
    hold(
        "  \"a\": \"T\",",
        (5, 1),
        ExpectedName,
        "}",
        "a comma too many",
    );
    hold(
        "  \"a\" \"T\"",
        (4, 7),
        ExpectedColon,
        "\"",
        "a colon is expected",
    );
    hold(
        "  \"é\": 1 b",
        (4, 10),
        ExpectedCommaOrBrace,
        "b",
        "a closing brace",
    );
    hold(
        "  \"é\": 1 \"b\": 2",
        (4, 9),
        MissingComma,
        ",",
        "a comma is missing",
    );
    hold(
        "  \"a\": [1 2]",
        (4, 11),
        ExpectedCommaOrBracket,
        "2",
        "closing square bracket",
    );
    hold("  \"a\": 01", (4, 9), ExpectedDigit, "1", "a digit");
    hold("  \"a\": 1. ", (4, 10), ExpectedDigit, " ", "a digit");
    hold("  \"a\": 1e+", (5, 1), ExpectedDigit, "}", "a digit");
    hold("  \"a\": \"\\x\"", (4, 10), BadEscape, "x", "backslash");
    hold(
        "  \"a\": \"\\ud83d!\"",
        (4, 15),
        BadEscape,
        "!",
        "backslash",
    );
    hold(
        "  \"a\": \"one\ntwo\"",
        (4, 11),
        ControlCharacter,
        "e",
        "beyond its line",
    );
    hold(
        "  \"a\": 1 } {",
        (4, 12),
        ExpectedEnd,
        "{",
        "a bracket too many",
    );
}

#[test]
fn what_is_missing_is_told_where_it_should_have_been() {
    use SyntaxKind::*;
    let whole = r#"  "stages": [
    { "id": "a", "title": "A" },
    { "id": "b", "title": "say \"b\"" }
  ],
  "lanes": [
    { "id": "l", "kind": "cards", "cards": [
      { "id": "c", "stage": "a" }
    ] }
  ]"#;
    assert!(load(map(whole).as_bytes()).is_ok());
    // What is taken away (once), and the line and the column where it stood.
    for (with, without, place, kind, found, words) in [
        (
            "\" },\n    {",
            "\"\n    {",
            (5, 30),
            MissingBrace,
            "}",
            "write “}”",
        ),
        (
            "\" },\n    {",
            "\",\n    {",
            (5, 30),
            MissingBrace,
            "}",
            "write “}”",
        ),
        (
            "\" },\n    {",
            "\" }\n    {",
            (5, 32),
            MissingComma,
            ",",
            "write “,”",
        ),
        (
            "\"b\", \"title",
            "\"b\" \"title",
            (6, 16),
            MissingComma,
            ",",
            "write “,”",
        ),
        (
            "\" }\n  ],",
            "\"\n  ],",
            (6, 38),
            MissingBrace,
            "}",
            "a closing brace is missing",
        ),
        (
            "  ],\n  \"lanes",
            "  ]\n  \"lanes",
            (7, 4),
            MissingComma,
            ",",
            "a comma is missing",
        ),
        (
            "  ],\n  \"lanes",
            "  \"lanes",
            (6, 40),
            MissingBracket,
            "]",
            "write “]”",
        ),
        (
            "  ],\n  \"lanes",
            "  ,\n  \"lanes",
            (6, 40),
            MissingBracket,
            "]",
            "write “]”",
        ),
        (
            "\n    ] }",
            "\n    }",
            (10, 34),
            MissingBracket,
            "]",
            "write “]”",
        ),
    ] {
        let text = map(whole);
        assert_eq!(text.matches(with).count(), 1, "{with}");
        let found = found.to_owned();
        let told = error(text.replace(with, without));
        hold(&told, place, &Kind::Syntax { kind, found }, words);
    }
    let text = map(whole);
    let open = text.trim_end().strip_suffix('}').unwrap();
    let found = "}".to_owned();
    let kind = MissingEnd;
    hold(
        &error(open),
        (12, 4),
        &Kind::Syntax { kind, found },
        "older copy",
    );
}

#[test]
fn cut_off_anywhere() {
    let whole = include_str!("newer.journey").trim_end();
    for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let cut = &whole[..end];
        let error = error(cut);
        if let Kind::Syntax { kind, .. } = error.kind {
            // It would be whole with one brace more.
            assert_eq!(kind, SyntaxKind::MissingEnd, "{cut}");
            assert!(serde_json::from_str::<serde_json::Value>(&format!("{cut}}}")).is_ok());
            assert_eq!(error.line, cut.trim_end().lines().count(), "{cut}");
            continue;
        }
        assert_eq!(error.kind, Kind::CutOff, "{cut}");
        let last = cut.lines().count() + usize::from(cut.ends_with('\n'));
        assert_eq!(error.line, last, "{cut}");
    }
    hold(
        &error("{ \"é\": tr"),
        (1, 10),
        &Kind::CutOff,
        "cut off in the middle of the map",
    );
}

#[test]
fn too_deep() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let inside = if open.ends_with(':') { "1" } else { "" };
        let error = error(open.repeat(100_000) + inside + &close.repeat(100_000));
        assert_eq!(error.kind, Kind::TooDeep);
        assert!(
            error.to_string().contains("more than 32 levels deep"),
            "{error}"
        );
    }
    let brackets = "[".repeat(33) + &"]".repeat(33);
    hold(&error(brackets), (1, 33), &Kind::TooDeep, "32");
    assert_eq!(error("[".repeat(100_000)).kind, Kind::CutOff);
    let nested = "[".repeat(31) + &"]".repeat(31);
    let text = map(&format!("  \"x\": {nested}"));
    assert!(load(text.as_bytes()).is_ok());
}

#[test]
fn too_many_parts_for_so_few_bytes() {
    let with = |count: usize| {
        let many = vec!["{}"; count].join(",");
        map(&format!("  \"arrows\": [\n{many}\n]"))
    };
    // The map itself is one of them.
    let is_too_many = |count: &usize| count + 1 > 5_000 + with(*count).len() / 30;
    let count = (5_000..).find(is_too_many).expect("some are too many");
    assert!(load(with(count - 1).as_bytes()).is_ok());
    let bytes = with(count).len();
    hold(
        &error(with(count)),
        (5, (count - 1) * 3 + 1),
        &Kind::TooMuch(Excess::Empty { bytes }),
        &format!("more than {count} parts in {bytes} bytes"),
    );
    // What is not known is no part.
    let unknown = with(20_000).replace("arrows", "x");
    assert!(load(unknown.as_bytes()).is_ok());
}

#[test]
fn too_large() {
    let bytes = vec![b' '; MAX_BYTES + 1];
    let kind = Kind::TooLarge {
        bytes: MAX_BYTES + 1,
    };
    hold(
        &error(&bytes),
        (1, 1),
        &kind,
        "65 MB; a map can be at most 64 MB",
    );
    assert_eq!(error(&bytes[1..]).kind, Kind::Empty);
}

#[test]
fn versions() {
    let with = |version: &str| format!("{{ \"format\": \"jejak.journey\"{version} }}");
    for version in ["2", "1.5", "99999999999999999999"] {
        let error = error(with(&format!(", \"version\": {version}")));
        let version = version.to_owned();
        let kind = Kind::NewerVersion { version };
        hold(&error, (1, 41), &kind, "Get a newer Jejak");
    }
    for version in ["0", "-1", "0.9", "\"1\"", "null", "[]"] {
        let error = error(with(&format!(", \"version\": {version}")));
        hold(&error, (1, 41), &Kind::BadVersion, "Write \"version\": 1");
    }
    hold(
        &error(with("")),
        (1, 1),
        &Kind::BadVersion,
        "version of the format is missing",
    );
    assert!(load(with(", \"version\": 1.0").as_bytes()).is_ok());
}
