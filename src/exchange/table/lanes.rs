//! The lanes of a map out of the rows of a table.

use std::{collections::HashSet, sync::Arc};

use super::{
    cells::{note, widened},
    curves::{self, Curves},
    meaning::{
        amounts::{amounts, clock},
        feelings::{Feeling, Worth},
        items, scales,
        words::{folded, is_nothing},
    },
    options::LaneAs,
    read_lane::{ReadCell, ReadLane},
    shape::{LeftOver, Place, Shape},
};
use crate::{
    exchange::{
        build::Builder,
        note::{NoteKind, Notes},
    },
    model::{
        Card, CardRole, Curve, CurvePoint, Id, LaneKind, Medium, Metric, MetricKind, Persona,
        Scale, When,
    },
    words::Language,
};

pub(super) struct ForeignTableParser<'a> {
    pub builder: Builder,
    pub curves: Curves,
    pub notes: Notes,
    pub left: Vec<LeftOver>,
    stages: Vec<Id>,
    steps: Vec<Vec<Option<Id>>>,
    shape: &'a Shape,
    language: Language,
    /// Lanes that rows of several personas share: the title, folded, what it is, the lane.
    shared: Vec<(String, LaneAs, usize)>,
    has_thousands_told: bool,
}

impl<'a> ForeignTableParser<'a> {
    pub(super) fn new(
        builder: Builder,
        stages: Vec<Id>,
        steps: Vec<Vec<Option<Id>>>,
        shape: &'a Shape,
        notes: Notes,
        language: Language,
    ) -> Self {
        Self {
            builder,
            curves: Curves::default(),
            notes,
            left: Vec::new(),
            stages,
            steps,
            shape,
            language,
            shared: Vec::new(),
            has_thousands_told: false,
        }
    }

    pub(super) fn lane(&mut self, lane: &ReadLane<'_>) {
        // What has no head is called what it is.
        let title = match lane.head.title.as_str() {
            "" => self.language.t(lane.guess.kind.name()),
            title => title,
        };
        match lane.guess.kind {
            LaneAs::Goals | LaneAs::Durations => self.facts(lane),
            LaneAs::Emotion => self.emotion(title, lane),
            LaneAs::Metrics => self.metrics(title, lane),
            LaneAs::Channels => self.channels(title, lane),
            LaneAs::Cards(role) => self.cards(title, role, lane),
            // There is nothing above the first.
            LaneAs::Above => self.cards(title, CardRole::default(), lane),
            LaneAs::Persona | LaneAs::Nothing => {}
        }
    }

