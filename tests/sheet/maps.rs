//! Maps of all shapes, with texts that are hard to set.

use std::sync::Arc;

use jejak::model::{
    Arrow, Card, CardRole, Channel, ChannelMark, Claim, Curve, CurvePoint, Date, Evidence, Hue, Id,
    Lane, LaneKind, LaneLine, Level, LevelWord, LineKind, Map, Medium, Metric, MetricChange,
    MetricKind, Owner, Period, Persona, Span, Stage, Step, TimeUnit, Times, When,
};

pub(crate) const LONG: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const ARABIC: &str = "تبحث العميلة عن سيارة آمنة وسهلة الركن وتقارن الأسعار بين المعارض";
const HEBREW: &str = "היא קוראת ביקורות בלילה 24/7 בטלפון שלה";
const CJK: &str = "她在三个浏览器标签页里比较价格，然后问了两位同事他们开什么车。";
const EMOJI: &str = "👩‍👩‍👧‍👦 family 🇮🇩 flag 👍🏽 thumbs ❤️ heart 1️⃣ keycap 😀";
pub(crate) const PLAIN: &str = "Signs, pays the deposit, waits for delivery";

pub(crate) const TEXTS: [&str; 7] = [PLAIN, LONG, ARABIC, HEBREW, CJK, EMOJI, ""];

/// A map of every kind of lane in which every text is drawn from `texts` in turn.
pub(crate) fn map_of(stages: usize, steps: usize, personas: usize, texts: &[&str]) -> Map {
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
            facts: vec![format!("Age: {}", text()), text()],
            goals: vec![text(), text()],
            frustrations: vec![text()],
            traits: vec![text(), text()],
            hue: Hue::ALL[index % Hue::ALL.len()],
            ..Persona::default()
        }));
    }
    for index in 0..4 {
        map.channels.push(Arc::new(Channel {
            id: Id::new(format!("ch{index}")),
            name: text(),
            medium: [Medium::Physical, Medium::Digital][index % 2],
            ..Channel::default()
        }));
    }
    for index in 0..stages {
        let steps = (0..steps).map(|step| Step {
            id: Id::new(format!("s{index}-{step}")),
            title: text(),
            times: times(step),
            ..Step::default()
        });
        map.stages.push(Arc::new(Stage {
            id: Id::new(format!("s{index}")),
            steps: steps.collect(),
            title: text(),
            goal: text(),
            duration: text(),
            times: times(index),
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
                    claim: Some(Claim::ALL[card_count % 3]),
                    severity: Level::new((card_count % 6) as u8),
                    value: Level::new((card_count % 6) as u8),
                    owner: Some(Owner::ALL[card_count % 4]),
                    when: When::ALL[card_count % 3],
                    effort: Level::new((card_count % 5) as u8),
                    conversion: card_count % 9 == 4,
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
    let mut points: i32 = 0;
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
                    n: (points % 3 != 0).then(|| [2, 3, 40, 214][(points % 4) as usize]),
                    moment_of_truth: points % 4 == 0,
                    conversion: points % 6 == 1,
                    claim: Claim::ALL.get((points % 5) as usize).copied(),
                    evidence: vec![Evidence::default(); (points % 2) as usize],
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
            stage: (index % 7 != 5).then_some(stage),
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
            periods: (0..index % 4)
                .map(|period| Period {
                    label: text(),
                    value: f64::from(period as u8) * 7.0,
                    ..Period::default()
                })
                .collect(),
            claim: Claim::ALL.get(index % 4).copied(),
            evidence: vec![Evidence::default(); index % 2],
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
                threads: true,
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
    let cards: Vec<Id> = map.cards().map(|card| card.id.clone()).collect();
    for (index, from) in cards.iter().step_by(5).enumerate() {
        let to = &cards[(index * 11 + 3) % cards.len()];
        if from != to {
            map.arrows.push(Arc::new(Arrow {
                id: Id::new(format!("arrow{index}")),
                from: from.clone(),
                to: to.clone(),
                label: text(),
                ..Arrow::default()
            }));
        }
    }
    for value in [-2.0, 0.0, 1.0, 2.0] {
        map.emotion_words.push(LevelWord {
            value,
            word: text(),
            ..LevelWord::default()
        });
    }
    assert_eq!(map.check(), []);
    map
}

fn times(index: usize) -> Times {
    let unit = TimeUnit::ALL[index % TimeUnit::ALL.len()];
    Times {
        doing: (!index.is_multiple_of(3)).then_some(Span { amount: 1.5, unit }),
        waiting: (index % 2 == 1).then_some(Span { amount: 3.0, unit }),
    }
}

pub(crate) fn maps() -> Vec<(String, Map)> {
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
    for (name, texts) in [("plain", &TEXTS[..1]), ("all", &TEXTS[..])] {
        maps.push((
            format!("narrow and high, {name}"),
            shaped(map_of(5, 0, 2, texts)),
        ));
        maps.push((
            format!("narrow steps, {name}"),
            shaped(map_of(4, 3, 1, texts)),
        ));
    }
    let by_time = Map {
        columns_by_time: true,
        draws_funnel: true,
        ..map_of(6, 2, 2, &TEXTS[..])
    };
    maps.push(("by time, with a funnel".to_owned(), by_time));
    maps.push(("nothing".to_owned(), Map::default()));
    maps
}

/// The map with stages of all widths, lanes of all heights, some of them hidden or collapsed.
pub(crate) fn shaped(mut map: Map) -> Map {
    let widths = [None, Some(*Stage::WIDTHS.start()), Some(333.0), Some(900.0)];
    for (index, stage) in map.stages.iter_mut().enumerate() {
        Arc::make_mut(stage).width = widths[index % widths.len()];
    }
    for (index, lane) in map.lanes.iter_mut().enumerate() {
        let lane = Arc::make_mut(lane);
        lane.height = [None, Some(40.0), Some(700.0)][index % 3];
        lane.collapsed = index % 4 == 1;
        lane.hidden = index % 5 == 3;
    }
    map
}
