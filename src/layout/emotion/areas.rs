//! The areas of an emotion lane: bands of spread, and what lies between now and to be.

use std::sync::Arc;

use kurbo::{ParamCurve as _, PathEl, PathSeg};

use super::boxes::{CurveBox, PointBox, offset_at};
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

/// The area between two lines of rising x, as far as both go; nothing where they share no x. Where
/// the lines meet one piece of it ends, since no painter likes outlines that cross themselves.
fn between(line: &BezPath, other: &BezPath) -> BezPath {
    let [a, b] = [line, other].map(|path| path.bounding_box());
    let (from, to) = (a.x0.max(b.x0), a.x1.min(b.x1));
    let mut area = BezPath::new();
    if from >= to {
        return area;
    }
    for (from, to) in apart(line, other, from, to) {
        area.extend(cut(line, from, to));
        area.extend(cut(other, from, to).reverse_subpaths().iter().map(joined));
        area.close_path();
    }
    area
}

/// From where to where two lines are apart.
fn apart(line: &BezPath, other: &BezPath, from: f64, to: f64) -> Vec<(f64, f64)> {
    /// Lines that are nearer than this are on each other, in document units: where they meet, an
    /// area has a blunt end, since the soft edges of a needle would cross.
    const TOUCH: f64 = 1.0;
    /// How often lines are compared between two of their points.
    const LOOKS: u32 = 24;
    let ends = |path: &BezPath| -> Vec<f64> { path.segments().map(|s| s.end().x).collect() };
    let mut knots = [vec![from, to], ends(line), ends(other)].concat();
    knots.retain(|x| (from..=to).contains(x));
    knots.sort_by(f64::total_cmp);
    knots.dedup();
    let looks = knots.windows(2).flat_map(|pair| {
        let step = (pair[1] - pair[0]) / f64::from(LOOKS);
        (0..LOOKS).map(move |look| pair[0] + step * f64::from(look))
    });
    let looks: Vec<f64> = looks.chain([to]).collect();
    let distance = |x: f64| height_at(line, x) - height_at(other, x);
    // Where something turns that holds at one x and not at another.
    let turn = |holds: &dyn Fn(f64) -> bool, mut here: f64, mut there: f64| {
        for _ in 0..40 {
            let middle = (here + there) / 2.0;
            if holds(distance(middle)) {
                here = middle;
            } else {
                there = middle;
            }
        }
        here
    };
    let is_apart = |distance: f64| distance.abs() >= TOUCH;
    let mut pieces = Vec::new();
    let mut start = Some(from).filter(|x| is_apart(distance(*x)));
    for pair in looks.windows(2) {
        let (x0, x1) = (pair[0], pair[1]);
        let [before, after] = [distance(x0), distance(x1)];
        let crosses = before * after < 0.0;
        if let Some(began) = start.filter(|_| crosses || !is_apart(after)) {
            let same_side = |d: f64| is_apart(d) && d * before > 0.0;
            pieces.push((began, turn(&same_side, x0, x1)));
            start = None;
        }
        if start.is_none() && is_apart(after) {
            let same_side = |d: f64| is_apart(d) && d * after > 0.0;
            start = Some(turn(&same_side, x1, x0));
        }
    }
    pieces.extend(start.map(|start| (start, to)));
    pieces
}

/// The height of a line at an x that it has.
fn height_at(line: &BezPath, x: f64) -> f64 {
    let mut segments = line.segments();
    let holds = |segment: &PathSeg| x <= segment.end().x;
    let found = segments.find(holds).or_else(|| line.segments().last());
    found.map_or(0.0, |segment| {
        let (from, to) = (segment.start().x, segment.end().x);
        let share = if to > from {
            (x - from) / (to - from)
        } else {
            0.0
        };
        segment.eval(share.clamp(0.0, 1.0)).y
    })
}

/// The part of a line between two x. The handles of its pieces stand at thirds of their width, so
/// that x grows evenly along each.
pub(super) fn cut(line: &BezPath, from: f64, to: f64) -> BezPath {
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
        let cubic = segment.to_cubic();
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
    if let PathEl::MoveTo(to) = element {
        PathEl::LineTo(to)
    } else {
        element
    }
}

/// The area of one spread above and below the values of points that have one, as far as the scale
/// reaches and as much of its edges as is `shown`.
pub(super) fn band(
    run: &[PointBox],
    grid: &Grid,
    reach: f64,
    shown: impl Fn(BezPath) -> BezPath,
) -> BezPath {
    let edge = |sign: f64| -> Vec<Point> {
        let at = |point: &PointBox| {
            let value = point.point.value.unwrap_or_default();
            let spread = point.point.spread.unwrap_or_default();
            let share = grid.scale.share(value + sign * spread);
            Point::new(point.position.x, offset_at(share, reach))
        };
        run.iter().map(at).collect()
    };
    let mut area = shown(monotone_curve(&edge(1.0)));
    let below = shown(monotone_curve(&edge(-1.0))).reverse_subpaths();
    area.extend(below.iter().map(joined));
    // Of nothing there is nothing to close.
    if !area.is_empty() {
        area.close_path();
    }
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
    fn where_lines_meet_the_area_ends_and_begins_anew() {
        // On each other from 0 to 40, crossing once between 40 and 100.
        let line_of = |points: &[(f64, f64)]| {
            let mut path = BezPath::new();
            path.move_to(points[0]);
            for pair in points.windows(2) {
                let (a, b) = (Point::from(pair[0]), Point::from(pair[1]));
                path.curve_to(a.lerp(b, 1.0 / 3.0), a.lerp(b, 2.0 / 3.0), b);
            }
            path
        };
        let low = line_of(&[(0.0, 0.0), (40.0, 0.0), (60.0, 10.0), (100.0, -10.0)]);
        let high = line_of(&[(0.0, 0.0), (40.0, 0.0), (60.0, 0.0), (100.0, 0.0)]);
        let area = between(&low, &high);
        let pieces: Vec<BezPath> = area
            .to_svg()
            .split_inclusive('Z')
            .map(|piece| BezPath::from_svg(piece).unwrap())
            .collect();
        assert_eq!(pieces.len(), 2, "{area:?}");
        // Triangles of 20 beside each other, less their blunt ends.
        for (piece, bounds, area) in [
            (&pieces[0], (40.0, 80.0), 200.0),
            (&pieces[1], (80.0, 100.0), 100.0),
        ] {
            let found = piece.bounding_box();
            assert!((found.x0 - bounds.0).abs() < 2.1 && (found.x1 - bounds.1).abs() < 2.1);
            assert!((piece.area().abs() - area).abs() < 2.5, "{}", piece.area());
        }
        assert!(between(&low, &low).is_empty(), "on each other all the way");
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
