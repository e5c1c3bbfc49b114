//! What is said around the journeys of a document: its title, whose they are.

use super::passage::Passage;
use crate::exchange::table::{
    meaning::words::{Meaning, find, words},
    shape::fact,
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
