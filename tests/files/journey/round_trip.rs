//! What is saved comes back; what is changed by other hands never harms.

use jejak::{
    file::{Loaded, Vocabulary, Warning, WarningKind, load, save},
    model::{Map, generate},
};
use proptest::{prelude::*, sample::Index};
use serde_json::Value;

use crate::arbitrary;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_map_comes_back_as_it_was_saved(map in arbitrary::map()) {
        prop_assert_eq!(map.check(), []);
        let saved = save(&map);
        let loaded = load(&saved).expect("a saved map");
        prop_assert_eq!(&loaded.warnings, &[]);
        prop_assert_eq!(&loaded.map, &map);
        prop_assert_eq!(save(&loaded.map), saved);
    }

    #[test]
    fn a_saved_map_is_json_and_ends_its_last_line(map in arbitrary::map()) {
        let saved = save(&map);
        let json: Value = serde_json::from_slice(&saved).expect("JSON");
        prop_assert_eq!(&json["format"], "jejak.journey");
        prop_assert_eq!(json["lanes"].as_array().map_or(0, Vec::len), map.lanes.len());
        let has_ended = saved.ends_with(b"\n}\n");
        prop_assert!(has_ended);
    }

    #[test]
    fn any_bytes_are_answered(bytes in any::<Vec<u8>>()) {
        prop_assert!(load(&bytes).is_err());
    }

    #[test]
    fn a_file_with_changed_bytes_is_answered(
        map in arbitrary::map(),
        changes in prop::collection::vec((any::<Index>(), 0..4, any::<u8>()), 1..6),
    ) {
        let mut bytes = save(&map);
        for (place, kind, byte) in changes {
            if bytes.is_empty() {
                break;
            }
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, byte),
                _ => bytes.truncate(place),
            }
        }
        is_answered(&bytes)?;
    }

    #[test]
    fn a_file_with_changed_values_is_mended(
        seed in 0..50_u64,
        changes in prop::collection::vec((any::<Index>(), change()), 1..8),
    ) {
        let mut json: Value = serde_json::from_slice(&save(&generate(12, seed))).expect("JSON");
        for (place, change) in changes {
            let place = place.index(count(&json));
            change_at(&mut json, place, &change);
        }
        is_answered(json.to_string().as_bytes())?;
    }
}

/// Holds the promise of `load`: a sound map that saves and loads as it is, or an error.
fn is_answered(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(Loaded { map, .. }) = load(bytes) else {
        return Ok(());
    };
    prop_assert_eq!(map.check(), []);
    let mut again = load(&save(&map)).expect("a saved map");
    // What a stop of a newer version shows is kept as it is called there, and told each time.
    let is_kept = |warning: &Warning| {
        let vocabulary = Vocabulary::Shows;
        matches!(&warning.kind, WarningKind::UnknownWord { vocabulary: of, .. } if *of == vocabulary)
    };
    again.warnings.retain(|warning| !is_kept(warning));
    prop_assert_eq!(&again.warnings, &[]);
    prop_assert_eq!(&again.map, &map);
    Ok(())
}

#[derive(Debug, Clone)]
enum Change {
    Put(Value),
    /// Of a list, its first item once more at the end.
    Repeat,
    /// Of a list or a record, its first entry.
    Remove,
}

fn change() -> impl Strategy<Value = Change> {
    let small = prop_oneof![
        Just(Value::from("")),
        Just(Value::from("stage1")),
        Just(Value::from("persona2")),
        Just(Value::Null),
        (-5..5).prop_map(Value::from),
        (-5.0..5.0).prop_map(Value::from),
        arbitrary::json(),
    ];
    prop_oneof![
        6 => small.prop_map(Change::Put),
        2 => Just(Change::Repeat),
        1 => Just(Change::Remove),
    ]
}

/// How many values there are below `json`.
fn count(json: &Value) -> usize {
    1 + match json {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Changes the value at a place of the order in which they are written.
fn change_at(json: &mut Value, place: usize, change: &Change) {
    if place == 0 {
        match (change, json) {
            (Change::Put(value), json) => *json = value.clone(),
            (Change::Repeat, Value::Array(items)) => items.extend(items.first().cloned()),
            (Change::Remove, Value::Array(items)) if !items.is_empty() => drop(items.remove(0)),
            (Change::Remove, Value::Object(fields)) => {
                let first = fields.keys().next().cloned();
                first.map(|name| fields.shift_remove(&name));
            }
            _ => {}
        }
        return;
    }
    let inside: Vec<&mut Value> = match json {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    let mut rest = place - 1;
    for value in inside {
        let here = count(value);
        if rest < here {
            return change_at(value, rest, change);
        }
        rest -= here;
    }
}

#[test]
fn moving_a_card_changes_only_its_line() {
    let map = generate(200, 5);
    let mut moved = map.clone();
    let lane = moved.lanes.iter_mut().find(|lane| lane.cards().len() > 3);
    let lane = std::sync::Arc::make_mut(lane.expect("a lane of cards"));
    let jejak::model::LaneKind::Cards { cards, .. } = &mut lane.kind else {
        unreachable!("it has cards");
    };
    let last = map.stages.last().expect("a stage").id.clone();
    let card = std::sync::Arc::make_mut(&mut cards[1]);
    (card.stage, card.step) = (last, None);

    let lines = |map: &Map| String::from_utf8(save(map)).expect("UTF-8");
    let (before, after) = (lines(&map), lines(&moved));
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    assert_eq!(changed.count(), 1);
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn fields_of_newer_versions_survive_at_every_level() {
    let text = include_str!("newer.journey");
    let loaded = load(text.as_bytes()).expect("a map");
    assert_eq!(loaded.warnings, []);
    assert_eq!(String::from_utf8(save(&loaded.map)).unwrap(), text);
}

#[test]
fn numbers_and_texts_are_written_shortly() {
    let mut map = generate(0, 1);
    map.title = "Café “Ünï” 界 😀\n\"\\\u{1}".to_owned();
    map.emotion_scale.max = 0.1 + 0.2;
    let text = String::from_utf8(save(&map)).unwrap();
    assert!(
        text.contains("\"title\": \"Café “Ünï” 界 😀\\n\\\"\\\\\\u0001\""),
        "{text}"
    );
    assert!(
        text.contains("{ \"min\": -2, \"max\": 0.30000000000000004 }"),
        "{text}"
    );
}
