//! What the parts of a map may refer to, while its references are mended.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::warning::Remedy;
use crate::model::{Id, Map, Part, Persona, Scale, Stage};

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
    if map.arrows.is_empty() && map.cards().all(|card| card.answers.is_empty()) {
        return HashSet::new();
    }
    map.cards().map(|card| card.id.clone()).collect()
}

/// Whether each part has an id of its own among those of its kind.
pub(super) fn has_sound_ids(map: &Map) -> bool {
    fn are_sound<'m>(ids: impl Iterator<Item = &'m Id>) -> bool {
        let mut seen = HashSet::new();
        let mut ids = ids.map(Id::as_str);
        ids.all(|id| !id.is_empty() && seen.insert(id))
    }
    let lanes = || map.lanes.iter();
    let steps = map.stages.iter().flat_map(|stage| &stage.steps);
    let curves = lanes().flat_map(|lane| lane.curves());
    let metrics = lanes().flat_map(|lane| lane.metrics());
    are_sound(map.personas.iter().map(|persona| &persona.id))
        && are_sound(map.channels.iter().map(|channel| &channel.id))
        && are_sound(map.stages.iter().map(|stage| &stage.id))
        && are_sound(steps.map(|step| &step.id))
        && are_sound(lanes().map(|lane| &lane.id))
        && are_sound(map.cards().map(|card| &card.id))
        && are_sound(
            curves
                .flat_map(|curve| &curve.points)
                .map(|point| &point.id),
        )
        && are_sound(metrics.map(|metric| &metric.id))
        && are_sound(map.arrows.iter().map(|arrow| &arrow.id))
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
    pub scale: Scale,
    pub made_stage: Option<Arc<Stage>>,
    pub made_personas: Vec<Arc<Persona>>,
    /// The last number that was tried for the id of a persona.
    tried: u64,
}

impl Known {
    pub fn of(map: &Map) -> Self {
        Self {
            stages: map.stages.iter().map(|stage| stage.id.clone()).collect(),
            steps: stages_of_steps(map),
            first_stage: map.stages.first().map(|stage| stage.id.clone()),
            personas: map.personas.iter().map(|p| p.id.clone()).collect(),
            channels: map.channels.iter().map(|c| c.id.clone()).collect(),
            cards: cards_that_are_meant(map),
            scale: map.emotion_scale,
            made_stage: None,
            made_personas: Vec::new(),
            tried: 0,
        }
    }

    /// A persona for a curve, under the id that the curve gives or, without one, under a new one.
    pub fn make_persona(&mut self, id: &mut Id) -> Remedy {
        if *id == Id::default() {
            *id = loop {
                self.tried += 1;
                let fresh = Id::new(format!("persona-{}", self.tried));
                if !self.personas.contains(&fresh) {
                    break fresh;
                }
            };
        }
        self.personas.insert(id.clone());
        self.made_personas.push(Arc::new(Persona {
            id: id.clone(),
            name: id.to_string(),
            ..Persona::default()
        }));
        Remedy::Made(Part::Persona, id.clone())
    }
}
