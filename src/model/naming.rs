//! What a person calls the things of a map, in any language of the window's or its own.

use std::sync::Arc;

use super::{
    Card, CurvePoint, Id, Lane, Map, Part, Shows, Stage, Step, Stop, Target, one_of,
    record::text_field,
};
use crate::words::Language;

impl Map {
    /// What kind of thing it is: "Pain point".
    pub fn kind_of(&self, target: &Target, language: Language) -> &'static str {
        language.t(self.kind_name(target))
    }

    /// What a person calls it: kind, place and words; unique on a map as far as its texts are.
    pub fn name_of(&self, target: &Target, language: Language) -> String {
        let stage = |id: &Id| self.stage(id).map_or("", |stage| stage.title.as_str());
        let mut parts: Vec<String> = vec![self.kind_of(target, language).to_owned()];
        match target {
            Target::Title => parts.push(self.title.clone()),
            Target::Facts => parts.push(self.scenario.clone()),
            Target::Persona(id) => parts.extend(self.persona(id).map(|p| p.name.clone())),
            Target::Channel(id) => parts.extend(self.channel(id).map(|c| c.name.clone())),
            Target::Stage(id) => {
                parts.push(stage(id).to_owned());
                parts.push(self.place(target, language));
            }
            Target::Step(id) => {
                if let Some((stage, step)) = self.step(id) {
                    parts.push(stage.title.clone());
                    parts.push(step.title.clone());
                    parts.push(step_of(stage, step, language));
                }
            }
            Target::Lane(id) => {
                parts.extend(self.lane(id).map(|lane| lane.title.clone()));
                parts.push(self.place(target, language));
            }
            Target::Card(id) => {
                if let Some((lane, card)) = self.card(id) {
                    let together =
                        |other: &&Arc<Card>| other.stage == card.stage && other.step == card.step;
                    let cell: Vec<_> = lane.cards().iter().filter(together).collect();
                    let index = cell.iter().position(|other| other.id == *id);
                    let place = (index.unwrap_or(0), cell.len());
                    return self.name_of_card(lane, card, place, language);
                }
            }
            Target::Point(id) => {
                if let Some((_, curve, point)) = self.point(id) {
                    parts.extend(self.persona(&curve.persona).map(|p| p.name.clone()));
                    parts.push(stage(&point.stage).to_owned());
                    if point.label.is_empty() {
                        parts.push(point_of(&curve.points, point, language));
                    } else {
                        parts.push(point.label.clone());
                    }
                    parts.push(match point.value {
                        Some(value) => signed_number(value),
                        None => language.t("no data").to_owned(),
                    });
                }
            }
            Target::Metric(id) => {
                if let Some((_, metric)) = self.metric(id) {
                    parts.push(match &metric.stage {
                        Some(id) => stage(id).to_owned(),
                        None => language.t("Whole journey").to_owned(),
                    });
                    parts.push(metric.name.clone());
                    parts.push(metric.figure(self.language));
                }
            }
            Target::Arrow(id) => {
                parts.extend(self.arrow(id).map(|arrow| arrow.label.clone()));
                parts.push(self.place(target, language));
            }
            Target::Stop(id) => {
                parts.extend(self.stop(id).map(|stop| self.name_of_stop(stop, language)));
                parts.push(self.place(target, language));
            }
            Target::Cell { .. } => parts.push(self.place(target, language)),
            Target::Dot {
                lane,
                channel,
                stage,
            } => {
                parts.push(self.place(target, language));
                let on = self
                    .lane(lane)
                    .is_some_and(|lane| self.channel_in_stage(lane, channel, stage));
                parts.push(
                    language
                        .t(if on { "in use" } else { "not in use" })
                        .to_owned(),
                );
            }
            Target::Line { above } => {
                let lane = self.lane(above).map_or("", |lane| lane.title.as_str());
                parts.push(language.fill("above {lane}", &[("lane", lane)]));
            }
        }
        joined(parts)
    }

    /// What a stop is called: its title, else what it shows.
    pub fn name_of_stop(&self, stop: &Stop, language: Language) -> String {
        if !stop.title.trim().is_empty() {
            return stop.title.clone();
        }
        match &stop.shows {
            Shows::Title if !self.title.trim().is_empty() => self.title.clone(),
            shows @ (Shows::Title | Shows::Map | Shows::Matrix | Shows::Gap) => {
                language.t(shows.name()).to_owned()
            }
            Shows::Stages(ids) => self.several(ids, Target::Stage, language),
            Shows::Lanes(ids) => self.several(ids, Target::Lane, language),
            Shows::Cards(ids) if ids.len() > 1 => {
                language.count(ids.len(), "{n} card", "{n} cards", &[])
            }
            Shows::Cards(ids) => self.several(ids, Target::Card, language),
            Shows::Points(ids) if ids.len() > 1 => {
                language.count(ids.len(), "{n} curve point", "{n} curve points", &[])
            }
            Shows::Points(ids) => self.several(ids, Target::Point, language),
            Shows::Persona(id) => self.own_name(&Target::Persona(id.clone()), language),
        }
    }

    /// What the first of several things are called, and how many more there are.
    fn several(&self, ids: &[Id], target: fn(Id) -> Target, language: Language) -> String {
        const TOLD: usize = 3;
        let names = ids.iter().take(TOLD);
        let names: Vec<String> = names
            .map(|id| self.own_name(&target(id.clone()), language))
            .collect();
        let names = names.join(", ");
        match ids.len().saturating_sub(TOLD) {
            0 => names,
            more => {
                let values = [("names", names.as_str())];
                language.count(
                    more,
                    "{names} and {n} more",
                    "{names} and {n} more",
                    &values,
                )
            }
        }
    }

    /// What is written on a thing in one line; where that is nothing, its place or its kind.
    pub fn own_name(&self, target: &Target, language: Language) -> String {
        let field = target.first_field();
        let text = field.and_then(|field| self.text(target, field));
        let words = text.unwrap_or_default();
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_point = target.id_of(Part::Point).is_some();
        let place = is_point.then(|| self.place(target, language));
        let name = [words.join(" "), place.unwrap_or_default()].into_iter();
        let mut name = name.filter(|name| !name.is_empty());
        name.next()
            .unwrap_or_else(|| self.kind_of(target, language).to_owned())
    }

    /// The name of a card of which it is known that it is the `index`th of `count` in its cell:
    /// to name all cards of a large map.
    pub fn name_of_card(
        &self,
        lane: &Lane,
        card: &Card,
        (index, count): (usize, usize),
        language: Language,
    ) -> String {
        let stage = self.stage(&card.stage).map_or("", |s| s.title.as_str());
        let role = lane.role().unwrap_or_default();
        let mut parts = vec![
            language.t(role.card_name()).to_owned(),
            stage.to_owned(),
            card.text.clone(),
        ];
        let target = Target::Card(card.id.clone());
        for field in target.texts().into_iter().filter(|field| !field.is_name()) {
            let text = text_field(field).and_then(|known| known.text(card));
            let text = text.filter(|text| !text.is_empty());
            let name = language.t(field.name());
            parts.extend(text.map(|text| format!("{name}: {text}")));
        }
        parts.push(one_of(index, count, language));
        joined(parts)
    }
}

fn joined(mut parts: Vec<String>) -> String {
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn step_of(stage: &Stage, step: &Step, language: Language) -> String {
    let index = stage.steps.iter().position(|other| other.id == step.id);
    one_of(index.unwrap_or(0), stage.steps.len(), language)
}

/// Which of its stage's points it is, left to right.
fn point_of(points: &[CurvePoint], point: &CurvePoint, language: Language) -> String {
    let beside = points.iter().filter(|other| other.stage == point.stage);
    let before = beside.clone().filter(|other| other.at < point.at).count();
    one_of(before, beside.count(), language)
}

/// A value as it is read: "−0.8".
pub fn signed_number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns −0 into 0.
    (rounded + 0.0).to_string().replace('-', "−")
}
