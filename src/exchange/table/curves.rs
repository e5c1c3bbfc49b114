//! The scale that all curves of a table stand on, and what each row's figures mean on it.

use super::{
    meaning::{
        feelings::{FeelingRow, feelings},
        scales::{self, LEVELS, SaidScale},
    },
    options::ReadScale,
    read_lane::ReadLane,
};
use crate::model::Scale;

/// The scale of a map, and that of each lane of feelings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curves {
    pub scale: Scale,
    /// By the lane's row or column in the table.
    pub own: Vec<(usize, Scale)>,
    /// The larger a figure, the worse.
    pub is_reversed: bool,
}

impl Default for Curves {
    fn default() -> Self {
        Self {
            scale: LEVELS,
            own: Vec::new(),
            is_reversed: false,
        }
    }
}

impl Curves {
    /// All of them on a scale that was said.
    pub(super) fn on(said: ReadScale) -> Self {
        Self {
            scale: said.ends(),
            own: Vec::new(),
            is_reversed: said.is_reversed(),
        }
    }

    pub(super) fn of(&self, lane: usize) -> Scale {
        let own = self.own.iter().find(|(index, _)| *index == lane);
        own.map_or(self.scale, |(_, scale)| *scale)
    }
}

/// The scale that a row of feelings says by itself.
pub(super) fn said(title: &str, row: &FeelingRow) -> Option<SaidScale> {
    scales::of_head(title).or(row.scale)
}

/// The feelings of a lane, those of the rows that continue it among them.
pub(super) fn row_of(lane: &ReadLane<'_>) -> Option<FeelingRow> {
    feelings(lane.cells.iter().map(|cell| cell.text))
}

/// Looks at all lanes of feelings: what one of them says of its scale is the map's, else the first
/// usual one that holds all figures; faces and words stand at the same share of it.
pub(super) fn planned<'a>(lanes: impl Iterator<Item = ReadLane<'a>>) -> Curves {
    let rows = lanes.filter_map(|lane| Some((lane.head, row_of(&lane)?)));
    let rows: Vec<_> = rows
        .filter(|(_, row)| row.has_figures && row.figures().next().is_some())
        .collect();
    let mut own = Vec::new();
    let mut plain: Vec<f64> = Vec::new();
    for (head, row) in &rows {
        match said(&head.title, row) {
            Some(said) => own.push((head.index, said.ends(row.figures()))),
            None => plain.extend(row.figures()),
        }
    }
    let scale = match (own.first(), plain.is_empty()) {
        (Some((_, scale)), _) => *scale,
        (None, true) => LEVELS,
        (None, false) => scales::usual(&plain),
    };
    Curves {
        scale,
        own,
        is_reversed: false,
    }
}
