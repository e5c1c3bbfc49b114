//! Whose rows are whose, and of which time: “Emotion – Parent”, “Actions (Rina)”, “Emotion – to be”.

use std::collections::HashSet;

use super::{
    grid::Grid,
    meaning::{
        items,
        roles::{is_lane, said},
        scales,
        words::{Meaning, find, folded, is_only, words},
    },
    options::{LaneAs, PersonaFrom, ReadOptions},
    shape::{LaneHead, Place, Shape, named},
};
use crate::model::When;

/// What parts a head from a name.
const DASHES: [&str; 4] = [" – ", " — ", " - ", ": "];

/// A head in two: what the row is, and whose.
fn parted(head: &str) -> Option<(String, String, bool)> {
    let by_dash = DASHES.iter().find_map(|dash| head.split_once(dash));
    let by_bracket = || {
        let (before, inside) = head.strip_suffix(')')?.rsplit_once('(')?;
        Some((before, inside))
    };
    let (first, last, is_sure) = match by_dash {
        Some((first, last)) => (first, last, true),
        None => by_bracket().map(|(first, last)| (first, last, false))?,
    };
    let (first, last) = (first.trim(), last.trim());
    let (base, name) = match (is_lane(first), is_lane(last)) {
        (true, false) => (first, last),
        (false, true) if is_sure => (last, first),
        _ => return None,
    };
    let is_name = !name.is_empty()
        && words(name).len() < 6
        && scales::of_head(name).is_none()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !find(name)
            .iter()
            .any(|found| matches!(found.meaning, Meaning::Stage | Meaning::OutOf | Meaning::To));
    // A name begins large where letters are large and small.
    let is_sure = is_sure && !name.starts_with(char::is_lowercase);
    is_name.then(|| (base.to_owned(), name.to_owned(), is_sure))
}

/// Whose the cells are: of the one persona that was said, else by the row or column that says it.
pub(super) fn find_in_cells(shape: &mut Shape, grid: &Grid, options: &ReadOptions) {
    let asked = |index: usize| options.lanes.get(index).copied().flatten();
    if let Some(said) = &options.persona {
        let named = Some(named(said)).filter(|persona| !persona.name.is_empty());
        shape.facts.personas = named.into_iter().collect();
        for lane in &mut shape.lanes {
            lane.persona = None;
        }
        return;
    }
    let is_it = |(index, lane): &(usize, &LaneHead)| match asked(*index) {
        Some(kind) => kind == LaneAs::Persona,
        None => lane.is_persona,
    };
    let Some((_, lane)) = shape.lanes.iter().enumerate().find(is_it) else {
        return;
    };
    let name = |place: &Place| {
        let name = items::text_of_head(shape.whole(grid, lane, place));
        (!name.is_empty()).then_some(name)
    };
    let names: Vec<Option<String>> = shape.places.iter().map(name).collect();
    for (place, name) in shape.places.iter_mut().zip(names) {
        place.persona = name;
    }
}

/// Where the personas of a table come from.
pub(super) fn persona_from(shape: &Shape, options: &ReadOptions) -> PersonaFrom {
    let is_grouped = |lane: &LaneHead| lane.persona.is_some();
    if options.persona.is_some() {
        PersonaFrom::Said
    } else if shape.places.iter().any(|place| place.persona.is_some()) {
        PersonaFrom::Cells
    } else if shape.lanes.iter().any(is_grouped) {
        PersonaFrom::Heads
    } else if !shape.facts.personas.is_empty() {
        PersonaFrom::Above
    } else {
        PersonaFrom::Nowhere
    }
}

/// Finds the names in the heads of lanes, and takes them out of there.
pub(super) fn find_in_heads(shape: &mut Shape) {
    let is_emotion = |title: &str| {
        let said = said(title);
        said.iter()
            .any(|m| matches!(m, Meaning::Emotion | Meaning::Score | Meaning::Satisfaction))
    };
    let found: Vec<_> = shape.lanes.iter().map(|lane| parted(&lane.title)).collect();
    let bases: Vec<String> = found
        .iter()
        .flatten()
        .map(|(base, ..)| folded(base))
        .collect();
    let repeats = |base: &str| bases.iter().filter(|known| **known == folded(base)).count() > 1;
    let mut known: HashSet<String> = HashSet::new();
    known.extend(
        shape
            .facts
            .personas
            .iter()
            .map(|persona| folded(&persona.name)),
    );
    known.extend(
        shape
            .places
            .iter()
            .filter_map(|place| place.persona.as_deref())
            .map(folded),
    );
    let of_feelings = found
        .iter()
        .flatten()
        .filter(|(base, _, is_sure)| is_emotion(base) && (*is_sure || repeats(base)));
    known.extend(of_feelings.map(|(_, name, _)| folded(name)));
    for (lane, found) in shape.lanes.iter_mut().zip(&found) {
        let Some((base, name, _)) = found else {
            continue;
        };
        let time = [(Meaning::ToBe, When::ToBe), (Meaning::AsIs, When::Now)];
        if let Some((_, when)) = time.into_iter().find(|(time, _)| is_only(name, *time)) {
            lane.when = when;
            base.clone_into(&mut lane.title);
            continue;
        }
        if known.contains(&folded(name)) {
            lane.persona = Some(name.clone());
            if is_emotion(base) {
                base.clone_into(&mut lane.title);
            }
        }
    }
}
