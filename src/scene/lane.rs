//! One lane: label, cells, cards, channel matrix, metrics.

use std::sync::Arc;

use super::{Band, Chunk, Paint, Shape, Stroke, Subject, builder::ChunkBuilder, emotion, marks};
use crate::{
    geom::{BezPath, Rect},
    layout::{
        BreakBox, CardBox, Content, Grid, LaneRow, MarkKind, MatrixBox, MetricBox, Tally, ThreadBox,
    },
    model::{CardRole, Claim, Ground, Hue, Target, Theme},
};

pub(super) fn band(row: &LaneRow, grid: &Grid) -> Band {
    let theme = &grid.theme;
    let mut chunks = vec![label(row, grid)];
    match &row.content {
        Content::Cards(cells) => {
            chunks.push(ground(row, &row.cells, theme));
            let role = row.lane.role().unwrap_or_default();
            let placed = cells.iter().zip(&grid.columns);
            chunks.extend(placed.flat_map(|(cell, column)| {
                let hue = grid.stages[column.stage].stage.hue;
                cell.cards
                    .iter()
                    .map(move |laid_out| card(laid_out, role, hue, theme))
            }));
        }
        Content::Emotion(emotion) => {
            chunks.push(ground(row, &[whole(row, grid)], theme));
            chunks.extend(emotion::chunks(row, emotion, grid));
        }
        Content::Channels(matrix) => {
            let stages = grid
                .stages
                .iter()
                .map(|span| Rect::new(span.x0, 0.0, span.x1, row.height));
            chunks.push(ground(row, &stages.collect::<Vec<_>>(), theme));
            chunks.push(connections(row, matrix, grid));
            chunks.extend(matrix.threads.iter().map(|it| thread(row, it, theme)));
            chunks.extend(matrix.breaks.iter().map(|it| thread_break(row, it, theme)));
            chunks.extend(dots(row, matrix, grid));
        }
        Content::Metrics(metrics) => {
            let stages = grid
                .stages
                .iter()
                .map(|span| Rect::new(span.x0, 0.0, span.x1, row.height));
            chunks.push(ground(row, &stages.collect::<Vec<_>>(), theme));
            chunks.extend(metrics.iter().map(|it| metric(it, theme)));
        }
        Content::Collapsed(tallies) => {
            let rects: Vec<_> = tallies.iter().map(|tally| tally.rect).collect();
            chunks.push(ground(row, &rects, theme));
            chunks.push(counts(row, tallies, theme));
        }
        Content::Foreign(text) => {
            chunks.push(ground(row, &[whole(row, grid)], theme));
            let mut chunk = ChunkBuilder::new(theme);
            chunk.text(text);
            chunks.push(chunk.chunk(Subject::Notice {
                lane: row.lane.id.clone(),
            }));
        }
    }
    Band { chunks }
}

fn whole(row: &LaneRow, grid: &Grid) -> Rect {
    let right = grid.columns.last().map_or(grid.right, |column| column.x1);
    Rect::new(grid.content_left(), 0.0, right, row.height)
}

fn ground(row: &LaneRow, cells: &[Rect], theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::new(theme);
    for &rect in cells {
        chunk.fill(Shape::Rect { rect, radius: 10.0 }, theme.colors.cell);
    }
    chunk.chunk(Subject::Cells {
        lane: row.lane.id.clone(),
    })
}

/// How much stands in each cell of a collapsed lane.
fn counts(row: &LaneRow, tallies: &[Tally], theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::new(theme);
    for tally in tallies {
        let color = theme.pale(tally.hue, 0.3);
        for &dot in &tally.dots {
            chunk.marked(MarkKind::Tally);
            chunk.fill(Shape::Circle(dot), color);
        }
        if let Some(number) = &tally.number {
            chunk.text(number);
        }
    }
    chunk.chunk(Subject::Counts {
        lane: row.lane.id.clone(),
    })
}

