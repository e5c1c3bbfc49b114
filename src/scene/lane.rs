//! One lane: label, cells, cards, channel matrix, metrics.

use std::sync::Arc;

use super::{Band, Chunk, Paint, Shape, Stroke, build::Brush, emotion, marks};
use crate::{
    geom::{BezPath, Rect},
    layout::{
        BreakBox, CONTENT_LEFT, CardBox, Content, Grid, MatrixBox, MetricBox, Row, Tally,
        ThreadBox, card_ground,
    },
    model::{CardRole, Claim, Color, Target, Theme},
};

/// Of icons, at every size.
const ICON_STROKE: f64 = 1.6;

pub(super) fn band(row: &Row, grid: &Grid) -> Band {
    let mut chunks = vec![label(row, grid)];
    match &row.content {
        Content::Cards(cells) => {
            chunks.push(ground(&row.cells));
            let role = row.lane.role().unwrap_or_default();
            let placed = cells.iter().zip(&grid.columns);
            chunks.extend(placed.flat_map(|(cell, column)| {
                let hue = grid.stages[column.stage].stage.hue.color();
                cell.cards
                    .iter()
                    .map(move |laid_out| card(laid_out, role, hue))
            }));
        }
        Content::Emotion(emotion) => {
            chunks.push(ground(&[whole(row, grid)]));
            chunks.extend(emotion::chunks(emotion, grid, row.height));
        }
        Content::Channels(matrix) => {
            let stages = grid
                .stages
                .iter()
                .map(|span| Rect::new(span.x0, 0.0, span.x1, row.height));
            chunks.push(ground(&stages.collect::<Vec<_>>()));
            chunks.push(connections(matrix, grid));
            chunks.extend(matrix.threads.iter().map(thread));
            chunks.extend(matrix.breaks.iter().map(thread_break));
            chunks.extend(dots(row, matrix, grid));
        }
        Content::Metrics(metrics) => {
            let stages = grid
                .stages
                .iter()
                .map(|span| Rect::new(span.x0, 0.0, span.x1, row.height));
            chunks.push(ground(&stages.collect::<Vec<_>>()));
            chunks.extend(metrics.iter().map(metric));
        }
        Content::Collapsed(tallies) => {
            let rects: Vec<_> = tallies.iter().map(|tally| tally.rect).collect();
            chunks.push(ground(&rects));
            chunks.push(counts(tallies));
        }
        Content::Foreign(text) => {
            chunks.push(ground(&[whole(row, grid)]));
            let mut brush = Brush::new();
            brush.text(text);
            chunks.push(brush.chunk(None));
        }
    }
    Band { chunks }
}

fn whole(row: &Row, grid: &Grid) -> Rect {
    let right = grid.columns.last().map_or(grid.right, |column| column.x1);
    Rect::new(CONTENT_LEFT, 0.0, right, row.height)
}

fn ground(cells: &[Rect]) -> Chunk {
    let mut brush = Brush::new();
    for &rect in cells {
        brush.fill(Shape::Rect { rect, radius: 10.0 }, Theme::PAPER.cell);
    }
    brush.chunk(None)
}

/// How much stands in each cell of a collapsed lane.
fn counts(tallies: &[Tally]) -> Chunk {
    let mut brush = Brush::new();
    for tally in tallies {
        let color = tally.hue.color().mix(Color::WHITE, 0.3);
        for &dot in &tally.dots {
            brush.fill(Shape::Circle(dot), color);
        }
        if let Some(number) = &tally.number {
            brush.text(number);
        }
    }
    brush.chunk(None)
}

