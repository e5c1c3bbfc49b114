//! The places of one revision of a map, part by part.

use std::sync::Arc;

use super::{
    arrow::ArrowBox,
    funnel::Funnel,
    grid::Grid,
    header::Header,
    marks::Legend,
    row::{LaneRow, LineBox},
    stages::StageRow,
};
use crate::geom::Size;

/// The places of one revision of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Of the sheet, in document units.
    pub size: Size,
    pub grid: Arc<Grid>,
    pub header: Placed<Header>,
    /// Between the head and the stages.
    pub funnel: Option<Placed<Funnel>>,
    pub stages: Placed<StageRow>,
    /// Top to bottom.
    pub rows: Vec<PlacedRow>,
    /// Below the rows.
    pub legend: Option<Placed<Legend>>,
    /// Over all of it.
    pub arrows: Vec<Arc<ArrowBox>>,
}

/// A part laid out from its own top, and where that stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    pub y: f64,
    pub part: Arc<T>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlacedRow {
    pub y: f64,
    /// Among all lanes of the map, hidden ones counted.
    pub lane_index: usize,
    pub part: Arc<LaneRow>,
    /// The line above the row.
    pub line: Option<Arc<LineBox>>,
}
