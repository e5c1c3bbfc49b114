//! The editor itself: what it holds, and what of it can be seen.

use std::{
    cell::{Cell, OnceCell},
    sync::Arc,
};

use super::{
    Cursor, Effect, Modifiers, Selection, TextEdit,
    find::Find,
    gesture::{Gesture, resize_cursor},
    held::HeldInPlace,
    present::Talk,
    selected_before::SelectedBefore,
    sheet::Sheet,
    telling::Telling,
};
use crate::{
    edit::{Edit, EditError, History},
    geom::{Camera, Point, Size},
    layout::{Border, CurvePlace, Gap, Layout, Lens},
    model::{CurveOf, Date, Id, Map, Target},
    scene::Scene,
    text::Fonts,
};

/// How far beside a curve point still counts as on it, in view points.
const SLOP_IN_VIEW: f64 = 8.0;
/// How near the mark of a gap counts as on it, in view points.
const GAP_REACH_IN_VIEW: f64 = 11.0;

/// The curve that is being drawn, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    pub lane: Id,
    pub of: CurveOf,
}

/// One person at work on one map.
pub struct Editor {
    fonts: Fonts,
    pub(super) history: History,
    /// The map that `sheet` is of, and the lens that it is seen through.
    pub(super) shown: Arc<Map>,
    shown_through: Lens,
    pub(super) sheet: Sheet,
    pub(super) selection: Selection,
    pub(super) selected_before: SelectedBefore,
    /// The curve whose point or persona was selected last.
    pub(super) curve_of_late: Option<CurveOf>,
    /// The curve that is being drawn.
    pub(super) drawing: Option<Drawing>,
    pub(super) lens: Lens,
    /// Found when it is asked for.
    pub(super) hovered: OnceCell<Option<Target>>,
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
    /// Where the keys are, where that is not at what is selected.
    pub(super) ring: Option<Target>,
    /// The card that a line is drawn from by key.
    pub(super) connecting: Option<Id>,
    pub(super) telling: Telling,
    /// What is selected came back, and has not been brought into view.
    pub(super) shows_selected: bool,
    pub(super) find: Find,
    /// Why the latest preview from a panel was refused, if it was.
    pub(super) refused_preview: Option<EditError>,
    /// The talk that goes on.
    pub(super) talk: Option<Box<Talk>>,
    /// `shown` is what a drag would come to.
    pub(super) shown_in_drag: bool,
    /// As it was before what is held in place has moved; ask [`Editor::camera`].
    pub(super) camera: Cell<Camera>,
    /// What stays where it is on the screen while the sheet is laid out anew.
    pub(super) held_in_place: Cell<Option<HeldInPlace>>,
    pub(super) view: Size,
    /// Whether the camera keeps the whole map in view when the view changes.
    pub(super) fits: bool,
    file_name: Option<String>,
    /// Where to look at the map once the size of the view is known.
    pub(super) first_place: Option<(Point, f64)>,
}

