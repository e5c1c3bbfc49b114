//! Stages, lanes, steps, personas, metrics and lines on the way to another place; a bar shows
//! where.

use super::state::{DropPlace, Gesture, OrderDrag};
use crate::{
    edit::Edit,
    editor::{Editor, Effect, order::block_to},
    geom::Point,
    layout::OrderDrop,
    model::{Id, Part, Target},
};

impl Editor {
    /// `None` for what has no other place to go.
    pub(super) fn order_drag(&mut self, target: &Target, began_in_doc: Point) -> Option<Gesture> {
        id_of(target)?;
        let targets = if matches!(target, Target::Stage(_) | Target::Lane(_)) {
            if !self.selection.contains(target) {
                self.select([target.clone()]);
            }
            self.selected_like(target)
        } else {
            vec![target.clone()]
        };
        let ids = targets.iter().filter_map(id_of).cloned().collect();
        Some(Gesture::Order(OrderDrag {
            targets,
            ids,
            began_in_doc,
            drop: None,
        }))
    }

    pub(super) fn find_order(&mut self, at_in_doc: Point) {
        let layout = self.layout().clone();
        let Gesture::Order(drag) = &mut self.gesture else {
            return;
        };
        let order = |drop: Option<OrderDrop>| drop.map(DropPlace::Order);
        drag.drop = match drag.targets.first() {
            Some(Target::Stage(_)) => order(layout.stage_drop(at_in_doc.x, &drag.ids)),
            Some(Target::Lane(_)) => order(layout.lane_drop(at_in_doc.y, &drag.ids)),
            Some(Target::Step(id)) => order(layout.step_drop(at_in_doc.x, id)),
            Some(Target::Persona(id)) => order(layout.persona_drop(at_in_doc, id)),
            Some(Target::Metric(id)) => layout.metric_drop(at_in_doc, id).map(DropPlace::Metric),
            Some(Target::Line { above }) => layout
                .line_drop(at_in_doc.y, Some(above))
                .map(DropPlace::Line),
            _ => None,
        };
    }

    pub(super) fn drop_order(&mut self, drag: OrderDrag) -> Vec<Effect> {
        let name = match (drag.targets.as_slice(), &drag.targets[0]) {
            ([_, _, ..], Target::Stage(_)) => "Move stages",
            (_, Target::Stage(_)) => "Move stage",
            ([_, _, ..], _) => "Move lanes",
            (_, Target::Lane(_)) => "Move lane",
            (_, Target::Step(_)) => "Move step",
            (_, Target::Persona(_)) => "Move persona",
            (_, Target::Metric(_)) => "Move metric",
            _ => "Move line",
        };
        let edits: Vec<Edit> = match drag.drop {
            None => return Vec::new(),
            Some(DropPlace::Order(drop)) => block_to(self.map(), &drag.targets, drop.index),
            Some(DropPlace::Metric(drop)) => vec![Edit::MoveMetric {
                id: drag.ids[0].clone(),
                lane: drop.lane,
                stage: drop.stage,
                index: drop.index,
            }],
            Some(DropPlace::Line(drop)) => {
                let above = drag.ids[0].clone();
                if drop.above == above {
                    return Vec::new();
                }
                self.select([Target::Line {
                    above: drop.above.clone(),
                }]);
                vec![Edit::MoveLine {
                    above,
                    to: drop.above,
                }]
            }
        };
        let effects = self.edit(name, &edits);
        self.refresh();
        self.selection.prune(self.history.map(), &self.lens);
        effects
    }
}

/// The id of a thing that can be put elsewhere in its order; of a line that of its lane.
fn id_of(target: &Target) -> Option<&Id> {
    if let Target::Line { above } = target {
        return Some(above);
    }
    let (part, id) = target.part()?;
    // Channels have no room to be taken hold of; metrics have a place among those of their stage.
    let is_dragged = part == Part::Metric || part.has_order() && part != Part::Channel;
    is_dragged.then_some(id)
}
