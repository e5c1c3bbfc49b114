//! Every text of a map that can be seen or written, in reading order, and how one is changed.

use std::{collections::HashMap, sync::Arc};

use super::Within;
use crate::{
    edit::Edit,
    model::{Card, Evidence, Field, Id, Lane, LaneKind, Map, Target},
};

/// Hands out every text with the thing that it is of, in reading order: the head, the stages,
/// then lane after lane, in each from left to right and top to bottom.
pub(super) fn each(map: &Map, mut add: impl FnMut(Target, Within, &str)) {
    let fields = |add: &mut dyn FnMut(Target, Within, &str), target: Target, fields: &[Field]| {
        for field in fields {
            if let Some(text) = map.text(&target, *field) {
                add(target.clone(), Within::Field(*field), &text);
            }
        }
    };
    fields(&mut add, Target::Title, &[Field::Title]);
    let of_facts = [Field::Scenario, Field::Goal, Field::Owner];
    fields(&mut add, Target::Facts, &of_facts);
    for persona in &map.personas {
        let all = [
            Field::Name,
            Field::Role,
            Field::Quote,
            Field::Goals,
            Field::Frustrations,
        ];
        fields(&mut add, Target::Persona(persona.id.clone()), &all);
    }
    for stage in &map.stages {
        let all = [Field::Title, Field::Duration, Field::Goal];
        fields(&mut add, Target::Stage(stage.id.clone()), &all);
    }
    for step in map.stages.iter().flat_map(|stage| &stage.steps) {
        fields(&mut add, Target::Step(step.id.clone()), &[Field::Title]);
    }
    let order = Order::of(map);
    let mut channels_told = false;
    let channels = |add: &mut dyn FnMut(Target, Within, &str)| {
        for channel in &map.channels {
            fields(add, Target::Channel(channel.id.clone()), &[Field::Name]);
        }
    };
    for lane in map.lanes.iter().filter(|lane| !lane.hidden) {
        let of_lane = [Field::Title, Field::Note];
        fields(&mut add, Target::Lane(lane.id.clone()), &of_lane);
        if matches!(lane.kind, LaneKind::Channels { .. }) && !channels_told {
            channels_told = true;
            channels(&mut add);
        }
        in_lane(map, lane, &order, &mut add);
    }
    if !channels_told {
        channels(&mut add);
    }
    for arrow in &map.arrows {
        fields(&mut add, Target::Arrow(arrow.id.clone()), &[Field::Label]);
    }
}

fn in_lane(map: &Map, lane: &Lane, order: &Order<'_>, add: &mut impl FnMut(Target, Within, &str)) {
    let mut cards: Vec<&Arc<Card>> = lane.cards().iter().collect();
    cards.sort_by_key(|card| order.column(&card.stage, card.step.as_ref()));
    for card in cards {
        let target = Target::Card(card.id.clone());
        add(target.clone(), Within::Field(Field::Text), &card.text);
        in_evidence(&target, &card.evidence, add);
    }
    let points = lane.curves().iter().flat_map(|curve| &curve.points);
    let mut points: Vec<_> = points.collect();
    points.sort_by(|a, b| {
        let place = |stage| order.column(stage, None);
        let by_stage = place(&a.stage).cmp(&place(&b.stage));
        by_stage.then(a.at.total_cmp(&b.at))
    });
    for point in points {
        let target = Target::Point(point.id.clone());
        add(target.clone(), Within::Field(Field::Label), &point.label);
        in_evidence(&target, &point.evidence, add);
    }
    let mut metrics: Vec<_> = lane.metrics().iter().collect();
    metrics.sort_by_key(|metric| {
        let stage = metric.stage.as_ref();
        stage.map(|stage| order.column(stage, None))
    });
    for metric in metrics {
        let target = Target::Metric(metric.id.clone());
        add(target.clone(), Within::Field(Field::Name), &metric.name);
        let figure = metric.figure(map.language);
        add(target.clone(), Within::Field(Field::Value), &figure);
        in_evidence(&target, &metric.evidence, add);
    }
}

fn in_evidence(target: &Target, all: &[Evidence], add: &mut impl FnMut(Target, Within, &str)) {
    for (index, evidence) in all.iter().enumerate() {
        add(target.clone(), Within::Evidence(index), &evidence.text);
        add(target.clone(), Within::Source(index), &evidence.source);
    }
}

