//! What of a long path is seen between two heights: the rest is left out before it is painted, so
//! that a picture painted in bands takes no longer than one painted whole.

use std::borrow::Cow;

use kurbo::{PathEl, PathSeg, Shape as _};

use crate::geom::{BezPath, Point, Rect};

/// Paths of fewer elements cost less than looking through them.
pub(super) const LONG: usize = 64;

/// Where a piece of a path lies.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Above,
    Below,
    Across,
}

fn side(piece: PathSeg, [top, bottom]: [f64; 2]) -> Side {
    let bounds = match piece {
        PathSeg::Line(line) => line.bounding_box(),
        PathSeg::Quad(quad) => Rect::from_points(quad.p0, quad.p1).union_pt(quad.p2),
        PathSeg::Cubic(cubic) => {
            let start = Rect::from_points(cubic.p0, cubic.p1);
            start.union_pt(cubic.p2).union_pt(cubic.p3)
        }
    };
    if bounds.y1 < top {
        Side::Above
    } else if bounds.y0 > bottom {
        Side::Below
    } else {
        Side::Across
    }
}

/// A path that fills the same between two heights: what stays above or below them becomes a line.
pub(super) fn filled(path: &BezPath, seen: [f64; 2]) -> Cow<'_, BezPath> {
    if path.elements().len() < LONG {
        return Cow::Borrowed(path);
    }
    let mut kept = BezPath::new();
    // Where a line ends that stands for pieces on one side.
    let mut pending: Option<(Side, Point)> = None;
    let mut at = Point::ZERO;
    for element in path.elements() {
        let side = piece(at, *element).map(|piece| side(piece, seen));
        let goes_on = pending.is_some_and(|(of, _)| Some(of) == side);
        if !goes_on && let Some((_, end)) = pending.take() {
            kept.line_to(end);
        }
        at = element.end_point().unwrap_or(at);
        match side {
            Some(side @ (Side::Above | Side::Below)) => pending = Some((side, at)),
            Some(Side::Across) | None => kept.push(*element),
        }
    }
    if let Some((_, end)) = pending {
        kept.line_to(end);
    }
    Cow::Owned(kept)
}

/// A path that a pen draws the same with between two heights, which reach as far beyond what is
/// seen as the pen does; one that is closed stays whole.
pub(super) fn stroked(path: &BezPath, seen: [f64; 2]) -> Cow<'_, BezPath> {
    let is_closed = |path: &BezPath| path.elements().contains(&PathEl::ClosePath);
    if path.elements().len() < LONG || is_closed(path) {
        return Cow::Borrowed(path);
    }
    let mut kept = BezPath::new();
    let (mut at, mut is_down) = (Point::ZERO, false);
    for element in path.elements() {
        let is_seen = piece(at, *element).is_some_and(|piece| side(piece, seen) == Side::Across);
        if is_seen && !is_down {
            kept.move_to(at);
        }
        if is_seen {
            kept.push(*element);
        }
        is_down = is_seen;
        at = element.end_point().unwrap_or(at);
    }
    Cow::Owned(kept)
}

/// What an element draws.
fn piece(from: Point, element: PathEl) -> Option<PathSeg> {
    match element {
        PathEl::LineTo(to) => Some(kurbo::Line::new(from, to).into()),
        PathEl::QuadTo(by, to) => Some(kurbo::QuadBez::new(from, by, to).into()),
        PathEl::CurveTo(by, and, to) => Some(kurbo::CubicBez::new(from, by, and, to).into()),
        PathEl::MoveTo(_) | PathEl::ClosePath => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Up and down, each time a little further to the right.
    fn waves(count: usize) -> BezPath {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        for index in 0..count {
            let (x, y) = (index as f64, 1000.0 * ((index * 37 % 100) as f64 / 100.0));
            path.curve_to((x + 0.3, y), (x + 0.6, y), (x + 1.0, y));
        }
        path
    }

    #[test]
    fn only_what_crosses_a_band_is_left_of_a_long_path() {
        // One that goes down steadily.
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        (1..49_000).for_each(|y| path.line_to(((y % 7) as f64, y as f64)));
        let seen = [20_000.0, 20_100.0];
        for kept in [stroked(&path, seen), filled(&path, seen)] {
            assert!(kept.elements().len() < 110, "{}", kept.elements().len());
        }
    }

    #[test]
    fn a_slice_is_filled_as_the_whole_is() {
        let path = waves(200);
        let seen = [400.0, 500.0];
        let slice = filled(&path, seen);
        assert!(slice.elements().len() < path.elements().len());
        for index in 0..4000 {
            let (x, y) = (
                (index % 80) as f64 * 2.5 + 0.1,
                400.5 + 2.0 * (index / 80) as f64,
            );
            let point = Point::new(x, y);
            assert_eq!(slice.winding(point), path.winding(point), "{point:?}");
        }
    }

    #[test]
    fn a_path_goes_on_where_it_comes_back() {
        let path = waves(200);
        let slice = stroked(&path, [400.0, 500.0]);
        let starts = |path: &BezPath| {
            let moves = path.elements().iter();
            moves.filter(|el| matches!(el, PathEl::MoveTo(_))).count()
        };
        assert!(starts(&slice) > 1);
        let across = path
            .segments()
            .filter(|piece| side(*piece, [400.0, 500.0]) == Side::Across);
        assert_eq!(
            slice.segments().collect::<Vec<_>>(),
            across.collect::<Vec<_>>()
        );
    }
}
