//! Labels of points, and the quiet notes that the sheet adds; they cover nothing.

use super::{
    boxes::{CurveBox, PointBox, PointLabel},
    room::Room,
};
use crate::{
    geom::{Circle, Line, Point, Rect},
    layout::{
        grid::Grid,
        marks::{MarkBox, MarkKind},
        places::Align,
        textbox::{TextBox, Typesetter},
    },
    model::{Field, Ground, Ink, Target, TextRole},
    text::Fonts,
};

const LABEL_WIDTH: f64 = 190.0;
const LABEL_PADDING: f64 = 11.0;
/// From a face's middle to the near edge of its label.
const LABEL_DISTANCE: f64 = 26.0;
/// How far a label is moved on when its place is taken.
const LABEL_STEP: f64 = 8.0;
/// How many steps off, and how much of half its width aside, it is still seen to be of its point.
const NEAR_STEPS: usize = 8;
const SLIDES: [f64; 5] = [0.0, 0.5, -0.5, 0.95, -0.95];
/// What a way aside counts beside one up or down, and what the other side of the line counts.
const ASIDE: f64 = 0.8;
const ACROSS: f64 = 60.0;
/// Between a point and its note.
const NOTE_DISTANCE: f64 = 4.0;
const NOTE_STEP: f64 = 5.0;
/// How far off a note is still understood to be of its point.
const NOTE_STEPS: usize = 12;
/// To both sides of them, from the lane's edges.
const EDGE: f64 = 6.0;
/// Before a number of answers, and before a mark.
const BEFORE_NUMBER: f64 = 7.0;
const BEFORE_MARK: f64 = 5.0;
/// Fewer points have no highest, lowest and last to speak of.
const LEAST_TURNS: usize = 3;

/// Gives labels their places, then notes what room is left.
pub(super) fn place(curves: &mut [CurveBox], grid: &Grid, fonts: &Fonts) {
    let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Box);
    let mut room = Room::around(curves);
    for curve in &mut *curves {
        for index in 0..curve.points.len() {
            curve.points[index].label = label(&curve.points, index, grid, set, &mut room);
        }
    }
    room.add_stars(curves);
    let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Cell);
    for (at, curve) in curves.iter_mut().enumerate() {
        // What stands back has no more to say than was written.
        if curve.faded {
            continue;
        }
        // The turns of a part are not those of the journey.
        let turns = if is_told(curve, at == 0) && !grid.measures.is_part {
            turns(&curve.points)
        } else {
            Vec::new()
        };
        for index in 0..curve.points.len() {
            let point = &mut curve.points[index];
            let named = turns.iter().any(|(of, _)| *of == index);
            if !named && !point.has_face() && !point.is_open() {
                point.claim = point.point.claim.filter(|_| point.point.value.is_some());
            }
            let turn = turns.iter().find(|(of, _)| *of == index);
            let turn = turn.map(|(_, name)| grid.language.t(name));
            curve.points[index].note = note(&curve.points, index, turn, grid, set, &mut room);
        }
    }
}

/// Whether a curve's peak, dip and end are named: that of a journey as it is, in front or with
/// something to tell. A bare line in the background is there for comparison.
fn is_told(curve: &CurveBox, first: bool) -> bool {
    let tells = |point: &PointBox| {
        let point = &point.point;
        !point.label.is_empty() || point.n.is_some() || point.spread.is_some()
    };
    !curve.curve.to_be && (first || curve.points.iter().any(tells))
}

/// What is remembered of a journey, by the peak-end rule: the first of its highest points, the
/// first of its lowest and the last of all; one point is only one of them.
fn turns(points: &[PointBox]) -> Vec<(usize, &'static str)> {
    let felt: Vec<(usize, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.point.value?)))
        .collect();
    let (Some(&first), Some(&end)) = (felt.first(), felt.last()) else {
        return Vec::new();
    };
    let most = |is_more: fn(f64, f64) -> bool| {
        felt.iter().fold(
            first,
            |best, &at| if is_more(at.1, best.1) { at } else { best },
        )
    };
    let (peak, dip) = (most(|a, b| a > b), most(|a, b| a < b));
    if felt.len() < LEAST_TURNS || peak.1 <= dip.1 {
        return Vec::new();
    }
    let mut turns = vec![(peak.0, "Peak"), (dip.0, "Low point")];
    if end.0 != peak.0 && end.0 != dip.0 {
        turns.push((end.0, "End"));
    }
    turns
}

