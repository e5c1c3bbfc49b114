//! The blueprints of nodes, as they are read.

use std::sync::Arc;

use super::{
    blueprint::{Blueprints, LIST, LISTS, NODE, TITLES},
    members::{keep, quoted},
    read::OjfParser,
};
use crate::{
    file::Node,
    model::{Card, Id, Lane, LaneKind, LaneLine, Part, Unknown},
};

impl OjfParser<'_> {
    /// The cards of a node's blueprint; how many they are.
    pub(super) fn blueprint(&mut self, node: Node, lane: usize, of: &Id, stage: &Id) -> usize {
        let mut count = 0;
        for (at, list) in LISTS.iter().enumerate() {
            let entries = node.field(list.name[0]).and_then(|list| list.items());
            for entry in entries.into_iter().flatten() {
                let Some(members) = self.members(entry) else {
                    continue;
                };
                let words = list.words(&members);
                if words.is_empty() || count > Part::Card.most() {
                    continue;
                }
                count += 1;
                let mut unknown = self.kept(&members);
                keep(&mut unknown, NODE, quoted(of.as_str()));
                self.blueprints.cards[at].push(Arc::new(Card {
                    id: self.ids.make("node"),
                    stage: stage.clone(),
                    text: words,
                    unknown,
                    ..Card::default()
                }));
                self.blueprints.below = self.blueprints.below.max(lane);
            }
        }
        count
    }

    /// A lane for each list, below those of the nodes, and the lines between them.
    pub(super) fn blueprint_lanes(&mut self) {
        let Blueprints { cards, below } = std::mem::take(&mut self.blueprints);
        let mut at = below + 1;
        for ((list, title), cards) in LISTS.iter().zip(TITLES).zip(cards) {
            if cards.is_empty() {
                continue;
            }
            let mut unknown = Unknown::default();
            keep(&mut unknown, LIST, quoted(list.name[0]));
            let id = self.ids.make("lane");
            if let Some(kind) = list.line {
                self.map.lines.push(LaneLine {
                    above: id.clone(),
                    kind,
                    unknown: Unknown::default(),
                });
            }
            let lane = Lane {
                id,
                title: self.language.t(title).to_owned(),
                kind: LaneKind::Cards {
                    role: list.role,
                    cards,
                },
                unknown,
                ..Lane::default()
            };
            self.map
                .lanes
                .insert(at.min(self.map.lanes.len()), Arc::new(lane));
            at += 1;
        }
    }
}
