//! What is selected.

use super::parts::on_sheet;
use crate::model::{LaneKind, Map, Target};

/// Things selected, in the order in which they were; none is there twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection(Vec<Target>);

impl Selection {
    pub fn targets(&self) -> &[Target] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, target: &Target) -> bool {
        self.0.contains(target)
    }

    /// The one thing that is selected; `None` when none or several are.
    pub fn only(&self) -> Option<&Target> {
        match self.0.as_slice() {
            [target] => Some(target),
            _ => None,
        }
    }

    /// The thing selected last.
    pub fn last(&self) -> Option<&Target> {
        self.0.last()
    }

    pub(super) fn set(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.0.clear();
        for target in targets {
            if !self.0.contains(&target) {
                self.0.push(target);
            }
        }
    }

    pub(super) fn toggle(&mut self, target: Target) {
        match self.0.iter().position(|known| *known == target) {
            Some(index) => drop(self.0.remove(index)),
            None => self.0.push(target),
        }
    }

    /// Lets go of what is no longer on the map, or not to be seen on the sheet.
    pub(super) fn prune(&mut self, map: &Map) {
        self.0
            .retain(|target| exists(map, target) && on_sheet(map, target));
    }
}

/// Whether a map has the thing.
pub(super) fn exists(map: &Map, target: &Target) -> bool {
    match target {
        Target::Title | Target::Facts => true,
        Target::Persona(id) => map.persona(id).is_some(),
        Target::Channel(id) => map.channel(id).is_some(),
        Target::Stage(id) => map.stage(id).is_some(),
        Target::Step(id) => map.step(id).is_some(),
        Target::Lane(id) => map.lane(id).is_some(),
        Target::Card(id) => map.card(id).is_some(),
        Target::Point(id) => map.point(id).is_some(),
        Target::Metric(id) => map.metric(id).is_some(),
        Target::Cell { lane, stage, step } => {
            let stage = map.stage(stage);
            map.lane(lane).is_some()
                && stage.is_some_and(|stage| match step {
                    Some(step) => stage.steps.iter().any(|known| known.id == *step),
                    None => true,
                })
        }
        Target::Dot {
            lane,
            channel,
            stage,
        } => {
            let lane = map.lane(lane).map(|lane| &lane.kind);
            matches!(lane, Some(LaneKind::Channels { .. }))
                && map.channel(channel).is_some()
                && map.stage(stage).is_some()
        }
        Target::Line { above } => map.lines.iter().any(|line| line.above == *above),
    }
}
