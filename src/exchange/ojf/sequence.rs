//! In which order the nodes of a map are written.

use std::collections::HashMap;

use super::{
    known::References,
    members,
    names::{ORDER, SEQUENCE},
};
use crate::model::{Card, CurvePoint, Id, Unknown};

/// A card with the point that is its score, or a point alone.
pub(super) enum NodeOf<'m> {
    Card(usize, &'m Card),
    Point(usize, &'m Id, &'m CurvePoint),
}

impl NodeOf<'_> {
    pub(super) fn unknown(&self) -> &Unknown {
        match self {
            Self::Card(_, card) => &card.unknown,
            Self::Point(_, _, point) => &point.unknown,
        }
    }

    pub(super) fn id(&self) -> &Id {
        match self {
            Self::Card(_, card) => &card.id,
            Self::Point(_, _, point) => &point.id,
        }
    }
}

/// Lane by lane; the points of a curve from left to right.
pub(super) fn nodes<'m>(sheet: &References<'m>) -> Vec<NodeOf<'m>> {
    let map = sheet.map;
    let mut nodes = Vec::new();
    for (at, lane) in map.lanes.iter().enumerate() {
        if sheet.is_blueprint[at] {
            continue;
        }
        nodes.extend(lane.cards().iter().map(|card| NodeOf::Card(at, card)));
        for curve in lane.curves().iter().filter(|curve| !curve.to_be) {
            let points = curve.points.iter();
            let mut points: Vec<_> = points.filter(|point| !sheet.is_score(point)).collect();
            points.sort_by(|a, b| {
                let stage = |point: &CurvePoint| sheet.stage_index(&point.stage);
                stage(a).cmp(&stage(b)).then(a.at.total_cmp(&b.at))
            });
            let points = points.into_iter();
            nodes.extend(points.map(|point| NodeOf::Point(at, &curve.persona, point)));
        }
    }
    nodes
}

/// [`nodes`] in the order in which they came, those of one cell as they stand now.
pub(super) fn in_sequence<'m>(sheet: &References<'m>) -> Vec<NodeOf<'m>> {
    let nodes = nodes(sheet);
    let sequence = members::field(&sheet.map.unknown, SEQUENCE);
    let sequence = sequence.as_ref().and_then(|tree| tree.root().items());
    let Some(sequence) = sequence else {
        return nodes;
    };
    let places: HashMap<String, usize> = sequence.map(members::text_of).zip(0..).collect();
    let places: Vec<Option<usize>> = nodes
        .iter()
        .map(|node| places.get(node.id().as_str()).copied())
        .collect();
    let cell = |node: &NodeOf<'m>| match *node {
        NodeOf::Card(lane, card) => (lane, &card.stage, None),
        NodeOf::Point(lane, persona, point) => (lane, &point.stage, Some(persona)),
    };
    let mut of_cell: HashMap<_, Vec<usize>> = HashMap::new();
    for (node, place) in nodes.iter().zip(&places) {
        of_cell.entry(cell(node)).or_default().extend(*place);
    }
    for places in of_cell.values_mut() {
        places.sort_unstable_by(|a, b| b.cmp(a));
    }
    // What is new stands behind the one before it.
    let mut last = 0;
    let mut placed: Vec<_> = Vec::with_capacity(nodes.len());
    for (node, place) in nodes.into_iter().zip(places) {
        if place.is_some() {
            last = of_cell
                .get_mut(&cell(&node))
                .and_then(Vec::pop)
                .unwrap_or(last);
        }
        placed.push((last, node));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, node)| node).collect()
}

/// Whether readers would sort a list by its `order` into another one.
pub(super) fn is_order_broken<'m>(
    parts: impl Iterator<Item = &'m Unknown>,
    is_natural: bool,
    has_rest: bool,
) -> bool {
    let orders = parts.zip(0..).map(|(unknown, index)| {
        members::with(unknown, |members| match members {
            None => is_natural.then_some(f64::from(index)),
            Some(members) => members.get(ORDER).find_map(members::number_of),
        })
    });
    let orders: Option<Vec<f64>> = orders.collect();
    !has_rest && orders.is_some_and(|orders| !orders.is_sorted())
}
