//! Where a person goes on after a text: the next of its like, in reading order.

use std::sync::Arc;

use super::{
    Editor, Effect, Onward,
    parts::{Column, cell_cards, column_of, columns},
};
use crate::model::{Field, Id, Lane, Target};

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
            (Onward::Next | Onward::Previous, Target::Card(_)) => self.select_card_beside(forward),
            (Onward::Next | Onward::Previous, target) => {
                match self.text_beside(target, edit.field, forward) {
                    Some((target, field)) => {
                        self.select([target.clone()]);
                        self.start_text(target, field);
                    }
                    None if forward && matches!(target, Target::Stage(_)) => {
                        self.select_first_room();
                    }
                    None => {}
                }
            }
        }
        effects
    }

    /// Begins to write the metric after another; where the next stage has none, its room is
    /// selected.
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
        }
    }

    /// The rooms for cards that can be seen, in reading order.
    fn rooms(&self) -> Vec<(Id, Column)> {
        let lanes = self.map().lanes.iter();
        let shown = lanes.filter(|lane| lane.role().is_some() && !lane.hidden);
        let columns = columns(self.map());
        let of_lane = |lane: &Arc<Lane>| {
            let lane = lane.id.clone();
            let columns = columns.clone().into_iter();
            columns.map(move |column| (lane.clone(), column))
        };
        shown.flat_map(of_lane).collect()
    }

    /// The cards in a room that can be seen; the room itself where there are none.
    fn in_room(&self, (lane, column): &(Id, Column)) -> Vec<Target> {
        let lane = self.map().lane(lane);
        let cards = lane
            .into_iter()
            .flat_map(|lane| cell_cards(self.map(), lane, column));
        let cards = cards.map(|id| Target::Card(id.clone()));
        let mut here: Vec<Target> = cards.filter(|card| self.is_seen(card)).collect();
        if let Some(lane) = lane.filter(|_| here.is_empty()) {
            here.push(Target::Cell {
                lane: lane.id.clone(),
                stage: column.0.clone(),
                step: column.1.clone(),
            });
        }
        here
    }

    /// Selects the card after (or before) the one that is selected, in its room, else in the one
    /// beside; a room without cards stands for itself.
    fn select_card_beside(&mut self, forward: bool) {
        let Some(here) = self.selection.last() else {
            return;
        };
        let lane = self.map().lane_of(here).cloned();
        let Some(room) = lane.zip(column_of(self.map(), here)) else {
            return;
        };
        let beside = |index: usize| {
            if forward {
                Some(index + 1)
            } else {
                index.checked_sub(1)
            }
        };
        let cards = self.in_room(&room);
        let at = cards.iter().position(|card| card == here).and_then(beside);
        let next = at.and_then(|at| cards.get(at).cloned()).or_else(|| {
            let rooms = self.rooms();
            let at = rooms.iter().position(|known| *known == room)?;
            let mut there = self.in_room(rooms.get(beside(at)?)?);
            if forward {
                there.into_iter().next()
            } else {
                there.pop()
            }
        });
        if let Some(target) = next {
            self.reveal(&target);
            self.select([target]);
        }
    }

    /// Below the titles of the stages.
    fn select_first_room(&mut self) {
        let rooms = self.rooms();
        let first = rooms.first().map(|room| self.in_room(room));
        if let Some(target) = first.and_then(|cards| cards.into_iter().next()) {
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
