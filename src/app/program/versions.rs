//! The history of the open map: its kept versions, looked at and brought back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{News, Program};
use crate::{
    app::report,
    editor::{Editor, Intent},
    file::{disk, stamp::Stamp, versions},
    layout::Layout,
    model::Map,
    scene::Scene,
    ui::{Dialog, HistoryDialog, KeptVersion, UiEvent},
};

/// A version that can be brought back.
pub(super) struct Kept {
    pub when: SystemTime,
    pub map: Arc<Map>,
    is_now: bool,
}

/// What is kept of a file that cannot be read.
pub(super) struct Spare {
    path: PathBuf,
    kept: Kept,
    /// What the file itself is like.
    stamp: Option<Stamp>,
}

impl Program {
    /// Looks for a version of a file that cannot be read itself.
    pub(super) fn look_for_spare(&self, path: PathBuf) {
        let Some(root) = self
            .folders
            .as_ref()
            .map(|folders| folders.versions.clone())
        else {
            return;
        };
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let stamp = disk::read(&path).ok().map(|(_, stamp)| stamp);
                let mut kept = read_all(&root, &path, &Map::default()).into_iter();
                kept.next().map_or(News::Nothing, |kept| {
                    News::Spare(Box::new(Spare { path, kept, stamp }))
                })
            },
        );
    }

    pub(super) fn spare_found(&mut self, spare: Spare) {
        let when = report::when(spare.kept.when, self.language);
        self.dialog = match self.dialog.take() {
            Some(Dialog::Error(told)) => {
                self.spare = Some(spare);
                Some(Dialog::Damaged(told, when))
            }
            other => other,
        };
    }

    pub(super) fn open_spare(&mut self) {
        let Some(Spare { path, kept, stamp }) = self.spare.take() else {
            return;
        };
        let editor = Editor::new(Map::clone(&kept.map), self.fonts.clone());
        self.begin_with(editor, Some(path), stamp, None);
        if let Some(editor) = &mut self.editor {
            editor.mark_saved(None);
        }
    }

    pub(super) fn show_history(&mut self) {
        self.dialog = Some(Dialog::History(HistoryDialog::default()));
        self.versions.clear();
        let document = self.document;
        let root = self
            .folders
            .as_ref()
            .map(|folders| folders.versions.clone());
        let (path, now) = match &self.editor {
            Some(editor) => (self.path.clone(), editor.committed().clone()),
            None => return,
        };
        self.tasks.run(
            move || News::Versions(document, Vec::new()),
            move |_| {
                let places = path.as_deref().zip(root.as_deref());
                let kept = places.map(|(path, root)| read_all(root, path, &now));
                News::Versions(document, kept.unwrap_or_default())
            },
        );
    }

    pub(super) fn versions_read(&mut self, document: u64, kept: Vec<Kept>) {
        let Some(Dialog::History(dialog)) = &mut self.dialog else {
            return;
        };
        if document != self.document {
            return;
        }
        let language = self.language;
        let in_words = kept.iter().map(|kept| KeptVersion {
            when: report::when(kept.when, language),
            title: report::title_or_untitled(&kept.map.title, language),
            is_now: kept.is_now,
        });
        dialog.versions = Some(in_words.collect());
        let first = kept.iter().position(|kept| !kept.is_now).unwrap_or(0);
        self.versions = kept;
        self.look_at_version(first);
    }

    pub(super) fn look_at_version(&mut self, index: usize) {
        let (Some(Dialog::History(dialog)), Some(kept)) =
            (&mut self.dialog, self.versions.get(index))
        else {
            return;
        };
        dialog.chosen = index;
        dialog.preview = None;
        let (map, fonts, document) = (kept.map.clone(), self.fonts.clone(), self.document);
        let failed = self.language.t("It cannot be shown.").to_owned();
        self.tasks.run(
            move || News::VersionSeen(document, index, Err(failed)),
            move |_| {
                let scene = Scene::new(&Layout::new(&map, &fonts, None), None);
                News::VersionSeen(document, index, Ok(Arc::new(scene)))
            },
        );
    }

    pub(super) fn version_seen(
        &mut self,
        document: u64,
        index: usize,
        scene: Result<Arc<Scene>, String>,
    ) {
        if let Some(Dialog::History(dialog)) = &mut self.dialog
            && dialog.chosen == index
            && document == self.document
        {
            dialog.preview = Some(scene);
        }
    }

    pub(super) fn bring_back(
        &mut self,
        index: usize,
        context: &egui::Context,
        frame: &eframe::Frame,
    ) {
        let Some(kept) = self.versions.get(index) else {
            return;
        };
        let intent = Intent::TakeMap {
            name: "Bring back",
            map: kept.map.clone(),
        };
        let when = report::when(kept.when, self.language);
        self.act(vec![UiEvent::Intent(intent)], context, frame);
        let text = "Brought back as it was saved: {when}. Undo takes it back.";
        self.message = Some(self.language.fill(text, &[("when", &when)]));
        self.versions.clear();
    }
}

fn read_all(root: &Path, path: &Path, now: &Map) -> Vec<Kept> {
    let Ok(file) = path.canonicalize() else {
        return Vec::new();
    };
    let kept = versions::list(root, &file).into_iter();
    let read = kept.filter_map(|version| {
        // One that is spoilt is not worth a word: there are others.
        let map = disk::open(&version.path).ok()?.map;
        Some(Kept {
            when: version.when,
            is_now: map == *now,
            map: Arc::new(map),
        })
    });
    read.collect()
}
