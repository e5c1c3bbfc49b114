//! Where a dragged thing would land.

use std::sync::Arc;

use super::{
    CONTENT_LEFT, CardDrop, Content, Layout, MARGIN, OrderDrop, PlacedRow, PointPlace,
    measure::{CARD, CARD_BOTTOM, CARD_GAP, CARD_TOP, GAP},
};
use crate::{
    geom::{Point, Rect, Vec2},
    model::{Card, Id},
};

/// Of the bar that shows where a stage or lane would stand.
const BAR: f64 = 4.0;

impl Layout {
    /// Where cards dropped at a point would land; `None` outside every lane of cards.
    pub fn card_drop(&self, point_in_doc: Point, dragged: &[Id]) -> Option<CardDrop> {
        let reach = GAP / 2.0;
        let row = self.rows.iter().find(|row| {
            (row.y - reach..row.y + row.part.height + reach).contains(&point_in_doc.y)
        })?;
        if !(CONTENT_LEFT - reach..=self.grid.right + reach).contains(&point_in_doc.x) {
            return None;
        }
        let index = self.grid.nearest_column(point_in_doc.x)?;
        let column = &self.grid.columns[index];
        let cells = match &row.part.content {
            Content::Cards(cells) => cells,
            Content::Collapsed(_) if row.part.lane.role().is_some() => {
                return Some(self.drop_at_end(row, index, dragged));
            }
            _ => return None,
        };
        let others: Vec<_> = cells[index]
            .cards
            .iter()
            .filter(|card| !dragged.contains(&card.card.id))
            .collect();
        let y = point_in_doc.y - row.y;
        let before = others
            .iter()
            .take_while(|card| card.rect.center().y < y)
            .count();
        let (x0, x1) = (column.x0 + CARD_GAP, column.x1 - CARD_GAP);
        let slot = match (before.checked_sub(1).map(|i| others[i]), others.get(before)) {
            // Between two cards, or above the first: a bar in the gap.
            (above, Some(below)) => {
                let top = above.map_or(below.rect.y0 - CARD_GAP, |above| above.rect.y1);
                let middle = (top + below.rect.y0) / 2.0;
                Rect::new(x0, middle - BAR / 2.0, x1, middle + BAR / 2.0)
            }
            (above, None) => {
                let top = above.map_or(0.0, |above| above.rect.y1) + CARD_GAP;
                let height = CARD_TOP + CARD.line_height + CARD_BOTTOM;
                Rect::new(x0, top, x1, top + height)
            }
        };
        Some(CardDrop {
            lane: row.part.lane.id.clone(),
            stage: self.grid.stage_id(index).clone(),
            step: column.step.clone(),
            index: before,
            rect: slot + Vec2::new(0.0, row.y),
        })
    }

    /// Below the cards of a cell of a collapsed lane.
    fn drop_at_end(&self, row: &PlacedRow, column: usize, dragged: &[Id]) -> CardDrop {
        let stage = self.grid.stage_id(column);
        let in_column = |card: &&Arc<Card>| {
            card.stage == *stage
                && self.grid.column_of(&card.stage, card.step.as_ref()) == Some(column)
        };
        let cards = row.part.lane.cards().iter();
        let others = cards
            .filter(in_column)
            .filter(|card| !dragged.contains(&card.id));
        CardDrop {
            lane: row.part.lane.id.clone(),
            stage: stage.clone(),
            step: self.grid.columns[column].step.clone(),
            index: others.count(),
            rect: row.part.cells[column].inset(-3.0) + Vec2::new(0.0, row.y),
        }
    }

    /// Where a stage dropped at an x would stand.
    pub fn stage_drop(&self, x_in_doc: f64, dragged: &Id) -> Option<OrderDrop> {
        let others: Vec<_> = self
            .grid
            .stages
            .iter()
            .filter(|span| span.stage.id != *dragged)
            .collect();
        let index = others
            .iter()
            .take_while(|span| span.centre() < x_in_doc)
            .count();
        let x = match (index.checked_sub(1).map(|i| others[i]), others.get(index)) {
            (Some(left), _) if left.x1 + GAP < self.grid.right => left.x1 + GAP / 2.0,
            (Some(left), _) => left.x1,
            (None, Some(right)) => right.x0 - GAP / 2.0,
            (None, None) => return None,
        };
        let bottom = self.size.height - MARGIN;
        Some(OrderDrop {
            index,
            rect: Rect::new(x - BAR / 2.0, self.stages.y, x + BAR / 2.0, bottom),
        })
    }

    /// Where a lane dropped at a y would stand. Its index counts hidden lanes, too: these stay
    /// where they are, and a lane dropped in its own place stays among them.
    pub fn lane_drop(&self, y_in_doc: f64, dragged: &Id) -> Option<OrderDrop> {
        let is_dragged = |row: &&PlacedRow| row.part.lane.id == *dragged;
        let others: Vec<_> = self.rows.iter().filter(|row| !is_dragged(row)).collect();
        let own_place = self.rows.iter().position(|row| is_dragged(&row));
        let own_index = own_place.map(|at| self.rows[at].lane_index);
        let middle = |row: &&&PlacedRow| row.y + row.part.height / 2.0;
        let place = others
            .iter()
            .take_while(|row| middle(row) < y_in_doc)
            .count();
        let above = place.checked_sub(1).map(|at| others[at]);
        let (y, index) = match (above, others.get(place)) {
            (Some(above), _) => (
                above.y + above.part.height + GAP / 2.0,
                above.lane_index + 1,
            ),
            (None, Some(below)) => (below.y - GAP / 2.0, below.lane_index),
            (None, None) => return None,
        };
        let index = match own_index {
            Some(own) if own_place == Some(place) => own,
            Some(own) if own < index => index - 1,
            _ => index,
        };
        Some(OrderDrop {
            index,
            rect: Rect::new(MARGIN, y - BAR / 2.0, self.grid.right, y + BAR / 2.0),
        })
    }

    /// The place on an emotion lane's scale; points outside the lane are clamped into it.
    pub fn point_place(&self, lane: &Id, point_in_doc: Point) -> Option<PointPlace> {
        let row = self.rows.iter().find(|row| row.part.lane.id == *lane)?;
        let Content::Emotion(emotion) = &row.part.content else {
            return None;
        };
        let column = self.grid.nearest_column(point_in_doc.x)?;
        let span = &self.grid.stages[self.grid.columns[column].stage];
        let at = ((point_in_doc.x - span.x0) / (span.x1 - span.x0)).clamp(0.0, 1.0);
        let share = emotion.share_at(point_in_doc.y - row.y);
        Some(PointPlace {
            stage: span.stage.id.clone(),
            at,
            value: self.grid.scale.value_at(share),
        })
    }
}
