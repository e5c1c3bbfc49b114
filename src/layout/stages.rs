//! The row of stage headers, and that of their steps.

use std::sync::Arc;

use super::{
    grid::{Grid, StageSpan},
    measure::CHEVRON,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{BezPath, Point, Rect, Vec2},
    model::{Field, Ground, Hue, Id, Ink, Stage, Target, TextRole, Times},
    text::Fonts,
    words::Language,
};

const PILL_HEIGHT: f64 = 22.0;
/// From a stage's edge to its title.
const TOP: f64 = 13.0;
const CORNER: f64 = 8.0;
const TIME_BAR: f64 = 4.0;

/// The headers of stages and steps, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// Steps included.
    pub height: f64,
    /// Left to right.
    pub stages: Vec<StageBox>,
    /// Left to right, those of all stages.
    pub steps: Vec<StepBox>,
}

/// The header of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageBox {
    /// The stage itself.
    pub stage: Arc<Stage>,
    /// The column's width; the point reaches beyond it.
    pub rect: Rect,
    /// With the point to the next one.
    pub outline: Arc<BezPath>,
    /// Title, goal, times.
    pub texts: Vec<TextBox>,
    /// Around the duration.
    pub pill: Option<Rect>,
    /// Below the texts.
    pub time_bar: Option<TimeBar>,
}

/// How much of a time is doing, how much waiting.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeBar {
    /// The whole length.
    pub rect: Rect,
    /// Of `rect`, from the left, 0 to 1; the rest is waiting.
    pub doing: f64,
}

/// The header of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepBox {
    /// Its id.
    pub step: Id,
    /// Around all of it.
    pub rect: Rect,
    /// Of the step.
    pub title: TextBox,
    /// How long it takes, in words.
    pub times: TextBox,
    /// Below the texts.
    pub time_bar: Option<TimeBar>,
    /// Of its stage.
    pub hue: Hue,
}

impl StageRow {
    /// Lays out the headers.
    pub fn new(grid: &Grid, fonts: &Fonts) -> Self {
        let count = grid.stages.len();
        // The durations of a row stand in one place: beside the titles where all find room there,
        // else below the goals.
        let mut spans = grid.stages.iter().enumerate();
        let is_beside = spans.all(|(index, span)| fits_beside(span, index == 0, grid, fonts));
        let mut stages: Vec<_> = grid
            .stages
            .iter()
            .enumerate()
            .map(|(index, span)| stage_box(span, index == 0, is_beside, grid, fonts))
            .collect();
        if !is_beside {
            align_pills(&mut stages);
        }
        let bottoms = stages.iter().flat_map(|stage| {
            let texts = stage.texts.iter().map(TextBox::bottom);
            texts.chain(stage.time_bar.as_ref().map(|bar| bar.rect.y1))
        });
        let bottom = bottoms.fold(0.0, f64::max);
        let height = grid.measures.stage_height.max(bottom + 15.0);
        // Titles alone stand in the middle; where there is more, all begin at one height.
        if stages.iter().all(|stage| stage.stage.goal.is_empty()) {
            let down = ((height - bottom - TOP) / 2.0).max(0.0);
            for stage in &mut stages {
                let texts = std::mem::take(&mut stage.texts).into_iter();
                stage.texts = texts.map(|text| text.moved_down(down)).collect();
                let down = Vec2::new(0.0, down);
                stage.pill = stage.pill.map(|pill| pill + down);
                if let Some(bar) = &mut stage.time_bar {
                    bar.rect = bar.rect + down;
                }
            }
        }
        for (index, stage) in stages.iter_mut().enumerate() {
            stage.rect.y1 = height;
            stage.outline = Arc::new(outline(stage.rect, index == 0, index + 1 == count));
        }
        let steps = steps(grid, fonts, height + 8.0);
        Self {
            height: steps.iter().map(|s| s.rect.y1).fold(height, f64::max),
            stages,
            steps,
        }
    }
}

