//! What the sheet says of a thing by marks, places and colours, in words: for those who do not see it.

use std::collections::HashMap;

use super::{
    card::Card,
    curve::{Curve, CurvePoint},
    evidence::Evidence,
    id::Id,
    lane::{Lane, LaneKind},
    map::Map,
    metric::{Metric, MetricKind, with_unit},
    part::Part,
    place::one_of,
    record::{FieldDef, FieldKind, FieldRole, Record},
    said::{Level, When},
    stop::Stop,
    target::Target,
    visit::Element,
};
use crate::words::{Language, first_upper, marked};

/// Looks of a thing that mean nothing by themselves.
const LOOKS: [&str; 5] = ["color", "icon", "width", "height", "hidden"];
/// Of the map as a whole, what its line of facts says beside its name.
const FACTS: [&str; 4] = ["goal", "state", "reviewed", "owner"];

/// One of the things that are to be said of a thing: "Severity: 4 of 5".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is about, or all of it: "Moment of truth".
    pub name: String,
    /// One, or those of a list; none where the name says it all.
    pub values: Vec<String>,
    /// Whether it tells what the thing rests on.
    pub is_evidence: bool,
    /// Whether its values are names, which have no commas of their own.
    are_names: bool,
}

impl Statement {
    fn new(name: String, values: Vec<String>) -> Self {
        Self {
            name,
            values,
            is_evidence: false,
            are_names: false,
        }
    }

    /// As one reads it aloud, without a full stop.
    pub fn sentence(&self) -> String {
        if self.values.is_empty() {
            return self.name.clone();
        }
        let between = if self.are_names { ", " } else { "; " };
        let value = self.values.join(between);
        // What is said next begins behind a full stop of its own.
        format!("{}: {}", self.name, value.trim_end_matches('.'))
    }
}

/// A map of which it is known what refers to what.
struct Links<'m> {
    map: &'m Map,
    language: Language,
    cards: HashMap<&'m Id, &'m str>,
    /// The texts of the opportunities by the pain point that they address.
    addressed_by: HashMap<&'m Id, Vec<&'m str>>,
    /// The texts of the cards that arrows lead to, by that where they begin.
    leads_to: HashMap<&'m Id, Vec<&'m str>>,
    comes_from: HashMap<&'m Id, Vec<&'m str>>,
}

impl Map {
    /// What is to be said of each thing beyond its name; nothing of those that their name is all of.
    pub fn descriptions(&self, language: Language) -> HashMap<Target, String> {
        let statements = self.statements(language).into_iter();
        let told = statements.map(|(target, said)| {
            let said: Vec<String> = said.iter().map(Statement::sentence).collect();
            (target, said.join(". "))
        });
        told.collect()
    }

    /// [`Map::descriptions`], one by one.
    pub fn statements(&self, language: Language) -> HashMap<Target, Vec<Statement>> {
        let links = Links::of(self, language);
        let mut described = HashMap::new();
        let mut add = |target: Target, said: Vec<Statement>| {
            if !said.is_empty() {
                described.insert(target, said);
            }
        };
        add(Target::Facts, links.facts());
        self.visit(&mut |_, element| add(element.target(), links.of_element(element)));
        described
    }
}

impl<'m> Links<'m> {
    fn of(map: &'m Map, language: Language) -> Self {
        let cards: HashMap<&Id, &str> = map
            .cards()
            .map(|card| (&card.id, card.text.as_str()))
            .collect();
        let text = |id: &Id| cards.get(id).copied();
        let mut links = Self {
            map,
            language,
            addressed_by: HashMap::new(),
            leads_to: HashMap::new(),
            comes_from: HashMap::new(),
            cards: HashMap::new(),
        };
        for card in map.cards() {
            for pain in &card.answers {
                links.addressed_by.entry(pain).or_default().push(&card.text);
            }
        }
        for arrow in &map.arrows {
            let ends = [
                (&mut links.leads_to, &arrow.from, &arrow.to),
                (&mut links.comes_from, &arrow.to, &arrow.from),
            ];
            for (of, one, other) in ends {
                of.entry(one).or_default().extend(text(other));
            }
        }
        links.cards = cards;
        links
    }

