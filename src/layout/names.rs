//! Names for all things on a sheet, no two of them the same.

use std::collections::HashMap;

use super::PlacedTarget;
use crate::{
    model::{Card, Id, Lane, Map, Part, Target},
    words::Language,
};

/// What a person calls each thing; of those that nothing tells apart all but the first are
/// numbered, in the order of the places.
pub fn names_of(map: &Map, places: &[PlacedTarget], language: Language) -> HashMap<Target, String> {
    let cards = cards_in_cells(map);
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(places.len());
    let mut names = HashMap::with_capacity(places.len());
    for PlacedTarget { target, .. } in places {
        let card = target.id_of(Part::Card);
        let mut name = match card.and_then(|id| cards.get(id)) {
            Some(&(lane, card, place)) => map.name_of_card(lane, card, place, language),
            None => map.name_of(target, language),
        };
        let times = taken.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name = format!("{name} ({times})");
        }
        names.insert(target.clone(), name);
    }
    names
}

/// Each card with its lane, its place among the cards of its cell and how many these are.
fn cards_in_cells(map: &Map) -> HashMap<&Id, (&Lane, &Card, (usize, usize))> {
    let mut found = HashMap::new();
    for lane in &map.lanes {
        let mut cells: HashMap<(&Id, Option<&Id>), Vec<&Card>> = HashMap::new();
        for card in lane.cards() {
            let cell = cells.entry((&card.stage, card.step.as_ref()));
            cell.or_default().push(card);
        }
        for cell in cells.values() {
            let places = cell.iter().enumerate();
            let places =
                places.map(|(index, card)| (&card.id, (&**lane, *card, (index, cell.len()))));
            found.extend(places);
        }
    }
    found
}
