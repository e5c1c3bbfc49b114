//! For each kind of finding a map that has it and one that nearly has it.

use std::sync::Arc;

use super::*;
use crate::{
    file,
    model::{
        Card, CardRole, Channel, ChannelMark, Claim, Curve, CurvePoint, Evidence, Hue, Id, Lane,
        LaneKind, Metric, MetricKind, Persona, Shows, Stage, Stop, Target, When, generate,
    },
    text::Fonts,
    words::Language,
};
use FindingKind as K;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn today() -> Date {
    day("2026-11-22")
}

/// Three stages with everything that they need.
fn sound() -> Map {
    let stage = |id: &str, hue| {
        Arc::new(Stage {
            id: id.into(),
            title: id.to_uppercase(),
            hue,
            ..Default::default()
        })
    };
    let cards = |id: &str, role, cards: &[(&str, &str)]| {
        let card = |(stage, text): &(&str, &str)| {
            Arc::new(Card {
                id: Id::new(format!("{id}-{stage}")),
                stage: (*stage).into(),
                text: (*text).to_owned(),
                channel: (role == CardRole::Touchpoints).then(|| "web".into()),
                conversion: *text == "Form",
                ..Default::default()
            })
        };
        let cards = cards.iter().map(card).collect();
        Arc::new(Lane {
            id: id.into(),
            title: id.to_owned(),
            kind: LaneKind::Cards { role, cards },
            ..Default::default()
        })
    };
    let lane = |id: &str, kind| {
        Arc::new(Lane {
            id: id.into(),
            kind,
            ..Default::default()
        })
    };
    let point = |(stage, value): (&str, f64)| CurvePoint {
        id: Id::new(format!("p-{stage}")),
        stage: stage.into(),
        at: 0.5,
        value: Some(value),
        n: Some(40),
        moment_of_truth: stage == "b",
        ..Default::default()
    };
    let metric = Metric {
        id: "m-b".into(),
        stage: Some("b".into()),
        name: "CSAT".to_owned(),
        kind: MetricKind::Csat,
        n: Some(40),
        ..Default::default()
    };
    let rate = Metric {
        id: "m".into(),
        name: "Of all".to_owned(),
        kind: MetricKind::Conversion,
        ..Default::default()
    };
    let channel = |id: &str| {
        Arc::new(Channel {
            id: id.into(),
            name: id.to_owned(),
            ..Default::default()
        })
    };
    let curve = Curve {
        persona: "dewi".into(),
        points: [("a", 0.5), ("b", -1.0), ("c", 1.0)].map(point).to_vec(),
        ..Default::default()
    };
    Map {
        reviewed: Some(day("2026-10-01")),
        personas: vec![Arc::new(Persona {
            id: "dewi".into(),
            name: "Dewi".to_owned(),
            ..Default::default()
        })],
        channels: ["web", "store", "app"].map(channel).to_vec(),
        stages: vec![
            stage("a", Hue::Indigo),
            stage("b", Hue::Teal),
            stage("c", Hue::Amber),
        ],
        lanes: vec![
            cards(
                "touch",
                CardRole::Touchpoints,
                &[("a", "Ad"), ("b", "Form"), ("c", "Mail")],
            ),
            lane(
                "matrix",
                LaneKind::Channels {
                    marks: Vec::new(),
                    threads: false,
                },
            ),
            lane(
                "curves",
                LaneKind::Emotion {
                    curves: vec![Arc::new(curve)],
                },
            ),
            cards("pains", CardRole::PainPoints, &[("b", "Too long")]),
            cards("ideas", CardRole::Opportunities, &[("b", "Shorten it")]),
            lane(
                "figures",
                LaneKind::Metrics {
                    metrics: vec![Arc::new(metric), Arc::new(rate)],
                },
            ),
        ],
        ..Default::default()
    }
}

fn lane<'m>(map: &'m mut Map, id: &str) -> &'m mut Lane {
    let mut lanes = map.lanes.iter_mut();
    Arc::make_mut(lanes.find(|lane| lane.id.as_str() == id).expect(id))
}

