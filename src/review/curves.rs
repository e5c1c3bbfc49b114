//! Emotion curves as they are: every dip has its pain point, every moment of truth its metric.

use std::collections::HashSet;

use super::{
    finding::{Reason, ReasonPart, in_short},
    survey::{Review, Standing},
};
use crate::model::{CardRole, Curve, Id, Lane, Target, When, low_points};

/// A low point wants a pain point in its stage that concerns its persona or everybody.
pub(super) fn dips(survey: &mut Review<'_>) {
    let map = survey.map;
    let mut pains: Vec<Vec<&[Id]>> = vec![Vec::new(); map.stages.len()];
    let felt_now = |pain: &Standing<'_>| pain.card.when != When::ToBe;
    for pain in survey.cards_of(CardRole::PainPoints).filter(felt_now) {
        if let Some(stage) = pains.get_mut(survey.stage_index(&pain.card.stage)) {
            stage.push(&pain.card.personas);
        }
    }
    for (lane_index, lane) in survey.shown_lanes() {
        for (curve_index, curve) in as_it_is(lane) {
            for point in low_points(map, curve) {
                let stage = survey.stage_index(&point.stage);
                let is_hers =
                    |personas: &&[Id]| personas.is_empty() || personas.contains(&curve.persona);
                if pains.get(stage).is_none_or(|all| all.iter().any(is_hers)) {
                    continue;
                }
                let label = in_short(&point.label);
                let reason = if label.is_empty() {
                    Reason::Dip
                } else {
                    Reason::NamedDip
                };
                let names = [
                    ("persona", survey.persona_name(&curve.persona)),
                    ("stage", survey.stage_name(stage)),
                    ("label", ReasonPart::Text(label)),
                ];
                let order = survey.order(lane_index, &point.stage, curve_index);
                survey.add(order, reason, Target::Point(point.id.clone()), names);
            }
        }
    }
}

/// A stage with a moment of truth wants a metric of its own; once for each stage.
pub(super) fn moments_of_truth(survey: &mut Review<'_>) {
    let map = survey.map;
    let metrics = map.lanes.iter().flat_map(|lane| lane.metrics());
    let measured: HashSet<&Id> = metrics.filter_map(|metric| metric.stage.as_ref()).collect();
    let mut told: HashSet<&Id> = HashSet::new();
    for (lane_index, lane) in survey.shown_lanes() {
        for (curve_index, curve) in as_it_is(lane) {
            let moments = curve.points.iter().filter(|point| point.moment_of_truth);
            for point in moments {
                if measured.contains(&point.stage) || !told.insert(&point.stage) {
                    continue;
                }
                let name = survey.stage_name(survey.stage_index(&point.stage));
                let order = survey.order(lane_index, &point.stage, curve_index);
                let target = Target::Point(point.id.clone());
                let reason = Reason::MomentWithoutMetric;
                survey.add(order, reason, target, [("stage", name)]);
            }
        }
    }
}

/// The curves that show the journey as it is: how it should be is a plan, to be drawn at will.
fn as_it_is(lane: &Lane) -> impl Iterator<Item = (usize, &Curve)> {
    let curves = lane.curves().iter().enumerate();
    let curves = curves.map(|(index, curve)| (index, &**curve));
    curves.filter(|(_, curve)| !curve.to_be)
}
