//! What the program is.

use egui::{Ui, vec2};

use super::{
    answer::Answer,
    parts::{buttons, heading, paragraph},
};
use crate::{
    ui::{mark::paint_mark, tokens::Palette, widgets::ButtonKind},
    words::Language,
};

pub(super) fn about_ui(ui: &mut Ui, language: Language) -> Option<Answer> {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), egui::Sense::hover());
        paint_mark(ui.painter(), rect, Palette::of(ui));
        ui.vertical(|ui| {
            heading(ui, "Jejak");
            paragraph(
                ui,
                &language.fill(
                    "Version {version}",
                    &[("version", env!("CARGO_PKG_VERSION"))],
                ),
            );
        });
    });
    ui.add_space(4.0);
    paragraph(
        ui,
        language.t(
            "An editor for customer-journey maps. It works on your own files and never goes online.",
        ),
    );
    paragraph(
        ui,
        language.t(
            "Free under the MIT or Apache 2.0 licence, whichever you prefer. Font: Plus Jakarta Sans; emoji: Twemoji (both SIL Open Font Licence).",
        ),
    );
    buttons(
        ui,
        &[(
            language.t("Close"),
            ButtonKind::Primary,
            true,
            Answer::Cancel,
        )],
    )
}
