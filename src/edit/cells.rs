//! Edits within the lanes: cards and metrics in their cells, marks of channels.

use std::sync::Arc;

use super::parts::{Done, OTHER_LANE, kind_mut, lane_slot, missing, stage_exists};
use crate::model::{Card, ChannelMark, Id, Lane, LaneKind, Map, Metric, Part};

/// The cards of a cell, each with its place in the lane.
fn cell_cards<'a>(
    map: &'a Map,
    lane: &'a Lane,
    (stage, step): (&'a Id, Option<&'a Id>),
) -> impl Iterator<Item = (usize, &'a Id)> {
    let first = map.stage(stage).and_then(|stage| stage.steps.first());
    let column = move |step: Option<&'a Id>| step.or(first.map(|step| &step.id));
    let wanted = column(step);
    let cards = lane.cards().iter().enumerate();
    cards
        .filter(move |(_, card)| card.stage == *stage && column(card.step.as_ref()) == wanted)
        .map(|(at, card)| (at, &card.id))
}

/// Puts cards, all of one cell, at a place among the cell's cards of a lane.
pub(super) fn place_cards(map: &mut Map, placed: Vec<Arc<Card>>, lane: &Id, index: usize) -> Done {
    let Some(first) = placed.first() else {
        return Ok(());
    };
    stage_exists(map, &first.stage)?;
    let at = {
        let lane = map.lane(lane).ok_or_else(|| missing(Part::Lane, lane))?;
        let cell = (&first.stage, first.step.as_ref());
        let in_cell = cell_cards(map, lane, cell).map(|(at, _)| at);
        place_among(in_cell, index, lane.cards().len())
    };
    let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane_slot(map, lane)?).kind else {
        return Err(OTHER_LANE);
    };
    cards.splice(at..at, placed);
    Ok(())
}

/// Where in a lane to put a part that is to be the `index`th of those at `places`: before the
/// one that stands there, else right after the last, else at the lane's end.
fn place_among(places: impl Iterator<Item = usize>, index: usize, end: usize) -> usize {
    let mut after_last = None;
    for (number, place) in places.enumerate() {
        if number == index {
            return place;
        }
        after_last = Some(place + 1);
    }
    after_last.unwrap_or(end)
}

pub(super) fn move_cards(
    map: &mut Map,
    ids: &[Id],
    lane: &Id,
    (stage, step): (&Id, Option<&Id>),
    index: usize,
) -> Done {
    let to_stage = map
        .stage(stage)
        .ok_or_else(|| missing(Part::Stage, stage))?;
    if let Some(step) = step
        && to_stage.steps.iter().all(|known| known.id != *step)
    {
        return Err(missing(Part::Step, step));
    }
    let to_lane = map.lane(lane).ok_or_else(|| missing(Part::Lane, lane))?;
    let before = cell_cards(map, to_lane, (stage, step))
        .map(|(_, id)| id)
        .collect::<Vec<_>>();
    let mut after = before
        .iter()
        .copied()
        .filter(|id| !ids.contains(id))
        .collect::<Vec<_>>();
    let at = index.min(after.len());
    after.splice(at..at, ids);
    if before == after {
        return Ok(());
    }
    let mut moved = Vec::with_capacity(ids.len());
    for id in ids {
        let has = |card: &Arc<Card>| card.id == *id;
        let kind = kind_mut(map, |lane| lane.cards().iter().any(has));
        let Some(LaneKind::Cards { cards, .. }) = kind else {
            return Err(missing(Part::Card, id));
        };
        let at = cards
            .iter()
            .position(has)
            .expect("the lane was found by this card");
        let mut card = cards.remove(at);
        if card.stage != *stage || card.step.as_ref() != step {
            let card = Arc::make_mut(&mut card);
            card.stage = stage.clone();
            card.step = step.cloned();
        }
        moved.push(card);
    }
    place_cards(map, moved, lane, index)
}

/// Puts a metric at a place among those of its stage in a lane.
pub(super) fn place_metric(map: &mut Map, metric: Arc<Metric>, lane: &Id, index: usize) -> Done {
    if let Some(stage) = &metric.stage {
        stage_exists(map, stage)?;
    }
    let LaneKind::Metrics { metrics } = &mut Arc::make_mut(lane_slot(map, lane)?).kind else {
        return Err(OTHER_LANE);
    };
    let of_stage = metrics.iter().enumerate();
    let of_stage = of_stage.filter(|(_, known)| known.stage == metric.stage);
    let at = place_among(of_stage.map(|(at, _)| at), index, metrics.len());
    metrics.insert(at, metric);
    Ok(())
}

pub(super) fn move_metric(
    map: &mut Map,
    id: &Id,
    lane: &Id,
    stage: Option<&Id>,
    index: usize,
) -> Done {
    if let Some(stage) = stage {
        stage_exists(map, stage)?;
    }
    let (from, metric) = map.metric(id).ok_or_else(|| missing(Part::Metric, id))?;
    if from.id == *lane && metric.stage.as_ref() == stage {
        let mut of_stage = from.metrics().iter().filter(|m| m.stage.as_ref() == stage);
        let last = of_stage.clone().count() - 1;
        if of_stage.position(|m| m.id == *id) == Some(index.min(last)) {
            return Ok(());
        }
    }
    let (from, mut metric) = (from.id.clone(), metric.clone());
    if metric.stage.as_ref() != stage {
        Arc::make_mut(&mut metric).stage = stage.cloned();
    }
    if let LaneKind::Metrics { metrics } = &mut Arc::make_mut(lane_slot(map, &from)?).kind {
        metrics.retain(|known| known.id != *id);
    }
    place_metric(map, metric, lane, index)
}

pub(super) fn set_mark(
    map: &mut Map,
    lane: &Id,
    channel: &Id,
    stage: &Id,
    on: Option<bool>,
) -> Done {
    stage_exists(map, stage)?;
    map.channel(channel)
        .ok_or_else(|| missing(Part::Channel, channel))?;
    let LaneKind::Channels { marks, .. } = &mut Arc::make_mut(lane_slot(map, lane)?).kind else {
        return Err(OTHER_LANE);
    };
    let is_it = |mark: &ChannelMark| mark.channel == *channel && mark.stage == *stage;
    match (marks.iter_mut().find(|mark| is_it(mark)), on) {
        (Some(mark), Some(on)) => mark.on = on,
        (Some(_), None) => marks.retain(|mark| !is_it(mark)),
        (None, Some(on)) => marks.push(ChannelMark {
            channel: channel.clone(),
            stage: stage.clone(),
            on,
            unknown: Default::default(),
        }),
        (None, None) => {}
    }
    Ok(())
}
