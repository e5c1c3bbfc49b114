//! What in a text that was edited is what in the text that it was: by name, by words that it shares.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
};

use crate::model::{Card, Id, Map};

/// The names of some things with their keys.
pub(super) fn named<K: Copy>(things: &[(K, String)]) -> impl Iterator<Item = (K, &str)> {
    things.iter().map(|(key, name)| (*key, name.as_str()))
}

/// Those of one name, in order.
pub(super) fn same<'n, K>(
    these: impl Iterator<Item = (K, &'n str)>,
    those: impl Iterator<Item = (K, &'n str)>,
) -> Vec<(K, K)> {
    let mut waiting: HashMap<&str, VecDeque<K>> = HashMap::new();
    for (key, name) in those {
        waiting.entry(name).or_default().push_back(key);
    }
    these
        .filter_map(|(key, name)| Some((key, waiting.get_mut(name)?.pop_front()?)))
        .collect()
}

/// Takes those out that share words.
pub(super) fn alike<K: Copy>(
    these: &mut Vec<(K, String)>,
    those: &mut Vec<(K, String)>,
) -> Vec<(K, K)> {
    // So many are looked at one against the other.
    const MOST: usize = 2_500;
    let mut found = Vec::new();
    if these.len() * those.len() > MOST {
        return found;
    }
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    these.retain(|(at, name)| {
        let mine = words(name);
        let shared = those
            .iter()
            .map(|(_, other)| words(other).intersection(&mine).count());
        let best = shared
            .enumerate()
            .max_by_key(|(index, count)| (*count, usize::MAX - index));
        match best {
            Some((index, 1..)) => {
                found.push((*at, those.remove(index).0));
                false
            }
            _ => true,
        }
    });
    found
}

/// Ids that no part of a map has.
pub(super) struct NewIds {
    taken: HashSet<Id>,
    made: usize,
}

impl NewIds {
    pub(super) fn beside(map: &Map) -> Self {
        let mut taken = HashSet::new();
        map.visit(&mut |_, element| taken.extend(element.id().map(|(_, id)| id.clone())));
        Self { taken, made: 0 }
    }

    pub(super) fn make(&mut self, prefix: &str) -> Id {
        loop {
            self.made += 1;
            let id = Id::new(format!("{prefix}{}", self.made));
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Puts the cards of each stage that have a place in a text in its order; the others stay.
pub(super) fn in_order(cards: &mut [Arc<Card>], orders: &HashMap<Id, usize>) {
    let mut places: HashMap<Id, Vec<usize>> = HashMap::new();
    for (at, card) in cards.iter().enumerate() {
        if orders.contains_key(&card.id) {
            places.entry(card.stage.clone()).or_default().push(at);
        }
    }
    for places in places.values() {
        let mut sorted: Vec<Arc<Card>> = places.iter().map(|at| cards[*at].clone()).collect();
        sorted.sort_by_key(|card| orders[&card.id]);
        for (at, card) in places.iter().zip(sorted) {
            cards[*at] = card;
        }
    }
}
