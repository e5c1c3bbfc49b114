//! From the Open Journey Format to a map.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    blueprint::{BLUEPRINT, Blueprints},
    known::{self, NameIndex, References},
    members::{self, MemberMark, Members, keep},
    names::{
        AROUND, CHANNEL, ID, INSIDE, JOURNEY, LANE, LANES, METADATA, NAMES, NODE_NAMES, NODE_WORDS,
        NODES, ORDER, POINT_NAMES, REST, SCALE, SCENARIO, SCORE, SENTIMENT, SEQUENCE, STAGE,
        STAGES,
    },
    natural::leave_out_what_is_natural,
    props::{self, is_true, joined, split},
    sequence::{self, NodeOf},
};
use crate::{
    exchange::{
        build::{Builder, sound},
        error::{ExchangeError, ExchangeErrorKind, too_much},
        note::{Note, NoteKind, Notes, Taken},
    },
    file::{self, LoadErrorKind, MAX_BYTES, Node, Places, Value, Warning, WarningKind},
    model::{
        Card, CardRole, Curve, CurvePoint, Excess, Id, Lane, LaneKind, Map, Medium, Part, Scale,
        Unknown,
    },
    words::Language,
};

/// Reads text in JSON.
///
/// # Errors
/// Where it is no JSON, or none with lists of stages and nodes.
pub fn read(text: &str, language: Language) -> Result<Taken, ExchangeError> {
    let (mut map, notes, sequence) = gather(text, language)?;
    leave_out_what_is_natural(&mut map);
    if !is_in_sequence(&map, &sequence) {
        let mut ids = String::from("[");
        for id in &sequence {
            ids.push_str(if ids.len() > 1 { ", " } else { "" });
            file::quote(id.as_str(), &mut ids);
        }
        ids.push(']');
        keep(&mut map.unknown, SEQUENCE, ids);
    }
    // What is kept may be longer than what came: ids that were made, and JSON within texts.
    if text.len() > MAX_BYTES / 4 {
        let bytes = file::save(&map).len();
        if bytes > MAX_BYTES {
            return Err(ExchangeError {
                line: 1,
                column: 1,
                kind: LoadErrorKind::TooLarge { bytes }.into(),
            });
        }
    }
    Ok(Taken {
        map: sound(map),
        notes: notes.in_order(),
    })
}

/// Whether the nodes of a map are written in some order without being told to.
fn is_in_sequence(map: &Map, sequence: &[Id]) -> bool {
    let sheet = References::of(map);
    let nodes = sequence::nodes(&sheet);
    nodes.iter().map(NodeOf::id).eq(sequence)
}

/// The map with all members, what is to be told, and the ids of the nodes in their order.
fn gather(text: &str, language: Language) -> Result<(Map, Notes, Vec<Id>), ExchangeError> {
    let tree = file::parse_json(text)?;
    let inner = tree.root().field(INSIDE[0]);
    let inner = inner.filter(|node| list(*node, STAGES).is_some());
    let root = inner.unwrap_or(tree.root());
    let (Some((_, stages)), Some((_, nodes))) = (list(root, STAGES), list(root, NODES)) else {
        return Err(ExchangeError {
            line: 1,
            column: 1,
            kind: ExchangeErrorKind::NoOpenJourney,
        });
    };
    let mut parser = OjfParser::new(text, language);
    let mut members = parser.members(root).unwrap_or_default();
    parser.personas(root, &mut members);
    parser.stages(stages);
    let lanes = list(root, LANES);
    if let Some((name, lanes)) = lanes {
        members.take(name);
        parser.lanes(lanes);
    }
    if let Some(excess) = parser.excess() {
        return Err(too_much(1, excess));
    }
    parser.nodes(nodes);
    parser.root(root, members);
    if let Some(mut around) = inner.and_then(|_| parser.members(tree.root())) {
        around.take(INSIDE[0]);
        keep(&mut parser.map.unknown, AROUND, around.kept());
    }
    match parser.excess() {
        Some(excess) => Err(too_much(1, excess)),
        None => Ok((parser.map, parser.notes, parser.sequence)),
    }
}

/// The first list under some names.
pub(super) fn list<'t>(
    record: Node<'t>,
    names: &[&'static str],
) -> Option<(&'static str, Node<'t>)> {
    let mut names = names.iter();
    names.find_map(|name| {
        let list = record.field(name).filter(|node| node.items().is_some());
        Some((*name, list?))
    })
}

