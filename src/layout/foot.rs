//! What stands below everything on a page.

use super::{
    grid::Grid,
    measure::MARGIN,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::Point,
    model::{Ground, Ink, TextRole},
    text::Fonts,
};

/// The foot of a page, laid out from its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct Foot {
    /// At the left and at the right.
    pub texts: [TextBox; 2],
}

impl Foot {
    /// On one line: of the left text as much as the right one leaves room for.
    pub(super) fn new([left, right]: [&str; 2], grid: &Grid, fonts: &Fonts) -> Self {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Sheet);
        let role = TextRole::PageNote;
        let end = set.set_end(right, role, grid.right, 0.0);
        let room = (end.rect.x0 - MARGIN - 2.0 * set.size(role)).max(0.0);
        let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = Fonts::cut_name(&left, |text| set.width(text, role) <= room);
        let at = Point::new(MARGIN, 0.0);
        let start = set.set(&shown.unwrap_or_default(), role, at, room + 1.0, None);
        Self {
            texts: [start, end],
        }
    }
}
