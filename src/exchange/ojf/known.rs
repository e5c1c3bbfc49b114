//! Who is meant by what: the names by which nodes refer to stages, lanes and personas.

use std::collections::{HashMap, HashSet};

use super::{
    blueprint::{self, Lists},
    members::{self, MemberMark, Members},
    names::{ID, LANE, PERSONA, SCORE, SENTIMENT, STAGE, TRUTH},
};
use crate::{
    file::Tree,
    model::{Card, CardRole, CurvePoint, Id, Lane, LaneType, Map, Unknown},
    words::Language,
};

/// Indices by ids and names.
pub(super) type NameIndex = HashMap<String, usize>;

/// Adds things by their ids, then by their names; the first of a name has it.
pub(super) fn add(names: &mut NameIndex, things: &[(usize, String, &str)]) {
    let ids = things.iter().map(|(index, id, _)| (*index, id.as_str()));
    let titles = things.iter().map(|(index, _, title)| (*index, *title));
    for (index, text) in ids.chain(titles).filter(|(_, text)| !text.is_empty()) {
        names.entry(text.to_owned()).or_insert(index);
    }
}

/// The first that a node names and that is there.
pub(super) fn meant(members: &Members, by: &[&str], names: &NameIndex) -> Option<usize> {
    let mut nodes = members.get(by);
    nodes.find_map(|node| names.get(&members::text_of(node)).copied())
}

/// Whom a node names, one or a list.
pub(super) fn people(members: &Members) -> Vec<String> {
    let mut people = Vec::new();
    for node in members.get(PERSONA) {
        match node.items() {
            Some(items) => people.extend(items.map(members::text_of)),
            None => people.push(members::text_of(node)),
        }
        people.retain(|text| !text.is_empty());
        if !people.is_empty() {
            break;
        }
    }
    people
}

/// What is asked of a kept part, if it is one.
fn asked<T>(unknown: &Unknown, ask: impl FnOnce(&Members) -> T) -> Option<T> {
    let tree = members::tree(unknown);
    let tree: Option<&Tree> = tree.as_ref();
    tree.and_then(Members::from_kept)
        .map(|members| ask(&members))
}

fn is(unknown: &Unknown, mark: MemberMark) -> bool {
    asked(unknown, |members| members.has(mark)) == Some(true)
}

/// The `id` that a part is written with; empty where it has none.
fn id_of(id: &Id, unknown: &Unknown) -> String {
    let of_members = asked(unknown, |members| {
        let said = members.text(ID);
        if members.has(MemberMark::OtherId) {
            said
        } else if said.is_empty() && !members.is_taken(ID) {
            String::new()
        } else {
            id.to_string()
        }
    });
    of_members.unwrap_or_else(|| id.to_string())
}

/// A map as it will be written: what is listed in it, and how each thing is named there.
pub(super) struct References<'m> {
    pub map: &'m Map,
    pub stages: NameIndex,
    pub lanes: NameIndex,
    pub personas: NameIndex,
    /// Ids that have to be added, as nothing else names the thing.
    pub named: HashSet<Id>,
    pub is_stage_listed: bool,
    pub listed_lanes: Vec<bool>,
    pub listed_personas: Vec<bool>,
    /// The member `persona` of the journey.
    pub single: Option<usize>,
    /// Whose a score is where nobody is named.
    pub only: Option<usize>,
    /// Where cards of no lane stand.
    pub other: Option<usize>,
    /// The lanes that are written with the nodes of others, and what of them each node has.
    pub is_blueprint: Vec<bool>,
    pub blueprints: HashMap<&'m Id, Lists<&'m Card>>,
    /// The points that are scores of cards.
    pub scores: HashMap<&'m Id, &'m CurvePoint>,
    ids: [Vec<String>; 3],
    index: [HashMap<&'m Id, usize>; 2],
}

