//! Versions of one map: with the same ids in odd places, or after random edits.

use std::{collections::HashMap, sync::Arc};

use jejak::{
    edit::{Edit, apply},
    model::{
        Card, Curve, CurveOf, CurvePoint, Field, Id, Lane, LaneKind, Map, Part, Shows, Stage, Stop,
        Target, generate, record::references_mut,
    },
};

/// The same map with the ids `s0`, `s1`, … so that any two maps have things of the same ids.
pub(super) fn with_common_ids(map: &Map) -> Map {
    let mut map = map.clone();
    fn rename(names: &mut HashMap<Id, Id>, prefix: &str, id: &mut Id) {
        let count = names.len();
        let new = names.entry(id.clone());
        *id = new
            .or_insert_with(|| Id::new(format!("{prefix}{count}")))
            .clone();
    }
    let [mut people, mut ways, mut stages, mut steps] = [0; 4].map(|_| HashMap::new());
    let [mut lanes, mut cards, mut points, mut metrics] = [0; 4].map(|_| HashMap::new());
    for persona in &mut map.personas {
        rename(&mut people, "p", &mut Arc::make_mut(persona).id);
    }
    for channel in &mut map.channels {
        rename(&mut ways, "c", &mut Arc::make_mut(channel).id);
    }
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        rename(&mut stages, "s", &mut stage.id);
        for step in &mut stage.steps {
            rename(&mut steps, "t", &mut step.id);
        }
    }
    for card in map.cards() {
        rename(&mut cards, "k", &mut card.id.clone());
    }
    for lane in &mut map.lanes {
        let lane = Arc::make_mut(lane);
        rename(&mut lanes, "l", &mut lane.id);
        match &mut lane.kind {
            LaneKind::Cards { cards: list, .. } => {
                for card in list {
                    let card = Arc::make_mut(card);
                    rename(&mut cards, "k", &mut card.id);
                    rename(&mut stages, "s", &mut card.stage);
                    card.step
                        .iter_mut()
                        .for_each(|id| rename(&mut steps, "t", id));
                    card.channel
                        .iter_mut()
                        .for_each(|id| rename(&mut ways, "c", id));
                    card.personas
                        .iter_mut()
                        .for_each(|id| rename(&mut people, "p", id));
                    card.answers
                        .iter_mut()
                        .for_each(|id| rename(&mut cards, "k", id));
                }
            }
            LaneKind::Emotion { curves } => {
                for curve in curves {
                    let curve = Arc::make_mut(curve);
                    rename(&mut people, "p", &mut curve.persona);
                    for point in &mut curve.points {
                        rename(&mut points, "q", &mut point.id);
                        rename(&mut stages, "s", &mut point.stage);
                    }
                }
            }
            LaneKind::Channels { marks, .. } => {
                for mark in marks {
                    rename(&mut ways, "c", &mut mark.channel);
                    rename(&mut stages, "s", &mut mark.stage);
                }
            }
            LaneKind::Metrics { metrics: list } => {
                for metric in list {
                    let metric = Arc::make_mut(metric);
                    rename(&mut metrics, "m", &mut metric.id);
                    metric
                        .stage
                        .iter_mut()
                        .for_each(|id| rename(&mut stages, "s", id));
                }
            }
            LaneKind::Foreign { .. } => {}
        }
    }
    for line in &mut map.lines {
        rename(&mut lanes, "l", &mut line.above);
    }
    for (index, arrow) in map.arrows.iter_mut().enumerate() {
        let arrow = Arc::make_mut(arrow);
        arrow.id = Id::new(format!("a{index}"));
        rename(&mut cards, "k", &mut arrow.from);
        rename(&mut cards, "k", &mut arrow.to);
    }
    for (index, stop) in map.stops.iter_mut().enumerate() {
        let stop = Arc::make_mut(stop);
        stop.id = Id::new(format!("v{index}"));
        references_mut(stop, &mut |part, id| match part {
            Part::Stage => rename(&mut stages, "s", id),
            Part::Lane => rename(&mut lanes, "l", id),
            Part::Card => rename(&mut cards, "k", id),
            Part::Point => rename(&mut points, "q", id),
            Part::Persona => rename(&mut people, "p", id),
            part => panic!("a stop names no {part:?}"),
        });
    }
    map
}

/// With what nobody sees in one order: things of different cells, points, marks, lines, arrows.
pub(super) fn in_order(map: &Map) -> Map {
    let mut map = map.clone();
    let stages: HashMap<Id, usize> = map.stages.iter().map(|s| s.id.clone()).zip(0..).collect();
    for lane in &mut map.lanes {
        match &mut Arc::make_mut(lane).kind {
            LaneKind::Cards { cards, .. } => {
                cards.sort_by_key(|card| (stages[&card.stage], card.step.clone()))
            }
            LaneKind::Emotion { curves } => {
                curves.sort_by_key(|curve| (curve.persona.clone(), curve.to_be));
                for curve in curves {
                    Arc::make_mut(curve)
                        .points
                        .sort_by_key(|point| point.id.clone());
                }
            }
            LaneKind::Channels { marks, .. } => {
                marks.sort_by_key(|mark| (mark.channel.clone(), mark.stage.clone()));
            }
            LaneKind::Metrics { metrics } => {
                metrics.sort_by_key(|metric| metric.stage.clone());
            }
            LaneKind::Foreign { .. } => {}
        }
    }
    map.lines.sort_by_key(|line| line.above.clone());
    map.arrows.sort_by_key(|arrow| arrow.id.clone());
    map
}

