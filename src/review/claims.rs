//! Claims: what looks like a fact has something behind it.

use super::{
    finding::{Reason, ReasonPart, in_short},
    survey::{Review, says_something},
};
use crate::model::{
    Claim, Curve, CurvePoint, Evidence, Lane, MapState, Metric, MetricKind, Target,
};

/// What is doubtful about how things are claimed to be known:
///
/// - what is called researched, with neither evidence nor a number of answers;
/// - a curve as it is, drawn like a measured one, of whose points none says anything about how it
///   is known (claim, evidence, number of answers): told once for the curve;
/// - a figure from a survey (CSAT, NPS, CES) that says nothing of that either. Other figures come
///   from counting and need no sample.
///
/// A card without a claim is left in peace: nobody reads a word on a card as measured. So is what
/// is called assumed or reasoned, since that is said on the sheet.
pub(super) fn claims(survey: &mut Review<'_>) {
    for (lane_index, lane) in survey.shown_lanes() {
        for (index, card) in lane.cards().iter().enumerate() {
            let is_bare = is_bare(card.claim, None, &card.evidence) && says_something(card);
            if is_bare {
                let order = survey.order(lane_index, &card.stage, index);
                let names = [("card", ReasonPart::Text(in_short(&card.text)))];
                let target = Target::Card(card.id.clone());
                survey.add(order, Reason::ResearchedCard, target, names);
            }
        }
        for (index, curve) in lane.curves().iter().enumerate() {
            claims_of_curve(survey, lane_index, index, curve);
        }
        claims_of_metrics(survey, lane_index, lane);
    }
}

/// Called researched, with nothing to show for it.
fn is_bare(claim: Option<Claim>, n: Option<u32>, evidence: &[Evidence]) -> bool {
    claim == Some(Claim::Researched) && n.is_none() && !Evidence::backs(evidence)
}

/// Whether anything at all is said of how it is known.
fn is_silent(claim: Option<Claim>, n: Option<u32>, evidence: &[Evidence]) -> bool {
    claim.is_none() && n.is_none() && !Evidence::backs(evidence)
}

fn claims_of_curve(survey: &mut Review<'_>, lane_index: usize, index: usize, curve: &Curve) {
    let drawn = curve.points.iter().filter(|point| point.value.is_some());
    for point in drawn.clone() {
        if is_bare(point.claim, point.n, &point.evidence) {
            let stage = survey.stage_index(&point.stage);
            let names = [
                ("persona", survey.persona_name(&curve.persona)),
                ("stage", survey.stage_name(stage)),
            ];
            let order = survey.order(lane_index, &point.stage, index);
            let target = Target::Point(point.id.clone());
            survey.add(order, Reason::ResearchedPoint, target, names);
        }
    }
    let is_plan = curve.to_be || survey.map.state == MapState::Future;
    let silent = |point: &CurvePoint| is_silent(point.claim, point.n, &point.evidence);
    if is_plan || !drawn.clone().all(silent) {
        return;
    }
    let first = drawn.min_by(|a, b| {
        let stage = |point: &CurvePoint| survey.stage_index(&point.stage);
        (stage(a).cmp(&stage(b))).then(a.at.total_cmp(&b.at))
    });
    if let Some(first) = first {
        let names = [("persona", survey.persona_name(&curve.persona))];
        let order = survey.order(lane_index, &first.stage, index);
        let target = Target::Point(first.id.clone());
        survey.add(order, Reason::CurveFromNowhere, target, names);
    }
}

fn claims_of_metrics(survey: &mut Review<'_>, lane_index: usize, lane: &Lane) {
    for (index, metric) in lane.metrics().iter().enumerate() {
        let Metric {
            claim, n, evidence, ..
        } = &**metric;
        let is_survey = matches!(
            metric.kind,
            MetricKind::Csat | MetricKind::Nps | MetricKind::Ces
        );
        let reason = if is_bare(*claim, *n, evidence) {
            Reason::ResearchedMetric
        } else if is_survey && is_silent(*claim, *n, evidence) {
            Reason::SurveyWithoutCount
        } else {
            continue;
        };
        let name = ReasonPart::of(&metric.name, "Metric", index);
        let order = match &metric.stage {
            Some(stage) => survey.order(lane_index, stage, index),
            None => (lane_index, 0, index),
        };
        let target = Target::Metric(metric.id.clone());
        survey.add(order, reason, target, [("metric", name)]);
    }
}
