//! What the pointer is in the middle of: a mark where it began, what moves, and a way out.
//!
//! A drag begins once the pointer has moved a few points from where it was pressed. Until the
//! button is released nothing is changed for good: cards, stages and lanes only show where they
//! would land; a curve point is previewed in a transaction, each time from the base.

use std::sync::Arc;

use super::{Button, Cursor, Editor, Effect, Modifiers};
use crate::{
    edit::Edit,
    geom::{Point, Vec2},
    layout::{CardDrop, Layout, OrderDrop},
    model::{Id, LaneKind, Target},
};

/// How far the pointer moves before a press becomes a drag, in view points.
const DRAG_THRESHOLD: f64 = 4.0;

#[derive(Debug)]
pub(super) enum Gesture {
    Idle,
    Pressed(Press),
    Pan { last_in_view: Point },
    Cards(CardDrag),
    Order(OrderDrag),
    Point(PointDrag),
}

/// The primary button is down, but nothing was moved yet.
#[derive(Debug)]
pub(super) struct Press {
    at_in_view: Point,
    target: Option<Target>,
    /// What a release without a drag makes of the selection.
    on_release: Option<OnRelease>,
}

#[derive(Debug, Clone, Copy)]
enum OnRelease {
    SelectOnly,
    Toggle,
}

/// One card or several on the way to a cell.
#[derive(Debug)]
pub(super) struct CardDrag {
    /// In the order of the map.
    pub ids: Vec<Id>,
    pub began_in_doc: Point,
    pub drop: Option<CardDrop>,
}

/// A stage or a lane on the way to another place among its like.
#[derive(Debug)]
pub(super) struct OrderDrag {
    pub target: Target,
    pub began_in_doc: Point,
    pub drop: Option<OrderDrop>,
}

/// A curve point on the way.
#[derive(Debug)]
pub(super) struct PointDrag {
    pub id: Id,
    lane: Id,
    /// The places as they were when the drag began; the preview must not move the ground.
    base: Arc<Layout>,
    /// From the pointer to the point.
    grip: Vec2,
}

impl Gesture {
    /// Whether things or the sheet are being moved.
    pub(super) fn is_drag(&self) -> bool {
        !matches!(self, Self::Idle | Self::Pressed(_))
    }

    pub(super) fn cursor(&self) -> Option<Cursor> {
        match self {
            Self::Idle | Self::Pressed(_) => None,
            Self::Cards(CardDrag { drop: None, .. })
            | Self::Order(OrderDrag { drop: None, .. }) => Some(Cursor::NotAllowed),
            Self::Pan { .. } | Self::Cards(_) | Self::Order(_) | Self::Point(_) => {
                Some(Cursor::Grabbing)
            }
        }
    }
}

impl Editor {
    pub(super) fn pointer_pressed(&mut self, at: Point, button: Button, modifiers: Modifiers) {
        self.pointer_in_view = Some(at);
        let target = self.target_at(at);
        match button {
            Button::Middle => self.gesture = Gesture::Pan { last_in_view: at },
            Button::Primary if self.space_held => {
                self.gesture = Gesture::Pan { last_in_view: at };
            }
            Button::Secondary => {
                if !target.as_ref().is_some_and(|t| self.selection.contains(t)) {
                    self.selection.set(target);
                }
            }
            Button::Primary => {
                let adds = modifiers.shift || modifiers.command;
                let selected = target.as_ref().is_some_and(|t| self.selection.contains(t));
                let on_release = match (&target, adds, selected) {
                    (Some(_), true, true) => Some(OnRelease::Toggle),
                    (Some(_), false, true) => Some(OnRelease::SelectOnly),
                    (Some(target), true, false) => {
                        self.selection.toggle(target.clone());
                        None
                    }
                    (None, true, _) => None,
                    (_, false, false) => {
                        self.selection.set(target.clone());
                        None
                    }
                    (None, false, true) => unreachable!("nothing is not selected"),
                };
                self.gesture = Gesture::Pressed(Press {
                    at_in_view: at,
                    target,
                    on_release,
                });
            }
        }
    }

    pub(super) fn pointer_moved(&mut self, at: Point) {
        self.pointer_in_view = Some(at);
        if let Gesture::Pressed(press) = &self.gesture
            && at.distance(press.at_in_view) >= DRAG_THRESHOLD
        {
            self.gesture = self.begin_drag();
        }
        let camera = self.camera();
        let at_in_doc = camera.doc_from_screen(at);
        match &mut self.gesture {
            Gesture::Idle => self.hover = self.target_at(at),
            Gesture::Pressed(_) => {}
            Gesture::Pan { last_in_view } => {
                let by = at - std::mem::replace(last_in_view, at);
                self.pan_by(by);
            }
            Gesture::Cards(_) | Gesture::Order(_) => self.find_drop(at_in_doc),
            Gesture::Point(_) => self.preview_point(at_in_doc),
        }
    }

