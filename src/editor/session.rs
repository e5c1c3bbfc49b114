//! The editor itself: what it holds, and where every intent goes.

use std::sync::Arc;

use super::{
    Action, Cursor, Effect, Find, Intent, Modifiers, Selection, TextEdit,
    gesture::{Gesture, resize_cursor},
    walk::Walk,
};
use crate::{
    edit::{Edit, EditError, History},
    geom::{Camera, Point, Rect, Size, Vec2},
    layout::{Border, CurvePlace, Gap, Layout, Lens},
    model::{CurveOf, Id, Map, Target},
    scene::Scene,
    text::Fonts,
};

/// How far beside a curve point still counts as on it, in view points.
const SLOP_IN_VIEW: f64 = 8.0;
/// How near the mark of a gap counts as on it, in view points.
const GAP_REACH_IN_VIEW: f64 = 11.0;
/// Room left around what is fitted or brought into the view, in view points.
const MARGIN_IN_VIEW: f64 = 24.0;

/// One person at work on one map.
pub struct Editor {
    fonts: Fonts,
    pub(super) history: History,
    /// The map that `layout` and `scene` were made from.
    shown: Arc<Map>,
    layout: Arc<Layout>,
    scene: Arc<Scene>,
    pub(super) selection: Selection,
    /// The curve whose point or persona was selected last.
    pub(super) curve_of_late: Option<CurveOf>,
    pub(super) lens: Lens,
    pub(super) hover: Option<Target>,
    pub(super) hover_border: Option<Border>,
    /// The card whose handle for links is under the pointer.
    pub(super) hover_link: Option<Id>,
    pub(super) gesture: Gesture,
    pub(super) pointer_in_view: Option<Point>,
    /// The keys held when the pointer was last heard of.
    pub(super) held: Modifiers,
    pub(super) space_held: bool,
    pub(super) text_edit: Option<TextEdit>,
    pub(super) text_edits_begun: u64,
    pub(super) find: Find,
    /// Why the latest preview from a panel was refused, if it was.
    refused_preview: Option<EditError>,
    /// The way through the map, while it is walked.
    pub(super) walk: Option<Walk>,
    camera: Camera,
    view: Size,
    /// Whether the camera keeps the whole map in view when the view changes.
    fits: bool,
    file_name: Option<String>,
    /// Where to look at the map once the size of the view is known.
    first_place: Option<(Point, f64)>,
}

impl Editor {
    /// Begins with a map that counts as saved and has no [`Map::check`] problems.
    pub fn new(map: Map, fonts: Fonts) -> Self {
        let map = Arc::new(map);
        let layout = Layout::new(&map, &fonts, None);
        let scene = Scene::new(&layout, None);
        Self {
            history: History::new(map.clone()),
            shown: map,
            layout: Arc::new(layout),
            scene: Arc::new(scene),
            fonts,
            selection: Selection::default(),
            curve_of_late: None,
            lens: Lens::default(),
            hover: None,
            hover_border: None,
            hover_link: None,
            gesture: Gesture::Idle,
            pointer_in_view: None,
            held: Modifiers::default(),
            space_held: false,
            text_edit: None,
            text_edits_begun: 0,
            find: Find::default(),
            refused_preview: None,
            walk: None,
            camera: Camera::new(Point::ZERO, 1.0),
            view: Size::ZERO,
            fits: true,
            file_name: None,
            first_place: None,
        }
    }

    /// The map as it is to be seen, with what is being dragged or written.
    pub fn map(&self) -> &Arc<Map> {
        self.history.map()
    }

    /// The map to be written to a file: without a drag or a text that is still going on.
    pub fn committed(&self) -> &Arc<Map> {
        self.history.committed()
    }

    /// The places of [`Editor::map`].
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// The display list of [`Editor::map`]; another `Arc` only when something changed.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    /// What of the map is shown.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The thing under the pointer.
    pub fn hover(&self) -> Option<&Target> {
        self.hover.as_ref()
    }

    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// Size of the canvas, in view points.
    pub fn view(&self) -> Size {
        self.view
    }

