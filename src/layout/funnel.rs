//! The funnel over the stages: as wide in each as the figure there says, of all who set out.

use std::sync::Arc;

use super::{
    Grid,
    marks::{MarkBox, MarkKind},
    measure::GAP,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Point, Rect},
    model::{FunnelStage, Ground, Hue, Ink, Map, TextRole, with_unit},
    text::Fonts,
};

/// Where all are there.
const HEIGHT: f64 = 96.0;
/// Of a column at most, from one width to the next.
const SLOPE: f64 = 40.0;
/// Between the figure, its name and the mark of the conversion.
const BESIDE: f64 = 7.0;

/// The funnel over the stages, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// In document units.
    pub height: f64,
    /// One for each stage, as far as the figures go.
    pub parts: Vec<FunnelPart>,
}

/// What stands over a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelPart {
    /// Its outline: level in the stage, and then down to the next one.
    pub path: Arc<BezPath>,
    /// How high it is where it is level: as much of the whole height as of all are there.
    pub level: f64,
    /// Of the stage.
    pub hue: Hue,
    /// How many are there, and what says so where there is room.
    pub texts: Vec<TextBox>,
    /// The journey leads here.
    pub conversion: Option<MarkBox>,
}

impl Funnel {
    /// `None` where the figures of the map make none: then nothing is drawn that they do not say.
    pub fn new(map: &Map, grid: &Grid, fonts: &Fonts) -> Option<Self> {
        let stages = map.funnel().ok()?;
        let goals: Vec<_> = map.conversions().map(|goal| goal.stage).collect();
        let next = stages.iter().skip(1).map(Some).chain([None]);
        let part = |(stage, next): (&FunnelStage<'_>, Option<&FunnelStage<'_>>)| {
            let span = grid.stages.get(stage.stage)?;
            let level = HEIGHT * stage.share;
            let end = next.map_or(level, |next| HEIGHT * next.share);
            let slope = SLOPE.min((span.x1 - span.x0) / 4.0);
            let (texts, conversion) = said(
                stage,
                goals.contains(&&span.stage.id),
                Rect::new(span.x0, 0.0, span.x1 - slope, level),
                grid,
                fonts,
            );
            Some(FunnelPart {
                path: Arc::new(outline([span.x0, span.x1 - slope, span.x1], level, end)),
                level,
                hue: span.stage.hue,
                texts,
                conversion,
            })
        };
        Some(Self {
            height: HEIGHT + GAP,
            parts: stages.iter().zip(next).filter_map(part).collect(),
        })
    }
}

/// Level from the first x to the second, from there to another height at the third.
fn outline([left, bend, right]: [f64; 3], level: f64, end: f64) -> BezPath {
    let middle = HEIGHT / 2.0;
    let mut path = BezPath::new();
    path.move_to((left, middle - level / 2.0));
    path.line_to((bend, middle - level / 2.0));
    path.line_to((right, middle - end / 2.0));
    path.line_to((right, middle + end / 2.0));
    path.line_to((bend, middle + level / 2.0));
    path.line_to((left, middle + level / 2.0));
    path.close_path();
    path
}

/// The mark of a conversion, the figure and its name, one behind the other in the middle of a room:
/// on the funnel, or above it where it is too thin to hold them.
fn said(
    stage: &FunnelStage<'_>,
    is_goal: bool,
    room: Rect,
    grid: &Grid,
    fonts: &Fonts,
) -> (Vec<TextBox>, Option<MarkBox>) {
    let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Sheet);
    let figure = match stage.metric {
        Some(metric) => metric.figure(grid.language),
        None => with_unit(grid.language.number(100.0), "%"),
    };
    let fits = |text: &str| set.width(text, TextRole::MetricChange) <= room.width();
    let figure = Fonts::cut(&figure, fits).unwrap_or_default();
    let name = stage.metric.map_or("", |metric| &metric.name);
    let role = TextRole::MetricChange;
    let seal = is_goal.then(|| MarkKind::Conversion.size());
    let seal_width = seal.map_or(0.0, |size| size.width + BESIDE);
    let figure_width = set.width(&figure, role) + 1.0;
    let name_width = set.width(name, TextRole::MetricName) + 1.0;
    let all = seal_width + figure_width + BESIDE + name_width;
    let has_name = !name.is_empty() && all <= room.width();
    let width = match has_name {
        true => all,
        false => seal_width + figure_width,
    };

    let line = set.line_height(role);
    let middle = match room.height() >= line + 4.0 {
        true => HEIGHT / 2.0,
        false => HEIGHT / 2.0 - room.height() / 2.0 - line / 2.0 - 3.0,
    };
    let from = room.center().x - width / 2.0;
    let mark = seal.map(|size| {
        let centre = Point::new(from + size.width / 2.0, middle);
        MarkBox::new(MarkKind::Conversion, Rect::from_center_size(centre, size))
    });
    let mut left = from + seal_width;
    let at = Point::new(left, middle - line / 2.0);
    let mut texts = vec![set.set(&figure, role, at, figure_width, None)];
    left += figure_width + BESIDE;
    if has_name {
        let role = TextRole::MetricName;
        let at = Point::new(left, middle - set.line_height(role) / 2.0);
        texts.push(set.set(name, role, at, name_width, None));
    }
    (texts, mark)
}
