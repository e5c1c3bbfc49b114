//! Damage anywhere in a map that was whole: what is not hit stays.

use std::collections::{BTreeMap, BTreeSet};

use jejak::{
    file::{Loaded, load, save},
    model::{Card, generate},
    words::Language,
};
use proptest::{prelude::*, sample::Index};
use serde_json::Value;

use crate::arbitrary;

#[derive(Debug, Clone)]
enum Damage {
    Delete,
    Double,
    /// Of a text or a number, another one of its kind; of anything else, an empty one.
    Change,
    Put(Value),
}

fn damage() -> impl Strategy<Value = Damage> {
    let wrong = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1e12..1e12).prop_map(Value::from),
        Just(Value::from("")),
        Just(Value::from(Vec::<Value>::new())),
        Just(Value::Object(Default::default())),
        arbitrary::json(),
    ];
    prop_oneof![
        3 => Just(Damage::Delete),
        2 => Just(Damage::Double),
        3 => Just(Damage::Change),
        1 => wrong.prop_map(Damage::Put),
    ]
}

/// The places of all values below `value`, as pointers.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Array(items) => (0..).map(|n: usize| n.to_string()).zip(items).collect(),
        Value::Object(fields) => fields.iter().map(|(name, v)| (name.clone(), v)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in inside {
        let place = format!("{here}/{name}");
        places(value, &place, all);
        all.push(place);
    }
}

fn strike(map: &mut Value, place: &str, damage: &Damage) {
    let (outside, name) = place.rsplit_once('/').expect("a place below the map");
    let Some(outside) = map.pointer_mut(outside) else {
        return;
    };
    match (damage, outside) {
        (Damage::Delete, Value::Object(fields)) => drop(fields.shift_remove(name)),
        (Damage::Delete, Value::Array(items)) => {
            let index = name.parse().expect("an index");
            if index < items.len() {
                items.remove(index);
            }
        }
        (Damage::Double, Value::Array(items)) => {
            let index: usize = name.parse().expect("an index");
            if let Some(item) = items.get(index).cloned() {
                items.insert(index, item);
            }
        }
        (Damage::Double, Value::Object(fields)) => {
            let value = fields.get(name).cloned();
            fields.extend(value.map(|value| (format!("{name} 2"), value)));
        }
        (damage, outside) => {
            let value = match outside {
                Value::Object(fields) => fields.get_mut(name),
                Value::Array(items) => items.get_mut(name.parse::<usize>().expect("an index")),
                _ => None,
            };
            match (value, damage) {
                (Some(value), Damage::Put(wrong)) => *value = wrong.clone(),
                (Some(Value::String(text)), _) => text.push('x'),
                (Some(value @ Value::Number(_)), _) => *value = Value::from(-7.5),
                (Some(Value::Bool(flag)), _) => *flag = !*flag,
                (Some(Value::Array(items)), _) => items.clear(),
                (Some(Value::Object(fields)), _) => fields.clear(),
                _ => {}
            }
        }
    }
}

/// The records in lists of cards that were not hit, spelled; how often each is there.
fn whole_cards(map: &Value, whole: &BTreeSet<String>) -> BTreeMap<String, usize> {
    let lanes = map["lanes"].as_array().into_iter().flatten();
    let lanes = lanes.filter(|lane| lane["kind"] == "cards");
    let cards = lanes.flat_map(|lane| lane["cards"].as_array().into_iter().flatten());
    let mut counts = BTreeMap::new();
    for card in cards
        .map(Value::to_string)
        .filter(|card| whole.contains(card))
    {
        *counts.entry(card).or_default() += 1;
    }
    counts
}

/// What of a card does not lead elsewhere: this no repair may touch.
fn content(card: &Card) -> String {
    let marks = (
        card.claim,
        card.severity,
        card.value,
        card.effort,
        card.owner,
    );
    format!(
        "{:?} {:?} {marks:?} {:?}",
        card.text, card.icon, card.evidence
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_hit_the_rest_is_there(
        seed in 0..50_u64,
        cards in 5..30_usize,
        strikes in prop::collection::vec((any::<Index>(), damage()), 1..10),
    ) {
        let sound = generate(cards, seed);
        let mut json: Value = serde_json::from_slice(&save(&sound)).expect("JSON");
        let before = whole_cards(&json, &all_cards(&json));
        for (place, damage) in &strikes {
            let mut all = Vec::new();
            places(&json, "", &mut all);
            // The mark and the version of the format are held elsewhere.
            all.retain(|place| place != "/format" && place != "/version");
            if !all.is_empty() {
                strike(&mut json, &all[place.index(all.len())], damage);
            }
        }
        let whole = before.into_keys().collect();
        let text = serde_json::to_string_pretty(&json).expect("JSON");
        let Loaded { map, warnings } = match load(text.as_bytes()) {
            Ok(loaded) => loaded,
            Err(error) => {
                // Something has the wrong type: where and what is said.
                prop_assert!(error.line > 1 && !error.to_string().contains('{'), "{error}");
                prop_assert!(!error.describe(Language::Indonesian).is_empty());
                return Ok(());
            }
        };
        prop_assert_eq!(map.check(), []);
        for warning in &warnings {
            let told = warning.describe(Language::English);
            prop_assert!(!told.is_empty() && (1..=text.lines().count()).contains(&warning.line));
        }
        let again = load(&save(&map)).expect("a saved map");
        prop_assert_eq!(&again.warnings, &[]);
        prop_assert_eq!(&again.map, &map);

        let mut held: BTreeMap<String, usize> = BTreeMap::new();
        for card in map.cards() {
            *held.entry(content(card)).or_default() += 1;
        }
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for (card, count) in whole_cards(&json, &whole) {
            *expected.entry(content(&read(&card))).or_default() += count;
        }
        for (content, count) in expected {
            prop_assert!(held.get(&content) >= Some(&count), "{content} is lost");
        }
    }
}

fn all_cards(map: &Value) -> BTreeSet<String> {
    let lanes = map["lanes"].as_array().into_iter().flatten();
    let cards = lanes.flat_map(|lane| lane["cards"].as_array().into_iter().flatten());
    cards.map(Value::to_string).collect()
}

/// A card alone, as it is read where nothing else is.
fn read(card: &str) -> Card {
    let file = format!(
        r#"{{"format":"jejak.journey","version":1,"lanes":[{{"id":"l","kind":"cards","cards":[{card}]}}]}}"#
    );
    let map = load(file.as_bytes()).expect("a card that was whole").map;
    let card = map.cards().next().expect("the card");
    (**card).clone()
}
