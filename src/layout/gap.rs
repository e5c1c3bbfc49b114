//! The gaps between stages and between lanes, where something can be put in between.

use super::{Layout, MARGIN};
use crate::geom::Point;

/// A gap, by the index among stages or lanes that something put there gets, and where the mark
/// for it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gap {
    /// Between two stages, or at either end of them.
    Stage {
        /// That of a stage put there.
        index: usize,
        /// Where the mark stands.
        at: Point,
    },
    /// Hidden lanes are counted.
    Lane {
        /// That of a lane put there.
        index: usize,
        /// Where the mark stands.
        at: Point,
    },
}

impl Gap {
    /// Where the mark stands.
    pub fn at(&self) -> Point {
        match self {
            Self::Stage { at, .. } | Self::Lane { at, .. } => *at,
        }
    }
}

/// From the stages up, and from the lanes to the left, to the marks.
const DISTANCE: f64 = 16.0;

impl Layout {
    /// The gap whose mark stands within `reach` document units of a point.
    pub fn gap_at(&self, point_in_doc: Point, reach: f64) -> Option<Gap> {
        let above = Point::new(point_in_doc.x, self.stages.y - DISTANCE);
        let stage = self.stage_drop(point_in_doc.x, &[]).map(|drop| Gap::Stage {
            index: drop.index,
            at: Point::new(drop.rect.center().x, above.y),
        });
        let lane = self.lane_drop(point_in_doc.y, &[]).map(|drop| Gap::Lane {
            index: drop.index,
            at: Point::new(MARGIN - DISTANCE, drop.rect.center().y),
        });
        let mut gaps = [stage, lane].into_iter().flatten();
        gaps.find(|gap| gap.at().distance(point_in_doc) <= reach)
    }
}
