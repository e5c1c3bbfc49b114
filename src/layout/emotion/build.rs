//! From the curves of a lane to their places.

use std::sync::Arc;

use super::{
    areas,
    boxes::{CurveBox, EmotionBox, LEGEND_PITCH, PointBox, Whisker, offset_at},
    labels, legend, levels,
};
use crate::{
    geom::{BezPath, Point},
    layout::{curve::monotone_curve, grid::Grid},
    model::{Curve, Hue},
    text::Fonts,
};

/// How often a longer scale is tried before the lane keeps its usual one.
const STRETCHES: usize = 4;
impl EmotionBox {
    /// `label_bottom` is where the lane's title and note end; the legend stands below them. Room
    /// up to `least_height` stretches the scale.
    pub fn new(
        curves: &[Arc<Curve>],
        grid: &Grid,
        fonts: &Fonts,
        label_bottom: f64,
        least_height: f64,
    ) -> Self {
        // Those whose journey is shown come first.
        let mut shown: Vec<Arc<Curve>> = curves.to_vec();
        shown.retain(|curve| grid.lens.shows_curve(curve));
        shown.sort_by_key(|curve| grid.lens.fades_curve(curve));
        let curves = &shown[..];
        let legend_room = 20.0 + LEGEND_PITCH * curves.len() as f64;
        let least_half = (label_bottom + legend_room) / 2.0;
        let mut reach = grid.measures.emotion.1;
        let (mut boxes, labels_half) = placed(curves, grid, fonts, reach);
        let mut half = labels_half.max(least_half);
        let wanted = least_height / 2.0;
        if wanted > half {
            let mut longer = reach + wanted - half;
            // Along steeper curves labels may stand further off: then the scale gives way.
            for _ in 0..STRETCHES {
                let (stretched, labels_half) = placed(curves, grid, fonts, longer);
                let beyond = labels_half - wanted;
                if beyond <= 0.0 {
                    (boxes, reach) = (stretched, longer);
                    break;
                }
                longer = (longer - beyond).max(reach);
            }
            half = wanted;
        }
        for curve in &mut boxes {
            curve.move_down(half);
        }
        let (scale, levels) = levels::marks(grid, fonts, half, reach);
        let legend = legend::legend(&boxes, grid, fonts, 2.0 * half, &scale);
        Self {
            neutral_y: half,
            curves: boxes,
            legend,
            scale,
            levels,
            reach,
        }
    }
}

/// Curves with their labels around a neutral line at 0, and how far from it the labels get.
fn placed(curves: &[Arc<Curve>], grid: &Grid, fonts: &Fonts, reach: f64) -> (Vec<CurveBox>, f64) {
    let boxes = curves.iter().map(|curve| curve_box(curve, grid, reach));
    let mut boxes: Vec<CurveBox> = boxes.collect();
    areas::shade_gaps(&mut boxes);
    labels::place(&mut boxes, grid, fonts);
    let half = boxes
        .iter()
        .flat_map(|curve| &curve.points)
        .flat_map(PointBox::labels)
        .map(|label| label.rect.y1.max(-label.rect.y0) + 12.0)
        .fold(grid.measures.emotion.0, f64::max);
    (boxes, half)
}

/// A curve around a neutral line at 0, still without labels.
fn curve_box(curve: &Arc<Curve>, grid: &Grid, reach: f64) -> CurveBox {
    let mut points: Vec<PointBox> = curve
        .points
        .iter()
        .filter_map(|point| {
            let x = grid.x_of(&point.stage, point.at)?;
            let share = grid.scale.share(point.value.unwrap_or(grid.scale.middle()));
            let mut placed = PointBox {
                point: point.clone(),
                position: Point::new(x, offset_at(share, reach)),
                share,
                whisker: None,
                label: None,
                claim: None,
                note: None,
            };
            placed.whisker = Whisker::of(&placed, grid, reach);
            Some(placed)
        })
        .collect();
    points.sort_by(|a, b| a.position.x.total_cmp(&b.position.x));

    let runs = points.split(|point| point.point.value.is_none());
    let lines = runs.clone().filter(|run| run.len() > 1).map(|run| {
        let places: Vec<_> = run.iter().map(|point| point.position).collect();
        Arc::new(within(monotone_curve(&places), grid))
    });
    let bands = runs
        .flat_map(|run| run.split(|point| point.point.spread.is_none()))
        .filter(|run| run.len() > 1)
        .map(|run| Arc::new(areas::band(run, grid, reach, |edge| within(edge, grid))));
    let is_seen = |path: &Arc<BezPath>| !path.is_empty();
    let (lines, bands) = (
        lines.filter(is_seen).collect(),
        bands.filter(is_seen).collect(),
    );
    points.retain(|point| grid.span(&point.point.stage).is_some());
    let hue = grid.persona(&curve.persona).map_or(Hue::Slate, |p| p.hue);
    CurveBox {
        curve: curve.clone(),
        faded: grid.lens.fades_curve(curve),
        gap: None,
        hue,
        lines,
        bands,
        points,
    }
}

/// What of a line stands in the stages that are shown.
fn within(line: BezPath, grid: &Grid) -> BezPath {
    match (grid.stages.first(), grid.stages.last()) {
        (Some(first), Some(last)) if grid.measures.is_part => areas::cut(&line, first.x0, last.x1),
        _ => line,
    }
}
