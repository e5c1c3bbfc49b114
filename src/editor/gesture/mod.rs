//! What the pointer is in the middle of.
//!
//! A drag begins once the pointer has moved a few points from where it was pressed. What it would
//! do is previewed in a transaction, each time from the base, or shown by a bar; nothing is
//! changed for good until the button is released.

mod border;
mod cards;
mod link;
mod make;
mod marquee;
mod order;
mod point;
mod state;

use std::{cell::OnceCell, sync::Arc};

use super::{Button, Editor, Effect, Modifiers};
use crate::{
    edit::Edit,
    geom::{Point, Rect, Vec2},
    model::{CurveOf, Id, Lane, LaneType, Target},
};
use state::{Marquee, OnRelease, PointerPress};

pub(super) use state::{DropPlace, Gesture, OrderDrag, resize_cursor};

/// How far the pointer moves before a press becomes a drag, in view points.
const DRAG_THRESHOLD: f64 = 4.0;
/// How near a border the pointer takes it, in view points.
const BORDER_SLOP: f64 = 5.0;
/// How near the edge of the view the sheet begins to move along, in view points.
const EDGE: f64 = 32.0;
/// How fast it then moves at most, in view points a second.
const EDGE_SPEED: f64 = 1200.0;

impl Editor {
    pub(super) fn pointer_pressed(&mut self, at: Point, button: Button, modifiers: Modifiers) {
        self.pointer_in_view = Some(at);
        self.held = modifiers;
        let target = self.target_at(at);
        let link = self.link_under(at, target.as_ref());
        let target = link.clone().map(Target::Card).or(target);
        match button {
            Button::Middle => self.gesture = Gesture::Pan { last_in_view: at },
            Button::Primary if self.space_held => {
                self.gesture = Gesture::Pan { last_in_view: at };
            }
            Button::Secondary => {
                if !target.as_ref().is_some_and(|t| self.selection.contains(t)) {
                    self.select(target);
                }
            }
            Button::Primary if self.drawn_at(at).is_some() => {
                self.gesture = Gesture::Pressed(PointerPress::of_drawing(at));
            }
            Button::Primary => {
                let adds = modifiers.shift || modifiers.command;
                // Who is selected decides whose it is, and is not selected any more when it begins.
                let begins = self.bare_at(at).map(|(lane, at_in_doc)| {
                    let of = self.curve_for_point(Some(&lane)).ok();
                    (lane, of, at_in_doc)
                });
                let border = self.border_under(at).filter(|_| !adds && link.is_none());
                let selected = target.as_ref().is_some_and(|t| self.selection.contains(t));
                let on_release = match (&target, adds, selected) {
                    (Some(_), true, true) => Some(OnRelease::Toggle),
                    (Some(_), false, true) => Some(OnRelease::SelectOnly),
                    // A room is not a thing to be added, but where a marquee may begin.
                    (Some(Target::Cell { .. }) | None, true, _) => None,
                    // Ctrl may yet mean a copy of this alone.
                    (Some(_), true, false) if !modifiers.shift => Some(OnRelease::Toggle),
                    (Some(target), true, false) => {
                        self.selection.toggle(target.clone());
                        None
                    }
                    (_, false, _) => {
                        self.select(target.clone());
                        None
                    }
                };
                self.gesture = Gesture::Pressed(PointerPress {
                    at_in_view: at,
                    target,
                    border,
                    link: link.filter(|_| !adds),
                    begins,
                    draws: false,
                    adds,
                    on_release,
                });
            }
        }
    }

    /// `modifiers` are those held now.
    pub(super) fn pointer_moved(&mut self, at: Point, modifiers: Modifiers) {
        self.pointer_in_view = Some(at);
        self.held = modifiers;
        if let Gesture::Pressed(press) = &mut self.gesture
            && press.draws
        {
            // A hand that slips has still clicked.
            press.at_in_view = at;
        } else if let Gesture::Pressed(press) = &self.gesture
            && at.distance(press.at_in_view) >= DRAG_THRESHOLD
        {
            self.gesture = self.begin_drag();
        }
        let at_in_doc = self.camera().doc_from_screen(at);
        match &mut self.gesture {
            Gesture::Idle => {
                let target = self.target_at(at);
                self.hover_link = self.link_under(at, target.as_ref());
                let hovered = self.hover_link.clone().map(Target::Card).or(target);
                self.hovered = OnceCell::from(hovered);
                let border = self.border_under(at);
                self.hover_border = border.filter(|_| self.hover_link.is_none());
            }
            Gesture::Pressed(_) => {}
            Gesture::Pan { last_in_view } => {
                let by = at - std::mem::replace(last_in_view, at);
                self.pan_by(by);
            }
            Gesture::Marquee(_) => self.select_in_marquee(at_in_doc),
            Gesture::Cards(_) => self.carry_cards(at_in_doc),
            Gesture::Order(_) => self.find_order(at_in_doc),
            Gesture::Point(_) => self.preview_point(at_in_doc),
            Gesture::Border(_) => self.preview_border(at_in_doc),
            Gesture::Make(_) => self.preview_made(at_in_doc),
            Gesture::Link(_) => self.find_link(at_in_doc),
        }
    }

