//! Edits on a small map, and random ones: the invariants hold, undo and redo go the whole way.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Arrow, Basis, Card, CardRole, Channel, ChannelMark, Curve, CurveOf, CurvePoint, Field, Hue, Id,
    Lane, LaneKind, LaneLine, LevelWord, LineKind, Map, MapState, Medium, Metric, Part, Persona,
    Problem, Scale, Shows, Span, Stage, Step, Stop, Target, TimeUnit, Times,
};
use crate::words::Language;

/// Three stages (the second with two steps), a lane of every kind, two personas, two channels.
pub(crate) fn small_map() -> Map {
    let stage = |id: &str, title: &str, steps: &[&str]| {
        let steps = steps.iter().map(|id| Step {
            id: Id::new(id),
            title: id.to_string(),
            ..Default::default()
        });
        Arc::new(Stage {
            id: id.into(),
            title: title.to_owned(),
            steps: steps.collect(),
            ..Default::default()
        })
    };
    let card = |id: &str, stage: &str, step: Option<&str>| {
        Arc::new(Card {
            id: id.into(),
            stage: stage.into(),
            step: step.map(Id::from),
            text: format!("Text of {id}"),
            personas: vec!["dewi".into()],
            ..Default::default()
        })
    };
    let cards = |id: &str, role: CardRole, cards: Vec<Arc<Card>>| {
        let title = role.lane_name().to_owned();
        let kind = LaneKind::Cards { role, cards };
        lane(id, title, kind)
    };
    fn lane(id: &str, title: String, kind: LaneKind) -> Arc<Lane> {
        Arc::new(Lane {
            id: id.into(),
            title,
            kind,
            ..Default::default()
        })
    }
    let point = |id: &str, stage: &str, at: f64, value: f64| CurvePoint {
        id: id.into(),
        stage: stage.into(),
        at,
        value: Some(value),
        ..Default::default()
    };
    let touchpoint = Arc::new(Card {
        channel: Some("store".into()),
        ..Card::clone(&card("t1", "buy", None))
    });
    let metric = |id: &str, stage: &str| {
        Arc::new(Metric {
            id: id.into(),
            stage: Some(stage.into()),
            name: "NPS".to_owned(),
            value: 12.0,
            ..Default::default()
        })
    };
    let persona = |id: &str, name: &str, hue: Hue| {
        Arc::new(Persona {
            id: id.into(),
            name: name.to_owned(),
            hue,
            ..Default::default()
        })
    };
    let channel = |id: &str, name: &str| {
        Arc::new(Channel {
            id: id.into(),
            name: name.to_owned(),
            medium: Medium::Physical,
            ..Default::default()
        })
    };
    Map {
        title: "Buying a car".to_owned(),
        personas: vec![
            persona("dewi", "Dewi Anggraini", Hue::Indigo),
            persona("fleet", "Fleet buyer", Hue::Slate),
        ],
        channels: vec![channel("store", "Store"), channel("web", "Web")],
        stages: vec![
            stage("aware", "Awareness", &[]),
            stage("drive", "Test drive", &["book", "go"]),
            stage("buy", "Purchase", &[]),
        ],
        lanes: vec![
            cards(
                "actions",
                CardRole::CustomerActions,
                vec![
                    card("c1", "aware", None),
                    card("c2", "drive", None),
                    card("c3", "aware", None),
                    card("c4", "drive", Some("go")),
                    card("c5", "buy", None),
                ],
            ),
            cards("touch", CardRole::Touchpoints, vec![touchpoint]),
            lane(
                "matrix",
                "Channels".to_owned(),
                LaneKind::Channels {
                    marks: vec![ChannelMark {
                        channel: "web".into(),
                        stage: "aware".into(),
                        on: true,
                        unknown: Default::default(),
                    }],
                    threads: false,
                },
            ),
            lane(
                "feelings",
                "Emotions".to_owned(),
                LaneKind::Emotion {
                    curves: vec![Arc::new(Curve {
                        to_be: false,
                        persona: "dewi".into(),
                        points: vec![
                            point("p1", "aware", 0.5, -1.0),
                            point("p2", "drive", 0.5, 1.0),
                            point("p3", "buy", 0.5, -0.5),
                        ],
                        unknown: Default::default(),
                    })],
                },
            ),
            cards("pains", CardRole::PainPoints, vec![card("x1", "buy", None)]),
            lane(
                "figures",
                "Metrics".to_owned(),
                LaneKind::Metrics {
                    metrics: vec![
                        metric("m1", "aware"),
                        metric("m2", "buy"),
                        metric("m3", "buy"),
                    ],
                },
            ),
        ],
        lines: vec![LaneLine {
            above: "pains".into(),
            kind: LineKind::Visibility,
            unknown: Default::default(),
        }],
        ..Default::default()
    }
}

