//! The layout holds whatever a map says: nothing overlaps, nothing is cut off, and what is asked
//! about places answers rightly.

use std::sync::Arc;

use jejak::{
    geom::{Point, Rect, Vec2},
    layout::{Content, Layout, TextBox},
    model::{
        Card, CardRole, Channel, ChannelMark, Curve, CurvePoint, Date, Evidence, Hue, Id, Lane,
        LaneKind, LaneLine, LineKind, Map, Metric, MetricChange, MetricKind, Persona, Stage, Step,
        Target,
    },
    scene::Scene,
    text::Fonts,
};

const LONG: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const ARABIC: &str = "تبحث العميلة عن سيارة آمنة وسهلة الركن وتقارن الأسعار بين المعارض";
const HEBREW: &str = "היא קוראת ביקורות בלילה 24/7 בטלפון שלה";
const CJK: &str = "她在三个浏览器标签页里比较价格，然后问了两位同事他们开什么车。";
const EMOJI: &str = "👩‍👩‍👧‍👦 family 🇮🇩 flag 👍🏽 thumbs ❤️ heart 1️⃣ keycap 😀";
const PLAIN: &str = "Signs, pays the deposit, waits for delivery";

const TEXTS: [&str; 7] = [PLAIN, LONG, ARABIC, HEBREW, CJK, EMOJI, ""];

/// A map of every kind of lane in which every text is drawn from `texts` in turn.
fn map_of(stages: usize, steps: usize, personas: usize, texts: &[&str]) -> Map {
    let mut turn = 0;
    let mut text = || {
        turn += 1;
        texts[turn % texts.len()].to_owned()
    };
    let mut map = Map {
        title: text(),
        scenario: text(),
        goal: text(),
        owner: text(),
        reviewed: Date::new(2026, 9, 12),
        ..Map::default()
    };
    for index in 0..personas {
        map.personas.push(Arc::new(Persona {
            id: Id::new(format!("p{index}")),
            name: text(),
            role: text(),
            quote: text(),
            goals: vec![text(), text()],
            frustrations: vec![text()],
            hue: Hue::ALL[index % Hue::ALL.len()],
            ..Persona::default()
        }));
    }
    for index in 0..4 {
        map.channels.push(Arc::new(Channel {
            id: Id::new(format!("ch{index}")),
            name: text(),
            ..Channel::default()
        }));
    }
    for index in 0..stages {
        let steps = (0..steps).map(|step| Step {
            id: Id::new(format!("s{index}-{step}")),
            title: text(),
            ..Step::default()
        });
        map.stages.push(Arc::new(Stage {
            id: Id::new(format!("s{index}")),
            steps: steps.collect(),
            title: text(),
            goal: text(),
            duration: text(),
            hue: Hue::STAGES[index % Hue::STAGES.len()],
            ..Stage::default()
        }));
    }
    let stage_ids: Vec<Id> = map.stages.iter().map(|stage| stage.id.clone()).collect();
    let mut card_count = 0;
    for (index, role) in CardRole::ALL.into_iter().enumerate() {
        let mut cards = Vec::new();
        for (at, stage) in stage_ids.iter().enumerate() {
            // Every third cell stays empty.
            for _ in 0..(at + index) % 3 {
                card_count += 1;
                let map_stage = map.stage(stage).unwrap();
                cards.push(Arc::new(Card {
                    id: Id::new(format!("c{card_count}")),
                    stage: stage.clone(),
                    step: map_stage
                        .steps
                        .get(card_count % 2)
                        .map(|step| step.id.clone()),
                    text: text(),
                    personas: map
                        .personas
                        .iter()
                        .take(card_count % 3)
                        .map(|p| p.id.clone())
                        .collect(),
                    channel: Some(map.channels[card_count % 4].id.clone()),
                    evidence: vec![Evidence::default(); card_count % 2],
                    ..Card::default()
                }));
            }
        }
        map.lanes.push(Arc::new(Lane {
            id: Id::new(format!("lane{index}")),
            title: text(),
            note: text(),
            kind: LaneKind::Cards { role, cards },
            ..Lane::default()
        }));
    }
    let mut points = 0;
    let mut curve = |persona: &Arc<Persona>| {
        let place = |stage: &Id| {
            [0.1, 0.5, 0.9].map(|at| {
                points += 1;
                CurvePoint {
                    id: Id::new(format!("point{points}")),
                    stage: stage.clone(),
                    at,
                    value: (points % 7 != 0).then(|| f64::from((points * 37 % 41) - 20) / 10.0),
                    label: if points % 2 == 0 {
                        text()
                    } else {
                        String::new()
                    },
                    spread: (points % 5 != 0).then_some(0.3),
                    moment_of_truth: points % 4 == 0,
                    ..CurvePoint::default()
                }
            })
        };
        Arc::new(Curve {
            persona: persona.id.clone(),
            points: stage_ids.iter().flat_map(place).collect(),
            ..Curve::default()
        })
    };
    let curves = map.personas.iter().map(&mut curve).collect();
    let metrics = stage_ids
        .iter()
        .enumerate()
        .flat_map(|(index, stage)| (0..index % 3).map(move |_| stage.clone()));
    let metrics = metrics.enumerate().map(|(index, stage)| {
        Arc::new(Metric {
            id: Id::new(format!("m{index}")),
            stage,
            name: text(),
            kind: MetricKind::ALL[index % MetricKind::ALL.len()],
            value: [4.6, -12.0, 81.0, 1_234_567.25][index % 4],
            unit: ["/ 5", "", "%", LONG][index % 4].to_owned(),
            target: (index % 2 == 0).then_some(50.0),
            change: (index % 3 != 0).then(|| MetricChange {
                by: -2.0,
                unit: "pt".to_owned(),
            }),
            n: (index % 2 == 1).then_some(214),
            ..Metric::default()
        })
    });
    let metrics = metrics.collect();
    let marks = stage_ids.first().map(|stage| ChannelMark {
        channel: map.channels[0].id.clone(),
        stage: stage.clone(),
        on: true,
        unknown: Default::default(),
    });
    for (id, kind) in [
        ("feelings", LaneKind::Emotion { curves }),
        (
            "channels",
            LaneKind::Channels {
                marks: marks.into_iter().collect(),
            },
        ),
        ("figures", LaneKind::Metrics { metrics }),
        (
            "later",
            LaneKind::Foreign {
                kind: "hologram".to_owned(),
            },
        ),
    ] {
        map.lanes.push(Arc::new(Lane {
            id: id.into(),
            title: text(),
            note: text(),
            kind,
            ..Lane::default()
        }));
    }
    for (above, kind) in ["lane1", "lane5", "channels"].iter().zip(LineKind::ALL) {
        map.lines.push(LaneLine {
            above: Id::new(above),
            kind,
            unknown: Default::default(),
        });
    }
    assert_eq!(map.check(), []);
    map
}

