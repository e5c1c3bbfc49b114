//! Answers of a survey: read from a table, told apart by stage and persona, and put in numbers.

mod dates;
mod figures;
pub(crate) mod heads;
mod kinds;
mod layout;
mod names;
mod questions;
mod reading;
mod table;
#[cfg(test)]
mod tests;
mod understand;
mod words;

use std::collections::{BTreeMap, HashMap};

pub use dates::DateOrder;
pub use figures::{Figures, t_975};
pub use reading::{AnswerWords, Reading, likely_scale};
pub(crate) use table::has_endless_line;
pub use table::{SurveyError, Table, TableFile, TableRow};
pub use understand::{
    Answers, Asked, Remark, SaidColumns, SurveyNote, looks_like_answers, understand,
};

use names::StageNames;
use reading::is_silent;
use words::folded;

use crate::{
    model::{Date, Id, Map, Scale},
    words::Language,
};

/// Which column of a table says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Where the stage is named, from 0.
    pub stage: usize,
    /// Where the score stands.
    pub score: usize,
    /// Where the persona is named.
    pub persona: Option<usize>,
    /// Where the day of the answer stands.
    pub date: Option<usize>,
    /// Where something is said beside the score.
    pub comment: Option<usize>,
}

/// What one person answered about one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyAnswer {
    /// As it was given, on the scale of the survey.
    pub score: f64,
    /// When it was given.
    pub date: Option<Date>,
    /// What was said beside the score; may be empty.
    pub comment: String,
}

/// All answers about one stage, of one persona where the table names them.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `None` where the table names nobody.
    pub persona: Option<Id>,
    /// That the answers are about.
    pub stage: Id,
    /// In the order of the table; at least one.
    pub answers: Vec<SurveyAnswer>,
}

/// A line of the table that says nothing about the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// In the file, from 1.
    pub line: usize,
    /// Why it says nothing.
    pub why: WhySkipped,
}

/// Why a line of a table says nothing about the map.
#[derive(Debug, Clone, PartialEq)]
pub enum WhySkipped {
    /// The map has no stage of this name.
    UnknownStage(String),
    /// The map has no persona of this name.
    UnknownPersona(String),
    /// What stands where the score should be.
    NoNumber(String),
    /// A score that the scale does not have.
    OffScale(f64),
}

/// A survey held against a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survey {
    /// By persona and stage in the order of the map; only those that somebody answered.
    pub groups: Vec<Group>,
    /// The other lines, in the order of the table.
    pub skipped: Vec<Skipped>,
    /// Names that are nearly those of stages, and what they were taken for.
    pub near: BTreeMap<String, Id>,
}

impl Columns {
    /// By the words of the heads; columns that no word names are taken in their order. `None` for
    /// a table of fewer than two columns.
    pub fn guess(table: &Table) -> Option<Self> {
        let lower: Vec<String> = table.heads.iter().map(|head| head.to_lowercase()).collect();
        let named = |words: &[&str]| {
            let is_named = |head: &String| words.iter().any(|word| head.contains(word));
            lower.iter().position(is_named)
        };
        let (stage, score) = (named(&heads::STAGE), named(&heads::SCORE));
        let mut free = (0..lower.len()).filter(|at| Some(*at) != stage && Some(*at) != score);
        let stage = stage.or_else(|| free.next())?;
        let score = score.or_else(|| free.next())?;
        Some(Self {
            stage,
            score,
            persona: named(&heads::PERSONA),
            date: named(&heads::DATE),
            comment: named(&heads::COMMENT),
        })
    }
}

impl Survey {
    /// [`Survey::read`] without anything said of how to read it.
    pub fn new(table: &Table, columns: Columns, scale: Scale, map: &Map) -> Self {
        Self::read(table, columns, scale, &Reading::default(), map)
    }

