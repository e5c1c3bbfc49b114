//! Copies of what was copied: new ids, and places and references as near as they can be.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    edit::Edit,
    editor::parts::{Column, cell_cards, columns},
    exchange::table::Cells,
    model::{
        Arrow, Card, Channel, CurveOf, CurvePoint, Element, ElementMut, Hue, Id, Lane, LaneKind,
        Map, Metric, Persona, Stage, Step, Target,
    },
};

/// How many stages a pasted table may add.
const MORE_STAGES: usize = 50;

/// The cell that is pasted into.
pub(super) struct Anchor {
    /// Among the lanes of cards.
    pub lane: usize,
    /// Among all sub-columns.
    pub column: usize,
    /// Among the cell's cards.
    pub index: usize,
}

pub(super) fn card_lanes(map: &Map) -> impl Iterator<Item = &Arc<Lane>> {
    let shown = map.lanes.iter().filter(|lane| !lane.hidden);
    shown.filter(|lane| lane.role().is_some())
}

/// Ids that are not taken yet, one after the other.
pub(super) struct Fresh {
    prefix: &'static str,
    taken: HashSet<Id>,
}

impl Fresh {
    pub(super) fn new<'a>(prefix: &'static str, taken: impl Iterator<Item = &'a Id>) -> Self {
        let taken = taken.cloned().collect();
        Self { prefix, taken }
    }

    pub(super) fn next(&mut self) -> Id {
        let mut number = self.taken.len();
        loop {
            number += 1;
            let id = Id::new(format!("{}{number}", self.prefix));
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Where a stage and a step of the clip are in the map.
type Place<'a, 'p> = dyn Fn(&Paster<'a>, &Id, Option<&Id>) -> Option<Column> + 'p;

pub(super) struct Paster<'a> {
    pub map: &'a Map,
    pub clip: &'a Map,
    cards: Fresh,
    points: Fresh,
    metrics: Fresh,
    pub edits: Vec<Edit>,
    pub made: Vec<Target>,
    /// By the ids that they have in the clip.
    new_cards: HashMap<Id, Arc<Card>>,
    /// Channels that the map lacked: the clip's id, and the new one.
    pub new_channels: Vec<(Id, Id)>,
}

impl<'a> Paster<'a> {
    pub(super) fn new(map: &'a Map, clip: &'a Map) -> Self {
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        let metrics = map.lanes.iter().flat_map(|lane| lane.metrics());
        Self {
            cards: Fresh::new("c", map.cards().map(|card| &card.id)),
            points: Fresh::new("p", curves.flat_map(|c| &c.points).map(|p| &p.id)),
            metrics: Fresh::new("m", metrics.map(|metric| &metric.id)),
            map,
            clip,
            edits: Vec::new(),
            made: Vec::new(),
            new_cards: HashMap::new(),
            new_channels: Vec::new(),
        }
    }

    /// Cards, points and metrics, from an anchor on, else beside where they were.
    pub(super) fn contents(&mut self, anchor: Option<&Anchor>) {
        let (from, to) = (columns(self.clip), columns(self.map));
        let mut cells: Vec<(usize, usize, Vec<&Arc<Card>>)> = Vec::new();
        for (lane, of_lane) in card_lanes(self.clip).enumerate() {
            for (column, place) in from.iter().enumerate() {
                let ids = cell_cards(self.clip, of_lane, place);
                let cards = ids.filter_map(|id| self.clip.card(id).map(|(_, card)| card));
                let cards: Vec<_> = cards.collect();
                if !cards.is_empty() {
                    cells.push((lane, column, cards));
                }
            }
        }
        let first_lane = cells.iter().map(|cell| cell.0).min();
        let first_column = cells.iter().map(|cell| cell.1).min();
        let is_one = cells.len() == 1;
        let lanes: Vec<&Arc<Lane>> = card_lanes(self.map).collect();
        let clip_lanes: Vec<&Arc<Lane>> = card_lanes(self.clip).collect();
        for (lane, column, cards) in cells {
            let (to_lane, to_column, index) = match anchor {
                Some(anchor) => {
                    let lane = anchor.lane + lane - first_lane.unwrap_or(0);
                    let column = anchor.column + column - first_column.unwrap_or(0);
                    let index = if is_one { anchor.index } else { usize::MAX };
                    let lane = lane.min(lanes.len() - 1);
                    (lanes.get(lane).copied(), column.min(to.len() - 1), index)
                }
                None => {
                    let home = self.home_lane(clip_lanes[lane]);
                    let column = self.home_column(&from[column], column, &to);
                    let index = home
                        .zip(to.get(column))
                        .map(|(lane, column)| after_last(self.map, lane, column, &cards));
                    (home, column, index.unwrap_or(usize::MAX))
                }
            };
            let (Some(to_lane), Some(to_column)) = (to_lane, to.get(to_column)) else {
                continue;
            };
            for (number, card) in cards.into_iter().enumerate() {
                let index = index.saturating_add(number);
                self.card(card, &to_lane.id, to_column.clone(), index);
            }
        }
        let stage_at = |id: &Id| self.clip.stage_index(id);
        let curves = self.clip.lanes.iter().flat_map(|lane| lane.curves());
        let points = curves.flat_map(|curve| &curve.points).map(|p| &p.stage);
        let metrics = self.clip.lanes.iter().flat_map(|lane| lane.metrics());
        let first = points
            .chain(metrics.filter_map(|m| m.stage.as_ref()))
            .filter_map(stage_at)
            .min();
        let anchored = anchor.and_then(|anchor| to.get(anchor.column));
        let moved_by = anchored
            .and_then(|(stage, _)| self.map.stage_index(stage))
            .zip(first.filter(|_| first_lane.is_none()))
            .map_or(0, |(to, from)| to as isize - from as isize);
        let place = |paster: &Self, stage: &Id, _: Option<&Id>| {
            if moved_by == 0 {
                return Some((paster.home_stage(stage)?, None));
            }
            let index = paster.clip.stage_index(stage)?;
            let index = index.saturating_add_signed(moved_by);
            let stage = paster.map.stages.get(index)?;
            Some((stage.id.clone(), None))
        };
        self.elements(&place, |element| !matches!(element, Element::Card(..)));
    }

    /// Puts copies of what stands in the lanes of the clip, as far as it is meant, into the lanes of
    /// the map that these belong to. `place` says where a stage and a step are there.
    fn elements(&mut self, place: &Place<'a, '_>, is_meant: fn(Element<'_>) -> bool) {
        let clip = self.clip;
        for lane in &clip.lanes {
            let Some(home) = self.home_lane(lane) else {
                continue;
            };
            for element in lane.elements().into_iter().filter(|e| is_meant(*e)) {
                let column = match element {
                    Element::Card(_, card) => place(self, &card.stage, card.step.as_ref()),
                    other => other.stage().and_then(|stage| place(self, stage, None)),
                };
                self.element(element, &home.id, column);
            }
        }
    }

    /// Puts a copy of what stands in a lane of the clip into one of the map; what has no column there
    /// is left out, unless it belongs to the whole journey.
    fn element(&mut self, element: Element<'_>, lane: &Id, column: Option<Column>) {
        match (element, column) {
            (Element::Card(_, card), Some(column)) => self.card(card, lane, column, usize::MAX),
            (Element::Point(_, curve, point), Some((stage, _))) => {
                if let Some(persona) = self.home_persona(&curve.persona) {
                    let to_be = curve.to_be;
                    self.point(point, lane, &CurveOf { persona, to_be }, stage);
                }
            }
            (Element::Mark(_, mark), Some((stage, _))) => {
                let channel = self.home_channel(&mark.channel);
                self.edits.push(Edit::SetMark {
                    lane: lane.clone(),
                    channel,
                    stage,
                    on: Some(mark.on),
                });
            }
            (Element::Metric(_, metric), column) if metric.stage.is_none() || column.is_some() => {
                self.metric(metric, lane, column.map(|(stage, _)| stage));
            }
            _ => {}
        }
    }

    fn card(&mut self, card: &Card, lane: &Id, (stage, step): Column, index: usize) {
        let card = self.new_card(card, stage, step);
        self.made.push(Target::Card(card.id.clone()));
        self.edits.push(Edit::InsertCard {
            lane: lane.clone(),
            index,
            card,
        });
    }

    fn new_card(&mut self, card: &Card, stage: Id, step: Option<Id>) -> Arc<Card> {
        let channel = card.channel.as_ref().map(|id| self.home_channel(id));
        let personas = card.personas.iter();
        let new = Arc::new(Card {
            id: self.cards.next(),
            stage,
            step,
            channel,
            personas: personas.filter_map(|id| self.home_persona(id)).collect(),
            // What it answers may come after it.
            answers: Vec::new(),
            ..card.clone()
        });
        self.new_cards.insert(card.id.clone(), new.clone());
        new
    }

    /// What refers from card to card, once all cards are there.
    pub(super) fn links(&mut self) {
        let new_id = |id: &Id| self.new_cards.get(id).map(|card| card.id.clone());
        for card in self.clip.cards().filter(|card| !card.answers.is_empty()) {
            if let Some(new) = self.new_cards.get(&card.id) {
                let answers = card.answers.iter().filter_map(new_id).collect();
                let new = Card::clone(new);
                let linked = Arc::new(Card { answers, ..new });
                self.edits.push(Edit::ReplaceCard(linked));
            }
        }
        let mut ids = Fresh::new("arrow", self.map.arrows.iter().map(|arrow| &arrow.id));
        for arrow in &self.clip.arrows {
            if let (Some(from), Some(to)) = (new_id(&arrow.from), new_id(&arrow.to)) {
                self.edits.push(Edit::InsertArrow(Arc::new(Arrow {
                    id: ids.next(),
                    from,
                    to,
                    ..Arrow::clone(arrow)
                })));
            }
        }
    }

    fn point(&mut self, point: &CurvePoint, lane: &Id, of: &CurveOf, stage: Id) {
        let known = self.map.lane(lane).map_or(&[][..], |lane| lane.curves());
        let known = known.iter().filter(|curve| curve.of() == *of);
        let stands_there = known
            .flat_map(|curve| &curve.points)
            .any(|known| known.stage == stage && (known.at - point.at).abs() < 0.01);
        let at = match stands_there {
            true if point.at <= 0.9 => point.at + 0.08,
            true => point.at - 0.08,
            false => point.at,
        };
        let scale = self.map.emotion_scale;
        let share = |value| self.clip.emotion_scale.share(value);
        let same_scale = self.clip.emotion_scale == scale;
        let value = |value| {
            if same_scale {
                value
            } else {
                scale.value_at(share(value))
            }
        };
        let point = CurvePoint {
            id: self.points.next(),
            stage,
            at,
            value: point.value.map(value),
            ..point.clone()
        };
        self.made.push(Target::Point(point.id.clone()));
        self.edits.push(Edit::InsertPoint {
            lane: lane.clone(),
            curve: of.clone(),
            point,
        });
    }

    fn metric(&mut self, metric: &Metric, lane: &Id, stage: Option<Id>) {
        let id = self.metrics.next();
        self.made.push(Target::Metric(id.clone()));
        self.edits.push(Edit::InsertMetric {
            lane: lane.clone(),
            index: usize::MAX,
            metric: Arc::new(Metric {
                id,
                stage,
                ..metric.clone()
            }),
        });
    }

    /// Stages with all that stands in them.
    pub(super) fn stages(&mut self, index: usize) {
        let mut stage_ids = Fresh::new("stage", self.map.stages.iter().map(|s| &s.id));
        let steps = self.map.stages.iter().flat_map(|stage| &stage.steps);
        let mut step_ids = Fresh::new("step", steps.map(|step| &step.id));
        let mut renamed: Vec<(Id, Id)> = Vec::new();
        let clip = self.clip;
        for (number, stage) in clip.stages.iter().enumerate() {
            let id = stage_ids.next();
            let new_steps = stage.steps.iter().map(|step| {
                let id = step_ids.next();
                renamed.push((step.id.clone(), id.clone()));
                Step { id, ..step.clone() }
            });
            let new = Stage {
                id: id.clone(),
                steps: new_steps.collect(),
                ..Stage::clone(stage)
            };
            self.made.push(Target::Stage(id.clone()));
            self.edits.push(Edit::InsertStage {
                index: index.saturating_add(number),
                stage: Arc::new(new),
            });
            renamed.push((stage.id.clone(), id));
        }
        let selected = self.made.len();
        let new_id = |old: &Id| {
            renamed
                .iter()
                .find(|(id, _)| id == old)
                .map(|(_, id)| id.clone())
        };
        let place =
            |_: &Self, stage: &Id, step: Option<&Id>| Some((new_id(stage)?, step.and_then(new_id)));
        self.elements(&place, |_| true);
        self.made.truncate(selected);
    }

    /// Lanes with all that stands in them and has a stage here.
    pub(super) fn lanes(&mut self, index: usize) {
        let mut ids = Fresh::new("lane", self.map.lanes.iter().map(|lane| &lane.id));
        let clip = self.clip;
        for (number, lane) in self.at_home().lanes.into_iter().enumerate() {
            let id = ids.next();
            self.made.push(Target::Lane(id.clone()));
            self.edits.push(Edit::InsertLane {
                index: index.saturating_add(number),
                lane: Arc::new(Lane {
                    id: id.clone(),
                    ..Lane::clone(&lane)
                }),
            });
            if let Some(line) = clip.lines.iter().find(|line| line.above == lane.id) {
                let kind = Some(line.kind);
                self.edits.push(Edit::SetLine { above: id, kind });
            }
        }
    }

    /// The clip with what stands in its lanes as it would stand in the map: with new ids, and without
    /// what has no stage or persona there.
    fn at_home(&mut self) -> Map {
        let mut new = self.clip.clone();
        new.retain(&|element| {
            let stage = element.stage();
            let has_stage = stage.is_none_or(|stage| self.home_stage(stage).is_some());
            let persona = match element {
                Element::Curve(_, curve) => Some(&curve.persona),
                _ => None,
            };
            has_stage && persona.is_none_or(|id| self.home_persona(id).is_some())
        });
        let scale = self.map.emotion_scale;
        new.visit_mut(&mut |_, element| match element {
            ElementMut::Card(card) => {
                if let Some(stage) = self.home_stage(&card.stage) {
                    let steps = self.map.stage(&stage).map_or(&[][..], |s| &s.steps);
                    let step = card.step.clone();
                    let step = step.filter(|id| steps.iter().any(|step| step.id == *id));
                    *card = self.new_card(card, stage, step);
                }
            }
            ElementMut::Curve(curve) => {
                if let Some(persona) = self.home_persona(&curve.persona) {
                    Arc::make_mut(curve).persona = persona;
                }
            }
            ElementMut::Point(point) => {
                point.id = self.points.next();
                point.stage = self.home_stage(&point.stage).unwrap_or_default();
                point.value = point.value.map(|v| v.clamp(scale.min, scale.max));
            }
            ElementMut::Mark(mark) => {
                mark.channel = self.home_channel(&mark.channel);
                mark.stage = self.home_stage(&mark.stage).unwrap_or_default();
            }
            ElementMut::Metric(metric) => {
                let metric = Arc::make_mut(metric);
                metric.id = self.metrics.next();
                let stage = metric.stage.take();
                metric.stage = stage.and_then(|stage| self.home_stage(&stage));
            }
            ElementMut::LevelWord(_)
            | ElementMut::Persona(_)
            | ElementMut::Channel(_)
            | ElementMut::Stage(_)
            | ElementMut::Step(_)
            | ElementMut::Lane(_)
            | ElementMut::Line(_)
            | ElementMut::Arrow(_)
            | ElementMut::Stop(_) => {}
        });
        for lane in &mut new.lanes {
            // Of several that become one, the first.
            match &mut Arc::make_mut(lane).kind {
                LaneKind::Emotion { curves } => {
                    let mut known = HashSet::new();
                    curves.retain(|curve| known.insert(curve.of()));
                }
                LaneKind::Channels { marks, .. } => {
                    let mut known = HashSet::new();
                    marks.retain(|mark| known.insert((mark.channel.clone(), mark.stage.clone())));
                }
                LaneKind::Cards { .. } | LaneKind::Metrics { .. } | LaneKind::Foreign { .. } => {}
            }
        }
        new
    }

    pub(super) fn personas(&mut self) {
        let mut ids = Fresh::new("persona", self.map.personas.iter().map(|p| &p.id));
        for persona in &self.clip.personas {
            let id = ids.next();
            self.made.push(Target::Persona(id.clone()));
            self.edits.push(Edit::InsertPersona {
                index: usize::MAX,
                persona: Arc::new(Persona {
                    id,
                    ..Persona::clone(persona)
                }),
            });
        }
    }

    pub(super) fn channels(&mut self) {
        let mut ids = Fresh::new("channel", self.map.channels.iter().map(|c| &c.id));
        for channel in &self.clip.channels {
            let id = ids.next();
            self.made.push(Target::Channel(id.clone()));
            self.edits.push(insert_channel(id, channel));
        }
    }

    /// Rows of cells from an anchor on: rows go to lanes, columns to columns; what goes beyond the
    /// last column gets new stages, what goes beyond the last lane stays in it.
    pub(super) fn table(&mut self, rows: &Cells, anchor: &Anchor) {
        let mut to = columns(self.map);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let wanted = (anchor.column + width).min(to.len() + MORE_STAGES);
        let mut ids = Fresh::new("stage", self.map.stages.iter().map(|s| &s.id));
        for number in to.len()..wanted {
            let id = ids.next();
            let stage = Stage {
                id: id.clone(),
                title: self.map.language.t("New stage").to_owned(),
                hue: Hue::of_stage(number),
                ..Default::default()
            };
            self.edits.push(Edit::InsertStage {
                index: usize::MAX,
                stage: Arc::new(stage),
            });
            to.push((id, None));
        }
        let lanes: Vec<&Arc<Lane>> = card_lanes(self.map).collect();
        let is_one = rows.len() == 1 && width == 1;
        for (row, cells) in rows.iter().enumerate() {
            let Some(lane) = lanes.get((anchor.lane + row).min(lanes.len() - 1)) else {
                return;
            };
            for (number, texts) in cells.iter().enumerate() {
                let column = &to[(anchor.column + number).min(to.len() - 1)];
                let index = if is_one { anchor.index } else { usize::MAX };
                for (further, text) in texts.iter().enumerate() {
                    let card = Card {
                        text: text.clone(),
                        ..Default::default()
                    };
                    let index = index.saturating_add(further);
                    self.card(&card, &lane.id, column.clone(), index);
                }
            }
        }
    }
}

pub(super) fn insert_channel(id: Id, channel: &Channel) -> Edit {
    Edit::InsertChannel {
        index: usize::MAX,
        channel: Arc::new(Channel {
            id,
            ..channel.clone()
        }),
    }
}

/// The place after the last of some cards in their cell.
fn after_last(map: &Map, lane: &Lane, column: &Column, cards: &[&Arc<Card>]) -> usize {
    let places = cell_cards(map, lane, column).enumerate();
    let of_them = places.filter(|(_, id)| cards.iter().any(|card| card.id == **id));
    of_them.map(|(at, _)| at + 1).max().unwrap_or(usize::MAX)
}
