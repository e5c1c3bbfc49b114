//! What stands below everything: on a page, and on the sheet where the map's brand has a foot line.

use super::{
    grid::Grid,
    logo::{Logo, LogoBox},
    measure::MARGIN,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Size},
    model::{Ground, Ink, LogoPlace, Map, TextRole},
    text::Fonts,
};

/// The foot of a page or a sheet, laid out from its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct Foot {
    /// At the left and at the right.
    pub texts: [TextBox; 2],
    /// Behind them, at the right end.
    pub logo: Option<LogoBox>,
    /// In document units.
    pub height: f64,
}

/// The height of a logo and its greatest width, in the size of the texts beside it.
const LOGO_EM: (f64, f64) = (2.4, 16.0);

impl Foot {
    /// Of a page. On one line: of the left text as much as the right one leaves room for.
    pub(super) fn new([left, right]: [&str; 2], map: &Map, grid: &Grid, fonts: &Fonts) -> Self {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Sheet);
        let role = TextRole::PageNote;
        let (size, line) = (set.size(role), set.line_height(role));
        let room = Size::new(LOGO_EM.1 * size, LOGO_EM.0 * size);
        let logo = Logo::of(map, &grid.theme, LogoPlace::Foot, room);
        let height = logo
            .as_ref()
            .map_or(line, |logo| logo.size.height.max(line));
        let top = (height - line) / 2.0;
        let logo = logo.map(|logo| logo.ending_at(grid.right, height / 2.0));
        let text_end = logo
            .as_ref()
            .map_or(grid.right, |logo| logo.rect.x0 - 1.2 * size);

        let end = set.set_end(right, role, text_end, top);
        let room = (end.rect.x0 - MARGIN - 2.0 * size).max(0.0);
        let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = Fonts::cut_name(&left, |text| set.width(text, role) <= room);
        let at = Point::new(MARGIN, top);
        let start = set.set(&shown.unwrap_or_default(), role, at, room + 1.0, None);
        Self {
            texts: [start, end],
            logo,
            height,
        }
    }

    /// Of the sheet; `None` where the map's brand has nothing to say there.
    pub(super) fn of_sheet(map: &Map, grid: &Grid, fonts: &Fonts) -> Option<Self> {
        let line = map.foot_line(None);
        let foot = Self::new([&line, ""], map, grid, fonts);
        (!line.is_empty() || foot.logo.is_some()).then_some(foot)
    }

    /// How high the foot of a page is beside that of one without a logo, in document units.
    pub fn more_height(map: &Map, size: f64, line: f64) -> f64 {
        let brand = map.brand.as_deref();
        let has_logo = brand
            .is_some_and(|brand| brand.logo_at == LogoPlace::Foot && brand.logo_on(true).is_some());
        match has_logo {
            true => (LOGO_EM.0 * size - line).max(0.0),
            false => 0.0,
        }
    }
}
