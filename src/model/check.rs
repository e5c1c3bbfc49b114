//! What must be true of every map, whoever made it.

use std::collections::HashSet;

use super::{Card, Id, Lane, LaneKind, Map, Stage, Target};
use crate::words::Language;

/// The kinds of parts that carry ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Stage,
    Step,
    Lane,
    Persona,
    Channel,
    Card,
    Point,
    Metric,
    Arrow,
}

impl Part {
    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Step => "step",
            Self::Lane => "lane",
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Card => "card",
            Self::Point => "curve point",
            Self::Metric => "metric",
            Self::Arrow => "arrow",
        }
    }
}

/// A broken invariant.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    EmptyId(Part),
    DuplicateId(Part, Id),
    /// `of` refers to a `part` that does not exist.
    Missing {
        of: Target,
        part: Part,
        id: Id,
    },
    /// A card's step belongs to another stage than the card.
    StepOfOtherStage {
        card: Id,
        step: Id,
    },
    /// A lane has two curves of one persona.
    SecondCurve {
        lane: Id,
        persona: Id,
    },
    SecondMark {
        lane: Id,
        channel: Id,
        stage: Id,
    },
    SecondLine {
        above: Id,
    },
    /// An arrow ends where it begins.
    ArrowToItself(Id),
    /// The scale's ends are not in order, or its length is not finite.
    BadScale,
    /// A number that is not finite, or out of its range.
    BadNumber {
        of: Target,
        field: &'static str,
    },
}

impl Problem {
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::EmptyId(part) => language.fill(
                "a {part} has an empty id",
                &[("part", language.t(part.name()))],
            ),
            Self::DuplicateId(part, id) => language.fill(
                "two parts of the kind {part} share the id “{id}”",
                &[("part", language.t(part.name())), ("id", id.as_str())],
            ),
            Self::Missing { of, part, id } => language.fill(
                "{of} refers to the {part} “{id}”, which does not exist",
                &[
                    ("of", &describe_target(of, language)),
                    ("part", language.t(part.name())),
                    ("id", id.as_str()),
                ],
            ),
            Self::StepOfOtherStage { card, step } => language.fill(
                "card “{card}” stands in the step “{step}” of another stage",
                &[("card", card.as_str()), ("step", step.as_str())],
            ),
            Self::SecondCurve { lane, persona } => language.fill(
                "lane “{lane}” has two curves of the persona “{persona}”",
                &[("lane", lane.as_str()), ("persona", persona.as_str())],
            ),
            Self::SecondMark {
                lane,
                channel,
                stage,
            } => language.fill(
                "lane “{lane}” marks the channel “{channel}” twice in the stage “{stage}”",
                &[
                    ("lane", lane.as_str()),
                    ("channel", channel.as_str()),
                    ("stage", stage.as_str()),
                ],
            ),
            Self::SecondLine { above } => language.fill(
                "there are two lines above the lane “{lane}”",
                &[("lane", above.as_str())],
            ),
            Self::ArrowToItself(id) => language.fill(
                "the arrow “{id}” ends where it begins",
                &[("id", id.as_str())],
            ),
            Self::BadScale => language
                .t("the emotion scale needs a smallest value below its largest")
                .to_owned(),
            Self::BadNumber { of, field } => language.fill(
                "{of}: “{field}” is not a number in its range",
                &[("of", &describe_target(of, language)), ("field", field)],
            ),
        }
    }
}

fn describe_target(target: &Target, language: Language) -> String {
    let (part, id) = match target {
        Target::Persona(id) => (Part::Persona, id),
        Target::Channel(id) => (Part::Channel, id),
        Target::Stage(id) => (Part::Stage, id),
        Target::Step(id) => (Part::Step, id),
        Target::Card(id) => (Part::Card, id),
        Target::Point(id) => (Part::Point, id),
        Target::Metric(id) => (Part::Metric, id),
        Target::Arrow(id) => (Part::Arrow, id),
        Target::Lane(id)
        | Target::Cell { lane: id, .. }
        | Target::Dot { lane: id, .. }
        | Target::Line { above: id } => (Part::Lane, id),
        Target::Title | Target::Facts => return language.t("the map").to_owned(),
    };
    format!("{} “{id}”", language.t(part.name()))
}

