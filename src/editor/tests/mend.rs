//! What a review finds is mended by one click, and one step back brings it again.

use std::sync::Arc;

use super::Person;
use crate::{
    editor::{Action, Intent, Mend},
    file,
    model::{
        Card, Claim, Curve, Date, Field, Hue, Lane, LaneKind, Map, Metric, MetricKind, Persona,
        Target,
    },
    review::{Finding, FindingKind, review},
    words::Language,
};

fn today() -> Date {
    Date::new(2026, 11, 22).expect("a day")
}

fn sample(name: &str) -> Map {
    let mut samples = file::samples().iter();
    let sample = samples.find(|sample| sample.file_name == name).expect(name);
    file::load(sample.bytes).expect("a sound map").map
}

fn change_cards(map: &mut Map, change: impl Fn(&mut Card)) {
    for lane in &mut map.lanes {
        if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind {
            cards
                .iter_mut()
                .for_each(|card| change(Arc::make_mut(card)));
        }
    }
}

fn lane<'m>(map: &'m mut Map, id: &str) -> &'m mut Lane {
    let mut lanes = map.lanes.iter_mut();
    Arc::make_mut(lanes.find(|lane| lane.id.as_str() == id).expect(id))
}

/// The car with as much wrong in it as can be mended.
fn spoilt() -> Map {
    let mut map = sample("buying-a-car.journey");
    map.reviewed = None;
    let hue = Hue::Indigo;
    map.personas.push(Arc::new(Persona {
        id: "late".into(),
        name: "A late one".to_owned(),
        hue,
        ..Default::default()
    }));
    Arc::make_mut(&mut map.stages[1]).hue = Hue::Violet;
    let (purchase, awareness) = ("purchase".into(), "awareness".into());
    for (id, stage) in [("pains", &purchase), ("opportunities", &awareness)] {
        let LaneKind::Cards { cards, .. } = &mut lane(&mut map, id).kind else {
            panic!("no cards");
        };
        cards.retain(|card| card.stage != *stage);
    }
    if let LaneKind::Metrics { metrics } = &mut lane(&mut map, "metrics").kind {
        metrics.retain(|metric| metric.stage != Some("drive".into()));
        metrics.retain(|metric| metric.kind != MetricKind::Conversion);
        let nps = metrics.iter_mut().find(|metric| metric.name == "NPS");
        Arc::make_mut(nps.expect("a survey")).n = None;
    }
    if let LaneKind::Emotion { curves } = &mut lane(&mut map, "emotions").kind {
        let points = &mut Curve::clone(&curves[0]).points;
        points[0].claim = Some(Claim::Researched);
        points[0].n = None;
        Arc::make_mut(&mut curves[0]).points = points.clone();
    }
    change_cards(&mut map, |card| match card.id.as_str() {
        "t10" => card.channel = None,
        "a1" => card.claim = Some(Claim::Researched),
        _ => {}
    });
    let mut empty = crate::model::Stage::clone(&map.stages[4]);
    (empty.id, empty.hue) = ("after".into(), Hue::Teal);
    map.stages.push(Arc::new(empty));
    assert_eq!(map.check(), []);
    map
}

fn without_channels() -> Map {
    let mut map = sample("lima-tahap.journey");
    map.channels.clear();
    change_cards(&mut map, |card| card.channel = None);
    if let LaneKind::Channels { marks, .. } = &mut lane(&mut map, "kanal").kind {
        marks.clear();
    }
    assert_eq!(map.check(), []);
    map
}

/// A funnel that cannot be drawn, since nobody counted those in its second stage.
fn with_a_hole_in_its_funnel() -> Map {
    let mut map = sample("lima-tahap.journey");
    map.draws_funnel = true;
    map.language = Language::English;
    if let LaneKind::Metrics { metrics } = &mut lane(&mut map, "indikator").kind {
        metrics.retain(|metric| metric.stage != Some("pertimbangan".into()));
    }
    map
}

