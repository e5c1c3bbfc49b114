//! Reading our own table, also after people sorted it, added to it and took from it.

use std::{collections::HashSet, sync::Arc};

use super::{
    super::{
        build::Builder,
        note::{Note, NoteKind, Notes},
    },
    cells::{COLOR, HEADS, ICON, YES, column, note, unsafe_again},
};
use crate::{
    file::Word,
    model::{
        Card, ChannelMark, Curve, CurvePoint, Date, Excess, Id, LaneKind, LaneType, Level,
        LevelWord, Map, Medium, Metric, MetricKind, Part, Scale, Unknown, When,
        record::{FieldKind, Record as _},
    },
    survey::{Table, TableRow},
    words,
};

pub(super) fn read(table: &Table) -> Result<(Map, Vec<Note>), Excess> {
    let column = |head: &&str| table.heads.iter().position(|known| known == head);
    let columns = HEADS.iter().map(column).collect();
    let mut parser = OwnTableParser {
        columns,
        builder: Builder::of(table.bytes()),
        notes: Notes::default(),
        personas: Vec::new(),
        channels: Vec::new(),
        marked: HashSet::new(),
    };
    // What others refer to comes first, wherever it stands.
    for records in [
        &["map", "persona", "channel"][..],
        &["stage"],
        &["step"],
        &["lane"],
        &["card", "point", "mark", "metric"],
    ] {
        for row in table.rows() {
            if records.contains(&parser.cell(row, "record")) {
                parser.record(row);
            }
        }
        if let Some(excess) = parser.builder.excess() {
            return Err(excess);
        }
    }
    let known = [
        "map", "persona", "channel", "stage", "step", "lane", "card", "point", "mark", "metric",
    ];
    for row in table.rows() {
        let record = parser.cell(row, "record");
        if !known.contains(&record) {
            let kind = NoteKind::NotUnderstood(record.to_owned());
            parser.notes.push(note(row.line, 0, kind));
        }
    }
    parser.hold_to_scale();
    Ok((parser.builder.finish()?, parser.notes.in_order()))
}

struct OwnTableParser {
    /// Where each of [`HEADS`] stands.
    columns: Vec<Option<usize>>,
    builder: Builder,
    notes: Notes,
    /// By index, with the names.
    personas: Vec<(String, Id)>,
    channels: Vec<(String, Id)>,
    /// Where a mark stands: lane, channel and stage.
    marked: HashSet<(usize, Id, Id)>,
}

impl OwnTableParser {
    fn column(&self, head: &str) -> Option<usize> {
        self.columns[HEADS.iter().position(|known| *known == head)?]
    }

