//! Maps of any size that read like real ones; the same size gives the same map.

use std::sync::Arc;

use jejak::model::{
    Card, CardRole, Channel, Curve, CurvePoint, Date, Evidence, Hue, Id, Lane, LaneKind, LaneLine,
    LineKind, Map, Medium, Metric, MetricKind, Persona, Stage,
};

const STAGES: [&str; 8] = [
    "Awareness",
    "Consideration",
    "Visit",
    "Purchase",
    "Delivery",
    "First use",
    "Service",
    "Recommendation",
];
const WHO: [&str; 6] = [
    "She",
    "The family",
    "A colleague",
    "The adviser",
    "The desk",
    "He",
];
const DOES: [&str; 7] = [
    "compares prices",
    "reads the reviews",
    "asks about the fee",
    "waits for an answer",
    "books a visit",
    "looks for the manual",
    "writes to the service desk",
];
const WHERE: [&str; 5] = [
    "in three browser tabs",
    "on the way to work",
    "at the nearest dealer, after a long week",
    "by phone",
    "late at night, before she decides",
];
const CHANNELS: [(&str, &str, Medium); 5] = [
    ("Store", "store", Medium::Physical),
    ("Web", "globe", Medium::Digital),
    ("App", "phone", Medium::Digital),
    ("E-mail", "mail", Medium::Digital),
    ("Social", "chat", Medium::Digital),
];

/// A map with exactly so many cards, in 5 to 50 stages and 8 or more lanes of cards, with two
/// curves, channels and metrics.
pub fn map(cards: usize) -> Map {
    let stages = (cards as f64).sqrt() as usize / 2;
    let stages: Vec<_> = (0..stages.clamp(5, 50)).map(stage).collect();
    let stage_id = |index: usize| stages[index % stages.len()].id.clone();
    let card_lanes = 8 + cards / 1000;
    let mut lanes: Vec<_> = (0..card_lanes)
        .map(|lane| {
            let role = CardRole::ALL[lane % CardRole::ALL.len()];
            let cards = (lane..cards).step_by(card_lanes).map(|index| {
                let stage = stage_id(index / card_lanes);
                Arc::new(card(index, stage, role))
            });
            Arc::new(Lane {
                id: Id::new(format!("lane{lane}")),
                title: role.lane_name().to_owned(),
                kind: LaneKind::Cards {
                    role,
                    cards: cards.collect(),
                },
                ..Lane::default()
            })
        })
        .collect();
    let mut add = |id: &str, title: &str, kind| {
        lanes.push(Arc::new(Lane {
            id: Id::new(id),
            title: title.to_owned(),
            kind,
            ..Lane::default()
        }));
    };
    let curves = (0..2).map(|persona| {
        Arc::new(Curve {
            persona: Id::new(format!("persona{persona}")),
            points: (0..2 * stages.len())
                .map(|index| point(persona, index, stage_id(index / 2)))
                .collect(),
            ..Curve::default()
        })
    });
    add(
        "channels",
        "Channels",
        LaneKind::Channels { marks: Vec::new() },
    );
    add(
        "emotions",
        "Emotions",
        LaneKind::Emotion {
            curves: curves.collect(),
        },
    );
    let metrics = (0..stages.len()).map(|index| Arc::new(metric(index, stage_id(index))));
    add(
        "metrics",
        "Metrics",
        LaneKind::Metrics {
            metrics: metrics.collect(),
        },
    );
    Map {
        title: format!("A journey of {cards} cards"),
        scenario: "From the first thought to telling a friend".to_owned(),
        reviewed: Date::new(2026, 9, 12),
        personas: (0..2).map(|index| Arc::new(persona(index))).collect(),
        channels: (0..CHANNELS.len())
            .map(|index| Arc::new(channel(index)))
            .collect(),
        stages,
        lanes,
        lines: vec![LaneLine {
            above: Id::new("lane5"),
            kind: LineKind::Visibility,
            unknown: Default::default(),
        }],
        ..Map::default()
    }
}

fn stage(index: usize) -> Arc<Stage> {
    Arc::new(Stage {
        id: Id::new(format!("stage{index}")),
        title: format!("{} {}", STAGES[index % STAGES.len()], index + 1),
        goal: "Wants to feel it before paying".to_owned(),
        duration: "1–3 days".to_owned(),
        hue: Hue::STAGES[index % Hue::STAGES.len()],
        ..Stage::default()
    })
}

fn card(index: usize, stage: Id, role: CardRole) -> Card {
    // Steps without a common divisor with the lists, so that neighbours differ.
    let who = WHO[index * 5 % WHO.len()];
    let does = DOES[index * 3 % DOES.len()];
    let place = WHERE[index * 2 % WHERE.len()];
    let evidence = (index % 4 == 0).then(|| Evidence {
        text: format!("{} of 214 said so", 40 + index % 100),
        source: "survey".to_owned(),
        n: Some(214),
        ..Evidence::default()
    });
    Card {
        id: Id::new(format!("card{index}")),
        stage,
        text: format!("{who} {does} {place} ({index})"),
        personas: vec![Id::new(format!("persona{}", index % 2))],
        channel: (role == CardRole::Touchpoints)
            .then(|| Id::new(format!("channel{}", index / 8 % CHANNELS.len()))),
        evidence: evidence.into_iter().collect(),
        ..Card::default()
    }
}

fn point(persona: usize, index: usize, stage: Id) -> CurvePoint {
    CurvePoint {
        id: Id::new(format!("point{persona}-{index}")),
        stage,
        at: 0.25 + 0.5 * (index % 2) as f64,
        value: Some(1.8 * (index as f64 * 0.9 + persona as f64).sin()),
        label: if index % 3 == 0 {
            "A moment that counts".to_owned()
        } else {
            String::new()
        },
        spread: Some(0.25),
        n: Some(214),
        ..CurvePoint::default()
    }
}

fn metric(index: usize, stage: Id) -> Metric {
    Metric {
        id: Id::new(format!("metric{index}")),
        stage,
        name: "Retention".to_owned(),
        kind: MetricKind::Crr,
        value: (30 + index * 7 % 60) as f64,
        unit: "%".to_owned(),
        ..Metric::default()
    }
}

fn persona(index: usize) -> Persona {
    Persona {
        id: Id::new(format!("persona{index}")),
        name: ["Dewi Anggraini", "Budi Santoso"][index].to_owned(),
        role: "31, product designer, Bandung".to_owned(),
        quote: "I don’t mind paying. I mind not knowing why.".to_owned(),
        goals: vec!["Safe, easy to park, under budget".to_owned()],
        frustrations: vec!["Hidden fees, pushy calls".to_owned()],
        hue: Hue::ALL[index],
        ..Persona::default()
    }
}

fn channel(index: usize) -> Channel {
    let (name, icon, medium) = CHANNELS[index];
    Channel {
        id: Id::new(format!("channel{index}")),
        name: name.to_owned(),
        icon: icon.to_owned(),
        medium,
        ..Channel::default()
    }
}
