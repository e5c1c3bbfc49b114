//! Where on a map a thing stands, and the makings of new parts.

use std::collections::HashSet;

use super::NewLane;
use crate::{
    edit::Edit,
    model::{Id, Lane, LaneKind, Map, Target},
};

/// A sub-column of the map: a stage, and its step where it has steps.
pub(super) type Column = (Id, Option<Id>);

/// All sub-columns, left to right.
pub(super) fn columns(map: &Map) -> Vec<Column> {
    let of_stage = |stage: &crate::model::Stage| {
        let id = stage.id.clone();
        match stage.steps.as_slice() {
            [] => vec![(id, None)],
            steps => {
                let steps = steps.iter().map(|step| Some(step.id.clone()));
                steps.map(|step| (id.clone(), step)).collect()
            }
        }
    };
    map.stages
        .iter()
        .flat_map(|stage| of_stage(stage))
        .collect()
}

/// The sub-column that a thing stands in; `None` for things of the whole map or of a lane.
pub(super) fn column_of(map: &Map, target: &Target) -> Option<Column> {
    let (stage, step) = match target {
        Target::Stage(id) => (id, None),
        Target::Step(id) => {
            let (stage, step) = map.step(id)?;
            (&stage.id, Some(step.id.clone()))
        }
        Target::Cell { stage, step, .. } => (stage, step.clone()),
        Target::Dot { stage, .. } => (stage, None),
        Target::Card(id) => {
            let (_, card) = map.card(id)?;
            (&card.stage, card.step.clone())
        }
        Target::Point(id) => (&map.point(id)?.2.stage, None),
        Target::Metric(id) => (map.metric(id)?.1.stage.as_ref()?, None),
        Target::Arrow(_) => return None,
        Target::Title
        | Target::Facts
        | Target::Persona(_)
        | Target::Channel(_)
        | Target::Lane(_)
        | Target::Line { .. } => return None,
    };
    Some((
        stage.clone(),
        step.or_else(|| first_step(map, stage).cloned()),
    ))
}

fn first_step<'a>(map: &'a Map, stage: &Id) -> Option<&'a Id> {
    Some(&map.stage(stage)?.steps.first()?.id)
}

/// The lane that a thing stands in, or above which it does.
pub(super) fn lane_of<'a>(map: &'a Map, target: &'a Target) -> Option<&'a Id> {
    match target {
        Target::Lane(id)
        | Target::Cell { lane: id, .. }
        | Target::Dot { lane: id, .. }
        | Target::Line { above: id } => Some(id),
        Target::Card(id) => map.card(id).map(|(lane, _)| &lane.id),
        Target::Point(id) => map.point(id).map(|(lane, ..)| &lane.id),
        Target::Metric(id) => map.metric(id).map(|(lane, _)| &lane.id),
        Target::Title
        | Target::Facts
        | Target::Persona(_)
        | Target::Channel(_)
        | Target::Stage(_)
        | Target::Arrow(_)
        | Target::Step(_) => None,
    }
}

/// What shows all of a lane, for those who are about to write in it.
pub(super) fn opening(map: &Map, id: &Id) -> Vec<Edit> {
    let Some(known) = map.lane(id) else {
        return Vec::new();
    };
    let show = || Edit::SetLaneHidden {
        lane: id.clone(),
        hidden: false,
    };
    let expand = || Edit::SetLaneCollapsed {
        lane: id.clone(),
        collapsed: false,
    };
    let edits = [known.hidden.then(show), known.collapsed.then(expand)];
    edits.into_iter().flatten().collect()
}

/// The cards of a cell, top to bottom.
pub(super) fn cell_cards<'a>(
    map: &'a Map,
    lane: &'a Lane,
    column: &'a Column,
) -> impl Iterator<Item = &'a Id> {
    let first = first_step(map, &column.0);
    let in_column = lane.cards().iter().filter(move |card| {
        card.stage == column.0 && card.step.as_ref().or(first) == column.1.as_ref()
    });
    in_column.map(|card| &card.id)
}

/// The place of a thing among its like.
pub(super) fn place_of<'a>(mut ids: impl Iterator<Item = &'a Id>, id: &Id) -> Option<usize> {
    ids.position(|known| known == id)
}

/// An id that none of `taken` is.
pub(super) fn fresh<'a>(prefix: &str, taken: impl Iterator<Item = &'a Id>) -> Id {
    let taken: HashSet<&Id> = taken.collect();
    Id::unused(prefix, |id| taken.contains(id))
}

pub(super) fn fresh_card(map: &Map) -> Id {
    fresh("c", map.cards().map(|card| &card.id))
}

/// Ids for several new cards.
pub(super) fn fresh_cards(map: &Map, count: usize) -> Vec<Id> {
    let mut taken: HashSet<Id> = map.cards().map(|card| card.id.clone()).collect();
    let mut fresh = Vec::with_capacity(count);
    let mut number = taken.len();
    while fresh.len() < count {
        number += 1;
        let id = Id::new(format!("c{number}"));
        if taken.insert(id.clone()) {
            fresh.push(id);
        }
    }
    fresh
}

pub(super) fn fresh_lane(map: &Map) -> Id {
    fresh("lane", map.lanes.iter().map(|lane| &lane.id))
}

pub(super) fn fresh_point(map: &Map) -> Id {
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    fresh("p", curves.flat_map(|c| &c.points).map(|point| &point.id))
}

pub(super) fn fresh_metric(map: &Map) -> Id {
    let metrics = map.lanes.iter().flat_map(|lane| lane.metrics());
    fresh("m", metrics.map(|metric| &metric.id))
}

/// An empty lane with the title of its kind, in the language of the map.
pub(super) fn new_lane(map: &Map, id: Id, lane: NewLane) -> Lane {
    let kind = match lane {
        NewLane::Cards(role) => LaneKind::Cards {
            role,
            cards: Vec::new(),
        },
        NewLane::Emotion => LaneKind::Emotion { curves: Vec::new() },
        NewLane::Channels => LaneKind::Channels {
            marks: Vec::new(),
            threads: false,
        },
        NewLane::Metrics => LaneKind::Metrics {
            metrics: Vec::new(),
        },
    };
    Lane {
        id,
        title: map.language.t(lane.name()).to_owned(),
        kind,
        ..Default::default()
    }
}