    /// What a drag of the thing that was pressed is.
    fn begin_drag(&mut self) -> Gesture {
        let Gesture::Pressed(press) = std::mem::replace(&mut self.gesture, Gesture::Idle) else {
            return Gesture::Idle;
        };
        self.hovered = OnceCell::from(None);
        let began_in_doc = self.seen_at(press.at_in_view).map_or_else(
            || self.camera().doc_from_screen(press.at_in_view),
            |(at, _)| at,
        );
        if let Some(gesture) = press.link.and_then(|from| self.link_drag(&from)) {
            return gesture;
        }
        if let Some(border) = press.border {
            return self.border_drag(border, began_in_doc);
        }
        let gesture = match &press.target {
            Some(Target::Card(id)) => Some(self.card_drag(id, began_in_doc)),
            Some(Target::Point(id)) => self.point_drag(id, began_in_doc),
            Some(target) => self.order_drag(target, began_in_doc),
            None => None,
        };
        gesture.unwrap_or_else(|| {
            let base = if press.adds {
                self.selection.targets().to_vec()
            } else {
                Vec::new()
            };
            Gesture::Marquee(Marquee { began_in_doc, base })
        })
    }

    pub(super) fn pointer_released(&mut self, at: Point, button: Button) -> Vec<Effect> {
        let ends = match self.gesture {
            Gesture::Idle => false,
            Gesture::Pan { .. } => button != Button::Secondary,
            _ => button == Button::Primary,
        };
        if !ends {
            return Vec::new();
        }
        self.pointer_moved(at, self.held);
        self.refresh();
        let effects = match std::mem::replace(&mut self.gesture, Gesture::Idle) {
            Gesture::Idle | Gesture::Pan { .. } | Gesture::Marquee(_) => Vec::new(),
            Gesture::Pressed(press) => self.click(press),
            Gesture::Cards(drag) => self.drop_cards(drag),
            Gesture::Point(_) | Gesture::Border(_) => {
                self.history.commit();
                Vec::new()
            }
            Gesture::Order(drag) => self.drop_order(drag),
            Gesture::Make(drag) => self.drop_made(drag),
            Gesture::Link(drag) => self.drop_link(drag),
        };
        self.refresh();
        self.hovered = OnceCell::from(self.target_at(at));
        effects
    }

