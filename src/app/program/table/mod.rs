//! Tables that are not our own: shown as they were read, corrected, and then made a map.

mod paste;
mod read;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub(super) use read::TablePurpose;
use read::{MapPreview, ReadTable, Source, TableContent, TableReader, read_map};

use super::{
    News, PendingAction, Program,
    foreign::{ImportFailure, ImportedMap, is_table},
    pending::TableMap,
};
use crate::{
    app::{
        report,
        tickets::{Ticket, Tickets},
    },
    exchange::{
        MapFormat, Note, ReadOptions, Taken,
        table::{self, Guess, Holds},
    },
    file::disk::{self, OpenError},
    model::Map,
    survey::Answers,
    ui::{Dialog, Looks, SurveyDialog, TableDialog, TableNote},
    words::Language,
};

/// At most one table in a dialog, and how often one was read.
#[derive(Default)]
pub(super) struct Tables {
    open: Option<ForeignTable>,
    tickets: Tickets,
}

/// A table in a dialog.
struct ForeignTable {
    origin: Origin,
    /// What it gives as it is read now; none while it is taken for answers.
    map: Option<Arc<Map>>,
    /// Something was said of how to read it.
    is_corrected: bool,
    /// The reading by which the other dialog comes.
    switch: Option<Ticket>,
    other: Option<OtherDialog>,
}

/// Where a table came from, and what it looked like as a whole.
#[derive(Clone)]
struct Origin {
    source: Source,
    looks: Looks,
    /// What was open was asked about before the table was read.
    is_settled: bool,
}

/// The dialog that a person came from, with what was corrected in it.
struct OtherDialog {
    dialog: Dialog,
    map: Option<Arc<Map>>,
    is_corrected: bool,
    /// Of the workbook, in whichever of the two shows one.
    sheet: String,
}

/// What came of reading a table.
pub(super) enum TableNews {
    Read {
        ticket: Ticket,
        is_settled: bool,
        table: Box<ReadTable>,
    },
    /// As the person said that it is to be read.
    Corrected(Ticket, Result<Box<MapPreview>, String>),
    NotRead(PathBuf, TablePurpose, ImportFailure),
    /// Nothing that was pasted is a table.
    NothingPasted,
}

fn not_read(path: PathBuf, purpose: TablePurpose, failure: ImportFailure) -> News {
    News::Table(TableNews::NotRead(path, purpose, failure))
}

fn internal() -> OpenError {
    OpenError::Read(report::internal())
}

impl Tables {
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_none()
    }
}

impl ForeignTable {
    fn new(origin: Origin, map: Option<Arc<Map>>, other: Option<OtherDialog>) -> Self {
        Self {
            origin,
            map,
            is_corrected: false,
            switch: None,
            other,
        }
    }
}

impl Program {
    pub(super) fn hear_table(&mut self, news: TableNews) {
        match news {
            TableNews::Read {
                ticket,
                is_settled,
                table,
            } => self.table_read(ticket, is_settled, *table),
            TableNews::Corrected(ticket, read) => self.table_corrected(ticket, read),
            TableNews::NotRead(path, purpose, why) => self.table_not_read(&path, purpose, why),
            TableNews::NothingPasted => self.tell_no_map(),
        }
    }

    /// Opens a table; one of our own needs no questions.
    pub(super) fn import_table(&mut self, path: PathBuf, format: MapFormat) {
        self.read_table(path, format, TablePurpose::Map, true);
    }

    /// A table that came while a map is open.
    pub(super) fn read_dropped_table(&mut self, path: PathBuf, purpose: TablePurpose) {
        let format = MapFormat::of(&path).filter(|format| is_table(*format));
        self.read_table(path, format.unwrap_or(MapFormat::Csv), purpose, false);
    }

    fn read_table(
        &mut self,
        path: PathBuf,
        format: MapFormat,
        purpose: TablePurpose,
        is_settled: bool,
    ) {
        self.tell_opening(&path);
        let reader = self.table_reader();
        let ticket = self.tables.tickets.issue();
        let failed = path.clone();
        self.services.tasks.run(
            move || not_read(failed, purpose, ImportFailure::Read(internal())),
            move |_| {
                let read = || {
                    let (bytes, _) = disk::read(&path).map_err(ImportFailure::Read)?;
                    let source = Source {
                        path: Some(path.clone()),
                        format,
                        bytes: Arc::new(bytes),
                    };
                    let read = reader.read(source, purpose, &ReadOptions::default());
                    read.map_err(ImportFailure::Import)
                };
                match read() {
                    Ok(table) => News::Table(TableNews::Read {
                        ticket,
                        is_settled,
                        table: Box::new(table),
                    }),
                    Err(failure) => not_read(path, purpose, failure),
                }
            },
        );
    }

