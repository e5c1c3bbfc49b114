//! What a lens shows of a map, what fades, and what the marks on cards say.

use std::sync::Arc;

use jejak::{
    layout::{Content, Layout, Lens, MarkKind},
    model::{
        Card, CardRole, Claim, Curve, CurvePoint, Id, Lane, LaneKind, Level, Map, Persona, Stage,
        Target, When,
    },
    scene::Scene,
    text::Fonts,
};

use super::sound::assert_sound;

/// Two personas with a curve each, the first also with one as it should be; a card for each of
/// them, for both, for now and for later.
fn map() -> Map {
    let persona = |id: &str| {
        Arc::new(Persona {
            id: id.into(),
            name: id.to_owned(),
            ..Persona::default()
        })
    };
    let stage = |id: &str| {
        Arc::new(Stage {
            id: id.into(),
            title: id.to_owned(),
            ..Stage::default()
        })
    };
    let card = |id: &str, personas: &[&str], when| {
        Arc::new(Card {
            id: id.into(),
            stage: "first".into(),
            text: id.to_owned(),
            personas: personas.iter().map(|id| Id::from(*id)).collect(),
            when,
            ..Card::default()
        })
    };
    let curve = |persona: &str, to_be, value: f64| {
        let point = |stage: &str, value| CurvePoint {
            id: format!("{persona}-{to_be}-{stage}").as_str().into(),
            stage: stage.into(),
            at: 0.5,
            value: Some(value),
            ..CurvePoint::default()
        };
        Arc::new(Curve {
            persona: persona.into(),
            to_be,
            points: vec![point("first", value), point("second", -value)],
            ..Curve::default()
        })
    };
    let cards = vec![
        card("ana only", &["ana"], When::Both),
        card("ben only", &["ben"], When::Both),
        card("everyone", &[], When::Both),
        card("now", &[], When::Now),
        card("to be", &[], When::ToBe),
    ];
    let lane = |id: &str, kind| {
        Arc::new(Lane {
            id: id.into(),
            title: id.to_owned(),
            kind,
            ..Lane::default()
        })
    };
    Map {
        personas: vec![persona("ana"), persona("ben")],
        stages: vec![stage("first"), stage("second")],
        lanes: vec![
            lane(
                "cards",
                LaneKind::Cards {
                    role: CardRole::Free,
                    cards,
                },
            ),
            lane(
                "curves",
                LaneKind::Emotion {
                    curves: vec![
                        curve("ben", false, 0.5),
                        curve("ana", false, -1.0),
                        curve("ana", true, 1.5),
                    ],
                },
            ),
        ],
        ..Map::default()
    }
}

fn through(lens: &Lens, map: &Map) -> Layout {
    let layout = Layout::through(lens, map, &Fonts::bundled(), None);
    assert_sound("through a lens", &layout);
    layout
}

/// The cards on the sheet, those that stand back in brackets.
fn cards(layout: &Layout) -> Vec<String> {
    let Content::Cards(cells) = &layout.rows[0].part.content else {
        panic!("cards");
    };
    let cards = cells.iter().flat_map(|cell| &cell.cards);
    let shown = |text: &str, faded| match faded {
        true => format!("({text})"),
        false => text.to_owned(),
    };
    cards.map(|c| shown(&c.card.text, c.faded)).collect()
}

/// The curves on the sheet, the foremost first.
fn curves(layout: &Layout) -> Vec<(&str, bool, bool)> {
    let Content::Emotion(emotion) = &layout.rows[1].part.content else {
        panic!("curves");
    };
    let curves = emotion.curves.iter();
    curves
        .map(|c| (c.curve.persona.as_str(), c.curve.to_be, c.faded))
        .collect()
}

#[test]
fn without_a_lens_everything_is_there_and_the_gap_is_shaded() {
    let layout = through(&Lens::default(), &map());
    let all = ["ana only", "ben only", "everyone", "now", "to be"];
    assert_eq!(cards(&layout), all);
    let all = [
        ("ben", false, false),
        ("ana", false, false),
        ("ana", true, false),
    ];
    assert_eq!(curves(&layout), all);
    let Content::Emotion(emotion) = &layout.rows[1].part.content else {
        panic!("curves");
    };
    let gaps: Vec<bool> = emotion.curves.iter().map(|c| c.gap.is_some()).collect();
    assert_eq!(gaps, [false, true, false]);
}

