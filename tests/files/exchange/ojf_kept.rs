//! What comes in as Open Journey Format goes out again, whatever the map has no place for.

use std::sync::Arc;

use jejak::{
    exchange::{MapFormat, Taken, read, write},
    file::{load, save},
    model::{Card, LaneKind, Map},
    words::Language::English,
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Map as Record, Value, json};

use super::cases;
use crate::arbitrary;

fn taken(document: &Value) -> Taken {
    let text = document.to_string();
    read(MapFormat::OpenJourney, text.as_bytes(), English).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn given(map: &Map) -> Value {
    let bytes = write(MapFormat::OpenJourney, map, false).unwrap().bytes;
    serde_json::from_slice(&bytes).unwrap()
}

/// A map after a stay in a file of our own.
fn stayed(map: &Map) -> Map {
    let loaded = load(&save(map)).unwrap();
    assert_eq!(loaded.warnings, []);
    loaded.map
}

/// A name that is looked for, or any other.
fn name() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "id",
        "title",
        "name",
        "label",
        "text",
        "description",
        "content",
        "notes",
        "type",
        "stage",
        "stageId",
        "stage_id",
        "swimlane",
        "swimlaneId",
        "laneId",
        "lane",
        "persona",
        "personaId",
        "personas",
        "channel",
        "score",
        "emotion",
        "isMomentOfTruth",
        "order",
        "ojf",
        "",
    ];
    prop_oneof![4 => select(KNOWN).prop_map(str::to_owned), 1 => "[a-zü\"]{1,4}"]
}

/// A value that refers to something now and then, or is of any type.
fn value() -> impl Strategy<Value = Value> {
    let word = || {
        select(
            &[
                "a",
                "b",
                "c",
                "A",
                "B",
                "",
                "emotion",
                "pain_points",
                "Pain points",
                "3",
                "-2,5",
                "true",
                "x\ny",
            ][..],
        )
        .prop_map(Value::from)
    };
    prop_oneof![
        6 => word(),
        2 => (-7..8_i32).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => vec(word(), 0..3).prop_map(Value::from),
        1 => word().prop_map(|word| json!({ "id": word })),
        1 => arbitrary::json(),
    ]
}

fn record() -> impl Strategy<Value = Value> {
    let record = vec((name(), value()), 0..7)
        .prop_map(|members| Value::Object(members.into_iter().collect::<Record<_, _>>()));
    prop_oneof![
        12 => record,
        1 => select(&["a", "b", "Nine", ""][..]).prop_map(Value::from),
        1 => value(),
    ]
}

fn document() -> impl Strategy<Value = Value> {
    let list = || vec(record(), 0..6).prop_map(Value::from);
    let others = prop_oneof![9 => record(), 1 => list()];
    let maybe = |of: BoxedStrategy<Value>| prop::option::weighted(0.8, of);
    let lanes = select(&["swimlanes", "lanes"][..]);
    let root = (
        vec((name(), value()), 0..5),
        list(),
        (lanes, maybe(list().boxed())),
        list(),
        maybe(prop_oneof![list(), value()].boxed()),
        maybe(others.boxed()),
    );
    let root = root.prop_map(
        |(members, stages, (lanes_are, lanes), nodes, personas, persona)| {
            let mut root: Record<_, _> = members.into_iter().collect();
            root.insert("stages".to_owned(), stages);
            root.insert("nodes".to_owned(), nodes);
            for (name, list) in [
                (lanes_are, lanes),
                ("personas", personas),
                ("persona", persona),
            ] {
                root.extend(list.map(|list| (name.to_owned(), list)));
            }
            Value::Object(root)
        },
    );
    (
        root,
        prop::option::weighted(0.2, vec((name(), value()), 0..4)),
    )
        .prop_map(|(root, around)| {
            let Some(around) = around else { return root };
            let mut around: Record<_, _> = around.into_iter().collect();
            around.insert("journey".to_owned(), root);
            Value::Object(around)
        })
}

