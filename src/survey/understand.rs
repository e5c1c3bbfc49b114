//! A table of answers as the usual survey tools write it → a row for each answer, with a stage and a
//! score, and what was said besides.

use std::collections::{HashMap, HashSet};

use super::{
    Columns,
    dates::{DateOrder, Proof},
    kinds::{Column, ColumnKind, columns},
    layout::AnswerTable,
    names::each_once,
    questions::{self, Question},
    reading::{FoundScores, Reading, graded, is_silent, scale_in},
    table::{SurveyError, Table, TableRow},
    words::{Saying, folded, usual_place},
};
use crate::{
    model::{Date, Map, MetricKind, Scale},
    words::{Language, number},
};

/// Columns by their heads (or their numbers from 1), where a person says them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaidColumns {
    /// Where the stages stand, one a row.
    pub stage: Option<String>,
    /// Where the scores stand, or the question that several columns ask.
    pub score: Option<String>,
    /// Who answered.
    pub persona: Option<String>,
    /// When.
    pub date: Option<String>,
    /// What was said.
    pub comment: Option<String>,
}

/// Answers as they were understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// A row for each answer about a stage.
    pub table: Table,
    /// Of that table.
    pub columns: Columns,
    /// Of the answers.
    pub scale: Scale,
    /// How its cells are read.
    pub reading: Reading,
    /// What the answers are about and who gave them, in the order of a map that is made of them.
    pub stages: Vec<String>,
    /// By their names.
    pub personas: Vec<String>,
    /// What was said of the whole.
    pub remarks: Vec<Remark>,
    /// Figures of the whole, or of a stage.
    pub asked: Vec<Asked>,
    /// What is to be said of all this.
    pub notes: Vec<SurveyNote>,
}

/// What somebody said of the whole journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Empty where the table does not say.
    pub persona: String,
    /// Of the answer.
    pub date: Option<Date>,
    /// As it was written.
    pub text: String,
}

/// The answers to a question whose figure is a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What it measures.
    pub kind: MetricKind,
    /// The question.
    pub name: String,
    /// Of a stage by its name; none of the whole journey.
    pub stage: Option<String>,
    /// As they were given.
    pub answers: Vec<f64>,
}

/// What is to be said of how a table was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum SurveyNote {
    /// What the file was encoded in, other than UTF-8.
    Decoded(&'static str),
    /// No column says a stage: all answers are about this one.
    NoStage(String),
    /// Days and months could be either way; an example, and what it was read as.
    OpenDates(String, Option<Date>),
    /// Answers in words, with what they count.
    Words(Vec<(String, f64)>),
    /// Questions that were not read, and the one that was.
    QuestionsLeft {
        /// The one that was.
        read: String,
        /// The others, with what parts quoted names between them.
        left: String,
    },
}

impl SurveyNote {
    /// One sentence without its place.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Decoded(encoding) => language.fill(
                "the text is in {encoding}, not in UTF-8; look at its accents and signs",
                &[("encoding", encoding)],
            ),
            Self::NoStage(name) => language.fill(
                "no column says which stage an answer is about; all of them were put under “{name}”",
                &[("name", name)],
            ),
            Self::OpenDates(text, date) => {
                let date = date.map_or(String::new(), |date| date.in_words(language));
                language.fill(
                    "nothing in the dates says whether the day or the month comes first; “{text}” was read as {date}",
                    &[("text", text), ("date", &date)],
                )
            }
            Self::Words(words) => {
                let words = words
                    .iter()
                    .map(|(word, value)| format!("“{word}” = {}", language.number(*value)));
                let words = words.collect::<Vec<_>>().join(", ");
                language.fill(
                    "answers in words were scored as: {words}",
                    &[("words", &words)],
                )
            }
            Self::QuestionsLeft { read, left } => language.fill(
                "the curve is of “{read}”; other questions are ignored: “{left}”",
                &[("read", read), ("left", left)],
            ),
        }
    }
}

