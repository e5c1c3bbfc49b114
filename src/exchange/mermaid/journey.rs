//! What Mermaid holds of a map, and the map that it makes.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    super::{
        build::Builder,
        note::{Lost, What, losses},
    },
    text::{each_once, one_line, several_lines, trimmed},
};
use crate::{
    model::{
        Card, CardRole, Curve, CurvePoint, Id, LaneKind, Map, MapState, Persona, Scale, Stage,
        When, record::says_more,
    },
    words::Language,
};

/// A diagram as a value, with texts as they are read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MermaidJourney {
    /// Behind `title`.
    pub title: String,
    /// Behind `accDescr`.
    pub description: String,
    /// In the order of the text.
    pub sections: Vec<MermaidSection>,
}

/// Tasks below one name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MermaidSection {
    /// Behind `section`; empty for the tasks above the first one.
    pub name: String,
    /// In the order of the text.
    pub tasks: Vec<MermaidTask>,
}

/// One line with a score.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MermaidTask {
    /// Before the score.
    pub name: String,
    /// `None` where what stands there is no number.
    pub score: Option<f64>,
    /// In the order in which they are named, none twice, none empty.
    pub actors: Vec<String>,
}

/// The scores that Mermaid documents.
pub(super) const SCORES: Scale = Scale { min: 1.0, max: 5.0 };

/// The roles whose cards become tasks; the first that a map has cards of.
const TASKS: [CardRole; 9] = [
    CardRole::CustomerActions,
    CardRole::Touchpoints,
    CardRole::Free,
    CardRole::Thoughts,
    CardRole::Quotes,
    CardRole::OrganisationActivities,
    CardRole::PainPoints,
    CardRole::Opportunities,
    CardRole::Images,
];

impl MermaidJourney {
    /// Stages become sections, the customer's actions (else the cards of another role) tasks, and
    /// a task's score is what its personas feel where it stands. The list says what is not held.
    pub fn of(map: &Map) -> (Self, Vec<Lost>) {
        let sheet = TaskSheet::of(map);
        let mut unfelt = 0;
        let sections = sheet.sections.iter().map(|(stage, tasks)| {
            let tasks = tasks.iter().map(|(card, at)| {
                let felt = sheet.feelings.at(map, card, &stage.id, *at);
                unfelt += usize::from(felt.is_none());
                MermaidTask {
                    name: several_lines(&card.text),
                    score: Some(score(felt.unwrap_or(map.emotion_scale.middle()), map)),
                    actors: actors(map, card),
                }
            });
            MermaidSection {
                name: several_lines(&stage.title),
                tasks: tasks.collect(),
            }
        });
        let journey = Self {
            title: one_line(&map.title),
            description: one_line(&map.scenario),
            sections: sections.collect(),
        };
        let tasks = journey
            .sections
            .iter()
            .map(|section| section.tasks.len())
            .sum();
        let lost = not_held(map, tasks, unfelt);
        (journey, lost)
    }

    /// With the actors of each task by code unit, as earlier versions wrote them.
    pub fn sorted(mut self) -> Self {
        let tasks = self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.tasks);
        for task in tasks {
            task.actors
                .sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        }
        self
    }

    /// A map whose tasks are the customer's actions and whose scores are points of curves.
    pub fn into_map(self, language: Language) -> Map {
        // Too many of them were refused when they were read.
        let mut builder = Builder::of(usize::MAX);
        builder.map.language = language;
        builder.map.title = self.title;
        builder.map.scenario = self.description;
        let scores = self.sections.iter().flat_map(|section| &section.tasks);
        let scores = scores.filter_map(|task| task.score);
        builder.map.emotion_scale = scores.fold(SCORES, |scale, score| Scale {
            min: scale.min.min(score),
            max: scale.max.max(score),
        });
        let actions = CardRole::CustomerActions;
        let lane = builder.lane(
            language.t(actions.lane_name()),
            LaneKind::Cards {
                role: actions,
                cards: Vec::new(),
            },
        );
        let mut curves: Vec<Curve> = Vec::new();
        let mut curve_of: HashMap<Id, usize> = HashMap::new();
        for section in self.sections {
            let stage = builder.stage(&section.name);
            let count = section.tasks.len() as f64;
            for (index, task) in section.tasks.into_iter().enumerate() {
                let names = match task.actors.as_slice() {
                    // Whoever it is has a curve, too.
                    [] => vec![String::new()],
                    names => names.to_vec(),
                };
                let personas: Vec<Id> = names.iter().map(|name| builder.persona(name)).collect();
                for persona in &personas {
                    let curve = *curve_of.entry(persona.clone()).or_insert_with(|| {
                        curves.push(Curve {
                            persona: persona.clone(),
                            ..Curve::default()
                        });
                        curves.len() - 1
                    });
                    curves[curve].points.push(CurvePoint {
                        id: builder.id("point"),
                        stage: stage.clone(),
                        at: (index as f64 + 0.5) / count,
                        value: task.score,
                        ..CurvePoint::default()
                    });
                }
                let card = Card {
                    stage: stage.clone(),
                    text: task.name,
                    personas,
                    ..Card::default()
                };
                builder.card(lane, card);
            }
        }
        let curves = curves.into_iter().map(Arc::new).collect();
        builder.lane(language.t("Emotions"), LaneKind::Emotion { curves });
        builder.map
    }
}

