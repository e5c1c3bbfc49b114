//! Where a person goes on after a text: the next of its like, in reading order.

use std::sync::Arc;

use super::{
    Action, Editor, Effect, Onward,
    parts::{Column, cell_cards, column_of, columns},
};
use crate::model::{Field, Id, Lane, LaneKind, LaneType, Target};

/// Whether a person who writes in one text goes on with the other: from the head on to the titles
/// of the stages, and nowhere back into the head.
fn leads_to(from: (&Target, Field), to: (&Target, Field), forward: bool) -> bool {
    use Target::{Facts, Persona, Stage, Title};
    match (from, to) {
        ((Stage(_), _), (Stage(_), to)) => to == Field::Title,
        ((Title | Facts | Persona(_), _), (Title | Facts | Persona(_), _)) => true,
        ((Title | Facts | Persona(_), _), (Stage(_), to)) => forward && to == Field::Title,
        ((from, _), (to, _)) => std::mem::discriminant(from) == std::mem::discriminant(to),
    }
}

/// A cell of a lane that is written in.
type Room = (Id, Column);

/// Whether something is added to the cells of a lane by writing in them.
fn is_written_in(lane: &Lane) -> bool {
    let lane = lane.lane_type();
    lane.and_then(Action::adding_to).is_some()
}

fn beside(index: usize, forward: bool) -> Option<usize> {
    if forward {
        Some(index + 1)
    } else {
        index.checked_sub(1)
    }
}

impl Editor {
    /// Keeps what was typed and goes on where a person would.
    pub(super) fn commit_text_and(&mut self, onward: Onward) -> Vec<Effect> {
        let Some(edit) = &mut self.text_edit else {
            return Vec::new();
        };
        edit.accept();
        let edit = edit.clone();
        let mut effects = self.commit_text();
        self.refresh();
        if !effects.is_empty() {
            return effects;
        }
        let is_new = !edit.before.is_empty() && !edit.is_void();
        let forward = onward == Onward::Next;
        match (onward, &edit.target) {
            (Onward::Stay, _) => {}
            (Onward::Below, Target::Card(_)) if is_new => effects.extend(self.add_card()),
            (Onward::Below, Target::Metric(_)) if is_new && edit.field == Field::Name => {
                self.start_text(edit.target, Field::Value);
            }
            (Onward::Below, _) => {}
            (Onward::Next, Target::Metric(id)) if edit.field == Field::Value => {
                self.go_on_from_metric(&id.clone());
            }
            (Onward::Next | Onward::Previous, Target::Card(_) | Target::Point(_)) => {
                self.select_beside(forward);
            }
            (Onward::Next | Onward::Previous, target) => {
                match self.text_beside(target, edit.field, forward) {
                    Some((target, field)) => {
                        self.select([target.clone()]);
                        self.start_text(target, field);
                    }
                    None if forward && matches!(target, Target::Stage(_)) => {
                        self.select_room(0, forward);
                    }
                    None if matches!(target, Target::Metric(_)) => {
                        self.select_beyond_lane(target, forward);
                    }
                    None => {}
                }
            }
        }
        effects
    }

    /// Begins to write the metric after another; where the next stage has none, its room is
    /// selected, and behind the last stage what comes below the lane.
    fn go_on_from_metric(&mut self, id: &Id) {
        let map = self.map();
        let Some((lane, metric)) = map.metric(id) else {
            return;
        };
        let same = lane.metrics().iter().filter(|m| m.stage == metric.stage);
        let below = same.skip_while(|m| m.id != *id).nth(1);
        let stage = metric.stage.as_ref();
        let here = stage.map_or(Some(0), |stage| Some(map.stage_index(stage)? + 1));
        let next_stage = here.and_then(|index| map.stages.get(index));
        let beside = next_stage.and_then(|stage| {
            let mut there = lane.metrics().iter();
            there.find(|m| m.stage.as_ref() == Some(&stage.id))
        });
        if let Some(next) = below.or(beside) {
            let target = Target::Metric(next.id.clone());
            self.select([target.clone()]);
            self.start_text(target, Field::Name);
        } else if let Some(stage) = next_stage {
            let step = stage.steps.first().map(|step| step.id.clone());
            let (lane, stage) = (lane.id.clone(), stage.id.clone());
            let target = Target::Cell { lane, stage, step };
            self.reveal(&target);
            self.select([target]);
        } else {
            self.select_beyond_lane(&Target::Metric(id.clone()), true);
        }
    }

    /// The rooms that can be seen and written in, in reading order. What belongs to whole stages
    /// has one in each; a curve is written in where it has points.
    fn rooms(&self) -> Vec<Room> {
        let lanes = self.map().lanes.iter();
        let shown = lanes.filter(|lane| is_written_in(lane) && !lane.hidden);
        let columns = columns(self.map());
        let of_lane = |lane: &Arc<Lane>| {
            let mut columns = columns.clone();
            if lane.role().is_none() {
                columns.dedup_by(|a, b| a.0 == b.0);
            }
            if LaneType::Emotion.is(lane) {
                let points = || lane.curves().iter().flat_map(|curve| &curve.points);
                columns.retain(|(stage, _)| points().any(|point| point.stage == *stage));
            }
            let lane = lane.id.clone();
            let columns = columns.into_iter();
            columns.map(move |column| (lane.clone(), column))
        };
        shown.flat_map(of_lane).collect()
    }