    fn click(&mut self, press: PointerPress) -> Vec<Effect> {
        if press.draws {
            return self.draw_point(press.at_in_view);
        }
        match (press.target, press.on_release) {
            (Some(target @ Target::Dot { .. }), _) if !press.adds => {
                self.select([target]);
                return self.toggle_marks();
            }
            (Some(target), Some(OnRelease::SelectOnly)) => self.select([target]),
            (Some(target), Some(OnRelease::Toggle)) => self.selection.toggle(target),
            (Some(Target::Cell { .. }), None) if !press.adds => {
                return self.add_point_on_curve(press.begins, press.at_in_view);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Shows what edits would make of the map that the drag began with, and nothing else of it.
    /// Should they be refused, the base is shown.
    fn preview_drag(&mut self, name: &'static str, edits: &[Edit]) {
        self.history.begin(name);
        // Nothing is lost: what cannot be is not shown as if it could.
        let _ = self.history.preview(edits);
        self.refresh();
    }

    /// Gives up what the pointer is in the middle of, without a trace; `false` when that is
    /// nothing.
    pub(super) fn cancel_gesture(&mut self) -> bool {
        let gesture = std::mem::replace(&mut self.gesture, Gesture::Idle);
        match &gesture {
            Gesture::Cards(_) | Gesture::Point(_) | Gesture::Border(_) | Gesture::Make(_) => {
                self.history.cancel();
            }
            Gesture::Marquee(marquee) => self.selection.set(marquee.base.clone()),
            Gesture::Idle
            | Gesture::Pressed(_)
            | Gesture::Pan { .. }
            | Gesture::Order(_)
            | Gesture::Link(_) => {}
        }
        self.refresh();
        gesture.is_drag()
    }

    /// How fast the sheet moves while something is held at the edge of the view, in view points a
    /// second; `None` when it stands. As long as it does not, the ui sends [`Intent::Tick`]s.
    ///
    /// [`Intent::Tick`]: super::Intent::Tick
    pub fn edge_scroll(&self) -> Option<Vec2> {
        let at = self.pointer_in_view.filter(|_| self.gesture.carries())?;
        let speed = |at: f64, room: f64| {
            let edge = EDGE.min(room / 4.0);
            let beyond = (edge - at).max(0.0) - (at - (room - edge)).max(0.0);
            EDGE_SPEED * (beyond / (2.0 * EDGE)).clamp(-1.0, 1.0)
        };
        let view = self.view();
        let speed = Vec2::new(speed(at.x, view.width), speed(at.y, view.height));
        // The sheet does not leave the view.
        let shown = self
            .camera()
            .screen_rect(Rect::from_origin_size(Point::ZERO, self.layout().size));
        let stops = |speed: f64, from: f64, to: f64, room: f64| {
            if (speed > 0.0 && from >= EDGE) || (speed < 0.0 && to <= room - EDGE) {
                0.0
            } else {
                speed
            }
        };
        let speed = Vec2::new(
            stops(speed.x, shown.x0, shown.x1, view.width),
            stops(speed.y, shown.y0, shown.y1, view.height),
        );
        (speed != Vec2::ZERO).then_some(speed)
    }

    /// The pointer is over nothing of the sheet any more.
    pub(super) fn pointer_left(&mut self) {
        self.pointer_in_view = None;
        self.hovered = OnceCell::from(None);
        self.hover_border = None;
        self.hover_link = None;
    }

    /// Moves the sheet on while something is held at its edge.
    pub(super) fn tick(&mut self, secs: f64) {
        if let (Some(speed), Some(at)) = (self.edge_scroll(), self.pointer_in_view) {
            self.pan_by(speed * secs.clamp(0.0, 0.1));
            self.pointer_moved(at, self.held);
        }
    }

    pub(super) fn double_clicked(&mut self, at: Point) -> Vec<Effect> {
        if self.draws_curve() {
            // Each of its clicks has added a point already, if not on one to be named.
            if let Some(point) = self.on_point(at).map(Target::Point) {
                self.select([point]);
                self.edit_selected_text();
            }
            return Vec::new();
        }
        let Some((at_in_doc, _)) = self.seen_at(at) else {
            return Vec::new();
        };
        let target = self.target_at(at);
        if self.link_under(at, target.as_ref()).is_some() {
            return Vec::new();
        }
        if let Some(border) = self.border_under(at) {
            return self.fit_border(border);
        }
        let Some(target) = target else {
            return Vec::new();
        };
        self.select([target.clone()]);
        match (self.layout().text_at(at_in_doc), target) {
            // Each of its clicks has set or cleared it.
            (_, Target::Dot { .. }) => Vec::new(),
            (_, Target::Cell { lane, .. }) => self.add_in_cell(&lane, at_in_doc),
            (Some(text), _) => {
                self.select([text.target.clone()]);
                self.start_text(text.target, text.field);
                Vec::new()
            }
            (None, _) => {
                self.edit_selected_text();
                Vec::new()
            }
        }
    }

    /// Something new where an empty place was double-clicked.
    fn add_in_cell(&mut self, lane: &Id, at_in_doc: Point) -> Vec<Effect> {
        let Some(lane) = self.map().lane(lane).cloned() else {
            return Vec::new();
        };
        match self.snapped(self.layout(), &lane.id, at_in_doc) {
            Some(place) => self.add_point_at(&lane, None, place),
            None if LaneType::Emotion.is(&lane) => Vec::new(),
            None => self.add_here().unwrap_or_default(),
        }
    }

    /// The next point of the curve that is being drawn.
    fn draw_point(&mut self, at_in_view: Point) -> Vec<Effect> {
        let at_in_doc = self.camera().doc_from_screen(at_in_view);
        let Some((lane, of)) = self.drawn_at(at_in_view) else {
            return Vec::new();
        };
        match self.snapped(self.layout(), &lane.id, at_in_doc) {
            Some(place) => self.add_point_at(&lane, Some(of), place),
            None => Vec::new(),
        }
    }

    /// A point where a curve was clicked, or the first one where there is none.
    fn add_point_on_curve(
        &mut self,
        begins: Option<(Arc<Lane>, Option<CurveOf>, Point)>,
        at_in_view: Point,
    ) -> Vec<Effect> {
        if let Some((lane, of, at_in_doc)) = begins {
            return match self.snapped(self.layout(), &lane.id, at_in_doc) {
                Some(place) => self.add_point_at(&lane, of, place),
                None => Vec::new(),
            };
        }
        let Some(found) = self.curve_under(at_in_view) else {
            return Vec::new();
        };
        let Some(lane) = self.map().lane(&found.lane).cloned() else {
            return Vec::new();
        };
        self.add_point_at(&lane, Some(found.curve), found.place)
    }
}