fn maps() -> Vec<(String, Map)> {
    let mut maps = Vec::new();
    for stages in [0, 1, 2, 5, 8, 40] {
        for (steps, personas) in [(0, 0), (0, 1), (1, 2), (3, 3), (2, 7)] {
            for (name, texts) in [
                ("plain", &TEXTS[..1]),
                ("all", &TEXTS[..]),
                ("long", &TEXTS[1..2]),
            ] {
                let name = format!("{stages} stages, {steps} steps, {personas} personas, {name}");
                maps.push((name, map_of(stages, steps, personas, texts)));
            }
        }
    }
    let title = "A title of three hundred characters ".repeat(9)[..300].to_owned();
    let long_title = Map {
        title,
        ..map_of(5, 0, 1, &TEXTS[..1])
    };
    maps.push(("long title".to_owned(), long_title));
    maps.push(("nothing".to_owned(), Map::default()));
    maps
}

/// Room that text may take beyond its box without being seen to: a hundredth of a point.
const HAIR: f64 = 0.01;

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.inflate(HAIR, HAIR).contains_rect(inner)
}

fn meet(a: Rect, b: Rect) -> bool {
    let both = a.intersect(b);
    both.width() > HAIR && both.height() > HAIR
}

/// What the letters of a text cover.
fn ink(text: &TextBox) -> Rect {
    let lines = text.paragraph.lines.iter().enumerate();
    lines.fold(
        Rect::from_origin_size(text.rect.origin(), (0.0, 0.0)),
        |all, (index, line)| {
            let at = text.line_at(index);
            let top = text.rect.y0 + text.style.line_height * index as f64;
            all.union(Rect::new(
                at.x,
                top,
                at.x + line.width,
                top + text.style.line_height,
            ))
        },
    )
}

fn apart(name: &str, rects: &[Rect]) {
    for (index, a) in rects.iter().enumerate() {
        for b in &rects[index + 1..] {
            assert!(!meet(*a, *b), "{name}: {a:?} and {b:?} overlap");
        }
    }
}

/// Texts stand within their room and apart from each other.
fn texts_in<'a>(name: &str, room: Rect, texts: impl IntoIterator<Item = &'a TextBox>) {
    let inks: Vec<Rect> = texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| {
            let ink = ink(text);
            assert!(holds(room, ink), "{name}: {ink:?} leaves {room:?}");
            ink
        })
        .collect();
    apart(name, &inks);
}