/// The small map with a stop of each kind.
fn map_with_stops() -> Map {
    let ids = |ids: &[&str]| ids.iter().map(Id::new).collect::<Vec<_>>();
    let shows = [
        ("map", Shows::Map),
        ("buy", Shows::Stages(ids(&["buy"]))),
        ("ends", Shows::Stages(ids(&["aware", "buy"]))),
        ("rows", Shows::Lanes(ids(&["feelings", "pains"]))),
        ("cards", Shows::Cards(ids(&["c5", "x1"]))),
        ("points", Shows::Points(ids(&["p3"]))),
        ("dewi", Shows::Persona("dewi".into())),
    ];
    let stops = shows.into_iter().map(|(id, shows)| {
        Arc::new(Stop {
            id: id.into(),
            shows,
            notes: format!("Say this at {id}"),
            personas: ids(&["dewi", "fleet"]),
            hidden_lanes: ids(&["pains", "figures"]),
            ..Stop::default()
        })
    });
    Map {
        stops: stops.collect(),
        ..small_map()
    }
}

fn stop_ids(map: &Map) -> Vec<&str> {
    map.stops.iter().map(|stop| stop.id.as_str()).collect()
}

#[test]
fn what_is_removed_is_shown_by_no_stop_and_undo_brings_both_back() {
    let map = Arc::new(map_with_stops());
    assert_eq!(map.check(), []);
    let shows = |map: &Map, id: &str| map.stop(&id.into()).map(|stop| stop.shows.clone());
    let mut history = History::new(map.clone());
    let mut remove = |target: Target| {
        history.apply("Delete", &[Edit::Remove(target)]).unwrap();
        assert_eq!(history.map().check(), []);
        let next = history.map().clone();
        history.undo();
        assert_eq!(**history.map(), *map);
        next
    };
    let ids = |ids: &[&str]| ids.iter().map(Id::new).collect::<Vec<_>>();

    let next = remove(Target::Stage("buy".into()));
    // Its cards and its point went with it, and nothing else stood on their stops.
    assert_eq!(stop_ids(&next), ["map", "ends", "rows", "dewi"]);
    assert_eq!(shows(&next, "ends"), Some(Shows::Stages(ids(&["aware"]))));

    let next = remove(Target::Lane("pains".into()));
    assert_eq!(next.stops.len(), map.stops.len());
    assert_eq!(shows(&next, "rows"), Some(Shows::Lanes(ids(&["feelings"]))));
    assert_eq!(shows(&next, "cards"), Some(Shows::Cards(ids(&["c5"]))));
    assert_eq!(next.stops[0].hidden_lanes, ids(&["figures"]));

    let next = remove(Target::Card("c5".into()));
    assert_eq!(shows(&next, "cards"), Some(Shows::Cards(ids(&["x1"]))));
    let next = remove(Target::Point("p3".into()));
    assert_eq!(shows(&next, "points"), None);
    let next = remove(Target::Persona("dewi".into()));
    assert_eq!(shows(&next, "dewi"), None);
    assert_eq!(next.stops[0].personas, ids(&["fleet"]));
    // What has nothing to do with stops leaves them as they are.
    let next = remove(Target::Metric("m1".into()));
    assert!(Arc::ptr_eq(&map.stops[0], &next.stops[0]));
}

