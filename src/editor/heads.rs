//! What of the map's heads stays in view when the sheet is scrolled: its stages at the upper edge of
//! the view, the labels of its lanes at the left one.

use super::Editor;
use crate::{
    geom::{Point, Rect, Size, Vec2},
    layout::MARGIN,
};

/// Room around heads, in document units.
const PAD: f64 = 6.0;
/// Of the view, across or down: heads that would take more of it are shown smaller.
const SHARE: f64 = 0.25;

/// How far heads stand from where they are on the sheet, and how much of the view they take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heads {
    /// In document units: the stages down, the labels of lanes to the right; 0 where they are not
    /// held.
    pub moved: Vec2,
    /// In view points, from the upper left corner: 0 across where the labels are not held, 0 down
    /// where the stages are not.
    pub room: Size,
    /// How large they are beside the sheet, which they would else take too much of: the labels across,
    /// the stages down.
    pub scale: Vec2,
}

impl Default for Heads {
    fn default() -> Self {
        Self {
            moved: Vec2::ZERO,
            room: Size::ZERO,
            scale: Vec2::new(1.0, 1.0),
        }
    }
}

/// How much of a view heads take that are so large on the screen.
fn room_for(size: f64, view: f64) -> f64 {
    size.min(SHARE * view)
}

impl Editor {
    /// The heads that are held in view.
    pub fn heads(&self) -> Heads {
        let (layout, zoom, seen) = (self.layout(), self.camera().zoom(), self.visible());
        let (stages, labels) = self.head_strips();
        let Some(last) = layout.rows.last() else {
            return Heads::default();
        };
        let held = |from: f64, to: f64, end: f64, seen: f64, view: f64| {
            let size = (to - from) * zoom;
            let room = room_for(size, view);
            let is_held = room > 0.0 && seen > from && seen + room / zoom < end;
            match is_held {
                true => (seen - from, room, room / size),
                false => (0.0, 0.0, 1.0),
            }
        };
        let bottom = last.y + last.part.height;
        let view = self.view();
        let (down, height, below) = held(stages.y0, stages.y1, bottom, seen.y0, view.height);
        let right = layout.size.width - MARGIN;
        let (across, width, aside) = held(labels.x0, labels.x1, right, seen.x0, view.width);
        Heads {
            moved: Vec2::new(across, down),
            room: Size::new(width, height),
            scale: Vec2::new(aside, below),
        }
    }

    /// The strips of the sheet that hold the stages and the labels of lanes, which are held in view.
    pub fn head_strips(&self) -> (Rect, Rect) {
        let layout = self.layout();
        let height = layout.stages.part.height;
        let stages = Rect::new(
            0.0,
            layout.stages.y,
            layout.size.width,
            layout.stages.y + height,
        );
        let label = layout.rows.first().map(|row| row.part.label.rect);
        let (x0, x1) = label.map_or((0.0, 0.0), |label| (label.x0, label.x1));
        let labels = Rect::new(x0, 0.0, x1, layout.size.height);
        (stages.inflate(0.0, PAD), labels.inflate(PAD, 0.0))
    }

    /// The place of the sheet that is seen at a point of the view, and whether it is on a head that
    /// is held there; `None` where two of them cross and nothing is seen.
    pub(super) fn seen_at(&self, at_in_view: Point) -> Option<(Point, bool)> {
        let Heads { room, scale, .. } = self.heads();
        let (stages, labels) = self.head_strips();
        let camera = self.camera();
        let at = camera.doc_from_screen(at_in_view);
        let y = stages.y0 + at_in_view.y / (camera.zoom() * scale.y);
        let x = labels.x0 + at_in_view.x / (camera.zoom() * scale.x);
        match (at_in_view.x < room.width, at_in_view.y < room.height) {
            (false, false) => Some((at, false)),
            (false, true) => Some((Point::new(at.x, y), true)),
            (true, false) => Some((Point::new(x, at.y), true)),
            (true, true) => None,
        }
    }

    /// How far from the upper left corner of the view a thing has to stand to be seen beside the
    /// heads that may be held there, in view points.
    pub(super) fn room_of_heads(&self, rect: Rect) -> Size {
        let (stages, labels) = self.head_strips();
        let (zoom, view) = (self.camera().zoom(), self.view());
        let room = |size: f64, view: f64, is_beyond: bool| match is_beyond {
            true => room_for(size * zoom, view),
            false => 0.0,
        };
        Size::new(
            room(labels.width(), view.width, rect.x0 >= labels.x1 - PAD),
            room(stages.height(), view.height, rect.y0 >= stages.y1 - PAD),
        )
    }
}
