//! What of a map a stop shows: a map of some of its stages and lanes, which it shares.

use std::{collections::HashSet, sync::Arc};

use crate::{
    layout::Lens,
    model::{
        Arrow, Card, CardRole, CurvePoint, Id, Lane, LaneKind, LaneType, Map, Shows, Stage, Stop,
        When,
    },
};

/// What a stop shows, and what of the rest its pages tell.
pub(super) struct Part {
    pub map: Map,
    pub lens: Lens,
    /// Which stages of the journey these are is shown at the head.
    pub shows_way: bool,
    pub tells_evidence: bool,
    /// It is not a part at all, but the sheet.
    pub is_whole: bool,
}

impl Part {
    /// A stop that names nothing that is there shows the whole map.
    pub(super) fn of(map: &Map, stop: &Stop) -> Self {
        let lens = lens(stop);
        let shown = Shown {
            map,
            stop,
            lens: &lens,
        };
        let named = match &stop.shows {
            Shows::Title | Shows::Map | Shows::Persona(_) | Shows::Matrix => None,
            Shows::Stages(ids) => shown.stages(ids),
            Shows::Lanes(ids) => shown.lanes(ids),
            Shows::Cards(ids) => shown.cards(ids),
            Shows::Points(ids) => shown.points(ids),
            Shows::Gap => shown.gap(),
        };
        let of_some_stages = match stop.shows {
            Shows::Stages(_) | Shows::Cards(_) | Shows::Points(_) => true,
            Shows::Title
            | Shows::Map
            | Shows::Lanes(_)
            | Shows::Persona(_)
            | Shows::Matrix
            | Shows::Gap => false,
        };
        let is_whole = named.is_none();
        let part = named.unwrap_or_else(|| shown.whole());
        Self {
            is_whole,
            shows_way: of_some_stages && part.stages.len() < map.stages.len(),
            tells_evidence: matches!(stop.shows, Shows::Cards(_)),
            map: part,
            lens,
        }
    }
}

/// Through which a stop looks at the map.
pub(super) fn lens(stop: &Stop) -> Lens {
    Lens {
        personas: stop.personas.clone(),
        hides_others: !stop.personas.is_empty(),
        when: match stop.shows {
            Shows::Gap => When::Both,
            Shows::Title
            | Shows::Map
            | Shows::Stages(_)
            | Shows::Lanes(_)
            | Shows::Cards(_)
            | Shows::Points(_)
            | Shows::Persona(_)
            | Shows::Matrix => stop.when,
        },
    }
}

struct Shown<'a> {
    map: &'a Map,
    stop: &'a Stop,
    lens: &'a Lens,
}

