//! Something that went wrong, told with what can be done about it.

use egui::{RichText, ScrollArea, Ui};

use super::{
    answer::Answer,
    parts::{buttons, enter_pressed, heading, paragraph},
};
use crate::{
    ui::{
        hold::pass_over,
        tokens::{self, Palette},
        view::Decision,
        widgets::ButtonKind,
    },
    words::Language,
};

/// Something that went wrong, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ErrorReport {
    /// What happened.
    pub what: String,
    /// The file, and line and column where there are any.
    pub place: String,
    /// What the person can do.
    pub remedy: String,
    /// For those who want to know more.
    pub details: String,
}

/// What happened, where, and what can be done about it.
fn report_ui(ui: &mut Ui, language: Language, report: &ErrorReport) {
    heading(ui, &report.what);
    if !report.place.is_empty() {
        let color = Palette::of(ui).ink;
        ui.label(
            RichText::new(&report.place)
                .font(tokens::semibold(13.0))
                .color(color),
        );
    }
    if !report.remedy.is_empty() {
        paragraph(ui, &report.remedy);
    }
    if !report.details.is_empty() {
        ui.add_space(6.0);
        let details = ui.collapsing(language.t("Details"), |ui| {
            ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
                let color = Palette::of(ui).quiet_ink;
                ui.add(
                    egui::Label::new(RichText::new(&report.details).color(color))
                        .selectable(true)
                        .wrap(),
                );
            });
        });
        pass_over(ui, &details.header_response);
    }
}

pub(super) fn refused_ui(ui: &mut Ui, language: Language, report: &ErrorReport) -> Option<Answer> {
    report_ui(ui, language, report);
    let decide = |decision| Answer::DecideOnFile(decision);
    let (keep, compare) = (decide(Decision::KeepMine), decide(Decision::Compare));
    let choices = [
        (language.t("Close"), ButtonKind::Plain, true, Answer::Cancel),
        (language.t("Keep mine"), ButtonKind::Plain, true, keep),
        (language.t("Compare…"), ButtonKind::Primary, true, compare),
    ];
    buttons(ui, &choices)
}

pub(super) fn error_ui(
    ui: &mut Ui,
    language: Language,
    report: &ErrorReport,
    spare: Option<&str>,
) -> Option<Answer> {
    report_ui(ui, language, report);
    let Some(when) = spare else {
        let close = (
            language.t("Close"),
            ButtonKind::Primary,
            true,
            Answer::Cancel,
        );
        let clicked = buttons(ui, &[close]);
        return clicked.or(enter_pressed(ui).then_some(Answer::Cancel));
    };
    ui.add_space(4.0);
    let text =
        "A version that was saved before is kept: {when}. The file stays as it is until you save.";
    paragraph(ui, &language.fill(text, &[("when", when)]));
    let close = (language.t("Close"), ButtonKind::Plain, true, Answer::Cancel);
    let open = language.t("Open that version");
    buttons(
        ui,
        &[close, (open, ButtonKind::Primary, true, Answer::OpenSpare)],
    )
}
