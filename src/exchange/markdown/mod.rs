//! A map as an outline in Markdown, to be read in a document; the whole of it may ride along, and gets
//! what was changed in the text.

mod changed;
mod tokens;
mod write;

use super::{carry, note::Given};
use crate::{file, model::Map};

pub(super) use changed::{Edited, taken_over};

/// Begins the comment that the whole map rides along in.
const CARRIED: &str = "<!-- jejak-map ";
const END: &str = " -->";

/// Writes a map, with headings in its own language; the whole of it rides along in a comment unless
/// `without_map`.
pub fn write(map: &Map, without_map: bool) -> Given {
    let outline = write::outline(map);
    let mut text = outline.text();
    if !without_map {
        let packed = carry::pack_as_text(&file::save(map));
        text += &format!("{CARRIED}{packed}{END}\n");
    }
    Given {
        bytes: text.into_bytes(),
        lost: outline.lost,
    }
}

/// A document without the map that rides along, the line of that, and it, packed.
pub(super) fn carried(text: &str) -> Option<(&str, usize, &str)> {
    let at = text.rfind(CARRIED)?;
    let packed = text[at + CARRIED.len()..].split(END).next()?;
    let line = 1 + text[..at].matches('\n').count();
    Some((&text[..at], line, packed.trim()))
}

/// Whether a text is the outline of a map, ends of lines aside.
pub(super) fn is_of(text: &str, map: &Map) -> bool {
    let outline = write::outline(map).text();
    let lines = |text: &'_ str| -> Vec<String> {
        let lines = text.trim_end().lines().map(str::trim_end);
        lines.map(str::to_owned).collect()
    };
    lines(text) == lines(&outline)
}
