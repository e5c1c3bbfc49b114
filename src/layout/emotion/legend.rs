//! In the label of an emotion lane: who is who, and what the heights mean.

use super::{CurveBox, LEGEND_PITCH, LegendEntry};
use crate::{
    geom::Point,
    layout::{
        grid::Grid,
        measure::{LABEL_WIDTH, LEGEND, MARGIN, SCALE, SCALE_WIDTH},
        textbox::{TextBox, Typesetter},
    },
    model::{Theme, number},
    text::Fonts,
};

/// A value of the scale beside its height `y`; with a sign where the scale has both.
pub(super) fn scale_mark(value: f64, y: f64, grid: &Grid, fonts: &Fonts) -> TextBox {
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.quiet_ink,
        ground: Theme::PAPER.panel,
    };
    let sign = if value > 0.0 && grid.scale.min < 0.0 {
        "+"
    } else {
        ""
    };
    let text = format!("{sign}{}", number(value, grid.language));
    let right = MARGIN + LABEL_WIDTH - 8.0;
    set.set_end(&text, SCALE, right, y - SCALE.line_height / 2.0)
}

/// Who is who, at the bottom of the lane's label.
pub(super) fn legend(
    curves: &[CurveBox],
    grid: &Grid,
    fonts: &Fonts,
    bottom: f64,
) -> Vec<LegendEntry> {
    let set = Typesetter {
        fonts,
        color: Theme::PAPER.ink,
        ground: Theme::PAPER.panel,
    };
    let count = curves.len();
    let left = MARGIN + 32.0;
    let room = LABEL_WIDTH - 40.0 - SCALE_WIDTH;
    curves
        .iter()
        .enumerate()
        .map(|(index, curve)| {
            let middle = bottom - 31.0 - LEGEND_PITCH * (count - 1 - index) as f64;
            let name = grid
                .persona(&curve.curve.persona)
                .map_or("", |p| p.name.as_str());
            let to_be = curve.curve.to_be;
            let name = if to_be {
                let words = |name| grid.language.fill("{name}, to be", &[("name", name)]);
                let whole = words(name);
                if set.width(&whole, LEGEND) <= room {
                    whole
                } else {
                    let first = name.split_whitespace().next();
                    short(&words(first.unwrap_or_default()), set, room)
                }
            } else {
                short(name, set, room)
            };
            LegendEntry {
                hue: curve.hue,
                to_be,
                name: set.set(
                    &name,
                    LEGEND,
                    Point::new(left, middle - 8.0),
                    room + 1.0,
                    None,
                ),
                mark: Point::new(MARGIN + 19.0, middle),
            }
        })
        .collect()
}

/// The whole name, else the first word of it, else as much as fits on one line.
fn short(name: &str, set: Typesetter<'_>, room: f64) -> String {
    let fits = |text: &str| set.width(text, LEGEND) <= room;
    if fits(name) {
        return name.to_owned();
    }
    let word = name.split_whitespace().next().unwrap_or_default();
    if fits(word) {
        return word.to_owned();
    }
    let mut cut: String = word.to_owned();
    while !cut.is_empty() && !fits(&format!("{cut}…")) {
        cut.pop();
    }
    cut + "…"
}
