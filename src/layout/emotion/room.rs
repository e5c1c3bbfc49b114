//! What of an emotion lane is taken: by lines, points, labels.

use super::boxes::{CurveBox, PointBox, Whisker};
use crate::geom::{BezPath, Circle, Line, Point, Rect};

pub(super) struct Room {
    lines: Vec<Line>,
    circles: Vec<Circle>,
    taken: Vec<Rect>,
}

impl Room {
    /// Around curves that have no labels yet.
    pub(super) fn around(curves: &[CurveBox]) -> Self {
        let points = || curves.iter().flat_map(|c| &c.points);
        let mut lines: Vec<Line> = curves
            .iter()
            .flat_map(|c| &c.lines)
            .flat_map(|p| chords(p))
            .collect();
        let whiskers = points().filter_map(|p| Some((p.position.x, p.whisker.as_ref()?)));
        lines.extend(whiskers.flat_map(|(x, whisker)| whisker.lines(x)));
        Self {
            lines,
            circles: points().map(PointBox::circle).collect(),
            taken: Vec::new(),
        }
    }

    /// Labels keep their distance from faces anyway; what stands nearer has to spare the stars and
    /// the seals of conversions.
    pub(super) fn add_stars(&mut self, curves: &[CurveBox]) {
        let points = curves.iter().flat_map(|c| &c.points);
        let seals = points.clone().filter(|point| point.is_conversion());
        self.circles.extend(
            seals.map(|point| Circle::new(point.position + PointBox::SEAL, PointBox::SEAL_RADIUS)),
        );
        let stars = points.filter(|point| point.is_moment_of_truth());
        self.circles.extend(
            stars.map(|point| Circle::new(point.position + PointBox::STAR, PointBox::STAR_RADIUS)),
        );
    }

    pub(super) fn is_free(&self, rect: Rect) -> bool {
        !(self.taken.iter().any(|other| other.overlaps(rect))
            || self.circles.iter().any(|circle| circle_meets(circle, rect))
            || self.lines.iter().any(|line| line_meets(line, rect)))
    }

    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }
}

impl Whisker {
    /// The line and its caps.
    pub fn lines(&self, x: f64) -> impl Iterator<Item = Line> {
        let cap = |y: f64| Line::new((x - Self::CAP, y), (x + Self::CAP, y));
        let caps = [
            self.ends_above.then(|| cap(self.top)),
            self.ends_below.then(|| cap(self.bottom)),
        ];
        let line = Line::new((x, self.top), (x, self.bottom));
        [Some(line)].into_iter().chain(caps).flatten()
    }
}

/// Short straight pieces close along a path.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "nothing is curved once it is flattened"
)]
fn chords(path: &BezPath) -> Vec<Line> {
    let mut chords = Vec::new();
    let mut from = Point::ZERO;
    kurbo::flatten(path, 0.5, |element| match element {
        kurbo::PathEl::MoveTo(to) => from = to,
        kurbo::PathEl::LineTo(to) => {
            chords.push(Line::new(from, to));
            from = to;
        }
        _ => {}
    });
    chords
}

fn circle_meets(circle: &Circle, rect: Rect) -> bool {
    let nearest = Point::new(
        circle.center.x.clamp(rect.x0, rect.x1),
        circle.center.y.clamp(rect.y0, rect.y1),
    );
    nearest.distance(circle.center) < circle.radius
}

/// Whether a line passes through a rectangle (Liang and Barsky's clipping, 1984).
fn line_meets(line: &Line, rect: Rect) -> bool {
    let delta = line.p1 - line.p0;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (d, to_low, to_high) in [
        (delta.x, rect.x0 - line.p0.x, rect.x1 - line.p0.x),
        (delta.y, rect.y0 - line.p0.y, rect.y1 - line.p0.y),
    ] {
        if d == 0.0 {
            if to_low > 0.0 || to_high < 0.0 {
                return false;
            }
            continue;
        }
        let (a, b) = (to_low / d, to_high / d);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    enter <= leave
}
