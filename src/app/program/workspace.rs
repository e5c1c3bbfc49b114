//! The open document: a map at work with its file, its journal and its save, or none at all.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Receiver,
};

use super::{
    Program, alert::Alert, journal::JournalWriter, reload::Reloaded, versions::StoredVersion,
};
use crate::{
    app::{
        report,
        tickets::{Ticket, Tickets},
    },
    editor::Editor,
    file::{journal::Journal, stamp::Stamp},
    geom::Point,
    ui::{self, Notice},
    words::marked,
};

/// Which document is open, if any. Opening and closing one issues a ticket, so that news of an
/// earlier one are known as such.
#[derive(Default)]
pub(super) struct Workspace {
    tickets: Tickets,
    document: Option<Document>,
    /// A map is being read to take the place of the open one, which must not change any more.
    pub is_opening: bool,
    /// Nothing more comes once the journal of what was open before has let go of its file.
    pub letting_go: Option<Receiver<()>>,
}

/// A map that is worked on.
pub(super) struct Document {
    pub editor: Editor,
    /// Where it is saved; `None` before the first save.
    pub file: Option<OpenFile>,
    /// What is told of the file above the map.
    pub alert: Option<Alert>,
    /// The person's own brand that it was given says something else by now.
    pub offers_brand: bool,
    pub save: SaveState,
    /// `None` where unsaved work is not kept.
    pub journal: Option<JournalWriter>,
    /// The versions in the dialog of the history.
    pub versions: Vec<StoredVersion>,
}

/// The file of a document.
pub(super) struct OpenFile {
    pub path: PathBuf,
    /// What it was like when it was read or written last; `None` where that is not known.
    pub stamp: Option<Stamp>,
    /// What was taken over from it, as long as that can be undone.
    pub reloaded: Option<Reloaded>,
}

/// Whether a document is being written.
#[derive(Debug, Default, PartialEq)]
pub(super) enum SaveState {
    #[default]
    Idle,
    /// A document is being written; `then` is where to save once more when that is done.
    Writing { then: Option<PathBuf> },
}

impl OpenFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            stamp: None,
            reloaded: None,
        }
    }
}

impl Workspace {
    /// The ticket of what is open now, be it nothing.
    pub(super) fn ticket(&self) -> Ticket {
        self.tickets.newest()
    }

    /// Whether the document with this ticket is still the open one.
    pub(super) fn accepts(&self, document: Ticket) -> bool {
        self.tickets.accepts(document)
    }

    pub(super) fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    pub(super) fn document_mut(&mut self) -> Option<&mut Document> {
        self.document.as_mut()
    }

    pub(super) fn editor(&self) -> Option<&Editor> {
        Some(&self.document()?.editor)
    }

    pub(super) fn editor_mut(&mut self) -> Option<&mut Editor> {
        Some(&mut self.document_mut()?.editor)
    }

    pub(super) fn file(&self) -> Option<&OpenFile> {
        self.document()?.file.as_ref()
    }

    pub(super) fn path(&self) -> Option<&Path> {
        Some(&self.file()?.path)
    }

    pub(super) fn notice(&self) -> Option<Notice> {
        let document = self.document()?;
        let of_brand = || document.offers_brand.then_some(Notice::Brand);
        document.alert.as_ref().map(Alert::notice).or_else(of_brand)
    }

    pub(super) fn is_saving(&self) -> bool {
        let saves = |document: &Document| document.save != SaveState::Idle;
        self.document().is_some_and(saves)
    }

    pub(super) fn versions(&self) -> &[StoredVersion] {
        self.document().map_or(&[], |document| &document.versions)
    }

    pub(super) fn forget_versions(&mut self) {
        if let Some(document) = self.document_mut() {
            document.versions.clear();
        }
    }

    /// What is open lies in no file: it waits for the person to save it.
    pub(super) fn mark_unsaved(&mut self) {
        if let Some(editor) = self.editor_mut() {
            editor.mark_saved(None);
        }
    }

    fn open(&mut self, mut editor: Editor, path: Option<PathBuf>) {
        self.tickets.issue();
        editor.set_day(ui::today());
        self.document = Some(Document {
            editor,
            file: path.map(OpenFile::new),
            alert: None,
            offers_brand: false,
            save: SaveState::Idle,
            journal: None,
            versions: Vec::new(),
        });
    }

    pub(super) fn close(&mut self) {
        self.tickets.issue();
        self.document = None;
    }
}

impl Program {
    /// Puts a map in the place of the one that is open.
    pub(super) fn begin(&mut self, editor: Editor, path: Option<PathBuf>) {
        self.begin_with(editor, path, None, None);
    }

    /// As [`Program::begin`], with what the file is like and a journal that was left behind.
    pub(super) fn begin_with(
        &mut self,
        mut editor: Editor,
        path: Option<PathBuf>,
        stamp: Option<Stamp>,
        journal: Option<Journal>,
    ) {
        self.remember_place();
        self.end_journal();
        editor.set_file_name(path.as_deref().map(report::file_name));
        let place = path
            .as_deref()
            .and_then(|path| self.shelves.settings.place(path));
        if let Some(place) = place {
            editor.look_from_place(Point::new(place.x, place.y), place.zoom);
        }
        self.workspace.open(editor, path);
        self.dialogs.open = None;
        self.dialogs.file.forget();
        self.window.hush();
        if let Some(name) = self.workspace.editor().map(|editor| self.name(editor)) {
            self.say_with(marked("Opened: {name}"), &[("name", &name)]);
        }
        self.use_stamp(stamp);
        self.begin_journal(journal);
    }

    pub(super) fn close_document(&mut self) {
        self.remember_place();
        self.end_journal();
        self.workspace.close();
        self.say_with(marked("Map closed"), &[]);
        self.services.watch.follow(self.workspace.ticket(), None);
        self.make_samples();
        self.make_thumbnails();
        self.make_templates();
    }
}
