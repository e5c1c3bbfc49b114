//! What refers from card to card.

use std::{collections::HashSet, sync::Arc};

use super::{card::Card, id::Id, lane::LaneKind, map::Map};

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