/// The columns by their names; looking each up in the map takes long where there are many cards.
struct Order<'a> {
    stages: HashMap<&'a Id, usize>,
    steps: HashMap<&'a Id, usize>,
}

impl<'a> Order<'a> {
    fn of(map: &'a Map) -> Self {
        let stages = map.stages.iter().enumerate();
        let steps = map.stages.iter().flat_map(|stage| {
            let steps = stage.steps.iter().enumerate();
            steps.map(|(index, step)| (&step.id, index))
        });
        Self {
            stages: stages.map(|(index, stage)| (&stage.id, index)).collect(),
            steps: steps.collect(),
        }
    }

    fn column(&self, stage: &Id, step: Option<&Id>) -> (usize, usize) {
        let place = |of: &HashMap<&Id, usize>, id| of.get(id).copied().unwrap_or(0);
        (
            place(&self.stages, stage),
            step.map_or(0, |step| place(&self.steps, step)),
        )
    }
}

/// The edits that write each text anew, those of evidence lane by lane.
pub(super) fn edits(map: &Map, texts: &[(Target, Within, String)]) -> Vec<Edit> {
    let mut evidence: HashMap<&Target, Vec<(Within, &str)>> = HashMap::new();
    let mut edits = Vec::new();
    for (target, within, text) in texts {
        match within {
            Within::Field(field) => edits.push(Edit::SetText {
                target: target.clone(),
                field: *field,
                text: text.clone(),
            }),
            _ => evidence.entry(target).or_default().push((*within, text)),
        }
    }
    let mut first = Vec::new();
    if !evidence.is_empty() {
        for lane in &map.lanes {
            let mut changed = Lane::clone(lane);
            write_evidence(&mut changed, &evidence);
            if changed != **lane {
                first.push(Edit::ReplaceLane(Arc::new(changed)));
            }
        }
    }
    // They hold the other texts as they were: those are written afterwards.
    first.extend(edits);
    first
}

fn write_evidence(lane: &mut Lane, texts: &HashMap<&Target, Vec<(Within, &str)>>) {
    let write = |all: &mut Vec<Evidence>, texts: &[(Within, &str)]| {
        for (within, text) in texts {
            let part = match within {
                Within::Evidence(index) => all.get_mut(*index).map(|e| &mut e.text),
                Within::Source(index) => all.get_mut(*index).map(|e| &mut e.source),
                Within::Field(_) => None,
            };
            if let Some(part) = part {
                (*text).clone_into(part);
            }
        }
    };
    match &mut lane.kind {
        LaneKind::Cards { cards, .. } => {
            for card in cards {
                if let Some(texts) = texts.get(&Target::Card(card.id.clone())) {
                    write(&mut Arc::make_mut(card).evidence, texts);
                }
            }
        }
        LaneKind::Emotion { curves } => {
            for curve in curves {
                for index in 0..curve.points.len() {
                    let target = Target::Point(curve.points[index].id.clone());
                    if let Some(texts) = texts.get(&target) {
                        write(&mut Arc::make_mut(curve).points[index].evidence, texts);
                    }
                }
            }
        }
        LaneKind::Metrics { metrics } => {
            for metric in metrics {
                if let Some(texts) = texts.get(&Target::Metric(metric.id.clone())) {
                    write(&mut Arc::make_mut(metric).evidence, texts);
                }
            }
        }
        LaneKind::Channels { .. } | LaneKind::Foreign { .. } => {}
    }
}

/// The text as it is now.
pub(super) fn text(map: &Map, target: &Target, within: Within) -> Option<String> {
    let evidence = |index: usize| match target {
        Target::Card(id) => map.card(id)?.1.evidence.get(index),
        Target::Point(id) => map.point(id)?.2.evidence.get(index),
        Target::Metric(id) => map.metric(id)?.1.evidence.get(index),
        _ => None,
    };
    match within {
        Within::Field(field) => map.text(target, field),
        Within::Evidence(index) => Some(evidence(index)?.text.clone()),
        Within::Source(index) => Some(evidence(index)?.source.clone()),
    }
}
