//! Who has the keyboard: the sheet, or a widget of the window.

use egui::{Context, Id};

/// What the canvas is known as.
pub(super) fn canvas_id() -> Id {
    Id::unique("canvas")
}

/// Whether what is typed is meant for the sheet.
pub(super) fn has_keyboard(ctx: &Context) -> bool {
    let is_covered =
        egui::Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some());
    let focused = ctx.memory(|memory| memory.focused());
    !is_covered && focused.is_none_or(|focused| focused == canvas_id())
}

/// Gives the keyboard to the bars and panels, or takes it back from them.
pub(super) fn hand_over(ctx: &Context) {
    let on_sheet = has_keyboard(ctx);
    ctx.memory_mut(|memory| {
        if on_sheet {
            memory.move_focus(egui::FocusDirection::Next);
        } else {
            memory.request_focus(canvas_id());
        }
    });
}
