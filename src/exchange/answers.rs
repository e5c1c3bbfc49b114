//! Answers of a survey → what they draw on a map: points with their spread, what was said, metrics.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    edit::{Edit, EditError, apply_all},
    model::{
        Basis, Card, CardRole, Claim, Curve, CurveOf, CurvePoint, Evidence, Hue, Id, Lane,
        LaneType, Map, Metric, MetricKind, Part, Persona, Scale, Stage, Target,
    },
    survey::{
        Answers, Asked, Columns, Figures, Group, Reading, Remark, Survey, SurveyAnswer, Table,
    },
    words::Language,
};

/// A table of answers, and how it is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyImport {
    /// The answers.
    pub table: Arc<Table>,
    /// What each column is.
    pub columns: Columns,
    /// Of the answers.
    pub scale: Scale,
    /// How cells are read.
    pub reading: Reading,
    /// What was said of the whole.
    pub remarks: Vec<Remark>,
    /// Figures beside the curve.
    pub asked: Vec<Asked>,
    /// Where the answers come from, in words.
    pub source: String,
}

/// Where answers go.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyPlace {
    /// A lane of emotions.
    pub lane: Id,
    /// Of the answers that name nobody.
    pub persona: Id,
}

/// What answers change on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The answers, held against the map.
    pub survey: Survey,
    /// One step that draws them.
    pub edits: Vec<Edit>,
}

/// So much that was said in a stage stands on the sheet; the rest stays with the point.
const MOST_QUOTES: usize = 12;

/// More stages than anyone asks about.
const MOST_STAGES: usize = 60;

impl SurveyImport {
    /// Answers as they were understood, with the name of where they come from.
    pub fn of(answers: Answers, source: String) -> Self {
        Self {
            table: Arc::new(answers.table),
            columns: answers.columns,
            scale: answers.scale,
            reading: answers.reading,
            remarks: answers.remarks,
            asked: answers.asked,
            source,
        }
    }

    /// What the answers come to on a map.
    pub fn survey(&self, map: &Map) -> Survey {
        Survey::read(&self.table, self.columns, self.scale, &self.reading, map)
    }

    /// Draws the curves anew of those whom the answers are of; stages that nobody answered about
    /// become gaps. What a person said of the only point of a stage stays.
    ///
    /// `None` where no answer belongs to a stage of the map.
    pub fn draw(&self, map: &Map, place: &SurveyPlace) -> Option<Drawing> {
        let survey = self.survey(map);
        if survey.groups.is_empty() {
            return None;
        }
        let mut drawer = Drawer {
            import: self,
            map,
            place,
            points: map.ids(Part::Point).into_iter().cloned().collect(),
            lanes: Vec::new(),
            edits: Vec::new(),
        };
        if map.lane(&place.lane).is_none() {
            drawer.add_lane(place.lane.clone(), LaneType::Emotion);
        }
        drawer.curves(&survey);
        drawer.quotes(&survey);
        drawer.metrics();
        let edits = drawer.edits;
        Some(Drawing { survey, edits })
    }
}

/// Why answers make no map.
#[derive(Debug, Clone, PartialEq)]
pub enum NoMap {
    /// Beyond what anyone asks about: the column is no column of stages.
    TooManyStages(usize),
    /// What would be made is no map.
    Edit(EditError),
    /// No answer can be read.
    NoAnswers,
}

impl NoMap {
    /// What is wrong and what helps.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::TooManyStages(count) => language.fill(
                "the answers name {count} stages; choose the column with the stages",
                &[("count", &count.to_string())],
            ),
            Self::Edit(error) => error.describe(language),
            Self::NoAnswers => language.t("none of the answers can be read").to_owned(),
        }
    }
}

