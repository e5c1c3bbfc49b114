//! Where things stand: all of them, those within an area, one of them.

use std::sync::Arc;

use super::{
    CardBox, Content, CurveBox, CurvePlace, LaneRow, Layout, PlacedRow, PlacedTarget, TextBox,
};
use crate::{
    geom::{ParamCurve as _, ParamCurveNearest as _, Point, Rect, Shape as _, Vec2},
    model::{Curve, Id, Lane, LaneType, Part, Target},
};

impl Layout {
    /// Every thing on the sheet in reading order; later ones lie above earlier ones.
    pub fn places(&self) -> Vec<PlacedTarget> {
        self.places_in(Rect::new(
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
            f64::INFINITY,
            f64::INFINITY,
        ))
    }

    /// Every thing that an area touches, in reading order; later ones lie above earlier ones.
    pub fn places_in(&self, area: Rect) -> Vec<PlacedTarget> {
        let mut places = Vec::new();
        let mut add = |target: Target, rect: Rect| {
            if touches(rect, area) {
                places.push(PlacedTarget { target, rect });
            }
        };
        self.head_places(&mut add);
        let is_near = |row: &&PlacedRow| row.top() <= area.y1 && row.y + row.part.height >= area.y0;
        for row in self.rows.iter().filter(is_near) {
            self.row_places(row, &mut add);
        }
        self.arrow_places(&mut add);
        places
    }

