//! A merge that waits, before it is left or one version alone takes the place of what was merged.

use egui::{RichText, ScrollArea, Ui};

use super::{
    answer::Answer,
    parts::{buttons, enter_pressed, heading, paragraph},
    recovery::Differences,
};
use crate::{
    ui::{
        tokens::{self, Palette},
        view::Decision,
        widgets::ButtonKind,
    },
    words::Language,
};

/// What is to become of a merge that waits.
#[derive(Debug)]
pub struct MergeDialog {
    /// Something waits that would leave it; else one version alone would be saved.
    pub is_leaving: bool,
    /// What was merged stays in the history.
    pub is_kept: bool,
    /// `None` as long as it is looked for.
    pub loss: Option<MergeLoss>,
}

/// What the file would lose.
#[derive(Debug, Default)]
pub struct MergeLoss {
    /// From the open version to what was merged before.
    pub lost: Differences,
    /// Where mine would count without a choice.
    pub conflicts: Vec<String>,
}

impl MergeDialog {
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, language: Language) -> Option<Answer> {
        let choose = Answer::DecideOnFile(Decision::Compare);
        let cancel = (
            language.t("Cancel"),
            ButtonKind::Plain,
            true,
            Answer::Cancel,
        );
        let primary = (
            language.t("Choose…"),
            ButtonKind::Primary,
            true,
            choose.clone(),
        );
        let other = if self.is_leaving {
            heading(ui, language.t("Leave the merge unfinished?"));
            paragraph(
                ui,
                language.t("Nothing is written: the file stays as it is, and the merge is still unfinished. What you changed here meanwhile is lost."),
            );
            (
                language.t("Leave"),
                ButtonKind::Plain,
                true,
                Answer::Discard,
            )
        } else {
            heading(ui, language.t("Save only your version?"));
            self.loss_ui(ui, language);
            if self.is_kept {
                paragraph(ui, language.t("The merged version stays in the history."));
            }
            // Nobody gives up what was not told.
            let is_told = self.loss.is_some();
            let name = language.t("Save only mine");
            (name, ButtonKind::Plain, is_told, Answer::Save)
        };
        let clicked = buttons(ui, &[cancel, other, primary]);
        clicked.or(enter_pressed(ui).then_some(choose))
    }

    fn loss_ui(&self, ui: &mut Ui, language: Language) {
        let Some(loss) = &self.loss else {
            return paragraph(ui, language.t("Comparing…"));
        };
        ScrollArea::vertical()
            .max_height(260.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let more = match loss.lost.more {
                    0 => None,
                    more => Some(language.count(more, "{n} more", "{n} more", &[])),
                };
                let lost = "The merge is waiting for your choices. The file already has these changes and would lose them:";
                lines_ui(ui, lost, loss.lost.lines.iter().chain(&more));
                let both = language.t("Both of you changed this, and yours would win:");
                lines_ui(ui, both, loss.conflicts.iter());
            });
    }
}

/// A list below what it is of; nothing for an empty one.
fn lines_ui<'a>(ui: &mut Ui, heading: &str, lines: impl Iterator<Item = &'a String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    paragraph(ui, heading);
    let ink = Palette::of(ui).ink;
    for line in lines {
        ui.label(
            RichText::new(format!("– {line}"))
                .font(tokens::medium(13.0))
                .color(ink),
        );
    }
    ui.add_space(6.0);
}
