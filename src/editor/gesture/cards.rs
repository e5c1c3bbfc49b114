//! Cards on the way to a cell: they already stand there, and the others make room.

use std::sync::Arc;

use super::state::{CardDrag, Gesture};
use crate::{
    edit::Edit,
    editor::{Editor, Effect, parts::fresh_cards},
    geom::Point,
    layout::CardDrop,
    model::{Card, Id, Target},
};

impl Editor {
    /// The card under the pointer, with the other cards of the selection when it is one of them.
    pub(super) fn card_drag(&mut self, id: &Id, began_in_doc: Point) -> Gesture {
        let pressed = Target::Card(id.clone());
        if !self.selection.contains(&pressed) {
            self.select([pressed]);
        }
        let map = self.map();
        let (mut ids, mut roles) = (Vec::new(), Vec::new());
        for lane in &map.lanes {
            let cards = lane.cards().iter().map(|card| &card.id);
            let is_carried = |id: &&Id| self.selection.contains(&Target::Card((*id).clone()));
            let before = ids.len();
            ids.extend(cards.filter(is_carried).cloned());
            let role = lane.role().filter(|role| !roles.contains(role));
            roles.extend(role.filter(|_| ids.len() > before));
        }
        let rect = |id: &Id| self.layout().rect_of(&Target::Card(id.clone()));
        Gesture::Cards(CardDrag {
            copies: fresh_cards(map, ids.len()),
            homes: ids.iter().filter_map(rect).collect(),
            ids,
            roles,
            began_in_doc,
            drop: None,
            copying: false,
        })
    }

    /// Finds where the cards would land, and shows them there.
    pub(super) fn carry_cards(&mut self, at_in_doc: Point) {
        let held = self.held;
        let Gesture::Cards(drag) = &mut self.gesture else {
            return;
        };
        let turned = drag.copying != held.command;
        drag.copying = held.command;
        if turned {
            // The places are asked of a sheet on which the cards stand as before.
            drag.drop = None;
            self.preview_drag("Move card", &[]);
        }
        let layout = self.layout().clone();
        let Gesture::Cards(drag) = &mut self.gesture else {
            return;
        };
        let carried = if drag.copying {
            &drag.copies
        } else {
            &drag.ids
        };
        let drop = layout.card_drop(at_in_doc, carried);
        let place = |drop: &Option<CardDrop>| {
            let drop = drop.as_ref()?;
            Some((
                drop.lane.clone(),
                drop.stage.clone(),
                drop.step.clone(),
                drop.index,
            ))
        };
        if place(&drop) == place(&drag.drop) && !turned {
            return;
        }
        drag.drop = drop;
        let (name, edits) = self.card_edits();
        self.preview_drag(name, &edits);
    }

    fn card_edits(&self) -> (&'static str, Vec<Edit>) {
        let Gesture::Cards(drag) = &self.gesture else {
            return ("Move card", Vec::new());
        };
        let name = match (drag.copying, drag.ids.len()) {
            (false, 1) => "Move card",
            (false, _) => "Move cards",
            (true, 1) => "Copy card",
            (true, _) => "Copy cards",
        };
        let Some(drop) = &drag.drop else {
            return (name, Vec::new());
        };
        if !drag.copying {
            let edit = Edit::MoveCards {
                ids: drag.ids.clone(),
                lane: drop.lane.clone(),
                stage: drop.stage.clone(),
                step: drop.step.clone(),
                index: drop.index,
            };
            return (name, vec![edit]);
        }
        let committed = self.history.committed();
        let originals = drag.ids.iter().filter_map(|id| committed.card(id));
        let copies = originals.zip(&drag.copies).enumerate();
        let edits = copies.map(|(number, ((_, card), id))| Edit::InsertCard {
            lane: drop.lane.clone(),
            index: drop.index + number,
            card: Arc::new(Card {
                id: id.clone(),
                stage: drop.stage.clone(),
                step: drop.step.clone(),
                ..Card::clone(card)
            }),
        });
        (name, edits.collect())
    }

    pub(super) fn drop_cards(&mut self, drag: CardDrag) -> Vec<Effect> {
        if drag.drop.is_none() {
            self.history.cancel();
            return Vec::new();
        }
        self.history.commit();
        if drag.copying {
            self.refresh();
            self.select(drag.copies.into_iter().map(Target::Card));
        }
        Vec::new()
    }
}
