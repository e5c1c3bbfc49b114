//! The emotion lane: rules, bands, curves, faces, labels, legend.

use std::sync::Arc;

use super::{Chunk, Paint, Shape, Stroke, Subject, builder::ChunkBuilder, marks};
use crate::{
    geom::{BezPath, Line, Point, Vec2},
    layout::{CurveBox, EmotionBox, Grid, LaneRow, MarkKind, PointBox},
    model::{Color, Hue, Target, Theme},
};

pub(super) fn chunks(row: &LaneRow, emotion: &EmotionBox, grid: &Grid) -> Vec<Chunk> {
    let theme = &grid.theme;
    let mut chunks = vec![rules(row, emotion, grid)];
    // The first curve is painted last, over the others.
    let in_order = || emotion.curves.iter().enumerate().rev();
    for (index, curve) in in_order() {
        chunks.push(line(row, curve, index == 0, emotion, theme));
    }
    for (index, curve) in in_order() {
        let points = curve.points.iter();
        chunks.extend(points.map(|p| point(p, curve, index == 0, theme)));
    }
    chunks
}

/// The ends and the middle of the scale, and the borders of the stages.
fn rules(row: &LaneRow, emotion: &EmotionBox, grid: &Grid) -> Chunk {
    let theme = &grid.theme;
    let border = Paint::Solid(theme.colors.border);
    let mut chunk = ChunkBuilder::new(theme);
    let right = grid.columns.last().map_or(grid.right, |column| column.x1);
    for (share, stroke) in [
        (1.0, Stroke::dashed(1.0, 3.0, 5.0)),
        (0.5, Stroke::solid(1.0)),
        (0.0, Stroke::dashed(1.0, 3.0, 5.0)),
    ] {
        let y = emotion.y_at(share);
        chunk.stroke(
            Shape::line((grid.content_left(), y), (right, y)),
            stroke,
            border.clone(),
        );
    }
    for &y in &emotion.levels {
        let shape = Shape::line((grid.content_left(), y), (right, y));
        chunk.stroke(shape, Stroke::dashed(1.0, 1.0, 7.0), border.clone());
    }
    for pair in grid.stages.windows(2) {
        let x = (pair[0].x1 + pair[1].x0) / 2.0;
        let shape = Shape::line((x, 10.0), (x, row.height - 10.0));
        chunk.stroke(shape, Stroke::solid(1.0), border.clone());
    }
    chunk.chunk(Subject::Scale {
        lane: row.lane.id.clone(),
    })
}

fn line(
    row: &LaneRow,
    curve: &CurveBox,
    first: bool,
    emotion: &EmotionBox,
    theme: &Theme,
) -> Chunk {
    let mut chunk = ChunkBuilder::fading(theme, curve.faded, theme.colors.cell);
    if let Some(gap) = &curve.gap {
        chunk.marked(MarkKind::Gap);
        chunk.fill_through(Shape::Path(gap.clone()), theme.colors.good, 0.12);
    }
    for band in &curve.bands {
        chunk.marked(MarkKind::Band(curve.hue));
        chunk.fill_through(Shape::Path(band.clone()), theme.persona(curve.hue), 0.08);
    }
    for path in &curve.lines {
        let shape = Shape::Path(path.clone());
        if first {
            let stops = [0.0, 0.5, 1.0].map(|down| (down, theme.emotion(1.0 - down)));
            let paint = Paint::Vertical {
                top: emotion.y_at(1.0),
                bottom: emotion.y_at(0.0),
                stops: stops.to_vec(),
            };
            chunk.stroke(shape, Stroke::round(4.5), paint);
        } else {
            let (stroke, color) = background_look(curve.curve.to_be, curve.hue, theme);
            chunk.stroke(shape, stroke, Paint::Solid(color));
        }
    }
    chunk.chunk(Subject::Curve {
        lane: row.lane.id.clone(),
        curve: curve.curve.of(),
    })
}

/// How a curve behind the first one is drawn: dashed; wanted ones in green.
fn background_look(to_be: bool, hue: Hue, theme: &Theme) -> (Stroke, Color) {
    let (width, dash, gap) = if to_be {
        (3.0, 12.0, 5.0)
    } else {
        (2.5, 7.0, 6.0)
    };
    let stroke = Stroke {
        round: true,
        ..Stroke::dashed(width, dash, gap)
    };
    let color = if to_be {
        theme.colors.good
    } else {
        theme.pale_persona(hue, 0.25)
    };
    (stroke, color)
}

fn point(laid_out: &PointBox, curve: &CurveBox, first: bool, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::fading(theme, curve.faded, theme.colors.cell);
    let at = laid_out.position;
    let color = theme.emotion(laid_out.share);
    whisker(&mut chunk, laid_out, theme.pale_persona(curve.hue, 0.2));
    if laid_out.is_open() {
        chunk.marked(MarkKind::Few);
    }
    if laid_out.point.value.is_none() {
        chunk.marked(MarkKind::Missing);
        marks::missing(&mut chunk, at);
    } else if laid_out.has_face() {
        face(&mut chunk, at, laid_out.share, color, laid_out.is_open());
        // Whose it is, while the face tells how they feel.
        let whose = match first {
            true => theme.persona(curve.hue),
            false => background_look(curve.curve.to_be, curve.hue, theme).1,
        };
        let ring = Shape::circle(at, 20.0);
        chunk.marked(MarkKind::Whose(curve.hue));
        chunk.stroke(ring, Stroke::solid(2.0), Paint::Solid(whose));
        if laid_out.point.moment_of_truth {
            chunk.marked(MarkKind::MomentOfTruth);
            marks::star(&mut chunk, at + PointBox::STAR, PointBox::STAR_RADIUS);
        }
        if laid_out.is_conversion() {
            chunk.marked(MarkKind::Conversion);
            marks::seal(&mut chunk, at + PointBox::SEAL, PointBox::SEAL_RADIUS);
        }
    } else {
        bare_point(&mut chunk, laid_out, curve, first);
    }
    if let Some(label) = &laid_out.label {
        if let Some(Line { p0, p1 }) = label.leader {
            let shape = Shape::line((p0.x, p0.y), (p1.x, p1.y));
            let paint = Paint::Solid(theme.colors.rule);
            chunk.stroke(shape, Stroke::solid(1.2), paint);
        }
        chunk.boxed(label.rect, 11.0, theme.colors.card, theme.colors.border);
    }
    for label in laid_out.labels() {
        for text in &label.texts {
            chunk.text(text);
        }
        for mark in &label.marks {
            marks::mark(&mut chunk, mark);
        }
    }
    chunk.chunk(Target::Point(laid_out.point.id.clone()))
}

