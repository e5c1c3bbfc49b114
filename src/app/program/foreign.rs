//! Maps in the forms of other tools: which forms there are, and what reading one gives.

use std::path::{Path, PathBuf};

use crate::{
    editor::Editor,
    exchange::{self, ExchangeError, Form, Note, Taken},
    file::disk::{self, OpenError},
    text::Fonts,
    ui,
    words::Language,
};

/// The endings of the files of other tools that open as maps.
pub(super) const ENDINGS: [&str; 10] = [
    "mmd", "mermaid", "md", "json", "ojf", "png", "svg", "csv", "tsv", "xlsx",
];

/// A map that came from another tool, and what is to be said of it.
pub(super) struct ImportedMap {
    pub editor: Editor,
    pub notes: Vec<Note>,
}

impl ImportedMap {
    pub(super) fn new(taken: Taken, fonts: Fonts) -> Self {
        Self {
            editor: Editor::new(taken.map, fonts),
            notes: taken.notes,
        }
    }
}

/// Why a file of another tool gives no map.
pub(super) enum ImportFailure {
    Read(OpenError),
    Import(ExchangeError),
}

impl ImportFailure {
    pub(super) fn describe(&self, language: Language) -> String {
        match self {
            Self::Read(error) => error.describe(language),
            Self::Import(error) => error.describe(language),
        }
    }
}

/// The form of a file that is not our own, as far as its name says.
pub(super) fn foreign_form(path: &Path) -> Option<Form> {
    Form::of(path).filter(|form| *form != Form::Journey)
}

/// Whether a form may hold a table that is not our own.
pub(super) fn is_table(form: Form) -> bool {
    matches!(form, Form::Csv | Form::Tsv | Form::Workbook)
}

/// The form of a text that a path names, of those that can be written.
pub(super) fn text_form(path: &Path) -> Option<Form> {
    let form = Form::to_write(path)?;
    ui::FORMS
        .iter()
        .any(|(text, ..)| *text == form)
        .then_some(form)
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

/// Reads a file; on a thread of a task.
pub(super) fn read(path: &Path, form: Form, language: Language) -> Result<Taken, ImportFailure> {
    let (bytes, _) = disk::read(path).map_err(ImportFailure::Read)?;
    exchange::read(form, &bytes, language).map_err(ImportFailure::Import)
}

/// Whether a picture has a map in it; on a thread of a task.
pub(super) fn carries_map(path: &Path) -> bool {
    let is_one = Form::of(path) == Some(Form::Picture);
    is_one && disk::read(path).is_ok_and(|(bytes, _)| exchange::picture::carries(&bytes))
}
