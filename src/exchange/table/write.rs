//! Our own table: a row for each thing of a map, named and numbered so that it is found again.

use std::sync::Arc;

use super::{
    super::note::{Given, Lost, What, losses},
    cells::{COLOR, HEADS, ICON, YES, column, safe},
};
use crate::{
    file::Word as _,
    model::{
        Card, ChannelMark, Claim, Curve, CurvePoint, Element, Id, Lane, LaneType, Level, Map,
        Metric, Stage, When,
        record::{FieldKind, Record as _, says_more},
    },
};

/// Writes a map, its cells apart by `delimiter`.
pub fn write(map: &Map, delimiter: u8) -> Given {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows(map) {
        writer.write_record(&row).expect("memory can be written to");
    }
    let table = writer.into_inner().unwrap_or_default();
    // By which spreadsheet programs know UTF-8 among values with commas.
    let mark: &[u8] = if delimiter == b',' {
        b"\xEF\xBB\xBF"
    } else {
        b""
    };
    Given {
        bytes: [mark, &table].concat(),
        lost: not_held(map),
    }
}

/// The rows of our own table, the heads first; texts are such that no program takes them for more.
pub(crate) fn rows(map: &Map) -> Vec<Vec<String>> {
    let mut rows = OwnTableWriter {
        map,
        rows: vec![HEADS.iter().map(|head| (*head).to_owned()).collect()],
    };
    rows.facts();
    rows.columns();
    for (index, lane) in map.lanes.iter().enumerate() {
        rows.lane(index, lane);
    }
    rows.rows
}

struct OwnTableWriter<'a> {
    map: &'a Map,
    rows: Vec<Vec<String>>,
}