    fn facts(&self) -> Vec<Statement> {
        let fields = Map::FIELDS.iter();
        let fields = fields.filter(|field| FACTS.contains(&field.id));
        fields
            .filter_map(|field| self.field(field, self.map))
            .collect()
    }

    fn of_element(&self, element: Element<'_>) -> Vec<Statement> {
        match element {
            Element::Persona(persona) => self.fields(&**persona, &[]),
            Element::Channel(channel) => self.fields(&**channel, &[]),
            Element::Stage(stage) => self.fields(&**stage, &[]),
            Element::Step(_, step) => self.fields(step, &[]),
            Element::Lane(lane) => self.lane(lane),
            Element::Card(lane, card) => self.card(lane, card),
            Element::Point(lane, curve, point) => self.point(lane, curve, point),
            Element::Metric(lane, metric) => self.metric(lane, metric),
            Element::Arrow(arrow) => self.fields(&**arrow, &[]),
            Element::Stop(stop) => self.stop(stop),
            Element::LevelWord(_) | Element::Curve(..) | Element::Mark(..) | Element::Line(_) => {
                Vec::new()
            }
        }
    }

    fn lane(&self, lane: &Lane) -> Vec<Statement> {
        // A lane that is called as its kind is says so by its name.
        let is_called_so = |kind: &LaneKind| match kind.said() {
            Ok(words) => self.language.t(words) == lane.title,
            Err(foreign) => foreign == lane.title,
        };
        match is_called_so(&lane.kind) {
            true => self.fields(lane, &["kind"]),
            false => self.fields(lane, &[]),
        }
    }

    fn card(&self, lane: &Lane, card: &Card) -> Vec<Statement> {
        let mut said = self.lane_of(lane);
        let step = card.step.as_ref().and_then(|id| self.map.step(id));
        said.extend(step.map(|(_, step)| self.named(marked("Step"), step.title.clone())));
        said.extend(match card.when {
            When::Both => None,
            When::Now => Some(self.flag(marked("current state"))),
            When::ToBe => Some(self.flag(marked("future state"))),
        });
        said.extend(self.fields(card, &["when"]));
        let links = [
            (marked("Addressed by"), &self.addressed_by),
            (marked("Arrow to"), &self.leads_to),
            (marked("Arrow from"), &self.comes_from),
        ];
        for (name, of) in links {
            let texts = of.get(&card.id);
            let texts = texts.map(|texts| texts.iter().map(|&text| text.to_owned()).collect());
            said.extend(texts.map(|texts| Statement::new(self.word(name), texts)));
        }
        said
    }

    fn point(&self, lane: &Lane, curve: &Curve, point: &CurvePoint) -> Vec<Statement> {
        let mut said = self.lane_of(lane);
        said.extend(curve.to_be.then(|| self.flag(marked("future state"))));
        said.extend(self.fields(point, &["value"]));
        said
    }

    fn metric(&self, lane: &Lane, metric: &Metric) -> Vec<Statement> {
        let mut said = self.lane_of(lane);
        if metric.kind != MetricKind::Other {
            let kind = self.language.t(metric.kind.name());
            said.push(self.named(marked("kind"), kind.to_owned()));
        }
        said.extend(self.fields(metric, &["value"]));
        let n = metric.n.map(|n| n.to_string());
        said.extend(n.map(|n| self.named(marked("number of answers"), n)));
        said
    }

    fn stop(&self, stop: &Stop) -> Vec<Statement> {
        let mut said = self.fields(stop, &["when"]);
        if stop.when != When::Both {
            said.push(self.named(marked("time"), self.language.t(stop.when.name()).to_owned()));
        }
        said.extend(stop.hidden.then(|| self.flag(marked("hidden"))));
        said
    }

