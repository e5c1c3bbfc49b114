//! Something new on its way from the tools onto the sheet: it already stands where it would land.

use std::cell::OnceCell;

use super::state::{Gesture, MakeDrag};
use crate::{
    edit::Edit,
    editor::{Action, Editor, Effect, new_thing::NewThing},
    geom::{Point, Rect},
    layout::Layout,
    model::{CardRole, Id, LaneType, Target},
};

impl Editor {
    /// What is dragged onto the sheet to be made there; `None` while nothing is.
    pub fn dragged_new(&self) -> Option<Action> {
        match &self.gesture {
            Gesture::Make(drag) => Some(drag.action),
            _ => None,
        }
    }

    /// Takes something new in hand; nothing happens for what cannot be dragged.
    pub(in crate::editor) fn take_new(&mut self, action: Action) {
        if matches!(
            action,
            Action::AddStage
                | Action::AddCardOf(_)
                | Action::AddPoint
                | Action::AddMetric
                | Action::AddPersona
                | Action::AddLane(_)
        ) {
            self.hovered = OnceCell::from(None);
            let base = self.layout().clone();
            self.gesture = Gesture::Make(MakeDrag {
                action,
                base,
                made: None,
            });
        }
    }

    pub(super) fn preview_made(&mut self, at_in_doc: Point) {
        let Gesture::Make(drag) = &self.gesture else {
            return;
        };
        let (action, base) = (drag.action, drag.base.clone());
        // The map is asked without what is shown of the drag so far.
        self.history.cancel();
        let made = self.made_at(action, &base, at_in_doc);
        let edits = made.as_ref().map_or(&[][..], |made| &made.edits[..]);
        self.preview_drag(action.name(), edits);
        if let Gesture::Make(drag) = &mut self.gesture {
            drag.made = made;
        }
    }

    /// What would be made at a point of the sheet.
    fn made_at(&self, action: Action, base: &Layout, at_in_doc: Point) -> Option<NewThing> {
        let view = Rect::from_origin_size(Point::ZERO, self.view());
        let sheet = Rect::from_origin_size(Point::ZERO, base.size);
        if !view.contains(self.pointer_in_view?) || !sheet.contains(at_in_doc) {
            return None;
        }
        match action {
            Action::AddStage => {
                let drop = base.stage_drop(at_in_doc.x, &[]);
                Some(self.new_stage(drop.map_or(0, |drop| drop.index)))
            }
            Action::AddLane(kind) => {
                let drop = base.lane_drop(at_in_doc.y, &[]);
                Some(self.new_lane(kind, drop.map_or(0, |drop| drop.index)))
            }
            Action::AddCardOf(role) => self.card_at(role, base, at_in_doc),
            Action::AddPoint => self.point_at(base, at_in_doc),
            Action::AddMetric => {
                let column = column_at(base, at_in_doc.x)?;
                Some(self.new_metric(Some(column.0)))
            }
            Action::AddPersona => Some(self.new_persona()),
            _ => None,
        }
    }

    /// Into the lane under the point if it is of the role, else the first that is.
    fn card_at(&self, role: CardRole, base: &Layout, at_in_doc: Point) -> Option<NewThing> {
        let (before, lane) = self.lane_for_at(LaneType::Cards(role), base, at_in_doc);
        let within = within_lane(base, &lane, at_in_doc);
        let drop = within.and_then(|at| base.card_drop(at, &[]));
        let (column, index) = match drop {
            Some(drop) if drop.lane == lane => ((drop.stage, drop.step), drop.index),
            _ => (column_at(base, at_in_doc.x)?, usize::MAX),
        };
        Some(self.new_card(before, lane, column, index))
    }

    fn point_at(&self, base: &Layout, at_in_doc: Point) -> Option<NewThing> {
        let (before, lane) = self.lane_for_at(LaneType::Emotion, base, at_in_doc);
        let known = self.map().lane(&lane);
        let of = self.curve_for_point(known.map(|lane| &**lane)).ok()?;
        let place = match within_lane(base, &lane, at_in_doc) {
            Some(at) => self.snapped(base, &lane, at)?,
            None => crate::layout::PointPlace {
                stage: column_at(base, at_in_doc.x)?.0,
                at: 0.5,
                value: self.map().emotion_scale.middle(),
            },
        };
        Some(self.new_point(before, lane, of, place))
    }

    /// The first lane of a kind, but rather the one under the point.
    fn lane_for_at(&self, kind: LaneType, base: &Layout, at_in_doc: Point) -> (Vec<Edit>, Id) {
        let under = base.rows.iter().find(|row| {
            (row.y..=row.y + row.part.height).contains(&at_in_doc.y) && kind.is(&row.part.lane)
        });
        match under {
            Some(row) => (Vec::new(), row.part.lane.id.clone()),
            None => self.lane_for(kind),
        }
    }

    pub(super) fn drop_made(&mut self, drag: MakeDrag) -> Vec<Effect> {
        match drag.made {
            Some(made) => self.start_new(made),
            None => {
                self.history.cancel();
                Vec::new()
            }
        }
    }

    /// The room of what is being made, as it stands now.
    pub(in crate::editor) fn made_rect(&self) -> Option<(&Target, Rect)> {
        let Gesture::Make(MakeDrag {
            made: Some(made), ..
        }) = &self.gesture
        else {
            return None;
        };
        let rect = self.layout().rect_of(&made.target)?;
        Some((&made.target, rect))
    }
}

fn column_at(layout: &Layout, x_in_doc: f64) -> Option<(Id, Option<Id>)> {
    let grid = &layout.grid;
    let index = grid.nearest_column(x_in_doc)?;
    Some((
        grid.stage_id(index).clone(),
        grid.columns[index].step.clone(),
    ))
}

/// A point moved up or down into a lane: where it is in it already, it stays; else it comes to
/// the end of the cells of cards, and to the middle of the others.
fn within_lane(layout: &Layout, lane: &Id, at_in_doc: Point) -> Option<Point> {
    let row = layout.row(lane)?;
    if (row.y..=row.y + row.part.height).contains(&at_in_doc.y) {
        return Some(at_in_doc);
    }
    let is_cards = row.part.lane.role().is_some();
    let share = if is_cards { 1.0 } else { 0.5 };
    Some(Point::new(at_in_doc.x, row.y + share * row.part.height))
}
