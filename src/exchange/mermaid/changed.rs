//! A map whose diagram was edited: the changes go to the very cards and points that it was made of.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    journey::{MermaidJourney, MermaidTask, SCORES, TaskSheet},
    text::one_line,
};
use crate::{
    exchange::pairs::{NewIds, alike, in_order, named, same},
    model::{
        Card, Curve, CurveOf, CurvePoint, Hue, Id, Lane, LaneKind, Map, Persona, Scale, Stage,
    },
    words::Language,
};

/// A task by its section and its place there.
type TaskAt = (usize, usize);

/// A known map with what differs in its diagram by now; all else of it stays.
pub(super) fn taken_over(known: &Map, edited: &MermaidJourney, language: Language) -> Map {
    let base = MermaidJourney::of(known).0;
    let sheet = TaskSheet::of(known);
    let pairs = Pairs::of(&base, edited);
    let mut changes = Changes {
        map: known.clone(),
        ids: NewIds::beside(known),
        people: HashMap::new(),
        language,
    };
    if edited.title != base.title {
        changes.map.title.clone_from(&edited.title);
    }
    if edited.description != base.description {
        changes.map.scenario.clone_from(&edited.description);
    }
    changes.people(&base, edited);
    let stages = changes.stages(&sheet, &base, edited, &pairs);
    changes.tasks(&sheet, &base, edited, &pairs, &stages);
    changes.order_stages(&sheet, &stages);
    changes.map.forget_missing_cards();
    changes.map.forget_missing_in_stops();
    changes.map
}

/// Which section and task of the diagram as it was each of the edited one is.
struct Pairs {
    sections: Vec<Option<usize>>,
    tasks: HashMap<TaskAt, TaskAt>,
}

impl Pairs {
    fn of(base: &MermaidJourney, edited: &MermaidJourney) -> Self {
        let names = |journey: &'_ MermaidJourney| -> Vec<String> {
            journey.sections.iter().map(|s| s.name.clone()).collect()
        };
        let (old, new) = (names(base), names(edited));
        let mut sections = vec![None; new.len()];
        let mut taken = HashSet::new();
        let these = new.iter().map(String::as_str).enumerate();
        let those = old.iter().map(String::as_str).enumerate();
        for (at, known) in same(these, those) {
            sections[at] = Some(known);
            taken.insert(known);
        }
        if old.len() == new.len() {
            // As many as there were: those of other names were given them.
            let mut left = (0..old.len()).filter(|known| !taken.contains(known));
            for section in sections.iter_mut().filter(|known| known.is_none()) {
                *section = left.next();
            }
        }
        let mut pairs = Self {
            sections,
            tasks: HashMap::new(),
        };
        pairs.match_tasks(base, edited);
        pairs
    }

    fn match_tasks(&mut self, base: &MermaidJourney, edited: &MermaidJourney) {
        let mut taken: HashSet<TaskAt> = HashSet::new();
        let tasks = |journey: &'_ MermaidJourney, section: usize| -> Vec<(TaskAt, String)> {
            let tasks = journey.sections[section].tasks.iter().enumerate();
            tasks
                .map(|(at, task)| ((section, at), task.name.clone()))
                .collect()
        };
        let known: Vec<(usize, usize)> = (self.sections.iter().enumerate())
            .filter_map(|(section, known)| Some((section, (*known)?)))
            .collect();
        let add = |found: Vec<(TaskAt, TaskAt)>, pairs: &mut Self, taken: &mut HashSet<TaskAt>| {
            for (task, of) in found {
                pairs.tasks.insert(task, of);
                taken.insert(of);
            }
        };
        for (section, of) in &known {
            let (these, those) = (tasks(edited, *section), tasks(base, *of));
            add(same(named(&these), named(&those)), self, &mut taken);
        }
        // Moved to another section.
        let all = |journey: &MermaidJourney| -> Vec<(TaskAt, String)> {
            (0..journey.sections.len())
                .flat_map(|section| tasks(journey, section))
                .collect()
        };
        let (mut these, mut those) = (all(edited), all(base));
        these.retain(|(at, _)| !self.tasks.contains_key(at));
        those.retain(|(at, _)| !taken.contains(at));
        add(same(named(&these), named(&those)), self, &mut taken);
        // Called otherwise: what looks alike, then what stands in the same order.
        for (section, of) in &known {
            let (mut these, mut those) = (tasks(edited, *section), tasks(base, *of));
            these.retain(|(at, _)| !self.tasks.contains_key(at));
            those.retain(|(at, _)| !taken.contains(at));
            let found = alike(&mut these, &mut those);
            add(found, self, &mut taken);
            let left = these.iter().zip(&those);
            add(
                left.map(|((a, _), (b, _))| (*a, *b)).collect(),
                self,
                &mut taken,
            );
        }
    }
}

