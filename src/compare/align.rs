//! Gives the things of a map the ids of those that look the same in another one.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use super::{
    parts::{Entity, PartRef, Parts, each_with_id},
    rename::{NewIds, Renames},
};
use crate::model::{CurveOf, Id, Map};

/// `map` with the ids of `known` for what is the same: stages, lanes, personas and channels of one
/// name, cards of one text in one place, then what stands in the same place in the same order.
///
/// For maps whose ids mean nothing, such as those that were read from another tool's file.
pub fn align(map: &Map, known: &Map) -> Map {
    let (mut parts, known) = (Parts::of(map), Parts::of(known));
    let mut names = Renames::new();

    let by_name = |matched: Vec<(Id, Id)>, of: fn(Id) -> PartRef, names: &mut Renames| {
        for (id, known) in &matched {
            names.insert(of(id.clone()), known.clone());
        }
        matched.into_iter().collect::<HashMap<Id, Id>>()
    };
    let ids = |items: &[Entity<(), crate::model::Persona>]| -> Vec<_> {
        let items = items.iter().map(|item| &item.part);
        items
            .map(|part| (part.name.clone(), part.id.clone()))
            .collect()
    };
    let people = pairs([ids(&parts.personas), ids(&known.personas)]);
    let people = by_name(people, PartRef::Persona, &mut names);
    let ids = |items: &[Entity<(), crate::model::Channel>]| -> Vec<_> {
        let items = items.iter().map(|item| &item.part);
        items
            .map(|part| (part.name.clone(), part.id.clone()))
            .collect()
    };
    let channels = pairs([ids(&parts.channels), ids(&known.channels)]);
    by_name(channels, PartRef::Channel, &mut names);
    let ids = |items: &[Entity<(), crate::model::Stage>]| -> Vec<_> {
        let items = items.iter().map(|item| &item.part);
        items
            .map(|part| (part.title.clone(), part.id.clone()))
            .collect()
    };
    let mut stages = pairs([ids(&parts.stages), ids(&known.stages)]);
    if parts.stages.len() == known.stages.len() {
        // As many as there were: those of other names were given them.
        let (these, those): (HashSet<Id>, HashSet<Id>) = stages.iter().cloned().unzip();
        let left = |items: &[Entity<(), crate::model::Stage>], taken: &HashSet<Id>| -> Vec<Id> {
            let ids = items.iter().map(|item| item.part.id.clone());
            ids.filter(|id| !taken.contains(id)).collect()
        };
        stages.extend(
            left(&parts.stages, &these)
                .into_iter()
                .zip(left(&known.stages, &those)),
        );
    }
    let stages = by_name(stages, PartRef::Stage, &mut names);
    let ids = |items: &[Entity<(), crate::model::Lane>]| -> Vec<_> {
        let items = items.iter().map(|item| &item.part);
        items
            .map(|part| ((part.title.clone(), part.lane_type()), part.id.clone()))
            .collect()
    };
    let lanes = pairs([ids(&parts.lanes), ids(&known.lanes)]);
    let lanes = by_name(lanes, PartRef::Lane, &mut names);

    let at = |map: &HashMap<Id, Id>, id: &Id| map.get(id).cloned();
    let steps = |items: &[Entity<Id, crate::model::Step>], map: Option<&HashMap<Id, Id>>| {
        let items = items.iter().filter_map(|item| {
            let home = map.map_or(Some(item.home.clone()), |map| at(map, &item.home))?;
            Some(((home, item.part.title.clone()), item.part.id.clone()))
        });
        items.collect::<Vec<_>>()
    };
    let matched = pairs([
        steps(&parts.steps, Some(&stages)),
        steps(&known.steps, None),
    ]);
    by_name(matched, PartRef::Step, &mut names);

    type Maps<'a> = Option<(&'a HashMap<Id, Id>, &'a HashMap<Id, Id>)>;
    let home = |maps: Maps, lane: &Id, stage: &Id| match maps {
        Some((lanes, stages)) => Some((at(lanes, lane)?, at(stages, stage)?)),
        None => Some((lane.clone(), stage.clone())),
    };
    let maps: Maps = Some((&lanes, &stages));
    let cards = |items: &[Entity<Id, crate::model::Card>], maps: Maps| {
        let items = items.iter().filter_map(|item| {
            let place = home(maps, &item.home, &item.part.stage)?;
            Some(((place, item.part.text.clone()), item.part.id.clone()))
        });
        items.collect::<Vec<_>>()
    };
    let matched = in_place(cards(&parts.cards, maps), cards(&known.cards, None));
    by_name(matched, PartRef::Card, &mut names);
    let metrics = |items: &[Entity<Id, crate::model::Metric>], maps: Maps| {
        let items = items.iter().filter_map(|item| {
            let lane = maps.map_or(Some(item.home.clone()), |(lanes, _)| at(lanes, &item.home))?;
            let stage = match (&item.part.stage, maps) {
                (Some(stage), Some((_, stages))) => Some(at(stages, stage)?),
                (stage, _) => stage.clone(),
            };
            Some((
                ((lane, stage), item.part.name.clone()),
                item.part.id.clone(),
            ))
        });
        items.collect::<Vec<_>>()
    };
    let matched = in_place(metrics(&parts.metrics, maps), metrics(&known.metrics, None));
    by_name(matched, PartRef::Metric, &mut names);
    let points = |items: &[Entity<(Id, CurveOf), crate::model::CurvePoint>], maps: Maps| {
        let mut items: Vec<_> = items.iter().collect();
        items.sort_by(|a, b| a.part.at.total_cmp(&b.part.at));
        let items = items.into_iter().filter_map(|item| {
            let (lane, of) = &item.home;
            let place = home(maps, lane, &item.part.stage)?;
            let whose = match maps {
                Some(_) => at(&people, &of.persona)?,
                None => of.persona.clone(),
            };
            let room = (place, whose, of.to_be);
            Some(((room, item.part.label.clone()), item.part.id.clone()))
        });
        items.collect::<Vec<_>>()
    };
    let matched = in_place(points(&parts.points, maps), points(&known.points, None));
    by_name(matched, PartRef::Point, &mut names);

    let stops = |items: &[Entity<(), crate::model::Stop>]| -> Vec<_> {
        let items = items.iter().map(|item| &item.part);
        items
            .map(|stop| {
                let sign = (stop.title.clone(), std::mem::discriminant(&stop.shows));
                (sign, stop.id.clone())
            })
            .collect()
    };
    let matched = pairs([stops(&parts.stops), stops(&known.stops)]);
    by_name(matched, PartRef::Stop, &mut names);

    make_way(&parts, &known, &mut names);
    parts.rename(&names);
    parts.together()
}