#[test]
fn stops_are_put_replaced_written_on_moved_and_removed() {
    let map = map_with_stops();
    let new = |shows: Shows| {
        Arc::new(Stop {
            id: "new".into(),
            shows,
            ..Stop::default()
        })
    };
    let insert = |shows| Edit::InsertStop {
        index: 1,
        stop: new(shows),
    };
    let next = apply(&map, &insert(Shows::Gap)).unwrap();
    assert_eq!(stop_ids(&next)[..3], ["map", "new", "buy"]);
    let nowhere = Shows::Stages(vec!["nowhere".into()]);
    assert!(matches!(
        apply(&map, &insert(nowhere)),
        Err(EditError::Breaks(Problem::Missing { .. }))
    ));
    assert_eq!(
        apply(&map, &insert(Shows::Cards(Vec::new()))),
        Err(EditError::Breaks(Problem::ShowsNothing("new".into())))
    );
    let eternal = Edit::ReplaceStop(Arc::new(Stop {
        minutes: Some(f64::INFINITY),
        ..Stop::clone(&map.stops[0])
    }));
    assert!(matches!(
        apply(&map, &eternal),
        Err(EditError::Breaks(Problem::BadNumber {
            field: "minutes",
            ..
        }))
    ));
    let replaced = Edit::ReplaceStop(Arc::new(Stop {
        hidden: true,
        ..Stop::clone(&map.stops[2])
    }));
    assert!(apply(&map, &replaced).unwrap().stops[2].hidden);
    let gone = Edit::ReplaceStop(new(Shows::Map));
    assert_eq!(
        apply(&map, &gone),
        Err(EditError::Missing(Part::Stop, "new".into()))
    );
    let target = Target::Stop("dewi".into());
    let text = |field| Edit::SetText {
        target: target.clone(),
        field,
        text: "Said".to_owned(),
    };
    let next = apply_all(
        &Arc::new(map.clone()),
        &[text(Field::Title), text(Field::Notes)],
    )
    .unwrap();
    let stop = next.stop(&"dewi".into()).unwrap();
    assert_eq!((stop.title.as_str(), stop.notes.as_str()), ("Said", "Said"));
    let moved = Edit::Reorder {
        target: target.clone(),
        index: 0,
    };
    assert_eq!(
        stop_ids(&apply(&map, &moved).unwrap())[..2],
        ["dewi", "map"]
    );
    let next = apply(&map, &Edit::Remove(target)).unwrap();
    assert_eq!(next.stops.len(), map.stops.len() - 1);
    assert_eq!(next.personas, map.personas);
}

fn card_ids(map: &Map, lane: &str) -> Vec<String> {
    let lane = map.lane(&lane.into()).expect("a lane");
    lane.cards()
        .iter()
        .map(|card| card.id.to_string())
        .collect()
}

fn moved(
    map: &Map,
    ids: &[&str],
    lane: &str,
    stage: &str,
    step: Option<&str>,
    index: usize,
) -> Map {
    let edit = Edit::MoveCards {
        ids: ids.iter().map(Id::new).collect(),
        lane: lane.into(),
        stage: stage.into(),
        step: step.map(Id::from),
        index,
    };
    apply(map, &edit).expect("a move that can be")
}

#[test]
fn the_small_map_is_sound() {
    assert_eq!(small_map().check(), []);
}

#[test]
fn a_card_moves_to_a_place_among_the_others_of_the_cell() {
    let map = small_map();
    assert_eq!(
        card_ids(
            &moved(&map, &["c3"], "actions", "aware", None, 0),
            "actions"
        ),
        ["c3", "c1", "c2", "c4", "c5"]
    );
    assert_eq!(
        card_ids(
            &moved(&map, &["c3", "c5"], "pains", "buy", None, 1),
            "pains"
        ),
        ["x1", "c3", "c5"]
    );
    let to_step = moved(&map, &["c4"], "actions", "drive", Some("book"), 0);
    assert_eq!(
        card_ids(&to_step, "actions"),
        ["c1", "c4", "c2", "c3", "c5"]
    );
}

#[test]
fn a_move_to_where_the_card_stands_changes_nothing() {
    let map = small_map();
    for (id, stage, step, index) in [
        ("c3", "aware", None, 1),
        ("c3", "aware", None, 7),
        ("c2", "drive", Some("book"), 0),
        ("c4", "drive", Some("go"), 0),
    ] {
        let same = moved(&map, &[id], "actions", stage, step, index);
        assert_eq!(same, map, "{id}");
    }
}

