//! A text in its room.

use std::{borrow::Cow, sync::Arc};

use super::places::Align;
use crate::{
    geom::{Point, Rect},
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
        let width = self.width(text, role);
        let at = Point::new(centre_x - width / 2.0, top);
        TextBox {
            align: Align::Centre,
            ..self.set(text, role, at, width + 1.0, of)
        }
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
