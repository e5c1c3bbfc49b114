//! What must be true of every map, whoever made it.

use std::collections::HashSet;

use super::{
    brand::{Brand, BrandFlaw},
    card::Card,
    id::Id,
    lane::Lane,
    map::Map,
    part::Part,
    record::references,
    stage::Stage,
    stop::Stop,
    target::Target,
    visit::Element,
};
use crate::words::Language;

/// A broken invariant.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A part whose id is an empty text.
    EmptyId(Part),
    /// Two parts of a kind with one id.
    DuplicateId(Part, Id),
    /// `of` refers to a `part` that does not exist.
    Missing {
        /// The thing that refers to it.
        of: Target,
        /// Of which kind it would be.
        part: Part,
        /// The id that nothing has.
        id: Id,
    },
    /// A card's step belongs to another stage than the card.
    StepOfOtherStage {
        /// The card that names both.
        card: Id,
        /// The step, which its stage does not have.
        step: Id,
    },
    /// A lane has two curves of one persona.
    SecondCurve {
        /// The lane of both curves.
        lane: Id,
        /// Whose they are.
        persona: Id,
    },
    /// A lane that says twice whether a channel is used in a stage.
    SecondMark {
        /// The lane of both marks.
        lane: Id,
        /// The channel of both.
        channel: Id,
        /// The stage of both.
        stage: Id,
    },
    /// A lane with two lines above it.
    SecondLine {
        /// The lane below both lines.
        above: Id,
    },
    /// An arrow ends where it begins.
    ArrowToItself(Id),
    /// A stop that is to show stages, lanes, cards or points and names none.
    ShowsNothing(Id),
    /// A brand that could not be read again.
    BadBrand(BrandFlaw),
    /// The scale's ends are not in order, or its length is not finite.
    BadScale,
    /// A number that is not finite, or out of its range.
    BadNumber {
        /// The thing that has it.
        of: Target,
        /// As the file calls it.
        field: &'static str,
    },
}

impl Problem {
    /// One sentence without a full stop.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::EmptyId(part) => language.fill(
                "a {part} has an empty id",
                &[("part", language.t(part.name()))],
            ),
            Self::DuplicateId(part, id) => language.fill(
                "two parts of type {part} share the id “{id}”",
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
                "card “{card}” is in the step “{step}”, which belongs to another stage",
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
                "lane “{lane}” sets the use of the channel “{channel}” twice at the stage “{stage}”",
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
            Self::ShowsNothing(id) => {
                language.fill("the stop “{id}” shows nothing", &[("id", id.as_str())])
            }
            Self::BadBrand(flaw) => language.t(flaw.describe()).to_owned(),
            Self::BadScale => language
                .t("the emotion scale’s minimum must be below its maximum")
                .to_owned(),
            Self::BadNumber { of, field } => language.fill(
                "{of}: “{field}” is outside its allowed range",
                &[("of", &describe_target(of, language)), ("field", field)],
            ),
        }
    }
}

fn describe_target(target: &Target, language: Language) -> String {
    let lane = |id| (Part::Lane, id);
    match target.part().or(target.own_lane().map(lane)) {
        Some((part, id)) => format!("{} “{id}”", language.t(part.name())),
        None => language.t("the map").to_owned(),
    }
}

impl Map {
    /// Everything that is wrong with the map; empty for a map that the editor may hold.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let known = self.check_ids(&mut problems);
        let scale = self.emotion_scale;
        if !(scale.min < scale.max && (scale.max - scale.min).is_finite()) {
            problems.push(Problem::BadScale);
        }
        self.visit(&mut |_, element| {
            element.references(&mut |_, part, id| {
                // A step has to be one of the card's stage: that is looked at below.
                if part != Part::Step && !known.contains(&(part, id)) {
                    let (of, id) = (element.target(), id.clone());
                    problems.push(Problem::Missing { of, part, id });
                }
            });
        });
        let round = self.arrows.iter().filter(|arrow| arrow.from == arrow.to);
        problems.extend(round.map(|arrow| Problem::ArrowToItself(arrow.id.clone())));
        let empty = self.stops.iter().filter(|stop| stop.shows.is_empty());
        problems.extend(empty.map(|stop| Problem::ShowsNothing(stop.id.clone())));
        let flaw = self.brand.as_deref().and_then(Brand::flaw);
        problems.extend(flaw.map(Problem::BadBrand));
        self.check_numbers(&mut problems);
        self.check_lanes(&mut problems);
        problems
    }

    /// The ids of all parts.
    fn check_ids(&self, problems: &mut Vec<Problem>) -> HashSet<(Part, &Id)> {
        let mut known = HashSet::new();
        self.visit(&mut |_, element| {
            let Some((part, id)) = element.id() else {
                return;
            };
            if id.as_str().is_empty() {
                problems.push(Problem::EmptyId(part));
            } else if !known.insert((part, id)) {
                problems.push(Problem::DuplicateId(part, id.clone()));
            }
        });
        known
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
        references(card, &mut |_, part, id| {
            if part != Part::Step && !self.has(&Target::of(part, id.clone())) {
                let (of, id) = (Target::Card(card.id.clone()), id.clone());
                problems.push(Problem::Missing { of, part, id });
            }
        });
        let stage = self.stage(&card.stage);
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
        let in_scale = |value: f64| (scale.min..=scale.max).contains(&value);
        self.visit(&mut |_, element| {
            let of = || element.target();
            match element {
                Element::LevelWord(level) => {
                    number(in_scale(level.value), of(), "emotion_words");
                }
                Element::Stage(stage) => {
                    let in_range = |width: f64| Stage::WIDTHS.contains(&width);
                    number(stage.width.is_none_or(in_range), of(), "width");
                    number(stage.times.is_sound(), of(), "times");
                }
                Element::Step(_, step) => number(step.times.is_sound(), of(), "times"),
                Element::Lane(lane) => {
                    let in_range = |height: f64| Lane::HEIGHTS.contains(&height);
                    number(lane.height.is_none_or(in_range), of(), "height");
                }
                Element::Point(.., point) => {
                    number((0.0..=1.0).contains(&point.at), of(), "at");
                    number(point.value.is_none_or(in_scale), of(), "value");
                    let spread_ok = |spread: f64| spread.is_finite() && spread >= 0.0;
                    number(point.spread.is_none_or(spread_ok), of(), "spread");
                }
                Element::Metric(_, metric) => {
                    number(metric.value.is_finite(), of(), "value");
                    number(metric.target.is_none_or(f64::is_finite), of(), "target");
                    let change = metric.change.as_ref();
                    number(change.is_none_or(|c| c.by.is_finite()), of(), "change");
                    let finite = metric.periods.iter().all(|p| p.value.is_finite());
                    number(finite, of(), "periods");
                    let fits = metric.basis.is_none_or(|basis| basis.kind() == metric.kind);
                    number(fits, of(), "kind");
                }
                Element::Stop(stop) => {
                    let in_range = |minutes: f64| Stop::MINUTES.contains(&minutes);
                    number(stop.minutes.is_none_or(in_range), of(), "minutes");
                }
                Element::Persona(_)
                | Element::Channel(_)
                | Element::Card(..)
                | Element::Curve(..)
                | Element::Mark(..)
                | Element::Line(_)
                | Element::Arrow(_) => {}
            }
        });
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
