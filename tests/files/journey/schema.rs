//! The JSON Schema of version 1 and the code say the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jejak::{
    file::{load, samples, save},
    model::{
        Arrow, Basis, Better, Brand, Card, CardRole, Channel, ChannelMark, Claim, Curve,
        CurvePoint, Date, Evidence, Hue, Lane, LaneKind, LaneLine, Level, LevelWord, LineKind,
        LinkLook, Map, MapState, Medium, Metric, MetricChange, MetricKind, Owner, Period, Persona,
        Scale, Shows, Span, Stage, Step, Stop, TimeUnit, Times, Unknown, When, generate,
        record::Record,
    },
    words::Language,
};
use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Value, json};

use crate::arbitrary;

/// What holds a brand, whose schema is another one.
const BRAND: &str = "brand";

fn schema() -> Value {
    let text = include_str!("../../../assets/schema/journey-1.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

fn saved(map: &Map) -> Value {
    serde_json::from_slice(&save(map)).expect("a saved map is JSON")
}

#[test]
fn what_is_saved_is_valid() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let hold = |document: &Value| {
        let errors: Vec<_> = validator
            .iter_errors(document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    };
    for sample in samples() {
        hold(&serde_json::from_slice(sample.bytes).expect("JSON"));
    }
    for cards in [0, 40, 500] {
        hold(&saved(&generate(cards, 7)));
    }
    let mut runner = TestRunner::deterministic();
    for _ in 0..100 {
        let tree = proptest::strategy::Strategy::new_tree(&arbitrary::map(), &mut runner);
        hold(&saved(&tree.expect("a map").current()));
    }
}

#[test]
fn what_cannot_be_read_is_not_valid() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for wrong in [
        json!({}),
        json!({ "format": "other", "version": 1 }),
        json!({ "format": "jejak.journey", "version": 2 }),
        json!({ "format": "jejak.journey", "version": 1, "title": 1 }),
        json!({ "format": "jejak.journey", "version": 1, "lanes": [{ "id": "l", "kind": "cards", "cards": [{ "id": "" }] }] }),
        json!({ "format": "jejak.journey", "version": 1, "lanes": [{ "id": "l", "kind": "metrics", "metrics": [{ "id": "m", "stage": "s" }] }] }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn names_and_words_are_those_that_the_code_writes() {
    let schema = schema();
    let mut seen = Seen::default();
    for turn in 0..10 {
        seen.visit(&saved(&full_map(turn)), &schema, &schema);
    }
    let mut named = Seen::default();
    named.read_schema(&schema);
    assert_eq!(seen.names, named.names);
    assert_eq!(seen.words, named.words);
    let kinds = &schema["$defs"]["lane"]["properties"]["kind"]["examples"];
    let ifs = schema["$defs"]["lane"]["allOf"]
        .as_array()
        .expect("kinds of lanes");
    let of_ifs = ifs
        .iter()
        .map(|branch| &branch["if"]["properties"]["kind"]["const"]);
    assert!(of_ifs.eq(kinds.as_array().expect("kinds of lanes")));
}

/// What the tables of the model name: changes are told by these names.
fn members<R: Record>() -> BTreeSet<&'static str> {
    let fields = R::FIELDS.iter().filter(|field| field.id != "unknown");
    fields.flat_map(|field| field.members).copied().collect()
}

#[test]
fn the_tables_of_the_model_name_fields_as_the_file_does() {
    let schema = schema();
    let named = |pointers: &[&str]| -> BTreeSet<&str> {
        let properties = pointers.iter().map(|pointer| {
            let of = schema.pointer(&format!("{pointer}/properties"));
            of.and_then(Value::as_object).expect("a record")
        });
        properties
            .flat_map(|of| of.keys().map(String::as_str))
            .collect()
    };
    let mut of_map = named(&[""]);
    of_map.retain(|name| !["format", "version"].contains(name));
    of_map.insert("emotion_scale.words");
    assert!(named(&["/properties/emotion_scale"]).contains("words"));
    assert_eq!(members::<Map>(), of_map);
    let lane = [
        "/$defs/lane",
        "/$defs/lane_of_cards",
        "/$defs/lane_of_curves",
        "/$defs/lane_of_channels",
        "/$defs/lane_of_metrics",
    ];
    assert_eq!(members::<Lane>(), named(&lane));
    for (members, name) in [
        (members::<LevelWord>(), "level_word"),
        (members::<Persona>(), "persona"),
        (members::<Channel>(), "channel"),
        (members::<Stage>(), "stage"),
        (members::<Step>(), "step"),
        (members::<Card>(), "card"),
        (members::<Evidence>(), "evidence"),
        (members::<Curve>(), "curve"),
        (members::<CurvePoint>(), "point"),
        (members::<ChannelMark>(), "mark"),
        (members::<Metric>(), "metric"),
        (members::<Period>(), "period"),
        (members::<LaneLine>(), "line"),
        (members::<Arrow>(), "arrow"),
        (members::<Stop>(), "stop"),
    ] {
        assert_eq!(members, named(&[&format!("/$defs/{name}")]), "{name}");
    }
}

#[test]
fn every_name_is_read() {
    let whole = saved(&full_map(1));
    let before = load(&save(&full_map(1))).expect("a map");
    let mut count = 0;
    for_each_field(&whole, "", &mut |pointer, name| {
        let mut less = whole.clone();
        let record = less.pointer_mut(pointer).and_then(Value::as_object_mut);
        record.expect("a record").remove(name);
        let after = load(less.to_string().as_bytes());
        assert!(
            after.ok().as_ref() != Some(&before),
            "{pointer}/{name} is not read"
        );
        count += 1;
    });
    assert!(count > 80, "{count}");
}

/// Calls `act` with the place of each record and the name of each of its fields.
fn for_each_field(value: &Value, pointer: &str, act: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                for_each_field(item, &format!("{pointer}/{index}"), act);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                act(pointer, name);
                if name == BRAND {
                    continue;
                }
                for_each_field(field, &format!("{pointer}/{name}"), act);
            }
        }
        _ => {}
    }
}

