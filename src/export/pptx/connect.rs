//! The way of a line along corners as a connector that an office knows, so that it finds a new way
//! when somebody moves what it is glued to.

use kurbo::PathEl;

use super::{
    geometry::Outline,
    units::{Emu, Placing, rounded},
};
use crate::geom::{BezPath, Point};

/// Where a connector lies and how it runs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// `<a:xfrm/>`.
    pub transform: String,
    /// Its geometry.
    pub geometry: String,
}

/// The corners of a line whose corners are round, its ends with them.
pub(super) fn corners(path: &BezPath) -> Vec<Point> {
    let mut corners = Vec::new();
    let mut end = None;
    for element in path.elements() {
        match element {
            PathEl::MoveTo(at) => corners.push(*at),
            PathEl::QuadTo(by, to) => {
                corners.push(*by);
                end = Some(*to);
            }
            PathEl::LineTo(to) | PathEl::CurveTo(_, _, to) => end = Some(*to),
            PathEl::ClosePath => {}
        }
    }
    corners.extend(end);
    corners
}

/// A turn by quarters, then a mirror: what an office does with a connector to lay it.
#[derive(Clone, Copy)]
struct Turn {
    quarters: i64,
    flips_x: bool,
    flips_y: bool,
}

impl Turn {
    /// All there are.
    fn all() -> impl Iterator<Item = Self> {
        (0..4).flat_map(|quarters| {
            [(false, false), (true, false), (false, true), (true, true)].map(
                |(flips_x, flips_y)| Self {
                    quarters,
                    flips_x,
                    flips_y,
                },
            )
        })
    }

    /// Where a point, counted from the middle, comes to: the mirror first, then clockwise.
    fn place(self, (x, y): (f64, f64)) -> (f64, f64) {
        let x = if self.flips_x { -x } else { x };
        let y = if self.flips_y { -y } else { y };
        match self.quarters {
            0 => (x, y),
            1 => (-y, x),
            2 => (-x, -y),
            _ => (y, -x),
        }
    }
}

