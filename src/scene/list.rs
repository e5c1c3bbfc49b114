//! The display list: bands of chunks of items.

use std::{borrow::Cow, sync::Arc};

use super::{Icon, Subject};
use crate::{
    geom::{BezPath, Circle, Point, Rect, Shape as _, Size},
    layout::{Align, Explained, Layout, TextBox},
    model::{Color, Picture, Target, TextRole, Theme},
    text::{Line, Paragraph},
};

/// A sheet, ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// In document units.
    pub size: Size,
    /// Of the sheet; left out where an export is to be transparent.
    pub background: Color,
    /// The look of the map.
    pub theme: Theme,
    /// In painting order.
    pub bands: Vec<PlacedBand>,
    /// What the bands were made from, to know them again.
    pub(super) layout: Option<Layout>,
}

/// A band and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBand {
    /// The band's top on the sheet.
    pub y: f64,
    /// From its own top.
    pub band: Arc<Band>,
}

/// A horizontal slice of the sheet: the header, the stages, one lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Band {
    /// In painting order.
    pub chunks: Vec<Chunk>,
}

/// What is painted for one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    /// The thing.
    pub subject: Subject,
    /// Around all items, strokes included.
    pub bounds: Rect,
    /// In painting order.
    pub items: Vec<Item>,
    /// The marks among them that a legend has to explain.
    pub marks: Vec<Explained>,
}

impl Chunk {
    /// The thing that can be pointed at; `None` for grounds, rules and the like.
    pub fn target(&self) -> Option<&Target> {
        let Subject::Thing(target) = &self.subject else {
            return None;
        };
        Some(target)
    }
}

/// What is drawn in one go.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A shape in one colour.
    Fill {
        /// In the band's coordinates.
        shape: Shape,
        /// Of the whole shape.
        color: Color,
        /// 0 to 1.
        opacity: f64,
    },
    /// The outline of a shape.
    Stroke {
        /// In the band's coordinates.
        shape: Shape,
        /// How wide, dashed or not.
        stroke: Stroke,
        /// In which colours.
        paint: Paint,
    },
    /// A paragraph.
    Text(Text),
    /// An icon drawn with one stroke into a square.
    Icon {
        /// Which one.
        icon: Icon,
        /// The square.
        rect: Rect,
        /// Of the stroke.
        color: Color,
        /// Of the stroke, in document units.
        width: f64,
    },
    /// The middle of a picture, as much of it as fills a frame with round corners.
    Picture {
        /// With its pixels.
        picture: Picture,
        /// In the band's coordinates.
        frame: Rect,
        /// Of the frame's corners.
        radius: f64,
    },
}

/// A paragraph on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The lines as they are set.
    pub paragraph: Arc<Paragraph>,
    /// As wide as the text may become, as high as it is.
    pub rect: Rect,
    /// Where they stand in `rect`.
    pub align: Align,
    /// How the text is set.
    pub role: TextRole,
    /// Of its letters.
    pub color: Color,
}

impl Text {
    /// The lines that show something, each with the left end of its baseline.
    pub fn lines(&self) -> impl Iterator<Item = (&Line, Point)> {
        let lines = self.paragraph.lines.iter();
        let shown = lines.filter(|line| !line.runs.is_empty());
        shown.map(|line| (line, TextBox::place_of(line, self.rect, self.align)))
    }
}

/// What is filled or outlined.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// In the band's coordinates.
        rect: Rect,
        /// Of its corners.
        radius: f64,
    },
    /// A circle.
    Circle(Circle),
    /// Filled by the non-zero rule.
    Path(Arc<BezPath>),
}

/// How an outline is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// In document units, centred on the shape's outline.
    pub width: f64,
    /// Lengths of dash and gap.
    pub dash: Option<(f64, f64)>,
    /// Round caps and joins instead of butt and mitre.
    pub round: bool,
}

/// What an outline is drawn with.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// From `top` to `bottom` (band coordinates); stops are (share, colour) in rising order.
    Vertical {
        /// Where the first stop is.
        top: f64,
        /// Where the last stop is.
        bottom: f64,
        /// Colours from `top` to `bottom`.
        stops: Vec<(f64, Color)>,
    },
}

impl Scene {
    /// A scene of given bands, not made from a layout.
    pub fn from_bands(size: Size, background: Color, bands: Vec<PlacedBand>) -> Self {
        Self {
            size,
            background,
            theme: Theme::default(),
            bands,
            layout: None,
        }
    }

    /// Every chunk with the top of its band, in painting order.
    pub fn chunks(&self) -> impl Iterator<Item = (f64, &Chunk)> {
        self.bands
            .iter()
            .flat_map(|placed| placed.band.chunks.iter().map(|chunk| (placed.y, chunk)))
    }
}

impl Paint {
    /// The colour at a height, in band coordinates.
    pub fn color_at(&self, y: f64) -> Color {
        match self {
            Self::Solid(color) => *color,
            Self::Vertical { top, bottom, stops } => {
                let share = (y - top) / (bottom - top);
                let after = stops.partition_point(|(at, _)| *at <= share);
                match (after.checked_sub(1).map(|i| stops[i]), stops.get(after)) {
                    (Some((from, a)), Some((to, b))) => a.mix(*b, (share - from) / (to - from)),
                    (Some((_, color)), None) | (None, Some(&(_, color))) => color,
                    (None, None) => Color::WHITE,
                }
            }
        }
    }
}

impl Shape {
    /// A circle around a point.
    pub fn circle(center: impl Into<Point>, radius: f64) -> Self {
        Self::Circle(Circle::new(center, radius))
    }

    /// A straight line.
    pub fn line(from: (f64, f64), to: (f64, f64)) -> Self {
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(to);
        Self::Path(Arc::new(path))
    }

    /// The outline; arcs stray from it by less than `tolerance`, in document units.
    pub fn path(&self, tolerance: f64) -> Cow<'_, BezPath> {
        match self {
            Self::Rect { rect, radius } if *radius > 0.0 => {
                Cow::Owned(rect.to_rounded_rect(*radius).to_path(tolerance))
            }
            Self::Rect { rect, .. } => Cow::Owned(rect.to_path(tolerance)),
            Self::Circle(circle) => Cow::Owned(circle.to_path(tolerance)),
            Self::Path(path) => Cow::Borrowed(path),
        }
    }

    /// Around the shape itself, without any stroke.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Circle(circle) => circle.bounding_box(),
            Self::Path(path) => path.bounding_box(),
        }
    }
}

impl Stroke {
    /// A line without gaps.
    pub const fn solid(width: f64) -> Self {
        Self {
            width,
            dash: None,
            round: false,
        }
    }

    /// A line without gaps, with round caps and joins.
    pub const fn round(width: f64) -> Self {
        Self {
            round: true,
            ..Self::solid(width)
        }
    }

    /// A line with gaps.
    pub const fn dashed(width: f64, dash: f64, gap: f64) -> Self {
        Self {
            dash: Some((dash, gap)),
            ..Self::solid(width)
        }
    }
}
