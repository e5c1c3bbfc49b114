//! A map told in words from its beginning to its end, in its own language: for those who do not see
//! it, for what searches, and for a mail. Things by themselves are told in `described.rs`.

use std::{collections::HashMap, fmt::Write as _};

use super::{
    card::Card,
    curve::{Curve, CurvePoint},
    id::Id,
    lane::{CardRole, Lane, LaneKind},
    map::{LevelWord, Map, Scale},
    metric::{Metric, with_unit},
    naming::signed_number,
    persona::Persona,
    place::one_of,
    said::{Level, When},
    stage::Stage,
    stop::{Shows, Stop},
    target::Target,
};
use crate::words::{Language, marked};

/// What a map, or a part of it, says in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// In which it is told.
    pub language: Language,
    /// In the order in which they are read.
    pub passages: Vec<Passage>,
}

/// What is told of one thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passage {
    /// What it is about; empty for what is said first of all.
    pub heading: String,
    /// Each with its full stop.
    pub sentences: Vec<String>,
}

/// What of a map is told; all of it unless something is left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Telling {
    /// Nothing is told of others; `None` tells of all.
    pub stages: Option<Vec<Id>>,
    /// Only of these; `None` tells of all.
    pub lanes: Option<Vec<Id>>,
    /// Only of these; `None` tells of all.
    pub cards: Option<Vec<Id>>,
    /// Of which nothing is told.
    pub hidden_lanes: Vec<Id>,
    /// Nothing is told that concerns only others; none tells of everybody.
    pub personas: Vec<Id>,
    /// The journey as it is, as it should be, or both.
    pub when: When,
    /// Only the stages are told of: neither what the map is about nor who its personas are.
    pub stages_alone: bool,
}

impl Story {
    /// What is said first of all, as one line; empty where nothing is.
    pub fn lead(&self) -> String {
        let first = self.passages.first();
        first
            .filter(|passage| passage.heading.is_empty())
            .map(|passage| passage.sentences.join(" "))
            .unwrap_or_default()
    }

