//! What a field of a file has to hold: a type, or a word of a set.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Text,
    Number,
    Flag,
    List,
    Record,
}

impl Expected {
    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "a text in quotation marks",
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::List => "a list in square brackets",
            Self::Record => "a record in braces",
        }
    }
}

/// The sets of words of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    State,
    Language,
    Color,
    Medium,
    Role,
    MetricKind,
    LineKind,
    Claim,
    Owner,
    When,
    TimeUnit,
}

impl Vocabulary {
    /// What one word of the set is; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state of a map",
            Self::Language => "language of a map",
            Self::Color => "colour",
            Self::Medium => "medium of a channel",
            Self::Role => "role of a lane",
            Self::MetricKind => "kind of metric",
            Self::LineKind => "kind of line",
            Self::Claim => "confidence",
            Self::Owner => "owner of a touchpoint",
            Self::When => "state of a card",
            Self::TimeUnit => "unit of time",
        }
    }
}