struct Changes {
    map: Map,
    ids: NewIds,
    /// By their names.
    people: HashMap<String, Id>,
    language: Language,
}

/// What becomes of points.
#[derive(Default)]
struct Felt {
    set: HashMap<Id, Option<f64>>,
    gone: HashSet<Id>,
    added: Vec<(Id, CurvePoint)>,
}

impl Changes {
    /// A name that went while another one came is the same person's.
    fn people(&mut self, base: &MermaidJourney, edited: &MermaidJourney) {
        let names = |journey: &MermaidJourney| -> Vec<String> {
            let tasks = journey.sections.iter().flat_map(|section| &section.tasks);
            let mut met = HashSet::new();
            let names = tasks.flat_map(|task| &task.actors).cloned();
            names.filter(|name| met.insert(name.clone())).collect()
        };
        let (old, new) = (names(base), names(edited));
        let missing = |these: &[String], those: &[String]| -> Vec<String> {
            let those: HashSet<&String> = those.iter().collect();
            these
                .iter()
                .filter(|name| !those.contains(name))
                .cloned()
                .collect()
        };
        let (gone, mut come) = (missing(&old, &new), missing(&new, &old));
        for persona in self.map.personas.iter().rev() {
            self.people
                .insert(one_line(&persona.name), persona.id.clone());
        }
        come.retain(|name| !self.people.contains_key(name));
        if let ([gone], [come]) = (&*gone, &*come)
            && let Some(id) = self.people.remove(gone)
        {
            let mut personas = self.map.personas.iter_mut();
            if let Some(persona) = personas.find(|persona| persona.id == id) {
                Arc::make_mut(persona).name.clone_from(come);
            }
            self.people.insert(come.clone(), id);
        }
    }

    fn person(&mut self, name: &str) -> Id {
        if let Some(id) = self.people.get(name) {
            return id.clone();
        }
        let id = self.ids.make("persona");
        self.map.personas.push(Arc::new(Persona {
            id: id.clone(),
            name: name.to_owned(),
            hue: Hue::of_persona(self.map.personas.len()),
            ..Persona::default()
        }));
        self.people.insert(name.to_owned(), id.clone());
        id
    }

    /// The stage of each edited section; those that are new are made.
    fn stages(
        &mut self,
        sheet: &TaskSheet,
        base: &MermaidJourney,
        edited: &MermaidJourney,
        pairs: &Pairs,
    ) -> Vec<Id> {
        let mut ids = Vec::with_capacity(edited.sections.len());
        for (section, known) in edited.sections.iter().zip(&pairs.sections) {
            let Some(known) = *known else {
                let id = self.ids.make("stage");
                self.map.stages.push(Arc::new(Stage {
                    id: id.clone(),
                    title: section.name.clone(),
                    hue: Hue::of_stage(self.map.stages.len()),
                    ..Stage::default()
                }));
                ids.push(id);
                continue;
            };
            let id = sheet.sections[known].0.id.clone();
            if section.name != base.sections[known].name {
                let title = &section.name;
                Arc::make_mut(&mut self.map.stages[known])
                    .title
                    .clone_from(title);
            }
            ids.push(id);
        }
        ids
    }