    /// What a drag of the thing that was pressed is.
    fn begin_drag(&mut self) -> Gesture {
        let Gesture::Pressed(press) = std::mem::replace(&mut self.gesture, Gesture::Idle) else {
            return Gesture::Idle;
        };
        self.hover = None;
        let began_in_doc = self.camera().doc_from_screen(press.at_in_view);
        match press.target {
            Some(Target::Card(id)) => Gesture::Cards(CardDrag {
                ids: self.dragged_cards(&id),
                began_in_doc,
                drop: None,
            }),
            Some(target @ (Target::Stage(_) | Target::Lane(_))) => Gesture::Order(OrderDrag {
                target,
                began_in_doc,
                drop: None,
            }),
            Some(Target::Point(id)) => {
                let lane = self.map().point(&id).map(|(lane, ..)| lane.id.clone());
                let position = self.layout().point_position(&id);
                match (lane, position) {
                    (Some(lane), Some(position)) => {
                        self.history.begin("Move point");
                        Gesture::Point(PointDrag {
                            id,
                            lane,
                            base: self.layout().clone(),
                            grip: position - began_in_doc,
                        })
                    }
                    _ => Gesture::Idle,
                }
            }
            _ => Gesture::Idle,
        }
    }

    /// The card under the pointer, with the other cards of the selection when it is one of them.
    fn dragged_cards(&mut self, id: &Id) -> Vec<Id> {
        if !self.selection.contains(&Target::Card(id.clone())) {
            self.selection.set([Target::Card(id.clone())]);
        }
        let cards = self.map().cards().map(|card| &card.id);
        let selected = cards.filter(|id| self.selection.contains(&Target::Card((*id).clone())));
        selected.cloned().collect()
    }

    fn find_drop(&mut self, at_in_doc: Point) {
        let layout = self.layout().clone();
        match &mut self.gesture {
            Gesture::Cards(drag) => drag.drop = layout.card_drop(at_in_doc, &drag.ids),
            Gesture::Order(drag) => {
                drag.drop = match &drag.target {
                    Target::Stage(id) => layout.stage_drop(at_in_doc.x, id),
                    Target::Lane(id) => layout.lane_drop(at_in_doc.y, id),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn preview_point(&mut self, at_in_doc: Point) {
        let Gesture::Point(drag) = &self.gesture else {
            return;
        };
        let Some(place) = drag.base.point_place(&drag.lane, at_in_doc + drag.grip) else {
            return;
        };
        let edit = Edit::MovePoint {
            id: drag.id.clone(),
            stage: place.stage,
            at: round_to(place.at, 1000.0),
            value: Some(round_to(place.value, 100.0)),
        };
        // The point was there when the drag began, and the place is one of the layout.
        let _ = self.history.preview(&[edit]);
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
        self.pointer_moved(at);
        let effects = match std::mem::replace(&mut self.gesture, Gesture::Idle) {
            Gesture::Idle | Gesture::Pan { .. } => Vec::new(),
            Gesture::Pressed(press) => {
                self.click(press);
                Vec::new()
            }
            Gesture::Cards(drag) => self.drop_cards(drag),
            Gesture::Order(drag) => self.drop_order(drag),
            Gesture::Point(_) => {
                self.history.commit();
                Vec::new()
            }
        };
        self.refresh();
        self.hover = self.target_at(at);
        effects
    }

    fn click(&mut self, press: Press) {
        if let (Some(target), Some(change)) = (press.target, press.on_release) {
            match change {
                OnRelease::SelectOnly => self.selection.set([target]),
                OnRelease::Toggle => self.selection.toggle(target),
            }
        }
    }

    fn drop_cards(&mut self, drag: CardDrag) -> Vec<Effect> {
        let Some(drop) = drag.drop else {
            return Vec::new();
        };
        let name = if drag.ids.len() == 1 {
            "Move card"
        } else {
            "Move cards"
        };
        let edit = Edit::MoveCards {
            ids: drag.ids,
            lane: drop.lane,
            stage: drop.stage,
            step: drop.step,
            index: drop.index,
        };
        self.edit(name, &[edit])
    }

    fn drop_order(&mut self, drag: OrderDrag) -> Vec<Effect> {
        let Some(drop) = drag.drop else {
            return Vec::new();
        };
        let name = match drag.target {
            Target::Stage(_) => "Move stage",
            _ => "Move lane",
        };
        let edit = Edit::Reorder {
            target: drag.target,
            index: drop.index,
        };
        self.edit(name, &[edit])
    }

    /// Gives up what the pointer is in the middle of, without a trace; `false` when that is
    /// nothing.
    pub(super) fn cancel_gesture(&mut self) -> bool {
        let gesture = std::mem::replace(&mut self.gesture, Gesture::Idle);
        if matches!(gesture, Gesture::Point(_)) {
            self.history.cancel();
        }
        gesture.is_drag()
    }

    pub(super) fn double_clicked(&mut self, at: Point) -> Vec<Effect> {
        let at_in_doc = self.camera().doc_from_screen(at);
        let Some(target) = self.target_at(at) else {
            return Vec::new();
        };
        self.selection.set([target.clone()]);
        match (self.layout().text_at(at_in_doc), target) {
            (_, Target::Dot { .. }) => self.toggle_marks(),
            (_, Target::Cell { lane, .. }) => self.add_in_cell(&lane, at_in_doc),
            (Some(text), _) => {
                self.selection.set([text.target.clone()]);
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
        if lane.role().is_some() {
            return self.add_card();
        }
        match self.layout().point_place(&lane.id, at_in_doc) {
            Some(place) => self.add_point_at(&lane, place),
            None if matches!(lane.kind, LaneKind::Metrics { .. }) => self.add_metric(),
            None => Vec::new(),
        }
    }
}

/// `value` to a precision of 1 in `steps`: files stay short, and no hand is steadier.
fn round_to(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}
