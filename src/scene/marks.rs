//! The small marks beside what is said, and the legend below the lanes.

use std::sync::Arc;

use super::{Band, Paint, Shape, Stroke, Subject, builder::ChunkBuilder};
use crate::{
    geom::{BezPath, Point, Rect, Vec2},
    layout::{Legend, MarkBox, MarkKind},
    model::{Claim, Color, Medium, Theme, When},
};

pub(super) fn mark(chunk: &mut ChunkBuilder<'_>, laid_out: &MarkBox) {
    let theme = chunk.theme;
    let look = theme.marks;
    let quiet = theme.colors.quiet_ink;
    let rect = laid_out.rect;
    chunk.marked(laid_out.mark);
    match laid_out.mark {
        MarkKind::Claim(claim) => certainty(chunk, rect.center(), 5.2, claim, 1.3, quiet),
        MarkKind::Evidence => chunk.icon(look.evidence, rect, quiet, look.fine_stroke),
        MarkKind::Medium(Medium::Physical) => {
            chunk.icon(look.physical, rect, quiet, look.fine_stroke)
        }
        MarkKind::Medium(Medium::Digital) => {
            chunk.icon(look.digital, rect, quiet, look.fine_stroke)
        }
        MarkKind::Owner(owner) => chunk.icon(owner.icon(), rect, quiet, look.mark_stroke),
        MarkKind::When(When::ToBe) => {
            chunk.icon(look.to_be, rect, theme.colors.good, look.mark_stroke)
        }
        MarkKind::When(_) => chunk.icon(look.now, rect, quiet, look.mark_stroke),
        MarkKind::Conversion => seal(chunk, rect.center(), rect.width() / 2.0),
        MarkKind::MomentOfTruth => star(chunk, rect.center(), rect.width() / 2.0),
        MarkKind::Link => {
            if let Some(number) = &laid_out.number {
                let (color, radius) = (theme.ink(number.ink), rect.height() / 2.0);
                let frame = Shape::Rect { rect, radius };
                chunk.stroke(frame, Stroke::solid(1.2), Paint::Solid(color));
                chunk.text(number);
            }
        }
        MarkKind::Severity(_) => dots(chunk, laid_out, theme.colors.bad),
        MarkKind::Value(_) => dots(chunk, laid_out, theme.colors.good),
        MarkKind::Effort(_) => dots(chunk, laid_out, quiet),
        MarkKind::Interval => {
            let (x, y0, y1) = (rect.center().x, rect.y0 + 1.0, rect.y1 - 1.0);
            let whisker = [((x, y0), (x, y1)), ((x - 4.0, y0), (x + 4.0, y0))];
            for (from, to) in whisker.into_iter().chain([((x - 4.0, y1), (x + 4.0, y1))]) {
                let paint = Paint::Solid(quiet);
                chunk.stroke(Shape::line(from, to), Stroke::solid(1.3), paint);
            }
        }
        MarkKind::Break => thread_break(chunk, rect.center()),
        MarkKind::Few => {
            let ring = Shape::circle(rect.center(), 5.0);
            let stroke = Stroke::dashed(1.8, 3.2, 2.2);
            chunk.stroke(ring, stroke, Paint::Solid(quiet));
        }
        MarkKind::Ring => {
            let ring = Shape::circle(rect.center(), 4.6);
            chunk.stroke(ring, Stroke::solid(2.6), Paint::Solid(quiet));
        }
        MarkKind::Whose(hue) => {
            let ring = Shape::circle(rect.center(), 5.6);
            chunk.fill(Shape::circle(rect.center(), 3.4), theme.emotion(1.0));
            chunk.stroke(ring, Stroke::solid(1.6), Paint::Solid(theme.persona(hue)));
        }
        MarkKind::Missing => missing(chunk, rect.center()),
        MarkKind::Persona(hue) => chunk.fill(Shape::circle(rect.center(), 3.5), theme.persona(hue)),
        MarkKind::Tally => chunk.fill(Shape::circle(rect.center(), 3.0), theme.colors.icon),
        MarkKind::Band(hue) => area(chunk, rect, theme.persona(hue)),
        MarkKind::Gap => area(chunk, rect, theme.colors.good),
        MarkKind::Thread(hue) => thread(chunk, rect, theme.pale_persona(hue, 0.15)),
        MarkKind::ChannelLine => {
            let line = (Stroke::solid(2.5), theme.colors.rule);
            joined(chunk, rect, line, [theme.colors.icon; 2], 4.0);
        }
        MarkKind::LinkLine => {
            let (bad, good) = (theme.colors.bad, theme.colors.good);
            joined(chunk, rect, (Stroke::round(1.4), good), [bad, good], 2.8);
        }
        MarkKind::Target | MarkKind::Missed | MarkKind::Detractors => bar(chunk, laid_out),
        MarkKind::Periods => periods(chunk, rect),
    }
}

