//! A map that went through a format, as a version of the one that it was.

use std::sync::Arc;

use crate::{
    compare,
    model::{Hue, Map},
};

/// A map that came out of a format, as a version of a known one: that one with the changes that were
/// made since it went `through` the format, and with all that the format cannot hold. `None` where
/// the map is more than the format holds.
pub(super) fn version_through(
    through: impl Fn(&Map) -> Option<Map>,
    map: &Map,
    known: &Map,
) -> Option<Map> {
    let same = compare::align(&through(map)?, map);
    if !compare::changes(&same, map).is_empty() {
        return None;
    }
    let base = compare::align(&through(known)?, known);
    let mut changed = compare::align(map, &base);
    if is_undecorated(&changed) {
        decorate(&mut changed, &base);
    }
    Some(compare::merge(&base, known, &changed).map())
}

/// Whether nothing is said of colours and icons: they are those that new parts get, as in tables from
/// before they had columns for them.
fn is_undecorated(map: &Map) -> bool {
    let stages = map.stages.iter().enumerate();
    let personas = map.personas.iter().enumerate();
    stages
        .into_iter()
        .all(|(at, stage)| stage.hue == Hue::of_stage(at))
        && personas
            .into_iter()
            .all(|(at, persona)| persona.hue == Hue::of_persona(at))
        && map.channels.iter().all(|channel| channel.icon.is_empty())
        && map.lanes.iter().all(|lane| lane.icon.is_empty())
        && map.cards().all(|card| card.icon.is_empty())
}

/// Gives the parts of a map the colours and icons of the same ones of another.
fn decorate(map: &mut Map, of: &Map) {
    for stage in &mut map.stages {
        if let Some(known) = of
            .stages
            .iter()
            .find(|known| known.id == stage.id && known.hue != stage.hue)
        {
            Arc::make_mut(stage).hue = known.hue;
        }
    }
    for persona in &mut map.personas {
        let known = of.personas.iter().find(|known| known.id == persona.id);
        if let Some(known) = known.filter(|known| known.hue != persona.hue) {
            Arc::make_mut(persona).hue = known.hue;
        }
    }
    for channel in &mut map.channels {
        let known = of.channels.iter().find(|known| known.id == channel.id);
        if let Some(known) = known.filter(|known| known.icon != channel.icon) {
            Arc::make_mut(channel).icon.clone_from(&known.icon);
        }
    }
    for lane in &mut map.lanes {
        let known = of.lanes.iter().find(|known| known.id == lane.id);
        if let Some(known) = known.filter(|known| known.icon != lane.icon) {
            Arc::make_mut(lane).icon.clone_from(&known.icon);
        }
    }
    let icons: std::collections::HashMap<_, _> = of
        .cards()
        .filter(|card| !card.icon.is_empty())
        .map(|card| (card.id.clone(), card.icon.clone()))
        .collect();
    map.change_cards(
        |card| icons.contains_key(&card.id),
        |card| {
            if let Some(icon) = icons.get(&card.id) {
                card.icon.clone_from(icon);
            }
        },
    );
}
