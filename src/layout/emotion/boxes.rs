//! The parts of an emotion lane, laid out.

use std::sync::Arc;

use crate::{
    geom::{BezPath, Circle, Line, Point, Rect, Vec2},
    layout::{
        grid::Grid,
        marks::{MarkBox, MarkKind},
        measure::FACE_RADIUS,
        textbox::TextBox,
    },
    model::{Claim, Curve, CurvePoint, Hue},
    survey::t_975,
};

pub(super) const LEGEND_PITCH: f64 = 26.0;
/// With fewer answers than this a point is drawn open and says how many they are.
const ENOUGH_ANSWERS: u32 = 5;

/// What stands in a lane of emotions, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct EmotionBox {
    /// Of the neutral line; as much room lies below it as above.
    pub neutral_y: f64,
    /// The first is drawn in the colours of its values, with points in its persona's; the others
    /// dashed in that.
    pub curves: Vec<CurveBox>,
    /// One for each curve, where there are several.
    pub legend: Vec<LegendEntry>,
    /// The levels of the scale in numbers or words, at the right edge of the lane's label.
    pub scale: Vec<TextBox>,
    /// The heights of levels that have words, beside those of the ends and the middle.
    pub levels: Vec<f64>,
    /// From the neutral line to either end of the scale.
    pub(super) reach: f64,
}

/// A curve laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveBox {
    /// The curve itself.
    pub curve: Arc<Curve>,
    /// The curve is felt by none of those whose journey is shown.
    pub faded: bool,
    /// Between it and the same persona's curve as it should be.
    pub gap: Option<Arc<BezPath>>,
    /// Of its persona.
    pub hue: Hue,
    /// One line for each run of points without a gap.
    pub lines: Vec<Arc<BezPath>>,
    /// One area for each run of points with a spread.
    pub bands: Vec<Arc<BezPath>>,
    /// Left to right.
    pub points: Vec<PointBox>,
}

/// A point of a curve, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct PointBox {
    /// The point itself.
    pub point: CurvePoint,
    /// On the neutral line for a gap.
    pub position: Point,
    /// The value as a share of the scale.
    pub share: f64,
    /// How far its mean is to be trusted.
    pub whisker: Option<Whisker>,
    /// Above or below it.
    pub label: Option<PointLabel>,
    /// How sure it is, where the point itself shows that: a mark beside one without a word would
    /// look like another point.
    pub claim: Option<Claim>,
    /// What the sheet says of a point without a label, on no ground of its own.
    pub note: Option<PointLabel>,
}

/// What is said at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointLabel {
    /// Around words and marks.
    pub rect: Rect,
    /// The words, and the number of answers where they are few.
    pub texts: Vec<TextBox>,
    /// Beside the words.
    pub marks: Vec<MarkBox>,
    /// From the point to words that found no room near it.
    pub leader: Option<Line>,
}

/// The 95 % interval of a mean, where it reaches beyond what its point covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Whisker {
    /// Of the line, from the row's top.
    pub top: f64,
    /// Of the line, from the row's top.
    pub bottom: f64,
    /// The interval ends at `top`, and does not only reach the end of the scale.
    pub ends_above: bool,
    /// The interval ends at `bottom`, and does not only reach the end of the scale.
    pub ends_below: bool,
}

impl Whisker {
    /// Half the width of a cap.
    pub const CAP: f64 = 5.0;
    /// What of it has to be seen beyond its point.
    const LEAST: f64 = 3.0;

    /// Mean ± t · s / √n, for a point with a spread and at least two answers.
    pub(super) fn of(point: &PointBox, grid: &Grid, reach: f64) -> Option<Self> {
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

/// Whose curve a line is.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    /// Of the line.
    pub hue: Hue,
    /// Whether the curve is as it should be.
    pub to_be: bool,
    /// Of the persona.
    pub name: TextBox,
    /// The middle of its mark, at the left of the lane's label.
    pub mark: Point,
}

impl PointBox {
    /// From the point's position to the middle of the mark of a moment of truth.
    pub const STAR: Vec2 = Vec2::new(14.0, -13.0);
    /// Of the star at a moment of truth, in document units.
    pub const STAR_RADIUS: f64 = 9.0;

    /// From the point's position to the middle of the mark of a conversion.
    pub const SEAL: Vec2 = Vec2::new(-14.0, -13.0);
    /// Of that mark.
    pub const SEAL_RADIUS: f64 = 9.0;

    /// Few answers stand behind it.
    pub fn is_open(&self) -> bool {
        self.point.value.is_some() && self.point.n.is_some_and(|n| n < ENOUGH_ANSWERS)
    }

    /// What is written beside it, by a person or by the sheet.
    pub fn labels(&self) -> impl Iterator<Item = &PointLabel> {
        self.label.iter().chain(&self.note)
    }

    /// Everything that is marked on it.
    pub(in crate::layout) fn marks(&self) -> impl Iterator<Item = MarkKind> {
        let beside = self.labels().flat_map(|label| &label.marks);
        let interval = self.whisker.as_ref().map(|_| MarkKind::Interval);
        let few = self.is_open().then_some(MarkKind::Few);
        let own = self.own_mark();
        let conversion = self.is_conversion().then_some(MarkKind::Conversion);
        let moment = self.is_moment_of_truth().then_some(MarkKind::MomentOfTruth);
        let beside = beside.map(|mark| mark.mark);
        beside
            .chain([own])
            .chain(conversion)
            .chain(moment)
            .chain(interval)
            .chain(few)
    }

    /// What the point itself is drawn as.
    fn own_mark(&self) -> MarkKind {
        if self.point.value.is_none() {
            MarkKind::Missing
        } else if self.has_face() {
            MarkKind::Whose(Hue::Slate)
        } else if self.is_open() {
            MarkKind::Few
        } else {
            self.claim.map_or(MarkKind::Ring, MarkKind::Claim)
        }
    }

    /// The journey leads here, and it can be seen.
    pub fn is_conversion(&self) -> bool {
        self.point.value.is_some() && self.point.conversion
    }

    /// The journey is decided here, and it can be seen.
    pub fn is_moment_of_truth(&self) -> bool {
        self.point.value.is_some() && self.point.moment_of_truth
    }

    /// Points that say something have a face, the others a ring.
    pub fn has_face(&self) -> bool {
        let point = &self.point;
        let says = !point.label.is_empty() || point.moment_of_truth || point.conversion;
        point.value.is_some() && says
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
    /// Of the whole lane.
    pub fn height(&self) -> f64 {
        2.0 * self.neutral_y
    }

    /// All that is written in it.
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
pub(super) fn offset_at(share: f64, reach: f64) -> f64 {
    reach * (1.0 - 2.0 * share)
}

impl CurveBox {
    /// What is to be explained of its areas.
    pub(in crate::layout) fn marks(&self) -> impl Iterator<Item = MarkKind> {
        let band = (!self.bands.is_empty()).then_some(MarkKind::Band(self.hue));
        let gap = self.gap.as_ref().map(|_| MarkKind::Gap);
        band.into_iter().chain(gap)
    }

    pub(super) fn move_down(&mut self, by: f64) {
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

impl PointLabel {
    pub(super) fn move_down(&mut self, by: f64) {
        let down = Vec2::new(0.0, by);
        self.rect = self.rect + down;
        self.leader = self.leader.map(|line| line + down);
        for text in &mut self.texts {
            text.rect = text.rect + down;
        }
        for mark in &mut self.marks {
            mark.rect = mark.rect + down;
        }
    }
}