/// What of a map becomes sections and tasks.
pub(super) struct TaskSheet<'a> {
    /// Each stage with the cards that are its tasks, and where each stands across it.
    pub sections: Vec<(&'a Stage, Vec<(&'a Card, f64)>)>,
    pub role: CardRole,
    pub feelings: FeelingIndex<'a>,
}

impl<'a> TaskSheet<'a> {
    pub(super) fn of(map: &'a Map) -> Self {
        let shown = |card: &Card| card.when != When::ToBe || map.state == MapState::Future;
        let cards_of = |role: CardRole| {
            let lanes = map
                .lanes
                .iter()
                .filter(move |lane| !lane.hidden && lane.role() == Some(role));
            lanes
                .flat_map(|lane| lane.cards())
                .filter(|card| shown(card))
        };
        let role = TASKS
            .into_iter()
            .find(|role| cards_of(*role).next().is_some());
        let role = role.unwrap_or_default();
        let mut by_stage: HashMap<&Id, Vec<(usize, &Card)>> = HashMap::new();
        for card in cards_of(role) {
            let stage = map.stage(&card.stage);
            let step = stage.and_then(|stage| {
                let is_it = |step: &crate::model::Step| Some(&step.id) == card.step.as_ref();
                stage.steps.iter().position(is_it)
            });
            let tasks = by_stage.entry(&card.stage).or_default();
            tasks.push((step.unwrap_or(0), card));
        }
        let sections = map.stages.iter().map(|stage| {
            let mut cards = by_stage.remove(&stage.id).unwrap_or_default();
            cards.sort_by_key(|(step, _)| *step);
            let places = places(&cards, stage.steps.len());
            let tasks = cards.into_iter().map(|(_, card)| card).zip(places);
            (&**stage, tasks.collect())
        });
        Self {
            sections: sections.collect(),
            role,
            feelings: FeelingIndex::of(map),
        }
    }
}

/// Where each card stands across its stage: those of a step share its width.
fn places(cards: &[(usize, &Card)], steps: usize) -> Vec<f64> {
    let steps = steps.max(1);
    let mut places = Vec::with_capacity(cards.len());
    for group in cards.chunk_by(|(a, _), (b, _)| a == b) {
        let step = group[0].0 as f64;
        let count = group.len() as f64;
        let within = (0..group.len()).map(|index| (index as f64 + 0.5) / count);
        places.extend(within.map(|at| (step + at) / steps as f64));
    }
    places
}

/// The points of the curves, to be found by persona, stage and place.
pub(super) struct FeelingIndex<'a> {
    points: HashMap<(&'a Id, &'a Id), Vec<&'a CurvePoint>>,
    /// They are those of the curves as they should be.
    pub to_be: bool,
}

impl<'a> FeelingIndex<'a> {
    fn of(map: &'a Map) -> Self {
        let mut points: HashMap<_, Vec<&CurvePoint>> = HashMap::new();
        let lanes = map.lanes.iter().filter(|lane| !lane.hidden);
        let curves = lanes.flat_map(|lane| lane.curves());
        let wanted = map.state == MapState::Future;
        let any_wanted = map.lanes.iter().flat_map(|lane| lane.curves());
        let has_wanted = wanted && any_wanted.into_iter().any(|curve| curve.to_be);
        for curve in curves.filter(|curve| curve.to_be == has_wanted) {
            for point in &curve.points {
                let key = (&curve.persona, &point.stage);
                points.entry(key).or_default().push(point);
            }
        }
        for points in points.values_mut() {
            points.sort_by(|a, b| a.at.total_cmp(&b.at));
        }
        Self {
            points,
            to_be: has_wanted,
        }
    }

