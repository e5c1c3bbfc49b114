//! Emotion curves and their points.

use super::{evidence::Evidence, id::Id, said::Claim, unknown::Unknown};

/// Which of a lane's curves: there is at most one of each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CurveOf {
    pub persona: Id,
    /// As it should be, not as it is.
    pub to_be: bool,
}

impl Curve {
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
    pub persona: Id,
    /// As it should be, beside the persona's curve as it is.
    pub to_be: bool,
    /// In any order: their places say where they stand.
    pub points: Vec<CurvePoint>,
    pub unknown: Unknown,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct CurvePoint {
    pub id: Id,
    pub stage: Id,
    /// 0 to 1 across the stage.
    pub at: f64,
    /// On the map's emotion scale; `None` where there is no data: the curve has a gap there.
    pub value: Option<f64>,
    pub label: String,
    /// Half the height of the band around the curve, in units of the scale (a standard deviation).
    pub spread: Option<f64>,
    /// How many answers stand behind the value.
    pub n: Option<u32>,
    pub moment_of_truth: bool,
    pub claim: Option<Claim>,
    pub evidence: Vec<Evidence>,
    pub unknown: Unknown,
}
