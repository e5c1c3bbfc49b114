//! The pages of a PDF: papers, slides, and a sheet cut into tiles that are glued together.

use super::options::{ExportError, PageSize};
use crate::geom::{Rect, Size};

pub(super) const POINTS_PER_UNIT: f64 = 72.0 / 96.0;
pub(super) const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// Around a map on a sheet of paper, where many printers print nothing.
pub(super) const MARGIN: f64 = 10.0 * POINTS_PER_MM;
/// What of a tile is seen on the next one, too: there they are glued.
const OVERLAP: f64 = 10.0 * POINTS_PER_MM;
/// The longest side of a page that every reader opens (PDF 1.7, annex C).
const MAX_SIDE: f64 = 14_400.0;

impl PageSize {
    /// Lying on its long side, in points; what has no paper is printed on A4.
    pub(super) fn lying(self) -> Size {
        match self {
            Self::Map => Self::A4.lying(),
            Self::Slide => Size::new(960.0, 540.0),
            Self::A4 | Self::A3 | Self::A2 | Self::A1 | Self::A0 => {
                self.frame().size * POINTS_PER_UNIT
            }
        }
    }

    /// The size of the page and the map's place on it, in points from the top left corner.
    pub(super) fn place(self, sheet: Size) -> (Size, Rect) {
        if self == Self::Map {
            let scale = POINTS_PER_UNIT.min(MAX_SIDE / sheet.width.max(sheet.height));
            let paper = sheet * scale;
            return (paper, paper.to_rect());
        }
        let lying = self.lying();
        let paper = if sheet.width > sheet.height || self == Self::Slide {
            lying
        } else {
            Size::new(lying.height, lying.width)
        };
        let margin = if self.is_paper() { MARGIN } else { 0.0 };
        let room = paper - Size::new(2.0 * margin, 2.0 * margin);
        let shown = sheet * (room.width / sheet.width).min(room.height / sheet.height);
        let corner = (paper - shown).to_vec2() / 2.0;
        (paper, Rect::from_origin_size(corner.to_point(), shown))
    }
}

/// A sheet over several pages, each of which repeats a strip of the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiling {
    /// Of each page, in points.
    pub paper: Size,
    /// Points a document unit.
    pub scale: f64,
    /// How many pages stand beside each other.
    pub columns: usize,
    /// How many pages stand below each other.
    pub rows: usize,
    /// Row by row.
    pub tiles: Vec<Tile>,
}

/// One page of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// From 0.
    pub row: usize,
    /// From 0.
    pub column: usize,
    /// What of the sheet is on it, in document units.
    pub part: Rect,
    /// Where that stands on the page, in points.
    pub place: Rect,
}

impl Tiling {
    /// The most pages that a sheet may be cut into.
    pub const MOST: usize = 400;

    /// How wide the strip is that the next page repeats, in points.
    pub const OVERLAP: f64 = OVERLAP;

    /// Cuts a sheet for a paper: so many pages across, else at its own size, 96 units an inch. The
    /// pages lie or stand as fewer of them do.
    ///
    /// # Errors
    /// [`ExportError::TooManyPages`].
    pub fn new(sheet: Size, page: PageSize, across: Option<u32>) -> Result<Self, ExportError> {
        let lying = match page.is_paper() {
            true => page.lying(),
            false => PageSize::A4.lying(),
        };
        let upright = Size::new(lying.height, lying.width);
        let [a, b] = [lying, upright].map(|paper| Cut::new(sheet, paper, across));
        let cut = if b.count() < a.count() { b } else { a };
        if cut.count() > Self::MOST as f64 {
            return Err(ExportError::TooManyPages {
                count: cut.count(),
                most: Self::MOST,
            });
        }
        Ok(cut.tiling(sheet))
    }
}

/// How a sheet would be cut for a paper.
struct Cut {
    paper: Size,
    scale: f64,
    columns: f64,
    rows: f64,
}

impl Cut {
    fn new(sheet: Size, paper: Size, across: Option<u32>) -> Self {
        let room = paper - Size::new(2.0 * MARGIN, 2.0 * MARGIN);
        let scale = match across {
            Some(across) => {
                let across = f64::from(across.max(1));
                (across * room.width - (across - 1.0) * OVERLAP) / sheet.width
            }
            None => POINTS_PER_UNIT,
        };
        // A hair more than fits is no page of its own.
        let pages = |length: f64, room: f64| {
            let steps = (length * scale - OVERLAP) / (room - OVERLAP);
            (steps - 1e-6).ceil().max(1.0)
        };
        Self {
            paper,
            scale,
            columns: pages(sheet.width, room.width),
            rows: pages(sheet.height, room.height),
        }
    }

    fn count(&self) -> f64 {
        self.columns * self.rows
    }