/// Cells by their heads.
type NamedCell = (&'static str, String);

impl OwnTableWriter<'_> {
    fn row(&mut self, cells: impl IntoIterator<Item = NamedCell>) {
        let mut row = vec![String::new(); HEADS.len()];
        for (head, cell) in cells {
            if let Some(at) = HEADS.iter().position(|known| *known == head) {
                row[at] = cell;
            }
        }
        self.rows.push(row);
    }

    fn facts(&mut self) {
        let map = self.map;
        let reviewed = map.reviewed.map(|date| date.iso());
        for (kind, text) in [
            ("title", map.title.clone()),
            ("scenario", map.scenario.clone()),
            ("goal", map.goal.clone()),
            ("owner", map.owner.clone()),
            ("state", map.state.word().to_owned()),
            ("reviewed", reviewed.unwrap_or_default()),
            ("language", map.language.word().to_owned()),
        ] {
            self.row([of("map"), word("kind", kind), said("text", &text)]);
        }
        let scale = map.emotion_scale;
        self.row([
            of("map"),
            word("kind", "scale"),
            figure("value", Some(scale.min)),
            figure("target", Some(scale.max)),
        ]);
        for level in &map.emotion_words {
            self.row([
                of("map"),
                word("kind", "level"),
                said("text", &level.word),
                figure("value", Some(level.value)),
            ]);
        }
    }

    fn columns(&mut self) {
        for persona in &self.map.personas {
            let row = |kind, text: &str| {
                [
                    of("persona"),
                    said("personas", &persona.name),
                    word("kind", kind),
                    said("text", text),
                ]
            };
            let role = row("role", &persona.role).into_iter();
            self.row(role.chain([word(COLOR, persona.hue.word())]));
            self.row(row("quote", &persona.quote));
            for (kind, texts) in [
                ("fact", &persona.facts),
                ("goal", &persona.goals),
                ("frustration", &persona.frustrations),
                ("trait", &persona.traits),
            ] {
                for text in texts {
                    self.row(row(kind, text));
                }
            }
        }
        for channel in &self.map.channels {
            self.row([
                of("channel"),
                said("channel", &channel.name),
                word("kind", channel.medium.word()),
                said(ICON, &channel.icon),
            ]);
        }
        for stage in &self.map.stages {
            let place = || self.at_stage(Some(&stage.id));
            let of_goal = [
                of("stage"),
                word("kind", "goal"),
                said("text", &stage.goal),
                word(COLOR, stage.hue.word()),
            ];
            let of_duration = [
                of("stage"),
                word("kind", "duration"),
                said("text", &stage.duration),
            ];
            let of_goal = of_goal.into_iter().chain(place());
            let of_duration = of_duration.into_iter().chain(place());
            self.row(of_goal);
            self.row(of_duration);
            for step in &stage.steps {
                let cells = [of("step")].into_iter();
                let cells = cells.chain(self.at_stage(Some(&stage.id)));
                let cells = cells.chain(at_step(stage, Some(&step.id)));
                self.row(cells.collect::<Vec<_>>());
            }
        }
    }

    fn lane(&mut self, index: usize, lane: &Lane) {
        let kind = lane.lane_type().map_or("foreign", LaneType::word);
        let here = || {
            [
                ("lane no", (index + 1).to_string()),
                said("lane", &lane.title),
            ]
        };
        let cells = [
            of("lane"),
            word("kind", kind),
            said("text", &lane.note),
            said(ICON, &lane.icon),
        ];
        self.row(cells.into_iter().chain(here()));
        for element in lane.elements() {
            let cells = match element {
                Element::Card(_, card) => self.card(card),
                Element::Point(_, curve, point) => self.point(curve, point),
                Element::Mark(_, mark) => self.mark(mark),
                Element::Metric(_, metric) => self.metric(metric),
                // Its points say whose they are.
                Element::Curve(..) => continue,
                Element::LevelWord(_)
                | Element::Persona(_)
                | Element::Channel(_)
                | Element::Stage(_)
                | Element::Step(..)
                | Element::Lane(_)
                | Element::Line(_)
                | Element::Arrow(_)
                | Element::Stop(_) => continue,
            };
            self.row(cells.into_iter().chain(here()).collect::<Vec<_>>());
        }
    }

    fn mark(&self, mark: &ChannelMark) -> Vec<NamedCell> {
        let mut cells = vec![
            of("mark"),
            said("channel", &self.channel(&mark.channel)),
            word("kind", if mark.on { "on" } else { "off" }),
        ];
        cells.extend(self.at_stage(Some(&mark.stage)));
        cells
    }

    fn metric(&self, metric: &Metric) -> Vec<NamedCell> {
        let mut cells = vec![
            of("metric"),
            word("kind", metric.kind.word()),
            said("text", &metric.name),
            figure("value", Some(metric.value)),
            said("unit", &metric.unit),
            figure("target", metric.target),
            count("n", metric.n),
            claim(metric.claim),
        ];
        cells.extend(self.at_stage(metric.stage.as_ref()));
        cells
    }

    fn card(&self, card: &Card) -> Vec<NamedCell> {
        let stage = self.map.stage(&card.stage);
        let personas: Vec<String> = card.personas.iter().map(|id| self.persona(id)).collect();
        let channel = card.channel.as_ref().map(|id| self.channel(id));
        let mut cells = vec![
            of("card"),
            said("personas", &list(&personas)),
            said("channel", &channel.unwrap_or_default()),
            claim(card.claim),
            word("owner", card.owner.map_or("", |owner| owner.word())),
            when(card.when),
        ];
        for field in Card::FIELDS {
            cells.extend(column(field).and_then(|head| match &field.kind {
                FieldKind::Text(text) | FieldKind::Icon(text) => Some(said(head, (text.get)(card))),
                FieldKind::Level(of) => Some(level(head, *(of.get)(card))),
                FieldKind::Flag(is) => Some(flag(head, *(is.get)(card))),
                _ => None,
            }));
        }
        cells.extend(self.at_stage(Some(&card.stage)));
        if let Some(stage) = stage {
            cells.extend(at_step(stage, card.step.as_ref()));
        }
        cells
    }

    fn point(&self, curve: &Curve, point: &CurvePoint) -> Vec<NamedCell> {
        let mut cells = vec![
            of("point"),
            said("personas", &list(&[self.persona(&curve.persona)])),
            when(if curve.to_be { When::ToBe } else { When::Both }),
            said("text", &point.label),
            figure("value", point.value),
            count("n", point.n),
            figure("at", Some(point.at)),
            figure("spread", point.spread),
            claim(point.claim),
            flag("moment", point.moment_of_truth),
            flag("conversion", point.conversion),
        ];
        cells.extend(self.at_stage(Some(&point.stage)));
        cells
    }

    fn at_stage(&self, id: Option<&Id>) -> Vec<NamedCell> {
        let index = id.and_then(|id| self.map.stage_index(id));
        let Some(index) = index else {
            return Vec::new();
        };
        vec![
            ("stage no", (index + 1).to_string()),
            said("stage", &self.map.stages[index].title),
        ]
    }

    fn persona(&self, id: &Id) -> String {
        let names: Vec<&str> = self.map.personas.iter().map(|p| p.name.as_str()).collect();
        let index = self.map.personas.iter().position(|p| p.id == *id);
        reference(&names, index)
    }

    fn channel(&self, id: &Id) -> String {
        let names: Vec<&str> = self.map.channels.iter().map(|c| c.name.as_str()).collect();
        let index = self.map.channels.iter().position(|c| c.id == *id);
        reference(&names, index)
    }
}

