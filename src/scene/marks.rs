//! The small marks beside what is said, and the legend below the lanes.

use std::sync::Arc;

use super::{Band, Paint, Shape, Stroke, Subject, builder::ChunkBuilder};
use crate::{
    geom::{BezPath, Bow, Point, Shape as _, Vec2},
    layout::{Legend, MarkBox, MarkKind},
    model::{Claim, Color, Medium, Theme, When},
};

pub(super) fn mark(chunk: &mut ChunkBuilder<'_>, laid_out: &MarkBox) {
    let theme = chunk.theme;
    let look = theme.marks;
    let quiet = theme.colors.quiet_ink;
    let rect = laid_out.rect;
    match laid_out.mark {
        MarkKind::Claim(claim) => certainty(chunk, rect.center(), 4.6, claim, quiet),
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
    }
}

/// As many filled ones as a level counts.
fn dots(chunk: &mut ChunkBuilder<'_>, mark: &MarkBox, color: Color) {
    for (dot, is_filled) in mark.dots() {
        if is_filled {
            chunk.fill(Shape::circle(dot, 2.1), color);
        } else {
            let ring = Shape::circle(dot, 1.7);
            chunk.stroke(ring, Stroke::solid(0.8), Paint::Solid(color));
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

/// A ring that is filled as far as a claim is sure: not, half, wholly.
pub(super) fn certainty(
    chunk: &mut ChunkBuilder<'_>,
    centre: Point,
    radius: f64,
    claim: Claim,
    color: Color,
) {
    match claim {
        Claim::Assumed => {}
        Claim::Reasoned => {
            let quarter = std::f64::consts::FRAC_PI_2;
            let radii = Vec2::new(radius, radius);
            let bow = Bow::new(centre, radii, -quarter, 2.0 * quarter, 0.0);
            let mut half: BezPath = bow.to_path(0.05);
            half.close_path();
            chunk.fill(Shape::Path(Arc::new(half)), color);
        }
        Claim::Researched => chunk.fill(Shape::circle(centre, radius), color),
    }
    let ring = Shape::circle(centre, radius);
    chunk.stroke(ring, Stroke::solid(1.3), Paint::Solid(color));
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
