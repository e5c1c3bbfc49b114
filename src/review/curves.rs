//! Emotion curves as they are: every dip has its pain point, every moment of truth its metric.

use std::collections::HashSet;

use super::{
    finding::{Reason, ReasonPart, in_short},
    survey::{Review, Standing},
};
use crate::model::{CardRole, Curve, CurvePoint, Id, Lane, Scale, Target, When};

/// How far below the middle of the scale a point has to lie, as a share of the scale's length:
/// nearer than that a curve is as good as neutral.
const BELOW_NEUTRAL: f64 = 0.05;

/// A dip is a point clearly below neutral whose neighbours on the curve, as far as there are any
/// before the next gap, lie higher; of several in one stage the lowest counts. It wants a pain
/// point in its stage that concerns its persona or everybody.
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
            let points = in_order(survey, &curve.points);
            for point in lowest_by_stage(&points, map.emotion_scale) {
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

/// Left to right.
fn in_order<'a>(survey: &Review<'_>, points: &'a [CurvePoint]) -> Vec<&'a CurvePoint> {
    let mut points: Vec<_> = points.iter().collect();
    points.sort_by(|a, b| {
        let stage = |point: &CurvePoint| survey.stage_index(&point.stage);
        (stage(a).cmp(&stage(b))).then(a.at.total_cmp(&b.at))
    });
    points
}

/// The lowest dip of each stage that has one.
fn lowest_by_stage<'a>(points: &[&'a CurvePoint], scale: Scale) -> Vec<&'a CurvePoint> {
    let limit = scale.middle() - BELOW_NEUTRAL * (scale.max - scale.min);
    let mut lowest: Vec<(f64, &CurvePoint)> = Vec::new();
    for run in points.split(|point| point.value.is_none()) {
        let value = |point: &&CurvePoint| point.value.unwrap_or_default();
        // Points of one height beside each other are one place.
        let flats: Vec<_> = run.chunk_by(|a, b| a.value == b.value).collect();
        for (index, flat) in flats.iter().enumerate() {
            let here = value(&flat[0]);
            let is_higher = |at: usize| flats.get(at).is_none_or(|flat| value(&flat[0]) > here);
            let before = index.checked_sub(1);
            if here >= limit || !is_higher(index + 1) || !before.is_none_or(is_higher) {
                continue;
            }
            match lowest.last_mut() {
                Some((least, point)) if point.stage == flat[0].stage => {
                    if here < *least {
                        (*least, *point) = (here, flat[0]);
                    }
                }
                _ => lowest.push((here, flat[0])),
            }
        }
    }
    lowest.into_iter().map(|(_, point)| point).collect()
}
