//! Every text of a map that can be seen or written, in reading order, and how one is changed.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use super::state::Within;
use crate::{
    edit::Edit,
    model::{Element, ElementMut, Evidence, Field, Id, Lane, LaneType, Map, Target},
};

/// Hands out every text with the thing that it is of, in reading order: the head, the stages,
/// then lane after lane, in each from left to right and top to bottom, then the stops.
pub(super) fn each(map: &Map, mut add: impl FnMut(Target, Within, &str)) {
    let say = |add: &mut dyn FnMut(Target, Within, &str), target: Target| {
        for field in target.texts() {
            if let Some(text) = map.text(&target, field) {
                add(target.clone(), Within::Field(field), &text);
            }
        }
    };
    say(&mut add, Target::Title);
    say(&mut add, Target::Facts);
    for persona in &map.personas {
        say(&mut add, Target::Persona(persona.id.clone()));
    }
    for stage in &map.stages {
        say(&mut add, Target::Stage(stage.id.clone()));
    }
    for step in map.stages.iter().flat_map(|stage| &stage.steps) {
        say(&mut add, Target::Step(step.id.clone()));
    }
    let order = ReadingOrder::of(map);
    let mut channels_told = false;
    let channels = |add: &mut dyn FnMut(Target, Within, &str)| {
        for channel in &map.channels {
            say(add, Target::Channel(channel.id.clone()));
        }
    };
    for lane in map.lanes.iter().filter(|lane| !lane.hidden) {
        say(&mut add, Target::Lane(lane.id.clone()));
        if LaneType::Channels.is(lane) && !channels_told {
            channels_told = true;
            channels(&mut add);
        }
        in_lane(map, lane, &order, &mut add);
    }
    if !channels_told {
        channels(&mut add);
    }
    for arrow in &map.arrows {
        say(&mut add, Target::Arrow(arrow.id.clone()));
    }
    for stop in &map.stops {
        say(&mut add, Target::Stop(stop.id.clone()));
    }
}

fn in_lane(
    map: &Map,
    lane: &Lane,
    order: &ReadingOrder<'_>,
    add: &mut impl FnMut(Target, Within, &str),
) {
    let mut elements = Vec::new();
    lane.visit(&mut |element| elements.push((order.place(element), element)));
    elements.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    for (_, element) in elements {
        let target = element.target();
        let mut say = |field: Field, text: &str| add(target.clone(), Within::Field(field), text);
        // Looking each up in the map takes long where there are many.
        element.texts(map.language, &mut say);
        for (index, evidence) in element.evidence().iter().enumerate() {
            add(target.clone(), Within::Evidence(index), &evidence.text);
            add(target.clone(), Within::Source(index), &evidence.source);
        }
    }
}

/// The columns by their names; looking each up in the map takes long where there are many cards.
struct ReadingOrder<'a> {
    stages: HashMap<&'a Id, usize>,
    steps: HashMap<&'a Id, usize>,
}

impl<'a> ReadingOrder<'a> {
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

    /// The column of an element (first what stands in none), and how far across it.
    fn place(&self, element: Element<'_>) -> (Option<(usize, usize)>, f64) {
        let (step, at) = match element {
            Element::Card(_, card) => (card.step.as_ref(), 0.0),
            Element::Point(.., point) => (None, point.at),
            _ => (None, 0.0),
        };
        (element.stage().map(|stage| self.column(stage, step)), at)
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
        let mut changed = map.clone();
        changed.visit_mut(&mut |_, element| write_evidence(element, &evidence));
        for (before, after) in map.lanes.iter().zip(&changed.lanes) {
            if before != after {
                first.push(Edit::ReplaceLane(after.clone()));
            }
        }
    }
    // They hold the other texts as they were: those are written afterwards.
    first.extend(edits);
    first
}

fn write_evidence(element: ElementMut<'_>, texts: &HashMap<&Target, Vec<(Within, &str)>>) {
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
    match element {
        ElementMut::Card(card) => {
            if let Some(texts) = texts.get(&Target::Card(card.id.clone())) {
                write(&mut Arc::make_mut(card).evidence, texts);
            }
        }
        ElementMut::Point(point) => {
            if let Some(texts) = texts.get(&Target::Point(point.id.clone())) {
                write(&mut point.evidence, texts);
            }
        }
        ElementMut::Metric(metric) => {
            if let Some(texts) = texts.get(&Target::Metric(metric.id.clone())) {
                write(&mut Arc::make_mut(metric).evidence, texts);
            }
        }
        _ => {}
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
