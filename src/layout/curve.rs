//! The smooth line through the points of an emotion curve.

use crate::geom::{BezPath, Point};

/// A monotone cubic through points of rising x: between two points it never leaves their heights,
/// and it is flat at every peak and dip.
///
/// Slopes after M. Steffen, "A simple method for monotonic interpolation in one dimension",
/// Astronomy and Astrophysics 239 (1990), 443–450.
///
/// ```
/// use jejak::geom::{Point, Shape};
/// let path = jejak::layout::monotone_curve(&[(0.0, 0.0), (1.0, 5.0), (9.0, 5.0)].map(Point::from));
/// let bounds = path.bounding_box();
/// assert!(bounds.y0 >= 0.0 && bounds.y1 <= 5.0);
/// ```
pub fn monotone_curve(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    let Some(first) = points.first() else {
        return path;
    };
    path.move_to(*first);
    let slopes = slopes(points);
    for (pair, slope) in points.windows(2).zip(slopes.windows(2)) {
        let third = (pair[1].x - pair[0].x) / 3.0;
        path.curve_to(
            (pair[0].x + third, pair[0].y + slope[0] * third),
            (pair[1].x - third, pair[1].y - slope[1] * third),
            (pair[1].x, pair[1].y),
        );
    }
    path
}

fn slopes(points: &[Point]) -> Vec<f64> {
    // The height and slope of each piece; a piece of no width has no slope.
    let pieces: Vec<(f64, f64)> = points
        .windows(2)
        .map(|pair| {
            let width = pair[1].x - pair[0].x;
            let rise = pair[1].y - pair[0].y;
            (width, if width > 0.0 { rise / width } else { 0.0 })
        })
        .collect();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return vec![0.0; points.len()];
    };
    let inner = pieces.windows(2).map(|pair| {
        let [(left_width, left), (right_width, right)] = [pair[0], pair[1]];
        let width = left_width + right_width;
        if left * right <= 0.0 || width <= 0.0 {
            return 0.0;
        }
        let parabola = (left * right_width + right * left_width) / width;
        let least = left.abs().min(right.abs()).min(parabola.abs() / 2.0);
        2.0 * least * left.signum()
    });
    let inner: Vec<f64> = inner.collect();
    // At the ends: the slope with which the first and last piece become parabolas.
    let end =
        |piece: f64, next: Option<&f64>| next.map_or(piece, |next| (3.0 * piece - next) / 2.0);
    let mut slopes = vec![end(first.1, inner.first())];
    slopes.extend(&inner);
    slopes.push(end(last.1, inner.last()));
    slopes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Shape as _;

    #[test]
    fn the_curve_never_overshoots_what_was_placed() {
        let heights = [0.0, 80.0, 79.0, -40.0, -40.0, 3.0, 100.0, 0.0];
        let widths = [1.0, 50.0, 2.0, 90.0, 5.0, 0.5, 33.0];
        let mut x = 0.0;
        let mut points = vec![Point::new(0.0, heights[0])];
        for (width, height) in widths.iter().zip(&heights[1..]) {
            x += width;
            points.push(Point::new(x, *height));
        }
        let path = monotone_curve(&points);
        for (segment, pair) in path.segments().zip(points.windows(2)) {
            let bounds = segment.bounding_box();
            let (low, high) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            assert!(
                bounds.y0 >= low - 1e-9 && bounds.y1 <= high + 1e-9,
                "{pair:?}"
            );
        }
    }

    #[test]
    fn few_points_make_a_point_or_a_straight_line() {
        assert_eq!(monotone_curve(&[]).elements().len(), 0);
        assert_eq!(monotone_curve(&[Point::new(1.0, 1.0)]).elements().len(), 1);
        let line = monotone_curve(&[Point::ZERO, Point::new(3.0, 6.0)]);
        assert!((line.perimeter(1e-6) - 45.0_f64.sqrt()).abs() < 1e-6);
    }
}
