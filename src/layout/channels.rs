//! From a lane of channels to its matrix.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    grid::Grid,
    matrix::{MatrixBox, MatrixLine},
    measure::{CHANNELS_PADDING, LABEL_LEFT},
    sheet::Layout,
    threads::{ThreadStops, threads},
    touched::touched,
};
use crate::{
    geom::Rect,
    model::{Channel, Id, Lane, Map, TextRole},
    text::Fonts,
};

impl MatrixBox {
    /// Lays out the matrix of a lane.
    pub fn new(
        lane: &Lane,
        grid: &Grid,
        touched: &Touched,
        stops: &ThreadStops,
        fonts: &Fonts,
    ) -> Self {
        let marks: HashMap<_, _> = lane
            .marks()
            .iter()
            .map(|mark| ((&mark.channel, &mark.stage), mark.on))
            .collect();
        let mut top = CHANNELS_PADDING;
        let lines: Vec<MatrixLine> = grid
            .channels
            .iter()
            .map(|channel| {
                let name_height = channel_name_height(&channel.name, grid, fonts);
                let height = grid.measures.channel_pitch.max(name_height + 12.0);
                let y = top + height / 2.0;
                top += height;
                let places = grid.stages.iter().map(|span| {
                    let place = (&channel.id, &span.stage.id);
                    let met = || touched.places(channel, &span.stage.id, grid);
                    match marks.get(&place) {
                        None => met(),
                        Some(false) => Vec::new(),
                        Some(true) => Some(met())
                            .filter(|met| !met.is_empty())
                            .unwrap_or_else(|| vec![span.centre()]),
                    }
                });
                MatrixLine {
                    y,
                    names_top: y - name_height / 2.0,
                    icon: channel_icon(y),
                    places: places.collect(),
                }
            })
            .collect();
        let (threads, breaks) = if lane.threads() == Some(true) {
            threads(&lines, grid, stops)
        } else {
            Default::default()
        };
        Self {
            lines,
            threads,
            breaks,
            bottom: top + CHANNELS_PADDING,
        }
    }
}

/// How high the name of a channel is in the label of a matrix.
pub(super) fn channel_name_height(name: &str, grid: &Grid, fonts: &Fonts) -> f64 {
    let room = grid.measures.label_width - 8.0 - 40.0;
    let style = grid.theme.style(TextRole::ChannelName);
    fonts.paragraph(name, style, Some(room)).height
}

/// Where the icon of a channel stands in the label of a matrix, around a height.
pub(super) fn channel_icon(centre_y: f64) -> Rect {
    Rect::from_center_size((LABEL_LEFT + 8.0, centre_y), (16.0, 16.0))
}

/// Which channel is used by a touchpoint of which stage, and in which of its steps.
#[derive(Debug, Default)]
pub struct Touched(HashMap<(Id, Id), HashSet<Option<Id>>>);

impl Touched {
    /// Lanes that were laid out before know it already.
    pub fn new(map: &Map, previous: Option<&Layout>) -> Self {
        let mut all: HashMap<_, HashSet<_>> = HashMap::new();
        let mut add = |(channel, stage, step): (Id, Id, Option<Id>)| {
            all.entry((channel, stage)).or_default().insert(step);
        };
        for lane in &map.lanes {
            match previous.and_then(|previous| previous.row_of(lane)) {
                Some(row) => row.touched.iter().cloned().for_each(&mut add),
                None => touched(lane).for_each(&mut add),
            }
        }
        Self(all)
    }

    /// The middles of the columns in which a stage uses a channel, left to right.
    fn places(&self, channel: &Channel, stage: &Id, grid: &Grid) -> Vec<f64> {
        let steps = self.0.get(&(channel.id.clone(), stage.clone()));
        let columns = steps.into_iter().flatten();
        let columns = columns.filter_map(|step| grid.column_of(stage, step.as_ref()));
        let columns: BTreeSet<usize> = columns.collect();
        columns
            .into_iter()
            .map(|column| grid.columns[column].centre())
            .collect()
    }
}
