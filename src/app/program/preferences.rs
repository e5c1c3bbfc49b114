//! The settings in their dialog: what is chosen is used at once, and what is kept is looked for and
//! deleted on other threads.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{News, Program, act, services::Folders};
use crate::{
    app::report,
    file::journal,
    ui::{ChosenSettings, Dialog, Kept, KeptThing, SettingsDialog, tokens},
    words::Language,
};

/// How deep folders are looked into; ours are two deep.
const DEPTH: usize = 4;

/// What was found, or became of what was to be deleted.
pub(super) enum KeptNews {
    Found(Vec<KeptThing>),
    Deleted(Kept, Result<(), (PathBuf, io::Error)>),
}

/// Where what is kept lies; `None` where there is no place for it.
#[derive(Clone)]
struct Places {
    settings: Option<PathBuf>,
    pictures: Option<PathBuf>,
    templates: Option<PathBuf>,
    folders: Option<Folders>,
}

impl Places {
    fn of(&self, kind: Kept) -> Option<PathBuf> {
        let folders = self.folders.as_ref();
        match kind {
            Kept::Recent => self.settings.clone(),
            Kept::Pictures => self.pictures.clone(),
            Kept::Versions => folders.map(|folders| folders.versions.clone()),
            Kept::UnsavedWork => folders.map(|folders| folders.journals.clone()),
            Kept::Templates => self.templates.clone(),
            Kept::Reports => folders.map(|folders| folders.reports.clone()),
        }
    }

    /// What would be deleted, each file with its size.
    fn files(&self, kind: Kept) -> Vec<(PathBuf, u64)> {
        let Some(place) = self.of(kind) else {
            return Vec::new();
        };
        let mut files = Vec::new();
        match kind {
            Kept::UnsavedWork => {
                // What other windows are at work on is not left over.
                let left = journal::found(&place).into_iter().map(|found| found.path);
                let damaged = entries(&place).filter(|path| has_ending(path, "damaged"));
                files.extend(left.chain(damaged).map(with_size));
            }
            Kept::Templates => {
                let maps = entries(&place).filter(|path| has_ending(path, "journey"));
                files.extend(maps.map(with_size));
            }
            Kept::Recent => files.push(with_size(place)),
            Kept::Pictures | Kept::Versions | Kept::Reports => gather(&place, DEPTH, &mut files),
        }
        files
    }
}

fn has_ending(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending == wanted)
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

fn with_size(path: PathBuf) -> (PathBuf, u64) {
    let size = path.symlink_metadata().map_or(0, |data| data.len());
    (path, size)
}

/// All files below a folder; what a link leads to is none of it.
fn gather(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, u64)>) {
    for path in entries(folder) {
        let Ok(data) = path.symlink_metadata() else {
            continue;
        };
        if !data.is_dir() {
            files.push((path, data.len()));
        } else if depth > 0 {
            gather(&path, depth - 1, files);
        }
    }
}

/// Deletes files; that one is gone already is no failure. The one that stays otherwise, and why.
fn delete(files: Vec<(PathBuf, u64)>) -> Result<(), (PathBuf, io::Error)> {
    for (path, _) in files {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((path, error)),
            _ => {}
        }
    }
    Ok(())
}

impl Program {
    fn kept_places(&self) -> Places {
        Places {
            settings: self.shelves.settings_path.clone(),
            pictures: self.shelves.pictures_folder(),
            templates: self.shelves.templates_folder(),
            folders: self.services.folders.clone(),
        }
    }

    /// Shows the dialog as the settings are.
    pub(super) fn show_settings(&mut self, context: &egui::Context) {
        let settings = &self.shelves.settings;
        let chosen = ChosenSettings {
            language: settings.language,
            appearance: tokens::appearance(context),
            text_size: tokens::text_size(context),
            author: settings.author.clone(),
            paper: settings.paper,
        };
        let dialog = SettingsDialog { chosen, kept: None };
        self.dialogs.show(Dialog::Settings(Box::new(dialog)));
        self.look_for_kept();
    }

    fn look_for_kept(&self) {
        let (places, recent) = (self.kept_places(), self.shelves.settings.recent.len());
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let thing = |kind| {
                    let place = places.of(kind)?;
                    let files = places.files(kind);
                    Some(KeptThing {
                        kind,
                        place: place.display().to_string(),
                        bytes: files.iter().map(|(_, bytes)| bytes).sum(),
                        is_empty: match kind {
                            Kept::Recent => recent == 0,
                            _ => files.is_empty(),
                        },
                    })
                };
                News::Kept(KeptNews::Found(
                    Kept::ALL.into_iter().filter_map(thing).collect(),
                ))
            },
        );
    }

    pub(super) fn hear_kept(&mut self, news: KeptNews) {
        match news {
            KeptNews::Found(found) => {
                let dialogs = &mut self.dialogs;
                for dialog in [&mut dialogs.open, &mut dialogs.below] {
                    if let Some(Dialog::Settings(dialog)) = dialog {
                        dialog.kept = Some(found.clone());
                    }
                }
            }
            KeptNews::Deleted(kind, result) => {
                match result {
                    Ok(()) => {
                        let name = self.services.language.t(kind.name());
                        self.tell_with("Deleted: {name}", &[("name", name)]);
                    }
                    Err((path, error)) => {
                        let report = report::not_removed(&path, &error, self.services.language);
                        match self.dialogs.open.take() {
                            Some(below) => self.dialogs.show_over(below, Dialog::Error(report)),
                            None => self.dialogs.show_error(report),
                        }
                    }
                }
                match kind {
                    Kept::Templates => self.make_templates(),
                    Kept::UnsavedWork => self.find_unsaved_work(),
                    Kept::Recent | Kept::Pictures | Kept::Versions | Kept::Reports => {}
                }
                self.look_for_kept();
            }
        }
    }

    /// Uses what was chosen, from now on.
    pub(super) fn use_chosen(&mut self, chosen: &ChosenSettings, context: &egui::Context) {
        if chosen.appearance != tokens::appearance(context) {
            tokens::use_appearance(context, chosen.appearance);
        }
        if chosen.text_size != tokens::text_size(context) {
            context.set_zoom_factor(act::zoom_of(chosen.text_size));
        }
        let language = chosen.language.unwrap_or_else(Language::of_system);
        if language != self.services.language {
            self.services.language = language;
            self.make_templates();
        }
        let settings = &self.shelves.settings;
        let is_same = chosen.language == settings.language
            && chosen.appearance == settings.appearance
            && chosen.text_size == settings.text_size
            && chosen.author == settings.author
            && chosen.paper == settings.paper;
        if is_same {
            return;
        }
        let chosen = chosen.clone();
        // What is asked for next may come before it is written.
        let settings = &mut self.shelves.settings;
        settings.take(&chosen);
        self.update_settings(move |settings| settings.take(&chosen));
    }

    /// The dialog of the settings gives way to the question.
    pub(super) fn ask_delete(&mut self, below: Dialog, kind: Kept) {
        self.dialogs.show_over(below, Dialog::DeleteKept(kind));
    }

    pub(super) fn delete_kept(&mut self, kind: Kept) {
        let places = self.kept_places();
        self.dialogs.back();
        if kind == Kept::Recent {
            // It lies among the settings, which stay.
            self.shelves.settings.forget_maps();
            self.update_settings(|settings| settings.forget_maps());
        }
        self.services.tasks.write(
            || News::Nothing,
            move |_| {
                let result = match kind {
                    Kept::Recent => Ok(()),
                    _ => delete(places.files(kind)),
                };
                News::Kept(KeptNews::Deleted(kind, result))
            },
        );
    }
}
