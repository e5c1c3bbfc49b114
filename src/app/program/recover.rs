//! Unsaved work that a sudden end has left: found at the start, offered, opened or dropped.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{News, Next, Program, aside::Folders, differences::differences};
use crate::{
    app::report,
    editor::{Editor, Intent},
    file::{
        self, disk,
        journal::{self, Entry, Journal},
        stamp::{Fingerprint, Stamp},
        versions,
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{Dialog, DiscardLeftDialog, LeftWords, OnDisk, RecoveryDialog},
    words::Language,
};

/// No more are offered at one start.
const OFFERED: usize = 20;

/// Unsaved work that is offered.
pub(super) struct Left {
    id: String,
    file: Option<PathBuf>,
    when: SystemTime,
    map: Arc<Map>,
    scene: Arc<Scene>,
    on_disk: LeftOnDisk,
    /// The file was saved after the work had begun.
    has_changed: bool,
    /// How both differ; in each language, since the person may choose another one meanwhile.
    words: Vec<(Language, LeftWords)>,
}

enum LeftOnDisk {
    Nothing,
    Gone,
    Unreadable,
    Map {
        when: Option<SystemTime>,
        map: Arc<Map>,
        scene: Arc<Scene>,
    },
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
    /// What the file is like now, where it was saved after the work had begun.
    theirs: Option<Stamp>,
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
                            left.push(Left::of(found.id.clone(), entry, map, &folders, &fonts));
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
        self.later.clear();
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
        let words = left.words.iter().find(|(of, _)| *of == language);
        let in_file = match &left.on_disk {
            LeftOnDisk::Map { when, .. } => *when,
            _ => None,
        };
        let moments: Vec<SystemTime> = [left.when].into_iter().chain(in_file).collect();
        let mut moments = report::moments(&moments, language).into_iter();
        self.dialog = Some(Dialog::Recovery(Box::new(RecoveryDialog {
            title: report::title_or_untitled(&left.map.title, language),
            file: left.file.as_ref().map(|file| file.display().to_string()),
            when: moments.next().unwrap_or_default(),
            scene: left.scene.clone(),
            on_disk: match &left.on_disk {
                LeftOnDisk::Nothing => OnDisk::Nothing,
                LeftOnDisk::Gone => OnDisk::Gone,
                LeftOnDisk::Unreadable => OnDisk::Unreadable,
                LeftOnDisk::Map { scene, .. } => OnDisk::Map {
                    when: moments.next().unwrap_or_default(),
                    scene: scene.clone(),
                },
            },
            has_changed: left.has_changed,
            words: words.map(|(_, words)| words.clone()).unwrap_or_default(),
            more: self.left.len() - 1,
        })));
    }

    /// It stays where it is, and the next one is offered.
    pub(super) fn leave_for_later(&mut self) {
        let title = |left: Left| report::title_or_untitled(&left.map.title, self.language);
        self.later.extend(self.left.pop_front().map(title));
        self.offer_at_start = true;
    }

    /// Nothing is given up unasked.
    pub(super) fn ask_discard_left(&mut self, recovery: Box<RecoveryDialog>) {
        let Some(left) = self.left.front() else {
            return;
        };
        self.dialog = Some(Dialog::DiscardLeft(DiscardLeftDialog {
            title: recovery.title.clone(),
            history_of: left.file_there().map(report::file_name),
        }));
        self.below = Some(Dialog::Recovery(recovery));
    }

    pub(super) fn discard_left(&mut self) {
        self.below = None;
        let (Some(left), Some(folders)) = (self.left.pop_front(), self.folders.clone()) else {
            return;
        };
        self.offer_at_start = true;
        let path = folders.journals.join(format!("{}.journal", left.id));
        let name = left.file_there().map(report::file_name);
        self.tasks.write(
            || News::Nothing,
            move |_| match discard(&folders, &left.id) {
                Ok(true) => News::Discarded(name),
                Ok(false) => News::Nothing,
                Err(error) => News::NotDiscarded(path, error),
            },
        );
    }

    pub(super) fn discarded(&mut self, file: Option<String>) {
        let name = file.unwrap_or_default();
        self.message = Some(match name.as_str() {
            "" => self.language.t("Discarded.").to_owned(),
            name => {
                let text = "Discarded. The history of “{name}” keeps it.";
                self.language.fill(text, &[("name", name)])
            }
        });
    }

    pub(super) fn next_of_left(&mut self, compares: bool) -> Option<Next> {
        let id = self.left.front()?.id.clone();
        Some(Next::Recover { id, compares })
    }

    pub(super) fn recover(&mut self, id: String, compares: bool) {
        self.left.retain(|left| left.id != id);
        let Some(folders) = self.folders.clone() else {
            return;
        };
        self.opening = true;
        let fonts = self.fonts.clone();
        self.tasks.run(
            move || News::Recovered(None, compares),
            move |_| {
                let opened = open(&folders, &id, fonts).map(Box::new);
                News::Recovered(opened, compares)
            },
        );
    }

    pub(super) fn recovered(&mut self, recovered: Option<Box<Recovered>>, compares: bool) {
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
            theirs,
            journal,
        } = *recovered;
        self.begin_with(editor, file, stamp, Some(journal));
        let Some(theirs) = theirs else { return };
        // As if the work had gone on: the bar tells of the other save, and none goes over it.
        self.changed_on_disk(theirs);
        if compares {
            self.compare_with_file();
        }
    }
}

