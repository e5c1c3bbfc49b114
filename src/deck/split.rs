//! What does not stand on one page is set over several: stages first, where they are too many
//! beside each other, then lanes, and a lane that is too high for a page by its cards.

use std::{collections::HashMap, sync::Arc};

use super::{
    part::with_cards,
    sheet::{Setting, Sheet},
};
use crate::{
    layout::{Content, Layout, TextBox},
    model::{Id, Lane, LaneKind, Map, TextRole},
};

/// The least width of a column, in em of the texts of cards.
const COLUMN_EM: f64 = 10.0;
/// Below the texts of a lane's label.
const BELOW_LABEL: f64 = 15.0;
/// Between rows.
const GAP: f64 = 10.0;
/// What a line between lanes takes beside that.
const LINE_ROOM: f64 = 24.0;

/// As few groups of stages as have columns that are wide enough, each with about as many columns.
pub(super) fn stage_groups(sheet: &Sheet<'_>, part: &Map) -> Vec<Map> {
    let columns = |map: &Map| -> usize { map.stages.iter().map(|s| s.steps.len().max(1)).sum() };
    let (layout, _) = sheet.natural(
        &Map {
            lanes: Vec::new(),
            ..part.clone()
        },
        Setting::least(sheet.frame),
    );
    let grid = &layout.grid;
    let em = grid.theme.style(TextRole::Card).size;
    let across = grid.right - grid.content_left();
    let most = (across / (COLUMN_EM * em)).max(1.0) as usize;
    let all = columns(part);
    if all <= most {
        return vec![part.clone()];
    }
    let each = all.div_ceil(all.div_ceil(most));
    let mut groups: Vec<Map> = Vec::new();
    for stage in &part.stages {
        let wanted = stage.steps.len().max(1);
        match groups.last_mut() {
            Some(group) if columns(group) + wanted <= each => group.stages.push(stage.clone()),
            Some(_) | None => groups.push(Map {
                stages: vec![stage.clone()],
                ..part.clone()
            }),
        }
    }
    groups
}

/// A lane, or some of its cards, and how high it is with what stands between it and the next.
struct Piece {
    lane: Arc<Lane>,
    height: f64,
}

/// The parts of a map that stand on a page each, lane by lane; at least one.
pub(super) fn by_lanes(sheet: &Sheet<'_>, part: &Map) -> Vec<Map> {
    let (layout, height) = sheet.natural(part, Setting::least(sheet.frame));
    let Some(first) = layout.rows.first() else {
        return vec![part.clone()];
    };
    let above = first.y - line_room(part, &first.part.lane);
    let legend = layout.legend.as_ref();
    let below = layout.size.height - bottom_of_rows(&layout);
    let below = legend.map_or(0.0, |_| below);
    let room = height - above - below;
    let pieces = layout.rows.iter().flat_map(|row| {
        let lane = &row.part.lane;
        let beside = line_room(part, lane) + GAP;
        let label = row.part.label.texts.iter().map(TextBox::bottom);
        let label = label.fold(0.0, f64::max) + BELOW_LABEL;
        if row.part.height <= room - beside {
            let height = row.part.height + beside;
            let lane = lane.clone();
            return vec![Piece { lane, height }];
        }
        cut(lane, &row.part.content, room - beside)
            .into_iter()
            .map(|(lane, height)| Piece {
                lane,
                height: height.max(label) + beside,
            })
            .collect()
    });
    let pieces: Vec<Piece> = pieces.collect();
    let pages = fewest(&pieces, room + GAP);
    let pages = pages.into_iter().map(|lanes| Map {
        lanes,
        ..part.clone()
    });
    pages.collect()
}

fn line_room(map: &Map, lane: &Lane) -> f64 {
    let has_line = map.lines.iter().any(|line| line.above == lane.id);
    if has_line { LINE_ROOM } else { 0.0 }
}

fn bottom_of_rows(layout: &Layout) -> f64 {
    let last = layout.rows.last();
    last.map_or(0.0, |row| row.y + row.part.height)
}

