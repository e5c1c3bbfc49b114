//! Arrows between cards, led through the gaps between columns and rows so that they cross no card.

use std::{collections::HashMap, sync::Arc};

use super::{
    arrow::{ArrowBox, HEAD_HALF, LABEL_PADDING},
    grid::Grid,
    measure::{CARD_GAP, GAP},
    places::Align,
    sheet::Layout,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Line, Point, Rect, Vec2},
    model::{Arrow, Field, Ground, Id, Ink, Map, Target, TextRole},
    text::Fonts,
};

/// Of the corners.
const RADIUS: f64 = 7.0;
/// Between arrows that share a gap.
const PITCH: f64 = 4.5;
/// How many stand beside each other in a gap before they begin to share.
const ABREAST: [usize; 2] = [5, 3];
/// How much two neighbours overlap in height, above and below a straight line between them.
const STRAIGHT: f64 = 8.0;
const HEAD_LENGTH: f64 = 8.0;
const LABEL_WIDTH: f64 = 360.0;

/// A card at the end of an arrow.
pub(super) struct ArrowEnd {
    rect: Rect,
    /// Its column and row on the sheet.
    column: usize,
    row: usize,
    pub(super) faded: bool,
}

/// The gaps between columns and rows, and what runs in each already.
pub(super) struct Gaps<'a> {
    layout: &'a Layout,
    /// By column: how many.
    down: HashMap<usize, usize>,
    /// By row: from where to where, and how far from the middle.
    along: HashMap<usize, Vec<(f64, f64, f64)>>,
}

impl<'a> Gaps<'a> {
    pub(super) fn of(layout: &'a Layout) -> Self {
        Self {
            layout,
            down: HashMap::new(),
            along: HashMap::new(),
        }
    }

    /// Left of a column; that of the number of columns is right of the last.
    fn x(&mut self, column: usize) -> f64 {
        let columns = &self.layout.grid.columns;
        let middle = match columns.get(column) {
            Some(column) => column.x0 - GAP / 2.0,
            None => columns[column - 1].x1 + GAP / 2.0,
        };
        let taken = self.down.entry(column).or_default();
        let lane = *taken % ABREAST[0];
        *taken += 1;
        middle + aside(lane)
    }

    /// Above a row; that of the number of rows is below the last. As near to the middle as what
    /// runs between the same columns leaves room.
    fn y(&mut self, row: usize, from_x: f64, to_x: f64) -> f64 {
        let rows = &self.layout.rows;
        let middle = match rows.get(row) {
            Some(row) => row.y - GAP / 2.0,
            None => rows[row - 1].y + rows[row - 1].part.height + GAP / 2.0,
        };
        let (left, right) = (from_x.min(to_x), from_x.max(to_x));
        let along = self.along.entry(row).or_default();
        let beside = |by: f64| {
            let others = along.iter().filter(|(_, _, other)| *other == by);
            let overlapping = others.filter(|(from, to, _)| *from < right && left < *to);
            overlapping.count()
        };
        let ways = (0..ABREAST[1]).map(aside);
        let by = ways.min_by_key(|by| beside(*by)).unwrap_or_default();
        along.push((left, right, by));
        middle + by
    }
}

/// 0, 1, −1, 2, −2 times the pitch.
fn aside(lane: usize) -> f64 {
    let steps = lane.div_ceil(2) as f64;
    let sign = if lane % 2 == 1 { 1.0 } else { -1.0 };
    sign * steps * PITCH
}

