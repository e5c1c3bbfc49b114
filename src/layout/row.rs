//! One lane: its label on the left, and its content by kind.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    cards::{self, CardBox, Cell},
    collapsed::{self, Tally},
    emotion::{self, EmotionBox, PointBox},
    grid::Grid,
    marks::{Explained, Mark},
    matrix::{self, MatrixBox},
    measure::{CHANNEL_NAME, LABEL_WIDTH, LANE_NOTE, LANE_TITLE, LEGEND, MARGIN, SCALE_WIDTH},
    metrics::{self, MetricBox},
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Rect},
    model::{Field, Id, Lane, LaneKind, LaneType, LineKind, Target, Theme},
    text::Fonts,
};

/// A lane laid out, from its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub lane: Arc<Lane>,
    pub height: f64,
    pub label: LabelBox,
    /// One for each column, left to right.
    pub cells: Vec<Rect>,
    pub content: Content,
    /// The channels that its touchpoints use, each with the stage.
    pub(super) touched: HashSet<(Id, Id)>,
    /// The marks on what stands in it.
    pub(super) explained: BTreeSet<Explained>,
    /// Column and place of each card: looking through all cards of a large map takes a while.
    card_places: HashMap<Id, (usize, usize)>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One for each column.
    Cards(Vec<Cell>),
    Emotion(EmotionBox),
    Channels(MatrixBox),
    Metrics(Vec<MetricBox>),
    /// A kind that this version cannot draw; says so.
    Foreign(TextBox),
    /// Of a collapsed lane: how much stands where.
    Collapsed(Vec<Tally>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct LabelBox {
    pub rect: Rect,
    /// Where the lane's icon stands; `None` where its channels stand in its place.
    pub icon: Option<Rect>,
    pub texts: Vec<TextBox>,
}

/// The line above a lane, from the row's top upwards.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBox {
    pub above: Id,
    pub kind: LineKind,
    /// The whole width, a little higher than the line itself.
    pub rect: Rect,
    pub name: TextBox,
}

impl Row {
    pub fn new(lane: &Arc<Lane>, grid: &Grid, matrix: Option<&MatrixBox>, fonts: &Fonts) -> Self {
        if lane.collapsed {
            return collapsed::row(lane, grid, matrix, fonts);
        }
        let least_height = lane.height.unwrap_or_default();
        let mut label = match matrix {
            Some(matrix) if !grid.channels.is_empty() => channel_names(lane, grid, matrix, fonts),
            _ => label(lane, grid, fonts),
        };
        let label_bottom = label.texts.iter().map(TextBox::bottom).fold(0.0, f64::max) + 15.0;
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
        let fitting = content_height.max(label_bottom).max(MIN_HEIGHT);
        let height = fitting.max(least_height);
        label.rect.y1 = height;
        let cells = grid
            .columns
            .iter()
            .map(|c| Rect::new(c.x0, 0.0, c.x1, height))
            .collect();
        Self::of(lane, label, cells, content)
    }

    /// A row as high as its label.
    pub(super) fn of(
        lane: &Arc<Lane>,
        label: LabelBox,
        cells: Vec<Rect>,
        content: Content,
    ) -> Self {
        let mut card_places = HashMap::new();
        let mut explained = BTreeSet::new();
        match &content {
            Content::Cards(cells) => {
                for (column, cell) in cells.iter().enumerate() {
                    let marks = cell.cards.iter().flat_map(|card| &card.marks);
                    explained.extend(marks.map(|mark| mark.mark.explained()));
                    let has_evidence = cell.cards.iter().any(|card| card.evidence.is_some());
                    explained.extend(has_evidence.then_some(Explained::Evidence));
                    let cards = cell.cards.iter().enumerate();
                    card_places.extend(cards.map(|(n, card)| (card.card.id.clone(), (column, n))));
                }
            }
            Content::Emotion(emotion) => {
                let points = emotion.curves.iter().flat_map(|curve| &curve.points);
                explained.extend(points.flat_map(PointBox::marks).map(Mark::explained));
            }
            Content::Channels(matrix) => {
                explained.extend((!matrix.breaks.is_empty()).then_some(Explained::Break));
            }
            Content::Metrics(metrics) => {
                let marks = metrics.iter().flat_map(|metric| &metric.marks);
                explained.extend(marks.map(|mark| mark.mark.explained()));
            }
            Content::Foreign(_) | Content::Collapsed(_) => {}
        }
        Self {
            lane: lane.clone(),
            height: label.rect.y1,
            label,
            cells,
            content,
            touched: matrix::touched(lane).collect(),
            explained,
            card_places,
        }
    }

    pub(super) fn emotion(&self) -> Option<&EmotionBox> {
        let Content::Emotion(emotion) = &self.content else {
            return None;
        };
        Some(emotion)
    }

    pub(super) fn metrics(&self) -> &[MetricBox] {
        let Content::Metrics(metrics) = &self.content else {
            return &[];
        };
        metrics
    }

