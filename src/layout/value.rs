//! The opportunities of a map by what they are worth and what they cost: a small sheet of its own.

use std::sync::Arc;

use super::{
    Lens,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Rect, Size},
    model::{Card, CardRole, Ground, Hue, Id, Ink, Level, Map, TextRole, Theme},
    text::Fonts,
};

/// The small sheet: effort to the right, value upwards, 1 to 5 each.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueMatrix {
    /// Of the map.
    pub theme: Theme,
    /// In document units.
    pub size: Size,
    /// Row by row from the top, each from the left.
    pub cells: Vec<ValueCell>,
    /// From the corner where the axes meet, up and to the right.
    pub axes: [(Point, Point); 2],
    /// Title, names of the quadrants and the axes, numbers.
    pub texts: Vec<TextBox>,
    /// Rated ones in their cells, the others in the tray.
    pub cards: Vec<ValueCard>,
    /// Where those stand that nobody has rated in both ways yet.
    pub tray: Option<Rect>,
}

/// A place of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCell {
    /// What an opportunity there is worth.
    pub value: Level,
    /// What it costs.
    pub effort: Level,
    /// In document units.
    pub rect: Rect,
}

/// An opportunity laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCard {
    /// The card itself.
    pub card: Arc<Card>,
    /// Around all of it.
    pub rect: Rect,
    /// What is written on it.
    pub text: TextBox,
    /// Of its stage.
    pub hue: Hue,
    /// The card concerns none of those whose journey is shown.
    pub faded: bool,
}

/// What kind of opportunity stands in a corner of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// Worth much, for little.
    QuickWins,
    /// Worth much, for much.
    BigBets,
    /// Worth little, for little.
    FillIns,
    /// Worth little, for much.
    TimeSinks,
}

impl Quadrant {
    /// `None` in the middle row and column, which belong to no corner.
    pub fn of(value: Level, effort: Level) -> Option<Self> {
        match (value.get().cmp(&3), effort.get().cmp(&3)) {
            (std::cmp::Ordering::Equal, _) | (_, std::cmp::Ordering::Equal) => None,
            (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => Some(Self::QuickWins),
            (std::cmp::Ordering::Greater, std::cmp::Ordering::Greater) => Some(Self::BigBets),
            (std::cmp::Ordering::Less, std::cmp::Ordering::Less) => Some(Self::FillIns),
            (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => Some(Self::TimeSinks),
        }
    }

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuickWins => "Quick wins",
            Self::BigBets => "Big bets",
            Self::FillIns => "Fill-ins",
            Self::TimeSinks => "Time sinks",
        }
    }
}

const SIDE: f64 = ValueMatrix::SIDE;
/// From the left edge to the cells: the axis of the value stands there.
const LEFT: f64 = SIDE + 34.0;
const CELL: Size = Size::new(164.0, 88.0);
const GAP: f64 = 6.0;
/// Between a cell's edge and its cards, and between cards.
const INSET: f64 = 6.0;
/// Of a strip with the name of a quadrant.
const STRIP: f64 = 24.0;
const TRAY_GAP: f64 = 28.0;
const TEXT_LEFT: f64 = 14.0;

/// The room that a matrix is set in.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRoom {
    /// How texts are set.
    pub theme: Theme,
    /// Of a cell at its least, in document units.
    pub cell: Size,
    /// How many cards stand beside each other in the tray.
    pub tray: usize,
    /// Its name and that of the map stand above it.
    pub is_titled: bool,
}

impl ValueRoom {
    /// As small a sheet as can be.
    fn of_sheet(map: &Map, fonts: &Fonts) -> Self {
        fonts.learn(map.brand.as_ref());
        Self {
            theme: fonts.fitted(&map.theme),
            cell: CELL,
            tray: 1,
            is_titled: true,
        }
    }

    /// Of the cells of a matrix that is `across` wide, in document units, with a tray or without.
    pub fn cell_width(across: f64, tray: usize) -> f64 {
        let beside = match tray {
            0 => 0.0,
            _ => TRAY_GAP,
        };
        let gaps = 4.0 * GAP + beside;
        ((across - (LEFT - ValueMatrix::SIDE) - gaps) / (5 + tray) as f64).max(1.0)
    }
}

