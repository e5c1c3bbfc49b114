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
                let Some(editor) = &mut self.editor else {
                    return;
                };
                let picture = Some(picture);
                let effects = editor.handle(Intent::Edit {
                    name: "Choose picture",
                    edits: vec![Edit::SetPicture { target, picture }],
                });
                for effect in effects {
                    if let Effect::Refused(error) = effect {
                        self.message = Some(error.describe(self.language));
                    }
                }
            }
            Err(failure) => {
                let why = match failure {
                    PictureFailure::Read(error) => OpenError::Read(error).describe(self.language),
                    PictureFailure::Take(error) => error.describe(self.language),
                };
                let told = report::picture_not_taken(path, &why, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }
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
    let taken = match target {
        Target::Persona(_) => picture::import_portrait(&bytes),
        _ => picture::import(&bytes),
    };
    taken.map_err(PictureFailure::Take)
}