    fn place(&self, cell: &ReadCell<'_>) -> &'a Place {
        &self.shape.places[cell.place]
    }

    /// What stands on each stage itself.
    fn facts(&mut self, lane: &ReadLane<'_>) {
        let is_duration = lane.guess.kind == LaneAs::Durations;
        for cell in &lane.cells {
            if is_nothing(cell.text) {
                continue;
            }
            let text = items::text(cell.text);
            let text = if is_duration {
                duration(&text, &lane.head.title)
            } else {
                text
            };
            let stage = self.place(cell).stage;
            let Some(stage) = self.builder.map.stages.get_mut(stage) else {
                continue;
            };
            let stage = Arc::make_mut(stage);
            let field = if is_duration {
                &mut stage.duration
            } else {
                &mut stage.goal
            };
            let is_said = field.lines().any(|line| line == text);
            if !field.is_empty() && !is_said {
                field.push('\n');
            }
            if !is_said {
                field.push_str(&text);
            }
        }
    }

    /// The lane of a row, which is that of the same row of another persona.
    fn lane_for(&mut self, title: &str, lane: &ReadLane<'_>, kind: LaneKind) -> usize {
        let key = folded(title);
        let is_it =
            |(known, kind, _): &&(String, LaneAs, usize)| *known == key && *kind == lane.guess.kind;
        let is_shared = lane.head.persona.is_some() || lane.head.when != When::default();
        if is_shared && let Some((_, _, known)) = self.shared.iter().find(is_it) {
            return *known;
        }
        let index = self.builder.lane(title, kind);
        if !lane.head.group.is_empty() && folded(&lane.head.group) != key {
            let made = Arc::make_mut(&mut self.builder.map.lanes[index]);
            made.note.clone_from(&lane.head.group);
        }
        self.shared.push((key, lane.guess.kind, index));
        index
    }

    /// Whose a cell is; nobody's in particular where neither its row nor its column says it.
    fn personas(&mut self, lane: &ReadLane<'_>, cell: &ReadCell<'_>) -> Vec<Id> {
        let name = lane
            .head
            .persona
            .as_ref()
            .or(self.place(cell).persona.as_ref());
        let name = name.cloned();
        name.map(|name| self.builder.persona(&name))
            .into_iter()
            .collect()
    }

    fn card(
        &mut self,
        index: usize,
        lane: &ReadLane<'_>,
        cell: &ReadCell<'_>,
        text: String,
        channel: Option<Id>,
    ) {
        let place = self.place(cell);
        let step = place
            .step
            .and_then(|step| self.steps[place.stage].get(step).cloned().flatten());
        let card = Card {
            stage: self.stages[place.stage].clone(),
            step,
            text,
            personas: self.personas(lane, cell),
            channel,
            when: lane.head.when,
            ..Card::default()
        };
        self.builder.card(index, card);
    }

    fn cards(&mut self, title: &str, role: CardRole, lane: &ReadLane<'_>) {
        let kind = LaneKind::Cards {
            role,
            cards: Vec::new(),
        };
        let index = self.lane_for(title, lane, kind);
        for cell in &lane.cells {
            for text in items::cards(cell.text) {
                self.card(index, lane, cell, text, None);
            }
        }
    }

    fn channels(&mut self, title: &str, lane: &ReadLane<'_>) {
        let kind = LaneKind::Cards {
            role: CardRole::Touchpoints,
            cards: Vec::new(),
        };
        let index = self.lane_for(title, lane, kind);
        let alone: HashSet<String> = lane
            .cells
            .iter()
            .flat_map(|cell| items::alone(cell.text))
            .collect();
        for cell in &lane.cells {
            for name in items::channels(cell.text, &alone) {
                let channel = self.builder.channel(&name, Medium::of_name(&name));
                self.card(index, lane, cell, name, Some(channel));
            }
        }
    }

    fn emotion(&mut self, title: &str, lane: &ReadLane<'_>) {
        if lane.cells.is_empty() {
            let kind = LaneKind::Emotion { curves: Vec::new() };
            self.lane_for(title, lane, kind);
            return;
        }
        let Some(row) = curves::row_of(lane) else {
            return self.cards(title, CardRole::default(), lane);
        };
        if !row.has_figures {
            let kind = NoteKind::FeelingsRead(title.to_owned());
            self.notes
                .push(note(lane.head.line, lane.head.column, kind));
        }
        let own = self.curves.of(lane.head.index);
        let mut cells = row.cells;
        if self.curves.is_reversed {
            for feeling in cells.iter_mut().flatten() {
                if let Worth::Figure(value) = &mut feeling.worth {
                    *value = own.min + own.max - *value;
                }
            }
        }
        let felt = self.felt(lane, cells);
        let scale = self.builder.map.emotion_scale;
        let values = felt
            .iter()
            .filter_map(|(.., feeling)| feeling.worth.on(scale, own));
        self.builder.map.emotion_scale = widened(scale, values);
        let index = self.lane_for(title, lane, LaneKind::Emotion { curves: Vec::new() });
        for ((cell, at), feeling) in places(self.shape, lane, &felt)
            .into_iter()
            .zip(felt.iter().map(|(_, _, feeling)| feeling))
        {
            self.point(index, lane, cell, at, feeling, own, scale);
        }
    }

    /// The feelings of a lane with the index of their cell; words of the rows below figures are
    /// their labels.
    fn felt(
        &mut self,
        lane: &ReadLane<'_>,
        read: Vec<Vec<Feeling>>,
    ) -> Vec<(usize, usize, Feeling)> {
        let mut felt: Vec<(usize, usize, Feeling)> = Vec::new();
        for (index, (cell, feelings)) in lane.cells.iter().zip(read).enumerate() {
            let place = cell.place;
            for feeling in feelings {
                let last = felt.last_mut().filter(|(_, before, _)| *before == place);
                let is_label = cell.row > 0 && !matches!(feeling.worth, Worth::Figure(_));
                match last {
                    Some((_, _, last)) if is_label && last.label.is_empty() => {
                        last.label = feeling.label;
                    }
                    _ => {
                        if feeling.worth == Worth::Unknown {
                            let kind = NoteKind::NoScore(feeling.label.clone());
                            self.notes.push(note(cell.line, cell.column, kind));
                        }
                        felt.push((index, place, feeling));
                    }
                }
            }
        }
        felt
    }

    #[allow(clippy::too_many_arguments, reason = "a point has as many sides")]
    fn point(
        &mut self,
        index: usize,
        lane: &ReadLane<'_>,
        cell: &ReadCell<'_>,
        at: f64,
        feeling: &Feeling,
        own: Scale,
        scale: Scale,
    ) {
        let persona = match self.personas(lane, cell).into_iter().next() {
            Some(persona) => persona,
            None => self.somebody(),
        };
        let point = CurvePoint {
            id: self.builder.id("point"),
            stage: self.stages[self.place(cell).stage].clone(),
            at,
            value: feeling.worth.on(scale, own),
            label: feeling.label.clone(),
            ..CurvePoint::default()
        };
        let LaneKind::Emotion { curves } = self.builder.kind(index) else {
            return;
        };
        let to_be = lane.head.when == When::ToBe;
        let is_it = |curve: &Arc<Curve>| curve.persona == persona && curve.to_be == to_be;
        let known = curves.iter().position(is_it);
        let known = known.unwrap_or_else(|| {
            curves.push(Arc::new(Curve {
                persona,
                to_be,
                ..Curve::default()
            }));
            curves.len() - 1
        });
        Arc::make_mut(&mut curves[known]).points.push(point);
    }

    /// Whose journey it is: the one persona that the table names, else no name is made up.
    fn somebody(&mut self) -> Id {
        match self.shape.facts.personas.first() {
            Some(persona) => self.builder.persona(&persona.name),
            None => self.builder.persona(self.language.t("Customer")),
        }
    }

    /// Those that a line above the table names, with their roles.
    pub(super) fn personas_of_facts(&mut self) {
        for persona in &self.shape.facts.personas {
            let id = self.builder.persona(&persona.name);
            let known = self
                .builder
                .map
                .personas
                .iter_mut()
                .find(|known| known.id == id);
            if let Some(known) = known {
                Arc::make_mut(known).role.clone_from(&persona.role);
            }
        }
    }

    /// What is known of somebody besides the name.
    pub(super) fn describe_persona(&mut self, described: &Persona) {
        let id = self.builder.persona(&described.name);
        let mut personas = self.builder.map.personas.iter_mut();
        if let Some(persona) = personas.find(|persona| persona.id == id) {
            let persona = Arc::make_mut(persona);
            let (id, hue) = (persona.id.clone(), persona.hue);
            *persona = Persona {
                id,
                hue,
                ..described.clone()
            };
        }
    }

    fn metrics(&mut self, title: &str, lane: &ReadLane<'_>) {
        let texts = || lane.cells.iter().map(|cell| cell.text);
        let read = amounts(texts());
        if let Some(doubtful) = read.doubtful.filter(|_| !self.has_thousands_told) {
            self.has_thousands_told = true;
            let cell = &lane.cells[doubtful];
            let kind = NoteKind::Thousands(cell.text.trim().to_owned());
            self.notes.push(note(cell.line, cell.column, kind));
        }
        let feelings = curves::row_of(lane);
        let scale = feelings.as_ref().and_then(|row| {
            let said = curves::said(title, row);
            let is_usual = lane.guess.metric == MetricKind::Csat
                && read
                    .cells
                    .iter()
                    .flatten()
                    .all(|amount| amount.unit.is_empty());
            let usual = || scales::usual(&row.figures().collect::<Vec<_>>());
            let said = said.map(|said| said.ends(row.figures()));
            said.or_else(|| {
                Some(usual()).filter(|scale| is_usual && scale.max <= 10.0 && scale.min >= 0.0)
            })
        });
        let unit = scale
            .filter(|scale| scale.max < 100.0)
            .map(|scale| format!("/ {}", scale.max));
        let kind = LaneKind::Metrics {
            metrics: Vec::new(),
        };
        let index = self.lane_for(title, lane, kind);
        for (at, cell) in lane.cells.iter().enumerate() {
            let of_scale = || {
                let feeling = feelings.as_ref()?.cells.get(at)?.first()?;
                match feeling.worth {
                    Worth::Figure(value) => Some((value, String::new())),
                    _ => None,
                }
            };
            let amount = read.cells.get(at).cloned().flatten();
            let found = amount
                .map(|amount| (amount.value, amount.unit))
                .or_else(of_scale);
            let Some((value, own)) = found else {
                if !is_nothing(cell.text) {
                    self.no_number(title, cell);
                }
                continue;
            };
            let unit = match own.as_str() {
                "" => unit.clone().unwrap_or_default(),
                own => own.to_owned(),
            };
            let metric = Arc::new(Metric {
                id: self.builder.id("metric"),
                stage: Some(self.stages[self.place(cell).stage].clone()),
                name: title.to_owned(),
                kind: lane.guess.metric,
                value,
                unit,
                ..Metric::default()
            });
            if let LaneKind::Metrics { metrics } = self.builder.kind(index) {
                metrics.push(metric);
            }
        }
    }

    /// What is no number where one should be stands among the notes, in its stage.
    fn no_number(&mut self, title: &str, cell: &ReadCell<'_>) {
        self.left.push(LeftOver {
            line: cell.line,
            column: cell.column,
            text: format!("{title}: {}", items::text(cell.text)),
            is_about: false,
            stage: self.place(cell).stage,
        });
    }
}

/// A duration with the unit that its head says where it has none.
fn duration(text: &str, head: &str) -> String {
    if let Some(said) = clock(text) {
        return said;
    }
    let is_bare = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | ' '));
    let unit = head
        .strip_suffix(')')
        .and_then(|head| head.rsplit_once('('));
    match unit {
        Some((_, unit)) if is_bare && !text.is_empty() => format!("{text} {}", unit.trim()),
        _ => text.to_owned(),
    }
}

/// Where the points of a lane stand: in the middle of their steps, else evenly in their stages, those
/// of each persona by themselves.
fn places<'c, 'a>(
    shape: &Shape,
    lane: &'c ReadLane<'a>,
    felt: &[(usize, usize, Feeling)],
) -> Vec<(&'c ReadCell<'a>, f64)> {
    let room = |cell: &ReadCell<'_>| {
        let place = &shape.places[cell.place];
        (place.stage, place.step, place.persona.as_deref())
    };
    let cells = || felt.iter().map(|(index, ..)| &lane.cells[*index]);
    let mut counts = std::collections::HashMap::new();
    for cell in cells() {
        *counts.entry(room(cell)).or_insert(0_usize) += 1;
    }
    let mut seen = std::collections::HashMap::new();
    cells()
        .map(|cell| {
            let room = room(cell);
            let nth = seen.entry(room).or_insert(0_usize);
            *nth += 1;
            let within = *nth as f64 / (counts[&room] + 1) as f64;
            let (stage, step, _) = room;
            let steps = shape.stages[stage].steps.len();
            let at = match step {
                Some(step) => (step as f64 + within) / steps as f64,
                None => within,
            };
            (cell, at)
        })
        .collect()
}