impl Left {
    fn of(id: String, entry: &Entry, map: Map, folders: &Folders, fonts: &Fonts) -> Self {
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
                loaded.map_or(LeftOnDisk::Unreadable, |(map, stamp)| LeftOnDisk::Map {
                    when: stamp.modified,
                    scene: picture(&map),
                    map: Arc::new(map),
                })
            }
        };
        let has_changed = print.is_some() && print != entry.base;
        let base = base_of(entry, folders).filter(|_| has_changed);
        let words = |language| match (&on_disk, &base) {
            (LeftOnDisk::Map { map: in_file, .. }, None) => LeftWords {
                unsaved: Some(differences(in_file, &map, language)),
                in_file: None,
            },
            (LeftOnDisk::Map { map: in_file, .. }, Some(base)) => LeftWords {
                unsaved: Some(differences(base, &map, language)),
                in_file: Some(differences(base, in_file, language)),
            },
            _ => LeftWords::default(),
        };
        Self {
            id,
            has_changed,
            file: entry.file.clone(),
            when: entry.when,
            words: Language::ALL.map(|l| (l, words(l))).into(),
            scene: picture(&map),
            map: Arc::new(map),
            on_disk,
        }
    }

    /// What is in the file, and the work.
    pub(super) fn both(&self) -> Option<(Arc<Map>, Arc<Map>)> {
        match &self.on_disk {
            LeftOnDisk::Map { map, .. } => Some((map.clone(), self.map.clone())),
            _ => None,
        }
    }

    /// The file, as long as there is one with a history to be seen.
    fn file_there(&self) -> Option<&Path> {
        match self.on_disk {
            LeftOnDisk::Map { .. } | LeftOnDisk::Unreadable => self.file.as_deref(),
            LeftOnDisk::Nothing | LeftOnDisk::Gone => None,
        }
    }
}

/// What the file held when the work began, as far as it is kept.
fn base_of(entry: &Entry, folders: &Folders) -> Option<Map> {
    let (file, base) = (entry.file.as_deref()?, entry.base?);
    let kept = versions::list(&folders.versions, file).into_iter();
    let kept = kept.filter(|version| version.print == base);
    let mut maps = kept.filter_map(|version| disk::open(&version.path).ok());
    maps.next().map(|loaded| loaded.map)
}

/// Unsaved work goes to the history of its file, if it has one; `false` when another program has it.
fn discard(folders: &Folders, id: &str) -> io::Result<bool> {
    let Some(journal) = Journal::adopt(&folders.journals, id)? else {
        return Ok(false);
    };
    if let Some(entry) = journal.entry()
        && let Some(file) = &entry.file
    {
        versions::keep_discarded(&folders.versions, file, &entry.text, entry.when)?;
    }
    journal.end().map(|()| true)
}

/// The unsaved work as a step on top of what it began with, or of what is in its file now.
fn open(folders: &Folders, id: &str, fonts: Fonts) -> Option<Recovered> {
    let journal = Journal::adopt(&folders.journals, id).ok()??;
    let entry = journal.entry()?;
    let map = entry.map().ok()?;
    let read = entry.file.as_deref().and_then(|file| disk::read(file).ok());
    let loaded = read.and_then(|(bytes, stamp)| Some((file::load(&bytes).ok()?.map, stamp)));
    let Some((in_file, now)) = loaded else {
        let mut editor = Editor::new(map, fonts);
        // Until the person saves, it lies in no file.
        editor.mark_saved(None);
        return Some(Recovered {
            editor,
            file: entry.file,
            stamp: None,
            theirs: None,
            journal,
        });
    };
    let has_changed = entry.base != Some(now.print);
    let base = base_of(&entry, folders).filter(|_| has_changed);
    let is_base_known = base.is_some();
    let mut editor = Editor::new(base.unwrap_or(in_file), fonts);
    editor.handle(Intent::TakeMap {
        name: "Recover",
        map: Arc::new(map),
    });
    if has_changed && !is_base_known {
        // What is in the file did not lead to this work.
        editor.mark_saved(None);
    }
    let seen = entry.base.filter(|_| has_changed).map(|print| Stamp {
        length: 0,
        modified: None,
        print,
    });
    Some(Recovered {
        editor,
        file: entry.file,
        stamp: seen.or_else(|| Some(now.clone())),
        theirs: Some(now).filter(|_| has_changed),
        journal,
    })
}
