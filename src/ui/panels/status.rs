//! The line of help below.

use egui::{Align, Layout, Margin, Panel, RichText, Ui};

use crate::{
    editor::{Action, Editor},
    ui::{
        panels::review::{self, ReviewPanel},
        regions::{self, Region},
        tokens::{self, Palette},
        view::{UiEvent, View},
        widgets::{self},
    },
};

pub(in crate::ui) fn status_ui(
    ui: &mut Ui,
    view: &View<'_>,
    editor: &Editor,
    review: &ReviewPanel,
    events: &mut Vec<UiEvent>,
) {
    let frame = widgets::bar_frame(ui).inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("status")
        .exact_size(tokens::STATUS)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            regions::mark(ui, Region::Status, view.language);
            let palette = Palette::of(ui);
            let text = |text: String| {
                RichText::new(text)
                    .font(tokens::medium(12.5))
                    .color(palette.quiet_ink)
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(text(editor.summary(view.language)));
                if review::count_ui(ui, review, view.language) {
                    events.push(UiEvent::from(Action::ToggleReview));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let help = match view.message {
                        Some(message) => message.to_owned(),
                        None => editor.help_line(view.language),
                    };
                    ui.add(egui::Label::new(text(help)).truncate());
                });
            });
        });
}
