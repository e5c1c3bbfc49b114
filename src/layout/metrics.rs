//! Metrics: a figure, what became of it, the periods before, and a bar.

use std::sync::Arc;

use super::{
    grid::Grid,
    marks::{MarkBox, MarkKind},
    measure::{GAP, MARGIN},
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Rect},
    model::{
        Better, Field, Ground, Hue, Ink, Metric, MetricKind, MetricRange, Target, TextRole,
        bar_ranges,
    },
    text::Fonts,
};

const PADDING: f64 = 18.0;
const BAR: f64 = 5.0;
/// Of the small line of the periods.
const PERIODS: f64 = 22.0;

/// A metric laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricBox {
    /// The metric itself.
    pub metric: Arc<Metric>,
    /// Of its stage.
    pub hue: Hue,
    /// Around all of it.
    pub rect: Rect,
    /// Name, figure, and what stands beside the figure.
    pub texts: Vec<TextBox>,
    /// The periods before and now, left to right, with the lowest at the bottom.
    pub periods: Vec<Point>,
    /// `None` where the figure has neither a scale nor a target.
    pub bar: Option<BarBox>,
    /// At the right end of the name.
    pub marks: Vec<MarkBox>,
}

/// The bar below a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct BarBox {
    /// The whole length.
    pub track: Rect,
    /// Filled from the left, 0 to 1.
    pub share: f64,
    /// Where the target stands, 0 to 1.
    pub target: Option<f64>,
    /// Why it is red: the value misses its target or, without one, is an NPS below 0: more
    /// detractors than promoters.
    pub bad: Option<MarkKind>,
}

impl MetricBox {
    /// What is to be explained of bar and line.
    pub(super) fn drawn_marks(&self) -> impl Iterator<Item = MarkKind> {
        let target = self.bar.as_ref().and_then(|bar| bar.target);
        let target = target.map(|_| MarkKind::Target);
        let bad = self.bar.as_ref().and_then(|bar| bar.bad);
        let periods = (!self.periods.is_empty()).then_some(MarkKind::Periods);
        target.into_iter().chain(bad).chain(periods)
    }
}

/// Lays out the metrics of a lane, those of one stage below each other, those of the whole journey
/// in the lane's label from `label_bottom` on; and the height of the highest column.
pub(super) fn boxes(
    metrics: &[Arc<Metric>],
    grid: &Grid,
    label_bottom: f64,
    fonts: &Fonts,
) -> (Vec<MetricBox>, f64) {
    let ranges = bar_ranges(metrics);
    let mut label_bottom = label_bottom - GAP;
    let mut bottoms = vec![Vec::new(); grid.stages.len()];
    let mut boxes = Vec::with_capacity(metrics.len());
    for (metric, range) in metrics.iter().zip(ranges) {
        let Some(stage) = &metric.stage else {
            let left = MARGIN - PADDING / 4.0;
            let room = Rect::new(
                left,
                label_bottom,
                left + grid.measures.label_width,
                label_bottom,
            );
            let laid_out = metric_box((metric, range), room, Hue::Slate, grid, fonts);
            label_bottom = laid_out.rect.y1;
            boxes.push(laid_out);
            continue;
        };
        let place = grid.stages.iter().position(|span| span.stage.id == *stage);
        let Some(stage) = place else { continue };
        let span = &grid.stages[stage];
        // As many beside each other as cards, of which a stage has as many as its columns have.
        let tracks = match grid.measures.right {
            Some(_) => {
                let tracks = span.columns.clone().map(|column| grid.tracks(column)).sum();
                let here = metrics.iter().filter(|other| other.stage == metric.stage);
                grid.abreast(tracks, span.x1 - span.x0, here.count())
            }
            None => 1,
        };
        let bottoms = &mut bottoms[stage];
        let track = bottoms.len() % tracks;
        let top = bottoms
            .len()
            .checked_sub(tracks)
            .map_or(0.0, |above| bottoms[above]);
        let width = (span.x1 - span.x0) / tracks as f64;
        let left = span.x0 + width * track as f64;
        let right = if track + 1 == tracks {
            span.x1
        } else {
            left + width
        };
        let room = Rect::new(left, top, right, top);
        let laid_out = metric_box((metric, range), room, span.stage.hue, grid, fonts);
        bottoms.push(laid_out.rect.y1);
        boxes.push(laid_out);
    }
    same_tracks(&mut boxes);
    let bottom = bottoms.into_iter().flatten().fold(label_bottom, f64::max);
    (boxes, bottom)
}

/// Makes all tracks as long as the shortest: in a wide stage a bar would be longer than that of a
/// larger figure in a narrow one.
fn same_tracks(boxes: &mut [MetricBox]) {
    let tracks = boxes.iter().filter_map(|metric| metric.bar.as_ref());
    let shortest = tracks.map(|bar| bar.track.width()).reduce(f64::min);
    let bars = boxes.iter_mut().filter_map(|metric| metric.bar.as_mut());
    for (bar, width) in bars.zip(shortest.into_iter().cycle()) {
        bar.track.x1 = bar.track.x0 + width;
    }
}

