//! What a field of a file has to hold: a type, or a word of a set.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotation marks.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list of values.
    List,
    /// Values with names.
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
    /// Of the journey as it is or should be.
    State,
    /// Codes of languages.
    Language,
    /// Names of hues.
    Color,
    /// Where a channel is met.
    Medium,
    /// What the cards of a lane mean.
    Role,
    /// What a metric measures.
    MetricKind,
    /// Which way a metric gets better.
    Better,
    /// What a line parts.
    LineKind,
    /// What a claim rests on.
    Claim,
    /// Whose a touchpoint is.
    Owner,
    /// To which time something belongs.
    When,
    /// Units of a length of time.
    TimeUnit,
    /// How links of pain points and opportunities are shown.
    Links,
    /// What a stop shows.
    Shows,
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
            Self::Better => "direction of a metric",
            Self::LineKind => "kind of line",
            Self::Claim => "confidence",
            Self::Owner => "owner of a touchpoint",
            Self::When => "state of a card",
            Self::TimeUnit => "unit of time",
            Self::Links => "way to show links",
            Self::Shows => "view of a stop",
        }
    }
}
