//! The history of the open map: its kept versions, looked at and brought back.

use std::{path::Path, sync::Arc, time::SystemTime};

use super::{News, Program, differences};
use crate::{
    app::{report, tickets::Ticket},
    editor::Intent,
    file::{disk, versions},
    layout::Layout,
    model::Map,
    scene::Scene,
    ui::{Dialog, HistoryDialog, KeptVersion, SeenVersion, UiEvent},
};

/// A version that can be brought back.
pub(super) struct StoredVersion {
    pub when: SystemTime,
    pub map: Arc<Map>,
    is_now: bool,
    pub is_discarded: bool,
}

/// What was read for the history of the document that holds the ticket.
pub(super) enum VersionNews {
    Listed(Ticket, Vec<StoredVersion>),
    Seen(Ticket, usize, Result<SeenVersion, String>),
    /// What changed in one of them, in words.
    Described(Arc<Map>, String),
}

impl Program {
    pub(super) fn hear_version(&mut self, news: VersionNews) {
        match news {
            VersionNews::Listed(document, versions) => self.versions_listed(document, versions),
            VersionNews::Seen(document, index, seen) => self.version_seen(document, index, seen),
            VersionNews::Described(map, words) => self.version_described(&map, words),
        }
    }

    pub(super) fn show_history(&mut self) {
        self.dialogs.show(Dialog::History(HistoryDialog::default()));
        let ticket = self.workspace.ticket();
        let root = self.services.versions_folder();
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        document.versions.clear();
        let now = document.editor.committed().clone();
        let path = document.file.as_ref().map(|file| file.path.clone());
        // The map as it was read or written last, where it is that.
        let stamp = document.file.as_ref().and_then(|file| file.stamp.as_ref());
        let on_disk = stamp.map(|stamp| stamp.print);
        let on_disk = on_disk.filter(|_| !document.editor.is_dirty());
        let listed = move |versions| News::Version(VersionNews::Listed(ticket, versions));
        self.services.tasks.run(
            move || listed(Vec::new()),
            move |_| {
                let Some((path, root)) = path.as_deref().zip(root.as_deref()) else {
                    return listed(Vec::new());
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
                listed(kept)
            },
        );
    }

    fn versions_listed(&mut self, document: Ticket, kept: Vec<StoredVersion>) {
        let Some(Dialog::History(dialog)) = &mut self.dialogs.open else {
            return;
        };
        if !self.workspace.accepts(document) {
            return;
        }
        let moments: Vec<SystemTime> = kept.iter().map(|kept| kept.when).collect();
        let moments = report::moments(&moments, self.services.language);
        let rows = kept.iter().zip(moments).map(|(kept, when)| KeptVersion {
            when,
            words: None,
            is_now: kept.is_now,
            is_discarded: kept.is_discarded,
        });
        dialog.versions = Some(rows.collect());
        let first = kept.iter().position(|kept| !kept.is_now).unwrap_or(0);
        self.describe_versions(&kept);
        if let Some(document) = self.workspace.document_mut() {
            document.versions = kept;
        }
        self.look_at_version(first);
    }

    /// What each version changed in the one that was saved before it: told one by one.
    fn describe_versions(&self, kept: &[StoredVersion]) {
        let language = self.services.language;
        let maps = kept.iter().enumerate().map(|(index, version)| {
            let mut earlier = kept[index + 1..].iter();
            let before = earlier.find(|earlier| !earlier.is_discarded);
            (version.map.clone(), before.map(|before| before.map.clone()))
        });
        let maps: Vec<_> = maps.collect();
        self.services.tasks.run(
            || News::Nothing,
            move |reporter| {
                for (map, before) in maps {
                    let words = match before {
                        None => language.t("Oldest version kept").to_owned(),
                        Some(before) => match differences::in_a_row(&before, &map, language) {
                            words if words.is_empty() => {
                                language.t("No visible changes").to_owned()
                            }
                            words => words,
                        },
                    };
                    reporter.report(News::Version(VersionNews::Described(map, words)));
                }
                News::Nothing
            },
        );
    }

    fn version_described(&mut self, map: &Arc<Map>, words: String) {
        let mut known = self.workspace.versions().iter();
        let index = known.position(|kept| Arc::ptr_eq(&kept.map, map));
        // It may lie below a comparison by now.
        let dialogs = [&mut self.dialogs.open, &mut self.dialogs.below]
            .into_iter()
            .flatten();
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
            (&mut self.dialogs.open, self.workspace.versions().get(index))
        else {
            return;
        };
        dialog.chosen = index;
        dialog.preview = None;
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let now = editor.committed().clone();
        let (map, fonts, document) = (
            kept.map.clone(),
            self.services.fonts.clone(),
            self.workspace.ticket(),
        );
        let is_discarded = kept.is_discarded;
        let seen = move |seen| News::Version(VersionNews::Seen(document, index, seen));
        let language = self.services.language;
        let failed = language.t("This version can’t be shown.").to_owned();
        self.services.tasks.run(
            move || seen(Err(failed)),
            move |_| {
                // The map never came from what was given up: told is what that makes of the map.
                let (from, to) = if is_discarded {
                    (&now, &map)
                } else {
                    (&map, &now)
                };
                let version = SeenVersion {
                    scene: Arc::new(Scene::new(&Layout::new(&map, &fonts, None), None)),
                    since: differences::in_short(from, to, language),
                };
                seen(Ok(version))
            },
        );
    }

    fn version_seen(&mut self, document: Ticket, index: usize, seen: Result<SeenVersion, String>) {
        if let Some(Dialog::History(dialog)) = &mut self.dialogs.open
            && dialog.chosen == index
            && self.workspace.accepts(document)
        {
            dialog.preview = Some(seen);
        }
    }

    pub(super) fn bring_back(&mut self, index: usize, context: &egui::Context) {
        let Some(kept) = self.workspace.versions().get(index) else {
            return;
        };
        let intent = Intent::TakeMap {
            name: "Restore",
            map: kept.map.clone(),
        };
        let moments: Vec<SystemTime> = self
            .workspace
            .versions()
            .iter()
            .map(|kept| kept.when)
            .collect();
        let when = report::moments(&moments, self.services.language).swap_remove(index);
        self.act(vec![UiEvent::Intent(intent)], context);
        let text = "Restored the version from {when}. Undo reverts this.";
        self.tell_with(text, &[("when", &when)]);
        self.workspace.forget_versions();
    }
}

/// The versions that are kept of a file, the latest first; on a thread of a task.
pub(super) fn read_all(root: &Path, path: &Path, now: &Map) -> Vec<StoredVersion> {
    let Ok(file) = path.canonicalize() else {
        return Vec::new();
    };
    let kept = versions::list(root, &file).into_iter();
    let read = kept.filter_map(|version| {
        // One that is spoilt is not worth a word: there are others.
        let map = disk::open(&version.path).ok()?.map;
        Some(StoredVersion {
            when: version.when,
            is_now: map == *now,
            map: Arc::new(map),
            is_discarded: version.is_discarded,
        })
    });
    read.collect()
}
