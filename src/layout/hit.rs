//! What is under a point, and where texts stand.

use super::{Content, LaneRow, Layout, PointBox, TextBox, TextPlace, channels::channel_icon};
use crate::{
    geom::{Point, Rect, Vec2},
    model::{Field, Ground, Ink, Target, TextRole},
};

/// How near two points of curves stand to be on each other, in document units.
const ON_EACH_OTHER: f64 = 1.0;

impl LaneRow {
    pub(super) fn point_boxes(&self) -> impl Iterator<Item = &PointBox> {
        let curves = self.emotion().map(|emotion| &emotion.curves);
        curves.into_iter().flatten().flat_map(|curve| &curve.points)
    }

    /// The point of a curve as it should be that lies on another point: it is the one that was
    /// put there to be pulled away.
    fn wish_on(&self, point: &PointBox) -> Option<&PointBox> {
        let wishes = self
            .emotion()?
            .curves
            .iter()
            .filter(|curve| curve.curve.to_be);
        let mut points = wishes.flat_map(|curve| &curve.points);
        points.find(|wish| wish.position.distance(point.position) < ON_EACH_OTHER)
    }

    /// Everything in the row, from its own top, in reading order.
    pub(super) fn places(&self, grid: &super::Grid, mut add: impl FnMut(Target, Rect)) {
        let lane = &self.lane.id;
        add(Target::Lane(lane.clone()), self.label.rect);
        let cell = |index: usize| {
            let column = &grid.columns[index];
            let target = Target::Cell {
                lane: lane.clone(),
                stage: grid.stage_id(index).clone(),
                step: column.step.clone(),
            };
            (target, self.cells[index])
        };
        match &self.content {
            Content::Cards(cells) => {
                for (index, content) in cells.iter().enumerate() {
                    let (target, rect) = cell(index);
                    add(target, rect);
                    for card in &content.cards {
                        add(Target::Card(card.card.id.clone()), card.rect);
                    }
                }
            }
            Content::Emotion(emotion) => {
                for index in 0..self.cells.len() {
                    let (target, rect) = cell(index);
                    add(target, rect);
                }
                for point in emotion.curves.iter().rev().flat_map(|curve| &curve.points) {
                    let circle = point.circle();
                    let rect = Rect::from_center_size(
                        circle.center,
                        (2.0 * circle.radius, 2.0 * circle.radius),
                    );
                    add(Target::Point(point.point.id.clone()), rect);
                }
            }
            Content::Channels(matrix) => {
                for (line, channel) in matrix.lines.iter().zip(&grid.channels) {
                    let icon = channel_icon(line.y);
                    let rect = Rect {
                        x1: self.label.rect.x1 - 8.0,
                        ..icon.inflate(4.0, 4.0)
                    };
                    add(Target::Channel(channel.id.clone()), rect);
                    for (span, places) in grid.stages.iter().zip(&line.places) {
                        let size = 2.0 * super::MatrixBox::DOT_RADIUS + 4.0;
                        let target = Target::Dot {
                            lane: lane.clone(),
                            channel: channel.id.clone(),
                            stage: span.stage.id.clone(),
                        };
                        let dot =
                            |x: f64| Rect::from_center_size(Point::new(x, line.y), (size, size));
                        let dots = places.iter().map(|x| dot(*x));
                        let all = dots.reduce(|all, dot| all.union(dot));
                        add(target, all.unwrap_or_else(|| dot(span.centre())));
                    }
                }
            }
            Content::Metrics(metrics) => {
                for index in 0..self.cells.len() {
                    let (target, rect) = cell(index);
                    add(target, rect);
                }
                for metric in metrics {
                    add(Target::Metric(metric.metric.id.clone()), metric.rect);
                }
            }
            Content::Collapsed(_) => {
                let has_cells = self.lane.kind.parts().is_some();
                for index in (0..self.cells.len()).filter(|_| has_cells) {
                    let (target, rect) = cell(index);
                    add(target, rect);
                }
            }
            Content::Foreign(_) => {}
        }
    }
}

impl Layout {
    /// The thing under a point, the nearest where several are; `slop` is how far beside a curve
    /// point still counts as on it, in document units.
    pub fn hit(&self, point_in_doc: Point, slop: f64) -> Option<Target> {
        let found = self.hit_below_arrows(point_in_doc, slop);
        let is_ground = matches!(found, None | Some(Target::Cell { .. } | Target::Lane(_)));
        let arrow = self.arrows.iter().filter(|_| is_ground).find(|arrow| {
            let label = arrow.label_rect();
            arrow.distance(point_in_doc) <= slop.max(4.0)
                || (!arrow.label.is_empty() && label.contains(point_in_doc))
        });
        let arrow = arrow.map(|arrow| Target::Arrow(arrow.arrow.id.clone()));
        arrow.or(found)
    }