fn assert_sound(name: &str, layout: &Layout) {
    let sheet = Rect::from_origin_size(Point::ZERO, layout.size);
    let header = &layout.header.part;
    texts_in(name, sheet, [&header.title, &header.facts, &header.purpose]);
    let mut head: Vec<Rect> = header.personas.iter().map(|p| p.rect).collect();
    head.extend([&header.title, &header.facts, &header.purpose].map(ink));
    apart(name, &head);
    for persona in &header.personas {
        assert!(holds(sheet, persona.rect));
        assert!(persona.rect.y1 <= layout.stages.y);
        texts_in(name, persona.rect, &persona.texts);
    }
    let stages = &layout.stages.part;
    let heads = stages.stages.iter().map(|stage| stage.rect);
    apart(
        name,
        &heads
            .chain(stages.steps.iter().map(|s| s.rect))
            .collect::<Vec<_>>(),
    );
    for stage in &stages.stages {
        texts_in(name, stage.rect, &stage.texts);
        if let Some(pill) = stage.pill {
            assert!(
                holds(stage.rect, pill),
                "{name}: the duration leaves its stage"
            );
            texts_in(name, pill, [&stage.texts[2]]);
            let others = stage.texts[..2].iter().filter(|t| !t.is_empty()).map(ink);
            apart(name, &others.chain([pill]).collect::<Vec<_>>());
        }
    }
    for step in &stages.steps {
        texts_in(name, step.rect, [&step.title]);
    }
    let mut bottom = layout.stages.y + stages.height;
    for row in &layout.rows {
        let top = row.y + row.line.as_ref().map_or(0.0, |line| line.rect.y0);
        assert!(top >= bottom, "{name}: rows overlap");
        bottom = row.y + row.part.height;
        let room = Rect::new(0.0, 0.0, layout.size.width, row.part.height);
        let label = &row.part.label;
        let legend = match &row.part.content {
            Content::Emotion(emotion) => {
                let names = emotion.legend.iter().map(|entry| &entry.name);
                names.chain(&emotion.scale).collect()
            }
            _ => Vec::new(),
        };
        texts_in(name, label.rect, label.texts.iter().chain(legend));
        assert!(holds(room, label.rect));
        match &row.part.content {
            Content::Cards(cells) => {
                for (cell, rect) in cells.iter().zip(&row.part.cells) {
                    apart(
                        name,
                        &cell.cards.iter().map(|card| card.rect).collect::<Vec<_>>(),
                    );
                    for card in &cell.cards {
                        assert!(holds(*rect, card.rect), "{name}: a card leaves its cell");
                        texts_in(name, card.rect, [&card.text]);
                        let marks = card.persona_dots.iter().map(|(dot, _)| {
                            let size = 2.0 * dot.radius;
                            Rect::from_center_size(dot.center, (size, size))
                        });
                        let marks = marks.chain(card.evidence).chain([ink(&card.text)]);
                        apart(name, &marks.collect::<Vec<_>>());
                    }
                }
            }
            Content::Metrics(metrics) => {
                apart(name, &metrics.iter().map(|m| m.rect).collect::<Vec<_>>());
                for metric in metrics {
                    assert!(holds(room, metric.rect));
                    texts_in(name, metric.rect, &metric.texts);
                }
            }
            Content::Emotion(emotion) => {
                let points = || emotion.curves.iter().flat_map(|curve| &curve.points);
                let labels: Vec<Rect> = points()
                    .filter_map(|p| Some(p.label.as_ref()?.rect))
                    .collect();
                apart(name, &labels);
                for label in points().filter_map(|point| point.label.as_ref()) {
                    assert!(
                        holds(room, label.rect),
                        "{name}: {:?} in {room:?}",
                        label.rect
                    );
                    texts_in(name, label.rect, [&label.text]);
                }
                for path in emotion.curves.iter().flat_map(|curve| &curve.lines) {
                    for along in samples(path) {
                        let on = labels.iter().find(|label| label.contains(along));
                        assert_eq!(on, None, "{name}: a label lies on the curve");
                    }
                }
                for point in points() {
                    for label in &labels {
                        let circle = point.circle();
                        let x = circle.center.x.clamp(label.x0, label.x1);
                        let y = circle.center.y.clamp(label.y0, label.y1);
                        let distance = Point::new(x, y).distance(circle.center);
                        assert!(distance >= circle.radius, "{name}: a label lies on a point");
                    }
                }
            }
            Content::Channels(_) | Content::Foreign(_) => {}
        }
    }
    assert!(bottom <= layout.size.height, "{name}: the sheet is too low");
    for place in layout.places() {
        assert!(
            holds(sheet, place.rect),
            "{name}: {place:?} leaves the sheet"
        );
    }
}

