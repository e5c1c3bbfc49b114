//! How much of each pixel a path covers, as exactly as can be told: by areas, not by samples, so
//! that a thin stem is as dark wherever it falls between pixels.

use egui::Pos2;
use kurbo::{CubicBez, ParamCurve, PathEl, QuadBez};

use crate::geom::{BezPath, Point, Vec2};

/// How far a curve's lines may stray from it, in pixels.
const FLATNESS: f64 = 0.01;

/// The share of each pixel that lies within a path moved by `shift`, row by row, 0 to 255. The moved
/// path lies within `width` and `height`. Where contours overlap they count once, but in a pixel that
/// edges of both cross.
pub(super) fn coverage(path: &BezPath, shift: Vec2, width: usize, height: usize) -> Vec<u8> {
    let mut areas = Areas::new(width, height);
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    for element in path.iter() {
        match element {
            PathEl::MoveTo(to) => {
                areas.line(at, start);
                (start, at) = (to + shift, to + shift);
            }
            PathEl::LineTo(to) => areas.line_on(&mut at, to + shift),
            PathEl::QuadTo(a, to) => {
                let curve = QuadBez::new(at, a + shift, to + shift);
                let parts = parts(2, bend(curve.p0, curve.p1, curve.p2));
                areas.curve(&mut at, &curve, parts);
            }
            PathEl::CurveTo(a, b, to) => {
                let curve = CubicBez::new(at, a + shift, b + shift, to + shift);
                let first = bend(curve.p0, curve.p1, curve.p2);
                let parts = parts(3, first.max(bend(curve.p1, curve.p2, curve.p3)));
                areas.curve(&mut at, &curve, parts);
            }
            PathEl::ClosePath => areas.line_on(&mut at, start),
        }
    }
    areas.line(at, start);
    areas.shares()
}

/// Into how many lines a Bézier curve is cut so that none strays further than [`FLATNESS`]: the
/// formula of Wang (R. Goldman, *Pyramid Algorithms*, 2003, section 5.6.3). `bend` is the
/// longest second difference of its points.
fn parts(degree: u32, bend: f64) -> u32 {
    let degree = f64::from(degree);
    let parts = (degree * (degree - 1.0) / 8.0 * bend / FLATNESS).sqrt();
    parts.ceil().clamp(1.0, 1000.0) as u32
}

/// The length of the second difference of three points.
fn bend(a: Point, b: Point, c: Point) -> f64 {
    ((a - b) + (c - b)).hypot()
}

/// As [`coverage`], of closed lines; what of them lies beyond the pixels is cut off.
pub(super) fn coverage_of(contours: &[Vec<Pos2>], width: usize, height: usize) -> Vec<u8> {
    let mut areas = Areas::new(width, height);
    let point = |at: &Pos2| Point::new(f64::from(at.x), f64::from(at.y));
    for contour in contours {
        let ends = contour.iter().skip(1).chain(contour.first());
        for (from, to) in contour.iter().zip(ends) {
            areas.line(point(from), point(to));
        }
    }
    areas.shares()
}

/// What each pixel's share differs by from that of the pixel on its left.
struct Areas {
    stride: usize,
    height: usize,
    changes: Vec<f64>,
}

impl Areas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            stride: width + 2,
            height,
            changes: vec![0.0; (width + 2) * height],
        }
    }

    /// Row by row, 0 to 255.
    fn shares(&self) -> Vec<u8> {
        let rows = self.changes.chunks_exact(self.stride);
        let covered = rows.flat_map(|row| {
            let mut sum = 0.0_f64;
            row[..self.stride - 2].iter().map(move |change| {
                sum += change;
                (sum.abs().min(1.0) * 255.0).round() as u8
            })
        });
        covered.collect()
    }

    fn curve(&mut self, at: &mut Point, curve: &impl ParamCurve, parts: u32) {
        for part in 1..parts {
            self.line_on(at, curve.eval(f64::from(part) / f64::from(parts)));
        }
        self.line_on(at, curve.end());
    }

    fn line_on(&mut self, at: &mut Point, to: Point) {
        self.line(*at, to);
        *at = to;
    }

    /// An edge: all to the right of it is inside, or outside again.
    fn line(&mut self, from: Point, to: Point) {
        let (way, top, bottom) = if from.y < to.y {
            (1.0, from, to)
        } else {
            (-1.0, to, from)
        };
        if top.y == bottom.y {
            return;
        }
        let widest = (self.stride - 2) as f64;
        let slope = (bottom.x - top.x) / (bottom.y - top.y);
        let x_at = |y: f64| (top.x + (y - top.y) * slope).clamp(0.0, widest);
        let rows = top.y.max(0.0) as usize..self.height.min(bottom.y.ceil().max(0.0) as usize);
        for row in rows {
            let (y0, y1) = (top.y.max(row as f64), bottom.y.min(row as f64 + 1.0));
            if y1 <= y0 {
                continue;
            }
            let (a, b) = (x_at(y0), x_at(y1));
            let (left, right) = (a.min(b), a.max(b));
            let changes = &mut self.changes[row * self.stride..][..self.stride];
            let mut add = |pixel: usize, height: f64, x: f64| {
                let beyond = x - pixel as f64;
                changes[pixel] += way * height * (1.0 - beyond);
                changes[pixel + 1] += way * height * beyond;
            };
            let first = left as usize;
            if right <= first as f64 + 1.0 {
                add(first, y1 - y0, (left + right) / 2.0);
                continue;
            }
            let steep = (y1 - y0) / (right - left);
            for pixel in first..right.ceil() as usize {
                let (from, to) = (left.max(pixel as f64), right.min(pixel as f64 + 1.0));
                add(pixel, (to - from) * steep, (from + to) / 2.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Circle, Rect, Shape as _};

    #[test]
    fn a_stem_is_as_dark_wherever_it_falls() {
        for step in 0..64 {
            let left = 1.0 + f64::from(step) / 64.0;
            let stem = Rect::new(left, 0.0, left + 0.7, 1.0).to_path(0.1);
            let row = coverage(&stem, Vec2::ZERO, 4, 1);
            let dark: u32 = row.iter().map(|share| u32::from(*share)).sum();
            assert!(dark.abs_diff(179) <= 1, "{step}: {row:?}");
        }
    }

    #[test]
    fn areas_are_exact_and_overlaps_count_once() {
        let disc = Circle::new((5.0, 5.0), 4.3).to_path(1e-4);
        let all: f64 = coverage(&disc, Vec2::ZERO, 10, 10)
            .iter()
            .map(|share| f64::from(*share))
            .sum();
        let area = std::f64::consts::PI * 4.3 * 4.3;
        assert!((all / 255.0 - area).abs() < 0.2, "{}", all / 255.0);
        let mut twice = Rect::new(0.5, 0.0, 2.5, 1.0).to_path(0.1);
        twice.extend(Rect::new(1.0, 0.0, 2.0, 1.0).to_path(0.1));
        assert_eq!(coverage(&twice, Vec2::ZERO, 3, 1), [128, 255, 128]);
        let mut slope = BezPath::new();
        slope.move_to((0.0, 0.0));
        slope.line_to((4.0, 1.0));
        slope.line_to((0.0, 1.0));
        assert_eq!(coverage(&slope, Vec2::ZERO, 4, 1), [223, 159, 96, 32]);
    }
}