fn cards<'m>(map: &'m mut Map, id: &str) -> &'m mut Vec<Arc<Card>> {
    match &mut lane(map, id).kind {
        LaneKind::Cards { cards, .. } => cards,
        _ => panic!("{id} has no cards"),
    }
}

fn card<'m>(map: &'m mut Map, lane: &str, index: usize) -> &'m mut Card {
    Arc::make_mut(&mut cards(map, lane)[index])
}

fn curves(map: &mut Map) -> &mut Vec<Arc<Curve>> {
    match &mut lane(map, "curves").kind {
        LaneKind::Emotion { curves } => curves,
        _ => panic!("no curves"),
    }
}

fn points(map: &mut Map) -> &mut Vec<CurvePoint> {
    &mut Arc::make_mut(&mut curves(map)[0]).points
}

fn metric(map: &mut Map) -> &mut Metric {
    match &mut lane(map, "figures").kind {
        LaneKind::Metrics { metrics } => Arc::make_mut(&mut metrics[0]),
        _ => panic!("no metrics"),
    }
}

fn mark(map: &mut Map, channel: &str, stage: &str) {
    let LaneKind::Channels { marks, .. } = &mut lane(map, "matrix").kind else {
        panic!("no matrix");
    };
    marks.push(ChannelMark {
        channel: channel.into(),
        stage: stage.into(),
        on: true,
        unknown: Default::default(),
    });
}

fn add_persona(map: &mut Map, id: &str, hue: Hue) {
    map.personas.push(Arc::new(Persona {
        id: id.into(),
        name: id.to_owned(),
        hue,
        ..Default::default()
    }));
}

fn changed(change: impl FnOnce(&mut Map)) -> Map {
    let mut map = sound();
    change(&mut map);
    assert_eq!(map.check(), [], "the map of the test is itself sound");
    map
}

/// Kind and target of what is found after a change to the sound map.
fn found(change: impl FnOnce(&mut Map)) -> Vec<(K, Target)> {
    let findings = review(&changed(change), today());
    let findings = findings.into_iter();
    findings.map(|f| (f.kind(), f.target)).collect()
}

fn none() -> [(K, Target); 0] {
    []
}

fn card_at(id: &str) -> Target {
    Target::Card(id.into())
}

fn point_at(id: &str) -> Target {
    Target::Point(id.into())
}

#[test]
fn nothing_is_found_in_a_map_that_lacks_nothing_nor_in_an_empty_one() {
    assert_eq!(found(|_| ()), none());
    assert_eq!(review(&Map::default(), today()), []);
    let blank = crate::editor::blank_map(Language::English);
    assert_eq!(review(&blank, today()), []);
}

#[test]
fn a_dip_wants_a_pain_point_in_its_stage_for_its_persona() {
    let dip = (K::DipWithoutPain, point_at("p-b"));
    let without = |map: &mut Map| {
        cards(map, "pains").clear();
        cards(map, "ideas").clear();
    };
    assert_eq!(found(without), std::slice::from_ref(&dip));
    // A card without a word says nothing.
    let blank = |map: &mut Map| {
        card(map, "pains", 0).text = " \n".to_owned();
        cards(map, "ideas").clear();
    };
    assert_eq!(found(blank), std::slice::from_ref(&dip));
    let of_another = |map: &mut Map| {
        add_persona(map, "budi", Hue::Red);
        card(map, "pains", 0).personas = vec!["budi".into()];
    };
    assert_eq!(found(of_another), [dip]);
    let hidden = |map: &mut Map| lane(map, "pains").hidden = true;
    assert_eq!(found(hidden), none());
}

#[test]
fn what_is_not_clearly_below_neutral_or_goes_on_down_is_no_dip() {
    let without = |map: &mut Map| {
        cards(map, "pains").clear();
        cards(map, "ideas").clear();
    };
    for (values, dips) in [
        ([0.5, -0.2, 1.0], vec![]),
        ([0.5, -0.21, 1.0], vec!["p-b"]),
        ([0.5, -1.0, -1.5], vec!["p-c"]),
        ([-1.5, -1.0, 0.5], vec!["p-a"]),
        ([-1.5, 0.5, -0.5], vec!["p-a", "p-c"]),
        ([-1.0, -1.0, -1.0], vec!["p-a"]),
    ] {
        let mut map = changed(without);
        for (point, value) in points(&mut map).iter_mut().zip(values) {
            point.value = Some(value);
        }
        let findings = review(&map, today());
        let targets: Vec<_> = findings.into_iter().map(|f| f.target).collect();
        let expected: Vec<_> = dips.into_iter().map(point_at).collect();
        assert_eq!(targets, expected, "{values:?}");
    }
    // Before a gap nothing says that it goes on down.
    let mut map = changed(without);
    points(&mut map)[2].value = None;
    assert_eq!(review(&map, today()).len(), 1);
}

