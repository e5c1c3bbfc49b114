//! By how much an opportunity would lift the curves: from how it is to how it should be.
//!
//! An opportunity works where the pain points stand that it answers; one that names none works
//! where it stands itself. In a curve stages count as equally wide, and a card stands in the middle
//! of its stage, or of its step there. At each such place `x` and for each persona `p` whom the
//! opportunity concerns (all, where it names nobody),
//!
//! ```text
//! lift(p, x) = to_be(p, x) − now(p, x)
//! lift       = mean over p of (mean over x of lift(p, x))
//! ```
//!
//! in units of the emotion scale, the curves read as they are drawn: monotone cubics. A curve is
//! known between its points, and in the rest of a stage that has one of them it goes on as high as
//! at its end. Where one of the two curves is not known, there is no lift to tell.

use std::cmp::Ordering;

use crate::{
    geom::{BezPath, ParamCurve as _, Point},
    layout::monotone_curve,
    model::{Card, CardRole, Curve, Id, Map},
};

/// An opportunity and its lift.
#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    /// The card.
    pub opportunity: Id,
    /// In units of the emotion scale; `None` where no curve says how it is or should be.
    pub lift: Option<f64>,
}

/// All opportunities with a word in them that are not in a hidden lane: those that lift most come
/// first, those of which nothing can be told last.
pub fn lifts(map: &Map) -> Vec<Lift> {
    let pairs = pairs(map);
    let lanes = map.lanes.iter().filter(|lane| !lane.hidden);
    let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Opportunities));
    let cards = lanes.flat_map(|lane| lane.cards());
    let mut lifts: Vec<Lift> = cards
        .filter(|card| !card.text.trim().is_empty())
        .map(|card| Lift {
            opportunity: card.id.clone(),
            lift: lift(map, &pairs, card),
        })
        .collect();
    lifts.sort_by(|a, b| match (a.lift, b.lift) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    lifts
}

/// A persona's curve as it is, and as it should be.
struct Pair<'a> {
    persona: &'a Id,
    now: Drawn,
    to_be: Drawn,
}

fn pairs(map: &Map) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for lane in &map.lanes {
        for now in lane.curves().iter().filter(|curve| !curve.to_be) {
            let mut others = lane.curves().iter().filter(|curve| curve.to_be);
            if let Some(to_be) = others.find(|other| other.persona == now.persona) {
                pairs.push(Pair {
                    persona: &now.persona,
                    now: Drawn::new(map, now),
                    to_be: Drawn::new(map, to_be),
                });
            }
        }
    }
    pairs
}

