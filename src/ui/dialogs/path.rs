//! The built-in field for a path, where the system has no file dialog.

use std::path::PathBuf;

use egui::{RichText, TextEdit, Ui, vec2};

use super::{
    answer::Answer,
    parts::{buttons, enter_pressed, heading, paragraph},
};
use crate::{
    ui::{tokens::Palette, widgets::ButtonKind},
    words::Language,
};

/// The built-in field for a path, where the system has no file dialog.
#[derive(Debug, Clone, Default)]
pub struct PathDialog {
    pub title: String,
    /// The word on the button: "Open", "Save".
    pub action: String,
    pub path: String,
    /// Why the path as it stands will not do.
    pub complaint: Option<String>,
}

impl PathDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, &self.title);
        paragraph(
            ui,
            language.t("This system has no file dialog. Enter the full path of the file."),
        );
        ui.add_space(4.0);
        let id = ui.make_persistent_id("path");
        let field = ui.add(
            TextEdit::singleline(&mut self.path)
                .id(id)
                .desired_width(f32::INFINITY)
                .margin(vec2(10.0, 8.0))
                .hint_text(language.t("/home/me/maps/name.journey")),
        );
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, language.t("Path"))
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if field.changed() {
            self.complaint = None;
        }
        if let Some(complaint) = &self.complaint {
            let color = Palette::of(ui).danger;
            ui.label(RichText::new(complaint).color(color));
        }
        let answer = Answer::Path(PathBuf::from(self.path.trim()));
        let ready = !self.path.trim().is_empty();
        let clicked = buttons(
            ui,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (&self.action, ButtonKind::Primary, ready, answer.clone()),
            ],
        );
        clicked.or((ready && enter_pressed(ui)).then_some(answer))
    }
}