    fn lane_of(&self, lane: &Lane) -> Vec<Statement> {
        vec![self.named(marked("Lane"), lane.title.clone())]
    }

    fn word(&self, english: &'static str) -> String {
        first_upper(self.language.t(english))
    }

    fn flag(&self, english: &'static str) -> Statement {
        Statement::new(self.word(english), Vec::new())
    }

    fn named(&self, english: &'static str, value: String) -> Statement {
        Statement::new(self.word(english), vec![value])
    }

    /// What the fields of a record say, without those that its name says, `held` among them.
    fn fields<R: Record>(&self, record: &R, held: &[&str]) -> Vec<Statement> {
        let is_told = |field: &&FieldDef<R>| {
            field.role == FieldRole::Value
                && !field.is_name()
                && !held.contains(&field.id)
                && !LOOKS.contains(&field.id)
        };
        let fields = R::FIELDS.iter().filter(is_told);
        fields
            .filter_map(|field| self.field(field, record))
            .collect()
    }

    /// What a field says; `None` where that is nothing.
    fn field<R: Record>(&self, field: &FieldDef<R>, record: &R) -> Option<Statement> {
        let language = self.language;
        let values = match &field.kind {
            FieldKind::Flag(flag) => return (flag.get)(record).then(|| self.flag(field.name)),
            FieldKind::Picture(picture) => {
                let picture = (picture.get)(record).as_ref();
                return picture.map(|_| self.flag(field.name));
            }
            FieldKind::Home(part, id) => vec![self.part(*part, (id.get)(record))],
            FieldKind::HomeIf(part, id) | FieldKind::Link(part, id) => {
                vec![self.part(*part, (id.get)(record).as_ref()?)]
            }
            FieldKind::Links(part, ids) => {
                let ids = (ids.get)(record).iter();
                ids.map(|id| self.part(*part, id)).collect()
            }
            FieldKind::Text(text) => vec![(text.get)(record).trim().to_owned()],
            FieldKind::Lines(lines) => (lines.get)(record).clone(),
            FieldKind::Number(number) => vec![language.number((*(number.get)(record))?)],
            FieldKind::Amount(number) => vec![language.number(*(number.get)(record))],
            FieldKind::Count(count) => vec![(*(count.get)(record))?.to_string()],
            FieldKind::Level(level) => {
                let level = (*(level.get)(record))?;
                let index = usize::from(level.get()) - 1;
                vec![one_of(index, Level::ALL.len(), language)]
            }
            FieldKind::Date(date) => vec![(*(date.get)(record))?.in_words(language)],
            FieldKind::Language(spoken) => vec![(spoken.get)(record).name().to_owned()],
            FieldKind::Evidence(evidence) => {
                let pieces = (evidence.get)(record).iter();
                let told = pieces.map(|piece| self.evidence(piece));
                told.filter(|told| !told.is_empty()).collect()
            }
            FieldKind::Change(change) => vec![(change.get)(record).as_ref()?.text(language)],
            FieldKind::Periods(periods) => {
                let periods = (periods.get)(record).iter();
                let told = |value| language.number(value);
                periods
                    .map(|period| format!("{} {}", period.label, told(period.value)))
                    .collect()
            }
            FieldKind::LaneKind(kind) => vec![match (kind.get)(record).said() {
                Ok(words) => language.t(words).to_owned(),
                Err(foreign) => foreign.to_owned(),
            }],
            FieldKind::Shows(shows) => {
                let shows = (shows.get)(record);
                match shows.part() {
                    Some(part) => shows.ids().iter().map(|id| self.part(part, id)).collect(),
                    None => vec![language.t(shows.name()).to_owned()],
                }
            }
            FieldKind::Times(times) => vec![times(record).text(language)],
            FieldKind::Word(word) => vec![language.t(word(record)?).to_owned()],
            FieldKind::Figure(figure) => {
                let (value, unit) = figure(record);
                vec![with_unit(language.number(value), &unit)]
            }
            // Said by others, or of no meaning by itself.
            FieldKind::Id(_)
            | FieldKind::Icon(_)
            | FieldKind::Named(_)
            | FieldKind::LevelWords(_)
            | FieldKind::Scale(_)
            | FieldKind::Unknown(_)
            | FieldKind::Parts => return None,
        };
        let is_said = values.iter().any(|value| value.contains(|c| c != '.'));
        is_said.then(|| Statement {
            are_names: matches!(&field.kind, FieldKind::Links(..)),
            is_evidence: matches!(field.kind, FieldKind::Evidence(_)),
            ..Statement::new(self.word(field.name), values)
        })
    }

