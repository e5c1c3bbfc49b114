//! The program's mark.

use std::sync::LazyLock;

use egui::Rect;

use super::{tokens::Palette, widgets};
use crate::geom::{Affine, BezPath};

/// One foot of the mark, parsed once.
static FOOT: LazyLock<BezPath> = LazyLock::new(|| {
    let file = include_str!("../../assets/icon/jejak.svg");
    let foot = file
        .split(" d=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let foot = foot.and_then(|data| BezPath::from_svg(data).ok());
    foot.unwrap_or_default()
});

/// The program's mark, two footprints, as `assets/icon/jejak.svg` has it.
pub(super) fn paint_mark(painter: &egui::Painter, rect: Rect, palette: &Palette) {
    let scale = rect.width() / 64.0;
    painter.rect_filled(rect, 15.0 * scale, palette.accent);
    let feet = [((21.0, 37.5), -1.0, 0.62), ((43.0, 26.5), 1.0, 1.0)];
    for (at, side, opacity) in feet {
        let foot = Affine::translate(at)
            * Affine::rotate(side * 6_f64.to_radians())
            * Affine::scale_non_uniform(side * 1.15, 1.15)
            * &*FOOT;
        let color = palette.on_accent.gamma_multiply(opacity);
        widgets::paint_fill(painter, &foot, rect.min, scale, color);
    }
}
