//! The channel matrix: a line for each channel, a dot where a stage uses it.

use std::sync::Arc;

use crate::{
    geom::{BezPath, Rect},
    model::{Hue, Id},
};

/// A channel matrix laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixBox {
    /// One for each channel.
    pub lines: Vec<MatrixLine>,
    /// One for each persona that uses channels, where they are asked for.
    pub threads: Vec<ThreadBox>,
    /// Where a thread breaks off.
    pub breaks: Vec<BreakBox>,
    pub(super) bottom: f64,
}

/// The line of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixLine {
    /// Its middle, from the row's top.
    pub y: f64,
    /// Where the channel's name begins.
    pub names_top: f64,
    /// Where the channel's icon stands.
    pub icon: Rect,
    /// One for each stage: whether it uses the channel.
    pub dots: Vec<bool>,
}

impl MatrixBox {
    /// In document units.
    pub const DOT_RADIUS: f64 = 11.0;

    /// Of the whole lane.
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

/// The way of a persona through the channels, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreadBox {
    /// `None` on a map without personas.
    pub persona: Option<Id>,
    /// Of the persona.
    pub hue: Hue,
    /// Another one's journey is shown.
    pub faded: bool,
    /// From dot to dot.
    pub path: Arc<BezPath>,
}

/// Where such a way breaks off.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakBox {
    /// Where the mark stands.
    pub rect: Rect,
    /// A channel is missing here, between two stages that use it; else nothing goes on.
    pub drops_out: bool,
}
