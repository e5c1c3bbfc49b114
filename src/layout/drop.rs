//! Where a dragged card, metric or curve point would land.

use std::sync::Arc;

use super::{
    CardDrop, Content, Layout, MetricDrop, PlacedRow, PointPlace,
    cards::in_columns,
    measure::{CARD_BOTTOM, CARD_GAP, CARD_TOP, GAP},
};
use crate::{
    geom::{Point, Rect, Vec2},
    model::{Card, Id, LaneType, Metric, TextRole},
};

/// Of the bar that shows between which things another would stand.
pub(super) const BAR: f64 = 4.0;

impl Layout {
    /// Where cards dropped at a point would land; `None` outside every lane of cards.
    pub fn card_drop(&self, point_in_doc: Point, dragged: &[Id]) -> Option<CardDrop> {
        let (row, index) = self.cell_at(point_in_doc)?;
        let column = &self.grid.columns[index];
        row.part.lane.role()?;
        let Content::Cards(cells) = &row.part.content else {
            return Some(self.drop_at_end(row, index, dragged));
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
                let height =
                    CARD_TOP + self.grid.theme.style(TextRole::Card).line_height + CARD_BOTTOM;
                Rect::new(x0, top, x1, top + height)
            }
        };
        // Cards that the lens leaves out have their places, too.
        let below = others.get(before).map(|card| &card.card.id);
        let all = in_columns(row.part.lane.cards(), &self.grid)
            .filter(|(card, at)| *at == index && !dragged.contains(&card.id));
        let index_in_cell = all.take_while(|(card, _)| Some(&card.id) != below).count();
        Some(CardDrop {
            lane: row.part.lane.id.clone(),
            stage: self.grid.stage_id(index).clone(),
            step: column.step.clone(),
            index: index_in_cell,
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

    /// Where a metric dropped at a point would land; `None` outside every lane of metrics.
    pub fn metric_drop(&self, point_in_doc: Point, dragged: &Id) -> Option<MetricDrop> {
        if let Some(drop) = self.whole_metric_drop(point_in_doc, dragged) {
            return Some(drop);
        }
        let (row, column) = self.cell_at(point_in_doc)?;
        let place = self.grid.columns[column].stage;
        let span = &self.grid.stages[place];
        let of_stage = |metric: &&Arc<Metric>| metric.stage.as_ref() == Some(&span.stage.id);
        if !LaneType::Metrics.is(&row.part.lane) {
            return None;
        }
        let (index, slot) = if let Content::Metrics(boxes) = &row.part.content {
            let others = boxes
                .iter()
                .filter(|laid_out| of_stage(&&laid_out.metric) && laid_out.metric.id != *dragged);
            let others: Vec<_> = others.map(|laid_out| laid_out.rect).collect();
            let y = point_in_doc.y - row.y;
            let before = others.iter().take_while(|r| r.center().y < y).count();
            let bar = |y: f64| {
                let y = y.clamp(BAR / 2.0, row.part.height - BAR / 2.0);
                Rect::new(span.x0, y - BAR / 2.0, span.x1, y + BAR / 2.0)
            };
            let slot = match (others.get(before), others.last()) {
                (Some(below), _) => bar(below.y0),
                (None, Some(last)) => bar(last.y1),
                (None, None) => Rect::new(span.x0, 0.0, span.x1, row.part.height),
            };
            (before, slot)
        } else {
            let others = row.part.lane.metrics().iter().filter(of_stage);
            let count = others.filter(|metric| metric.id != *dragged).count();
            (count, Rect::new(span.x0, 0.0, span.x1, row.part.height))
        };
        Some(MetricDrop {
            lane: row.part.lane.id.clone(),
            stage: Some(span.stage.id.clone()),
            index,
            rect: slot + Vec2::new(0.0, row.y),
        })
    }

    /// Among the metrics of the whole journey, in the label of a lane of metrics.
    fn whole_metric_drop(&self, point_in_doc: Point, dragged: &Id) -> Option<MetricDrop> {
        let row = self.row_at(point_in_doc.y)?;
        let at = point_in_doc - Vec2::new(0.0, row.y);
        let label = row.part.label.rect;
        if !label.contains(at) || !LaneType::Metrics.is(&row.part.lane) {
            return None;
        }
        let others =
            row.part.metrics().iter().filter(|laid_out| {
                laid_out.metric.stage.is_none() && laid_out.metric.id != *dragged
            });
        let rects: Vec<Rect> = others.map(|laid_out| laid_out.rect).collect();
        let before = rects.iter().filter(|rect| rect.center().y < at.y).count();
        let rect = match (before.checked_sub(1), rects.first()) {
            (_, None) => label,
            (above, Some(first)) => {
                let y = above.map_or(first.y0, |above| rects[above].y1);
                Rect::new(label.x0, y - BAR / 2.0, label.x1, y + BAR / 2.0)
            }
        };
        Some(MetricDrop {
            lane: row.part.lane.id.clone(),
            stage: None,
            index: before,
            rect: rect + Vec2::new(0.0, row.y),
        })
    }

    /// Row and column of a point among the cells, the gaps around them counted in.
    fn cell_at(&self, point_in_doc: Point) -> Option<(&PlacedRow, usize)> {
        let reach = GAP / 2.0;
        let row = self.rows.iter().find(|row| {
            (row.y - reach..row.y + row.part.height + reach).contains(&point_in_doc.y)
        })?;
        let columns = self.grid.content_left() - reach..=self.grid.right + reach;
        let index = self.grid.nearest_column(point_in_doc.x)?;
        columns.contains(&point_in_doc.x).then_some((row, index))
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
