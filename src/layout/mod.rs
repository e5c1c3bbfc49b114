//! Where everything on the sheet stands: regions and lines of text, and the questions about them
//! (what is under a point, where a dragged thing would land). Pure functions of map and fonts.

mod area;
mod arrows;
mod border;
mod cards;
mod collapsed;
mod curve;
mod drop;
mod emotion;
mod funnel;
mod gap;
mod grid;
mod header;
mod hit;
mod lens;
mod marks;
mod matrix;
mod measure;
mod metrics;
mod order;
mod row;
mod spare;
mod stages;
mod textbox;
mod threads;
mod value;

use std::sync::Arc;

use crate::{
    geom::{Point, Rect, Size},
    model::{Color, CurveOf, Field, Id, LaneKind, LaneLine, Map, Target, Theme},
    text::{Fonts, Style},
};
pub use arrows::ArrowBox;
pub use border::Border;
pub use cards::{CardBox, CardIcon, Cell, ground as card_ground};
pub use collapsed::Tally;
pub use curve::monotone_curve;
pub use emotion::{CurveBox, EmotionBox, LabelBox as PointLabel, LegendEntry, PointBox, Whisker};
pub use funnel::Funnel;
pub use gap::Gap;
pub use grid::{Column, Grid, StageSpan};
pub use header::{Header, PersonaBox, date_in_words};
pub use lens::Lens;
pub use marks::{Legend, Mark, MarkBox};
pub use matrix::{MatrixBox, MatrixLine};
pub use metrics::{BarBox, MetricBox};
pub use row::{Content, LabelBox, LineBox, Row};
pub use stages::{StageBox, StageRow, StepBox, TimeBar, pill_ground};
pub use textbox::TextBox;
pub use threads::{BreakBox, ThreadBox};
pub use value::{Quadrant, ValueCard, ValueCell, ValueMatrix};

/// The left edge of the columns, and that of everything.
pub use measure::{CONTENT_LEFT, MARGIN};

/// The places of one revision of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Of the sheet, in document units.
    pub size: Size,
    pub grid: Arc<Grid>,
    pub header: Placed<Header>,
    /// Between the head and the stages.
    pub funnel: Option<Placed<Funnel>>,
    pub stages: Placed<StageRow>,
    /// Top to bottom.
    pub rows: Vec<PlacedRow>,
    /// Below the rows.
    pub legend: Option<Placed<Legend>>,
    /// Over all of it.
    pub arrows: Vec<Arc<ArrowBox>>,
}

/// A part laid out from its own top, and where that stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    pub y: f64,
    pub part: Arc<T>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlacedRow {
    pub y: f64,
    /// Among all lanes of the map, hidden ones counted.
    pub lane_index: usize,
    pub part: Arc<Row>,
    /// The line above the row.
    pub line: Option<Arc<LineBox>>,
}

/// A thing's room on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub target: Target,
    pub rect: Rect,
}

/// Where a text stands, to write in it in place.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPlace {
    pub target: Target,
    pub field: Field,
    /// The room that the text may fill; its height is that of the text as it is.
    pub rect: Rect,
    pub style: Style,
    pub align: Align,
    /// Of the letters, as they appear on the sheet.
    pub color: Color,
    /// What lies behind the letters.
    pub ground: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Start,
    Centre,
}

/// Where a dragged card would land.
#[derive(Debug, Clone, PartialEq)]
pub struct CardDrop {
    pub lane: Id,
    pub stage: Id,
    pub step: Option<Id>,
    /// Among the other cards of the cell, the dragged ones not counted.
    pub index: usize,
    /// The slot to show, in document units.
    pub rect: Rect,
}

/// Where a dragged stage, step, lane or persona would land.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderDrop {
    /// Among the others, the dragged one not counted.
    pub index: usize,
    /// The thin bar to show between its new neighbours.
    pub rect: Rect,
}

/// Where a dragged metric would land.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricDrop {
    pub lane: Id,
    /// `None` for the whole journey.
    pub stage: Option<Id>,
    /// Among the stage's other metrics in the lane, the dragged one not counted.
    pub index: usize,
    /// The slot to show, in document units.
    pub rect: Rect,
}

/// Where a dragged line would stand.
#[derive(Debug, Clone, PartialEq)]
pub struct LineDrop {
    pub above: Id,
    /// The thin bar to show.
    pub rect: Rect,
}

/// Where on a curve a point of the sheet lies.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePlace {
    pub lane: Id,
    pub curve: CurveOf,
    pub place: PointPlace,
    /// The nearest point of the curve itself.
    pub position: Point,
}

/// Where on an emotion lane a point of the sheet lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PointPlace {
    pub stage: Id,
    /// 0 to 1 across the stage.
    pub at: f64,
    /// On the map's scale, clamped to it.
    pub value: f64,
}

