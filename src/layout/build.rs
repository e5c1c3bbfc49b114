//! From a map to its places.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Lens,
    arrows::{Gaps, arrows},
    channels::Touched,
    foot::Foot,
    funnel::Funnel,
    grid::Grid,
    header::Header,
    links,
    logo::Logo,
    marks::{Explained, Legend},
    matrix::MatrixBox,
    measure::{self, MARGIN},
    row::{Content, LaneRow, LineBox},
    sheet::{Layout, Placed, PlacedRow},
    stages::StageRow,
    textbox::Typesetter,
    threads::ThreadStops,
};
use crate::{
    geom::{Rect, Size},
    model::{Ground, Ink, Lane, LaneKind, LaneLine, LogoPlace, Map, TextRole},
    text::Fonts,
};

/// The most that a logo takes at the head of the sheet, and where it begins.
const LOGO_ROOM: Size = Size::new(260.0, 52.0);
const LOGO_TOP: f64 = 42.0;

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

    /// Lays out what a lens shows of a map; what did not change since `previous`, laid out through
    /// an equal lens, is taken over from it.
    pub fn through(lens: &Lens, map: &Map, fonts: &Fonts, previous: Option<&Self>) -> Self {
        fonts.learn(map.brand.as_ref());
        let mut grid = Grid::new(map, lens);
        grid.theme = fonts.fitted(&map.theme);
        let previous = previous.filter(|previous| *previous.grid == grid);
        let grid = previous.map_or_else(|| Arc::new(grid), |previous| previous.grid.clone());

        let logo = Logo::of(map, &grid.theme, LogoPlace::Head, LOGO_ROOM);
        let of_logo = logo.as_ref().map_or(Size::ZERO, |logo| logo.size);
        let header = Header::beside(of_logo, map, &grid, fonts);
        let stages = previous.map_or_else(
            || Arc::new(StageRow::new(&grid, fonts)),
            |previous| previous.stages.part.clone(),
        );
        let funnel = map.draws_funnel.then(|| Funnel::new(map, &grid, fonts));
        let funnel = funnel.flatten();
        let funnel = funnel.map(|funnel| Placed {
            y: header.height + 24.0,
            part: Arc::new(funnel),
        });
        let room = funnel.as_ref().map_or(0.0, |funnel| funnel.part.height);
        let stages_y = header.height + 32.0 + room;
        let y = stages_y + stages.height + 16.0;
        let touched = Touched::new(map, previous);
        let stops = ThreadStops::new(map, &grid);
        let (rows, bottom) = Self::placed_rows(map, &grid, y, fonts, |lane| {
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
            reusable.map_or_else(
                || Arc::new(LaneRow::new(lane, &grid, matrix.as_ref(), fonts)),
                |row| row.part.clone(),
            )
        });
        let header = match previous {
            Some(previous) if *previous.header.part == header => previous.header.part.clone(),
            _ => Arc::new(header),
        };
        let mut layout = Self {
            size: Size::new(grid.right, bottom),
            header: Placed {
                y: 0.0,
                part: header,
            },
            way: None,
            funnel,
            stages: Placed {
                y: stages_y,
                part: stages,
            },
            grid,
            rows,
            legend: None,
            arrows: Vec::new(),
            links: Vec::new(),
            foot: None,
            logo: None,
        };
        layout.logo = logo.map(|logo| {
            let middle = LOGO_TOP + logo.size.height / 2.0;
            logo.ending_at(layout.grid.right, middle)
        });
        layout.connect(map, fonts);
        layout.explain(map, fonts);
        layout.sign(map, fonts);
        let Size { width, height } = layout.size;
        layout.size = Size::new((width + MARGIN).ceil(), (height + MARGIN).ceil());
        layout
    }

    /// The rows of lanes that are not hidden from a height on, and where the last one ends.
    pub(super) fn placed_rows(
        map: &Map,
        grid: &Grid,
        mut y: f64,
        fonts: &Fonts,
        mut row: impl FnMut(&Arc<Lane>) -> Arc<LaneRow>,
    ) -> (Vec<PlacedRow>, f64) {
        let mut rows = Vec::with_capacity(map.lanes.len());
        for (lane_index, lane) in map.lanes.iter().enumerate().filter(|(_, l)| !l.hidden) {
            let part = row(lane);
            let line = map.lines.iter().find(|line| line.above == lane.id);
            let line = line.map(|line| Arc::new(line_box(line, grid, fonts)));
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
        let bottom = if rows.is_empty() { y } else { y - measure::GAP };
        (rows, bottom)
    }

    /// Puts what explains the marks below the rows, where the map does; links come before.
    pub(super) fn explain(&mut self, map: &Map, fonts: &Fonts) {
        if map.hides_legend {
            return;
        }
        let rows = self.rows.iter().flat_map(|row| &row.part.explained);
        let mut explained: BTreeSet<Explained> = rows.copied().collect();
        let funnel = self.funnel.iter().flat_map(|funnel| &funnel.part.parts);
        let goals = funnel.filter_map(|part| part.conversion.as_ref());
        explained.extend(goals.map(|goal| goal.mark.explained()));
        explained.extend(self.links.iter().map(|_| Explained::LinkLine));
        let legend = Legend::new(&explained, &self.grid, fonts);
        self.legend = legend.map(|legend| Placed {
            y: self.size.height + measure::LEGEND_GAP,
            part: Arc::new(legend),
        });
        if let Some(legend) = &self.legend {
            self.size.height = legend.y + legend.part.height;
        }
    }

    /// Puts the foot of the map's brand below everything.
    fn sign(&mut self, map: &Map, fonts: &Fonts) {
        let foot = Foot::of_sheet(map, &self.grid, fonts);
        if let Some(foot) = foot {
            let y = self.size.height + measure::LEGEND_GAP;
            self.size.height = y + foot.height;
            self.foot = Some(Placed {
                y,
                part: Arc::new(foot),
            });
        }
    }

    /// Leads arrows and links from card to card.
    pub(super) fn connect(&mut self, map: &Map, fonts: &Fonts) {
        let mut gaps = Gaps::of(self);
        let arrows = arrows(map, self, &mut gaps, fonts);
        let links = links::lines(map, self, &mut gaps);
        (self.arrows, self.links) = (arrows, links);
    }
}

fn line_box(line: &LaneLine, grid: &Grid, fonts: &Fonts) -> LineBox {
    let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Sheet);
    let middle = -18.0;
    let name = grid.language.t(line.kind.name()).to_uppercase();
    let top = middle - set.line_height(TextRole::Caption) / 2.0;
    let centre_x = (MARGIN + grid.right) / 2.0;
    LineBox {
        above: line.above.clone(),
        kind: line.kind,
        rect: Rect::new(MARGIN, middle - 7.0, grid.right, middle + 7.0),
        name: set.set_centred(&name, TextRole::Caption, centre_x, top, None),
    }
}
