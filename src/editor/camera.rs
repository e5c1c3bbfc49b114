//! Where a person looks.

use super::{Editor, held::HeldInPlace};
use crate::{
    geom::{Camera, Point, Rect, Size, Vec2},
    layout::MARGIN,
    model::Target,
};

/// Room left around what is fitted or brought into the view, in view points.
const MARGIN_IN_VIEW: f64 = 24.0;
/// How much of the view the sheet takes wherever it is moved, as far as there is so much of it.
const KEPT_IN_VIEW: f64 = 1.0 / 3.0;
/// The least that an em of a text is shown as where its words were looked for, in view points.
const READABLE_EM: f64 = 8.0;

impl Editor {
    /// Where the sheet is looked at from.
    pub fn camera(&self) -> Camera {
        if let Some(held) = self.held_in_place.take() {
            let down = Vec2::new(0.0, held.moved_by(self.layout()));
            let camera = self.camera.get();
            let moved = Camera::new(camera.origin_in_doc() + down, camera.zoom());
            self.camera.set(self.in_sight(moved));
        }
        self.camera.get()
    }

    fn stand_at(&mut self, camera: Camera) {
        self.held_in_place.set(None);
        self.camera.set(camera);
    }

    /// Notes what a person looks at before what stands above it may grow or shrink: what is written
    /// or selected, where it is in view, else what is in the middle.
    pub(super) fn hold_in_place(&mut self) {
        let known = self.held_in_place.take();
        // What a drag shows stands where it will go, and moves nothing else.
        let is_quiet = !self.gesture.is_drag() && !self.shown_in_drag;
        let layout = self.sheet.made().filter(|_| is_quiet);
        let held = known.or_else(|| {
            let (layout, view) = (layout?, Rect::from_origin_size(Point::ZERO, self.view));
            let seen = self.camera.get().doc_rect(view);
            let written = self.text_edit.as_ref().map(|edit| &edit.target);
            let looked_at = written.into_iter().chain(self.selection.last());
            let mut things = looked_at.filter_map(|target| {
                let rect = layout.rect_of(target)?;
                let is_seen = rect.overlaps(seen) && rect.y0 >= seen.y0;
                is_seen.then(|| HeldInPlace::thing(layout, target, rect.y0))
            });
            // While the head is in view it is what grows before one's eyes.
            let from_top = seen.y0 <= layout.header.y;
            let middle = || match from_top {
                true => layout.header.y,
                false => seen.center().y,
            };
            Some(
                things
                    .next()
                    .unwrap_or_else(|| HeldInPlace::at(layout, middle())),
            )
        });
        self.held_in_place.set(held);
    }

    /// The canvas has another size; the first one fits the map into it.
    pub(super) fn resize_view(&mut self, size: Size) {
        self.view = size;
        if let Some((middle, zoom)) = self.first_place.take() {
            self.look_from(Camera::centred(middle, size, zoom));
        }
        if self.fits {
            self.fit();
        }
    }

    /// Zooms, and leaves in place what lies under a point of the view.
    pub(super) fn zoom_at(&mut self, factor: f64, at_in_view: Point) {
        if factor.is_finite() && factor > 0.0 {
            self.look_from(self.camera().zoomed(factor, at_in_view));
        }
    }

    /// Brings a point of the sheet to the middle of the view.
    pub(super) fn look_at(&mut self, centre_in_doc: Point) {
        let zoom = self.camera().zoom();
        self.look_from(Camera::centred(centre_in_doc, self.view, zoom));
    }

    pub(super) fn look_from(&mut self, camera: Camera) {
        self.stand_at(self.in_sight(camera));
        self.fits = false;
        if let Some(at) = self.pointer_in_view {
            self.pointer_moved(at, self.held);
        }
    }

    /// Moves the sheet along with the pointer that drags it.
    pub(super) fn pan_by(&mut self, by_in_view: Vec2) {
        self.stand_at(self.in_sight(self.camera().panned(by_in_view)));
        self.fits = false;
    }

    /// The camera, moved where it would not see a decent part of the sheet.
    fn in_sight(&self, camera: Camera) -> Camera {
        let shown = camera.screen_rect(Rect::from_origin_size(Point::ZERO, self.layout().size));
        let way = |from: f64, to: f64, view: f64| {
            let kept = (KEPT_IN_VIEW * view).min(to - from);
            (kept - to).max(0.0) + (view - kept - from).min(0.0)
        };
        camera.panned(Vec2::new(
            way(shown.x0, shown.x1, self.view.width),
            way(shown.y0, shown.y1, self.view.height),
        ))
    }

