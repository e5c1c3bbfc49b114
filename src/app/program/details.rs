//! What somebody needs who reports a problem: on the clipboard, and what an earlier run has left.

use std::path::PathBuf;

use super::{News, Program};
use crate::{
    app::{
        clipboard::ClipboardContent,
        crash,
        facts::{self, WindowFacts},
    },
    ui::{Dialog, ErrorReport, tokens},
};

/// A report that an earlier run has left: where it lies, and what it says.
pub(super) struct CrashNews(PathBuf, String);

impl Program {
    /// Puts what a report needs on the clipboard.
    pub(super) fn copy_details(&mut self, context: &egui::Context) {
        let map = self.workspace.editor().map(|editor| editor.committed());
        let mut window = WindowFacts {
            language: self.services.language.code(),
            text_size: tokens::text_size(context).name(),
            size: context.content_rect().size().into(),
            screen: context.input(|input| input.viewport().monitor_size.map(Into::into)),
            pixels_per_point: context.pixels_per_point(),
            counts: map.map(|map| [map.stages.len(), map.lanes.len(), map.cards().count()]),
            reports: 0,
        };
        let reports = self
            .services
            .folders
            .as_ref()
            .map(|all| all.reports.clone());
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                window.reports = reports.map_or(0, |folder| crash::count(&folder));
                News::Details(facts::all(&window))
            },
        );
    }

    pub(super) fn details_found(&mut self, text: String) {
        let content = ClipboardContent {
            text,
            ..ClipboardContent::default()
        };
        self.copy(content, false);
    }

    /// Looks whether an earlier run has failed.
    pub(super) fn look_for_crash(&self) {
        let Some(folders) = self.services.folders.clone() else {
            return;
        };
        self.services.tasks.run(
            || News::Nothing,
            move |_| match crash::untold(&folders.reports) {
                Some((path, text)) => News::Crash(CrashNews(path, text)),
                None => News::Nothing,
            },
        );
    }

    /// Says where the report lies; unsaved work is offered after that.
    pub(super) fn tell_crash(&mut self, CrashNews(path, text): CrashNews) {
        let language = self.services.language;
        let report = ErrorReport {
            what: language.t("Jejak ran into a problem last time").to_owned(),
            place: path.display().to_string(),
            remedy: language
                .t("A report was saved at the location shown. It contains nothing from your maps. Attach it when you report the problem. If there was unsaved work, you can recover it next.")
                .to_owned(),
            details: text,
        };
        match self.dialogs.open.take() {
            Some(below) => self.dialogs.show_over(below, Dialog::Error(report)),
            None => self.dialogs.show_error(report),
        }
    }
}
