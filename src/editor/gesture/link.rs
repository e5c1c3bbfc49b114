//! A line drawn from one card to another that links them, or becomes an arrow.

use super::state::{Gesture, LinkDrag};
use crate::{
    editor::{Editor, Effect, links, tie::Tie},
    geom::{Point, Vec2},
    model::{CardRole, Id, Target},
};

/// From the edge of a card to the middle of its handle, and how near that counts as on it, in view
/// points.
const OUT: f64 = 3.0;
const REACH: f64 = 10.0;

impl Editor {
    /// The middle of the handle of a card, in document units.
    pub(in crate::editor) fn link_handle(&self, id: &Id) -> Option<Point> {
        let rect = self.layout().rect_of(&Target::Card(id.clone()))?;
        let edge = Point::new(rect.x1, rect.center().y);
        Some(edge + Vec2::new(OUT / self.camera().zoom(), 0.0))
    }

    /// The card whose handle is offered: a pain point or an opportunity under the pointer, else the
    /// only selected card.
    pub(in crate::editor) fn offers_link(&self) -> Option<(Id, CardRole)> {
        let is_free = matches!(self.gesture, Gesture::Idle | Gesture::Pressed(_))
            && self.text_edit.is_none()
            && !self.space_held;
        let hovered = self.hover().and_then(|target| self.link_role(target));
        let selected = || self.selection.only().and_then(|t| self.card_role(t));
        hovered.or_else(selected).filter(|_| is_free)
    }

    /// The card whose handle is under a point of the view; `hit` is the thing there.
    pub(super) fn link_under(&self, at_in_view: Point, hit: Option<&Target>) -> Option<Id> {
        if self.text_edit.is_some() || self.space_held {
            return None;
        }
        let at = self.open_at(at_in_view)?;
        let reach = REACH / self.camera().zoom();
        let near = [self.hover(), hit].into_iter().flatten();
        let near = near.filter_map(|target| self.link_role(target));
        let selected = self.selection.only().and_then(|t| self.card_role(t));
        let mut cards = near.chain(selected);
        let found = cards.find(|(id, _)| {
            self.link_handle(id)
                .is_some_and(|handle| handle.distance(at) <= reach)
        });
        found.map(|(id, _)| id)
    }

    pub(super) fn link_drag(&self, from: &Id) -> Option<Gesture> {
        let (from, role) = self.card_role(&Target::Card(from.clone()))?;
        Some(Gesture::Link(LinkDrag {
            from,
            role,
            to: None,
        }))
    }

    pub(super) fn find_link(&mut self, at_in_doc: Point) {
        let Gesture::Link(drag) = &self.gesture else {
            return;
        };
        let to = match self.layout().hit(at_in_doc, 0.0) {
            Some(Target::Card(id)) => {
                let tie = links::tie(self.map(), &drag.from, &id);
                // From the handle of a link no arrow begins.
                let links = matches!(drag.role, CardRole::PainPoints | CardRole::Opportunities);
                let tie = tie.filter(|(tie, _)| !links || *tie == Tie::Link);
                tie.map(|(tie, known)| (id, tie, known))
            }
            _ => None,
        };
        if let Gesture::Link(drag) = &mut self.gesture {
            drag.to = to;
        }
    }

    pub(super) fn drop_link(&mut self, drag: LinkDrag) -> Vec<Effect> {
        match drag.to {
            Some((to, ..)) => self.tie(&drag.from, &to),
            None => Vec::new(),
        }
    }
}