fn label(row: &Row, grid: &Grid) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    let rect = row.label.rect;
    brush.fill(Shape::Rect { rect, radius: 10.0 }, theme.panel);
    if let Some(icon) = row.label.icon {
        brush.icon(row.lane.icon_name(), icon, theme.icon, ICON_STROKE);
    }
    match &row.content {
        Content::Channels(matrix) => {
            for (line, channel) in matrix.lines.iter().zip(&grid.channels) {
                brush.icon(channel.icon_name(), line.icon, theme.icon, ICON_STROKE);
            }
        }
        Content::Emotion(emotion) => emotion::legend(&mut brush, emotion),
        _ => {}
    }
    for text in &row.label.texts {
        brush.text(text);
    }
    brush.chunk(Some(Target::Lane(row.lane.id.clone())))
}

fn card(laid_out: &CardBox, role: CardRole, hue: Color) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::fading(laid_out.faded, theme.cell);
    let rect = laid_out.rect;
    let (accent, border) = match role {
        CardRole::PainPoints => (Some(theme.bad), theme.bad_border),
        CardRole::Opportunities => (Some(theme.good), theme.good_border),
        CardRole::CustomerActions => (Some(hue), theme.border),
        CardRole::Thoughts | CardRole::Quotes => (None, theme.panel),
        _ => (None, theme.border),
    };
    if laid_out.card.claim == Some(Claim::Assumed) {
        let shape = Shape::Rect { rect, radius: 8.0 };
        brush.fill(shape.clone(), card_ground(role));
        let paint = Paint::Solid(border.mix(theme.quiet_ink, 0.45));
        brush.stroke(shape, Stroke::dashed(1.0, 4.0, 3.0), paint);
    } else {
        brush.boxed(rect, 8.0, card_ground(role), border);
    }
    if let Some(accent) = accent {
        brush.fill(Shape::Path(Arc::new(accent_bar(rect))), accent);
    }
    if let Some(icon) = &laid_out.icon {
        let color = match role {
            CardRole::PainPoints => theme.bad,
            CardRole::Opportunities => theme.good,
            _ => hue,
        };
        brush.icon(&icon.name, icon.rect, color, ICON_STROKE);
    }
    if let (Some(picture), Some(frame)) = (&laid_out.card.picture, laid_out.picture) {
        brush.picture(picture, frame, 5.0);
    }
    brush.text(&laid_out.text);
    for &(circle, color) in &laid_out.persona_dots {
        brush.fill(Shape::Circle(circle), color);
    }
    if let Some(rect) = laid_out.evidence {
        brush.icon("document", rect, theme.quiet_ink, 1.1);
    }
    for laid_out in &laid_out.marks {
        marks::mark(&mut brush, laid_out);
    }
    brush.chunk(Some(Target::Card(laid_out.card.id.clone())))
}

/// The coloured left edge of a card, following its rounded corners.
fn accent_bar(rect: Rect) -> BezPath {
    let (x, top, bottom) = (rect.x0, rect.y0, rect.y1);
    let mut path = BezPath::new();
    path.move_to((x + 8.0, top));
    path.line_to((x + 6.0, top));
    path.quad_to((x, top), (x, top + 6.0));
    path.line_to((x, bottom - 6.0));
    path.quad_to((x, bottom), (x + 6.0, bottom));
    path.line_to((x + 8.0, bottom));
    path.quad_to((x + 4.0, bottom), (x + 4.0, bottom - 4.0));
    path.line_to((x + 4.0, top + 4.0));
    path.quad_to((x + 4.0, top), (x + 8.0, top));
    path.close_path();
    path
}

/// The faint line of each channel, and the strong one between stages that both use it.
fn connections(matrix: &MatrixBox, grid: &Grid) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    let (Some(first), Some(last)) = (grid.stages.first(), grid.stages.last()) else {
        return brush.chunk(None);
    };
    for line in &matrix.lines {
        brush.stroke(
            Shape::line((first.x0 + 10.0, line.y), (last.x1 - 10.0, line.y)),
            Stroke::dashed(1.0, 2.0, 5.0),
            Paint::Solid(theme.border),
        );
        for (stages, dots) in grid.stages.windows(2).zip(line.dots.windows(2)) {
            if dots == [true, true] {
                brush.stroke(
                    Shape::line((stages[0].centre(), line.y), (stages[1].centre(), line.y)),
                    Stroke::solid(2.5),
                    // Threads say more than that both stages use it.
                    Paint::Solid(if matrix.threads.is_empty() {
                        theme.rule
                    } else {
                        theme.border
                    }),
                );
            }
        }
    }
    brush.chunk(None)
}

