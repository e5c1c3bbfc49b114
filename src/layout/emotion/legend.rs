//! Who is who, in the label of an emotion lane.

use super::{
    boxes::{CurveBox, LEGEND_PITCH, LegendEntry},
    levels::scale_width,
};
use crate::{
    geom::Point,
    layout::{
        grid::Grid,
        measure::MARGIN,
        textbox::{TextBox, Typesetter},
    },
    model::{Ground, Ink, TextRole},
    text::Fonts,
};

/// Who is who, at the bottom of the lane's label, as far as the marks of the `scale` leave room.
pub(super) fn legend(
    curves: &[CurveBox],
    grid: &Grid,
    fonts: &Fonts,
    bottom: f64,
    scale: &[TextBox],
) -> Vec<LegendEntry> {
    let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Panel);
    let count = curves.len();
    let left = MARGIN + 32.0;
    let room_at = |middle: f64| {
        let mut marks = scale.iter();
        let meets = |mark: &TextBox| mark.rect.y0 < middle + 8.0 && middle - 8.0 < mark.rect.y1;
        let beside = match marks.any(meets) {
            true => scale_width(grid, fonts),
            false => 0.0,
        };
        grid.measures.label_width - 40.0 - beside
    };
    curves
        .iter()
        .enumerate()
        .map(|(index, curve)| {
            let middle = bottom - 31.0 - LEGEND_PITCH * (count - 1 - index) as f64;
            let room = room_at(middle);
            let name = grid
                .persona(&curve.curve.persona)
                .map_or("", |p| p.name.as_str());
            let to_be = curve.curve.to_be;
            let words = |name: &str| match to_be {
                true => grid.language.fill("{name} (future)", &[("name", name)]),
                false => name.to_owned(),
            };
            let fits = |name: &str| set.width(&words(name), TextRole::Legend) <= room;
            let name = words(&Fonts::cut_name(name, fits).unwrap_or_else(|| "…".into()));
            LegendEntry {
                hue: curve.hue,
                to_be,
                name: set.set(
                    &name,
                    TextRole::Legend,
                    Point::new(left, middle - set.line_height(TextRole::Legend) / 2.0),
                    room + 1.0,
                    None,
                ),
                mark: Point::new(MARGIN + 19.0, middle),
            }
        })
        .collect()
}