    fn table_not_read(&mut self, path: &Path, purpose: TablePurpose, failure: ImportFailure) {
        if purpose != TablePurpose::Answers {
            return self.imported(path, Err(failure));
        }
        self.workspace.is_opening = false;
        self.window.hush();
        let language = self.services.language;
        let why = failure.describe(language);
        self.dialogs
            .show_error(report::survey_not_taken(path, &why, language));
    }

    fn table_read(&mut self, ticket: Ticket, is_settled: bool, table: ReadTable) {
        if !self.tables.tickets.accepts(ticket) {
            return;
        }
        self.workspace.is_opening = false;
        self.window.hush();
        let ReadTable {
            source,
            looks,
            content,
        } = table;
        let language = self.services.language;
        let origin = Origin {
            source,
            looks,
            is_settled,
        };
        let (map, notes, guess, preview) = match content {
            TableContent::Answers(answers) => {
                return self.show_answers(ticket, origin, *answers);
            }
            TableContent::NoMap(why) => {
                let why = why.describe(language);
                (None, Vec::new(), Guess::default(), Err(why))
            }
            TableContent::Map(read, scene) => {
                let notes = notes(&read, language);
                let guess = match (read.guess, &origin.source.path) {
                    (Some(guess), _) => guess,
                    // Nothing is to be asked of it, but whether it is wanted.
                    (None, None) => Guess::default(),
                    (None, Some(_)) => return self.own_table_read(origin, read.taken),
                };
                (Some(Arc::new(read.taken.map)), notes, guess, Ok(scene))
            }
        };
        let name = match &origin.source.path {
            Some(path) => path.display().to_string(),
            None => language.t("From the clipboard").to_owned(),
        };
        let other = self.other_dialog(ticket, &guess.sheet);
        let dialog = TableDialog::new(name, looks, guess, preview, notes);
        self.tables.open = Some(ForeignTable::new(origin, map, other));
        self.dialogs.show(Dialog::Table(Box::new(dialog)));
    }