impl<'m> References<'m> {
    pub(super) fn of(map: &'m Map) -> Self {
        let stage_ids: Vec<String> = map
            .stages
            .iter()
            .map(|s| id_of(&s.id, &s.unknown))
            .collect();
        let lane_ids: Vec<String> = map.lanes.iter().map(|l| id_of(&l.id, &l.unknown)).collect();
        let persona_ids = map
            .personas
            .iter()
            .map(|p| id_of(&p.id, &p.unknown))
            .collect();
        let (is_blueprint, blueprints) = blueprint::of_nodes(map);
        let mut sheet = Self {
            map,
            is_blueprint,
            blueprints,
            stages: NameIndex::new(),
            lanes: NameIndex::new(),
            personas: NameIndex::new(),
            named: HashSet::new(),
            is_stage_listed: true,
            listed_lanes: vec![false; map.lanes.len()],
            listed_personas: vec![true; map.personas.len()],
            single: None,
            only: None,
            other: None,
            scores: HashMap::new(),
            ids: [stage_ids, lane_ids, persona_ids],
            index: [
                map.stages
                    .iter()
                    .zip(0..)
                    .map(|(stage, at)| (&stage.id, at))
                    .collect(),
                map.personas
                    .iter()
                    .zip(0..)
                    .map(|(p, at)| (&p.id, at))
                    .collect(),
            ],
        };
        if let [stage] = &*map.stages {
            let is_empty = stage.title.is_empty() && stage.goal.is_empty();
            sheet.is_stage_listed = !(is_empty && is(&stage.unknown, MemberMark::Implied));
        }
        sheet.list_personas();
        sheet.find_scores();
        sheet.list_lanes();
        let stages = map.stages.iter().zip(&sheet.ids[0]).enumerate();
        let stages: Vec<_> = stages
            .map(|(at, (stage, id))| (at, id.clone(), stage.title.as_str()))
            .collect();
        add(&mut sheet.stages, &stages);
        let lanes = map.lanes.iter().zip(&sheet.ids[1]).enumerate();
        let lanes: Vec<_> = lanes
            .filter(|(at, _)| sheet.listed_lanes[*at])
            .map(|(at, (lane, id))| (at, id.clone(), lane.title.as_str()))
            .collect();
        add(&mut sheet.lanes, &lanes);
        sheet.name_the_nameless();
        sheet
    }

    fn list_personas(&mut self) {
        let map = self.map;
        let mut referred: HashSet<&Id> = map.cards().flat_map(|card| &card.personas).collect();
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        let curves = curves.filter(|curve| !curve.to_be && !curve.points.is_empty());
        referred.extend(curves.map(|curve| &curve.persona));
        let mut nameless = None;
        for (at, persona) in map.personas.iter().enumerate() {
            if is(&persona.unknown, MemberMark::Single) {
                self.single.get_or_insert(at);
            }
            let is_implied = is(&persona.unknown, MemberMark::Implied);
            if is_implied && (persona.name.is_empty() || referred.contains(&persona.id)) {
                self.listed_personas[at] = false;
            }
            if is_implied && persona.name.is_empty() {
                nameless.get_or_insert(at);
            }
        }
        for is_listed in [true, false] {
            let personas = map.personas.iter().zip(&self.ids[2]).enumerate();
            let personas: Vec<_> = personas
                .filter(|(at, _)| self.listed_personas[*at] == is_listed)
                .map(|(at, (persona, id))| {
                    let id = if is_listed { id.clone() } else { String::new() };
                    (at, id, persona.name.as_str())
                })
                .collect();
            if let ([(only, ..)], true) = (&*personas, is_listed) {
                self.only = Some(*only);
            }
            add(&mut self.personas, &personas);
        }
        self.only = self.only.or(nameless);
        if let Some(single) = self.single {
            self.listed_personas[single] = false;
        }
    }

    fn find_scores(&mut self) {
        let map = self.map;
        let feelings = || {
            let lanes = map.lanes.iter();
            lanes.filter(|lane| LaneType::Emotion.is(lane))
        };
        let own = feelings().find(|lane| !is(&lane.unknown, MemberMark::Implied));
        let Some(lane) = own.or_else(|| feelings().next()) else {
            return;
        };
        let curves = lane.curves().iter().filter(|curve| !curve.to_be);
        let points = curves.flat_map(|curve| {
            let points = curve.points.iter();
            points.map(|point| (&point.id, (&curve.persona, point)))
        });
        let points: HashMap<&Id, (&Id, &CurvePoint)> = points.collect();
        for card in map.cards() {
            let Some((persona, point)) = points.get(&card.id) else {
                continue;
            };
            let first = card.personas.first();
            let only = self.only.map(|only| &map.personas[only].id);
            let is_theirs = first.or(only) == Some(*persona);
            let scored = |members: &Members| {
                let mut said = members.get(SCORE).chain(members.get(TRUTH));
                said.next().is_some() || members.is_taken(SENTIMENT)
            };
            let is_here = card.stage == point.stage && is_theirs;
            if is_here && asked(&card.unknown, scored) == Some(true) {
                self.scores.insert(&card.id, point);
            }
        }
    }

