//! A page: what of a map is to be seen at once, set to fill a room.

use std::{collections::HashMap, sync::Arc};

use super::{
    Lens,
    cards::counts,
    channels::Touched,
    foot::Foot,
    funnel::Funnel,
    grid::Grid,
    header::Header,
    logo::Logo,
    matrix::MatrixBox,
    measure::{CARD_GAP, CHANNEL_PITCH, CHANNELS_PADDING, GAP, LABEL_WIDTH, MARGIN, Measures},
    row::{Content, LaneRow},
    sheet::{Layout, Placed},
    stages::StageRow,
    threads::ThreadStops,
    way::Way,
};
use crate::{
    geom::{Rect, Size},
    model::{Card, Id, Lane, LaneKind, LaneType, LinkLook, LogoPlace, Map, Stage, TextRole, Theme},
    text::Fonts,
};

/// What a page shows, and the room that it has for that.
pub struct PageRoom<'a> {
    /// What is shown of the map: some of its stages and lanes, shared with it.
    pub map: &'a Map,
    /// All of the map: numbers, channels and the way through the journey are told from that.
    pub whole: &'a Map,
    /// Whose journey, and of which time.
    pub lens: &'a Lens,
    /// In document units, from [`MARGIN`] and 0 on.
    pub size: Size,
    /// Of the map, with the typography of the page.
    pub theme: Theme,
    /// What stands above the stages.
    pub head: PageHead<'a>,
    /// Below the head stands the way through the whole journey.
    pub shows_way: bool,
    /// What cards rest on is written on them.
    pub tells_evidence: bool,
    /// What stands at the left and at the right below the room, and how far below.
    pub foot: ([&'a str; 2], f64),
}

/// What stands at the head of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageHead<'a> {
    /// What the sheet has there: title, facts, personas.
    Sheet,
    /// A title alone.
    Title(&'a str),
    /// As the sheet, in the middle of a page that shows nothing else.
    Cover,
}

/// The least width of a card that others stand beside, in em of its text.
const TRACK_EM: f64 = 17.0;
/// A matrix of channels is stretched so much at most.
const STRETCH: f64 = 2.2;
/// What of the height of a page an emotion lane beside others grows to at most, and what of the
/// room that is left it takes before them.
const EMOTION_MOST: f64 = 0.42;
const EMOTION_FIRST: f64 = 0.7;
/// Half the least height of an emotion lane, and from the neutral line to either end of the scale.
const EMOTION: (f64, f64) = (96.0, 58.0);
const STAGE_HEIGHT: f64 = 44.0;
/// Above the texts of a lane's label, between them, and below them.
const LABEL_GAPS: (f64, f64, f64) = (11.0, 4.0, 11.0);
/// So few columns leave the labels of lanes more room.
const FEW_COLUMNS: usize = 2;
const WIDER: f64 = 1.2;
/// The widest card that others could stand beside, in em of its text.
const CARD_EM: f64 = 40.0;
/// Between the head, the way and the stages.
const HEAD_GAP: f64 = 12.0;
/// The sheet's head begins with a margin that a page has anyway.
const SHEET_TOP: f64 = 42.0;
/// The most that a logo takes of the width of a page.
const LOGO_WIDTH: f64 = 0.2;

impl Layout {
    /// How many texts have a word that is too wide for its room.
    pub fn cut_words(&self) -> usize {
        let cut = self.texts().filter(|(_, text)| text.paragraph.cuts_words);
        cut.count()
    }

    /// Lays out a page; rows are as high as they need, whether or not that is more than its room.
    pub fn on_page(page: &PageRoom<'_>, fonts: &Fonts) -> Self {
        let grid = Arc::new(page.grid(CHANNEL_PITCH));
        page.laid_out(&grid, fonts, |lane, matrix| {
            LaneRow::at_least(0.0, lane, &grid, matrix, fonts)
        })
    }

    /// As [`Layout::on_page`], the rows spread over all of its room.
    pub fn filling_page(page: &PageRoom<'_>, fonts: &Fonts) -> Self {
        let natural = Self::on_page(page, fonts);
        let heights = spread(&natural, page.size.height);
        if heights.is_empty() {
            return natural;
        }
        let grid = Arc::new(page.grid(channel_pitch(&natural, &heights)));
        page.laid_out(&grid, fonts, |lane, matrix| {
            let height = heights.get(&lane.id).copied().unwrap_or_default();
            let known = natural.row_of(lane).filter(|row| keeps_its_places(row));
            match known {
                Some(row) => row.stretched(height),
                None => LaneRow::at_least(height, lane, &grid, matrix, fonts),
            }
        })
    }
}

impl PageRoom<'_> {
    fn grid(&self, channel_pitch: f64) -> Grid {
        let size = |theme: &Theme| theme.style(TextRole::LaneTitle).size;
        let larger = size(&self.theme) / size(&Theme::default());
        let columns: usize = self.map.stages.iter().map(|s| s.steps.len().max(1)).sum();
        // Few columns leave their lanes room for longer lines.
        let wider = if columns <= FEW_COLUMNS { WIDER } else { 1.0 };
        let measures = Measures {
            label_width: LABEL_WIDTH * larger.max(1.0) * wider,
            label_gaps: LABEL_GAPS,
            right: Some(MARGIN + self.size.width),
            emotion: EMOTION,
            stage_height: STAGE_HEIGHT,
            channel_pitch: channel_pitch.max(CHANNEL_PITCH),
            tells_evidence: self.tells_evidence,
            beyond: self.beyond(),
            is_part: self.map.stages.len() < self.whole.stages.len(),
            card_most: CARD_EM * self.theme.style(TextRole::Card).size,
        };
        let is_part = measures.is_part;
        let mut grid = Grid::of_part(self.map, self.whole, self.lens, measures);
        grid.theme = self.theme.clone();
        if is_part {
            grid.channels.retain(|channel| self.uses(&channel.id));
        }
        grid.tracks = self.tracks(&grid);
        grid
    }

    /// Whether a channel is in use in a stage that is shown.
    fn uses(&self, channel: &Id) -> bool {
        let stages = || self.map.stages.iter().map(|stage| &stage.id);
        let is_on_card = |card: &Arc<Card>| {
            card.channel.as_ref() == Some(channel) && stages().any(|stage| *stage == card.stage)
        };
        let is_in =
            |lane: &Lane| stages().any(|stage| self.whole.channel_in_stage(lane, channel, stage));
        let lanes = self
            .map
            .lanes
            .iter()
            .filter(|lane| LaneType::Channels.is(lane));
        self.whole.cards().any(is_on_card) || lanes.into_iter().any(|lane| is_in(lane))
    }

    /// The stages before the first and after the last that are shown.
    fn beyond(&self) -> [Option<Id>; 2] {
        let at = |stage: Option<&Arc<Stage>>| self.whole.stage_index(&stage?.id);
        let stages = &self.map.stages;
        let before = at(stages.first()).and_then(|index| index.checked_sub(1));
        let after = at(stages.last()).map(|index| index + 1);
        [before, after].map(|index| Some(self.whole.stages.get(index?)?.id.clone()))
    }

    /// How many cards stand beside each other, by column: as many as it has room for and any of its
    /// cells needs. Lines between cards run beside columns of one.
    fn tracks(&self, grid: &Grid) -> Vec<usize> {
        let mut cards = self.map.cards();
        let has_lines = !self.map.arrows.is_empty()
            || (self.map.links == LinkLook::Lines && cards.any(|card| !card.answers.is_empty()));
        if has_lines {
            return Vec::new();
        }
        let mut most = vec![1; grid.columns.len()];
        for lane in self.map.lanes.iter().filter(|lane| !lane.collapsed) {
            let metrics = lane.metrics().iter();
            let metrics = metrics.filter_map(|metric| grid.span(metric.stage.as_ref()?));
            let mut counts = counts(lane.cards(), grid);
            for span in metrics {
                counts[span.columns.start] += 1;
            }
            for (most, count) in most.iter_mut().zip(counts) {
                *most = (*most).max(count);
            }
        }
        let least = TRACK_EM * self.theme.style(TextRole::Card).size;
        let fitting = |width: f64| ((width - CARD_GAP) / (least + CARD_GAP)) as usize;
        let columns = grid.columns.iter().map(|column| column.x1 - column.x0);
        let tracks = columns.zip(most).map(|(width, most)| {
            let fitting = fitting(width).clamp(1, most);
            // Five in rows of four would leave one alone: rows as even as can be.
            most.div_ceil(most.div_ceil(fitting))
        });
        tracks.collect()
    }

    fn laid_out(
        &self,
        grid: &Arc<Grid>,
        fonts: &Fonts,
        mut row: impl FnMut(&Arc<Lane>, Option<&MatrixBox>) -> LaneRow,
    ) -> Layout {
        let line = grid.theme.style(TextRole::Title).line_height;
        let most = match self.head {
            PageHead::Cover => 0.6 * line,
            PageHead::Sheet | PageHead::Title(_) => line,
        };
        let room = Size::new(LOGO_WIDTH * self.size.width, most);
        let logo = Logo::of(self.whole, &grid.theme, LogoPlace::Head, room);
        let of_logo = logo.as_ref().map_or(Size::ZERO, |logo| logo.size);
        let header = match self.head {
            PageHead::Sheet => Header::beside(of_logo, self.map, grid, fonts),
            // Stands above it.
            PageHead::Cover => Header::new(self.map, grid, fonts),
            PageHead::Title(title) => Header::of_page(title, of_logo, grid, fonts),
        };
        let header_y = match self.head {
            PageHead::Sheet => -SHEET_TOP,
            PageHead::Title(_) => 0.0,
            PageHead::Cover => {
                let free = self.size.height - header.height + SHEET_TOP;
                (free * 0.42).max(0.0) - SHEET_TOP
            }
        };
        let mut y = header_y + header.height;
        let mut below = |height: f64| {
            let top = if y > 0.0 { y + HEAD_GAP } else { 0.0 };
            y = top + height;
            top
        };
        let way = if self.shows_way {
            Way::new(self.whole, grid, fonts)
        } else {
            None
        };
        let way = way.map(|way| Placed {
            y: below(way.height),
            part: Arc::new(way),
        });
        let draws_funnel = self.map.draws_funnel && self.head == PageHead::Sheet;
        let funnel = draws_funnel.then(|| Funnel::new(self.map, grid, fonts));
        let funnel = funnel.flatten().map(|funnel| Placed {
            y: below(funnel.height),
            part: Arc::new(funnel),
        });
        let stages = Arc::new(StageRow::new(grid, fonts));
        let stages = match grid.stages.is_empty() {
            true => Placed { y, part: stages },
            false => Placed {
                y: below(stages.height),
                part: stages,
            },
        };
        let touched = Touched::new(self.whole, None);
        let stops = ThreadStops::new(self.whole, grid);
        let rows_y = if y > 0.0 { y + GAP } else { 0.0 };
        let (rows, bottom) = Layout::placed_rows(self.map, grid, rows_y, fonts, |lane| {
            let matrix = matches!(lane.kind, LaneKind::Channels { .. })
                .then(|| MatrixBox::new(lane, grid, &touched, &stops, fonts));
            Arc::new(row(lane, matrix.as_ref()))
        });
        let bottom = if rows.is_empty() { y } else { bottom };
        let header = Placed {
            y: header_y,
            part: Arc::new(header),
        };
        let mut layout = Layout {
            size: Size::new(grid.right, bottom),
            header,
            way,
            funnel,
            stages,
            grid: grid.clone(),
            rows,
            legend: None,
            arrows: Vec::new(),
            links: Vec::new(),
            foot: Some(Placed {
                y: self.size.height + self.foot.1,
                part: Arc::new(Foot::new(self.foot.0, self.whole, grid, fonts)),
            }),
            logo: logo.map(|logo| logo.ending_at(grid.right, logo.size.height / 2.0)),
        };
        layout.connect(self.map, fonts);
        layout.explain(self.map, fonts);
        layout
    }
}

