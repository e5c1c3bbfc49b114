//! Recovering: unsaved work of earlier runs, and the last version of a file that cannot be read.

use std::{collections::VecDeque, io, path::PathBuf, time::SystemTime};

use super::{
    News, PendingAction, Program,
    unsaved_work::{self, FileContent, FoundWork, RecoveredMap, UnsavedWork},
    versions::{StoredVersion, read_all},
};
use crate::{
    app::report,
    editor::Editor,
    file::{disk, stamp::Stamp},
    model::Map,
    ui::{Dialog, DiscardLeftDialog, OnDisk, RecoveryDialog},
};

/// What there is to be recovered.
#[derive(Default)]
pub(super) struct Recovery {
    /// Unsaved work that is still to be offered, the next one first.
    found: VecDeque<UnsavedWork>,
    /// The titles of that which is to be looked at later.
    pub later: Vec<String>,
    /// Whether to offer it even though a map is open.
    offers_at_start: bool,
    /// What is kept of a file that could not be read.
    fallback: Option<FallbackVersion>,
}

impl Recovery {
    /// The unsaved work that is offered next.
    pub(super) fn first(&self) -> Option<&UnsavedWork> {
        self.found.front()
    }
}

/// The version that is kept of a file that cannot be read.
pub(super) struct FallbackVersion {
    path: PathBuf,
    version: StoredVersion,
    /// What the file itself is like.
    stamp: Option<Stamp>,
}

/// What was found, or became of it.
pub(super) enum RecoveryNews {
    Found(FoundWork),
    /// Unsaved work was given up; the file whose history has it.
    Discarded(Option<String>),
    NotDiscarded(PathBuf, io::Error),
    /// The map, and whether it is to be compared at once; `None` where another window has it.
    Recovered(Option<Box<RecoveredMap>>, bool),
    Fallback(Box<FallbackVersion>),
}

impl Program {
    pub(super) fn hear_recovery(&mut self, news: RecoveryNews) {
        match news {
            RecoveryNews::Found(found) => self.unsaved_work_found(found),
            RecoveryNews::Discarded(file) => self.work_discarded(file),
            RecoveryNews::NotDiscarded(path, error) => {
                let report = report::not_removed(&path, &error, self.services.language);
                self.dialogs.show_error(report);
            }
            RecoveryNews::Recovered(map, compares) => self.recovered(map, compares),
            RecoveryNews::Fallback(version) => self.fallback_found(*version),
        }
    }

    pub(super) fn find_unsaved_work(&mut self) {
        let Some(folders) = self.services.folders.clone() else {
            return;
        };
        let fonts = self.services.fonts.clone();
        self.services.tasks.run(
            || News::Nothing,
            move |_| News::Recovery(RecoveryNews::Found(unsaved_work::find(&folders, &fonts))),
        );
    }

    fn unsaved_work_found(&mut self, found: FoundWork) {
        self.recovery.found = found.work.into();
        self.recovery.later.clear();
        if !found.damaged.is_empty() {
            let report = report::damaged_journals(&found.damaged, self.services.language);
            self.dialogs.open.get_or_insert(Dialog::Error(report));
        }
        self.recovery.offers_at_start = true;
    }

    /// Offers the next one: at the start, and whenever no map is open.
    pub(super) fn offer_unsaved_work(&mut self) {
        let is_free = self.dialogs.are_idle() && !self.workspace.is_opening;
        let has_map = self.workspace.editor().is_some();
        if !is_free || (has_map && !self.recovery.offers_at_start) {
            return;
        }
        self.recovery.offers_at_start = false;
        let Some(work) = self.recovery.first() else {
            return;
        };
        let language = self.services.language;
        let words = work.words.iter().find(|(of, _)| *of == language);
        let in_file = match &work.on_disk {
            FileContent::Map { when, .. } => *when,
            _ => None,
        };
        let moments: Vec<SystemTime> = [work.when].into_iter().chain(in_file).collect();
        let mut moments = report::moments(&moments, language).into_iter();
        let dialog = RecoveryDialog {
            title: report::title_or_untitled(&work.map.title, language),
            file: work.file.as_ref().map(|file| file.display().to_string()),
            when: moments.next().unwrap_or_default(),
            scene: work.scene.clone(),
            on_disk: match &work.on_disk {
                FileContent::Nothing => OnDisk::Nothing,
                FileContent::Gone => OnDisk::Gone,
                FileContent::Unreadable => OnDisk::Unreadable,
                FileContent::Map { scene, .. } => OnDisk::Map {
                    when: moments.next().unwrap_or_default(),
                    scene: scene.clone(),
                },
            },
            has_changed: work.has_changed,
            words: words.map(|(_, words)| words.clone()).unwrap_or_default(),
            more: self.recovery.found.len() - 1,
        };
        self.dialogs.show(Dialog::Recovery(Box::new(dialog)));
    }

