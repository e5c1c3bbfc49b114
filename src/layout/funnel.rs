//! The funnel over the stages: from left to right fewer people are left.

use std::sync::Arc;

use super::{Grid, measure::GAP};
use crate::{geom::BezPath, model::Hue};

const HEIGHT: f64 = 96.0;
/// Of the narrow end.
const NECK: f64 = 22.0;

/// The funnel over the stages, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// In document units.
    pub height: f64,
    /// One piece for each stage, from the wide end to the narrow one.
    pub parts: Vec<(Arc<BezPath>, Hue)>,
}

impl Funnel {
    /// `None` without stages.
    pub fn new(grid: &Grid) -> Option<Self> {
        let (left, right) = (grid.stages.first()?.x0, grid.stages.last()?.x1);
        let middle = HEIGHT / 2.0;
        // Narrows fast at first and then ever less, as funnels do.
        let half = |x: f64| {
            let share = (x - left) / (right - left);
            NECK / 2.0 + (HEIGHT - NECK) / 2.0 * (1.0 - share).powi(2)
        };
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
            (Arc::new(piece), span.stage.hue)
        });
        Some(Self {
            height: HEIGHT + GAP,
            parts: parts.collect(),
        })
    }
}