    /// What a part is called, of those that others refer to.
    fn part(&self, part: Part, id: &Id) -> String {
        if part == Part::Card {
            return self.cards.get(id).copied().unwrap_or_default().to_owned();
        }
        let target = Target::of(part, id.clone());
        let first = target.first_field();
        let text = first.and_then(|field| self.map.text(&target, field));
        text.unwrap_or_default()
    }

    fn evidence(&self, piece: &Evidence) -> String {
        let n = piece.n.map(|n| format!("n = {n}"));
        let date = piece.date.map(|date| date.in_words(self.language));
        let texts = [&piece.text, &piece.source].map(|text| Some(text.trim().to_owned()));
        let [text, source] = texts;
        let told = [text, source, n, date].into_iter().flatten();
        let told: Vec<String> = told.filter(|told| !told.is_empty()).collect();
        told.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Arrow, CardRole, Channel, Claim, Date, MetricChange, Owner, Persona, Stage, generate,
    };
    use std::sync::Arc;

    fn of_everything() -> Map {
        let card = |id: &str, text: &str| Card {
            id: id.into(),
            stage: "buy".into(),
            text: text.to_owned(),
            ..Card::default()
        };
        let pain = Card {
            severity: Level::new(4),
            personas: vec!["dewi".into()],
            channel: Some("shop".into()),
            claim: Some(Claim::Researched),
            when: When::Now,
            conversion: true,
            evidence: vec![Evidence {
                text: "7 of 12 gave up".to_owned(),
                source: "Interviews".to_owned(),
                date: Date::new(2026, 9, 2),
                n: Some(12),
                ..Evidence::default()
            }],
            ..card("pain", "Silence")
        };
        let idea = Card {
            value: Level::new(5),
            effort: Level::new(2),
            owner: Some(Owner::Affiliate),
            answers: vec!["pain".into()],
            when: When::ToBe,
            ..card("idea", "Tell the state")
        };
        let lane = |id: &str, title: &str, role, cards: Vec<Card>| {
            Arc::new(Lane {
                id: id.into(),
                title: title.to_owned(),
                kind: LaneKind::Cards {
                    role,
                    cards: cards.into_iter().map(Arc::new).collect(),
                },
                ..Lane::default()
            })
        };
        let point = CurvePoint {
            id: "point".into(),
            stage: "buy".into(),
            value: Some(-1.0),
            label: "Waiting".to_owned(),
            spread: Some(0.5),
            n: Some(30),
            moment_of_truth: true,
            ..CurvePoint::default()
        };
        let curve = Curve {
            persona: "dewi".into(),
            to_be: true,
            points: vec![point],
            ..Curve::default()
        };
        let metric = Metric {
            id: "metric".into(),
            stage: Some("buy".into()),
            name: "Score".to_owned(),
            kind: MetricKind::Nps,
            value: 20.0,
            target: Some(45.5),
            change: Some(MetricChange {
                by: -3.0,
                unit: "pt".to_owned(),
            }),
            n: Some(214),
            ..Metric::default()
        };
        let other = |id: &str, title: &str, kind| {
            Arc::new(Lane {
                id: id.into(),
                title: title.to_owned(),
                kind,
                ..Lane::default()
            })
        };
        Map {
            personas: vec![Arc::new(Persona {
                id: "dewi".into(),
                name: "Dewi".to_owned(),
                goals: vec!["A car".to_owned(), "No fuss".to_owned()],
                ..Persona::default()
            })],
            channels: vec![Arc::new(Channel {
                id: "shop".into(),
                name: "Shop".to_owned(),
                ..Channel::default()
            })],
            stages: vec![Arc::new(Stage {
                id: "buy".into(),
                title: "Purchase".to_owned(),
                goal: "Sign".to_owned(),
                duration: "2 h".to_owned(),
                ..Stage::default()
            })],
            lanes: vec![
                lane("pains", "Pain points", CardRole::PainPoints, vec![pain]),
                lane("ideas", "What to do", CardRole::Opportunities, vec![idea]),
                other(
                    "emotions",
                    "Emotions",
                    LaneKind::Emotion {
                        curves: vec![Arc::new(curve)],
                    },
                ),
                other(
                    "figures",
                    "Metrics",
                    LaneKind::Metrics {
                        metrics: vec![Arc::new(metric)],
                    },
                ),
            ],
            arrows: vec![Arc::new(Arrow {
                id: "arrow".into(),
                from: "pain".into(),
                to: "idea".into(),
                ..Arrow::default()
            })],
            goal: "Fewer give up".to_owned(),
            reviewed: Date::new(2026, 9, 12),
            ..Map::default()
        }
    }