/// A piece of an area, for the legend.
fn area(chunk: &mut ChunkBuilder<'_>, rect: Rect, color: Color) {
    let rect = rect.inflate(0.0, -1.0);
    chunk.fill_through(Shape::Rect { rect, radius: 3.0 }, color, 0.2);
}

/// A line with a dot at each end, for the legend.
fn joined(
    chunk: &mut ChunkBuilder<'_>,
    rect: Rect,
    (stroke, color): (Stroke, Color),
    ends: [Color; 2],
    radius: f64,
) {
    let (middle, places) = (rect.center().y, [rect.x0 + radius, rect.x1 - radius]);
    let line = Shape::line((places[0], middle), (places[1], middle));
    chunk.stroke(line, stroke, Paint::Solid(color));
    for (x, color) in places.into_iter().zip(ends) {
        chunk.fill(Shape::circle((x, middle), radius), color);
    }
}

/// A piece of a thread, for the legend.
fn thread(chunk: &mut ChunkBuilder<'_>, rect: Rect, color: Color) {
    let (low, high, bend) = (rect.y1 - 2.0, rect.y0 + 2.0, rect.center().x);
    let mut path = BezPath::new();
    path.move_to((rect.x0 + 1.0, low));
    path.curve_to((bend, low), (bend, high), (rect.x1 - 1.0, high));
    chunk.stroke(
        Shape::Path(Arc::new(path)),
        Stroke::round(2.2),
        Paint::Solid(color),
    );
}

/// The line of periods, for the legend.
fn periods(chunk: &mut ChunkBuilder<'_>, rect: Rect) {
    let color = chunk.theme.colors.icon;
    let at = |x: f64, y: f64| {
        let (width, height) = (rect.width(), rect.height());
        Point::new(rect.x0 + x * width, rect.y0 + y * height)
    };
    let mut path = BezPath::new();
    path.move_to(at(0.0, 0.8));
    for (x, y) in [(0.3, 0.4), (0.6, 0.6), (0.9, 0.2)] {
        path.line_to(at(x, y));
    }
    chunk.stroke(
        Shape::Path(Arc::new(path)),
        Stroke::round(1.6),
        Paint::Solid(color),
    );
    chunk.fill(Shape::circle(at(0.9, 0.2), 2.6), color);
}

/// The bar of a metric, for the legend.
fn bar(chunk: &mut ChunkBuilder<'_>, example: &MarkBox) {
    let theme = chunk.theme;
    let middle = example.rect.center().y;
    let bar = |share: f64| {
        let (x0, width) = (example.rect.x0, example.rect.width());
        let rect = Rect::new(x0, middle - 2.5, x0 + share * width, middle + 2.5);
        Shape::Rect { rect, radius: 2.5 }
    };
    chunk.fill(bar(1.0), theme.colors.track);
    if example.mark == MarkKind::Target {
        target(chunk, example.rect.x0 + 0.7 * example.rect.width(), middle);
    } else {
        chunk.fill(bar(0.6), theme.colors.bad);
    }
}

/// Where the bar of a metric should reach.
pub(super) fn target(chunk: &mut ChunkBuilder<'_>, x: f64, middle: f64) {
    let rect = Rect::new(x - 1.0, middle - 5.5, x + 1.0, middle + 5.5);
    let color = chunk.theme.colors.ink;
    chunk.fill(Shape::Rect { rect, radius: 1.0 }, color);
}

/// A cross, where a curve has no value.
pub(super) fn missing(chunk: &mut ChunkBuilder<'_>, centre: Point) {
    for sign in [-1.0, 1.0] {
        let way = Vec2::new(3.4, 3.4 * sign);
        let (from, to) = (centre - way, centre + way);
        let paint = Paint::Solid(chunk.theme.colors.rule);
        let shape = Shape::line((from.x, from.y), (to.x, to.y));
        chunk.stroke(shape, Stroke::round(1.8), paint);
    }
}

/// Half of a dot: it can be counted where a whole sheet is a slide.
const DOT: f64 = 3.2;

/// As many filled ones as a level counts.
fn dots(chunk: &mut ChunkBuilder<'_>, mark: &MarkBox, color: Color) {
    for (dot, is_filled) in mark.dots() {
        if is_filled {
            chunk.fill(Shape::circle(dot, DOT), color);
        } else {
            let ring = Shape::circle(dot, DOT - 0.5);
            chunk.stroke(ring, Stroke::solid(1.0), Paint::Solid(color));
        }
    }
}

