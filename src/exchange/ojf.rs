//! Open Journey Format 1.0: JSON with stages, swimlanes and nodes, of which some have a score.
//!
//! Its writers do not agree on names (`stage` or `stageId`, `title` or `name`), so reading takes
//! them all; writing gives the ones that are met most, and both of `stage` and `stageId`.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Map as Record, Value as Json, json};

use super::{
    ExchangeError, ExchangeErrorKind, Given, Note, NoteKind, Taken, What, build::Builder, losses,
    note::Notes, sound, table, too_much,
};
use crate::{
    file::{self, Node, Places, Value, Word as _},
    model::{Card, CardRole, Curve, CurvePoint, Id, LaneKind, Map, Medium, Part, Scale},
    words::Language,
};

/// Of its scores.
const SCALE: Scale = Scale {
    min: -5.0,
    max: 5.0,
};

const NAMES: &[&str] = &["title", "name", "label", "text"];
const WORDS: &[&str] = &["description", "content", "notes"];

/// Reads text in JSON.
///
/// # Errors
/// Where it is no JSON, or none with stages and nodes.
pub fn read(text: &str, language: Language) -> Result<Taken, ExchangeError> {
    let tree = file::parse_json(text)?;
    let inner = tree
        .root()
        .field("journey")
        .filter(|node| node.field("stages").is_some());
    let root = inner.unwrap_or(tree.root());
    let (Some(stages), Some(nodes)) = (root.field("stages"), root.field("nodes")) else {
        return Err(ExchangeError {
            line: 1,
            column: 1,
            kind: ExchangeErrorKind::NoOpenJourney,
        });
    };
    let mut reader = Reader {
        builder: Builder::of(text.len()),
        places: Places::new(text),
        notes: Notes::default(),
        language,
    };
    reader.builder.map.language = language;
    reader.builder.map.emotion_scale = SCALE;
    reader.builder.map.title = name(root, NAMES);
    reader.builder.map.scenario = name(root, WORDS);
    for persona in items(root.field("personas")).chain(root.field("persona")) {
        let called = name(persona, NAMES);
        if !called.is_empty() {
            reader.builder.persona(&called);
        }
    }
    let stages = reader.stages(stages);
    let lanes = reader.lanes(root.field("swimlanes").or_else(|| root.field("lanes")));
    if let Some(excess) = reader.builder.map.excess() {
        return Err(too_much(1, excess));
    }
    reader.nodes(nodes, &stages, lanes);
    Ok(Taken {
        map: sound(reader.builder.map),
        notes: reader.notes.in_order(),
    })
}

struct Reader<'a> {
    builder: Builder,
    places: Places<'a>,
    notes: Notes,
    language: Language,
}

/// What a node may call a stage or a lane.
type Known<T> = HashMap<String, T>;

