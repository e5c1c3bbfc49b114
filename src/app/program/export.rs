//! Exporting pictures, with progress and a way out.

use std::{
    cell::Cell,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{News, Program, file_dialog::Purpose};
use crate::{
    app::{
        dialogs::FileQuestion,
        report,
        tickets::{Ticket, Tickets},
    },
    editor::Editor,
    exchange::{Lost, MapFormat},
    export::{self, About, ExportError, Format, Options},
    file::disk,
    layout::{Layout, ValueMatrix},
    scene::Scene,
    ui::{self, Dialog, ExportDialog, ExportSubject, Sheet},
};

/// What is exported, and how.
pub(super) struct Exports {
    /// As they were chosen last.
    pub options: Options,
    /// The format of another tool that was exported to last.
    pub text_format: MapFormat,
    /// Where the last export went.
    pub folder: Option<PathBuf>,
    subject: ExportSubject,
    /// Of the sheets that are laid out for a dialog.
    tickets: Tickets,
    /// Stops the export that is running.
    cancel: Arc<AtomicBool>,
}

impl Exports {
    pub(super) fn new(options: Options) -> Self {
        Self {
            options,
            text_format: ui::FORMATS[0].0,
            folder: None,
            subject: ExportSubject::default(),
            tickets: Tickets::default(),
            cancel: Arc::default(),
        }
    }

    /// Stops the export that is running, if one is.
    pub(super) fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

/// What came of an export, or of making one ready.
pub(super) enum ExportNews {
    /// The sheet that the dialog waits for.
    LaidOut(Ticket, Arc<Scene>),
    /// The share that is done, 0 to 1.
    Progress(f32),
    Exported(PathBuf, Result<(), ExportFailure>),
    TextExported(PathBuf, io::Result<Vec<Lost>>),
}

/// Why a picture was not exported.
pub(super) enum ExportFailure {
    Make(ExportError),
    Write(io::Error),
}

impl Program {
    pub(super) fn hear_export(&mut self, news: ExportNews) {
        match news {
            ExportNews::LaidOut(ticket, scene) => self.laid_out(ticket, scene),
            ExportNews::Progress(share) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open
                    && dialog.progress.is_some()
                {
                    dialog.progress = Some(share);
                }
            }
            ExportNews::Exported(path, result) => self.exported(&path, result),
            ExportNews::TextExported(path, result) => self.text_exported(&path, result),
        }
    }

    /// Shows the dialog for the open map; without a format it is the one of late.
    pub(super) fn choose_export(&mut self, format: Option<Format>) {
        let editor = self.workspace.editor();
        let without_empty =
            editor.and_then(|editor| editor.lens().without_empty(editor.committed()));
        let subject = ExportSubject::Map {
            without_empty: without_empty.map(|_| Sheet::Pending),
        };
        self.choose_export_of(subject, format);
    }

    /// Shows the dialog for the matrix of value against effort, seen through the lens of the map.
    pub(super) fn choose_export_of_values(&mut self) {
        let subject = ExportSubject::Other {
            name: self.services.language.t("Value–effort matrix").to_owned(),
            sheet: Sheet::Pending,
        };
        self.choose_export_of(subject, None);
    }

    fn choose_export_of(&mut self, subject: ExportSubject, format: Option<Format>) {
        let mut options = self.exports.options.clone();
        options.format = format.unwrap_or(options.format);
        let dialog = ExportDialog::new(options, subject.clone());
        self.dialogs.show(Dialog::Export(dialog));
        let is_ready = matches!(
            &subject,
            ExportSubject::Map {
                without_empty: None
            }
        );
        self.exports.subject = subject;
        let ticket = self.exports.tickets.issue();
        let Some(lay_out) = self.subject_layout().filter(|_| !is_ready) else {
            return;
        };
        self.services.tasks.run(
            || News::Nothing,
            move |_| News::Export(ExportNews::LaidOut(ticket, lay_out())),
        );
    }

    /// Lays out what is exported other than what the canvas shows; on a thread of a task.
    fn subject_layout(&self) -> Option<impl FnOnce() -> Arc<Scene> + Send + use<>> {
        let editor = self.workspace.editor()?;
        let (map, lens) = (editor.committed().clone(), editor.lens().clone());
        let fonts = self.services.fonts.clone();
        let is_map = matches!(self.exports.subject, ExportSubject::Map { .. });
        Some(move || {
            Arc::new(if is_map {
                let tidy = lens.without_empty(&map);
                let map = tidy.as_ref().unwrap_or(&map);
                Scene::new(&Layout::through(&lens, map, &fonts, None), None)
            } else {
                Scene::of_values(&ValueMatrix::new(&map, &lens, &fonts))
            })
        })
    }

    fn laid_out(&mut self, ticket: Ticket, scene: Arc<Scene>) {
        if !self.exports.tickets.accepts(ticket) {
            return;
        }
        if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open {
            dialog.subject.lay_out(scene.clone());
        }
        self.exports.subject.lay_out(scene);
    }

    pub(super) fn ask_export(&mut self) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let language = self.services.language;
        let ending = self.exports.options.format.extension();
        let own = self.export_name(editor);
        let name = match &self.exports.subject {
            ExportSubject::Other { name, .. } => format!("{own} - {name}.{ending}"),
            ExportSubject::Map { .. } => format!("{own}.{ending}"),
        };
        let question = FileQuestion {
            title: language.t("Export the map as").to_owned(),
            filters: vec![(ending.to_uppercase(), vec![ending])],
            folder: self.export_folder(),
            save_as: Some(name),
            names_folder: false,
        };
        self.ask(Purpose::Export, question);
    }

    pub(super) fn export_to(&mut self, path: PathBuf) {
        let (Some(editor), Some(lay_out)) = (self.workspace.editor(), self.subject_layout()) else {
            return;
        };
        self.exports.cancel = Arc::default();
        let exports = &self.exports;
        let mut dialog = ExportDialog::new(exports.options.clone(), exports.subject.clone());
        dialog.progress = Some(0.0);
        self.dialogs.show(Dialog::Export(dialog));

        let map = editor.committed();
        // A picture of something else, or with others left out, is not the whole map to open.
        let is_map = matches!(exports.subject, ExportSubject::Map { .. });
        let is_whole = is_map && !editor.lens().hides_others;
        let options = Options {
            about: About {
                map: is_whole.then(|| Arc::clone(map)),
                ..About::of(map)
            },
            ..exports.options.clone()
        };
        let scene = match exports.subject.sheet(&options) {
            Some(Sheet::Ready(scene)) => Some(scene.clone()),
            Some(Sheet::Pending) => None,
            None => Some(editor.scene().clone()),
        };
        let fonts = self.services.fonts.clone();
        let cancel = exports.cancel.clone();
        let exported = |path, result| News::Export(ExportNews::Exported(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || {
                let failure = ExportFailure::Write(report::internal());
                exported(failed, Err(failure))
            },
            move |reporter| {
                let scene = scene.unwrap_or_else(lay_out);
                let reported = Cell::new(0.0_f32);
                let progress = |share: f32| {
                    if share - reported.get() >= 0.01 {
                        reported.set(share);
                        reporter.report(News::Export(ExportNews::Progress(share)));
                    }
                };
                let result = export::export(&scene, &fonts, &options, &progress, &cancel)
                    .map_err(ExportFailure::Make)
                    .and_then(|bytes| disk::write(&path, &bytes).map_err(ExportFailure::Write));
                exported(path, result)
            },
        );
    }

    /// What an export is proposed to be called, without an ending: as the file, else as the map.
    pub(super) fn export_name(&self, editor: &Editor) -> String {
        let stem = self.workspace.path().and_then(Path::file_stem);
        match stem {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => report::safe_name(&editor.map().title, self.services.language),
        }
    }

    /// Where an export is proposed to go: beside the one before, else beside the map.
    pub(super) fn export_folder(&self) -> Option<PathBuf> {
        self.exports.folder.clone().or_else(|| self.folder())
    }

    /// Says what was exported and where; the next export is proposed beside it.
    pub(super) fn tell_exported(&mut self, path: &Path) {
        self.exports.folder = path.parent().map(Path::to_owned);
        self.tell_written(path);
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<(), ExportFailure>) {
        if matches!(&self.dialogs.open, Some(Dialog::Export(dialog)) if dialog.progress.is_some()) {
            self.dialogs.open = None;
        }
        let language = self.services.language;
        match result {
            Ok(()) => self.tell_exported(path),
            Err(ExportFailure::Make(ExportError::Cancelled)) => {
                self.window.tell(ExportError::Cancelled.describe(language));
            }
            Err(ExportFailure::Make(error)) => {
                let why = error.describe(language);
                self.dialogs
                    .show_error(report::not_exported(path, &why, language));
            }
            Err(ExportFailure::Write(error)) => {
                let report = self.not_written(path, &error);
                self.dialogs.show_error(report);
            }
        }
    }
}