    fn cell<'r>(&self, row: TableRow<'r>, head: &str) -> &'r str {
        let cell = self.column(head).and_then(|at| row.cell(at));
        cell.map_or("", unsafe_again)
    }

    fn tell(&mut self, row: TableRow, head: &str, kind: NoteKind) {
        let column = self.column(head).unwrap_or(0);
        self.notes.push(note(row.line, column, kind));
    }

    /// A number; what is none is told and left out.
    fn figure(&mut self, row: TableRow, head: &str) -> Option<f64> {
        let cell = self.cell(row, head).trim();
        let value = words::number(cell);
        if value.is_none() && !cell.is_empty() {
            self.tell(row, head, NoteKind::NoNumber(cell.to_owned()));
        }
        value
    }

    fn count(&mut self, row: TableRow, head: &str) -> Option<u32> {
        let value = self.figure(row, head)?;
        let is_count = value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value);
        if !is_count {
            self.tell(row, head, NoteKind::NoNumber(value.to_string()));
        }
        is_count.then_some(value as u32)
    }

    fn level(&mut self, row: TableRow, head: &str) -> Option<Level> {
        let value = self.count(row, head)?;
        let level = u8::try_from(value).ok().and_then(Level::new);
        if level.is_none() {
            self.tell(row, head, NoteKind::NoNumber(value.to_string()));
        }
        level
    }

    fn word<T: Word>(&mut self, row: TableRow, head: &str) -> Option<T> {
        let cell = self.cell(row, head).trim();
        let word = T::from_word(cell);
        if word.is_none() && !cell.is_empty() {
            self.tell(row, head, NoteKind::NotUnderstood(cell.to_owned()));
        }
        word
    }

    /// By the number where the name agrees, else by the name, else by the number alone.
    fn index(&self, row: TableRow, number: &str, name: &str, names: &[&str]) -> Option<usize> {
        let at = self.cell(row, number).trim().parse::<usize>().ok();
        let at = at
            .and_then(|at| at.checked_sub(1))
            .filter(|at| *at < names.len());
        let name = self.cell(row, name);
        match at {
            Some(at) if names[at] == name || name.is_empty() => Some(at),
            _ if name.is_empty() => None,
            at => names.iter().position(|known| *known == name).or(at),
        }
    }

    fn stage(&self, row: TableRow) -> Option<usize> {
        let stages = &self.builder.map.stages;
        let titles: Vec<&str> = stages.iter().map(|stage| stage.title.as_str()).collect();
        self.index(row, "stage no", "stage", &titles)
    }

    fn lane(&self, row: TableRow) -> Option<usize> {
        let lanes = &self.builder.map.lanes;
        let titles: Vec<&str> = lanes.iter().map(|lane| lane.title.as_str()).collect();
        self.index(row, "lane no", "lane", &titles)
    }

    fn record(&mut self, row: TableRow) {
        match self.cell(row, "record") {
            "map" => self.fact(row),
            "persona" => self.persona(row),
            "channel" => {
                let name = self.cell(row, "channel").to_owned();
                let medium = self.word(row, "kind");
                let medium = medium.unwrap_or_else(|| Medium::of_name(&name));
                let id = self.builder.new_channel(&name, medium);
                let icon = self.cell(row, ICON).to_owned();
                if let Some(channel) = self.builder.map.channels.last_mut() {
                    Arc::make_mut(channel).icon = icon;
                }
                self.channels.push((name, id));
            }
            "stage" => {
                let title = self.cell(row, "stage");
                let at = self.cell(row, "stage no").trim().parse::<usize>().ok();
                let is_same = self
                    .builder
                    .map
                    .stages
                    .last()
                    .is_some_and(|stage| stage.title == title)
                    && at.is_none_or(|at| at == self.builder.map.stages.len());
                if !is_same {
                    self.builder.stage(title);
                }
                let (kind, text) = (self.cell(row, "kind"), self.cell(row, "text").to_owned());
                let hue = self.word(row, COLOR);
                let Some(stage) = self.builder.map.stages.last_mut() else {
                    return;
                };
                let stage = Arc::make_mut(stage);
                stage.hue = hue.unwrap_or(stage.hue);
                match kind {
                    "duration" => stage.duration = text,
                    _ => stage.goal = text,
                }
            }
            "step" => {
                let title = self.cell(row, "step").to_owned();
                match self.stage(row) {
                    Some(stage) => drop(self.builder.step(stage, &title)),
                    None => self.no_place(row, "stage"),
                }
            }
            "lane" => self.new_lane(row),
            "card" => self.card(row),
            "point" => self.point(row),
            "mark" => self.mark(row),
            _ => self.metric(row),
        }
    }

    fn no_place(&mut self, row: TableRow, head: &str) {
        let name = self.cell(row, head).to_owned();
        self.tell(row, head, NoteKind::NoPlace(name));
    }

    fn fact(&mut self, row: TableRow) {
        let text = self.cell(row, "text").to_owned();
        match self.cell(row, "kind") {
            "title" => self.builder.map.title = text,
            "scenario" => self.builder.map.scenario = text,
            "goal" => self.builder.map.goal = text,
            "owner" => self.builder.map.owner = text,
            "state" => self.builder.map.state = self.word(row, "text").unwrap_or_default(),
            "language" => self.builder.map.language = self.word(row, "text").unwrap_or_default(),
            "reviewed" => {
                self.builder.map.reviewed = Date::parse(text.trim());
                if self.builder.map.reviewed.is_none() && !text.is_empty() {
                    self.tell(row, "text", NoteKind::NotUnderstood(text));
                }
            }
            "scale" => {
                let (min, max) = (self.figure(row, "value"), self.figure(row, "target"));
                let ends = min
                    .zip(max)
                    .filter(|(min, max)| max > min && (max - min).is_finite());
                match ends {
                    Some((min, max)) => self.builder.map.emotion_scale = Scale { min, max },
                    None => self.tell(row, "value", NoteKind::NotUnderstood("scale".to_owned())),
                }
            }
            "level" => {
                if let Some(value) = self.figure(row, "value") {
                    self.builder.map.emotion_words.push(LevelWord {
                        value,
                        word: text,
                        unknown: Unknown::default(),
                    });
                }
            }
            other => {
                let kind = NoteKind::NotUnderstood(other.to_owned());
                self.tell(row, "kind", kind);
            }
        }
    }

    fn persona(&mut self, row: TableRow) {
        let name = self.cell(row, "personas").to_owned();
        let text = self.cell(row, "text").to_owned();
        let kind = self.cell(row, "kind");
        let is_same = self.personas.last().is_some_and(|(last, _)| *last == name);
        // A role begins a persona, also one of the same name.
        if kind == "role" || !is_same {
            let id = self.builder.new_persona(&name);
            self.personas.push((name, id));
        }
        let hue = self.word(row, COLOR);
        let Some(persona) = self.builder.map.personas.last_mut().map(Arc::make_mut) else {
            return;
        };
        persona.hue = hue.unwrap_or(persona.hue);
        match kind {
            "role" => persona.role = text,
            "quote" => persona.quote = text,
            "fact" => persona.facts.push(text),
            "goal" => persona.goals.push(text),
            "frustration" => persona.frustrations.push(text),
            "trait" => persona.traits.push(text),
            other => {
                let kind = NoteKind::NotUnderstood(other.to_owned());
                self.tell(row, "kind", kind);
            }
        }
    }

    fn new_lane(&mut self, row: TableRow) {
        let kind = match LaneType::from_word(self.cell(row, "kind")) {
            Some(kind) => kind.empty(),
            // Of a kind that no table holds: its place is kept.
            None if self.cell(row, "kind") == "foreign" => LaneKind::default(),
            None => LaneType::Cards(self.word(row, "kind").unwrap_or_default()).empty(),
        };
        let (title, text) = (
            self.cell(row, "lane").to_owned(),
            self.cell(row, "text").to_owned(),
        );
        let lane = self.builder.lane(&title, kind);
        let icon = self.cell(row, ICON).to_owned();
        let lane = Arc::make_mut(&mut self.builder.map.lanes[lane]);
        (lane.note, lane.icon) = (text, icon);
    }

    fn resolve(&mut self, row: TableRow, head: &str, name: &str, is_channel: bool) -> Option<Id> {
        let known = if is_channel {
            &self.channels
        } else {
            &self.personas
        };
        let by_name = known.iter().find(|(known, _)| known == name);
        let by_number = name
            .strip_prefix('#')
            .and_then(|number| known.get(number.parse::<usize>().ok()?.checked_sub(1)?));
        let found = by_number.or(by_name).map(|(_, id)| id.clone());
        if found.is_none() {
            self.tell(row, head, NoteKind::NoPlace(name.to_owned()));
        }
        found
    }

    fn channel(&mut self, row: TableRow) -> Option<Id> {
        let name = self.cell(row, "channel");
        (!name.is_empty())
            .then(|| self.resolve(row, "channel", name, true))
            .flatten()
    }

    fn persona_list(&mut self, row: TableRow) -> Vec<Id> {
        let names = split(self.cell(row, "personas"));
        let found = names
            .iter()
            .take(Part::Persona.most())
            .filter_map(|name| self.resolve(row, "personas", name, false));
        found.collect()
    }

    /// The lane and the stage of a row, where both are there.
    fn cell_of(&mut self, row: TableRow) -> Option<(usize, Id)> {
        let (lane, stage) = (self.lane(row), self.stage(row));
        if lane.is_none() {
            self.no_place(row, "lane");
        } else if stage.is_none() {
            self.no_place(row, "stage");
        }
        Some((lane?, self.builder.map.stages[stage?].id.clone()))
    }

    fn card(&mut self, row: TableRow) {
        let Some((lane, stage)) = self.cell_of(row) else {
            return;
        };
        if self.builder.map.lanes[lane].role().is_none() {
            return self.no_place(row, "lane");
        }
        let steps = self
            .builder
            .map
            .stage(&stage)
            .map(Arc::clone)
            .unwrap_or_default();
        let titles: Vec<&str> = steps.steps.iter().map(|step| step.title.as_str()).collect();
        let step = self.index(row, "step no", "step", &titles);
        let mut card = Card {
            stage,
            step: step.map(|step| steps.steps[step].id.clone()),
            personas: self.persona_list(row),
            channel: self.channel(row),
            claim: self.word(row, "claim"),
            owner: self.word(row, "owner"),
            when: self.word(row, "when").unwrap_or_default(),
            ..Card::default()
        };
        for field in Card::FIELDS {
            let Some(head) = column(field) else { continue };
            match &field.kind {
                FieldKind::Text(at) | FieldKind::Icon(at) => {
                    self.cell(row, head).clone_into((at.get_mut)(&mut card));
                }
                FieldKind::Level(at) => *(at.get_mut)(&mut card) = self.level(row, head),
                FieldKind::Flag(at) => *(at.get_mut)(&mut card) = self.cell(row, head) == YES,
                _ => {}
            }
        }
        self.builder.card(lane, card);
    }

    fn point(&mut self, row: TableRow) {
        let Some((lane, stage)) = self.cell_of(row) else {
            return;
        };
        let Some(persona) = self.persona_list(row).into_iter().next() else {
            return self.no_place(row, "personas");
        };
        let to_be = self.word(row, "when") == Some(When::ToBe);
        let point = CurvePoint {
            id: self.builder.id("point"),
            stage,
            at: self.figure(row, "at").unwrap_or(0.5).clamp(0.0, 1.0),
            value: self.figure(row, "value"),
            label: self.cell(row, "text").to_owned(),
            spread: self.figure(row, "spread").filter(|spread| *spread >= 0.0),
            n: self.count(row, "n"),
            moment_of_truth: self.cell(row, "moment") == YES,
            conversion: self.cell(row, "conversion") == YES,
            claim: self.word(row, "claim"),
            ..CurvePoint::default()
        };
        let LaneKind::Emotion { curves } = self.builder.kind(lane) else {
            return self.no_place(row, "lane");
        };
        let is_it = |curve: &Arc<Curve>| curve.persona == persona && curve.to_be == to_be;
        let at = curves.iter().position(is_it).unwrap_or_else(|| {
            curves.push(Arc::new(Curve {
                persona,
                to_be,
                ..Curve::default()
            }));
            curves.len() - 1
        });
        Arc::make_mut(&mut curves[at]).points.push(point);
    }

    fn mark(&mut self, row: TableRow) {
        let Some((lane, stage)) = self.cell_of(row) else {
            return;
        };
        let Some(channel) = self.channel(row) else {
            return;
        };
        let mark = ChannelMark {
            channel,
            stage,
            on: self.cell(row, "kind") != "off",
            unknown: Unknown::default(),
        };
        let place = (lane, mark.channel.clone(), mark.stage.clone());
        let LaneKind::Channels { marks, .. } = self.builder.kind(lane) else {
            return self.no_place(row, "lane");
        };
        if self.marked.insert(place) {
            marks.push(mark);
        }
    }

    fn metric(&mut self, row: TableRow) {
        let Some(lane) = self.lane(row) else {
            return self.no_place(row, "lane");
        };
        let Some(value) = self.figure(row, "value") else {
            return self.tell(row, "value", NoteKind::NoNumber(String::new()));
        };
        let stage = self
            .stage(row)
            .map(|at| self.builder.map.stages[at].id.clone());
        let metric = Metric {
            id: self.builder.id("metric"),
            stage,
            name: self.cell(row, "text").to_owned(),
            kind: self.word::<MetricKind>(row, "kind").unwrap_or_default(),
            value,
            unit: self.cell(row, "unit").to_owned(),
            target: self.figure(row, "target"),
            n: self.count(row, "n"),
            claim: self.word(row, "claim"),
            ..Metric::default()
        };
        let LaneKind::Metrics { metrics } = self.builder.kind(lane) else {
            return self.no_place(row, "lane");
        };
        metrics.push(Arc::new(metric));
    }

    /// Makes the scale as wide as what stands on it.
    fn hold_to_scale(&mut self) {
        let map = &mut self.builder.map;
        let scale = map.emotion_scale;
        let curves: HashSet<u64> = map
            .lanes
            .iter()
            .flat_map(|lane| lane.curves())
            .flat_map(|curve| &curve.points)
            .filter_map(|point| point.value)
            .chain(map.emotion_words.iter().map(|level| level.value))
            .map(f64::to_bits)
            .collect();
        map.emotion_scale = super::cells::widened(scale, curves.into_iter().map(f64::from_bits));
        let scale = map.emotion_scale;
        super::cells::clamp(map, scale);
    }
}

/// The names of a list that has "; " between them.
fn split(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut name = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => name.extend(letters.next()),
            ';' => names.push(std::mem::take(&mut name)),
            c => name.push(c),
        }
    }
    names.push(name);
    let names = names.into_iter().map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}