fn metric_box(
    (metric, range): (&Arc<Metric>, Option<MetricRange>),
    room: Rect,
    hue: Hue,
    grid: &Grid,
    fonts: &Fonts,
) -> MetricBox {
    let ground = match metric.stage {
        Some(_) => Ground::Cell,
        None => Ground::Panel,
    };
    let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, ground);
    let quiet = set.inked(Ink::Quiet);
    let (left, right) = (room.x0 + PADDING, room.x1 - PADDING);
    let of = |field| Some((Target::Metric(metric.id.clone()), field));

    let at = Point::new(left, room.y0 + 15.5);
    let (marks, name_right) = marks(
        metric,
        right,
        at.y + set.line_height(TextRole::MetricName) / 2.0,
    );
    let room_of_name = name_right - left;
    let name = quiet.set(
        &metric.name,
        TextRole::MetricName,
        at,
        room_of_name,
        of(Field::Name),
    );
    let at = Point::new(left, name.rect.y1 + 3.0);
    let figure_text = metric.figure(grid.language);
    let figure = set.set(
        &figure_text,
        TextRole::MetricFigure,
        at,
        right - left,
        of(Field::Value),
    );

    let change = metric.change.as_ref().map(|change| {
        let good = (change.by > 0.0) == (metric.better() == Better::More);
        let ink = if change.by == 0.0 {
            Ink::Quiet
        } else if good {
            Ink::Good
        } else {
            Ink::Bad
        };
        (change.text(grid.language), ink)
    });
    let n = metric.n.map(|n| (format!("n = {n}"), Ink::Quiet));
    let beside: Vec<_> = change.into_iter().chain(n).collect();
    let widths = beside
        .iter()
        .map(|(text, _)| set.width(text, TextRole::MetricChange) + 12.0);
    let needed: f64 = widths.sum();
    let is_beside =
        figure.paragraph.lines.len() == 1 && figure.paragraph.width + needed <= right - left;

    let mut bottom = figure.rect.y1;
    let mut texts = vec![name, figure];
    if is_beside {
        let mut end = right;
        for (text, ink) in beside.iter().rev() {
            let top = bottom - 25.5;
            texts.push(
                set.inked(*ink)
                    .set_end(text, TextRole::MetricChange, end, top),
            );
            end -= set.width(text, TextRole::MetricChange) + 12.0;
        }
    } else {
        for (text, ink) in &beside {
            let at = Point::new(left, bottom + 1.0);
            let text = set
                .inked(*ink)
                .set(text, TextRole::MetricChange, at, right - left, None);
            bottom = text.rect.y1;
            texts.push(text);
        }
    }

    let periods = periods(metric, left, right, bottom + 4.0);
    if !periods.is_empty() {
        bottom += PERIODS + 8.0;
    }
    let bar = range.map(|range| {
        // Halved first: the ends of what a number can be are further apart than a number can be.
        let halves = |value: f64| value / 2.0 - range.min / 2.0;
        let share = |value: f64| (halves(value) / halves(range.max)).clamp(0.0, 1.0);
        BarBox {
            track: Rect::new(left, bottom + 5.0, right, bottom + 5.0 + BAR),
            share: share(metric.value),
            target: metric.target.filter(|at| *at >= range.min).map(share),
            bad: bad(metric),
        }
    });
    MetricBox {
        metric: metric.clone(),
        hue,
        rect: Rect {
            y1: bottom + 5.0 + BAR + 11.0,
            ..room
        },
        texts,
        periods,
        bar,
        marks,
    }
}

fn periods(metric: &Metric, left: f64, right: f64, top: f64) -> Vec<Point> {
    if metric.periods.is_empty() {
        return Vec::new();
    }
    let before = metric.periods.iter().map(|period| period.value);
    let values: Vec<f64> = before.chain([metric.value]).collect();
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // The end has a dot.
    let step = (right - left - 4.0) / (values.len() - 1) as f64;
    let place = |(index, value): (usize, &f64)| {
        // Halved first: the ends of what a number can be are further apart than a number can be.
        let share = (value / 2.0 - least / 2.0) / (most / 2.0 - least / 2.0);
        let share = if share.is_finite() { share } else { 0.5 };
        Point::new(left + step * index as f64, top + PERIODS * (1.0 - share))
    };
    values.iter().enumerate().map(place).collect()
}

/// The marks of a metric's claim, the last of them at `right`; and what they leave of the line.
fn marks(metric: &Metric, right: f64, middle: f64) -> (Vec<MarkBox>, f64) {
    let marks: Vec<MarkKind> = MarkKind::of_claim(metric.claim, &metric.evidence).collect();
    let mut left = right;
    let placed = marks.into_iter().rev().map(|mark| {
        let size = mark.size();
        left -= size.width;
        let centre = Point::new(left + size.width / 2.0, middle);
        left -= 4.0;
        MarkBox::new(mark, Rect::from_center_size(centre, size))
    });
    (placed.collect(), left)
}

fn bad(metric: &Metric) -> Option<MarkKind> {
    let is_below_zero = metric.kind == MetricKind::Nps && metric.value < 0.0;
    match metric.misses_target() {
        Some(misses) => misses.then_some(MarkKind::Missed),
        None => is_below_zero.then_some(MarkKind::Detractors),
    }
}