/// The seal of a conversion: a rosette with a tick.
pub(super) fn seal(chunk: &mut ChunkBuilder<'_>, centre: Point, radius: f64) {
    const LOBES: usize = 8;
    let theme = chunk.theme;
    let at = |angle: f64, share: f64| centre + share * radius * Vec2::from_angle(angle);
    let step = std::f64::consts::TAU / LOBES as f64;
    let mut rosette = BezPath::new();
    rosette.move_to(at(-step / 2.0, 0.86));
    for lobe in 0..LOBES {
        let angle = step * lobe as f64;
        rosette.quad_to(at(angle, 1.16), at(angle + step / 2.0, 0.86));
    }
    rosette.close_path();
    let shape = Shape::Path(Arc::new(rosette));
    let edge = Paint::Solid(theme.colors.sheet);
    chunk.stroke(shape.clone(), Stroke::round(2.4), edge);
    chunk.fill(shape, theme.colors.ink);
    let mut tick = BezPath::new();
    tick.move_to(centre + radius * Vec2::new(-0.4, 0.02));
    tick.line_to(centre + radius * Vec2::new(-0.1, 0.32));
    tick.line_to(centre + radius * Vec2::new(0.42, -0.3));
    let paint = Paint::Solid(theme.colors.sheet);
    let stroke = Stroke::round(0.2 * radius);
    chunk.stroke(Shape::Path(Arc::new(tick)), stroke, paint);
}

/// The star of a moment of truth.
pub(super) fn star(chunk: &mut ChunkBuilder<'_>, at: Point, radius: f64) {
    const POINTS: usize = 5;
    let mut path = BezPath::new();
    for corner in 0..2 * POINTS {
        let share = if corner % 2 == 0 { 1.0 } else { 7.0 / 15.0 };
        let angle = std::f64::consts::PI * (corner as f64 / POINTS as f64 - 0.5);
        let corner_at = at + share * radius * Vec2::from_angle(angle);
        if corner == 0 {
            path.move_to(corner_at);
        } else {
            path.line_to(corner_at);
        }
    }
    path.close_path();
    let shape = Shape::Path(Arc::new(path));
    let edge = Stroke::round(radius / 3.0);
    chunk.stroke(shape.clone(), edge, Paint::Solid(chunk.theme.colors.sheet));
    chunk.fill(shape, chunk.theme.colors.middling);
}

/// A flash across a thread.
pub(super) fn thread_break(chunk: &mut ChunkBuilder<'_>, centre: Point) {
    let mut flash = BezPath::new();
    flash.move_to(centre + Vec2::new(1.5, -6.0));
    flash.line_to(centre + Vec2::new(-2.5, 0.5));
    flash.line_to(centre + Vec2::new(2.5, -0.5));
    flash.line_to(centre + Vec2::new(-1.5, 6.0));
    let paint = Paint::Solid(chunk.theme.colors.bad);
    chunk.stroke(Shape::Path(Arc::new(flash)), Stroke::round(1.7), paint);
}

/// A diamond that is filled as far as a claim is sure: not, half, wholly. It is no ring, which would
/// look like one more point beside a point of a curve.
pub(super) fn certainty(
    chunk: &mut ChunkBuilder<'_>,
    centre: Point,
    radius: f64,
    claim: Claim,
    width: f64,
    color: Color,
) {
    let whole = diamond(centre, radius, radius);
    match claim {
        Claim::Assumed => {}
        Claim::Reasoned => chunk.fill(diamond(centre, radius, 0.0), color),
        Claim::Researched => chunk.fill(whole.clone(), color),
    }
    let stroke = Stroke {
        round: true,
        ..Stroke::solid(width)
    };
    chunk.stroke(whole, stroke, Paint::Solid(color));
}

/// What lies behind such a diamond on a line.
pub(super) fn ground_of_certainty(
    chunk: &mut ChunkBuilder<'_>,
    centre: Point,
    radius: f64,
    color: Color,
) {
    chunk.fill(diamond(centre, radius, radius), color);
}

/// A diamond that reaches less far to the right, if need be.
fn diamond(centre: Point, radius: f64, right: f64) -> Shape {
    let mut path = BezPath::new();
    path.move_to(centre + Vec2::new(0.0, -radius));
    path.line_to(centre + Vec2::new(right, 0.0));
    path.line_to(centre + Vec2::new(0.0, radius));
    path.line_to(centre + Vec2::new(-radius, 0.0));
    path.close_path();
    Shape::Path(Arc::new(path))
}

pub(super) fn legend(legend: &Legend, theme: &Theme) -> Band {
    let mut chunk = ChunkBuilder::new(theme);
    for (example, words) in &legend.entries {
        mark(&mut chunk, example);
        chunk.text(words);
    }
    Band {
        chunks: vec![chunk.chunk(Subject::Legend)],
    }
}