pub(super) struct OjfParser<'a> {
    pub map: Map,
    channels: Builder,
    /// Of the text.
    bytes: usize,
    parts: usize,
    card_count: usize,
    places: Places<'a>,
    notes: Notes,
    pub language: Language,
    pub ids: Ids,
    pub stages: NameIndex,
    pub lanes: NameIndex,
    pub personas: NameIndex,
    pub only: Option<usize>,
    pub nameless: Option<usize>,
    pub other: Option<usize>,
    pub blueprints: Blueprints,
    /// What stands in lists and is no part.
    rest: Vec<String>,
    /// The nodes in their order.
    sequence: Vec<Id>,
    cards: HashMap<usize, Vec<Arc<Card>>>,
    curves: Vec<(Option<usize>, Curve)>,
    curve_of: HashMap<(Option<usize>, usize), usize>,
}

/// Ids that are given, with a word for the kind of things in front.
#[derive(Default)]
pub(super) struct Ids {
    given: HashMap<&'static str, HashSet<Id>>,
    made: usize,
}

impl Ids {
    /// The id that a record says, where it is free.
    pub(super) fn of(&mut self, kind: &'static str, members: &mut Members) -> Id {
        let said = members.text(ID);
        let id = Id::new(&said);
        if !said.is_empty() && self.given.entry(kind).or_default().insert(id.clone()) {
            members.take_text(ID, &said);
            return id;
        }
        if !said.is_empty() {
            members.marks.push(MemberMark::OtherId);
        }
        self.make(kind)
    }

    pub(super) fn make(&mut self, kind: &'static str) -> Id {
        loop {
            self.made += 1;
            let id = Id::new(format!("{kind}{}", self.made));
            if self.given.entry(kind).or_default().insert(id.clone()) {
                return id;
            }
        }
    }
}

impl<'a> OjfParser<'a> {
    fn new(text: &'a str, language: Language) -> Self {
        Self {
            map: Map {
                language,
                emotion_scale: SCALE,
                ..Map::default()
            },
            channels: Builder::of(text.len()),
            bytes: text.len(),
            parts: 0,
            card_count: 0,
            places: Places::new(text),
            notes: Notes::default(),
            language,
            ids: Ids::default(),
            stages: NameIndex::new(),
            lanes: NameIndex::new(),
            personas: NameIndex::new(),
            only: None,
            nameless: None,
            other: None,
            blueprints: Blueprints::default(),
            rest: Vec::new(),
            sequence: Vec::new(),
            cards: HashMap::new(),
            curves: Vec::new(),
            curve_of: HashMap::new(),
        }
    }

    fn note(&mut self, node: Node, kind: NoteKind) {
        let (line, column) = self.places.line_and_column(node.at());
        self.notes.push(Note { line, column, kind });
    }

    /// What there is too much of, whatever still comes.
    fn excess(&self) -> Option<Excess> {
        let bytes = self.bytes;
        let dense = self.is_dense().then_some(Excess::Empty { bytes });
        dense.or_else(|| self.map.excess())
    }

    fn is_dense(&self) -> bool {
        self.parts > Excess::parts_in(self.bytes)
    }