    fn tasks(
        &mut self,
        sheet: &TaskSheet,
        base: &MermaidJourney,
        edited: &MermaidJourney,
        pairs: &Pairs,
        stages: &[Id],
    ) {
        let users = users(sheet, &self.map);
        let score_of = |(section, at): TaskAt| base.sections[section].tasks[at].score;
        let kept: HashMap<TaskAt, TaskAt> =
            pairs.tasks.iter().map(|(new, old)| (*old, *new)).collect();
        // Whether a task says by now something else of what is felt, or nothing.
        let is_changed = |task: &TaskAt| {
            let now = kept
                .get(task)
                .map(|(section, at)| &edited.sections[*section].tasks[*at]);
            now.is_none_or(|now| now.score != score_of(*task))
        };
        let mut felt = Felt::default();
        let mut cards: HashMap<Id, (usize, Arc<Card>)> = HashMap::new();
        let mut added = Vec::new();
        let mut order = 0;
        for (section, tasks) in edited.sections.iter().enumerate() {
            let count = tasks.tasks.len() as f64;
            for (at, task) in tasks.tasks.iter().enumerate() {
                order += 1;
                let place = (at as f64 + 0.5) / count;
                let stage = &stages[section];
                let Some(of) = pairs.tasks.get(&(section, at)) else {
                    let personas = self.concerned(task);
                    self.feel(task.score, &personas, stage, place, &mut felt);
                    let card = Card {
                        id: self.ids.make("card"),
                        stage: stage.clone(),
                        text: task.name.clone(),
                        personas,
                        ..Card::default()
                    };
                    added.push((order, Arc::new(card)));
                    continue;
                };
                let (card, was_at) = sheet.sections[of.0].1[of.1];
                let was = &base.sections[of.0].tasks[of.1];
                let mut now = card.clone();
                if task.name != was.name {
                    now.text.clone_from(&task.name);
                }
                if now.stage != *stage {
                    (now.stage, now.step) = (stage.clone(), None);
                }
                let sorted = |names: &[String]| {
                    let mut names = names.to_vec();
                    names.sort();
                    names
                };
                let has_other_actors = sorted(&task.actors) != sorted(&was.actors);
                let personas = self.concerned(task);
                if has_other_actors && personas != card.personas {
                    now.personas.clone_from(&personas);
                }
                let has_other_score = task.score != was.score;
                for persona in self.everyone(&personas) {
                    let point = sheet.feelings.nearest(&persona, &card.stage, was_at);
                    match point {
                        None if has_other_score || has_other_actors => {
                            self.feel(task.score, &[persona], stage, place, &mut felt);
                        }
                        Some(point) if has_other_score => {
                            if users[&point.id].iter().all(is_changed) {
                                let value = task.score.map(|score| self.value(score));
                                felt.set.insert(point.id.clone(), value);
                            } else {
                                self.feel(task.score, &[persona], stage, place, &mut felt);
                            }
                        }
                        _ => {}
                    }
                }
                cards.insert(card.id.clone(), (order, Arc::new(now)));
            }
        }
        let mut removed = HashSet::new();
        for (section, (_, tasks)) in sheet.sections.iter().enumerate() {
            for (at, (card, _)) in tasks.iter().enumerate() {
                if !kept.contains_key(&(section, at)) {
                    removed.insert(card.id.clone());
                }
            }
        }
        for (point, tasks) in &users {
            if tasks.iter().all(|task| !kept.contains_key(task)) {
                felt.gone.insert((*point).clone());
            }
        }
        self.place_cards(sheet, cards, &removed, added);
        self.place_points(sheet.feelings.to_be, felt);
    }

    fn concerned(&mut self, task: &MermaidTask) -> Vec<Id> {
        task.actors.iter().map(|name| self.person(name)).collect()
    }

    /// These, or all where it is nobody in particular.
    fn everyone(&self, personas: &[Id]) -> Vec<Id> {
        match personas {
            [] => self.map.personas.iter().map(|p| p.id.clone()).collect(),
            some => some.to_vec(),
        }
    }

    fn feel(&mut self, score: Option<f64>, personas: &[Id], stage: &Id, at: f64, felt: &mut Felt) {
        let Some(score) = score else { return };
        for persona in self.everyone(personas) {
            let point = CurvePoint {
                id: self.ids.make("point"),
                stage: stage.clone(),
                at,
                value: Some(self.value(score)),
                ..CurvePoint::default()
            };
            felt.added.push((persona, point));
        }
    }

    /// A score on the scale of the map, which gets wider where it is that of Mermaid itself.
    fn value(&mut self, score: f64) -> f64 {
        let scale = &mut self.map.emotion_scale;
        if *scale != SCORES && (SCORES.min..=SCORES.max).contains(&score) {
            return scale.value_at(SCORES.share(score));
        }
        *scale = Scale {
            min: scale.min.min(score),
            max: scale.max.max(score),
        };
        score
    }

    fn place_cards(
        &mut self,
        sheet: &TaskSheet,
        changed: HashMap<Id, (usize, Arc<Card>)>,
        removed: &HashSet<Id>,
        added: Vec<(usize, Arc<Card>)>,
    ) {
        let is_of_tasks = |lane: &Lane| !lane.hidden && lane.role() == Some(sheet.role);
        let main = self.map.lanes.iter().position(|lane| is_of_tasks(lane));
        let main = main.unwrap_or_else(|| {
            let lane = Lane {
                id: self.ids.make("lane"),
                title: self.language.t(sheet.role.lane_name()).to_owned(),
                kind: LaneKind::Cards {
                    role: sheet.role,
                    cards: Vec::new(),
                },
                ..Lane::default()
            };
            self.map.lanes.insert(0, Arc::new(lane));
            0
        });
        let mut orders: HashMap<Id, usize> = added
            .iter()
            .map(|(at, card)| (card.id.clone(), *at))
            .collect();
        orders.extend(changed.iter().map(|(id, (at, _))| (id.clone(), *at)));
        for (at, lane) in self.map.lanes.iter_mut().enumerate() {
            if !is_of_tasks(lane) {
                continue;
            }
            let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind else {
                continue;
            };
            cards.retain(|card| !removed.contains(&card.id));
            for card in cards.iter_mut() {
                if let Some((_, now)) = changed.get(&card.id).filter(|(_, now)| now != card) {
                    *card = now.clone();
                }
            }
            if at == main {
                cards.extend(added.iter().map(|(_, card)| card.clone()));
            }
            in_order(cards, &orders);
        }
    }

