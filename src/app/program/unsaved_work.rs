//! Unsaved work that a sudden end has left: read from its journal, opened, or given up.
//!
//! All of this reads files, and so runs on the threads of tasks.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{differences::differences, services::Folders};
use crate::{
    editor::{Editor, Intent},
    file::{
        self, disk,
        journal::{self, Journal, JournalEntry},
        stamp::{Fingerprint, Stamp},
        versions,
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::LeftWords,
    words::Language,
};

/// No more are offered at one start.
const OFFERED: usize = 20;

/// Unsaved work that is offered.
pub(super) struct UnsavedWork {
    pub id: String,
    pub file: Option<PathBuf>,
    pub when: SystemTime,
    pub map: Arc<Map>,
    pub scene: Arc<Scene>,
    pub on_disk: FileContent,
    /// The file was saved after the work had begun.
    pub has_changed: bool,
    /// How both differ; in each language, since the person may choose another one meanwhile.
    pub words: Vec<(Language, LeftWords)>,
}

/// What is in the file of unsaved work.
pub(super) enum FileContent {
    /// It was never saved.
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
pub(super) struct FoundWork {
    pub work: Vec<UnsavedWork>,
    /// Where those lie now that cannot be read.
    pub damaged: Vec<PathBuf>,
}

/// A map with unsaved work, open again.
pub(super) struct RecoveredMap {
    pub editor: Editor,
    pub file: Option<PathBuf>,
    pub stamp: Option<Stamp>,
    /// What the file is like now, where it was saved after the work had begun.
    pub now: Option<Stamp>,
    pub journal: Journal,
}

impl UnsavedWork {
    fn of(id: String, entry: &JournalEntry, map: Map, folders: &Folders, fonts: &Fonts) -> Self {
        let picture = |map: &Map| Arc::new(Scene::new(&Layout::new(map, fonts, None), None));
        let mut print: Option<Fingerprint> = None;
        let on_disk = match &entry.file {
            None => FileContent::Nothing,
            Some(file) if !file.exists() => FileContent::Gone,
            Some(file) => {
                let read = disk::read(file).ok();
                let loaded = read.and_then(|(bytes, stamp)| {
                    print = Some(stamp.print);
                    Some((file::load(&bytes).ok()?.map, stamp))
                });
                loaded.map_or(FileContent::Unreadable, |(map, stamp)| FileContent::Map {
                    when: stamp.modified,
                    scene: picture(&map),
                    map: Arc::new(map),
                })
            }
        };
        let has_changed = print.is_some() && print != entry.base;
        let base = base_of(entry, folders).filter(|_| has_changed);
        let words = |language| match (&on_disk, &base) {
            (FileContent::Map { map: in_file, .. }, None) => LeftWords {
                unsaved: Some(differences(in_file, &map, language)),
                in_file: None,
            },
            (FileContent::Map { map: in_file, .. }, Some(base)) => LeftWords {
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
            FileContent::Map { map, .. } => Some((map.clone(), self.map.clone())),
            _ => None,
        }
    }

    /// The file, as long as there is one with a history to be seen.
    pub(super) fn file_there(&self) -> Option<&Path> {
        match self.on_disk {
            FileContent::Map { .. } | FileContent::Unreadable => self.file.as_deref(),
            FileContent::Nothing | FileContent::Gone => None,
        }
    }
}

/// Finds what sudden ends have left; on a thread of a task.
pub(super) fn find(folders: &Folders, fonts: &Fonts) -> FoundWork {
    let (mut work, mut damaged) = (Vec::new(), Vec::new());
    for found in journal::found(&folders.journals).into_iter().take(OFFERED) {
        let entry = found.entry.as_ref().ok();
        let map = entry.and_then(|entry| Some((entry, entry.map().ok()?)));
        match map {
            Some((entry, map)) => {
                work.push(UnsavedWork::of(
                    found.id.clone(),
                    entry,
                    map,
                    folders,
                    fonts,
                ));
            }
            // If it cannot be moved, it is told again at the next start.
            None => damaged.push(journal::set_aside(&found).unwrap_or(found.path)),
        }
    }
    FoundWork { work, damaged }
}

/// What the file held when the work began, as far as it is kept.
fn base_of(entry: &JournalEntry, folders: &Folders) -> Option<Map> {
    let (file, base) = (entry.file.as_deref()?, entry.base?);
    let kept = versions::list(&folders.versions, file).into_iter();
    let kept = kept.filter(|version| version.print == base);
    let mut maps = kept.filter_map(|version| disk::open(&version.path).ok());
    maps.next().map(|loaded| loaded.map)
}

/// Gives up unsaved work, to the history of its file if it has one; `false` when another program
/// has it.
pub(super) fn discard(folders: &Folders, id: &str) -> io::Result<bool> {
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

/// Opens unsaved work as a step on top of what it began with, or of what is in its file now.
pub(super) fn open(folders: &Folders, id: &str, fonts: Fonts) -> Option<RecoveredMap> {
    let journal = Journal::adopt(&folders.journals, id).ok()??;
    let entry = journal.entry()?;
    let map = entry.map().ok()?;
    let read = entry.file.as_deref().and_then(|file| disk::read(file).ok());
    let loaded = read.and_then(|(bytes, stamp)| Some((file::load(&bytes).ok()?.map, stamp)));
    let Some((in_file, now)) = loaded else {
        let mut editor = Editor::new(map, fonts);
        // Until the person saves, it lies in no file.
        editor.mark_saved(None);
        return Some(RecoveredMap {
            editor,
            file: entry.file,
            stamp: None,
            now: None,
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
    Some(RecoveredMap {
        editor,
        file: entry.file,
        stamp: seen.or_else(|| Some(now.clone())),
        now: Some(now).filter(|_| has_changed),
        journal,
    })
}
