//! Selecting several by key: on in a direction, or one by one with a ring that goes about without
//! selecting.

use super::{Direction, Editor};
use crate::model::Target;

impl Editor {
    /// What the keys are on: where the ring is, else what was selected last.
    pub fn at_keys(&self) -> Option<&Target> {
        self.ring().or(self.selection.last())
    }

    /// Where the ring is while it is about.
    pub fn ring(&self) -> Option<&Target> {
        let ring = self.ring.as_ref();
        ring.filter(|target| self.map().has(target) && self.is_seen(target))
    }

    /// Selects one more in a direction, of the like of the last; back again, one less.
    pub(super) fn extend_towards(&mut self, direction: Direction) {
        let from = self.at_keys().cloned();
        let last = self.selection.last().filter(|last| !is_room(last));
        let like = last.map(std::mem::discriminant);
        let fits = |target: &Target| match like {
            Some(like) => std::mem::discriminant(target) == like,
            None => !is_room(target),
        };
        let Some(next) = self.target_towards(from.as_ref(), direction, &fits) else {
            return;
        };
        let mut targets = self.selection.targets().to_vec();
        targets.retain(|target| !is_room(target));
        let before = targets.len().checked_sub(2).map(|at| &targets[at]);
        if before == Some(&next) && from.as_ref() == targets.last() {
            targets.pop();
        } else {
            targets.retain(|target| *target != next);
            targets.push(next.clone());
        }
        self.reveal(&next);
        self.ring = None;
        self.select(targets);
    }

    /// Moves the ring in a direction and leaves the selection as it is.
    pub(super) fn ring_towards(&mut self, direction: Direction) {
        let from = self.at_keys().cloned();
        let next = match self.connecting.clone() {
            Some(start) => {
                let is_other = |target: &Target| matches!(target, Target::Card(id) if *id != start);
                self.target_towards(from.as_ref(), direction, &is_other)
            }
            None => self.target_towards(from.as_ref(), direction, &|_| true),
        };
        if let Some(target) = next {
            self.reveal(&target);
            self.ring = Some(target);
        }
    }

    /// Selects what the ring is around, too, or no more.
    pub(super) fn toggle_at_ring(&mut self) {
        let Some(target) = self.ring().cloned() else {
            return;
        };
        let mut targets = self.selection.targets().to_vec();
        targets.retain(|known| !is_room(known));
        if targets.contains(&target) {
            targets.retain(|known| *known != target);
        } else {
            targets.push(target);
        }
        self.select(targets);
    }
}

fn is_room(target: &Target) -> bool {
    matches!(target, Target::Cell { .. })
}
