//! The journeys of a Markdown document: its pipe tables, else headings with fields below them.

use super::{
    around::{facts_in, title},
    drawn, headings,
    passage::{Passage, TableLine, passages},
};
use crate::{
    exchange::{
        error::ExchangeError,
        table::{grid::Grid, meaning::words::Meaning, shape::fact},
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
    for passage in &passages {
        match passage {
            Passage::Heading { text, .. } => {
                above = Some(text);
                facts.retain(|(meaning, _)| *meaning != Meaning::Persona);
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
                grids.push(grid);
            }
        }
    }
    grids.extend(headings::grids(&passages, language));
    if grids.is_empty() {
        // Lists alone: their first level is the headings.
        grids.extend(headings::grids(&promoted(passages), language));
    }
    Ok(grids)
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