    /// All of it: a heading is a line, passages stand a line apart.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for passage in &self.passages {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            if !passage.heading.is_empty() {
                let _ = writeln!(text, "{}", passage.heading);
            }
            text.push_str(&passage.sentences.join(" "));
        }
        text
    }

    /// All of it as elements of a web page: a heading and a paragraph for each passage.
    pub fn html(&self) -> String {
        let mut html = String::new();
        for passage in &self.passages {
            if !passage.heading.is_empty() {
                let _ = writeln!(html, "<h3>{}</h3>", escaped(&passage.heading));
            }
            let _ = writeln!(html, "<p>{}</p>", escaped(&passage.sentences.join(" ")));
        }
        html
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

impl Map {
    /// What the map says in words, in its language.
    ///
    /// ```
    /// use jejak::model::{Telling, generate};
    /// let map = generate(40, 1);
    /// let story = map.story(&Telling::default());
    /// assert!(story.text().contains(&map.stages[0].title));
    /// ```
    pub fn story(&self, telling: &Telling) -> Story {
        let teller = Teller::of(self, telling);
        let mut passages = Vec::new();
        if !telling.stages_alone {
            passages.push(teller.lead());
            let shown = self.personas.iter().filter(|p| teller.tells_of(&p.id));
            passages.extend(shown.map(|persona| teller.persona(persona)));
        }
        let stages = self.stages.iter().enumerate();
        passages.extend(stages.filter_map(|(index, stage)| {
            let is_told = |ids: &Vec<Id>| ids.contains(&stage.id);
            let told = telling.stages.as_ref().is_none_or(is_told);
            told.then(|| teller.stage(index, stage))
        }));
        if telling.stages.is_none() && telling.cards.is_none() {
            passages.push(teller.whole());
        }
        passages.retain(|passage| !passage.sentences.is_empty());
        Story {
            language: self.language,
            passages,
        }
    }

    /// What is seen at a stop, in words.
    pub fn story_of(&self, stop: &Stop) -> Story {
        let telling = Telling {
            hidden_lanes: stop.hidden_lanes.clone(),
            personas: stop.personas.clone(),
            when: stop.when,
            stages_alone: true,
            ..Telling::default()
        };
        self.story(&match &stop.shows {
            Shows::Map => Telling {
                stages_alone: false,
                ..telling
            },
            Shows::Title => Telling {
                stages: Some(Vec::new()),
                stages_alone: false,
                ..telling
            },
            Shows::Stages(ids) => Telling {
                stages: Some(ids.clone()),
                ..telling
            },
            Shows::Lanes(ids) => Telling {
                lanes: Some(ids.clone()),
                ..telling
            },
            Shows::Cards(ids) => Telling {
                cards: Some(ids.clone()),
                ..telling
            },
            Shows::Gap => Telling {
                lanes: Some(self.lanes_with_curves()),
                ..telling
            },
            Shows::Points(ids) => return self.story_of_points(ids),
            Shows::Persona(id) => return self.story_of_persona(id, &telling),
            Shows::Matrix => return self.story_of_values(&telling),
        })
    }

    fn lanes_with_curves(&self) -> Vec<Id> {
        let lanes = self.lanes.iter();
        let lanes = lanes.filter(|lane| matches!(lane.kind, LaneKind::Emotion { .. }));
        lanes.map(|lane| lane.id.clone()).collect()
    }

    /// Points of curves and what they rest on.
    fn story_of_points(&self, ids: &[Id]) -> Story {
        let telling = Telling::default();
        let teller = Teller::of(self, &telling);
        let rest = self.descriptions(self.language);
        let passage = |id: &Id| {
            let (_, curve, point) = self.point(id)?;
            let stage = self.stage(&point.stage)?.title.trim();
            let persona = self.persona(&curve.persona);
            let persona = persona.map_or("", |persona| persona.name.trim());
            let known = rest.get(&Target::Point(id.clone()));
            let mut sentences = vec![closed(&teller.point(point))];
            sentences.extend(known.map(|text| closed(text)));
            sentences.retain(|sentence| !sentence.is_empty());
            let heading = [persona, stage].join(", ");
            Some(Passage { heading, sentences })
        };
        Story {
            language: self.language,
            passages: ids.iter().filter_map(passage).collect(),
        }
    }

    fn story_of_persona(&self, id: &Id, telling: &Telling) -> Story {
        let all = Telling {
            personas: Vec::new(),
            ..telling.clone()
        };
        let persona = self.persona(id);
        let passage = persona.map(|persona| Teller::of(self, &all).persona(persona));
        Story {
            language: self.language,
            passages: passage.into_iter().collect(),
        }
    }

    /// The opportunities with what they are worth and what they cost.
    fn story_of_values(&self, telling: &Telling) -> Story {
        let teller = Teller::of(self, telling);
        let lanes = teller.lanes();
        let of_ideas = lanes.filter(|lane| lane.role() == Some(CardRole::Opportunities));
        let cards = of_ideas.flat_map(|lane| lane.cards().iter().map(move |card| (lane, card)));
        let told = cards.filter(|(_, card)| teller.shows(card));
        let mut sentences: Vec<String> = told
            .map(|(lane, card)| closed(&teller.card(lane, card)))
            .collect();
        sentences.retain(|sentence| !sentence.is_empty());
        let heading = self.language.t("Value–effort matrix").to_owned();
        let is_empty = sentences.is_empty();
        let passage = Passage { heading, sentences };
        Story {
            language: self.language,
            passages: (!is_empty).then_some(passage).into_iter().collect(),
        }
    }

    /// How a curve runs through the stages, one sentence each.
    pub fn story_of_curve(&self, curve: &Curve) -> String {
        let telling = Telling::default();
        let teller = Teller::of(self, &telling);
        let told = self.stages.iter().filter_map(|stage| {
            let [low, high] = ends(points_in(curve, &stage.id))?;
            let (low, high) = (teller.feeling_at(low), teller.feeling_at(high));
            let to = if low == high {
                low
            } else {
                let values = [("low", low.as_str()), ("high", high.as_str())];
                self.language.fill("from {low} to {high}", &values)
            };
            Some(format!("{}: {to}", stage.title))
        });
        closed(&told.collect::<Vec<_>>().join("; "))
    }

    /// What a feeling is called: by the map's own word for that level, else by one of five.
    pub fn feeling(&self, value: f64) -> &str {
        let apart = |word: &&LevelWord| (word.value - value).abs();
        let words = self.emotion_words.iter();
        let nearest = words
            .filter(|word| !word.word.trim().is_empty())
            .min_by(|a, b| apart(a).total_cmp(&apart(b)));
        match nearest {
            // A few words at the ends say nothing of what lies far from both.
            Some(word) if apart(&word) <= step_of(&self.emotion_scale) => word.word.trim(),
            _ => self
                .language
                .t(FEELINGS[level_of(&self.emotion_scale, value)]),
        }
    }
}

/// From the worst to the best; English, for the translation table.
const FEELINGS: [&str; 5] = [
    marked("very bad"),
    marked("bad"),
    marked("neither good nor bad"),
    marked("good"),
    marked("very good"),
];

fn level_of(scale: &Scale, value: f64) -> usize {
    (scale.share(value) * 4.0).round() as usize
}

/// Between two of five levels.
fn step_of(scale: &Scale) -> f64 {
    (scale.max - scale.min) / 8.0 + 1e-9
}

/// A map of which it is known what answers what.
struct Teller<'m> {
    map: &'m Map,
    telling: &'m Telling,
    language: Language,
    /// The texts of what answers a pain point.
    answers: HashMap<&'m Id, Vec<&'m str>>,
}

