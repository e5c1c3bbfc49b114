//! The channel matrix: a line for each channel, a dot where a stage uses it.

use std::sync::Arc;

use crate::{
    geom::{BezPath, Rect},
    model::{Hue, Id},
};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixBox {
    /// One for each channel.
    pub lines: Vec<MatrixLine>,
    /// One for each persona that uses channels, where they are asked for.
    pub threads: Vec<ThreadBox>,
    pub breaks: Vec<BreakBox>,
    pub(super) bottom: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MatrixLine {
    pub y: f64,
    pub names_top: f64,
    pub icon: Rect,
    /// One for each stage: whether it uses the channel.
    pub dots: Vec<bool>,
}

impl MatrixBox {
    pub const DOT_RADIUS: f64 = 11.0;

    pub fn height(&self) -> f64 {
        self.bottom
    }

    /// How many channels each stage uses.
    pub fn counts(&self) -> Vec<usize> {
        let stages = self.lines.first().map_or(0, |line| line.dots.len());
        let used = |stage: usize| self.lines.iter().filter(|line| line.dots[stage]).count();
        (0..stages).map(used).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct ThreadBox {
    /// `None` on a map without personas.
    pub persona: Option<Id>,
    pub hue: Hue,
    pub faded: bool,
    pub path: Arc<BezPath>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BreakBox {
    pub rect: Rect,
    /// A channel is missing here, between two stages that use it; else nothing goes on.
    pub drops_out: bool,
}