impl Layout {
    /// Lays a map out; what did not change since `previous` is taken over from it.
    ///
    /// ```
    /// use jejak::{layout::Layout, model::{Target, generate}, text::Fonts};
    ///
    /// let map = generate(40, 1);
    /// let layout = Layout::new(&map, &Fonts::bundled(), None);
    /// let card = Target::Card(map.cards().next().unwrap().id.clone());
    /// let middle = layout.rect_of(&card).unwrap().center();
    /// assert_eq!(layout.hit(middle, 0.0), Some(card));
    /// ```
    pub fn new(map: &Map, fonts: &Fonts, previous: Option<&Self>) -> Self {
        Self::through(&Lens::default(), map, fonts, previous)
    }

    /// As [`Layout::new`], with only what a lens shows.
    pub fn through(lens: &Lens, map: &Map, fonts: &Fonts, previous: Option<&Self>) -> Self {
        let grid = Grid::new(map, lens);
        let previous = previous.filter(|previous| *previous.grid == grid);
        let grid = previous.map_or_else(|| Arc::new(grid), |previous| previous.grid.clone());

        let header = Header::new(map, &grid, fonts);
        let stages = previous.map_or_else(
            || Arc::new(StageRow::new(&grid, fonts)),
            |previous| previous.stages.part.clone(),
        );
        let funnel = map.draws_funnel.then(|| Funnel::new(&grid)).flatten();
        let funnel = funnel.map(|funnel| Placed {
            y: header.height + 24.0,
            part: Arc::new(funnel),
        });
        let room = funnel.as_ref().map_or(0.0, |funnel| funnel.part.height);
        let stages_y = header.height + 32.0 + room;
        let mut y = stages_y + stages.height + 16.0;
        let touched = matrix::Touched::new(map, previous);
        let stops = threads::Stops::new(map, &grid);
        let mut rows = Vec::with_capacity(map.lanes.len());
        for (lane_index, lane) in map.lanes.iter().enumerate().filter(|(_, l)| !l.hidden) {
            let matrix = matches!(lane.kind, LaneKind::Channels { .. })
                .then(|| MatrixBox::new(lane, &grid, &touched, &stops, fonts));
            let reusable = previous.and_then(|previous| {
                let same = |row: &&PlacedRow| {
                    let same_matrix = match (&row.part.content, &matrix) {
                        (Content::Channels(old), Some(new)) => old == new,
                        (Content::Collapsed(old), Some(new)) => {
                            old.iter().map(|tally| tally.count).eq(new.counts())
                        }
                        _ => true,
                    };
                    Arc::ptr_eq(&row.part.lane, lane) && same_matrix
                };
                previous.rows.iter().find(same)
            });
            let part = reusable.map_or_else(
                || Arc::new(Row::new(lane, &grid, matrix.as_ref(), fonts)),
                |row| row.part.clone(),
            );
            let line = map.lines.iter().find(|line| line.above == lane.id);
            let line = line.map(|line| Arc::new(line_box(line, &grid, fonts)));
            if line.is_some() {
                y += measure::LINE_ROOM;
            }
            let height = part.height;
            rows.push(PlacedRow {
                y,
                lane_index,
                part,
                line,
            });
            y += height + measure::GAP;
        }
        let mut bottom = if rows.is_empty() { y } else { y - measure::GAP };
        let legend = (!map.hides_legend).then(|| {
            let explained = rows.iter().flat_map(|row| &row.part.explained);
            let explained = explained.copied().collect();
            Legend::new(&explained, grid.right, grid.language, fonts)
        });
        let legend = legend.flatten().map(|legend| Placed {
            y: bottom + measure::LEGEND_GAP,
            part: Arc::new(legend),
        });
        if let Some(legend) = &legend {
            bottom = legend.y + legend.part.height;
        }
        let header = match previous {
            Some(previous) if *previous.header.part == header => previous.header.part.clone(),
            _ => Arc::new(header),
        };
        let mut layout = Self {
            size: Size::new((grid.right + MARGIN).ceil(), (bottom + MARGIN).ceil()),
            header: Placed {
                y: 0.0,
                part: header,
            },
            funnel,
            stages: Placed {
                y: stages_y,
                part: stages,
            },
            grid,
            rows,
            legend,
            arrows: Vec::new(),
        };
        layout.arrows = arrows::arrows(map, &layout, fonts);
        layout
    }
}

fn line_box(line: &LaneLine, grid: &Grid, fonts: &Fonts) -> LineBox {
    let set = textbox::Typesetter {
        fonts,
        color: Theme::PAPER.quiet_ink,
        ground: Theme::PAPER.sheet,
    };
    let middle = -18.0;
    let name = grid.language.t(line.kind.name()).to_uppercase();
    let top = middle - measure::CAPTION.line_height / 2.0;
    let centre_x = (MARGIN + grid.right) / 2.0;
    LineBox {
        above: line.above.clone(),
        kind: line.kind,
        rect: Rect::new(MARGIN, middle - 7.0, grid.right, middle + 7.0),
        name: set.set_centred(&name, measure::CAPTION, centre_x, top, None),
    }
}
