//! The order of stages, steps, lanes, personas, channels and stops, several moved as one.

use super::{
    Editor,
    parts::{cell_cards, column_of},
};
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

    /// What a hand goes on with when all that is selected is gone: what stands behind the last of
    /// it, else before, else the room that it stood in.
    pub(super) fn beside_selected(&self) -> Option<Target> {
        let (map, last) = (self.map(), self.selection.last()?);
        let stays = |target: &&Target| !self.selection.contains(target) && self.is_seen(target);
        match last {
            Target::Line { above } => return Some(Target::Lane(above.clone())),
            Target::Arrow(id) => {
                let arrow = map.arrow(id)?;
                let ends = [&arrow.from, &arrow.to].map(|id| Target::Card(id.clone()));
                return ends.iter().find(stays).cloned();
            }
            _ => {}
        }
        let like = self.beside(last);
        let at = like.iter().position(|target| target == last)?;
        let (before, behind) = like.split_at(at);
        let beside = behind.iter().find(stays);
        let beside = beside.or_else(|| before.iter().rev().find(stays)).cloned();
        beside.or_else(|| {
            let (stage, step) = column_of(map, last)?;
            if matches!(last, Target::Step(_)) {
                return Some(Target::Stage(stage));
            }
            let lane = map.lane_of(last).filter(|_| last.is_content())?.clone();
            Some(Target::Cell { lane, stage, step })
        })
    }

    /// A thing and those that it stands among, in their order: the cards of its cell, the points
    /// of its curve, the metrics of its stage, else its siblings.
    pub(super) fn beside(&self, target: &Target) -> Vec<Target> {
        let map = self.map();
        let lane = map.lane_of(target).and_then(|lane| map.lane(lane));
        match (target, lane) {
            (Target::Card(_), Some(lane)) => {
                let column = column_of(map, target);
                let cards = column
                    .iter()
                    .flat_map(|column| cell_cards(map, lane, column));
                cards.cloned().map(Target::Card).collect()
            }
            (Target::Point(id), _) => {
                let points = map.point(id).map(|(_, curve, _)| &curve.points);
                let ids = points.into_iter().flatten().map(|point| point.id.clone());
                ids.map(Target::Point).collect()
            }
            (Target::Metric(id), Some(lane)) => {
                let metrics = lane.metrics().iter();
                let stage = map.metric(id).map(|(_, metric)| &metric.stage);
                let here = metrics.filter(|metric| Some(&metric.stage) == stage);
                here.map(|metric| Target::Metric(metric.id.clone()))
                    .collect()
            }
            _ => siblings(map, target),
        }
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