#[test]
fn a_map_worth_a_review_says_what_the_journey_leads_to() {
    let led_nowhere = |map: &mut Map| card(map, "touch", 1).conversion = false;
    assert_eq!(found(led_nowhere), none(), "just begun");
    let filled = |map: &mut Map| {
        led_nowhere(map);
        for (stage, channel) in [("a", "web"), ("b", "web"), ("c", "web")] {
            mark(map, channel, stage);
        }
        let more = Card {
            id: "more".into(),
            ..card(map, "touch", 0).clone()
        };
        cards(map, "touch").push(Arc::new(more));
    };
    assert_eq!(found(filled), [(K::NoConversion, Target::Facts)]);
    let felt = |map: &mut Map| {
        filled(map);
        points(map)[2].conversion = true;
    };
    assert_eq!(found(felt), none());
}

#[test]
fn a_rate_says_how_many_come_as_far_as_the_conversion() {
    let counts = |stage: Option<&'static str>| {
        found(move |map| {
            let LaneKind::Metrics { metrics } = &mut lane(map, "figures").kind else {
                panic!("no metrics");
            };
            Arc::make_mut(&mut metrics[1]).stage = stage.map(Into::into);
        })
    };
    for before in [None, Some("a"), Some("b")] {
        assert_eq!(counts(before), none(), "{before:?}");
    }
    let expected = [(K::ConversionWithoutRate, card_at("touch-b"))];
    assert_eq!(
        counts(Some("c")),
        expected,
        "what is counted behind it is another thing"
    );
    // Nobody counts anything there yet.
    let uncounted = |map: &mut Map| {
        points(map)[1].moment_of_truth = false;
        map.lanes.retain(|lane| lane.id.as_str() != "figures");
    };
    assert_eq!(found(uncounted), none());
}

#[test]
fn a_moment_of_truth_wants_a_metric_in_its_stage() {
    let moved = |map: &mut Map| metric(map).stage = Some("c".into());
    assert_eq!(found(moved), [(K::MomentWithoutMetric, point_at("p-b"))]);
    let plain = |map: &mut Map| {
        moved(map);
        points(map)[1].moment_of_truth = false;
    };
    assert_eq!(found(plain), none());
}

#[test]
fn a_pain_point_wants_an_answer_and_an_opportunity_a_pain_point() {
    let apart = |map: &mut Map| card(map, "ideas", 0).stage = "c".into();
    let expected = [
        (K::UnansweredPain, card_at("pains-b")),
        (K::UnneededOpportunity, card_at("ideas-b")),
    ];
    assert_eq!(found(apart), expected);
    let both_hidden = |map: &mut Map| {
        apart(map);
        lane(map, "pains").hidden = true;
        lane(map, "ideas").hidden = true;
    };
    assert_eq!(found(both_hidden), none());
}

#[test]
fn where_opportunities_name_what_they_answer_only_that_counts() {
    let second = |map: &mut Map| {
        let more = Card {
            id: "pains-b2".into(),
            ..card(map, "pains", 0).clone()
        };
        cards(map, "pains").push(Arc::new(more));
    };
    assert_eq!(found(second), none(), "it answers for its stage");
    let named = |map: &mut Map| {
        second(map);
        card(map, "ideas", 0).answers = vec!["pains-b".into()];
    };
    let expected = [(K::UnansweredPain, card_at("pains-b2"))];
    assert_eq!(found(named), expected);
    let from_afar = |map: &mut Map| {
        let idea = card(map, "ideas", 0);
        (idea.stage, idea.answers) = ("c".into(), vec!["pains-b".into()]);
    };
    assert_eq!(found(from_afar), none());
}

