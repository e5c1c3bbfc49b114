//! Changes and merges that a person can check.

use std::sync::Arc;

use jejak::{
    compare::{ConflictKind, Side, changes, counted, merge, summary, take},
    edit::{Edit, apply_all},
    file,
    model::{Card, CurvePoint, Field, Id, Map, Stage, Target},
    words::Language,
};

const CAR: &[u8] = include_bytes!("../../../assets/samples/buying-a-car.journey");

fn car() -> Map {
    file::load(CAR).unwrap().map
}

fn with(map: &Map, edits: &[Edit]) -> Map {
    Map::clone(&apply_all(&Arc::new(map.clone()), edits).unwrap())
}

fn set(target: Target, field: Field, text: &str) -> Edit {
    Edit::SetText {
        target,
        field,
        text: text.to_owned(),
    }
}

fn card_called(map: &Map, text: &str) -> Id {
    let mut cards = map.cards();
    cards.find(|card| card.text == text).unwrap().id.clone()
}

fn told(before: &Map, after: &Map, language: Language) -> Vec<String> {
    let changes = changes(before, after);
    let heads = changes.iter().filter(|change| change.within.is_none());
    heads
        .map(|change| change.describe(before, after, language))
        .collect()
}

fn conflicts(base: &Map, mine: &Map, theirs: &Map) -> Vec<String> {
    let merge = merge(base, mine, theirs);
    let theirs = merge.theirs();
    let conflicts = merge.conflicts.iter();
    conflicts
        .map(|c| c.describe(mine, &theirs, Language::English))
        .collect()
}

#[test]
fn what_changed_is_told_in_words() {
    let before = car();
    let pain = card_called(&before, "Repair quote gives no reason");
    let call = card_called(&before, "Posts a photo on delivery day");
    let point = before.lanes.iter().find_map(|lane| {
        let curve = lane.curves().first()?;
        curve
            .points
            .iter()
            .find(|point| point.value.is_some())
            .cloned()
    });
    let point = point.unwrap();
    let after = with(
        &before,
        &[
            set(Target::Title, Field::Title, "Buying a used car"),
            set(Target::Stage("drive".into()), Field::Duration, ""),
            Edit::Reorder {
                target: Target::Stage("own".into()),
                index: 0,
            },
            set(
                Target::Card(pain.clone()),
                Field::Text,
                "Nobody says what it costs",
            ),
            Edit::MoveCards {
                ids: vec![call.clone()],
                lane: "actions".into(),
                stage: "drive".into(),
                step: None,
                index: 0,
            },
            Edit::MovePoint {
                id: point.id.clone(),
                stage: point.stage.clone(),
                at: point.at,
                value: Some(2.0),
            },
            Edit::InsertStage {
                index: 9,
                stage: Arc::new(Stage {
                    id: "sell".into(),
                    title: "Sell it".to_owned(),
                    ..Stage::default()
                }),
            },
            Edit::InsertCard {
                lane: "actions".into(),
                index: 0,
                card: Arc::new(Card {
                    id: "new".into(),
                    stage: "sell".into(),
                    text: "Takes pictures".to_owned(),
                    ..Card::default()
                }),
            },
        ],
    );
    let told = told(&before, &after, Language::English);
    for line in [
        "the map: title from “Buying a car” to “Buying a used car”",
        "stage “Own & recommend” moved to the front",
        "stage “Test drive”: duration “1 day” removed",
        "stage “Sell it” added",
        "card “Repair quote gives no reason” changed to “Nobody says what it costs”",
        "card “Posts a photo on delivery day” moved from Own & recommend to Test drive",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}\nin {told:#?}");
    }
    let score = format!(
        "score from {} to 2",
        point.value.unwrap().to_string().replace('-', "−")
    );
    assert!(
        told.iter().any(|line| line.ends_with(&score)),
        "{score}\nin {told:#?}"
    );
    assert_eq!(told.len(), 7, "{told:#?}");
    let changes = changes(&before, &after);
    let with = counted(
        &jejak::compare::PartRef::Stage("sell".into()),
        &changes,
        Language::Indonesian,
    );
    assert_eq!(with, "dengan 1 kartu");
}

