//! Mermaid's `journey`: sections, tasks with a score, actors.
//!
//! What its parser takes and what it makes of the rest was found out by running it; reading is
//! kinder than it and says so, writing escapes whatever it stumbles over.

mod journey;
mod read;
mod write;

pub use journey::{Journey, Section, Task};

use super::{ExchangeError, Form, Given, Note, NoteKind, Taken, as_version_of, carry, sound};
use crate::{file, model::Map, words::Language};

/// In front of the whole map, in a comment.
const CARRIED: &str = "jejak.journey:";

/// Reads text, also where the diagram stands in a Markdown document. What Mermaid has no word for is
/// called by its name in `language`.
///
/// # Errors
/// Where there is no such diagram.
pub fn read(text: &str, language: Language) -> Result<Taken, ExchangeError> {
    let read::Parsed {
        journey,
        mut notes,
        carried,
    } = read::parse(text)?;
    if let Some((line, packed)) = carried {
        let note = |kind| Note {
            line,
            column: 1,
            kind,
        };
        match carry::unpack_text(packed) {
            Ok(loaded) if Journey::of(&loaded.map).0 == journey => {
                return Ok(Taken {
                    map: loaded.map,
                    notes: loaded.warnings.into_iter().map(Note::from).collect(),
                });
            }
            Ok(loaded) => {
                notes.push(note(NoteKind::CarriedStale));
                let changed = sound(journey.into_map(language));
                return Ok(Taken {
                    map: as_version_of(Form::Mermaid, changed, &loaded.map, language),
                    notes: notes.in_order(),
                });
            }
            Err(_) => notes.push(note(NoteKind::CarriedBroken)),
        }
    }
    Ok(Taken {
        map: sound(journey.into_map(language)),
        notes: notes.in_order(),
    })
}

/// Writes a map; the whole of it rides along in a comment unless `without_map`.
pub fn write(map: &Map, without_map: bool) -> Given {
    let (journey, lost) = Journey::of(map);
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