fn samples(path: &jejak::geom::BezPath) -> Vec<Point> {
    let segments = path.segments();
    let along = (0..=40).map(|i| f64::from(i) / 40.0);
    segments
        .flat_map(|segment| {
            along
                .clone()
                .map(move |t| kurbo::ParamCurve::eval(&segment, t))
        })
        .collect()
}

#[test]
fn nothing_overlaps_and_nothing_is_cut_off() {
    let fonts = Fonts::new();
    for (name, map) in maps() {
        assert_sound(&name, &Layout::new(&map, &fonts, None));
    }
}

#[test]
fn every_thing_is_hit_where_it_stands() {
    let fonts = Fonts::new();
    let map = map_of(5, 0, 2, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    for place in layout.places() {
        match &place.target {
            // Others may lie above the middle of these.
            Target::Cell { .. } | Target::Lane(_) | Target::Facts | Target::Title => continue,
            Target::Point(id) => {
                let at = layout.point_position(id).unwrap();
                assert_eq!(layout.hit(at, 0.0).as_ref(), Some(&place.target));
            }
            _ => {
                let hit = layout.hit(place.rect.center(), 0.0);
                assert_eq!(hit.as_ref(), Some(&place.target));
            }
        }
        assert_eq!(layout.rect_of(&place.target), Some(place.rect));
    }
    assert_eq!(layout.hit(Point::new(-5.0, -5.0), 3.0), None);
}

#[test]
fn what_did_not_change_is_taken_over() {
    let fonts = Fonts::new();
    let map = map_of(5, 2, 2, &TEXTS);
    let before = Layout::new(&map, &fonts, None);
    let scene = Scene::new(&before, None);

    let mut changed = map.clone();
    let mut lane = (*changed.lanes[2]).clone();
    lane.note = "Something else".to_owned();
    changed.lanes[2] = Arc::new(lane);
    let after = Layout::new(&changed, &fonts, Some(&before));
    let new_scene = Scene::new(&after, Some(&scene));
    for (index, (old, new)) in before.rows.iter().zip(&after.rows).enumerate() {
        assert_eq!(Arc::ptr_eq(&old.part, &new.part), index != 2, "row {index}");
        let [old, new] = [&scene, &new_scene].map(|s| &s.bands[2 + index].band);
        assert_eq!(Arc::ptr_eq(old, new), index != 2, "band {index}");
    }
    let fresh = Layout::new(&changed, &fonts, None);
    assert_eq!(after, fresh, "laid out anew, the sheet is the same");
    assert_eq!(new_scene, Scene::new(&fresh, None));
}

#[test]
fn a_card_lands_between_the_cards_it_is_held_between() {
    let fonts = Fonts::new();
    let mut map = map_of(2, 0, 0, &TEXTS[..1]);
    let card = |id: &str| {
        Arc::new(Card {
            id: id.into(),
            stage: "s0".into(),
            text: "Text".to_owned(),
            ..Card::default()
        })
    };
    let cards = ["a", "b", "c"].map(card).to_vec();
    map.lanes = vec![Arc::new(Lane {
        id: "lane".into(),
        kind: LaneKind::Cards {
            role: CardRole::Free,
            cards,
        },
        ..Lane::default()
    })];
    map.lines.clear();
    let layout = Layout::new(&map, &fonts, None);
    let [a, b, c] = ["a", "b", "c"].map(|id| layout.rect_of(&Target::Card(id.into())).unwrap());
    let index = |at: Point, dragged: &[Id]| layout.card_drop(at, dragged).map(|drop| drop.index);
    assert_eq!(index(a.center() - Vec2::new(0.0, 5.0), &[]), Some(0));
    assert_eq!(index(a.center() + Vec2::new(0.0, 5.0), &[]), Some(1));
    assert_eq!(
        index(b.center() + Vec2::new(0.0, 5.0), &["a".into()]),
        Some(1)
    );
    assert_eq!(index(c.center() + Vec2::new(0.0, 9.0), &[]), Some(3));
    assert_eq!(
        index(Point::new(5.0, a.center().y), &[]),
        None,
        "on the lane's label"
    );
    let other = layout
        .card_drop(Point::new(layout.size.width - 60.0, a.y0), &[])
        .unwrap();
    assert_eq!((other.stage.as_str(), other.index), ("s1", 0));
}

#[test]
fn a_point_dropped_where_it_stands_keeps_its_place_and_value() {
    let fonts = Fonts::new();
    let map = map_of(5, 0, 1, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    let points = map
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .flat_map(|c| &c.points);
    for point in points.filter(|point| point.value.is_some()) {
        let at = layout.point_position(&point.id).unwrap();
        let place = layout.point_place(&"feelings".into(), at).unwrap();
        assert_eq!(place.stage, point.stage);
        assert!((place.at - point.at).abs() < 1e-9);
        assert!((place.value - point.value.unwrap()).abs() < 1e-9);
    }
}
