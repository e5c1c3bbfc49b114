//! Putting what was copied onto a map, and what others have copied into its cells.

use super::{
    Clip, ClipKind, html,
    paster::{Anchor, Paster, card_lanes},
};
use crate::{
    edit::{Edit, EditError},
    editor::{
        Editor, Effect,
        parts::{cell_cards, column_of, columns, place_of},
    },
    exchange::table::pasted_cells,
    model::{Part, Target},
};

const NO_CELL: &str = "Select a cell or a card to paste into first.";
/// Of a text that is pasted, so that the window does not stand still over it.
const MOST_BYTES: usize = 1 << 20;
const MOST_CARDS: usize = 2_000;
const TOO_MUCH: &str = "There is too much on the clipboard: at most a megabyte of text and 2,000 cards are pasted at once.";
/// Of the HTML beside it; of more, the text is taken.
const MOST_HTML: usize = 8 << 20;

impl Editor {
    /// Puts in what the clipboard has, our own format rather than the text beside it.
    pub(in crate::editor) fn paste(&mut self, html: Option<&str>, text: &str) -> Vec<Effect> {
        match html.and_then(html::read) {
            Some(clip) => self.put("Paste", &clip, self.anchor()),
            None => self.paste_text(html, text),
        }
    }

    /// A copy of what is selected, beside it.
    pub(in crate::editor) fn duplicate(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.duplicate_stops() {
            return effects;
        }
        match self.clip() {
            Some(clip) => self.put("Duplicate", &clip, None),
            None => Vec::new(),
        }
    }

    fn put(&mut self, name: &'static str, clip: &Clip, anchor: Option<Anchor>) -> Vec<Effect> {
        let map = self.map();
        let mut paster = Paster::new(map, &clip.map);
        match clip.what {
            ClipKind::Contents => paster.contents(anchor.as_ref()),
            ClipKind::Stages => {
                let index_of = |t: &Target| map.stage_index(t.id_of(Part::Stage)?);
                paster.stages(self.after_selected(index_of));
            }
            ClipKind::Lanes => {
                let index_of = |t: &Target| map.lane_index(t.id_of(Part::Lane)?);
                paster.lanes(self.after_selected(index_of));
            }
            ClipKind::Personas => paster.personas(),
            ClipKind::Channels => paster.channels(),
        }
        paster.links();
        let Paster { edits, made, .. } = paster;
        self.do_and_select(name, &edits, made)
    }

    /// One step, after which what was made is selected and in view.
    pub(in crate::editor) fn do_and_select(
        &mut self,
        name: &'static str,
        edits: &[Edit],
        made: Vec<Target>,
    ) -> Vec<Effect> {
        let effects = self.edit(name, edits);
        if effects.is_empty() && !made.is_empty() {
            self.uncover(&made);
            self.reveal(&made[0]);
            self.select(made);
        }
        effects
    }

    fn after_selected(&self, index_of: impl Fn(&Target) -> Option<usize>) -> usize {
        let indices = self.selection.targets().iter().filter_map(index_of);
        indices.max().map_or(usize::MAX, |index| index + 1)
    }

    fn paste_text(&mut self, html: Option<&str>, text: &str) -> Vec<Effect> {
        if text.len() > MOST_BYTES {
            return vec![Effect::Refused(EditError::Unfit(TOO_MUCH))];
        }
        let html = html.filter(|html| html.len() <= MOST_HTML);
        let rows = pasted_cells(html, text);
        if rows.iter().flatten().map(Vec::len).sum::<usize>() > MOST_CARDS {
            return vec![Effect::Refused(EditError::Unfit(TOO_MUCH))];
        }
        if rows.iter().flatten().all(Vec::is_empty) {
            return vec![Effect::Refused(EditError::Unfit(
                "There is nothing on the clipboard that can be pasted.",
            ))];
        }
        let Some(anchor) = self.anchor() else {
            return vec![Effect::Refused(EditError::Unfit(NO_CELL))];
        };
        let map = self.map().clone();
        let mut paster = Paster::new(&map, &map);
        paster.table(&rows, &anchor);
        let Paster { edits, made, .. } = paster;
        self.do_and_select("Paste", &edits, made)
    }

    /// Whether what is pasted has a cell to go to.
    pub fn pastes_into_cell(&self) -> bool {
        self.anchor().is_some()
    }

    /// The selected cell, or that of the selected card.
    fn anchor(&self) -> Option<Anchor> {
        let map = self.map();
        let target = self.selection.last()?;
        if !matches!(target, Target::Cell { .. } | Target::Card(_)) {
            return None;
        }
        let lane = map.lane(map.lane_of(target)?)?;
        let lane_index = card_lanes(map).position(|known| known.id == lane.id)?;
        let column = column_of(map, target)?;
        let card = target.id_of(Part::Card);
        let after = card.and_then(|id| place_of(cell_cards(map, lane, &column), id));
        Some(Anchor {
            lane: lane_index,
            column: columns(map).iter().position(|known| *known == column)?,
            index: after.map_or(usize::MAX, |at| at + 1),
        })
    }
}
