//! Places of the sheet on the screen.

use egui::{Pos2, Rect, vec2};

use crate::{
    geom::{self, Camera, Point, Size},
    scene::Scene,
};

pub(super) fn pos(origin: Pos2, point: Point) -> Pos2 {
    origin + vec2(point.x as f32, point.y as f32)
}

pub(super) fn rect_on_screen(origin: Pos2, rect: geom::Rect) -> Rect {
    Rect::from_two_pos(
        pos(origin, Point::new(rect.x0, rect.y0)),
        pos(origin, Point::new(rect.x1, rect.y1)),
    )
}

/// A camera that shows the whole of a scene in `view`, and the room it takes there.
pub(super) fn thumbnail_camera(scene: &Scene, view: Rect) -> Camera {
    let size = Size::new(f64::from(view.width()), f64::from(view.height()));
    let sheet = geom::Rect::from_origin_size(Point::ZERO, scene.size);
    Camera::fit(sheet, size, 0.0)
}
