//! The areas of an emotion lane: bands of spread, and what lies between now and to be.

use std::sync::Arc;

use kurbo::{CubicBez, ParamCurve as _, PathEl, PathSeg};

use super::{CurveBox, PointBox, offset_at};
use crate::{
    geom::{BezPath, Point, Rect, Shape as _},
    layout::{curve::monotone_curve, grid::Grid},
};

/// What lies between a persona's curve as it is and as it should be, wherever there are both.
pub(super) fn shade_gaps(boxes: &mut [CurveBox]) {
    for index in 0..boxes.len() {
        let now = &boxes[index];
        let mut others = boxes.iter().filter(|_| !now.curve.to_be);
        let to_be = others.find(|c| c.curve.to_be && c.curve.persona == now.curve.persona);
        let Some(to_be) = to_be else { continue };
        let mut area = BezPath::new();
        for line in &now.lines {
            for wanted in &to_be.lines {
                area.extend(&between(line, wanted));
            }
        }
        if !area.is_empty() {
            boxes[index].gap = Some(Arc::new(area));
        }
    }
}

/// The area between two lines of rising x, as far as both go; nothing where they share no x.
fn between(line: &BezPath, other: &BezPath) -> BezPath {
    let [a, b] = [line, other].map(|path| path.bounding_box());
    let (from, to) = (a.x0.max(b.x0), a.x1.min(b.x1));
    if from >= to {
        return BezPath::new();
    }
    let mut area = cut(line, from, to);
    area.extend(cut(other, from, to).reverse_subpaths().iter().map(joined));
    area.close_path();
    area
}

/// The part of a line between two x. The handles of its pieces stand at thirds of their width, so
/// that x grows evenly along each.
fn cut(line: &BezPath, from: f64, to: f64) -> BezPath {
    let mut part = BezPath::new();
    for segment in line.segments() {
        let Rect { x0, x1, .. } = segment.bounding_box();
        if x1 < from || x0 > to {
            continue;
        }
        let segment = if x1 > x0 {
            let at = |x: f64| ((x - x0) / (x1 - x0)).clamp(0.0, 1.0);
            segment.subsegment(at(from)..at(to))
        } else {
            segment
        };
        let cubic: CubicBez = match segment {
            PathSeg::Cubic(cubic) => cubic,
            other => other.to_cubic(),
        };
        if part.is_empty() {
            part.move_to(cubic.p0);
        }
        if cubic.p0 != cubic.p3 {
            part.curve_to(cubic.p1, cubic.p2, cubic.p3);
        }
    }
    part
}

/// Goes on with a path where another would begin anew.
fn joined(element: PathEl) -> PathEl {
    match element {
        PathEl::MoveTo(to) => PathEl::LineTo(to),
        other => other,
    }
}

/// The area of one spread above and below the values of points that have one, as far as the scale
/// reaches.
pub(super) fn band(run: &[PointBox], grid: &Grid, reach: f64) -> BezPath {
    let edge = |sign: f64| -> Vec<Point> {
        let at = |point: &PointBox| {
            let value = point.point.value.unwrap_or_default();
            let spread = point.point.spread.unwrap_or_default();
            let share = grid.scale.share(value + sign * spread);
            Point::new(point.position.x, offset_at(share, reach))
        };
        run.iter().map(at).collect()
    };
    let mut area = monotone_curve(&edge(1.0));
    let below = monotone_curve(&edge(-1.0)).reverse_subpaths();
    area.extend(below.iter().map(joined));
    area.close_path();
    area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> BezPath {
        let points: Vec<Point> = points.iter().map(|&point| point.into()).collect();
        monotone_curve(&points)
    }

    #[test]
    fn the_area_between_two_lines_ends_where_the_shorter_does() {
        let low = line(&[(0.0, 10.0), (40.0, 10.0), (100.0, 10.0)]);
        let high = line(&[(20.0, 0.0), (60.0, 0.0), (140.0, 0.0)]);
        let area = between(&low, &high);
        let bounds = area.bounding_box();
        let expected = Rect::new(20.0, 0.0, 100.0, 10.0);
        assert!((bounds.x0 - expected.x0).abs() < 1e-9, "{bounds:?}");
        assert!((bounds.x1 - expected.x1).abs() < 1e-9, "{bounds:?}");
        assert!((area.area().abs() - 800.0).abs() < 1e-6);
        let beyond = line(&[(100.0, 0.0), (140.0, 0.0)]);
        assert!(between(&low, &beyond).is_empty());
    }

    #[test]
    fn a_part_of_a_line_lies_on_the_line() {
        let whole = line(&[(0.0, 0.0), (30.0, 50.0), (90.0, -20.0), (120.0, 5.0)]);
        let part = cut(&whole, 12.0, 100.0);
        for segment in part.segments() {
            for t in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let at = segment.eval(t);
                let mut near = whole
                    .segments()
                    .map(|s| kurbo::ParamCurveNearest::nearest(&s, at, 1e-9).distance_sq);
                assert!(near.any(|distance| distance < 1e-9), "{at:?}");
            }
        }
    }
}
