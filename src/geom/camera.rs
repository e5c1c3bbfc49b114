//! The camera: where the window looks at the sheet from, and how near.

use super::{Point, Rect, Size, Vec2};

/// Maps the sheet to the window: `screen = (doc - origin) * zoom`.
///
/// Holds by construction: `zoom` is finite and within [`Camera::MIN_ZOOM`], [`Camera::MAX_ZOOM`].
///
/// ```
/// use jejak::geom::{Camera, Point};
/// let camera = Camera::new(Point::new(10.0, 0.0), 2.0);
/// assert_eq!(camera.screen_from_doc(Point::new(15.0, 1.0)), Point::new(10.0, 2.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    origin_in_doc: Point,
    zoom: f64,
}

impl Camera {
    /// The smallest zoom, in screen units for one unit of the document.
    pub const MIN_ZOOM: f64 = 0.02;
    /// The largest zoom.
    pub const MAX_ZOOM: f64 = 16.0;

    /// A camera whose top left corner shows `origin_in_doc`; `zoom` is clamped.
    pub fn new(origin_in_doc: Point, zoom: f64) -> Self {
        let zoom = if zoom.is_finite() { zoom } else { 1.0 };
        Self {
            origin_in_doc,
            zoom: zoom.clamp(Self::MIN_ZOOM, Self::MAX_ZOOM),
        }
    }

    /// Shows the whole of `doc`, centred in a view of `view` points with `margin` points around it.
    pub fn fit(doc: Rect, view: Size, margin: f64) -> Self {
        let room = Size::new(
            (view.width - 2.0 * margin).max(1.0),
            (view.height - 2.0 * margin).max(1.0),
        );
        let zoom = (room.width / doc.width().max(1.0)).min(room.height / doc.height().max(1.0));
        Self::centred(doc.center(), view, zoom)
    }

    /// Shows `centre_in_doc` in the middle of a view of `view` points.
    pub fn centred(centre_in_doc: Point, view: Size, zoom: f64) -> Self {
        let camera = Self::new(Point::ZERO, zoom);
        let half = Vec2::new(view.width, view.height) / (2.0 * camera.zoom);
        Self::new(centre_in_doc - half, camera.zoom)
    }

    /// Screen units for one unit of the document.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// What lies in the view's top left corner.
    pub fn origin_in_doc(&self) -> Point {
        self.origin_in_doc
    }

    /// Where a point of the document is seen.
    pub fn screen_from_doc(&self, point_in_doc: Point) -> Point {
        ((point_in_doc - self.origin_in_doc) * self.zoom).to_point()
    }

    /// Which point of the document is seen there.
    pub fn doc_from_screen(&self, point_in_screen: Point) -> Point {
        self.origin_in_doc + point_in_screen.to_vec2() / self.zoom
    }

    /// Where a rectangle of the document is seen.
    pub fn screen_rect(&self, rect_in_doc: Rect) -> Rect {
        Rect::from_points(
            self.screen_from_doc(Point::new(rect_in_doc.x0, rect_in_doc.y0)),
            self.screen_from_doc(Point::new(rect_in_doc.x1, rect_in_doc.y1)),
        )
    }

    /// Which rectangle of the document is seen there.
    pub fn doc_rect(&self, rect_in_screen: Rect) -> Rect {
        Rect::from_points(
            self.doc_from_screen(Point::new(rect_in_screen.x0, rect_in_screen.y0)),
            self.doc_from_screen(Point::new(rect_in_screen.x1, rect_in_screen.y1)),
        )
    }

    /// Moves the sheet by `by_in_screen` points under the pointer.
    pub fn panned(&self, by_in_screen: Vec2) -> Self {
        Self::new(self.origin_in_doc - by_in_screen / self.zoom, self.zoom)
    }

    /// Zooms by `factor`; what lies under `anchor_in_screen` stays there.
    pub fn zoomed(&self, factor: f64, anchor_in_screen: Point) -> Self {
        let anchor_in_doc = self.doc_from_screen(anchor_in_screen);
        let zoom = Self::new(self.origin_in_doc, self.zoom * factor).zoom;
        Self::new(anchor_in_doc - anchor_in_screen.to_vec2() / zoom, zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_keeps_the_anchor_in_place_even_at_the_limits() {
        let camera = Camera::new(Point::new(30.0, -5.0), 1.3);
        let anchor = Point::new(400.0, 222.0);
        for factor in [0.5, 1.1, 1e-9, 1e9] {
            let zoomed = camera.zoomed(factor, anchor);
            let moved = zoomed.doc_from_screen(anchor) - camera.doc_from_screen(anchor);
            assert!(moved.hypot() < 1e-9, "{factor}: {moved:?}");
        }
    }

    #[test]
    fn fit_shows_everything_within_the_margin() {
        let view = Size::new(800.0, 600.0);
        let doc = Rect::new(0.0, 0.0, 2080.0, 1676.0);
        let shown = Camera::fit(doc, view, 20.0).screen_rect(doc);
        assert!(shown.x0 >= 19.9 && shown.y0 >= 19.9 && shown.x1 <= 780.1 && shown.y1 <= 580.1);
    }

    #[test]
    fn a_zoom_that_is_not_a_number_becomes_one() {
        assert_eq!(Camera::new(Point::ZERO, f64::NAN).zoom(), 1.0);
    }
}