impl<'m> Teller<'m> {
    fn of(map: &'m Map, telling: &'m Telling) -> Self {
        let mut teller = Self {
            map,
            telling,
            language: map.language,
            answers: HashMap::new(),
        };
        let mut answers: HashMap<&Id, Vec<&str>> = HashMap::new();
        // What answers it is told with a pain point, though it is not shown by itself.
        for card in map.cards().filter(|card| teller.is_meant(card)) {
            for pain in &card.answers {
                answers.entry(pain).or_default().push(card.text.trim());
            }
        }
        teller.answers = answers;
        teller
    }

    fn fill(&self, english: &'static str, values: &[(&str, &str)]) -> String {
        self.language.fill(english, values)
    }

    fn tells_of(&self, persona: &Id) -> bool {
        let personas = &self.telling.personas;
        personas.is_empty() || personas.contains(persona)
    }

    fn is_of_time(&self, when: When) -> bool {
        when == When::Both || self.telling.when == When::Both || when == self.telling.when
    }

    /// Whether a card is of those and of the time that are told of.
    fn is_meant(&self, card: &Card) -> bool {
        let is_of_all = card.personas.is_empty();
        let concerns = is_of_all || card.personas.iter().any(|id| self.tells_of(id));
        concerns && self.is_of_time(card.when)
    }

    fn shows(&self, card: &Card) -> bool {
        let is_told = |ids: &Vec<Id>| ids.contains(&card.id);
        self.is_meant(card) && self.telling.cards.as_ref().is_none_or(is_told)
    }

    fn shows_curve(&self, curve: &Curve) -> bool {
        let when = if curve.to_be { When::ToBe } else { When::Now };
        self.tells_of(&curve.persona) && self.is_of_time(when)
    }