/// Names of fields and words, by what they belong to.
#[derive(Default)]
struct Seen {
    /// By the description of the record, or its own name in the schema.
    names: BTreeSet<(String, String)>,
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Seen {
    /// Takes note of what a document has, led by its schema.
    fn visit(&mut self, value: &Value, schema: &Value, root: &Value) {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            return self.visit(
                value,
                root.pointer(pointer).expect("what is referred to"),
                root,
            );
        }
        if let Some(words) = schema["enum"].as_array() {
            let word = value.as_str().expect("a word").to_owned();
            self.words.entry(key(words)).or_default().insert(word);
        }
        match value {
            Value::Array(items) => {
                for item in items {
                    self.visit(item, &schema["items"], root);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    let properties = properties(schema, value, root);
                    let of = properties
                        .iter()
                        .find_map(|p| p.get(name).map(|of| (*p, of)));
                    // A brand has a schema of its own.
                    if name == BRAND {
                        self.names
                            .insert((names(&root["properties"]), name.clone()));
                        continue;
                    }
                    let (properties, schema) =
                        of.unwrap_or_else(|| panic!("the schema lacks “{name}” of {value}"));
                    self.names.insert((names(properties), name.clone()));
                    self.visit(field, schema, root);
                }
            }
            _ => {}
        }
    }

    /// Takes note of all that a schema has.
    fn read_schema(&mut self, schema: &Value) {
        if let Some(words) = schema["enum"].as_array() {
            let all = words
                .iter()
                .map(|word| word.as_str().expect("a word").to_owned());
            self.words.insert(key(words), all.collect());
        }
        if let Some(properties) = schema["properties"].as_object() {
            for name in properties.keys() {
                self.names
                    .insert((names(&schema["properties"]), name.clone()));
            }
        }
        let Value::Object(fields) = schema else {
            return;
        };
        for (_, field) in fields.iter().filter(|(name, _)| *name != "allOf") {
            self.read_schema(field);
        }
    }
}

