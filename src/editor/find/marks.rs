//! Where on the sheet the words that were found stand.

use std::collections::{HashMap, HashSet};

use super::{
    fold::Folded,
    state::{Highlight, Hit, Within},
};
use crate::{
    geom::{Rect, Vec2},
    layout::{Layout, TextBox},
    model::{Field, Map, Target, Theme},
};

const FEW: usize = 500;

pub(super) fn marks(map: &Map, layout: &Layout, hits: &[Hit], what: &Folded) -> Vec<Highlight> {
    if hits.is_empty() {
        return Vec::new();
    }
    let what = Folded::new(&without_space(what.as_str()));
    let mut by_text: HashMap<(&Target, Field), Vec<usize>> = HashMap::new();
    for (index, hit) in hits.iter().enumerate() {
        let Within::Field(field) = hit.within else {
            continue;
        };
        let field = match (&hit.target, field) {
            // They stand in one line.
            (Target::Facts, Field::Owner) => Field::Goal,
            _ => field,
        };
        by_text.entry((&hit.target, field)).or_default().push(index);
    }
    let mut marks = Vec::new();
    let mut marked = vec![false; hits.len()];
    for (y, text) in layout.texts() {
        let Some((target, field)) = &text.of else {
            continue;
        };
        let Some(indices) = by_text.get(&(target, *field)) else {
            continue;
        };
        let places = words(text, &layout.grid.theme, &what);
        for (hit, rects) in indices.iter().zip(&places) {
            for rect in rects {
                marks.push(Highlight {
                    hit: *hit,
                    rect: *rect + Vec2::new(0.0, y),
                    is_words: true,
                });
            }
            marked[*hit] = true;
        }
    }
    let unmarked = || (0..hits.len()).filter(|index| !marked[*index]);
    let things: HashSet<&Target> = unmarked().map(|index| &hits[index].target).collect();
    if !things.is_empty() {
        let places = layout.places().into_iter();
        let rects: HashMap<Target, Rect> = places
            .filter(|place| things.contains(&place.target))
            .map(|place| (place.target, place.rect))
            .collect();
        // What a collapsed lane holds is marked on the lane; finding that takes long for very many.
        let few = rects.len() + FEW > things.len();
        let on_lane = |target: &Target| {
            let lane = few.then(|| map.lane_of(target)).flatten()?;
            layout.rect_of(&Target::Lane(lane.clone()))
        };
        marks.extend(unmarked().filter_map(|hit| {
            let target = &hits[hit].target;
            let own = rects.get(target).copied();
            Some(Highlight {
                hit,
                rect: own.or_else(|| on_lane(target))?,
                is_words: false,
            })
        }));
    }
    marks
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The places of folded words in a text as it was set, each a rectangle a line; white space does
/// not count, for a line may have been broken at it.
fn words(text: &TextBox, theme: &Theme, what: &Folded) -> Vec<Vec<Rect>> {
    let lines = &text.paragraph.lines;
    let mut all = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        starts.push(all.len());
        all.push_str(&line.text);
    }
    // The way back: from the text without white space to that of the lines.
    let mut kept = String::with_capacity(all.len());
    let mut origins = Vec::with_capacity(all.len());
    for (at, c) in all.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        kept.push(c);
        origins.extend((0..c.len_utf8()).map(|byte| at + byte));
    }
    let folded = Folded::new(&kept);
    let mut found = Vec::new();
    for place in folded.places_of(what) {
        let (from, to) = (origins[place.start], origins[place.end - 1] + 1);
        let mut rects = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let start = starts[index];
            let end = start + line.text.len();
            let (from, to) = (from.max(start), to.min(end));
            if from >= to {
                continue;
            }
            let here = from - start..to - start;
            let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
            let inside =
                glyphs.filter(|glyph| glyph.text.start < here.end && here.start < glyph.text.end);
            let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
            for glyph in inside {
                left = left.min(glyph.x);
                right = right.max(glyph.x + glyph.advance);
            }
            if left < right {
                let at = text.line_at(index);
                let size = theme.style(text.role).size;
                rects.push(Rect::new(
                    at.x + left,
                    at.y - 0.95 * size,
                    at.x + right,
                    at.y + 0.3 * size,
                ));
            }
        }
        found.push(rects);
    }
    found
}
