//! An arrow between two cards, laid out.

use std::sync::Arc;

use super::textbox::TextBox;
use crate::{
    geom::{BezPath, Line, ParamCurveNearest as _, Point, Rect},
    model::Arrow,
};

/// Half the width of the head.
pub(super) const HEAD_HALF: f64 = 4.5;
/// Around a label, to its sides.
pub(super) const LABEL_PADDING: f64 = 6.0;

/// An arrow, in the coordinates of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrowBox {
    /// The arrow itself.
    pub arrow: Arc<Arrow>,
    /// From the edge of one card to that of the other, corner by corner.
    pub corners: Vec<Point>,
    /// The way along `corners`, these made round, as far as the head.
    pub line: Arc<BezPath>,
    /// A filled triangle whose tip touches the card.
    pub head: Arc<BezPath>,
    /// In a gap between rows; where it would stand, when it is empty.
    pub label: TextBox,
    /// A card at one of its ends stands back.
    pub faded: bool,
}

impl ArrowBox {
    /// Around the line, its head and its label.
    pub fn bounds(&self) -> Rect {
        let first = Rect::from_points(self.corners[0], self.corners[0]);
        let all = self.corners.iter().fold(first, |all, at| all.union_pt(*at));
        let all = all.inflate(HEAD_HALF, HEAD_HALF);
        match self.label.is_empty() {
            true => all,
            false => all.union(self.label_rect()),
        }
    }

    /// What the label covers.
    pub fn label_rect(&self) -> Rect {
        let text = &self.label;
        let width = text.paragraph.width + 2.0 * LABEL_PADDING;
        Rect::from_center_size(text.rect.center(), (width, text.rect.height()))
    }

    /// The way along `corners` without what lies below the label.
    pub fn beside_label(&self) -> Vec<Vec<Point>> {
        if self.label.is_empty() {
            return vec![self.corners.clone()];
        }
        let label = self.label_rect();
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        for ends in self.corners.windows(2) {
            for (from, to) in outside(ends[0], ends[1], label) {
                match pieces.last_mut() {
                    Some(piece) if piece.last() == Some(&from) => piece.push(to),
                    _ => pieces.push(vec![from, to]),
                }
            }
        }
        pieces
    }

    /// How far a point is from the line.
    pub fn distance(&self, point: Point) -> f64 {
        let pieces = self
            .corners
            .windows(2)
            .map(|ends| Line::new(ends[0], ends[1]));
        let distances = pieces.map(|piece| piece.nearest(point, 0.1).distance_sq.sqrt());
        distances.fold(f64::INFINITY, f64::min)
    }
}

/// What of a line along an axis lies outside a rectangle, in its order.
fn outside(from: Point, to: Point, rect: Rect) -> Vec<(Point, Point)> {
    let line = Rect::from_points(from, to);
    if !line.overlaps(rect) {
        return vec![(from, to)];
    }
    let within = |at: Point| Point::new(at.x.clamp(rect.x0, rect.x1), at.y.clamp(rect.y0, rect.y1));
    let ends = [(from, within(from)), (within(to), to)];
    let seen = ends.into_iter().filter(|(a, b)| a.distance(*b) > 0.01);
    seen.collect()
}