/// A map of some size to begin with.
pub(super) fn sample() -> Map {
    let mut map = generate(60, 7);
    let cards = map.cards().map(|card| card.id.clone()).step_by(9);
    let shows = [
        Shows::Map,
        Shows::Stages(map.stages.iter().take(2).map(|s| s.id.clone()).collect()),
        Shows::Cards(cards.collect()),
        Shows::Persona(map.personas[0].id.clone()),
        Shows::Stages(vec![map.stages[3].id.clone()]),
    ];
    let stops = shows.into_iter().enumerate().map(|(index, shows)| Stop {
        id: Id::new(format!("stop{}", index + 1)),
        shows,
        hidden_lanes: vec![map.lanes[index].id.clone()],
        ..Stop::default()
    });
    map.stops = stops.map(Arc::new).collect();
    map
}

/// What people do: each number picks one edit, those that are refused are left out.
pub(super) fn edited(map: &Map, whose: &str, picks: &[(u8, u16, u16)]) -> Map {
    let mut map = Arc::new(map.clone());
    for (step, (kind, a, b)) in picks.iter().enumerate() {
        let (a, b) = (usize::from(*a), usize::from(*b));
        let Some(edit) = edit(&map, whose, step, *kind, a, b) else {
            continue;
        };
        if let Ok(next) = apply(&map, &edit) {
            map = Arc::new(next);
        }
    }
    Map::clone(&map)
}

fn edit(map: &Map, whose: &str, step: usize, kind: u8, a: usize, b: usize) -> Option<Edit> {
    fn pick<T>(list: &[T], at: usize) -> Option<&T> {
        list.get(at.checked_rem(list.len())?)
    }
    let cards: Vec<&Arc<Card>> = map.cards().collect();
    let card = pick(&cards, a);
    let stage = pick(&map.stages, b)?;
    let rows: Vec<&Arc<Lane>> = map.lanes.iter().filter(|l| l.role().is_some()).collect();
    let row = pick(&rows, b)?;
    let points: Vec<&CurvePoint> = map
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .flat_map(|curve| &curve.points)
        .collect();
    let text = format!("{whose} {step}");
    let set = |target, field| Edit::SetText {
        target,
        field,
        text: text.clone(),
    };
    let stop = pick(&map.stops, a);
    Some(match kind % 20 {
        0 | 1 => set(Target::Card(card?.id.clone()), Field::Text),
        2 => set(Target::Stage(stage.id.clone()), Field::Title),
        3 => set(Target::Title, Field::Title),
        4 => set(
            Target::Persona(pick(&map.personas, a)?.id.clone()),
            Field::Quote,
        ),
        5 => Edit::MoveCards {
            ids: vec![card?.id.clone()],
            lane: row.id.clone(),
            stage: stage.id.clone(),
            step: None,
            index: a % 3,
        },
        6 => Edit::Reorder {
            target: Target::Stage(stage.id.clone()),
            index: a % map.stages.len(),
        },
        7 => Edit::Remove(Target::Stage(stage.id.clone())),
        8 => Edit::Remove(Target::Card(card?.id.clone())),
        9 | 10 => Edit::InsertCard {
            lane: row.id.clone(),
            index: a % 3,
            card: Arc::new(Card {
                // As the editor counts: both sides give the same ids.
                id: Id::unused("card", |id| map.card(id).is_some()),
                stage: stage.id.clone(),
                text,
                ..Card::default()
            }),
        },
        11 => Edit::InsertStage {
            index: a % map.stages.len(),
            stage: Arc::new(Stage {
                id: Id::unused("stage", |id| map.stage(id).is_some()),
                title: text,
                ..Stage::default()
            }),
        },
        12 => {
            let point = pick(&points, a)?;
            Edit::MovePoint {
                id: point.id.clone(),
                stage: stage.id.clone(),
                at: (b % 11) as f64 / 10.0,
                value: Some(map.emotion_scale.value_at((a % 5) as f64 / 4.0)),
            }
        }
        13 => Edit::Remove(Target::Lane(pick(&map.lanes, a)?.id.clone())),
        14 => Edit::Remove(Target::Persona(pick(&map.personas, a)?.id.clone())),
        15 => set(
            Target::Stop(stop?.id.clone()),
            [Field::Title, Field::Notes][b % 2],
        ),
        16 => match b % 2 {
            0 => Edit::Remove(Target::Stop(stop?.id.clone())),
            _ => Edit::Reorder {
                target: Target::Stop(stop?.id.clone()),
                index: b % map.stops.len(),
            },
        },
        17 => {
            let mut stop = Stop::clone(stop?);
            let mut stages = match stop.shows {
                Shows::Stages(stages) => stages,
                _ => Vec::new(),
            };
            stages.retain(|id| *id != stage.id);
            stages.push(stage.id.clone());
            stop.shows = Shows::Stages(stages);
            Edit::ReplaceStop(Arc::new(stop))
        }
        18 => Edit::InsertStop {
            index: a % (map.stops.len() + 1),
            stop: Arc::new(Stop {
                id: Id::unused("stop", |id| map.stop(id).is_some()),
                title: text,
                shows: Shows::Lanes(vec![row.id.clone()]),
                ..Stop::default()
            }),
        },
        _ => {
            let lane = map.lanes.iter().find(|lane| !lane.curves().is_empty())?;
            let curve: &Curve = lane.curves().first()?;
            Edit::InsertPoint {
                lane: lane.id.clone(),
                curve: CurveOf {
                    persona: curve.persona.clone(),
                    to_be: false,
                },
                point: CurvePoint {
                    id: Id::unused("point", |id| map.point(id).is_some()),
                    stage: stage.id.clone(),
                    at: (a % 11) as f64 / 10.0,
                    value: Some(0.0),
                    label: text,
                    ..CurvePoint::default()
                },
            }
        }
    })
}