fn is_same(a: &Finding, b: &Finding) -> bool {
    (a.kind(), &a.target) == (b.kind(), &b.target)
}

#[test]
fn each_mend_is_one_step_and_takes_its_finding_away() {
    let mut mended: Vec<FindingKind> = Vec::new();
    for map in [
        spoilt(),
        without_channels(),
        with_a_hole_in_its_funnel(),
        sample("in-the-shop.journey"),
    ] {
        for finding in review(&map, today()) {
            let Some(mend) = Mend::of(&map, &finding) else {
                continue;
            };
            mended.push(finding.kind());
            let mut person = Person::with(map.clone());
            let told = format!("{finding:?} by {mend:?}");
            let intent = Intent::Mend {
                finding: finding.clone(),
                today: today(),
            };
            assert_eq!(person.does(intent), [], "{told}");
            if let Some(edit) = person.editor.text_edit() {
                // The kind of a rate names it: a number is asked for.
                let is_value = edit.field == Field::Value;
                let text = if is_value { "4 %" } else { "Something" };
                person.does(Intent::TextTyped(text.to_owned()));
                person.does(Intent::CommitText);
                let metrics = person.editor.map().lanes.iter();
                let mut metrics = metrics.flat_map(|lane| lane.metrics());
                let is_rate = |m: &Arc<Metric>| m.name == "Conversion" && m.value == 4.0;
                assert_eq!(is_value, metrics.any(is_rate), "{told}");
            }
            let after = review(person.editor.map(), today());
            if finding.kind() == FindingKind::TouchpointWithoutChannel && mend == Mend::AddChannel {
                // Now each of them can have one.
                assert!(after.iter().all(|f| !matches!(f.target, Target::Lane(_))));
            } else {
                assert!(!after.iter().any(|f| is_same(f, &finding)), "{told}");
            }
            person.acts(Action::Undo);
            assert_eq!(**person.editor.map(), map, "{told}");
            assert!(person.editor.history().undo_name().is_none(), "{told}");
        }
    }
    for kind in FindingKind::ALL {
        let by_hand = matches!(
            kind,
            FindingKind::SmallText
                | FindingKind::MissingFont
                | FindingKind::CrowdedStop
                | FindingKind::NoConversion
        );
        let one_more = matches!(kind, FindingKind::UnneededOpportunity);
        assert!(by_hand || one_more || mended.contains(&kind), "{kind:?}");
    }
}

#[test]
fn an_opportunity_written_for_a_pain_point_names_it_and_stands_in_its_column() {
    let map = spoilt();
    let findings = review(&map, today());
    let mut pains = findings.iter();
    let finding = pains.find(|f| f.kind() == FindingKind::UnansweredPain);
    let finding = finding.expect("p1 has no answer").clone();
    let mut person = Person::with(map);
    let intent = Intent::Mend {
        finding,
        today: today(),
    };
    person.does(intent);
    person.does(Intent::TextTyped("Say why".to_owned()));
    person.does(Intent::CommitText);
    let map = person.editor.map();
    let (lane, card) = map
        .lanes
        .iter()
        .flat_map(|lane| lane.cards().iter().map(move |card| (lane, card)))
        .find(|(_, card)| card.text == "Say why")
        .expect("the card");
    assert_eq!(lane.id.as_str(), "opportunities");
    assert_eq!(card.stage.as_str(), "awareness");
    assert_eq!(card.answers, ["p1".into()]);
}

#[test]
fn a_channel_is_offered_where_the_touchpoint_names_it() {
    let map = spoilt();
    let findings = review(&map, today());
    let offered = |id: &str| {
        let target = Target::Card(id.into());
        let finding = findings.iter().find(|f| f.target == target);
        Mend::of(&map, finding.expect(id))
    };
    let expected = Mend::SetChannel {
        card: "t10".into(),
        channel: "app".into(),
    };
    assert_eq!(offered("t10"), Some(expected));
    assert_eq!(offered("t1"), None);
}
