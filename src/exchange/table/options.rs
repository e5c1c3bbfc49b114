//! What is asked of, and said about, reading a table that is not our own.

use crate::model::{CardRole, Scale};

/// What a reader is told where the bytes leave a choice.
///
/// All of it is about tables that are not our own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadOptions {
    /// Where they stand.
    pub stages: Stages,
    /// What the rows (columns, where the stages stand down) become; where there is none it is guessed.
    pub lanes: Vec<Option<LaneAs>>,
    /// What the map is called; where there is none, what the table says.
    pub title: Option<String>,
    /// Of a workbook, by its name; where there is none, the first that holds a table.
    pub sheet: Option<String>,
    /// The line of the row of heads, from 1.
    pub head: Option<usize>,
    /// Whose all of it is; where there is none, whom the table names.
    pub persona: Option<String>,
    /// How figures of feelings are read.
    pub scale: Option<ReadScale>,
}

/// The ends of a scale of feelings; the worst may be the larger one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadScale {
    /// What is felt at its worst.
    pub worst: f64,
    /// What is felt at its best.
    pub best: f64,
}

impl ReadScale {
    /// From its smallest to its largest figure.
    pub(super) fn ends(self) -> Scale {
        Scale {
            min: self.worst.min(self.best),
            max: self.worst.max(self.best),
        }
    }

    pub(super) fn is_reversed(self) -> bool {
        self.worst > self.best
    }
}

/// Where the personas of a table come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PersonaFrom {
    /// The table names nobody.
    #[default]
    Nowhere,
    /// It was said.
    Said,
    /// A line above the table, or around it.
    Above,
    /// The heads: “Emotion – Ana”.
    Heads,
    /// A row or column that says whose each cell is.
    Cells,
}

/// Where the stages of a table stand that is not our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stages {
    /// Wherever more heads look like stages.
    #[default]
    Guess,
    /// In the first row, with a lane in each further one.
    Across,
    /// In the first column, with a lane in each further one.
    Down,
}

/// What a row or column of a table that is not our own becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneAs {
    /// Cards of a role.
    Cards(CardRole),
    /// Scores: a curve.
    Emotion,
    /// Figures.
    Metrics,
    /// Names of channels, a touchpoint for each.
    Channels,
    /// Not a lane: what the stages are for, and how long they take.
    Goals,
    /// Not a lane: how long the stages take.
    Durations,
    /// Not a lane: whose the cells of each column (row, where the stages stand down) are.
    Persona,
    /// Not a lane: more of the one above (before, where the stages stand down).
    Above,
    /// Left out.
    Nothing,
}

impl LaneAs {
    /// In the order in which they are offered.
    pub const ALL: [Self; 17] = [
        Self::Cards(CardRole::CustomerActions),
        Self::Cards(CardRole::Touchpoints),
        Self::Cards(CardRole::Thoughts),
        Self::Cards(CardRole::PainPoints),
        Self::Cards(CardRole::Opportunities),
        Self::Cards(CardRole::OrganisationActivities),
        Self::Cards(CardRole::Quotes),
        Self::Cards(CardRole::Images),
        Self::Cards(CardRole::Free),
        Self::Emotion,
        Self::Metrics,
        Self::Channels,
        Self::Goals,
        Self::Durations,
        Self::Persona,
        Self::Above,
        Self::Nothing,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cards(role) => role.lane_name(),
            Self::Emotion => "Emotion curve",
            Self::Metrics => "Metrics",
            Self::Channels => "Channels used",
            Self::Goals => "Goals of the stages",
            Self::Durations => "Durations of the stages",
            Self::Persona => "Persona",
            Self::Above => "Continues the row above",
            Self::Nothing => "Ignored",
        }
    }
}

/// How a table that is not our own was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guess {
    /// What the map is called.
    pub title: String,
    /// Across or down.
    pub stages: Stages,
    /// Each row (column, where the stages stand down) beside the heads: its head, what it became.
    pub lanes: Vec<(String, LaneAs)>,
    /// The sheets of a workbook that hold tables, and the one that was read.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: String,
    /// The first rows, by their lines, and the line of the one that has the heads.
    pub heads: Vec<(usize, String)>,
    /// The line of the row of heads.
    pub head: usize,
    /// The names of the map's personas.
    pub personas: Vec<String>,
    /// Where these come from.
    pub persona_from: PersonaFrom,
    /// Of the curves, if there are any.
    pub scale: Option<ReadScale>,
}