/// The map that answers make: its stages are those that they are about, its scale is theirs.
///
/// # Errors
/// Where no answer can be read, or the answers name more than anyone asks about.
pub fn map_of(answers: &Answers, source: &str, language: Language) -> Result<(Map, Survey), NoMap> {
    if answers.stages.len() > MOST_STAGES || answers.personas.len() > MOST_STAGES {
        return Err(NoMap::TooManyStages(
            answers.stages.len().max(answers.personas.len()),
        ));
    }
    let mut map = Map {
        language,
        emotion_scale: answers.scale,
        ..Map::default()
    };
    for (at, title) in answers.stages.iter().enumerate() {
        map.stages.push(Arc::new(Stage {
            id: Id::new(format!("{}{}", Part::Stage.stem(), at + 1)),
            title: title.clone(),
            hue: Hue::of_stage(at),
            ..Stage::default()
        }));
    }
    drawn_into(&map, answers, source)
}

/// A map with the answers drawn into it; personas that it lacks are added.
///
/// # Errors
/// Where none of the answers belongs to a stage of the map.
pub fn drawn_into(map: &Map, answers: &Answers, source: &str) -> Result<(Map, Survey), NoMap> {
    let mut map = map.clone();
    let import = SurveyImport::of(answers.clone(), source.to_owned());
    let known: HashSet<String> = map
        .personas
        .iter()
        .map(|p| p.name.trim().to_lowercase())
        .collect();
    for name in &answers.personas {
        if !known.contains(&name.to_lowercase()) {
            add_persona(&mut map, name);
        }
    }
    let has_own = !known.is_empty();
    let is_unnamed = || {
        let survey = import.survey(&map);
        survey.groups.iter().any(|group| group.persona.is_none())
    };
    let first = map.personas.first().map(|persona| persona.id.clone());
    let persona = match first {
        Some(first) if has_own || !is_unnamed() => first,
        _ => {
            let name = map.language.t("Customer");
            add_persona(&mut map, name)
        }
    };
    let lane = map.lanes.iter().find(|lane| LaneType::Emotion.is(lane));
    let lane = lane.map(|lane| lane.id.clone());
    let lane = lane.unwrap_or_else(|| unused(&map, Part::Lane, &[]));
    let place = SurveyPlace { lane, persona };
    let drawing = import.draw(&map, &place).ok_or(NoMap::NoAnswers)?;
    let map = apply_all(&Arc::new(map), &drawing.edits).map_err(NoMap::Edit)?;
    Ok((Arc::unwrap_or_clone(map), drawing.survey))
}

fn add_persona(map: &mut Map, name: &str) -> Id {
    let id = unused(map, Part::Persona, &[]);
    map.personas.push(Arc::new(Persona {
        id: id.clone(),
        name: name.to_owned(),
        hue: Hue::of_persona(map.personas.len()),
        ..Persona::default()
    }));
    id
}

/// An id that nothing of the map has, nor any of some others.
fn unused(map: &Map, part: Part, others: &[Id]) -> Id {
    let taken: HashSet<&Id> = map.ids(part).into_iter().chain(others).collect();
    Id::unused(part.stem(), |id| taken.contains(id))
}

impl SurveyPlace {
    fn persona_of<'a>(&'a self, group: &'a Group) -> &'a Id {
        group.persona.as_ref().unwrap_or(&self.persona)
    }

    /// The points that those of a survey take the place of.
    fn replaced<'m>(&self, survey: &Survey, map: &'m Map) -> Vec<(&'m Id, &'m CurvePoint)> {
        let answered: HashSet<&Id> = survey.groups.iter().map(|g| self.persona_of(g)).collect();
        let curves = map.lane(&self.lane).map_or(&[][..], |lane| lane.curves());
        let old = curves
            .iter()
            .filter(|curve| answered.contains(&curve.persona) && !curve.to_be);
        let of_curve = |curve: &'m Arc<Curve>| curve.points.iter().map(|p| (&curve.persona, p));
        old.flat_map(of_curve).collect()
    }

    /// How many labels no point of the survey takes over.
    pub fn lost_labels(&self, survey: &Survey, map: &Map) -> usize {
        let replaced = self.replaced(survey, map);
        let lost = replaced.iter().filter(|(persona, point)| {
            !point.label.is_empty() && only_point(&replaced, persona, &point.stage).is_none()
        });
        lost.count()
    }

    /// How many labels stay in the map but not on the sheet, since nobody answered about their
    /// stage.
    pub fn waiting_labels(&self, survey: &Survey, map: &Map) -> usize {
        let replaced = self.replaced(survey, map);
        let is_answered = |persona: &Id, stage: &Id| {
            let mut groups = survey.groups.iter();
            groups.any(|group| group.stage == *stage && self.persona_of(group) == persona)
        };
        let waiting = replaced.iter().filter(|(persona, point)| {
            !point.label.is_empty()
                && !is_answered(persona, &point.stage)
                && only_point(&replaced, persona, &point.stage).is_some()
        });
        waiting.count()
    }
}

