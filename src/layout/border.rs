//! The borders of stages and lanes, to make them wider, narrower, higher or lower.

use super::{Content, Layout, PlacedRow, StageSpan};
use crate::{
    geom::Point,
    model::{Id, Lane, Stage},
};

/// A border that can be dragged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Border {
    /// The right edge of a stage, to be taken at its header or its steps.
    Stage(Id),
    /// The bottom edge of a lane, to be taken at its label.
    Lane(Id),
}

impl Layout {
    /// The border under a point, the nearest where several are; `slop` is how far beside it still
    /// counts as on it, in document units.
    pub fn border_at(&self, point_in_doc: Point, slop: f64) -> Option<Border> {
        // Small stages and lanes keep a middle that is theirs.
        let near = |distance: f64, size: f64| distance <= slop.min(size / 4.0);
        let heads = self.stages.y..=self.stages.y + self.stages.part.height;
        if heads.contains(&point_in_doc.y) {
            let distance = |span: &StageSpan| (point_in_doc.x - span.x1).abs();
            let spans = self.grid.stages.iter();
            let span = spans.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
            return near(distance(span), span.x1 - span.x0)
                .then(|| Border::Stage(span.stage.id.clone()));
        }
        let rows = self.rows.iter().filter(|row| {
            let label = row.part.label.rect;
            (label.x0..=label.x1).contains(&point_in_doc.x)
        });
        let distance = |row: &PlacedRow| (point_in_doc.y - row.y - row.part.height).abs();
        let row = rows.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let is_thin = matches!(row.part.content, Content::Collapsed(_));
        (!is_thin && near(distance(row), row.part.height))
            .then(|| Border::Lane(row.part.lane.id.clone()))
    }

    /// Where a border stands: the x of a stage's, the y of a lane's.
    pub fn border_position(&self, border: &Border) -> Option<f64> {
        match border {
            Border::Stage(id) => Some(self.grid.span(id)?.x1),
            Border::Lane(id) => self.row(id).map(|row| row.y + row.part.height),
        }
    }

    /// How wide a stage is, all its columns together.
    pub fn stage_width(&self, stage: &Id) -> Option<f64> {
        self.grid.span(stage).map(|span| span.x1 - span.x0)
    }

    /// How high the row of a lane is; `None` when it is not on the sheet.
    pub fn row_height(&self, lane: &Id) -> Option<f64> {
        self.row(lane).map(|row| row.part.height)
    }

    /// The width that brings the right edge of a stage to an x, or as near as whole units and
    /// the limits of widths let it.
    pub fn stage_width_to(&self, stage: &Id, x_in_doc: f64) -> Option<f64> {
        let wanted = (x_in_doc - self.grid.span(stage)?.x0).round();
        Some(wanted.clamp(*Stage::WIDTHS.start(), *Stage::WIDTHS.end()))
    }

    /// The height that brings the bottom edge of a lane to a y, in whole units and within limits;
    /// a row is never lower than what stands in it.
    pub fn lane_height_to(&self, lane: &Id, y_in_doc: f64) -> Option<f64> {
        let wanted = (y_in_doc - self.row(lane)?.y).round();
        Some(wanted.clamp(*Lane::HEIGHTS.start(), *Lane::HEIGHTS.end()))
    }

    /// The row of a lane; `None` when it is hidden, or not there.
    pub fn row(&self, lane: &Id) -> Option<&PlacedRow> {
        self.rows.iter().find(|row| row.part.lane.id == *lane)
    }
}
