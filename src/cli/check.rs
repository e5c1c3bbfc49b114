//! What is wrong with a file and what a review of its map finds, as lines or as JSON.

use std::{path::Path, process::ExitCode};

use serde_json::{Value, json};

use super::{CheckArgs, describe, document, fail, one_line, place, placed, print, today};
use crate::{
    exchange::{self, Note, Taken},
    file::disk::{self, OpenError},
    layout::Layout,
    model::{Map, Target},
    review::{Finding, review_sheet},
    text::Fonts,
    words::Language,
};

/// The file is sound, but the review of its map finds something.
const FINDINGS: u8 = 3;

pub(super) fn run(check: &CheckArgs, language: Language) -> ExitCode {
    let path = &check.file;
    let taken = match read(path, check.from.as_deref(), language) {
        Ok(taken) => taken,
        Err(Unread::NoFile(reason)) => return fail(reason),
        Err(Unread::NoMap { place, reason }) => {
            let text = match check.json {
                true => document(&json!({
                    "file": path.to_string_lossy(),
                    "error": {
                        "line": place.map(|(line, _)| line),
                        "column": place.map(|(_, column)| column),
                        "reason": one_line(&reason),
                    },
                    "warnings": [],
                    "findings": [],
                })),
                false => placed(path, place, &reason) + "\n",
            };
            return print(&text, ExitCode::FAILURE);
        }
    };
    let fonts = Fonts::new();
    let layout = Layout::new(&taken.map, &fonts, None);
    let findings = review_sheet(&taken.map, &layout, &fonts, today());
    let text = if check.json {
        let notes = taken.notes.iter();
        let found = findings.iter();
        document(&json!({
            "file": path.to_string_lossy(),
            "error": null,
            "warnings": notes.map(|note| note_in_json(note, language)).collect::<Vec<_>>(),
            "findings": found
                .map(|f| finding_in_json(f, &taken.map, language))
                .collect::<Vec<_>>(),
        }))
    } else {
        let notes = taken.notes.iter();
        let notes = notes.map(|note| {
            let place = Some((note.line, note.column));
            placed(path, place, &note.describe(language))
        });
        let found = findings.iter();
        let found = found.map(|finding| line(path, finding, &taken.map, language));
        notes.chain(found).map(|line| line + "\n").collect()
    };
    let code = match (taken.notes.is_empty(), findings.is_empty()) {
        (false, _) => ExitCode::FAILURE,
        (true, false) if check.strict => ExitCode::from(FINDINGS),
        (true, _) => ExitCode::SUCCESS,
    };
    print(&text, code)
}

/// Why there is no map to be looked at.
enum Unread {
    NoFile(String),
    NoMap {
        place: Option<(usize, usize)>,
        reason: String,
    },
}

/// A map in any format that its name tells, or that is said.
fn read(path: &Path, said: Option<&str>, language: Language) -> Result<Taken, Unread> {
    let bytes = match place::is_standard(path) {
        true => place::read(path, language).map_err(Unread::NoFile)?,
        false => disk::read(path)
            .map(|(bytes, _)| bytes)
            .map_err(|error| match error {
                OpenError::Read(_) => Unread::NoFile(describe(path, &error, language)),
                OpenError::Load(_) => Unread::NoMap {
                    place: error.place(),
                    reason: error.describe(language),
                },
            })?,
    };
    let format = place::form_of_map(path, said);
    exchange::read(format, &bytes, language).map_err(|error| Unread::NoMap {
        place: Some((error.line, error.column)),
        reason: error.describe(language),
    })
}

/// `FILE: reason (place)`.
fn line(path: &Path, finding: &Finding, map: &Map, language: Language) -> String {
    let place = finding.place(map, language);
    placed(
        path,
        None,
        &format!("{} ({place})", finding.reason(language)),
    )
}

fn note_in_json(note: &Note, language: Language) -> Value {
    json!({
        "line": note.line,
        "column": note.column,
        "reason": note.describe(language),
    })
}

fn finding_in_json(finding: &Finding, map: &Map, language: Language) -> Value {
    json!({
        "kind": finding.kind().id(),
        "severity": finding.severity().id(),
        "reason": finding.reason(language),
        "place": finding.place(map, language),
        "target": target_in_json(&finding.target),
        "also": finding.also.iter().map(target_in_json).collect::<Vec<_>>(),
    })
}

/// What it is and its id, or the ids of the row and the column that it stands in.
pub(super) fn target_in_json(target: &Target) -> Value {
    if let Some((part, id)) = target.part() {
        return json!({ "part": part.word(), "id": id.as_str() });
    }
    if let Target::Line { above } = target {
        return json!({ "part": "line", "id": above.as_str() });
    }
    if let Target::Cell { lane, stage, step } = target {
        return json!({
            "part": "cell",
            "lane": lane.as_str(),
            "stage": stage.as_str(),
            "step": step.as_ref().map(|step| step.as_str()),
        });
    }
    if let Target::Dot {
        lane,
        channel,
        stage,
    } = target
    {
        return json!({
            "part": "dot",
            "lane": lane.as_str(),
            "channel": channel.as_str(),
            "stage": stage.as_str(),
        });
    }
    json!({ "part": "map" })
}
