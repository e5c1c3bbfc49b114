//! The order of stages, steps, lanes, personas and channels, several moved as one.

use super::Editor;
use crate::{
    edit::Edit,
    model::{Id, Map, Part, Target},
};

impl Editor {
    /// The selected things of the kind of `target`, among the same neighbours, in the order of
    /// the map.
    pub(super) fn selected_like(&self, target: &Target) -> Vec<Target> {
        let like = siblings(self.map(), target);
        like.into_iter()
            .filter(|target| self.selection.contains(target))
            .collect()
    }
}

/// All things among which a thing has its order, itself too; empty for what is in no order.
pub(super) fn siblings(map: &Map, target: &Target) -> Vec<Target> {
    let part = target.part().filter(|(part, _)| part.has_order());
    let Some((part, id)) = part else {
        return Vec::new();
    };
    let ids: Vec<&Id> = if part == Part::Step {
        let steps = map.step(id).map_or(&[][..], |(stage, _)| &stage.steps);
        steps.iter().map(|step| &step.id).collect()
    } else {
        map.ids(part)
    };
    let ids = ids.into_iter().cloned();
    ids.map(|id| Target::of(part, id)).collect()
}

/// What puts a block of siblings, in their order, at a place among the others.
pub(super) fn block_to(map: &Map, block: &[Target], index: usize) -> Vec<Edit> {
    let Some(first) = block.first() else {
        return Vec::new();
    };
    let mut now = siblings(map, first);
    let mut wanted: Vec<Target> = now.iter().filter(|t| !block.contains(t)).cloned().collect();
    let at = index.min(wanted.len());
    wanted.splice(at..at, block.iter().cloned());
    let mut edits = Vec::new();
    for (index, target) in wanted.into_iter().enumerate() {
        let from = now.iter().position(|known| *known == target);
        if let Some(from) = from.filter(|from| *from != index) {
            now.remove(from);
            now.insert(index, target.clone());
            edits.push(Edit::Reorder { target, index });
        }
    }
    edits
}