/// A connector along corners at right angles; `None` where no connector runs so.
pub(super) fn bent(corners: &[Point], at: Placing) -> Option<Way> {
    let points: Vec<(Emu, Emu)> = corners.iter().map(|corner| at.point(*corner)).collect();
    let (first, last) = (*points.first()?, *points.last()?);
    let pieces = points.windows(2).map(|ends| {
        let (dx, dy) = (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1);
        // What is off by a rounding lies straight.
        match (dx.abs() <= 2, dy.abs() <= 2) {
            (false, true) => Some((dx.signum(), 0)),
            (true, false) => Some((0, dy.signum())),
            (true, true) | (false, false) => None,
        }
    });
    let pieces: Vec<(Emu, Emu)> = pieces.collect::<Option<_>>()?;
    let turns = pieces
        .windows(2)
        .all(|two| (two[0].0 == 0) != (two[1].0 == 0));
    if !turns {
        return None;
    }
    if let [_] = pieces.as_slice() {
        return Some(straight(first, last));
    }
    let name = match pieces.len() {
        2 => "bentConnector2",
        3 => "bentConnector3",
        4 => "bentConnector4",
        5 => "bentConnector5",
        _ => return None,
    };
    let (width, height) = ((last.0 - first.0).abs(), (last.1 - first.1).abs());
    let middle = (
        (first.0 + last.0) as f64 / 2.0,
        (first.1 + last.1) as f64 / 2.0,
    );
    let is_upright = pieces[0].0 == 0;
    let (w, h) = if is_upright {
        (height, width)
    } else {
        (width, height)
    };
    let from_middle = |point: (Emu, Emu)| (point.0 as f64 - middle.0, point.1 as f64 - middle.1);
    let half = (w as f64 / 2.0, h as f64 / 2.0);
    // As it lies before it is turned: from its top left to its bottom right, first to the right,
    // or to the left where a corner stands beyond its beginning.
    let turn = Turn::all().find(|turn| {
        let is_turned = turn.quarters % 2 == 1;
        let near =
            |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 1.5 && (a.1 - b.1).abs() < 1.5;
        is_turned == is_upright
            && near(turn.place((-half.0, -half.1)), from_middle(first))
            && near(turn.place(half), from_middle(last))
    })?;
    let local = |point: (Emu, Emu)| {
        let (x, y) = from_middle(point);
        // Back: the turn first, then the mirror.
        let (x, y) = match turn.quarters {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let x = if turn.flips_x { -x } else { x };
        let y = if turn.flips_y { -y } else { y };
        (x + half.0, y + half.1)
    };
    // Of a side that is nothing there is no share.
    let share =
        |value: f64, side: Emu| (side > 0).then(|| rounded(value / side as f64 * 100_000.0));
    let inner = &points[1..points.len() - 1];
    let mut adjusted = String::new();
    if pieces.len() > 2 {
        for (index, corner) in inner[..pieces.len() - 2].iter().enumerate() {
            let (x, y) = local(*corner);
            let value = match index % 2 {
                0 => share(x, w)?,
                _ => share(y, h)?,
            };
            adjusted.push_str(&format!(
                "<a:gd name=\"adj{}\" fmla=\"val {value}\"/>",
                index + 1
            ));
        }
    }
    let (x, y) = (
        rounded(middle.0 - w as f64 / 2.0),
        rounded(middle.1 - h as f64 / 2.0),
    );
    let mut attributes = String::new();
    if turn.quarters > 0 {
        attributes.push_str(&format!(" rot=\"{}\"", turn.quarters * 5_400_000));
    }
    if turn.flips_x {
        attributes.push_str(" flipH=\"1\"");
    }
    if turn.flips_y {
        attributes.push_str(" flipV=\"1\"");
    }
    Some(Way {
        transform: format!(
            "<a:xfrm{attributes}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm>"
        ),
        geometry: format!("<a:prstGeom prst=\"{name}\"><a:avLst>{adjusted}</a:avLst></a:prstGeom>"),
    })
}

/// From one point to another.
pub(super) fn straight(from: (Emu, Emu), to: (Emu, Emu)) -> Way {
    let mut attributes = String::new();
    if to.0 < from.0 {
        attributes.push_str(" flipH=\"1\"");
    }
    if to.1 < from.1 {
        attributes.push_str(" flipV=\"1\"");
    }
    let (x, y) = (from.0.min(to.0), from.1.min(to.1));
    let (w, h) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    Way {
        transform: format!(
            "<a:xfrm{attributes}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm>"
        ),
        geometry: "<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>".to_owned(),
    }
}

/// As it is drawn, where no connector that an office knows runs so.
pub(super) fn free(path: &BezPath, at: Placing) -> Way {
    let outline = Outline::path(path, at);
    Way {
        transform: format!("<a:xfrm>{}</a:xfrm>", outline.frame.xml()),
        geometry: outline.geometry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Vec2;

    const AT: Placing = Placing {
        by: 1000.0,
        at: Vec2::ZERO,
    };

    /// What an office draws of a connector, by the definitions of its shapes.
    fn drawn(way: &Way) -> Vec<(f64, f64)> {
        let number = |text: &str, name: &str| -> f64 {
            let rest = text.split(&format!(" {name}=\"")).nth(1);
            let value = rest.and_then(|rest| rest.split('"').next());
            value.and_then(|value| value.parse().ok()).unwrap_or(0.0)
        };
        let transform = &way.transform;
        let (x, y) = (number(transform, "x"), number(transform, "y"));
        let (w, h) = (number(transform, "cx"), number(transform, "cy"));
        let adjusted: Vec<f64> = way
            .geometry
            .split("val ")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap() / 100_000.0)
            .collect();
        let a = |index: usize| adjusted.get(index).copied().unwrap_or(0.5);
        let name = way.geometry.split('"').nth(1).unwrap();
        let local = match name {
            "line" => vec![(0.0, 0.0), (w, h)],
            "bentConnector2" => vec![(0.0, 0.0), (w, 0.0), (w, h)],
            "bentConnector3" => vec![(0.0, 0.0), (a(0) * w, 0.0), (a(0) * w, h), (w, h)],
            "bentConnector4" => vec![
                (0.0, 0.0),
                (a(0) * w, 0.0),
                (a(0) * w, a(1) * h),
                (w, a(1) * h),
                (w, h),
            ],
            _ => vec![
                (0.0, 0.0),
                (a(0) * w, 0.0),
                (a(0) * w, a(1) * h),
                (a(2) * w, a(1) * h),
                (a(2) * w, h),
                (w, h),
            ],
        };
        let turn = Turn {
            quarters: (number(transform, "rot") / 5_400_000.0) as i64,
            flips_x: transform.contains("flipH"),
            flips_y: transform.contains("flipV"),
        };
        local
            .into_iter()
            .map(|(px, py)| {
                let (dx, dy) = turn.place((px - w / 2.0, py - h / 2.0));
                (x + w / 2.0 + dx, y + h / 2.0 + dy)
            })
            .collect()
    }

    #[test]
    fn a_connector_runs_along_the_corners_it_was_made_of() {
        for corners in [
            vec![(0.0, 0.0), (50.0, 0.0)],
            vec![(50.0, 10.0), (50.0, -40.0)],
            vec![(0.0, 0.0), (50.0, 0.0), (50.0, 30.0)],
            vec![(0.0, 0.0), (0.0, 30.0), (50.0, 30.0)],
            vec![(0.0, 0.0), (0.0, -30.0), (-50.0, -30.0)],
            vec![(0.0, 0.0), (20.0, 0.0), (20.0, 30.0), (50.0, 30.0)],
            vec![(9.0, 5.0), (-20.0, 5.0), (-20.0, -30.0), (-50.0, -30.0)],
            vec![(0.0, 0.0), (0.0, 12.0), (44.0, 12.0), (44.0, 30.0)],
            vec![(0.0, 0.0), (0.0, -12.0), (44.0, -12.0), (44.0, -30.0)],
            vec![(0.0, 0.0), (70.0, 0.0), (70.0, 30.0), (50.0, 30.0)],
            vec![(0.0, 0.0), (0.0, 40.0), (-44.0, 40.0), (-44.0, 30.0)],
            vec![
                (0.0, 0.0),
                (70.0, 0.0),
                (70.0, 30.0),
                (50.0, 30.0),
                (50.0, 90.0),
            ],
            vec![
                (0.0, 0.0),
                (0.0, 20.0),
                (70.0, 20.0),
                (70.0, 80.0),
                (90.0, 80.0),
            ],
            vec![
                (0.0, 0.0),
                (20.0, 0.0),
                (20.0, 50.0),
                (-30.0, 50.0),
                (-30.0, 90.0),
                (10.0, 90.0),
            ],
            vec![
                (0.0, 0.0),
                (0.0, 20.0),
                (50.0, 20.0),
                (50.0, -30.0),
                (90.0, -30.0),
                (90.0, 10.0),
            ],
        ] {
            let points: Vec<Point> = corners.iter().copied().map(Point::from).collect();
            let way = bent(&points, AT).unwrap_or_else(|| panic!("{corners:?}"));
            let drawn = drawn(&way);
            assert_eq!(drawn.len(), corners.len(), "{way:?}");
            for ((x, y), (wanted_x, wanted_y)) in drawn.into_iter().zip(&corners) {
                let is_near =
                    (x - wanted_x * 1000.0).abs() < 3.0 && (y - wanted_y * 1000.0).abs() < 3.0;
                assert!(is_near, "{corners:?}: {x}, {y} in {way:?}");
            }
        }
    }

    #[test]
    fn corners_stand_where_round_ones_turn() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.line_to((16.0, 0.0));
        path.quad_to((20.0, 0.0), (20.0, 4.0));
        path.line_to((20.0, 30.0));
        let wanted = [(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)].map(Point::from);
        assert_eq!(corners(&path), wanted);
    }
}