    /// The rooms that a hand goes to from a thing: the next one beside it, and those right below.
    pub fn rooms_beside(&self, target: &Target) -> Vec<Rect> {
        let Some(rect) = self.rect_of(target) else {
            return Vec::new();
        };
        let middle = rect.center();
        let row = self
            .rows
            .iter()
            .position(|row| (row.y..=row.y + row.part.height).contains(&middle.y));
        let cell = |row: usize, column: usize| {
            let row = self.rows.get(row)?;
            Some(*row.part.cells.get(column)? + Vec2::new(0.0, row.y))
        };
        let label = |row: usize| {
            let row = self.rows.get(row)?;
            Some(row.part.label.rect + Vec2::new(0.0, row.y))
        };
        let (stages, down) = (&self.stages.part, Vec2::new(0.0, self.stages.y));
        match (target, row) {
            (Target::Persona(id), _) => {
                let all = &self.header.part.personas;
                let at = all.iter().position(|one| one.persona.id == *id);
                let next = at.and_then(|at| all.get(at + 1));
                next.map(|next| next.rect).into_iter().collect()
            }
            (Target::Stage(id), _) => {
                let at = stages.stages.iter().position(|one| one.stage.id == *id);
                let next = at.and_then(|at| stages.stages.get(at + 1));
                let below = stages.steps.iter().map(|step| step.rect + down);
                let below = below.filter(|step| (rect.x0..rect.x1).contains(&step.center().x));
                let columns = self.grid.span(id).map(|span| span.columns.clone());
                let cells = columns.into_iter().flatten();
                let cells = cells.filter_map(|column| cell(0, column));
                let next = next.map(|next| next.rect + down).into_iter();
                next.chain(below).chain(cells).collect()
            }
            (Target::Step(_), _) => {
                let next = stages.steps.iter().map(|step| step.rect + down);
                let next = next.filter(|step| step.x0 > rect.x0).take(1);
                let column = self.grid.nearest_column(middle.x);
                let below = column.and_then(|column| cell(0, column));
                next.chain(below).collect()
            }
            (Target::Lane(_), Some(row)) => {
                let beside = [cell(row, 0), label(row + 1)];
                beside.into_iter().flatten().collect()
            }
            (_, Some(row)) if target.own_lane().is_some() || target.is_content() => {
                let Some(column) = self.grid.nearest_column(middle.x) else {
                    return Vec::new();
                };
                // On a curve the next place is wherever it goes on.
                let is_point = matches!(target, Target::Point(_));
                let beside = cell(row, column + 1).filter(|_| !is_point);
                [beside, cell(row + 1, column)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn arrow_places(&self, add: &mut impl FnMut(Target, Rect)) {
        for arrow in &self.arrows {
            add(Target::Arrow(arrow.arrow.id.clone()), arrow.bounds());
        }
    }

    fn head_places(&self, add: &mut impl FnMut(Target, Rect)) {
        let header = &self.header.part;
        let down = Vec2::new(0.0, self.header.y);
        add(Target::Title, header.title.rect + down);
        let facts = header.facts.rect;
        let facts_bottom = header.purpose.bottom().max(facts.y1);
        let facts = Rect {
            y1: facts_bottom,
            ..facts
        };
        add(Target::Facts, facts + down);
        for persona in &header.personas {
            let target = Target::Persona(persona.persona.id.clone());
            add(target, persona.rect + down);
        }
        let down = Vec2::new(0.0, self.stages.y);
        for stage in &self.stages.part.stages {
            add(Target::Stage(stage.stage.id.clone()), stage.rect + down);
        }
        for step in &self.stages.part.steps {
            add(Target::Step(step.step.clone()), step.rect + down);
        }
    }

    fn row_places(&self, row: &PlacedRow, add: &mut impl FnMut(Target, Rect)) {
        let down = Vec2::new(0.0, row.y);
        if let Some(line) = &row.line {
            let above = line.above.clone();
            add(Target::Line { above }, line.rect + down);
        }
        row.part
            .places(&self.grid, |target, rect| add(target, rect + down));
    }

    /// The room of a thing; `None` when it is not on the sheet.
    pub fn rect_of(&self, target: &Target) -> Option<Rect> {
        if let Target::Card(id) = target {
            let (y, card) = self.card_box(id)?;
            return Some(card.rect + Vec2::new(0.0, y));
        }
        let mut found = None;
        let mut look = |candidate: Target, rect: Rect| {
            if found.is_none() && candidate == *target {
                found = Some(rect);
            }
        };
        // Only the rows that can hold it are asked.
        let may_hold = |row: &&PlacedRow| {
            let lane = &row.part.lane;
            match (target.own_lane(), target.part()) {
                (Some(own), _) => lane.id == *own,
                (None, Some((Part::Channel, _))) => LaneType::Channels.is(lane),
                (None, part) => lane.kind.parts().map(|(of, _)| of) == part.map(|(of, _)| of),
            }
        };
        let is_channel = matches!(target, Target::Channel(_));
        if target.own_lane().is_some() || target.is_content() || is_channel {
            for row in self.rows.iter().filter(may_hold) {
                self.row_places(row, &mut look);
            }
        } else if matches!(target, Target::Arrow(_)) {
            self.arrow_places(&mut look);
        } else {
            self.head_places(&mut look);
        }
        found
    }

    /// The row of a lane, if it was laid out as it is now.
    pub(super) fn row_of(&self, lane: &Arc<Lane>) -> Option<&LaneRow> {
        let mut rows = self.rows.iter();
        let row = rows.find(|row| Arc::ptr_eq(&row.part.lane, lane))?;
        Some(&row.part)
    }

    /// A card with the top of its row.
    pub(super) fn card_box(&self, id: &Id) -> Option<(f64, &CardBox)> {
        let mut rows = self.rows.iter();
        rows.find_map(|row| Some((row.y, row.part.card_box(id)?)))
    }

    /// Where a curve point stands; a gap stands on the neutral line.
    pub fn point_position(&self, point: &Id) -> Option<Point> {
        self.rows.iter().find_map(|row| {
            let found = row.part.point_boxes().find(|p| p.point.id == *point)?;
            Some(found.position + Vec2::new(0.0, row.y))
        })
    }

    /// The curve that passes a point within `slop` document units, the nearest of several; those
    /// that the lens fades are not meant.
    pub fn curve_at(&self, point_in_doc: Point, slop: f64) -> Option<CurvePlace> {
        let row = self.row_at(point_in_doc.y)?;
        let Content::Emotion(emotion) = &row.part.content else {
            return None;
        };
        let point = point_in_doc - Vec2::new(0.0, row.y);
        let mut nearest: Option<(f64, Point, &Curve)> = None;
        let lens = &self.grid.lens;
        let meant = |curve: &&CurveBox| !lens.fades_curve(&curve.curve);
        for curve in emotion.curves.iter().filter(meant) {
            for line in &curve.lines {
                if !line.bounding_box().inflate(slop, slop).contains(point) {
                    continue;
                }
                for segment in line.segments() {
                    let near = segment.nearest(point, 0.1);
                    let distance = near.distance_sq.sqrt();
                    if distance <= slop && nearest.is_none_or(|(least, ..)| distance < least) {
                        nearest = Some((distance, segment.eval(near.t), &*curve.curve));
                    }
                }
            }
        }
        let (_, position, curve) = nearest?;
        let position = position + Vec2::new(0.0, row.y);
        Some(CurvePlace {
            lane: row.part.lane.id.clone(),
            curve: curve.of(),
            place: self.point_place(&row.part.lane.id, position)?,
            position,
        })
    }

    /// The row at a height of the sheet, with the line above it.
    pub(super) fn row_at(&self, y_in_doc: f64) -> Option<&PlacedRow> {
        let is_there = |row: &&PlacedRow| (row.top()..=row.y + row.part.height).contains(&y_in_doc);
        self.rows.iter().find(is_there)
    }

    /// Every text with the top of its band, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = (f64, &TextBox)> {
        let header = self.header.part.texts().map(|text| (self.header.y, text));
        let stages = self
            .stages
            .part
            .stages
            .iter()
            .flat_map(|stage| &stage.texts);
        let steps = self.stages.part.steps.iter();
        let steps = steps.flat_map(|step| [&step.title, &step.times]);
        let heads = stages.chain(steps).map(|text| (self.stages.y, text));
        let rows = self.rows.iter();
        let lanes = rows.flat_map(|row| row.part.texts().map(|text| (row.y, text)));
        let arrows = self.arrows.iter().map(|arrow| (0.0, &arrow.label));
        let way = self.way.iter();
        let way = way.flat_map(|way| way.part.texts().map(|text| (way.y, text)));
        let foot = self.foot.iter();
        let foot = foot.flat_map(|foot| foot.part.texts.iter().map(|text| (foot.y, text)));
        header
            .chain(way)
            .chain(heads)
            .chain(lanes)
            .chain(arrows)
            .chain(foot)
    }
}

impl PlacedRow {
    /// Where the row begins, the line above it included.
    fn top(&self) -> f64 {
        self.y + self.line.as_ref().map_or(0.0, |line| line.rect.y0)
    }
}

fn touches(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}
