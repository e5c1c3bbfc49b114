//! A collapsed lane: a thin row with its title, and in each cell how much stands there.

use std::sync::Arc;

use super::{
    cards,
    grid::Grid,
    matrix::MatrixBox,
    measure::{LABEL_WIDTH, LANE_TITLE, MARGIN, TALLY},
    row::{Content, ICON, LABEL_LEFT, LabelBox, Row, label_set},
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Circle, Point, Rect, Size},
    model::{Element, Field, Hue, Lane, Target, Theme},
    text::Fonts,
};

const TOP: f64 = 9.0;
const DOT_RADIUS: f64 = 3.0;
const DOT_PITCH: f64 = 11.0;
/// More than this is told by a number.
const MOST_DOTS: usize = 8;

/// How much stands in a column, or, for what belongs to whole stages, in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    pub count: usize,
    pub rect: Rect,
    pub hue: Hue,
    /// One for each thing; none where there are too many for that.
    pub dots: Vec<Circle>,
    pub number: Option<TextBox>,
}

pub(super) fn row(lane: &Arc<Lane>, grid: &Grid, matrix: Option<&MatrixBox>, fonts: &Fonts) -> Row {
    let left = LABEL_LEFT + 30.0;
    let right = MARGIN + LABEL_WIDTH - 10.0;
    let title = label_set(fonts).set(
        &lane.title,
        LANE_TITLE,
        Point::new(left, TOP),
        right - left,
        Some((Target::Lane(lane.id.clone()), Field::Title)),
    );
    let height = title.rect.y1 + TOP;
    let middle = TOP + LANE_TITLE.line_height / 2.0;
    let icon = Rect::from_origin_size((LABEL_LEFT, middle - ICON / 2.0), Size::new(ICON, ICON));
    let counts = match (lane.role(), matrix) {
        (Some(_), _) => cards::counts(lane.cards(), grid),
        (None, Some(matrix)) => matrix.counts(),
        (None, None) => by_stage(lane.elements().into_iter().filter_map(Element::stage), grid),
    };
    let rooms: Vec<_> = if lane.role().is_some() {
        let columns = grid.columns.iter();
        columns.map(|c| (c.stage, c.x0, c.x1)).collect()
    } else {
        let stages = grid.stages.iter().enumerate();
        stages.map(|(at, span)| (at, span.x0, span.x1)).collect()
    };
    let tallies = counts
        .into_iter()
        .zip(rooms)
        .map(|(count, (stage, x0, x1))| {
            let rect = Rect::new(x0, 0.0, x1, height);
            tally(count, rect, grid.stages[stage].stage.hue, fonts)
        });
    let label = LabelBox {
        rect: Rect::new(MARGIN, 0.0, MARGIN + LABEL_WIDTH, height),
        icon: Some(icon),
        texts: vec![title],
    };
    let columns = grid.columns.iter();
    let cells = columns.map(|c| Rect::new(c.x0, 0.0, c.x1, height));
    let content = Content::Collapsed(tallies.collect());
    Row::of(lane, label, cells.collect(), content)
}

fn by_stage<'a>(stages: impl Iterator<Item = &'a crate::model::Id>, grid: &Grid) -> Vec<usize> {
    let mut counts = vec![0; grid.stages.len()];
    for id in stages {
        let place = grid.stages.iter().position(|span| span.stage.id == *id);
        if let Some(count) = place.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

fn tally(count: usize, rect: Rect, hue: Hue, fonts: &Fonts) -> Tally {
    let left = rect.x0 + 14.0;
    let middle = rect.center().y;
    let shown = if count <= MOST_DOTS { count } else { 0 };
    let dots = (0..shown).map(|at| {
        let x = left + DOT_RADIUS + DOT_PITCH * at as f64;
        Circle::new((x, middle), DOT_RADIUS)
    });
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.quiet_ink,
        ground: Theme::PAPER.cell,
    };
    let number = (count > MOST_DOTS).then(|| {
        let at = Point::new(left, middle - TALLY.line_height / 2.0);
        set.set(&count.to_string(), TALLY, at, rect.x1 - left, None)
    });
    Tally {
        count,
        rect,
        hue,
        dots: dots.collect(),
        number,
    }
}
