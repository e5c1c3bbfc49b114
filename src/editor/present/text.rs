//! What a page says, for those who do not see it.

use super::reveal::hidden_part;
use crate::{
    deck::Page,
    geom::{Rect, Vec2},
    model::{Map, Target},
    scene::{Chunk, Item},
    words::Language,
};

/// Something that a page says, and where it stands there, in the page's units.
#[derive(Debug, Clone, PartialEq)]
pub struct PageText {
    /// As it is read out.
    pub text: String,
    /// Around it.
    pub rect: Rect,
    /// What it is said of; `None` for captions and the like.
    pub target: Option<Target>,
}

/// What a page says, in the order in which it is painted: the first `revealed` of its lanes, else all.
pub fn page_texts(
    page: &Page,
    map: &Map,
    revealed: Option<usize>,
    language: Language,
) -> Vec<PageText> {
    let hidden = hidden_part(page, revealed);
    let chunks = page.scene.chunks();
    let texts = chunks.filter_map(|(y, chunk)| {
        let rect = chunk.bounds + Vec2::new(0.0, y);
        let is_hidden = hidden.is_some_and(|hidden| hidden.contains(rect.center()));
        let text = (!is_hidden).then(|| text_of(chunk, map, language))?;
        (!text.is_empty()).then(|| PageText {
            text,
            rect,
            target: chunk.target().cloned(),
        })
    });
    texts.collect()
}

/// The words of a chunk; those of a point with its value, which is only drawn.
fn text_of(chunk: &Chunk, map: &Map, language: Language) -> String {
    if let Some(target @ Target::Point(_)) = chunk.target() {
        return map.name_of(target, language);
    }
    let paragraphs = chunk.items.iter().filter_map(|item| match item {
        Item::Text(text) => {
            let lines = text.paragraph.lines.iter().map(|line| line.text.trim());
            Some(lines.collect::<Vec<_>>().join(" "))
        }
        Item::Fill { .. } | Item::Stroke { .. } | Item::Icon { .. } | Item::Picture { .. } => None,
    });
    let paragraphs = paragraphs.filter(|text| !text.trim().is_empty());
    paragraphs.collect::<Vec<_>>().join(", ")
}