/// The times in words and as a bar below them, from a top on.
fn times_box(
    times: Times,
    set: Typesetter<'_>,
    role: TextRole,
    language: Language,
    room: Rect,
) -> (TextBox, Option<TimeBar>) {
    let at = Point::new(room.x0, room.y0);
    let text = set.set(&times.text(language), role, at, room.width(), None);
    // Of one kind of time alone the bar would say nothing.
    let both = times.doing.and(times.waiting).and(times.waiting_share());
    let bar = both.map(|waiting| TimeBar {
        rect: Rect::new(
            room.x0,
            text.rect.y1 + 3.0,
            room.x1,
            text.rect.y1 + 3.0 + TIME_BAR,
        ),
        doing: 1.0 - waiting,
    });
    (text, bar)
}

/// All pills at the height of the lowest, with what stands below them.
fn align_pills(stages: &mut [StageBox]) {
    let tops = stages.iter().filter_map(|stage| stage.pill);
    let lowest = tops.map(|pill| pill.y0).fold(0.0, f64::max);
    for stage in stages {
        let Some(pill) = stage.pill else { continue };
        let down = Vec2::new(0.0, lowest - pill.y0);
        stage.pill = Some(pill + down);
        // Behind title and goal.
        for text in stage.texts.iter_mut().skip(2) {
            text.rect = text.rect + down;
        }
        if let Some(bar) = &mut stage.time_bar {
            bar.rect = bar.rect + down;
        }
    }
}

fn typesetter<'a>(stage: &Stage, grid: &'a Grid, fonts: &'a Fonts) -> Typesetter<'a> {
    let ground = Ground::Hue(stage.hue);
    Typesetter::new(fonts, &grid.theme, Ink::OnHue, ground)
}

/// Where the texts of a stage begin and end.
fn text_room(span: &StageSpan, first: bool) -> (f64, f64) {
    (span.x0 + if first { 18.0 } else { 32.0 }, span.x1 - 10.0)
}

fn pill_width(stage: &Stage, set: Typesetter<'_>) -> f64 {
    set.width(&stage.duration, TextRole::StageDuration) + 20.0
}

/// Whether the duration of a stage, if it has one, can stand beside its title: when the title keeps
/// its line, or most of the room and its words whole.
fn fits_beside(span: &StageSpan, first: bool, grid: &Grid, fonts: &Fonts) -> bool {
    let stage = &span.stage;
    let set = typesetter(stage, grid, fonts);
    let (left, right) = text_room(span, first);
    let room = right - left;
    let beside = room - pill_width(stage, set) - 8.0;
    let words = stage.title.split_whitespace();
    let widest_word = words.map(|word| set.width(word, TextRole::StageTitle));
    let widest_word = widest_word.fold(0.0, f64::max);
    stage.duration.is_empty()
        || set.width(&stage.title, TextRole::StageTitle) <= beside
        || (beside >= 0.6 * room && widest_word <= beside)
}

fn stage_box(
    span: &StageSpan,
    first: bool,
    is_beside: bool,
    grid: &Grid,
    fonts: &Fonts,
) -> StageBox {
    let stage = &span.stage;
    let set = typesetter(stage, grid, fonts);
    let of = |field| Some((Target::Stage(stage.id.clone()), field));
    let (left, right) = text_room(span, first);
    let room = right - left;
    let pill_width = pill_width(stage, set);
    let title_room = if stage.duration.is_empty() || !is_beside {
        room
    } else {
        room - pill_width - 8.0
    };
    let title_at = Point::new(left, TOP);
    let title = set.set(
        &stage.title,
        TextRole::StageTitle,
        title_at,
        title_room,
        of(Field::Title),
    );
    let goal_at = Point::new(left, title.rect.y1 + 5.0);
    let goal = set.set(
        &stage.goal,
        TextRole::StageGoal,
        goal_at,
        room,
        of(Field::Goal),
    );

    let duration_set = set.on(Ground::Pill(stage.hue));
    let pill = |x0: f64, y0: f64| Rect::new(x0, y0, x0 + pill_width.min(room), y0 + PILL_HEIGHT);
    let pill = if is_beside {
        pill(right - pill_width.min(room), 14.0)
    } else {
        pill(left, goal.bottom() + 6.0)
    };
    let duration = duration_set.set(
        &stage.duration,
        TextRole::StageDuration,
        Point::new(pill.x0 + 10.0, pill.y0 + 3.0),
        pill.width() - 19.0,
        of(Field::Duration),
    );
    let shown = !stage.duration.is_empty();
    let pill = Rect {
        y1: pill.y1.max(duration.rect.y1 + 3.0),
        ..pill
    };
    let below = match is_beside {
        true => goal.bottom().max(title.rect.y1),
        false => pill.y1,
    };
    let times_room = Rect::new(left, below + 4.0, right, below + 4.0);
    let (times, time_bar) = times_box(
        stage.times,
        set,
        TextRole::StageTimes,
        grid.language,
        times_room,
    );
    StageBox {
        stage: stage.clone(),
        rect: Rect::new(span.x0, 0.0, span.x1, grid.measures.stage_height),
        outline: Arc::new(BezPath::new()),
        texts: [title, goal, duration]
            .into_iter()
            .chain(Some(times).filter(|times| !times.is_empty()))
            .collect(),
        pill: shown.then_some(pill),
        time_bar,
    }
}

