//! What refers from card to card, and from stops to what they show.

use std::{collections::HashSet, sync::Arc};

use super::{
    card::Card,
    id::Id,
    lane::LaneKind,
    map::Map,
    part::Part,
    record::{references, retain_links},
};

impl Map {
    /// Takes back what refers to cards that are not there: opportunities no longer answer them, and
    /// no arrow leads there. Lanes that lose nothing stay shared.
    pub fn forget_missing_cards(&mut self) {
        if self.arrows.is_empty() && self.cards().all(|card| card.answers.is_empty()) {
            return;
        }
        let known: HashSet<Id> = self.cards().map(|card| card.id.clone()).collect();
        self.arrows
            .retain(|arrow| known.contains(&arrow.from) && known.contains(&arrow.to));
        self.change_cards(
            |card| card.answers.iter().any(|id| !known.contains(id)),
            |card| card.answers.retain(|id| known.contains(id)),
        );
    }

    /// Takes what is not there out of the stops; one that showed nothing else goes with it.
    pub fn forget_missing_in_stops(&mut self) {
        if self.stops.is_empty() {
            return;
        }
        let mut known: HashSet<(Part, Id)> = HashSet::new();
        self.visit(&mut |_, element| {
            known.extend(element.id().map(|(part, id)| (part, id.clone())));
        });
        let keep = |part: Part, id: &Id| known.contains(&(part, id.clone()));
        self.stops.retain(|stop| match stop.shows.part() {
            Some(part) => stop.shows.ids().iter().any(|id| keep(part, id)),
            None => true,
        });
        for stop in &mut self.stops {
            let mut is_whole = true;
            references(&**stop, &mut |_, part, id| is_whole &= keep(part, id));
            if !is_whole {
                retain_links(Arc::make_mut(stop), &keep, &mut |_, _, _| {});
            }
        }
    }

    /// Changes the cards that a condition holds of; the others stay shared.
    pub fn change_cards(&mut self, applies: impl Fn(&Card) -> bool, change: impl Fn(&mut Card)) {
        for lane in &mut self.lanes {
            if !lane.cards().iter().any(|card| applies(card)) {
                continue;
            }
            if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind {
                for card in cards.iter_mut().filter(|card| applies(card)) {
                    change(Arc::make_mut(card));
                }
            }
        }
    }
}
