//! Exporting, with progress and a way out.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{ExportFailure, News, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    export::{self, About, ExportError, Options},
    file::disk,
    layout::{Layout, ValueMatrix},
    scene::Scene,
    ui::{Dialog, ExportDialog},
};

impl Program {
    /// Of the map, or of what is exported instead.
    pub(super) fn choose_export(&mut self, instead: Option<(Arc<Scene>, String)>) {
        let mut dialog = ExportDialog::new(self.export_options.clone());
        dialog.instead.clone_from(&instead);
        self.export_instead = instead;
        dialog.without_empty = self.scene_without_empty();
        self.dialog = Some(Dialog::Export(dialog));
    }

    /// Of the map that is exported; `None` where nothing in it is empty.
    fn scene_without_empty(&self) -> Option<Arc<Scene>> {
        let editor = self.editor.as_ref()?;
        let lens = editor.lens();
        let map = lens.without_empty(editor.committed());
        let map = map.filter(|_| self.export_instead.is_none())?;
        let layout = Layout::through(lens, &map, &self.fonts, None);
        Some(Arc::new(Scene::new(&layout, None)))
    }

    /// Of the matrix of value against effort, seen through the lens of the map.
    pub(super) fn choose_export_of_values(&mut self) {
        let Some(editor) = &self.editor else { return };
        let (map, lens) = (editor.committed(), editor.lens());
        let scene = Scene::of_values(&ValueMatrix::new(map, lens, &self.fonts));
        let name = self.language.t("Value and effort").to_owned();
        self.choose_export(Some((Arc::new(scene), name)));
    }

    pub(super) fn ask_export(&mut self, frame: &eframe::Frame) {
        let Some(editor) = &self.editor else { return };
        let ending = self.export_options.format.extension();
        let own = match &self.path {
            Some(path) => path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            None => report::safe_name(&editor.map().title, self.language),
        };
        let name = match &self.export_instead {
            Some((_, name)) => format!("{own} - {name}.{ending}"),
            None => format!("{own}.{ending}"),
        };
        let question = Question {
            title: self.language.t("Export the map as").to_owned(),
            filters: vec![(ending.to_uppercase(), vec![ending])],
            folder: self.folder(),
            save_as: Some(name),
        };
        self.ask(Purpose::Export, question, frame);
    }

    pub(super) fn export_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        self.cancel = Arc::default();
        let mut dialog = ExportDialog::new(self.export_options.clone());
        dialog.progress = Some(0.0);
        dialog.instead.clone_from(&self.export_instead);
        dialog.without_empty = self.scene_without_empty();
        let tidy = dialog.without_empty.clone();
        self.dialog = Some(Dialog::Export(dialog));

        let map = editor.committed();
        // A picture of something else, or with others left out, is not the whole map to open.
        let is_whole = self.export_instead.is_none() && !editor.lens().hides_others;
        let options = Options {
            about: About {
                map: is_whole.then(|| Arc::clone(map)),
                ..About::of(map)
            },
            ..self.export_options.clone()
        };
        let scene = match &self.export_instead {
            Some((scene, _)) => scene.clone(),
            None => tidy
                .filter(|_| options.without_empty)
                .unwrap_or_else(|| editor.scene().clone()),
        };
        let fonts = self.fonts.clone();
        let cancel = self.cancel.clone();
        let failed = path.clone();
        self.tasks.write(
            move || {
                let failure = ExportFailure::Write(report::internal());
                News::Exported(failed, Err(failure))
            },
            move |teller| {
                let told = std::cell::Cell::new(0.0_f32);
                let progress = |share: f32| {
                    if share - told.get() >= 0.01 {
                        told.set(share);
                        teller.tell(News::Progress(share));
                    }
                };
                let result = export::export(&scene, &fonts, &options, &progress, &cancel)
                    .map_err(ExportFailure::Make)
                    .and_then(|bytes| disk::write(&path, &bytes).map_err(ExportFailure::Write));
                News::Exported(path, result)
            },
        );
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<(), ExportFailure>) {
        if matches!(&self.dialog, Some(Dialog::Export(dialog)) if dialog.progress.is_some()) {
            self.dialog = None;
        }
        let language = self.language;
        match result {
            Ok(()) => {
                let name = report::file_name(path);
                self.message = Some(language.fill("Exported {name}", &[("name", &name)]));
            }
            Err(ExportFailure::Make(ExportError::Cancelled)) => {
                self.message = Some(ExportError::Cancelled.describe(language));
            }
            Err(ExportFailure::Make(error)) => {
                let told = report::not_exported(path, &error.describe(language), language);
                self.dialog = Some(Dialog::Error(told));
            }
            Err(ExportFailure::Write(error)) => {
                let told = report::not_written(path, &error, language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }
}
