//! The journeys of a Markdown document: its pipe tables, else headings with fields below them.

use std::collections::HashSet;

use super::{
    around::{ToldPerson, facts_in, is_of_person, title},
    drawn, has_pipe_table, has_table_tag, headings, html,
    passage::{Passage, TableLine, passages},
};
use crate::{
    exchange::{
        error::ExchangeError,
        table::{
            grid::Grid,
            meaning::words::Meaning,
            shape::{fact, is_journey},
        },
    },
    words::Language,
};

/// The tables of a document and the journeys that its headings tell, in their order.
///
/// # Errors
/// Where it would take far more room than its size makes likely.
pub(in crate::exchange::table) fn grids(
    text: &str,
    language: Language,
) -> Result<Vec<Grid>, ExchangeError> {
    let passages = passages(text)?;
    let title = title(&passages);
    let mut grids = Vec::new();
    if drawn::has_any(text) {
        let drawn = drawn::grids(text).into_iter();
        grids.extend(drawn.map(|mut grid| {
            let title = title.clone().unwrap_or_else(|| grid.name.clone());
            if !title.is_empty() {
                grid.facts.push((Meaning::Title, title));
            }
            grid
        }));
    }
    let mut above: Option<&str> = None;
    let mut facts: Vec<(Meaning, String)> = Vec::new();
    let mut person: Option<ToldPerson> = None;
    // Below a heading of their own; it holds until the next one.
    let mut told: Vec<(Meaning, String)> = Vec::new();
    for passage in &passages {
        if let Some(known) =
            person.take_if(|_| matches!(passage, Passage::Heading { .. } | Passage::Table { .. }))
        {
            told = known.facts();
        }
        match passage {
            Passage::Heading { text, .. } if is_of_person(text) => {
                person = Some(ToldPerson::default());
            }
            Passage::Heading { text, .. } => {
                above = Some(text);
                facts.retain(|(meaning, _)| *meaning != Meaning::Persona);
            }
            passage if person.is_some() => {
                if let Some(person) = &mut person {
                    person.take(passage);
                }
            }
            Passage::Lines { text, .. } => facts.extend(facts_in(text)),
            Passage::Item { .. } | Passage::Rule => {}
            Passage::Table { rows, .. } => {
                let mut grid = table(rows);
                let of_heading = above
                    .and_then(fact)
                    .map(|(meaning, text)| (meaning, text.to_owned()));
                grid.name = above.unwrap_or_default().to_owned();
                grid.facts
                    .extend(title.iter().map(|title| (Meaning::Title, title.clone())));
                grid.facts
                    .extend(of_heading.filter(|(meaning, _)| *meaning == Meaning::Persona));
                grid.facts.append(&mut facts);
                grid.facts.extend(told.iter().cloned());
                grids.push(grid);
            }
        }
    }
    grids.extend(drawn_in_tags(text, &passages, title.as_deref())?);
    let told = headings::grids(&passages, language);
    if !told.is_empty() {
        // Tables of the fields of one stage are no journeys of their own.
        let of_fields = passages.iter().filter_map(|passage| match passage {
            Passage::Table { rows, line } => headings::is_of_fields(rows).then_some(*line),
            _ => None,
        });
        let of_fields: HashSet<usize> = of_fields.collect();
        grids.retain(|grid| !of_fields.contains(&grid.line(0)));
    }
    grids.extend(told);
    if !grids.iter().any(is_journey) {
        grids.extend(in_code(text, language)?);
    }
    if grids.is_empty() {
        // Lists alone: their first level is the headings.
        grids.extend(headings::grids(&promoted(passages), language));
    }
    Ok(grids)
}

/// The tables of a document that are written in HTML, each under the heading above it.
fn drawn_in_tags(
    text: &str,
    passages: &[Passage],
    title: Option<&str>,
) -> Result<Vec<Grid>, ExchangeError> {
    if !has_table_tag(text) {
        return Ok(Vec::new());
    }
    let mut grids = html::grids(&without_code(text))?;
    for grid in &mut grids {
        let line = grid.line(0);
        let heading = passages.iter().rev().find_map(|passage| match passage {
            Passage::Heading { text, line: at, .. } if *at < line => Some(text),
            _ => None,
        });
        if let Some(heading) = heading.filter(|_| grid.name.is_empty()) {
            grid.name.clone_from(heading);
        }
        let is_titled = grid
            .facts
            .iter()
            .any(|(meaning, _)| *meaning == Meaning::Title);
        let title = title.filter(|_| !is_titled);
        grid.facts
            .extend(title.map(|title| (Meaning::Title, title.to_owned())));
    }
    Ok(grids)
}

/// The lines of a text with whether they stand in a block of code: the language of the block, or none.
fn with_code(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut open: Option<(&str, &str)> = None;
    text.lines().map(move |line| {
        let bare = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| bare.starts_with(mark));
        match (open, mark) {
            (None, Some(mark)) => {
                open = Some((mark, bare.trim_start_matches(['`', '~']).trim()));
                ("", None)
            }
            (Some((known, _)), Some(mark)) if known == mark => {
                open = None;
                ("", None)
            }
            (known, _) => (line, known.map(|(_, language)| language)),
        }
    })
}

/// With the lines of blocks of code empty.
fn without_code(text: &str) -> String {
    let lines = with_code(text).map(|(line, code)| if code.is_some() { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a table that is shown as a text may be called.
const AS_TEXT: [&str; 7] = ["", "markdown", "md", "text", "txt", "table", "plaintext"];

/// The journeys in blocks of code, where chats and assistants put tables; one without its line of
/// dashes is a table all the same.
fn in_code(text: &str, language: Language) -> Result<Vec<Grid>, ExchangeError> {
    let is_text = |code: Option<&str>| code.is_some_and(|name| AS_TEXT.contains(&name));
    let lines: Vec<&str> = with_code(text)
        .map(|(line, code)| if is_text(code) { line.trim() } else { "" })
        .collect();
    if lines.iter().all(|line| line.is_empty()) {
        return Ok(Vec::new());
    }
    let code = lines.join("\n");
    let mut grids = match has_pipe_table(&code) {
        true => self::grids(&code, language)?,
        false => piped(&lines),
    };
    grids.retain(is_journey);
    Ok(grids)
}

/// Lines with bars between their cells, each run of them a table.
fn piped(lines: &[&str]) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut is_open = false;
    for (at, line) in lines.iter().enumerate() {
        if !line.contains('|') {
            is_open = false;
            continue;
        }
        if !is_open {
            grids.push(Grid::drawn());
            is_open = true;
        }
        let bare = line.trim_matches('|');
        if let Some(grid) = grids.last_mut() {
            grid.push(at + 1, false, bare.split('|').map(str::trim));
        }
    }
    grids
}

/// With the items of the first level as headings, and those below one level up.
fn promoted(passages: Vec<Passage>) -> Vec<Passage> {
    let passages = passages.into_iter().map(|passage| match passage {
        Passage::Item {
            depth: 1,
            text,
            line,
        } => Passage::Heading {
            level: 6,
            text,
            line,
        },
        Passage::Item { depth, text, line } => Passage::Item {
            depth: depth - 1,
            text,
            line,
        },
        other => other,
    });
    passages.collect()
}

fn table(rows: &[TableLine]) -> Grid {
    let mut grid = Grid::drawn();
    for row in rows {
        grid.push(row.line, false, row.cells.iter().map(String::as_str));
    }
    grid
}
