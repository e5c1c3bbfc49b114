//! Asking for a path: by the system's dialog, or by a field of our own where it has none.

use std::path::{Path, PathBuf};

use super::{MAP_ENDINGS, News, Program, Purpose, exchange, table::Wish};
use crate::{
    app::{
        dialogs::{self, Answer, Question},
        report,
    },
    ui::{Dialog, PathDialog},
};

impl Program {
    pub(super) fn ask(&mut self, purpose: Purpose, question: Question, frame: &eframe::Frame) {
        if self.asking.is_some() {
            let waiting = self.language.t("A file dialog is open already.");
            self.message = Some(waiting.to_owned());
            return;
        }
        self.asking = Some(purpose);
        self.question += 1;
        let number = self.question;
        let wait = (self.ask)(question, frame);
        self.tasks.run(
            move || News::Answered(number, Answer::NoDialog),
            move |_| News::Answered(number, wait()),
        );
    }

    pub(super) fn hear_answer(&mut self, answer: Answer) {
        let Some(purpose) = self.asking.take() else {
            return;
        };
        match answer {
            Answer::Path(path) => self.use_path(purpose, path),
            Answer::Cancelled => self.next = None,
            Answer::NoDialog => {
                self.asking = Some(purpose);
                self.dialog = Some(Dialog::Path(self.path_dialog(purpose)));
            }
        }
    }

    fn use_path(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Open => self.open(path),
            Purpose::Picture => self.read_picture(path),
            Purpose::Survey => self.look_into_table(path, Wish::Answers),
            Purpose::Compare => self.compare_with_path(path),
            Purpose::Save | Purpose::Export | Purpose::ExportText => {
                let full = self.with_ending(purpose, &path);
                if full != path && full.exists() {
                    // The system asked about another name than the one that is to be written.
                    let mut dialog = self.path_dialog(purpose);
                    dialog.path = full.to_string_lossy().into_owned();
                    dialog.complaint = Some(self.replace_warning());
                    self.asking = Some(purpose);
                    self.dialog = Some(Dialog::Path(dialog));
                } else if purpose == Purpose::Save {
                    self.save_to(full);
                } else if purpose == Purpose::ExportText {
                    self.export_text_to(full);
                } else {
                    self.export_to(full);
                }
            }
        }
    }

    /// A path was typed into the built-in field.
    pub(super) fn path_typed(&mut self, typed: &Path, mut dialog: PathDialog) {
        let Some(purpose) = self.asking.take() else {
            return;
        };
        let path = dialogs::from_typed(typed);
        if matches!(
            purpose,
            Purpose::Open | Purpose::Picture | Purpose::Survey | Purpose::Compare
        ) {
            return self.use_path(purpose, path);
        }
        let full = self.with_ending(purpose, &path);
        let warning = self.replace_warning();
        if full.exists() && dialog.complaint.as_ref() != Some(&warning) {
            dialog.complaint = Some(warning);
            dialog.path = full.to_string_lossy().into_owned();
            self.asking = Some(purpose);
            self.dialog = Some(Dialog::Path(dialog));
        } else {
            self.use_path(purpose, full);
        }
    }

    fn replace_warning(&self) -> String {
        self.language
            .t("A file of this name is there already. Press the button once more to replace it.")
            .to_owned()
    }

    fn path_dialog(&self, purpose: Purpose) -> PathDialog {
        let t = |english| self.language.t(english).to_owned();
        let (title, action) = match purpose {
            Purpose::Open => (t("Open a map"), t("Open")),
            Purpose::Picture => (t("Choose a picture"), t("Choose")),
            Purpose::Survey => (t("Choose a table of answers"), t("Choose")),
            Purpose::Compare => (t("Choose a map to compare with"), t("Compare")),
            Purpose::Save => (t("Save the map as"), t("Save")),
            Purpose::Export => (t("Export the map as"), t("Export")),
            Purpose::ExportText => (t("Export the map to another tool"), t("Export")),
        };
        let path = match (purpose, &self.path, &self.editor) {
            (Purpose::Save, Some(path), _) => path.clone(),
            (Purpose::Export, Some(path), _) => {
                path.with_extension(self.export_options.format.extension())
            }
            (Purpose::ExportText, Some(path), _) => {
                path.with_extension(self.text_form.endings()[0])
            }
            (Purpose::Save | Purpose::Export | Purpose::ExportText, None, Some(editor)) => {
                let name = report::safe_name(&editor.map().title, self.language);
                let ending = match purpose {
                    Purpose::Export => self.export_options.format.extension(),
                    Purpose::ExportText => self.text_form.endings()[0],
                    _ => MAP_ENDINGS[0],
                };
                let folder = self.folder().unwrap_or_default();
                folder.join(format!("{name}.{ending}"))
            }
            // The separator at the end: the name is typed after it.
            _ => self.folder().unwrap_or_default().join(""),
        };
        PathDialog {
            title,
            action,
            path: path.to_string_lossy().into_owned(),
            complaint: None,
        }
    }

    fn with_ending(&self, purpose: Purpose, path: &Path) -> PathBuf {
        match purpose {
            Purpose::Export => {
                dialogs::with_extension(path, &[self.export_options.format.extension()])
            }
            Purpose::ExportText => exchange::with_text_ending(path, self.text_form),
            _ => dialogs::with_extension(path, &MAP_ENDINGS),
        }
    }

    pub(super) fn map_filter(&self) -> (String, Vec<&'static str>) {
        let name = self.language.t("Customer-journey maps").to_owned();
        (name, MAP_ENDINGS.to_vec())
    }

    /// For whatever opens as a map; all of it first.
    pub(super) fn open_filters(&self) -> Vec<(String, Vec<&'static str>)> {
        let (own, foreign) = (self.map_filter(), self.foreign_filter());
        let name = self.language.t("All that opens as a map").to_owned();
        let all = own.1.iter().chain(&foreign.1).copied().collect();
        vec![(name, all), own, foreign]
    }

    /// What else opens as a map.
    fn foreign_filter(&self) -> (String, Vec<&'static str>) {
        let name = self
            .language
            .t("Maps of other tools, pictures with a map")
            .to_owned();
        (
            name,
            vec![
                "mmd", "mermaid", "md", "json", "ojf", "png", "svg", "csv", "tsv", "xlsx",
            ],
        )
    }

    /// Where to begin looking for files: beside the open map, else beside the latest one.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let file = self.path.as_ref().or(self.settings.recent.first());
        let beside = file.and_then(|path| Some(path.parent()?.to_owned()));
        beside.or_else(dirs::document_dir).or_else(dirs::home_dir)
    }
}
