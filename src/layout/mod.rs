//! Where everything on the sheet stands: regions and lines of text, and the questions about them
//! (what is under a point, where a dragged thing would land). Pure functions of map and fonts.

use crate::{
    geom::{Point, Rect, Size},
    model::{Field, Id, Map, Target},
    text::{Fonts, Style},
};

/// The places of one revision of a map.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Of the sheet, in document units.
    pub size: Size,
}

/// A thing's room on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub target: Target,
    pub rect: Rect,
}

/// Where a text stands, to write in it in place.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPlace {
    pub target: Target,
    pub field: Field,
    /// The room that the text may fill; its height is that of the text as it is.
    pub rect: Rect,
    pub style: Style,
    pub align: Align,
    /// Of the letters, as they appear on the sheet.
    pub color: crate::model::Color,
    /// What lies behind the letters.
    pub ground: crate::model::Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Start,
    Centre,
}

/// Where a dragged card would land.
#[derive(Debug, Clone, PartialEq)]
pub struct CardDrop {
    pub lane: Id,
    pub stage: Id,
    pub step: Option<Id>,
    /// Among the other cards of the cell, the dragged ones not counted.
    pub index: usize,
    /// The slot to show, in document units.
    pub rect: Rect,
}

/// Where a dragged stage or lane would land.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderDrop {
    /// Among the others, the dragged one not counted.
    pub index: usize,
    /// The thin bar to show between its new neighbours.
    pub rect: Rect,
}

/// Where on an emotion lane a point of the sheet lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PointPlace {
    pub stage: Id,
    /// 0 to 1 across the stage.
    pub at: f64,
    /// On the map's scale, clamped to it.
    pub value: f64,
}

impl Layout {
    /// Lays a map out; what did not change since `previous` is taken over from it.
    pub fn new(map: &Map, fonts: &Fonts, previous: Option<&Self>) -> Self {
        let _ = (map, fonts, previous);
        todo!()
    }

    /// Every thing on the sheet in reading order; later ones lie above earlier ones.
    pub fn places(&self) -> Vec<Place> {
        todo!()
    }

    /// The room of a thing; `None` when it is not on the sheet.
    pub fn rect_of(&self, target: &Target) -> Option<Rect> {
        let _ = target;
        todo!()
    }

    /// The thing under a point, the nearest where several are; `slop` is how far beside a curve
    /// point still counts as on it, in document units.
    pub fn hit(&self, point_in_doc: Point, slop: f64) -> Option<Target> {
        let _ = (point_in_doc, slop);
        todo!()
    }

    /// The text under a point, for writing in place.
    pub fn text_at(&self, point_in_doc: Point) -> Option<TextPlace> {
        let _ = point_in_doc;
        todo!()
    }

    /// The place of a text, also of an empty one.
    pub fn text_place(&self, target: &Target, field: Field) -> Option<TextPlace> {
        let _ = (target, field);
        todo!()
    }

    /// Where cards dropped at a point would land; `None` outside every lane of cards.
    pub fn card_drop(&self, point_in_doc: Point, dragged: &[Id]) -> Option<CardDrop> {
        let _ = (point_in_doc, dragged);
        todo!()
    }

    pub fn stage_drop(&self, x_in_doc: f64, dragged: &Id) -> Option<OrderDrop> {
        let _ = (x_in_doc, dragged);
        todo!()
    }

    pub fn lane_drop(&self, y_in_doc: f64, dragged: &Id) -> Option<OrderDrop> {
        let _ = (y_in_doc, dragged);
        todo!()
    }

    /// The place on an emotion lane's scale; points outside the lane are clamped into it.
    pub fn point_place(&self, lane: &Id, point_in_doc: Point) -> Option<PointPlace> {
        let _ = (lane, point_in_doc);
        todo!()
    }

    /// Where a curve point stands; `None` for a gap.
    pub fn point_position(&self, point: &Id) -> Option<Point> {
        let _ = point;
        todo!()
    }
}
