//! What is kept aside of the open map: its journal, as long as there is unsaved work.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use super::{News, Program};
use crate::{
    file::{
        self, disk,
        journal::{Entry, Journal},
        stamp::Fingerprint,
        versions,
    },
    model::Map,
};

/// How long a change stays unkept at most, but for the time that writing takes.
const PAUSE: Duration = Duration::from_secs(1);

/// The folders in which things are kept aside.
#[derive(Debug, Clone)]
pub(super) struct Folders {
    pub journals: PathBuf,
    pub versions: PathBuf,
}

impl Folders {
    pub fn within(data: &Path) -> Self {
        Self {
            journals: data.join("journal"),
            versions: data.join("versions"),
        }
    }
}

/// The journal of the open map, and how far it has come.
pub(super) struct Aside {
    journal: Arc<Journal>,
    /// The map that is kept, or on its way there.
    kept: Option<Arc<Map>>,
    /// When the first change came that is not kept.
    since: Option<Instant>,
    is_writing: bool,
    /// What the file held that the work began with, once that is kept as a version.
    base: Option<Fingerprint>,
    /// That it cannot be kept was told.
    has_failed: bool,
}

impl Aside {
    fn new(journal: Journal, kept: Option<Arc<Map>>) -> Self {
        Self {
            journal: Arc::new(journal),
            kept,
            since: None,
            is_writing: false,
            base: None,
            has_failed: false,
        }
    }

    /// Whether all there is to keep is kept.
    #[cfg(test)]
    pub fn is_at_rest(&self) -> bool {
        self.kept.is_some() && self.since.is_none() && !self.is_writing
    }
}

impl Program {
    /// The open map gives way to another one, by choice: of it nothing is kept any more.
    pub(super) fn end_aside(&mut self) {
        if let Some(aside) = self.aside.take() {
            self.tasks.write(
                || News::Nothing,
                // What cannot be removed is offered at the next start; nothing is lost by that.
                move |_| {
                    aside
                        .journal
                        .end()
                        .map_or(News::Nothing, |()| News::Nothing)
                },
            );
        }
    }

    /// Begins to care for the map that was just opened.
    pub(super) fn begin_aside(&mut self, adopted: Option<Journal>) {
        self.end_aside();
        let Some(folders) = &self.folders else { return };
        let editor = self.editor.as_ref().filter(|_| adopted.is_some());
        let kept = editor.map(|editor| editor.map().clone());
        let journal = adopted.unwrap_or_else(|| Journal::new(&folders.journals));
        self.aside = Some(Aside::new(journal, kept));
        self.claim();
    }

    /// Lets other windows know of the file, and hears whether one has it open.
    pub(super) fn claim(&mut self) {
        let (Some(aside), Some(path)) = (&self.aside, self.path.clone()) else {
            return;
        };
        let (journal, document) = (aside.journal.clone(), self.document);
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let file = path.canonicalize().unwrap_or(path);
                match journal.claim(Some(&file)) {
                    Ok(is_elsewhere) => News::Claimed {
                        document,
                        is_elsewhere,
                    },
                    // The first write to the journal tells why.
                    Err(_) => News::Nothing,
                }
            },
        );
    }

    /// Sees to it, in each pass, that unsaved work is written soon.
    pub(super) fn keep_aside(&mut self, context: &egui::Context) {
        let (Some(editor), Some(aside)) = (&self.editor, &mut self.aside) else {
            return;
        };
        let document = self.document;
        if !editor.is_dirty() {
            aside.since = None;
            if aside.kept.take().is_some() {
                let (journal, turn) = (aside.journal.clone(), aside.journal.turn());
                self.tasks.write(
                    || News::Nothing,
                    move |_| match journal.clear(turn) {
                        Ok(()) => News::Nothing,
                        Err(error) => News::Kept(document, Err(error)),
                    },
                );
            }
            return;
        }
        let map = editor.map();
        if aside
            .kept
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, map))
        {
            aside.since = None;
            return;
        }
        let now = Instant::now();
        let due = *aside.since.get_or_insert(now) + PAUSE;
        if aside.is_writing {
            return;
        }
        if now < due {
            context.request_repaint_after(due - now);
            return;
        }
        aside.since = None;
        aside.is_writing = true;
        aside.kept = Some(map.clone());
        let (journal, turn) = (aside.journal.clone(), aside.journal.turn());
        let (map, path) = (map.clone(), self.path.clone());
        let base = self.on_disk.as_ref().map(|stamp| stamp.print);
        let new_base = base.filter(|base| aside.base != Some(*base));
        aside.base = base;
        let versions = self
            .folders
            .as_ref()
            .map(|folders| folders.versions.clone());
        self.tasks.write(
            move || News::Kept(document, Err(crate::app::report::internal())),
            move |_| {
                let file = path.map(|path| path.canonicalize().unwrap_or(path));
                let entry = Entry {
                    file,
                    base,
                    when: SystemTime::now(),
                    text: file::save(&map),
                };
                let result = journal.write(turn, &entry);
                if let (Some(file), Some(root), Some(base)) = (&entry.file, versions, new_base) {
                    // Without it the work is recovered all the same; only a merge knows less.
                    let _ = versions::keep_base(&root, file, base);
                }
                News::Kept(document, result)
            },
        );
    }

    pub(super) fn kept(&mut self, document: u64, result: io::Result<()>) {
        let is_open = document == self.document;
        let Some(aside) = self.aside.as_mut().filter(|_| is_open) else {
            return;
        };
        aside.is_writing = false;
        match result {
            Ok(()) => aside.has_failed = false,
            Err(error) if !aside.has_failed => {
                aside.has_failed = true;
                let why = disk::why_not_written(&error, self.language);
                let text = "Unsaved changes cannot be kept aside: {why}. Save often.";
                self.message = Some(self.language.fill(text, &[("why", &why)]));
            }
            Err(_) => {}
        }
    }
}
