//! Choosing the picture of a persona or a card: asked for, read and made small without anyone waiting.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{News, PictureFailure, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    edit::Edit,
    editor::{Effect, Intent},
    file::{
        disk::OpenError,
        picture::{self, MAX_FILE_BYTES, PictureError},
    },
    model::{Picture, Target},
    ui::Dialog,
};

/// Of the files that are offered.
const ENDINGS: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

impl Program {
    pub(super) fn ask_picture(&mut self, target: Target, frame: &eframe::Frame) {
        let pictures = self.language.t("Pictures").to_owned();
        let question = Question {
            title: self.language.t("Choose a picture").to_owned(),
            filters: vec![(pictures, ENDINGS.to_vec())],
            folder: self.picture_folder(),
            save_as: None,
        };
        // While another dialog is open, that one keeps its target.
        if self.asking.is_none() {
            self.picture_for = Some(target);
        }
        self.ask(Purpose::Picture, question, frame);
    }

    fn picture_folder(&self) -> Option<PathBuf> {
        dirs::picture_dir()
            .filter(|folder| folder.is_dir())
            .or_else(|| self.folder())
    }

    pub(super) fn read_picture(&mut self, path: PathBuf) {
        let Some(target) = self.picture_for.take() else {
            return;
        };
        let document = self.document;
        let news = move |target, path, result| News::Picture {
            document,
            target,
            path,
            result,
        };
        let failed = (target.clone(), path.clone());
        self.tasks.run(
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

    pub(super) fn picture_read(
        &mut self,
        document: u64,
        target: Target,
        path: &Path,
        result: Result<Picture, PictureFailure>,
    ) {
        if document != self.document {
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

    /// Reads pictures that were dropped on the window.
    pub(super) fn read_pictures(&mut self, paths: Vec<PathBuf>) {
        let document = self.document;
        let news = move |taken, failed| News::Pictures {
            document,
            taken,
            failed,
        };
        let first = paths.first().cloned().unwrap_or_default();
        self.tasks.run(
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

    pub(super) fn pictures_read(
        &mut self,
        document: u64,
        taken: Vec<Picture>,
        failed: Vec<(PathBuf, PictureFailure)>,
    ) {
        if document != self.document {
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
        let Some(editor) = &mut self.editor else {
            return;
        };
        for effect in editor.handle(intent) {
            if let Effect::Refused(error) = effect {
                self.message = Some(error.describe(self.language));
            }
        }
    }

    fn tell_picture_failure(&mut self, path: &Path, failure: PictureFailure) {
        let why = match failure {
            PictureFailure::Read(error) => OpenError::Read(error).describe(self.language),
            PictureFailure::Take(error) => error.describe(self.language),
        };
        let told = report::picture_not_taken(path, &why, self.language);
        self.dialog = Some(Dialog::Error(told));
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
