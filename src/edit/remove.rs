//! Removing parts, with all that depends on them.

use super::{
    error::EditError,
    parts::{Done, missing},
    stages::change_steps,
};
use crate::model::{Element, Id, Map, Part, Target};

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
    let may_be_shown = target.part().is_some_and(|(part, _)| match part {
        Part::Stage | Part::Lane | Part::Card | Part::Point | Part::Persona => true,
        Part::Step | Part::Channel | Part::Metric | Part::Arrow | Part::Stop => false,
    });
    if may_be_shown {
        map.forget_missing_in_stops();
    }
    Ok(())
}