impl Map {
    /// Everything that is wrong with the map; empty for a map that the editor may hold.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut ids = |part: Part, ids: &mut dyn Iterator<Item = &Id>| -> HashSet<Id> {
            let mut seen = HashSet::new();
            for id in ids {
                if id.as_str().is_empty() {
                    problems.push(Problem::EmptyId(part));
                } else if !seen.insert(id.clone()) {
                    problems.push(Problem::DuplicateId(part, id.clone()));
                }
            }
            seen
        };
        let stages = ids(Part::Stage, &mut self.stages.iter().map(|s| &s.id));
        let steps = self.stages.iter().flat_map(|s| &s.steps);
        ids(Part::Step, &mut steps.map(|s| &s.id));
        let lanes = ids(Part::Lane, &mut self.lanes.iter().map(|l| &l.id));
        let personas = ids(Part::Persona, &mut self.personas.iter().map(|p| &p.id));
        let channels = ids(Part::Channel, &mut self.channels.iter().map(|c| &c.id));
        let known_cards = ids(Part::Card, &mut self.cards().map(|c| &c.id));
        let curves = self.lanes.iter().flat_map(|l| l.curves());
        let points = curves.flat_map(|c| &c.points);
        ids(Part::Point, &mut points.map(|p| &p.id));
        let metrics = self.lanes.iter().flat_map(|l| l.metrics());
        ids(Part::Metric, &mut metrics.map(|m| &m.id));
        ids(Part::Arrow, &mut self.arrows.iter().map(|a| &a.id));

        let scale = self.emotion_scale;
        if !(scale.min < scale.max && (scale.max - scale.min).is_finite()) {
            problems.push(Problem::BadScale);
        }
        let mut refer = |of: Target, part: Part, known: &HashSet<Id>, id: &Id| {
            if !known.contains(id) {
                let id = id.clone();
                problems.push(Problem::Missing { of, part, id });
            }
        };
        for lane in &self.lanes {
            match &lane.kind {
                LaneKind::Cards { cards, .. } => {
                    for card in cards {
                        let of = || Target::Card(card.id.clone());
                        refer(of(), Part::Stage, &stages, &card.stage);
                        for persona in &card.personas {
                            refer(of(), Part::Persona, &personas, persona);
                        }
                        if let Some(channel) = &card.channel {
                            refer(of(), Part::Channel, &channels, channel);
                        }
                        for pain in &card.answers {
                            refer(of(), Part::Card, &known_cards, pain);
                        }
                    }
                }
                LaneKind::Emotion { curves } => {
                    for curve in curves {
                        let of = Target::Lane(lane.id.clone());
                        refer(of, Part::Persona, &personas, &curve.persona);
                        for point in &curve.points {
                            let of = Target::Point(point.id.clone());
                            refer(of, Part::Stage, &stages, &point.stage);
                        }
                    }
                }
                LaneKind::Channels { marks, .. } => {
                    for mark in marks {
                        let of = || Target::Lane(lane.id.clone());
                        refer(of(), Part::Channel, &channels, &mark.channel);
                        refer(of(), Part::Stage, &stages, &mark.stage);
                    }
                }
                LaneKind::Metrics { metrics } => {
                    for metric in metrics {
                        let of = Target::Metric(metric.id.clone());
                        if let Some(stage) = &metric.stage {
                            refer(of, Part::Stage, &stages, stage);
                        }
                    }
                }
                LaneKind::Foreign { .. } => {}
            }
        }
        for line in &self.lines {
            let of = Target::Line {
                above: line.above.clone(),
            };
            refer(of, Part::Lane, &lanes, &line.above);
        }
        for arrow in &self.arrows {
            for end in [&arrow.from, &arrow.to] {
                refer(
                    Target::Arrow(arrow.id.clone()),
                    Part::Card,
                    &known_cards,
                    end,
                );
            }
        }
        let round = self.arrows.iter().filter(|arrow| arrow.from == arrow.to);
        problems.extend(round.map(|arrow| Problem::ArrowToItself(arrow.id.clone())));
        self.check_numbers(&mut problems);
        self.check_lanes(&mut problems);
        problems
    }

    /// What is wrong with one card, for a map that had no problem before the card came.
    pub fn check_card(&self, card: &Card) -> Vec<Problem> {
        let mut problems = Vec::new();
        if card.id.as_str().is_empty() {
            problems.push(Problem::EmptyId(Part::Card));
        }
        if self.cards().filter(|known| known.id == card.id).count() > 1 {
            problems.push(Problem::DuplicateId(Part::Card, card.id.clone()));
        }
        let mut refer = |is_there: bool, part: Part, id: &Id| {
            if !is_there {
                let (of, id) = (Target::Card(card.id.clone()), id.clone());
                problems.push(Problem::Missing { of, part, id });
            }
        };
        let stage = self.stage(&card.stage);
        refer(stage.is_some(), Part::Stage, &card.stage);
        for id in &card.personas {
            refer(self.persona(id).is_some(), Part::Persona, id);
        }
        if let Some(id) = &card.channel {
            refer(self.channel(id).is_some(), Part::Channel, id);
        }
        for id in &card.answers {
            refer(self.card(id).is_some(), Part::Card, id);
        }
        if let (Some(stage), Some(step)) = (stage, &card.step)
            && stage.steps.iter().all(|known| known.id != *step)
        {
            problems.push(Problem::StepOfOtherStage {
                card: card.id.clone(),
                step: step.clone(),
            });
        }
        problems
    }

    /// Numbers that are not finite, or out of their ranges.
    fn check_numbers(&self, problems: &mut Vec<Problem>) {
        let mut number = |ok: bool, of: Target, field: &'static str| {
            if !ok {
                problems.push(Problem::BadNumber { of, field });
            }
        };
        let scale = self.emotion_scale;
        for point in self
            .lanes
            .iter()
            .flat_map(|l| l.curves())
            .flat_map(|c| &c.points)
        {
            let of = || Target::Point(point.id.clone());
            number((0.0..=1.0).contains(&point.at), of(), "at");
            let in_scale = |value: f64| (scale.min..=scale.max).contains(&value);
            number(point.value.is_none_or(in_scale), of(), "value");
            let spread_ok = |spread: f64| spread.is_finite() && spread >= 0.0;
            number(point.spread.is_none_or(spread_ok), of(), "spread");
        }
        let words = self.emotion_words.iter().map(|level| level.value);
        for value in words {
            let in_scale = (scale.min..=scale.max).contains(&value);
            number(in_scale, Target::Facts, "emotion_words");
        }
        for stage in &self.stages {
            let in_range = |width: f64| Stage::WIDTHS.contains(&width);
            let of = Target::Stage(stage.id.clone());
            number(stage.width.is_none_or(in_range), of.clone(), "width");
            number(stage.times.is_sound(), of, "times");
            for step in &stage.steps {
                let of = Target::Step(step.id.clone());
                number(step.times.is_sound(), of, "times");
            }
        }
        for lane in &self.lanes {
            let in_range = |height: f64| Lane::HEIGHTS.contains(&height);
            let of = Target::Lane(lane.id.clone());
            number(lane.height.is_none_or(in_range), of, "height");
        }
        for metric in self.lanes.iter().flat_map(|l| l.metrics()) {
            let of = || Target::Metric(metric.id.clone());
            number(metric.value.is_finite(), of(), "value");
            number(metric.target.is_none_or(f64::is_finite), of(), "target");
            let change = metric.change.as_ref();
            number(change.is_none_or(|c| c.by.is_finite()), of(), "change");
            let periods = metric.periods.iter();
            let finite = periods.into_iter().all(|period| period.value.is_finite());
            number(finite, of(), "periods");
            let fits = metric.basis.is_none_or(|basis| basis.kind() == metric.kind);
            number(fits, of(), "kind");
        }
    }

    /// What stands twice in a lane, or in a step of another stage.
    fn check_lanes(&self, problems: &mut Vec<Problem>) {
        for lane in &self.lanes {
            let mut seen = HashSet::new();
            for curve in lane.curves() {
                if !seen.insert((&curve.persona, curve.to_be)) {
                    problems.push(Problem::SecondCurve {
                        lane: lane.id.clone(),
                        persona: curve.persona.clone(),
                    });
                }
            }
            let mut seen = HashSet::new();
            for mark in lane.marks() {
                if !seen.insert((&mark.channel, &mark.stage)) {
                    problems.push(Problem::SecondMark {
                        lane: lane.id.clone(),
                        channel: mark.channel.clone(),
                        stage: mark.stage.clone(),
                    });
                }
            }
            for card in lane.cards() {
                let Some(step) = &card.step else { continue };
                let stage = self.stage(&card.stage);
                if stage.is_some_and(|stage| stage.steps.iter().all(|s| s.id != *step)) {
                    problems.push(Problem::StepOfOtherStage {
                        card: card.id.clone(),
                        step: step.clone(),
                    });
                }
            }
        }
        let mut seen = HashSet::new();
        for line in &self.lines {
            if !seen.insert(&line.above) {
                problems.push(Problem::SecondLine {
                    above: line.above.clone(),
                });
            }
        }
    }
}