    fn tiling(self, sheet: Size) -> Tiling {
        let (columns, rows) = (self.columns as usize, self.rows as usize);
        let overlap = OVERLAP / self.scale;
        // All as large as one another: no last page has a sliver alone.
        let side = |length: f64, count: f64| (length + (count - 1.0) * overlap) / count;
        let (width, height) = (
            side(sheet.width, self.columns),
            side(sheet.height, self.rows),
        );
        let tile = |row: usize, column: usize| {
            let corner = (
                column as f64 * (width - overlap),
                row as f64 * (height - overlap),
            );
            let shown = Size::new(width, height) * self.scale;
            Tile {
                row,
                column,
                part: Rect::from_origin_size(corner, (width, height)),
                place: Rect::from_origin_size((MARGIN, MARGIN), shown),
            }
        };
        let tiles = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let tiles = tiles.map(|(row, column)| tile(row, column)).collect();
        Tiling {
            paper: self.paper,
            scale: self.scale,
            columns,
            rows,
            tiles,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_fitted_to_paper_within_the_margins() {
        let a4 = |width, height| PageSize::A4.place(Size::new(width, height));
        let (paper, place) = a4(1000.0, 4000.0);
        assert!(paper.width < paper.height);
        assert!((place.height() + 2.0 * 10.0 * 72.0 / 25.4 - paper.height).abs() < 1e-9);
        assert!((place.center() - paper.to_rect().center()).hypot() < 1e-9);
        assert!((place.aspect_ratio_width() - 0.25).abs() < 1e-9);
        assert!(a4(4000.0, 1000.0).0.width > a4(4000.0, 1000.0).0.height);

        let (paper, place) = PageSize::Map.place(Size::new(100_000.0, 1000.0));
        assert!((paper.width - 14_400.0).abs() < 1e-6);
        assert_eq!(paper.to_rect(), place);
    }

    #[test]
    fn every_page_has_its_measures_and_its_code() {
        for (page, mm) in [
            (PageSize::A4, [297.0, 210.0]),
            (PageSize::A3, [420.0, 297.0]),
            (PageSize::A2, [594.0, 420.0]),
            (PageSize::A1, [841.0, 594.0]),
            (PageSize::A0, [1189.0, 841.0]),
        ] {
            let size = page.lying();
            let apart = [
                size.width / POINTS_PER_MM - mm[0],
                size.height / POINTS_PER_MM - mm[1],
            ];
            assert!(
                apart.iter().all(|apart| apart.abs() < 0.01),
                "{page:?}: {apart:?}"
            );
        }
        for page in PageSize::ALL {
            assert_eq!(PageSize::of_code(&page.code().to_uppercase()), Some(page));
        }
        assert_eq!(PageSize::of_code("a5"), None);
    }

    #[test]
    fn tiles_hold_all_of_a_sheet_and_overlap() {
        for (sheet, page, across) in [
            (Size::new(1930.0, 2600.0), PageSize::A4, None),
            (Size::new(1930.0, 2600.0), PageSize::A3, Some(3)),
            (Size::new(6000.0, 800.0), PageSize::A4, Some(5)),
            (Size::new(300.0, 200.0), PageSize::A0, None),
        ] {
            let tiling = Tiling::new(sheet, page, across).unwrap();
            assert_eq!(tiling.tiles.len(), tiling.columns * tiling.rows);
            let paper = tiling.paper.to_rect().inset(-MARGIN + 1e-6);
            for tile in &tiling.tiles {
                assert!(paper.contains_rect(tile.place), "{tile:?} on {paper:?}");
                assert!((tile.part.width() * tiling.scale - tile.place.width()).abs() < 1e-6);
                let beside = tiling
                    .tiles
                    .iter()
                    .find(|other| (other.row, other.column) == (tile.row, tile.column + 1));
                if let Some(beside) = beside {
                    let shared = (tile.part.x1 - beside.part.x0) * tiling.scale;
                    assert!((shared - OVERLAP).abs() < 1e-6, "{shared}");
                }
            }
            let first = tiling.tiles[0].part;
            let all = tiling
                .tiles
                .iter()
                .fold(first, |all, tile| all.union(tile.part));
            let apart = [all.x0, all.y0, all.x1 - sheet.width, all.y1 - sheet.height];
            assert!(apart.iter().all(|apart| apart.abs() < 1e-6), "{apart:?}");
            if let Some(across) = across {
                assert_eq!(tiling.columns, across as usize);
            }
        }
    }

    #[test]
    fn a_sheet_of_too_many_pages_is_refused() {
        let error = Tiling::new(Size::new(90_000.0, 90_000.0), PageSize::A4, None).unwrap_err();
        assert!(error.to_string().contains("400"), "{error}");
    }
}