#[test]
fn what_changed_is_summed_up_in_a_line() {
    let before = car();
    let call = card_called(&before, "Posts a photo on delivery day");
    let pain = card_called(&before, "Repair quote gives no reason");
    let points = before.lanes.iter().flat_map(|lane| lane.curves());
    let points: Vec<_> = points.flat_map(|curve| &curve.points).collect();
    let score = |point: &CurvePoint| Edit::MovePoint {
        id: point.id.clone(),
        stage: point.stage.clone(),
        at: point.at,
        value: Some(0.25),
    };
    let after = with(
        &before,
        &[
            set(Target::Title, Field::Title, "Buying a used car"),
            set(Target::Card(pain), Field::Text, "Nobody says what it costs"),
            score(points[0]),
            score(points[1]),
            Edit::Reorder {
                target: Target::Stage("own".into()),
                index: 0,
            },
            Edit::MoveCards {
                ids: vec![call],
                lane: "actions".into(),
                stage: "drive".into(),
                step: None,
                index: 0,
            },
        ],
    );
    let told = |before: &Map, after: &Map, l| summary(&changes(before, after), l);
    assert_eq!(
        told(&before, &after, Language::English),
        "1 stage and 1 card moved, 1 text and 2 scores changed, the map has another title"
    );
    assert_eq!(
        told(&before, &after, Language::Indonesian),
        "1 tahap dan 1 kartu dipindahkan, 1 teks dan 2 skor diubah, judul peta diganti"
    );
    assert_eq!(told(&before, &before, Language::English), "");

    // What goes with a stage is counted where somebody wrote it.
    let cards = before.cards().filter(|card| card.stage.as_str() == "drive");
    let gone = points.iter().filter(|p| p.stage.as_str() == "drive");
    let (cards, gone) = (cards.count(), gone.count());
    let after = with(&before, &[Edit::Remove(Target::Stage("drive".into()))]);
    let line = told(&before, &after, Language::English);
    let start = format!("1 stage, {cards} cards");
    assert!(cards > 1 && line.starts_with(&start), "{line}");
    assert!(line.contains(&format!("{gone} curve point")), "{line}");
    let back = told(&after, &before, Language::English);
    assert_eq!(back, line.replace("removed", "added"));
}

#[test]
fn changes_are_told_the_other_way_round() {
    let before = car();
    let call = card_called(&before, "Posts a photo on delivery day");
    let after = with(
        &before,
        &[
            set(Target::Stage("drive".into()), Field::Title, "Trial"),
            Edit::Reorder {
                target: Target::Stage("own".into()),
                index: 0,
            },
            Edit::Remove(Target::Card(call)),
        ],
    );
    // The map is what `after` is; the other version what it was.
    let merge = merge(&after, &after, &before);
    let turned = merge.turned();
    let mut told: Vec<String> = turned
        .iter()
        .map(|change| change.describe(&before, &after, Language::English))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "card “Posts a photo on delivery day” removed from Own & recommend · Customer actions",
            "stage “Own & recommend” moved to the front",
            "stage “Test drive” changed to “Trial”",
        ]
    );
}

#[test]
fn one_change_is_taken_with_what_it_needs() {
    let before = car();
    let stage = Arc::new(Stage {
        id: "sell".into(),
        title: "Sell it".to_owned(),
        ..Stage::default()
    });
    let moved = card_called(&before, "Books a slot at the nearest dealer");
    let after = with(
        &before,
        &[
            Edit::InsertStage { index: 1, stage },
            Edit::MoveCards {
                ids: vec![moved.clone()],
                lane: "actions".into(),
                stage: "sell".into(),
                step: None,
                index: 0,
            },
            Edit::Remove(Target::Stage("drive".into())),
        ],
    );
    let changes = changes(&before, &after);
    let of = |id: &Id| {
        let target = Target::Card(id.clone());
        let mut changes = changes.iter();
        changes
            .find(|change| change.part.target() == Some(target.clone()))
            .unwrap()
    };
    // The card needs its new stage, the old stage stays.
    let taken = take(&before, &after, &[of(&moved).clone()]);
    assert_eq!(taken.stage_index(&"sell".into()), Some(1));
    assert_eq!(taken.card(&moved).unwrap().1.stage.as_str(), "sell");
    assert!(taken.stage(&"drive".into()).is_some());
    // The stage goes with what stands in it, but for what stands elsewhere now.
    let mut removed = changes.iter();
    let removed =
        removed.find(|change| change.part.target() == Some(Target::Stage("drive".into())));
    let taken = take(&before, &after, &[removed.unwrap().clone()]);
    assert!(taken.stage(&"drive".into()).is_none());
    assert!(taken.card(&moved).is_some());
    assert!(
        taken
            .cards()
            .all(|card| card.text != "Drives the route she takes to work")
    );
    assert_eq!(taken.check(), []);
}

#[test]
fn what_two_did_apart_goes_together() {
    let base = car();
    let card = card_called(&base, "TV spot");
    let mine = with(
        &base,
        &[
            set(Target::Card(card.clone()), Field::Text, "Film"),
            Edit::Reorder {
                target: Target::Stage("own".into()),
                index: 0,
            },
            Edit::InsertCard {
                lane: "pains".into(),
                index: 0,
                card: Arc::new(Card {
                    id: "new".into(),
                    stage: "own".into(),
                    text: "Mine".to_owned(),
                    ..Card::default()
                }),
            },
        ],
    );
    let theirs = with(
        &base,
        &[
            Edit::MoveCards {
                ids: vec![card.clone()],
                lane: "touchpoints".into(),
                stage: "research".into(),
                step: None,
                index: 0,
            },
            set(Target::Stage("own".into()), Field::Title, "Own"),
            Edit::InsertCard {
                lane: "pains".into(),
                index: 0,
                card: Arc::new(Card {
                    id: "new".into(),
                    stage: "drive".into(),
                    text: "Theirs".to_owned(),
                    ..Card::default()
                }),
            },
        ],
    );
    let merge = merge(&base, &mine, &theirs);
    assert_eq!(merge.conflicts, []);
    let map = merge.map();
    let (_, card) = map.card(&card).unwrap();
    assert_eq!(
        (card.text.as_str(), card.stage.as_str()),
        ("Film", "research")
    );
    assert_eq!(map.stages[0].title, "Own");
    // Two things that got one id are two.
    card_called(&map, "Mine");
    card_called(&map, "Theirs");
    assert_eq!(map.check(), []);
}

