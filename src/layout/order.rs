//! Where a dragged stage, step, lane, line or persona would stand among its like.

use super::{
    Layout, LineDrop, MARGIN, OrderDrop, PlacedRow,
    drop::BAR,
    measure::{GAP, PERSONA_GAP},
};
use crate::{
    geom::{Point, Rect, Vec2},
    model::Id,
};

impl Layout {
    /// Where stages dropped at an x would stand.
    pub fn stage_drop(&self, x_in_doc: f64, dragged: &[Id]) -> Option<OrderDrop> {
        let others: Vec<_> = self
            .grid
            .stages
            .iter()
            .filter(|span| !dragged.contains(&span.stage.id))
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

    /// Where lanes dropped at a y would stand. The index counts hidden lanes, too: these stay
    /// where they are, and what is dropped in its own place stays among them.
    pub fn lane_drop(&self, y_in_doc: f64, dragged: &[Id]) -> Option<OrderDrop> {
        let is_dragged = |row: &&PlacedRow| dragged.contains(&row.part.lane.id);
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
        let dragged = self.rows.iter().filter(is_dragged);
        let dragged_before = dragged.filter(|row| row.lane_index < index).count();
        let index = match own_index {
            Some(own) if own_place == Some(place) => own,
            _ => index - dragged_before,
        };
        Some(OrderDrop {
            index,
            rect: Rect::new(MARGIN, y - BAR / 2.0, self.grid.right, y + BAR / 2.0),
        })
    }

    /// Where a step dropped at an x would stand within its stage.
    pub fn step_drop(&self, x_in_doc: f64, dragged: &Id) -> Option<OrderDrop> {
        let is_dragged = |step: &Option<Id>| step.as_ref() == Some(dragged);
        let of_step = |column: usize| is_dragged(&self.grid.columns[column].step);
        let mut spans = self.grid.stages.iter();
        let span = spans.find(|span| span.columns.clone().any(of_step))?;
        let others = span.columns.clone().filter(|&column| !of_step(column));
        let others: Vec<_> = others.map(|column| &self.grid.columns[column]).collect();
        let index = others
            .iter()
            .take_while(|column| (column.x0 + column.x1) / 2.0 < x_in_doc)
            .count();
        let x = match (index.checked_sub(1).map(|at| others[at]), others.get(index)) {
            (Some(left), _) if left.x1 < span.x1 => left.x1 + GAP / 2.0,
            (Some(left), _) => left.x1,
            (None, Some(right)) if right.x0 > span.x0 => right.x0 - GAP / 2.0,
            (None, Some(right)) => right.x0,
            (None, None) => return None,
        };
        let tops = self.stages.part.steps.iter().map(|step| step.rect.y0);
        let top = self.stages.y + tops.fold(self.stages.part.height, f64::min);
        let bottom = self.size.height - MARGIN;
        Some(OrderDrop {
            index,
            rect: Rect::new(x - BAR / 2.0, top, x + BAR / 2.0, bottom),
        })
    }

    /// Where a persona dropped at a point would stand: beside the nearest other one.
    pub fn persona_drop(&self, point_in_doc: Point, dragged: &Id) -> Option<OrderDrop> {
        let header = &self.header;
        let point = point_in_doc - Vec2::new(0.0, header.y);
        let distance = |rect: Rect| {
            let x = point.x.clamp(rect.x0, rect.x1);
            let y = point.y.clamp(rect.y0, rect.y1);
            point.distance(Point::new(x, y))
        };
        let others = header.part.personas.iter();
        let near = others
            .filter(|persona| persona.persona.id != *dragged)
            .min_by(|a, b| distance(a.rect).total_cmp(&distance(b.rect)))?;
        let rect = near.rect;
        let shares_row = header.part.personas.iter().any(|other| {
            let other_rect = other.rect;
            other.persona.id != near.persona.id
                && other_rect.y0 < rect.y1
                && other_rect.y1 > rect.y0
        });
        let gap = PERSONA_GAP / 2.0;
        let (after, bar) = if shares_row {
            let after = point.x > rect.center().x;
            let x = if after { rect.x1 + gap } else { rect.x0 - gap };
            (
                after,
                Rect::new(x, rect.y0, x, rect.y1).inflate(BAR / 2.0, 0.0),
            )
        } else {
            let after = point.y > rect.center().y;
            let y = if after { rect.y1 + gap } else { rect.y0 - gap };
            (
                after,
                Rect::new(rect.x0, y, rect.x1, y).inflate(0.0, BAR / 2.0),
            )
        };
        let personas = self.grid.personas.iter();
        let mut in_order = personas.filter(|persona| persona.id != *dragged);
        let index = in_order.position(|persona| persona.id == near.persona.id)?;
        Some(OrderDrop {
            index: index + usize::from(after),
            rect: bar + Vec2::new(0.0, header.y),
        })
    }

    /// Above which lane a line dropped at a y would stand: the nearest one without a line, or the
    /// one that the line stands above when it is `dragged` there from.
    pub fn line_drop(&self, y_in_doc: f64, dragged: Option<&Id>) -> Option<LineDrop> {
        let place = |row: &PlacedRow| match &row.line {
            Some(line) => row.y + line.rect.center().y,
            None => row.y - GAP / 2.0,
        };
        let rows = self.rows.iter().filter(|row| {
            row.line.is_none() || dragged.is_some_and(|above| row.part.lane.id == *above)
        });
        let distance = |row: &PlacedRow| (place(row) - y_in_doc).abs();
        let row = rows.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let y = place(row);
        Some(LineDrop {
            above: row.part.lane.id.clone(),
            rect: Rect::new(MARGIN, y - BAR / 2.0, self.grid.right, y + BAR / 2.0),
        })
    }
}