/// The properties that a schema gives a record, also those that its kind brings.
fn properties<'s>(schema: &'s Value, record: &Value, root: &'s Value) -> Vec<&'s Value> {
    let branches = schema["allOf"].as_array().into_iter().flatten();
    let of_kind = branches
        .filter(|branch| branch["if"]["properties"]["kind"]["const"] == record["kind"])
        .map(|branch| {
            let reference = branch["then"]["$ref"].as_str().expect("a reference");
            let pointer = reference.trim_start_matches('#');
            &root.pointer(pointer).expect("what is referred to")["properties"]
        });
    std::iter::once(&schema["properties"])
        .chain(of_kind)
        .collect()
}

fn key(words: &[Value]) -> String {
    words[0].as_str().expect("a word").to_owned()
}

fn names(properties: &Value) -> String {
    let names = properties.as_object().expect("properties").keys();
    names.cloned().collect::<Vec<_>>().join(" ")
}

/// A stop that fills every field, and shows each kind of things in turn.
fn stop(turn: usize) -> Stop {
    let shows = [
        Shows::Map,
        Shows::Stages(vec!["stage".into()]),
        Shows::Lanes(vec!["cards".into(), "curves".into()]),
        Shows::Cards(vec!["card".into()]),
        Shows::Points(vec!["point".into()]),
        Shows::Persona("persona".into()),
        Shows::Title,
        Shows::Matrix,
        Shows::Gap,
    ];
    Stop {
        id: "stop".into(),
        title: "some title".to_owned(),
        shows: shows[turn % shows.len()].clone(),
        personas: vec!["persona".into()],
        when: [When::Now, When::ToBe][turn % 2],
        hidden_lanes: vec!["metrics".into()],
        hidden: true,
        notes: "some notes".to_owned(),
        minutes: Some(2.5),
        unknown: Unknown::default(),
    }
}

