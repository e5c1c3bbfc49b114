//! What was exported, where it lies, and the way there: over the lower edge of the sheet until the
//! person goes on.

use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Stroke, Ui, vec2};

use crate::{
    ui::{
        tokens::{self, Palette},
        view::{UiEvent, WrittenFile},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of the text at most.
const WIDEST: f32 = 440.0;

pub(in crate::ui) fn written_ui(
    ui: &Ui,
    canvas: Rect,
    file: &WrittenFile,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let palette = Palette::of(ui);
    let frame = Frame::new()
        .fill(palette.chrome)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(tokens::RADIUS + 2)
        .inner_margin(Margin::symmetric(14, 10))
        .shadow(ui.visuals().popup_shadow);
    let area = Area::new(Id::unique("what was written"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(canvas.center_bottom() - vec2(0.0, 14.0))
        .fade_in(false);
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let (icon, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
                widgets::paint_icon(ui.painter(), "check", icon, palette.accent_ink);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.set_max_width(WIDEST.min(canvas.width() - 240.0).max(120.0));
                    let told = language.fill("Exported {name}", &[("name", &file.name)]);
                    widgets::line(ui, &told, tokens::semibold(13.0), palette.ink);
                    widgets::line(ui, &file.folder, tokens::medium(12.0), palette.quiet_ink)
                        .on_hover_text(&file.folder);
                });
                let show = Press::text(language.t("Show in folder")).height(30.0);
                if file.can_be_shown && ui.add(show).clicked() {
                    events.push(UiEvent::ShowInFolder);
                }
                let close = Press::icon("close", language.t("Close")).kind(ButtonKind::Bare);
                if ui.add(close.height(30.0)).clicked() {
                    events.push(UiEvent::WrittenHeard);
                }
            });
        });
    });
}
