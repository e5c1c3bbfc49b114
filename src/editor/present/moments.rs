//! The journey as its customer walks it: a stop for each moment of contact, in reading order.

use std::{collections::HashSet, sync::Arc};

use crate::{
    editor::{
        parts::{cell_cards, columns},
        seen::seen_cards,
    },
    layout::Lens,
    model::{CardRole, Id, Map, Shows, Stage, Stop, When, signed_number},
};

/// What belongs to a moment, beside the contact itself: what is thought, and what goes wrong.
const AROUND: [CardRole; 3] = [CardRole::Thoughts, CardRole::Quotes, CardRole::PainPoints];

/// The stops of a walk: of each stage the touchpoints, else what the customer does, each with what
/// is thought and what goes wrong in the stage; else the stage itself. What cannot be seen through
/// the lens is passed by.
pub(super) fn moments(map: &Map, lens: &Lens) -> Vec<Arc<Stop>> {
    let lens = Lens {
        hides_others: !lens.personas.is_empty(),
        ..lens.clone()
    };
    let seen = seen_cards(map, &lens);
    let mut stops = Vec::new();
    for stage in &map.stages {
        let contacts = contacts(map, stage, &seen);
        let around = around(map, stage, &seen);
        let notes = notes(map, stage, &lens);
        let stop = |id: &Id, title: &str, shows: Shows| {
            Arc::new(Stop {
                id: Id::new(format!("walk {id}")),
                title: title.to_owned(),
                shows,
                personas: lens.personas.clone(),
                when: lens.when,
                notes: notes.clone(),
                ..Stop::default()
            })
        };
        if contacts.is_empty() {
            let shows = Shows::Stages(vec![stage.id.clone()]);
            stops.push(stop(&stage.id, &stage.title, shows));
        }
        for contact in contacts {
            let text = map
                .card(&contact)
                .map_or("", |(_, card)| card.text.as_str());
            let cards = std::iter::once(&contact).chain(around.iter().copied());
            let cards = Shows::Cards(cards.cloned().collect());
            stops.push(stop(&contact, text, cards));
        }
    }
    stops
}

/// Where the customer meets the organisation in a stage, column by column.
fn contacts(map: &Map, stage: &Stage, seen: &HashSet<&Id>) -> Vec<Id> {
    let columns = columns(map);
    let here = || columns.iter().filter(|(of, _)| *of == stage.id);
    let of_role = |role: CardRole| -> Vec<Id> {
        let lanes = || map.lanes.iter().filter(|lane| lane.role() == Some(role));
        let cells = here().flat_map(|column| lanes().map(move |lane| (lane, column)));
        let cards = cells.flat_map(|(lane, column)| cell_cards(map, lane, column));
        cards.filter(|id| seen.contains(id)).cloned().collect()
    };
    let touchpoints = of_role(CardRole::Touchpoints);
    match touchpoints.is_empty() {
        true => of_role(CardRole::CustomerActions),
        false => touchpoints,
    }
}

/// What is thought and what goes wrong in a stage.
fn around<'a>(map: &'a Map, stage: &Stage, seen: &HashSet<&Id>) -> Vec<&'a Id> {
    let lanes = map.lanes.iter();
    let lanes = lanes.filter(|lane| lane.role().is_some_and(|role| AROUND.contains(&role)));
    let cards = lanes.flat_map(|lane| lane.cards());
    let here = cards.filter(|card| card.stage == stage.id && seen.contains(&card.id));
    let told = here.filter(|card| !card.text.trim().is_empty());
    told.map(|card| &card.id).collect()
}

/// What is wanted and felt in a stage, for whoever speaks.
fn notes(map: &Map, stage: &Stage, lens: &Lens) -> String {
    let mut lines = vec![stage.goal.clone()];
    // As it is, unless one looks at how it should be.
    let to_be = lens.when == When::ToBe;
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    for curve in curves.filter(|curve| curve.to_be == to_be && lens.shows_curve(curve)) {
        let name = map.persona(&curve.persona).map_or("", |p| p.name.as_str());
        let mut points: Vec<_> = curve.points.iter().collect();
        points.retain(|point| point.stage == stage.id);
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        for point in points {
            let value = point.value.map(signed_number).unwrap_or_default();
            let mut parts = vec![name, &point.label, &value];
            parts.retain(|part| !part.is_empty());
            lines.push(parts.join(", "));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
