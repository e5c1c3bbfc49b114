//! What need not be kept, as it would be written just so.

use std::sync::Arc;

use super::{
    known::References,
    members::{self, Members, WrittenMember, record},
    names::{JOURNEY, SCALE},
    props,
    sequence::NodeOf,
    write,
};
use crate::model::{LaneKind, Map, Unknown};

/// Drops the members of parts that are just what would be written without them.
pub(super) fn leave_out_what_is_natural(map: &mut Map) {
    let whole = map.clone();
    let sheet = References::of(&whole);
    let is_natural = |unknown: &Unknown, props: &dyn Fn(Option<&Members>) -> Vec<WrittenMember>| {
        members::with(unknown, |members| {
            let is_plain = members.is_some_and(|members| members.marks.is_empty());
            is_plain && record(members, &props(members)) == record(None, &props(None))
        })
    };
    for (at, stage) in map.stages.iter_mut().enumerate() {
        let props = |m: Option<&Members>| {
            let mut props = props::stage_props(&sheet, m, &whole.stages[at]);
            props.push(props::order(at, false, true));
            props
        };
        if is_natural(&whole.stages[at].unknown, &props) {
            Arc::make_mut(stage).unknown = Unknown::default();
        }
    }
    for (at, persona) in map.personas.iter_mut().enumerate() {
        let props = |m: Option<&Members>| props::persona_props(&sheet, m, &whole.personas[at]);
        if is_natural(&whole.personas[at].unknown, &props) {
            Arc::make_mut(persona).unknown = Unknown::default();
        }
    }
    let mut index = 0;
    for (at, lane) in map.lanes.iter_mut().enumerate() {
        if sheet.is_blueprint[at] {
            continue;
        }
        let lane = Arc::make_mut(lane);
        let props = |m: Option<&Members>| {
            let mut props = props::lane_props(&sheet, m, &whole.lanes[at]);
            props.push(props::order(index, false, true));
            props
        };
        let is_lane_natural = is_natural(&whole.lanes[at].unknown, &props);
        index += usize::from(sheet.listed_lanes[at]);
        if is_lane_natural {
            lane.unknown = Unknown::default();
        }
        let is_node_natural = |node: NodeOf| {
            let props = |m: Option<&Members>| props::node_props(&sheet, m, &node);
            is_natural(node.unknown(), &props)
        };
        // No node is made of what stands in the others.
        if let LaneKind::Cards { cards, .. } = &mut lane.kind {
            for card in cards {
                let kept = card.clone();
                if is_node_natural(NodeOf::Card(at, &kept)) {
                    Arc::make_mut(card).unknown = Unknown::default();
                }
            }
        } else if let LaneKind::Emotion { curves } = &mut lane.kind {
            for (curve, whole) in curves.iter_mut().zip(whole.lanes[at].curves()) {
                let points = Arc::make_mut(curve).points.iter_mut();
                for (point, kept) in points.zip(&whole.points) {
                    if is_node_natural(NodeOf::Point(at, &whole.persona, kept)) {
                        point.unknown = Unknown::default();
                    }
                }
            }
        }
    }
    let props = |_: Option<&Members>| write::root_props(&sheet);
    if whole.emotion_scale == SCALE && is_natural(&whole.unknown, &props) {
        let unknown = &mut map.unknown;
        let others = unknown.fields().filter(|(name, _)| name != JOURNEY);
        let others: Vec<_> = others.cloned().collect();
        unknown.0 = (!others.is_empty()).then(|| Arc::new(others));
    }
}
