//! The kinds of parts that a map is made of, and what is said of each.

/// The kinds of parts that carry ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after its record")]
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
    Stop,
}

impl Part {
    /// Those first that others stand in.
    pub const ALL: [Self; 10] = [
        Self::Stage,
        Self::Step,
        Self::Lane,
        Self::Persona,
        Self::Channel,
        Self::Card,
        Self::Point,
        Self::Metric,
        Self::Arrow,
        Self::Stop,
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
            Self::Stop => "stop",
        }
    }

    /// As programs name it.
    pub fn word(self) -> &'static str {
        if self == Self::Point {
            "point"
        } else {
            self.name()
        }
    }

    /// What the id of a new one begins with.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Step => "step",
            Self::Lane => "lane",
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Card => "c",
            Self::Point => "p",
            Self::Metric => "m",
            Self::Arrow => "arrow",
            Self::Stop => "stop",
        }
    }

    /// What deleting one is called; English, for the translation table.
    pub fn deleting(self) -> &'static str {
        match self {
            Self::Stage => "Delete stage",
            Self::Step => "Delete step",
            Self::Lane => "Delete lane",
            Self::Persona => "Delete persona",
            Self::Channel => "Delete channel",
            Self::Card => "Delete card",
            Self::Point => "Delete point",
            Self::Metric => "Delete metric",
            Self::Arrow => "Delete arrow",
            Self::Stop => "Delete stop",
        }
    }

    /// How many of them a map may have.
    pub const fn most(self) -> usize {
        match self {
            Self::Stage | Self::Lane | Self::Persona | Self::Channel | Self::Stop => 500,
            Self::Step => 2_000,
            Self::Card | Self::Point | Self::Metric | Self::Arrow => 50_000,
        }
    }

    /// Whether it has a place among its like that a person may change by itself.
    pub fn has_order(self) -> bool {
        match self {
            Self::Stage | Self::Step | Self::Lane | Self::Persona | Self::Channel | Self::Stop => {
                true
            }
            Self::Card | Self::Point | Self::Metric | Self::Arrow => false,
        }
    }

    /// Whether it stands in a lane, in the room of a stage.
    pub fn is_content(self) -> bool {
        match self {
            Self::Card | Self::Point | Self::Metric => true,
            Self::Stage
            | Self::Step
            | Self::Lane
            | Self::Persona
            | Self::Channel
            | Self::Arrow
            | Self::Stop => false,
        }
    }
}
