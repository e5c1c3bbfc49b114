//! The personas, stages and lanes of a journey, as they are read.

use std::sync::Arc;

use super::{
    known,
    members::{MemberMark, Members},
    names::{ID, LANES, METADATA, NAMES, ONE_PERSONA, PERSONAS, STAGES, WORDS},
    props::kind_of,
    read::{OjfParser, in_order, list},
};
use crate::{
    file::Node,
    model::{CardRole, Hue, Id, Lane, LaneKind, Part, Persona, Stage, Unknown},
};

impl OjfParser<'_> {
    pub(super) fn personas(&mut self, root: Node, members: &mut Members) {
        let mut listed = Vec::new();
        if let Some((name, nodes)) = list(root, PERSONAS) {
            members.take(name);
            for node in nodes.items().into_iter().flatten() {
                match self.persona(node, None) {
                    Some(persona) => listed.push(persona),
                    None => self.lay_aside(PERSONAS[0], node),
                }
            }
        }
        if let Some(node) = root.field(ONE_PERSONA[0])
            && let Some(persona) = self.persona(node, Some(MemberMark::Single))
        {
            members.take(ONE_PERSONA[0]);
            listed.push(persona);
        }
        let of_metadata = root
            .field(METADATA[0])
            .and_then(|data| data.field(ONE_PERSONA[0]));
        if let Some(node) = of_metadata.filter(|_| listed.is_empty())
            && let Some(persona) = self.persona(node, Some(MemberMark::Single))
        {
            listed.push(persona);
        }
        if let [(only, ..)] = &*listed {
            self.only = Some(*only);
        }
        let listed: Vec<_> = listed
            .iter()
            .map(|(at, id, name)| (*at, id.clone(), name.as_str()))
            .collect();
        known::add(&mut self.personas, &listed);
    }

    /// With the id that it says and its name.
    fn persona(&mut self, node: Node, mark: Option<MemberMark>) -> Option<(usize, String, String)> {
        let mut members = self.members(node)?;
        let (said, name) = (members.text(ID), members.text(NAMES));
        if said.is_empty() && name.is_empty() {
            return None;
        }
        members.marks.extend(mark);
        let id = self.ids.of("persona", &mut members);
        members.take_text(NAMES, &name);
        let unknown = self.kept(&members);
        let at = self.push_persona(id, name.clone(), unknown);
        Some((at, said, name))
    }

    fn push_persona(&mut self, id: Id, name: String, unknown: Unknown) -> usize {
        let at = self.map.personas.len();
        if at > Part::Persona.most() {
            return at - 1;
        }
        self.map.personas.push(Arc::new(Persona {
            id,
            name,
            hue: Hue::of_persona(at),
            unknown,
            ..Persona::default()
        }));
        at
    }

    /// The one of a name, made where it is met first.
    pub(super) fn person(&mut self, name: &str) -> usize {
        let known = if name.is_empty() {
            self.only.or(self.nameless)
        } else {
            self.personas.get(name).copied()
        };
        known.unwrap_or_else(|| {
            let (id, unknown) = (self.ids.make("persona"), self.implied());
            let at = self.push_persona(id, name.to_owned(), unknown);
            if name.is_empty() {
                self.nameless = Some(at);
            } else {
                self.personas.insert(name.to_owned(), at);
            }
            at
        })
    }

    pub(super) fn stages(&mut self, nodes: Node) {
        let mut listed = Vec::new();
        for node in in_order(nodes) {
            let Some(mut members) = self.members(node) else {
                self.lay_aside(STAGES[0], node);
                continue;
            };
            let (said, title, goal) = (members.text(ID), members.text(NAMES), members.text(WORDS));
            let id = self.ids.of("stage", &mut members);
            members.take_text(NAMES, &title);
            members.take_text(WORDS, &goal);
            let unknown = self.kept(&members);
            listed.push((self.map.stages.len(), said, title.clone()));
            self.push_stage(id, title, goal, unknown);
        }
        let listed: Vec<_> = listed
            .iter()
            .map(|(at, id, title)| (*at, id.clone(), title.as_str()))
            .collect();
        known::add(&mut self.stages, &listed);
    }

    pub(super) fn push_stage(&mut self, id: Id, title: String, goal: String, unknown: Unknown) {
        let at = self.map.stages.len();
        if at > Part::Stage.most() {
            return;
        }
        self.map.stages.push(Arc::new(Stage {
            id,
            title,
            goal,
            hue: Hue::of_stage(at),
            unknown,
            ..Stage::default()
        }));
    }

    pub(super) fn lanes(&mut self, nodes: Node) {
        let mut listed = Vec::new();
        for node in in_order(nodes) {
            let Some(mut members) = self.members(node) else {
                self.lay_aside(LANES[0], node);
                continue;
            };
            let (said, title) = (members.text(ID), members.text(NAMES));
            let kind = match kind_of(&members, &title) {
                None => LaneKind::Emotion { curves: Vec::new() },
                Some(role) => LaneKind::Cards {
                    role,
                    cards: Vec::new(),
                },
            };
            let id = self.ids.of("lane", &mut members);
            members.take_text(NAMES, &title);
            let unknown = self.kept(&members);
            listed.push((self.map.lanes.len(), said, title.clone()));
            self.push_lane(id, title, kind, unknown);
        }
        let listed: Vec<_> = listed
            .iter()
            .map(|(at, id, title)| (*at, id.clone(), title.as_str()))
            .collect();
        known::add(&mut self.lanes, &listed);
    }

    pub(super) fn push_lane(
        &mut self,
        id: Id,
        title: String,
        kind: LaneKind,
        unknown: Unknown,
    ) -> usize {
        let at = self.map.lanes.len();
        if at > Part::Lane.most() {
            return at - 1;
        }
        self.map.lanes.push(Arc::new(Lane {
            id,
            title,
            kind,
            unknown,
            ..Lane::default()
        }));
        at
    }

    pub(super) fn other_lane(&mut self) -> usize {
        if let Some(other) = self.other {
            return other;
        }
        let role = CardRole::Free;
        let title = self.language.t(role.lane_name()).to_owned();
        let kind = LaneKind::Cards {
            role,
            cards: Vec::new(),
        };
        let (id, unknown) = (self.ids.make("lane"), self.implied());
        let other = self.push_lane(id, title, kind, unknown);
        self.other = Some(other);
        other
    }
}
