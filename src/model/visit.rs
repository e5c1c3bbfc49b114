//! One walk over all that a map holds, with what each element stands in.

use std::sync::Arc;

use super::{
    arrow::Arrow,
    card::Card,
    channel::Channel,
    curve::{Curve, CurvePoint},
    evidence::Evidence,
    id::Id,
    lane::{ChannelMark, Lane, LaneKind},
    line::LaneLine,
    map::{LevelWord, Map},
    metric::Metric,
    part::Part,
    persona::Persona,
    record::{self, Field, Record},
    stage::{Stage, Step},
    stop::Stop,
    target::Target,
};
use crate::words::Language;

/// Where an element stands among its like: the index of what it stands in first, then its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// The map itself.
    Map,
    /// Its place among the words.
    LevelWord(usize),
    /// Its place among the personas.
    Persona(usize),
    /// Its place among the channels.
    Channel(usize),
    /// Its place among the stages.
    Stage(usize),
    /// The place of its stage, and its own in there.
    Step(usize, usize),
    /// Its place among the lanes.
    Lane(usize),
    /// The place of its lane, and its own in there.
    Card(usize, usize),
    /// The place of its lane, and its own in there.
    Curve(usize, usize),
    /// The places of its lane and curve, and its own in there.
    Point(usize, usize, usize),
    /// The place of its lane, and its own in there.
    Mark(usize, usize),
    /// The place of its lane, and its own in there.
    Metric(usize, usize),
    /// Its place among the lines.
    Line(usize),
    /// Its place among the arrows.
    Arrow(usize),
    /// Its place among the stops.
    Stop(usize),
}