/// As few pages as hold all pieces in their order, and about equally full.
fn fewest(pieces: &[Piece], room: f64) -> Vec<Vec<Arc<Lane>>> {
    let needed = pages_of(pieces, room).len();
    let (mut enough, mut little) = (room, 0.0);
    for _ in 0..20 {
        let middle = (enough + little) / 2.0;
        if pages_of(pieces, middle).len() <= needed {
            enough = middle;
        } else {
            little = middle;
        }
    }
    pages_of(pieces, enough)
}

/// Pages filled one after the other; what is higher than a page has one to itself. Two pieces of a
/// lane are never on one page.
fn pages_of(pieces: &[Piece], room: f64) -> Vec<Vec<Arc<Lane>>> {
    let mut pages: Vec<Vec<Arc<Lane>>> = Vec::new();
    let mut free = 0.0;
    for piece in pieces {
        let is_cut = |page: &Vec<Arc<Lane>>| page.last().is_some_and(|l| l.id == piece.lane.id);
        match pages.last_mut() {
            Some(page) if piece.height <= free && !is_cut(page) => page.push(piece.lane.clone()),
            Some(_) | None => {
                pages.push(vec![piece.lane.clone()]);
                free = room;
            }
        }
        free -= piece.height;
    }
    pages
}

/// A lane in pieces that are no higher than a room, each with its height, by what stands in it. A
/// lane that cannot be cut is one piece; what is higher than the room by itself stands alone.
fn cut(lane: &Arc<Lane>, content: &Content, room: f64) -> Vec<(Arc<Lane>, f64)> {
    let columns: Vec<Vec<(&Id, f64, f64)>> = match content {
        Content::Cards(cells) => cells
            .iter()
            .map(|cell| {
                let cards = cell.cards.iter();
                cards
                    .map(|card| (&card.card.id, card.rect.y0, card.rect.y1))
                    .collect()
            })
            .collect(),
        Content::Metrics(metrics) => {
            let mut columns: HashMap<Option<&Id>, Vec<_>> = HashMap::new();
            for metric in metrics {
                let place = (&metric.metric.id, metric.rect.y0, metric.rect.y1);
                columns
                    .entry(metric.metric.stage.as_ref())
                    .or_default()
                    .push(place);
            }
            columns.into_values().collect()
        }
        Content::Emotion(_)
        | Content::Channels(_)
        | Content::Foreign(_)
        | Content::Collapsed(_) => Vec::new(),
    };
    let mut page_of: HashMap<&Id, usize> = HashMap::new();
    let mut heights: Vec<f64> = Vec::new();
    for column in &columns {
        let (mut page, mut from) = (0, column.first().map_or(0.0, |(_, top, _)| *top));
        for (id, top, bottom) in column {
            if *top != from && bottom - from + 2.0 * GAP > room {
                (page, from) = (page + 1, *top);
            }
            page_of.insert(*id, page);
            if heights.len() <= page {
                heights.resize(page + 1, 0.0);
            }
            heights[page] = heights[page].max(bottom - from + 2.0 * GAP);
        }
    }
    if heights.len() < 2 {
        return vec![(lane.clone(), room)];
    }
    let pieces = heights.iter().enumerate().filter_map(|(page, height)| {
        let is_here = |id: &Id| page_of.get(id) == Some(&page);
        let piece = match &lane.kind {
            LaneKind::Cards { .. } => with_cards(lane, |card| is_here(&card.id)),
            LaneKind::Metrics { metrics } => {
                let metrics = metrics.iter().filter(|metric| is_here(&metric.id));
                let metrics = metrics.cloned().collect();
                Some(Arc::new(Lane {
                    kind: LaneKind::Metrics { metrics },
                    ..(**lane).clone()
                }))
            }
            LaneKind::Emotion { .. } | LaneKind::Channels { .. } | LaneKind::Foreign { .. } => None,
        };
        Some((piece?, *height))
    });
    pieces.collect()
}