    /// The room that a thing stands in.
    fn room_of(&self, target: &Target) -> Option<Room> {
        let map = self.map();
        let lane = map.lane(map.lane_of(target)?)?;
        let first = || columns(map).into_iter().next();
        // A metric of the whole journey stands before the first stage.
        let column = column_of(map, target).or_else(first)?;
        let column = match lane.role() {
            Some(_) => column,
            None => column_of(map, &Target::Stage(column.0))?,
        };
        Some((lane.id.clone(), column))
    }

    /// What stands in a room and can be seen; the room itself where nothing does.
    fn in_room(&self, (lane, column): &Room) -> Vec<Target> {
        let Some(lane) = self.map().lane(lane) else {
            return Vec::new();
        };
        let mut here: Vec<Target> = match &lane.kind {
            LaneKind::Cards { .. } => {
                let cards = cell_cards(self.map(), lane, column);
                cards.map(|id| Target::Card(id.clone())).collect()
            }
            LaneKind::Emotion { curves } => {
                let points = curves.iter().flat_map(|curve| &curve.points);
                let mut points: Vec<_> = points.filter(|point| point.stage == column.0).collect();
                points.sort_by(|a, b| a.at.total_cmp(&b.at));
                let points = points.into_iter();
                points
                    .map(|point| Target::Point(point.id.clone()))
                    .collect()
            }
            LaneKind::Metrics { metrics } => {
                let is_first = columns(self.map()).first() == Some(column);
                let of_whole = metrics.iter().filter(|one| one.stage.is_none() && is_first);
                let of_stage = metrics.iter();
                let of_stage = of_stage.filter(|one| one.stage.as_ref() == Some(&column.0));
                let metrics = of_whole.chain(of_stage);
                metrics.map(|one| Target::Metric(one.id.clone())).collect()
            }
            LaneKind::Channels { .. } | LaneKind::Foreign { .. } => Vec::new(),
        };
        here.retain(|target| self.is_seen(target));
        if here.is_empty() {
            here.push(Target::Cell {
                lane: lane.id.clone(),
                stage: column.0.clone(),
                step: column.1.clone(),
            });
        }
        here
    }

    /// Selects what comes after (or before) the thing that is selected, in its room, else in the
    /// one beside; a room with nothing in it stands for itself.
    fn select_beside(&mut self, forward: bool) {
        let Some(here) = self.selection.last().cloned() else {
            return;
        };
        let Some(room) = self.room_of(&here) else {
            return;
        };
        let all = self.in_room(&room);
        let at = all.iter().position(|known| *known == here);
        let next = at.and_then(|at| all.get(beside(at, forward)?).cloned());
        if let Some(target) = next {
            self.reveal(&target);
            self.select([target]);
        } else if let Some(at) = self.rooms().iter().position(|known| *known == room)
            && let Some(at) = beside(at, forward)
        {
            self.select_room(at, forward);
        }
    }

    /// Selects what comes below (or above) the lane of a thing.
    fn select_beyond_lane(&mut self, target: &Target, forward: bool) {
        let lane = self.map().lane_of(target).cloned();
        let rooms = self.rooms();
        let mut indices = rooms
            .iter()
            .enumerate()
            .filter(|(_, (of, _))| Some(of) == lane.as_ref());
        let end = if forward {
            indices.next_back()
        } else {
            indices.next()
        };
        if let Some(at) = end.and_then(|(at, _)| beside(at, forward)) {
            self.select_room(at, forward);
        }
    }

    /// Selects the first thing in a room, or the last.
    fn select_room(&mut self, index: usize, first: bool) {
        let mut there = self
            .rooms()
            .get(index)
            .map_or(Vec::new(), |room| self.in_room(room));
        if !first {
            there.reverse();
        }
        if let Some(target) = there.into_iter().next() {
            self.reveal(&target);
            self.select([target]);
        }
    }

    /// The text that is written after (or before) another of its like.
    fn text_beside(&self, target: &Target, field: Field, forward: bool) -> Option<(Target, Field)> {
        let texts: Vec<_> = self.layout().text_targets().collect();
        let here = texts.iter().position(|text| *text == (target, field))?;
        let leads = |other: &&(&Target, Field)| leads_to((target, field), **other, forward);
        let next = if forward {
            texts[here + 1..].iter().find(leads)
        } else {
            texts[..here].iter().rev().find(leads)
        };
        next.map(|(target, field)| ((*target).clone(), *field))
    }

    /// The text below (or above) another one of the same thing.
    pub(super) fn text_within(&self, target: &Target, field: Field, below: bool) -> Option<Field> {
        let texts = self.layout().text_targets();
        let its: Vec<Field> = texts
            .filter(|(of, _)| *of == target)
            .map(|(_, its)| its)
            .collect();
        let here = its.iter().position(|its| *its == field)?;
        let other = if below {
            here + 1
        } else {
            here.checked_sub(1)?
        };
        its.get(other).copied()
    }
}
