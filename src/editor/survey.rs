//! A survey as points of the emotion curves: means with their spread, and the answers as evidence.

use std::{collections::HashSet, sync::Arc};

use super::{Editor, Effect};
use crate::{
    edit::{Edit, EditError},
    model::{Claim, Curve, CurveOf, CurvePoint, Evidence, Id, LaneType, Map, Scale, Target},
    survey::{Columns, Group, Survey, Table},
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

impl SurveyImport {
    /// What the answers come to on a map.
    pub fn survey(&self, map: &Map) -> Survey {
        Survey::new(&self.table, self.columns, self.scale, map)
    }
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

impl Editor {
    /// Where a survey that is imported now goes; `None` where there is nobody to draw a curve for.
    pub fn survey_place(&self) -> Option<SurveyPlace> {
        let (_, lane) = self.lane_for(LaneType::Emotion);
        let of = self.curve_for_point(self.map().lane(&lane).map(|lane| &**lane));
        let persona = of.ok()?.persona;
        Some(SurveyPlace { lane, persona })
    }

    /// Draws the curves anew of those whom the answers are of; stages that nobody answered about
    /// become gaps. Answers of nobody in particular are those of the persona dealt with last. What a
    /// person said of the only point of a stage stays.
    pub(super) fn import_survey(&mut self, import: &SurveyImport) -> Vec<Effect> {
        let (mut edits, lane) = self.lane_for(LaneType::Emotion);
        let of_all = match self.curve_for_point(self.map().lane(&lane).map(|lane| &**lane)) {
            Ok(of) => of.persona,
            Err(why) => return vec![Effect::Refused(EditError::Unfit(why))],
        };
        let map = self.map().clone();
        let survey = import.survey(&map);
        if survey.groups.is_empty() {
            let why = "None of the answers belongs to a stage of the map.";
            return vec![Effect::Refused(EditError::Unfit(why))];
        }
        let place = SurveyPlace {
            lane: lane.clone(),
            persona: of_all,
        };
        let answered: HashSet<&Id> = survey.groups.iter().map(|g| place.persona_of(g)).collect();
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        let known = curves.flat_map(|curve| &curve.points);
        let mut taken: HashSet<Id> = known.map(|point| point.id.clone()).collect();
        let replaced = place.replaced(&survey, &map);
        for (_, point) in &replaced {
            edits.push(Edit::Remove(Target::Point(point.id.clone())));
        }
        for persona in map.personas.iter().filter(|p| answered.contains(&p.id)) {
            for stage in &map.stages {
                let mut groups = survey.groups.iter();
                let is_it = |group: &&Group| {
                    group.stage == stage.id && *place.persona_of(group) == persona.id
                };
                let id = Id::unused("p", |id| taken.contains(id));
                taken.insert(id.clone());
                let before = only_point(&replaced, &persona.id, &stage.id);
                let gap = CurvePoint {
                    id,
                    stage: stage.id.clone(),
                    at: 0.5,
                    label: before.map_or(String::new(), |point| point.label.clone()),
                    moment_of_truth: before.is_some_and(|point| point.moment_of_truth),
                    claim: before.and_then(|point| point.claim),
                    ..CurvePoint::default()
                };
                edits.push(Edit::InsertPoint {
                    lane: lane.clone(),
                    curve: CurveOf {
                        persona: persona.id.clone(),
                        to_be: false,
                    },
                    point: match groups.find(is_it) {
                        Some(group) => answered_point(gap, group, import, &map),
                        None => gap,
                    },
                });
            }
        }
        self.edit("Import survey", &edits)
    }
}

/// A point with what was answered; figures on the scale of the map.
fn answered_point(
    point: CurvePoint,
    group: &Group,
    import: &SurveyImport,
    map: &Map,
) -> CurvePoint {
    let (from, to) = (import.scale, map.emotion_scale);
    let factor = (to.max - to.min) / (from.max - from.min);
    let figures = group.figures();
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    let read = |value: f64| map.language.number((value * 100.0).round() / 100.0);
    let scores = group.answers.iter().map(|answer| read(answer.score));
    let scores: Vec<String> = scores.collect();
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
    let answers = map
        .language
        .fill("Answers: {answers}", &[("answers", &scores.join(", "))]);
    let figure = Evidence {
        text: format!("{told}. {answers}"),
        source: import.source.clone(),
        date: group.date(),
        n: Some(figures.n),
        ..Evidence::default()
    };
    let said = group
        .answers
        .iter()
        .filter(|answer| !answer.comment.is_empty());
    let anecdotes = said.map(|answer| Evidence {
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
        evidence: std::iter::once(figure).chain(anecdotes).collect(),
        ..point
    }
}
