//! Maps of any size, for benchmarks and tests.

use std::sync::Arc;

use super::{
    card::Card,
    channel::{Channel, Medium},
    color::Hue,
    curve::{Curve, CurvePoint},
    evidence::Evidence,
    id::Id,
    lane::{CardRole, ChannelMark, Lane, LaneKind},
    line::{LaneLine, LineKind},
    map::Map,
    metric::{Metric, MetricChange, MetricKind},
    persona::Persona,
    stage::{Stage, Step},
};

/// A map with as many cards as said, the same for the same arguments, with every kind of part.
///
/// It grows as maps do: two or three cards a cell, more stages and more lanes. `map.check()` is
/// empty.
///
/// ```
/// let map = jejak::model::generate(40, 1);
/// assert_eq!(map.cards().count(), 40);
/// assert_eq!(map.check(), []);
/// ```
pub fn generate(cards: usize, seed: u64) -> Map {
    let cells = cards as f64 / 2.2;
    let stages = ((cells * 0.8).sqrt() as usize).max(5);
    let card_lanes = ((cells as usize) / stages).max(ROLES.len());
    let mut random = Random(seed);
    let mut map = Map {
        title: "A journey of many steps".to_owned(),
        scenario: "A map that a program drew up, to see how long everything takes".to_owned(),
        goal: "See where time goes".to_owned(),
        owner: "Research".to_owned(),
        ..Map::default()
    };
    map.personas = PERSONAS.iter().enumerate().map(persona).collect();
    map.channels = CHANNELS.iter().map(channel).collect();
    map.stages = (0..stages).map(|s| stage(s, &mut random)).collect();
    let mut made = 0;
    for number in 0..card_lanes {
        let until = cards * (number + 1) / card_lanes;
        let lane = card_lane(&map, number, made..until, &mut random);
        made = until;
        map.lanes.push(Arc::new(lane));
    }
    for lane in [
        emotion_lane(&map, &mut random),
        channel_lane(&map, &mut random),
        metric_lane(&map, &mut random),
    ] {
        map.lanes.push(Arc::new(lane));
    }
    map.lines = vec![LaneLine {
        above: map.lanes[ROLES.len() - 2].id.clone(),
        kind: LineKind::Visibility,
        unknown: Default::default(),
    }];
    map
}

/// The roles of lanes of cards, in turn, each with beginnings and ends of its cards.
const ROLES: [(CardRole, [&str; 4], [&str; 4]); 7] = [
    (
        CardRole::CustomerActions,
        [
            "Compares",
            "Asks a friend about",
            "Saves",
            "Reads twice about",
        ],
        [
            "the price",
            "three offers in a row",
            "delivery on a Saturday",
            "the small print",
        ],
    ),
    (
        CardRole::Touchpoints,
        [
            "Page on",
            "Talk at the counter about",
            "Message on",
            "Leaflet with",
        ],
        [
            "opening hours",
            "the right size",
            "a café nearby",
            "how to pay",
        ],
    ),
    (
        CardRole::Thoughts,
        [
            "Is it worth",
            "Nobody told me about",
            "I could get used to",
            "Who answers for",
        ],
        [
            "the wait?",
            "all this paper",
            "such a quick reply",
            "a mistake of theirs?",
        ],
    ),
    (
        CardRole::PainPoints,
        [
            "No word on",
            "Too many clicks to",
            "Different answers about",
            "Long queue for",
        ],
        [
            "the total cost",
            "a real person",
            "returns after two weeks",
            "the app",
        ],
    ),
    (
        CardRole::Opportunities,
        [
            "Show early",
            "Offer by chat",
            "Write one page on",
            "Call back about",
        ],
        [
            "what it costs in all",
            "the next free date",
            "care and repair",
            "a second try",
        ],
    ),
    (
        CardRole::OrganisationActivities,
        ["Plan", "Check", "Hand over", "Report weekly on"],
        [
            "staff for the weekend",
            "the stock of each shop",
            "open orders",
            "complaints",
        ],
    ),
    (
        CardRole::Quotes,
        [
            "“I only wanted",
            "“They never mentioned",
            "“My sister swears by",
            "“I gave up on",
        ],
        [
            "a straight answer.”",
            "the second fee.”",
            "this shop.”",
            "the form.”",
        ],
    ),
];

