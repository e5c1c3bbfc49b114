//! From one format of a map to another.

use std::path::Path;

use super::{ConvertArgs, args::StagesArg, describe, mended, placed};
use crate::{
    exchange::{self, MapFormat, Note, NoteKind, ReadOptions, table::Stages},
    file::{Warning, disk},
    words::Language,
};

/// Writes the output; what is to be told of it comes back, one thing a line.
pub(super) fn run(convert: &ConvertArgs, language: Language) -> Result<String, String> {
    // The command line was held to this.
    let known =
        |format: Option<MapFormat>, path: &Path| format.ok_or_else(|| path.display().to_string());
    let from = known(MapFormat::of(&convert.file), &convert.file)?;
    let to = known(MapFormat::to_write(&convert.output), &convert.output)?;
    let (bytes, _) =
        disk::read(&convert.file).map_err(|e| describe(&convert.file, &e, language))?;
    let options = ReadOptions {
        stages: match convert.stages {
            None => Stages::Guess,
            Some(StagesArg::Across) => Stages::Across,
            Some(StagesArg::Down) => Stages::Down,
        },
        sheet: convert.sheet.clone(),
        ..ReadOptions::default()
    };
    let taken = exchange::read_with(from, &bytes, &options, language).map_err(|error| {
        let place = Some((error.line, error.column));
        placed(&convert.file, place, &error.describe(language))
    })?;
    super::free(&convert.output, convert.force, language)?;
    let given = exchange::write(to, &taken.map, convert.no_map).ok_or_else(|| {
        let why = language.t("a picture is made with: jejak export");
        placed(&convert.output, None, why)
    })?;
    disk::write(&convert.output, &given.bytes).map_err(|error| {
        let why = disk::why_not_written(&error, language);
        let text = language.fill("cannot be written: {why}", &[("why", &why)]);
        placed(&convert.output, None, &text)
    })?;
    let warnings = taken.notes.iter().filter_map(warning);
    let mended = mended(&convert.file, warnings, language);
    let others = taken.notes.iter().filter(|note| warning(note).is_none());
    let notes = others.map(|note| {
        let place = Some((note.line, note.column));
        placed(&convert.file, place, &note.describe(language))
    });
    // English, for the translation table.
    let told = match exchange::rides_along(to, convert.no_map) {
        true => "kept in the comment line with the whole map, not in the text itself: {what}",
        false => "not included: {what}",
    };
    let lost = given.lost.iter().map(|lost| {
        let what = lost.describe(language);
        let text = language.fill(told, &[("what", &what)]);
        placed(&convert.output, None, &text)
    });
    let lines = notes.chain(lost).map(|line| line + "\n");
    Ok(mended.into_iter().chain(lines).collect())
}

/// What was mended, if a note is of that.
fn warning(note: &Note) -> Option<&Warning> {
    match &note.kind {
        NoteKind::Mended(warning) => Some(warning),
        _ => None,
    }
}
