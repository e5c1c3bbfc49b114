//! Outlines as shapes that an office knows by name, else as paths of their own.

use std::fmt::Write as _;

use kurbo::PathEl;

use super::units::{Frame, Placing, rounded};
use crate::{
    geom::{BezPath, Point, Rect, Shape as _},
    scene::Shape,
};

/// A shape on a slide.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    /// Around all of it.
    pub frame: Frame,
    /// Its element.
    pub geometry: String,
    /// Where its text may stand before its insets, in document units.
    pub room: Rect,
}

/// What an office makes round corners' text stand off by, of their radius: 1 − √½.
const CORNER: f64 = 0.292_89;

impl Outline {
    /// Of what is filled or outlined.
    pub(super) fn of(shape: &Shape, at: Placing) -> Self {
        match shape {
            Shape::Rect { rect, radius } => Self::rect(*rect, *radius, at),
            Shape::Circle(circle) => {
                let rect = circle.bounding_box();
                let off = CORNER / 2.0 * rect.width();
                Self {
                    frame: at.frame(rect),
                    geometry: preset("ellipse", ""),
                    room: rect.inflate(-off, -off),
                }
            }
            Shape::Path(path) => Self::chevron(path, at).unwrap_or_else(|| Self::path(path, at)),
        }
    }

    fn rect(rect: Rect, radius: f64, at: Placing) -> Self {
        let side = rect.width().min(rect.height());
        let radius = radius.clamp(0.0, (side / 2.0).max(0.0));
        let off = CORNER * radius;
        let geometry = match radius * at.by < 1.0 {
            true => preset("rect", ""),
            false => {
                let adjusted = rounded(radius / side * 100_000.0);
                let adjusted = format!("<a:gd name=\"adj\" fmla=\"val {adjusted}\"/>");
                preset("roundRect", &adjusted)
            }
        };
        Self {
            frame: at.frame(rect),
            geometry,
            room: rect.inflate(-off, -off),
        }
    }

    /// A path that is an arrow with a notch, as stages are.
    fn chevron(path: &BezPath, at: Placing) -> Option<Self> {
        let corners = corners(path)?;
        let [a, b, c, d, e, f] = *corners.as_slice() else {
            return None;
        };
        let is_near = |x: f64, y: f64| (x - y).abs() < 0.01;
        let middle = (a.y + e.y) / 2.0;
        let notch = f.x - a.x;
        let is_chevron = is_near(a.x, e.x)
            && is_near(a.y, b.y)
            && is_near(d.y, e.y)
            && is_near(b.x, d.x)
            && is_near(c.y, middle)
            && is_near(f.y, middle)
            && is_near(c.x - b.x, notch)
            && notch > 0.0;
        let rect = Rect::new(a.x, a.y, c.x, e.y);
        let side = rect.width().min(rect.height());
        (is_chevron && b.x - a.x >= notch && side > 0.0).then(|| {
            let adjusted = rounded(notch / side * 100_000.0);
            let adjusted = format!("<a:gd name=\"adj\" fmla=\"val {adjusted}\"/>");
            Self {
                frame: at.frame(rect),
                geometry: preset("chevron", &adjusted),
                room: Rect::new(f.x, a.y, b.x, e.y),
            }
        })
    }

    /// A path of its own.
    pub(super) fn path(path: &BezPath, at: Placing) -> Self {
        let bounds = path.control_box();
        let bounds = match bounds.is_finite() {
            true => bounds,
            false => Rect::ZERO,
        };
        let frame = at.frame(bounds);
        Self {
            geometry: custom(path, frame, at),
            frame,
            room: bounds,
        }
    }
}

/// A shape that is known by name.
pub(super) fn preset(name: &str, adjusted: &str) -> String {
    format!("<a:prstGeom prst=\"{name}\"><a:avLst>{adjusted}</a:avLst></a:prstGeom>")
}

/// The corners of a path of straight lines that is closed; `None` for any other.
fn corners(path: &BezPath) -> Option<Vec<Point>> {
    let (last, lines) = path.elements().split_last()?;
    if *last != PathEl::ClosePath {
        return None;
    }
    let corner = |(index, element): (usize, &PathEl)| match element {
        PathEl::MoveTo(at) if index == 0 => Some(*at),
        PathEl::LineTo(at) if index > 0 => Some(*at),
        PathEl::MoveTo(_)
        | PathEl::LineTo(_)
        | PathEl::QuadTo(..)
        | PathEl::CurveTo(..)
        | PathEl::ClosePath => None,
    };
    lines.iter().enumerate().map(corner).collect()
}

/// The two ends of a path that is one straight line.
pub(super) fn straight(shape: &Shape) -> Option<(Point, Point)> {
    let Shape::Path(path) = shape else {
        return None;
    };
    match path.elements() {
        [PathEl::MoveTo(from), PathEl::LineTo(to)] => Some((*from, *to)),
        _ => None,
    }
}

/// Whether a path has an inside.
pub(super) fn is_closed(shape: &Shape) -> bool {
    match shape {
        Shape::Rect { .. } | Shape::Circle(_) => true,
        Shape::Path(path) => path.elements().contains(&PathEl::ClosePath),
    }
}

fn custom(path: &BezPath, frame: Frame, at: Placing) -> String {
    let point = |point: &Point| {
        let (x, y) = at.point(*point);
        format!("<a:pt x=\"{}\" y=\"{}\"/>", x - frame.x, y - frame.y)
    };
    let fills = match path.elements().contains(&PathEl::ClosePath) {
        true => "",
        false => " fill=\"none\"",
    };
    let mut xml = format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{}\" h=\"{}\"{fills}>",
        frame.width, frame.height
    );
    for element in path.elements() {
        let _ = match element {
            PathEl::MoveTo(to) => write!(xml, "<a:moveTo>{}</a:moveTo>", point(to)),
            PathEl::LineTo(to) => write!(xml, "<a:lnTo>{}</a:lnTo>", point(to)),
            PathEl::QuadTo(by, to) => {
                let (by, to) = (point(by), point(to));
                write!(xml, "<a:quadBezTo>{by}{to}</a:quadBezTo>")
            }
            PathEl::CurveTo(by, and, to) => {
                let (by, and, to) = (point(by), point(and), point(to));
                write!(xml, "<a:cubicBezTo>{by}{and}{to}</a:cubicBezTo>")
            }
            PathEl::ClosePath => write!(xml, "<a:close/>"),
        };
    }
    xml.push_str("</a:path></a:pathLst></a:custGeom>");
    xml
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::geom::Vec2;

    const AT: Placing = Placing {
        by: 6350.0,
        at: Vec2::ZERO,
    };

    #[test]
    fn an_arrow_with_a_notch_is_one_by_name() {
        let mut path = BezPath::new();
        path.move_to((10.0, 0.0));
        for corner in [
            (108.0, 0.0),
            (124.0, 30.0),
            (108.0, 60.0),
            (10.0, 60.0),
            (26.0, 30.0),
        ] {
            path.line_to(corner);
        }
        path.close_path();
        let outline = Outline::of(&Shape::Path(Arc::new(path.clone())), AT);
        assert!(outline.geometry.contains("chevron"), "{}", outline.geometry);
        assert!(outline.geometry.contains("val 26667"));
        assert_eq!(outline.room, Rect::new(26.0, 0.0, 108.0, 60.0));
        path.line_to((1.0, 1.0));
        let outline = Outline::of(&Shape::Path(Arc::new(path)), AT);
        assert!(outline.geometry.contains("custGeom"));
    }
}