impl Reader<'_> {
    fn note(&mut self, node: Node, kind: NoteKind) {
        let (line, column) = self.places.line_and_column(node.at());
        self.notes.push(Note { line, column, kind });
    }

    fn stages(&mut self, node: Node) -> Known<Id> {
        let mut known = Known::new();
        for stage in in_order(node) {
            let title = name(stage, NAMES);
            let id = self.builder.stage(&title);
            if let Some(made) = self.builder.map.stages.last_mut() {
                Arc::make_mut(made).goal = name(stage, WORDS);
            }
            for key in [name(stage, &["id"]), title] {
                known.entry(key).or_insert_with(|| id.clone());
            }
        }
        known
    }

    fn lanes(&mut self, node: Option<Node>) -> Known<usize> {
        let mut known = Known::new();
        for lane in node.into_iter().flat_map(in_order) {
            let title = name(lane, NAMES);
            let kind = name(lane, &["type", "kind"]);
            let role = CardRole::from_word(&kind).or_else(|| table::role_of(&title));
            let kind = match kind.as_str() {
                "emotion" => LaneKind::Emotion { curves: Vec::new() },
                _ => LaneKind::Cards {
                    role: role.unwrap_or_default(),
                    cards: Vec::new(),
                },
            };
            let index = self.builder.lane(&title, kind);
            for key in [name(lane, &["id"]), title] {
                known.entry(key).or_insert(index);
            }
        }
        known
    }

    fn nodes(&mut self, nodes: Node, stages: &Known<Id>, lanes: Known<usize>) {
        let mut other: Option<usize> = None;
        let mut curves: Vec<Curve> = Vec::new();
        let mut lane_of_curves: Option<usize> = None;
        for node in in_order(nodes) {
            let stage = name(node, &["stageId", "stage", "stage_id"]);
            let Some(stage) = stages.get(&stage).cloned() else {
                self.note(node, NoteKind::NoPlace(stage));
                continue;
            };
            let lane = name(
                node,
                &["swimlaneId", "swimlane", "laneId", "lane", "swimlane_id"],
            );
            let lane = match lanes.get(&lane) {
                Some(lane) => *lane,
                None => *other.get_or_insert_with(|| {
                    let role = CardRole::Free;
                    let title = self.language.t(role.lane_name());
                    let cards = Vec::new();
                    self.builder.lane(title, LaneKind::Cards { role, cards })
                }),
            };
            let (title, words) = (name(node, NAMES), name(node, WORDS));
            let who = node.field("persona").or_else(|| node.field("personaId"));
            let who = who.map(|who| name_of(who, NAMES)).unwrap_or_default();
            let is_feeling = !self.builder.map.lanes[lane].cards().is_empty()
                || self.builder.map.lanes[lane].role().is_some();
            if is_feeling {
                let channel = name(node, &["channel", "touchpoint"]);
                let text = match words.is_empty() || words == title {
                    true => title.clone(),
                    false => format!("{title}\n{words}").trim_start().to_owned(),
                };
                let personas = match who.is_empty() {
                    true => Vec::new(),
                    false => vec![self.builder.persona(&who)],
                };
                let channel =
                    (!channel.is_empty()).then(|| self.builder.channel(&channel, Medium::Digital));
                let card = Card {
                    stage: stage.clone(),
                    text,
                    personas,
                    channel,
                    ..Card::default()
                };
                self.builder.card(lane, card);
            } else {
                lane_of_curves.get_or_insert(lane);
            }
            let moment_of_truth = node.field("isMomentOfTruth");
            let moment_of_truth =
                moment_of_truth.is_some_and(|node| node.value() == Value::Flag(true));
            let value = self.score(node);
            if value.is_none() && !moment_of_truth && is_feeling {
                continue;
            }
            let persona = self.builder.persona(&who);
            if curves.len() > Part::Persona.most() {
                // It is refused anyway, and each is looked for among all.
                return;
            }
            let point = CurvePoint {
                id: self.builder.id("point"),
                stage,
                at: 0.5,
                value,
                label: if is_feeling { String::new() } else { title },
                moment_of_truth,
                ..CurvePoint::default()
            };
            match curves.iter_mut().find(|curve| curve.persona == persona) {
                Some(curve) => curve.points.push(point),
                None => curves.push(Curve {
                    persona,
                    points: vec![point],
                    ..Curve::default()
                }),
            }
        }
        if curves.is_empty() {
            return;
        }
        let spread = curves.into_iter().map(|mut curve| {
            space_out(&mut curve.points);
            Arc::new(curve)
        });
        let curves: Vec<Arc<Curve>> = spread.collect();
        let lane = lane_of_curves.unwrap_or_else(|| {
            let title = self.language.t("Emotions");
            self.builder
                .lane(title, LaneKind::Emotion { curves: Vec::new() })
        });
        *self.builder.kind(lane) = LaneKind::Emotion { curves };
    }

    fn score(&mut self, node: Node) -> Option<f64> {
        let field = ["score", "emotion", "sentiment"]
            .into_iter()
            .find_map(|name| node.field(name))?;
        let spelled = match field.value() {
            Value::Null => return None,
            Value::Number(spelled) => spelled.to_owned(),
            Value::Text(text) => text.into_owned(),
            other => other.name().to_owned(),
        };
        let value = spelled
            .parse::<f64>()
            .ok()
            .filter(|value| value.abs() <= 1e9);
        match value {
            None => self.note(field, NoteKind::NoScore(spelled)),
            Some(value) if !(SCALE.min..=SCALE.max).contains(&value) => {
                self.note(field, NoteKind::OutsideScale(value));
                let scale = &mut self.builder.map.emotion_scale;
                *scale = Scale {
                    min: scale.min.min(value),
                    max: scale.max.max(value),
                };
            }
            Some(_) => {}
        }
        value
    }
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

fn items(node: Option<Node>) -> impl Iterator<Item = Node> {
    node.and_then(Node::items).into_iter().flatten()
}

/// The items of a list, by their `order` where all have one.
fn in_order(node: Node) -> Vec<Node> {
    let order = |node: &Node| match node.field("order")?.value() {
        Value::Number(number) => number.parse::<f64>().ok(),
        _ => None,
    };
    let mut all: Vec<Node> = items(Some(node)).collect();
    if all.iter().all(|node| order(node).is_some()) {
        all.sort_by(|a, b| order(a).unwrap_or(0.0).total_cmp(&order(b).unwrap_or(0.0)));
    }
    all
}

/// The first of some fields that says something, as a text.
fn name(node: Node, fields: &[&str]) -> String {
    let found = fields.iter().filter_map(|field| node.field(field));
    let mut found = found.map(|field| name_of(field, &["id", "title", "name"]));
    found
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| match node.value() {
            Value::Text(text) if fields == NAMES => text.into_owned(),
            _ => String::new(),
        })
}

