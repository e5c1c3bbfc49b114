//! Where everything on the sheet stands: regions and lines of text, and the questions about them
//! (what is under a point, where a dragged thing would land). Pure functions of map and fonts.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod area;
mod arrow;
mod arrows;
mod border;
mod build;
mod cards;
mod channels;
mod collapsed;
#[cfg(test)]
mod costs;
mod curve;
mod drop;
mod emotion;
mod foot;
mod funnel;
mod gap;
mod grid;
mod header;
mod hit;
mod lanes;
mod lens;
mod link;
mod links;
mod logo;
mod marks;
mod matrix;
mod measure;
mod metrics;
mod names;
mod numbers;
mod order;
mod page;
mod persona;
mod places;
mod row;
mod sheet;
mod spare;
mod stages;
mod textbox;
mod threads;
mod touched;
mod value;
mod way;

pub use arrow::ArrowBox;
pub use border::Border;
pub use cards::{CardBox, CardCell, CardIcon};
pub use curve::monotone_curve;
pub use emotion::{CurveBox, EmotionBox, LegendEntry, PointBox, PointLabel, Whisker};
pub use foot::Foot;
pub use funnel::{Funnel, FunnelPart};
pub use gap::Gap;
pub use grid::{Grid, GridColumn, StageSpan};
pub use header::Header;
pub use lens::Lens;
pub use link::LinkBox;
pub use logo::LogoBox;
pub use marks::{Explained, Legend, MarkBox, MarkKind};
pub use matrix::{BreakBox, MatrixBox, MatrixLine, ThreadBox};
pub use metrics::{BarBox, MetricBox};
pub use names::names_of;
pub use page::{PageHead, PageRoom};
pub use persona::PersonaBox;
pub use places::{
    Align, CardDrop, CurvePlace, LineDrop, MetricDrop, OrderDrop, PlacedTarget, PointPlace,
    TextPlace,
};
pub use row::{Content, LaneLabel, LaneRow, LineBox, Tally};
pub use sheet::{Layout, Placed, PlacedRow};
pub use stages::{StageBox, StageRow, StepBox, TimeBar};
pub use textbox::TextBox;
pub use value::{Quadrant, ValueCard, ValueCell, ValueMatrix, ValueRoom};
pub use way::{Way, WayCurve, WayStage};

/// The left edge of everything.
pub use measure::MARGIN;
