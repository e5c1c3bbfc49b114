//! What is drawn over the sheet while a person works: never exported, never part of the scene.

use super::{Editor, gesture::Gesture};
use crate::{
    geom::{Point, Rect, Vec2},
    model::Target,
    words::Language,
};

/// Everything over the sheet; rectangles and points are in document units, to be drawn in screen
/// units by way of [`Editor::camera`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    pub selected: Vec<(Target, Rect)>,
    /// Nothing while something is dragged or written.
    pub hovered: Option<(Target, Rect)>,
    /// Where the dragged cards would land.
    pub slot: Option<Rect>,
    /// Between which neighbours the dragged stage or lane would land.
    pub bar: Option<Rect>,
    /// What is dragged, moved along with the pointer.
    pub ghosts: Vec<Ghost>,
    /// The value of the point that is dragged.
    pub tag: Option<Tag>,
}

/// A thing on its way: its chunks of the scene are to be drawn once more, moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub target: Target,
    /// Where it hovers.
    pub rect: Rect,
    /// From where it stands to where it hovers.
    pub moved_by: Vec2,
}

/// A few words beside a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    pub at: Point,
    pub text: String,
}

impl Editor {
    /// What is to be drawn over the sheet now.
    pub fn overlay(&self, language: Language) -> Overlay {
        let layout = self.layout();
        let with_rect = |target: &Target| Some((target.clone(), layout.rect_of(target)?));
        let busy = self.gesture.is_drag() || self.text_edit.is_some();
        let mut overlay = Overlay {
            selected: self
                .selection
                .targets()
                .iter()
                .filter_map(with_rect)
                .collect(),
            hovered: self.hover.as_ref().filter(|_| !busy).and_then(with_rect),
            ..Default::default()
        };
        let pointer = self
            .pointer_in_view
            .map(|at| self.camera().doc_from_screen(at));
        let ghost = |target: Target, began_in_doc: Point| {
            let (rect, moved_by) = (layout.rect_of(&target)?, pointer? - began_in_doc);
            Some(Ghost {
                target,
                rect: rect + moved_by,
                moved_by,
            })
        };
        match &self.gesture {
            Gesture::Idle | Gesture::Pressed(_) | Gesture::Pan { .. } => {}
            Gesture::Cards(drag) => {
                overlay.slot = drag.drop.as_ref().map(|drop| drop.rect);
                let ids = drag.ids.iter().cloned();
                overlay.ghosts = ids
                    .filter_map(|id| ghost(Target::Card(id), drag.began_in_doc))
                    .collect();
            }
            Gesture::Order(drag) => {
                overlay.bar = drag.drop.as_ref().map(|drop| drop.rect);
                overlay
                    .ghosts
                    .extend(ghost(drag.target.clone(), drag.began_in_doc));
            }
            Gesture::Point(drag) => {
                overlay.tag = layout.point_position(&drag.id).and_then(|at| {
                    let text = self.point_in_words(language)?;
                    Some(Tag { at, text })
                });
            }
        }
        overlay
    }

    /// Value and stage of the point that is dragged: "−0.80 at Purchase".
    pub(super) fn point_in_words(&self, language: Language) -> Option<String> {
        let Gesture::Point(drag) = &self.gesture else {
            return None;
        };
        let (_, _, point) = self.map().point(&drag.id)?;
        let stage = self.map().stage(&point.stage)?;
        let value = format!("{:.2}", point.value?).replace('-', "−");
        let value = if value == "−0.00" { "0.00" } else { &value };
        Some(language.fill(
            "{value} at {stage}",
            &[("value", value), ("stage", &stage.title)],
        ))
    }
}