    /// The lanes that are told of.
    fn lanes(&self) -> impl Iterator<Item = &'m Lane> {
        let lanes = self.map.lanes.iter().map(|lane| &**lane);
        lanes.filter(move |lane| {
            let is_told = |ids: &Vec<Id>| ids.contains(&lane.id);
            let told = match &self.telling.lanes {
                Some(ids) => is_told(ids),
                None => !lane.hidden,
            };
            told && !self.telling.hidden_lanes.contains(&lane.id)
        })
    }

    fn curves(&self) -> impl Iterator<Item = &'m Curve> {
        // Some cards alone have no feelings about them.
        let lanes = self.lanes().filter(move |_| self.telling.cards.is_none());
        let curves = lanes.flat_map(|lane| lane.curves().iter().map(|curve| &**curve));
        curves.filter(move |curve| self.shows_curve(curve))
    }

    /// What the map is, and what it is about.
    fn lead(&self) -> Passage {
        let map = self.map;
        let titles: Vec<&str> = map.stages.iter().map(|s| s.title.trim()).collect();
        let stages = ("stages", &*titles.join(", "));
        let count = map.stages.len();
        let what = match count {
            0 => closed(self.language.t("Customer-journey map")),
            count => self.language.count(
                count,
                "Customer-journey map with {n} stage: {stages}.",
                "Customer-journey map with {n} stages: {stages}.",
                &[stages],
            ),
        };
        let [now, to_be] =
            [When::Now, When::ToBe].map(|when| map.tells_of(when) && self.is_of_time(when));
        let state = match (now, to_be) {
            (true, true) => self
                .language
                .t("It shows the current and the future state."),
            (false, true) => self.language.t("It shows the future state."),
            (true, false) | (false, false) => self.language.t("It shows the current state."),
        };
        let goal = map.goal.trim();
        let goal = (!goal.is_empty()).then(|| self.fill("Goal: {text}", &[("text", goal)]));
        let mut sentences = vec![
            closed(&map.title),
            what,
            state.to_owned(),
            closed(&map.scenario),
            closed(&goal.unwrap_or_default()),
        ];
        sentences.retain(|sentence| !sentence.is_empty());
        Passage {
            heading: String::new(),
            sentences,
        }
    }

    /// Who somebody is, what they want, and where they feel best and worst.
    fn persona(&self, persona: &Persona) -> Passage {
        let lists = [
            (marked("Goals: {list}"), &persona.goals),
            (marked("Frustrations: {list}"), &persona.frustrations),
            (marked("Facts: {list}"), &persona.facts),
            (marked("Traits: {list}"), &persona.traits),
        ];
        let quote = persona.quote.trim();
        let quote = match quote.starts_with(['“', '"', '„', '«', '‘']) || quote.is_empty() {
            true => quote.to_owned(),
            false => format!("“{quote}”"),
        };
        let mut sentences = vec![closed(&persona.role), quote];
        for (english, texts) in lists {
            let texts: Vec<&str> = texts.iter().map(|text| open(text)).collect();
            if !texts.is_empty() {
                sentences.push(closed(&self.fill(english, &[("list", &texts.join("; "))])));
            }
        }
        let own = self.curves().filter(|curve| curve.persona == persona.id);
        sentences.extend(own.filter_map(|curve| self.extremes(curve)));
        sentences.retain(|sentence| !sentence.is_empty());
        Passage {
            heading: persona.name.clone(),
            sentences,
        }
    }

    /// Where along the whole journey a curve is lowest and highest.
    fn extremes(&self, curve: &Curve) -> Option<String> {
        let known = curve.points.iter().filter(|point| point.value.is_some());
        let [low, high] = ends(known)?;
        if low.id == high.id {
            return None;
        }
        let [low, high] = [low, high].map(|point| {
            let stage = self.map.stage(&point.stage);
            let stage = stage.map_or("", |stage| stage.title.trim());
            let values = [("point", &*self.point(point)), ("stage", stage)];
            self.fill("{point} in {stage}", &values)
        });
        let values = [("low", low.as_str()), ("high", high.as_str())];
        let text = match curve.to_be {
            true => marked("In the future state, lowest: {low}; highest: {high}."),
            false => marked("Lowest: {low}; highest: {high}."),
        };
        Some(self.fill(text, &values))
    }

    fn stage(&self, index: usize, stage: &Stage) -> Passage {
        let number = one_of(index, self.map.stages.len(), self.language);
        let values = [("place", number.as_str()), ("title", stage.title.trim())];
        let heading = self.fill("Stage {place}: {title}", &values);
        let mut sentences = Vec::new();
        let steps: Vec<&str> = stage.steps.iter().map(|step| step.title.trim()).collect();
        let facts = [
            (marked("Goal: {text}"), stage.goal.trim().to_owned()),
            (marked("Duration: {text}"), stage.duration.trim().to_owned()),
            (marked("Steps: {text}"), steps.join(", ")),
        ];
        if self.telling.cards.is_none() && self.telling.lanes.is_none() {
            let known = facts.iter().filter(|(_, text)| !text.is_empty());
            sentences.extend(
                known.map(|(english, text)| closed(&self.fill(english, &[("text", text)]))),
            );
        }
        for lane in self.lanes() {
            self.lane(lane, stage, &mut sentences);
        }
        Passage { heading, sentences }
    }

    /// What stands in a lane at a stage.
    fn lane(&self, lane: &Lane, stage: &Stage, sentences: &mut Vec<String>) {
        match &lane.kind {
            LaneKind::Cards { cards, .. } => {
                let here = cards.iter().filter(|card| card.stage == stage.id);
                let here = here.filter(|card| self.shows(card));
                let told = here.map(|card| self.card(lane, card));
                self.list(lane, told.filter(|text| !text.is_empty()), sentences);
            }
            LaneKind::Emotion { .. } if self.telling.cards.is_none() => {
                let curves = lane.curves().iter().filter(|curve| self.shows_curve(curve));
                sentences.extend(curves.flat_map(|curve| self.feelings(curve, stage)));
            }
            LaneKind::Channels { .. } if self.telling.cards.is_none() => {
                let channels = self.map.channels.iter();
                let used = channels
                    .filter(|channel| self.map.channel_in_stage(lane, &channel.id, &stage.id));
                self.list(lane, used.map(|channel| channel.name.clone()), sentences);
            }
            LaneKind::Metrics { .. } if self.telling.cards.is_none() => {
                let here = lane.metrics().iter();
                let here = here.filter(|metric| metric.stage.as_ref() == Some(&stage.id));
                self.list(lane, here.map(|metric| self.metric(metric)), sentences);
            }
            LaneKind::Emotion { .. }
            | LaneKind::Channels { .. }
            | LaneKind::Metrics { .. }
            | LaneKind::Foreign { .. } => {}
        }
    }

    fn list(&self, lane: &Lane, texts: impl Iterator<Item = String>, sentences: &mut Vec<String>) {
        let texts: Vec<String> = texts.map(|text| open(&text).to_owned()).collect();
        if !texts.is_empty() {
            sentences.push(closed(&format!(
                "{}: {}",
                lane.title.trim(),
                texts.join("; ")
            )));
        }
    }

    /// A card with what is said of it by marks.
    fn card(&self, lane: &Lane, card: &Card) -> String {
        let text = card.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return text;
        }
        let level = |english: &'static str, level: Option<Level>| {
            let level = usize::from(level?.get());
            let of_five = one_of(level - 1, Level::ALL.len(), self.language);
            Some(self.fill(english, &[("level", &of_five)]))
        };
        let is_of_both = self.telling.when == When::Both;
        let when = match card.when {
            When::Now if is_of_both => Some(self.language.t("current state").to_owned()),
            When::ToBe if is_of_both => Some(self.language.t("future state").to_owned()),
            When::Both | When::Now | When::ToBe => None,
        };
        let marks: Vec<String> = [
            level(marked("severity {level}"), card.severity),
            level(marked("value {level}"), card.value),
            level(marked("effort {level}"), card.effort),
            when,
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut told = open(&text).to_owned();
        if !marks.is_empty() {
            let _ = write!(told, " ({})", marks.join(", "));
        }
        let answers = self
            .answers
            .get(&card.id)
            .filter(|_| lane.role() == Some(CardRole::PainPoints));
        if let Some(answers) = answers {
            let list: Vec<&str> = answers.iter().map(|text| open(text)).collect();
            let values = [("pain", &*told), ("answers", &*list.join(", "))];
            return self.fill("{pain} – addressed by: {answers}", &values);
        }
        told
    }

    /// How somebody feels at a stage.
    fn feelings(&self, curve: &Curve, stage: &Stage) -> Vec<String> {
        let Some([low, high]) = ends(points_in(curve, &stage.id)) else {
            return Vec::new();
        };
        let name = self.map.persona(&curve.persona);
        let name = name.map_or("", |persona| persona.name.trim());
        let (low_text, high_text) = (self.point(low), self.point(high));
        let values = [
            ("name", name),
            ("low", low_text.as_str()),
            ("high", high_text.as_str()),
        ];
        let text = match (low.id == high.id, curve.to_be) {
            (true, false) => marked("{name} feels {low}."),
            (false, false) => marked("{name} feels {low} at the lowest and {high} at the highest."),
            (true, true) => marked("In the future state, {name} feels {low}."),
            (false, true) => marked(
                "In the future state, {name} feels {low} at the lowest and {high} at the highest.",
            ),
        };
        let mut told = vec![self.fill(text, &values)];
        let moments = points_in(curve, &stage.id).filter(|point| point.moment_of_truth);
        let labels = moments.map(|point| match point.label.trim() {
            "" => self.point(point),
            label => format!("“{}”", open(label)),
        });
        let labels = labels.collect::<Vec<_>>().join(", ");
        if !labels.is_empty() {
            told.push(self.fill("Moment of truth: {what}.", &[("what", &labels)]));
        }
        told
    }

    /// "bad (−1.2, “Waiting”)"
    fn point(&self, point: &CurvePoint) -> String {
        let Some(value) = point.value else {
            return String::new();
        };
        let figure = signed_number(value).replace('.', self.language.decimal_sign());
        let label = open(&point.label);
        let feeling = self.map.feeling(value);
        match label.is_empty() {
            true => format!("{feeling} ({figure})"),
            false => format!("{feeling} ({figure}, “{label}”)"),
        }
    }

    fn feeling_at(&self, point: &CurvePoint) -> String {
        self.map.feeling(point.value.unwrap_or_default()).to_owned()
    }

    fn metric(&self, metric: &Metric) -> String {
        let figure = metric.figure(self.language);
        let target = metric.target.map(|target| {
            let target = with_unit(self.language.number(target), &metric.unit);
            self.fill("target {value}", &[("value", &target)])
        });
        match target {
            Some(target) => format!("{} {figure} ({target})", metric.name.trim()),
            None => format!("{} {figure}", metric.name.trim()),
        }
    }

    /// The figures of no stage in particular.
    fn whole(&self) -> Passage {
        let mut sentences = Vec::new();
        for lane in self.lanes() {
            let whole = lane
                .metrics()
                .iter()
                .filter(|metric| metric.stage.is_none());
            self.list(
                lane,
                whole.map(|metric| self.metric(metric)),
                &mut sentences,
            );
        }
        Passage {
            heading: self.language.t("Whole journey").to_owned(),
            sentences,
        }
    }
}

