//! The small marks beside what is said, and the legend below the lanes.

use std::sync::Arc;

use super::{Band, Paint, Shape, Stroke, build::Brush};
use crate::{
    geom::{BezPath, Bow, Point, Shape as _, Vec2},
    layout::{Legend, Mark, MarkBox},
    model::{Claim, Color, Medium, Theme, When},
};

pub(super) fn mark(brush: &mut Brush, laid_out: &MarkBox) {
    let theme = Theme::PAPER;
    let rect = laid_out.rect;
    match laid_out.mark {
        Mark::Claim(claim) => certainty(brush, rect.center(), 4.6, claim, theme.quiet_ink),
        Mark::Evidence => brush.icon("document", rect, theme.quiet_ink, 1.1),
        Mark::Medium(Medium::Physical) => brush.icon("map-pin", rect, theme.quiet_ink, 1.1),
        Mark::Medium(Medium::Digital) => brush.icon("pointer", rect, theme.quiet_ink, 1.1),
        Mark::Owner(owner) => brush.icon(owner.icon(), rect, theme.quiet_ink, 1.3),
        Mark::When(When::ToBe) => brush.icon("flag", rect, theme.good, 1.3),
        Mark::When(_) => brush.icon("clock", rect, theme.quiet_ink, 1.3),
        Mark::Severity(_) | Mark::Value(_) => {
            let is_bad = matches!(laid_out.mark, Mark::Severity(_));
            let color = if is_bad { theme.bad } else { theme.good };
            for (dot, is_filled) in laid_out.dots() {
                if is_filled {
                    brush.fill(Shape::circle(dot, 2.1), color);
                } else {
                    let ring = Shape::circle(dot, 1.7);
                    brush.stroke(ring, Stroke::solid(0.8), Paint::Solid(color));
                }
            }
        }
        Mark::Interval => {
            let (x, y0, y1) = (rect.center().x, rect.y0 + 1.0, rect.y1 - 1.0);
            let whisker = [((x, y0), (x, y1)), ((x - 4.0, y0), (x + 4.0, y0))];
            for (from, to) in whisker.into_iter().chain([((x - 4.0, y1), (x + 4.0, y1))]) {
                let paint = Paint::Solid(theme.quiet_ink);
                brush.stroke(Shape::line(from, to), Stroke::solid(1.3), paint);
            }
        }
        Mark::Break => thread_break(brush, rect.center()),
        Mark::Few => {
            let ring = Shape::circle(rect.center(), 5.0);
            let stroke = Stroke::dashed(1.8, 3.2, 2.2);
            brush.stroke(ring, stroke, Paint::Solid(theme.quiet_ink));
        }
    }
}

/// A flash across a thread.
pub(super) fn thread_break(brush: &mut Brush, centre: Point) {
    let mut flash = BezPath::new();
    flash.move_to(centre + Vec2::new(1.5, -6.0));
    flash.line_to(centre + Vec2::new(-2.5, 0.5));
    flash.line_to(centre + Vec2::new(2.5, -0.5));
    flash.line_to(centre + Vec2::new(-1.5, 6.0));
    let paint = Paint::Solid(Theme::PAPER.bad);
    brush.stroke(Shape::Path(Arc::new(flash)), Stroke::round(1.7), paint);
}

/// A ring that is filled as far as a claim is sure: not, half, wholly.
pub(super) fn certainty(brush: &mut Brush, centre: Point, radius: f64, claim: Claim, color: Color) {
    match claim {
        Claim::Assumed => {}
        Claim::Reasoned => {
            let quarter = std::f64::consts::FRAC_PI_2;
            let radii = Vec2::new(radius, radius);
            let bow = Bow::new(centre, radii, -quarter, 2.0 * quarter, 0.0);
            let mut half: BezPath = bow.to_path(0.05);
            half.close_path();
            brush.fill(Shape::Path(Arc::new(half)), color);
        }
        Claim::Researched => brush.fill(Shape::circle(centre, radius), color),
    }
    let ring = Shape::circle(centre, radius);
    brush.stroke(ring, Stroke::solid(1.3), Paint::Solid(color));
}

pub(super) fn legend(legend: &Legend) -> Band {
    let mut brush = Brush::new();
    for (example, words) in &legend.entries {
        mark(&mut brush, example);
        brush.text(words);
    }
    Band {
        chunks: vec![brush.chunk(None)],
    }
}