const PERSONAS: [(&str, &str, Hue); 3] = [
    ("Sari Wulandari", "34, nurse, Semarang", Hue::Indigo),
    ("Jonas Weber", "52, buys for a workshop", Hue::Teal),
    ("Amélie Roux", "19, student", Hue::Pink),
];

const CHANNELS: [(&str, &str, Medium); 6] = [
    ("Store", "store", Medium::Physical),
    ("Web", "globe", Medium::Digital),
    ("App", "phone", Medium::Digital),
    ("Phone", "call", Medium::Physical),
    ("E-mail", "mail", Medium::Digital),
    ("Social", "chat", Medium::Digital),
];

const STAGES: [&str; 6] = [
    "Awareness",
    "Consideration",
    "Purchase",
    "First use",
    "Retention",
    "Advocacy",
];

fn persona((index, (name, role, hue)): (usize, &(&str, &str, Hue))) -> Arc<Persona> {
    Arc::new(Persona {
        id: numbered("persona", index),
        name: (*name).to_owned(),
        role: (*role).to_owned(),
        quote: "Tell me the price and the day.".to_owned(),
        goals: vec!["Be done by Friday".to_owned()],
        frustrations: vec!["Being passed on".to_owned(), "Forms".to_owned()],
        hue: *hue,
        ..Persona::default()
    })
}

fn channel((name, icon, medium): &(&str, &str, Medium)) -> Arc<Channel> {
    Arc::new(Channel {
        id: Id::new(icon),
        name: (*name).to_owned(),
        icon: (*icon).to_owned(),
        medium: *medium,
        ..Channel::default()
    })
}

/// Every fourth stage has steps.
fn stage(index: usize, random: &mut Random) -> Arc<Stage> {
    let name = STAGES[index % STAGES.len()];
    let steps = if index % 4 == 2 {
        2 + random.below(2)
    } else {
        0
    };
    let step = |step| Step {
        id: Id::new(format!("step{index}-{step}")),
        title: format!("Step {}", step + 1),
        ..Step::default()
    };
    Arc::new(Stage {
        id: numbered("stage", index),
        title: match index / STAGES.len() {
            0 => name.to_owned(),
            round => format!("{name} {}", round + 1),
        },
        goal: "Wants to know where things stand".to_owned(),
        duration: format!("{} days", 1 + random.below(20)),
        hue: Hue::of_stage(index),
        steps: (0..steps).map(step).collect(),
        ..Stage::default()
    })
}

fn card_lane(map: &Map, number: usize, ids: std::ops::Range<usize>, random: &mut Random) -> Lane {
    let (role, beginnings, ends) = &ROLES[number % ROLES.len()];
    let mut stages: Vec<usize> = ids
        .clone()
        .map(|_| random.below(map.stages.len()))
        .collect();
    stages.sort_unstable();
    let cards = ids.zip(stages).map(|(id, stage)| {
        let stage = &map.stages[stage];
        let is_touchpoint = *role == CardRole::Touchpoints;
        let evidence = random.chance(6).then(|| Evidence {
            text: "Said in interviews".to_owned(),
            source: "Interviews, autumn".to_owned(),
            n: Some(4 + random.below(40) as u32),
            ..Evidence::default()
        });
        Arc::new(Card {
            id: numbered("card", id),
            stage: stage.id.clone(),
            step: random.pick(&stage.steps).map(|step| step.id.clone()),
            text: format!("{} {}", random.of(beginnings), random.of(ends)),
            personas: if random.chance(3) {
                vec![random.of(&map.personas).id.clone()]
            } else {
                Vec::new()
            },
            channel: is_touchpoint.then(|| random.of(&map.channels).id.clone()),
            evidence: evidence.into_iter().collect(),
            ..Card::default()
        })
    });
    let kind = LaneKind::Cards {
        role: *role,
        cards: cards.collect(),
    };
    let title = match number / ROLES.len() {
        0 => role.lane_name().to_owned(),
        round => format!("{} {}", role.lane_name(), round + 1),
    };
    lane(&format!("lane{}", number + 1), &title, kind)
}

