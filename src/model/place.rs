//! Where on a map a thing stands, in words.

use super::{id::Id, map::Map, target::Target};
use crate::words::Language;

impl Map {
    /// Where a thing stands: "Purchase · Pain points"; empty for what stands for itself.
    pub fn place(&self, target: &Target, language: Language) -> String {
        let stage = |id: &Id| self.stage(id).map_or("", |stage| stage.title.as_str());
        let lane = |id: &Id| self.lane(id).map_or("", |lane| lane.title.as_str());
        let parts = match target {
            Target::Point(id) => self.point(id).map(|(_, curve, point)| {
                let persona = self.persona(&curve.persona);
                vec![
                    stage(&point.stage),
                    persona.map_or("", |persona| persona.name.as_str()),
                ]
            }),
            Target::Cell {
                lane: lane_id,
                stage: stage_id,
                step,
            } => {
                let step = step.as_ref().and_then(|step| self.step(step));
                let step = step.map_or("", |(_, step)| step.title.as_str());
                Some(vec![stage(stage_id), step, lane(lane_id)])
            }
            Target::Dot {
                channel,
                stage: stage_id,
                ..
            } => {
                let channel = self.channel(channel);
                Some(vec![
                    channel.map_or("", |channel| channel.name.as_str()),
                    stage(stage_id),
                ])
            }
            Target::Arrow(id) => self.arrow(id).map(|arrow| {
                let text = |id| self.card(id).map_or("", |(_, card)| card.text.as_str());
                vec![text(&arrow.from), text(&arrow.to)]
            }),
            Target::Step(id) => self.step(id).map(|(stage, _)| vec![stage.title.as_str()]),
            Target::Stage(id) => {
                let index = self.stage_index(id);
                return index.map_or(String::new(), |i| one_of(i, self.stages.len(), language));
            }
            Target::Lane(id) => {
                let mut shown = self.lanes.iter().filter(|lane| !lane.hidden);
                let count = shown.clone().count();
                let index = shown.position(|lane| lane.id == *id);
                return index.map_or(String::new(), |i| one_of(i, count, language));
            }
            Target::Stop(id) => {
                let index = self.stop_index(id);
                return index.map_or(String::new(), |i| one_of(i, self.stops.len(), language));
            }
            Target::Card(_) | Target::Metric(_) => {
                let column = self.stage_of(target).map_or("", |(id, _)| stage(id));
                self.lane_of(target).map(|id| vec![column, lane(id)])
            }
            Target::Title
            | Target::Facts
            | Target::Persona(_)
            | Target::Channel(_)
            | Target::Line { .. } => None,
        };
        let parts = parts.unwrap_or_default();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}

/// "2 of 5".
pub fn one_of(index: usize, count: usize, language: Language) -> String {
    language.fill(
        "{index} of {count}",
        &[
            ("index", &(index + 1).to_string()),
            ("count", &count.to_string()),
        ],
    )
}
