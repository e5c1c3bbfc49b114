//! What is selected.

use std::{collections::HashSet, sync::Arc};

use super::seen::{on_sheet, seen_cards};
use crate::{
    layout::Lens,
    model::{Id, Map, Target},
};

/// Things selected, in the order in which they were; none is there twice. Clones share them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection(Arc<Selected>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Selected {
    in_order: Vec<Target>,
    /// What is in the list, to be asked for.
    known: HashSet<Target>,
}

impl Selection {
    /// In the order in which they were selected.
    pub fn targets(&self) -> &[Target] {
        &self.0.in_order
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.0.in_order.is_empty()
    }

    /// Whether a thing is selected.
    pub fn contains(&self, target: &Target) -> bool {
        self.0.known.contains(target)
    }

    /// The one thing that is selected; `None` when none or several are.
    pub fn only(&self) -> Option<&Target> {
        match self.0.in_order.as_slice() {
            [target] => Some(target),
            _ => None,
        }
    }

    /// The thing selected last.
    pub fn last(&self) -> Option<&Target> {
        self.0.in_order.last()
    }

    pub(super) fn set(&mut self, targets: impl IntoIterator<Item = Target>) {
        let mut selected = Selected::default();
        for target in targets {
            if selected.known.insert(target.clone()) {
                selected.in_order.push(target);
            }
        }
        self.0 = Arc::new(selected);
    }

    pub(super) fn toggle(&mut self, target: Target) {
        let selected = Arc::make_mut(&mut self.0);
        if selected.known.remove(&target) {
            selected.in_order.retain(|known| *known != target);
        } else {
            selected.known.insert(target.clone());
            selected.in_order.push(target);
        }
    }

    /// Lets go of what is no longer on the map, or not to be seen on the sheet.
    pub(super) fn prune(&mut self, map: &Map, lens: &Lens) {
        // Many are asked about together: each alone would be looked for in the whole map.
        let cards: Option<HashSet<&Id>> =
            (self.targets().len() > 16).then(|| seen_cards(map, lens));
        let is_there = |target: &Target| match (target, &cards) {
            (Target::Card(id), Some(cards)) => cards.contains(id),
            _ => map.has(target) && on_sheet(map, lens, target),
        };
        if !self.targets().iter().all(is_there) {
            let there = self.targets().iter().filter(|target| is_there(target));
            self.set(there.cloned().collect::<Vec<_>>());
        }
    }
}
