//! The emotion lane: curves, bands of spread, faces, labels that cover nothing.

mod areas;
mod boxes;
mod build;
mod labels;
mod legend;
mod levels;
mod room;

pub use boxes::{CurveBox, EmotionBox, LegendEntry, PointBox, PointLabel, Whisker};
pub(super) use levels::scale_width;