/// An element of a map, with what it stands in.
#[derive(Debug, Clone, Copy)]
pub enum Element<'m> {
    /// A word for a value of the emotion scale.
    LevelWord(&'m LevelWord),
    /// A persona.
    Persona(&'m Arc<Persona>),
    /// A channel.
    Channel(&'m Arc<Channel>),
    /// A stage; its steps come by themselves.
    Stage(&'m Arc<Stage>),
    /// A step, behind its stage.
    Step(&'m Stage, &'m Step),
    /// A lane; what stands in it comes by itself.
    Lane(&'m Arc<Lane>),
    /// A card, behind its lane.
    Card(&'m Lane, &'m Arc<Card>),
    /// A curve, behind its lane; its points come by themselves.
    Curve(&'m Lane, &'m Arc<Curve>),
    /// A point, behind its lane and curve.
    Point(&'m Lane, &'m Curve, &'m CurvePoint),
    /// A mark of a channel, behind its lane.
    Mark(&'m Lane, &'m ChannelMark),
    /// A metric, behind its lane.
    Metric(&'m Lane, &'m Arc<Metric>),
    /// A line above a lane.
    Line(&'m LaneLine),
    /// An arrow.
    Arrow(&'m Arc<Arrow>),
    /// A stop of a talk.
    Stop(&'m Arc<Stop>),
}

/// An element of a map that may be changed; what is shared with other maps is copied by whoever
/// changes it.
#[derive(Debug)]
pub enum ElementMut<'m> {
    /// A word for a value of the emotion scale.
    LevelWord(&'m mut LevelWord),
    /// A persona.
    Persona(&'m mut Arc<Persona>),
    /// A channel.
    Channel(&'m mut Arc<Channel>),
    /// Its steps come afterwards, one by one.
    Stage(&'m mut Arc<Stage>),
    /// A step of a stage.
    Step(&'m mut Step),
    /// What stands in it comes afterwards, one by one.
    Lane(&'m mut Arc<Lane>),
    /// A card.
    Card(&'m mut Arc<Card>),
    /// A curve.
    Curve(&'m mut Arc<Curve>),
    /// A point of a curve.
    Point(&'m mut CurvePoint),
    /// A mark of a channel.
    Mark(&'m mut ChannelMark),
    /// A metric.
    Metric(&'m mut Arc<Metric>),
    /// A line above a lane.
    Line(&'m mut LaneLine),
    /// An arrow.
    Arrow(&'m mut Arc<Arrow>),
    /// A stop of a talk.
    Stop(&'m mut Arc<Stop>),
}

impl<'m> Element<'m> {
    /// The kind of the part and its id, of an element that has one.
    pub fn id(self) -> Option<(Part, &'m Id)> {
        Some(match self {
            Self::Persona(persona) => (Part::Persona, &persona.id),
            Self::Channel(channel) => (Part::Channel, &channel.id),
            Self::Stage(stage) => (Part::Stage, &stage.id),
            Self::Step(_, step) => (Part::Step, &step.id),
            Self::Lane(lane) => (Part::Lane, &lane.id),
            Self::Card(_, card) => (Part::Card, &card.id),
            Self::Point(.., point) => (Part::Point, &point.id),
            Self::Metric(_, metric) => (Part::Metric, &metric.id),
            Self::Arrow(arrow) => (Part::Arrow, &arrow.id),
            Self::Stop(stop) => (Part::Stop, &stop.id),
            Self::LevelWord(_) | Self::Curve(..) | Self::Mark(..) | Self::Line(_) => return None,
        })
    }

    /// What a person would point at: itself, else what it stands in.
    pub fn target(self) -> Target {
        match self {
            Self::LevelWord(_) => Target::Facts,
            Self::Persona(persona) => Target::Persona(persona.id.clone()),
            Self::Channel(channel) => Target::Channel(channel.id.clone()),
            Self::Stage(stage) => Target::Stage(stage.id.clone()),
            Self::Step(_, step) => Target::Step(step.id.clone()),
            Self::Lane(lane) => Target::Lane(lane.id.clone()),
            Self::Curve(lane, _) | Self::Mark(lane, _) => Target::Lane(lane.id.clone()),
            Self::Card(_, card) => Target::Card(card.id.clone()),
            Self::Point(.., point) => Target::Point(point.id.clone()),
            Self::Metric(_, metric) => Target::Metric(metric.id.clone()),
            Self::Line(line) => Target::Line {
                above: line.above.clone(),
            },
            Self::Arrow(arrow) => Target::Arrow(arrow.id.clone()),
            Self::Stop(stop) => Target::Stop(stop.id.clone()),
        }
    }

    /// The stage that it stands in.
    pub fn stage(self) -> Option<&'m Id> {
        match self {
            Self::Step(stage, _) => Some(&stage.id),
            Self::Card(_, card) => Some(&card.stage),
            Self::Point(.., point) => Some(&point.stage),
            Self::Mark(_, mark) => Some(&mark.stage),
            Self::Metric(_, metric) => metric.stage.as_ref(),
            Self::LevelWord(_)
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Lane(_)
            | Self::Curve(..)
            | Self::Line(_)
            | Self::Arrow(_)
            | Self::Stop(_) => None,
        }
    }

    /// What it refers to: the id of the field, the kind of the part, its id.
    pub fn references(self, see: &mut dyn FnMut(&'static str, Part, &'m Id)) {
        match self {
            Self::Card(_, card) => record::references(&**card, see),
            Self::Curve(_, curve) => record::references(&**curve, see),
            Self::Point(.., point) => record::references(point, see),
            Self::Mark(_, mark) => record::references(mark, see),
            Self::Metric(_, metric) => record::references(&**metric, see),
            Self::Line(line) => record::references(line, see),
            Self::Arrow(arrow) => record::references(&**arrow, see),
            Self::Stop(stop) => record::references(&**stop, see),
            Self::LevelWord(_)
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(..)
            | Self::Lane(_) => {}
        }
    }

    /// All that is written in it.
    pub fn each_text(self, see: &mut dyn FnMut(&str)) {
        match self {
            Self::LevelWord(word) => record::each_text(word, see),
            Self::Persona(persona) => record::each_text(&**persona, see),
            Self::Channel(channel) => record::each_text(&**channel, see),
            Self::Stage(stage) => record::each_text(&**stage, see),
            Self::Step(_, step) => record::each_text(step, see),
            Self::Lane(lane) => record::each_text(&**lane, see),
            Self::Card(_, card) => record::each_text(&**card, see),
            Self::Curve(_, curve) => record::each_text(&**curve, see),
            Self::Point(.., point) => record::each_text(point, see),
            Self::Mark(_, mark) => record::each_text(mark, see),
            Self::Metric(_, metric) => record::each_text(&**metric, see),
            Self::Line(line) => record::each_text(line, see),
            Self::Arrow(arrow) => record::each_text(&**arrow, see),
            Self::Stop(stop) => record::each_text(&**stop, see),
        }
    }

    /// What backs it.
    pub fn evidence(self) -> &'m [Evidence] {
        match self {
            Self::Card(_, card) => record::evidence(&**card),
            Self::Point(.., point) => record::evidence(point),
            Self::Metric(_, metric) => record::evidence(&**metric),
            Self::LevelWord(_)
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(..)
            | Self::Lane(_)
            | Self::Curve(..)
            | Self::Mark(..)
            | Self::Line(_)
            | Self::Arrow(_)
            | Self::Stop(_) => &[],
        }
    }

    /// The texts of what stands in a lane, as they are read on the sheet.
    pub fn texts(self, language: Language, say: &mut dyn FnMut(Field, &str)) {
        fn of<R: Record>(record: &R, say: &mut dyn FnMut(Field, &str)) {
            for field in record::texts::<R>() {
                let known = record::text_field::<R>(field);
                if let Some(text) = known.and_then(|known| known.text(record)) {
                    say(field, &text);
                }
            }
        }
        match self {
            Self::Card(_, card) => of(&**card, say),
            Self::Point(.., point) => of(point, say),
            Self::Metric(_, metric) => {
                of(&**metric, say);
                say(Field::Value, &metric.figure(language));
            }
            Self::LevelWord(_)
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(..)
            | Self::Lane(_)
            | Self::Curve(..)
            | Self::Mark(..)
            | Self::Line(_)
            | Self::Arrow(_)
            | Self::Stop(_) => {}
        }
    }

    /// Of what stands in a lane: whether it says nothing, since it was made and never filled in.
    pub fn is_blank(self) -> bool {
        match self {
            Self::Card(_, card) => {
                card.text.trim().is_empty() && card.picture.is_none() && card.channel.is_none()
            }
            Self::Point(.., point) => point.value.is_none(),
            // It says what its points do.
            Self::Curve(..) => true,
            Self::LevelWord(_)
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(..)
            | Self::Lane(_)
            | Self::Mark(..)
            | Self::Metric(..)
            | Self::Line(_)
            | Self::Arrow(_)
            | Self::Stop(_) => false,
        }
    }
}

impl ElementMut<'_> {
    /// The kind of the part and its id, of an element that has one; copies what is shared.
    pub fn id_mut(&mut self) -> Option<(Part, &mut Id)> {
        Some(match self {
            Self::Persona(persona) => (Part::Persona, &mut Arc::make_mut(persona).id),
            Self::Channel(channel) => (Part::Channel, &mut Arc::make_mut(channel).id),
            Self::Stage(stage) => (Part::Stage, &mut Arc::make_mut(stage).id),
            Self::Step(step) => (Part::Step, &mut step.id),
            Self::Lane(lane) => (Part::Lane, &mut Arc::make_mut(lane).id),
            Self::Card(card) => (Part::Card, &mut Arc::make_mut(card).id),
            Self::Point(point) => (Part::Point, &mut point.id),
            Self::Metric(metric) => (Part::Metric, &mut Arc::make_mut(metric).id),
            Self::Arrow(arrow) => (Part::Arrow, &mut Arc::make_mut(arrow).id),
            Self::Stop(stop) => (Part::Stop, &mut Arc::make_mut(stop).id),
            Self::LevelWord(_) | Self::Curve(_) | Self::Mark(_) | Self::Line(_) => return None,
        })
    }
}

impl Map {
    /// Shows all that the map holds, each element before what stands in it.
    pub fn visit<'m>(&'m self, see: &mut dyn FnMut(Position, Element<'m>)) {
        for (index, word) in self.emotion_words.iter().enumerate() {
            see(Position::LevelWord(index), Element::LevelWord(word));
        }
        for (index, persona) in self.personas.iter().enumerate() {
            see(Position::Persona(index), Element::Persona(persona));
        }
        for (index, channel) in self.channels.iter().enumerate() {
            see(Position::Channel(index), Element::Channel(channel));
        }
        for (index, stage) in self.stages.iter().enumerate() {
            see(Position::Stage(index), Element::Stage(stage));
            for (at, step) in stage.steps.iter().enumerate() {
                see(Position::Step(index, at), Element::Step(stage, step));
            }
        }
        for (index, lane) in self.lanes.iter().enumerate() {
            see(Position::Lane(index), Element::Lane(lane));
            visit_lane(lane, index, see);
        }
        for (index, line) in self.lines.iter().enumerate() {
            see(Position::Line(index), Element::Line(line));
        }
        for (index, arrow) in self.arrows.iter().enumerate() {
            see(Position::Arrow(index), Element::Arrow(arrow));
        }
        for (index, stop) in self.stops.iter().enumerate() {
            see(Position::Stop(index), Element::Stop(stop));
        }
    }

    /// As [`Map::visit`], to change what is seen. Stages, lanes and curves are copied where they are
    /// shared and something stands in them.
    pub fn visit_mut(&mut self, see: &mut dyn FnMut(Position, ElementMut<'_>)) {
        for (index, word) in self.emotion_words.iter_mut().enumerate() {
            see(Position::LevelWord(index), ElementMut::LevelWord(word));
        }
        for (index, persona) in self.personas.iter_mut().enumerate() {
            see(Position::Persona(index), ElementMut::Persona(persona));
        }
        for (index, channel) in self.channels.iter_mut().enumerate() {
            see(Position::Channel(index), ElementMut::Channel(channel));
        }
        for (index, stage) in self.stages.iter_mut().enumerate() {
            see(Position::Stage(index), ElementMut::Stage(stage));
            if stage.steps.is_empty() {
                continue;
            }
            for (at, step) in Arc::make_mut(stage).steps.iter_mut().enumerate() {
                see(Position::Step(index, at), ElementMut::Step(step));
            }
        }
        for (index, lane) in self.lanes.iter_mut().enumerate() {
            see(Position::Lane(index), ElementMut::Lane(lane));
            if !lane.kind.is_empty() {
                visit_kind_mut(&mut Arc::make_mut(lane).kind, index, see);
            }
        }
        for (index, line) in self.lines.iter_mut().enumerate() {
            see(Position::Line(index), ElementMut::Line(line));
        }
        for (index, arrow) in self.arrows.iter_mut().enumerate() {
            see(Position::Arrow(index), ElementMut::Arrow(arrow));
        }
        for (index, stop) in self.stops.iter_mut().enumerate() {
            see(Position::Stop(index), ElementMut::Stop(stop));
        }
    }

    /// Keeps of what stands in lanes only what `keep` holds of; lanes that lose nothing stay shared.
    /// A curve is asked about before its points, which go with it.
    pub fn retain(&mut self, keep: &dyn Fn(Element<'_>) -> bool) {
        for lane in &mut self.lanes {
            let mut keeps_all = true;
            lane.visit(&mut |element| keeps_all &= keep(element));
            if keeps_all {
                continue;
            }
            let before = lane.clone();
            match &mut Arc::make_mut(lane).kind {
                LaneKind::Cards { cards, .. } => {
                    cards.retain(|card| keep(Element::Card(&before, card)));
                }
                LaneKind::Emotion { curves } => {
                    curves.retain(|curve| keep(Element::Curve(&before, curve)));
                    for curve in curves {
                        let whole = curve.clone();
                        let keeps =
                            |point: &CurvePoint| keep(Element::Point(&before, &whole, point));
                        if !whole.points.iter().all(keeps) {
                            Arc::make_mut(curve).points.retain(keeps);
                        }
                    }
                }
                LaneKind::Channels { marks, .. } => {
                    marks.retain(|mark| keep(Element::Mark(&before, mark)));
                }
                LaneKind::Metrics { metrics } => {
                    metrics.retain(|metric| keep(Element::Metric(&before, metric)));
                }
                LaneKind::Foreign { .. } => {}
            }
        }
    }

    /// What stands in a lane, by what stands for it on the sheet.
    pub fn content(&self, target: &Target) -> Option<Element<'_>> {
        let part = target.part().filter(|(part, _)| part.is_content())?;
        let lanes = self.lanes.iter();
        let mut elements = lanes.flat_map(|lane| lane.elements());
        elements.find(|element| element.id() == Some(part))
    }

    /// The ids of all parts of a kind.
    pub fn ids(&self, part: Part) -> Vec<&Id> {
        let mut ids = Vec::new();
        self.visit(&mut |_, element| {
            let id = element.id().filter(|(of, _)| *of == part);
            ids.extend(id.map(|(_, id)| id));
        });
        ids
    }

    /// How many parts of a kind there are. Cheap: it does not look at each.
    pub fn count(&self, part: Part) -> usize {
        match part {
            Part::Stage => self.stages.len(),
            Part::Step => self.stages.iter().map(|stage| stage.steps.len()).sum(),
            Part::Lane => self.lanes.len(),
            Part::Persona => self.personas.len(),
            Part::Channel => self.channels.len(),
            Part::Arrow => self.arrows.len(),
            Part::Stop => self.stops.len(),
            Part::Card | Part::Point | Part::Metric => {
                let parts = self.lanes.iter().filter_map(|lane| lane.kind.parts());
                let of_kind = parts.filter(|(of, _)| *of == part);
                of_kind.map(|(_, count)| count).sum()
            }
        }
    }
}

impl Lane {
    /// Shows all that stands in the lane, in its order, each curve before its points.
    pub fn visit<'m>(&'m self, see: &mut dyn FnMut(Element<'m>)) {
        visit_lane(self, 0, &mut |_, element| see(element));
    }

    /// All that stands in the lane, in its order, each curve before its points.
    pub fn elements(&self) -> Vec<Element<'_>> {
        let mut elements = Vec::new();
        self.visit(&mut |element| elements.push(element));
        elements
    }
}

impl LaneKind {
    /// The parts with ids that stand in a lane of the kind: which, and how many.
    pub fn parts(&self) -> Option<(Part, usize)> {
        match self {
            Self::Cards { cards, .. } => Some((Part::Card, cards.len())),
            Self::Emotion { curves } => {
                let points = curves.iter().map(|curve| curve.points.len());
                Some((Part::Point, points.sum()))
            }
            Self::Metrics { metrics } => Some((Part::Metric, metrics.len())),
            Self::Channels { .. } | Self::Foreign { .. } => None,
        }
    }

    /// Whether nothing stands in a lane of the kind.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Cards { cards, .. } => cards.is_empty(),
            Self::Emotion { curves } => curves.is_empty(),
            Self::Channels { marks, .. } => marks.is_empty(),
            Self::Metrics { metrics } => metrics.is_empty(),
            Self::Foreign { .. } => true,
        }
    }
}

fn visit_lane<'m>(lane: &'m Lane, index: usize, see: &mut dyn FnMut(Position, Element<'m>)) {
    match &lane.kind {
        LaneKind::Cards { cards, .. } => {
            for (at, card) in cards.iter().enumerate() {
                see(Position::Card(index, at), Element::Card(lane, card));
            }
        }
        LaneKind::Emotion { curves } => {
            for (at, curve) in curves.iter().enumerate() {
                see(Position::Curve(index, at), Element::Curve(lane, curve));
                for (place, point) in curve.points.iter().enumerate() {
                    let element = Element::Point(lane, curve, point);
                    see(Position::Point(index, at, place), element);
                }
            }
        }
        LaneKind::Channels { marks, .. } => {
            for (at, mark) in marks.iter().enumerate() {
                see(Position::Mark(index, at), Element::Mark(lane, mark));
            }
        }
        LaneKind::Metrics { metrics } => {
            for (at, metric) in metrics.iter().enumerate() {
                see(Position::Metric(index, at), Element::Metric(lane, metric));
            }
        }
        LaneKind::Foreign { .. } => {}
    }
}

fn visit_kind_mut(
    kind: &mut LaneKind,
    index: usize,
    see: &mut dyn FnMut(Position, ElementMut<'_>),
) {
    match kind {
        LaneKind::Cards { cards, .. } => {
            for (at, card) in cards.iter_mut().enumerate() {
                see(Position::Card(index, at), ElementMut::Card(card));
            }
        }
        LaneKind::Emotion { curves } => {
            for (at, curve) in curves.iter_mut().enumerate() {
                see(Position::Curve(index, at), ElementMut::Curve(curve));
                if curve.points.is_empty() {
                    continue;
                }
                for (place, point) in Arc::make_mut(curve).points.iter_mut().enumerate() {
                    see(Position::Point(index, at, place), ElementMut::Point(point));
                }
            }
        }
        LaneKind::Channels { marks, .. } => {
            for (at, mark) in marks.iter_mut().enumerate() {
                see(Position::Mark(index, at), ElementMut::Mark(mark));
            }
        }
        LaneKind::Metrics { metrics } => {
            for (at, metric) in metrics.iter_mut().enumerate() {
                see(Position::Metric(index, at), ElementMut::Metric(metric));
            }
        }
        LaneKind::Foreign { .. } => {}
    }
}
