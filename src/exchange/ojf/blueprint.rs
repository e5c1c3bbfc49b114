//! What a node says of the service behind it: lanes of their own on the map, lists of the node in
//! the file.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::members::{self, Members, WrittenMember, text, write_record};
use crate::{
    file::Value,
    model::{Card, CardRole, Id, Lane, LineKind, Map, Unknown},
    words::marked,
};

/// The member of a node.
pub(super) const BLUEPRINT: &[&str] = &["blueprint"];
/// An unknown field of a lane: which list its cards come from.
pub(super) const LIST: &str = "ojf_blueprint";
/// An unknown field of a card: the node that it belongs to.
pub(super) const NODE: &str = "ojf_node";

/// One list of a blueprint.
pub(super) struct List {
    pub name: &'static [&'static str],
    pub role: CardRole,
    /// Who or what, and what is said of it.
    first: &'static [&'static str],
    second: &'static [&'static str],
    /// Above its lane.
    pub line: Option<LineKind>,
}

/// What the lanes of the lists are called.
pub(super) const TITLES: [&str; 4] = [
    marked("Physical evidence"),
    marked("Frontstage"),
    marked("Backstage"),
    marked("Support processes"),
];

pub(super) const LISTS: [List; 4] = [
    List {
        name: &["evidence"],
        role: CardRole::Free,
        first: &["item", "title", "name"],
        second: &[],
        line: None,
    },
    List {
        name: &["onstage"],
        role: CardRole::OrganisationActivities,
        first: &["actor"],
        second: &["action", "title", "name"],
        line: Some(LineKind::Interaction),
    },
    List {
        name: &["backstage"],
        role: CardRole::OrganisationActivities,
        first: &["actor"],
        second: &["action", "title", "name"],
        line: Some(LineKind::Visibility),
    },
    List {
        name: &["support"],
        role: CardRole::OrganisationActivities,
        first: &["system"],
        second: &["description", "title", "name"],
        line: Some(LineKind::InternalInteraction),
    },
];

impl List {
    /// An entry in words: "Apprentice: Nods from the back".
    pub(super) fn words(&self, entry: &Members) -> String {
        let (first, second) = (entry.text(self.first), entry.text(self.second));
        match (first.is_empty(), second.is_empty()) {
            (false, false) => format!("{first}: {second}"),
            _ => first + &second,
        }
    }

    /// An entry that says what a card does.
    fn write(&self, card: &Card, out: &mut String) {
        members::with(&card.unknown, |entry| {
            if entry.is_some_and(|entry| self.words(entry) == card.text) {
                return write_record(entry, &[], out);
            }
            let (first, second) = match card.text.split_once(": ") {
                Some(parts) if !self.second.is_empty() => parts,
                _ if self.second.is_empty() => (card.text.as_str(), ""),
                _ => ("", card.text.as_str()),
            };
            let mut props = vec![text(entry, self.first, first)];
            if !self.second.is_empty() {
                props.push(text(entry, self.second, second));
            }
            write_record(entry, &props, out);
        });
    }
}

/// The cards of a node by their list.
pub(super) type Lists<T> = [Vec<T>; 4];

/// What was met of blueprints while the nodes are read.
#[derive(Default)]
pub(super) struct Blueprints {
    pub cards: Lists<Arc<Card>>,
    /// The last lane of a node that has one.
    pub below: usize,
}

fn kept_text(unknown: &Unknown, name: &str) -> Option<String> {
    let tree = members::field(unknown, name)?;
    match tree.root().value() {
        Value::Text(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// The lanes that are blueprints of nodes, and the cards of each node by list. A lane with a card
/// that belongs to no node is one like the others.
pub(super) fn of_nodes(map: &Map) -> (Vec<bool>, HashMap<&Id, Lists<&Card>>) {
    let list_of = |lane: &Lane| {
        let name = kept_text(&lane.unknown, LIST).filter(|_| lane.role().is_some())?;
        LISTS.iter().position(|list| list.name[0] == name)
    };
    let lists: Vec<Option<usize>> = map.lanes.iter().map(|lane| list_of(lane)).collect();
    let mut of_nodes: HashMap<&Id, Lists<&Card>> = HashMap::new();
    let mut is_blueprint = vec![false; map.lanes.len()];
    if lists.iter().all(Option::is_none) {
        return (is_blueprint, of_nodes);
    }
    let mut nodes: HashMap<&Id, &Id> = HashMap::new();
    let mut first_of_stage: HashMap<&Id, &Id> = HashMap::new();
    for (lane, list) in map.lanes.iter().zip(&lists) {
        for card in lane.cards().iter().filter(|_| list.is_none()) {
            nodes.insert(&card.id, &card.stage);
            first_of_stage.entry(&card.stage).or_insert(&card.id);
        }
    }
    let mut met = HashSet::new();
    for (at, lane) in map.lanes.iter().enumerate() {
        let Some(list) = lists[at].filter(|list| met.insert(*list)) else {
            continue;
        };
        let node_of = |card: &Card| {
            let named = kept_text(&card.unknown, NODE).map(Id::new);
            let named = named.and_then(|id| nodes.get_key_value(&id));
            let named = named.filter(|(_, stage)| ***stage == card.stage);
            named
                .map(|(id, _)| *id)
                .or_else(|| first_of_stage.get(&card.stage).copied())
        };
        let owners: Option<Vec<&Id>> = lane.cards().iter().map(|card| node_of(card)).collect();
        let Some(owners) = owners.filter(|_| !lane.cards().is_empty()) else {
            continue;
        };
        is_blueprint[at] = true;
        for (card, owner) in lane.cards().iter().zip(owners) {
            of_nodes.entry(owner).or_default()[list].push(card);
        }
    }
    (is_blueprint, of_nodes)
}

/// What a node says of its blueprint.
pub(super) fn prop(cards: Option<&Lists<&Card>>, members: Option<&Members>) -> WrittenMember {
    let mut raw = members
        .into_iter()
        .flat_map(|members| members.get(BLUEPRINT));
    let raw = raw.next().filter(|node| node.is_record());
    let mut props = Vec::new();
    for (at, list) in LISTS.iter().enumerate() {
        let cards = cards.map_or(&[][..], |lists| &lists[at]);
        let said = raw
            .and_then(|raw| raw.field(list.name[0]))
            .and_then(|list| list.items());
        let said = said.into_iter().flatten().filter_map(Members::of);
        let said = said
            .map(|entry| list.words(&entry))
            .filter(|words| !words.is_empty());
        let same = said.eq(cards.iter().map(|card| card.text.clone()));
        let mut value = String::from("[");
        for card in cards {
            value.push_str(if value.len() > 1 { ", " } else { "" });
            list.write(card, &mut value);
        }
        value.push(']');
        props.push(WrittenMember {
            names: list.name,
            value: (!cards.is_empty()).then_some(value),
            same,
            natural: list.name,
        });
    }
    let same = props.iter().all(|prop| prop.same);
    let is_none = props.iter().all(|prop| prop.value.is_none());
    let mut value = String::new();
    let raw = raw.and_then(Members::of);
    write_record(raw.as_ref(), &props, &mut value);
    WrittenMember {
        names: BLUEPRINT,
        value: (raw.is_some() || !is_none).then_some(value),
        same,
        natural: &[],
    }
}
