//! Removing parts, with all that depends on them.

use std::{collections::HashSet, sync::Arc};

use super::{
    error::EditError,
    parts::{Done, missing},
    stages::change_steps,
};
use crate::model::{
    Element, Id, Map, Part, Target,
    record::{references, retain_links},
};

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
            map.retain(&|element| element.stage() != Some(id));
        }
        Target::Persona(id) => {
            take(&mut map.personas, Part::Persona, id, |p| p.id == *id)?;
            map.retain(&|element| !matches!(element, Element::Curve(_, c) if c.persona == *id));
            map.change_cards(
                |card| card.personas.contains(id),
                |card| {
                    card.personas.retain(|persona| persona != id);
                },
            );
        }
        Target::Channel(id) => {
            take(&mut map.channels, Part::Channel, id, |c| c.id == *id)?;
            map.retain(&|element| !matches!(element, Element::Mark(_, m) if m.channel == *id));
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
        Target::Card(_) | Target::Point(_) | Target::Metric(_) => {
            let (part, id) = target.part().ok_or(CANNOT_REMOVE)?;
            map.content(target).ok_or_else(|| missing(part, id))?;
            map.retain(&|element| element.id() != Some((part, id)));
        }
        Target::Arrow(id) => take(&mut map.arrows, Part::Arrow, id, |a| a.id == *id)?,
        Target::Stop(id) => take(&mut map.stops, Part::Stop, id, |stop| stop.id == *id)?,
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
    if !map.stops.is_empty() {
        forget_in_stops(map);
    }
    Ok(())
}

/// Takes what is gone out of the stops; a stop that showed nothing else goes with it.
fn forget_in_stops(map: &mut Map) {
    let mut known = HashSet::new();
    map.visit(&mut |_, element| {
        known.extend(element.id().map(|(part, id)| (part, id.clone())));
    });
    let keep = |part: Part, id: &Id| known.contains(&(part, id.clone()));
    map.stops.retain(|stop| match stop.shows.part() {
        Some(part) => stop.shows.ids().iter().any(|id| keep(part, id)),
        None => true,
    });
    for stop in &mut map.stops {
        let mut is_whole = true;
        references(&**stop, &mut |_, part, id| is_whole &= keep(part, id));
        if !is_whole {
            retain_links(Arc::make_mut(stop), &keep, &mut |_, _, _| {});
        }
    }
}