impl Editor {
    /// Begins with a map that counts as saved and has no [`Map::check`] problems.
    pub fn new(map: Map, fonts: Fonts) -> Self {
        let map = Arc::new(map);
        Self {
            history: History::new(map.clone()),
            selected_before: SelectedBefore::new(map.clone()),
            sheet: Sheet::new(&map, &fonts),
            shown: map,
            shown_through: Lens::default(),
            fonts,
            selection: Selection::default(),
            curve_of_late: None,
            drawing: None,
            lens: Lens::default(),
            hovered: OnceCell::from(None),
            hover_border: None,
            hover_link: None,
            gesture: Gesture::Idle,
            pointer_in_view: None,
            held: Modifiers::default(),
            space_held: false,
            text_edit: None,
            text_edits_begun: 0,
            ring: None,
            connecting: None,
            telling: Telling::default(),
            shows_selected: false,
            find: Find::default(),
            refused_preview: None,
            talk: None,
            shown_in_drag: false,
            camera: Cell::new(Camera::new(Point::ZERO, 1.0)),
            held_in_place: Cell::new(None),
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
        self.sheet
            .look(&self.shown, &self.shown_through, &self.fonts)
            .0
    }

    /// The display list of [`Editor::map`]; another `Arc` only when something changed.
    pub fn scene(&self) -> &Arc<Scene> {
        self.sheet
            .look(&self.shown, &self.shown_through, &self.fonts)
            .1
    }

    /// What of the map is shown.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// With which texts are set.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The map now, before and after.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The thing under the pointer.
    pub fn hover(&self) -> Option<&Target> {
        let find = || self.pointer_in_view.and_then(|at| self.target_at(at));
        self.hovered.get_or_init(find).as_ref()
    }

    /// Size of the canvas, in view points.
    pub fn view(&self) -> Size {
        self.view
    }

    /// The file's name as it is shown; `None` for a map that was never saved.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The day that the foot line of the map's brand says.
    pub fn set_day(&mut self, day: Option<Date>) {
        self.sheet.set_day(day);
    }

    /// The map to be written to a picture: [`Editor::committed`] on this day.
    pub fn dated(&self) -> Arc<Map> {
        self.sheet.dated(self.committed())
    }

    /// How the map's file is called, for what is said of it; `None` without one.
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
            let draws = self.pointer_in_view.and_then(|at| self.drawn_at(at));
            if draws.is_some() || self.gap().is_some() || self.hover_link.is_some() {
                return Cursor::Pointer;
            }
            if let Some(border) = &self.hover_border {
                return resize_cursor(border);
            }
            match self.hover() {
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

    /// Whether changes from a panel are shown that are not yet a step.
    pub(super) fn previews_panel(&self) -> bool {
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

    /// Has layout and scene made anew if the map is another one than they were made from.
    pub(super) fn refresh(&mut self) {
        let map = self.history.map();
        if !Arc::ptr_eq(map, &self.shown) || self.lens != self.shown_through {
            let map = map.clone();
            self.hold_in_place();
            self.shown_in_drag = self.gesture.is_drag();
            self.lens.personas.retain(|id| map.persona(id).is_some());
            self.shown = map;
            self.shown_through.clone_from(&self.lens);
            self.sheet.is_stale();
            self.selection.prune(&self.shown, &self.lens);
            if !self.gesture.is_drag() {
                self.hovered = OnceCell::new();
                self.hover_link = None;
            }
        }
        self.note_selection();
    }

    /// Sees whether the map is another one, and what is selected in it.
    pub(super) fn note_selection(&mut self) {
        self.selected_before.see(self.history.committed());
        if !self.history.in_transaction() {
            self.selected_before.note(&self.selection);
        }
    }

    /// Selects what was selected when the map was as it is again.
    pub(super) fn select_again(&mut self) {
        self.selected_before.see(self.history.committed());
        if let Some(selection) = self.selected_before.again() {
            self.selection = selection;
        }
    }

    pub(super) fn target_at(&self, at_in_view: Point) -> Option<Target> {
        let slop = SLOP_IN_VIEW / self.camera().zoom();
        let (at, on_head) = self.seen_at(at_in_view)?;
        let is_head = |target: &Target| {
            matches!(
                target,
                Target::Stage(_) | Target::Step(_) | Target::Lane(_) | Target::Channel(_)
            )
        };
        let found = self.layout().hit(at, slop);
        found.filter(|found| !on_head || is_head(found))
    }

    /// The place of the sheet at a point of the view where no head is held.
    pub(super) fn open_at(&self, at_in_view: Point) -> Option<Point> {
        let (at, on_head) = self.seen_at(at_in_view)?;
        (!on_head).then_some(at)
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
        let is_idle = !self.gesture.is_drag() && !self.draws_curve();
        let is_free = is_idle && self.text_edit.is_none() && !self.space_held;
        let at = self.pointer_in_view.filter(|_| is_free)?;
        let reach = reach_in_view / self.camera().zoom();
        self.layout().gap_at(self.open_at(at)?, reach)
    }

    /// The curve at a point of the view where no curve point is.
    pub(super) fn curve_under(&self, at_in_view: Point) -> Option<CurvePlace> {
        let slop = SLOP_IN_VIEW / self.camera().zoom();
        self.layout().curve_at(self.open_at(at_in_view)?, slop)
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

    /// Selects exactly these, gives up a lens that hides them and brings the first into view.
    pub(super) fn select_and_show(&mut self, targets: Vec<Target>) {
        self.select(targets);
        let wanted = self.selection.targets().to_vec();
        self.uncover(&wanted);
        self.selection.prune(&self.shown, &self.lens);
        if let Some(first) = self.selection.targets().first().cloned() {
            self.reveal(&first);
        }
    }

    /// Begins to write the text of the one thing that is selected.
    pub(super) fn edit_selected_text(&mut self) {
        let target = self.selection.only().cloned();
        if let Some((target, field)) = target.and_then(|t| Some((t.clone(), t.main_field()?))) {
            self.start_text(target, field);
        }
    }
}