#[test]
fn what_should_be_is_not_held_against_what_is() {
    let planned = |map: &mut Map| {
        cards(map, "pains").clear();
        cards(map, "ideas").clear();
        metric(map).stage = Some("a".into());
        for point in points(map) {
            point.n = None;
        }
        Arc::make_mut(&mut curves(map)[0]).to_be = true;
    };
    assert_eq!(found(planned), none());
    let expected = [(K::DipWithoutPain, point_at("p-b"))];
    let later = |map: &mut Map| card(map, "pains", 0).when = When::ToBe;
    assert_eq!(found(later), expected);
}

#[test]
fn a_touchpoint_wants_a_channel_and_a_map_without_any_is_told_once() {
    let without = |map: &mut Map| card(map, "touch", 2).channel = None;
    let expected = [(K::TouchpointWithoutChannel, card_at("touch-c"))];
    assert_eq!(found(without), expected);
    let none_at_all = |map: &mut Map| {
        map.channels.clear();
        for index in 0..3 {
            card(map, "touch", index).channel = None;
        }
    };
    let expected = [(K::TouchpointWithoutChannel, Target::Lane("touch".into()))];
    assert_eq!(found(none_at_all), expected);
}

#[test]
fn a_thread_breaks_where_nothing_goes_on_or_a_channel_drops_out() {
    // Web in all stages, the shop before and after.
    let drops_out = |map: &mut Map| {
        mark(map, "store", "a");
        mark(map, "store", "c");
    };
    let dot = Target::Dot {
        lane: "matrix".into(),
        channel: "store".into(),
        stage: "b".into(),
    };
    assert_eq!(found(drops_out), [(K::BrokenThread, dot)]);
    let hidden = |map: &mut Map| {
        drops_out(map);
        lane(map, "matrix").hidden = true;
    };
    assert_eq!(
        found(hidden),
        [(K::BrokenThread, Target::Stage("b".into()))]
    );
    let filled = |map: &mut Map| {
        drops_out(map);
        mark(map, "store", "b");
    };
    assert_eq!(found(filled), none());

    let nothing_goes_on = |map: &mut Map| {
        mark(map, "app", "a");
        card(map, "touch", 1).channel = Some("store".into());
        card(map, "touch", 2).channel = Some("store".into());
    };
    let expected = [(K::BrokenThread, Target::Stage("b".into()))];
    assert_eq!(found(nothing_goes_on), expected);
    // One channel after another is a way.
    let one_by_one = |map: &mut Map| {
        card(map, "touch", 1).channel = Some("store".into());
        card(map, "touch", 2).channel = Some("app".into());
    };
    assert_eq!(found(one_by_one), none());
}

#[test]
fn an_empty_stage_is_told_once_half_of_the_map_is_there() {
    let emptied = |map: &mut Map| {
        cards(map, "touch").pop();
        points(map).pop();
    };
    assert_eq!(found(emptied), [(K::EmptyStage, Target::Stage("c".into()))]);
    let begun = |map: &mut Map| {
        emptied(map);
        cards(map, "touch").pop();
        points(map).clear();
        cards(map, "pains").clear();
        cards(map, "ideas").clear();
        match &mut lane(map, "figures").kind {
            LaneKind::Metrics { metrics } => metrics.clear(),
            _ => panic!("no metrics"),
        }
    };
    assert_eq!(found(begun), none());
}

#[test]
fn a_persona_wants_a_card_or_a_curve_beside_others() {
    let alone = |map: &mut Map| curves(map).clear();
    assert_eq!(found(alone), none());
    let idle = |map: &mut Map| add_persona(map, "budi", Hue::Red);
    let expected = [(K::UnusedPersona, Target::Persona("budi".into()))];
    assert_eq!(found(idle), expected);
    let named = |map: &mut Map| {
        idle(map);
        card(map, "touch", 0).personas = vec!["budi".into()];
    };
    assert_eq!(found(named), none());
}

