//! Answers about a sheet: where a thing stands, where a text is written, where what is dragged
//! would land.

use crate::{
    geom::{Point, Rect},
    model::{CurveOf, Field, Ground, Id, Ink, Target, TextRole},
};

/// A thing's room on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedTarget {
    /// The thing.
    pub target: Target,
    /// In document units.
    pub rect: Rect,
}

/// Where a text stands, to write in it in place.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPlace {
    /// The thing that has the text.
    pub target: Target,
    /// Which of its texts.
    pub field: Field,
    /// The room that the text may fill; its height is that of the text as it is.
    pub rect: Rect,
    /// How it is set.
    pub role: TextRole,
    /// Where its lines stand in the room.
    pub align: Align,
    /// What its letters say.
    pub ink: Ink,
    /// What lies behind the letters.
    pub ground: Ground,
}

/// Where the lines of a text stand in its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left; texts from right to left at the right.
    Start,
    /// In the middle.
    Centre,
}

/// Where a dragged card would land.
#[derive(Debug, Clone, PartialEq)]
pub struct CardDrop {
    /// The row.
    pub lane: Id,
    /// The column.
    pub stage: Id,
    /// The column within the stage.
    pub step: Option<Id>,
    /// Among the other cards of the cell, the dragged ones not counted.
    pub index: usize,
    /// The slot to show, in document units.
    pub rect: Rect,
}

/// Where a dragged stage, step, lane or persona would land.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderDrop {
    /// Among the others, the dragged one not counted.
    pub index: usize,
    /// The thin bar to show between its new neighbours.
    pub rect: Rect,
}

/// Where a dragged metric would land.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricDrop {
    /// The row.
    pub lane: Id,
    /// `None` for the whole journey.
    pub stage: Option<Id>,
    /// Among the stage's other metrics in the lane, the dragged one not counted.
    pub index: usize,
    /// The slot to show, in document units.
    pub rect: Rect,
}

/// Where a dragged line would stand.
#[derive(Debug, Clone, PartialEq)]
pub struct LineDrop {
    /// The lane below it.
    pub above: Id,
    /// The thin bar to show.
    pub rect: Rect,
}

/// Where on a curve a point of the sheet lies.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePlace {
    /// In which the curve stands.
    pub lane: Id,
    /// Which one of that lane's.
    pub curve: CurveOf,
    /// Where in the journey.
    pub place: PointPlace,
    /// The nearest point of the curve itself.
    pub position: Point,
}

/// Where on an emotion lane a point of the sheet lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PointPlace {
    /// The column.
    pub stage: Id,
    /// 0 to 1 across the stage.
    pub at: f64,
    /// On the map's scale, clamped to it.
    pub value: f64,
}
