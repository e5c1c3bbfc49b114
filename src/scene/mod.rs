//! The display list: all that painters and exporters see of a map.
//!
//! Coordinates of a [`Band`] count from the band's own top, so that a band which merely moved is
//! shared with the scene before. Nothing here knows the window: no selection, no hover, no zoom.

mod build;
mod dump;
mod emotion;
mod header;
mod icon;
mod lane;
mod marks;
pub mod picture;
mod value;

use std::sync::Arc;

use crate::{
    geom::{BezPath, Circle, Point, Rect, Size},
    layout::Layout,
    model::{Color, Picture, Target},
    text::Paragraph,
};

pub use icon::Icon;

/// A sheet, ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// In document units.
    pub size: Size,
    /// Of the sheet; left out where an export is to be transparent.
    pub background: Color,
    /// In painting order.
    pub bands: Vec<PlacedBand>,
    /// What the bands were made from, to know them again.
    layout: Option<Layout>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBand {
    /// The band's top on the sheet.
    pub y: f64,
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
    /// `None` for grounds and rules that stand for nothing by themselves.
    pub target: Option<Target>,
    /// Around all items, strokes included.
    pub bounds: Rect,
    /// In painting order.
    pub items: Vec<Item>,
}

/// One stroke of the brush.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Fill {
        shape: Shape,
        color: Color,
        /// 0 to 1.
        opacity: f64,
    },
    Stroke {
        shape: Shape,
        stroke: Stroke,
        paint: Paint,
    },
    /// Line `line` of a paragraph, its left end and baseline at `at`.
    Text {
        paragraph: Arc<Paragraph>,
        line: usize,
        at: Point,
        color: Color,
    },
    /// An icon drawn with one stroke into a square.
    Icon {
        icon: Icon,
        rect: Rect,
        color: Color,
        /// Of the stroke, in document units.
        width: f64,
    },
    /// The middle of a picture, as much of it as fills a frame with round corners.
    Picture {
        picture: Picture,
        frame: Rect,
        radius: f64,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect {
        rect: Rect,
        radius: f64,
    },
    Circle(Circle),
    /// Filled by the non-zero rule.
    Path(Arc<BezPath>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// In document units, centred on the shape's outline.
    pub width: f64,
    /// Lengths of dash and gap.
    pub dash: Option<(f64, f64)>,
    /// Round caps and joins instead of butt and mitre.
    pub round: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    Solid(Color),
    /// From `top` to `bottom` (band coordinates); stops are (share, colour) in rising order.
    Vertical {
        top: f64,
        bottom: f64,
        stops: Vec<(f64, Color)>,
    },
}

impl Scene {
    /// A scene of given bands, not made from a layout.
    pub fn from_bands(size: Size, background: Color, bands: Vec<PlacedBand>) -> Self {
        Self {
            size,
            background,
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