/// A map that fills every field, with the words of each set in turn.
///
/// Every record is spelled out, so that a field which the model gains stops this from compiling.
fn full_map(turn: usize) -> Map {
    fn word<T: Copy>(words: &[T], turn: usize) -> T {
        words[turn % words.len()]
    }
    let text = |name: &str| format!("some {name}");
    let unknown = Unknown::default;
    let date = Date::new(2026, 9, 12);
    let lane = |id: &str, kind| {
        Arc::new(Lane {
            id: id.into(),
            title: text("title"),
            note: text("note"),
            icon: "star".to_owned(),
            height: Some(120.0),
            hidden: turn.is_multiple_of(2),
            collapsed: turn.is_multiple_of(2),
            kind,
            unknown: unknown(),
        })
    };
    let evidence = Evidence {
        text: text("text"),
        source: text("source"),
        date,
        n: Some(12),
        link: text("link"),
        unknown: unknown(),
    };
    let card = Card {
        id: "card".into(),
        stage: "stage".into(),
        step: Some("step".into()),
        text: text("text"),
        personas: vec!["persona".into()],
        channel: Some("channel".into()),
        icon: "star".to_owned(),
        claim: Some(word(&Claim::ALL, turn)),
        severity: Level::new(3),
        value: Level::new(5),
        effort: Level::new(1),
        answers: vec!["card".into()],
        owner: Some(word(&Owner::ALL, turn)),
        when: word(&[When::Now, When::ToBe], turn),
        conversion: true,
        picture: Some(arbitrary::picture(turn)),
        evidence: vec![evidence.clone()],
        unknown: unknown(),
    };
    let other = Card {
        id: "other".into(),
        ..card.clone()
    };
    let point = CurvePoint {
        id: "point".into(),
        stage: "stage".into(),
        at: 0.25,
        value: Some(0.5),
        label: text("label"),
        spread: Some(0.125),
        n: Some(3),
        moment_of_truth: true,
        conversion: true,
        claim: Some(word(&Claim::ALL, turn)),
        evidence: vec![evidence.clone()],
        unknown: unknown(),
    };
    let curve = Curve {
        persona: "persona".into(),
        to_be: true,
        points: vec![point],
        unknown: unknown(),
    };
    let mark = ChannelMark {
        channel: "channel".into(),
        stage: "stage".into(),
        on: false,
        unknown: unknown(),
    };
    let metric = Metric {
        id: "metric".into(),
        stage: Some("stage".into()),
        name: text("name"),
        kind: word(&MetricKind::ALL, turn),
        basis: match word(&MetricKind::ALL, turn) {
            MetricKind::Nps => Some(Basis::Nps {
                promoters: 3,
                passives: 2,
                detractors: 1,
            }),
            MetricKind::Csat => Some(Basis::Csat {
                answers: [1, 2, 3, 4, 5],
            }),
            MetricKind::Crr => Some(Basis::Crr {
                start: 9,
                end: 8,
                new: 1,
            }),
            MetricKind::Conversion => Some(Basis::Conversion {
                came: 9,
                went_on: 4,
            }),
            _ => None,
        },
        periods: vec![Period {
            label: text("label"),
            value: 3.5,
            unknown: unknown(),
        }],
        value: 4.5,
        unit: text("unit"),
        target: Some(5.0),
        better: Some(word(&Better::ALL, turn)),
        change: Some(MetricChange {
            by: -1.5,
            unit: "pt".to_owned(),
        }),
        n: Some(7),
        claim: Some(word(&Claim::ALL, turn)),
        evidence: vec![evidence],
        unknown: unknown(),
    };
    let line = LaneLine {
        above: "curves".into(),
        kind: word(
            &[
                LineKind::Interaction,
                LineKind::InternalInteraction,
                LineKind::Visibility,
            ],
            turn,
        ),
        unknown: unknown(),
    };
    let span = |amount| {
        Some(Span {
            amount,
            unit: word(&TimeUnit::ALL, turn + 1),
        })
    };
    let times = Times {
        doing: span(2.0),
        waiting: span(3.5),
    };
    Map {
        title: text("title"),
        scenario: text("scenario"),
        goal: text("goal"),
        state: word(&[MapState::Current, MapState::Future], turn),
        reviewed: date,
        owner: text("owner"),
        language: word(&Language::ALL, turn),
        emotion_scale: Scale {
            min: -1.0,
            max: 3.0,
        },
        emotion_words: vec![LevelWord {
            value: 1.5,
            word: text("word"),
            unknown: unknown(),
        }],
        personas: vec![Arc::new(Persona {
            id: "persona".into(),
            name: text("name"),
            role: text("role"),
            quote: text("quote"),
            facts: vec![text("fact")],
            goals: vec![text("goal")],
            frustrations: vec![text("frustration")],
            traits: vec![text("trait")],
            hue: word(&Hue::ALL, turn),
            picture: Some(arbitrary::picture(turn)),
            unknown: unknown(),
        })],
        channels: vec![Arc::new(Channel {
            id: "channel".into(),
            name: text("name"),
            icon: "star".to_owned(),
            medium: word(&[Medium::Digital, Medium::Physical], turn),
            unknown: unknown(),
        })],
        stages: vec![Arc::new(Stage {
            id: "stage".into(),
            title: text("title"),
            goal: text("goal"),
            duration: text("duration"),
            times,
            hue: word(&Hue::ALL, turn),
            width: Some(320.5),
            steps: vec![Step {
                id: "step".into(),
                title: text("title"),
                times,
                unknown: unknown(),
            }],
            unknown: unknown(),
        })],
        lanes: vec![
            lane(
                "cards",
                LaneKind::Cards {
                    role: word(&CardRole::ALL, turn),
                    cards: vec![Arc::new(other), Arc::new(card)],
                },
            ),
            lane(
                "curves",
                LaneKind::Emotion {
                    curves: vec![Arc::new(curve)],
                },
            ),
            lane(
                "channels",
                LaneKind::Channels {
                    marks: vec![mark],
                    threads: true,
                },
            ),
            lane(
                "metrics",
                LaneKind::Metrics {
                    metrics: vec![Arc::new(metric)],
                },
            ),
        ],
        lines: vec![line],
        arrows: vec![Arc::new(Arrow {
            id: "arrow".into(),
            from: "card".into(),
            to: "other".into(),
            label: text("label"),
            unknown: unknown(),
        })],
        stops: vec![Arc::new(stop(turn))],
        columns_by_time: true,
        draws_funnel: true,
        links: word(&[LinkLook::Numbers, LinkLook::Lines], turn),
        hides_legend: true,
        brand: Some(Arc::new(Brand::default())),
        theme: Default::default(),
        unknown: unknown(),
    }
}
