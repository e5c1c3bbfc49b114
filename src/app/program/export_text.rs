//! Exporting the map to the formats of other tools.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{News, Program, export::ExportNews, file_dialog::Purpose, foreign::text_format};
use crate::{
    app::{dialogs::FileQuestion, report},
    exchange::{self, Lost, MapFormat},
    file::disk,
    ui,
};

impl Program {
    /// Asks for the file of a format that was chosen.
    pub(super) fn ask_export_text(&mut self, format: MapFormat) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let name = self.export_name(editor);
        self.exports.text_format = format;
        let language = self.services.language;
        let ending = format.endings()[0];
        let question = FileQuestion {
            title: language.t("Export the map to another tool").to_owned(),
            filters: vec![(ui::format_name(format).to_owned(), vec![ending])],
            folder: self.export_folder(),
            save_as: Some(format!("{name}.{ending}")),
            names_folder: false,
        };
        self.ask(Purpose::ExportText, question);
    }

    pub(super) fn export_text_to(&mut self, path: PathBuf) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let format = text_format(&path).unwrap_or(self.exports.text_format);
        let map = editor.committed().clone();
        let exported = |path, result| News::Export(ExportNews::TextExported(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || exported(failed, Err(report::internal())),
            move |_| {
                let given = exchange::write(format, &map, false);
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
                self.tell_exported(path);
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
