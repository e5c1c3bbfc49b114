//! The matrix of value against effort as a display list of its own.

use std::sync::Arc;

use super::{Band, Chunk, Paint, PlacedBand, Scene, Shape, Stroke, build::Brush};
use crate::{
    geom::{BezPath, Point, Rect, Vec2},
    layout::{Quadrant, ValueCard, ValueMatrix},
    model::{Color, Target, Theme},
};

impl Scene {
    /// The display list of a matrix of value against effort.
    pub fn of_values(matrix: &ValueMatrix) -> Self {
        let mut chunks = vec![ground(matrix)];
        chunks.extend(matrix.cards.iter().map(card));
        let band = Arc::new(Band { chunks });
        Self::from_bands(
            matrix.size,
            Theme::PAPER.sheet,
            vec![PlacedBand { y: 0.0, band }],
        )
    }
}

fn ground(matrix: &ValueMatrix) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    for cell in &matrix.cells {
        let color = match Quadrant::of(cell.value, cell.effort) {
            Some(Quadrant::QuickWins) => theme.good_card.mix(theme.good_border, 0.35),
            Some(Quadrant::TimeSinks) => theme.bad_card,
            Some(Quadrant::BigBets | Quadrant::FillIns) => theme.panel.mix(theme.border, 0.35),
            None => theme.cell.mix(theme.border, 0.2),
        };
        let (rect, radius) = (cell.rect, 8.0);
        brush.fill(Shape::Rect { rect, radius }, color);
    }
    if let Some(rect) = matrix.tray {
        let shape = Shape::Rect { rect, radius: 8.0 };
        let stroke = Stroke::dashed(1.2, 5.0, 4.0);
        brush.stroke(shape, stroke, Paint::Solid(theme.rule));
    }
    for (from, to) in matrix.axes {
        arrow(&mut brush, from, to, theme.rule);
    }
    for text in &matrix.texts {
        brush.text(text);
    }
    brush.chunk(None)
}

/// A line with a head at its end.
fn arrow(brush: &mut Brush, from: Point, to: Point, color: Color) {
    let paint = || Paint::Solid(color);
    let line = Shape::line((from.x, from.y), (to.x, to.y));
    brush.stroke(line, Stroke::round(1.5), paint());
    let back = (from - to).normalize() * 7.0;
    let aside = Vec2::new(-back.y, back.x) * 0.6;
    let mut head = BezPath::new();
    head.move_to(to + back + aside);
    head.line_to(to);
    head.line_to(to + back - aside);
    brush.stroke(Shape::Path(Arc::new(head)), Stroke::round(1.5), paint());
}

fn card(laid_out: &ValueCard) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::fading(laid_out.faded, theme.cell);
    let rect = laid_out.rect;
    brush.boxed(rect, 6.0, theme.card, theme.border.mix(theme.rule, 0.35));
    let bar = Rect::new(rect.x0 + 5.0, rect.y0 + 7.0, rect.x0 + 8.0, rect.y1 - 7.0);
    let radius = 1.5;
    brush.fill(Shape::Rect { rect: bar, radius }, laid_out.hue);
    brush.text(&laid_out.text);
    brush.chunk(Some(Target::Card(laid_out.card.id.clone())))
}
