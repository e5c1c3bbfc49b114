//! Opening: a file, a sample, a new map.

use std::{io, path::PathBuf, sync::Arc, thread::JoinHandle};

use super::{
    News, Program,
    comparison::OtherVersion,
    file_dialog::Purpose,
    foreign::{ImportFailure, ImportedMap, foreign_format},
    neighbours::NeighbourNews,
};
use crate::{
    app::{dialogs::FileQuestion, report},
    editor::Editor,
    exchange::{self, MapFormat, OtherFile},
    file::{
        self, LoadErrorKind, Warning,
        disk::{self, OpenError},
        stamp::Stamp,
    },
    model::Map,
    text::Fonts,
    words::Language,
};

/// As many cards as do not count beside what a window draws first.
const LARGE: usize = 500;

/// A map that was read from a file of our own.
pub(super) struct Opened {
    editor: Editor,
    stamp: Stamp,
    warnings: Vec<Warning>,
}

/// What became of a file that was to be opened.
pub(super) enum OpenNews {
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    Imported(PathBuf, Result<Box<ImportedMap>, ImportFailure>),
    /// JSON with journeys of another builder's.
    Records(PathBuf),
    /// Git left both versions in the file: ours, and theirs beside it.
    Conflicting(PathBuf, Box<Opened>, Arc<Map>),
}

impl OpenNews {
    /// Whether showing it is work for a pass of its own.
    pub(super) fn is_large(&self) -> bool {
        match self {
            Self::Opened(_, Ok(opened)) | Self::Conflicting(_, opened, _) => {
                opened.editor.map().cards().nth(LARGE).is_some()
            }
            Self::Opened(_, Err(_)) | Self::Imported(..) | Self::Records(_) => false,
        }
    }
}

/// A file that is read and laid out while there is no window yet, so that its first frame shows it.
pub(in crate::app) struct Ahead {
    path: PathBuf,
    /// Those that it is laid out with.
    pub(super) fonts: Fonts,
    read: JoinHandle<OpenNews>,
}

impl Ahead {
    /// Begins with a file; `None` for one of another tool's format, which asks first.
    pub(in crate::app) fn begin(path: PathBuf, language: Language) -> Option<Self> {
        if foreign_format(&path).is_some() {
            return None;
        }
        let path = disk::absolute(&path);
        let fonts = Fonts::new();
        let (file, with) = (path.clone(), fonts.clone());
        let read = std::thread::spawn(move || read(file, with, language));
        Some(Self { path, fonts, read })
    }

    /// Whether all of it is done.
    #[cfg(test)]
    pub(super) fn is_done(&self) -> bool {
        self.read.is_finished()
    }
}

impl Program {
    pub(super) fn hear_open(&mut self, news: OpenNews) {
        match news {
            OpenNews::Opened(path, result) => self.opened(path, result),
            OpenNews::Imported(path, result) => self.imported(&path, result),
            OpenNews::Records(path) => self.import_table(path, MapFormat::Records),
            OpenNews::Conflicting(path, ours, theirs) => {
                self.opened_conflicting(path, *ours, theirs)
            }
        }
    }

    /// Ours is open and waits to be saved over the marks; what theirs has otherwise is shown.
    fn opened_conflicting(&mut self, path: PathBuf, ours: Opened, theirs: Arc<Map>) {
        self.workspace.is_opening = false;
        self.window.hush();
        self.remember(&path);
        self.begin_with(ours.editor, Some(path), Some(ours.stamp), None);
        self.workspace.mark_unsaved();
        let language = self.services.language;
        let other = language.t("their side of git's conflict").to_owned();
        self.compare(other, move || Ok(OtherVersion::alone(theirs)));
    }

    pub(super) fn ask_open(&mut self) {
        let question = FileQuestion {
            title: self.services.language.t("Open a map").to_owned(),
            filters: self.open_filters(),
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Open, question);
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        // Folders are moved, and unsaved work is recovered from elsewhere.
        let path = disk::absolute(&path);
        if let Some(format) = foreign_format(&path) {
            return self.import(path, format);
        }
        self.tell_opening(&path);
        let ahead = self.ahead.take().filter(|ahead| ahead.path == path);
        let ahead = match ahead.map(|ahead| ahead.read) {
            // It is heard in the first pass, when the program knows its surroundings.
            Some(read) if read.is_finished() => match read.join() {
                Ok(read) => return self.services.tasks.hand_in(News::Open(read)),
                Err(_) => None,
            },
            read => read,
        };
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let (failed, asker) = (path.clone(), self.asker());
        self.services.tasks.run(
            move || {
                let failure = OpenError::Read(report::internal());
                News::Open(OpenNews::Opened(failed, Err(failure)))
            },
            move |_| match asker.is_some_and(|asker| asker.shows(&path)) {
                true => News::Neighbour(NeighbourNews::Shown(path)),
                false => News::Open(match ahead.map(JoinHandle::join) {
                    Some(Ok(read)) => read,
                    // What failed ahead is told where it fails once more.
                    Some(Err(_)) | None => read(path, fonts, language),
                }),
            },
        );
    }

