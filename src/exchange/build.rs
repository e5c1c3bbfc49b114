//! Putting a map together from things that have names but no ids.

use std::{collections::HashMap, sync::Arc};

use crate::model::{
    Card, Channel, Excess, Hue, Id, Lane, LaneKind, Map, Medium, Part, Persona, Stage, Step,
};

/// A map as it grows; ids are numbers in the order of making. Of each kind there comes one more
/// than a map may have, by which it is known to be too much, and no further ones.
pub(super) struct Builder {
    pub map: Map,
    /// Of the text that it comes from.
    bytes: usize,
    made: usize,
    cards: usize,
    personas: HashMap<String, Id>,
    channels: HashMap<String, Id>,
}

impl Builder {
    /// For what stands in a text of some bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self {
            map: Map::default(),
            bytes,
            made: 0,
            cards: 0,
            personas: HashMap::new(),
            channels: HashMap::new(),
        }
    }

    /// What there is too much of, whatever still comes.
    pub(super) fn excess(&self) -> Option<Excess> {
        let bytes = self.bytes;
        let is_dense = self.made > Excess::parts_in(bytes);
        let dense = is_dense.then_some(Excess::Empty { bytes });
        dense.or_else(|| self.map.excess())
    }

    /// The map, where it is not too much.
    pub(super) fn finish(self) -> Result<Map, Excess> {
        self.excess().map_or(Ok(self.map), Err)
    }

    /// Unused so far.
    pub(super) fn id(&mut self, prefix: &str) -> Id {
        self.made += 1;
        Id::new(format!("{prefix}{}", self.made))
    }

    pub(super) fn stage(&mut self, title: &str) -> Id {
        if let Some(last) = self.map.stages.get(Part::Stage.most()) {
            return last.id.clone();
        }
        let id = self.id("stage");
        let hue = Hue::of_stage(self.map.stages.len());
        self.map.stages.push(Arc::new(Stage {
            id: id.clone(),
            title: title.to_owned(),
            hue,
            ..Stage::default()
        }));
        id
    }

    /// Of a stage, by its index.
    pub(super) fn step(&mut self, stage: usize, title: &str) -> Option<Id> {
        let id = self.id("step");
        let stage = self.map.stages.get_mut(stage)?;
        Arc::make_mut(stage).steps.push(Step {
            id: id.clone(),
            title: title.to_owned(),
            ..Step::default()
        });
        Some(id)
    }

    /// The one of this name, made when it is met first.
    pub(super) fn persona(&mut self, name: &str) -> Id {
        if let Some(id) = self.personas.get(name) {
            return id.clone();
        }
        if let Some(last) = self.map.personas.get(Part::Persona.most()) {
            return last.id.clone();
        }
        let id = self.new_persona(name);
        self.personas.insert(name.to_owned(), id.clone());
        id
    }

    pub(super) fn new_persona(&mut self, name: &str) -> Id {
        let id = self.id("persona");
        let hue = Hue::of_persona(self.map.personas.len());
        self.map.personas.push(Arc::new(Persona {
            id: id.clone(),
            name: name.to_owned(),
            hue,
            ..Persona::default()
        }));
        id
    }

    /// The one of this name, made when it is met first.
    pub(super) fn channel(&mut self, name: &str, medium: Medium) -> Id {
        if let Some(id) = self.channels.get(name) {
            return id.clone();
        }
        if let Some(last) = self.map.channels.get(Part::Channel.most()) {
            return last.id.clone();
        }
        let id = self.new_channel(name, medium);
        self.channels.insert(name.to_owned(), id.clone());
        id
    }

    pub(super) fn new_channel(&mut self, name: &str, medium: Medium) -> Id {
        let id = self.id("channel");
        self.map.channels.push(Arc::new(Channel {
            id: id.clone(),
            name: name.to_owned(),
            medium,
            ..Channel::default()
        }));
        id
    }

    /// The index of the new lane.
    pub(super) fn lane(&mut self, title: &str, kind: LaneKind) -> usize {
        if self.map.lanes.len() > Part::Lane.most() {
            return self.map.lanes.len() - 1;
        }
        let id = self.id("lane");
        self.map.lanes.push(Arc::new(Lane {
            id,
            title: title.to_owned(),
            kind,
            ..Lane::default()
        }));
        self.map.lanes.len() - 1
    }

    pub(super) fn kind(&mut self, lane: usize) -> &mut LaneKind {
        &mut Arc::make_mut(&mut self.map.lanes[lane]).kind
    }

    /// Adds a card to a lane of cards, under an id of its own.
    pub(super) fn card(&mut self, lane: usize, card: Card) -> Id {
        let id = self.id("card");
        self.cards += 1;
        let fits = self.cards <= Part::Card.most() + 1 && self.made <= Excess::parts_in(self.bytes);
        if let LaneKind::Cards { cards, .. } = self.kind(lane)
            && fits
        {
            let id = id.clone();
            cards.push(Arc::new(Card { id, ..card }));
        }
        id
    }
}

/// A map that was made from something foreign, held to what is true of every map.
pub(super) fn sound(map: Map) -> Map {
    debug_assert_eq!(map.check(), []);
    map
}
