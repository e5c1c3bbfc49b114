//! Mermaid's `journey`: sections, tasks with a score, actors.
//!
//! What its parser takes and what it makes of the rest was found out by running it; reading is
//! kinder than it and says so, writing escapes whatever it stumbles over.

mod blocks;
mod changed;
mod journey;
mod read;
mod score;
mod text;
mod write;

pub use journey::{MermaidJourney, MermaidSection, MermaidTask};

use super::{
    build::sound,
    carry,
    error::ExchangeError,
    note::{Given, Note, NoteKind, Taken},
    version::version_through,
};
use crate::{file, model::Map, words::Language};
use text::CARRIED;

/// Reads text, also where the diagram stands in a Markdown document; where it has several, the first
/// or the one that is `asked` for by its number or title, and what all of them are called. What Mermaid has no word for is called by
/// its name in `language`.
///
/// # Errors
/// Where there is no such diagram.
pub fn read(
    text: &str,
    asked: Option<&str>,
    language: Language,
) -> Result<(Taken, Vec<String>), ExchangeError> {
    let read::ParsedMermaid {
        journey,
        mut notes,
        carried,
        titles,
    } = read::parse(text, asked)?;
    if let Some((line, packed)) = carried {
        let note = |kind| Note {
            line,
            column: 1,
            kind,
        };
        match carry::unpack_text(&packed) {
            Ok(loaded) if is_of(&journey, &loaded.map) => {
                let taken = Taken {
                    map: loaded.map,
                    notes: loaded.warnings.into_iter().map(Note::from).collect(),
                };
                return Ok((taken, titles));
            }
            Ok(loaded) => {
                notes.push(note(NoteKind::CarriedStale));
                let taken = Taken {
                    map: version_of(journey, &loaded.map, language),
                    notes: notes.in_order(),
                };
                return Ok((taken, titles));
            }
            Err(_) => notes.push(note(NoteKind::CarriedBroken)),
        }
    }
    let taken = Taken {
        map: sound(journey.into_map(language)),
        notes: notes.in_order(),
    };
    Ok((taken, titles))
}

/// A known map with what was changed in its diagram.
fn version_of(journey: MermaidJourney, known: &Map, language: Language) -> Map {
    let taken_over = changed::taken_over(known, &journey, language);
    if taken_over.check().is_empty() && taken_over.excess().is_none() {
        return taken_over;
    }
    let changed = sound(journey.into_map(language));
    let through = |map: &Map| {
        let written = write::text(&MermaidJourney::of(map).0);
        let read = read::parse(&written, None).ok()?;
        Some(read.journey.into_map(language))
    };
    version_through(through, &changed, known).unwrap_or(changed)
}

/// Whether a diagram is what is written of a map, now or by an earlier version.
fn is_of(journey: &MermaidJourney, map: &Map) -> bool {
    let (written, _) = MermaidJourney::of(map);
    written == *journey || written.sorted() == *journey
}

/// Writes a map; the whole of it rides along in a comment unless `without_map`.
pub fn write(map: &Map, without_map: bool) -> Given {
    let (journey, lost) = MermaidJourney::of(map);
    let mut text = write::text(&journey);
    if !without_map {
        let packed = carry::pack_as_text(&file::save(map));
        text.push_str(&format!("    %% {CARRIED} {packed}\n"));
    }
    Given {
        bytes: text.into_bytes(),
        lost,
    }
}
