//! Glyphs as shapes, for those who draw letters instead of writing them.

use crate::{
    geom::{Affine, BezPath, Point},
    model::Color,
    text::{Fonts, Run},
};

/// A run of glyphs as filled shapes in document units, bottom to top; `at` is the left end of the
/// line's baseline. Letters of the text's own colour come as one shape.
pub(super) fn shapes_of(
    fonts: &Fonts,
    run: &Run,
    at: Point,
    color: Color,
) -> Vec<(Color, BezPath)> {
    // y points down, so what stands above the baseline leans to the right.
    let skew = if run.oblique { -Run::SKEW } else { 0.0 };
    let mut shapes = Vec::new();
    let mut letters = BezPath::new();
    for glyph in &run.glyphs {
        let [x, y] = [at.x + glyph.x, at.y + glyph.y];
        let doc_from_em = Affine::new([run.size, 0.0, skew * run.size, run.size, x, y]);
        let outline = fonts.outline(run.face, glyph.id);
        match outline.layers.as_slice() {
            [(None, path)] => letters.extend(path.iter().map(|element| doc_from_em * element)),
            // Layers stay apart: turning the other way, one would punch a hole into the next.
            layers => shapes.extend(
                layers
                    .iter()
                    .map(|(own, path)| (own.unwrap_or(color), doc_from_em * path)),
            ),
        }
    }
    if !letters.is_empty() {
        shapes.push((color, letters));
    }
    shapes
}