impl Shown<'_> {
    fn part(&self, stages: Vec<Arc<Stage>>, lanes: Vec<Arc<Lane>>) -> Map {
        let is_here = |card: &&Arc<Card>| stages.iter().any(|stage| stage.id == card.stage);
        let cards = lanes.iter().flat_map(|lane| lane.cards()).filter(is_here);
        let cards: HashSet<&Id> = cards.map(|card| &card.id).collect();
        let has_ends =
            |arrow: &&Arc<Arrow>| cards.contains(&arrow.from) && cards.contains(&arrow.to);
        Map {
            arrows: self.map.arrows.iter().filter(has_ends).cloned().collect(),
            draws_funnel: false,
            stages,
            lanes,
            ..self.map.clone()
        }
    }

    /// The lanes that the sheet has and the stop does not hide.
    fn on_sheet(&self) -> impl Iterator<Item = &Arc<Lane>> {
        let lanes = self.map.lanes.iter().filter(|lane| !lane.hidden);
        lanes.filter(|lane| !self.stop.hidden_lanes.contains(&lane.id))
    }

    fn whole(&self) -> Map {
        Map {
            lanes: self.on_sheet().cloned().collect(),
            ..self.map.clone()
        }
    }

    fn stages_of(&self, ids: &HashSet<&Id>) -> Vec<Arc<Stage>> {
        let stages = self.map.stages.iter();
        stages
            .filter(|stage| ids.contains(&stage.id))
            .cloned()
            .collect()
    }

    fn stages(&self, ids: &[Id]) -> Option<Map> {
        let stages = self.stages_of(&ids.iter().collect());
        let lanes = self.on_sheet().map(open).collect();
        (!stages.is_empty()).then(|| self.part(stages, lanes))
    }

    /// A lane that is named is shown, whatever the sheet does with it.
    fn lanes(&self, ids: &[Id]) -> Option<Map> {
        let lanes = self.map.lanes.iter().filter(|lane| ids.contains(&lane.id));
        let lanes: Vec<_> = lanes.map(open).collect();
        (!lanes.is_empty()).then(|| self.part(self.map.stages.clone(), lanes))
    }

    /// Those cards, what addresses them and what they address, in their columns.
    fn cards(&self, ids: &[Id]) -> Option<Map> {
        let named: HashSet<&Id> = ids.iter().collect();
        let all: Vec<&Arc<Card>> = self.map.cards().collect();
        let addressed = all.iter().filter(|card| named.contains(&card.id));
        let addressed: HashSet<&Id> = addressed.flat_map(|card| &card.answers).collect();
        let is_shown = |card: &Card| {
            let is_answer = card.answers.iter().any(|pain| named.contains(pain));
            let linked = is_answer || addressed.contains(&card.id);
            named.contains(&card.id) || (linked && self.lens.shows_card(card))
        };
        let lanes = self.map.lanes.iter();
        let lanes = lanes.filter_map(|lane| with_cards(lane, |card| is_shown(card)));
        let lanes: Vec<Arc<Lane>> = lanes.collect();
        let cards: Vec<&Arc<Card>> = lanes.iter().flat_map(|lane| lane.cards()).collect();
        let ids = cards.iter().map(|card| &card.stage).collect();
        let stages = self.stages_of(&ids).into_iter();
        let stages: Vec<_> = stages.map(|stage| steps_of(&stage, &cards)).collect();
        (!stages.is_empty()).then(|| self.part(stages, lanes))
    }

    /// The curves of those points in their stages, and what the points rest on below them.
    fn points(&self, ids: &[Id]) -> Option<Map> {
        let is_named = |point: &CurvePoint| ids.contains(&point.id);
        let holds = |lane: &Lane| {
            let mut points = lane.curves().iter().flat_map(|curve| &curve.points);
            points.any(is_named)
        };
        let mut lanes = Vec::new();
        let mut stages = HashSet::new();
        for lane in self.map.lanes.iter().filter(|lane| holds(lane)) {
            let points = lane.curves().iter().flat_map(|curve| &curve.points);
            let points: Vec<&CurvePoint> = points.filter(|point| is_named(point)).collect();
            stages.extend(points.iter().map(|point| &point.stage));
            lanes.push(open(lane));
            lanes.extend(self.evidence_of(&points));
        }
        let stages = self.stages_of(&stages);
        (!stages.is_empty()).then(|| self.part(stages, lanes))
    }

    /// A lane that the map does not have, with what points rest on.
    fn evidence_of(&self, points: &[&CurvePoint]) -> Option<Arc<Lane>> {
        let language = self.map.language;
        let pieces = points.iter().flat_map(|point| {
            let pieces = point.evidence.iter().filter(|piece| !piece.is_empty());
            pieces.map(move |piece| (point, piece))
        });
        let cards = pieces.map(|(point, piece)| {
            let texts = [
                point.label.trim().to_owned(),
                piece.text.trim().to_owned(),
                piece.origin(language),
            ];
            let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            Arc::new(Card {
                stage: point.stage.clone(),
                text: texts.join("\n"),
                ..Card::default()
            })
        });
        let mut cards: Vec<_> = cards.collect();
        for (index, card) in cards.iter_mut().enumerate() {
            let id = format!("{}-{index}", points[0].id);
            Arc::make_mut(card).id = Id::unused(&id, |id| self.map.card(id).is_some());
        }
        let id = Id::unused("evidence", |id| self.map.lane(id).is_some());
        (!cards.is_empty()).then(|| {
            Arc::new(Lane {
                id,
                title: language.t("Evidence").to_owned(),
                icon: "document".to_owned(),
                kind: LaneKind::Cards {
                    role: CardRole::Free,
                    cards,
                },
                ..Lane::default()
            })
        })
    }

    /// Curves, and what is only now or only to be.
    fn gap(&self) -> Option<Map> {
        let of_one_time = |card: &Card| card.when != When::Both;
        let lanes = self.on_sheet().filter_map(|lane| match &lane.kind {
            LaneKind::Emotion { .. } => Some(open(lane)),
            LaneKind::Cards { .. } => with_cards(lane, of_one_time),
            LaneKind::Channels { .. } | LaneKind::Metrics { .. } | LaneKind::Foreign { .. } => None,
        });
        let lanes: Vec<_> = lanes.collect();
        let tells = lanes.iter().any(|lane| {
            !LaneType::Emotion.is(lane) || lane.curves().iter().any(|curve| curve.to_be)
        });
        tells.then(|| self.part(self.map.stages.clone(), lanes))
    }
}

/// A lane as it is when it is neither hidden nor collapsed.
fn open(lane: &Arc<Lane>) -> Arc<Lane> {
    if !lane.collapsed && !lane.hidden {
        return lane.clone();
    }
    Arc::new(Lane {
        hidden: false,
        collapsed: false,
        ..(**lane).clone()
    })
}

/// A lane with some of its cards; `None` where it has none of them.
pub(super) fn with_cards(lane: &Arc<Lane>, shown: impl Fn(&Card) -> bool) -> Option<Arc<Lane>> {
    let LaneKind::Cards { role, cards } = &lane.kind else {
        return None;
    };
    let cards: Vec<_> = cards.iter().filter(|card| shown(card)).cloned().collect();
    (!cards.is_empty()).then(|| {
        let kind = LaneKind::Cards { role: *role, cards };
        let (hidden, collapsed) = (false, false);
        Arc::new(Lane {
            id: lane.id.clone(),
            title: lane.title.clone(),
            note: lane.note.clone(),
            icon: lane.icon.clone(),
            height: None,
            hidden,
            collapsed,
            kind,
            unknown: lane.unknown.clone(),
        })
    })
}

/// A stage with those of its steps alone in which some cards stand.
fn steps_of(stage: &Arc<Stage>, cards: &[&Arc<Card>]) -> Arc<Stage> {
    let here = cards.iter().filter(|card| card.stage == stage.id);
    let steps: HashSet<_> = here.map(|card| &card.step).collect();
    // Without a step a card stands in the first.
    let is_used = |index: usize, id: &Id| {
        steps.contains(&Some(id.clone())) || (index == 0 && steps.contains(&None::<Id>))
    };
    let used = stage.steps.iter().enumerate();
    let used = used.filter(|(index, step)| is_used(*index, &step.id));
    let used: Vec<_> = used.map(|(_, step)| step.clone()).collect();
    if used.len() == stage.steps.len() || used.is_empty() {
        return stage.clone();
    }
    Arc::new(Stage {
        steps: used,
        ..(**stage).clone()
    })
}
