//! What is selected.

use std::collections::HashSet;

use super::seen::{on_sheet, seen_cards};
use crate::{
    layout::Lens,
    model::{Id, Map, Target},
};

/// Things selected, in the order in which they were; none is there twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    in_order: Vec<Target>,
    /// What is in the list, to be asked for.
    known: HashSet<Target>,
}

impl Selection {
    /// In the order in which they were selected.
    pub fn targets(&self) -> &[Target] {
        &self.in_order
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.in_order.is_empty()
    }

    /// Whether a thing is selected.
    pub fn contains(&self, target: &Target) -> bool {
        self.known.contains(target)
    }

    /// The one thing that is selected; `None` when none or several are.
    pub fn only(&self) -> Option<&Target> {
        match self.in_order.as_slice() {
            [target] => Some(target),
            _ => None,
        }
    }

    /// The thing selected last.
    pub fn last(&self) -> Option<&Target> {
        self.in_order.last()
    }

    pub(super) fn set(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.in_order.clear();
        self.known.clear();
        for target in targets {
            if self.known.insert(target.clone()) {
                self.in_order.push(target);
            }
        }
    }

    pub(super) fn toggle(&mut self, target: Target) {
        if self.known.remove(&target) {
            self.in_order.retain(|known| *known != target);
        } else {
            self.known.insert(target.clone());
            self.in_order.push(target);
        }
    }

    /// Lets go of what is no longer on the map, or not to be seen on the sheet.
    pub(super) fn prune(&mut self, map: &Map, lens: &Lens) {
        // Many are asked about together: each alone would be looked for in the whole map.
        let cards: Option<HashSet<&Id>> = (self.in_order.len() > 16).then(|| seen_cards(map, lens));
        let is_there = |target: &Target| match (target, &cards) {
            (Target::Card(id), Some(cards)) => cards.contains(id),
            _ => map.has(target) && on_sheet(map, lens, target),
        };
        let before = self.in_order.len();
        self.in_order.retain(is_there);
        if self.in_order.len() != before {
            self.known = self.in_order.iter().cloned().collect();
        }
    }
}
