//! Finding parts of a map to write in them, and why they are not found.

use std::sync::Arc;

use super::error::EditError;
use crate::model::{
    Arrow, Card, Channel, Curve, CurvePoint, Id, Lane, LaneKind, Map, Metric, Part, Persona,
    Picture, Stage, Step, Stop, Target,
};

pub(super) type Done<T = ()> = Result<T, EditError>;

pub(super) const OTHER_LANE: EditError = EditError::Unfit("A lane of this kind cannot hold that.");

pub(super) fn missing(part: Part, id: &Id) -> EditError {
    EditError::Missing(part, id.clone())
}

pub(super) fn insert<T>(parts: &mut Vec<T>, index: usize, part: T) {
    parts.insert(index.min(parts.len()), part);
}

pub(super) fn lane_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Lane>> {
    let lane = map.lanes.iter_mut().find(|lane| lane.id == *id);
    lane.ok_or_else(|| missing(Part::Lane, id))
}

pub(super) fn persona_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Persona>> {
    let persona = map.personas.iter_mut().find(|persona| persona.id == *id);
    persona.ok_or_else(|| missing(Part::Persona, id))
}

pub(super) fn channel_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Channel>> {
    let channel = map.channels.iter_mut().find(|channel| channel.id == *id);
    channel.ok_or_else(|| missing(Part::Channel, id))
}

pub(super) fn stage_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Stage>> {
    let stage = map.stages.iter_mut().find(|stage| stage.id == *id);
    stage.ok_or_else(|| missing(Part::Stage, id))
}

pub(super) fn step_mut<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Step> {
    let has = |stage: &Stage| stage.steps.iter().position(|step| step.id == *id);
    let mut stages = map.stages.iter_mut();
    let found = stages.find_map(|stage| has(stage).map(|index| (stage, index)));
    let (stage, index) = found.ok_or_else(|| missing(Part::Step, id))?;
    Ok(&mut Arc::make_mut(stage).steps[index])
}

pub(super) fn stage_exists(map: &Map, id: &Id) -> Done {
    map.stage(id)
        .map(|_| ())
        .ok_or_else(|| missing(Part::Stage, id))
}

/// What the lane that holds a part is made of, copied if it is shared; the others are left alone.
pub(super) fn kind_mut(map: &mut Map, holds: impl Fn(&Lane) -> bool) -> Option<&mut LaneKind> {
    let lane = map.lanes.iter_mut().find(|lane| holds(lane))?;
    Some(&mut Arc::make_mut(lane).kind)
}

pub(super) fn card_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Card>> {
    let kind = kind_mut(map, |lane| lane.cards().iter().any(|card| card.id == *id));
    let card = match kind {
        Some(LaneKind::Cards { cards, .. }) => cards.iter_mut().find(|card| card.id == *id),
        _ => None,
    };
    card.ok_or_else(|| missing(Part::Card, id))
}

pub(super) fn arrow_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Arrow>> {
    let arrow = map.arrows.iter_mut().find(|arrow| arrow.id == *id);
    arrow.ok_or_else(|| missing(Part::Arrow, id))
}

pub(super) fn stop_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Stop>> {
    let stop = map.stops.iter_mut().find(|stop| stop.id == *id);
    stop.ok_or_else(|| missing(Part::Stop, id))
}

pub(super) fn picture_slot<'a>(map: &'a mut Map, target: &Target) -> Done<&'a mut Option<Picture>> {
    if let Target::Persona(id) = target {
        Ok(&mut Arc::make_mut(persona_slot(map, id)?).picture)
    } else if let Target::Card(id) = target {
        Ok(&mut Arc::make_mut(card_slot(map, id)?).picture)
    } else {
        Err(EditError::Unfit("This cannot have a picture."))
    }
}

pub(super) fn metric_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Metric>> {
    let kind = kind_mut(map, |lane| lane.metrics().iter().any(|m| m.id == *id));
    let metric = match kind {
        Some(LaneKind::Metrics { metrics }) => metrics.iter_mut().find(|m| m.id == *id),
        _ => None,
    };
    metric.ok_or_else(|| missing(Part::Metric, id))
}

/// The curve of a point and the point's place on it.
pub(super) fn curve_of_point<'a>(map: &'a mut Map, id: &Id) -> Done<(&'a mut Curve, usize)> {
    let has = |curve: &Curve| curve.points.iter().position(|point| point.id == *id);
    let found = match kind_mut(map, |lane| lane.curves().iter().any(|c| has(c).is_some())) {
        Some(LaneKind::Emotion { curves }) => curves
            .iter_mut()
            .find_map(|curve| has(curve).map(|index| (Arc::make_mut(curve), index))),
        _ => None,
    };
    found.ok_or_else(|| missing(Part::Point, id))
}

pub(super) fn point_mut<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut CurvePoint> {
    let (curve, index) = curve_of_point(map, id)?;
    Ok(&mut curve.points[index])
}
