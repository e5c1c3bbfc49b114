//! Fonts, fallback, shaping, line breaking and measures, all in document units.
//!
//! Everything that is painted, wherever, was shaped here once: a painter draws one line at one
//! baseline and never wraps.

use std::{ops::Range, sync::Arc};

use crate::{geom::BezPath, model::Color};

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Em, in document units.
    pub size: f64,
    /// 500, 600, 700 or 800 as bundled; others take the nearest.
    pub weight: u16,
    pub italic: bool,
    /// Extra room after each letter, in document units.
    pub tracking: f64,
    /// From baseline to baseline, in document units.
    pub line_height: f64,
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// At least one, even for an empty text.
    pub lines: Vec<Line>,
    /// Of the widest line.
    pub width: f64,
    /// Lines times line height.
    pub height: f64,
}

/// One line, ready to be drawn at its baseline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// In logical order, without the white space it was broken at.
    pub text: String,
    /// From the paragraph's left edge; more than 0 where a right-to-left text is set flush right.
    pub left: f64,
    pub width: f64,
    /// From the paragraph's top.
    pub baseline: f64,
    /// In visual order, left to right.
    pub runs: Vec<Run>,
    pub rtl: bool,
}

/// Glyphs of one face.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub face: FaceId,
    pub size: f64,
    /// Slanted by the painter, for a face that has no italic of its own (see [`Run::SKEW`]).
    pub oblique: bool,
    pub rtl: bool,
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// The tangent of the slant of an oblique run (about 12°).
    pub const SKEW: f64 = 0.2126;
}

/// One glyph; its place counts from the line's left end and baseline, y down.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    pub id: u32,
    pub x: f64,
    pub y: f64,
    pub advance: f64,
    /// The bytes of the line's text that it stands for (shared by the glyphs of one cluster).
    pub text: Range<usize>,
}

/// A face that was in use at least once; valid as long as its [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u32);

/// A font file's face, for those who embed it.
#[derive(Debug, Clone)]
pub struct Face {
    pub data: Arc<Vec<u8>>,
    /// Within a collection, else 0.
    pub index: u32,
    pub family: String,
    pub weight: u16,
    pub italic: bool,
    pub bundled: bool,
}

/// The drawing of a glyph in em units (1 is the font size), y down, origin at the baseline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// Bottom to top; a layer without a colour takes that of the text.
    pub layers: Vec<(Option<Color>, BezPath)>,
}

/// The fonts, bundled first, the system's only once a character needs them. Clones share all.
#[derive(Clone, Default)]
pub struct Fonts;

impl Fonts {
    /// The bundled faces; the system's are looked up when a text first needs one.
    pub fn new() -> Self {
        todo!()
    }

    /// Breaks and shapes a text; `max_width` in document units, `None` for one line per `\n`.
    /// A word wider than the line is broken inside. Remembered, so that asking again is cheap.
    pub fn paragraph(&self, text: &str, style: &Style, max_width: Option<f64>) -> Arc<Paragraph> {
        let _ = (text, style, max_width);
        todo!()
    }

    pub fn face(&self, id: FaceId) -> Face {
        let _ = id;
        todo!()
    }

    /// Remembered, so that asking again is cheap.
    pub fn outline(&self, face: FaceId, glyph: u32) -> Arc<Outline> {
        let _ = (face, glyph);
        todo!()
    }
}
