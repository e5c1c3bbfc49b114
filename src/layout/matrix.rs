//! The channel matrix: a line for each channel, a dot where a stage uses it.

use std::collections::{HashMap, HashSet};

use super::{
    Layout,
    grid::Grid,
    row::{channel_icon, channel_name_height},
    threads::{BreakBox, Stops, ThreadBox, threads},
};
use crate::{
    geom::Rect,
    model::{CardRole, Id, Lane, LaneKind, Map},
    text::Fonts,
};

/// Between the middles of neighbouring lines whose names take one line.
const PITCH: f64 = 30.0;
const PADDING: f64 = 8.0;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixBox {
    /// One for each channel.
    pub lines: Vec<MatrixLine>,
    /// One for each persona that uses channels, where they are asked for.
    pub threads: Vec<ThreadBox>,
    pub breaks: Vec<BreakBox>,
    bottom: f64,
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

    pub fn new(lane: &Lane, grid: &Grid, touched: &Touched, stops: &Stops, fonts: &Fonts) -> Self {
        let marks: HashMap<_, _> = lane
            .marks()
            .iter()
            .map(|mark| ((&mark.channel, &mark.stage), mark.on))
            .collect();
        let mut top = PADDING;
        let lines: Vec<MatrixLine> = grid
            .channels
            .iter()
            .map(|channel| {
                let name_height = channel_name_height(&channel.name, fonts);
                let height = PITCH.max(name_height + 12.0);
                let y = top + height / 2.0;
                top += height;
                let dots = grid.stages.iter().map(|span| {
                    let place = (&channel.id, &span.stage.id);
                    let by_hand = marks.get(&place).copied();
                    by_hand.unwrap_or_else(|| touched.contains(channel, &span.stage.id))
                });
                MatrixLine {
                    y,
                    names_top: y - name_height / 2.0,
                    icon: channel_icon(y),
                    dots: dots.collect(),
                }
            })
            .collect();
        let (threads, breaks) = match lane.kind {
            LaneKind::Channels { threads: true, .. } => threads(&lines, grid, stops),
            _ => Default::default(),
        };
        Self {
            lines,
            threads,
            breaks,
            bottom: top + PADDING,
        }
    }

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

/// The channels that the touchpoints of a lane use, each with the stage; some several times.
pub fn touched(lane: &Lane) -> impl Iterator<Item = (Id, Id)> {
    let is_asked = lane.role() == Some(CardRole::Touchpoints);
    let cards = lane.cards().iter().filter(move |_| is_asked);
    cards.filter_map(|card| Some((card.channel.clone()?, card.stage.clone())))
}

/// Which channel is used by a touchpoint of which stage.
#[derive(Debug, Default)]
pub struct Touched(HashSet<(Id, Id)>);

impl Touched {
    /// Lanes that were laid out before know it already.
    pub fn new(map: &Map, previous: Option<&Layout>) -> Self {
        let mut all = HashSet::new();
        for lane in &map.lanes {
            match previous.and_then(|previous| previous.row_of(lane)) {
                Some(row) => all.extend(row.touched.iter().cloned()),
                None => all.extend(touched(lane)),
            }
        }
        Self(all)
    }

    fn contains(&self, channel: &crate::model::Channel, stage: &Id) -> bool {
        self.0.contains(&(channel.id.clone(), stage.clone()))
    }
}
