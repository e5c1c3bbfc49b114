//! The order of stages, steps, lanes, personas and channels, several moved as one.

use super::Editor;
use crate::{
    edit::Edit,
    model::{Map, Target},
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
    match target {
        Target::Stage(_) => {
            let stages = map.stages.iter();
            stages
                .map(|stage| Target::Stage(stage.id.clone()))
                .collect()
        }
        Target::Lane(_) => {
            let lanes = map.lanes.iter();
            lanes.map(|lane| Target::Lane(lane.id.clone())).collect()
        }
        Target::Persona(_) => {
            let personas = map.personas.iter();
            personas.map(|p| Target::Persona(p.id.clone())).collect()
        }
        Target::Channel(_) => {
            let channels = map.channels.iter();
            channels.map(|c| Target::Channel(c.id.clone())).collect()
        }
        Target::Step(id) => {
            let steps = map.step(id).map_or(&[][..], |(stage, _)| &stage.steps);
            let steps = steps.iter();
            steps.map(|step| Target::Step(step.id.clone())).collect()
        }
        _ => Vec::new(),
    }
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