#[test]
fn only_the_lanes_that_a_move_touches_are_copied() {
    let map = small_map();
    let next = moved(&map, &["c5"], "pains", "buy", None, 0);
    let shared = map.lanes.iter().zip(&next.lanes);
    let copied: Vec<_> = shared
        .filter(|(before, after)| !Arc::ptr_eq(before, after))
        .map(|(_, lane)| lane.id.as_str())
        .collect();
    assert_eq!(copied, ["actions", "pains"]);
}

#[test]
fn a_removed_stage_takes_along_all_that_stands_in_it() {
    let next = apply(&small_map(), &Edit::Remove(Target::Stage("buy".into()))).unwrap();
    assert_eq!(next.check(), []);
    assert_eq!(card_ids(&next, "actions"), ["c1", "c2", "c3", "c4"]);
    assert_eq!(card_ids(&next, "pains"), [""; 0]);
    assert!(next.point(&"p3".into()).is_none() && next.point(&"p2".into()).is_some());
    assert!(next.metric(&"m2".into()).is_none() && next.metric(&"m1".into()).is_some());
}

#[test]
fn cards_of_a_removed_step_move_to_the_step_before() {
    let map = small_map();
    let without = |step: &str| apply(&map, &Edit::Remove(Target::Step(step.into()))).unwrap();
    let step_of = |map: &Map, id: &str| map.card(&id.into()).unwrap().1.step.clone();
    assert_eq!(step_of(&without("go"), "c4"), Some("book".into()));
    assert_eq!(step_of(&without("book"), "c4"), Some("go".into()));
    assert_eq!(step_of(&without("book"), "c2"), None);
}

#[test]
fn cards_without_a_step_stay_in_theirs_when_another_becomes_the_first() {
    let step = Step {
        id: "new".into(),
        ..Default::default()
    };
    let insert = Edit::InsertStep {
        stage: "drive".into(),
        index: 0,
        step,
    };
    let next = apply(&small_map(), &insert).unwrap();
    assert_eq!(next.card(&"c2".into()).unwrap().1.step, Some("book".into()));
    let turned = Edit::Reorder {
        target: Target::Step("book".into()),
        index: 9,
    };
    let next = apply(&small_map(), &turned).unwrap();
    assert_eq!(next.card(&"c2".into()).unwrap().1.step, Some("book".into()));
    assert_eq!(next.check(), []);
}

#[test]
fn a_removed_persona_or_channel_is_mentioned_nowhere() {
    let map = small_map();
    let edits = [
        Edit::Remove(Target::Persona("dewi".into())),
        Edit::Remove(Target::Channel("web".into())),
        Edit::Remove(Target::Channel("store".into())),
    ];
    let next = apply_all(&Arc::new(map), &edits).unwrap();
    assert_eq!(next.check(), []);
    assert!(
        next.cards()
            .all(|card| card.personas.is_empty() && card.channel.is_none())
    );
    assert!(
        next.lanes
            .iter()
            .all(|lane| lane.marks().is_empty() && lane.curves().is_empty())
    );
}

#[test]
fn a_new_scale_keeps_the_shape_of_the_curve() {
    let scale = Scale { min: 1.0, max: 5.0 };
    let next = apply(&small_map(), &Edit::SetScale(scale)).unwrap();
    let value = |id: &str| next.point(&id.into()).unwrap().2.value;
    assert_eq!((value("p1"), value("p2")), (Some(2.0), Some(4.0)));
}

#[test]
fn a_metric_is_written_as_a_figure() {
    let write = |text: &str| Edit::SetText {
        target: Target::Metric("m1".into()),
        field: Field::Value,
        text: text.to_owned(),
    };
    let next = apply(&small_map(), &write("4,6 / 5")).unwrap();
    assert_eq!(
        next.metric(&"m1".into())
            .unwrap()
            .1
            .figure(Default::default()),
        "4.6 / 5"
    );
    let error = apply(&small_map(), &write("good")).unwrap_err();
    assert!(error.describe(Language::English).contains("“good”"));
}