/// A point without a face: a ring, a dashed one where few answers stand behind it, and a diamond
/// where it shows how sure it is; smaller on a curve in the background.
fn bare_point(chunk: &mut ChunkBuilder<'_>, laid_out: &PointBox, curve: &CurveBox, first: bool) {
    let theme = chunk.theme;
    let at = laid_out.position;
    let (radius, width, color) = match first {
        true => (6.0, 3.5, theme.persona(curve.hue)),
        false => {
            let (_, color) = background_look(curve.curve.to_be, curve.hue, theme);
            (4.0, 2.0, color)
        }
    };
    if let Some(claim) = laid_out.claim.filter(|_| !laid_out.is_open()) {
        let (radius, width) = (1.25 * radius, 0.75 * width);
        chunk.marked(MarkKind::Claim(claim));
        marks::ground_of_certainty(chunk, at, radius, theme.colors.card);
        marks::certainty(chunk, at, radius, claim, width, color);
        return;
    }
    let ring = Shape::circle(at, radius);
    chunk.fill(ring.clone(), theme.colors.card);
    let stroke = if laid_out.is_open() {
        open_ring(radius)
    } else {
        chunk.marked(MarkKind::Ring);
        Stroke::solid(width)
    };
    chunk.stroke(ring, stroke, Paint::Solid(color));
}

/// The 95 % interval of a mean, behind its point.
fn whisker(chunk: &mut ChunkBuilder<'_>, laid_out: &PointBox, color: Color) {
    let x = laid_out.position.x;
    if laid_out.whisker.is_some() {
        chunk.marked(MarkKind::Interval);
    }
    let lines = laid_out.whisker.iter().flat_map(|w| w.lines(x));
    for Line { p0, p1 } in lines {
        let shape = Shape::line((p0.x, p0.y), (p1.x, p1.y));
        chunk.stroke(shape, Stroke::solid(1.4), Paint::Solid(color));
    }
}

/// Nine dashes around a ring, for what stands on few answers.
fn open_ring(radius: f64) -> Stroke {
    let pitch = std::f64::consts::TAU * radius / 9.0;
    Stroke::dashed(2.0, 0.62 * pitch, 0.38 * pitch)
}

/// A face that smiles as much as its share of the scale says; an open one is only outlined.
fn face(chunk: &mut ChunkBuilder<'_>, at: Point, share: f64, color: Color, open: bool) {
    const RADIUS: f64 = 15.5;
    let theme = chunk.theme;
    chunk.fill(Shape::circle(at, 18.5), theme.colors.sheet);
    let features = if open {
        let dash = std::f64::consts::TAU * RADIUS / 18.0;
        let stroke = Stroke::dashed(2.0, 0.62 * dash, 0.38 * dash);
        chunk.stroke(Shape::circle(at, RADIUS), stroke, Paint::Solid(color));
        color
    } else {
        chunk.fill(Shape::circle(at, RADIUS), color);
        theme.colors.on_hue
    };
    for side in [-1.0, 1.0] {
        let eye = Shape::circle(at + Vec2::new(side * 5.1, -2.7), 1.9);
        chunk.fill(eye, features);
    }
    let mood = 2.0 * share - 1.0;
    let (corner, middle) = (5.09 - 1.75 * mood, 5.09 + 7.84 * mood);
    let mut mouth = BezPath::new();
    mouth.move_to(at + Vec2::new(-7.15, corner));
    mouth.quad_to(at + Vec2::new(0.0, middle), at + Vec2::new(7.15, corner));
    let mouth = Shape::Path(Arc::new(mouth));
    chunk.stroke(mouth, Stroke::round(2.2), Paint::Solid(features));
}

/// Who is who and what the heights mean, drawn in the lane's label.
pub(super) fn legend(chunk: &mut ChunkBuilder<'_>, emotion: &EmotionBox) {
    let theme = chunk.theme;
    for (index, entry) in emotion.legend.iter().enumerate() {
        let color = theme.persona(entry.hue);
        if index == 0 {
            chunk.fill(Shape::circle(entry.mark, 5.0), color);
        } else {
            let (x, y) = (entry.mark.x, entry.mark.y);
            let (_, color) = background_look(entry.to_be, entry.hue, theme);
            let stroke = Stroke::dashed(2.5, 4.0, 3.0);
            let shape = Shape::line((x - 7.0, y), (x + 7.0, y));
            chunk.stroke(shape, stroke, Paint::Solid(color));
        }
        chunk.text(&entry.name);
    }
    for mark in &emotion.scale {
        chunk.text(mark);
    }
}
