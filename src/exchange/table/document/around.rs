//! What is said around the journeys of a document: its title, whose they are.

use super::passage::Passage;
use crate::exchange::table::{
    meaning::{
        roles::said,
        words::{Meaning, find, is_only, words},
    },
    shape::{fact, named},
};

/// What the lines of a paragraph say of the whole map.
pub(super) fn facts_in(text: &str) -> impl Iterator<Item = (Meaning, String)> {
    let facts = text.lines().filter_map(fact);
    facts.map(|(meaning, text)| (meaning, text.to_owned()))
}

/// The first heading of a document, without what only says that it is one of a journey.
pub(super) fn title(passages: &[Passage]) -> Option<String> {
    let first = passages.iter().find_map(|passage| match passage {
        Passage::Heading { text, .. } => Some(text.as_str()),
        _ => None,
    })?;
    Some(without_kind(first).to_owned())
}

/// “Journey: repair a phone” is called “repair a phone”.
pub(super) fn without_kind(title: &str) -> &str {
    let parted = title.split_once([':', '：']);
    let is_kind = |name: &str| {
        let found = find(name);
        let known: usize = found
            .iter()
            .filter(|found| matches!(found.meaning, Meaning::Journey | Meaning::Customer))
            .map(|found| found.end - found.first)
            .sum();
        known > 0 && known >= words(name).len()
    };
    match parted {
        Some((name, rest)) if !rest.trim().is_empty() && is_kind(name) => rest.trim(),
        _ => title,
    }
}

/// Whether a heading says that somebody is told of below it, and nothing else: “Persona”.
pub(super) fn is_of_person(heading: &str) -> bool {
    is_only(heading, Meaning::Persona)
}

/// Whether a heading names what is said of the whole map, not a stage: “Persona”, “Scenario”, “Legend”.
pub(super) fn is_of_map(heading: &str) -> bool {
    let meanings = [
        Meaning::Persona,
        Meaning::Scenario,
        Meaning::Owner,
        Meaning::Updated,
        Meaning::Legend,
        Meaning::Source,
        Meaning::Title,
        Meaning::Meta,
    ];
    meanings
        .into_iter()
        .any(|meaning| is_only(heading, meaning))
}

/// What is told of somebody below a heading that says so.
#[derive(Default)]
pub(super) struct ToldPerson {
    name: String,
    about: Vec<String>,
    facts: Vec<(Meaning, String)>,
}

impl ToldPerson {
    /// Takes a passage: “Name: Budi”, “Age: 34”, “Dewi, 29, buys her first car”.
    pub(super) fn take(&mut self, passage: &Passage) {
        let (Passage::Lines { text, .. } | Passage::Item { text, .. }) = passage else {
            return;
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let parted = line.split_once([':', '：']);
            let parted =
                parted.filter(|(name, rest)| words(name).len() < 4 && !rest.trim().is_empty());
            match parted {
                Some((name, rest)) => self.say(name, rest.trim()),
                None if self.name.is_empty() => self.called(line),
                None => self.about.push(line.to_owned()),
            }
        }
    }

    fn called(&mut self, text: &str) {
        let known = named(text);
        self.name = known.name;
        let role = Some(known.role).filter(|role| !role.is_empty());
        self.about.extend(role);
    }

    fn say(&mut self, name: &str, text: &str) {
        let is_name = is_only(name, Meaning::PersonName) || is_only(name, Meaning::Persona);
        match fact(&format!("{name}: {text}")) {
            _ if is_name && self.name.is_empty() => self.called(text),
            Some((meaning @ (Meaning::Scenario | Meaning::Goal), text)) => {
                self.facts.push((meaning, text.to_owned()));
            }
            _ if said(name).is_empty() => self.about.push(text.to_owned()),
            _ => self.about.push(format!("{}: {text}", name.trim())),
        }
    }

    /// As facts of a map; none where nobody is named.
    pub(super) fn facts(self) -> Vec<(Meaning, String)> {
        let mut facts = self.facts;
        let about = self.about.join(", ");
        if !self.name.is_empty() {
            let text = match about.as_str() {
                "" => self.name,
                about => format!("{} ({about})", self.name),
            };
            facts.push((Meaning::Persona, text));
        }
        facts
    }
}
