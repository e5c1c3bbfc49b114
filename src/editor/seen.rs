//! What can be seen on the sheet: in lanes that are shown whole, of those whom the lens shows.

use std::collections::HashSet;

use crate::{
    layout::Lens,
    model::{Id, Map, Target},
};

/// Whether a lane's being hidden or collapsed, and the lens, leave a thing to be seen.
pub(super) fn on_sheet(map: &Map, lens: &Lens, target: &Target) -> bool {
    if !lets_through(map, lens, target) {
        return false;
    }
    let Some(lane) = map.lane_of(target).and_then(|id| map.lane(id)) else {
        return true;
    };
    let stays = matches!(
        target,
        Target::Lane(_) | Target::Cell { .. } | Target::Line { .. }
    );
    !lane.hidden && (stays || !lane.collapsed)
}

/// Whether the lens shows a thing, whatever becomes of its lane.
pub(super) fn lets_through(map: &Map, lens: &Lens, target: &Target) -> bool {
    if lens.is_clear() {
        return true;
    }
    if let Target::Persona(id) = target {
        return lens.shows_persona(id);
    }
    map.content(target)
        .is_none_or(|element| lens.shows(element))
}

/// The cards that can be seen; asking for each of many alone takes long.
pub(super) fn seen_cards<'a>(map: &'a Map, lens: &Lens) -> HashSet<&'a Id> {
    let lanes = map.lanes.iter();
    let open = lanes.filter(|lane| !lane.hidden && !lane.collapsed);
    let cards = open.flat_map(|lane| lane.cards());
    let seen = cards.filter(|card| lens.shows_card(card));
    seen.map(|card| &card.id).collect()
}
