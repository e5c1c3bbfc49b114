//! The way through the journey at the head of a page that shows some of its stages: all of them
//! in a thin strip with the whole curve, and where one is.

use std::sync::Arc;

use super::{
    curve::monotone_curve,
    grid::Grid,
    measure::MARGIN,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Point, Rect},
    model::{Curve, Ground, Hue, Ink, Lane, LaneType, Map, Stage, TextRole},
    text::Fonts,
};

/// The way laid out, from its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// In document units.
    pub height: f64,
    /// Whose curve it is; none where there is no curve.
    pub name: Option<TextBox>,
    /// Left to right, all that the journey has.
    pub stages: Vec<WayStage>,
    /// The heights of the ends of the scale.
    pub scale: (f64, f64),
    /// The first is drawn over the others, in the colours of its values.
    pub curves: Vec<WayCurve>,
}

/// A stage on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct WayStage {
    /// Of the stage.
    pub hue: Hue,
    /// All of its room.
    pub rect: Rect,
    /// Below the curve, above the name.
    pub bar: Rect,
    /// The page shows it.
    pub is_here: bool,
    /// As much of its title as its room holds; `None` where that says nothing.
    pub name: Option<TextBox>,
}

/// A curve on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct WayCurve {
    /// Of its persona.
    pub hue: Hue,
    /// Whether it is as it should be.
    pub to_be: bool,
    /// One line for each run of points without a gap.
    pub lines: Vec<Arc<BezPath>>,
    /// The points that have a value, each with that as a share of the scale.
    pub points: Vec<(Point, f64)>,
}

/// Measures in em of the names.
const CURVE_EM: f64 = 3.0;
const BAR_EM: f64 = 0.24;
const INSET_EM: f64 = 0.45;

impl Way {
    /// The way through a `whole` journey, of which the grid shows some; `None` without stages.
    pub(super) fn new(whole: &Map, grid: &Grid, fonts: &Fonts) -> Option<Self> {
        if whole.stages.is_empty() {
            return None;
        }
        let em = grid.theme.style(TextRole::PageNote).size;
        let lane = curve_lane(whole, grid);
        let curve_height = if lane.is_some() { CURVE_EM * em } else { 0.0 };
        let (left, inset) = (grid.content_left(), INSET_EM * em);
        let width = (grid.right - left) / whole.stages.len() as f64;
        let bar_top = curve_height + inset;
        let names_top = bar_top + BAR_EM * em + 0.2 * em;
        let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Sheet);
        let height = names_top + set.line_height(TextRole::PageNote) + 0.3 * em;
        let stages = whole.stages.iter().enumerate().map(|(index, stage)| {
            let x0 = left + width * index as f64;
            let rect = Rect::new(x0, 0.0, x0 + width, height);
            let is_here = grid.span(&stage.id).is_some();
            let set = match is_here {
                true => set.inked(Ink::Step(stage.hue)),
                false => set,
            };
            WayStage {
                hue: stage.hue,
                rect,
                bar: Rect::new(
                    rect.x0 + inset,
                    bar_top,
                    rect.x1 - inset,
                    bar_top + BAR_EM * em,
                ),
                is_here,
                name: name(stage, set, rect, inset, names_top),
            }
        });
        let scale = (inset, curve_height);
        let curves: Vec<_> = lane.map_or(Vec::new(), |lane| {
            let x_at = |id, at: f64| Some(left + width * (whole.stage_index(id)? as f64 + at));
            shown(lane, grid)
                .map(|curve| way_curve(curve, grid, scale, x_at))
                .collect()
        });
        let first = lane.and_then(|lane| shown(lane, grid).next());
        let whose = first.and_then(|curve| grid.persona(&curve.persona));
        let room = grid.measures.label_width;
        let fits = |name: &str| set.width(name, TextRole::PageNote) <= room;
        let name = whose.and_then(|persona| Fonts::cut_name(&persona.name, fits));
        let name = name.filter(|name| !name.is_empty()).map(|name| {
            let at = Point::new(MARGIN, 0.0);
            let name = set.set(&name, TextRole::PageNote, at, room + 1.0, None);
            let down = ((scale.0 + scale.1 - name.rect.height()) / 2.0).max(0.0);
            name.moved_down(down)
        });
        let below = name.as_ref().map_or(0.0, |name| name.rect.y1);
        Some(Self {
            height: height.max(below),
            stages: stages.collect(),
            name,
            scale,
            curves,
        })
    }

    /// All that is written there.
    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        let names = self.stages.iter().filter_map(|stage| stage.name.as_ref());
        self.name.iter().chain(names)
    }
}

fn name(stage: &Stage, set: Typesetter<'_>, rect: Rect, inset: f64, top: f64) -> Option<TextBox> {
    let (role, room) = (TextRole::PageNote, rect.width() - 2.0 * inset);
    let fits = |text: &str| set.width(text, role) <= room;
    let title = stage.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = Fonts::cut_name(&title, fits).filter(|shown| !shown.is_empty())?;
    Some(set.set(
        &shown,
        role,
        Point::new(rect.x0 + inset, top),
        room + 1.0,
        None,
    ))
}

/// The first lane that has a curve to show.
fn curve_lane<'a>(whole: &'a Map, grid: &Grid) -> Option<&'a Lane> {
    let lanes = whole.lanes.iter().map(|lane| &**lane);
    let mut lanes = lanes.filter(|lane| LaneType::Emotion.is(lane) && !lane.hidden);
    lanes.find(|lane| shown(lane, grid).next().is_some())
}

/// Its curves that say something, those first whose journey is shown.
fn shown<'a>(lane: &'a Lane, grid: &'a Grid) -> impl Iterator<Item = &'a Curve> {
    let of = move |faded: bool| {
        let curves = lane.curves().iter().map(|curve| &**curve);
        curves
            .filter(move |curve| grid.lens.shows_curve(curve))
            .filter(|curve| curve.points.iter().any(|point| point.value.is_some()))
            .filter(move |curve| grid.lens.fades_curve(curve) == faded)
    };
    of(false).chain(of(true))
}

fn way_curve<'a>(
    curve: &'a Curve,
    grid: &Grid,
    (top, bottom): (f64, f64),
    x_at: impl Fn(&'a crate::model::Id, f64) -> Option<f64>,
) -> WayCurve {
    let mut places: Vec<(f64, Option<f64>)> = curve
        .points
        .iter()
        .filter_map(|point| {
            let share = point.value.map(|value| grid.scale.share(value));
            Some((x_at(&point.stage, point.at)?, share))
        })
        .collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let place = |(x, share): &(f64, Option<f64>)| {
        let share = (*share)?;
        Some((Point::new(*x, bottom + (top - bottom) * share), share))
    };
    let runs = places.split(|(_, share)| share.is_none());
    let lines = runs.filter(|run| run.len() > 1).map(|run| {
        let places: Vec<Point> = run.iter().filter_map(place).map(|(at, _)| at).collect();
        Arc::new(monotone_curve(&places))
    });
    WayCurve {
        hue: grid.persona(&curve.persona).map_or(Hue::Slate, |p| p.hue),
        to_be: curve.to_be,
        lines: lines.collect(),
        points: places.iter().filter_map(place).collect(),
    }
}
