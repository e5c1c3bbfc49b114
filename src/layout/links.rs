//! Lines from pain points to what answers them.

use std::sync::Arc;

use super::{
    arrows::{Gaps, end, rounded, route},
    link::LinkBox,
    numbers::shown,
    sheet::Layout,
};
use crate::model::{CardRole, LinkLook, Map};

/// Lines in the gaps between the cards, beside what runs there already.
pub(super) fn lines(map: &Map, layout: &Layout, gaps: &mut Gaps<'_>) -> Vec<Arc<LinkBox>> {
    if map.links != LinkLook::Lines {
        return Vec::new();
    }
    let opportunities = shown(map, &layout.grid.lens, CardRole::Opportunities);
    let links = opportunities.flat_map(|card| card.answers.iter().map(|pain| (pain, &card.id)));
    let lines = links.filter_map(|(pain, opportunity)| {
        let (from, to) = (end(layout, pain)?, end(layout, opportunity)?);
        let (corners, _) = route(&from, &to, false, gaps);
        let ends = [*corners.first()?, *corners.last()?];
        Some(Arc::new(LinkBox {
            pain: pain.clone(),
            opportunity: opportunity.clone(),
            ends,
            line: Arc::new(rounded(&corners, ends[1])),
            faded: from.faded || to.faded,
        }))
    });
    lines.collect()
}
