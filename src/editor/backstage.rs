//! What stands behind the journey: the lanes and lines of a service blueprint, added to a map that
//! has none of them, or completed.

use std::sync::Arc;

use super::{
    Editor, Effect,
    parts::{fresh, new_lane},
};
use crate::{
    edit::Edit,
    model::{CardRole, Id, Lane, LaneType, LineKind, Map, Part, Target},
};

/// Front to back: the line above each lane, and what the lane is called where it has to be made.
const LANES: [(LineKind, &str); 3] = [
    (LineKind::Interaction, "Frontstage"),
    (LineKind::Visibility, "Backstage"),
    (LineKind::InternalInteraction, "Support processes"),
];
const EVIDENCE: &str = "Physical evidence";

impl Editor {
    /// Whether the map lacks a line of the blueprint.
    pub(super) fn lacks_backstage(&self) -> bool {
        let lines = &self.map().lines;
        let is_drawn = |kind| lines.iter().any(|line| line.kind == kind);
        !LineKind::ALL.into_iter().all(is_drawn)
    }

    /// Adds what the map lacks of the physical evidence at its top and, from the line of
    /// interaction down, the front stage, what is behind it, and what supports that. A lane of the
    /// organisation that stands there already becomes the one behind the line of visibility.
    pub(super) fn add_backstage(&mut self) -> Vec<Effect> {
        let (edits, made) = backstage(self.map());
        self.do_and_select("Add backstage lanes", &edits, made)
    }
}

fn backstage(map: &Map) -> (Vec<Edit>, Vec<Target>) {
    // The lanes as they will be, to know where the next one goes.
    let mut next = map.clone();
    let (mut edits, mut made) = (Vec::new(), Vec::new());
    let mut add = |next: &mut Map, index: usize, role: CardRole, title: &'static str| -> Id {
        let lane = new_lane(next, fresh(next, Part::Lane), LaneType::Cards(role));
        let lane = Arc::new(Lane {
            title: map.language.t(title).to_owned(),
            icon: String::new(),
            ..lane
        });
        let id = lane.id.clone();
        next.lanes.insert(index.min(next.lanes.len()), lane.clone());
        made.push(Target::Lane(id.clone()));
        edits.push(Edit::InsertLane { index, lane });
        id
    };
    let title = map.language.t(EVIDENCE);
    if map.lanes.iter().all(|lane| lane.title != title) {
        add(&mut next, 0, CardRole::Free, EVIDENCE);
    }
    let below = |kind: LineKind| {
        let line = map.lines.iter().find(|line| line.kind == kind);
        line.map(|line| line.above.clone())
    };
    let mut homes = LANES.map(|(kind, _)| below(kind));
    if homes[1].is_none() {
        let free = |lane: &&Arc<Lane>| {
            lane.role() == Some(CardRole::OrganisationActivities)
                && map.lines.iter().all(|line| line.above != lane.id)
        };
        homes[1] = map.lanes.iter().find(free).map(|lane| lane.id.clone());
    }
    let mut lines = Vec::new();
    for (at, (kind, title)) in LANES.into_iter().enumerate() {
        let home = homes[at].clone().unwrap_or_else(|| {
            let place = |home: &Option<Id>| home.as_ref().and_then(|id| next.lane_index(id));
            let after = homes[..at]
                .iter()
                .rev()
                .find_map(place)
                .map(|index| index + 1);
            let before = homes[at + 1..].iter().find_map(place);
            // Figures stay below all.
            let end = next
                .lanes
                .iter()
                .position(|lane| !lane.metrics().is_empty());
            let index = after.or(before).or(end).unwrap_or(next.lanes.len());
            add(&mut next, index, CardRole::OrganisationActivities, title)
        });
        if below(kind).is_none() {
            lines.push(Edit::SetLine {
                above: home.clone(),
                kind: Some(kind),
            });
        }
        homes[at] = Some(home);
    }
    edits.extend(lines);
    (edits, made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::{apply_all, tests::small_map},
        file,
        text::Fonts,
    };

    fn with_backstage(map: Map) -> Map {
        let (edits, _) = backstage(&map);
        Map::clone(&apply_all(&Arc::new(map), &edits).expect("sound edits"))
    }

    /// The kinds of lines, top to bottom.
    fn lines(map: &Map) -> Vec<LineKind> {
        let lanes = map.lanes.iter();
        let lines = lanes.filter_map(|lane| map.lines.iter().find(|line| line.above == lane.id));
        lines.map(|line| line.kind).collect()
    }

    #[test]
    fn every_map_gets_the_three_lines_in_their_order_once() {
        let maps = file::samples()
            .iter()
            .map(|sample| file::load(sample.bytes).unwrap().map);
        let blank = Map {
            lines: Vec::new(),
            lanes: Vec::new(),
            ..small_map()
        };
        for map in maps.chain([blank]) {
            let whole = with_backstage(map.clone());
            assert_eq!(lines(&whole), LineKind::ALL, "{}", map.title);
            assert!(!Editor::new(whole.clone(), Fonts::new()).lacks_backstage());
            let titles: Vec<_> = whole.lanes.iter().map(|lane| lane.title.as_str()).collect();
            assert_eq!(titles[0], whole.language.t(EVIDENCE), "{titles:?}");
            assert_eq!(with_backstage(whole.clone()), whole);
        }
    }

    #[test]
    fn what_the_organisation_does_stays_behind_the_line_of_visibility() {
        let sample = &file::samples()[0];
        let map = file::load(sample.bytes).unwrap().map;
        let own = map.lanes.iter();
        let own = own.filter(|lane| lane.role() == Some(CardRole::OrganisationActivities));
        let own: Vec<_> = own.map(|lane| lane.id.clone()).collect();
        let whole = with_backstage(map);
        let visible = whole
            .lines
            .iter()
            .find(|line| line.kind == LineKind::Visibility);
        assert!(own.contains(&visible.unwrap().above));
    }
}
