//! Emotion curves and their points.

use super::{evidence::Evidence, id::Id, said::Claim, unknown::Unknown};

/// Which of a lane's curves: there is at most one of each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CurveOf {
    /// Whose feelings it shows.
    pub persona: Id,
    /// As it should be, not as it is.
    pub to_be: bool,
}

impl Curve {
    /// Which of its lane's curves it is.
    pub fn of(&self) -> CurveOf {
        CurveOf {
            persona: self.persona.clone(),
            to_be: self.to_be,
        }
    }
}

/// What one persona feels along the journey.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Whose feelings it shows.
    pub persona: Id,
    /// As it should be, beside the persona's curve as it is.
    pub to_be: bool,
    /// In any order: their places say where they stand.
    pub points: Vec<CurvePoint>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// How a persona feels at a place of a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CurvePoint {
    /// Unique among the points of all curves.
    pub id: Id,
    /// In which it stands.
    pub stage: Id,
    /// 0 to 1 across the stage.
    pub at: f64,
    /// On the map's emotion scale; `None` where there is no data: the curve has a gap there.
    pub value: Option<f64>,
    /// Stands above a peak or below a dip; may be empty.
    pub label: String,
    /// Half the height of the band around the curve, in units of the scale (a standard deviation).
    pub spread: Option<f64>,
    /// How many answers stand behind the value.
    pub n: Option<u32>,
    /// Whether the whole experience turns on it.
    pub moment_of_truth: bool,
    /// What the journey leads to, as [`Card::conversion`](super::Card).
    pub conversion: bool,
    /// How sure it is; `None` where nobody said.
    pub claim: Option<Claim>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}