impl ValueMatrix {
    /// From its edges to what stands in it.
    pub const SIDE: f64 = 32.0;
    /// From what stands in it to its lower edge.
    pub const BELOW: f64 = Self::SIDE - 8.0;

    /// The opportunities that a lens shows, in lanes that are not hidden.
    pub fn new(map: &Map, lens: &Lens, fonts: &Fonts) -> Self {
        Self::within(&ValueRoom::of_sheet(map, fonts), map, lens, fonts)
    }

    /// As [`ValueMatrix::new`], in a room of its own; as high as its cards need.
    pub fn within(room: &ValueRoom, map: &Map, lens: &Lens, fonts: &Fonts) -> Self {
        let (theme, cell) = (&room.theme, room.cell);
        let set = Typesetter::new(fonts, theme, Ink::Plain, Ground::Sheet);
        let quiet = set.inked(Ink::Quiet);
        let t = |text| map.language.t(text);
        let cards = opportunities(map, lens);

        let grid_width = 5.0 * cell.width + 4.0 * GAP;
        let grid_right = LEFT + grid_width;
        let mut texts = Vec::new();
        let mut names_top = 0.0;
        if room.is_titled {
            let name = t("Value–effort matrix");
            let at = Point::new(SIDE, 26.0);
            let name = set.set(name, TextRole::StageTitle, at, grid_width, None);
            let at = Point::new(SIDE, name.bottom() + 2.0);
            let of_map = quiet.set(&map.title, TextRole::Legend, at, grid_width, None);
            names_top = of_map.bottom() + 22.0;
            texts.extend([name, of_map]);
        }
        // What stands above and below the cells may be set larger than usual.
        let strip = STRIP.max(set.line_height(TextRole::MetricName) + 7.0);
        texts.push(quiet.set(
            t("Value"),
            TextRole::MetricName,
            Point::new(SIDE, names_top + 3.0),
            90.0,
            None,
        ));

        // Each row is as high as the fullest of its cells.
        let mut laid_out = Vec::with_capacity(cards.len());
        let mut cells = Vec::with_capacity(25);
        let mut y = names_top + strip;
        let bring = |level: Option<Level>| level.map(Level::get);
        for value in Level::ALL.into_iter().rev() {
            let mut row_height = cell.height;
            let first = cells.len();
            for (column, effort) in Level::ALL.into_iter().enumerate() {
                let x = LEFT + (cell.width + GAP) * column as f64;
                let is_here = |card: &&(Arc<Card>, Hue)| {
                    bring(card.0.value) == Some(value.get())
                        && bring(card.0.effort) == Some(effort.get())
                };
                let room = Rect::new(x, y, x + cell.width, y);
                let here = cards.iter().filter(is_here);
                let bottom = stack(here, room, set, lens, &mut laid_out);
                row_height = row_height.max(bottom - y);
                cells.push(ValueCell {
                    value,
                    effort,
                    rect: room,
                });
            }
            for cell in &mut cells[first..] {
                cell.rect.y1 = y + row_height;
            }
            y += row_height + GAP;
        }
        let grid_top = names_top + strip;
        let grid_bottom = y - GAP;
        for cell in &cells {
            if cell.effort == Level::ALL[0] {
                let at = cell.rect.center().y - set.line_height(TextRole::Legend) / 2.0;
                texts.push(quiet.set_end(
                    &cell.value.to_string(),
                    TextRole::Legend,
                    LEFT - 12.0,
                    at,
                ));
            }
            if cell.value == Level::ALL[0] {
                let (x, at) = (cell.rect.center().x, grid_bottom + 10.0);
                texts.push(quiet.set_centred(
                    &cell.effort.to_string(),
                    TextRole::Legend,
                    x,
                    at,
                    None,
                ));
            }
        }
        let effort_top = grid_bottom + 9.0;
        let below = effort_top + 24.0_f64.max(set.line_height(TextRole::Legend) + 4.0);
        for (quadrant, column, top) in [
            (Quadrant::QuickWins, 0, names_top + 4.0),
            (Quadrant::BigBets, 3, names_top + 4.0),
            (Quadrant::FillIns, 0, below),
            (Quadrant::TimeSinks, 3, below),
        ] {
            let left = LEFT + (cell.width + GAP) * f64::from(column);
            let centre = left + cell.width + GAP / 2.0;
            let ink = quadrant_ink(quadrant);
            let name = t(quadrant.name()).to_uppercase();
            let set = set.inked(ink);
            texts.push(set.set_centred(&name, TextRole::Caption, centre, top, None));
        }
        let mut bottom = below + strip;
        let effort = quiet.set_centred(
            t("Effort"),
            TextRole::MetricName,
            LEFT + 2.5 * cell.width + 2.0 * GAP,
            below,
            None,
        );
        texts.push(effort);
        let corner = Point::new(LEFT - 6.0, grid_bottom + 5.0);
        let axes = [
            (corner, Point::new(corner.x, grid_top)),
            (corner, Point::new(grid_right, corner.y)),
        ];

        let mut right = grid_right;
        let is_open = |card: &&(Arc<Card>, Hue)| card.0.value.is_none() || card.0.effort.is_none();
        let tray = cards.iter().any(|card| is_open(&card)).then(|| {
            let x = grid_right + TRAY_GAP;
            let tray = room.tray.max(1);
            right = x + cell.width * tray as f64;
            let name = set.set(
                t("Not rated yet"),
                TextRole::StepTitle,
                Point::new(x, names_top + 3.0),
                right - x,
                None,
            );
            texts.push(name);
            let room = Rect::new(x, grid_top, right, grid_top);
            let open: Vec<_> = cards.iter().filter(is_open).collect();
            let each = open.len().div_ceil(tray).max(1);
            let columns = open.chunks(each).enumerate().map(|(column, cards)| {
                let left = x + cell.width * column as f64;
                let room = Rect::new(left, grid_top, left + cell.width, grid_top);
                stack(cards.iter().copied(), room, set, lens, &mut laid_out)
            });
            let end = columns.fold(grid_top, f64::max);
            bottom = bottom.max(end);
            Rect {
                y1: end.max(grid_bottom),
                ..room
            }
        });
        Self {
            theme: theme.clone(),
            size: Size::new((right + SIDE).ceil(), (bottom + Self::BELOW).ceil()),
            cells,
            axes,
            texts,
            cards: laid_out,
            tray,
        }
    }