    /// Of what is to become a part.
    pub(super) fn members<'t>(&mut self, node: Node<'t>) -> Option<Members<'t>> {
        self.parts += 1;
        if self.is_dense() {
            return None;
        }
        for (name, node) in node.repeated() {
            let (line, column) = self.places.line_and_column(node.at());
            let kind = WarningKind::RepeatedField(name.text().into_owned());
            self.notes.push(Warning { line, column, kind }.into());
        }
        Members::of(node)
    }

    pub(super) fn kept(&self, members: &Members) -> Unknown {
        let mut unknown = Unknown::default();
        keep(&mut unknown, members::FIELD, members.kept());
        unknown
    }

    pub(super) fn implied(&self) -> Unknown {
        let mut members = Members::default();
        members.marks.push(MemberMark::Implied);
        self.kept(&members)
    }

    pub(super) fn lay_aside(&mut self, list: &str, node: Node) {
        if self.is_dense() {
            return;
        }
        let mut raw = format!("[{}, ", members::quoted(list));
        members::put(node, &mut raw);
        raw.push(']');
        self.rest.push(raw);
        let name = node.value().name();
        self.note(node, NoteKind::LaidAside(name));
    }

    fn root(&mut self, root: Node, mut members: Members) {
        let metadata = root.field(METADATA[0]).and_then(Members::of);
        let said = |names: &[&str]| {
            let own = members.text(names);
            let of_metadata = || metadata.as_ref().map(|data| data.text(names));
            if own.is_empty() {
                of_metadata().unwrap_or_default()
            } else {
                own
            }
        };
        self.map.title = said(NAMES);
        self.map.scenario = said(SCENARIO);
        members.take_text(NAMES, &self.map.title);
        members.take_text(SCENARIO, &self.map.scenario);
        members.take(STAGES[0]);
        members.take(NODES[0]);
        let kept = members.kept();
        keep(&mut self.map.unknown, JOURNEY, kept);
        if !self.rest.is_empty() {
            let rest = format!("[{}]", self.rest.join(", "));
            keep(&mut self.map.unknown, REST, rest);
        }
    }

    fn nodes(&mut self, nodes: Node) {
        let is_part = |node: Node| node.is_record() || matches!(node.value(), Value::Text(_));
        let mut items = nodes.items().into_iter().flatten();
        if self.map.stages.is_empty() && items.any(is_part) {
            let (id, unknown) = (self.ids.make("stage"), self.implied());
            self.push_stage(id, String::new(), String::new(), unknown);
        }
        for node in in_order(nodes) {
            match self.members(node) {
                Some(members) => self.node(node, members),
                None => self.lay_aside(NODES[0], node),
            }
        }
        self.channels_and_cards();
        self.feelings();
        self.blueprint_lanes();
    }

    fn node(&mut self, node: Node, mut members: Members) {
        // It is too much, with one more than there may be, whatever still comes.
        if self.sequence.len() > Part::Card.most() + Part::Point.most()
            || self.card_count > Part::Card.most()
        {
            return;
        }
        let stage = known::meant(&members, STAGE, &self.stages).unwrap_or_else(|| {
            let said = members.text(STAGE);
            self.note(node, NoteKind::FirstStage(said));
            0
        });
        let stage = self.map.stages[stage].id.clone();
        let lane = known::meant(&members, LANE, &self.lanes).unwrap_or_else(|| {
            let said = members.text(LANE);
            if !said.is_empty() {
                self.note(node, NoteKind::OtherLane(said));
            }
            self.other_lane()
        });
        let mut people: Vec<usize> = Vec::new();
        for name in known::people(&members) {
            let person = self.person(&name);
            if !people.contains(&person) {
                people.push(person);
            }
        }
        let value = self.score(&members);
        let moment_of_truth = is_true(&members);
        let id = self.ids.of("node", &mut members);
        self.sequence.push(id.clone());
        let is_card = self.map.lanes[lane].role().is_some();
        let mut point = CurvePoint {
            id: id.clone(),
            stage: stage.clone(),
            at: 0.5,
            value,
            moment_of_truth,
            ..CurvePoint::default()
        };
        if is_card {
            let (title, words) = (members.text(NODE_NAMES), members.text(NODE_WORDS));
            let text = joined(&title, &words);
            let [first, second] = split(&text, [!title.is_empty(), !words.is_empty()]);
            members.take_text(NODE_NAMES, first);
            members.take_text(NODE_WORDS, second);
            let channel = members.text(CHANNEL);
            let channel = (!channel.is_empty())
                .then(|| self.channels.channel(&channel, Medium::of_name(&channel)));
            let personas = people.iter().map(|at| self.map.personas[*at].id.clone());
            let personas = personas.collect();
            point.label = sentiment(&members);
            members.take_text(SENTIMENT, &point.label);
            let blueprint = members.get(BLUEPRINT).next();
            if let Some(blueprint) = blueprint {
                self.card_count += self.blueprint(blueprint, lane, &id, &stage);
            }
            let is_pain = self.map.lanes[lane].role() == Some(CardRole::PainPoints);
            let card = Card {
                id,
                stage,
                text,
                severity: props::severity(&members).filter(|_| is_pain),
                personas,
                channel,
                unknown: self.kept(&members),
                ..Card::default()
            };
            self.card_count += 1;
            self.cards.entry(lane).or_default().push(Arc::new(card));
            if value.is_none() && !moment_of_truth && point.label.is_empty() {
                return;
            }
            // It has the id of the card, by which it is known to be its score.
            self.parts += 1;
        } else {
            point.label = members.text(POINT_NAMES);
            members.take_text(POINT_NAMES, &point.label);
            point.unknown = self.kept(&members);
        }
        let person = match people.first() {
            Some(person) => *person,
            None => self.person(""),
        };
        let lane = (!is_card).then_some(lane);
        let curve = *self.curve_of.entry((lane, person)).or_insert_with(|| {
            let persona = self.map.personas[person].id.clone();
            let curve = Curve {
                persona,
                ..Curve::default()
            };
            self.curves.push((lane, curve));
            self.curves.len() - 1
        });
        self.curves[curve].1.points.push(point);
    }

    fn score(&mut self, members: &Members) -> Option<f64> {
        // A sentiment in words says how it feels, not how much.
        let is_word = !sentiment(members).is_empty();
        let names = if is_word {
            &SCORE[..SCORE.len() - 1]
        } else {
            SCORE
        };
        let field = members.get(names).next()?;
        let Some(value) = members::number_of(field) else {
            let said = match field.value() {
                Value::Null => return None,
                Value::Text(text) => text.into_owned(),
                Value::Number(spelled) => spelled.to_owned(),
                other => other.name().to_owned(),
            };
            self.note(field, NoteKind::NoScore(said));
            return None;
        };
        if !(SCALE.min..=SCALE.max).contains(&value) {
            self.note(field, NoteKind::OutsideScale(value));
            let scale = &mut self.map.emotion_scale;
            *scale = Scale {
                min: scale.min.min(value),
                max: scale.max.max(value),
            };
        }
        Some(value)
    }

    fn channels_and_cards(&mut self) {
        self.map.channels = std::mem::take(&mut self.channels.map.channels);
        for (lane, of_lane) in self.cards.drain() {
            if let LaneKind::Cards { cards, .. } =
                &mut Arc::make_mut(&mut self.map.lanes[lane]).kind
            {
                *cards = of_lane;
            }
        }
    }

    fn feelings(&mut self) {
        let is_feeling = |lane: &Arc<Lane>| matches!(lane.kind, LaneKind::Emotion { .. });
        let mut first = self.map.lanes.iter().position(is_feeling);
        let mut of_lanes: HashMap<usize, Vec<Curve>> = HashMap::new();
        // Where the points of a card's lane and those of the curve's own come together.
        let mut places = None;
        for (lane, curve) in std::mem::take(&mut self.curves) {
            let lane = lane.or(first).unwrap_or_else(|| {
                let title = self.language.t("Emotions").to_owned();
                let kind = LaneKind::Emotion { curves: Vec::new() };
                let (id, unknown) = (self.ids.make("lane"), self.implied());
                let made = self.push_lane(id, title, kind, unknown);
                first = Some(made);
                made
            });
            let curves = of_lanes.entry(lane).or_default();
            match curves
                .iter_mut()
                .find(|known| known.persona == curve.persona)
            {
                Some(known) => {
                    let places = places.get_or_insert_with(|| {
                        let ids = self.sequence.iter().cloned();
                        ids.zip(0..).collect::<HashMap<Id, usize>>()
                    });
                    known.points.extend(curve.points);
                    known.points.sort_by_key(|point| places[&point.id]);
                }
                None => curves.push(curve),
            }
        }
        for (lane, mut of_lane) in of_lanes {
            for curve in &mut of_lane {
                space_out(&mut curve.points);
            }
            let curves = of_lane.into_iter().map(Arc::new).collect();
            Arc::make_mut(&mut self.map.lanes[lane]).kind = LaneKind::Emotion { curves };
        }
    }
}

