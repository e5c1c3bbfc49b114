//! Fonts, fallback, shaping, line breaking and measures, all in document units.
//!
//! Everything that is painted, wherever, was shaped here once: a painter draws one line at one
//! baseline and never wraps.

pub mod bounds;
mod cache;
mod clean;
mod embedding;
mod emoji;
mod face;
mod families;
#[cfg(test)]
#[path = "../../tests/common/fonts.rs"]
pub mod more_fonts;
mod named;
mod setting;
mod system;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    geom::BezPath,
    model::{Color, TextStyle},
};

use cache::Cache;
pub use embedding::Embedding;
use face::Faces;
pub use families::{Families, FamilySample};
use named::Named;
pub use named::StaysHere;
use setting::Setter;
use system::System;

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// At least one, even for an empty text.
    pub lines: Vec<Line>,
    /// Of the widest line.
    pub width: f64,
    /// Lines times line height.
    pub height: f64,
    /// A word that is wider than the room goes on in the next line.
    pub cuts_words: bool,
}

/// One line, ready to be drawn at its baseline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// In logical order, without the white space it was broken at.
    pub text: String,
    /// From the paragraph's left edge; more than 0 where a right-to-left text is set flush right.
    pub left: f64,
    /// From its left end, white space at the end left out.
    pub width: f64,
    /// From the paragraph's top.
    pub baseline: f64,
    /// In visual order, left to right.
    pub runs: Vec<Run>,
    /// Whether it is read from right to left.
    pub rtl: bool,
    /// What comes between it and the next one.
    pub end: LineEnd,
}

/// Why a line ends: with what the text goes on, for those who set it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// The text has a line of its own next, or ends.
    #[default]
    Hard,
    /// It was broken at white space.
    Space,
    /// It was broken where there is none: within a word, or in a script without spaces.
    Within,
}

impl Line {
    /// How far the letters of any face reach up from the baseline, in em.
    pub const UP: f64 = 1.5;
    /// How far the letters of any face reach down from the baseline, in em.
    pub const DOWN: f64 = 1.0;
}

/// Glyphs of one face.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Of which the glyphs are.
    pub face: FaceId,
    /// Of the letters, in document units.
    pub size: f64,
    /// Extra room after each letter, in document units; part of the glyphs' advances.
    pub tracking: f64,
    /// Slanted by the painter, for a face that has no italic of its own (see [`Run::SKEW`]).
    pub oblique: bool,
    /// Whether it is read from right to left.
    pub rtl: bool,
    /// In visual order, left to right.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// The tangent of the slant of an oblique run (about 12°).
    pub const SKEW: f64 = 0.2126;
}

/// One glyph; its place counts from the line's left end and baseline, y down.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Within its face.
    pub id: u32,
    /// Right of the line's left end.
    pub x: f64,
    /// Below the line's baseline.
    pub y: f64,
    /// From its origin to that of the next one.
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
    /// The bytes of the file.
    pub data: Arc<Vec<u8>>,
    /// Within a collection, else 0.
    pub index: u32,
    /// The name of its family.
    pub family: String,
    /// 100 to 900; 400 is regular.
    pub weight: u16,
    /// Whether it leans by itself.
    pub italic: bool,
    /// Whether it came with the program.
    pub bundled: bool,
}

/// The drawing of a glyph in em units (1 is the font size), y down, origin at the baseline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// Bottom to top; a layer without a colour takes that of the text.
    pub layers: Vec<(Option<Color>, BezPath)>,
}

/// The fonts: the bundled ones, then the system's, looked up only once a text holds a character
/// that the bundled ones lack. Clones share all, also across threads.
#[derive(Clone)]
pub struct Fonts(Arc<Shared>);

struct Shared {
    faces: Faces,
    system: Mutex<System>,
    named: Mutex<Named>,
    /// Those that no thread is using at the moment.
    setters: Mutex<Vec<Setter>>,
    paragraphs: Mutex<Cache>,
    outlines: Mutex<HashMap<(FaceId, u32), Arc<Outline>>>,
    /// Bytes that were shaped, clusters that were walked, outlines that were asked for: what a test
    /// can count of what a text costs.
    #[cfg(test)]
    work: std::sync::atomic::AtomicUsize,
}

