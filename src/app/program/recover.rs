//! Unsaved work that a sudden end has left: found at the start, offered, opened or dropped.

use std::{path::PathBuf, sync::Arc, time::SystemTime};

use super::{News, Next, Program};
use crate::{
    app::report,
    editor::{Editor, Intent},
    file::{
        self, disk,
        journal::{self, Entry, Journal},
        stamp::{Fingerprint, Stamp},
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{Dialog, OnDisk, RecoveryDialog},
};

/// No more are offered at one start.
const OFFERED: usize = 20;

/// Unsaved work that is offered.
pub(super) struct Left {
    id: String,
    file: Option<PathBuf>,
    when: SystemTime,
    title: String,
    scene: Arc<Scene>,
    on_disk: LeftOnDisk,
    has_changed: bool,
}

enum LeftOnDisk {
    Nothing,
    Gone,
    Unreadable,
    Map(Option<SystemTime>, Arc<Scene>),
}

/// All that was found at the start.
pub(super) struct Leftovers {
    left: Vec<Left>,
    /// Where those lie now that cannot be read.
    damaged: Vec<PathBuf>,
}

/// A map with unsaved work, open again.
pub(super) struct Recovered {
    editor: Editor,
    file: Option<PathBuf>,
    stamp: Option<Stamp>,
    journal: Journal,
}

impl Program {
    pub(super) fn look_for_leftovers(&mut self) {
        let Some(folders) = self.folders.clone() else {
            return;
        };
        let fonts = self.fonts.clone();
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let mut left = Vec::new();
                let mut damaged = Vec::new();
                for found in journal::found(&folders.journals).into_iter().take(OFFERED) {
                    let entry = found.entry.as_ref().ok();
                    let map = entry.and_then(|entry| Some((entry, entry.map().ok()?)));
                    match map {
                        Some((entry, map)) => {
                            left.push(Left::of(found.id.clone(), entry, &map, &fonts));
                        }
                        // If it cannot be moved, it is told again at the next start.
                        None => damaged.push(journal::set_aside(&found).unwrap_or(found.path)),
                    }
                }
                News::Leftovers(Leftovers { left, damaged })
            },
        );
    }

    pub(super) fn leftovers(&mut self, found: Leftovers) {
        self.left = found.left.into();
        if !found.damaged.is_empty() {
            let told = report::damaged_journals(&found.damaged, self.language);
            self.dialog.get_or_insert(Dialog::Error(told));
        }
        self.offer_at_start = true;
    }

    /// Offers the next one: at the start, and whenever no map is open.
    pub(super) fn offer_left(&mut self) {
        let is_free = self.dialog.is_none() && !self.opening && self.asking.is_none();
        if !is_free || self.next.is_some() || (self.editor.is_some() && !self.offer_at_start) {
            return;
        }
        self.offer_at_start = false;
        let Some(left) = self.left.front() else {
            return;
        };
        let language = self.language;
        self.dialog = Some(Dialog::Recovery(Box::new(RecoveryDialog {
            title: report::title_or_untitled(&left.title, language),
            file: left.file.as_ref().map(|file| file.display().to_string()),
            when: report::when(left.when, language),
            scene: left.scene.clone(),
            on_disk: match &left.on_disk {
                LeftOnDisk::Nothing => OnDisk::Nothing,
                LeftOnDisk::Gone => OnDisk::Gone,
                LeftOnDisk::Unreadable => OnDisk::Unreadable,
                LeftOnDisk::Map(when, scene) => OnDisk::Map {
                    when: when.map_or_else(String::new, |when| report::when(when, language)),
                    scene: scene.clone(),
                },
            },
            has_changed: left.has_changed,
            more: self.left.len() - 1,
        })));
    }

    /// It stays where it is, and the next one is offered.
    pub(super) fn leave_for_later(&mut self) {
        self.left.pop_front();
        self.offer_at_start = true;
    }

    pub(super) fn discard_left(&mut self) {
        let (Some(left), Some(folders)) = (self.left.pop_front(), self.folders.clone()) else {
            return;
        };
        self.offer_at_start = true;
        let path = folders.journals.join(format!("{}.journal", left.id));
        self.tasks.write(
            || News::Nothing,
            move |_| match journal::discard(&folders.journals, &left.id) {
                Ok(_) => News::Nothing,
                Err(error) => News::NotDiscarded(path, error),
            },
        );
    }

    pub(super) fn next_of_left(&mut self) -> Option<Next> {
        Some(Next::Recover(self.left.front()?.id.clone()))
    }

    pub(super) fn recover(&mut self, id: String) {
        self.left.retain(|left| left.id != id);
        let Some(folders) = self.folders.clone() else {
            return;
        };
        self.opening = true;
        let fonts = self.fonts.clone();
        self.tasks.run(
            || News::Recovered(None),
            move |_| News::Recovered(open(&folders.journals, &id, fonts).map(Box::new)),
        );
    }

    pub(super) fn recovered(&mut self, recovered: Option<Box<Recovered>>) {
        self.opening = false;
        let Some(recovered) = recovered else {
            let told = "Another window has recovered or dropped this work already.";
            self.message = Some(self.language.t(told).to_owned());
            return;
        };
        let Recovered {
            editor,
            file,
            stamp,
            journal,
        } = *recovered;
        self.begin_with(editor, file, stamp, Some(journal));
    }
}

impl Left {
    fn of(id: String, entry: &Entry, map: &Map, fonts: &Fonts) -> Self {
        let picture = |map: &Map| Arc::new(Scene::new(&Layout::new(map, fonts, None), None));
        let mut print: Option<Fingerprint> = None;
        let on_disk = match &entry.file {
            None => LeftOnDisk::Nothing,
            Some(file) if !file.exists() => LeftOnDisk::Gone,
            Some(file) => {
                let read = disk::read(file).ok();
                let loaded = read.and_then(|(bytes, stamp)| {
                    print = Some(stamp.print);
                    Some((file::load(&bytes).ok()?.map, stamp))
                });
                loaded.map_or(LeftOnDisk::Unreadable, |(map, stamp)| {
                    LeftOnDisk::Map(stamp.modified, picture(&map))
                })
            }
        };
        Self {
            id,
            has_changed: print.is_some() && print != entry.base,
            file: entry.file.clone(),
            when: entry.when,
            title: map.title.clone(),
            scene: picture(map),
            on_disk,
        }
    }
}

/// The unsaved work as a step on top of what is in its file now.
fn open(folder: &std::path::Path, id: &str, fonts: Fonts) -> Option<Recovered> {
    let journal = Journal::adopt(folder, id).ok()??;
    let entry = journal.entry()?;
    let map = entry.map().ok()?;
    let read = entry.file.as_deref().and_then(|file| disk::read(file).ok());
    let loaded = read.and_then(|(bytes, stamp)| Some((file::load(&bytes).ok()?, stamp)));
    let (mut editor, stamp) = match loaded {
        Some((loaded, stamp)) => {
            let mut editor = Editor::new(loaded.map, fonts);
            editor.handle(Intent::TakeMap {
                name: "Recover",
                map: Arc::new(map),
            });
            (editor, Some(stamp))
        }
        None => (Editor::new(map, fonts), None),
    };
    // Until the person saves, it lies in no file.
    if stamp.is_none() {
        editor.mark_saved(None);
    }
    Some(Recovered {
        editor,
        file: entry.file,
        stamp,
        journal,
    })
}
