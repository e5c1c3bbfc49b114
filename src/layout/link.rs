//! A line from a pain point to an answer, laid out.

use std::sync::Arc;

use crate::{
    geom::{BezPath, Point},
    model::Id,
};

/// A line from a pain point to an answer, in the coordinates of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkBox {
    /// The pain point.
    pub pain: Id,
    /// What answers it.
    pub opportunity: Id,
    /// Where it leaves the pain point, and where it comes to its answer.
    pub ends: [Point; 2],
    /// The way between them.
    pub line: Arc<BezPath>,
    /// A card at one of its ends stands back.
    pub faded: bool,
}
