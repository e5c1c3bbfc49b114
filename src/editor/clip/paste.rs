//! Putting what was copied onto a map: new ids, and places and references as near as they can be.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Clip, ClipKind, html, table};
use crate::{
    edit::{Edit, EditError},
    editor::{
        Editor, Effect,
        parts::{Column, cell_cards, column_of, columns, place_of},
    },
    model::{
        Arrow, Card, Channel, CurveOf, CurvePoint, Element, ElementMut, Hue, Id, Lane, LaneKind,
        Map, Metric, Part, Persona, Stage, Step, Target,
    },
};

const NO_CELL: &str = "Select a cell or a card to paste into first.";
/// Of a text that is pasted, so that the window does not stand still over it.
const MOST_BYTES: usize = 1 << 20;
const MOST_CARDS: usize = 2_000;
const TOO_MUCH: &str = "There is too much on the clipboard: at most a megabyte of text and 2,000 cards are pasted at once.";
/// How many stages a pasted table may add.
const MORE_STAGES: usize = 50;

impl Editor {
    /// Puts in what the clipboard has, our own format rather than the text beside it.
    pub(in crate::editor) fn paste(&mut self, html: Option<&str>, text: &str) -> Vec<Effect> {
        match html.and_then(html::read) {
            Some(clip) => self.put("Paste", &clip, self.anchor()),
            None => self.paste_text(text),
        }
    }

    /// A copy of what is selected, beside it.
    pub(in crate::editor) fn duplicate(&mut self) -> Vec<Effect> {
        match self.clip() {
            Some(clip) => self.put("Duplicate", &clip, None),
            None => Vec::new(),
        }
    }

    fn put(&mut self, name: &'static str, clip: &Clip, anchor: Option<Anchor>) -> Vec<Effect> {
        let map = self.map();
        let mut paster = Paster::new(map, &clip.map);
        match clip.what {
            ClipKind::Contents => paster.contents(anchor.as_ref()),
            ClipKind::Stages => {
                let index_of = |t: &Target| map.stage_index(t.id_of(Part::Stage)?);
                paster.stages(self.after_selected(index_of));
            }
            ClipKind::Lanes => {
                let index_of = |t: &Target| map.lane_index(t.id_of(Part::Lane)?);
                paster.lanes(self.after_selected(index_of));
            }
            ClipKind::Personas => paster.personas(),
            ClipKind::Channels => paster.channels(),
        }
        paster.links();
        let Paster { edits, made, .. } = paster;
        self.do_and_select(name, &edits, made)
    }

    /// One step, after which what was made is selected and in view.
    pub(in crate::editor) fn do_and_select(
        &mut self,
        name: &'static str,
        edits: &[Edit],
        made: Vec<Target>,
    ) -> Vec<Effect> {
        let effects = self.edit(name, edits);
        if effects.is_empty() && !made.is_empty() {
            self.uncover(&made);
            self.reveal(&made[0]);
            self.select(made);
        }
        effects
    }

    fn after_selected(&self, index_of: impl Fn(&Target) -> Option<usize>) -> usize {
        let indices = self.selection.targets().iter().filter_map(index_of);
        indices.max().map_or(usize::MAX, |index| index + 1)
    }

    fn paste_text(&mut self, text: &str) -> Vec<Effect> {
        if text.len() > MOST_BYTES {
            return vec![Effect::Refused(EditError::Unfit(TOO_MUCH))];
        }
        let rows = table::cells(text);
        if rows.iter().flatten().map(Vec::len).sum::<usize>() > MOST_CARDS {
            return vec![Effect::Refused(EditError::Unfit(TOO_MUCH))];
        }
        if rows.iter().flatten().all(Vec::is_empty) {
            return vec![Effect::Refused(EditError::Unfit(
                "There is nothing on the clipboard that can be pasted.",
            ))];
        }
        let Some(anchor) = self.anchor() else {
            return vec![Effect::Refused(EditError::Unfit(NO_CELL))];
        };
        let map = self.map().clone();
        let mut paster = Paster::new(&map, &map);
        paster.table(&rows, &anchor);
        let Paster { edits, made, .. } = paster;
        self.do_and_select("Paste", &edits, made)
    }

    /// The selected cell, or that of the selected card.
    fn anchor(&self) -> Option<Anchor> {
        let map = self.map();
        let target = self.selection.last()?;
        if !matches!(target, Target::Cell { .. } | Target::Card(_)) {
            return None;
        }
        let lane = map.lane(map.lane_of(target)?)?;
        let lane_index = card_lanes(map).position(|known| known.id == lane.id)?;
        let column = column_of(map, target)?;
        let card = target.id_of(Part::Card);
        let after = card.and_then(|id| place_of(cell_cards(map, lane, &column), id));
        Some(Anchor {
            lane: lane_index,
            column: columns(map).iter().position(|known| *known == column)?,
            index: after.map_or(usize::MAX, |at| at + 1),
        })
    }
}

/// The cell that is pasted into.
struct Anchor {
    /// Among the lanes of cards.
    lane: usize,
    /// Among all sub-columns.
    column: usize,
    /// Among the cell's cards.
    index: usize,
}