    /// How many opportunities that a lens shows nobody has rated in both ways yet.
    pub fn open(map: &Map, lens: &Lens) -> usize {
        let cards = opportunities(map, lens);
        let open = cards
            .iter()
            .filter(|(card, _)| card.value.is_none() || card.effort.is_none());
        open.count()
    }

    /// The uppermost card at a point.
    pub fn card_at(&self, point_in_doc: Point) -> Option<&ValueCard> {
        self.cards
            .iter()
            .find(|card| card.rect.contains(point_in_doc))
    }

    /// The cell at a point, the gaps around it counted in.
    pub fn cell_at(&self, point_in_doc: Point) -> Option<&ValueCell> {
        let reach = GAP / 2.0;
        let mut cells = self.cells.iter();
        cells.find(|cell| cell.rect.inflate(reach, reach).contains(point_in_doc))
    }

    /// `None` where the card is no opportunity.
    pub fn card(&self, id: &Id) -> Option<&ValueCard> {
        self.cards.iter().find(|card| card.card.id == *id)
    }
}

/// Of a quadrant's name.
fn quadrant_ink(quadrant: Quadrant) -> Ink {
    match quadrant {
        Quadrant::QuickWins => Ink::Good,
        Quadrant::TimeSinks => Ink::Bad,
        Quadrant::BigBets | Quadrant::FillIns => Ink::Quiet,
    }
}

/// The cards of opportunities with a word in them, each with the colour of its stage.
fn opportunities(map: &Map, lens: &Lens) -> Vec<(Arc<Card>, Hue)> {
    let lanes = map.lanes.iter().filter(|lane| !lane.hidden);
    let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Opportunities));
    let mut cards: Vec<_> = lanes
        .flat_map(|lane| lane.cards())
        .filter(|card| lens.shows_card(card) && !card.text.trim().is_empty())
        .collect();
    cards.sort_by_key(|card| map.stage_index(&card.stage));
    let hue = |card: &Card| {
        map.stage(&card.stage)
            .map(|stage| stage.hue)
            .unwrap_or_default()
    };
    cards
        .into_iter()
        .map(|card| (card.clone(), hue(card)))
        .collect()
}

