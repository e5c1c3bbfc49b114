//! Files of version 1 and what they hold. Both may be added to and never changed: whoever saved
//! such a file can open it with every later version.
//!
//! `JEJAK_FREEZE=1` writes the description of a file that has none yet; read it before you keep it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jejak::file::{Loaded, load, save};
use serde_json::Value;

use super::described::described;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/journey/v1")
}

/// The frozen files by their names.
fn frozen() -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder()).expect("the frozen files");
    let paths = entries.map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "journey"))
        .map(|path| (path.clone(), fs::read(path).expect("bytes")))
        .collect();
    files.sort();
    files
}

/// What a file holds, and where something had to be mended.
fn told(bytes: &[u8]) -> String {
    let Loaded { map, warnings } = load(bytes).expect("a file of version 1");
    let mended = warnings
        .iter()
        .map(|warning| format!("mended at {}:{}\n", warning.line, warning.column));
    described(&map) + &mended.collect::<String>()
}

#[test]
fn a_frozen_file_holds_what_it_held() {
    let files = frozen();
    assert!(files.len() >= 10, "files are missing");
    for (path, bytes) in files {
        let (told, expected) = (told(&bytes), path.with_extension("txt"));
        if !expected.exists() && std::env::var_os("JEJAK_FREEZE").is_some() {
            fs::write(&expected, &told).expect("written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        let lines = told.lines().zip(expected.lines());
        for (number, (told, expected)) in (1..).zip(lines) {
            assert_eq!(told, expected, "{}, line {number}", path.display());
        }
        let (told, expected) = (told.lines().count(), expected.lines().count());
        assert_eq!(told, expected, "lines of {}", path.display());
    }
}

#[test]
fn a_frozen_file_that_is_saved_again_holds_the_same() {
    for (path, bytes) in frozen() {
        let before = load(&bytes).expect("a file of version 1").map;
        let saved = save(&before);
        let again = load(&saved).expect("a saved file");
        assert_eq!(again.warnings, [], "{}", path.display());
        let (again, before) = (described(&again.map), described(&before));
        assert_eq!(again, before, "{}", path.display());
    }
}

/// Without any one of the fields of the format, some file says something else: none goes unread.
#[test]
fn every_field_of_the_format_is_held_by_a_frozen_file() {
    let schema = include_str!("../../../assets/schema/journey-1.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let mut named = BTreeSet::new();
    read_schema(&schema, &mut named);
    assert!(named.len() > 100, "{}", named.len());
    let all = named.len();

    let mut values = 0;
    for (_, bytes) in frozen() {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let Ok(whole) = serde_json::from_slice::<Value>(text) else {
            continue;
        };
        let before = load(&bytes).expect("a file of version 1").map;
        let before = described(&before);
        let mut places = Vec::new();
        visit(&whole, "", &schema, &schema, &mut places);
        for (pointer, name, of) in places {
            if !named.contains(&(of.clone(), name.clone())) {
                continue;
            }
            let mut less = whole.clone();
            let record = less.pointer_mut(&pointer).and_then(Value::as_object_mut);
            record.expect("a record").shift_remove(&name);
            let after = load(less.to_string().as_bytes()).ok();
            if after.is_none_or(|after| described(&after.map) != before) {
                named.remove(&(of, name));
                values += 1;
            }
        }
    }
    assert_eq!(named, BTreeSet::new(), "no frozen file has these");
    assert_eq!(values, all);
}

/// The names of the fields of each record, with a name for the record.
fn read_schema(schema: &Value, named: &mut BTreeSet<(String, String)>) {
    if let Some(properties) = schema["properties"].as_object() {
        for name in properties.keys() {
            named.insert((key(&schema["properties"]), name.clone()));
        }
    }
    if let Value::Object(fields) = schema {
        for (_, field) in fields.iter().filter(|(name, _)| *name != "allOf") {
            read_schema(field, named);
        }
    }
}

/// Notes each field of a document: the place of its record, its name, and what the schema says
/// that the record is.
fn visit(
    value: &Value,
    pointer: &str,
    schema: &Value,
    root: &Value,
    places: &mut Vec<(String, String, String)>,
) {
    let schema = refer(schema, root);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let pointer = format!("{pointer}/{index}");
                visit(item, &pointer, &schema["items"], root, places);
            }
        }
        Value::Object(fields) => {
            let branches = schema["allOf"].as_array().into_iter().flatten();
            let of_kind = branches
                .filter(|branch| branch["if"]["properties"]["kind"]["const"] == value["kind"])
                .map(|branch| &refer(&branch["then"], root)["properties"]);
            let all: Vec<&Value> = std::iter::once(&schema["properties"])
                .chain(of_kind)
                .collect();
            for (name, field) in fields {
                if let Some(of) = all.iter().find(|of| of.get(name).is_some()) {
                    places.push((pointer.to_owned(), name.clone(), key(of)));
                    let pointer = format!("{pointer}/{name}");
                    visit(field, &pointer, &of[name], root, places);
                }
            }
        }
        _ => {}
    }
}

fn refer<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let Some(reference) = schema["$ref"].as_str() else {
        return schema;
    };
    let pointer = reference.trim_start_matches('#');
    root.pointer(pointer).expect("what is referred to")
}

fn key(properties: &Value) -> String {
    let names = properties.as_object().expect("properties").keys();
    names.cloned().collect::<Vec<_>>().join(" ")
}
