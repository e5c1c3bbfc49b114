//! The matrix of value against effort as a display list of its own.

use std::sync::Arc;

use super::{Band, Chunk, Paint, PlacedBand, Scene, Shape, Stroke, Subject, builder::ChunkBuilder};
use crate::{
    geom::{BezPath, Point, Rect, Vec2},
    layout::{Quadrant, ValueCard, ValueMatrix},
    model::{Color, Target, Theme},
};

impl Scene {
    /// The display list of a matrix of value against effort.
    pub fn of_values(matrix: &ValueMatrix) -> Self {
        let theme = &matrix.theme;
        let mut chunks = vec![ground(matrix)];
        chunks.extend(matrix.cards.iter().map(|it| card(it, theme)));
        let band = Arc::new(Band { chunks });
        let bands = vec![PlacedBand { y: 0.0, band }];
        Self {
            theme: theme.clone(),
            ..Self::from_bands(matrix.size, theme.colors.sheet, bands)
        }
    }
}

fn ground(matrix: &ValueMatrix) -> Chunk {
    let theme = &matrix.theme;
    let mut chunk = ChunkBuilder::new(theme);
    for cell in &matrix.cells {
        let color = match Quadrant::of(cell.value, cell.effort) {
            Some(Quadrant::QuickWins) => theme.colors.good_card.mix(theme.colors.good_border, 0.35),
            Some(Quadrant::TimeSinks) => theme.colors.bad_card,
            Some(Quadrant::BigBets | Quadrant::FillIns) => {
                theme.colors.panel.mix(theme.colors.border, 0.35)
            }
            None => theme.colors.cell.mix(theme.colors.border, 0.2),
        };
        let (rect, radius) = (cell.rect, 8.0);
        chunk.fill(Shape::Rect { rect, radius }, color);
    }
    if let Some(rect) = matrix.tray {
        let shape = Shape::Rect { rect, radius: 8.0 };
        let stroke = Stroke::dashed(1.2, 5.0, 4.0);
        chunk.stroke(shape, stroke, Paint::Solid(theme.colors.rule));
    }
    for (from, to) in matrix.axes {
        arrow(&mut chunk, from, to, theme.colors.rule);
    }
    for text in &matrix.texts {
        chunk.text(text);
    }
    chunk.chunk(Subject::ValueMatrix)
}

/// A line with a head at its end.
fn arrow(chunk: &mut ChunkBuilder<'_>, from: Point, to: Point, color: Color) {
    let paint = || Paint::Solid(color);
    let line = Shape::line((from.x, from.y), (to.x, to.y));
    chunk.stroke(line, Stroke::round(1.5), paint());
    let back = (from - to).normalize() * 7.0;
    let aside = Vec2::new(-back.y, back.x) * 0.6;
    let mut head = BezPath::new();
    head.move_to(to + back + aside);
    head.line_to(to);
    head.line_to(to + back - aside);
    chunk.stroke(Shape::Path(Arc::new(head)), Stroke::round(1.5), paint());
}

fn card(laid_out: &ValueCard, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::fading(theme, laid_out.faded, theme.colors.cell);
    let rect = laid_out.rect;
    chunk.boxed(
        rect,
        6.0,
        theme.colors.card,
        theme.colors.border.mix(theme.colors.rule, 0.35),
    );
    let bar = Rect::new(rect.x0 + 5.0, rect.y0 + 7.0, rect.x0 + 8.0, rect.y1 - 7.0);
    let radius = 1.5;
    chunk.fill(Shape::Rect { rect: bar, radius }, theme.line(laid_out.hue));
    chunk.text(&laid_out.text);
    chunk.chunk(Target::Card(laid_out.card.id.clone()))
}