fn card_lanes(map: &Map) -> impl Iterator<Item = &Arc<Lane>> {
    let shown = map.lanes.iter().filter(|lane| !lane.hidden);
    shown.filter(|lane| lane.role().is_some())
}

/// Ids that are not taken yet, one after the other.
struct Fresh {
    prefix: &'static str,
    taken: HashSet<Id>,
}

impl Fresh {
    fn new<'a>(prefix: &'static str, taken: impl Iterator<Item = &'a Id>) -> Self {
        let taken = taken.cloned().collect();
        Self { prefix, taken }
    }

    fn next(&mut self) -> Id {
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

struct Paster<'a> {
    map: &'a Map,
    clip: &'a Map,
    cards: Fresh,
    points: Fresh,
    metrics: Fresh,
    edits: Vec<Edit>,
    made: Vec<Target>,
    /// By the ids that they have in the clip.
    new_cards: HashMap<Id, Arc<Card>>,
    /// Channels that the map lacked: the clip's id, and the new one.
    new_channels: Vec<(Id, Id)>,
}

impl<'a> Paster<'a> {
    fn new(map: &'a Map, clip: &'a Map) -> Self {
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
    fn contents(&mut self, anchor: Option<&Anchor>) {
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
    fn links(&mut self) {
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
    fn stages(&mut self, index: usize) {
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
    fn lanes(&mut self, index: usize) {
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
            | ElementMut::Arrow(_) => {}
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

    fn personas(&mut self) {
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

    fn channels(&mut self) {
        let mut ids = Fresh::new("channel", self.map.channels.iter().map(|c| &c.id));
        for channel in &self.clip.channels {
            let id = ids.next();
            self.made.push(Target::Channel(id.clone()));
            self.edits.push(insert_channel(id, channel));
        }
    }

    /// Rows of cells from an anchor on: rows go to lanes, columns to columns; what goes beyond the
    /// last column gets new stages, what goes beyond the last lane stays in it.
    fn table(&mut self, rows: &[Vec<Vec<String>>], anchor: &Anchor) {
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

    // What of the map a part of the clip belongs to.

    /// The lane itself, else the first one like it.
    fn home_lane(&self, lane: &Lane) -> Option<&'a Arc<Lane>> {
        let is_like = |known: &&Arc<Lane>| {
            known.role() == lane.role()
                && std::mem::discriminant(&known.kind) == std::mem::discriminant(&lane.kind)
        };
        let like = || self.map.lanes.iter().filter(is_like);
        like()
            .find(|known| known.id == lane.id)
            .or_else(|| like().find(|known| known.title == lane.title))
            .or_else(|| like().next())
    }

    /// The stage itself, else one of the same title, else the one at the same place.
    fn home_stage(&self, stage: &Id) -> Option<Id> {
        let index = self.clip.stage_index(stage)?;
        let title = self.clip.stage(stage).map(|stage| &stage.title);
        let stages = &self.map.stages;
        let itself = stages
            .iter()
            .find(|s| s.id == *stage && Some(&s.title) == title);
        itself
            .or_else(|| stages.iter().find(|s| Some(&s.title) == title))
            .or_else(|| stages.get(index))
            .map(|stage| stage.id.clone())
    }

    fn home_column(&self, column: &Column, index: usize, to: &[Column]) -> usize {
        let same = to.iter().position(|known| known == column);
        same.unwrap_or_else(|| {
            let stage = self.home_stage(&column.0);
            let of_stage = to
                .iter()
                .position(|(known, _)| Some(known) == stage.as_ref());
            of_stage.unwrap_or(index.min(to.len().saturating_sub(1)))
        })
    }

    /// The persona itself, else one of the same name.
    fn home_persona(&self, id: &Id) -> Option<Id> {
        let name = self.clip.persona(id).map(|persona| &persona.name);
        let personas = self.map.personas.iter();
        let named = personas.filter(|persona| Some(&persona.name) == name);
        let ids: Vec<&Id> = named.map(|persona| &persona.id).collect();
        let itself = ids.iter().find(|known| **known == id);
        itself.or(ids.first()).map(|id| (*id).clone())
    }

    /// The channel itself, else one of the same name, else a new one.
    fn home_channel(&mut self, id: &Id) -> Id {
        let Some(channel) = self.clip.channel(id) else {
            return id.clone();
        };
        let named = |known: &&Arc<Channel>| known.name == channel.name;
        let itself = self.map.channel(id).filter(named);
        let known = itself.or_else(|| self.map.channels.iter().find(named));
        if let Some(known) = known {
            return known.id.clone();
        }
        if let Some((_, new)) = self.new_channels.iter().find(|(old, _)| old == id) {
            return new.clone();
        }
        let taken = self.map.channels.iter().map(|channel| &channel.id);
        let taken = taken.chain(self.new_channels.iter().map(|(_, new)| new));
        let new = Fresh::new("channel", taken).next();
        self.edits.push(insert_channel(new.clone(), channel));
        self.new_channels.push((id.clone(), new.clone()));
        new
    }
}

fn insert_channel(id: Id, channel: &Channel) -> Edit {
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