#[test]
fn what_does_not_exist_or_would_break_the_map_is_refused() {
    let map = small_map();
    let lost = Edit::Remove(Target::Card("nobody".into()));
    assert_eq!(
        apply(&map, &lost),
        Err(EditError::Missing(Part::Card, "nobody".into()))
    );
    let (_, twin) = map.card(&"c1".into()).unwrap();
    let twice = Edit::InsertCard {
        lane: "pains".into(),
        index: 0,
        card: twin.clone(),
    };
    assert!(matches!(apply(&map, &twice), Err(EditError::Breaks(_))));
    let astray = Edit::MoveCards {
        ids: vec!["c1".into()],
        lane: "feelings".into(),
        stage: "buy".into(),
        step: None,
        index: 0,
    };
    assert!(matches!(apply(&map, &astray), Err(EditError::Unfit(_))));
}

#[test]
fn sizes_are_clamped_into_their_ranges() {
    let map = small_map();
    let stage = map.stages[0].id.clone();
    let lane = map.lanes[0].id.clone();
    let width = |width| {
        let stage = stage.clone();
        let next = apply(&map, &Edit::SetStageWidth { stage, width });
        next.map(|map| map.stages[0].width)
    };
    assert_eq!(width(Some(300.5)), Ok(Some(300.5)));
    assert_eq!(width(Some(1.0)), Ok(Some(*Stage::WIDTHS.start())));
    assert_eq!(width(Some(f64::INFINITY)), Ok(Some(*Stage::WIDTHS.end())));
    assert_eq!(width(None), Ok(None));
    assert!(width(Some(f64::NAN)).is_err());
    let height = |height| {
        let lane = lane.clone();
        let next = apply(&map, &Edit::SetLaneHeight { lane, height });
        next.map(|map| map.lanes[0].height)
    };
    assert_eq!(height(Some(-9.0)), Ok(Some(*Lane::HEIGHTS.start())));
    assert_eq!(height(Some(9e9)), Ok(Some(*Lane::HEIGHTS.end())));
    assert!(height(Some(f64::NAN)).is_err());
    let gone = Edit::SetLaneHidden {
        lane: "gone".into(),
        hidden: true,
    };
    assert!(matches!(apply(&map, &gone), Err(EditError::Missing(..))));
}

#[test]
fn a_line_moves_whole_and_never_onto_another() {
    let mut map = small_map();
    let [a, b, c] = [0, 1, 2].map(|at| map.lanes[at].id.clone());
    map.lines = vec![LaneLine {
        above: a.clone(),
        kind: LineKind::Interaction,
        unknown: Default::default(),
    }];
    let moved = |map: &Map, above: &Id, to: &Id| {
        let (above, to) = (above.clone(), to.clone());
        apply(map, &Edit::MoveLine { above, to })
    };
    let next = moved(&map, &a, &b).unwrap();
    assert_eq!(next.lines.len(), 1);
    assert_eq!(
        (&next.lines[0].above, next.lines[0].kind),
        (&b, LineKind::Interaction)
    );
    assert_eq!(moved(&map, &a, &a).unwrap(), map);
    assert!(moved(&map, &b, &c).is_err(), "there is no line above it");
    let above = c.clone();
    let kind = Some(LineKind::Visibility);
    let two = apply(&map, &Edit::SetLine { above, kind }).unwrap();
    let problem = Problem::SecondLine { above: c.clone() };
    assert_eq!(moved(&two, &a, &c), Err(EditError::Breaks(problem)));
}

