//! One lane: its label on the left, and its content by kind.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    cards::{CardBox, CardCell},
    emotion::{CurveBox, EmotionBox, PointBox},
    grid::Grid,
    marks::{Explained, MarkKind},
    matrix::MatrixBox,
    metrics::MetricBox,
    textbox::{TextBox, Typesetter},
    touched::touched,
};
use crate::{
    geom::{Circle, Rect},
    model::{Ground, Hue, Id, Ink, Lane, LineKind},
    text::Fonts,
};

/// A lane laid out, from its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneRow {
    /// The lane itself.
    pub lane: Arc<Lane>,
    /// In document units.
    pub height: f64,
    /// At the left.
    pub label: LaneLabel,
    /// One for each column, left to right.
    pub cells: Vec<Rect>,
    /// Right of the label.
    pub content: Content,
    /// The channels that its touchpoints use, each with the stage and its step.
    pub(super) touched: HashSet<(Id, Id, Option<Id>)>,
    /// The marks on what stands in it.
    pub(super) explained: BTreeSet<Explained>,
    /// Column and place of each card: looking through all cards of a large map takes a while.
    card_places: HashMap<Id, (usize, usize)>,
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One for each column.
    Cards(Vec<CardCell>),
    /// Curves.
    Emotion(EmotionBox),
    /// The matrix of channels.
    Channels(MatrixBox),
    /// Figures, those of one stage below each other.
    Metrics(Vec<MetricBox>),
    /// A kind that this version cannot draw; says so.
    Foreign(TextBox),
    /// Of a collapsed lane: how much stands where.
    Collapsed(Vec<Tally>),
}

/// What stands left of a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneLabel {
    /// Around all of it.
    pub rect: Rect,
    /// Where the lane's icon stands; `None` where its channels stand in its place.
    pub icon: Option<Rect>,
    /// Title, note and what the lane says beside them.
    pub texts: Vec<TextBox>,
}

/// How much stands in a column, or, for what belongs to whole stages, in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// How many there are.
    pub count: usize,
    /// The room of the column or stage.
    pub rect: Rect,
    /// Of the stage.
    pub hue: Hue,
    /// One for each thing; none where there are too many for that.
    pub dots: Vec<Circle>,
    /// Where the dots end, or in their place.
    pub number: Option<TextBox>,
}

/// The line above a lane, from the row's top upwards.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBox {
    /// The lane below it.
    pub above: Id,
    /// What it parts.
    pub kind: LineKind,
    /// The whole width, a little higher than the line itself.
    pub rect: Rect,
    /// At its left end.
    pub name: TextBox,
}

impl LaneRow {
    /// A row as high as its label.
    pub(super) fn of(
        lane: &Arc<Lane>,
        label: LaneLabel,
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
                    for card in &cell.cards {
                        explained.extend(card.other_marks().map(MarkKind::explained));
                    }
                    let cards = cell.cards.iter().enumerate();
                    card_places.extend(cards.map(|(n, card)| (card.card.id.clone(), (column, n))));
                }
            }
            Content::Emotion(emotion) => {
                let points = emotion.curves.iter().flat_map(|curve| &curve.points);
                explained.extend(points.flat_map(PointBox::marks).map(MarkKind::explained));
                let areas = emotion.curves.iter().flat_map(CurveBox::marks);
                explained.extend(areas.map(MarkKind::explained));
            }
            Content::Channels(matrix) => {
                explained.extend(matrix.marks().map(MarkKind::explained));
            }
            Content::Metrics(metrics) => {
                let marks = metrics.iter().flat_map(|metric| &metric.marks);
                explained.extend(marks.map(|mark| mark.mark.explained()));
                let drawn = metrics.iter().flat_map(MetricBox::drawn_marks);
                explained.extend(drawn.map(MarkKind::explained));
            }
            Content::Collapsed(tallies) => {
                let has_dots = tallies.iter().any(|tally| !tally.dots.is_empty());
                explained.extend(has_dots.then_some(Explained::Tally));
            }
            Content::Foreign(_) => {}
        }
        Self {
            lane: lane.clone(),
            height: label.rect.y1,
            label,
            cells,
            content,
            touched: touched(lane).collect(),
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
                let cards = cells.iter().flat_map(|cell| &cell.cards);
                Box::new(label.chain(cards.flat_map(CardBox::texts)))
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

pub(super) fn label_set<'a>(grid: &'a Grid, fonts: &'a Fonts) -> Typesetter<'a> {
    Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Panel)
}
