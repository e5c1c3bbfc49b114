//! The emotion lane: curves, bands of spread, faces, labels that cover nothing.

use std::sync::Arc;

use super::{
    curve::monotone_curve,
    grid::Grid,
    measure::{
        CONTENT_LEFT, EMOTION_HALF, EMOTION_REACH, FACE_RADIUS, LEGEND, MARGIN, POINT_LABEL, SCALE,
        SCALE_WIDTH,
    },
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Circle, Line, Point, Rect},
    model::{Curve, CurvePoint, Field, Hue, Target, Theme, number},
    text::Fonts,
};

const LABEL_WIDTH: f64 = 190.0;
const LABEL_PADDING: f64 = 11.0;
/// From a face's middle to the near edge of its label.
const LABEL_DISTANCE: f64 = 26.0;
/// How far a label is moved on when its place is taken.
const LABEL_STEP: f64 = 8.0;
/// How often a longer scale is tried before the lane keeps its usual one.
const STRETCHES: usize = 4;
const LEGEND_PITCH: f64 = 26.0;

#[derive(Debug, Clone, PartialEq)]
pub struct EmotionBox {
    /// Of the neutral line; as much room lies below it as above.
    pub neutral_y: f64,
    /// The first is drawn in the colours of its values, the others dashed in their persona's.
    pub curves: Vec<CurveBox>,
    pub legend: Vec<LegendEntry>,
    /// The ends and the middle of the scale in numbers, at the right edge of the lane's label.
    pub scale: Vec<TextBox>,
    /// From the neutral line to either end of the scale.
    reach: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CurveBox {
    pub curve: Arc<Curve>,
    /// It is felt by none of those whose journey is shown.
    pub faded: bool,
    /// Between it and the same persona's curve as it should be.
    pub gap: Option<Arc<BezPath>>,
    pub hue: Hue,
    /// One line for each run of points without a gap.
    pub lines: Vec<Arc<BezPath>>,
    /// One area for each run of points with a spread.
    pub bands: Vec<Arc<BezPath>>,
    /// Left to right.
    pub points: Vec<PointBox>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PointBox {
    pub point: CurvePoint,
    /// On the neutral line for a gap.
    pub position: Point,
    /// The value as a share of the scale.
    pub share: f64,
    pub label: Option<LabelBox>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LabelBox {
    pub rect: Rect,
    pub text: TextBox,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    pub hue: Hue,
    pub to_be: bool,
    pub name: TextBox,
    /// The middle of its mark, at the left of the lane's label.
    pub mark: Point,
}

impl PointBox {
    /// Points that say something have a face, the others a ring.
    pub fn has_face(&self) -> bool {
        self.point.value.is_some() && (!self.point.label.is_empty() || self.point.moment_of_truth)
    }

    /// What the point covers.
    pub fn circle(&self) -> Circle {
        let radius = if self.has_face() {
            FACE_RADIUS + 1.5
        } else {
            8.0
        };
        Circle::new(self.position, radius)
    }
}

impl EmotionBox {
    /// `label_bottom` is where the lane's title and note end; the legend stands below them. Room
    /// up to `least_height` stretches the scale.
    pub fn new(
        curves: &[Arc<Curve>],
        grid: &Grid,
        fonts: &Fonts,
        label_bottom: f64,
        least_height: f64,
    ) -> Self {
        // Those whose journey is shown come first.
        let mut shown: Vec<Arc<Curve>> = curves.to_vec();
        shown.retain(|curve| grid.lens.shows_curve(curve));
        shown.sort_by_key(|curve| grid.lens.fades_curve(curve));
        let curves = &shown[..];
        let legend_room = 20.0 + LEGEND_PITCH * curves.len() as f64;
        let least_half = (label_bottom + legend_room) / 2.0;
        let mut reach = EMOTION_REACH;
        let (mut boxes, labels_half) = placed(curves, grid, fonts, reach);
        let mut half = labels_half.max(least_half);
        let wanted = least_height / 2.0;
        if wanted > half {
            let mut longer = reach + wanted - half;
            // Along steeper curves labels may stand further off: then the scale gives way.
            for _ in 0..STRETCHES {
                let (stretched, labels_half) = placed(curves, grid, fonts, longer);
                let beyond = labels_half - wanted;
                if beyond <= 0.0 {
                    (boxes, reach) = (stretched, longer);
                    break;
                }
                longer = (longer - beyond).max(reach);
            }
            half = wanted;
        }
        for curve in &mut boxes {
            curve.move_down(half);
        }
        let legend = legend(&boxes, grid, fonts, 2.0 * half);
        let scale = [grid.scale.max, grid.scale.middle(), grid.scale.min].map(|value| {
            let y = half + offset_at(grid.scale.share(value), reach);
            scale_mark(value, y, grid, fonts)
        });
        Self {
            neutral_y: half,
            curves: boxes,
            legend,
            scale: scale.to_vec(),
            reach,
        }
    }

    pub fn height(&self) -> f64 {
        2.0 * self.neutral_y
    }

    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        let labels = points
            .filter_map(|point| point.label.as_ref())
            .map(|label| &label.text);
        labels.chain(self.legend.iter().map(|entry| &entry.name))
    }

    /// The height of a share of the scale.
    pub fn y_at(&self, share: f64) -> f64 {
        self.neutral_y + offset_at(share, self.reach)
    }

    /// The share of the scale at a height, clamped.
    pub fn share_at(&self, y: f64) -> f64 {
        ((self.neutral_y + self.reach - y) / (2.0 * self.reach)).clamp(0.0, 1.0)
    }
}

/// From the neutral line down to a share of the scale.
fn offset_at(share: f64, reach: f64) -> f64 {
    reach * (1.0 - 2.0 * share)
}

/// Curves with their labels around a neutral line at 0, and how far from it the labels get.
fn placed(curves: &[Arc<Curve>], grid: &Grid, fonts: &Fonts, reach: f64) -> (Vec<CurveBox>, f64) {
    let boxes = curves.iter().map(|curve| curve_box(curve, grid, reach));
    let mut boxes: Vec<CurveBox> = boxes.collect();
    shade_gaps(&mut boxes);
    place_labels(&mut boxes, grid, fonts);
    let half = boxes
        .iter()
        .flat_map(|curve| &curve.points)
        .filter_map(|point| point.label.as_ref())
        .map(|label| label.rect.y1.max(-label.rect.y0) + 12.0)
        .fold(EMOTION_HALF, f64::max);
    (boxes, half)
}

/// A curve around a neutral line at 0, still without labels.
fn curve_box(curve: &Arc<Curve>, grid: &Grid, reach: f64) -> CurveBox {
    let mut points: Vec<PointBox> = curve
        .points
        .iter()
        .filter_map(|point| {
            let x = grid.span(&point.stage)?.x_at(point.at);
            let share = grid.scale.share(point.value.unwrap_or(grid.scale.middle()));
            Some(PointBox {
                point: point.clone(),
                position: Point::new(x, offset_at(share, reach)),
                share,
                label: None,
            })
        })
        .collect();
    points.sort_by(|a, b| a.position.x.total_cmp(&b.position.x));

    let runs = points.split(|point| point.point.value.is_none());
    let lines = runs.clone().filter(|run| run.len() > 1).map(|run| {
        let places: Vec<_> = run.iter().map(|point| point.position).collect();
        Arc::new(monotone_curve(&places))
    });
    let bands = runs
        .flat_map(|run| run.split(|point| point.point.spread.is_none()))
        .filter(|run| run.len() > 1)
        .map(|run| Arc::new(band(run, grid, reach)));
    let hue = grid.persona(&curve.persona).map_or(Hue::Slate, |p| p.hue);
    CurveBox {
        curve: curve.clone(),
        faded: grid.lens.fades_curve(curve),
        gap: None,
        hue,
        lines: lines.collect(),
        bands: bands.collect(),
        points,
    }
}

/// What lies between a persona's curve as it is and as it should be.
fn shade_gaps(boxes: &mut [CurveBox]) {
    for index in 0..boxes.len() {
        let now = &boxes[index];
        let mut others = boxes.iter().filter(|_| !now.curve.to_be);
        let to_be = others.find(|c| c.curve.to_be && c.curve.persona == now.curve.persona);
        let Some(to_be) = to_be else { continue };
        let ([line], [wanted]) = (&now.lines[..], &to_be.lines[..]) else {
            continue;
        };
        let mut area = (**line).clone();
        let back = wanted.reverse_subpaths();
        area.extend(back.iter().map(joined));
        area.close_path();
        boxes[index].gap = Some(Arc::new(area));
    }
}

/// Goes on with a path where another would begin anew.
fn joined(element: kurbo::PathEl) -> kurbo::PathEl {
    match element {
        kurbo::PathEl::MoveTo(to) => kurbo::PathEl::LineTo(to),
        other => other,
    }
}

/// The area of one spread above and below the values of points that have one, as far as the scale
/// reaches.
fn band(run: &[PointBox], grid: &Grid, reach: f64) -> BezPath {
    let edge = |sign: f64| -> Vec<Point> {
        let at = |point: &PointBox| {
            let value = point.point.value.unwrap_or_default();
            let spread = point.point.spread.unwrap_or_default();
            let share = grid.scale.share(value + sign * spread);
            Point::new(point.position.x, offset_at(share, reach))
        };
        run.iter().map(at).collect()
    };
    let mut area = monotone_curve(&edge(1.0));
    let below = monotone_curve(&edge(-1.0)).reverse_subpaths();
    area.extend(below.iter().map(joined));
    area.close_path();
    area
}

/// Gives each labelled point a place for its label: above a peak, below a dip, and further off
/// until it covers no curve, no point and no other label.
fn place_labels(curves: &mut [CurveBox], grid: &Grid, fonts: &Fonts) {
    let lines: Vec<Line> = curves
        .iter()
        .flat_map(|c| &c.lines)
        .flat_map(|p| chords(p))
        .collect();
    let circles: Vec<Circle> = curves
        .iter()
        .flat_map(|c| &c.points)
        .map(PointBox::circle)
        .collect();
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.ink,
        ground: Theme::PAPER.card,
    };
    let mut taken: Vec<Rect> = Vec::new();
    for curve in curves {
        for index in 0..curve.points.len() {
            let point = &curve.points[index];
            if point.point.label.is_empty() || point.point.value.is_none() {
                continue;
            }
            let width = set.width(&point.point.label, POINT_LABEL).min(LABEL_WIDTH) + 1.0;
            let of = Some((Target::Point(point.point.id.clone()), Field::Label));
            let text = set.set(&point.point.label, POINT_LABEL, Point::ZERO, width, of);
            let (width, height) = (text.paragraph.width, text.rect.height() + 6.0);
            let half_width = width / 2.0 + LABEL_PADDING;
            let centre_x = point
                .position
                .x
                .min(grid.right - half_width - 6.0)
                .max(CONTENT_LEFT + half_width + 6.0);
            let above_first = is_peak(&curve.points, index);
            let place = |above: bool, step: usize| {
                let distance = LABEL_DISTANCE + LABEL_STEP * step as f64;
                let top = if above {
                    point.position.y - distance - height
                } else {
                    point.position.y + distance - 1.0
                };
                Rect::new(
                    centre_x - half_width,
                    top,
                    centre_x + half_width,
                    top + height,
                )
            };
            let is_free = |rect: &Rect| {
                let room = rect.inflate(4.0, 4.0);
                !(taken.iter().any(|other| other.overlaps(room))
                    || circles.iter().any(|circle| circle_meets(circle, room))
                    || lines.iter().any(|line| line_meets(line, room)))
            };
            let near = (0..8).map(|step| (above_first, step));
            let near_other = (0..8).map(|step| (!above_first, step));
            let far = (8..200).map(|step| (above_first, step));
            let rect = near
                .chain(near_other)
                .chain(far)
                .map(|(above, step)| place(above, step))
                .find(is_free)
                .unwrap_or_else(|| place(above_first, 0));
            taken.push(rect);
            let origin = Point::new(rect.center().x - width / 2.0, rect.y0 + 3.0);
            let text = TextBox {
                rect: Rect::from_origin_size(origin, (width, text.rect.height())),
                align: super::Align::Centre,
                ..text
            };
            curve.points[index].label = Some(LabelBox { rect, text });
        }
    }
}

/// Whether the point lies above the mean of its neighbours, or above neutral where it has none.
fn is_peak(points: &[PointBox], index: usize) -> bool {
    let share = |index: usize| {
        points
            .get(index)
            .filter(|p| p.point.value.is_some())
            .map(|p| p.share)
    };
    let before = index.checked_sub(1).and_then(share);
    let around: Vec<f64> = before.into_iter().chain(share(index + 1)).collect();
    if around.is_empty() {
        return points[index].share >= 0.5;
    }
    points[index].share >= around.iter().sum::<f64>() / around.len() as f64
}

/// Short straight pieces close along a path.
fn chords(path: &BezPath) -> Vec<Line> {
    let mut chords = Vec::new();
    let mut from = Point::ZERO;
    kurbo::flatten(path, 0.5, |element| match element {
        kurbo::PathEl::MoveTo(to) => from = to,
        kurbo::PathEl::LineTo(to) => {
            chords.push(Line::new(from, to));
            from = to;
        }
        _ => {}
    });
    chords
}

fn circle_meets(circle: &Circle, rect: Rect) -> bool {
    let nearest = Point::new(
        circle.center.x.clamp(rect.x0, rect.x1),
        circle.center.y.clamp(rect.y0, rect.y1),
    );
    nearest.distance(circle.center) < circle.radius
}

/// Whether a line passes through a rectangle (Liang and Barsky's clipping, 1984).
fn line_meets(line: &Line, rect: Rect) -> bool {
    let delta = line.p1 - line.p0;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (d, to_low, to_high) in [
        (delta.x, rect.x0 - line.p0.x, rect.x1 - line.p0.x),
        (delta.y, rect.y0 - line.p0.y, rect.y1 - line.p0.y),
    ] {
        if d == 0.0 {
            if to_low > 0.0 || to_high < 0.0 {
                return false;
            }
            continue;
        }
        let (a, b) = (to_low / d, to_high / d);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    enter <= leave
}

/// A value of the scale beside its height `y`; with a sign where the scale has both.
fn scale_mark(value: f64, y: f64, grid: &Grid, fonts: &Fonts) -> TextBox {
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.quiet_ink,
        ground: Theme::PAPER.panel,
    };
    let sign = if value > 0.0 && grid.scale.min < 0.0 {
        "+"
    } else {
        ""
    };
    let text = format!("{sign}{}", number(value, grid.language));
    let right = MARGIN + super::measure::LABEL_WIDTH - 8.0;
    set.set_end(&text, SCALE, right, y - SCALE.line_height / 2.0)
}

/// Who is who, at the bottom of the lane's label.
fn legend(curves: &[CurveBox], grid: &Grid, fonts: &Fonts, bottom: f64) -> Vec<LegendEntry> {
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.ink,
        ground: Theme::PAPER.panel,
    };
    let count = curves.len();
    let left = MARGIN + 32.0;
    let room = super::measure::LABEL_WIDTH - 40.0 - SCALE_WIDTH;
    curves
        .iter()
        .enumerate()
        .map(|(index, curve)| {
            let middle = bottom - 31.0 - LEGEND_PITCH * (count - 1 - index) as f64;
            let name = grid
                .persona(&curve.curve.persona)
                .map_or("", |p| p.name.as_str());
            let to_be = curve.curve.to_be;
            let name = if to_be {
                let words = |name| grid.language.fill("{name}, to be", &[("name", name)]);
                let whole = words(name);
                if set.width(&whole, LEGEND) <= room {
                    whole
                } else {
                    let first = name.split_whitespace().next();
                    short(&words(first.unwrap_or_default()), set, room)
                }
            } else {
                short(name, set, room)
            };
            LegendEntry {
                hue: curve.hue,
                to_be,
                name: set.set(
                    &name,
                    LEGEND,
                    Point::new(left, middle - 8.0),
                    room + 1.0,
                    None,
                ),
                mark: Point::new(MARGIN + 19.0, middle),
            }
        })
        .collect()
}

/// The whole name, else the first word of it, else as much as fits on one line.
fn short(name: &str, set: Typesetter<'_>, room: f64) -> String {
    let fits = |text: &str| set.width(text, LEGEND) <= room;
    if fits(name) {
        return name.to_owned();
    }
    let word = name.split_whitespace().next().unwrap_or_default();
    if fits(word) {
        return word.to_owned();
    }
    let mut cut: String = word.to_owned();
    while !cut.is_empty() && !fits(&format!("{cut}…")) {
        cut.pop();
    }
    cut + "…"
}

impl CurveBox {
    fn move_down(&mut self, by: f64) {
        let shift = kurbo::Affine::translate((0.0, by));
        let areas = self.bands.iter_mut().chain(&mut self.gap);
        for path in self.lines.iter_mut().chain(areas) {
            *path = Arc::new(shift * (**path).clone());
        }
        for point in &mut self.points {
            point.position.y += by;
            if let Some(label) = &mut point.label {
                label.rect = label.rect + kurbo::Vec2::new(0.0, by);
                label.text = label.text.clone().moved_down(by);
            }
        }
    }
}
