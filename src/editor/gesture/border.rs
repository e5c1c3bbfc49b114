//! The border of a stage or a lane on the way: it makes them wider or higher.

use super::state::{BorderDrag, Gesture};
use crate::{
    edit::Edit,
    editor::{Editor, Effect},
    geom::Point,
    layout::Border,
};

impl Editor {
    /// The border under a point of the view.
    pub(super) fn border_under(&self, at_in_view: Point) -> Option<Border> {
        let slop = super::BORDER_SLOP / self.camera().zoom();
        let (at, _) = self.seen_at(at_in_view)?;
        self.layout().border_at(at, slop)
    }

    pub(super) fn border_drag(&mut self, border: Border, began_in_doc: Point) -> Gesture {
        let base = self.layout().clone();
        let stands = base.border_position(&border).unwrap_or_default();
        let grip = stands - along(&border, began_in_doc);
        self.history.begin(name(&border));
        Gesture::Border(BorderDrag { border, base, grip })
    }

    pub(super) fn preview_border(&mut self, at_in_doc: Point) {
        let Gesture::Border(drag) = &self.gesture else {
            return;
        };
        let to = along(&drag.border, at_in_doc) + drag.grip;
        let edit = match &drag.border {
            Border::Stage(stage) => Edit::SetStageWidth {
                stage: stage.clone(),
                width: drag.base.stage_width_to(stage, to),
            },
            Border::Lane(lane) => Edit::SetLaneHeight {
                lane: lane.clone(),
                height: drag.base.lane_height_to(lane, to),
            },
        };
        self.preview_drag(name(&drag.border.clone()), &[edit]);
    }

    /// As wide or as high as it needs to be.
    pub(super) fn fit_border(&mut self, border: Border) -> Vec<Effect> {
        let edit = match border.clone() {
            Border::Stage(stage) => Edit::SetStageWidth { stage, width: None },
            Border::Lane(lane) => Edit::SetLaneHeight { lane, height: None },
        };
        self.edit(name(&border), &[edit])
    }
}

fn along(border: &Border, point: Point) -> f64 {
    match border {
        Border::Stage(_) => point.x,
        Border::Lane(_) => point.y,
    }
}

fn name(border: &Border) -> &'static str {
    match border {
        Border::Stage(_) => "Change width",
        Border::Lane(_) => "Change height",
    }
}
