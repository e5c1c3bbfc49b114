//! Open Journey Format and Markdown.

use jejak::{
    exchange::{ExchangeErrorKind, MapFormat, NoteKind, read, write},
    file::{load, samples},
    model::{CardRole, Map},
    words::Language::English,
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

/// What the format holds of a map's cards and feelings: stages, lanes, texts.
fn held(map: &Map) -> Vec<String> {
    let mut held = vec![format!("{:?}", (&map.title, &map.scenario))];
    held.extend(
        map.stages
            .iter()
            .map(|s| format!("{:?}", (&s.title, &s.goal))),
    );
    for lane in map.lanes.iter().filter(|lane| lane.role().is_some()) {
        held.push(format!("{:?}", (&lane.title, lane.role())));
        for card in lane.cards() {
            let channel = card.channel.as_ref().and_then(|id| map.channel(id));
            let channel = channel
                .map(|c| c.name.clone())
                .filter(|name| !name.is_empty());
            held.push(format!(
                "{:?}",
                (map.stage_index(&card.stage), &card.text, channel)
            ));
        }
    }
    held
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_the_format_holds_comes_back(map in arbitrary::map()) {
        let given = write(MapFormat::OpenJourney, &map, false).unwrap();
        let back = read(MapFormat::OpenJourney, &given.bytes, English).unwrap();
        prop_assert_eq!(&back.notes, &[]);
        prop_assert_eq!(back.map.check(), []);
        prop_assert_eq!(held(&back.map), held(&map));
        let stars = |map: &Map| {
            let curves = map.lanes.iter().flat_map(|lane| lane.curves());
            let points = curves.filter(|curve| !curve.to_be).flat_map(|curve| &curve.points);
            points.filter(|point| point.moment_of_truth).count()
        };
        prop_assert_eq!(stars(&back.map), stars(&map));
    }

    #[test]
    fn any_json_is_answered(
        text in ".*",
        stages in arbitrary::json(),
        nodes in prop::collection::vec(arbitrary::json(), 0..4),
        fields in prop::collection::vec(("(stage|stageId|title|score|swimlane|isMomentOfTruth)", arbitrary::json()), 0..6),
    ) {
        let _ = read(MapFormat::OpenJourney, text.as_bytes(), English);
        let node: serde_json::Map<_, _> = fields.into_iter().collect();
        let mut nodes = nodes;
        nodes.push(node.into());
        for stages in [stages, serde_json::json!([{ "id": 1, "name": "One" }, "Two", null])] {
            let text = serde_json::json!({ "stages": stages, "nodes": nodes }).to_string();
            if let Ok(taken) = read(MapFormat::OpenJourney, text.as_bytes(), English) {
                prop_assert_eq!(taken.map.check(), []);
            }
        }
    }

    #[test]
    fn an_outline_is_made_of_any_map(map in arbitrary::map()) {
        let given = write(MapFormat::Markdown, &map, false).unwrap();
        let text = str::from_utf8(&given.bytes).unwrap();
        let headings = text.lines().filter(|line| line.starts_with('#')).count();
        let has_metrics = map
            .lanes
            .iter()
            .any(|lane| !lane.hidden && !lane.metrics().is_empty());
        let expected = 1 + map.personas.len() + map.stages.len() + usize::from(has_metrics);
        prop_assert_eq!(headings, expected, "no text makes a heading:\n{}", text);
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }
}

#[test]
fn both_spellings_of_a_stage_are_read() {
    let text = r#"{
  "title": "Car", "stages": [{"id": "a", "name": "Find"}, {"id": "b", "title": "Buy"}],
  "swimlanes": [{"id": "l", "name": "Pain points"}],
  "nodes": [
    {"title": "Asks", "stage": "a", "swimlane": "l", "score": -3, "isMomentOfTruth": true},
    {"name": "Signs", "stageId": "b", "swimlaneId": "l", "score": 5},
    {"name": "Waits", "stageId": "b", "score": 7},
    {"name": "Nowhere", "stageId": "c"},
    {"name": "Sleeps", "stage": "b", "score": "good"}
  ]
}"#;
    let taken = read(MapFormat::OpenJourney, text.as_bytes(), English).unwrap();
    let map = &taken.map;
    assert_eq!(map.lanes[0].role(), Some(CardRole::PainPoints));
    let texts: Vec<_> = map.lanes[0]
        .cards()
        .iter()
        .map(|card| card.text.as_str())
        .collect();
    assert_eq!(texts, ["Asks", "Signs"]);
    let points = &map
        .lanes
        .iter()
        .find_map(|lane| lane.curves().first())
        .unwrap()
        .points;
    let read: Vec<_> = points
        .iter()
        .map(|p| (p.value, p.moment_of_truth))
        .collect();
    assert_eq!(
        read,
        [(Some(-3.0), true), (Some(5.0), false), (Some(7.0), false)]
    );
    assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (-5.0, 7.0));
    let told: Vec<_> = taken
        .notes
        .iter()
        .map(|note| (note.line, note.kind.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (7, NoteKind::OutsideScale(7.0)),
            (8, NoteKind::FirstStage("c".into())),
            (9, NoteKind::NoScore("good".into())),
        ]
    );
}

#[test]
fn what_is_no_open_journey_is_told_with_its_place() {
    for (text, line, part) in [
        ("{\n \"stages\": [,] }", 2, "not a value"),
        ("{}", 1, "stages"),
        ("<svg/>", 1, "SVG"),
    ] {
        let error = read(MapFormat::OpenJourney, text.as_bytes(), English).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(error.describe(English).contains(part), "{error}");
    }
}

#[test]
fn the_outline_of_a_sample_has_what_a_reader_looks_for() {
    let map = load(samples()[0].bytes).unwrap().map;
    let given = write(MapFormat::Markdown, &map, false).unwrap();
    let text = str::from_utf8(&given.bytes).unwrap();
    assert!(text.starts_with(&format!("# {}", map.title)), "{text}");
    for stage in &map.stages {
        assert!(text.contains(&stage.title), "{}", stage.title);
    }
    assert!(text.contains("| --- | --- |"));
    let metric = map
        .lanes
        .iter()
        .flat_map(|lane| lane.metrics())
        .next()
        .unwrap();
    assert!(
        text.lines()
            .any(|line| line.starts_with(&format!("| {} |", metric.name)))
    );
}

#[test]
fn a_name_that_ends_in_json_may_be_either() {
    let map = load(samples()[0].bytes).unwrap().map;
    let bytes = write(MapFormat::OpenJourney, &map, false).unwrap().bytes;
    let by_name = read(MapFormat::OpenJourney, &bytes, English).unwrap();
    assert_eq!(read(MapFormat::Journey, &bytes, English).unwrap(), by_name);
    // What is neither is told of as our own file.
    let ours = read(MapFormat::Journey, b"{\"format\": 1}", English).unwrap_err();
    assert!(matches!(ours.kind, ExchangeErrorKind::Load(_)));
}
