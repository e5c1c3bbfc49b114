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
        MarkKind::Severity(_) | MarkKind::Value(_) => {
            let is_bad = matches!(laid_out.mark, MarkKind::Severity(_));
            let color = if is_bad {
                theme.colors.bad
            } else {
                theme.colors.good
            };
            for (dot, is_filled) in laid_out.dots() {
                if is_filled {
                    chunk.fill(Shape::circle(dot, 2.1), color);
                } else {
                    let ring = Shape::circle(dot, 1.7);
                    chunk.stroke(ring, Stroke::solid(0.8), Paint::Solid(color));
                }
            }
        }
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
