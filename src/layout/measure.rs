//! The sheet's measures and type, in document units.

use crate::text::Style;

/// Around the sheet.
pub const MARGIN: f64 = 48.0;
/// Of the column of lane labels.
pub const LABEL_WIDTH: f64 = 172.0;
/// Between rows, and between columns.
pub const GAP: f64 = 10.0;
/// Where the columns begin.
pub const CONTENT_LEFT: f64 = MARGIN + LABEL_WIDTH + GAP;
/// What the columns share while there are few enough of them.
pub const CONTENT_WIDTH: f64 = 1802.0;
pub const COLUMN_MIN: f64 = 232.0;
pub const COLUMN_MAX: f64 = 560.0;
/// Of a sub-column.
pub const STEP_MIN: f64 = 190.0;
/// The same, in a stage that was given its width.
pub const OWN_STEP_MIN: f64 = 110.0;
/// The narrowest room of header texts.
pub const HEADER_MIN: f64 = 760.0;

/// Between the cards of personas.
pub const PERSONA_GAP: f64 = 16.0;

/// How far a stage's point reaches into the next.
pub const CHEVRON: f64 = 16.0;
/// Between a cell's edge and its cards, and between cards.
pub const CARD_GAP: f64 = 8.0;
/// From the left edge of a card to its text.
pub const CARD_TEXT: f64 = 14.0;
/// The same, behind an icon.
pub const CARD_TEXT_ICON: f64 = 44.0;
pub const CARD_ICON: f64 = 18.0;
pub const CARD_TOP: f64 = 9.0;
pub const CARD_BOTTOM: f64 = 11.0;
/// Room above a lane that a line stands in, beyond the gap.
pub const LINE_ROOM: f64 = 24.0;

/// Half the height of an emotion lane at its least.
pub const EMOTION_HALF: f64 = 165.0;
/// From the neutral line to either end of the scale.
pub const EMOTION_REACH: f64 = 99.0;
/// Between the last lane and the legend below it.
pub const LEGEND_GAP: f64 = 18.0;
pub const FACE_RADIUS: f64 = 17.0;

const fn style(size: f64, weight: u16, line_height: f64) -> Style {
    Style {
        size,
        weight,
        italic: false,
        tracking: 0.0,
        line_height,
    }
}

pub const TITLE: Style = style(34.0, 800, 42.0);
pub const FACTS: Style = style(15.0, 500, 22.0);
pub const PERSONA_INITIALS: Style = style(22.0, 700, 28.0);
pub const PERSONA_NAME: Style = style(17.0, 700, 22.0);
pub const PERSONA_ROLE: Style = style(13.0, 500, 18.0);
pub const PERSONA_QUOTE: Style = Style {
    italic: true,
    ..style(14.0, 500, 19.0)
};
pub const PERSONA_LIST: Style = style(13.0, 500, 18.0);
pub const CAPTION: Style = Style {
    tracking: 1.1,
    ..style(10.5, 700, 16.0)
};
pub const STAGE_TITLE: Style = style(18.0, 700, 23.0);
pub const STAGE_GOAL: Style = style(12.5, 500, 17.0);
pub const STAGE_DURATION: Style = style(11.5, 600, 16.0);
pub const STAGE_TIMES: Style = style(11.5, 600, 16.0);
pub const STEP_TIMES: Style = style(11.0, 500, 15.0);
pub const STEP_TITLE: Style = style(12.5, 600, 17.0);
pub const LANE_TITLE: Style = style(14.0, 700, 18.0);
pub const LANE_NOTE: Style = style(11.5, 500, 15.0);
pub const CHANNEL_NAME: Style = style(13.0, 600, 18.0);
pub const SCALE: Style = style(10.5, 600, 14.0);
/// What the numbers of the scale take from the lane's label, at its right edge.
pub const SCALE_WIDTH: f64 = 26.0;
/// A number of things, in a collapsed lane.
pub const TALLY: Style = style(12.5, 600, 17.0);
pub const LEGEND: Style = style(12.0, 600, 16.0);
pub const CARD: Style = style(13.5, 500, 18.5);
pub const THOUGHT: Style = Style {
    italic: true,
    ..CARD
};
pub const POINT_LABEL: Style = style(12.5, 600, 16.0);
/// What the sheet says beside a point by itself.
pub const POINT_NOTE: Style = style(11.0, 600, 14.0);
pub const METRIC_NAME: Style = style(12.5, 600, 17.0);
pub const METRIC_FIGURE: Style = style(28.0, 800, 35.0);
pub const METRIC_CHANGE: Style = style(13.0, 600, 18.0);