    #[test]
    fn what_is_seen_of_a_thing_is_said() {
        let said = of_everything().descriptions(Language::English);
        let of = |target: Target| said.get(&target).map(String::as_str).unwrap_or_default();
        assert_eq!(
            of(Target::Card("pain".into())),
            "Lane: Pain points. Current state. Personas: Dewi. Channel: Shop. Confidence: Researched. \
             Severity: 4 of 5. Conversion. Evidence: 7 of 12 gave up, Interviews, n = 12, 2 Sep 2026. \
             Addressed by: Tell the state. Arrow to: Tell the state"
        );
        assert_eq!(
            of(Target::Card("idea".into())),
            "Lane: What to do. Future state. Value: 5 of 5. Effort: 2 of 5. \
             Addressed pain points: Silence. Owner: A partner. Arrow from: Silence"
        );
        assert_eq!(
            of(Target::Point("point".into())),
            "Lane: Emotions. Future state. Spread: 0.5. Number of answers: 30. Moment of truth"
        );
        assert_eq!(
            of(Target::Metric("metric".into())),
            "Lane: Metrics. Kind: Net promoter score (NPS). Target: 45.5. Change: −3 pt. \
             Number of answers: 214"
        );
        assert_eq!(of(Target::Persona("dewi".into())), "Goals: A car; No fuss");
        assert_eq!(of(Target::Stage("buy".into())), "Goal: Sign. Duration: 2 h");
        assert_eq!(of(Target::Lane("pains".into())), "");
        assert_eq!(of(Target::Lane("ideas".into())), "Kind: Opportunities");
        assert_eq!(
            of(Target::Arrow("arrow".into())),
            "Start: Silence. End: Tell the state"
        );
        assert_eq!(
            of(Target::Facts),
            "Goal: Fewer give up. State: current state. Last reviewed: 12 Sep 2026"
        );
    }

    #[test]
    fn every_card_point_and_metric_has_more_to_be_said() {
        let map = generate(200, 5);
        for language in Language::ALL {
            let said = map.descriptions(language);
            map.visit(&mut |_, element| {
                let target = element.target();
                if target.is_content() {
                    assert!(said.contains_key(&target), "{target:?}");
                }
            });
        }
    }
}
