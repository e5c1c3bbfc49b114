//! The sheet's measures, in document units, and those that a page has of its own.

use crate::model::Id;

/// Around the sheet.
pub const MARGIN: f64 = 48.0;
/// Of the column of lane labels.
pub(super) const LABEL_WIDTH: f64 = 172.0;
/// Of a lane's icon, and of the text below it.
pub(super) const LABEL_LEFT: f64 = MARGIN + 14.0;
pub(super) const LABEL_ICON: f64 = 20.0;
/// Between rows, and between columns.
pub(super) const GAP: f64 = 10.0;
/// What the columns share while there are few enough of them.
pub(super) const CONTENT_WIDTH: f64 = 1802.0;
pub(super) const COLUMN_MIN: f64 = 232.0;
pub(super) const COLUMN_MAX: f64 = 560.0;
/// Of a sub-column.
pub(super) const STEP_MIN: f64 = 190.0;
/// Of a sub-column, in a stage that was given its width.
pub(super) const OWN_STEP_MIN: f64 = 110.0;
/// The narrowest room of header texts.
pub(super) const HEADER_MIN: f64 = 760.0;

/// Between the cards of personas.
pub(super) const PERSONA_GAP: f64 = 16.0;

/// How far a stage's point reaches into the next.
pub(super) const CHEVRON: f64 = 16.0;
/// Between a cell's edge and its cards, and between cards.
pub(super) const CARD_GAP: f64 = 8.0;
/// From the left edge of a card to its text.
pub(super) const CARD_TEXT: f64 = 14.0;
/// From the left edge of a card to its text, behind an icon.
pub(super) const CARD_TEXT_ICON: f64 = 44.0;
pub(super) const CARD_ICON: f64 = 18.0;
pub(super) const CARD_TOP: f64 = 9.0;
pub(super) const CARD_BOTTOM: f64 = 11.0;
/// Room above a lane that a line stands in, beyond the gap.
pub(super) const LINE_ROOM: f64 = 24.0;

/// Half the height of an emotion lane at its least.
pub(super) const EMOTION_HALF: f64 = 165.0;
/// From the neutral line to either end of the scale.
pub(super) const EMOTION_REACH: f64 = 99.0;
/// Between the middles of neighbouring channels whose names take one line.
pub(super) const CHANNEL_PITCH: f64 = 30.0;
/// Above the first channel and below the last.
pub(super) const CHANNELS_PADDING: f64 = 8.0;
/// Of the header of a stage, at its least.
pub(super) const STAGE_HEIGHT: f64 = 74.0;
/// Between the last lane and the legend below it.
pub(super) const LEGEND_GAP: f64 = 18.0;
pub(super) const FACE_RADIUS: f64 = 17.0;
/// What the numbers of the scale take from the lane's label, at its right edge.
pub(super) const SCALE_WIDTH: f64 = 26.0;

/// What a page sets otherwise than the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    /// Of the column of lane labels.
    pub label_width: f64,
    /// Where the last column ends, wherever the sheet would have it; `None`: there.
    pub right: Option<f64>,
    /// Above the texts of a lane's label, between them, and below them.
    pub label_gaps: (f64, f64, f64),
    /// Half the height of an emotion lane at its least, and from the neutral line to either end of
    /// the scale.
    pub emotion: (f64, f64),
    /// Of the header of a stage, at its least.
    pub stage_height: f64,
    /// Between the middles of neighbouring channels.
    pub channel_pitch: f64,
    /// What cards rest on is written on them.
    pub tells_evidence: bool,
    /// The stages before the first and after the last that are shown: curves come from there and
    /// go there.
    pub beyond: [Option<Id>; 2],
    /// Some stages are left out.
    pub is_part: bool,
    /// The widest card, where others could stand beside it: in a cell that needs fewer beside each
    /// other than another of its column.
    pub card_most: f64,
}

impl Measures {
    /// Those of the sheet.
    pub(super) const SHEET: Self = Self {
        label_width: LABEL_WIDTH,
        label_gaps: (14.5, 8.5, 15.0),
        right: None,
        emotion: (EMOTION_HALF, EMOTION_REACH),
        stage_height: STAGE_HEIGHT,
        channel_pitch: CHANNEL_PITCH,
        tells_evidence: false,
        beyond: [None, None],
        is_part: false,
        card_most: 0.0,
    };
}