    pub(super) fn open_sample(&mut self, index: usize) {
        let Some(sample) = file::samples().get(index) else {
            return;
        };
        // A test holds every sample to this.
        if let Ok(loaded) = file::load(sample.bytes) {
            self.begin_map(loaded.map);
        }
    }

    pub(super) fn opened(&mut self, path: PathBuf, result: Result<Box<Opened>, OpenError>) {
        self.workspace.is_opening = false;
        self.window.hush();
        match result {
            Ok(opened) => {
                let Opened {
                    editor,
                    stamp,
                    warnings,
                } = *opened;
                self.remember(&path);
                self.begin_with(editor, Some(path.clone()), Some(stamp), None);
                if !warnings.is_empty() {
                    // The file does not hold what is open: it waits for the person to say so.
                    self.workspace.mark_unsaved();
                    let report = report::repaired(&path, &warnings, self.services.language);
                    self.dialogs.show_error(report);
                }
            }
            Err(error) => {
                if matches!(&error, OpenError::Read(e) if e.kind() == io::ErrorKind::NotFound) {
                    let gone = path.clone();
                    self.update_settings(move |settings| settings.forget(&gone));
                }
                self.show_start();
                let report = report::not_opened(&path, &error, self.services.language);
                self.dialogs.show_error(report);
                if matches!(error, OpenError::Load(_)) {
                    self.find_fallback(path);
                }
            }
        }
    }

    /// What there is to begin with, where nothing is open.
    pub(super) fn show_start(&mut self) {
        if self.workspace.editor().is_some() {
            return;
        }
        self.make_samples();
        self.make_thumbnails();
        if self.shelves.templates.shown().is_empty() {
            self.make_templates();
        }
    }
}

/// Reads a file; on a thread of a task.
fn read(path: PathBuf, fonts: Fonts, language: Language) -> OpenNews {
    disk::clear_left(&path);
    let (bytes, stamp) = match disk::read(&path) {
        Ok(read) => read,
        Err(error) => return OpenNews::Opened(path, Err(error)),
    };
    match file::load(&bytes) {
        Ok(loaded) => {
            let opened = Opened {
                editor: Editor::new(loaded.map, fonts),
                stamp,
                warnings: loaded.warnings,
            };
            OpenNews::Opened(path, Ok(Box::new(opened)))
        }
        // The other format whose names end in .json.
        Err(error) if error.kind == LoadErrorKind::ConflictMarks => {
            match both_sides(&bytes, stamp, fonts) {
                Some((ours, theirs)) => OpenNews::Conflicting(path, Box::new(ours), theirs),
                None => OpenNews::Opened(path, Err(OpenError::Load(error))),
            }
        }
        Err(error) => match exchange::read_open_journey(&bytes, language) {
            Some(taken) => OpenNews::Imported(path, Ok(Box::new(ImportedMap::new(taken, fonts)))),
            None if exchange::holds_records(&bytes) => OpenNews::Records(path),
            // What another program keeps for itself is told with what to save from there.
            None if let Some(other) = OtherFile::of_bytes(&bytes) => {
                OpenNews::Imported(path, Err(ImportFailure::Import(other.into())))
            }
            None => OpenNews::Opened(path, Err(OpenError::Load(error))),
        },
    }
}

/// What git left in a file, where both sides of it are maps.
fn both_sides(bytes: &[u8], stamp: Stamp, fonts: Fonts) -> Option<(Opened, Arc<Map>)> {
    let sides = file::conflict_sides(str::from_utf8(bytes).ok()?)?;
    let ours = file::load(sides.ours.as_bytes()).ok()?;
    let theirs = file::load(sides.theirs.as_bytes()).ok()?;
    let opened = Opened {
        editor: Editor::new(ours.map, fonts),
        stamp,
        warnings: ours.warnings,
    };
    Some((opened, Arc::new(theirs.map)))
}