#[test]
fn a_map_wants_a_review_every_six_months_once_there_is_enough() {
    let on = |date: &'static str| found(move |map| map.reviewed = Some(day(date)));
    let expected = [(K::NotReviewed, Target::Facts)];
    assert_eq!(on("2026-05-23"), none());
    assert_eq!(on("2026-05-22"), expected);
    // A clock that goes wrong is no reason.
    assert_eq!(on("2027-01-01"), none());
    assert_eq!(found(|map| map.reviewed = None), none());
    let grown = |map: &mut Map| {
        map.reviewed = None;
        for number in 0..4 {
            let more = Card {
                id: Id::new(format!("more{number}")),
                ..card(map, "touch", 0).clone()
            };
            cards(map, "touch").push(Arc::new(more));
        }
    };
    assert_eq!(found(grown), expected);
}

#[test]
fn a_claim_wants_something_behind_it() {
    let guessed = |map: &mut Map| points(map).iter_mut().for_each(|point| point.n = None);
    assert_eq!(found(guessed), [(K::AssumedAsFact, point_at("p-a"))]);
    let partly = |map: &mut Map| points(map)[0].n = None;
    assert_eq!(found(partly), none());
    let said = |map: &mut Map| {
        guessed(map);
        points(map)[2].claim = Some(Claim::Assumed);
    };
    assert_eq!(found(said), none());
    let bare = |map: &mut Map| {
        card(map, "pains", 0).claim = Some(Claim::Researched);
        points(map)[2].claim = Some(Claim::Researched);
        points(map)[2].n = None;
        metric(map).claim = Some(Claim::Researched);
        metric(map).n = None;
    };
    let expected = [
        (K::AssumedAsFact, point_at("p-c")),
        (K::AssumedAsFact, card_at("pains-b")),
        (K::AssumedAsFact, Target::Metric("m-b".into())),
    ];
    assert_eq!(found(bare), expected);
    let back = |map: &mut Map, piece: &Evidence| {
        bare(map);
        card(map, "pains", 0).evidence = vec![piece.clone()];
        points(map)[2].evidence = vec![piece.clone()];
        metric(map).evidence = vec![piece.clone()];
    };
    let asked = Evidence {
        n: Some(12),
        ..Evidence::default()
    };
    assert_eq!(found(|map| back(map, &asked)), none());
    // A piece that says nothing is none.
    assert_eq!(found(|map| back(map, &Evidence::default())), expected);
    let survey = |map: &mut Map| metric(map).n = None;
    let expected = [(K::AssumedAsFact, Target::Metric("m-b".into()))];
    assert_eq!(found(survey), expected);
    let counted = |map: &mut Map| {
        survey(map);
        metric(map).kind = MetricKind::Conversion;
    };
    assert_eq!(found(counted), none());
}

#[test]
fn colours_are_to_be_told_apart() {
    let persona = |hue| {
        found(move |map: &mut Map| {
            add_persona(map, "budi", hue);
            card(map, "touch", 0).personas = vec!["budi".into()];
        })
    };
    let expected = [(K::SimilarColors, Target::Persona("budi".into()))];
    assert_eq!(persona(Hue::Indigo), expected);
    assert_eq!(persona(Hue::Violet), expected);
    assert_eq!(persona(Hue::Blue), expected, "to the green-blind");
    assert_eq!(persona(Hue::Orange), none());

    let stage = |hue| found(move |map: &mut Map| Arc::make_mut(&mut map.stages[1]).hue = hue);
    let expected = [(K::SimilarColors, Target::Stage("b".into()))];
    assert_eq!(stage(Hue::Violet), expected);
    assert_eq!(stage(Hue::Blue), none());
    assert_eq!(stage(Hue::Indigo), none(), "one colour for both is meant");
}

#[test]
fn texts_get_too_small_where_a_map_has_too_many_stages() {
    let fonts = Fonts::bundled();
    let wide = |count: usize| {
        let mut map = sound();
        for number in 3..count {
            let mut stage = Stage::clone(&map.stages[number % 2]);
            stage.id = Id::new(format!("s{number}"));
            map.stages.push(Arc::new(stage));
        }
        let layout = Layout::new(&map, &fonts, None);
        let findings = review_sheet(&map, &layout, &fonts, today());
        findings.iter().filter(|f| f.kind() == K::SmallText).count()
    };
    assert_eq!([wide(5), wide(9), wide(10)], [0, 0, 1]);
}

