//! What is chosen of slides in the dialog of an export.

use egui::{Ui, vec2};

use crate::{
    export::{SlideFonts, SlideOptions, Turn},
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// How slides follow each other, what they are set in, and whether charts stand behind them.
pub(super) fn slides_ui(ui: &mut Ui, language: Language, slides: &mut SlideOptions) {
    widgets::caption(ui, language.t("Slide transition"));
    let turns = [
        (Turn::Morph, language.t("Morph")),
        (Turn::Fade, language.t("Fade")),
        (Turn::Cut, language.t("None")),
    ];
    let caption = language.t("Slide transition");
    if let Some(turn) = widgets::segments(ui, caption, &turns, slides.turn) {
        slides.turn = turn;
    }
    // A template has its own.
    if slides.template_file.is_none() {
        widgets::caption(ui, language.t("Fonts"));
        let fonts = [
            (SlideFonts::Own, language.t("The map’s fonts")),
            (SlideFonts::Office, language.t("Standard office fonts")),
        ];
        if let Some(fonts) = widgets::segments(ui, language.t("Fonts"), &fonts, slides.fonts) {
            slides.fonts = fonts;
        }
    }
    widgets::caption(ui, language.t("Charts of curves and metrics"));
    let choices = [
        (false, language.t("After the stops")),
        (true, language.t("None")),
    ];
    let caption = language.t("Charts of curves and metrics");
    if let Some(without) = widgets::segments(ui, caption, &choices, slides.without_charts) {
        slides.without_charts = without;
    }
}

/// What was clicked in the row of a template.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TemplateClicked {
    pub chooses: bool,
    pub removes: bool,
}

/// The template whose master slides have, and the ways to another one or to none.
pub(super) fn template_ui(
    ui: &mut Ui,
    language: Language,
    slides: &SlideOptions,
) -> TemplateClicked {
    let mut clicked = TemplateClicked::default();
    let caption = language.t("Template");
    widgets::caption(ui, caption);
    let file = slides.template_file.as_deref();
    let name = file.map(|file| {
        let name = file.file_name().unwrap_or(file.as_os_str());
        name.to_string_lossy().into_owned()
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let choose = language.t("Choose…");
        let press = Press {
            label: &format!("{caption}: {choose}"),
            ..Press::text(choose)
        };
        clicked.chooses = ui.add(press.kind(ButtonKind::Outlined)).clicked();
        if name.is_some() {
            let label = format!("{caption}: {}", language.t("Remove"));
            let press = Press::icon("close", &label).kind(ButtonKind::Bare);
            clicked.removes = ui.add(press.height(26.0)).clicked();
        }
        let name = name.as_deref().unwrap_or_else(|| language.t("None"));
        let ink = Palette::of(ui).ink;
        widgets::line(ui, name, tokens::medium(13.0), ink);
    });
    clicked
}