    fn hit_below_arrows(&self, point_in_doc: Point, slop: f64) -> Option<Target> {
        let Some(row) = self.row_at(point_in_doc.y) else {
            return self.hit_head(point_in_doc);
        };
        let point = point_in_doc - Vec2::new(0.0, row.y);
        if let Some(line) = row.line.as_ref().filter(|_| point.y < 0.0) {
            let target = Target::Line {
                above: line.above.clone(),
            };
            return line.rect.contains(point).then_some(target);
        }
        let mut nearest: Option<(f64, &PointBox)> = None;
        for candidate in row.part.point_boxes() {
            let distance = candidate.position.distance(point);
            let on_label = candidate.labels().any(|label| label.rect.contains(point));
            let within = distance <= candidate.circle().radius + slop || on_label;
            if within && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, candidate));
            }
        }
        if let Some((_, found)) = nearest {
            let found = row.part.wish_on(found).unwrap_or(found);
            return Some(Target::Point(found.point.id.clone()));
        }
        let mut found = None;
        row.part.places(&self.grid, |target, rect| {
            let is_point = matches!(target, Target::Point(_));
            if !is_point && rect.contains(point) {
                found = Some(target);
            }
        });
        found
    }

    /// The thing under a point above the lanes.
    fn hit_head(&self, point_in_doc: Point) -> Option<Target> {
        let header = &self.header.part;
        let point = point_in_doc - Vec2::new(0.0, self.header.y);
        for persona in &header.personas {
            if persona.rect.contains(point) {
                return Some(Target::Persona(persona.persona.id.clone()));
            }
        }
        let line_of = |text: &TextBox| Rect {
            x1: text.rect.x0 + text.paragraph.width + 12.0,
            ..text.rect
        };
        if line_of(&header.title).contains(point) {
            return Some(Target::Title);
        }
        let facts = [&header.facts, &header.purpose];
        if facts
            .into_iter()
            .any(|text| !text.is_empty() && line_of(text).contains(point))
        {
            return Some(Target::Facts);
        }
        let point = point_in_doc - Vec2::new(0.0, self.stages.y);
        let stages = &self.stages.part;
        let stage = stages
            .stages
            .iter()
            .find(|stage| stage.rect.contains(point));
        let step = stages.steps.iter().find(|step| step.rect.contains(point));
        stage
            .map(|stage| Target::Stage(stage.stage.id.clone()))
            .or_else(|| step.map(|step| Target::Step(step.step.clone())))
    }

    /// The text under a point, for writing in place: the one that is there, else the first one of
    /// the thing that is.
    pub fn text_at(&self, point_in_doc: Point) -> Option<TextPlace> {
        let target = self.hit(point_in_doc, 0.0)?;
        let under = self.texts().find(|(y, text)| {
            let is_of = text.of.as_ref().is_some_and(|(of, _)| *of == target);
            is_of && !text.is_empty() && text.rect.contains(point_in_doc - Vec2::new(0.0, *y))
        });
        if let Some((y, text)) = under {
            return place_of(y, text);
        }
        // Below its title a lane has its note, even if there is none yet.
        let note = matches!(target, Target::Lane(_)).then_some(Field::Note);
        let note = note.and_then(|field| self.text_place(&target, field));
        note.filter(|note| note.rect.y0 <= point_in_doc.y)
            .or_else(|| self.text_place(&target, target.first_field()?))
    }

    /// The texts that can be written, in reading order; also the empty ones.
    pub fn text_targets(&self) -> impl Iterator<Item = (&Target, Field)> {
        let of = self.texts().filter_map(|(_, text)| text.of.as_ref());
        of.map(|(target, field)| (target, *field))
    }

    /// The place of a text, also of an empty one.
    pub fn text_place(&self, target: &Target, field: Field) -> Option<TextPlace> {
        if let (Target::Card(id), Field::Text) = (target, field) {
            let (y, card) = self.card_box(id)?;
            return place_of(y, &card.text);
        }
        let found = self.texts().find(|(_, text)| {
            text.of
                .as_ref()
                .is_some_and(|(of, its)| of == target && *its == field)
        });
        if let Some((y, text)) = found {
            return place_of(y, text);
        }
        match (target, field) {
            // A point without a label gets one below itself.
            (Target::Point(id), Field::Label) => {
                let position = self.point_position(id)?;
                let role = TextRole::PointLabel;
                let line_height = self.grid.theme.style(role).line_height;
                let centre = position + Vec2::new(0.0, 34.0);
                Some(TextPlace {
                    target: target.clone(),
                    field,
                    rect: Rect::from_center_size(centre, (150.0, line_height)),
                    role,
                    align: super::Align::Centre,
                    ink: Ink::Plain,
                    ground: Ground::Box,
                })
            }
            (Target::Facts, Field::Owner) => {
                let place = self.text_place(target, Field::Goal)?;
                Some(TextPlace { field, ..place })
            }
            _ => None,
        }
    }
}

fn place_of(y: f64, text: &TextBox) -> Option<TextPlace> {
    let (target, field) = text.of.clone()?;
    Some(TextPlace {
        target,
        field,
        rect: text.rect + Vec2::new(0.0, y),
        role: text.role,
        align: text.align,
        ink: text.ink,
        ground: text.ground,
    })
}
