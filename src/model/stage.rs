//! Stages, the columns of a map, and their steps.

use std::ops::RangeInclusive;

use super::{
    color::Hue,
    id::Id,
    time::{self, Times},
    unknown::Unknown,
};

/// One part of the journey, a column of the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// Unique among the stages.
    pub id: Id,
    /// Stands in its header.
    pub title: String,
    /// What the customer wants to reach in it.
    pub goal: String,
    /// As a person writes it: "1–3 days", "years". Where it can be read, it is how long the stage
    /// takes.
    pub duration: String,
    /// What of that is doing and what waiting.
    pub times: Times,
    /// Of its header.
    pub hue: Hue,
    /// Of all its columns together, in document units; `None` shares the sheet with the others.
    pub width: Option<f64>,
    /// Sub-columns, left to right; empty when the stage is one column.
    pub steps: Vec<Step>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Stage {
    /// The widths that a stage may be given.
    pub const WIDTHS: RangeInclusive<f64> = 140.0..=2400.0;
}

/// One sub-column of a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// Unique among the steps of all stages.
    pub id: Id,
    /// Stands above its column.
    pub title: String,
    /// How long it takes.
    pub times: Times,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Stage {
    /// How long it takes, in minutes: as it was written, else doing and waiting together, else all
    /// of its steps.
    pub fn minutes(&self) -> Option<f64> {
        let written = time::minutes_of(&self.duration);
        let of_steps = self.steps.iter().filter_map(|step| step.times.minutes());
        let of_steps = of_steps.reduce(|a, b| a + b);
        written.or(self.times.minutes()).or(of_steps)
    }
}
