//! From one format of a map to another.

use std::path::Path;

use super::{ConvertArgs, args::StagesArg, mended, place, placed};
use crate::{
    exchange::{
        self, MapFormat, Note, NoteKind, ReadOptions,
        table::{self, Stages},
    },
    file::Warning,
    survey,
    words::Language,
};

/// Writes the output; what is to be told of it comes back, one thing a line.
pub(super) fn run(convert: &ConvertArgs, language: Language) -> Result<String, String> {
    // The command line was held to this.
    let known =
        |form: Option<MapFormat>, path: &Path| form.ok_or_else(|| path.display().to_string());
    let from = known(
        place::form_to_read(&convert.file, convert.from.as_deref()),
        &convert.file,
    )?;
    let to = known(
        place::form_to_write(&convert.output, convert.to.as_deref()),
        &convert.output,
    )?;
    let bytes = place::read(&convert.file, language)?;
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
    if !place::is_standard(&convert.output) {
        super::free(&convert.output, convert.force, language)?;
    }
    let given = exchange::write(to, &taken.map, convert.no_map).ok_or_else(|| {
        let why = language.t("a picture is made with: jejak export");
        placed(&convert.output, None, why)
    })?;
    place::write(&convert.output, &given.bytes, language)?;
    let answers = looks_like_answers(from, &bytes, convert, language).then(|| {
        let text = "this looks like survey answers; to make a map of them: jejak survey {file}";
        let file = convert.file.display().to_string();
        placed(
            &convert.file,
            None,
            &language.fill(text, &[("file", &file)]),
        )
    });
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
    let lines = answers
        .into_iter()
        .chain(notes)
        .chain(lost)
        .map(|line| line + "\n");
    Ok(mended.into_iter().chain(lines).collect())
}

fn looks_like_answers(
    form: MapFormat,
    bytes: &[u8],
    convert: &ConvertArgs,
    language: Language,
) -> bool {
    if !matches!(form, MapFormat::Csv | MapFormat::Tsv | MapFormat::Workbook) {
        return false;
    }
    let cells = exchange::read_cells(form, bytes, convert.sheet.as_deref(), language);
    cells.is_ok_and(|cells| !table::is_own_head(&cells.heads) && survey::looks_like_answers(&cells))
}

/// What was mended, if a note is of that.
fn warning(note: &Note) -> Option<&Warning> {
    match &note.kind {
        NoteKind::Mended(warning) => Some(warning),
        _ => None,
    }
}