impl Shared {
    #[cfg_attr(not(test), expect(unused_variables, clippy::unused_self))]
    fn count(&self, steps: usize) {
        #[cfg(test)]
        self.work
            .fetch_add(steps, std::sync::atomic::Ordering::Relaxed);
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

impl Fonts {
    /// The bundled faces; the system's are looked up when a text first needs one.
    pub fn new() -> Self {
        Self::beside(System::default())
    }

    /// The bundled faces and no other: the same on every machine.
    pub fn bundled() -> Self {
        Self::with(&[])
    }

    /// The bundled faces, then those of these font files (TrueType or OpenType), and never the
    /// system's: the same on every machine.
    pub fn with(files: &[&[u8]]) -> Self {
        Self::beside(System::of_files(files))
    }

    fn beside(system: System) -> Self {
        Self(Arc::new(Shared {
            faces: Faces::bundled(),
            system: Mutex::new(system),
            named: Mutex::default(),
            setters: Mutex::default(),
            paragraphs: Mutex::default(),
            outlines: Mutex::default(),
            #[cfg(test)]
            work: std::sync::atomic::AtomicUsize::default(),
        }))
    }

    /// Breaks and shapes a text; `max_width` in document units, `None` for one line per `\n`.
    /// A word wider than the line is broken inside. Remembered, so that asking again is cheap.
    pub fn paragraph(
        &self,
        text: &str,
        style: &TextStyle,
        max_width: Option<f64>,
    ) -> Arc<Paragraph> {
        let key = cache::ParagraphKey::new(text, style, max_width);
        if let Some(known) = lock(&self.0.paragraphs).get(&key) {
            return known;
        }
        let idle = lock(&self.0.setters).pop();
        let mut setter = idle.unwrap_or_else(|| Setter::new(&self.0.faces));
        let paragraph = Arc::new(setter.set(&self.0, text, style, max_width));
        lock(&self.0.setters).push(setter);
        lock(&self.0.paragraphs).insert(&key, paragraph.clone());
        paragraph
    }

    /// A name, or as many of its first words as fit, else as by [`Fonts::cut`]. Of a long one eight
    /// words are tried; less than four letters, as an article has, are no name.
    pub fn cut_name(name: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        if fits(name) {
            return Some(name.to_owned());
        }
        let ends = name.match_indices(char::is_whitespace).take(8);
        let words =
            ends.map(|(end, _)| name[..end].trim_end_matches(|c: char| !c.is_alphanumeric()));
        let longest = words
            .filter(|words| words.chars().count() > 3 && fits(words))
            .last();
        longest.map(str::to_owned).or_else(|| Self::cut(name, fits))
    }

    /// A text, or as much of its beginning as fits with "…" behind it; `None` where not even that
    /// does. Takes time in proportion to the text, if `fits` does, which is asked for a few
    /// beginnings: it holds for all that are shorter than one that it holds for.
    pub fn cut(text: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        if fits(text) {
            return Some(text.to_owned());
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let shown = |count: usize| format!("{}…", text[..ends[count]].trim_end());
        // Beginnings of so few letters fit, of so many do not.
        let (mut fitting, mut most) = (0, 1);
        while most < ends.len() && fits(&shown(most)) {
            (fitting, most) = (most, 2 * most);
        }
        most = most.min(ends.len());
        while most - fitting > 1 {
            let middle = fitting.midpoint(most);
            if fits(&shown(middle)) {
                fitting = middle;
            } else {
                most = middle;
            }
        }
        let cut = (fitting < ends.len()).then(|| shown(fitting))?;
        (fitting > 0 || fits(&cut)).then_some(cut)
    }

    /// The work that was done so far: see [`Shared::work`].
    #[cfg(test)]
    pub fn work(&self) -> usize {
        self.0.work.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// The face of a run that these fonts made.
    pub fn face(&self, id: FaceId) -> Face {
        self.0.faces.get(id).face()
    }

    /// The drawing of a glyph; no layers where it is blank. Remembered, so that asking again is
    /// cheap.
    pub fn outline(&self, face: FaceId, glyph: u32) -> Arc<Outline> {
        self.0.count(1);
        if let Some(known) = lock(&self.0.outlines).get(&(face, glyph)) {
            return known.clone();
        }
        let outline = Arc::new(self.0.faces.get(face).outline(glyph));
        lock(&self.0.outlines).insert((face, glyph), outline.clone());
        outline
    }
}

/// What a mutex guards is whole at any time here, so a thread that panicked elsewhere while it
/// held one does no harm.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
