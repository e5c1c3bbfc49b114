//! Selecting by key: the next thing in a direction or in reading order, and more of the like.

use super::{
    Direction, Editor,
    parts::{cell_cards, column_of},
    seen::seen_cards,
};
use crate::{
    geom::Rect,
    layout::Lens,
    model::{Element, Lane, Target},
};

impl Editor {
    /// Selects the nearest thing in a direction, or the first when nothing is selected; while the
    /// end of a line is chosen, that is it.
    pub(super) fn select_towards(&mut self, direction: Direction) {
        if self.connecting.is_some() {
            return self.ring_towards(direction);
        }
        let next = self.target_towards(self.at_keys(), direction, &|_| true);
        if let Some(target) = next {
            self.reveal(&target);
            self.select([target]);
        }
    }

    /// The nearest thing in a direction from another one, of those that fit; else the first.
    pub(super) fn target_towards(
        &self,
        from: Option<&Target>,
        direction: Direction,
        fits: &dyn Fn(&Target) -> bool,
    ) -> Option<Target> {
        let places = self.layout().places();
        let is_reached = |target: &&Target| self.is_reached_by_key(target) && fits(target);
        let from = from.and_then(|target| self.layout().rect_of(target));
        let Some(from) = from else {
            let mut targets = places.iter().map(|place| &place.target);
            return targets.find(is_reached).cloned();
        };
        let distances = places.iter().filter_map(|place| {
            let distance = distance(from, place.rect, direction)?;
            Some((distance, &place.target))
        });
        let mut way: Vec<_> = distances.collect();
        way.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        way.into_iter()
            .map(|(_, target)| target)
            .find(is_reached)
            .cloned()
    }

    /// Of the rooms only those that something can be added to and that are empty.
    fn is_reached_by_key(&self, target: &Target) -> bool {
        let Target::Cell { lane, stage, .. } = target else {
            return true;
        };
        let (map, lane) = (self.map(), self.map().lane(lane));
        let (Some(lane), Some(column)) = (lane, column_of(map, target)) else {
            return false;
        };
        if lane.role().is_some() {
            let mut cards = cell_cards(map, lane, &column);
            return !cards.any(|id| self.is_seen(&Target::Card(id.clone())));
        }
        let elements = lane.elements().into_iter();
        let mut here = elements.filter(|element| element.stage() == Some(stage));
        lane.kind.parts().is_some() && !here.any(|element| self.lens.shows(element))
    }

    /// Selects the thing after (or before) the selected one in reading order, and after the last
    /// the first.
    pub(super) fn select_next(&mut self, forward: bool) {
        let places = self.layout().places();
        let count = places.len();
        let last = self.at_keys();
        let here = places.iter().position(|place| Some(&place.target) == last);
        let way = (1..=count).map(|by| match (here, forward) {
            (Some(here), true) => (here + by) % count,
            (Some(here), false) => (here + count - by) % count,
            (None, true) => by - 1,
            (None, false) => count - by,
        });
        let mut way = way.map(|index| &places[index].target);
        if let Some(target) = way.find(|target| self.is_reached_by_key(target)).cloned() {
            self.reveal(&target);
            self.select([target]);
        }
    }

    /// Selects the cards of the cell, then of the lane, then everything that stands in lanes; of
    /// other things all of their kind.
    pub(super) fn select_more(&mut self) {
        let map = self.map();
        let all_of_kind = match self.selection.last() {
            Some(
                target @ (Target::Stage(_)
                | Target::Lane(_)
                | Target::Persona(_)
                | Target::Channel(_)
                | Target::Step(_)),
            ) => {
                let mut siblings = super::order::siblings(map, target);
                siblings.retain(|sibling| self.is_seen(sibling));
                siblings
            }
            _ => Vec::new(),
        };
        let seen = seen_cards(map, &self.lens);
        let lane = self.selection.last().and_then(|t| map.lane_of(t));
        let lane = lane.and_then(|id| map.lane(id));
        let of_cell: Vec<Target> = lane
            .zip(self.selection.last().and_then(|t| column_of(map, t)))
            .map_or(Vec::new(), |(lane, column)| {
                let cards = cell_cards(map, lane, &column).filter(|id| seen.contains(id));
                cards.cloned().map(Target::Card).collect()
            });
        let of_lane = lane.map_or(Vec::new(), |lane| contents(lane, &self.lens));
        let of_map = map.lanes.iter();
        let of_map: Vec<_> = of_map.flat_map(|l| contents(l, &self.lens)).collect();
        let grows = |targets: &Vec<Target>| {
            let has_all = targets.iter().all(|t| self.selection.contains(t));
            let keeps_all =
                self.selection.targets().iter().all(|target| {
                    matches!(target, Target::Cell { .. }) || targets.contains(target)
                });
            !has_all && keeps_all
        };
        let found = [all_of_kind, of_cell, of_lane].into_iter().find(grows);
        let more = found.unwrap_or(of_map);
        if !more.is_empty() {
            self.select(more);
        }
    }
}

/// What can be seen to stand in a lane, in its order.
fn contents(lane: &Lane, lens: &Lens) -> Vec<Target> {
    if lane.hidden || lane.collapsed {
        return Vec::new();
    }
    let seen = lane.elements().into_iter().filter(|e| lens.shows(*e));
    let parts = seen.filter_map(Element::id);
    parts
        .map(|(part, id)| Target::of(part, id.clone()))
        .collect()
}

/// A card and its room begin and end so near each other, in document units.
const INSET: f64 = 12.0;

/// Whether two things begin and end at the same places, as those of one row do.
fn is_alike(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < INSET && (one.1 - other.1).abs() < INSET
}

/// How far `to` lies from `from` in a direction, what lies aside counting double; `None` when it
/// does not lie there. Of two things of one column neither lies to the left or right of the other.
fn distance(from: Rect, to: Rect, direction: Direction) -> Option<f64> {
    let by = to.center() - from.center();
    let is_across = matches!(direction, Direction::Left | Direction::Right);
    let is_apart = if is_across {
        let in_column = |x: f64, of: Rect| of.x0 < x && x < of.x1;
        !in_column(to.center().x, from) && !in_column(from.center().x, to)
    } else {
        !is_alike((from.y0, from.y1), (to.y0, to.y1))
    };
    let (along, aside) = match direction {
        Direction::Left => (-by.x, by.y),
        Direction::Right => (by.x, by.y),
        Direction::Up => (from.y0 - to.y0, by.x),
        Direction::Down => (to.y0 - from.y0, by.x),
    };
    (along > 0.5 && is_apart).then(|| along + 2.0 * aside.abs())
}
