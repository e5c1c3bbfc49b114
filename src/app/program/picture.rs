//! Choosing the picture of a persona or a card: asked for, read and made small without anyone waiting.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{News, PendingAction, Program, file_dialog::Purpose, foreign::carries_map};
use crate::{
    app::{dialogs::FileQuestion, report, tickets::Ticket},
    edit::Edit,
    editor::{Effect, Intent},
    file::{
        disk::OpenError,
        picture::{self, MAX_FILE_BYTES, PictureError},
    },
    model::{Picture, Target},
};

/// Of the files that are offered.
const ENDINGS: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

/// Why a picture was not taken.
pub(super) enum PictureFailure {
    Read(io::Error),
    Take(PictureError),
}

/// News of pictures for the document that holds the ticket.
pub(super) enum PictureNews {
    Chosen {
        document: Ticket,
        target: Target,
        path: PathBuf,
        result: Result<Picture, PictureFailure>,
    },
    /// Dropped pictures that could be taken, and why the others could not.
    Dropped {
        document: Ticket,
        taken: Vec<Picture>,
        failed: Vec<(PathBuf, PictureFailure)>,
    },
    /// Dropped pictures, and the one of them that carries a map.
    Searched {
        document: Ticket,
        map: Option<PathBuf>,
        pictures: Vec<PathBuf>,
    },
}

impl Program {
    pub(super) fn hear_picture(&mut self, news: PictureNews) {
        match news {
            PictureNews::Chosen {
                document,
                target,
                path,
                result,
            } => self.picture_read(document, target, &path, result),
            PictureNews::Dropped {
                document,
                taken,
                failed,
            } => self.pictures_read(document, taken, failed),
            PictureNews::Searched {
                document,
                map,
                pictures,
            } => self.pictures_searched(document, map, pictures),
        }
    }

    pub(super) fn ask_picture(&mut self, target: Target) {
        let pictures = self.services.language.t("Pictures").to_owned();
        let question = FileQuestion {
            title: self.services.language.t("Choose a picture").to_owned(),
            filters: vec![(pictures, ENDINGS.to_vec())],
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Picture(target), question);
    }

    pub(super) fn read_picture(&mut self, path: PathBuf, target: Target) {
        let document = self.workspace.ticket();
        let news = move |target, path, result| {
            News::Picture(PictureNews::Chosen {
                document,
                target,
                path,
                result,
            })
        };
        let failed = (target.clone(), path.clone());
        self.services.tasks.run(
            move || {
                let failure = PictureFailure::Read(report::internal());
                news(failed.0, failed.1, Err(failure))
            },
            move |_| {
                let result = read(&path, &target);
                news(target, path, result)
            },
        );
    }

    fn picture_read(
        &mut self,
        document: Ticket,
        target: Target,
        path: &Path,
        result: Result<Picture, PictureFailure>,
    ) {
        if !self.workspace.accepts(document) {
            return;
        }
        match result {
            Ok(picture) => {
                let picture = Some(picture);
                self.give_pictures(Intent::Edit {
                    name: "Choose picture",
                    edits: vec![Edit::SetPicture { target, picture }],
                });
            }
            Err(failure) => self.tell_picture_failure(path, failure),
        }
    }

    /// Dropped pictures go on the map, unless one of them carries a map of its own.
    pub(super) fn search_pictures(&mut self, paths: Vec<PathBuf>) {
        let document = self.workspace.ticket();
        let news = move |map, pictures| {
            News::Picture(PictureNews::Searched {
                document,
                map,
                pictures,
            })
        };
        let failed = paths.clone();
        self.services.tasks.run(
            move || news(None, failed),
            move |_| {
                let map = paths.iter().find(|path| carries_map(path)).cloned();
                news(map, paths)
            },
        );
    }

    fn pictures_searched(
        &mut self,
        document: Ticket,
        map: Option<PathBuf>,
        pictures: Vec<PathBuf>,
    ) {
        if !self.workspace.accepts(document) {
            return;
        }
        match map {
            // As soon as no change can be lost by it.
            Some(path) => self.dialogs.pending = Some(PendingAction::Open(path)),
            None => self.read_pictures(pictures),
        }
    }

    /// Reads pictures that were dropped on the window.
    fn read_pictures(&mut self, paths: Vec<PathBuf>) {
        let document = self.workspace.ticket();
        let news = move |taken, failed| {
            News::Picture(PictureNews::Dropped {
                document,
                taken,
                failed,
            })
        };
        let first = paths.first().cloned().unwrap_or_default();
        self.services.tasks.run(
            move || {
                let failure = PictureFailure::Read(report::internal());
                news(Vec::new(), vec![(first, failure)])
            },
            move |_| {
                let (mut taken, mut failed) = (Vec::new(), Vec::new());
                for path in paths {
                    match read(&path, &Target::Title) {
                        Ok(picture) => taken.push(picture),
                        Err(failure) => failed.push((path, failure)),
                    }
                }
                news(taken, failed)
            },
        );
    }

    fn pictures_read(
        &mut self,
        document: Ticket,
        taken: Vec<Picture>,
        failed: Vec<(PathBuf, PictureFailure)>,
    ) {
        if !self.workspace.accepts(document) {
            return;
        }
        if !taken.is_empty() {
            self.give_pictures(Intent::PlacePictures(taken));
        }
        if let Some((path, failure)) = failed.into_iter().next() {
            self.tell_picture_failure(&path, failure);
        }
    }

    fn give_pictures(&mut self, intent: Intent) {
        let Some(editor) = self.workspace.editor_mut() else {
            return;
        };
        for effect in editor.handle(intent) {
            if let Effect::Refused(error) = effect {
                self.window.warn(error.describe(self.services.language));
            }
        }
    }

    fn tell_picture_failure(&mut self, path: &Path, failure: PictureFailure) {
        let why = match failure {
            PictureFailure::Read(error) => OpenError::Read(error).describe(self.services.language),
            PictureFailure::Take(error) => error.describe(self.services.language),
        };
        let report = report::picture_not_taken(path, &why, self.services.language);
        self.dialogs.show_error(report);
    }
}

/// Whether a file's name says that it is a picture.
pub(super) fn is_picture(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn read(path: &Path, target: &Target) -> Result<Picture, PictureFailure> {
    let bytes = (|| -> io::Result<Option<Vec<u8>>> {
        let file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        let mut start = io::Read::take(file, MAX_FILE_BYTES + 1);
        io::Read::read_to_end(&mut start, &mut bytes)?;
        Ok((bytes.len() as u64 <= MAX_FILE_BYTES).then_some(bytes))
    })();
    let bytes = bytes.map_err(PictureFailure::Read)?;
    let bytes = bytes.ok_or(PictureFailure::Take(PictureError::TooManyBytes))?;
    let taken = if matches!(target, Target::Persona(_)) {
        picture::import_portrait(&bytes)
    } else {
        picture::import(&bytes)
    };
    taken.map_err(PictureFailure::Take)
}
