//! The items of a chunk put together to what a person takes hold of: a box with its border and the
//! text in it is one shape.

use super::{geometry::is_closed, text::is_single};
use crate::{
    geom::Rect,
    layout::Align,
    model::{Color, Picture},
    scene::{Chunk, Icon, Item, Paint, Shape, Stroke, Text},
};

/// What becomes one shape, picture or line.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Shape(Box<ShapePiece<'a>>),
    Icon {
        icon: Icon,
        rect: Rect,
        color: Color,
        width: f64,
    },
    Picture {
        picture: &'a Picture,
        frame: Rect,
        radius: f64,
    },
    /// Where there is no shape around it.
    Text(&'a Text),
}

/// What is filled, outlined or both.
#[derive(Debug)]
pub(super) struct ShapePiece<'a> {
    pub shape: &'a Shape,
    /// In a colour, through an opacity.
    pub fill: Option<(Color, f64)>,
    pub line: Option<(Stroke, &'a Paint)>,
    /// Those that stand in it, below each other.
    pub texts: Vec<&'a Text>,
}

/// How far a text may reach out of the shape that it stands in, in document units.
const OUT: f64 = 1.5;
/// How far beside each other two texts may begin that stand below each other.
const ASIDE: f64 = 0.6;

/// The pieces of a chunk in painting order.
pub(super) fn pieces(chunk: &Chunk) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for item in &chunk.items {
        match item {
            Item::Fill {
                shape,
                color,
                opacity,
            } => pieces.push(shape_piece(shape, Some((*color, *opacity)), None)),
            Item::Stroke {
                shape,
                stroke,
                paint,
            } => match pieces.last_mut() {
                Some(Piece::Shape(last)) if last.line.is_none() && last.shape == shape => {
                    last.line = Some((*stroke, paint));
                }
                _ => pieces.push(shape_piece(shape, None, Some((*stroke, paint)))),
            },
            Item::Icon {
                icon,
                rect,
                color,
                width,
            } => pieces.push(Piece::Icon {
                icon: *icon,
                rect: *rect,
                color: *color,
                width: *width,
            }),
            Item::Picture {
                picture,
                frame,
                radius,
            } => pieces.push(Piece::Picture {
                picture,
                frame: *frame,
                radius: *radius,
            }),
            Item::Text(text) => match body_of(&mut pieces, text) {
                Some(body) => body.texts.push(text),
                None => pieces.push(Piece::Text(text)),
            },
        }
    }
    pieces
}

fn shape_piece<'a>(
    shape: &'a Shape,
    fill: Option<(Color, f64)>,
    line: Option<(Stroke, &'a Paint)>,
) -> Piece<'a> {
    Piece::Shape(Box::new(ShapePiece {
        shape,
        fill,
        line,
        texts: Vec::new(),
    }))
}

/// What a text covers.
fn ink(text: &Text) -> Rect {
    let width = text.paragraph.width;
    let rect = text.rect;
    match (text.align, is_single(text)) {
        (Align::Start, true) if !text.paragraph.lines.iter().any(|line| line.rtl) => Rect {
            x1: rect.x0 + width,
            ..rect
        },
        (Align::Centre, true) => {
            let middle = rect.center().x;
            Rect::new(middle - width / 2.0, rect.y0, middle + width / 2.0, rect.y1)
        }
        (Align::Start | Align::Centre, _) => rect,
    }
}

/// The smallest shape around a text that it can be written into.
fn body_of<'p, 'a>(pieces: &'p mut [Piece<'a>], text: &Text) -> Option<&'p mut ShapePiece<'a>> {
    let covered = ink(text);
    let shapes = pieces.iter_mut().filter_map(|piece| match piece {
        Piece::Shape(shape) => Some(&mut **shape),
        Piece::Icon { .. } | Piece::Picture { .. } | Piece::Text(_) => None,
    });
    let around = shapes.filter(|piece| {
        let bounds = piece.shape.bounds().inflate(OUT, OUT);
        let has_inside = piece.fill.is_some() || !matches!(piece.shape, Shape::Path(_));
        has_inside && is_closed(piece.shape) && bounds.contains_rect(covered)
    });
    let smallest = around.min_by(|a, b| {
        let area = |piece: &ShapePiece<'_>| piece.shape.bounds().area();
        area(a).total_cmp(&area(b))
    })?;
    goes_on(smallest, text).then_some(smallest)
}

/// Whether a text can stand below those that are in a shape already.
fn goes_on(piece: &ShapePiece<'_>, text: &Text) -> bool {
    let Some(last) = piece.texts.last() else {
        return true;
    };
    let is_below = text.rect.y0 >= last.rect.y1 - OUT;
    let is_in_line = match (last.align, text.align) {
        (Align::Start, Align::Start) => (last.rect.x0 - text.rect.x0).abs() <= ASIDE,
        (Align::Centre, Align::Centre) => {
            (last.rect.center().x - text.rect.center().x).abs() <= ASIDE
        }
        (Align::Start, Align::Centre) | (Align::Centre, Align::Start) => false,
    };
    // Those that wrap do so at one edge.
    let wrapping = piece.texts.iter().find(|known| !is_single(known));
    let is_as_wide = match (wrapping, is_single(text)) {
        (Some(known), false) => (known.rect.x1 - text.rect.x1).abs() <= 2.0,
        (Some(known), true) => ink(text).x1 <= known.rect.x1 + OUT,
        (None, false) => piece
            .texts
            .iter()
            .all(|known| ink(known).x1 <= text.rect.x1 + OUT),
        (None, true) => true,
    };
    let is_round = matches!(piece.shape, Shape::Circle(_));
    is_below && is_in_line && is_as_wide && !is_round
}
