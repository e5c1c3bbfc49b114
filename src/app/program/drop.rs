//! What becomes of files that are dropped on the window.

use std::path::PathBuf;

use super::{PendingAction, Program, foreign::is_table, picture, table::TablePurpose};
use crate::{app::report, exchange::MapFormat, survey::TableFile};

impl Program {
    /// A picture that carries a map is opened as that map, any other goes to the map that is open.
    /// A table goes there, too, where it looks like answers of a survey, else it becomes a map.
    /// Anything else is opened.
    pub(super) fn dropped(&mut self, paths: Vec<PathBuf>, context: &egui::Context) {
        let has_map = self.workspace.editor().is_some();
        let (pictures, others): (Vec<_>, Vec<_>) = paths
            .into_iter()
            .partition(|path| has_map && picture::is_picture(path));
        if !pictures.is_empty() {
            self.search_pictures(pictures);
        }
        let Some(path) = others.into_iter().next() else {
            return;
        };
        let is_one = MapFormat::of(&path).is_some_and(is_table);
        match TableFile::of(&path) {
            Some(TableFile::Workbook) if !is_one => {
                let report = report::not_dropped(&path, self.services.language);
                self.dialogs.show_error(report);
            }
            Some(_) if has_map => {
                self.settle(context);
                self.read_dropped_table(path, TablePurpose::ByContent);
            }
            // Its name does not say that it is a table.
            Some(_) if !is_one => self.import_table(path, MapFormat::Csv),
            _ => self.request(PendingAction::Open(path), context),
        }
    }
}
