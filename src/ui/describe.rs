//! Things on the map in words: for screen readers, for the panel, for the status line.

use egui::Role;

use crate::{
    model::{Card, CurvePoint, Id, Map, Stage, Step, Target, one_of},
    words::Language,
};

/// What kind of thing it is: "Pain point".
pub fn kind(map: &Map, target: &Target, language: Language) -> &'static str {
    language.t(map.kind_name(target))
}

/// Where it stands: "Purchase · Pain points".
pub fn place(map: &Map, target: &Target, language: Language) -> String {
    map.place(target, language)
}

/// What a screen reader says; unique on a map as far as its texts are.
pub fn label(map: &Map, target: &Target, language: Language) -> String {
    let stage = |id: &Id| map.stage(id).map_or("", |stage| stage.title.as_str());
    let mut parts: Vec<String> = vec![kind(map, target, language).to_owned()];
    match target {
        Target::Title => parts.push(map.title.clone()),
        Target::Facts => parts.push(map.scenario.clone()),
        Target::Persona(id) => parts.extend(map.persona(id).map(|p| p.name.clone())),
        Target::Channel(id) => parts.extend(map.channel(id).map(|c| c.name.clone())),
        Target::Stage(id) => {
            parts.push(stage(id).to_owned());
            parts.push(place(map, target, language));
        }
        Target::Step(id) => {
            if let Some((stage, step)) = map.step(id) {
                parts.push(stage.title.clone());
                parts.push(step.title.clone());
                parts.push(step_of(stage, step, language));
            }
        }
        Target::Lane(id) => {
            parts.extend(map.lane(id).map(|lane| lane.title.clone()));
            parts.push(place(map, target, language));
        }
        Target::Card(id) => {
            if let Some((lane, card)) = map.card(id) {
                parts.push(stage(&card.stage).to_owned());
                parts.push(card.text.clone());
                for field in target.texts().into_iter().filter(|field| !field.is_name()) {
                    let text = map.text(target, field).filter(|text| !text.is_empty());
                    let name = language.t(field.name());
                    parts.extend(text.map(|text| format!("{name}: {text}")));
                }
                let together = |other: &&std::sync::Arc<Card>| {
                    other.stage == card.stage && other.step == card.step
                };
                let cell: Vec<_> = lane.cards().iter().filter(together).collect();
                let index = cell.iter().position(|other| other.id == *id);
                parts.push(one_of(index.unwrap_or(0), cell.len(), language));
            }
        }
        Target::Point(id) => {
            if let Some((_, curve, point)) = map.point(id) {
                parts.extend(map.persona(&curve.persona).map(|p| p.name.clone()));
                parts.push(stage(&point.stage).to_owned());
                if point.label.is_empty() {
                    parts.push(point_of(&curve.points, point, language));
                } else {
                    parts.push(point.label.clone());
                }
                parts.push(match point.value {
                    Some(value) => number(value),
                    None => language.t("no data").to_owned(),
                });
            }
        }
        Target::Metric(id) => {
            if let Some((_, metric)) = map.metric(id) {
                parts.push(match &metric.stage {
                    Some(id) => stage(id).to_owned(),
                    None => language.t("Whole journey").to_owned(),
                });
                parts.push(metric.name.clone());
                parts.push(metric.figure(map.language));
            }
        }
        Target::Arrow(id) => {
            parts.extend(map.arrow(id).map(|arrow| arrow.label.clone()));
            parts.push(place(map, target, language));
        }
        Target::Cell { .. } => parts.push(place(map, target, language)),
        Target::Dot {
            lane,
            channel,
            stage,
        } => {
            parts.push(place(map, target, language));
            let on = map
                .lane(lane)
                .is_some_and(|lane| map.channel_in_stage(lane, channel, stage));
            parts.push(
                language
                    .t(if on { "in use" } else { "not in use" })
                    .to_owned(),
            );
        }
        Target::Line { above } => {
            let lane = map.lane(above).map_or("", |lane| lane.title.as_str());
            parts.push(language.fill("above {lane}", &[("lane", lane)]));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

pub fn role(target: &Target) -> Role {
    match target {
        Target::Title => Role::Heading,
        Target::Stage(_) | Target::Step(_) => Role::ColumnHeader,
        Target::Lane(_) => Role::RowHeader,
        Target::Cell { .. } => Role::Cell,
        Target::Dot { .. } => Role::CheckBox,
        Target::Facts
        | Target::Persona(_)
        | Target::Channel(_)
        | Target::Card(_)
        | Target::Point(_)
        | Target::Metric(_)
        | Target::Arrow(_)
        | Target::Line { .. } => Role::Button,
    }
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
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns −0 into 0.
    (rounded + 0.0).to_string().replace('-', "−")
}