    /// The point of a persona in a stage that is nearest to a place.
    pub(super) fn nearest(&self, persona: &Id, stage: &Id, at: f64) -> Option<&'a CurvePoint> {
        let points = self.points.get(&(persona, stage))?;
        let after = points.partition_point(|point| point.at < at);
        let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let near = near.filter_map(|index| points.get(index));
        let far = |point: &CurvePoint| (point.at - at).abs();
        near.min_by(|a, b| far(a).total_cmp(&far(b))).copied()
    }

    /// What the personas of a card feel there, on average; of each the nearest point counts.
    fn at(&self, map: &Map, card: &Card, stage: &Id, at: f64) -> Option<f64> {
        let nearest = |persona: &Id| self.nearest(persona, stage, at)?.value;
        let everyone: Vec<&Id> = match card.personas.as_slice() {
            [] => map.personas.iter().map(|persona| &persona.id).collect(),
            some => some.iter().collect(),
        };
        let felt: Vec<f64> = everyone.into_iter().filter_map(nearest).collect();
        let (first, rest) = felt.split_first()?;
        if rest.iter().all(|value| value == first) {
            return Some(*first);
        }
        Some(felt.iter().map(|value| value / felt.len() as f64).sum())
    }
}

/// A feeling from 1 to 5, in hundredths; a map of that very scale keeps its values.
fn score(value: f64, map: &Map) -> f64 {
    let scale = map.emotion_scale;
    let score = if scale == SCORES {
        value
    } else {
        SCORES.value_at(scale.share(value))
    };
    (score * 100.0).round() / 100.0
}

/// The names of those whom a card concerns, in its order; of all where it names nobody.
fn actors(map: &Map, card: &Card) -> Vec<String> {
    let concerned: Vec<&Persona> = if card.personas.is_empty() {
        map.personas.iter().map(AsRef::as_ref).collect()
    } else {
        let named = card.personas.iter();
        named
            .filter_map(|id| map.persona(id))
            .map(AsRef::as_ref)
            .collect()
    };
    let names = concerned.into_iter().map(|persona| one_line(&persona.name));
    each_once(names.filter(|name| !name.is_empty()).collect())
}

fn not_held(map: &Map, tasks: usize, unfelt: usize) -> Vec<Lost> {
    let cards: Vec<_> = map.cards().collect();
    let curves: Vec<_> = map.lanes.iter().flat_map(|lane| lane.curves()).collect();
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let names: HashSet<&str> = map.personas.iter().map(|p| trimmed(&p.name)).collect();
    let is_detailed =
        |persona: &&Arc<Persona>| says_more(&***persona, &["name", "color", "unknown"]);
    // Pictures and evidence are counted by themselves.
    let of_cards = [
        "text", "personas", "icon", "answers", "picture", "evidence", "unknown",
    ];
    let of_points = ["value", "n", "claim", "evidence", "unknown"];
    let of_stages = ["title", "color", "width", "unknown"];
    losses([
        (
            What::PersonaDetails,
            map.personas.iter().filter(is_detailed).count(),
        ),
        (What::SameNames, map.personas.len() - names.len()),
        (What::Cards, cards.len().saturating_sub(tasks)),
        (
            What::CardDetails,
            cards
                .iter()
                .filter(|card| says_more(&****card, &of_cards))
                .count(),
        ),
        (
            What::Evidence,
            cards.iter().map(|card| card.evidence.len()).sum::<usize>()
                + points().map(|point| point.evidence.len()).sum::<usize>(),
        ),
        (
            What::Pictures,
            cards.iter().filter(|card| card.picture.is_some()).count(),
        ),
        (
            What::Steps,
            map.stages.iter().map(|stage| stage.steps.len()).sum(),
        ),
        (
            What::StageDetails,
            map.stages
                .iter()
                .filter(|stage| says_more(&***stage, &of_stages))
                .count(),
        ),
        (What::Channels, map.channels.len()),
        (
            What::Metrics,
            map.lanes.iter().map(|lane| lane.metrics().len()).sum(),
        ),
        (
            What::PointDetails,
            points()
                .filter(|point| says_more(*point, &of_points))
                .count(),
        ),
        (
            What::ToBe,
            match map.state {
                MapState::Future => 0,
                MapState::Current => {
                    cards.iter().filter(|card| card.when == When::ToBe).count()
                        + curves.iter().filter(|curve| curve.to_be).count()
                }
            },
        ),
        (What::NoFeeling, unfelt),
        (What::Words, map.emotion_words.len()),
        (What::Arrows, map.arrows.len()),
        (What::Stops, map.stops.len()),
        (What::Lines, map.lines.len()),
    ])
}