fn lift(map: &Map, pairs: &[Pair<'_>], card: &Card) -> Option<f64> {
    let answered = card.answers.iter().filter_map(|id| map.card(id));
    let mut places: Vec<f64> = answered.filter_map(|(_, pain)| place(map, pain)).collect();
    if places.is_empty() {
        places.extend(place(map, card));
    }
    let of_persona = |pair: &Pair<'_>| {
        let lifts = places
            .iter()
            .filter_map(|x| Some(pair.to_be.value(*x)? - pair.now.value(*x)?));
        mean(lifts)
    };
    let concerned =
        |pair: &&Pair<'_>| card.personas.is_empty() || card.personas.contains(pair.persona);
    mean(pairs.iter().filter(concerned).filter_map(of_persona))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Where a card stands along the journey: 2.5 is the middle of the third stage.
fn place(map: &Map, card: &Card) -> Option<f64> {
    let index = map.stage_index(&card.stage)?;
    let steps = &map.stages[index].steps;
    let step = card.step.as_ref();
    let step = step.and_then(|id| steps.iter().position(|step| step.id == *id));
    let count = steps.len().max(1) as f64;
    Some(index as f64 + (step.unwrap_or_default() as f64 + 0.5) / count)
}

/// A curve as it is drawn, its height the value: one piece for each run of points without a gap.
struct Drawn(Vec<(Vec<Point>, BezPath)>);

impl Drawn {
    fn new(map: &Map, curve: &Curve) -> Self {
        let mut points: Vec<(f64, Option<f64>)> = curve
            .points
            .iter()
            .filter_map(|point| {
                let index = map.stage_index(&point.stage)?;
                Some((index as f64 + point.at, point.value))
            })
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let runs = points.split(|(_, value)| value.is_none());
        let runs = runs.filter(|run| !run.is_empty()).map(|run| {
            let known = run
                .iter()
                .filter_map(|(x, value)| Some(Point::new(*x, (*value)?)));
            let known: Vec<_> = known.collect();
            let path = monotone_curve(&known);
            (known, path)
        });
        Self(runs.collect())
    }

    /// The value at a place, where it is known.
    fn value(&self, x: f64) -> Option<f64> {
        self.0.iter().find_map(|(points, path)| {
            let (first, last) = (points.first()?, points.last()?);
            if x < first.x {
                return (first.x.floor() == x.floor()).then_some(first.y);
            }
            if x > last.x {
                // A point at the very end of a stage is of that stage.
                let stage = (last.x.ceil() - 1.0).max(0.0);
                return (stage == x.floor() || last.x.floor() == x.floor()).then_some(last.y);
            }
            let after = points.partition_point(|point| point.x <= x);
            let (Some(before), Some(next)) = (after.checked_sub(1), points.get(after)) else {
                return Some(last.y);
            };
            let from = points[before];
            // The control points of a monotone curve stand at thirds, so x grows evenly along it.
            let share = (x - from.x) / (next.x - from.x);
            let segment = path.segments().nth(before)?;
            Some(segment.eval(share).y)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{CurvePoint, Lane, LaneKind, Persona, Stage, Step};

    fn curve(persona: &str, to_be: bool, points: &[(&str, f64, Option<f64>)]) -> Arc<Curve> {
        let points = points
            .iter()
            .enumerate()
            .map(|(index, (stage, at, value))| CurvePoint {
                id: Id::new(format!("{persona}-{to_be}-{index}")),
                stage: Id::new(stage),
                at: *at,
                value: *value,
                ..CurvePoint::default()
            });
        Arc::new(Curve {
            persona: persona.into(),
            to_be,
            points: points.collect(),
            ..Curve::default()
        })
    }

    fn card(id: &str, stage: &str) -> Card {
        Card {
            id: id.into(),
            stage: stage.into(),
            text: id.to_owned(),
            ..Card::default()
        }
    }

    /// Stages a, b, c; Ani's curves stand at −1, 0, +1 in their middles and should be +1, +1, +1;
    /// Budi's stand at 0 and should be 0.5 in "a" and "b".
    fn map(pains: Vec<Card>, ideas: Vec<Card>) -> Map {
        let cards = |id: &str, role, cards: Vec<Card>| {
            Arc::new(Lane {
                id: id.into(),
                kind: LaneKind::Cards {
                    role,
                    cards: cards.into_iter().map(Arc::new).collect(),
                },
                ..Lane::default()
            })
        };
        let middles = |values: &[f64]| -> Vec<(&'static str, f64, Option<f64>)> {
            let stages = ["a", "b", "c"].into_iter().zip(values);
            stages
                .map(|(stage, value)| (stage, 0.5, Some(*value)))
                .collect()
        };
        let curves = vec![
            curve("ani", false, &middles(&[-1.0, 0.0, 1.0])),
            curve("ani", true, &middles(&[1.0, 1.0, 1.0])),
            curve("budi", false, &middles(&[0.0, 0.0, 0.0])),
            curve("budi", true, &middles(&[0.5, 0.5])),
        ];
        let feelings = Arc::new(Lane {
            id: "feelings".into(),
            kind: LaneKind::Emotion { curves },
            ..Lane::default()
        });
        Map {
            stages: ["a", "b", "c"]
                .into_iter()
                .map(|id| {
                    Arc::new(Stage {
                        id: id.into(),
                        ..Stage::default()
                    })
                })
                .collect(),
            personas: ["ani", "budi"]
                .into_iter()
                .map(|id| {
                    Arc::new(Persona {
                        id: id.into(),
                        ..Persona::default()
                    })
                })
                .collect(),
            lanes: vec![
                feelings,
                cards("pains", CardRole::PainPoints, pains),
                cards("ideas", CardRole::Opportunities, ideas),
            ],
            ..Map::default()
        }
    }

    fn of(map: &Map, id: &str) -> Option<f64> {
        let lifts = lifts(map);
        let found = lifts.iter().find(|lift| lift.opportunity.as_str() == id);
        found.expect("it is listed").lift
    }

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("a lift");
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn the_lift_is_the_mean_over_those_whom_it_concerns() {
        let for_ani = Card {
            personas: vec!["ani".into()],
            ..card("for ani", "a")
        };
        let map = map(
            vec![],
            vec![card("for all", "a"), for_ani, card("late", "c")],
        );
        // Ani: 1 − (−1) = 2, Budi: 0.5 − 0.
        near(of(&map, "for all"), 1.25);
        near(of(&map, "for ani"), 2.0);
        // Nobody has said how Budi should feel in "c"; for Ani it stays as it is.
        near(of(&map, "late"), 0.0);
        let order: Vec<_> = lifts(&map)
            .into_iter()
            .map(|lift| lift.opportunity)
            .collect();
        assert_eq!(order, ["for ani", "for all", "late"].map(Id::new));
    }

    #[test]
    fn an_opportunity_works_where_its_pain_points_stand() {
        let answering = Card {
            answers: vec!["p1".into(), "p2".into()],
            personas: vec!["ani".into()],
            ..card("idea", "c")
        };
        let map = map(vec![card("p1", "a"), card("p2", "b")], vec![answering]);
        // 2 in "a", 1 in "b".
        near(of(&map, "idea"), 1.5);
    }

    #[test]
    fn between_points_the_curve_is_read_as_it_is_drawn() {
        let mut map = map(vec![], vec![]);
        let b = Arc::make_mut(&mut map.stages[1]);
        b.steps = ["b1", "b2"]
            .map(|id| Step {
                id: id.into(),
                ..Step::default()
            })
            .to_vec();
        let early = Card {
            step: Some("b1".into()),
            personas: vec!["ani".into()],
            ..card("early", "b")
        };
        if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(&mut map.lanes[2]).kind {
            cards.push(Arc::new(early));
        }
        // At 1.25 Ani's straight line from −1 at 0.5 to 0 at 1.5 has come to −0.25.
        near(of(&map, "early"), 1.25);
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(&mut map.lanes[0]).kind else {
            panic!("an emotion lane");
        };
        // A dip: flat at 1.5, and of slope −1.5 at 0.5, where it begins without any bend. Three
        // quarters of the way a cubic of these ends stands at −1.5 · 3/64 − 27/32.
        curves[0] = curve(
            "ani",
            false,
            &[
                ("a", 0.5, Some(0.0)),
                ("b", 0.5, Some(-1.0)),
                ("c", 0.5, Some(0.0)),
            ],
        );
        near(of(&map, "early"), 1.0 + 4.5 / 64.0 + 27.0 / 32.0);
    }

    #[test]
    fn where_a_curve_has_a_gap_or_is_not_drawn_nothing_is_told() {
        let mut map = map(vec![], vec![card("idea", "b"), card("late", "c")]);
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(&mut map.lanes[0]).kind else {
            panic!("an emotion lane");
        };
        curves.remove(0);
        curves.remove(0);
        near(of(&map, "idea"), 0.5);
        assert_eq!(of(&map, "late"), None, "Budi's wish ends in b");
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(&mut map.lanes[0]).kind else {
            panic!("an emotion lane");
        };
        curves[0] = curve(
            "budi",
            false,
            &[
                ("a", 0.5, Some(0.0)),
                ("b", 0.5, None),
                ("c", 0.5, Some(0.0)),
            ],
        );
        assert_eq!(of(&map, "idea"), None, "a gap");
        let last = lifts(&map).pop().map(|lift| lift.lift);
        assert_eq!(last, Some(None));
    }
}
