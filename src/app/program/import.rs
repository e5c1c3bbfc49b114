//! Opening maps in the formats of other tools, without anyone waiting.

use std::path::{Path, PathBuf};

use super::{
    News, Program,
    foreign::{self, ImportFailure, ImportedMap, is_table},
    open::OpenNews,
};
use crate::{app::report, exchange::MapFormat, file::disk::OpenError};

impl Program {
    /// Opens a map in another format: it has no file, so that nothing is ever saved over this one.
    pub(super) fn import(&mut self, path: PathBuf, format: MapFormat) {
        if is_table(format) {
            return self.import_table(path, format);
        }
        self.tell_opening(&path);
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let imported = |path, result| News::Open(OpenNews::Imported(path, result));
        let failed = path.clone();
        self.services.tasks.run(
            move || {
                let failure = ImportFailure::Read(OpenError::Read(report::internal()));
                imported(failed, Err(failure))
            },
            move |_| {
                let read = foreign::read(&path, format, language);
                let map = read.map(|read| Box::new(ImportedMap::new(read, fonts)));
                imported(path, map)
            },
        );
    }

    pub(super) fn imported(
        &mut self,
        path: &Path,
        result: Result<Box<ImportedMap>, ImportFailure>,
    ) {
        self.workspace.is_opening = false;
        self.window.hush();
        let language = self.services.language;
        match result {
            Ok(map) => {
                let ImportedMap { editor, notes } = *map;
                self.begin(editor, None);
                self.tell_source(path);
                if !notes.is_empty() {
                    self.dialogs
                        .show_error(report::taken(path, &notes, language));
                }
            }
            Err(failure) => {
                self.show_start();
                self.dialogs.show_error(match failure {
                    ImportFailure::Read(error) => report::not_opened(path, &error, language),
                    ImportFailure::Import(error) => report::not_taken(path, &error, language),
                });
            }
        }
    }

    /// The open map must not change until the file at `path` is read.
    pub(super) fn tell_opening(&mut self, path: &Path) {
        self.workspace.is_opening = true;
        self.tell_with("Opening {name}…", &[("name", &report::file_name(path))]);
    }

    /// Says what a map without a file is. It counts as unchanged: its source has it still.
    pub(super) fn tell_source(&mut self, path: &Path) {
        let words = match MapFormat::of(path) {
            Some(MapFormat::Picture | MapFormat::Slides) => "Opened the map embedded in {name}",
            _ => "Made from {name}",
        };
        self.tell_with(words, &[("name", &report::file_name(path))]);
    }
}