/// Four numbers choose an edit that fits the map, mostly.
pub(crate) fn edit_from((kind, a, b, c): (u8, u8, u8, u8), map: &Map) -> Edit {
    fn pick<T>(parts: &[T], by: u8, id: impl Fn(&T) -> &Id) -> Id {
        let nobody = Id::new("nobody");
        match parts.len() {
            0 => nobody,
            len => id(&parts[by as usize % len]).clone(),
        }
    }
    let stage = |by: u8| pick(&map.stages, by, |part| &part.id);
    let lane = |by: u8| pick(&map.lanes, by, |part| &part.id);
    let persona = |by: u8| pick(&map.personas, by, |part| &part.id);
    let channel = |by: u8| pick(&map.channels, by, |part| &part.id);
    let cards: Vec<_> = map.cards().collect();
    let card = |by: u8| pick(&cards, by, |part| &part.id);
    let points = map.lanes.iter().flat_map(|lane| lane.curves());
    let points: Vec<_> = points.flat_map(|curve| &curve.points).collect();
    let point = |by: u8| pick(&points, by, |part| &part.id);
    let metrics = map.lanes.iter().flat_map(|lane| lane.metrics());
    let metrics: Vec<_> = metrics.collect();
    let metric = |by: u8| pick(&metrics, by, |part| &part.id);
    let steps: Vec<_> = map.stages.iter().flat_map(|stage| &stage.steps).collect();
    let step = |by: u8| pick(&steps, by, |part| &part.id);
    let (id, index, text) = (
        Id::new(format!("n{b}")),
        c as usize % 6,
        format!("Text {c}"),
    );
    let stop = |by: u8| pick(&map.stops, by, |part| &part.id);
    let any_target = match a % 10 {
        0 => Target::Stage(stage(b)),
        1 => Target::Lane(lane(b)),
        2 => Target::Persona(persona(b)),
        3 => Target::Channel(channel(b)),
        4 => Target::Card(card(b)),
        5 => Target::Point(point(b)),
        6 => Target::Metric(metric(b)),
        7 => Target::Step(step(b)),
        8 => Target::Stop(stop(b)),
        _ => Target::Line { above: lane(b) },
    };
    let title = text.clone();
    match kind % 35 {
        0 => Edit::SetText {
            target: any_target,
            field: [
                Field::Title,
                Field::Text,
                Field::Name,
                Field::Label,
                Field::Value,
            ][index % 5],
            text: format!("{c} %"),
        },
        1 => Edit::SetScale(Scale {
            min: -f64::from(b),
            max: f64::from(c),
        }),
        2 => Edit::InsertStage {
            index,
            stage: Arc::new(Stage {
                id,
                title,
                ..Default::default()
            }),
        },
        3 => Edit::InsertStep {
            stage: stage(a),
            index,
            step: Step {
                id,
                title,
                ..Default::default()
            },
        },
        4 => Edit::InsertPersona {
            index,
            persona: Arc::new(Persona {
                id,
                ..Default::default()
            }),
        },
        5 => Edit::InsertChannel {
            index,
            channel: Arc::new(Channel {
                id,
                ..Default::default()
            }),
        },
        6 | 7 => Edit::InsertCard {
            lane: lane(a),
            index,
            card: Arc::new(Card {
                id,
                stage: stage(c),
                text,
                channel: Some(channel(a)),
                personas: vec![persona(c)],
                ..Default::default()
            }),
        },
        8 => Edit::InsertPoint {
            lane: lane(a),
            curve: CurveOf {
                persona: persona(c),
                to_be: c % 5 == 0,
            },
            point: CurvePoint {
                id,
                stage: stage(c),
                at: f64::from(c) / 200.0,
                value: Some(0.1),
                ..Default::default()
            },
        },
        9 => Edit::InsertMetric {
            lane: lane(a),
            index,
            metric: Arc::new(Metric {
                id,
                stage: Some(stage(c)),
                value: f64::from(c),
                ..Default::default()
            }),
        },
        10 => match map.stage(&stage(a)) {
            Some(known) => Edit::ReplaceStage(Arc::new(Stage {
                steps: known.steps.iter().take(index % 3).cloned().collect(),
                ..Stage::clone(known)
            })),
            None => Edit::SetState(MapState::Future),
        },
        11 | 12 => Edit::Remove(any_target),
        13 => Edit::Reorder {
            target: any_target,
            index,
        },
        14..=16 => Edit::MoveCards {
            ids: [card(a), card(b)][..1 + index % 2].to_vec(),
            lane: lane(b),
            stage: stage(c),
            step: map
                .stage(&stage(c))
                .and_then(|s| s.steps.get(index))
                .map(|s| s.id.clone()),
            index,
        },
        17 => Edit::MovePoint {
            id: point(a),
            stage: stage(b),
            at: f64::from(c) / 100.0,
            value: (c > 9).then_some(f64::from(c) - 100.0),
        },
        18 => Edit::MoveMetric {
            id: metric(a),
            lane: lane(b),
            stage: (c % 3 != 0).then(|| stage(c)),
            index,
        },
        19 => Edit::SetMark {
            lane: lane(a),
            channel: channel(b),
            stage: stage(c),
            on: [None, Some(true), Some(false)][index % 3],
        },
        20 => Edit::InsertLane {
            index,
            lane: Arc::new(Lane {
                id,
                kind: LaneKind::Emotion { curves: Vec::new() },
                ..Default::default()
            }),
        },
        21 => Edit::MoveLine {
            above: lane(a),
            to: lane(b),
        },
        22 => Edit::SetStageWidth {
            stage: stage(a),
            width: [None, Some(f64::from(b) * 20.0), Some(f64::INFINITY)][index % 3],
        },
        23 => Edit::SetLaneHeight {
            lane: lane(a),
            height: [None, Some(f64::from(b) * 20.0), Some(-1.0)][index % 3],
        },
        24 => Edit::SetLaneHidden {
            lane: lane(a),
            hidden: index % 2 == 0,
        },
        25 => Edit::SetLaneCollapsed {
            lane: lane(a),
            collapsed: index % 2 == 0,
        },
        26 => Edit::SetBasis {
            metric: metric(a),
            basis: [
                None,
                Some(Basis::Nps {
                    promoters: u32::from(b),
                    passives: 0,
                    detractors: u32::from(c),
                }),
                Some(Basis::Csat { answers: [0; 5] }),
            ][index % 3],
        },
        27 => Edit::InsertArrow(Arc::new(Arrow {
            id,
            from: card(a),
            to: card(b),
            ..Default::default()
        })),
        28 => Edit::SetTimes {
            target: Target::Stage(stage(a)),
            times: Times {
                doing: Some(Span {
                    amount: f64::from(b) - 40.0,
                    unit: TimeUnit::Week,
                }),
                waiting: None,
            },
        },
        29 => Edit::SetThreads {
            lane: lane(a),
            on: index % 2 == 0,
        },
        30 => Edit::SetEmotionWords(vec![LevelWord {
            value: f64::from(b) / 20.0 - 3.0,
            word: title,
            ..Default::default()
        }]),
        31 => Edit::InsertStop {
            index,
            stop: Arc::new(Stop {
                id,
                title,
                shows: [
                    Shows::Stages(vec![stage(a), stage(c)]),
                    Shows::Lanes(vec![lane(a)]),
                    Shows::Cards(vec![card(a), card(c)]),
                    Shows::Points(vec![point(a)]),
                    Shows::Persona(persona(a)),
                    Shows::Cards(Vec::new()),
                ][index]
                    .clone(),
                hidden_lanes: vec![lane(c)],
                personas: vec![persona(c)],
                minutes: (a % 2 == 0).then(|| f64::from(b) * 10.0),
                ..Default::default()
            }),
        },
        32 => match map.stop(&stop(a)) {
            Some(known) => Edit::ReplaceStop(Arc::new(Stop {
                hidden: !known.hidden,
                shows: Shows::Stages(vec![stage(b)]),
                ..Stop::clone(known)
            })),
            None => Edit::SetFunnel(true),
        },
        _ => Edit::SetLine {
            above: lane(a),
            kind: [None, Some(LineKind::Interaction)][index % 2],
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_edits_keep_the_map_sound_and_undo_and_redo_go_the_whole_way(
        choices in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..60),
    ) {
        let start = Arc::new(map_with_stops());
        let mut history = History::new(start.clone());
        for choice in choices {
            let before = history.map().clone();
            let edit = edit_from(choice, &before);
            match history.apply("Edit", std::slice::from_ref(&edit)) {
                Ok(changed) => prop_assert_eq!(changed, *history.map() != before),
                Err(_) => prop_assert!(Arc::ptr_eq(history.map(), &before)),
            }
            prop_assert_eq!(history.map().check(), [], "{:?}", edit);
        }
        let end = history.map().clone();
        while history.undo().is_some() {}
        prop_assert!(Arc::ptr_eq(history.map(), &start));
        while history.redo().is_some() {}
        prop_assert!(Arc::ptr_eq(history.map(), &end));
    }
}
