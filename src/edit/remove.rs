//! Removing parts, with all that depends on them.

use std::sync::Arc;

use super::{
    EditError,
    apply::{Done, curve_of_point, kind_mut, missing},
    stages::change_steps,
};
use crate::model::{Card, ChannelMark, Curve, CurvePoint, Id, LaneKind, Map, Metric, Part, Target};

const CANNOT_REMOVE: EditError = EditError::Unfit("This cannot be deleted.");
const NO_LINE: EditError = EditError::Unfit("There is no line above this lane.");

pub(super) fn remove(map: &mut Map, target: &Target) -> Done {
    fn take<T>(parts: &mut Vec<T>, part: Part, id: &Id, is_it: impl Fn(&T) -> bool) -> Done {
        let at = parts.iter().position(is_it);
        parts.remove(at.ok_or_else(|| missing(part, id))?);
        Ok(())
    }
    match target {
        Target::Stage(id) => {
            take(&mut map.stages, Part::Stage, id, |stage| stage.id == *id)?;
            retain(
                map,
                &|card| card.stage != *id,
                &|_, point| point.is_none_or(|point| point.stage != *id),
                &|mark| mark.stage != *id,
                &|metric| metric.stage.as_ref() != Some(id),
            );
        }
        Target::Persona(id) => {
            take(&mut map.personas, Part::Persona, id, |p| p.id == *id)?;
            retain(
                map,
                &|_| true,
                &|curve, _| curve.persona != *id,
                &|_| true,
                &|_| true,
            );
            map.change_cards(
                |card| card.personas.contains(id),
                |card| {
                    card.personas.retain(|persona| persona != id);
                },
            );
        }
        Target::Channel(id) => {
            take(&mut map.channels, Part::Channel, id, |c| c.id == *id)?;
            retain(
                map,
                &|_| true,
                &|_, _| true,
                &|mark| mark.channel != *id,
                &|_| true,
            );
            map.change_cards(
                |card| card.channel.as_ref() == Some(id),
                |card| card.channel = None,
            );
        }
        Target::Lane(id) => {
            take(&mut map.lanes, Part::Lane, id, |lane| lane.id == *id)?;
            map.lines.retain(|line| line.above != *id);
        }
        Target::Step(id) => {
            let (stage, _) = map.step(id).ok_or_else(|| missing(Part::Step, id))?;
            let stage = stage.id.clone();
            change_steps(map, &stage, |steps| steps.retain(|step| step.id != *id))?;
        }
        Target::Card(id) => {
            let has = |card: &Arc<Card>| card.id == *id;
            match kind_mut(map, |lane| lane.cards().iter().any(has)) {
                Some(LaneKind::Cards { cards, .. }) => cards.retain(|card| !has(card)),
                _ => return Err(missing(Part::Card, id)),
            }
        }
        Target::Point(id) => {
            let (curve, index) = curve_of_point(map, id)?;
            curve.points.remove(index);
        }
        Target::Metric(id) => {
            let has = |metric: &Arc<Metric>| metric.id == *id;
            match kind_mut(map, |lane| lane.metrics().iter().any(has)) {
                Some(LaneKind::Metrics { metrics }) => metrics.retain(|metric| !has(metric)),
                _ => return Err(missing(Part::Metric, id)),
            }
        }
        Target::Arrow(id) => take(&mut map.arrows, Part::Arrow, id, |a| a.id == *id)?,
        Target::Line { above } => {
            let at = map.lines.iter().position(|line| line.above == *above);
            map.lines.remove(at.ok_or(NO_LINE)?);
        }
        Target::Title | Target::Facts | Target::Cell { .. } | Target::Dot { .. } => {
            return Err(CANNOT_REMOVE);
        }
    }
    if matches!(target, Target::Stage(_) | Target::Lane(_) | Target::Card(_)) {
        map.forget_missing_cards();
    }
    Ok(())
}

/// Keeps of every lane only what the conditions hold of; lanes that lose nothing stay shared. A
/// curve is asked about as a whole (`None`) and for each of its points.
fn retain(
    map: &mut Map,
    card: &dyn Fn(&Card) -> bool,
    curve: &dyn Fn(&Curve, Option<&CurvePoint>) -> bool,
    mark: &dyn Fn(&ChannelMark) -> bool,
    metric: &dyn Fn(&Metric) -> bool,
) {
    let keeps_curve = |c: &Curve| curve(c, None) && c.points.iter().all(|p| curve(c, Some(p)));
    for lane in &mut map.lanes {
        let keeps_all = match &lane.kind {
            LaneKind::Cards { cards, .. } => cards.iter().all(|c| card(c)),
            LaneKind::Emotion { curves } => curves.iter().all(|c| keeps_curve(c)),
            LaneKind::Channels { marks, .. } => marks.iter().all(mark),
            LaneKind::Metrics { metrics } => metrics.iter().all(|m| metric(m)),
            LaneKind::Foreign { .. } => true,
        };
        if keeps_all {
            continue;
        }
        match &mut Arc::make_mut(lane).kind {
            LaneKind::Cards { cards, .. } => cards.retain(|c| card(c)),
            LaneKind::Emotion { curves } => {
                curves.retain(|c| curve(c, None));
                for kept in curves.iter_mut().filter(|c| !keeps_curve(c)) {
                    let whole = kept.clone();
                    Arc::make_mut(kept)
                        .points
                        .retain(|p| curve(&whole, Some(p)));
                }
            }
            LaneKind::Channels { marks, .. } => marks.retain(mark),
            LaneKind::Metrics { metrics } => metrics.retain(|m| metric(m)),
            LaneKind::Foreign { .. } => {}
        }
    }
}