/// What stands behind a point's words: the number of its answers where they are few, and the marks
/// of its claim.
struct Behind {
    few: Option<String>,
    marks: Vec<MarkKind>,
}

impl Behind {
    fn of(point: &PointBox) -> Self {
        let n = point.point.n.filter(|_| point.is_open());
        let claim = point.point.claim.filter(|_| point.claim.is_none());
        Self {
            few: n.map(|n| format!("n = {n}")),
            marks: MarkKind::of_claim(claim, &point.point.evidence).collect(),
        }
    }
}

/// The width of marks one after the other, each with what comes before it.
fn marks_width(marks: &[MarkKind]) -> f64 {
    marks
        .iter()
        .map(|mark| BEFORE_MARK + mark.size().width)
        .sum()
}

fn mark_boxes(marks: &[MarkKind], mut x: f64, middle: f64) -> Vec<MarkBox> {
    let place = |mark: &MarkKind| {
        let size = mark.size();
        let centre = Point::new(x + BEFORE_MARK + size.width / 2.0, middle);
        x += BEFORE_MARK + size.width;
        MarkBox::new(*mark, Rect::from_center_size(centre, size))
    };
    marks.iter().map(place).collect()
}

/// The label of a point that has one: above a peak, below a dip, and further off until it covers
/// no curve, no point and no other label.
fn label(
    points: &[PointBox],
    index: usize,
    grid: &Grid,
    set: Typesetter<'_>,
    room: &mut Room,
) -> Option<PointLabel> {
    let point = &points[index];
    if point.point.label.is_empty() || point.point.value.is_none() {
        return None;
    }
    let width = set
        .width(&point.point.label, TextRole::PointLabel)
        .min(LABEL_WIDTH)
        + 1.0;
    let of = Some((Target::Point(point.point.id.clone()), Field::Label));
    let text = set.set(
        &point.point.label,
        TextRole::PointLabel,
        Point::ZERO,
        width,
        of,
    );
    let (width, height) = (text.paragraph.width, text.rect.height() + 6.0);
    let behind = Behind::of(point);
    let quiet = set.inked(Ink::Quiet);
    let few_width = behind.few.as_ref().map_or(0.0, |few| {
        BEFORE_NUMBER + quiet.width(few, TextRole::PointNote)
    });
    let whole = width + few_width + marks_width(&behind.marks);

    let half_width = whole / 2.0 + LABEL_PADDING;
    let above_first = is_peak(points, index);
    let place = |above: bool, step: usize, slide: f64| {
        let distance = LABEL_DISTANCE + LABEL_STEP * step as f64;
        let top = if above {
            point.position.y - distance - height
        } else {
            point.position.y + distance - 1.0
        };
        let middle = between_edges(point.position.x + slide * half_width, half_width, grid);
        Rect::new(middle - half_width, top, middle + half_width, top + height)
    };
    let is_free = |rect: &Rect| room.is_free(rect.inflate(4.0, 4.0));
    let mut near = near_places(half_width);
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut near = near
        .into_iter()
        .map(|(_, other, step, slide)| place(above_first != other, step, slide));
    let mut far = (NEAR_STEPS..200).map(|step| place(above_first, step, 0.0));
    let found = near.find(is_free);
    let leads = found.is_none();
    let rect = found
        .or_else(|| far.find(is_free))
        .unwrap_or_else(|| place(above_first, 0, 0.0));
    room.take(rect);
    let leader = leads.then(|| leader(point, rect)).flatten();

    let left = rect.center().x - whole / 2.0;
    let text = TextBox {
        rect: Rect::from_origin_size((left, rect.y0 + 3.0), (width, text.rect.height())),
        align: Align::Centre,
        ..text
    };
    let middle = rect.y0 + 3.0 + set.line_height(TextRole::PointLabel) / 2.0;
    let few = behind.few.map(|few| {
        let at = Point::new(
            left + width + BEFORE_NUMBER,
            middle - set.line_height(TextRole::PointNote) / 2.0,
        );
        quiet.set(&few, TextRole::PointNote, at, few_width + 1.0, None)
    });
    Some(PointLabel {
        rect,
        texts: [Some(text), few].into_iter().flatten().collect(),
        marks: mark_boxes(&behind.marks, left + width + few_width, middle),
        leader,
    })
}

