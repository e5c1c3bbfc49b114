//! Find and replace: every place of a text on the map, stepped through in reading order.

mod fold;
mod marks;
mod state;
mod texts;

use std::{collections::HashMap, sync::Arc};

use fold::Folded;
pub use state::{Find, Highlight, Hit, Within};

use super::{Editor, Effect};
use crate::{
    edit::{EditError, apply_all},
    model::{Field, Target},
};

impl Editor {
    /// What is being looked for.
    pub fn find(&self) -> &Find {
        &self.find
    }

    pub(super) fn open_find(&mut self, replaces: bool) {
        let was_open = self.find.is_open;
        self.find.is_open = true;
        self.find.replaces = replaces || (was_open && self.find.replaces);
        self.find.serial += 1;
        self.find.replaced = None;
        self.refresh_find();
        // From what is selected on.
        if let Some(target) = self.selection.last()
            && !was_open
        {
            let mut texts = self.find.texts.iter();
            if let Some(text) = texts.position(|(of, ..)| of == target) {
                self.find.go_to(text, 0);
            }
        }
    }

    /// Leaves the current hit selected; `false` when there was nothing to close.
    pub(super) fn close_find(&mut self) -> bool {
        self.refresh_find();
        let was_open = std::mem::take(&mut self.find.is_open);
        let hit = self.find.current().map(|index| &self.find.hits[index]);
        if let Some(target) = hit.map(|hit| hit.target.clone()).filter(|_| was_open) {
            self.selection.set([target]);
        }
        self.find.marks.clear();
        self.find.texts.clear();
        self.find.of = None;
        was_open
    }

    pub(super) fn look_for(&mut self, query: String) {
        let before = self.find.current().map(|index| &self.find.hits[index]);
        let from = before.map(|hit| (hit.text, hit.range.start));
        self.find.query = query;
        self.find.replaced = None;
        self.refresh_find();
        if let Some((text, byte)) = from {
            self.find.go_to(text, byte);
        }
        // Half a word does not take the lens away, as long as something is found through it.
        let hits = self.find.hits.iter().enumerate();
        let (before, after): (Vec<_>, Vec<_>) =
            hits.partition(|(index, _)| *index < self.find.current);
        let mut in_turn = after.into_iter().chain(before);
        if let Some((seen, _)) = in_turn.find(|(_, hit)| self.is_let_through(&hit.target)) {
            self.find.current = seen;
        }
        self.reveal_hit();
    }

    /// On to the next hit or back to the one before, around the ends.
    pub(super) fn find_step(&mut self, forward: bool) {
        self.find.is_open = true;
        self.find.replaced = None;
        self.refresh_find();
        let count = self.find.hits.len();
        if count == 0 {
            return;
        }
        let by = if forward { 1 } else { count - 1 };
        self.find.current = (self.find.current + by) % count;
        self.show_hit();
    }

    fn show_hit(&mut self) {
        let hit = self.find.current().map(|index| &self.find.hits[index]);
        if let Some(target) = hit.map(|hit| hit.target.clone()) {
            self.selection.set([target]);
        }
        self.reveal_hit();
    }

    fn reveal_hit(&mut self) {
        let Some(current) = self.find.current() else {
            return;
        };
        let target = self.find.hits[current].target.clone();
        self.uncover(&[target]);
        self.refresh_find();
        let mark = self.find.marks.iter().find(|mark| mark.hit == current);
        match mark.map(|mark| (mark.rect, mark.is_words)) {
            Some((rect, true)) => self.reveal_words(rect),
            Some((rect, false)) => self.reveal_rect(rect),
            None => {}
        }
    }

    /// Puts `with` in the place of the current hit, or of all of them as one step.
    pub(super) fn replace(&mut self, with: &str, all: bool) -> Vec<Effect> {
        self.refresh_find();
        let Some(current) = self.find.current() else {
            return Vec::new();
        };
        let hits = if all {
            self.find.hits.clone()
        } else {
            vec![self.find.hits[current].clone()]
        };
        let (texts, count, refused) = self.replaced_texts(&hits, with);
        if texts.is_empty() {
            return refused.map(Effect::Refused).into_iter().collect();
        }
        let name = if all { "Replace all" } else { "Replace text" };
        let effects = self.edit(name, &texts::edits(self.map(), &texts));
        if !effects.is_empty() {
            return effects;
        }
        self.refresh();
        self.refresh_find();
        if all {
            self.find.replaced = Some(count);
        } else {
            let hit = &hits[0];
            self.find.go_to(hit.text, hit.range.start + with.len());
            self.show_hit();
        }
        Vec::new()
    }

    /// The texts of hits with `with` in their places, how many hits those are, and why others
    /// stay as they are: a figure has to remain one.
    fn replaced_texts(
        &self,
        hits: &[Hit],
        with: &str,
    ) -> (Vec<(Target, Within, String)>, usize, Option<EditError>) {
        let map = self.map();
        let (mut replaced, mut count, mut refused) = (Vec::new(), 0, None);
        let mut of_texts: HashMap<usize, Vec<&Hit>> = HashMap::new();
        for hit in hits {
            of_texts.entry(hit.text).or_default().push(hit);
        }
        let mut of_texts: Vec<_> = of_texts.into_iter().collect();
        of_texts.sort_by_key(|(text, _)| *text);
        for (_, hits) in of_texts {
            let (target, within) = (&hits[0].target, hits[0].within);
            let Some(mut text) = texts::text(map, target, within) else {
                continue;
            };
            for hit in hits.iter().rev() {
                text.replace_range(hit.range.clone(), with);
            }
            let changed = (target.clone(), within, text);
            if within == Within::Field(Field::Value) {
                let edits = texts::edits(map, std::slice::from_ref(&changed));
                if let Err(error) = apply_all(map, &edits) {
                    refused = Some(error);
                    continue;
                }
            }
            count += hits.len();
            replaced.push(changed);
        }
        (replaced, count, refused)
    }

    /// Finds anew if the map or what is looked for is another one.
    pub(super) fn refresh_find(&mut self) {
        if !self.find.is_open {
            return;
        }
        let map = self.map().clone();
        let layout = self.layout().clone();
        let find = &mut self.find;
        let same_map = find.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &map));
        let same_lens = find.lens == layout.grid.lens;
        if same_map && same_lens && find.found == find.query {
            return;
        }
        if !same_map {
            find.texts.clear();
            texts::each(&map, |target, within, text| {
                find.texts.push((target, within, Folded::new(text)));
            });
            find.of = Some(map.clone());
        }
        let before = find.current().map(|index| find.hits[index].clone());
        find.found.clone_from(&find.query);
        find.lens.clone_from(&layout.grid.lens);
        find.what = Folded::new(&find.query);
        find.hits.clear();
        if !find.what.is_empty() {
            for (index, (target, within, text)) in find.texts.iter().enumerate() {
                find.hits
                    .extend(text.places_of(&find.what).map(|range| Hit {
                        target: target.clone(),
                        within: *within,
                        range,
                        text: index,
                    }));
            }
        }
        find.current = 0;
        if let Some(before) = before {
            // The same text, wherever it stands now, else where it stood.
            let same = |hit: &&Hit| hit.target == before.target && hit.within == before.within;
            let text = find.hits.iter().find(same).map_or(before.text, |h| h.text);
            find.go_to(text, before.range.start);
        }
        find.marks = marks::marks(&map, &layout, &find.hits, &find.what);
    }
}

#[cfg(test)]
mod tests;