/// A name where it is the only one, else "#3".
fn reference(names: &[&str], index: Option<usize>) -> String {
    let Some(index) = index else {
        return String::new();
    };
    let name = names[index];
    let is_only = names.iter().filter(|other| **other == name).count() == 1;
    if is_only && !name.is_empty() && !name.starts_with('#') && name.trim() == name {
        name.to_owned()
    } else {
        format!("#{}", index + 1)
    }
}

/// With "; " between, and backslashes before what is no end.
fn list(names: &[String]) -> String {
    let names = names
        .iter()
        .map(|name| name.replace('\\', "\\\\").replace(';', "\\;"));
    names.collect::<Vec<_>>().join("; ")
}

fn of(record: &str) -> NamedCell {
    ("record", record.to_owned())
}

fn word(head: &'static str, word: &str) -> NamedCell {
    (head, word.to_owned())
}

fn said(head: &'static str, text: &str) -> NamedCell {
    (head, safe(text))
}

fn figure(head: &'static str, value: Option<f64>) -> NamedCell {
    (
        head,
        value.map(|value| value.to_string()).unwrap_or_default(),
    )
}

fn count(head: &'static str, n: Option<u32>) -> NamedCell {
    (head, n.map(|n| n.to_string()).unwrap_or_default())
}

fn level(head: &'static str, level: Option<Level>) -> NamedCell {
    (
        head,
        level.map(|level| level.to_string()).unwrap_or_default(),
    )
}

fn flag(head: &'static str, is: bool) -> NamedCell {
    word(head, if is { YES } else { "" })
}

fn claim(claim: Option<Claim>) -> NamedCell {
    word("claim", claim.map_or("", |claim| claim.word()))
}

fn when(when: When) -> NamedCell {
    word("when", if when == When::Both { "" } else { when.word() })
}

fn at_step(stage: &Stage, step: Option<&Id>) -> Vec<NamedCell> {
    let index = step.and_then(|id| stage.steps.iter().position(|step| step.id == *id));
    let Some(index) = index else {
        return Vec::new();
    };
    vec![
        ("step no", (index + 1).to_string()),
        said("step", &stage.steps[index].title),
    ]
}

/// What our own table has no columns for.
pub(crate) fn not_held(map: &Map) -> Vec<Lost> {
    let metrics = || map.lanes.iter().flat_map(|lane| lane.metrics());
    let mut evidence = 0;
    map.visit(&mut |_, element| evidence += element.evidence().len());
    let of_cards = map.cards().filter(|card| card.picture.is_some()).count();
    let of_personas = map.personas.iter().filter(|p| p.picture.is_some()).count();
    let stage_fields = ["title", "goal", "duration", "color", "unknown"];
    let metric_fields = ["name", "value", "target", "claim", "evidence", "unknown"];
    let card_fields: Vec<&str> = (Card::FIELDS.iter())
        .filter_map(|field| column(field).map(|_| field.id))
        .chain(["personas", "channel", "claim", "owner", "when"])
        .chain(["picture", "evidence", "unknown"])
        .collect();
    let timed = |stage: &&Arc<Stage>| says_more(&***stage, &stage_fields);
    losses([
        (What::Evidence, evidence),
        (What::Pictures, of_cards + of_personas),
        (What::StageDetails, map.stages.iter().filter(timed).count()),
        (
            What::MetricDetails,
            metrics()
                .filter(|m| m.basis.is_some() || says_more(&***m, &metric_fields))
                .count(),
        ),
        (
            What::CardDetails,
            map.cards()
                .filter(|card| says_more(&***card, &card_fields))
                .count(),
        ),
        (What::Arrows, map.arrows.len()),
        (What::Stops, map.stops.len()),
        (What::Lines, map.lines.len()),
        (
            What::Lanes,
            map.lanes
                .iter()
                .filter(|lane| lane.hidden || lane.lane_type().is_none())
                .count(),
        ),
    ])
}
