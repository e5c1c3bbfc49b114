//! A rectangle drawn over the sheet that selects what it touches.

use super::state::Gesture;
use crate::{
    editor::Editor,
    geom::{Point, Rect},
    model::Target,
};

impl Editor {
    /// The marquee on the sheet, while one is drawn.
    pub(in crate::editor) fn marquee(&self) -> Option<Rect> {
        let Gesture::Marquee(marquee) = &self.gesture else {
            return None;
        };
        let at = self.camera().doc_from_screen(self.pointer_in_view?);
        Some(Rect::from_points(marquee.began_in_doc, at))
    }

    pub(super) fn select_in_marquee(&mut self, at_in_doc: Point) {
        let Gesture::Marquee(marquee) = &self.gesture else {
            return;
        };
        let area = Rect::from_points(marquee.began_in_doc, at_in_doc);
        let places = self.layout().places_in(area).into_iter();
        let touched = places.filter_map(|place| place.target.is_content().then_some(place.target));
        let selected: Vec<Target> = marquee.base.iter().cloned().chain(touched).collect();
        self.select(selected);
    }
}
