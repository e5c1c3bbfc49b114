//! A map for a picture: without lanes that have nothing in them and channels that nothing uses.

use std::{collections::HashSet, sync::Arc};

use super::{Lens, touched::touched};
use crate::model::{Element, Id, Lane, LaneType, Map};

impl Lens {
    /// The map with its empty lanes hidden and its unused channels gone; `None` where it has none
    /// of them. What the lens hides counts as not there. A line above a lane that is hidden so
    /// moves down to the next one that is not.
    pub fn without_empty(&self, map: &Map) -> Option<Map> {
        let used = used_channels(map);
        let shown = map.lanes.iter().filter(|lane| !lane.hidden);
        let empty: HashSet<&Id> = shown
            .filter(|lane| self.finds_empty(lane, &used))
            .map(|lane| &lane.id)
            .collect();
        let has_matrix = |lane: &Arc<Lane>| LaneType::Channels.is(lane);
        let is_spare = |id: &Id| !used.contains(id) && map.lanes.iter().any(has_matrix);
        let has_spare = map.channels.iter().any(|channel| is_spare(&channel.id));
        if empty.is_empty() && !has_spare {
            return None;
        }
        let mut tidy = map.clone();
        let is_shown = |lane: &Lane| !lane.hidden && !empty.contains(&lane.id);
        for line in &mut tidy.lines {
            let below = map.lanes.iter().skip_while(|lane| lane.id != line.above);
            if let Some(next) = below.into_iter().find(|lane| is_shown(lane))
                && empty.contains(&line.above)
                && !map.lines.iter().any(|other| other.above == next.id)
            {
                line.above = next.id.clone();
            }
        }
        for lane in &mut tidy.lanes {
            if empty.contains(&lane.id) {
                Arc::make_mut(lane).hidden = true;
            }
        }
        tidy.channels.retain(|channel| !is_spare(&channel.id));
        Some(tidy)
    }

    fn finds_empty(&self, lane: &Lane, used: &HashSet<Id>) -> bool {
        match lane.lane_type() {
            // What cannot be looked into may hold anything.
            None => false,
            Some(LaneType::Channels) => used.is_empty(),
            Some(_) => {
                let says = |element: &Element<'_>| !element.is_blank() && self.shows(*element);
                !lane.elements().iter().any(says)
            }
        }
    }
}

/// The channels that a touchpoint uses or a mark puts somewhere.
fn used_channels(map: &Map) -> HashSet<Id> {
    let mut used: HashSet<Id> = HashSet::new();
    let met = map.lanes.iter().flat_map(|lane| touched(lane));
    let met: HashSet<(Id, Id)> = met.map(|(channel, stage, _)| (channel, stage)).collect();
    for lane in &map.lanes {
        if !LaneType::Channels.is(lane) {
            continue;
        }
        let mut dots = met.clone();
        for mark in lane.marks() {
            let place = (mark.channel.clone(), mark.stage.clone());
            if mark.on {
                dots.insert(place);
            } else {
                dots.remove(&place);
            }
        }
        used.extend(dots.into_iter().map(|(channel, _)| channel));
    }
    used
}