/// A text or a number itself, or a field of a record.
fn name_of(node: Node, fields: &[&str]) -> String {
    match node.value() {
        Value::Text(text) => text.into_owned(),
        Value::Number(number) => number.to_owned(),
        Value::Record => {
            let mut found = fields.iter().filter_map(|field| node.text_field(field));
            found.next().unwrap_or_default().into_owned()
        }
        _ => String::new(),
    }
}

/// Writes a map.
pub fn write(map: &Map) -> Given {
    let stages = map.stages.iter().enumerate().map(|(index, stage)| {
        json!({
            "id": stage.id.as_str(),
            "title": stage.title,
            "description": stage.goal,
            "order": index,
        })
    });
    let is_held =
        |kind: &LaneKind| matches!(kind, LaneKind::Cards { .. } | LaneKind::Emotion { .. });
    let lanes = map.lanes.iter().filter(|lane| is_held(&lane.kind));
    let swimlanes = lanes.clone().enumerate().map(|(index, lane)| {
        let kind = lane.role().map_or("emotion", |role| role.word());
        json!({ "id": lane.id.as_str(), "title": lane.title, "type": kind, "order": index })
    });
    let mut nodes = Vec::new();
    let persona = |id: &Id| map.persona(id).map(|persona| persona.name.as_str());
    for lane in lanes {
        let place = |id: &Id, stage: &Id, title: &str| {
            let mut node = Record::new();
            for (field, text) in [
                ("id", id.as_str()),
                ("title", title),
                ("stage", stage.as_str()),
                ("stageId", stage.as_str()),
                ("swimlane", lane.id.as_str()),
                ("swimlaneId", lane.id.as_str()),
            ] {
                node.insert(field.to_owned(), text.into());
            }
            node
        };
        for card in lane.cards() {
            let mut node = place(&card.id, &card.stage, &card.text);
            if let Some(channel) = card.channel.as_ref().and_then(|id| map.channel(id)) {
                node.insert("channel".to_owned(), channel.name.as_str().into());
            }
            if let Some(persona) = card.personas.first().and_then(persona) {
                node.insert("persona".to_owned(), persona.into());
            }
            nodes.push(Json::Object(node));
        }
        for curve in lane.curves().iter().filter(|curve| !curve.to_be) {
            let mut points: Vec<&CurvePoint> = curve.points.iter().collect();
            points.sort_by(|a, b| {
                let stage = |point: &CurvePoint| map.stage_index(&point.stage);
                stage(a).cmp(&stage(b)).then(a.at.total_cmp(&b.at))
            });
            for point in points {
                let mut node = place(&point.id, &point.stage, &point.label);
                let score = point.value.map(|value| score(value, map.emotion_scale));
                node.insert("score".to_owned(), json!(score));
                node.insert("isMomentOfTruth".to_owned(), point.moment_of_truth.into());
                if let Some(persona) = persona(&curve.persona) {
                    node.insert("persona".to_owned(), persona.into());
                }
                nodes.push(Json::Object(node));
            }
        }
    }
    let personas = map.personas.iter();
    let personas = personas.map(|p| json!({ "id": p.id.as_str(), "name": p.name }));
    let document = json!({
        "format": "Open Journey Format",
        "version": "1.0",
        "title": map.title,
        "description": map.scenario,
        "personas": personas.collect::<Vec<_>>(),
        "stages": stages.collect::<Vec<_>>(),
        "swimlanes": swimlanes.collect::<Vec<_>>(),
        "nodes": nodes,
    });
    Given {
        bytes: format!("{document:#}\n").into_bytes(),
        lost: not_held(map),
    }
}

/// From −5 to 5, in hundredths; a map of that very scale keeps its values.
fn score(value: f64, scale: Scale) -> f64 {
    if scale == SCALE {
        return value;
    }
    (SCALE.value_at(scale.share(value)) * 100.0).round() / 100.0
}

fn not_held(map: &Map) -> Vec<super::Lost> {
    let lanes = || map.lanes.iter();
    let told =
        |card: &&Arc<Card>| card.claim.is_some() || card.owner.is_some() || card.personas.len() > 1;
    losses([
        (
            What::Steps,
            map.stages.iter().map(|stage| stage.steps.len()).sum(),
        ),
        (What::CardDetails, map.cards().filter(told).count()),
        (
            What::Evidence,
            map.cards().map(|card| card.evidence.len()).sum(),
        ),
        (
            What::Pictures,
            map.cards().filter(|card| card.picture.is_some()).count(),
        ),
        (
            What::ChannelMarks,
            lanes().map(|lane| lane.marks().len()).sum(),
        ),
        (
            What::Metrics,
            lanes().map(|lane| lane.metrics().len()).sum(),
        ),
        (
            What::ToBe,
            lanes()
                .flat_map(|lane| lane.curves())
                .filter(|curve| curve.to_be)
                .count(),
        ),
        (What::Words, map.emotion_words.len()),
        (What::Arrows, map.arrows.len()),
        (What::Lines, map.lines.len()),
    ])
}