/// The point of a persona in a stage, where there is no other one.
fn only_point<'m>(
    points: &[(&Id, &'m CurvePoint)],
    persona: &Id,
    stage: &Id,
) -> Option<&'m CurvePoint> {
    let mut found = points
        .iter()
        .filter(|(of, point)| *of == persona && point.stage == *stage);
    let (_, only) = found.next()?;
    found.next().is_none().then_some(only)
}

struct Drawer<'a> {
    import: &'a SurveyImport,
    map: &'a Map,
    place: &'a SurveyPlace,
    /// The ids of points that there are.
    points: HashSet<Id>,
    /// Lanes that are added.
    lanes: Vec<Id>,
    edits: Vec<Edit>,
}

impl Drawer<'_> {
    fn add_lane(&mut self, id: Id, lane: LaneType) {
        self.lanes.push(id.clone());
        let lane = Lane {
            id,
            title: self.map.language.t(lane.name()).to_owned(),
            kind: lane.empty(),
            ..Lane::default()
        };
        self.edits.push(Edit::InsertLane {
            index: usize::MAX,
            lane: Arc::new(lane),
        });
    }

    /// The first lane of a type, else a new one.
    fn lane(&mut self, lane: LaneType) -> Id {
        if let Some(known) = self.map.lanes.iter().find(|known| lane.is(known)) {
            return known.id.clone();
        }
        let id = unused(self.map, Part::Lane, &self.lanes);
        self.add_lane(id.clone(), lane);
        id
    }

    fn curves(&mut self, survey: &Survey) {
        let (map, place) = (self.map, self.place);
        let replaced = place.replaced(survey, map);
        for (_, point) in &replaced {
            self.edits
                .push(Edit::Remove(Target::Point(point.id.clone())));
        }
        let answered: HashSet<&Id> = survey.groups.iter().map(|g| place.persona_of(g)).collect();
        let mut groups: HashMap<(&Id, &Id), Vec<&Group>> = HashMap::new();
        for group in &survey.groups {
            groups
                .entry((place.persona_of(group), &group.stage))
                .or_default()
                .push(group);
        }
        let mut remarks = self.remarks();
        for persona in map.personas.iter().filter(|p| answered.contains(&p.id)) {
            for stage in &map.stages {
                let id = Id::unused("p", |id| self.points.contains(id));
                self.points.insert(id.clone());
                let before = only_point(&replaced, &persona.id, &stage.id);
                let gap = CurvePoint {
                    id,
                    stage: stage.id.clone(),
                    at: 0.5,
                    label: before.map_or(String::new(), |point| point.label.clone()),
                    moment_of_truth: before.is_some_and(|point| point.moment_of_truth),
                    conversion: before.is_some_and(|point| point.conversion),
                    claim: before.and_then(|point| point.claim),
                    ..CurvePoint::default()
                };
                // Those of nobody in particular stand with those of the persona that they go to.
                let of_point = groups.get(&(&persona.id, &stage.id));
                let mut point = match of_point {
                    Some(groups) => answered_point(gap, groups, self.import, map),
                    None => gap,
                };
                if of_point.is_some() {
                    let said = remarks.remove(&Some(persona.id.clone())).into_iter();
                    let of_nobody = remarks.remove(&None).into_iter();
                    point.evidence.extend(said.chain(of_nobody).flatten());
                }
                self.edits.push(Edit::InsertPoint {
                    lane: place.lane.clone(),
                    curve: CurveOf {
                        persona: persona.id.clone(),
                        to_be: false,
                    },
                    point,
                });
            }
        }
    }

    /// What was said of the whole, by persona; under none what nobody of the map said.
    fn remarks(&self) -> HashMap<Option<Id>, Vec<Evidence>> {
        let mut remarks: HashMap<Option<Id>, Vec<Evidence>> = HashMap::new();
        for remark in &self.import.remarks {
            let mut personas = self.map.personas.iter();
            let name = remark.persona.trim().to_lowercase();
            let persona = personas.find(|persona| persona.name.trim().to_lowercase() == name);
            let persona = persona.map(|persona| persona.id.clone());
            let persona = persona.or_else(|| name.is_empty().then(|| self.place.persona.clone()));
            remarks.entry(persona).or_default().push(Evidence {
                text: remark.text.clone(),
                source: self.import.source.clone(),
                date: remark.date,
                ..Evidence::default()
            });
        }
        remarks
    }

    /// What was said in a stage, as cards; what stands there already is not said again.
    fn quotes(&mut self, survey: &Survey) {
        let has_any = survey
            .groups
            .iter()
            .any(|group| quoted(group).next().is_some());
        if !has_any {
            return;
        }
        let lane = self.lane(LaneType::Cards(CardRole::Quotes));
        let known = self.map.lane(&lane).map_or(&[][..], |lane| lane.cards());
        let said: HashSet<(&Id, &str)> = known
            .iter()
            .map(|card| (&card.stage, card.text.as_str()))
            .collect();
        let mut taken: HashSet<Id> = self.map.ids(Part::Card).into_iter().cloned().collect();
        for group in &survey.groups {
            for answer in quoted(group) {
                if said.contains(&(&group.stage, answer.comment.as_str())) {
                    continue;
                }
                let id = Id::unused(Part::Card.stem(), |id| taken.contains(id));
                taken.insert(id.clone());
                let card = Card {
                    id,
                    stage: group.stage.clone(),
                    text: answer.comment.clone(),
                    personas: vec![self.place.persona_of(group).clone()],
                    claim: Some(Claim::Researched),
                    evidence: vec![Evidence {
                        text: self.map.language.t("Said in a survey").to_owned(),
                        source: self.import.source.clone(),
                        date: answer.date,
                        ..Evidence::default()
                    }],
                    ..Card::default()
                };
                self.edits.push(Edit::InsertCard {
                    lane: lane.clone(),
                    index: usize::MAX,
                    card: Arc::new(card),
                });
            }
        }
    }

    fn metrics(&mut self) {
        if self.import.asked.is_empty() {
            return;
        }
        let lane = self.lane(LaneType::Metrics);
        let mut taken: HashSet<Id> = self.map.ids(Part::Metric).into_iter().cloned().collect();
        for asked in &self.import.asked {
            let stage = asked.stage.as_ref().map(|name| {
                let name = name.trim().to_lowercase();
                let mut stages = self.map.stages.iter();
                stages.find(|stage| stage.title.trim().to_lowercase() == name)
            });
            // What is about another stage is not about the whole.
            let stage = match stage {
                Some(None) => continue,
                Some(Some(stage)) => Some(stage.id.clone()),
                None => None,
            };
            let Some(metric) = metric(asked, self.import, stage) else {
                continue;
            };
            let mut known = self.map.lanes.iter().flat_map(|lane| lane.metrics());
            let known =
                known.find(|known| known.name == metric.name && known.stage == metric.stage);
            self.edits.push(match known {
                Some(known) => Edit::ReplaceMetric(Arc::new(Metric {
                    id: known.id.clone(),
                    target: known.target,
                    ..metric
                })),
                None => {
                    let id = Id::unused(Part::Metric.stem(), |id| taken.contains(id));
                    taken.insert(id.clone());
                    Edit::InsertMetric {
                        lane: lane.clone(),
                        index: usize::MAX,
                        metric: Arc::new(Metric { id, ..metric }),
                    }
                }
            });
        }
    }
}

