//! From document units to those of a slide: English metric units, 914,400 an inch.

use crate::geom::{Point, Rect, Size, Vec2};

/// A whole number of them.
pub(super) type Emu = i64;

/// So many are a point of type.
const IN_POINT: f64 = 12_700.0;
/// No place on a slide is further away.
const FARTHEST: f64 = 50_000_000.0;

/// Where what is laid out stands on a slide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placing {
    /// Metric units for each document unit.
    pub by: f64,
    /// Where the corner of what is laid out stands, in metric units.
    pub at: Vec2,
}

/// A rectangle on a slide; nothing is smaller than one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub x: Emu,
    pub y: Emu,
    pub width: Emu,
    pub height: Emu,
}

impl Placing {
    /// What is laid out as large as can be in the middle of a place.
    pub(super) fn within(size: Size, place: Frame) -> Self {
        let by = (place.width as f64 / size.width).min(place.height as f64 / size.height);
        let free = Vec2::new(
            place.width as f64 - size.width * by,
            place.height as f64 - size.height * by,
        );
        Self {
            by,
            at: Vec2::new(place.x as f64, place.y as f64) + free / 2.0,
        }
    }

    /// The same, of what stands further down by so many document units.
    pub(super) fn lower(self, y: f64) -> Self {
        Self {
            at: self.at + Vec2::new(0.0, y * self.by),
            ..self
        }
    }

    pub(super) fn length(self, length: f64) -> Emu {
        rounded(length * self.by)
    }

    pub(super) fn x(self, x: f64) -> Emu {
        rounded(x * self.by + self.at.x)
    }

    pub(super) fn y(self, y: f64) -> Emu {
        rounded(y * self.by + self.at.y)
    }

    pub(super) fn point(self, point: Point) -> (Emu, Emu) {
        (self.x(point.x), self.y(point.y))
    }

    pub(super) fn frame(self, rect: Rect) -> Frame {
        let (x, y) = (self.x(rect.x0), self.y(rect.y0));
        Frame {
            x,
            y,
            width: (self.x(rect.x1) - x).max(1),
            height: (self.y(rect.y1) - y).max(1),
        }
    }

    /// Hundredths of a point of type.
    pub(super) fn hundredths(self, size: f64) -> i64 {
        rounded(size * self.by / IN_POINT * 100.0)
    }
}

impl Frame {
    /// Around both.
    pub(super) fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            width: self.right().max(other.right()) - x,
            height: self.bottom().max(other.bottom()) - y,
        }
    }

    pub(super) fn right(self) -> Emu {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> Emu {
        self.y + self.height
    }

    /// `<a:off/>` and `<a:ext/>`.
    pub(super) fn xml(self) -> String {
        let Self {
            x,
            y,
            width,
            height,
        } = self;
        format!("<a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>")
    }
}

/// Whole, and within what a slide may name.
pub(super) fn rounded(value: f64) -> Emu {
    let value = if value.is_finite() { value } else { 0.0 };
    value.round().clamp(-FARTHEST, FARTHEST) as Emu
}