    fn show_answers(&mut self, ticket: Ticket, origin: Origin, answers: Answers) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let name = match &origin.source.path {
            Some(path) => report::file_name(path),
            None => self.services.language.t("From the clipboard").to_owned(),
        };
        let dialog = SurveyDialog::of(answers, name, editor.map().clone())
            .looking(origin.looks)
            .going_to(editor.survey_place());
        let other = self.other_dialog(ticket, "");
        self.tables.open = Some(ForeignTable::new(origin, None, other));
        self.dialogs.show(Dialog::Survey(Box::new(dialog)));
    }

    fn own_table_read(&mut self, origin: Origin, taken: Taken) {
        self.dialogs.open = None;
        match origin.source.path {
            Some(path) if origin.is_settled => {
                let map = ImportedMap::new(taken, self.services.fonts.clone());
                self.imported(&path, Ok(Box::new(map)));
            }
            // As soon as no change can be lost by it.
            Some(path) => self.dialogs.pending = Some(PendingAction::Open(path)),
            None => {}
        }
    }

    /// The person says what a table in a dialog holds.
    pub(super) fn read_table_as(&mut self, holds: Holds, dialog: Dialog) {
        let sheet = match &dialog {
            Dialog::Table(dialog) => Some(dialog.guess.sheet.clone()),
            _ => None,
        };
        let Some(table) = &mut self.tables.open else {
            self.dialogs.open = Some(dialog);
            return;
        };
        if let Some(other) = table.other.take().filter(|other| other.goes_with(&dialog)) {
            let closed = OtherDialog {
                sheet: other.sheet,
                dialog,
                map: table.map.take(),
                is_corrected: table.is_corrected,
            };
            (table.map, table.is_corrected) = (other.map, other.is_corrected);
            table.other = Some(closed);
            self.dialogs.show(other.dialog);
            // What is still being read is not waited for.
            self.tables.tickets.revoke();
            return;
        }
        self.dialogs.show(dialog);
        let ticket = self.tables.tickets.issue();
        table.switch = Some(ticket);
        let Origin {
            source,
            looks,
            is_settled,
        } = table.origin.clone();
        let purpose = match holds {
            Holds::Answers => TablePurpose::Answers,
            _ => TablePurpose::Map,
        };
        let path = source.path.clone().unwrap_or_default();
        let options = ReadOptions {
            sheet: sheet.filter(|name| !name.is_empty()),
            ..ReadOptions::default()
        };
        let reader = self.table_reader();
        let failed = path.clone();
        self.services.tasks.run(
            move || not_read(failed, purpose, ImportFailure::Read(internal())),
            move |_| match reader.read(source, purpose, &options) {
                // What it looks like is what it looked like as a whole.
                Ok(table) => News::Table(TableNews::Read {
                    ticket,
                    is_settled,
                    table: Box::new(ReadTable { looks, ..table }),
                }),
                Err(error) => not_read(path, purpose, ImportFailure::Import(error)),
            },
        );
    }

    /// The dialog that is open, where what was read last is to stand beside it.
    fn other_dialog(&mut self, ticket: Ticket, sheet: &str) -> Option<OtherDialog> {
        let table = self
            .tables
            .open
            .take()
            .filter(|table| table.switch == Some(ticket))?;
        let dialog = self.dialogs.open.take()?;
        let (is_whole, sheet) = match &dialog {
            Dialog::Table(dialog) => (!dialog.is_busy, dialog.guess.sheet.as_str()),
            other => (matches!(other, Dialog::Survey(_)), sheet),
        };
        let sheet = sheet.to_owned();
        is_whole.then_some(OtherDialog {
            dialog,
            map: table.map,
            is_corrected: table.is_corrected,
            sheet,
        })
    }

    /// What comes late is not meant any more.
    pub(super) fn forget_table(&mut self) {
        self.tables.open = None;
        self.tables.tickets.revoke();
        self.show_start();
    }

    fn table_reader(&self) -> TableReader {
        let fonts = self.services.fonts.clone();
        TableReader::new(self.workspace.editor(), fonts, self.services.language)
    }

    /// Reads the table anew, as the person said; the dialog stays.
    pub(super) fn read_table_with(&mut self, options: ReadOptions, mut dialog: Box<TableDialog>) {
        let Some(table) = &mut self.tables.open else {
            return;
        };
        table.is_corrected = options != ReadOptions::default();
        dialog.is_busy = true;
        self.dialogs.show(Dialog::Table(dialog));
        let source = table.origin.source.clone();
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let failed = language.t("This version can’t be shown.").to_owned();
        let ticket = self.tables.tickets.issue();
        let corrected = move |read| News::Table(TableNews::Corrected(ticket, read));
        self.services.tasks.run(
            move || corrected(Err(failed)),
            move |_| {
                let read = read_map(&source, &options, &fonts, language);
                let read = read.map(Box::new).map_err(|why| why.describe(language));
                corrected(read)
            },
        );
    }

    fn table_corrected(&mut self, ticket: Ticket, read: Result<Box<MapPreview>, String>) {
        let (Some(Dialog::Table(dialog)), Some(table)) =
            (&mut self.dialogs.open, &mut self.tables.open)
        else {
            return;
        };
        if !self.tables.tickets.accepts(ticket) {
            return;
        }
        dialog.is_busy = false;
        match read {
            Ok(read) => {
                let (read, scene) = *read;
                dialog.notes = notes(&read, self.services.language);
                dialog.show_guess(read.guess.unwrap_or_default());
                dialog.preview = Ok(scene);
                table.map = Some(Arc::new(read.taken.map));
            }
            Err(why) => {
                dialog.preview = Err(why);
                table.map = None;
            }
        }
    }

    pub(super) fn make_map_of_table(&mut self) {
        let Some(table) = self.tables.open.take() else {
            return;
        };
        let Some(map) = table.map else { return };
        // What was corrected by hand stands in no file yet, nor does what was pasted.
        let from = table.origin.source.path.filter(|_| !table.is_corrected);
        let map = TableMap { map, from };
        if table.origin.is_settled {
            self.begin_table(map);
        } else {
            self.dialogs.pending = Some(PendingAction::Table(map));
        }
    }

    /// Begins a map without a file, which waits to be saved where no other file gives it again.
    pub(super) fn begin_table(&mut self, TableMap { map, from }: TableMap) {
        self.begin_map(Map::clone(&map));
        match from {
            Some(path) => self.tell_source(&path),
            None => self.workspace.mark_unsaved(),
        }
    }
}

impl OtherDialog {
    /// Whether it still shows the table that a dialog shows: answers of one sheet are none of
    /// another.
    fn goes_with(&self, dialog: &Dialog) -> bool {
        match (&self.dialog, dialog) {
            (Dialog::Survey(_), Dialog::Table(table)) => {
                !table.is_busy && table.guess.sheet == self.sheet
            }
            (Dialog::Table(_), Dialog::Survey(_)) => true,
            _ => false,
        }
    }
}

fn notes(read: &table::Read, language: Language) -> Vec<TableNote> {
    let note = |note: &Note| TableNote {
        text: report::note(note, language),
        is_loss: note.is_loss(),
    };
    read.taken.notes.iter().map(note).collect()
}
