//! Exporting the map to the forms of other tools.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{News, Program, export::ExportNews, file_dialog::Purpose, foreign::text_form};
use crate::{
    app::{dialogs::FileQuestion, report},
    exchange::{self, Form, Lost},
    file::disk,
    ui,
};

impl Program {
    /// Asks for the file of a form that was chosen.
    pub(super) fn ask_export_text(&mut self, form: Form) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        self.exports.form = form;
        let language = self.services.language;
        let name = report::safe_name(&editor.map().title, language);
        let ending = form.endings()[0];
        let question = FileQuestion {
            title: language.t("Export the map to another tool").to_owned(),
            filters: vec![(ui::form_name(form).to_owned(), vec![ending])],
            folder: self.folder(),
            save_as: Some(format!("{name}.{ending}")),
        };
        self.ask(Purpose::ExportText, question);
    }

    pub(super) fn export_text_to(&mut self, path: PathBuf) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let form = text_form(&path).unwrap_or(self.exports.form);
        let map = editor.committed().clone();
        let exported = |path, result| News::Export(ExportNews::TextExported(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || exported(failed, Err(report::internal())),
            move |_| {
                let given = exchange::write(form, &map, false);
                let result = given.map_or_else(
                    || Err(report::internal()),
                    |given| disk::write(&path, &given.bytes).map(|()| given.lost),
                );
                exported(path, result)
            },
        );
    }

    pub(super) fn text_exported(&mut self, path: &Path, result: io::Result<Vec<Lost>>) {
        let language = self.services.language;
        match result {
            Ok(lost) => {
                self.tell_with("Exported {name}", &[("name", &report::file_name(path))]);
                if !lost.is_empty() {
                    self.dialogs
                        .show_error(report::not_held(path, &lost, language));
                }
            }
            Err(error) => {
                let report = self.not_written(path, &error);
                self.dialogs.show_error(report);
            }
        }
    }
}
