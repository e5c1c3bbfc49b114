//! The numbers by which pain points and their answers are known to belong together.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::Lens;
use crate::model::{Card, CardRole, Id, Lane, LinkLook, Map};

/// The cards of a role that are on the sheet, lane by lane.
pub(super) fn shown<'a>(
    map: &'a Map,
    lens: &'a Lens,
    role: CardRole,
) -> impl Iterator<Item = &'a Card> {
    let is_shown =
        move |lane: &&Arc<Lane>| lane.role() == Some(role) && !lane.hidden && !lane.collapsed;
    let cards = map.lanes.iter().filter(is_shown);
    let cards = cards.flat_map(|lane| lane.cards());
    cards
        .map(|card| &**card)
        .filter(|card| lens.shows_card(card))
}

/// Of each pain point that has an answer its number, column by column from the left; of each answer
/// the numbers of what it answers.
pub(super) fn numbers(map: &Map, lens: &Lens) -> HashMap<Id, String> {
    let mut texts = HashMap::new();
    if map.links != LinkLook::Numbers {
        return texts;
    }
    let columns = map.stages.iter().enumerate().flat_map(|(at, stage)| {
        let steps = stage.steps.iter().enumerate();
        let steps = steps.map(move |(step, known)| ((&stage.id, Some(&known.id)), (at, step)));
        steps.chain([((&stage.id, None), (at, 0))])
    });
    let columns: HashMap<_, _> = columns.collect();
    let opportunities: Vec<&Card> = shown(map, lens, CardRole::Opportunities).collect();
    let answers = opportunities.iter().flat_map(|card| &card.answers);
    let answered: HashSet<&Id> = answers.collect();
    let pains = shown(map, lens, CardRole::PainPoints);
    let mut pains: Vec<&Card> = pains.filter(|pain| answered.contains(&pain.id)).collect();
    pains.sort_by_key(|pain| columns.get(&(&pain.stage, pain.step.as_ref())).copied());
    let numbers = pains.iter().enumerate();
    let numbers: HashMap<&Id, usize> = numbers.map(|(at, pain)| (&pain.id, at + 1)).collect();
    for card in opportunities {
        let mut known: Vec<usize> = card
            .answers
            .iter()
            .filter_map(|id| numbers.get(id).copied())
            .collect();
        known.sort_unstable();
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        if !known.is_empty() {
            texts.insert(card.id.clone(), known.join(", "));
        }
    }
    let of_pains = numbers
        .into_iter()
        .map(|(id, number)| (id.clone(), number.to_string()));
    texts.extend(of_pains);
    texts
}