/// Whether much of `map` is in `known`, but mostly under other ids, so that an id says nothing.
pub fn is_renumbered(map: &Map, known: &Map) -> bool {
    let [mine, theirs] = [map, known].map(signs);
    let known: HashSet<&(u8, &str)> = theirs.values().collect();
    let known = mine.values().filter(|sign| known.contains(sign)).count();
    let kept = mine
        .iter()
        .filter(|(id, sign)| theirs.get(id) == Some(sign));
    known >= 4 && 2 * kept.count() < known
}

/// By kind and id what each thing is called.
fn signs(map: &Map) -> HashMap<(u8, &Id), (u8, &str)> {
    let stages = map.stages.iter().map(|it| (0, &it.id, &it.title));
    let lanes = map.lanes.iter().map(|it| (1, &it.id, &it.title));
    let personas = map.personas.iter().map(|it| (2, &it.id, &it.name));
    let channels = map.channels.iter().map(|it| (3, &it.id, &it.name));
    let cards = map.cards().map(|it| (4, &it.id, &it.text));
    let all = stages
        .chain(lanes)
        .chain(personas)
        .chain(channels)
        .chain(cards);
    let named = all.filter(|(.., name)| !name.is_empty());
    named
        .map(|(kind, id, name)| ((kind, id), (kind, name.as_str())))
        .collect()
}

/// The ids of one sign in both lists, paired in order.
fn pairs<S: Eq + Hash>([these, those]: [Vec<(S, Id)>; 2]) -> Vec<(Id, Id)> {
    let mut waiting: HashMap<S, std::collections::VecDeque<Id>> = HashMap::new();
    for (sign, id) in those {
        waiting.entry(sign).or_default().push_back(id);
    }
    let these = these.into_iter();
    these
        .filter_map(|(sign, id)| Some((id, waiting.get_mut(&sign)?.pop_front()?)))
        .collect()
}

/// The things of one room and name, then in each room what is left, in order.
fn in_place<R: Eq + Hash + Clone>(
    these: Vec<((R, String), Id)>,
    those: Vec<((R, String), Id)>,
) -> Vec<(Id, Id)> {
    let mut matched = pairs([these.clone(), those.clone()]);
    let (done, taken): (HashSet<Id>, HashSet<Id>) = matched.iter().cloned().unzip();
    let left = |items: Vec<((R, String), Id)>, taken: &HashSet<Id>| -> Vec<(R, Id)> {
        let left = items.into_iter().filter(|(_, id)| !taken.contains(id));
        left.map(|((room, _), id)| (room, id)).collect()
    };
    matched.extend(pairs([left(these, &done), left(those, &taken)]));
    matched
}

/// New ids for what is not the same but is called so.
fn make_way(parts: &Parts, known: &Parts, names: &mut Renames) {
    let mut ids = NewIds::beside(&[parts, known]);
    let taken: HashSet<PartRef> = known.keys();
    macro_rules! each {
        ($($kind:ident $variant:ident)*) => {$(
            for item in &parts.$kind {
                let part = PartRef::$variant(item.part.id.clone());
                if names.contains_key(&part) || !taken.contains(&part) {
                    continue;
                }
                let id = ids.like(&item.part.id, PartRef::$variant);
                names.insert(part, id);
            }
        )*};
    }
    each_with_id!(each);
}
