//! A curve point on the way.

use super::state::{Gesture, PointDrag};
use crate::{
    edit::Edit,
    editor::Editor,
    geom::{Point, Vec2},
    layout::{Layout, PointPlace},
    model::{CurvePoint, Id},
};

/// How near a whole value a point comes to stand on it, in view points.
const SNAP: f64 = 6.0;
/// How near a whole value a point comes to stand on it at most, on the scale: a far view must not
/// round them all.
const SNAP_AT_MOST: f64 = 0.12;

impl Editor {
    pub(super) fn point_drag(&mut self, id: &Id, began_in_doc: Point) -> Option<Gesture> {
        let (lane, _, point) = self.map().point(id)?;
        let (lane, home) = (lane.id.clone(), point.clone());
        let position = self.layout().point_position(id)?;
        self.history.begin("Move point");
        Some(Gesture::Point(PointDrag {
            id: id.clone(),
            lane,
            base: self.layout().clone(),
            home,
            grip: position - began_in_doc,
        }))
    }

    pub(super) fn preview_point(&mut self, at_in_doc: Point) {
        let Gesture::Point(drag) = &self.gesture else {
            return;
        };
        let at_in_doc = at_in_doc + drag.grip;
        let Some(place) = self.snapped(&drag.base, &drag.lane, at_in_doc) else {
            return;
        };
        let edit = match drag.home.value {
            Some(value) if self.held.alt => {
                let Some(free) = drag.base.point_place(&drag.lane, at_in_doc) else {
                    return;
                };
                let spread = round_to((free.value - value).abs(), 50.0);
                Edit::ReplacePoint(CurvePoint {
                    spread: Some(spread).filter(|spread| *spread > 0.0),
                    ..drag.home.clone()
                })
            }
            _ => {
                let (stage, at) = if self.held.shift {
                    (drag.home.stage.clone(), drag.home.at)
                } else {
                    (place.stage, place.at)
                };
                Edit::MovePoint {
                    id: drag.id.clone(),
                    stage,
                    at,
                    value: Some(place.value),
                }
            }
        };
        // The point was there when the drag began, and the place is one of the layout.
        let _ = self.history.preview(&[edit]);
    }

    /// A place on an emotion lane, drawn to whole values, in round numbers: files stay short, and
    /// no hand is steadier.
    pub(in crate::editor) fn snapped(
        &self,
        layout: &Layout,
        lane: &Id,
        at_in_doc: Point,
    ) -> Option<PointPlace> {
        let place = layout.point_place(lane, at_in_doc)?;
        let scale = self.map().emotion_scale;
        let above = at_in_doc - Vec2::new(0.0, SNAP / self.camera().zoom());
        let reach = (layout.point_place(lane, above)?.value - place.value).abs();
        let whole = place.value.round().clamp(scale.min, scale.max);
        let value = if (whole - place.value).abs() <= reach.min(SNAP_AT_MOST) {
            whole
        } else {
            place.value
        };
        Some(PointPlace {
            stage: place.stage,
            at: round_to(place.at, 1000.0),
            value: round_to(value, 100.0),
        })
    }
}

/// `value` to a precision of 1 in `steps`.
fn round_to(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}
