//! What a field holds, so that it can be told in words.

use super::PartRef;
use crate::model::{Date, Times};

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