fn label(row: &LaneRow, grid: &Grid) -> Chunk {
    let theme = &grid.theme;
    let mut chunk = ChunkBuilder::new(theme);
    let rect = row.label.rect;
    chunk.fill(Shape::Rect { rect, radius: 10.0 }, theme.colors.panel);
    if let Some(icon) = row.label.icon {
        chunk.icon(
            row.lane.icon_name(),
            icon,
            theme.colors.icon,
            theme.marks.icon_stroke,
        );
    }
    match &row.content {
        Content::Channels(matrix) => {
            for (line, channel) in matrix.lines.iter().zip(&grid.channels) {
                chunk.icon(
                    channel.icon_name(),
                    line.icon,
                    theme.colors.icon,
                    theme.marks.icon_stroke,
                );
            }
        }
        Content::Emotion(emotion) => emotion::legend(&mut chunk, emotion),
        Content::Cards(_) | Content::Metrics(_) | Content::Foreign(_) | Content::Collapsed(_) => {}
    }
    for text in &row.label.texts {
        chunk.text(text);
    }
    chunk.chunk(Target::Lane(row.lane.id.clone()))
}

fn card(laid_out: &CardBox, role: CardRole, hue: Hue, theme: &Theme) -> Chunk {
    let hue = theme.line(hue);
    let mut chunk = ChunkBuilder::fading(theme, laid_out.faded, theme.colors.cell);
    let rect = laid_out.rect;
    let ground = theme.ground(Ground::Card(role));
    let (accent, border) = match role {
        CardRole::PainPoints => (Some(theme.colors.bad), theme.colors.bad_border),
        CardRole::Opportunities => (Some(theme.colors.good), theme.colors.good_border),
        CardRole::CustomerActions => (Some(hue), theme.colors.border),
        CardRole::Thoughts | CardRole::Quotes => (None, theme.colors.panel),
        CardRole::Touchpoints
        | CardRole::OrganisationActivities
        | CardRole::Images
        | CardRole::Free => (None, theme.colors.border),
    };
    if laid_out.card.claim == Some(Claim::Assumed) {
        chunk.marked(MarkKind::Claim(Claim::Assumed));
        let shape = Shape::Rect { rect, radius: 8.0 };
        chunk.fill(shape.clone(), ground);
        let paint = Paint::Solid(border.mix(theme.colors.quiet_ink, 0.45));
        chunk.stroke(shape, Stroke::dashed(1.0, 4.0, 3.0), paint);
    } else {
        chunk.boxed(rect, 8.0, ground, border);
    }
    if let Some(accent) = accent {
        chunk.fill(Shape::Path(Arc::new(accent_bar(rect))), accent);
    }
    if let Some(icon) = &laid_out.icon {
        chunk.icon(
            &icon.name,
            icon.rect,
            accent.unwrap_or(hue),
            theme.marks.icon_stroke,
        );
    }
    if let (Some(picture), Some(frame)) = (&laid_out.card.picture, laid_out.picture) {
        chunk.picture(picture, frame, 5.0);
    }
    for text in laid_out.texts() {
        chunk.text(text);
    }
    for &(circle, hue) in &laid_out.persona_dots {
        chunk.marked(MarkKind::Persona(hue));
        chunk.fill(Shape::Circle(circle), theme.persona(hue));
    }
    if let Some(rect) = laid_out.evidence {
        let marks = theme.marks;
        chunk.marked(MarkKind::Evidence);
        chunk.icon(
            marks.evidence,
            rect,
            theme.colors.quiet_ink,
            marks.fine_stroke,
        );
    }
    for laid_out in &laid_out.marks {
        marks::mark(&mut chunk, laid_out);
    }
    chunk.chunk(Target::Card(laid_out.card.id.clone()))
}

