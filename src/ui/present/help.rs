//! All keys of a talk, over the stop.

use egui::{CornerRadius, Frame, Margin, Rect, RichText, Role, ScrollArea, Stroke, Ui, vec2};

use crate::{
    editor::present::keys_of_talk,
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets,
    },
    words::Language,
};

/// Of the sheet, and of one of its columns.
const WIDTH: f32 = 860.0;
const COLUMN_GAP: f32 = 40.0;
const ROW: f32 = 27.0;

/// The sheet in the middle of the room.
pub(super) fn help_ui(ui: &mut Ui, room: Rect, language: Language) {
    let palette = Palette::of(ui);
    ui.painter().rect_filled(room, 0.0, palette.veil);
    let keys = keys_of_talk(ui.ctx().os().is_mac(), language);
    let count = if room.width() < WIDTH { 1 } else { 2 };
    let per_column = keys.len().div_ceil(count);
    let wanted = vec2(WIDTH, per_column as f32 * ROW + 100.0);
    let size = wanted.min(room.size() - vec2(32.0, 32.0));
    let sheet = Rect::from_center_size(room.center(), size);
    let frame = Frame::new()
        .fill(palette.chrome)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(CornerRadius::same(14))
        .inner_margin(Margin::same(24))
        .shadow(ui.visuals().window_shadow);
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(sheet));
    frame.show(&mut ui, |ui| {
        spoken::part(ui, Role::Group, language.t("Keys for presenting"));
        ui.set_min_size(ui.available_size());
        let title = RichText::new(language.t("Keys for presenting"));
        ui.label(title.font(tokens::bold(16.0)).color(palette.ink));
        ui.add_space(6.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(COLUMN_GAP, 0.0);
            ui.columns(count, |columns| {
                for (rows, ui) in keys.chunks(per_column).zip(columns) {
                    for (name, keys) in rows {
                        widgets::keys_row(ui, name, keys, ROW);
                    }
                }
            });
        });
    });
}