/// An arrow that fits into the one before it; the ends of the row are rounded.
fn outline(rect: Rect, first: bool, last: bool) -> BezPath {
    let (top, bottom, middle) = (rect.y0, rect.y1, (rect.y0 + rect.y1) / 2.0);
    let mut path = BezPath::new();
    if first {
        path.move_to((rect.x0 + CORNER, top));
    } else {
        path.move_to((rect.x0, top));
    }
    if last {
        path.line_to((rect.x1 - CORNER, top));
        path.quad_to((rect.x1, top), (rect.x1, top + CORNER));
        path.line_to((rect.x1, bottom - CORNER));
        path.quad_to((rect.x1, bottom), (rect.x1 - CORNER, bottom));
    } else {
        let shoulder = rect.x1 - 2.0;
        path.line_to((shoulder, top));
        path.line_to((shoulder + CHEVRON, middle));
        path.line_to((shoulder, bottom));
    }
    if first {
        path.line_to((rect.x0 + CORNER, bottom));
        path.quad_to((rect.x0, bottom), (rect.x0, bottom - CORNER));
        path.line_to((rect.x0, top + CORNER));
        path.quad_to((rect.x0, top), (rect.x0 + CORNER, top));
    } else {
        path.line_to((rect.x0, bottom));
        path.line_to((rect.x0 + CHEVRON, middle));
    }
    path.close_path();
    path
}

fn steps(grid: &Grid, fonts: &Fonts, top: f64) -> Vec<StepBox> {
    let mut boxes: Vec<StepBox> = grid
        .stages
        .iter()
        .flat_map(|span| {
            span.stage
                .steps
                .iter()
                .zip(span.columns.clone())
                .map(|(step, column)| {
                    let column = &grid.columns[column];
                    let hue = span.stage.hue;
                    let (ink, ground) = (Ink::Step(hue), Ground::Step(hue));
                    let set = Typesetter::new(fonts, &grid.theme, ink, ground);
                    let title = set.set(
                        &step.title,
                        TextRole::StepTitle,
                        Point::new(column.x0 + 14.0, top + 7.0),
                        column.x1 - column.x0 - 24.0,
                        Some((Target::Step(step.id.clone()), Field::Title)),
                    );
                    let room = Rect::new(
                        title.rect.x0,
                        title.rect.y1 + 1.0,
                        column.x1 - 14.0,
                        title.rect.y1 + 1.0,
                    );
                    let (times, time_bar) =
                        times_box(step.times, set, TextRole::StepTimes, grid.language, room);
                    let bar = time_bar.as_ref().map(|bar| bar.rect.y1);
                    let written = Some(times.bottom()).filter(|_| !times.is_empty());
                    let bottom = bar.or(written).unwrap_or(title.rect.y1);
                    StepBox {
                        step: step.id.clone(),
                        rect: Rect::new(column.x0, top, column.x1, bottom + 7.0),
                        times,
                        time_bar,
                        title,
                        hue,
                    }
                })
        })
        .collect();
    let bottom = boxes.iter().map(|step| step.rect.y1).fold(top, f64::max);
    for step in &mut boxes {
        step.rect.y1 = bottom;
    }
    boxes
}