/// The coloured left edge of a card, following its rounded corners.
fn accent_bar(rect: Rect) -> BezPath {
    let (x, top, bottom) = (rect.x0, rect.y0, rect.y1);
    let mut path = BezPath::with_capacity(10);
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
fn connections(row: &LaneRow, matrix: &MatrixBox, grid: &Grid) -> Chunk {
    let theme = &grid.theme;
    let mut chunk = ChunkBuilder::new(theme);
    let (Some(first), Some(last)) = (grid.stages.first(), grid.stages.last()) else {
        return chunk.chunk(Subject::Channels {
            lane: row.lane.id.clone(),
        });
    };
    for line in &matrix.lines {
        chunk.stroke(
            Shape::line((first.x0 + 10.0, line.y), (last.x1 - 10.0, line.y)),
            Stroke::dashed(1.0, 2.0, 5.0),
            Paint::Solid(theme.colors.border),
        );
        for pair in line.joined() {
            chunk.marked(MarkKind::ChannelLine);
            chunk.stroke(
                Shape::line((pair[0], line.y), (pair[1], line.y)),
                Stroke::solid(2.5),
                // Threads say more than that both stages use it.
                Paint::Solid(if matrix.threads.is_empty() {
                    theme.colors.rule
                } else {
                    theme.colors.border
                }),
            );
        }
    }
    chunk.chunk(Subject::Channels {
        lane: row.lane.id.clone(),
    })
}

fn thread(row: &LaneRow, thread: &ThreadBox, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::fading(theme, thread.faded, theme.colors.cell);
    let color = theme.pale_persona(thread.hue, 0.15);
    let shape = Shape::Path(thread.path.clone());
    chunk.marked(MarkKind::Thread(thread.hue));
    chunk.stroke(shape, Stroke::round(2.2), Paint::Solid(color));
    chunk.chunk(Subject::Thread {
        lane: row.lane.id.clone(),
        persona: thread.persona.clone(),
    })
}

fn thread_break(row: &LaneRow, laid_out: &BreakBox, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::new(theme);
    let (centre, radius) = (laid_out.rect.center(), laid_out.rect.width() / 2.0);
    chunk.fill(Shape::circle(centre, radius + 2.0), theme.colors.cell);
    if laid_out.drops_out {
        let ring = Shape::circle(centre, radius + 2.0);
        let stroke = Stroke::dashed(1.3, 3.6, 2.68);
        chunk.stroke(ring, stroke, Paint::Solid(theme.colors.bad));
    }
    chunk.marked(MarkKind::Break);
    marks::thread_break(&mut chunk, centre);
    chunk.chunk(Subject::ThreadBreak {
        lane: row.lane.id.clone(),
    })
}

fn dots(row: &LaneRow, matrix: &MatrixBox, grid: &Grid) -> Vec<Chunk> {
    let theme = &grid.theme;
    let mut chunks = Vec::new();
    for (line, channel) in matrix.lines.iter().zip(&grid.channels) {
        for (span, places) in grid.stages.iter().zip(&line.places) {
            if places.is_empty() {
                continue;
            }
            let mut chunk = ChunkBuilder::new(theme);
            for &x in places {
                let centre = (x, line.y);
                let dot = Shape::circle(centre, MatrixBox::DOT_RADIUS);
                chunk.fill(dot, theme.hue(span.stage.hue));
                let icon = Rect::from_center_size(centre, (14.0, 14.0));
                let letters = theme.letters(span.stage.hue);
                chunk.icon(channel.icon_name(), icon, letters, 1.5);
            }
            chunks.push(chunk.chunk(Target::Dot {
                lane: row.lane.id.clone(),
                channel: channel.id.clone(),
                stage: span.stage.id.clone(),
            }));
        }
    }
    chunks
}

fn metric(metric: &MetricBox, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::new(theme);
    for text in &metric.texts {
        chunk.text(text);
    }
    if let [before @ .., now] = &metric.periods[..] {
        chunk.marked(MarkKind::Periods);
        let mut line = BezPath::new();
        for (index, point) in before.iter().chain([now]).enumerate() {
            match index {
                0 => line.move_to(*point),
                _ => line.line_to(*point),
            }
        }
        let paint = Paint::Solid(theme.colors.icon);
        chunk.stroke(Shape::Path(Arc::new(line)), Stroke::round(1.8), paint);
        chunk.fill(Shape::circle(*now, 3.5), theme.line(metric.hue));
    }
    for mark in &metric.marks {
        marks::mark(&mut chunk, mark);
    }
    if let Some(bar) = &metric.bar {
        let rect = bar.track;
        let radius = rect.height() / 2.0;
        chunk.fill(Shape::Rect { rect, radius }, theme.colors.track);
        let filled = Rect {
            x1: rect.x0 + (rect.width() * bar.share).max(rect.height()),
            ..rect
        };
        let color = match bar.bad {
            Some(mark) => {
                chunk.marked(mark);
                theme.colors.bad
            }
            None => theme.line(metric.hue),
        };
        chunk.fill(
            Shape::Rect {
                rect: filled,
                radius,
            },
            color,
        );
        if let Some(target) = bar.target {
            let x = rect.x0 + rect.width() * target;
            chunk.marked(MarkKind::Target);
            marks::target(&mut chunk, x, rect.center().y);
        }
    }
    chunk.chunk(Target::Metric(metric.metric.id.clone()))
}