/// What is normalised: a list whose items all have an `order` comes sorted by it, and what is no
/// part stands behind the parts.
fn normal(mut document: Value) -> Value {
    let is_inside = document
        .get("journey")
        .is_some_and(|j| j.get("stages").is_some_and(Value::is_array));
    let root = if is_inside {
        &mut document["journey"]
    } else {
        &mut document
    };
    let lanes = ["swimlanes", "lanes"]
        .into_iter()
        .find(|name| root[*name].is_array());
    for (name, is_list) in [
        ("stages", true),
        ("nodes", true),
        ("personas", root["personas"].is_array()),
        (lanes.unwrap_or(""), lanes.is_some()),
    ] {
        if !is_list {
            continue;
        }
        let list = root[name].as_array_mut().unwrap();
        let order = |item: &Value| {
            let order = item.get("order")?;
            let spelled = order.as_str().map(|text| text.trim().replace(',', "."));
            spelled.map_or_else(|| order.as_f64(), |text| text.parse().ok())
        };
        if name != "personas"
            && list
                .iter()
                .all(|item| order(item).is_some_and(|o| o.abs() <= 1e9))
        {
            list.sort_by(|a, b| order(a).unwrap().total_cmp(&order(b).unwrap()));
        }
        let says = |item: &Value, names: &[&str]| {
            let plain =
                |value: &Value| value.is_number() || value.as_str().is_some_and(|t| !t.is_empty());
            let text = |value: &Value| {
                let mut inner = ["id", "title", "name"].iter();
                plain(value) || inner.any(|name| value.get(name).is_some_and(plain))
            };
            names.iter().any(|name| item.get(name).is_some_and(text))
        };
        let is_part = |item: &Value| match item {
            Value::Object(_) if name == "personas" => {
                says(item, &["id", "title", "name", "label", "heading", "text"])
            }
            Value::String(text) if name == "personas" => !text.is_empty(),
            item => item.is_object() || item.is_string(),
        };
        list.sort_by_key(|item| !is_part(item));
    }
    document
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_member_goes_out_as_it_came_in(document in document()) {
        let map = taken(&document).map;
        prop_assert_eq!(map.check(), []);
        prop_assert_eq!(given(&map), normal(document.clone()));
        let again = stayed(&map);
        prop_assert_eq!(&again, &map);
        prop_assert_eq!(given(&again), normal(document));
        // And what went out is read as the same map.
        prop_assert_eq!(taken(&given(&map)).map, map);
    }
}

/// Of a tool that nobody knows.
fn foreign() -> Value {
    json!({
        "$schema": "https://example.org/ojf", "name": "Car", "version": "1.0", "theme": { "dark": true },
        "personas": [{ "id": "p1", "name": "Ani", "age": 31 }, { "id": "p2", "name": "Budi" }],
        "stages": [{ "id": "a", "name": "Find", "color": "#f00" }, { "id": 2, "label": "Buy" }, "Use"],
        "lanes": [{ "id": "l", "name": "Pain points", "height": 80 }, { "id": "e", "type": "Emotion", "name": "Mood" }],
        "nodes": [
            { "id": "n3", "name": "Asks", "content": "Twice", "stage_id": "a", "laneId": "l", "score": "-3", "tags": ["x", 1.50], "isMomentOfTruth": "true" },
            { "id": "n1", "label": "Signs", "stage": { "id": 2 }, "lane": { "name": "Pain points" }, "personaIds": ["p1", "Budi"], "data": { "deep": [[[[{}]]]] } },
            { "name": "Glad", "stageId": "Use", "swimlane": "Mood", "score": 5, "personaId": "p2", "image": "a.png" },
            { "title": "Lost", "stage": "nowhere", "lane": "none", "cost": 12e3 },
        ],
        "edges": [{ "from": "n1", "to": "n3" }],
    })
}

