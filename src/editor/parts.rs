//! Where on a map a thing stands, and the makings of new parts.

use std::collections::HashSet;

use crate::{
    edit::Edit,
    model::{Id, Lane, LaneType, Map, Part, Target},
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
    let (stage, step) = map.stage_of(target)?;
    let step = step.or_else(|| first_step(map, stage));
    Some((stage.clone(), step.cloned()))
}

fn first_step<'a>(map: &'a Map, stage: &Id) -> Option<&'a Id> {
    Some(&map.stage(stage)?.steps.first()?.id)
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

/// An id that no part of the kind has.
pub(super) fn fresh(map: &Map, part: Part) -> Id {
    let taken: HashSet<&Id> = map.ids(part).into_iter().collect();
    Id::unused(part.stem(), |id| taken.contains(id))
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

/// An empty lane with the title of its kind, in the language of the map.
pub(super) fn new_lane(map: &Map, id: Id, lane: LaneType) -> Lane {
    Lane {
        id,
        title: map.language.t(lane.name()).to_owned(),
        kind: lane.empty(),
        ..Default::default()
    }
}