/// What is kept of other columns in a table with a column a stage.
const MOST_BESIDE: usize = 8;
const MOST_REMARKS: usize = 2_000;
/// How many times the size of the table its answers may have, and what small ones may beside that.
const MOST_TIMES: usize = 8;
const BESIDE: usize = 100_000;

/// Understands a table. `map` is the one whose stages the answers may be about; what is `said` of the
/// columns counts before every guess.
///
/// # Errors
/// Where no column has scores, one that is said is not there, or the answers are too many.
pub fn understand(
    table: &Table,
    said: &SaidColumns,
    map: Option<&Map>,
) -> Result<Answers, SurveyError> {
    let answers = AnswerTable::of(table);
    if answers.rows().next().is_none() {
        return Err(SurveyError::TooSmall);
    }
    let columns = columns(&answers);
    let survey = SurveyParser {
        table: answers,
        columns,
        map,
        bytes: table.bytes(),
        notes: table
            .encoding
            .map(SurveyNote::Decoded)
            .into_iter()
            .collect(),
    };
    let said = survey.said(said)?;
    match survey.stage_column(&said) {
        Some(stage) => survey.long(stage, &said),
        None => survey.wide(&said),
    }
}

/// Whether a table looks like answers of a survey, not like a journey as people draw it.
pub fn looks_like_answers(table: &Table) -> bool {
    let answers = AnswerTable::of(table);
    let columns = columns(&answers);
    let is = |kind: ColumnKind| columns.iter().any(|column| column.kind == kind);
    let is_dated = columns
        .iter()
        .any(|c| matches!(c.kind, ColumnKind::Date(_)) && c.filled > 0);
    let of_tool = columns
        .iter()
        .any(|column| column.kind == ColumnKind::Nothing && column.filled > 0);
    let has_scores = is(ColumnKind::Score)
        || columns
            .iter()
            .any(|c| matches!(c.kind, ColumnKind::Metric(_)));
    if !is(ColumnKind::Stage) {
        return has_scores && (is_dated || of_tool);
    }
    let is_of_survey = |column: &Column| match column.kind {
        ColumnKind::Comment => {
            Saying::Comment.in_text(&column.folded).is_some() || column.folded.ends_with('?')
        }
        ColumnKind::Choice => false,
        _ => true,
    };
    let asks = columns.iter().any(|column| {
        column.kind == ColumnKind::Score
            && (Saying::Score.in_text(&column.folded).is_some() || column.folded.ends_with('?'))
    });
    has_scores && columns.iter().all(is_of_survey) && (asks || is_dated)
}

