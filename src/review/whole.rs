//! The map as a whole: whether it was reviewed, whether every stage and persona has its part.

use std::collections::HashSet;

use super::{
    finding::{Reason, ReasonPart},
    survey::{OF_MAP, OF_PERSONAS, OF_STAGES, Review, says_something},
};
use crate::model::{Date, Element, Id, MetricKind, NoFunnel, Target};

/// How many cards, points and metrics make a map that can be held against reality.
const ENOUGH_TO_REVIEW: usize = 12;
const MONTHS_BETWEEN_REVIEWS: u16 = 6;

/// A map is to be reviewed at least every six months; one with only a few things on it need not
/// be yet.
pub(super) fn reviewed(survey: &mut Review<'_>, today: Date) {
    let (reason, name) = match survey.map.reviewed {
        None => {
            let count: usize = survey.contents.iter().sum();
            if count < ENOUGH_TO_REVIEW {
                return;
            }
            (Reason::NeverReviewed, ReasonPart::Date(today))
        }
        Some(date) if date.is_months_before(today, MONTHS_BETWEEN_REVIEWS) => {
            (Reason::ReviewedLongAgo, ReasonPart::Date(date))
        }
        Some(_) => return,
    };
    survey.add((OF_MAP, 0, 0), reason, Target::Facts, [("date", name)]);
}

/// A map that is worth a review says what its journey leads to: without that nobody can tell whether
/// what stands on it helps.
pub(super) fn conversion(survey: &mut Review<'_>) {
    let count: usize = survey.contents.iter().sum();
    if count >= ENOUGH_TO_REVIEW && survey.map.conversions().next().is_none() {
        let reason = Reason::NoConversion;
        survey.add((OF_MAP, 0, 1), reason, Target::Facts, []);
    }
}

/// A conversion rate says how many come as far as the conversion: in its stage, in one before or for
/// the whole journey. Only asked of maps with figures, and once for each stage.
pub(super) fn conversion_rates(survey: &mut Review<'_>) {
    let map = survey.map;
    let metrics: Vec<_> = map.lanes.iter().flat_map(|lane| lane.metrics()).collect();
    if metrics.is_empty() {
        return;
    }
    let rates = metrics
        .iter()
        .filter(|metric| metric.kind == MetricKind::Conversion);
    let place = |stage: &Id| survey.stage_index(stage);
    let first = rates.map(|rate| rate.stage.as_ref().map_or(0, place)).min();
    let mut told: HashSet<&Id> = HashSet::new();
    for conversion in map.conversions() {
        let stage = conversion.stage;
        let index = survey.stage_index(stage);
        if first.is_some_and(|first| first <= index) || !told.insert(stage) {
            continue;
        }
        let name = survey.stage_name(index);
        let reason = Reason::ConversionWithoutRate;
        let target = conversion.target;
        survey.add((OF_STAGES, index, 0), reason, target, [("stage", name)]);
    }
}

/// A funnel that is asked for is drawn by the conversion figures of the stages, or not at all.
pub(super) fn funnel(survey: &mut Review<'_>) {
    let map = survey.map;
    let Some(why) = map.funnel().err().filter(|_| map.draws_funnel) else {
        return;
    };
    let (reason, at) = match why {
        NoFunnel::NoFigures => {
            let reason = Reason::FunnelWithoutFigures;
            return survey.add((OF_MAP, 0, 2), reason, Target::Facts, []);
        }
        NoFunnel::Missing(at) => (Reason::FunnelWithoutFigure, at),
        NoFunnel::OtherUnit(at) => (Reason::FunnelOfOtherUnits, at),
        NoFunnel::Grows(at) => (Reason::FunnelGrows, at),
        NoFunnel::Nobody(at) => (Reason::FunnelOfNobody, at),
    };
    let stage = map.stages.get(at).map(|stage| stage.id.clone());
    let target = stage.map_or(Target::Facts, Target::Stage);
    let name = survey.stage_name(at);
    survey.add((OF_STAGES, at, 0), reason, target, [("stage", name)]);
}

/// A persona needs a card that names them or a point on a curve. The only persona of a map is
/// meant by every card that names nobody.
pub(super) fn personas(survey: &mut Review<'_>) {
    let map = survey.map;
    if map.personas.len() < 2 {
        return;
    }
    let mut used: HashSet<&Id> = HashSet::new();
    map.visit(&mut |_, element| match element {
        Element::Card(_, card) if says_something(card) => used.extend(&card.personas),
        Element::Point(_, curve, point) if point.value.is_some() => {
            used.insert(&curve.persona);
        }
        _ => {}
    });
    // Two new personas on an empty map are no fault of theirs.
    if used.is_empty() && map.cards().all(|card| !says_something(card)) {
        return;
    }
    for (index, persona) in map.personas.iter().enumerate() {
        if !used.contains(&persona.id) {
            let name = ReasonPart::of(&persona.name, "Persona", index);
            let target = Target::Persona(persona.id.clone());
            let order = (OF_PERSONAS, index, 0);
            survey.add(order, Reason::UnusedPersona, target, [("persona", name)]);
        }
    }
}

/// A stage that holds no card, no point with a value, no metric and no channel set by hand, once
/// half of the stages have something.
pub(super) fn stages(survey: &mut Review<'_>) {
    let contents = survey.contents.clone();
    let filled = contents.iter().filter(|count| **count > 0).count();
    if 2 * filled < contents.len() {
        return;
    }
    for (index, count) in contents.iter().enumerate() {
        if *count == 0 {
            let target = Target::Stage(survey.map.stages[index].id.clone());
            let name = survey.stage_name(index);
            let order = (OF_STAGES, index, 0);
            survey.add(order, Reason::EmptyStage, target, [("stage", name)]);
        }
    }
}