/// Sets cards one below the other from the top of a room; gives the bottom of what they take.
fn stack<'a>(
    cards: impl Iterator<Item = &'a (Arc<Card>, Hue)>,
    room: Rect,
    set: Typesetter<'_>,
    lens: &Lens,
    into: &mut Vec<ValueCard>,
) -> f64 {
    let set = set.on(Ground::Box);
    let mut bottom = room.y0;
    for (card, hue) in cards {
        let top = bottom + INSET;
        let (left, right) = (room.x0 + INSET, room.x1 - INSET);
        let at = Point::new(left + TEXT_LEFT, top + 6.0);
        let room = right - 8.0 - at.x;
        let text = set.set(&card.text, TextRole::ValueCard, at, room, None);
        bottom = text.rect.y1 + 8.0;
        into.push(ValueCard {
            card: card.clone(),
            rect: Rect::new(left, top, right, bottom),
            text,
            hue: *hue,
            faded: lens.fades_card(card),
        });
    }
    bottom + INSET
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    fn rated() -> Map {
        let samples = file::samples();
        let mut map = file::load(samples[0].bytes).unwrap().map;
        let mut rates = [(5, 1), (5, 1), (4, 5), (1, 1), (2, 5), (3, 3)].into_iter();
        for lane in &mut map.lanes {
            if lane.role() != Some(CardRole::Opportunities) {
                continue;
            }
            let crate::model::LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind else {
                continue;
            };
            for card in cards.iter_mut().map(Arc::make_mut) {
                let rate = rates.next();
                card.value = rate.and_then(|(value, _)| Level::new(value));
                card.effort = rate.and_then(|(_, effort)| Level::new(effort));
            }
        }
        map
    }

    #[test]
    fn each_opportunity_stands_in_the_cell_of_its_value_and_effort() {
        let map = rated();
        let matrix = ValueMatrix::new(&map, &Lens::default(), &Fonts::bundled());
        assert_eq!(matrix.cells.len(), 25);
        let lanes = map.lanes.iter();
        let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Opportunities));
        let count: usize = lanes.map(|lane| lane.cards().len()).sum();
        assert_eq!(matrix.cards.len(), count);
        for laid_out in &matrix.cards {
            let within = match (laid_out.card.value, laid_out.card.effort) {
                (Some(value), Some(effort)) => {
                    let mut cells = matrix.cells.iter();
                    let cell = cells.find(|cell| (cell.value, cell.effort) == (value, effort));
                    cell.unwrap().rect
                }
                _ => matrix.tray.unwrap(),
            };
            assert!(within.contains_rect(laid_out.rect), "{laid_out:?}");
            assert!(laid_out.rect.contains_rect(laid_out.text.rect));
            let overlaps = |other: &&ValueCard| {
                other.card.id != laid_out.card.id && other.rect.overlaps(laid_out.rect)
            };
            assert_eq!(matrix.cards.iter().filter(overlaps).count(), 0);
        }
        let sheet = Rect::from_origin_size(Point::ZERO, matrix.size);
        assert!(
            matrix
                .texts
                .iter()
                .all(|text| sheet.contains_rect(text.rect))
        );
    }

    #[test]
    fn effort_grows_to_the_right_and_value_upwards() {
        let matrix = ValueMatrix::new(&rated(), &Lens::default(), &Fonts::bundled());
        for a in &matrix.cells {
            for b in &matrix.cells {
                assert_eq!(a.effort < b.effort, a.rect.x1 < b.rect.x0);
                assert_eq!(a.value > b.value, a.rect.y1 < b.rect.y0);
            }
            let found = matrix.cell_at(a.rect.center()).unwrap();
            assert_eq!((found.value, found.effort), (a.value, a.effort));
        }
    }

    #[test]
    fn the_corners_are_named_and_the_middle_is_not() {
        let of = |value: u8, effort: u8| {
            Quadrant::of(Level::new(value).unwrap(), Level::new(effort).unwrap())
        };
        assert_eq!(of(5, 1), Some(Quadrant::QuickWins));
        assert_eq!(of(4, 4), Some(Quadrant::BigBets));
        assert_eq!(of(2, 2), Some(Quadrant::FillIns));
        assert_eq!(of(1, 5), Some(Quadrant::TimeSinks));
        assert_eq!((of(3, 1), of(5, 3)), (None, None));
    }
}