impl Answers {
    /// A table of a row for each answer as it stands, with the columns as their heads say.
    pub fn plain(table: Table, columns: Columns, map: Option<&Map>) -> Self {
        let (reading, scale) = Reading::guess(&table, columns, map.map(|map| map.emotion_scale));
        Self {
            table,
            columns,
            scale,
            reading,
            stages: Vec::new(),
            personas: Vec::new(),
            remarks: Vec::new(),
            asked: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Columns that a person said.
struct Said {
    stage: Option<usize>,
    score: Option<usize>,
    /// A question that several columns are about.
    question: Option<String>,
    persona: Option<usize>,
    date: Option<usize>,
    comment: Option<usize>,
}

struct SurveyParser<'t> {
    table: AnswerTable<'t>,
    columns: Vec<Column>,
    map: Option<&'t Map>,
    bytes: usize,
    notes: Vec<SurveyNote>,
}

impl<'t> SurveyParser<'t> {
    fn said(&self, said: &SaidColumns) -> Result<Said, SurveyError> {
        let find = |name: &Option<String>| {
            let Some(name) = name else { return Ok(None) };
            let found = self.column_called(name);
            found.map(Some).ok_or(SurveyError::NoColumn(name.clone()))
        };
        let (score, question) = match find(&said.score) {
            Ok(score) => (score, None),
            Err(error) => match &said.score {
                Some(name)
                    if self
                        .columns
                        .iter()
                        .any(|c| c.folded.starts_with(&folded(name))) =>
                {
                    (None, said.score.clone())
                }
                _ => return Err(error),
            },
        };
        Ok(Said {
            stage: find(&said.stage)?,
            score,
            question,
            persona: find(&said.persona)?,
            date: find(&said.date)?,
            comment: find(&said.comment)?,
        })
    }

    /// By its whole head, by a part that only one has, by its number from 1.
    fn column_called(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        let whole = self
            .columns
            .iter()
            .position(|column| column.folded == wanted);
        let part = || {
            let holds = |column: &&(usize, &Column)| column.1.folded.contains(&wanted);
            let mut found: Vec<_> = self.columns.iter().enumerate().collect();
            found.retain(|column| holds(&column));
            match &found[..] {
                [(at, _)] => Some(*at),
                _ => None,
            }
        };
        let number = || {
            wanted
                .parse()
                .ok()
                .and_then(|number: usize| number.checked_sub(1))
        };
        whole
            .or_else(part)
            .or_else(number)
            .filter(|at| *at < self.columns.len())
    }

    fn of_kind(&self, kind: ColumnKind) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(move |(_, column)| column.kind == kind)
            .map(|(at, _)| at)
    }

    fn is_known_stage(&self, name: &str) -> bool {
        let stages = self.map.map_or(&[][..], |map| &map.stages);
        stages.iter().any(|stage| folded(&stage.title) == name)
    }

    /// Where the stages stand, one a row.
    fn stage_column(&self, said: &Said) -> Option<usize> {
        if said.stage.is_some() {
            return said.stage;
        }
        if let Some(found) = self.of_kind(ColumnKind::Stage).next() {
            return Some(found);
        }
        // A column without such a head, in which nothing but stages are named.
        let mut others = self.columns.iter().enumerate();
        let named = others.find(|(at, column)| {
            let may_be = matches!(column.kind, ColumnKind::Choice | ColumnKind::Comment);
            may_be
                && Some(*at) != said.persona
                && column.names_stages(|name| self.is_known_stage(name))
        });
        named.map(|(at, _)| at)
    }

    fn persona_column(&self, said: &Said) -> Option<usize> {
        said.persona
            .or_else(|| self.of_kind(ColumnKind::Persona).next())
    }

    /// What was said of a stage: where a head says so, else what reads like something said.
    fn comment_column(&self, stage: usize) -> Option<usize> {
        let comments = || self.of_kind(ColumnKind::Comment).filter(|at| *at != stage);
        let is_named = |at: &usize| Saying::Comment.in_text(&self.columns[*at].folded).is_some();
        let is_said = |at: &usize| {
            let column = &self.columns[*at];
            column.words.is_empty() || column.folded.ends_with('?')
        };
        comments()
            .find(is_named)
            .or_else(|| comments().find(is_said))
    }

    /// Those that say when, the best first.
    fn date_columns(&self, said: &Said) -> Vec<usize> {
        if let Some(said) = said.date {
            return vec![said];
        }
        let rank = |column: &Column| match column.kind {
            ColumnKind::Date(rank) => Some(rank),
            _ => None,
        };
        let dated = self.columns.iter().enumerate();
        let mut dated: Vec<_> = dated
            .filter_map(|(at, column)| Some((rank(column)?, at)))
            .collect();
        dated.sort_unstable();
        dated.into_iter().map(|(_, at)| at).collect()
    }

    fn date_of(&self, row: TableRow<'t>, columns: &[usize]) -> &'t str {
        let mut cells = columns.iter().map(|at| self.table.cell(row, *at));
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn date_order(&mut self, columns: &[usize]) -> DateOrder {
        let rows = self.table.rows().take(10_000);
        let texts = rows.flat_map(|row| columns.iter().map(move |at| (row, *at)));
        let texts = texts.map(|(row, at)| self.table.cell(row, at));
        let (order, proof) = DateOrder::guess(texts, &self.table.heads);
        if let Proof::Open(text) = proof {
            let date = order.read(&text);
            self.notes.push(SurveyNote::OpenDates(text, date));
        }
        order
    }

    /// How the scores of some columns are read, and their scale.
    fn scores(&mut self, columns: &[usize]) -> (Reading, Scale) {
        let cells = self
            .table
            .rows()
            .flat_map(|row| columns.iter().map(move |at| (row, *at)));
        let found = FoundScores::of(cells.map(|(row, at)| self.table.cell(row, at)));
        let questions = columns.iter().map(|at| self.columns[*at].head.as_str());
        let question = questions.clone().find(|head| scale_in(head).is_some());
        let of_map = self.map.map(|map| map.emotion_scale);
        let scale = found.scale(question.unwrap_or_default(), of_map);
        if found.steps.is_some() {
            let told = found
                .words
                .each()
                .map(|(word, value)| (word.to_owned(), value));
            self.notes.push(SurveyNote::Words(told.collect()));
        }
        let reading = Reading {
            words: found.words,
            ..Reading::default()
        };
        (reading, scale)
    }

    /// A row of the table is an answer about one stage.
    fn long(mut self, stage: usize, said: &Said) -> Result<Answers, SurveyError> {
        let scores = || self.of_kind(ColumnKind::Score).filter(|at| *at != stage);
        let is_named = |at: &usize| Saying::Score.in_text(&self.columns[*at].folded).is_some();
        let metric = || {
            let columns = self.columns.iter();
            columns
                .into_iter()
                .position(|column| matches!(column.kind, ColumnKind::Metric(_)))
        };
        let by_question = said.question.as_ref().and_then(|question| {
            let question = folded(question);
            self.columns
                .iter()
                .position(|column| column.folded.starts_with(&question))
        });
        let score = said
            .score
            .or(by_question)
            .or_else(|| scores().find(is_named))
            .or_else(|| scores().next())
            .or_else(metric)
            .ok_or(SurveyError::NoScores)?;
        let left: Vec<String> = scores()
            .filter(|at| *at != score && said.score.is_none())
            .map(|at| self.columns[at].head.clone())
            .collect();
        if !left.is_empty() {
            self.notes.push(SurveyNote::QuestionsLeft {
                read: self.columns[score].head.clone(),
                left: left.join("”, “"),
            });
        }
        let dates = self.date_columns(said);
        let persona = self
            .persona_column(said)
            .filter(|at| *at != stage && *at != score);
        let comment = said.comment.or_else(|| self.comment_column(stage));
        let (mut reading, scale) = self.scores(&[score]);
        reading.dates = self.date_order(&dates);
        // All columns stay, so that each can be chosen; when an answer was given is one more.
        let mut table = Table::default();
        table.heads = self.table.heads.clone();
        let date = match dates[..] {
            [] => None,
            [only] => Some(only),
            _ => {
                table.heads.push(self.columns[dates[0]].head.clone());
                Some(table.heads.len() - 1)
            }
        };
        let width = self.table.heads.len();
        let mut asked = Vec::new();
        for row in self.table.rows() {
            let is_empty = [stage, score]
                .iter()
                .all(|at| self.table.cell(row, *at).is_empty());
            if is_empty {
                continue;
            }
            let cells = (0..width).map(|at| self.table.cell(row, at));
            let late = (dates.len() > 1).then(|| self.date_of(row, &dates));
            table.push(row.line, cells.chain(late));
        }
        for (at, column) in self.columns.iter().enumerate() {
            if let ColumnKind::Metric(kind) = column.kind
                && at != score
            {
                self.ask(at, kind, Some(stage), &mut asked);
            }
        }
        let columns = Columns {
            stage,
            score,
            persona,
            date,
            comment: comment.filter(|at| *at != score),
        };
        Ok(self.finish(table, columns, reading, scale, Vec::new(), asked))
    }

    /// The answers of a column, by stage where there is a column of stages.
    fn ask(&self, at: usize, kind: MetricKind, stage: Option<usize>, asked: &mut Vec<Asked>) {
        const MOST: usize = 200;
        let mut of_stage: HashMap<String, usize> = HashMap::new();
        for row in self.table.rows() {
            let cell = self.table.cell(row, at);
            let Some(answer) = number(cell).or_else(|| graded(cell)) else {
                continue;
            };
            let name = stage.map(|stage| self.table.cell(row, stage).to_owned());
            let key = name.clone().unwrap_or_default();
            if !of_stage.contains_key(&key) {
                if asked.len() >= MOST {
                    continue;
                }
                of_stage.insert(key.clone(), asked.len());
                asked.push(Asked {
                    kind,
                    name: self.columns[at].head.clone(),
                    stage: name,
                    answers: Vec::new(),
                });
            }
            asked[of_stage[&key]].answers.push(answer);
        }
    }

    /// A row of the table is what one person answered, with a column for each stage.
    fn wide(mut self, said: &Said) -> Result<Answers, SurveyError> {
        let scores: Vec<usize> = match said.score {
            Some(score) => vec![score],
            None => self.of_kind(ColumnKind::Score).collect(),
        };
        let is_known = |name: &str| self.is_known_stage(name);
        let heads: Vec<(usize, &Column)> =
            scores.iter().map(|at| (*at, &self.columns[*at])).collect();
        let asked_for = said.question.clone().or_else(|| {
            // One column of several that are about the same question.
            said.score
                .map(|at| questions::question_of(&self.columns[at].head).to_owned())
        });
        let all = match said.score {
            Some(_) => {
                let all = self
                    .of_kind(ColumnKind::Score)
                    .map(|at| (at, &self.columns[at]));
                questions::of(&all.chain(heads).collect::<Vec<_>>(), is_known)
            }
            None => questions::of(&heads, is_known),
        };
        let chosen = asked_for.and_then(|name| {
            let name = folded(&name);
            all.iter()
                .position(|question| folded(&question.name) == name)
        });
        let best = || (0..all.len()).max_by_key(|at| (all[*at].parts.len(), usize::MAX - at));
        let at = chosen.or_else(best);
        // Where nothing but one figure was asked, it is the score.
        let metric = || {
            let at = self
                .columns
                .iter()
                .position(|column| matches!(column.kind, ColumnKind::Metric(_)))?;
            let stage = self.columns[at].head.clone();
            Some(Question {
                name: String::new(),
                parts: vec![(at, stage)],
            })
        };
        let question = at
            .map(|at| all[at].clone())
            .or_else(metric)
            .ok_or(SurveyError::NoScores)?;
        let left: Vec<&str> = (0..all.len())
            .filter(|other| Some(*other) != at)
            .flat_map(|other| all[other].told())
            .collect();
        if !left.is_empty() {
            let left = left.join("”, “");
            let read = question
                .told()
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned();
            self.notes.push(SurveyNote::QuestionsLeft { read, left });
        }
        if let [(_, stage)] = &question.parts[..]
            && !self.is_known_stage(&folded(stage))
            && usual_place(&folded(stage)).is_none()
            && question.name.is_empty()
        {
            self.notes.push(SurveyNote::NoStage(stage.clone()));
        }
        self.by_stage(&question, said)
    }

    fn by_stage(mut self, question: &Question, said: &Said) -> Result<Answers, SurveyError> {
        let asked_at: Vec<usize> = question.parts.iter().map(|(at, _)| *at).collect();
        let dates = self.date_columns(said);
        let persona = self
            .persona_column(said)
            .filter(|at| !asked_at.contains(at));
        // What was said of a stage stands beside it; all else is said of the whole.
        let comments: Vec<usize> = match said.comment {
            Some(said) => vec![said],
            None => self.of_kind(ColumnKind::Comment).collect(),
        };
        let texts: Vec<(usize, &Column)> = comments
            .iter()
            .map(|at| (*at, &self.columns[*at]))
            .collect();
        let of_stage = questions::comments(&texts, question);
        let beside: Vec<usize> = self
            .of_kind(ColumnKind::Choice)
            .filter(|at| Some(*at) != persona)
            .take(MOST_BESIDE)
            .collect();
        let (mut reading, scale) = self.scores(&asked_at);
        reading.dates = self.date_order(&dates);
        let mut table = Table::default();
        table.heads = ["Stage", "Score"].map(str::to_owned).to_vec();
        let mut next = |head: Option<String>| {
            table.heads.push(head?);
            Some(table.heads.len() - 1)
        };
        let head = |at: usize| self.columns[at].head.clone();
        let persona_at = next(persona.map(head));
        let date_at = next(dates.first().map(|at| head(*at)));
        let comment_at = next(of_stage.iter().flatten().next().map(|at| head(*at)));
        for at in &beside {
            next(Some(head(*at)));
        }
        let mut remarks = Vec::new();
        for row in self.table.rows() {
            let cell = |at: usize| self.table.cell(row, at);
            let who = persona.map(cell);
            let when = (!dates.is_empty()).then(|| self.date_of(row, &dates));
            for (index, (at, stage)) in question.parts.iter().enumerate() {
                let score = cell(*at);
                if is_silent(score) {
                    continue;
                }
                let comment = comment_at.map(|_| of_stage[index].map_or("", cell));
                let others = beside.iter().map(|at| cell(*at));
                let cells = [stage.as_str(), score]
                    .into_iter()
                    .chain(who)
                    .chain(when)
                    .chain(comment);
                table.push(row.line, cells.chain(others));
            }
            let whole = comments.iter().filter(|at| !of_stage.contains(&Some(**at)));
            for text in whole.map(|at| cell(*at)).filter(|text| !is_silent(text)) {
                if remarks.len() < MOST_REMARKS {
                    remarks.push(Remark {
                        persona: who.unwrap_or_default().to_owned(),
                        date: when.and_then(|when| reading.dates.read(when)),
                        text: text.to_owned(),
                    });
                }
            }
            let cells = table.rows().len() * table.heads.len();
            let is_vast = table.bytes() > MOST_TIMES * self.bytes + BESIDE;
            if is_vast || cells > Table::MOST_CELLS || table.rows().len() > Table::MOST_ROWS {
                return Err(SurveyError::TooManyCells);
            }
        }
        let mut asked = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if let ColumnKind::Metric(kind) = column.kind
                && !asked_at.contains(&at)
            {
                self.ask(at, kind, None, &mut asked);
            }
        }
        let columns = Columns {
            stage: 0,
            score: 1,
            persona: persona_at,
            date: date_at,
            comment: comment_at,
        };
        Ok(self.finish(table, columns, reading, scale, remarks, asked))
    }

    fn finish(
        self,
        table: Table,
        columns: Columns,
        reading: Reading,
        scale: Scale,
        remarks: Vec<Remark>,
        asked: Vec<Asked>,
    ) -> Answers {
        let named = |column: Option<usize>| -> Vec<String> {
            let mut met = HashSet::new();
            let rows = table.rows().filter(|row| {
                let score = row.cell(columns.score).unwrap_or_default();
                !is_silent(score)
            });
            let cells = rows.filter_map(|row| row.cell(column?)).map(str::trim);
            let cells = cells.filter(|cell| !cell.is_empty() && met.insert(folded(cell)));
            cells.map(str::to_owned).collect()
        };
        let mut stages = each_once(named(Some(columns.stage)));
        let places: Option<Vec<usize>> = stages
            .iter()
            .map(|name| usual_place(&folded(name)))
            .collect();
        let is_long = self.table.heads.len() == table.heads.len() || columns.stage != 0;
        if let Some(places) = places.filter(|_| is_long) {
            let mut ordered: Vec<(usize, String)> = places.into_iter().zip(stages).collect();
            ordered.sort_by_key(|(place, _)| *place);
            stages = ordered.into_iter().map(|(_, name)| name).collect();
        }
        let personas = named(columns.persona);
        Answers {
            table,
            columns,
            scale,
            reading,
            stages,
            personas,
            remarks,
            asked,
            notes: self.notes,
        }
    }
}
