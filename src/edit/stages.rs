//! Edits of the order and the make-up of stages, steps, lanes, personas, channels and stops.

use std::sync::Arc;

use super::{
    error::EditError,
    parts::{Done, insert, missing},
};
use crate::model::{Card, Id, LaneKind, Map, Part, Stage, Step, Target};

const CANNOT_REORDER: EditError = EditError::Unfit("The order of these can’t be changed.");

/// Puts a stage in the place of the one with its id. Cards keep standing in their step; those of
/// a step that is gone move to the nearest step before it that is left, else to the first.
pub(super) fn replace_stage(map: &mut Map, stage: Arc<Stage>) -> Done {
    let slot = map.stages.iter_mut().find(|known| known.id == stage.id);
    let slot = slot.ok_or_else(|| missing(Part::Stage, &stage.id))?;
    let old = std::mem::replace(slot, stage.clone());
    let steps_of = |stage: &Stage| stage.steps.iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    let (before, after) = (steps_of(&old), steps_of(&stage));
    if before == after {
        return Ok(());
    }
    let home = |step: Option<&Id>| {
        let from = step.or(before.first());
        let index = from.and_then(|from| before.iter().position(|known| known == from))?;
        let kept = before[..=index]
            .iter()
            .rev()
            .find(|known| after.contains(known))?;
        (step.is_some() || after.first() != Some(kept)).then(|| kept.clone())
    };
    let moves = |card: &Card| card.stage == stage.id && home(card.step.as_ref()) != card.step;
    for lane in &mut map.lanes {
        if !lane.cards().iter().any(|card| moves(card)) {
            continue;
        }
        if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind {
            for card in cards.iter_mut().filter(|card| moves(card)) {
                let step = home(card.step.as_ref());
                Arc::make_mut(card).step = step;
            }
        }
    }
    Ok(())
}

pub(super) fn change_steps(map: &mut Map, stage: &Id, change: impl FnOnce(&mut Vec<Step>)) -> Done {
    let known = map
        .stage(stage)
        .ok_or_else(|| missing(Part::Stage, stage))?;
    let mut stage = Stage::clone(known);
    change(&mut stage.steps);
    replace_stage(map, Arc::new(stage))
}

pub(super) fn reorder(map: &mut Map, target: &Target, index: usize) -> Done {
    fn put<T>(parts: &mut Vec<T>, from: Option<usize>, index: usize) -> Option<()> {
        let part = parts.remove(from?);
        insert(parts, index, part);
        Some(())
    }
    match target {
        Target::Stage(id) => {
            let from = map.stage_index(id);
            put(&mut map.stages, from, index).ok_or_else(|| missing(Part::Stage, id))
        }
        Target::Lane(id) => {
            let from = map.lane_index(id);
            put(&mut map.lanes, from, index).ok_or_else(|| missing(Part::Lane, id))
        }
        Target::Persona(id) => {
            let from = map.personas.iter().position(|persona| persona.id == *id);
            put(&mut map.personas, from, index).ok_or_else(|| missing(Part::Persona, id))
        }
        Target::Channel(id) => {
            let from = map.channels.iter().position(|channel| channel.id == *id);
            put(&mut map.channels, from, index).ok_or_else(|| missing(Part::Channel, id))
        }
        Target::Stop(id) => {
            let from = map.stop_index(id);
            put(&mut map.stops, from, index).ok_or_else(|| missing(Part::Stop, id))
        }
        Target::Step(id) => {
            let (stage, _) = map.step(id).ok_or_else(|| missing(Part::Step, id))?;
            let from = stage.steps.iter().position(|step| step.id == *id);
            let stage = stage.id.clone();
            change_steps(map, &stage, |steps| {
                put(steps, from, index);
            })
        }
        Target::Title
        | Target::Facts
        | Target::Card(_)
        | Target::Point(_)
        | Target::Metric(_)
        | Target::Arrow(_)
        | Target::Cell { .. }
        | Target::Dot { .. }
        | Target::Line { .. } => Err(CANNOT_REORDER),
    }
}
