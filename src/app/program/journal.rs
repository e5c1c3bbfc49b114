//! The journal of the open map, as long as there is unsaved work in it.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    time::{Duration, Instant, SystemTime},
};

use super::{News, Program, alert::Alert};
use crate::{
    app::{
        report::{self, KeptAside},
        tickets::Ticket,
    },
    file::{
        self, disk,
        journal::{Journal, JournalEntry, Turn},
        stamp::Fingerprint,
        versions,
    },
    model::Map,
    ui::ErrorReport,
};

/// How long a change stays unkept at most, but for the time that writing takes.
const PAUSE: Duration = Duration::from_secs(1);

/// How long after it could not be written it is tried once more: somebody may have made room.
const RETRY: Duration = match cfg!(test) {
    true => Duration::from_millis(50),
    false => Duration::from_secs(10),
};

/// Writes the journal of one document.
pub(super) struct JournalWriter {
    journal: Arc<Journal>,
    /// The map that is kept, or on its way there.
    kept: Option<Arc<Map>>,
    /// When the first change came that is not kept.
    changed_at: Option<Instant>,
    /// Before that, nothing is tried.
    not_before: Option<Instant>,
    is_writing: bool,
    /// What the file held that the work began with, once that is kept as a version.
    base: Option<Fingerprint>,
    /// That it cannot be kept was told.
    has_failed: bool,
    /// The last that there was to keep is kept.
    has_kept: bool,
}

impl JournalWriter {
    fn new(journal: Journal, kept: Option<Arc<Map>>) -> Self {
        Self {
            journal: Arc::new(journal),
            kept,
            changed_at: None,
            not_before: None,
            is_writing: false,
            base: None,
            has_failed: false,
            has_kept: false,
        }
    }

    /// Whether all there is to keep is kept.
    #[cfg(test)]
    pub(super) fn is_at_rest(&self) -> bool {
        self.kept.is_some() && self.changed_at.is_none() && !self.is_writing
    }

    /// What a save tells that begins now.
    pub(super) fn before_save(&self) -> (Arc<Journal>, Turn) {
        (self.journal.clone(), self.journal.turn())
    }

    fn has(&self, map: &Arc<Map>) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, map))
    }
}

/// News of the journal of the document that holds the ticket.
pub(super) enum JournalNews {
    /// Unsaved work was kept, or could not be.
    Written(Ticket, io::Result<()>),
    /// Its file is open in another window, too.
    OpenElsewhere(Ticket),
}

fn written(document: Ticket, result: io::Result<()>) -> News {
    News::Journal(JournalNews::Written(document, result))
}

impl Program {
    pub(super) fn hear_journal(&mut self, news: JournalNews) {
        match news {
            JournalNews::Written(document, result) => self.journal_written(document, result),
            JournalNews::OpenElsewhere(document) => self.open_elsewhere(document),
        }
    }

    /// A file that could not be written, with what becomes of the changes.
    pub(super) fn not_written(&self, path: &Path, error: &io::Error) -> ErrorReport {
        let document = self.workspace.document();
        let kept = match document.filter(|document| document.editor.is_dirty()) {
            None => KeptAside::NotYet,
            Some(document) => match &document.journal {
                None => KeptAside::No,
                Some(writer) if writer.has_failed => KeptAside::No,
                Some(writer) if writer.has_kept => KeptAside::Yes,
                Some(_) => KeptAside::NotYet,
            },
        };
        report::not_written(path, error, kept, self.services.language)
    }

    /// The open map gives way to another one, by choice: of it nothing is kept any more.
    pub(super) fn end_journal(&mut self) {
        let document = self.workspace.document_mut();
        let Some(writer) = document.and_then(|document| document.journal.take()) else {
            return;
        };
        let (held, letting_go) = channel();
        self.workspace.letting_go = Some(letting_go);
        self.services.tasks.write(
            || News::Nothing,
            // What cannot be removed is offered at the next start; nothing is lost by that.
            move |_| {
                let _held: Sender<()> = held;
                writer
                    .journal
                    .end()
                    .map_or(News::Nothing, |()| News::Nothing)
            },
        );
    }

    /// Begins to care for the map that was just opened.
    pub(super) fn begin_journal(&mut self, adopted: Option<Journal>) {
        let (Some(folders), Some(document)) =
            (&self.services.folders, self.workspace.document_mut())
        else {
            return;
        };
        let kept = adopted.as_ref().map(|_| document.editor.map().clone());
        let journal = adopted.unwrap_or_else(|| Journal::new(&folders.journals));
        document.journal = Some(JournalWriter::new(journal, kept));
        self.claim();
    }