/// One curve a persona, two points a stage, now and then without data.
fn emotion_lane(map: &Map, random: &mut Random) -> Lane {
    let mut points_made = 0;
    let mut point = |stage: &Stage, at: f64, random: &mut Random| {
        points_made += 1;
        CurvePoint {
            id: numbered("point", points_made),
            stage: stage.id.clone(),
            at,
            value: (!random.chance(12)).then(|| random.tenths(-18, 18)),
            label: if random.chance(4) {
                (*random.of(&["Bill shock", "At last", "No reply", "Quick help"])).to_owned()
            } else {
                String::new()
            },
            spread: random.chance(2).then(|| random.tenths(1, 5)),
            n: Some(20 + random.below(200) as u32),
            moment_of_truth: random.chance(16),
            ..CurvePoint::default()
        }
    };
    let curves = map.personas.iter().map(|persona| {
        let stages = map.stages.iter();
        let points = stages.flat_map(|stage| [(stage, 0.25), (stage, 0.75)]);
        Arc::new(Curve {
            persona: persona.id.clone(),
            points: points.map(|(stage, at)| point(stage, at, random)).collect(),
            ..Curve::default()
        })
    });
    let curves = curves.collect();
    lane("emotions", "Emotions", LaneKind::Emotion { curves })
}

fn channel_lane(map: &Map, random: &mut Random) -> Lane {
    let mut marks = Vec::new();
    for stage in &map.stages {
        if random.chance(3) {
            marks.push(ChannelMark {
                channel: random.of(&map.channels).id.clone(),
                stage: stage.id.clone(),
                on: !random.chance(4),
                unknown: Default::default(),
            });
        }
    }
    lane(
        "channels",
        "Channels",
        LaneKind::Channels {
            marks,
            threads: false,
        },
    )
}

fn metric_lane(map: &Map, random: &mut Random) -> Lane {
    let metrics = map.stages.iter().enumerate().map(|(index, stage)| {
        let (kind, name, value, unit) = match index % 3 {
            0 => (MetricKind::Csat, "CSAT", random.tenths(20, 50), "/ 5"),
            1 => (MetricKind::Nps, "NPS", random.below(120) as f64 - 60.0, ""),
            _ => (
                MetricKind::Conversion,
                "Goes on",
                random.below(100) as f64,
                "%",
            ),
        };
        Arc::new(Metric {
            id: numbered("metric", index),
            stage: Some(stage.id.clone()),
            name: name.to_owned(),
            kind,
            value,
            unit: unit.to_owned(),
            change: random.chance(2).then(|| MetricChange {
                by: random.tenths(-50, 50),
                unit: "pt".to_owned(),
            }),
            n: Some(50 + random.below(500) as u32),
            ..Metric::default()
        })
    });
    let metrics = metrics.collect();
    lane("metrics", "Metrics", LaneKind::Metrics { metrics })
}

fn lane(id: &str, title: &str, kind: LaneKind) -> Lane {
    Lane {
        id: id.into(),
        title: title.to_owned(),
        kind,
        ..Lane::default()
    }
}

fn numbered(prefix: &str, index: usize) -> Id {
    Id::new(format!("{prefix}{}", index + 1))
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and even enough for a map.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `end`, without `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True once in so many times.
    fn chance(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A number of tenths from `from` to `to`, as in 0.3.
    fn tenths(&mut self, from: i32, to: i32) -> f64 {
        f64::from(from + self.below((to - from) as usize + 1) as i32) / 10.0
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        (!items.is_empty()).then(|| self.of(items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_sound_and_the_same_each_time() {
        for cards in [0, 1, 7, 40, 1_000, 10_000] {
            let map = generate(cards, 3);
            assert_eq!(map.cards().count(), cards);
            assert_eq!(map.check(), [], "{cards} cards");
            assert_eq!(map, generate(cards, 3));
        }
        assert_ne!(generate(40, 1), generate(40, 2));
    }
}