#[test]
fn a_stop_that_takes_several_slides_or_small_letters_is_told() {
    let fonts = Fonts::bundled();
    let found = |map: &Map| -> Vec<(Severity, Target)> {
        let layout = Layout::new(map, &fonts, None);
        let findings = review_sheet(map, &layout, &fonts, today());
        let crowded = findings.iter().filter(|f| f.kind() == K::CrowdedStop);
        crowded.map(|f| (f.severity(), f.target.clone())).collect()
    };
    let stop = |shows| {
        Arc::new(Stop {
            id: "s".into(),
            shows,
            ..Stop::default()
        })
    };
    let of_stage = || stop(Shows::Stages(vec!["a".into()]));
    // What nobody asked for is not complained of, and the whole map is an overview.
    let mut full = sound();
    let lane = full.lanes.iter().position(|lane| !lane.cards().is_empty());
    let lane = lane.expect("a lane of cards");
    let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(&mut full.lanes[lane]).kind else {
        unreachable!("it has cards");
    };
    for number in 0..150 {
        let more = Card {
            id: Id::new(format!("more-{number}")),
            stage: "a".into(),
            text: "One more thing that takes a line or two".to_owned(),
            ..Card::default()
        };
        cards.push(Arc::new(more));
    }
    assert!(found(&full).is_empty());
    full.stops = vec![stop(Shows::Map)];
    assert!(found(&full).is_empty());
    full.stops = vec![of_stage()];
    let told = (Severity::Hint, Target::Stop("s".into()));
    assert_eq!(found(&full), [told]);
    let few = Map {
        stops: vec![of_stage()],
        ..sound()
    };
    assert!(found(&few).is_empty());
    // A text that no page holds.
    let mut long = sound();
    card(&mut long, "touch", 0).text = "What was said took a while. ".repeat(600);
    assert_eq!(found(&long), [(Severity::Warn, Target::Stage("a".into()))]);
    long.stops = vec![of_stage()];
    assert_eq!(found(&long), [(Severity::Warn, Target::Stop("s".into()))]);
}

#[test]
fn findings_come_in_reading_order_and_say_their_reason_in_both_languages() {
    let mut map = changed(|map| {
        map.reviewed = Some(day("2025-01-02"));
        add_persona(map, "budi", Hue::Red);
        card(map, "touch", 0).channel = None;
        card(map, "touch", 2).channel = None;
        card(map, "ideas", 0).stage = "c".into();
        metric(map).n = None;
    });
    let findings = review(&map, today());
    let kinds: Vec<K> = findings.iter().map(Finding::kind).collect();
    let expected = [
        K::NotReviewed,
        K::UnusedPersona,
        K::TouchpointWithoutChannel,
        K::TouchpointWithoutChannel,
        K::UnansweredPain,
        K::UnneededOpportunity,
        K::AssumedAsFact,
    ];
    assert_eq!(kinds, expected);
    assert_eq!(findings, review(&map, today()));
    let english = Language::English;
    assert_eq!(
        findings[0].reason(english),
        "The map was last reviewed on 2 Jan 2025: more than six months ago."
    );
    assert_eq!(
        findings[4].reason(english),
        "No opportunity addresses “Too long”."
    );
    assert_eq!(findings[4].place(&map, english), "B · pains");
    for finding in &findings {
        let own = finding.reason(Language::Indonesian);
        assert_ne!(own, finding.reason(english));
        assert!(!own.contains('{'), "{own}");
        assert!(!finding.place(&map, english).is_empty());
    }
    // What has no title is called by its number.
    Arc::make_mut(&mut map.personas[1]).name.clear();
    let reason = review(&map, today())[1].reason(english);
    assert_eq!(reason, "Persona 2 has no cards and no curve.");
}

