//! The marks on what was found.

use egui::{Rect, Stroke, StrokeKind, vec2};

use crate::{
    editor::Editor,
    geom::Camera,
    ui::{screen::rect_on_screen, tokens::Palette},
};

/// Washes over what was found; the current one is framed.
pub(super) fn paint_marks(
    canvas: &egui::Painter,
    view: Rect,
    editor: &Editor,
    camera: &Camera,
    palette: &Palette,
) {
    let find = editor.find();
    if !find.is_open() {
        return;
    }
    let current = find.current();
    for mark in find.marks() {
        let is_current = current == Some(mark.hit);
        let rect = rect_on_screen(view.min, camera.screen_rect(mark.rect));
        // From far away thousands of them would be specks that cost time.
        if !rect.intersects(view) || (rect.height() < 1.5 && !is_current) {
            continue;
        }
        let rect = rect.expand2(vec2(0.5, 1.5));
        let fill = if is_current {
            palette.found_now
        } else {
            palette.found
        };
        let fill = if mark.is_words {
            fill
        } else {
            fill.gamma_multiply(0.5)
        };
        let radius = if mark.is_words { 2.5 } else { 6.0 };
        canvas.rect_filled(rect, radius, fill);
        if is_current {
            let stroke = Stroke::new(1.5, palette.found_edge);
            canvas.rect_stroke(rect, radius, stroke, StrokeKind::Outside);
        }
    }
}
