//! What dialogs are drawn with: headings, paragraphs, the row of buttons.

use egui::{Key, RichText, Ui, vec2};

use crate::{
    scene::Scene,
    text::Fonts,
    ui::{
        paint::painter::ScenePainter,
        spoken,
        tokens::{self, Palette},
        view::TemplatePreview,
        widgets::{ButtonKind, Press},
    },
    words::Language,
};

/// What dialogs draw with.
pub(in crate::ui) struct DialogContext<'a> {
    pub language: Language,
    pub fonts: &'a Fonts,
    /// Of the map that is open.
    pub scene: Option<&'a Scene>,
    pub templates: &'a [TemplatePreview],
    pub painter: &'a mut ScenePainter,
}

/// The heading of a dialog, which is what the dialog is called.
pub(in crate::ui) fn heading(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).ink;
    let heading = ui.label(RichText::new(text).font(tokens::bold(18.0)).color(color));
    spoken::modal(ui, &heading);
}

pub(in crate::ui) fn paragraph(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).quiet_ink;
    ui.label(RichText::new(text).font(tokens::medium(13.5)).color(color));
}

/// The row of buttons at the foot: the last one is the one that is meant.
pub(in crate::ui) fn buttons<T: Clone>(
    ui: &mut Ui,
    answers: &[(&str, ButtonKind, bool, T)],
) -> Option<T> {
    ui.add_space(14.0);
    let mut chosen = None;
    const HEIGHT: f32 = 34.0;
    // Of a height of its own, or it would fill what a larger dialog before had taken.
    let row = vec2(ui.available_width(), HEIGHT);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        for (text, kind, enabled, answer) in answers.iter().rev() {
            let press = Press::text(text)
                .kind(*kind)
                .enabled(*enabled)
                .height(HEIGHT);
            if ui.add(press.min_width(84.0)).clicked() {
                chosen = Some(answer.clone());
            }
        }
    });
    chosen
}

/// Enter that is meant for the dialog: not for a button that has the keyboard.
pub(super) fn enter_pressed(ui: &Ui) -> bool {
    let is_elsewhere = ui.memory(|memory| memory.focused()).is_some();
    ui.input(|input| input.key_pressed(Key::Enter))
        && (!is_elsewhere || ui.ctx().text_edit_focused())
}