/// The arrows of a map whose rows are laid out; those whose cards are not on the sheet are left out.
pub(super) fn arrows(
    map: &Map,
    layout: &Layout,
    gaps: &mut Gaps<'_>,
    fonts: &Fonts,
) -> Vec<Arc<ArrowBox>> {
    let routed = map.arrows.iter().filter_map(|arrow| {
        let ends = (end(layout, &arrow.from)?, end(layout, &arrow.to)?);
        let (corners, label_at) = route(&ends.0, &ends.1, !arrow.label.is_empty(), gaps);
        let faded = ends.0.faded || ends.1.faded;
        Some((arrow, corners, label_at, faded))
    });
    let routed: Vec<_> = routed.collect();
    let set = Typesetter::new(fonts, &layout.grid.theme, Ink::Quiet, Ground::Sheet);
    let lines: Vec<(usize, Line)> = routed
        .iter()
        .enumerate()
        .flat_map(|(index, (_, corners, ..))| {
            let pieces = corners.windows(2);
            pieces.map(move |ends| (index, Line::new(ends[0], ends[1])))
        })
        .collect();
    // On a page what lines between lanes are called may be large.
    let lines_above = layout.rows.iter().filter(|_| layout.foot.is_some());
    let names = lines_above.filter_map(|row| {
        let line = row.line.as_ref()?;
        Some(line.name.rect + Vec2::new(0.0, row.y))
    });
    let mut labels: Vec<Rect> = names.collect();
    let boxes = routed.iter().enumerate().map(|(index, routed)| {
        let (arrow, corners, label_at, faded) = routed;
        let others = lines.iter().filter(|(of, _)| *of != index);
        let others: Vec<Line> = others.map(|(_, line)| *line).collect();
        let label = label(
            arrow,
            set,
            corners,
            *label_at,
            &mut labels,
            &others,
            &layout.grid,
        );
        let (line, head) = drawn(corners);
        Arc::new(ArrowBox {
            arrow: (*arrow).clone(),
            line: Arc::new(line),
            head: Arc::new(head),
            corners: corners.clone(),
            label,
            faded: *faded,
        })
    });
    boxes.collect()
}

pub(super) fn end(layout: &Layout, card: &Id) -> Option<ArrowEnd> {
    let found = layout.rows.iter().enumerate().find_map(|(index, row)| {
        let found = row.part.card_box(card)?;
        Some((index, found, Vec2::new(0.0, row.y)))
    });
    let (row, found, down) = found?;
    let column = layout
        .grid
        .column_of(&found.card.stage, found.card.step.as_ref())?;
    Some(ArrowEnd {
        rect: found.rect + down,
        column,
        row,
        faded: found.faded,
    })
}

/// The corners of the way from one card to another, and where on it a label may stand.
///
/// It leaves a card at the side where the other one is, runs down a gap between columns and, unless
/// the other card is beside that gap, along one between rows. Back to the column before it runs over
/// the card that it leads to and comes in where a reader does: a gap alone is too narrow for a way
/// back to be seen.
pub(super) fn route(
    from: &ArrowEnd,
    to: &ArrowEnd,
    has_label: bool,
    gaps: &mut Gaps<'_>,
) -> (Vec<Point>, Point) {
    // Between neighbours at one height it is a straight line.
    let (top, bottom) = (from.rect.y0.max(to.rect.y0), from.rect.y1.min(to.rect.y1));
    if to.column == from.column + 1 && !has_label && bottom - top > 2.0 * STRAIGHT {
        let y = (top + bottom) / 2.0;
        let corners = vec![Point::new(from.rect.x1, y), Point::new(to.rect.x0, y)];
        return (corners, Point::new((from.rect.x1 + to.rect.x0) / 2.0, y));
    }
    let ahead = to.column > from.column;
    // Of two cards in one column the arrow runs at their right.
    let beside = to.column == from.column;
    let loops_back = to.column + 1 == from.column;
    // Beside the middle, so that what comes and what goes do not meet.
    let side = |rect: Rect, right: bool, above: bool| {
        let x = if right { rect.x1 } else { rect.x0 };
        let off = (rect.height() / 4.0).min(7.0);
        let off = if above { -off } else { off };
        Point::new(x, rect.center().y + off)
    };
    let leaves_right = ahead || beside;
    let enters_right = !ahead && !loops_back;
    let start = side(from.rect, leaves_right, true);
    // A loop comes from above the row of the lower card.
    let end = side(to.rect, enters_right, loops_back && to.row >= from.row);
    let first_gap = from.column + usize::from(leaves_right);
    let last_gap = to.column + usize::from(enters_right);
    let first_x = gaps.x(first_gap);
    if first_gap == last_gap && !has_label {
        let corners = vec![
            start,
            Point::new(first_x, start.y),
            Point::new(first_x, end.y),
            end,
        ];
        let middle = Point::new(first_x, (start.y + end.y) / 2.0);
        return (corners, middle);
    }
    // Above the row of the lower card: whatever lies between two rows is passed on the way.
    let row = match to.row > from.row {
        true => to.row,
        false => from.row,
    };
    let last_x = match first_gap == last_gap {
        true => first_x,
        false => gaps.x(last_gap),
    };
    let y = gaps.y(row, first_x, last_x);
    let corners = vec![
        start,
        Point::new(first_x, start.y),
        Point::new(first_x, y),
        Point::new(last_x, y),
        Point::new(last_x, end.y),
        end,
    ];
    (corners, Point::new((first_x + last_x) / 2.0, y))
}