/// The heights that rows take so that all of them fill a page; none where there is nothing left.
fn spread(layout: &Layout, height: f64) -> HashMap<Id, f64> {
    let mut free = height - layout.size.height;
    if free <= 0.5 {
        return HashMap::new();
    }
    let rows = || layout.rows.iter().map(|row| &*row.part);
    let grows = |row: &&LaneRow| !matches!(row.content, Content::Collapsed(_));
    let is_curve = |row: &&LaneRow| matches!(row.content, Content::Emotion(_));
    let (curves, others): (Vec<_>, Vec<_>) = rows().filter(grows).partition(is_curve);
    let mut heights = HashMap::new();
    if !curves.is_empty() {
        let count = curves.len() as f64;
        let share = match others.is_empty() {
            true => free / count,
            false => free * EMOTION_FIRST / count,
        };
        for row in curves {
            let most = match others.is_empty() {
                true => f64::INFINITY,
                false => (EMOTION_MOST * height).max(row.height),
            };
            let taken = share.min(most - row.height);
            free -= taken;
            heights.insert(row.lane.id.clone(), row.height + taken);
        }
    }
    let whole: f64 = others.iter().map(|row| row.height).sum();
    for row in others {
        let height = row.height * (1.0 + free / whole);
        heights.insert(row.lane.id.clone(), height);
    }
    heights
}