/// The answers of a group with something said that stands on the sheet.
fn quoted(group: &Group) -> impl Iterator<Item = &SurveyAnswer> {
    let said = group
        .answers
        .iter()
        .filter(|answer| !answer.comment.is_empty());
    said.take(MOST_QUOTES)
}

/// A question as a metric; what it is computed from where that is usual.
fn metric(asked: &Asked, import: &SurveyImport, stage: Option<Id>) -> Option<Metric> {
    let figures = Figures::of(&asked.answers)?;
    let mut metric = Metric {
        stage,
        name: asked.name.clone(),
        kind: asked.kind,
        value: rounded(figures.mean),
        n: Some(figures.n),
        claim: Some(Claim::Researched),
        evidence: vec![Evidence {
            text: asked.name.clone(),
            source: import.source.clone(),
            n: Some(figures.n),
            ..Evidence::default()
        }],
        ..Metric::default()
    };
    let all_within = |min: f64, max: f64| {
        let is_step = |answer: &f64| (min..=max).contains(answer) && answer.fract() == 0.0;
        asked.answers.iter().all(is_step)
    };
    let count = |min: f64, max: f64| {
        let within = asked
            .answers
            .iter()
            .filter(|answer| (min..=max).contains(*answer));
        u32::try_from(within.count()).unwrap_or(u32::MAX)
    };
    metric.basis = match asked.kind {
        MetricKind::Nps if all_within(0.0, 10.0) => Some(Basis::Nps {
            promoters: count(9.0, 10.0),
            passives: count(7.0, 8.0),
            detractors: count(0.0, 6.0),
        }),
        MetricKind::Csat if all_within(1.0, 5.0) => Some(Basis::Csat {
            answers: [1.0, 2.0, 3.0, 4.0, 5.0].map(|answer| count(answer, answer)),
        }),
        _ => None,
    };
    metric.compute();
    Some(metric)
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A point with what was answered; figures on the scale of the map.
fn answered_point(
    point: CurvePoint,
    groups: &[&Group],
    import: &SurveyImport,
    map: &Map,
) -> CurvePoint {
    let (from, to) = (import.scale, map.emotion_scale);
    let factor = (to.max - to.min) / (from.max - from.min);
    let answers = || groups.iter().flat_map(|group| &group.answers);
    let scores: Vec<f64> = answers().map(|answer| answer.score).collect();
    let figures = Figures::of(&scores).expect("a group has answers");
    let read = |value: f64| map.language.number((value * 100.0).round() / 100.0);
    let listed: Vec<String> = scores.iter().map(|score| read(*score)).collect();
    let mut told = map
        .language
        .fill("Mean {mean}", &[("mean", &read(figures.mean))]);
    if let Some(half) = figures.half_interval() {
        let (low, high) = (figures.mean - half, figures.mean + half);
        let (low, high) = (read(low.max(from.min)), read(high.min(from.max)));
        let values = [("low", low.as_str()), ("high", high.as_str())];
        told = format!(
            "{told}; {}",
            map.language.fill("95% interval {low} to {high}", &values)
        );
    }
    let listed = map
        .language
        .fill("Answers: {answers}", &[("answers", &listed.join(", "))]);
    let figure = Evidence {
        text: format!("{told}. {listed}"),
        source: import.source.clone(),
        date: groups.iter().filter_map(|group| group.date()).max(),
        n: Some(figures.n),
        ..Evidence::default()
    };
    // What finds no place on the sheet.
    let rest = groups.iter().flat_map(|group| {
        let said = group
            .answers
            .iter()
            .filter(|answer| !answer.comment.is_empty());
        said.skip(MOST_QUOTES)
    });
    let rest = rest.map(|answer| Evidence {
        text: answer.comment.clone(),
        source: import.source.clone(),
        date: answer.date,
        ..Evidence::default()
    });
    CurvePoint {
        value: Some(rounded(to.value_at(from.share(figures.mean)))),
        spread: figures.spread.map(|spread| rounded(spread * factor)),
        n: Some(figures.n),
        claim: Some(Claim::Researched),
        evidence: std::iter::once(figure).chain(rest).collect(),
        ..point
    }
}