/// The label on the way along the gap, moved along it until it covers neither another one nor the
/// line of another arrow.
fn label(
    arrow: &Arc<Arrow>,
    set: Typesetter<'_>,
    corners: &[Point],
    at: Point,
    taken: &mut Vec<Rect>,
    others: &[Line],
    grid: &Grid,
) -> TextBox {
    let width = set
        .width(&arrow.label, TextRole::PointLabel)
        .min(LABEL_WIDTH)
        + 1.0;
    let of = Some((Target::Arrow(arrow.id.clone()), Field::Label));
    let text = set.set(&arrow.label, TextRole::PointLabel, Point::ZERO, width, of);
    let size = (width + 2.0 * LABEL_PADDING, text.rect.height());
    let place = |x: f64| Rect::from_center_size((x, at.y), size);
    let mut room = place(at.x);
    if !arrow.label.is_empty() {
        let reach = corners.iter().map(|corner| corner.x);
        let (left, right) = reach.fold((at.x, at.x), |(a, b), x| (a.min(x), b.max(x)));
        let steps = (0..40).flat_map(|step| {
            let by = 12.0 * f64::from(step);
            [at.x + by, at.x - by]
        });
        let is_apart = |rect: &Rect| taken.iter().all(|other| !other.overlaps(*rect));
        // All lines run along the axes.
        let touches =
            |line: &Line, rect: &Rect| Rect::from_points(line.p0, line.p1).overlaps(*rect);
        let is_free = |rect: &Rect| others.iter().all(|line| !touches(line, rect));
        let along = steps.filter(|x| (left..=right).contains(x)).map(place);
        let along: Vec<Rect> = along.filter(is_apart).collect();
        let free = along.iter().copied().find(is_free);
        room = free.or(along.first().copied()).unwrap_or(room);
        // On the sheet at all.
        let over = (room.x1 - grid.right - GAP).max(0.0);
        room = room - Vec2::new(over, 0.0);
        taken.push(room);
    }
    let rect = Rect::from_center_size(room.center(), (width, text.rect.height()));
    TextBox {
        rect,
        align: Align::Centre,
        ..text
    }
}

/// The line with round corners, and the head at its end.
fn drawn(corners: &[Point]) -> (BezPath, BezPath) {
    let mut corners = corners.to_vec();
    corners.dedup_by(|a, b| a.distance(*b) < 0.01);
    let tip = corners[corners.len() - 1];
    let before = corners[corners.len().saturating_sub(2)];
    let along = direction(before, tip);
    let across = Vec2::new(-along.y, along.x);
    let base = tip - along * HEAD_LENGTH;
    let mut head = BezPath::new();
    head.move_to(tip);
    head.line_to(base + across * HEAD_HALF);
    head.line_to(base - across * HEAD_HALF);
    head.close_path();
    (rounded(&corners, base + along), head)
}

/// A line along corners, these made round, as far as `end` on its last piece.
pub(super) fn rounded(corners: &[Point], end: Point) -> BezPath {
    let mut line = BezPath::new();
    line.move_to(corners[0]);
    for index in 1..corners.len().saturating_sub(1) {
        let [a, b, c] = [corners[index - 1], corners[index], corners[index + 1]];
        let radius = RADIUS.min(a.distance(b) / 2.0).min(b.distance(c) / 2.0);
        line.line_to(b - direction(a, b) * radius);
        line.quad_to(b, b + direction(b, c) * radius);
    }
    line.line_to(end);
    line
}

fn direction(from: Point, to: Point) -> Vec2 {
    let way = to - from;
    match way.hypot() {
        0.0 => Vec2::new(1.0, 0.0),
        length => way / length,
    }
}

// The head and the first piece of the way fit between a card and the middle of the gap.
const _: () = assert!(CARD_GAP + GAP / 2.0 >= HEAD_LENGTH);
