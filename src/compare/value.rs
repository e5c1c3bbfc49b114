//! What a field holds, so that it can be told in words.

use super::parts::PartRef;
use crate::{
    model::{
        Date, LaneKind, Times,
        record::{FieldDef, Kind, Record},
    },
    words::marked,
};

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    /// English, for the translation table.
    Word(&'static str),
    Number(f64),
    /// With its unit.
    Figure(f64, String),
    Flag(bool),
    Date(Date),
    Times(Times),
    Part(PartRef),
    List(Vec<Value>),
    /// Where something stands, from the outermost; for a point also how far across, 0 to 1.
    Place(Vec<PartRef>, Option<f64>),
}

impl Value {
    pub(super) fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }

    pub(super) fn text(text: &str) -> Self {
        match text {
            "" => Self::Nothing,
            text => Self::Text(text.to_owned()),
        }
    }

    pub(super) fn word(word: Option<&'static str>) -> Self {
        word.map_or(Self::Nothing, Self::Word)
    }

    pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Self {
        let values: Vec<_> = values.into_iter().collect();
        match values.is_empty() {
            true => Self::Nothing,
            false => Self::List(values),
        }
    }

    pub(super) fn texts(texts: &[String]) -> Self {
        Self::list(texts.iter().map(|text| Self::Text(text.clone())))
    }

    /// The things that it names.
    pub(super) fn refs(&self) -> Vec<&PartRef> {
        match self {
            Self::Part(part) => vec![part],
            Self::Place(parts, _) => parts.iter().collect(),
            Self::List(values) => values.iter().flat_map(Self::refs).collect(),
            _ => Vec::new(),
        }
    }
}

/// What a field of a record holds.
pub(super) fn value_of<R: Record>(field: &FieldDef<R>, record: &R) -> Value {
    let part = |part, id| Value::Part(PartRef::of(part, id));
    match &field.kind {
        Kind::Id(id) => Value::text((id.get)(record).as_str()),
        Kind::Home(of, id) => part(*of, (id.get)(record)),
        Kind::HomeIf(of, id) | Kind::Link(of, id) => match (id.get)(record) {
            Some(id) => part(*of, id),
            None => Value::Nothing,
        },
        Kind::Links(of, ids) => Value::list((ids.get)(record).iter().map(|id| part(*of, id))),
        Kind::Text(text) | Kind::Icon(text) => Value::text((text.get)(record)),
        Kind::Lines(lines) => Value::texts((lines.get)(record)),
        Kind::Flag(flag) => Value::Flag(*(flag.get)(record)),
        Kind::Number(number) => Value::number(*(number.get)(record)),
        Kind::Amount(number) => Value::Number(*(number.get)(record)),
        Kind::Count(count) => Value::number((count.get)(record).map(f64::from)),
        Kind::Level(level) => {
            Value::number((level.get)(record).map(|level| f64::from(level.get())))
        }
        Kind::Date(date) => (date.get)(record).map_or(Value::Nothing, Value::Date),
        Kind::Language(language) => Value::Text((language.get)(record).name().to_owned()),
        Kind::Picture(picture) => {
            Value::word((picture.get)(record).as_ref().map(|_| marked("a picture")))
        }
        Kind::Evidence(evidence) => {
            let pieces = (evidence.get)(record).iter();
            Value::list(pieces.map(|piece| Value::Text(piece.text.clone())))
        }
        Kind::LevelWords(words) => {
            let words = (words.get)(record).iter();
            Value::list(words.map(|level| Value::Text(level.word.clone())))
        }
        Kind::Scale(scale) => {
            let scale = (scale.get)(record);
            Value::List(vec![Value::Number(scale.min), Value::Number(scale.max)])
        }
        Kind::Change(change) => match (change.get)(record) {
            Some(change) => Value::Figure(change.by, change.unit.clone()),
            None => Value::Nothing,
        },
        Kind::Periods(periods) => {
            let periods = (periods.get)(record).iter();
            Value::list(periods.map(|period| Value::Figure(period.value, String::new())))
        }
        Kind::LaneKind(kind) => match (kind.get)(record) {
            LaneKind::Cards { role, .. } => Value::Word(role.lane_name()),
            LaneKind::Emotion { .. } => Value::Word(marked("Emotion curve")),
            LaneKind::Channels { threads: false, .. } => Value::Word(marked("Channels")),
            LaneKind::Channels { threads: true, .. } => {
                Value::Word(marked("Channels with threads"))
            }
            LaneKind::Metrics { .. } => Value::Word(marked("Metrics")),
            LaneKind::Foreign { kind } => Value::Text(kind.clone()),
        },
        Kind::Unknown(unknown) => {
            let fields = (unknown.get)(record).fields();
            Value::list(fields.map(|(name, _)| Value::Text(name.clone())))
        }
        Kind::Times(times) => Value::Times(times(record)),
        Kind::Word(word) => Value::word(word(record)),
        Kind::Figure(figure) => {
            let (value, unit) = figure(record);
            Value::Figure(value, unit)
        }
        Kind::Parts => Value::Nothing,
    }
}
