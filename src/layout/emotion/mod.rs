//! The emotion lane: curves, bands of spread, faces, labels that cover nothing.

mod areas;
mod labels;
mod legend;
mod levels;
mod room;

use std::sync::Arc;

pub use levels::scale_width;

use super::{
    curve::monotone_curve,
    grid::Grid,
    marks::{Mark, MarkBox},
    measure::{EMOTION_HALF, EMOTION_REACH, FACE_RADIUS},
    textbox::TextBox,
};
use crate::{
    geom::{BezPath, Circle, Point, Rect, Vec2},
    model::{Claim, Curve, CurvePoint, Hue},
    survey::t_975,
    text::Fonts,
};

/// How often a longer scale is tried before the lane keeps its usual one.
const STRETCHES: usize = 4;
const LEGEND_PITCH: f64 = 26.0;
/// With fewer answers than this a point is drawn open and says how many they are.
const ENOUGH_ANSWERS: u32 = 5;

#[derive(Debug, Clone, PartialEq)]
pub struct EmotionBox {
    /// Of the neutral line; as much room lies below it as above.
    pub neutral_y: f64,
    /// The first is drawn in the colours of its values, the others dashed in their persona's.
    pub curves: Vec<CurveBox>,
    pub legend: Vec<LegendEntry>,
    /// The levels of the scale in numbers or words, at the right edge of the lane's label.
    pub scale: Vec<TextBox>,
    /// The heights of levels that have words, beside those of the ends and the middle.
    pub levels: Vec<f64>,
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
    pub whisker: Option<Whisker>,
    pub label: Option<LabelBox>,
    /// How sure it is, where the dot itself shows that: in the background, without a word.
    pub claim: Option<Claim>,
    /// What the sheet says of a point without a label, on no ground of its own.
    pub note: Option<LabelBox>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LabelBox {
    pub rect: Rect,
    /// The words, and the number of answers where they are few.
    pub texts: Vec<TextBox>,
    pub marks: Vec<MarkBox>,
}

/// The 95 % interval of a mean, where it reaches beyond what its point covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Whisker {
    pub top: f64,
    pub bottom: f64,
    /// It ends there, and does not only reach the end of the scale.
    pub ends_above: bool,
    pub ends_below: bool,
}

impl Whisker {
    /// Half the width of a cap.
    pub const CAP: f64 = 5.0;
    /// What of it has to be seen beyond its point.
    const LEAST: f64 = 3.0;

    /// Mean ± t · s / √n, for a point with a spread and at least two answers.
    fn of(point: &PointBox, grid: &Grid, reach: f64) -> Option<Self> {
        let (value, spread) = (point.point.value?, point.point.spread?);
        let n = point.point.n?;
        let half = t_975(n.checked_sub(1)?)? * spread / f64::from(n).sqrt();
        let y = |value: f64| offset_at(grid.scale.share(value), reach);
        let whisker = Self {
            top: y(value + half),
            bottom: y(value - half),
            ends_above: value + half <= grid.scale.max,
            ends_below: value - half >= grid.scale.min,
        };
        let beyond = point.circle().radius + Self::LEAST;
        let middle = point.position.y;
        let is_seen = whisker.bottom - middle > beyond || middle - whisker.top > beyond;
        is_seen.then_some(whisker)
    }
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
    /// From the point's position to the middle of the mark of a moment of truth.
    pub const STAR: Vec2 = Vec2::new(14.0, -13.0);
    pub const STAR_RADIUS: f64 = 9.0;

    /// Few answers stand behind it.
    pub fn is_open(&self) -> bool {
        self.point.value.is_some() && self.point.n.is_some_and(|n| n < ENOUGH_ANSWERS)
    }

    /// What is written beside it, by a person or by the sheet.
    pub fn labels(&self) -> impl Iterator<Item = &LabelBox> {
        self.label.iter().chain(&self.note)
    }

    /// Everything that is marked on it.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> {
        let beside = self.labels().flat_map(|label| &label.marks);
        let interval = self.whisker.as_ref().map(|_| Mark::Interval);
        let few = self.is_open().then_some(Mark::Few);
        let own = self.claim.map(Mark::Claim).into_iter();
        let beside = beside.map(|mark| mark.mark);
        beside.chain(own).chain(interval).chain(few)
    }

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
        let (scale, levels) = levels::marks(grid, fonts, half, reach);
        let legend = legend::legend(&boxes, grid, fonts, 2.0 * half, &scale);
        Self {
            neutral_y: half,
            curves: boxes,
            legend,
            scale,
            levels,
            reach,
        }
    }

    pub fn height(&self) -> f64 {
        2.0 * self.neutral_y
    }

    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        let labels = points.flat_map(PointBox::labels);
        let labels = labels.flat_map(|label| &label.texts);
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
    areas::shade_gaps(&mut boxes);
    labels::place(&mut boxes, grid, fonts);
    let half = boxes
        .iter()
        .flat_map(|curve| &curve.points)
        .flat_map(PointBox::labels)
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
            let mut placed = PointBox {
                point: point.clone(),
                position: Point::new(x, offset_at(share, reach)),
                share,
                whisker: None,
                label: None,
                claim: None,
                note: None,
            };
            placed.whisker = Whisker::of(&placed, grid, reach);
            Some(placed)
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
        .map(|run| Arc::new(areas::band(run, grid, reach)));
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

impl CurveBox {
    fn move_down(&mut self, by: f64) {
        let shift = kurbo::Affine::translate((0.0, by));
        let areas = self.bands.iter_mut().chain(&mut self.gap);
        for path in self.lines.iter_mut().chain(areas) {
            *path = Arc::new(shift * (**path).clone());
        }
        for point in &mut self.points {
            point.position.y += by;
            if let Some(whisker) = &mut point.whisker {
                whisker.top += by;
                whisker.bottom += by;
            }
            for label in point.label.iter_mut().chain(&mut point.note) {
                label.move_down(by);
            }
        }
    }
}

impl LabelBox {
    fn move_down(&mut self, by: f64) {
        let down = Vec2::new(0.0, by);
        self.rect = self.rect + down;
        for text in &mut self.texts {
            text.rect = text.rect + down;
        }
        for mark in &mut self.marks {
            mark.rect = mark.rect + down;
        }
    }
}
