//! The funnel over the stages: from left to right fewer people are left, as far as the conversion.

use std::sync::Arc;

use super::{
    Grid,
    marks::{MarkBox, MarkKind},
    measure::GAP,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Point, Rect},
    model::{Ground, Hue, Ink, Map, TextRole},
    text::Fonts,
};

const HEIGHT: f64 = 96.0;
/// Of the narrow end.
const NECK: f64 = 26.0;
/// Between a rate and the mark of the conversion.
const BESIDE: f64 = 6.0;

/// The funnel over the stages, laid out.
/// The funnel laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// In document units.
    pub height: f64,
    /// One for each stage, from the wide end to the narrow one.
    pub parts: Vec<FunnelPart>,
}

/// What stands over a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelPart {
    /// Its outline.
    pub path: Arc<BezPath>,
    /// Of the stage.
    pub hue: Hue,
    /// How many go on from here: the stage's conversion rate.
    pub rate: Option<TextBox>,
    /// The journey leads here.
    pub conversion: Option<MarkBox>,
}

impl Funnel {
    /// `None` without stages.
    pub fn new(map: &Map, grid: &Grid, fonts: &Fonts) -> Option<Self> {
        let (left, right) = (grid.stages.first()?.x0, grid.stages.last()?.x1);
        let goals: Vec<_> = map.conversions().map(|goal| goal.stage).collect();
        let is_goal = |stage| goals.contains(&stage);
        let last_goal = grid.stages.iter().rfind(|span| is_goal(&span.stage.id));
        // Those who have come so far stay: behind it the funnel has no more to narrow.
        let end = last_goal.map_or(right, |span| span.x1);
        let middle = HEIGHT / 2.0;
        // Narrows fast at first and then ever less, as funnels do.
        let half = |x: f64| {
            let share = ((x - left) / (end - left)).min(1.0);
            NECK / 2.0 + (HEIGHT - NECK) / 2.0 * (1.0 - share).powi(2)
        };
        let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Sheet);
        let parts = grid.stages.iter().map(|span| {
            let (x0, x1) = (span.x0, span.x1);
            let control = (x0 + x1) / 2.0;
            // A parabola between its ends, exactly: the control point is where the tangents meet.
            let bend = 2.0 * half(control) - (half(x0) + half(x1)) / 2.0;
            let mut piece = BezPath::new();
            piece.move_to((x0, middle - half(x0)));
            piece.quad_to((control, middle - bend), (x1, middle - half(x1)));
            piece.line_to((x1, middle + half(x1)));
            piece.quad_to((control, middle + bend), (x0, middle + half(x0)));
            piece.close_path();

            let rate = map.conversion_rate(&span.stage.id);
            let rate = rate.map(|rate| rate.figure(grid.language));
            let seal = is_goal(&span.stage.id).then(|| MarkKind::Conversion.size());
            let role = TextRole::MetricChange;
            let text_width = rate.as_ref().map_or(0.0, |rate| set.width(rate, role));
            let both = rate.is_some() && seal.is_some();
            let between = if both { BESIDE } else { 0.0 };
            let width = text_width + between + seal.map_or(0.0, |size| size.width);
            let from = control - width / 2.0;
            let top = middle - set.line_height(role) / 2.0;
            let text_left = from + width - text_width;
            FunnelPart {
                path: Arc::new(piece),
                hue: span.stage.hue,
                conversion: seal.map(|size| {
                    let centre = Point::new(from + size.width / 2.0, middle);
                    MarkBox::new(MarkKind::Conversion, Rect::from_center_size(centre, size))
                }),
                rate: rate.map(|rate| {
                    let at = Point::new(text_left, top);
                    set.set(&rate, role, at, text_width + 1.0, None)
                }),
            }
        });
        Some(Self {
            height: HEIGHT + GAP,
            parts: parts.collect(),
        })
    }
}