fn points_in<'c>(curve: &'c Curve, stage: &'c Id) -> impl Iterator<Item = &'c CurvePoint> {
    let points = curve.points.iter();
    points.filter(move |point| point.stage == *stage && point.value.is_some())
}

/// The lowest and the highest, the first of those that are equal.
fn ends<'c>(points: impl Iterator<Item = &'c CurvePoint>) -> Option<[&'c CurvePoint; 2]> {
    let value = |point: &CurvePoint| point.value.unwrap_or_default();
    points.fold(None, |ends, point| {
        let Some([low, high]) = ends else {
            return Some([point, point]);
        };
        let low = if value(point) < value(low) {
            point
        } else {
            low
        };
        let high = if value(point) > value(high) {
            point
        } else {
            high
        };
        Some([low, high])
    })
}

/// Without the full stop that it may end with, and what is white around it.
fn open(text: &str) -> &str {
    text.trim().trim_end_matches('.').trim_end()
}

/// With a full stop, unless it ends as a sentence; nothing stays nothing.
fn closed(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.ends_with(['.', '!', '?', '…', '。', '”']) || text.is_empty() {
        true => text,
        false => text + ".",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::generate;

    fn card(id: &str, text: &str) -> Card {
        Card {
            id: id.into(),
            stage: "buy".into(),
            text: text.to_owned(),
            ..Card::default()
        }
    }

    fn lane(id: &str, title: &str, kind: LaneKind) -> Arc<Lane> {
        Arc::new(Lane {
            id: id.into(),
            title: title.to_owned(),
            kind,
            ..Lane::default()
        })
    }

    fn cards(role: CardRole, cards: Vec<Card>) -> LaneKind {
        let cards = cards.into_iter().map(Arc::new).collect();
        LaneKind::Cards { role, cards }
    }

    fn point(id: &str, stage: &str, value: f64, label: &str) -> CurvePoint {
        CurvePoint {
            id: id.into(),
            stage: stage.into(),
            value: Some(value),
            label: label.to_owned(),
            ..CurvePoint::default()
        }
    }

    fn shop() -> Map {
        let stage = |id: &str, title: &str, goal: &str| {
            Arc::new(Stage {
                id: id.into(),
                title: title.to_owned(),
                goal: goal.to_owned(),
                ..Stage::default()
            })
        };
        let pain = Card {
            severity: Level::new(4),
            ..card("pain", "Nobody answers.")
        };
        let idea = Card {
            answers: vec!["pain".into()],
            value: Level::new(5),
            when: When::ToBe,
            ..card("idea", "Tell the state")
        };
        let curve = Curve {
            persona: "dewi".into(),
            points: vec![
                point("a", "find", 1.0, "Sees the car"),
                point("b", "buy", -1.9, "Waits"),
                CurvePoint {
                    moment_of_truth: true,
                    ..point("c", "buy", 2.0, "Keys")
                },
            ],
            ..Curve::default()
        };
        Map {
            title: "Buying a car".to_owned(),
            scenario: "A first-time buyer looks for a car".to_owned(),
            personas: vec![Arc::new(Persona {
                id: "dewi".into(),
                name: "Dewi".to_owned(),
                role: "Teacher".to_owned(),
                quote: "Is it worth it?".to_owned(),
                goals: vec!["A car".to_owned(), "No fuss".to_owned()],
                ..Persona::default()
            })],
            stages: vec![
                stage("find", "Find", ""),
                stage("buy", "Buy", "Sign without fear"),
            ],
            lanes: vec![
                lane(
                    "pains",
                    "Pain points",
                    cards(CardRole::PainPoints, vec![pain]),
                ),
                lane("ideas", "Ideas", cards(CardRole::Opportunities, vec![idea])),
                lane(
                    "curve",
                    "Emotions",
                    LaneKind::Emotion {
                        curves: vec![Arc::new(curve)],
                    },
                ),
            ],
            ..Map::default()
        }
    }

    #[test]
    fn a_map_is_told_from_its_beginning_to_its_end() {
        assert_eq!(
            shop().story(&Telling::default()).text(),
            "Buying a car. Customer-journey map with 2 stages: Find, Buy. \
             It shows the current and the future state. A first-time buyer looks for a car.\n\n\
             Dewi\n\
             Teacher. “Is it worth it?” Goals: A car; No fuss. \
             Lowest: very bad (−1.9, “Waits”) in Buy; highest: very good (2, “Keys”) in Buy.\n\n\
             Stage 1 of 2: Find\n\
             Dewi feels good (1, “Sees the car”).\n\n\
             Stage 2 of 2: Buy\n\
             Goal: Sign without fear. \
             Pain points: Nobody answers (severity 4 of 5) – addressed by: Tell the state. \
             Ideas: Tell the state (value 5 of 5, future state). \
             Dewi feels very bad (−1.9, “Waits”) at the lowest and very good (2, “Keys”) at the \
             highest. Moment of truth: “Keys”."
        );
    }

    #[test]
    fn a_stop_is_told_by_what_it_shows() {
        let map = shop();
        let of = |shows| {
            let stop = Stop {
                shows,
                ..Stop::default()
            };
            map.story_of(&stop).text()
        };
        let stage = of(Shows::Stages(vec!["find".into()]));
        assert_eq!(
            stage,
            "Stage 1 of 2: Find\nDewi feels good (1, “Sees the car”)."
        );
        let pain = of(Shows::Cards(vec!["pain".into()]));
        assert_eq!(
            pain,
            "Stage 2 of 2: Buy\nPain points: Nobody answers (severity 4 of 5) – addressed by: Tell \
             the state."
        );
        let title = of(Shows::Title);
        assert!(
            title.contains("Dewi") && !title.contains("Stage 2"),
            "{title}"
        );
        assert!(of(Shows::Persona("dewi".into())).starts_with("Dewi\nTeacher."));
        let values = of(Shows::Matrix);
        assert!(
            values.contains("Tell the state (value 5 of 5, future state)."),
            "{values}"
        );
        let gap = of(Shows::Gap);
        assert!(gap.contains("Waits") && !gap.contains("Nobody"), "{gap}");
        let low = of(Shows::Points(vec!["b".into()]));
        assert_eq!(low, "Dewi, Buy\nvery bad (−1.9, “Waits”). Lane: Emotions.");
        let hidden = Stop {
            hidden_lanes: vec!["pains".into()],
            when: When::Now,
            ..Stop::default()
        };
        let hidden = map.story_of(&hidden).text();
        assert!(!hidden.contains("Nobody") && !hidden.contains("Tell the state"));
    }

    #[test]
    fn a_feeling_is_called_by_the_word_of_the_map_that_is_near() {
        let mut map = shop();
        assert_eq!(map.feeling(0.1), "neither good nor bad");
        map.emotion_words = vec![LevelWord {
            value: 2.0,
            word: "delighted".to_owned(),
            ..LevelWord::default()
        }];
        assert_eq!(
            (map.feeling(1.8), map.feeling(-2.0)),
            ("delighted", "very bad")
        );
    }

    #[test]
    fn what_is_told_is_in_the_language_of_the_map_and_has_no_holes() {
        for language in Language::ALL {
            let mut map = generate(120, 3);
            map.language = language;
            let told = map.story(&Telling::default()).text();
            for stage in &map.stages {
                assert!(told.contains(stage.title.trim()), "{}", stage.title);
            }
            assert!(!told.contains(['{', '}']), "{told}");
            assert!(language == Language::English || !told.contains("Customer-journey map"));
        }
        let empty = Map::default().story(&Telling::default()).text();
        assert_eq!(empty, "Customer-journey map. It shows the current state.");
    }

    #[test]
    fn a_page_of_the_web_gets_text_and_no_elements_of_its_own() {
        let mut map = shop();
        map.title = "<b>Buy & sell</b>".to_owned();
        let html = map.story(&Telling::default()).html();
        assert!(html.contains("&lt;b&gt;Buy &amp; sell&lt;/b&gt;"), "{html}");
        assert_eq!(html.matches("<h3>").count(), 3);
    }
}
