//! What becomes of files that are dropped on the window.

use std::path::PathBuf;

use super::{
    Next, Program, picture,
    table::{Wish, is_table},
};
use crate::{app::report, exchange::Form, survey::TableFile, ui::Dialog};

impl Program {
    /// A picture that carries a map is opened as that map, any other goes to the map that is open.
    /// A table goes there, too, where it looks like answers of a survey, else it becomes a map.
    /// Anything else is opened.
    pub(super) fn dropped(
        &mut self,
        paths: Vec<PathBuf>,
        context: &egui::Context,
        frame: &eframe::Frame,
    ) {
        let has_map = self.editor.is_some();
        let (pictures, others): (Vec<_>, Vec<_>) = paths
            .into_iter()
            .partition(|path| has_map && picture::is_picture(path));
        if !pictures.is_empty() {
            self.look_into_pictures(pictures);
        }
        let Some(path) = others.into_iter().next() else {
            return;
        };
        let is_one = Form::of(&path).is_some_and(is_table);
        match TableFile::of(&path) {
            Some(TableFile::Workbook) if !is_one => {
                let report = report::not_dropped(&path, self.language);
                self.dialog = Some(Dialog::Error(report));
            }
            Some(_) if has_map => {
                self.settle(context, frame);
                self.look_into_table(path, Wish::ByContent);
            }
            // Its name does not say that it is a table.
            Some(_) if !is_one => self.take_table(path, Form::Csv),
            _ => self.request(Next::Open(path), context, frame),
        }
    }
}