    /// It stays where it is, and the next one is offered.
    pub(super) fn leave_for_later(&mut self) {
        let title =
            |work: UnsavedWork| report::title_or_untitled(&work.map.title, self.services.language);
        self.recovery
            .later
            .extend(self.recovery.found.pop_front().map(title));
        self.recovery.offers_at_start = true;
    }

    /// Nothing is given up unasked.
    pub(super) fn ask_discard_work(&mut self, recovery: Box<RecoveryDialog>) {
        let Some(work) = self.recovery.first() else {
            return;
        };
        let asked = DiscardLeftDialog {
            title: recovery.title.clone(),
            history_of: work.file_there().map(report::file_name),
        };
        self.dialogs
            .show_over(Dialog::Recovery(recovery), Dialog::DiscardLeft(asked));
    }

    pub(super) fn discard_work(&mut self) {
        self.dialogs.below = None;
        let (Some(work), Some(folders)) = (
            self.recovery.found.pop_front(),
            self.services.folders.clone(),
        ) else {
            return;
        };
        self.recovery.offers_at_start = true;
        let path = folders.journals.join(format!("{}.journal", work.id));
        let name = work.file_there().map(report::file_name);
        self.services.tasks.write(
            || News::Nothing,
            move |_| match unsaved_work::discard(&folders, &work.id) {
                Ok(true) => News::Recovery(RecoveryNews::Discarded(name)),
                Ok(false) => News::Nothing,
                Err(error) => News::Recovery(RecoveryNews::NotDiscarded(path, error)),
            },
        );
    }

    fn work_discarded(&mut self, file: Option<String>) {
        match file {
            None => self.tell("Unsaved work discarded."),
            Some(name) => {
                let text = "Discarded. The history of “{name}” keeps it.";
                self.tell_with(text, &[("name", &name)]);
            }
        }
    }

    pub(super) fn recovery_action(&mut self, compares: bool) -> Option<PendingAction> {
        let id = self.recovery.found.front()?.id.clone();
        Some(PendingAction::Recover { id, compares })
    }

    /// Opens unsaved work; compares it at once with what is in its file.
    pub(super) fn recover(&mut self, id: String, compares: bool) {
        self.recovery.found.retain(|work| work.id != id);
        let Some(folders) = self.services.folders.clone() else {
            return;
        };
        self.workspace.is_opening = true;
        let fonts = self.services.fonts.clone();
        let recovered = move |map| News::Recovery(RecoveryNews::Recovered(map, compares));
        self.services.tasks.run(
            move || recovered(None),
            move |_| recovered(unsaved_work::open(&folders, &id, fonts).map(Box::new)),
        );
    }

    fn recovered(&mut self, map: Option<Box<RecoveredMap>>, compares: bool) {
        self.workspace.is_opening = false;
        let Some(map) = map else {
            return self.tell("Another window has already recovered or discarded this work.");
        };
        let RecoveredMap {
            editor,
            file,
            stamp,
            now,
            journal,
        } = *map;
        self.begin_with(editor, file, stamp, Some(journal));
        let Some(now) = now else { return };
        // As if the work had gone on: the bar tells of the other save, and none goes over it.
        self.changed_on_disk(now);
        if compares {
            self.compare_with_file();
        }
    }

    /// Looks for a version of a file that cannot be read itself.
    pub(super) fn find_fallback(&self, path: PathBuf) {
        let Some(root) = self.services.versions_folder() else {
            return;
        };
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let stamp = disk::read(&path).ok().map(|(_, stamp)| stamp);
                let mut kept = read_all(&root, &path, &Map::default());
                // What was saved, rather than what somebody gave up.
                kept.sort_by_key(|kept| kept.is_discarded);
                let Some(version) = kept.into_iter().next() else {
                    return News::Nothing;
                };
                let fallback = FallbackVersion {
                    path,
                    version,
                    stamp,
                };
                News::Recovery(RecoveryNews::Fallback(Box::new(fallback)))
            },
        );
    }

    fn fallback_found(&mut self, fallback: FallbackVersion) {
        let when = report::when(fallback.version.when, self.services.language);
        self.dialogs.open = match self.dialogs.open.take() {
            Some(Dialog::Error(report)) => {
                self.recovery.fallback = Some(fallback);
                Some(Dialog::Damaged(report, when))
            }
            other => other,
        };
    }

    pub(super) fn open_fallback(&mut self) {
        let Some(fallback) = self.recovery.fallback.take() else {
            return;
        };
        let map = Map::clone(&fallback.version.map);
        let editor = Editor::new(map, self.services.fonts.clone());
        self.begin_with(editor, Some(fallback.path), fallback.stamp, None);
        self.workspace.mark_unsaved();
    }
}
