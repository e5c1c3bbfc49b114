//! What the rules look at: the map with its stages counted once, and what was found so far.

use std::collections::HashMap;

use super::finding::{Finding, Reason, ReasonPart, in_short};
use crate::model::{Card, CardRole, Element, Id, Lane, Map, Target};

/// Where a finding stands in reading order: the row, the column, what comes before it there.
pub(super) type SortKey = (usize, usize, usize);

/// The rows above the lanes.
pub(super) const OF_MAP: usize = 0;
pub(super) const OF_PERSONAS: usize = 1;
pub(super) const OF_STAGES: usize = 2;
const LANES: usize = 3;

pub(super) struct Review<'a> {
    pub map: &'a Map,
    stages: HashMap<&'a Id, usize>,
    /// How many things stand in each stage: cards, points with a value, metrics, channels that were
    /// set by hand.
    pub contents: Vec<usize>,
    found: Vec<(SortKey, Finding)>,
}

impl<'a> Review<'a> {
    pub(super) fn of(map: &'a Map) -> Self {
        let stages = map.stages.iter().enumerate();
        let stages: HashMap<_, _> = stages.map(|(index, stage)| (&stage.id, index)).collect();
        let contents = contents(map, &stages);
        Self {
            map,
            stages,
            contents,
            found: Vec::new(),
        }
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.found.sort_by_key(|(order, _)| *order);
        self.found.into_iter().map(|(_, finding)| finding).collect()
    }

    pub(super) fn stage_index(&self, stage: &Id) -> usize {
        self.stages.get(stage).copied().unwrap_or_default()
    }

    /// The lanes with their places among all, hidden ones included.
    pub(super) fn lanes(&self) -> impl Iterator<Item = (usize, &'a Lane)> + use<'a> {
        let lanes = self.map.lanes.iter().enumerate();
        lanes.map(|(index, lane)| (index, &**lane))
    }

    /// The lanes that are on the sheet, with their places among all.
    pub(super) fn shown_lanes(&self) -> impl Iterator<Item = (usize, &'a Lane)> + use<'a> {
        self.lanes().filter(|(_, lane)| !lane.hidden)
    }

    /// The cards of all lanes of a role that say something.
    pub(super) fn cards_of(&self, role: CardRole) -> impl Iterator<Item = Standing<'a>> + use<'a> {
        let lanes = self.lanes();
        let lanes = lanes.filter(move |(_, lane)| lane.role() == Some(role));
        lanes.flat_map(|(lane_index, lane)| {
            let cards = lane.cards().iter().enumerate();
            let cards = cards.filter(|(_, card)| says_something(card));
            cards.map(move |(index, card)| Standing {
                card,
                lane,
                lane_index,
                index,
            })
        })
    }

    pub(super) fn stage_name(&self, index: usize) -> ReasonPart {
        let title = self.map.stages.get(index).map_or("", |s| s.title.as_str());
        ReasonPart::of(title, "Stage", index)
    }

    pub(super) fn persona_name(&self, id: &Id) -> ReasonPart {
        let mut personas = self.map.personas.iter();
        let index = personas.position(|persona| persona.id == *id).unwrap_or(0);
        let name = self.map.persona(id).map_or("", |p| p.name.as_str());
        ReasonPart::of(name, "Persona", index)
    }

    pub(super) fn add<const N: usize>(
        &mut self,
        order: SortKey,
        reason: Reason,
        target: Target,
        names: [(&'static str, ReasonPart); N],
    ) {
        self.add_about(order, reason, target, Vec::new(), names);
    }

    /// As [`Review::add`], for what concerns more than its place.
    pub(super) fn add_about<const N: usize>(
        &mut self,
        order: SortKey,
        reason: Reason,
        target: Target,
        also: Vec<Target>,
        names: [(&'static str, ReasonPart); N],
    ) {
        let finding = Finding {
            reason,
            target,
            also,
            names: names.into(),
        };
        self.found.push((order, finding));
    }

    /// In a lane.
    pub(super) fn order(&self, lane_index: usize, stage: &Id, index: usize) -> SortKey {
        (LANES + lane_index, self.stage_index(stage), index)
    }

    /// About a card by its text.
    pub(super) fn add_card(&mut self, at: &Standing<'a>, reason: Reason) {
        let order = self.order(at.lane_index, &at.card.stage, at.index);
        let text = ReasonPart::Text(in_short(&at.card.text));
        let target = Target::Card(at.card.id.clone());
        self.add(order, reason, target, [("card", text)]);
    }
}

/// A card and where it stands.
pub(super) struct Standing<'a> {
    pub card: &'a Card,
    pub lane: &'a Lane,
    pub lane_index: usize,
    /// In its lane.
    pub index: usize,
}

pub(super) fn says_something(card: &Card) -> bool {
    !card.text.trim().is_empty()
}

fn contents(map: &Map, stages: &HashMap<&Id, usize>) -> Vec<usize> {
    let mut counts = vec![0; map.stages.len()];
    map.visit(&mut |_, element| {
        let is_content = match element {
            Element::Card(_, card) => says_something(card),
            Element::Point(.., point) => point.value.is_some(),
            Element::Mark(_, mark) => mark.on,
            other => other.id().is_some_and(|(part, _)| part.is_content()) && !other.is_blank(),
        };
        let stage = element.stage().filter(|_| is_content);
        if let Some(index) = stage.and_then(|stage| stages.get(stage)) {
            counts[*index] += 1;
        }
    });
    counts
}
