//! What undo and redo bring back to the map, selected and in view.

use std::{collections::HashSet, sync::Arc};

use super::Editor;
use crate::{
    edit::History,
    model::{Element, Id, Lane, Map, Part, Target},
};

/// What stands for all that came with it.
const ROOMS: [Part; 5] = [
    Part::Stage,
    Part::Lane,
    Part::Persona,
    Part::Channel,
    Part::Step,
];
/// Of a larger selection so many are asked about.
const ASKED: usize = 16;

impl Editor {
    /// Goes a step back or on, and selects what was selected there, else what came back.
    pub(super) fn travel(&mut self, step: impl FnOnce(&mut History) -> Option<&'static str>) {
        self.note_selection();
        let before = self.history.committed().clone();
        step(&mut self.history);
        self.select_again();
        let after = self.history.committed().clone();
        let selected = self.selection.targets().iter().take(ASKED);
        let is_back = selected
            .clone()
            .any(|target| !before.has(target) && after.has(target));
        if !is_back {
            let back = came_back(&before, &after);
            if back.is_empty() {
                return;
            }
            self.select(back);
        }
        // The sheet is laid out when all that is asked for is done.
        self.shows_selected = true;
    }

    /// Brings into view what came back.
    pub(super) fn show_what_came_back(&mut self) {
        if std::mem::take(&mut self.shows_selected) {
            self.refresh();
            let first = self.selection.targets().first().cloned();
            if let Some(first) = first.filter(|target| self.is_seen(target)) {
                self.reveal(&first);
            }
        }
    }
}

/// What a map has that it had not before; of a room and what stands in it the room alone.
fn came_back(before: &Map, after: &Map) -> Vec<Target> {
    for part in ROOMS {
        let new = new_of(part, before, after);
        if !new.is_empty() {
            return new;
        }
    }
    let known: HashSet<(Part, &Id)> = changed_elements(before, after).collect();
    let new = changed_elements(after, before).filter(|element| !known.contains(element));
    let new: Vec<Target> = new.map(|(part, id)| Target::of(part, id.clone())).collect();
    if !new.is_empty() {
        return new;
    }
    let mut others = [Part::Arrow, Part::Stop].into_iter();
    let grown = others.find(|part| before.count(*part) < after.count(*part));
    grown.map_or(Vec::new(), |part| new_of(part, before, after))
}

/// The parts of a kind that a map has and had not before.
fn new_of(part: Part, before: &Map, after: &Map) -> Vec<Target> {
    let known: HashSet<&Id> = before.ids(part).into_iter().collect();
    let new = after.ids(part).into_iter().filter(|id| !known.contains(id));
    new.map(|id| Target::of(part, id.clone())).collect()
}

/// What stands in the lanes of a map that another one does not share.
fn changed_elements<'a>(map: &'a Map, other: &'a Map) -> impl Iterator<Item = (Part, &'a Id)> {
    let shared: HashSet<*const Lane> = other.lanes.iter().map(Arc::as_ptr).collect();
    let lanes = map.lanes.iter();
    let changed = lanes.filter(move |lane| !shared.contains(&Arc::as_ptr(lane)));
    changed
        .flat_map(|lane| lane.elements())
        .filter_map(Element::id)
}
