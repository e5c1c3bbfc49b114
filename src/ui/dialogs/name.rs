//! The field for the name of a template.

use egui::{RichText, TextEdit, Ui, vec2};

use super::{
    answer::Answer,
    parts::{buttons, enter_pressed, heading, paragraph},
};
use crate::{
    ui::{tokens::Palette, widgets::ButtonKind},
    words::Language,
};

/// The field for a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NameDialog {
    pub name: String,
    /// Why the name as it stands will not do.
    pub complaint: Option<String>,
}

impl NameDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, language.t("Save as a template"));
        paragraph(
            ui,
            language.t("A copy of the map as it is now, offered whenever you start a new map."),
        );
        ui.add_space(4.0);
        let field = ui.add(
            TextEdit::singleline(&mut self.name)
                .id(ui.make_persistent_id("template name"))
                .desired_width(f32::INFINITY)
                .char_limit(80)
                .margin(vec2(10.0, 8.0)),
        );
        field.widget_info(|| {
            let label = language.t("Name of the template");
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
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
        let name = self.name.trim();
        let ready = !name.is_empty();
        let answer = Answer::Name(name.to_owned());
        let clicked = buttons(
            ui,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (
                    language.t("Save"),
                    ButtonKind::Primary,
                    ready,
                    answer.clone(),
                ),
            ],
        );
        clicked.or((ready && enter_pressed(ui)).then_some(answer))
    }
}