/// A word for what is felt.
fn sentiment(members: &Members) -> String {
    let node = members.get(SENTIMENT).next();
    let node = node.filter(|node| members::number_of(*node).is_none());
    node.map(members::text_of).unwrap_or_default()
}

/// Points of one stage share its width.
fn space_out(points: &mut [CurvePoint]) {
    let mut counts: HashMap<Id, usize> = HashMap::new();
    for point in points.iter() {
        *counts.entry(point.stage.clone()).or_default() += 1;
    }
    let mut seen: HashMap<Id, usize> = HashMap::new();
    for point in points {
        let index = seen.entry(point.stage.clone()).or_default();
        point.at = (*index as f64 + 0.5) / counts[&point.stage] as f64;
        *index += 1;
    }
}

/// The items of a list, by their `order` where all have one.
pub(super) fn in_order<'t>(node: Node<'t>) -> Box<dyn Iterator<Item = Node<'t>> + 't> {
    let order = |node: &Node| {
        let order = ORDER.iter().find_map(|name| node.field(name));
        order.and_then(members::number_of)
    };
    let items = move || node.items().into_iter().flatten();
    if items().any(|node| order(&node).is_none()) {
        return Box::new(items());
    }
    let mut all: Vec<Node> = items().collect();
    all.sort_by(|a, b| order(a).unwrap_or(0.0).total_cmp(&order(b).unwrap_or(0.0)));
    Box::new(all.into_iter())
}
