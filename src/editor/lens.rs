//! The lens, and what is given up of it when something is to be seen.

use super::{
    Editor,
    seen::{lets_through, on_sheet},
};
use crate::{
    layout::Lens,
    model::{Target, When},
};

impl Editor {
    /// Whether a thing can be seen on the sheet.
    pub(super) fn is_seen(&self, target: &Target) -> bool {
        on_sheet(self.map(), &self.lens, target)
    }

    /// Whether the lens shows a thing, whatever becomes of its lane.
    pub(super) fn is_let_through(&self, target: &Target) -> bool {
        lets_through(self.map(), &self.lens, target)
    }

    /// Gives up as much of the lens as hides things that are to be seen.
    pub(super) fn uncover(&mut self, targets: &[Target]) {
        let map = self.map().clone();
        let hides = |lens: &Lens| targets.iter().any(|t| !lets_through(&map, lens, t));
        if self.lens.when != When::Both && hides(&self.lens) {
            let of_all = Lens {
                hides_others: false,
                ..self.lens.clone()
            };
            if hides(&of_all) {
                self.lens.when = When::Both;
            }
        }
        if hides(&self.lens) {
            self.lens.personas.clear();
            self.lens.hides_others = false;
        }
        self.refresh();
    }
}
