//! Moving what is selected one place by key.

use super::Direction;
use crate::{
    edit::{Edit, apply},
    editor::{
        Editor,
        order::{block_to, siblings},
        parts::{cell_cards, column_of, columns, place_of},
    },
    model::{Id, Map, Part, Target},
};

/// How far a curve point moves by key: across its stage, and on the scale as a share of it.
const STEP_ACROSS: f64 = 0.05;
const STEP_OF_SCALE: f64 = 0.025;

impl Editor {
    /// What moves all that is selected one place in a direction, and the step's name; `None` when
    /// not all of it can go there.
    pub(super) fn steps_towards(&self, direction: Direction) -> Option<(&'static str, Vec<Edit>)> {
        let targets = self.selection.targets();
        let first = match targets {
            [] => return None,
            [_] => {
                let (name, edit) = self.step_towards(direction)?;
                return Some((name, vec![edit]));
            }
            [first, ..] => first,
        };
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        let forward = matches!(direction, Direction::Right | Direction::Down);
        match first.part()?.0 {
            Part::Stage if sideways => Some(("Move stages", self.block_towards(first, forward)?)),
            Part::Lane if !sideways => Some(("Move lanes", self.block_towards(first, forward)?)),
            Part::Stop if sideways => Some(("Move stops", self.block_towards(first, forward)?)),
            Part::Card => Some(("Move cards", self.cards_towards(direction)?)),
            Part::Stage
            | Part::Lane
            | Part::Step
            | Part::Persona
            | Part::Channel
            | Part::Point
            | Part::Metric
            | Part::Arrow
            | Part::Stop => None,
        }
    }

    /// What moves each of the selected cards one place, where nothing else is selected.
    fn cards_towards(&self, direction: Direction) -> Option<Vec<Edit>> {
        let is_chosen = |id: &&Id| self.selection.contains(&Target::Card((*id).clone()));
        let cards = self.map().cards().map(|card| &card.id);
        let mut ids: Vec<Id> = cards.filter(is_chosen).cloned().collect();
        if ids.len() != self.selection.targets().len() {
            return None;
        }
        if matches!(direction, Direction::Right | Direction::Down) {
            // The last makes room for the one before.
            ids.reverse();
        }
        let mut map = Map::clone(self.map());
        let mut edits = Vec::with_capacity(ids.len());
        for id in ids {
            let edit = card_step(&map, &id, direction)?;
            map = apply(&map, &edit).ok()?;
            edits.push(edit);
        }
        Some(edits)
    }

    /// What puts the selected siblings of a thing, together, one place on or back.
    fn block_towards(&self, target: &Target, forward: bool) -> Option<Vec<Edit>> {
        let block = self.selected_like(target);
        if block.len() != self.selection.targets().len() {
            return None;
        }
        let all = siblings(self.map(), target);
        let before = all
            .iter()
            .take_while(|known| !block.contains(known))
            .count();
        let others = all.len() - block.len();
        let edits = block_to(self.map(), &block, shifted(before, forward, others + 1)?);
        (!edits.is_empty()).then_some(edits)
    }

    /// What moves the one selected thing one place in a direction, and the step's name.
    fn step_towards(&self, direction: Direction) -> Option<(&'static str, Edit)> {
        let map = self.map();
        let target = self.selection.only()?;
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        let forward = matches!(direction, Direction::Right | Direction::Down);
        let reorder = |name, index: Option<usize>, len: usize| {
            let index = shifted(index?, forward, len)?;
            let target = target.clone();
            Some((name, Edit::Reorder { target, index }))
        };
        let (part, id) = target.part()?;
        match part {
            Part::Stage if sideways => reorder("Move stage", map.stage_index(id), map.stages.len()),
            Part::Stop if sideways => reorder("Move stop", map.stop_index(id), map.stops.len()),
            Part::Step if sideways => {
                let steps = &map.step(id)?.0.steps;
                let index = place_of(steps.iter().map(|step| &step.id), id);
                reorder("Move step", index, steps.len())
            }
            Part::Lane if !sideways => {
                let index = beyond_hidden(map, map.lane_index(id)?, forward)?;
                let target = target.clone();
                Some(("Move lane", Edit::Reorder { target, index }))
            }
            Part::Persona => {
                let index = place_of(map.personas.iter().map(|persona| &persona.id), id);
                reorder("Move persona", index, map.personas.len())
            }
            Part::Channel if !sideways => {
                let index = place_of(map.channels.iter().map(|channel| &channel.id), id);
                reorder("Move channel", index, map.channels.len())
            }
            Part::Card => Some(("Move card", card_step(map, id, direction)?)),
            Part::Metric => {
                let (lane, metric) = map.metric(id)?;
                let of_stage = |stage: &Option<Id>| {
                    let metrics = lane.metrics().iter();
                    let in_stage = metrics.filter(|m| m.stage == *stage);
                    in_stage.map(|m| m.id.clone()).collect::<Vec<_>>()
                };
                let here = of_stage(&metric.stage);
                let index = place_of(here.iter(), id)?;
                let (stage, index) = if sideways {
                    // The whole journey stands before the first stage.
                    let at = metric.stage.as_ref().map_or(Some(0), |stage| {
                        map.stage_index(stage).map(|index| index + 1)
                    });
                    let at = shifted(at?, forward, map.stages.len() + 1)?;
                    let stage = at.checked_sub(1).map(|at| map.stages[at].id.clone());
                    (stage, index)
                } else {
                    (metric.stage.clone(), shifted(index, forward, here.len())?)
                };
                let edit = Edit::MoveMetric {
                    id: id.clone(),
                    lane: lane.id.clone(),
                    stage,
                    index,
                };
                Some(("Move metric", edit))
            }
            Part::Point => Some(("Move point", point_step(map, id, direction)?)),
            Part::Stage | Part::Step | Part::Lane | Part::Channel | Part::Arrow | Part::Stop => {
                None
            }
        }
    }
}

