//! What the parts of a map may refer to, while its references are mended.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::warning::Remedy;
use crate::model::{Hue, Id, Map, Part, Persona, Scale, Stage};

fn stages_of_steps(map: &Map) -> HashMap<Id, Id> {
    let of_stage = |stage: &Arc<Stage>| {
        let of = stage.id.clone();
        let steps = stage.steps.iter();
        steps
            .map(move |step| (step.id.clone(), of.clone()))
            .collect::<Vec<_>>()
    };
    map.stages.iter().flat_map(of_stage).collect()
}

/// The ids of all cards, if anything refers to a card.
fn cards_that_are_meant(map: &Map) -> HashSet<Id> {
    let is_meant = shows(map, Part::Card)
        || !map.arrows.is_empty()
        || map.cards().any(|card| !card.answers.is_empty());
    if !is_meant {
        return HashSet::new();
    }
    map.cards().map(|card| card.id.clone()).collect()
}

/// The ids of all points, if anything refers to a point.
fn points_that_are_meant(map: &Map) -> HashSet<Id> {
    if !shows(map, Part::Point) {
        return HashSet::new();
    }
    map.ids(Part::Point).into_iter().cloned().collect()
}

/// Whether a stop shows parts of a kind.
fn shows(map: &Map, part: Part) -> bool {
    let mut stops = map.stops.iter();
    stops.any(|stop| stop.shows.part() == Some(part))
}

/// Whether each part has an id of its own among those of its kind.
pub(super) fn has_sound_ids(map: &Map) -> bool {
    let (mut seen, mut are_sound) = (HashSet::new(), true);
    map.visit(&mut |_, element| {
        if let Some((part, id)) = element.id() {
            are_sound = are_sound && !id.as_str().is_empty() && seen.insert((part, id.as_str()));
        }
    });
    are_sound
}

/// What there is to refer to, and what was made because nothing was there.
pub(super) struct Known {
    pub stages: HashSet<Id>,
    /// The stage of each step.
    pub steps: HashMap<Id, Id>,
    pub first_stage: Option<Id>,
    pub personas: HashSet<Id>,
    pub channels: HashSet<Id>,
    pub cards: HashSet<Id>,
    pub points: HashSet<Id>,
    pub lanes: HashSet<Id>,
    pub scale: Scale,
    /// The file lost its stages: those that are named are made again.
    pub has_no_stages: bool,
    pub made_stages: Vec<Arc<Stage>>,
    pub made_personas: Vec<Arc<Persona>>,
    /// The last number that was tried for the id of a persona.
    tried: u64,
}

impl Known {
    pub(super) fn of(map: &Map) -> Self {
        Self {
            stages: map.stages.iter().map(|stage| stage.id.clone()).collect(),
            steps: stages_of_steps(map),
            first_stage: map.stages.first().map(|stage| stage.id.clone()),
            personas: map.personas.iter().map(|p| p.id.clone()).collect(),
            channels: map.channels.iter().map(|c| c.id.clone()).collect(),
            cards: cards_that_are_meant(map),
            points: points_that_are_meant(map),
            lanes: map.lanes.iter().map(|lane| lane.id.clone()).collect(),
            scale: map.emotion_scale,
            has_no_stages: map.stages.is_empty(),
            made_stages: Vec::new(),
            made_personas: Vec::new(),
            tried: 0,
        }
    }

    /// Whether there is a part that may be referred to.
    pub(super) fn has(&self, part: Part, id: &Id) -> bool {
        match part {
            Part::Stage => self.stages.contains(id),
            Part::Step => self.steps.contains_key(id),
            Part::Persona => self.personas.contains(id),
            Part::Channel => self.channels.contains(id),
            Part::Card => self.cards.contains(id),
            Part::Point => self.points.contains(id),
            Part::Lane => self.lanes.contains(id),
            // Nothing refers to these.
            Part::Metric | Part::Arrow | Part::Stop => true,
        }
    }

    /// A stage under the id by which it is named, of a file that lost its stages; `None` where
    /// what names it has to go to the first stage.
    pub(super) fn make_stage(&mut self, id: &mut Id) -> Option<Remedy> {
        let is_nameless = *id == Id::default();
        let is_full = self.made_stages.len() >= Part::Stage.most();
        if !self.has_no_stages || is_full || (is_nameless && self.first_stage.is_some()) {
            return None;
        }
        if is_nameless {
            *id = "stage-1".into();
        }
        self.made_stages.push(Arc::new(Stage {
            id: id.clone(),
            title: id.to_string(),
            hue: Hue::of_stage(self.made_stages.len()),
            ..Stage::default()
        }));
        self.stages.insert(id.clone());
        self.first_stage.get_or_insert_with(|| id.clone());
        Some(Remedy::Made(Part::Stage, id.clone()))
    }

    /// A persona for a curve, under the id that the curve gives or, without one, under a new one.
    pub(super) fn make_persona(&mut self, id: &mut Id) -> Remedy {
        if *id == Id::default() {
            *id = loop {
                self.tried += 1;
                let fresh = Id::new(format!("persona-{}", self.tried));
                if !self.personas.contains(&fresh) {
                    break fresh;
                }
            };
        }
        self.made_personas.push(Arc::new(Persona {
            id: id.clone(),
            name: id.to_string(),
            ..Persona::default()
        }));
        self.personas.insert(id.clone());
        Remedy::Made(Part::Persona, id.clone())
    }
}