#[test]
fn a_lens_on_one_persona_lets_the_others_fade_or_hides_them() {
    let lens = Lens {
        personas: vec!["ana".into()],
        ..Lens::default()
    };
    let layout = through(&lens, &map());
    let faded = ["ana only", "(ben only)", "everyone", "now", "to be"];
    assert_eq!(cards(&layout), faded);
    let in_order = [
        ("ana", false, false),
        ("ana", true, false),
        ("ben", false, true),
    ];
    assert_eq!(curves(&layout), in_order);
    let shown: Vec<bool> = layout
        .header
        .part
        .personas
        .iter()
        .map(|p| p.faded)
        .collect();
    assert_eq!(shown, [false, true]);

    let lens = Lens {
        hides_others: true,
        ..lens
    };
    let layout = through(&lens, &map());
    assert_eq!(cards(&layout), ["ana only", "everyone", "now", "to be"]);
    assert_eq!(curves(&layout).len(), 2);
    assert_eq!(layout.header.part.personas.len(), 1);
    let hidden = Target::Card("ben only".into());
    assert_eq!(layout.rect_of(&hidden), None);
}

#[test]
fn what_fades_is_drawn_paler_and_nothing_else_changes() {
    let map = map();
    let scene = |lens: &Lens| Scene::new(&through(lens, &map), None).to_string();
    let lens = Lens {
        personas: vec!["ana".into(), "ben".into()],
        ..Lens::default()
    };
    assert_eq!(scene(&lens), scene(&Lens::default()));
    let lens = Lens {
        personas: vec!["ana".into()],
        ..Lens::default()
    };
    assert_ne!(scene(&lens), scene(&Lens::default()));
}

#[test]
fn now_and_to_be_are_looked_at_one_by_one() {
    let of = |when| Lens {
        when,
        ..Lens::default()
    };
    let now = through(&of(When::Now), &map());
    assert_eq!(cards(&now), ["ana only", "ben only", "everyone", "now"]);
    assert!(curves(&now).iter().all(|(_, to_be, _)| !to_be));
    let to_be = through(&of(When::ToBe), &map());
    assert_eq!(cards(&to_be), ["ana only", "ben only", "everyone", "to be"]);
    assert_eq!(curves(&to_be), [("ana", true, false)]);
}

#[test]
fn a_card_is_dropped_behind_those_that_the_lens_leaves_out() {
    let lens = Lens {
        when: When::ToBe,
        ..Lens::default()
    };
    let layout = through(&lens, &map());
    let last = layout
        .rect_of(&Target::Card("to be".into()))
        .expect("shown");
    let above = last.center() - jejak::geom::Vec2::new(0.0, 0.3 * last.height());
    let drop = layout
        .card_drop(above, &["ana only".into()])
        .expect("a cell");
    // Behind “ben only”, “everyone” and the hidden “now”.
    assert_eq!(drop.index, 3);
}

#[test]
fn marks_are_on_the_card_and_explained_below() {
    let mut map = map();
    let explained = |map: &Map| -> Vec<MarkKind> {
        let layout = through(&Lens::default(), map);
        let legend = layout.legend.iter().flat_map(|legend| &legend.part.entries);
        legend.map(|(mark, _)| mark.mark).collect()
    };
    let persona = MarkKind::Persona(map.personas[0].hue);
    let [now, to_be] = [When::Now, When::ToBe].map(MarkKind::When);
    assert_eq!(
        explained(&map),
        [MarkKind::Ring, MarkKind::Gap, persona, now, to_be]
    );
    let lane = Arc::make_mut(&mut map.lanes[0]);
    let LaneKind::Cards { role, cards } = &mut lane.kind else {
        panic!("cards");
    };
    *role = CardRole::PainPoints;
    cards.truncate(1);
    let card = Arc::make_mut(&mut cards[0]);
    card.claim = Some(Claim::Assumed);
    card.severity = Level::new(4);
    // Of an opportunity only.
    card.value = Level::new(2);
    let severity = MarkKind::Severity(Level::new(3).expect("a level"));
    let assumed = MarkKind::Claim(Claim::Assumed);
    assert_eq!(
        explained(&map),
        [MarkKind::Ring, MarkKind::Gap, assumed, persona, severity]
    );
    let layout = through(&Lens::default(), &map);
    let Content::Cards(cells) = &layout.rows[0].part.content else {
        panic!("cards");
    };
    let marks: Vec<MarkKind> = cells[0].cards[0].marks.iter().map(|m| m.mark).collect();
    let four = MarkKind::Severity(Level::new(4).expect("a level"));
    assert_eq!(marks, [MarkKind::Claim(Claim::Assumed), four]);
    let dots = cells[0].cards[0].marks[1].dots();
    let filled: Vec<bool> = dots.map(|(_, is_filled)| is_filled).collect();
    assert_eq!(filled, [true, true, true, true, false]);
    map.hides_legend = true;
    assert_eq!(explained(&map), []);
}