/// The place beside `index` among `len`; `None` beyond the ends.
fn shifted(index: usize, forward: bool, len: usize) -> Option<usize> {
    if forward {
        Some(index + 1).filter(|next| *next < len)
    } else {
        index.checked_sub(1)
    }
}

/// The place of the next lane that is shown, before or behind the one at `index`.
fn beyond_hidden(map: &Map, index: usize, forward: bool) -> Option<usize> {
    let is_shown = |at: &usize| !map.lanes[*at].hidden;
    if forward {
        (index + 1..map.lanes.len()).find(is_shown)
    } else {
        (0..index).rev().find(is_shown)
    }
}

/// Within its cell, and from its ends on to the cells beside it.
fn card_step(map: &Map, id: &Id, direction: Direction) -> Option<Edit> {
    let (lane, _) = map.card(id)?;
    let column = column_of(map, &Target::Card(id.clone()))?;
    let cell: Vec<_> = cell_cards(map, lane, &column).collect();
    let index = place_of(cell.iter().copied(), id)?;
    let forward = matches!(direction, Direction::Right | Direction::Down);
    let (lane, column, index) = match direction {
        Direction::Left | Direction::Right => {
            let mut columns = columns(map);
            let at = columns.iter().position(|known| *known == column)?;
            let at = shifted(at, forward, columns.len())?;
            (&lane.id, columns.swap_remove(at), index)
        }
        Direction::Up | Direction::Down => match shifted(index, forward, cell.len()) {
            Some(index) => (&lane.id, column, index),
            None => {
                let mut lanes: Vec<_> = map.lanes.iter().collect();
                lanes.retain(|lane| lane.role().is_some() && !lane.hidden);
                let lanes: Vec<_> = lanes.into_iter().map(|lane| &lane.id).collect();
                let at = place_of(lanes.iter().copied(), &lane.id)?;
                let at = shifted(at, forward, lanes.len())?;
                (lanes[at], column, if forward { 0 } else { usize::MAX })
            }
        },
    };
    Some(Edit::MoveCards {
        ids: vec![id.clone()],
        lane: lane.clone(),
        stage: column.0,
        step: column.1,
        index,
    })
}

fn point_step(map: &Map, id: &Id, direction: Direction) -> Option<Edit> {
    let (_, _, point) = map.point(id)?;
    let scale = map.emotion_scale;
    let (mut stage, mut at, mut value) = (map.stage_index(&point.stage)?, point.at, point.value);
    match direction {
        Direction::Up | Direction::Down => {
            let up = if direction == Direction::Up {
                1.0
            } else {
                -1.0
            };
            let by = up * STEP_OF_SCALE * (scale.max - scale.min);
            let moved = (value? + by).clamp(scale.min, scale.max);
            value = Some((moved * 1000.0).round() / 1000.0);
        }
        Direction::Left if at <= 0.0 => (stage, at) = (stage.checked_sub(1)?, 1.0 - STEP_ACROSS),
        Direction::Left => at = ((at - STEP_ACROSS) * 1000.0).round() / 1000.0,
        Direction::Right if at >= 1.0 => (stage, at) = (stage + 1, STEP_ACROSS),
        Direction::Right => at = ((at + STEP_ACROSS) * 1000.0).round() / 1000.0,
    }
    Some(Edit::MovePoint {
        id: id.clone(),
        stage: map.stages.get(stage)?.id.clone(),
        at,
        value,
    })
}
