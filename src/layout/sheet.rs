//! The places of one revision of a map, part by part.

use std::sync::Arc;

use super::{
    arrow::ArrowBox,
    foot::Foot,
    funnel::Funnel,
    grid::Grid,
    header::Header,
    link::LinkBox,
    logo::LogoBox,
    marks::Legend,
    row::{LaneRow, LineBox},
    stages::StageRow,
    way::Way,
};
use crate::geom::Size;

/// The places of one revision of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Of the sheet, in document units.
    pub size: Size,
    /// The columns, and what else all rows depend on.
    pub grid: Arc<Grid>,
    /// Title, facts, personas.
    pub header: Placed<Header>,
    /// Below the head of a page that shows some stages only.
    pub way: Option<Placed<Way>>,
    /// Between the head and the stages.
    pub funnel: Option<Placed<Funnel>>,
    /// The headers of stages and steps.
    pub stages: Placed<StageRow>,
    /// Top to bottom.
    pub rows: Vec<PlacedRow>,
    /// Below the rows.
    pub legend: Option<Placed<Legend>>,
    /// Over all of it.
    pub arrows: Vec<Arc<ArrowBox>>,
    /// Likewise, from pain points to their answers, where the map shows lines.
    pub links: Vec<Arc<LinkBox>>,
    /// Below everything, on a page, and on a sheet whose brand has a foot line.
    pub foot: Option<Placed<Foot>>,
    /// At the right end of the head.
    pub logo: Option<LogoBox>,
}

/// A part laid out from its own top, and where that stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    /// Its top on the sheet.
    pub y: f64,
    /// The part, from its own top.
    pub part: Arc<T>,
}

/// A row and where it stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedRow {
    /// Its top on the sheet.
    pub y: f64,
    /// Among all lanes of the map, hidden ones counted.
    pub lane_index: usize,
    /// The row, from its own top.
    pub part: Arc<LaneRow>,
    /// The line above the row.
    pub line: Option<Arc<LineBox>>,
}
