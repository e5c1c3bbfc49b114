//! A text in its room.

use std::{borrow::Cow, sync::Arc};

use super::places::Align;
use crate::{
    geom::{Point, Rect, Shape as _},
    model::{Field, Ground, Ink, Target, TextRole, Theme},
    text::{Fonts, Line, Paragraph},
};

/// A text between quotation marks; an empty one, or one that has its own, stays as it is.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 6] = ['“', '"', '„', '«', '‘', '「'];
    let text = text.trim_end();
    if text.is_empty() || text.starts_with(MARKS) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("“{text}”"))
    }
}

/// A paragraph in its room, in the coordinates of its band.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The lines as they are set.
    pub paragraph: Arc<Paragraph>,
    /// As wide as the text may become, as high as it is.
    pub rect: Rect,
    /// How it is set.
    pub role: TextRole,
    /// Where its lines stand in the room.
    pub align: Align,
    /// What its letters say.
    pub ink: Ink,
    /// What lies behind it.
    pub ground: Ground,
    /// What is edited here; `None` for texts that the sheet says by itself.
    pub of: Option<(Target, Field)>,
}

/// What all texts of one place have in common, to set several of them.
#[derive(Clone, Copy)]
pub(super) struct Typesetter<'a> {
    fonts: &'a Fonts,
    theme: &'a Theme,
    ink: Ink,
    ground: Ground,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(fonts: &'a Fonts, theme: &'a Theme, ink: Ink, ground: Ground) -> Self {
        Self {
            fonts,
            theme,
            ink,
            ground,
        }
    }

    pub(super) fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn on(self, ground: Ground) -> Self {
        Self { ground, ..self }
    }

    /// From baseline to baseline.
    pub(super) fn line_height(self, role: TextRole) -> f64 {
        self.theme.style(role).line_height
    }

    /// Sets a text from `top_left`, breaking at `width`.
    pub(super) fn set(
        self,
        text: &str,
        role: TextRole,
        top_left: Point,
        width: f64,
        of: Option<(Target, Field)>,
    ) -> TextBox {
        let style = self.theme.style(role);
        let width = width.max(style.size);
        let paragraph = self.fonts.paragraph(text, style, Some(width));
        TextBox {
            rect: Rect::from_origin_size(top_left, (width, paragraph.height)),
            paragraph,
            role,
            align: Align::Start,
            ink: self.ink,
            ground: self.ground,
            of,
        }
    }

    /// Sets one line with its middle at `centre_x`.
    pub(super) fn set_centred(
        self,
        text: &str,
        role: TextRole,
        centre_x: f64,
        top: f64,
        of: Option<(Target, Field)>,
    ) -> TextBox {
        // As wide as `set` makes it at least, or a lone letter would stand beside the middle.
        let width = (self.width(text, role) + 1.0).max(self.size(role));
        let at = Point::new(centre_x - width / 2.0, top);
        TextBox {
            align: Align::Centre,
            ..self.set(text, role, at, width, of)
        }
    }

    /// Sets one line with its ink in the middle of a place: across, that of its letters; in height,
    /// that of a capital, below which some letters reach.
    pub(super) fn set_in_middle(self, text: &str, role: TextRole, middle: Point) -> TextBox {
        let mut laid_out = self.set_centred(text, role, middle.x, middle.y, None);
        let capital = self.fonts.paragraph("H", self.theme.style(role), None);
        let inks = [&laid_out.paragraph, &capital].map(|p| Self::ink(self.fonts, &p.lines[0]));
        if let [Some(letters), Some(capital)] = inks {
            let ink = Point::new(letters.center().x, capital.center().y);
            let by = middle - (laid_out.line_at(0) + ink.to_vec2());
            laid_out.rect = laid_out.rect + by;
        }
        laid_out
    }

    /// What the letters of a line cover, from the left end of its baseline.
    pub(super) fn ink(fonts: &Fonts, line: &Line) -> Option<Rect> {
        let glyphs = line.runs.iter().flat_map(|run| {
            let glyphs = run.glyphs.iter();
            glyphs.map(move |glyph| (run.face, run.size, glyph))
        });
        let inks = glyphs.flat_map(|(face, size, glyph)| {
            let outline = fonts.outline(face, glyph.id);
            let layers = outline.layers.iter();
            let ink = layers.map(|(_, path)| path.bounding_box().scale_from_origin(size));
            let at = crate::geom::Vec2::new(glyph.x, glyph.y);
            ink.map(|ink| ink + at).collect::<Vec<_>>()
        });
        inks.reduce(|all, ink| all.union(ink))
    }

    /// Em.
    pub(super) fn size(self, role: TextRole) -> f64 {
        self.theme.style(role).size
    }

    /// Sets one line that ends at `right`.
    pub(super) fn set_end(self, text: &str, role: TextRole, right: f64, top: f64) -> TextBox {
        let width = self.width(text, role) + 1.0;
        self.set(text, role, Point::new(right - width, top), width, None)
    }

    /// Of a text on one line.
    pub(super) fn width(self, text: &str, role: TextRole) -> f64 {
        let style = self.theme.style(role);
        self.fonts.paragraph(text, style, None).width
    }
}

impl TextBox {
    /// Whether there is nothing to be seen.
    pub fn is_empty(&self) -> bool {
        self.paragraph.lines.iter().all(|line| line.text.is_empty())
    }

    /// The bottom, or the top when there is no text that takes room.
    pub fn bottom(&self) -> f64 {
        if self.is_empty() {
            self.rect.y0
        } else {
            self.rect.y1
        }
    }

    /// The left end of a line's baseline.
    pub fn line_at(&self, index: usize) -> Point {
        Self::place_of(&self.paragraph.lines[index], self.rect, self.align)
    }

    /// The left end of the baseline of a line in the room of its paragraph.
    pub fn place_of(line: &Line, room: Rect, align: Align) -> Point {
        let left = match align {
            Align::Start => line.left,
            Align::Centre => (room.width() - line.width) / 2.0,
        };
        room.origin() + crate::geom::Vec2::new(left, line.baseline)
    }

    /// The same text, further down.
    pub fn moved_down(mut self, by: f64) -> Self {
        self.rect = self.rect + crate::geom::Vec2::new(0.0, by);
        self
    }
}