fn thread(thread: &ThreadBox) -> Chunk {
    let mut brush = Brush::fading(thread.faded, Theme::PAPER.cell);
    let color = thread.hue.color().mix(Color::WHITE, 0.15);
    let shape = Shape::Path(thread.path.clone());
    brush.stroke(shape, Stroke::round(2.2), Paint::Solid(color));
    brush.chunk(None)
}

fn thread_break(laid_out: &BreakBox) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    let (centre, radius) = (laid_out.rect.center(), laid_out.rect.width() / 2.0);
    brush.fill(Shape::circle(centre, radius + 2.0), theme.cell);
    if laid_out.drops_out {
        let ring = Shape::circle(centre, radius + 2.0);
        let stroke = Stroke::dashed(1.3, 3.6, 2.68);
        brush.stroke(ring, stroke, Paint::Solid(theme.bad));
    }
    marks::thread_break(&mut brush, centre);
    brush.chunk(None)
}

fn dots(row: &Row, matrix: &MatrixBox, grid: &Grid) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for (line, channel) in matrix.lines.iter().zip(&grid.channels) {
        for (span, _) in grid.stages.iter().zip(&line.dots).filter(|(_, on)| **on) {
            let mut brush = Brush::new();
            let centre = (span.centre(), line.y);
            brush.fill(
                Shape::circle(centre, MatrixBox::DOT_RADIUS),
                span.stage.hue.color(),
            );
            let icon = Rect::from_center_size(centre, (14.0, 14.0));
            brush.icon(channel.icon_name(), icon, Color::WHITE, 1.5);
            chunks.push(brush.chunk(Some(Target::Dot {
                lane: row.lane.id.clone(),
                channel: channel.id.clone(),
                stage: span.stage.id.clone(),
            })));
        }
    }
    chunks
}

fn metric(metric: &MetricBox) -> Chunk {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    for text in &metric.texts {
        brush.text(text);
    }
    if let [before @ .., now] = &metric.periods[..] {
        let mut line = BezPath::new();
        for (index, point) in before.iter().chain([now]).enumerate() {
            match index {
                0 => line.move_to(*point),
                _ => line.line_to(*point),
            }
        }
        let paint = Paint::Solid(theme.icon);
        brush.stroke(Shape::Path(Arc::new(line)), Stroke::round(1.8), paint);
        brush.fill(Shape::circle(*now, 3.5), metric.hue.color());
    }
    for mark in &metric.marks {
        marks::mark(&mut brush, mark);
    }
    if let Some(bar) = &metric.bar {
        let rect = bar.track;
        let radius = rect.height() / 2.0;
        brush.fill(Shape::Rect { rect, radius }, theme.track);
        let filled = Rect {
            x1: rect.x0 + (rect.width() * bar.share).max(rect.height()),
            ..rect
        };
        let color = if bar.is_bad {
            theme.bad
        } else {
            metric.hue.color()
        };
        brush.fill(
            Shape::Rect {
                rect: filled,
                radius,
            },
            color,
        );
        if let Some(target) = bar.target {
            let x = rect.x0 + rect.width() * target;
            let mark = Rect::new(x - 1.0, rect.y0 - 3.0, x + 1.0, rect.y1 + 3.0);
            brush.fill(
                Shape::Rect {
                    rect: mark,
                    radius: 1.0,
                },
                theme.ink,
            );
        }
    }
    brush.chunk(Some(Target::Metric(metric.metric.id.clone())))
}
