//! Answers of a survey as a map, or drawn into one.

use std::path::Path;

use super::{SurveyArgs, place, placed};
use crate::{
    exchange::{self, MapFormat, answers},
    survey::{self, Answers, SaidColumns, Survey, WhySkipped},
    words::{Language, number},
};

/// Writes the output; what is to be told of it comes back, one thing a line.
pub(super) fn run(args: &SurveyArgs, language: Language) -> Result<String, String> {
    let file = &args.file;
    let from = place::form_to_read(file, args.from.as_deref()).unwrap_or(MapFormat::Csv);
    let to = place::form_to_write(&args.output, args.to.as_deref())
        .ok_or_else(|| args.output.display().to_string())?;
    let bytes = place::read(file, language)?;
    let refused = |why: &str| placed(file, None, why);
    let cells =
        exchange::read_cells(from, &bytes, args.sheet.as_deref(), language).map_err(|error| {
            let place = Some((error.line, error.column));
            placed(file, place, &error.describe(language))
        })?;
    let known = match &args.into {
        Some(path) => Some(place::read_map(path, None, language)?.1.map),
        None => None,
    };
    let said = SaidColumns {
        stage: args.stage.clone(),
        score: args.score.clone(),
        persona: args.persona.clone(),
        date: args.date.clone(),
        comment: args.comment.clone(),
    };
    let found = survey::understand(&cells, &said, known.as_ref());
    let mut found = found.map_err(|error| refused(&error.describe(language)))?;
    change(&mut found, args, language).map_err(|why| refused(&why))?;
    let source = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let drawn = match &known {
        Some(map) => answers::drawn_into(map, &found, &source),
        None => answers::map_of(&found, &source, language),
    };
    let (map, drawn) = drawn.map_err(|why| refused(&why.describe(language)))?;
    super::free(&args.output, args.force, language)?;
    let given =
        exchange::write(to, &map, false).ok_or_else(|| args.output.display().to_string())?;
    place::write(&args.output, &given.bytes, language)?;
    Ok(told(file, &found, &drawn, language))
}

/// What a person says otherwise: what words count, which answers do.
fn change(found: &mut Answers, args: &SurveyArgs, language: Language) -> Result<(), String> {
    let pair = |text: &str| -> Result<(String, String), String> {
        let parts = text.split_once('=');
        let parts = parts.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
        parts.ok_or_else(|| {
            language.fill(
                "“{text}” should be a name, “=” and a value",
                &[("text", text)],
            )
        })
    };
    for answer in &args.answer {
        let (word, value) = pair(answer)?;
        let value = number(&value)
            .ok_or_else(|| language.fill("“{text}” is not a number", &[("text", &value)]))?;
        found.reading.words.set(&word, value);
    }
    for only in &args.only {
        let (name, value) = pair(only)?;
        let is_it = |head: &&String| head.trim().to_lowercase() == name.to_lowercase();
        let at = found.table.heads.iter().position(|head| is_it(&head));
        let at = at
            .ok_or_else(|| language.fill("the table has no column “{name}”", &[("name", &name)]))?;
        found.reading.only.push((at, value));
    }
    Ok(())
}

fn told(file: &Path, found: &Answers, drawn: &Survey, language: Language) -> String {
    let mut lines: Vec<String> = Vec::new();
    let points = language.count(drawn.groups.len(), "{n} point", "{n} points", &[]);
    let answers = language.count(drawn.answer_count(), "{n} answer", "{n} answers", &[]);
    let values = [("points", &*points), ("answers", &*answers)];
    lines.push(placed(
        file,
        None,
        &language.fill("{points} drawn from {answers}", &values),
    ));
    lines.extend(
        found
            .notes
            .iter()
            .map(|note| placed(file, None, &note.describe(language))),
    );
    for name in drawn.near.keys() {
        let text = language.fill(
            "“{name}” was matched to a stage with a similar name",
            &[("name", name)],
        );
        lines.push(placed(file, None, &text));
    }
    // Stages that the map does not have are told once each, with how many answers they have.
    let mut unknown: Vec<(&str, usize)> = Vec::new();
    let mut others = Vec::new();
    for skipped in &drawn.skipped {
        match &skipped.why {
            WhySkipped::UnknownStage(name) => {
                match unknown.iter_mut().find(|(known, _)| known == name) {
                    Some((_, count)) => *count += 1,
                    None => unknown.push((name, 1)),
                }
            }
            why => others.push(placed(
                file,
                Some((skipped.line, 1)),
                &why.describe(language),
            )),
        }
    }
    for (name, count) in unknown {
        let text = language.count(
            count,
            "{n} answer about “{name}” is ignored: the map has no such stage",
            "{n} answers about “{name}” are ignored: the map has no such stage",
            &[("name", name)],
        );
        lines.push(placed(file, None, &text));
    }
    const MOST: usize = 20;
    let more = others.len().saturating_sub(MOST);
    lines.extend(others.into_iter().take(MOST));
    if more > 0 {
        let text = language.count(
            more,
            "{n} more remark is not listed",
            "{n} more remarks are not listed",
            &[],
        );
        lines.push(placed(file, None, &text));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
