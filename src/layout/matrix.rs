//! The channel matrix: a line for each channel, a dot where a stage uses it.

use std::sync::Arc;

use super::marks::MarkKind;
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
    /// One for each stage: where its dots stand, left to right; none where it does not use the
    /// channel. A stage with steps has one in each step that has a touchpoint of the channel.
    pub places: Vec<Vec<f64>>,
}

impl MatrixLine {
    /// Whether a stage uses the channel.
    pub fn is_used(&self, stage: usize) -> bool {
        !self.places[stage].is_empty()
    }

    /// From where to where the channel goes on: between the dots of a stage, and between stages
    /// beside each other that both use it.
    pub fn joined(&self) -> impl Iterator<Item = [f64; 2]> {
        let within = self.places.iter().flat_map(|places| places.windows(2));
        let within = within.map(|pair| [pair[0], pair[1]]);
        let between = self.places.windows(2);
        let between = between.filter_map(|pair| Some([*pair[0].last()?, *pair[1].first()?]));
        within.chain(between)
    }
}

impl MatrixBox {
    /// In document units.
    pub const DOT_RADIUS: f64 = 11.0;

    /// Of the whole lane.
    pub fn height(&self) -> f64 {
        self.bottom
    }

    /// What is to be explained of it.
    pub(super) fn marks(&self) -> impl Iterator<Item = MarkKind> {
        let goes_on = self.lines.iter().any(|line| line.joined().next().is_some());
        let line = goes_on.then_some(MarkKind::ChannelLine);
        let threads = self
            .threads
            .iter()
            .map(|thread| MarkKind::Thread(thread.hue));
        let broken = self.breaks.iter().map(|_| MarkKind::Break);
        line.into_iter().chain(threads).chain(broken)
    }

    /// How many channels each stage uses.
    pub fn counts(&self) -> Vec<usize> {
        let stages = self.lines.first().map_or(0, |line| line.places.len());
        let used = |stage: usize| self.lines.iter().filter(|line| line.is_used(stage)).count();
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
