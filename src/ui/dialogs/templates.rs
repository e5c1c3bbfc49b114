//! The gallery of templates, and the question before one is removed.

use egui::{ScrollArea, Ui};

use super::{
    answer::Answer,
    parts::{DialogContext, buttons, heading, paragraph},
};
use crate::{
    ui::{
        gallery::{self, GalleryAnswer},
        widgets::ButtonKind,
    },
    words::Language,
};

pub(super) fn templates_ui(ui: &mut Ui, context: &mut DialogContext<'_>) -> Option<Answer> {
    let language = context.language;
    heading(ui, language.t("New map from a template"));
    ui.add_space(8.0);
    let height = ui.ctx().content_rect().height() - 220.0;
    let area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .min_scrolled_height(height)
        .max_height(height);
    let choice = area.show(ui, |ui| {
        let templates = context.templates;
        gallery::gallery_ui(ui, templates, language, context.fonts, context.painter)
    });
    let clicked = buttons(
        ui,
        &[(
            language.t("Cancel"),
            ButtonKind::Plain,
            true,
            Answer::Cancel,
        )],
    );
    let choice = choice.inner.map(|choice| match choice {
        GalleryAnswer::Use(index) => Answer::UseTemplate(index),
        GalleryAnswer::Remove(index) => Answer::RemoveTemplate(index),
    });
    clicked.or(choice)
}

pub(super) fn remove_template_ui(ui: &mut Ui, language: Language, name: &str) -> Option<Answer> {
    heading(
        ui,
        &language.fill("Remove the template “{name}”?", &[("name", name)]),
    );
    paragraph(ui, language.t("Maps made from it are not affected."));
    buttons(
        ui,
        &[
            (
                language.t("Cancel"),
                ButtonKind::Plain,
                true,
                Answer::Cancel,
            ),
            (
                language.t("Remove"),
                ButtonKind::Primary,
                true,
                Answer::Remove,
            ),
        ],
    )
}