    /// The file's name as it is shown; `None` for a map that was never saved.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub fn set_file_name(&mut self, name: Option<String>) {
        self.file_name = name;
    }

    /// Whether there is something that the file does not have.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty() || self.has_unsaved_text() || self.previews_panel()
    }

    /// Tells which map the file holds now: the very `Arc` that was written (from
    /// [`Editor::committed`]), since work may have gone on meanwhile; `None` for a map that no
    /// file holds, say a repaired one.
    pub fn mark_saved(&mut self, map: Option<Arc<Map>>) {
        self.history.mark_saved(map);
    }

    /// What the pointer should look like.
    pub fn cursor(&self) -> Cursor {
        self.gesture.cursor().unwrap_or_else(|| {
            if self.space_held {
                return Cursor::Grab;
            }
            if self.gap().is_some() || self.hover_link.is_some() {
                return Cursor::Pointer;
            }
            if let Some(border) = &self.hover_border {
                return resize_cursor(border);
            }
            match &self.hover {
                Some(target) if target.is_content() => Cursor::Grab,
                Some(
                    Target::Stage(_)
                    | Target::Step(_)
                    | Target::Lane(_)
                    | Target::Line { .. }
                    | Target::Persona(_),
                ) => Cursor::Grab,
                Some(Target::Cell { .. }) if self.curve_hint().is_some() => Cursor::Pointer,
                Some(Target::Cell { .. }) | None => Cursor::Default,
                Some(_) => Cursor::Pointer,
            }
        })
    }

    /// Does what a person wants; the answer is what remains for the outside world to do.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        let mut effects = Vec::new();
        match intent {
            Intent::PointerMoved { at, modifiers } => self.pointer_moved(at, modifiers),
            Intent::PointerPressed {
                at,
                button,
                modifiers,
            } => {
                // Another button while something is dragged gives the drag up, and that is all.
                let gave_up = self.cancel_gesture();
                let draws = self.draws_curve();
                effects = self.settle();
                if !gave_up {
                    self.pointer_pressed(at, button, modifiers, draws);
                }
            }
            Intent::PointerReleased {
                at,
                button,
                modifiers,
            } => {
                self.held = modifiers;
                effects = self.pointer_released(at, button);
            }
            Intent::DoubleClicked { at } => {
                effects = self.settle();
                effects.extend(self.double_clicked(at));
            }
            Intent::PointerLeft => {
                self.pointer_in_view = None;
                self.hover = None;
                self.hover_border = None;
                self.hover_link = None;
            }
            Intent::Pan(by) => self.look_from(self.camera.panned(by)),
            Intent::Zoom { factor, at } => {
                if factor.is_finite() && factor > 0.0 {
                    self.look_from(self.camera.zoomed(factor, at));
                }
            }
            Intent::LookAt(centre_in_doc) => {
                let zoom = self.camera.zoom();
                self.look_from(Camera::centred(centre_in_doc, self.view, zoom));
            }
            Intent::ImportSurvey(import) => {
                effects = self.settle();
                effects.extend(self.import_survey(&import));
            }
            Intent::LookThrough(lens) => {
                effects = self.settle();
                self.lens = lens;
            }
            Intent::SpaceHeld(held) => self.space_held = held,
            Intent::ViewResized(size) => {
                self.cancel_gesture();
                self.view = size;
                if let Some((middle, zoom)) = self.first_place.take() {
                    self.look_from(Camera::centred(middle, size, zoom));
                }
                if self.fits {
                    self.fit();
                }
            }
            Intent::FocusLost => {
                self.space_held = false;
                self.cancel_gesture();
            }
            Intent::Escape => self.escape(),
            Intent::Action(action) => {
                // What is asked for in the middle of a drag ends the drag, and that is all.
                let looks = matches!(
                    action,
                    Action::ZoomIn | Action::ZoomOut | Action::ZoomFit | Action::Zoom100
                );
                let gives_up = self.gesture.carries() && !looks && self.cancel_gesture();
                if looks && self.gesture.is_drag() {
                    effects = self.run(action);
                } else if !gives_up {
                    if action != Action::SelectNone {
                        effects = self.settle();
                    }
                    effects.extend(self.run(action));
                }
            }
            Intent::Select(targets) => {
                effects = self.settle();
                self.select(targets);
                let wanted = self.selection.targets().to_vec();
                self.uncover(&wanted);
                self.selection.prune(&self.shown, &self.lens);
                if let Some(first) = self.selection.targets().first().cloned() {
                    self.reveal(&first);
                }
            }
            Intent::StartText { target, field } => {
                effects = self.settle();
                self.start_text(target, field);
            }
            Intent::TextTyped(text) => self.type_text(text),
            Intent::CommitText => effects = self.commit_text(),
            Intent::CommitTextAnd(onward) => effects = self.commit_text_and(onward),
            Intent::TypedOnSheet(text) => effects = self.type_on(&text),
            Intent::PlacePictures(pictures) => {
                effects = self.settle();
                effects.extend(self.place_pictures(pictures));
            }
            Intent::Paste { html, text } => {
                effects = self.settle();
                effects.extend(self.paste(html.as_deref(), &text));
            }
            Intent::TakeNew(action) => {
                effects = self.settle();
                self.take_new(action);
            }
            Intent::AddStageAt(index) => {
                effects = self.settle();
                effects.extend(self.start_new(self.new_stage(index)));
            }
            Intent::AddLaneAt(kind, index) => {
                effects = self.settle();
                effects.extend(self.start_new(self.new_lane(kind, index)));
            }
            Intent::Tick(secs) => self.tick(secs),
            Intent::CancelText => {
                self.cancel_text();
            }
            Intent::Edit { name, edits } => {
                effects = self.settle();
                effects.extend(self.edit(name, &edits));
            }
            Intent::TakeMap { name, map } => {
                effects = self.settle();
                self.history.replace(name, map);
            }
            Intent::Preview { name, edits } => {
                if self.text_edit.is_some() || self.gesture.is_drag() {
                    effects = self.settle();
                }
                if !self.history.in_transaction() {
                    self.history.begin(name);
                }
                // Half a change may not fit yet: the last one that did stays in view.
                self.refused_preview = self.history.preview(&edits).err();
            }
            // These may come late, when a panel loses the keyboard to something that has begun.
            Intent::CommitPreview => {
                if self.previews_panel() {
                    effects = self.commit_preview();
                }
            }
            Intent::CancelPreview => {
                if self.previews_panel() {
                    self.cancel_preview();
                }
            }
            Intent::Mend { finding, today } => {
                effects = self.settle();
                effects.extend(self.mend(&finding, today));
            }
            Intent::Find(query) => self.look_for(query),
            Intent::Replace { with, all } => {
                effects = self.settle();
                effects.extend(self.replace(&with, all));
            }
            Intent::CloseFind => {
                self.close_find();
            }
        }
        self.refresh();
        self.refresh_find();
        effects
    }

    /// Whether changes from a panel are shown that are not yet a step.
    fn previews_panel(&self) -> bool {
        self.history.in_transaction() && self.text_edit.is_none() && !self.gesture.is_drag()
    }

    /// Whether the pointer is in the middle of moving something, or the sheet.
    pub fn is_dragging(&self) -> bool {
        self.gesture.is_drag()
    }

    /// Whether something is going on that Esc would end: a drag, a text or a preview.
    pub fn is_busy(&self) -> bool {
        self.gesture.is_drag() || self.history.in_transaction()
    }

    /// Applies edits as one step of the history.
    pub(super) fn edit(&mut self, name: &'static str, edits: &[Edit]) -> Vec<Effect> {
        match self.history.apply(name, edits) {
            Ok(_) => Vec::new(),
            Err(error) => vec![Effect::Refused(error)],
        }
    }

    /// Ends whatever is going on before something else begins: a drag is given up, a text or a
    /// preview is kept.
    fn settle(&mut self) -> Vec<Effect> {
        self.cancel_gesture();
        let mut effects = self.commit_text();
        effects.extend(self.commit_preview());
        self.refresh();
        effects
    }

    /// Makes a preview a step; one that was refused at last is told and dropped.
    fn commit_preview(&mut self) -> Vec<Effect> {
        match self.refused_preview.take() {
            None => {
                self.history.commit();
                Vec::new()
            }
            Some(error) => {
                self.history.cancel();
                vec![Effect::Refused(error)]
            }
        }
    }

    fn cancel_preview(&mut self) -> bool {
        self.refused_preview = None;
        self.history.cancel()
    }

    pub(super) fn escape(&mut self) {
        let something_ended = self.cancel_gesture() || self.cancel_text() || self.cancel_preview();
        if !something_ended && !self.close_find() && !self.end_walk() {
            self.select([]);
        }
    }

    /// Makes layout and scene anew if the map is another one than they were made from.
    pub(super) fn refresh(&mut self) {
        let map = self.history.map();
        if Arc::ptr_eq(map, &self.shown) && self.lens == self.layout.grid.lens {
            return;
        }
        let map = map.clone();
        self.lens.personas.retain(|id| map.persona(id).is_some());
        self.shown = map;
        let layout = Layout::through(&self.lens, &self.shown, &self.fonts, Some(&self.layout));
        self.scene = Arc::new(Scene::new(&layout, Some(&self.scene)));
        self.layout = Arc::new(layout);
        self.selection.prune(&self.shown, &self.lens);
        self.keep_walking();
        if !self.gesture.is_drag() {
            self.hover = self.pointer_in_view.and_then(|at| self.target_at(at));
            self.hover_link = None;
        }
    }

    pub(super) fn target_at(&self, at_in_view: Point) -> Option<Target> {
        let slop = SLOP_IN_VIEW / self.camera.zoom();
        self.layout
            .hit(self.camera.doc_from_screen(at_in_view), slop)
    }

    /// The gap between stages or lanes whose mark is under the pointer, while that is free.
    pub fn gap(&self) -> Option<Gap> {
        self.gap_within(GAP_REACH_IN_VIEW)
    }

    /// The gap that the pointer comes near to, and whether it is on its mark.
    pub(super) fn gap_near(&self) -> Option<(Gap, bool)> {
        let near = self.gap_within(4.0 * GAP_REACH_IN_VIEW)?;
        Some((near, self.gap().is_some()))
    }

    fn gap_within(&self, reach_in_view: f64) -> Option<Gap> {
        let is_free = !self.gesture.is_drag() && self.text_edit.is_none() && !self.space_held;
        let at = self.pointer_in_view.filter(|_| is_free)?;
        let reach = reach_in_view / self.camera.zoom();
        self.layout.gap_at(self.camera.doc_from_screen(at), reach)
    }

    /// The curve at a point of the view where no curve point is.
    pub(super) fn curve_under(&self, at_in_view: Point) -> Option<CurvePlace> {
        let slop = SLOP_IN_VIEW / self.camera.zoom();
        self.layout
            .curve_at(self.camera.doc_from_screen(at_in_view), slop)
    }

    /// Selects exactly these.
    pub(super) fn select(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.selection.set(targets);
        let map = self.history.map();
        let curve = match self.selection.last() {
            Some(Target::Persona(id)) => Some(CurveOf {
                persona: id.clone(),
                to_be: false,
            }),
            Some(Target::Point(id)) => map.point(id).map(|(_, curve, _)| curve.of()),
            _ => None,
        };
        if curve.is_some() {
            self.curve_of_late = curve;
        }
    }

    /// Begins to write the text of the one thing that is selected.
    pub(super) fn edit_selected_text(&mut self) {
        let target = self.selection.only().cloned();
        if let Some((target, field)) = target.and_then(|t| Some((t.clone(), t.main_field()?))) {
            self.start_text(target, field);
        }
    }

    // The camera.

    pub(super) fn look_from(&mut self, camera: Camera) {
        self.camera = camera;
        self.fits = false;
        if let Some(at) = self.pointer_in_view {
            self.pointer_moved(at, self.held);
        }
    }

    /// Moves the sheet along with the pointer that drags it.
    pub(super) fn pan_by(&mut self, by_in_view: Vec2) {
        self.camera = self.camera.panned(by_in_view);
        self.fits = false;
    }

    /// Where a person looks: the middle of the view, in document units, and the zoom; `None` while
    /// the whole map is kept in view.
    pub fn place(&self) -> Option<(Point, f64)> {
        let middle = Rect::from_origin_size(Point::ZERO, self.view).center();
        (!self.fits).then(|| (self.camera.doc_from_screen(middle), self.camera.zoom()))
    }

    /// Begins at a place from [`Editor::place`], if the map still is there.
    pub fn look_from_place(&mut self, middle_in_doc: Point, zoom: f64) {
        let sheet = Rect::from_origin_size(Point::ZERO, self.layout.size);
        if sheet.contains(middle_in_doc) && zoom.is_finite() {
            self.first_place = Some((middle_in_doc, zoom));
        }
    }

    /// Shows the whole map, and goes on doing so until a person pans or zooms.
    pub(super) fn fit(&mut self) {
        let sheet = Rect::from_origin_size(Point::ZERO, self.layout.size);
        self.look_from(Camera::fit(sheet, self.view, MARGIN_IN_VIEW));
        self.fits = true;
    }

    /// Shows what is selected, at most at twice its size.
    pub(super) fn fit_selection(&mut self) {
        let targets = self.selection.targets().iter();
        let rects = targets.filter_map(|target| self.layout.rect_of(target));
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

    /// Zooms around the middle of the view.
    pub(super) fn zoom_by(&mut self, factor: f64) {
        let middle = Rect::from_origin_size(Point::ZERO, self.view).center();
        self.look_from(self.camera.zoomed(factor, middle));
    }

    /// Brings a thing into view, moving the sheet as little as possible; a lens that hides it is
    /// given up.
    pub(super) fn reveal(&mut self, target: &Target) {
        self.uncover(std::slice::from_ref(target));
        if let Some(rect) = self.layout.rect_of(target) {
            self.reveal_rect(rect);
        }
    }

    /// Brings a part of the sheet into view.
    pub(super) fn reveal_rect(&mut self, rect: Rect) {
        let shown = self.camera.screen_rect(rect);
        let way = |from: f64, to: f64, room: f64| {
            let (low, high) = (MARGIN_IN_VIEW, (room - MARGIN_IN_VIEW).max(MARGIN_IN_VIEW));
            if from < low || to - from > high - low {
                low - from
            } else {
                (high - to).min(0.0)
            }
        };
        let by = Vec2::new(
            way(shown.x0, shown.x1, self.view.width),
            way(shown.y0, shown.y1, self.view.height),
        );
        let visible = Rect::from_origin_size(Point::ZERO, self.view);
        if self.view != Size::ZERO && !visible.contains_rect(shown) {
            self.look_from(self.camera.panned(by));
        }
    }
}
