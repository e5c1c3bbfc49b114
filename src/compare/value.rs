//! What a field holds, so that it can be told in words.

use super::parts::PartRef;
use crate::{
    model::{
        Date, Times,
        record::{FieldDef, FieldKind, Record},
    },
    words::marked,
};

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// It says nothing.
    Nothing,
    /// What a person wrote.
    Text(String),
    /// English, for the translation table.
    Word(&'static str),
    /// A number without a unit.
    Number(f64),
    /// With its unit.
    Figure(f64, String),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// Doing, waiting or both.
    Times(Times),
    /// Another thing of the map.
    Part(PartRef),
    /// Several of these.
    List(Vec<FieldValue>),
    /// Where something stands, from the outermost; for a point also how far across, 0 to 1.
    Place(Vec<PartRef>, Option<f64>),
}

impl FieldValue {
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

    pub(super) fn list(values: impl IntoIterator<Item = FieldValue>) -> Self {
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
            Self::Nothing
            | Self::Text(_)
            | Self::Word(_)
            | Self::Number(_)
            | Self::Figure(..)
            | Self::Flag(_)
            | Self::Date(_)
            | Self::Times(_) => Vec::new(),
        }
    }
}

/// What a field of a record holds.
pub(super) fn value_of<R: Record>(field: &FieldDef<R>, record: &R) -> FieldValue {
    let part = |part, id| FieldValue::Part(PartRef::of(part, id));
    match &field.kind {
        FieldKind::Id(id) => FieldValue::text((id.get)(record).as_str()),
        FieldKind::Home(of, id) => part(*of, (id.get)(record)),
        FieldKind::HomeIf(of, id) | FieldKind::Link(of, id) => match (id.get)(record) {
            Some(id) => part(*of, id),
            None => FieldValue::Nothing,
        },
        FieldKind::Links(of, ids) => {
            FieldValue::list((ids.get)(record).iter().map(|id| part(*of, id)))
        }
        FieldKind::Text(text) | FieldKind::Icon(text) => FieldValue::text((text.get)(record)),
        FieldKind::Lines(lines) => FieldValue::texts((lines.get)(record)),
        FieldKind::Flag(flag) => FieldValue::Flag(*(flag.get)(record)),
        FieldKind::Number(number) => FieldValue::number(*(number.get)(record)),
        FieldKind::Amount(number) => FieldValue::Number(*(number.get)(record)),
        FieldKind::Count(count) => FieldValue::number((count.get)(record).map(f64::from)),
        FieldKind::Level(level) => {
            FieldValue::number((level.get)(record).map(|level| f64::from(level.get())))
        }
        FieldKind::Date(date) => (date.get)(record).map_or(FieldValue::Nothing, FieldValue::Date),
        FieldKind::Language(language) => FieldValue::Text((language.get)(record).name().to_owned()),
        FieldKind::Picture(picture) => {
            FieldValue::word((picture.get)(record).as_ref().map(|_| marked("a picture")))
        }
        FieldKind::Evidence(evidence) => {
            let pieces = (evidence.get)(record).iter();
            FieldValue::list(pieces.map(|piece| FieldValue::Text(piece.text.clone())))
        }
        FieldKind::LevelWords(words) => {
            let words = (words.get)(record).iter();
            FieldValue::list(words.map(|level| FieldValue::Text(level.word.clone())))
        }
        FieldKind::Scale(scale) => {
            let scale = (scale.get)(record);
            FieldValue::List(vec![
                FieldValue::Number(scale.min),
                FieldValue::Number(scale.max),
            ])
        }
        FieldKind::Change(change) => match (change.get)(record) {
            Some(change) => FieldValue::Figure(change.by, change.unit.clone()),
            None => FieldValue::Nothing,
        },
        FieldKind::Periods(periods) => {
            let periods = (periods.get)(record).iter();
            FieldValue::list(periods.map(|period| FieldValue::Figure(period.value, String::new())))
        }
        FieldKind::LaneKind(kind) => match (kind.get)(record).said() {
            Ok(word) => FieldValue::Word(word),
            Err(foreign) => FieldValue::Text(foreign.to_owned()),
        },
        FieldKind::Shows(shows) => {
            let shows = (shows.get)(record);
            match shows.part() {
                Some(of) => FieldValue::list(shows.ids().iter().map(|id| part(of, id))),
                None => FieldValue::Word(shows.name()),
            }
        }
        FieldKind::Unknown(unknown) => {
            let fields = (unknown.get)(record).fields();
            FieldValue::list(fields.map(|(name, _)| FieldValue::Text(name.clone())))
        }
        FieldKind::Times(times) => FieldValue::Times(times(record)),
        FieldKind::Named(name) => name(record).map_or(FieldValue::Nothing, |name| {
            // One without a name is there all the same.
            match name.trim() {
                "" => FieldValue::Word(marked("a brand")),
                name => FieldValue::Text(name.to_owned()),
            }
        }),
        FieldKind::Word(word) => FieldValue::word(word(record)),
        FieldKind::Figure(figure) => {
            let (value, unit) = figure(record);
            FieldValue::Figure(value, unit)
        }
        FieldKind::Parts => FieldValue::Nothing,
    }
}