#[test]
fn the_samples_leave_only_what_is_meant_to_be_found() {
    let fonts = Fonts::bundled();
    for sample in file::samples() {
        let map = file::load(sample.bytes).expect("a sample loads").map;
        let layout = Layout::new(&map, &fonts, None);
        let findings = review_sheet(&map, &layout, &fonts, day("2026-11-22"));
        let found = findings.iter();
        let found: Vec<_> = found.map(|f| (f.kind(), f.target.clone())).collect();
        let without_channel = |id: &str| (K::TouchpointWithoutChannel, card_at(id));
        let dropped = |channel: &str, stage: &str| {
            let dot = Target::Dot {
                lane: "channels".into(),
                channel: channel.into(),
                stage: stage.into(),
            };
            (K::BrokenThread, dot)
        };
        let guessed = |id: &str| (K::AssumedAsFact, point_at(id));
        let meant = match sample.file_name {
            "buying-a-car.journey" => {
                vec![
                    without_channel("t1"),
                    dropped("app", "purchase"),
                    guessed("f1"),
                ]
            }
            "in-the-shop.journey" => vec![
                (K::BrokenThread, Target::Stage("entrance".into())),
                without_channel("t4"),
                without_channel("t5"),
                dropped("qr", "till"),
            ],
            "lima-tahap.journey" => vec![without_channel("t8"), guessed("f1")],
            other => panic!("{other} was not looked at"),
        };
        assert_eq!(found, meant, "{}", sample.file_name);
    }
}

/// What a template leaves to whoever begins with it is to look at reality; and where the thread
/// through all channels breaks, that one means to show it.
#[test]
fn the_templates_leave_only_what_is_left_to_their_users() {
    let fonts = Fonts::bundled();
    for template in file::templates() {
        let unseen = (K::NotReviewed, Target::Facts);
        let meant = match template.id {
            "empty" => Vec::new(),
            "omnichannel" => vec![unseen, (K::BrokenThread, Target::Stage("try".into()))],
            // Which of their moments is hoped for is the user's to say.
            "eight-steps" | "service-blueprint" => vec![unseen, (K::NoConversion, Target::Facts)],
            _ => vec![unseen],
        };
        for language in Language::ALL {
            let map = file::load(template.bytes(language)).expect(template.id).map;
            let layout = Layout::new(&map, &fonts, None);
            let findings = review_sheet(&map, &layout, &fonts, today());
            let found = findings.iter();
            let found: Vec<_> = found.map(|f| (f.kind(), f.target.clone())).collect();
            assert_eq!(found, meant, "{} {language:?}", template.id);
        }
    }
}

#[test]
fn a_funnel_that_is_asked_for_says_why_it_is_not_drawn() {
    let of = |figures: &'static [(&'static str, f64, &'static str)]| {
        let findings = found(move |map| {
            map.draws_funnel = true;
            let LaneKind::Metrics { metrics } = &mut lane(map, "figures").kind else {
                panic!("no metrics");
            };
            metrics.retain(|metric| metric.kind != MetricKind::Conversion);
            metrics.extend(figures.iter().map(|(stage, value, unit)| {
                Arc::new(Metric {
                    id: Id::new(format!("f-{stage}")),
                    stage: Some((*stage).into()),
                    kind: MetricKind::Conversion,
                    value: *value,
                    unit: (*unit).to_owned(),
                    ..Default::default()
                })
            }));
        });
        let mut findings = findings.into_iter();
        findings
            .find(|(kind, _)| *kind == K::NoFunnel)
            .map(|(_, target)| target)
    };
    let stage = |id: &str| Some(Target::Stage(id.into()));
    assert_eq!(of(&[]), Some(Target::Facts));
    assert_eq!(of(&[("b", 40.0, "%"), ("c", 10.0, "%")]), None);
    assert_eq!(of(&[("c", 10.0, "%")]), stage("b"));
    assert_eq!(of(&[("b", 10.0, "%"), ("c", 40.0, "%")]), stage("c"));
    assert_eq!(of(&[("b", 40.0, "%"), ("c", 10.0, "k")]), stage("c"));
    assert_eq!(of(&[("b", -4.0, "%")]), stage("b"));
}

#[test]
fn a_large_map_is_reviewed_without_noise() {
    let map = generate(10_000, 1);
    let findings = review(&map, today());
    assert!(findings.len() < 200, "{} are noise", findings.len());
}
