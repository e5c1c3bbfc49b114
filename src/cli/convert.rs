//! From one format of a map to another.

use std::path::Path;

use super::{ConvertArgs, args::StagesArg, place, placed, told};
use crate::{
    exchange::{
        self, MapFormat, NoteKind, ReadOptions,
        table::{self, Stages},
    },
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
        head: convert.head,
        persona: convert.persona.clone(),
        scale: convert.scale,
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
    let is_of_board = taken
        .notes
        .iter()
        .any(|note| matches!(note.kind, NoteKind::Stickies(_)));
    let answers = answers.filter(|_| !is_of_board);
    let notes = told(&convert.file, &taken.notes, language);
    // English, for the translation table.
    let kept = match exchange::rides_along(to, convert.no_map) {
        true => "kept in the comment line with the whole map, not in the text itself: {what}",
        false => "not included: {what}",
    };
    let lost = given.lost.iter().map(|lost| {
        let what = lost.describe(language);
        let text = language.fill(kept, &[("what", &what)]);
        placed(&convert.output, None, &text)
    });
    let answers = answers.map(|line| line + "\n");
    let lost = lost.map(|line| line + "\n");
    Ok(answers.into_iter().chain([notes]).chain(lost).collect())
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
