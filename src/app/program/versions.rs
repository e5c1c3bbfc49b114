//! The history of the open map: its kept versions, looked at and brought back.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{News, Program, differences};
use crate::{
    app::report,
    editor::{Editor, Intent},
    file::{disk, stamp::Stamp, versions},
    layout::Layout,
    model::Map,
    scene::Scene,
    ui::{Dialog, HistoryDialog, KeptVersion, SeenVersion, UiEvent},
};

/// A version that can be brought back.
pub(super) struct Kept {
    pub when: SystemTime,
    pub map: Arc<Map>,
    is_now: bool,
    is_discarded: bool,
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
                let mut kept = read_all(&root, &path, &Map::default());
                // What was saved, rather than what somebody gave up.
                kept.sort_by_key(|kept| kept.is_discarded);
                kept.into_iter().next().map_or(News::Nothing, |kept| {
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
        let Some(editor) = &self.editor else { return };
        let (path, now) = (self.path.clone(), editor.committed().clone());
        // The map as it was read or written last, where it is that.
        let on_disk = self.on_disk.as_ref().map(|stamp| stamp.print);
        let on_disk = on_disk.filter(|_| !editor.is_dirty());
        self.tasks.run(
            move || News::Versions(document, Vec::new()),
            move |_| {
                let Some((path, root)) = path.as_deref().zip(root.as_deref()) else {
                    return News::Versions(document, Vec::new());
                };
                let mut kept = read_all(root, path, &now);
                let has_now = kept.iter().any(|kept| kept.is_now);
                // What somebody else saved and was read here is a version like those before it.
                if !kept.is_empty()
                    && !has_now
                    && let (Some(print), Ok(file)) = (on_disk, path.canonicalize())
                    && versions::keep_base(root, &file, print).unwrap_or(false)
                {
                    kept = read_all(root, path, &now);
                }
                News::Versions(document, kept)
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
        let moments: Vec<SystemTime> = kept.iter().map(|kept| kept.when).collect();
        let moments = report::moments(&moments, self.language);
        let rows = kept.iter().zip(moments).map(|(kept, when)| KeptVersion {
            when,
            words: None,
            is_now: kept.is_now,
            is_discarded: kept.is_discarded,
        });
        dialog.versions = Some(rows.collect());
        let first = kept.iter().position(|kept| !kept.is_now).unwrap_or(0);
        self.tell_versions(&kept);
        self.versions = kept;
        self.look_at_version(first);
    }

    /// What each version changed in the one that was saved before it: told one by one.
    fn tell_versions(&self, kept: &[Kept]) {
        let language = self.language;
        let maps = kept.iter().enumerate().map(|(index, version)| {
            let mut earlier = kept[index + 1..].iter();
            let before = earlier.find(|earlier| !earlier.is_discarded);
            (version.map.clone(), before.map(|before| before.map.clone()))
        });
        let maps: Vec<_> = maps.collect();
        self.tasks.run(
            || News::Nothing,
            move |teller| {
                for (map, before) in maps {
                    let words = match before {
                        None => language.t("The earliest that is kept").to_owned(),
                        Some(before) => match differences::in_a_row(&before, &map, language) {
                            words if words.is_empty() => {
                                language.t("No change that can be seen").to_owned()
                            }
                            words => words,
                        },
                    };
                    teller.tell(News::VersionTold(map, words));
                }
                News::Nothing
            },
        );
    }

    pub(super) fn version_told(&mut self, map: &Arc<Map>, words: String) {
        let mut known = self.versions.iter();
        let index = known.position(|kept| Arc::ptr_eq(&kept.map, map));
        // It may lie below a comparison by now.
        let dialogs = [&mut self.dialog, &mut self.below].into_iter().flatten();
        for dialog in dialogs {
            if let (Dialog::History(dialog), Some(index)) = (dialog, index)
                && let Some(row) = dialog.versions.as_mut().and_then(|v| v.get_mut(index))
            {
                row.words = Some(words.clone());
            }
        }
    }

    pub(super) fn look_at_version(&mut self, index: usize) {
        let (Some(Dialog::History(dialog)), Some(kept)) =
            (&mut self.dialog, self.versions.get(index))
        else {
            return;
        };
        dialog.chosen = index;
        dialog.preview = None;
        let Some(editor) = &self.editor else { return };
        let now = editor.committed().clone();
        let (map, fonts, document) = (kept.map.clone(), self.fonts.clone(), self.document);
        let is_discarded = kept.is_discarded;
        let language = self.language;
        let failed = language.t("It cannot be shown.").to_owned();
        self.tasks.run(
            move || News::VersionSeen(document, index, Err(failed)),
            move |_| {
                // The map never came from what was given up: told is what that makes of the map.
                let (from, to) = if is_discarded {
                    (&now, &map)
                } else {
                    (&map, &now)
                };
                let seen = SeenVersion {
                    scene: Arc::new(Scene::new(&Layout::new(&map, &fonts, None), None)),
                    since: differences::in_short(from, to, language),
                };
                News::VersionSeen(document, index, Ok(seen))
            },
        );
    }

    pub(super) fn version_seen(
        &mut self,
        document: u64,
        index: usize,
        seen: Result<SeenVersion, String>,
    ) {
        if let Some(Dialog::History(dialog)) = &mut self.dialog
            && dialog.chosen == index
            && document == self.document
        {
            dialog.preview = Some(seen);
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
        let moments: Vec<SystemTime> = self.versions.iter().map(|kept| kept.when).collect();
        let when = report::moments(&moments, self.language).swap_remove(index);
        self.act(vec![UiEvent::Intent(intent)], context, frame);
        let text = "Brought back as it was: {when}. Undo takes it back.";
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
            is_discarded: version.is_discarded,
        })
    });
    read.collect()
}
