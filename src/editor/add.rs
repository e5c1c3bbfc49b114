//! Adding new parts: where they go, what they are called, and writing their text at once.

use std::sync::Arc;

use super::{
    Action, Editor, Effect,
    new_thing::NewThing,
    parts::{Column, cell_cards, column_of, columns, fresh, new_lane, opening, place_of},
};
use crate::{
    edit::{Edit, EditError},
    layout::PointPlace,
    model::{
        Card, CardRole, Channel, CurveOf, CurvePoint, Field, Hue, Id, Lane, LaneType, Metric, Part,
        Persona, Stage, Step, Target,
    },
};

fn refused(why: &'static str) -> Vec<Effect> {
    vec![Effect::Refused(EditError::Unfit(why))]
}

impl Editor {
    /// The sub-column of what was selected last.
    pub(super) fn selected_column(&self) -> Result<Column, &'static str> {
        let target = self.selection.last();
        let column = target.and_then(|target| column_of(self.map(), target));
        column.ok_or("Select a stage, or something in it, first.")
    }

    /// Where new things go that need a stage: the selected one, else the first.
    pub(super) fn stage_for_new(&self) -> Result<Column, &'static str> {
        self.needs_stage()?;
        let first = || columns(self.map()).into_iter().next();
        let column = self.selected_column().ok().or_else(first);
        Ok(column.expect("there is a stage, and each has a column"))
    }

    pub(super) fn needs_stage(&self) -> Result<(), &'static str> {
        let stage = self.map().stages.first();
        stage.map(|_| ()).ok_or("Add a stage first.")
    }

    pub(super) fn selected_lane(&self) -> Option<&Arc<Lane>> {
        let target = self.selection.last()?;
        self.map().lane(self.map().lane_of(target)?)
    }

    /// Lane, sub-column and place for a card, from the selection.
    pub(super) fn place_for_card(&self) -> Result<(Id, Column, usize), &'static str> {
        let lane = self.selected_lane().filter(|lane| lane.role().is_some());
        let lane = lane.ok_or("Select a cell or a card first.")?;
        let column = self.stage_for_new()?;
        let after = match self.selection.last() {
            Some(Target::Card(id)) => place_of(cell_cards(self.map(), lane, &column), id),
            _ => None,
        };
        Ok((
            lane.id.clone(),
            column,
            after.map_or(usize::MAX, |at| at + 1),
        ))
    }

    pub(super) fn add_card(&mut self) -> Vec<Effect> {
        match self.place_for_card() {
            Ok((lane, column, index)) => {
                self.start_new(self.new_card(Vec::new(), lane, column, index))
            }
            Err(why) => refused(why),
        }
    }

    pub(super) fn add_card_of(&mut self, role: CardRole) -> Vec<Effect> {
        let here = self.selected_lane().is_some_and(|l| l.role() == Some(role));
        if here {
            return self.add_card();
        }
        let (before, lane) = self.lane_for(LaneType::Cards(role));
        match self.stage_for_new() {
            Ok(column) => self.start_new(self.new_card(before, lane, column, usize::MAX)),
            Err(why) => refused(why),
        }
    }

    /// Something new in the empty room that is selected; `None` where nothing can be added.
    pub(super) fn add_here(&mut self) -> Option<Vec<Effect>> {
        let Some(Target::Cell { lane, .. }) = self.selection.only() else {
            return None;
        };
        let lane_type = self.map().lane(lane)?.lane_type()?;
        Action::adding_to(lane_type).map(|action| self.run(action))
    }

    pub(super) fn new_card_id(&self) -> Id {
        fresh(self.map(), Part::Card)
    }

    pub(super) fn new_card(
        &self,
        mut edits: Vec<Edit>,
        lane: Id,
        (stage, step): Column,
        index: usize,
    ) -> NewThing {
        edits.extend(opening(self.map(), &lane));
        let card = Arc::new(Card {
            id: self.new_card_id(),
            stage,
            step,
            ..Default::default()
        });
        let target = Target::Card(card.id.clone());
        edits.push(Edit::InsertCard { lane, index, card });
        NewThing {
            name: "Add card",
            edits,
            target,
            field: Field::Text,
        }
    }

    /// The first lane of a kind (the selected one, if it is of that kind); where there is none,
    /// with the edit that makes it.
    pub(super) fn lane_for(&self, wanted: LaneType) -> (Vec<Edit>, Id) {
        let selected = self.selected_lane().filter(|lane| wanted.is(lane));
        let first = || self.map().lanes.iter().find(|lane| wanted.is(lane));
        match selected.or_else(first) {
            Some(lane) => (Vec::new(), lane.id.clone()),
            None => {
                let id = fresh(self.map(), Part::Lane);
                let lane = Arc::new(new_lane(self.map(), id.clone(), wanted));
                let index = usize::MAX;
                (vec![Edit::InsertLane { index, lane }], id)
            }
        }
    }

    pub(super) fn add_point(&mut self) -> Vec<Effect> {
        let (before, lane) = self.lane_for(LaneType::Emotion);
        let known = self.map().lane(&lane).cloned();
        let of = match self.curve_for_point(known.as_deref()) {
            Ok(of) => of,
            Err(why) => return refused(why),
        };
        let (stage, _) = match self.stage_for_new() {
            Ok(column) => column,
            Err(why) => return refused(why),
        };
        let curves = known.as_deref().map_or(&[][..], |lane| lane.curves());
        let curve = curves.iter().find(|curve| curve.of() == of);
        let points = curve.map_or(&[][..], |curve| &curve.points);
        let place = PointPlace {
            at: roomiest(points.iter().filter(|p| p.stage == stage).map(|p| p.at)),
            stage,
            value: self.map().emotion_scale.middle(),
        };
        self.start_new(self.new_point(before, lane, of, place))
    }

    /// Onto a curve, else the one that is meant.
    pub(super) fn add_point_at(
        &mut self,
        lane: &Lane,
        of: Option<CurveOf>,
        place: PointPlace,
    ) -> Vec<Effect> {
        match of.map_or_else(|| self.curve_for_point(Some(lane)), Ok) {
            Ok(of) => self.start_new(self.new_point(Vec::new(), lane.id.clone(), of, place)),
            Err(why) => refused(why),
        }
    }

    pub(super) fn new_point(
        &self,
        mut edits: Vec<Edit>,
        lane: Id,
        curve: CurveOf,
        place: PointPlace,
    ) -> NewThing {
        edits.extend(opening(self.map(), &lane));
        let point = CurvePoint {
            id: fresh(self.map(), Part::Point),
            stage: place.stage,
            at: (place.at * 1000.0).round() / 1000.0,
            value: Some((place.value * 100.0).round() / 100.0),
            ..Default::default()
        };
        let target = Target::Point(point.id.clone());
        edits.push(Edit::InsertPoint { lane, curve, point });
        NewThing {
            name: "Add point",
            edits,
            target,
            field: Field::Label,
        }
    }

    pub(super) fn add_metric(&mut self) -> Vec<Effect> {
        match self.stage_for_new() {
            Ok((stage, _)) => self.start_new(self.new_metric(Some(stage))),
            Err(why) => refused(why),
        }
    }

    pub(super) fn new_metric(&self, stage: Option<Id>) -> NewThing {
        let (mut edits, lane) = self.lane_for(LaneType::Metrics);
        edits.extend(opening(self.map(), &lane));
        let metric = Arc::new(Metric {
            id: fresh(self.map(), Part::Metric),
            stage,
            name: self.map().language.t("New metric").to_owned(),
            ..Default::default()
        });
        let target = Target::Metric(metric.id.clone());
        let index = usize::MAX;
        edits.push(Edit::InsertMetric {
            lane,
            index,
            metric,
        });
        NewThing {
            name: "Add metric",
            edits,
            target,
            field: Field::Name,
        }
    }

    pub(super) fn new_persona(&self) -> NewThing {
        let map = self.map();
        let persona = Arc::new(Persona {
            id: fresh(map, Part::Persona),
            name: map.language.t("New persona").to_owned(),
            hue: Hue::of_persona(map.personas.len()),
            ..Default::default()
        });
        let target = Target::Persona(persona.id.clone());
        let index = usize::MAX;
        NewThing {
            name: "Add persona",
            edits: vec![Edit::InsertPersona { index, persona }],
            target,
            field: Field::Name,
        }
    }

    pub(super) fn add_channel(&mut self) -> Vec<Effect> {
        let map = self.map();
        let channel = Arc::new(Channel {
            id: fresh(map, Part::Channel),
            name: map.language.t("New channel").to_owned(),
            ..Default::default()
        });
        let target = Target::Channel(channel.id.clone());
        let index = usize::MAX;
        self.start_new(NewThing {
            name: "Add channel",
            edits: vec![Edit::InsertChannel { index, channel }],
            target,
            field: Field::Name,
        })
    }

    /// Beside the selected stage; without one the new one comes first or last.
    pub(super) fn add_stage(&mut self, before: bool) -> Vec<Effect> {
        let selected = self.selected_column().ok();
        let beside = selected.and_then(|(stage, _)| self.map().stage_index(&stage));
        let index = match (beside, before) {
            (Some(index), true) => index,
            (Some(index), false) => index + 1,
            (None, true) => 0,
            (None, false) => usize::MAX,
        };
        self.start_new(self.new_stage(index))
    }

    pub(super) fn new_stage_id(&self) -> Id {
        fresh(self.map(), Part::Stage)
    }

    pub(super) fn new_stage(&self, index: usize) -> NewThing {
        let map = self.map();
        let stage = Arc::new(Stage {
            id: self.new_stage_id(),
            title: map.language.t("New stage").to_owned(),
            hue: Hue::of_stage(map.stages.len()),
            ..Default::default()
        });
        let target = Target::Stage(stage.id.clone());
        NewThing {
            name: "Add stage",
            edits: vec![Edit::InsertStage { index, stage }],
            target,
            field: Field::Title,
        }
    }

    pub(super) fn add_step(&mut self) -> Vec<Effect> {
        let (stage, after) = match self.selected_column() {
            Ok(column) => column,
            Err(why) => return refused(why),
        };
        let map = self.map();
        let step = Step {
            id: fresh(map, Part::Step),
            title: map.language.t("New step").to_owned(),
            ..Default::default()
        };
        let known = map.stage(&stage).map_or(&[][..], |stage| &stage.steps);
        let after = after.and_then(|id| place_of(known.iter().map(|step| &step.id), &id));
        let index = match self.selection.last() {
            Some(Target::Stage(_)) => known.len(),
            _ => after.map_or(0, |index| index + 1),
        };
        let target = Target::Step(step.id.clone());
        self.start_new(NewThing {
            name: "Add step",
            edits: vec![Edit::InsertStep { stage, index, step }],
            target,
            field: Field::Title,
        })
    }

    /// Below the selected lane, else below all.
    pub(super) fn add_lane(&mut self, lane: LaneType) -> Vec<Effect> {
        let selected = self.selected_lane();
        let after = selected.and_then(|lane| self.map().lane_index(&lane.id));
        let index = after.map_or(usize::MAX, |index| index + 1);
        self.start_new(self.new_lane(lane, index))
    }

    pub(super) fn new_lane_id(&self) -> Id {
        fresh(self.map(), Part::Lane)
    }

    pub(super) fn new_lane(&self, kind: LaneType, index: usize) -> NewThing {
        let lane = Arc::new(new_lane(self.map(), self.new_lane_id(), kind));
        let target = Target::Lane(lane.id.clone());
        NewThing {
            name: "Add lane",
            edits: vec![Edit::InsertLane { index, lane }],
            target,
            field: Field::Title,
        }
    }
}

/// The middle of the widest room from 0 to 1 between the places taken.
fn roomiest(taken: impl Iterator<Item = f64>) -> f64 {
    let mut ends: Vec<f64> = taken.chain([0.0, 1.0]).collect();
    ends.sort_by(f64::total_cmp);
    let rooms = ends.windows(2).map(|pair| (pair[0], pair[1]));
    let widest = rooms.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    widest.map_or(0.5, |(from, to)| (from + to) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_point_stands_in_the_widest_room() {
        assert_eq!(roomiest([].into_iter()), 0.5);
        assert_eq!(roomiest([0.5, 0.6].into_iter()), 0.25);
        assert_eq!(roomiest([0.1, 0.2].into_iter()), 0.6);
    }
}
