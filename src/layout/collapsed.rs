//! A collapsed lane: a thin row with its title, and in each cell how much stands there.

use std::sync::Arc;

use super::{
    cards,
    grid::Grid,
    matrix::MatrixBox,
    measure::{LABEL_ICON, LABEL_LEFT, MARGIN},
    row::{Content, LaneLabel, LaneRow, Tally, label_set},
    textbox::Typesetter,
};
use crate::{
    geom::{Circle, Point, Rect, Size},
    model::{Element, Field, Ground, Hue, Ink, Lane, Target, TextRole},
    text::Fonts,
};

const TOP: f64 = 9.0;
const DOT_RADIUS: f64 = 3.0;
const DOT_PITCH: f64 = 11.0;
/// More than this is told by a number.
const MOST_DOTS: usize = 8;

pub(super) fn row(
    lane: &Arc<Lane>,
    grid: &Grid,
    matrix: Option<&MatrixBox>,
    fonts: &Fonts,
) -> LaneRow {
    let left = LABEL_LEFT + 30.0;
    let right = grid.label_right() - 10.0;
    let set = label_set(grid, fonts);
    let title = set.set(
        &lane.title,
        TextRole::LaneTitle,
        Point::new(left, TOP),
        right - left,
        Some((Target::Lane(lane.id.clone()), Field::Title)),
    );
    let height = title.rect.y1 + TOP;
    let middle = TOP + set.line_height(TextRole::LaneTitle) / 2.0;
    let icon = Rect::from_origin_size(
        (LABEL_LEFT, middle - LABEL_ICON / 2.0),
        Size::new(LABEL_ICON, LABEL_ICON),
    );
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
            tally(count, rect, grid.stages[stage].stage.hue, grid, fonts)
        });
    let label = LaneLabel {
        rect: Rect::new(MARGIN, 0.0, grid.label_right(), height),
        icon: Some(icon),
        texts: vec![title],
    };
    let columns = grid.columns.iter();
    let cells = columns.map(|c| Rect::new(c.x0, 0.0, c.x1, height));
    let content = Content::Collapsed(tallies.collect());
    LaneRow::of(lane, label, cells.collect(), content)
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

fn tally(count: usize, rect: Rect, hue: Hue, grid: &Grid, fonts: &Fonts) -> Tally {
    let left = rect.x0 + 14.0;
    let middle = rect.center().y;
    let shown = if count <= MOST_DOTS { count } else { 0 };
    let dots = (0..shown).map(|at| {
        let x = left + DOT_RADIUS + DOT_PITCH * at as f64;
        Circle::new((x, middle), DOT_RADIUS)
    });
    let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Cell);
    let number = (count > MOST_DOTS).then(|| {
        let at = Point::new(left, middle - set.line_height(TextRole::Tally) / 2.0);
        set.set(
            &count.to_string(),
            TextRole::Tally,
            at,
            rect.x1 - left,
            None,
        )
    });
    Tally {
        count,
        rect,
        hue,
        dots: dots.collect(),
        number,
    }
}
