//! Maps in the forms of other tools, in and out, without anyone waiting.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{News, Next, Program, Purpose, table};
use crate::{
    app::{dialogs::Question, report},
    editor::Editor,
    exchange::{self, ExchangeError, Form, Lost, Note, Taken},
    file::disk::{self, OpenError},
    text::Fonts,
    ui::{self, Dialog},
    words::Language,
};

/// A map that came from elsewhere, and what is to be said of it.
pub(super) struct TakenMap {
    editor: Editor,
    notes: Vec<Note>,
}

impl TakenMap {
    pub(super) fn new(taken: Taken, fonts: Fonts) -> Self {
        Self {
            editor: Editor::new(taken.map, fonts),
            notes: taken.notes,
        }
    }
}

/// Why a file of another tool gives no map.
pub(super) enum TakeFailure {
    Read(OpenError),
    Take(ExchangeError),
}

/// The form of a file that is not our own, as far as its name says.
pub(super) fn foreign_form(path: &Path) -> Option<Form> {
    Form::of(path).filter(|form| *form != Form::Journey)
}

impl Program {
    /// Opens a map in another form: it has no file, so that nothing is ever saved over this one.
    pub(super) fn take(&mut self, path: PathBuf, form: Form) {
        if table::is_table(form) {
            return self.take_table(path, form);
        }
        self.opening = true;
        let name = report::file_name(&path);
        self.message = Some(self.language.fill("Opening {name}…", &[("name", &name)]));
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = path.clone();
        self.tasks.run(
            move || {
                let failure = TakeFailure::Read(OpenError::Read(report::internal()));
                News::Taken(failed, Err(failure))
            },
            move |_| {
                let taken = read(&path, form, language);
                News::Taken(
                    path,
                    taken.map(|taken| Box::new(TakenMap::new(taken, fonts))),
                )
            },
        );
    }

    pub(super) fn taken(&mut self, path: &Path, result: Result<Box<TakenMap>, TakeFailure>) {
        self.opening = false;
        self.message = None;
        let language = self.language;
        match result {
            Ok(taken) => {
                let TakenMap { editor, notes } = *taken;
                self.begin(editor, None);
                self.tell_source(path);
                if !notes.is_empty() {
                    self.dialog = Some(Dialog::Error(report::taken(path, &notes, language)));
                }
            }
            Err(failure) => {
                self.show_start();
                self.dialog = Some(Dialog::Error(match failure {
                    TakeFailure::Read(error) => report::not_opened(path, &error, language),
                    TakeFailure::Take(error) => report::not_taken(path, &error, language),
                }));
            }
        }
    }

    /// Says what a map without a file is. It counts as unchanged: its source has it still.
    pub(super) fn tell_source(&mut self, path: &Path) {
        let words = match Form::of(path) {
            Some(Form::Picture) => "This is the map that rides in {name}",
            _ => "Made from {name}",
        };
        let name = report::file_name(path);
        self.message = Some(self.language.fill(words, &[("name", &name)]));
    }

    /// Dropped pictures go on the map, unless one of them carries a map of its own.
    pub(super) fn look_into_pictures(&mut self, paths: Vec<PathBuf>) {
        let document = self.document;
        let spare = paths.clone();
        self.tasks.run(
            move || News::LookedInto {
                document,
                map: None,
                pictures: spare,
            },
            move |_| News::LookedInto {
                document,
                map: paths.iter().find(|path| carries_map(path)).cloned(),
                pictures: paths,
            },
        );
    }

    pub(super) fn looked_into(
        &mut self,
        document: u64,
        map: Option<PathBuf>,
        pictures: Vec<PathBuf>,
    ) {
        if document != self.document {
            return;
        }
        match map {
            // As soon as no change can be lost by it.
            Some(path) => self.next = Some(Next::Open(path)),
            None => self.read_pictures(pictures),
        }
    }

    /// Asks for the file of a form that was chosen.
    pub(super) fn ask_export_text(&mut self, form: Form, frame: &eframe::Frame) {
        let Some(editor) = &self.editor else { return };
        self.text_form = form;
        let name = report::safe_name(&editor.map().title, self.language);
        let ending = form.endings()[0];
        let question = Question {
            title: self.language.t("Export the map to another tool").to_owned(),
            filters: vec![(ui::form_name(form).to_owned(), vec![ending])],
            folder: self.folder(),
            save_as: Some(format!("{name}.{ending}")),
        };
        self.ask(Purpose::ExportText, question, frame);
    }

    pub(super) fn export_text_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        let form = text_form(&path).unwrap_or(self.text_form);
        let map = editor.committed().clone();
        let failed = path.clone();
        self.tasks.write(
            move || News::TextExported(failed, Err(report::internal())),
            move |_| {
                let given = exchange::write(form, &map, false);
                let result = given.map_or_else(
                    || Err(report::internal()),
                    |given| disk::write(&path, &given.bytes).map(|()| given.lost),
                );
                News::TextExported(path, result)
            },
        );
    }

    pub(super) fn text_exported(&mut self, path: &Path, result: io::Result<Vec<Lost>>) {
        let language = self.language;
        match result {
            Ok(lost) => {
                let name = report::file_name(path);
                self.message = Some(language.fill("Exported {name}", &[("name", &name)]));
                if !lost.is_empty() {
                    self.dialog = Some(Dialog::Error(report::not_held(path, &lost, language)));
                }
            }
            Err(error) => {
                let told = report::not_written(path, &error, language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }
}

/// The path with the ending of a form, unless it has one that says another.
pub(super) fn with_text_ending(path: &Path, form: Form) -> PathBuf {
    if text_form(path).is_some() {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(form.endings()[0]);
    name.into()
}

fn text_form(path: &Path) -> Option<Form> {
    let form = Form::to_write(path)?;
    ui::FORMS
        .iter()
        .any(|(text, ..)| *text == form)
        .then_some(form)
}

fn read(path: &Path, form: Form, language: Language) -> Result<Taken, TakeFailure> {
    let (bytes, _) = disk::read(path).map_err(TakeFailure::Read)?;
    exchange::read(form, &bytes, language).map_err(TakeFailure::Take)
}

fn carries_map(path: &Path) -> bool {
    let is_one = Form::of(path) == Some(Form::Picture);
    is_one && disk::read(path).is_ok_and(|(bytes, _)| exchange::picture::carries(&bytes))
}
