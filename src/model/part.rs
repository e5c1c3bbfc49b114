//! The kinds of parts that carry ids.

/// The kinds of parts that carry ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Stage,
    Step,
    Lane,
    Persona,
    Channel,
    Card,
    Point,
    Metric,
    Arrow,
}

impl Part {
    pub const ALL: [Self; 9] = [
        Self::Stage,
        Self::Step,
        Self::Lane,
        Self::Persona,
        Self::Channel,
        Self::Card,
        Self::Point,
        Self::Metric,
        Self::Arrow,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Step => "step",
            Self::Lane => "lane",
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Card => "card",
            Self::Point => "curve point",
            Self::Metric => "metric",
            Self::Arrow => "arrow",
        }
    }
}