#[test]
fn what_is_empty_is_left_out_of_a_picture() {
    let text = r#"{"format": "jejak.journey", "version": 1,
        "personas": [{"id": "ana", "name": "Ana"}, {"id": "bo", "name": "Bo"}],
        "channels": [{"id": "web", "name": "Web"}, {"id": "shop", "name": "Shop"},
            {"id": "fax", "name": "Fax"}, {"id": "phone", "name": "Phone"}],
        "stages": [{"id": "s", "title": "S"}],
        "lanes": [
            {"id": "touch", "kind": "cards", "role": "touchpoints", "cards": [
                {"id": "a", "stage": "s", "text": "Site", "channel": "web"},
                {"id": "b", "stage": "s", "text": "Fax", "channel": "fax"}]},
            {"id": "matrix", "kind": "channels", "marks": [
                {"channel": "fax", "stage": "s", "on": false},
                {"channel": "phone", "stage": "s", "on": true}]},
            {"id": "blank", "kind": "cards", "role": "thoughts", "cards": [
                {"id": "c", "stage": "s", "text": " "}]},
            {"id": "of bo", "kind": "cards", "role": "quotes", "cards": [
                {"id": "d", "stage": "s", "text": "Hm", "personas": ["bo"]}]},
            {"id": "mood", "kind": "emotion", "curves": [
                {"persona": "ana", "points": [{"id": "p", "stage": "s", "at": 0.5, "value": null}]}]},
            {"id": "figures", "kind": "metrics"},
            {"id": "new", "kind": "from the future"}],
        "lines": [{"above": "blank", "kind": "visibility"}, {"above": "mood", "kind": "internal_interaction"}]}"#;
    let map = jejak::file::load(text.as_bytes()).expect("a map").map;
    let hidden = |map: &Map| -> Vec<String> {
        let hidden = map.lanes.iter().filter(|lane| lane.hidden);
        hidden.map(|lane| lane.id.to_string()).collect()
    };
    let lens = Lens::default();
    let tidy = lens.without_empty(&map).expect("something is empty");
    assert_eq!(hidden(&tidy), ["blank", "mood", "figures"]);
    let channels: Vec<_> = tidy.channels.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(channels, ["Web", "Phone"]);
    let above: Vec<_> = tidy.lines.iter().map(|line| line.above.as_str()).collect();
    assert_eq!(above, ["of bo", "new"]);
    assert_eq!(lens.without_empty(&tidy), None);
    let (whole, small) = (through(&lens, &map), through(&lens, &tidy));
    assert_sound("without what is empty", &small);
    assert_eq!(small.rows.len(), whole.rows.len() - 3);
    assert!(small.size.height < whole.size.height);

    let of_ana = Lens {
        personas: vec!["ana".into()],
        hides_others: true,
        ..Lens::default()
    };
    let tidy = of_ana.without_empty(&map).expect("something is empty");
    assert_eq!(hidden(&tidy), ["blank", "of bo", "mood", "figures"]);
    // Where nothing is empty, nothing is to be chosen.
    let car = include_bytes!("../../assets/samples/buying-a-car.journey");
    let car = jejak::file::load(car).expect("a map").map;
    assert_eq!(lens.without_empty(&car), None);
}

#[test]
fn what_stands_first_below_the_title_begins_with_a_capital() {
    let facts = |scenario: &str| {
        let map = Map {
            scenario: scenario.to_owned(),
            ..map()
        };
        let layout = Layout::new(&map, &Fonts::bundled(), None);
        layout.header.part.facts.paragraph.lines[0].text.to_string()
    };
    assert_eq!(facts(""), "Current state");
    assert_eq!(facts("a Saturday"), "a Saturday  ·  current state");
}
