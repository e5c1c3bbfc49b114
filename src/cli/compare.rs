//! Two maps compared and three merged, without a window.

use std::{io, path::Path, process::ExitCode};

use serde_json::{Value as Json, json};

use super::{DiffArgs, MergeArgs, check::target_in_json, document, place, placed, print, say};
use crate::{
    compare::{self, Change, ChangeKind, FieldValue, PartRef},
    exchange::{self, MapFormat},
    file,
    model::Map,
    words::Language,
};

pub(super) fn diff(diff: &DiffArgs, language: Language) -> Result<ExitCode, String> {
    let from = diff.from.as_deref();
    let (format, before) = read(&diff.before, from, language)?;
    let (other, after) = read(&diff.after, from, language)?;
    let (before, after) = match format {
        MapFormat::Journey => {
            let after = exchange::as_version_of(other, after, &before, language);
            (before, after)
        }
        format => (
            exchange::as_version_of(format, before, &after, language),
            after,
        ),
    };
    let changes = compare::changes(&before, &after);
    let text = match diff.json {
        true => {
            let changes = changes.iter().map(|change| {
                let words = change.describe(&before, &after, language);
                in_json(change, words)
            });
            document(&Json::Array(changes.collect()))
        }
        false => lines(&changes, &before, &after, language),
    };
    let code = match changes.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    };
    Ok(print(&text, code))
}

/// One change a line; what came or went with another thing is counted there.
fn lines(changes: &[Change], before: &Map, after: &Map, language: Language) -> String {
    let heads = changes.iter().filter(|change| change.within.is_none());
    heads
        .map(|change| {
            let mut line = change.describe(before, after, language);
            if matches!(change.what, ChangeKind::Added | ChangeKind::Removed) {
                let with = compare::counted(&change.part, changes, language);
                if !with.is_empty() {
                    line = format!("{line}, {with}");
                }
            }
            line + "\n"
        })
        .collect()
}

pub(super) fn merge(merge: &MergeArgs, language: Language) -> Result<ExitCode, String> {
    let (_, base) = read(&merge.base, None, language)?;
    let version = |path| {
        let (format, map) = read(path, None, language)?;
        Ok::<_, String>(exchange::as_version_of(format, map, &base, language))
    };
    let (mine, theirs) = (version(&merge.mine)?, version(&merge.theirs)?);
    super::free(&merge.output, merge.force, language)?;
    let merged = compare::merge(&base, &mine, &theirs);
    place::write(&merge.output, &file::save(&merged.map()), language)?;
    let theirs = merged.theirs();
    let told = merged.conflicts.iter().map(|conflict| {
        let text = conflict.describe(&mine, &theirs, language);
        placed(merge.name.as_ref().unwrap_or(&merge.output), None, &text) + "\n"
    });
    // With nobody to hear it there is still the exit code.
    let _ = say(&mut io::stderr(), &told.collect::<String>());
    Ok(match merged.conflicts.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn read(path: &Path, said: Option<&str>, language: Language) -> Result<(MapFormat, Map), String> {
    let (format, taken) = place::read_map(path, said, language)?;
    Ok((format, taken.map))
}

fn in_json(change: &Change, words: String) -> Json {
    let mut object = part_in_json(&change.part);
    object["words"] = words.into();
    match &change.what {
        ChangeKind::Added => object["what"] = "added".into(),
        ChangeKind::Removed => object["what"] = "removed".into(),
        ChangeKind::Reordered { behind } => {
            object["what"] = "moved".into();
            object["behind"] = behind.as_ref().map_or(Json::Null, part_in_json);
        }
        ChangeKind::Field {
            id, before, after, ..
        } => {
            object["what"] = "changed".into();
            object["field"] = (*id).into();
            object["before"] = value_in_json(before);
            object["after"] = value_in_json(after);
        }
    }
    if let Some(within) = &change.within {
        object["within"] = part_in_json(within);
    }
    object
}

fn part_in_json(part: &PartRef) -> Json {
    match part {
        PartRef::Curve { lane, of } => json!({
            "part": "curve",
            "lane": lane.as_str(),
            "persona": of.persona.as_str(),
            "to_be": of.to_be,
        }),
        part => part.target().as_ref().map_or(Json::Null, target_in_json),
    }
}

fn value_in_json(value: &FieldValue) -> Json {
    match value {
        FieldValue::Nothing => Json::Null,
        FieldValue::Text(text) => text.as_str().into(),
        FieldValue::Word(word) => (*word).into(),
        FieldValue::Number(number) => (*number).into(),
        FieldValue::Figure(number, unit) => json!({ "value": number, "unit": unit }),
        FieldValue::Flag(on) => (*on).into(),
        FieldValue::Date(date) => date.iso().into(),
        FieldValue::Times(times) => times.text(Language::English).into(),
        FieldValue::Part(part) => part_in_json(part),
        FieldValue::List(values) => values.iter().map(value_in_json).collect(),
        FieldValue::Place(parts, at) => json!({
            "in": parts.iter().map(part_in_json).collect::<Vec<_>>(),
            "at": at,
        }),
    }
}