    /// Lets other windows know of the file, and hears whether one has it open.
    pub(super) fn claim(&mut self) {
        let ticket = self.workspace.ticket();
        let Some(document) = self.workspace.document() else {
            return;
        };
        let (Some(writer), Some(file)) = (&document.journal, &document.file) else {
            return;
        };
        let (journal, path) = (writer.journal.clone(), file.path.clone());
        // It may be of the same file.
        let before = self.workspace.letting_go.take();
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let file = path.canonicalize().unwrap_or(path);
                if let Some(letting_go) = before {
                    let _ = letting_go.recv();
                }
                match journal.claim(Some(&file)) {
                    Ok(true) => News::Journal(JournalNews::OpenElsewhere(ticket)),
                    // The first write to the journal tells why it failed.
                    Ok(false) | Err(_) => News::Nothing,
                }
            },
        );
    }

    fn open_elsewhere(&mut self, document: Ticket) {
        if self.workspace.accepts(document)
            && let Some(document) = self.workspace.document_mut()
        {
            document.alert.get_or_insert(Alert::Elsewhere);
        }
    }

    /// Sees to it, in each pass, that unsaved work is written soon.
    pub(super) fn keep_journal(&mut self, context: &egui::Context) {
        let ticket = self.workspace.ticket();
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        let Some(writer) = &mut document.journal else {
            return;
        };
        if !document.editor.is_dirty() {
            writer.changed_at = None;
            writer.has_kept = false;
            writer.has_failed = false;
            if writer.kept.take().is_some() {
                let (journal, turn) = (writer.journal.clone(), writer.journal.turn());
                self.services.tasks.write(
                    || News::Nothing,
                    move |_| match journal.clear(turn) {
                        Ok(()) => News::Nothing,
                        Err(error) => written(ticket, Err(error)),
                    },
                );
            }
            return;
        }
        if writer.has(document.editor.map()) {
            writer.changed_at = None;
            return;
        }
        let now = Instant::now();
        let due = *writer.changed_at.get_or_insert(now) + PAUSE;
        let due = writer.not_before.map_or(due, |earliest| due.max(earliest));
        if writer.is_writing {
            return;
        }
        if now < due {
            context.request_repaint_after(due - now);
            return;
        }
        self.write_journal();
    }

    /// Keeps what is not kept yet without waiting for more.
    pub(super) fn keep_journal_now(&mut self) {
        let document = self.workspace.document();
        let waits = document.is_some_and(|document| {
            let has_all = |writer: &JournalWriter| writer.has(document.editor.map());
            document.editor.is_dirty() && !document.journal.as_ref().is_none_or(has_all)
        });
        if waits {
            self.write_journal();
        }
    }

    fn write_journal(&mut self) {
        let ticket = self.workspace.ticket();
        let versions = self.services.versions_folder();
        // One version alone belongs in no file: recovered, it would take the place of the merge.
        let belongs_in_file = !self.merge_waits();
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        let Some(writer) = &mut document.journal else {
            return;
        };
        let map = document.editor.map().clone();
        writer.changed_at = None;
        writer.is_writing = true;
        writer.kept = Some(map.clone());
        let (journal, turn) = (writer.journal.clone(), writer.journal.turn());
        let file = document.file.as_ref().filter(|_| belongs_in_file);
        let path = file.map(|file| file.path.clone());
        let base = file.and_then(|file| Some(file.stamp.as_ref()?.print));
        let new_base = base.filter(|base| writer.base != Some(*base));
        writer.base = base;
        self.services.tasks.write(
            move || written(ticket, Err(report::internal())),
            move |_| {
                let entry = JournalEntry {
                    file: path.map(|path| path.canonicalize().unwrap_or(path)),
                    base,
                    when: SystemTime::now(),
                    text: file::save(&map),
                };
                let result = journal.write(turn, &entry);
                if let (Some(file), Some(root), Some(base)) = (&entry.file, versions, new_base) {
                    // Without it the work is recovered all the same; only a merge knows less.
                    let _ = versions::keep_base(&root, file, base);
                }
                written(ticket, result)
            },
        );
    }

    fn journal_written(&mut self, document: Ticket, result: io::Result<()>) {
        if !self.workspace.accepts(document) {
            return;
        }
        let document = self.workspace.document_mut();
        let Some(writer) = document.and_then(|document| document.journal.as_mut()) else {
            return;
        };
        writer.is_writing = false;
        if result.is_err() {
            writer.kept = None;
        }
        writer.not_before = result.is_err().then(|| Instant::now() + RETRY);
        match result {
            Ok(()) => {
                writer.has_failed = false;
                writer.has_kept = true;
            }
            Err(error) if !writer.has_failed => {
                writer.has_failed = true;
                writer.has_kept = false;
                let why = disk::why_not_written(&error, self.services.language);
                let text = "Unsaved changes cannot be kept aside: {why}. Save often.";
                let told = self.services.language.fill(text, &[("why", &why)]);
                self.window.warn(told);
            }
            Err(_) => {}
        }
    }
}