    pub(super) fn card_box(&self, id: &Id) -> Option<&CardBox> {
        let Content::Cards(cells) = &self.content else {
            return None;
        };
        let (column, place) = self.card_places.get(id)?;
        Some(&cells[*column].cards[*place])
    }

    /// Every text of the row.
    pub fn texts(&self) -> Box<dyn Iterator<Item = &TextBox> + '_> {
        let label = self.label.texts.iter();
        match &self.content {
            Content::Cards(cells) => {
                Box::new(label.chain(cells.iter().flat_map(|c| &c.cards).map(|card| &card.text)))
            }
            Content::Emotion(emotion) => Box::new(label.chain(emotion.texts())),
            Content::Channels(_) => Box::new(label),
            Content::Metrics(metrics) => {
                Box::new(label.chain(metrics.iter().flat_map(|m| &m.texts)))
            }
            Content::Foreign(text) => Box::new(label.chain([text])),
            Content::Collapsed(tallies) => {
                Box::new(label.chain(tallies.iter().filter_map(|tally| tally.number.as_ref())))
            }
        }
    }
}

const MIN_HEIGHT: f64 = 54.5;
/// Of the label's icon and the text below it.
pub(super) const LABEL_LEFT: f64 = MARGIN + 14.0;
pub(super) const ICON: f64 = 20.0;

pub(super) fn label_set(fonts: &Fonts) -> Typesetter<'_> {
    Typesetter {
        fonts,
        color: Theme::PAPER.ink,
        ground: Theme::PAPER.panel,
    }
}

fn label(lane: &Lane, grid: &Grid, fonts: &Fonts) -> LabelBox {
    let set = label_set(fonts);
    let of = |field| Some((Target::Lane(lane.id.clone()), field));
    let left = LABEL_LEFT + 30.0;
    let right = MARGIN + LABEL_WIDTH - 10.0;
    let at = Point::new(left, 14.5);
    let scale = match LaneType::Emotion.is(lane) {
        true => emotion::scale_width(grid, fonts),
        false => 0.0,
    };
    let title = set.set(
        &lane.title,
        LANE_TITLE,
        at,
        right - left - scale.min(SCALE_WIDTH),
        of(Field::Title),
    );
    // One line of it stands above the whole scale; more have to spare its words.
    let title = if title.paragraph.lines.len() > 1 {
        let room = right - left - scale;
        set.set(&lane.title, LANE_TITLE, at, room, of(Field::Title))
    } else {
        title
    };
    let at = Point::new(LABEL_LEFT, title.rect.y1 + 8.5);
    let note = set.colored(Theme::PAPER.quiet_ink).set(
        &lane.note,
        LANE_NOTE,
        at,
        right - LABEL_LEFT - scale,
        of(Field::Note),
    );
    LabelBox {
        rect: Rect::new(MARGIN, 0.0, MARGIN + LABEL_WIDTH, 0.0),
        icon: Some(Rect::from_origin_size((LABEL_LEFT, 14.0), (ICON, ICON))),
        texts: vec![title, note],
    }
}

/// In the channel matrix the label names the channels, each beside its line.
fn channel_names(lane: &Lane, grid: &Grid, matrix: &MatrixBox, fonts: &Fonts) -> LabelBox {
    let set = label_set(fonts);
    let left = LABEL_LEFT + 26.0;
    let room = MARGIN + LABEL_WIDTH - 8.0 - left;
    let names = grid
        .channels
        .iter()
        .zip(&matrix.lines)
        .map(|(channel, line)| {
            let of = Some((Target::Channel(channel.id.clone()), Field::Name));
            let at = Point::new(left, line.names_top);
            set.set(&channel.name, CHANNEL_NAME, at, room, of)
        });
    debug_assert!(LaneType::Channels.is(lane));
    LabelBox {
        rect: Rect::new(MARGIN, 0.0, MARGIN + LABEL_WIDTH, 0.0),
        icon: None,
        texts: names.collect(),
    }
}

/// How high the name of a channel is in the label of a matrix.
pub fn channel_name_height(name: &str, fonts: &Fonts) -> f64 {
    let room = LABEL_WIDTH - 8.0 - 40.0;
    fonts.paragraph(name, &CHANNEL_NAME, Some(room)).height
}

/// Where the icon of a channel stands in the label of a matrix, around a height.
pub fn channel_icon(centre_y: f64) -> Rect {
    Rect::from_center_size((LABEL_LEFT + 8.0, centre_y), (16.0, 16.0))
}

fn foreign(grid: &Grid, fonts: &Fonts) -> (Content, f64) {
    let words = grid
        .language
        .t("This lane was made by another version; it is kept as it is.");
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.quiet_ink,
        ground: Theme::PAPER.cell,
    };
    let left = super::measure::CONTENT_LEFT + 18.0;
    let text = set.set(
        words,
        LEGEND,
        Point::new(left, 19.0),
        grid.right - left,
        None,
    );
    let height = text.rect.y1 + 19.0;
    (Content::Foreign(text), height)
}
