//! Saving, and what waits for it.

use std::{io, path::PathBuf, sync::Arc};

use super::{MAP_ENDINGS, News, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    file::{self, disk},
    model::Map,
    ui::Dialog,
};

impl Program {
    pub(super) fn save(&mut self, frame: &eframe::Frame) {
        match self.path.clone() {
            Some(path) => self.save_to(path),
            None => self.ask_save_as(frame),
        }
    }

    pub(super) fn ask_save_as(&mut self, frame: &eframe::Frame) {
        let Some(editor) = &self.editor else { return };
        let name = match &self.path {
            Some(path) => report::file_name(path),
            None => format!(
                "{}.{}",
                report::safe_name(&editor.map().title, self.language),
                MAP_ENDINGS[0]
            ),
        };
        let question = Question {
            title: self.language.t("Save the map as").to_owned(),
            filters: vec![self.map_filter()],
            folder: self.folder(),
            save_as: Some(name),
        };
        self.ask(Purpose::Save, question, frame);
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        if self.saving {
            self.save_next = Some(path);
            return;
        }
        self.saving = true;
        let map = editor.committed().clone();
        let document = self.document;
        let saved = move |path, map, result| News::Saved {
            document,
            path,
            map,
            result,
        };
        let failed = (path.clone(), map.clone());
        self.tasks.write(
            move || saved(failed.0, failed.1, Err(report::internal())),
            move |_| {
                let result = disk::write(&path, &file::save(&map));
                saved(path, map, result)
            },
        );
    }

    pub(super) fn saved(
        &mut self,
        document: u64,
        path: PathBuf,
        map: Arc<Map>,
        result: io::Result<()>,
    ) {
        self.saving = false;
        let is_open = document == self.document;
        match result {
            Ok(()) => {
                self.remember(&path);
                if let Some(editor) = self.editor.as_mut().filter(|_| is_open) {
                    editor.mark_saved(Some(map));
                    editor.set_file_name(Some(report::file_name(&path)));
                    let name = report::file_name(&path);
                    self.message = Some(self.language.fill("Saved {name}", &[("name", &name)]));
                    self.path = Some(path);
                }
            }
            Err(error) => {
                self.next = None;
                let told = report::not_written(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
        if let Some(path) = self.save_next.take().filter(|_| is_open) {
            self.save_to(path);
        }
    }

    /// What waited for a save goes on once all is saved.
    pub(super) fn go_on(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        if !self.saving
            && self.dialog.is_none()
            && self.asking.is_none()
            && let Some(next) = self.next.take()
        {
            self.request(next, context, frame);
        }
    }
}
