//! What becomes of files that are dropped on the window.

use std::path::PathBuf;

use super::{Next, Program, picture};
use crate::{app::report, exchange::Form, survey::TableFile, ui::Dialog};

impl Program {
    /// A picture that carries a map is opened as that map. Other pictures and a table of answers go
    /// to the map that is open; anything else is opened as one, a workbook always.
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
        let form = Form::of(&path);
        let is_map = form == Some(Form::Workbook) || form.is_some() && !has_map;
        match TableFile::of(&path).filter(|_| !is_map) {
            None => self.request(Next::Open(path), context, frame),
            Some(TableFile::Text) if has_map => self.read_survey(path),
            Some(kind) => {
                let report = report::not_dropped(&path, kind, self.language);
                self.dialog = Some(Dialog::Error(report));
            }
        }
    }
}
