//! A text in its room.

use std::{borrow::Cow, sync::Arc};

use super::Align;
use crate::{
    geom::{Point, Rect},
    model::{Color, Field, Target},
    text::{Fonts, Paragraph, Style},
};

/// A text between quotation marks; an empty one, or one that has its own, stays as it is.
pub fn quoted(text: &str) -> Cow<'_, str> {
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
    pub paragraph: Arc<Paragraph>,
    /// As wide as the text may become, as high as it is.
    pub rect: Rect,
    pub style: Style,
    pub align: Align,
    pub color: Color,
    /// What lies behind it.
    pub ground: Color,
    /// What is edited here; `None` for texts that the sheet says by itself.
    pub of: Option<(Target, Field)>,
}

/// What all texts of one place have in common, to set several of them.
#[derive(Clone, Copy)]
pub struct Typesetter<'a> {
    pub fonts: &'a Fonts,
    pub color: Color,
    pub ground: Color,
}

impl<'a> Typesetter<'a> {
    pub fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// Sets a text from `top_left`, breaking at `width`.
    pub fn set(
        self,
        text: &str,
        style: Style,
        top_left: Point,
        width: f64,
        of: Option<(Target, Field)>,
    ) -> TextBox {
        let width = width.max(style.size);
        let paragraph = self.fonts.paragraph(text, &style, Some(width));
        TextBox {
            rect: Rect::from_origin_size(top_left, (width, paragraph.height)),
            paragraph,
            style,
            align: Align::Start,
            color: self.color,
            ground: self.ground,
            of,
        }
    }

    /// Sets one line with its middle at `centre_x`.
    pub fn set_centred(
        self,
        text: &str,
        style: Style,
        centre_x: f64,
        top: f64,
        of: Option<(Target, Field)>,
    ) -> TextBox {
        let width = self.width(text, style);
        let at = Point::new(centre_x - width / 2.0, top);
        TextBox {
            align: Align::Centre,
            ..self.set(text, style, at, width + 1.0, of)
        }
    }

    /// Sets one line that ends at `right`.
    pub fn set_end(self, text: &str, style: Style, right: f64, top: f64) -> TextBox {
        let width = self.width(text, style) + 1.0;
        self.set(text, style, Point::new(right - width, top), width, None)
    }

    /// Of a text on one line.
    pub fn width(self, text: &str, style: Style) -> f64 {
        self.fonts.paragraph(text, &style, None).width
    }
}

impl TextBox {
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
        let line = &self.paragraph.lines[index];
        let left = match self.align {
            Align::Start => line.left,
            Align::Centre => (self.rect.width() - line.width) / 2.0,
        };
        self.rect.origin() + crate::geom::Vec2::new(left, line.baseline)
    }

    pub fn moved_down(mut self, by: f64) -> Self {
        self.rect = self.rect + crate::geom::Vec2::new(0.0, by);
        self
    }
}