/// The pitch of channels for which their matrix fills its row, within reason.
fn channel_pitch(layout: &Layout, heights: &HashMap<Id, f64>) -> f64 {
    let pitches = layout.rows.iter().filter_map(|row| {
        let Content::Channels(matrix) = &row.part.content else {
            return None;
        };
        let height = heights.get(&row.part.lane.id)?;
        let beside = 2.0 * CHANNELS_PADDING;
        Some((height - beside) / matrix.lines.len() as f64)
    });
    pitches.fold(STRETCH * CHANNEL_PITCH, f64::min)
}

/// What stands in such a row stays where it is when the row grows.
fn keeps_its_places(row: &LaneRow) -> bool {
    match row.content {
        Content::Cards(_) | Content::Metrics(_) | Content::Foreign(_) | Content::Collapsed(_) => {
            true
        }
        Content::Emotion(_) | Content::Channels(_) => false,
    }
}

impl LaneRow {
    /// The same row, as high as that or as it is.
    fn stretched(&self, height: f64) -> Self {
        let height = height.max(self.height);
        let mut row = self.clone();
        if !matches!(row.content, Content::Collapsed(_)) {
            row.height = height;
            row.label.rect.y1 = height;
            for cell in &mut row.cells {
                *cell = Rect {
                    y1: height,
                    ..*cell
                };
            }
        }
        row
    }
}