/// The places of a label that is half so wide which are understood to be of its point, each with
/// how far that is, as an eye has it: on the other side of the line or not, how many steps off, and
/// how much of itself aside.
fn near_places(half_width: f64) -> Vec<(f64, bool, usize, f64)> {
    let sides = [false, true].into_iter();
    let steps = sides.flat_map(|other| (0..NEAR_STEPS).map(move |step| (other, step)));
    let all = steps.flat_map(|(other, step)| {
        SLIDES.map(|slide: f64| {
            let off = LABEL_STEP * step as f64;
            let aside = ASIDE * slide.abs() * half_width;
            let across = if other { ACROSS } else { 0.0 };
            (off + aside + across, other, step, slide)
        })
    });
    all.collect()
}

/// From the edge of a point to a label that stands far off.
fn leader(point: &PointBox, label: Rect) -> Option<Line> {
    let Circle { center, radius } = point.circle();
    let to = Point::new(
        center.x.clamp(label.x0, label.x1),
        center.y.clamp(label.y0, label.y1),
    );
    let way = to - center;
    (way.hypot() > radius).then(|| Line::new(center + way * (radius / way.hypot()), to))
}

/// What the sheet says beside a point without a label: which turn of the journey it is, the number
/// of its answers where they are few, and the marks of its claim. Left off where it finds no room.
fn note(
    points: &[PointBox],
    index: usize,
    turn: Option<&str>,
    grid: &Grid,
    set: Typesetter<'_>,
    room: &mut Room,
) -> Option<PointLabel> {
    let point = &points[index];
    if !point.point.label.is_empty() || point.point.value.is_none() {
        return None;
    }
    let behind = Behind::of(point);
    let words: Vec<&str> = turn.into_iter().chain(behind.few.as_deref()).collect();
    let words = words.join(" · ");
    let (text_width, before_marks) = if words.is_empty() {
        (0.0, -BEFORE_MARK)
    } else {
        (set.width(&words, TextRole::PointNote), 0.0)
    };
    let width = text_width + before_marks + marks_width(&behind.marks);
    if width <= 0.0 {
        return None;
    }
    let height = set.line_height(TextRole::PointNote);
    let circle = point.circle();
    let above_first = is_peak(points, index);
    let centre_x = between_edges(circle.center.x, width / 2.0, grid);
    let off = |step: usize| circle.radius + NOTE_DISTANCE + NOTE_STEP * step as f64;
    let upright = |above: bool, step: usize| {
        let way = if above { -1.0 } else { 1.0 };
        let y = circle.center.y + way * (off(step) + height / 2.0);
        Rect::from_center_size((centre_x, y), (width, height))
    };
    let beside = |way: f64, step: usize| {
        let x = circle.center.x + way * (off(step) + width / 2.0);
        Rect::from_center_size((x, circle.center.y), (width, height))
    };
    let rect = (0..NOTE_STEPS)
        .flat_map(|step| {
            [
                upright(above_first, step),
                upright(!above_first, step),
                beside(1.0, step),
                beside(-1.0, step),
            ]
        })
        .filter(|rect| rect.x0 >= grid.content_left() + EDGE && rect.x1 <= grid.right - EDGE)
        .find(|rect| room.is_free(rect.inflate(2.5, 1.5)))?;
    room.take(rect);
    let text = (!words.is_empty()).then(|| {
        set.set(
            &words,
            TextRole::PointNote,
            rect.origin(),
            text_width + 1.0,
            None,
        )
    });
    Some(PointLabel {
        rect,
        texts: text.into_iter().collect(),
        marks: mark_boxes(
            &behind.marks,
            rect.x0 + text_width + before_marks,
            rect.center().y,
        ),
        leader: None,
    })
}

/// The middle nearest to `x` of something that stays within the lane.
fn between_edges(x: f64, half_width: f64, grid: &Grid) -> f64 {
    let right = grid.right - half_width - EDGE;
    x.min(right).max(grid.content_left() + half_width + EDGE)
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
