//! What of a page is covered while its lanes are revealed one by one.

use crate::{deck::Page, geom::Rect};

/// So much around the lanes is covered with them, in the page's units.
const AROUND: f64 = 6.0;

/// The part of a page whose lanes are not revealed yet, from side to side, in the page's units;
/// `None` where all of them are.
pub fn hidden_part(page: &Page, revealed: Option<usize>) -> Option<Rect> {
    let hidden = page.lanes.get(revealed?..)?;
    let lanes = hidden.iter().map(|(_, rect)| *rect);
    let all = lanes.reduce(|all, lane| all.union(lane))?;
    let (top, bottom) = (all.y0 - AROUND, all.y1 + AROUND);
    Some(Rect::new(0.0, top, page.scene.size.width, bottom))
}
