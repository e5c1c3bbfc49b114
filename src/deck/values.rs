//! The matrix of value against effort on a page.

use super::sheet::{self, Setting, Sheet};
use crate::{
    geom::{Size, Vec2},
    layout::{ValueMatrix, ValueRoom},
    model::{Map, TextRole},
    scene::Scene,
};

/// Cells that are not rated yet stand in so many columns at most.
const MOST_IN_TRAY: usize = 3;
/// Between the head of a page and the matrix, in the least size of a text.
const BELOW_HEAD: f64 = 1.0;

/// How often what is left of the height is shared among the rows.
const ROUNDS: usize = 4;
/// The least height of a cell, in the size of its texts.
const CELL_EM: f64 = 3.2;
/// A column of the tray is fuller than this only where there is no room for another.
const FULL_TRAY: usize = 6;

/// The page, its matrix as large as the frame lets it be.
pub(super) fn painted(sheet: &Sheet<'_>, map: &Map, foot: [&str; 2]) -> Scene {
    let head = Map {
        stages: Vec::new(),
        lanes: Vec::new(),
        ..map.clone()
    };
    let least = Setting::least(sheet.frame);
    let (layout, _) = sheet.natural(&head, least);
    let room = sheet::room(sheet.whole, sheet.frame);
    let below_head = BELOW_HEAD * sheet.frame.smallest;
    let top = room.y0 + layout.size.height * least.scale() + below_head;
    let size = Size::new(room.width(), (room.y1 - top).max(sheet.frame.smallest));

    let setting = sheet.any(&|setting| {
        height(&fitted(sheet, map, size, setting)) <= size.height / setting.scale()
    });
    let (matrix, by) = (fitted(sheet, map, size, setting), setting.scale());
    let shift = Vec2::new(room.x0 - ValueMatrix::SIDE * by, top);
    let values = Scene::of_values(&matrix).placed(sheet.frame.size, by, shift);
    let mut page = Scene::clone(&sheet.painted(&head, setting, foot).scene);
    page.bands.extend(values.bands);
    page
}

/// The matrix in a setting, as high as its room where its cards let it be.
fn fitted(sheet: &Sheet<'_>, map: &Map, room: Size, setting: Setting) -> ValueMatrix {
    let room = room / setting.scale();
    let theme = sheet::theme(&sheet.fitted(), sheet.frame, setting, false);
    let open = ValueMatrix::open(map, sheet.lens).div_ceil(FULL_TRAY);
    let tray = open.min(MOST_IN_TRAY);
    let width = ValueRoom::cell_width(room.width, tray);
    let mut cell = Size::new(width, CELL_EM * theme.style(TextRole::ValueCard).size);
    let made = |cell: Size| {
        let room = ValueRoom {
            theme: theme.clone(),
            cell,
            tray,
            is_titled: false,
        };
        ValueMatrix::within(&room, map, sheet.lens, sheet.fonts)
    };
    let mut matrix = made(cell);
    // Rows that are higher than their cells need give nothing: what is left is shared again.
    for _ in 0..ROUNDS {
        let free = room.height - height(&matrix);
        if free < 1.0 {
            break;
        }
        cell.height += free / 5.0;
        matrix = made(cell);
    }
    matrix
}

/// Of what stands in it, which begins at its top.
fn height(matrix: &ValueMatrix) -> f64 {
    matrix.size.height - ValueMatrix::BELOW
}
