//! From a lane to its row.

use std::sync::Arc;

use super::{
    cards, collapsed,
    emotion::{self, EmotionBox},
    grid::Grid,
    matrix::MatrixBox,
    measure::{LABEL_ICON, LABEL_LEFT, MARGIN, SCALE_WIDTH},
    metrics,
    row::{Content, LaneLabel, LaneRow, label_set},
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Rect},
    model::{Field, Ground, Ink, Lane, LaneKind, LaneType, Target, TextRole},
    text::Fonts,
};

impl LaneRow {
    /// Lays out a lane; `matrix` is that of a lane of channels.
    pub fn new(lane: &Arc<Lane>, grid: &Grid, matrix: Option<&MatrixBox>, fonts: &Fonts) -> Self {
        let least_height = lane.height.unwrap_or_default();
        Self::at_least(least_height, lane, grid, matrix, fonts)
    }

    /// As [`LaneRow::new`], whatever least height the lane itself was given.
    pub(super) fn at_least(
        least_height: f64,
        lane: &Arc<Lane>,
        grid: &Grid,
        matrix: Option<&MatrixBox>,
        fonts: &Fonts,
    ) -> Self {
        if lane.collapsed {
            return collapsed::row(lane, grid, matrix, fonts);
        }
        let mut label = match matrix {
            Some(matrix) if !grid.channels.is_empty() => channel_names(lane, grid, matrix, fonts),
            _ => label(lane, grid, fonts),
        };
        let label_bottom = label.texts.iter().map(TextBox::bottom).fold(0.0, f64::max);
        let label_bottom = label_bottom + grid.measures.label_gaps.2;
        let (content, content_height) = match &lane.kind {
            LaneKind::Cards { role, cards } => {
                let (cells, height) = cards::cells(*role, cards, grid, fonts);
                (Content::Cards(cells), height)
            }
            LaneKind::Emotion { curves } => {
                let emotion = EmotionBox::new(curves, grid, fonts, label_bottom, least_height);
                let height = emotion.height();
                (Content::Emotion(emotion), height)
            }
            LaneKind::Channels { .. } => {
                let matrix = matrix.cloned().unwrap_or_default();
                let height = matrix.height();
                (Content::Channels(matrix), height)
            }
            LaneKind::Metrics { metrics } => {
                let (boxes, height) = metrics::boxes(metrics, grid, label_bottom, fonts);
                (Content::Metrics(boxes), height)
            }
            LaneKind::Foreign { .. } => foreign(grid, fonts),
        };
        let fitting = content_height.max(label_bottom);
        // Letters that are larger than usual make rows high enough by themselves.
        let fitting = match grid.measures.right {
            Some(_) => fitting,
            None => fitting.max(MIN_HEIGHT),
        };
        let height = fitting.max(least_height);
        label.rect.y1 = height;
        let cells = grid
            .columns
            .iter()
            .map(|c| Rect::new(c.x0, 0.0, c.x1, height))
            .collect();
        Self::of(lane, label, cells, content)
    }
}

const MIN_HEIGHT: f64 = 54.5;
fn label(lane: &Lane, grid: &Grid, fonts: &Fonts) -> LaneLabel {
    let set = label_set(grid, fonts);
    let of = |field| Some((Target::Lane(lane.id.clone()), field));
    let left = LABEL_LEFT + 30.0;
    let right = grid.label_right() - 10.0;
    let (top, between, _) = grid.measures.label_gaps;
    let at = Point::new(left, top);
    let scale = if LaneType::Emotion.is(lane) {
        emotion::scale_width(grid, fonts)
    } else {
        0.0
    };
    let title = set.set(
        &lane.title,
        TextRole::LaneTitle,
        at,
        right - left - scale.min(SCALE_WIDTH),
        of(Field::Title),
    );
    // One line of it stands above the whole scale; more have to spare its words.
    let title = if title.paragraph.lines.len() > 1 {
        let room = right - left - scale;
        set.set(&lane.title, TextRole::LaneTitle, at, room, of(Field::Title))
    } else {
        title
    };
    let at = Point::new(LABEL_LEFT, title.rect.y1 + between);
    let note = set.inked(Ink::Quiet).set(
        &lane.note,
        TextRole::LaneNote,
        at,
        right - LABEL_LEFT - scale,
        of(Field::Note),
    );
    // Beside the first line of the title.
    let middle = top + set.line_height(TextRole::LaneTitle) / 2.0 + 0.5;
    let icon_top = middle - LABEL_ICON / 2.0;
    LaneLabel {
        rect: Rect::new(MARGIN, 0.0, grid.label_right(), 0.0),
        icon: Some(Rect::from_origin_size(
            (LABEL_LEFT, icon_top),
            (LABEL_ICON, LABEL_ICON),
        )),
        texts: vec![title, note],
    }
}

/// In the channel matrix the label names the channels, each beside its line.
fn channel_names(lane: &Lane, grid: &Grid, matrix: &MatrixBox, fonts: &Fonts) -> LaneLabel {
    let set = label_set(grid, fonts);
    let left = LABEL_LEFT + 26.0;
    let room = grid.label_right() - 8.0 - left;
    let names = grid
        .channels
        .iter()
        .zip(&matrix.lines)
        .map(|(channel, line)| {
            let of = Some((Target::Channel(channel.id.clone()), Field::Name));
            let at = Point::new(left, line.names_top);
            set.set(&channel.name, TextRole::ChannelName, at, room, of)
        });
    debug_assert!(matches!(lane.kind, LaneKind::Channels { .. }));
    LaneLabel {
        rect: Rect::new(MARGIN, 0.0, grid.label_right(), 0.0),
        icon: None,
        texts: names.collect(),
    }
}

fn foreign(grid: &Grid, fonts: &Fonts) -> (Content, f64) {
    let words = grid
        .language
        .t("This lane was made by a different version of Jejak and is kept unchanged.");
    let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Cell);
    let left = grid.content_left() + 18.0;
    let text = set.set(
        words,
        TextRole::Legend,
        Point::new(left, 19.0),
        grid.right - left,
        None,
    );
    let height = text.rect.y1 + 19.0;
    (Content::Foreign(text), height)
}