    fn place_points(&mut self, to_be: bool, felt: Felt) {
        let is_silent = |point: &CurvePoint| {
            let bare = CurvePoint {
                id: point.id.clone(),
                stage: point.stage.clone(),
                at: point.at,
                value: point.value,
                ..CurvePoint::default()
            };
            *point == bare
        };
        let goes = |point: &CurvePoint| felt.gone.contains(&point.id) && is_silent(point);
        let is_concerned = |point: &CurvePoint| goes(point) || felt.set.contains_key(&point.id);
        for lane in &mut self.map.lanes {
            let mut points = lane.curves().iter().flat_map(|curve| &curve.points);
            if !points.any(is_concerned) {
                continue;
            }
            let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind else {
                continue;
            };
            for curve in curves {
                let curve = Arc::make_mut(curve);
                curve.points.retain(|point| !goes(point));
                for point in &mut curve.points {
                    if let Some(value) = felt.set.get(&point.id) {
                        point.value = *value;
                    }
                }
            }
        }
        for (persona, point) in felt.added {
            self.add_point(CurveOf { persona, to_be }, point);
        }
    }

    /// To the curve that there is, else to a new one in the first lane of emotions.
    fn add_point(&mut self, of: CurveOf, point: CurvePoint) {
        let is_shown =
            |lane: &Arc<Lane>| !lane.hidden && matches!(lane.kind, LaneKind::Emotion { .. });
        let has_it =
            |lane: &Arc<Lane>| is_shown(lane) && lane.curves().iter().any(|curve| curve.of() == of);
        let lanes = &mut self.map.lanes;
        let at = lanes
            .iter()
            .position(has_it)
            .or_else(|| lanes.iter().position(is_shown));
        let at = at.unwrap_or_else(|| {
            lanes.push(Arc::new(Lane {
                id: self.ids.make("lane"),
                title: self.language.t("Emotions").to_owned(),
                kind: LaneKind::Emotion { curves: Vec::new() },
                ..Lane::default()
            }));
            lanes.len() - 1
        });
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(&mut lanes[at]).kind else {
            return;
        };
        match curves.iter_mut().find(|curve| curve.of() == of) {
            Some(curve) => Arc::make_mut(curve).points.push(point),
            None => curves.push(Arc::new(Curve {
                persona: of.persona,
                to_be: of.to_be,
                points: vec![point],
                ..Curve::default()
            })),
        }
    }

    /// As the sections stand now; a stage whose section is gone stays, behind the one before it,
    /// where something else stands in it.
    fn order_stages(&mut self, sheet: &TaskSheet, stages: &[Id]) {
        let mut used = HashSet::new();
        self.map.visit(&mut |_, element| {
            if !matches!(element, crate::model::Element::Step(..)) {
                used.extend(element.stage().cloned());
            }
        });
        let known: HashMap<Id, Arc<Stage>> = (self.map.stages.iter())
            .map(|stage| (stage.id.clone(), stage.clone()))
            .collect();
        let mut order: Vec<Id> = stages.to_vec();
        let placed: HashSet<&Id> = stages.iter().collect();
        let mut before: Option<&Id> = None;
        for (stage, _) in &sheet.sections {
            if !placed.contains(&stage.id) {
                if !used.contains(&stage.id) {
                    continue;
                }
                let at = before.and_then(|id| order.iter().position(|stage| stage == id));
                order.insert(at.map_or(0, |at| at + 1), stage.id.clone());
            }
            before = Some(&stage.id);
        }
        self.map.stages = order
            .iter()
            .filter_map(|id| known.get(id).cloned())
            .collect();
    }
}

/// The tasks whose feelings each point tells.
fn users<'m>(sheet: &TaskSheet<'m>, map: &Map) -> HashMap<&'m Id, Vec<TaskAt>> {
    let mut users: HashMap<&Id, Vec<TaskAt>> = HashMap::new();
    let all: Vec<&Id> = map.personas.iter().map(|persona| &persona.id).collect();
    for (section, (stage, tasks)) in sheet.sections.iter().enumerate() {
        for (at, (card, place)) in tasks.iter().enumerate() {
            let personas = match card.personas.as_slice() {
                [] => all.clone(),
                some => some.iter().collect(),
            };
            for persona in personas {
                if let Some(point) = sheet.feelings.nearest(persona, &stage.id, *place) {
                    users.entry(&point.id).or_default().push((section, at));
                }
            }
        }
    }
    users
}