#[test]
fn what_a_tool_has_beyond_the_format_is_written_back() {
    let text = foreign().to_string();
    let map = read(MapFormat::OpenJourney, text.as_bytes(), English)
        .unwrap()
        .map;
    let out = write(MapFormat::OpenJourney, &stayed(&map), false)
        .unwrap()
        .bytes;
    let out = String::from_utf8(out).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), foreign());
    assert!(out.contains(r#""tags": ["x",1.5]"#), "{out}");
    // What was understood of it.
    let titles: Vec<_> = map.stages.iter().map(|stage| &*stage.title).collect();
    assert_eq!(titles, ["Find", "Buy", "Use"]);
    let cards: Vec<_> = map
        .cards()
        .map(|card| (&*card.text, card.stage.as_str(), card.personas.len()))
        .collect();
    let third = map.stages[2].id.as_str();
    assert_eq!(
        cards,
        [("Asks\nTwice", "a", 0), ("Signs", "2", 2), ("Lost", "a", 0)]
    );
    let points: Vec<_> = map
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .flat_map(|curve| {
            let who = &*map.persona(&curve.persona).unwrap().name;
            curve.points.iter().map(move |point| {
                (
                    who,
                    point.stage.as_str(),
                    point.value,
                    point.moment_of_truth,
                )
            })
        })
        .collect();
    assert_eq!(
        points,
        [
            ("", "a", Some(-3.0), true),
            ("Budi", third, Some(5.0), false)
        ]
    );
    // Nothing stands twice in our own file.
    let saved = String::from_utf8(save(&map)).unwrap();
    for text in ["Signs", "#f00", "Twice"] {
        assert_eq!(saved.matches(text).count(), 1, "{text}: {saved}");
    }
}

#[test]
fn what_was_changed_on_the_map_is_changed_and_nothing_else() {
    let map = taken(&foreign()).map;
    let mut map = stayed(&map);
    let lane = map
        .lanes
        .iter_mut()
        .find(|lane| lane.role().is_some())
        .unwrap();
    let lane = Arc::make_mut(lane);
    let LaneKind::Cards { cards, .. } = &mut lane.kind else {
        unreachable!()
    };
    Arc::make_mut(&mut cards[0]).text = "Asks\nthrice".into();
    Arc::make_mut(&mut cards[1]).stage = "a".into();
    let new = Card {
        id: "new".into(),
        stage: "a".into(),
        text: "New".into(),
        ..Card::default()
    };
    cards.insert(1, Arc::new(new));
    Arc::make_mut(&mut map.stages[0]).title = "Search".into();
    let mut expected = foreign();
    expected["stages"][0]["name"] = "Search".into();
    expected["nodes"][0]["content"] = "thrice".into();
    expected["nodes"][1]["stage"] = "a".into();
    let new = json!({ "id": "new", "title": "New", "stage": "a", "stageId": "a", "swimlane": "l", "swimlaneId": "l" });
    expected["nodes"].as_array_mut().unwrap().insert(1, new);
    assert_eq!(given(&map), expected);
}

#[test]
fn what_is_deep_or_much_is_kept_and_our_own_file_can_still_be_read() {
    let deep = (0..27).fold(json!({}), |inner, _| json!([inner]));
    let many: Vec<Value> = (0..120_000).map(|_| json!({})).collect();
    let document = json!({
        "stages": [{ "id": "a", "more": deep }],
        "nodes": [{ "stage": "a", "more": deep }, { "stage": "a", "score": 1, "more": many }],
    });
    let map = taken(&document).map;
    assert_eq!(given(&stayed(&map)), document);
}

#[test]
fn what_we_write_ourselves_is_read_without_anything_beside_it() {
    let map = load(jejak::file::samples()[0].bytes).unwrap().map;
    let back = taken(&given(&map)).map;
    assert!(!String::from_utf8(save(&back)).unwrap().contains("\"ojf"));
    // One more member is kept where it stands, and nowhere else.
    let mut document = given(&map);
    document["nodes"][3]["mood"] = "calm".into();
    let with_mood = taken(&document).map;
    let saved = String::from_utf8(save(&with_mood)).unwrap();
    assert_eq!(saved.matches("\"ojf").count(), 1);
    let changes = jejak::compare::changes(&back, &with_mood);
    assert_eq!(changes.len(), 1, "{changes:?}");
}