    /// Where a person looks: the middle of the view, in document units, and the zoom; `None` while
    /// the whole map is kept in view.
    pub fn place(&self) -> Option<(Point, f64)> {
        let middle = Rect::from_origin_size(Point::ZERO, self.view).center();
        (!self.fits).then(|| (self.camera().doc_from_screen(middle), self.camera().zoom()))
    }

    /// Begins at a place from [`Editor::place`], if the map still is there.
    pub fn look_from_place(&mut self, middle_in_doc: Point, zoom: f64) {
        let sheet = Rect::from_origin_size(Point::ZERO, self.layout().size);
        if sheet.contains(middle_in_doc) && zoom.is_finite() {
            self.first_place = Some((middle_in_doc, zoom));
        }
    }

    /// Shows the whole map, and goes on doing so until a person pans or zooms.
    pub(super) fn fit(&mut self) {
        let sheet = Rect::from_origin_size(Point::ZERO, self.layout().size);
        self.look_from(Camera::fit(sheet, self.view, MARGIN_IN_VIEW));
        self.fits = true;
    }

    /// Shows what is selected, at most at twice its size.
    pub(super) fn fit_selection(&mut self) {
        let targets = self.selection.targets().iter();
        let rects = targets.filter_map(|target| self.whole_rect(target));
        let Some(all) = rects.reduce(|all, rect| all.union(rect)) else {
            return;
        };
        let fit = Camera::fit(all, self.view, 2.0 * MARGIN_IN_VIEW);
        self.look_from(Camera::centred(
            all.center(),
            self.view,
            fit.zoom().min(2.0),
        ));
    }

    /// The room of a thing, with all that stands in it: of a stage its column, of a lane its row.
    fn whole_rect(&self, target: &Target) -> Option<Rect> {
        let rect = self.layout().rect_of(target)?;
        let end = match target {
            Target::Stage(_) | Target::Step(_) => {
                let last = self.layout().rows.last();
                let bottom = last.map(|row| row.y + row.part.height);
                Point::new(rect.x1, bottom.unwrap_or(rect.y1))
            }
            Target::Lane(_) => Point::new(self.layout().size.width - MARGIN, rect.y1),
            _ => return Some(rect),
        };
        Some(rect.union_pt(end))
    }

    /// Zooms around the middle of the view.
    pub(super) fn zoom_by(&mut self, factor: f64) {
        let middle = Rect::from_origin_size(Point::ZERO, self.view).center();
        self.look_from(self.camera().zoomed(factor, middle));
    }

    /// Brings a thing into view, moving the sheet as little as possible; a lens that hides it is
    /// given up.
    pub(super) fn reveal(&mut self, target: &Target) {
        self.uncover(std::slice::from_ref(target));
        if let Some(rect) = self.layout().rect_of(target) {
            self.reveal_rect(rect);
        }
    }

    /// Brings words into view, so large that they can be read, and whole; `rect` is as high as their
    /// line.
    pub(super) fn reveal_words(&mut self, rect: Rect) {
        let em = rect.height() / 1.25;
        let zoom = self.camera().zoom();
        let room = self.view.width - self.room_of_heads(rect).width - 2.0 * MARGIN_IN_VIEW;
        let is_small = em * zoom < READABLE_EM;
        let is_large = zoom > 1.0 && rect.width() * zoom > room;
        if self.view != Size::ZERO && (is_small || is_large) {
            self.look_from(Camera::centred(rect.center(), self.view, 1.0));
        } else {
            self.reveal_rect(rect);
        }
    }

    /// Brings a part of the sheet into view, beside the heads that are held there.
    pub(super) fn reveal_rect(&mut self, rect: Rect) {
        let shown = self.camera().screen_rect(rect);
        let heads = self.room_of_heads(rect);
        let way = |from: f64, to: f64, heads: f64, room: f64| {
            let low = heads + MARGIN_IN_VIEW;
            let high = (room - MARGIN_IN_VIEW).max(low);
            if from < low || to - from > high - low {
                low - from
            } else {
                (high - to).min(0.0)
            }
        };
        let by = Vec2::new(
            way(shown.x0, shown.x1, heads.width, self.view.width),
            way(shown.y0, shown.y1, heads.height, self.view.height),
        );
        let (width, height) = (self.view.width, self.view.height);
        let visible = Rect::new(heads.width, heads.height, width, height);
        if self.view != Size::ZERO && !visible.contains_rect(shown) {
            self.look_from(self.camera().panned(by));
        }
    }
}