    /// Stages are known by their title as people write it, by their number from 1 or by their id;
    /// personas by their name in any case, or by their id. `scale` is that of the survey.
    pub fn read(
        table: &Table,
        columns: Columns,
        scale: Scale,
        reading: &Reading,
        map: &Map,
    ) -> Self {
        let mut stages = StageNames::of(map);
        let mut personas: HashMap<String, usize> = HashMap::new();
        for (index, persona) in map.personas.iter().enumerate() {
            for name in [folded(&persona.name), folded(persona.id.as_str())] {
                personas.entry(name).or_insert(index);
            }
        }
        let by_hand = |name: &str| {
            let stage = reading.stages.get(name)?;
            Some(stage.as_ref().and_then(|id| map.stage_index(id)))
        };
        let mut near = BTreeMap::new();
        let mut skipped = Vec::new();
        let mut groups: HashMap<(Option<usize>, usize), Vec<SurveyAnswer>> = HashMap::new();
        for row in table.rows() {
            let cell = |column: usize| row.cell(column).map_or("", str::trim);
            let counts =
                |(column, wanted): &(usize, String)| folded(cell(*column)) == folded(wanted);
            if !reading.only.iter().all(counts) {
                continue;
            }
            let mut read = || {
                let name = cell(columns.stage);
                let stage = match by_hand(name) {
                    Some(stage) => stage,
                    None => stages.find(name).map(|found| {
                        if found.is_near {
                            near.insert(name.to_owned(), map.stages[found.at].id.clone());
                        }
                        found.at
                    }),
                };
                let stage = stage.ok_or(WhySkipped::UnknownStage(name.into()))?;
                let persona = match columns.persona.map(cell) {
                    None | Some("") => None,
                    Some(name) => {
                        let known = personas.get(&folded(name)).copied();
                        Some(known.ok_or(WhySkipped::UnknownPersona(name.into()))?)
                    }
                };
                let score = reading.score(cell(columns.score));
                let score = score.ok_or(WhySkipped::NoNumber(cell(columns.score).into()))?;
                if !(scale.min..=scale.max).contains(&score) {
                    return Err(WhySkipped::OffScale(score));
                }
                let comment = columns.comment.map(cell).unwrap_or_default();
                let answer = SurveyAnswer {
                    score,
                    date: columns
                        .date
                        .and_then(|column| reading.dates.read(cell(column))),
                    comment: if is_silent(comment) {
                        String::new()
                    } else {
                        comment.to_owned()
                    },
                };
                Ok(((persona, stage), answer))
            };
            match read() {
                Ok((place, answer)) => groups.entry(place).or_default().push(answer),
                Err(why) => skipped.push(Skipped {
                    line: row.line,
                    why,
                }),
            }
        }
        let mut places: Vec<_> = groups.keys().copied().collect();
        places.sort_unstable();
        let groups = places.into_iter().map(|place| Group {
            persona: place.0.map(|at| map.personas[at].id.clone()),
            stage: map.stages[place.1].id.clone(),
            answers: groups.remove(&place).unwrap_or_default(),
        });
        Self {
            groups: groups.collect(),
            skipped,
            near,
        }
    }

    /// Of all groups.
    pub fn answer_count(&self) -> usize {
        self.groups.iter().map(|group| group.answers.len()).sum()
    }
}

impl Group {
    /// What the answers come to.
    pub fn figures(&self) -> Figures {
        let scores: Vec<f64> = self.answers.iter().map(|answer| answer.score).collect();
        Figures::of(&scores).expect("a group has answers")
    }

    /// The day of the latest answer.
    pub fn date(&self) -> Option<Date> {
        self.answers.iter().filter_map(|answer| answer.date).max()
    }
}

impl WhySkipped {
    /// A clause without a full stop.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::UnknownStage(name) => {
                language.fill("the map has no stage “{name}”", &[("name", name)])
            }
            Self::UnknownPersona(name) => {
                language.fill("the map has no persona “{name}”", &[("name", name)])
            }
            Self::NoNumber(text) => language.fill("“{text}” is not a number", &[("text", text)]),
            Self::OffScale(score) => language.fill(
                "{score} is not on the scale of the survey",
                &[("score", &score.to_string())],
            ),
        }
    }
}