    /// Whether a point is written with a card.
    pub(super) fn is_score(&self, point: &CurvePoint) -> bool {
        let known = self.scores.get(&point.id);
        known.is_some_and(|known| std::ptr::eq(*known, point))
    }

    fn list_lanes(&mut self) {
        let is_named = |lane: &Lane, english| {
            let mut languages = Language::ALL.into_iter();
            languages.any(|language| lane.title == language.t(english))
        };
        let map = self.map;
        for (at, lane) in map.lanes.iter().enumerate() {
            let is_implied = || is(&lane.unknown, MemberMark::Implied);
            if self.is_blueprint[at] {
                continue;
            }
            self.listed_lanes[at] = if let Some(role) = lane.role() {
                let name = CardRole::Free.lane_name();
                let is_other = self.other.is_none()
                    && role == CardRole::Free
                    && is_named(lane, name)
                    && is_implied();
                if is_other {
                    self.other = Some(at);
                }
                !is_other
            } else if LaneType::Emotion.is(lane) {
                let curves = lane.curves().iter().filter(|curve| !curve.to_be);
                let mut points = curves.flat_map(|curve| &curve.points);
                !(is_named(lane, "Emotions")
                    && is_implied()
                    && points.all(|point| self.is_score(point)))
            } else {
                // The others are not written.
                false
            };
        }
    }

    /// Whatever holds something and cannot be told from others gets its id.
    fn name_the_nameless(&mut self) {
        let map = self.map;
        for (at, lane) in map.lanes.iter().enumerate() {
            if self.is_blueprint[at] {
                continue;
            }
            let curves = lane.curves().iter().filter(|curve| !curve.to_be);
            let points = curves.flat_map(|curve| &curve.points);
            let points = points.filter(|point| !self.is_score(point));
            let cards = lane.cards().iter().map(|card| &card.stage);
            let stages: HashSet<&Id> = cards.chain(points.map(|point| &point.stage)).collect();
            if !stages.is_empty() && self.listed_lanes[at] && self.lane(at).is_none() {
                self.named.insert(lane.id.clone());
                self.ids[1][at] = lane.id.to_string();
                self.lanes.insert(lane.id.to_string(), at);
            }
            for stage in stages {
                let Some(at) = self.stage_index(stage).filter(|at| *at > 0) else {
                    continue;
                };
                if self.stage(at).is_none() {
                    self.named.insert(stage.clone());
                    self.ids[0][at] = stage.to_string();
                    self.stages.insert(stage.to_string(), at);
                }
            }
        }
    }

    pub(super) fn stage_index(&self, id: &Id) -> Option<usize> {
        self.index[0].get(id).copied()
    }

    pub(super) fn persona_index(&self, id: &Id) -> Option<usize> {
        self.index[1].get(id).copied()
    }

    /// By what a node names a stage.
    pub(super) fn stage(&self, at: usize) -> Option<&str> {
        let title = &self.map.stages.get(at)?.title;
        named([&self.ids[0][at], title], at, &self.stages)
    }

    pub(super) fn lane(&self, at: usize) -> Option<&str> {
        let title = &self.map.lanes.get(at)?.title;
        named([&self.ids[1][at], title], at, &self.lanes)
    }

    pub(super) fn persona(&self, at: usize) -> Option<&str> {
        let name = &self.map.personas.get(at)?.name;
        named([name, &self.ids[2][at]], at, &self.personas)
    }

    /// The stage that a node says.
    pub(super) fn stage_of(&self, members: &Members) -> usize {
        meant(members, STAGE, &self.stages).unwrap_or(0)
    }

    pub(super) fn lane_of(&self, members: &Members) -> Option<usize> {
        meant(members, LANE, &self.lanes).or(self.other)
    }

    /// The personas that a node names; `None` where one of them is not there.
    pub(super) fn people_of(&self, members: &Members) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        for name in people(members) {
            let at = *self.personas.get(&name)?;
            if !found.contains(&at) {
                found.push(at);
            }
        }
        Some(found)
    }
}

fn named<'s>(names: [&'s String; 2], at: usize, known: &NameIndex) -> Option<&'s str> {
    let mut names = names.into_iter();
    let name = names.find(|name| known.get(*name) == Some(&at));
    name.map(String::as_str)
}