#[test]
fn what_cannot_be_both_ways_is_told_and_settled() {
    let base = car();
    let mine = with(
        &base,
        &[
            set(Target::Stage("drive".into()), Field::Title, "Trial"),
            Edit::Remove(Target::Stage("own".into())),
            set(Target::Card("a8".into()), Field::Text, "Haggles"),
        ],
    );
    let theirs = with(
        &base,
        &[
            set(Target::Stage("drive".into()), Field::Title, "Try it"),
            set(Target::Card("t10".into()), Field::Text, "App for owners"),
            Edit::Remove(Target::Stage("purchase".into())),
        ],
    );
    assert_eq!(
        conflicts(&base, &mine, &theirs),
        [
            "stage “Own & recommend”: mine removed; theirs card “Owner app” changed to “App for owners”; theirs is kept",
            "stage “Purchase”: mine card “Negotiates the price and the trade-in” changed to “Haggles”; theirs removed; mine is kept",
            "stage “Trial”: title (before: “Test drive”): mine “Trial”; theirs “Try it”; mine is kept",
        ]
    );
    let merge = merge(&base, &mine, &theirs);
    assert!(matches!(
        merge.conflicts[2].kind,
        ConflictKind::Field { .. }
    ));
    // Until somebody decides, nothing goes that anybody worked on.
    let map = merge.map();
    let titles =
        |map: &Map| -> Vec<String> { map.stages.iter().map(|s| s.title.clone()).collect() };
    assert_eq!(
        titles(&map),
        [
            "Awareness",
            "Research & compare",
            "Trial",
            "Purchase",
            "Own & recommend"
        ]
    );
    card_called(&map, "App for owners");
    card_called(&map, "Social networks");
    card_called(&map, "Haggles");
    card_called(&map, "Sales desk");
    let mine = merge.settle(|_| true, &[Side::Mine; 3]);
    assert_eq!(
        titles(&mine),
        ["Awareness", "Research & compare", "Trial", "Purchase"]
    );
    let theirs = merge.settle(|_| true, &[Side::Theirs; 3]);
    assert_eq!(
        titles(&theirs),
        [
            "Awareness",
            "Research & compare",
            "Try it",
            "Own & recommend"
        ]
    );
    assert_eq!((mine.check(), theirs.check()), (vec![], vec![]));
}

#[test]
fn a_curve_is_compared_point_by_point() {
    let base = car();
    let lane = base
        .lanes
        .iter()
        .find(|lane| !lane.curves().is_empty())
        .unwrap();
    let curve = lane.curves()[0].of();
    let point = |label: &str| CurvePoint {
        id: "fresh".into(),
        stage: "own".into(),
        at: 0.9,
        value: Some(1.0),
        label: label.to_owned(),
        ..CurvePoint::default()
    };
    let with_point = |label: &str| {
        let edit = Edit::InsertPoint {
            lane: lane.id.clone(),
            curve: curve.clone(),
            point: point(label),
        };
        with(&base, &[edit])
    };
    let (mine, theirs) = (with_point("Proud"), with_point("Tired"));
    let merged = merge(&base, &mine, &theirs).map();
    let count = |map: &Map| map.lane(&lane.id).unwrap().curves()[0].points.len();
    assert_eq!(count(&merged), count(&base) + 2);
    let told = told(&base, &mine, Language::English);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("curve point “Proud” added in Own & recommend"),
        "{told:?}"
    );
}

#[test]
fn fields_of_newer_versions_are_compared_by_what_they_say() {
    let map = |value: &str| {
        let text = format!(
            r#"{{"format": "jejak.journey", "version": 1,
            "stages": [{{"id": "s", "title": "S", "x": {value}}}]}}"#
        );
        file::load(text.as_bytes()).unwrap().map
    };
    let here = map(r#"{ "a": ["b \" c", 1] }"#);
    let there = map("{\"a\":[\"b \\\" c\",\n1]}");
    assert_ne!(here, there);
    assert_eq!(told(&here, &there, Language::English), [""; 0]);
    let other = map(r#"{ "a": ["b \"c", 1] }"#);
    assert_eq!(told(&here, &other, Language::English).len(), 1);
}
