//! Tables that are not our own: shown as they were read, corrected, and then made a map.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    News, Next, Program,
    exchange::{TakeFailure, TakenMap},
};
use crate::{
    app::{clipboard::Content, report},
    editor::Editor,
    exchange::{self, Form, ReadOptions, table},
    file::disk::{self, OpenError},
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{Dialog, TableDialog},
    words::Language,
};

/// A table, and the map that it gives as it is read now.
pub(super) struct ForeignTable {
    source: Source,
    map: Arc<Map>,
}

#[derive(Clone)]
struct Source {
    /// `None` for what was pasted.
    path: Option<PathBuf>,
    form: Form,
    bytes: Arc<Vec<u8>>,
}

/// What was read of a table, and how it looks.
pub(super) struct TableSeen {
    source: Source,
    read: table::Read,
    scene: Arc<Scene>,
}

/// Whether a form may hold a table that is not our own.
pub(super) fn is_table(form: Form) -> bool {
    matches!(form, Form::Csv | Form::Tsv | Form::Workbook)
}

impl Program {
    /// Opens a table; one of our own needs no questions.
    pub(super) fn take_table(&mut self, path: PathBuf, form: Form) {
        self.opening = true;
        let name = report::file_name(&path);
        self.message = Some(self.language.fill("Opening {name}…", &[("name", &name)]));
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = path.clone();
        self.tasks.run(
            move || {
                let failure = TakeFailure::Read(OpenError::Read(report::internal()));
                News::Taken(failed, Err(failure))
            },
            move |_| match read_file(&path, form, &fonts, language) {
                Ok(seen) if seen.read.guess.is_none() => {
                    News::Taken(path, Ok(Box::new(TakenMap::new(seen.read.taken, fonts))))
                }
                Ok(seen) => News::TableRead(Box::new(seen)),
                Err(failure) => News::Taken(path, Err(failure)),
            },
        );
    }

    /// The clipboard as a map of its own.
    pub(super) fn take_pasted(&mut self, text: String) {
        let (fonts, language) = (self.fonts.clone(), self.language);
        let nothing = self
            .language
            .t("There is no table on the clipboard: copy one with a row and a column of heads.")
            .to_owned();
        let refused = nothing.clone();
        self.tasks.run(
            move || News::NoTable(refused),
            move |_| {
                let source = Source {
                    path: None,
                    form: Form::Tsv,
                    bytes: Arc::new(text.into_bytes()),
                };
                match look(source, &ReadOptions::default(), &fonts, language) {
                    Ok(seen) => News::TableRead(Box::new(seen)),
                    Err(_) => News::NoTable(nothing),
                }
            },
        );
    }

    pub(super) fn table_read(&mut self, seen: TableSeen) {
        self.opening = false;
        self.message = None;
        let TableSeen {
            source,
            read,
            scene,
        } = seen;
        let language = self.language;
        let notes = read
            .taken
            .notes
            .iter()
            .map(|note| report::note(note, language));
        let notes = notes.collect();
        let map = Arc::new(read.taken.map);
        let Some(guess) = read.guess else {
            // Our own table, pasted.
            self.next = Some(Next::Table(map));
            return;
        };
        let name = match &source.path {
            Some(path) => path.display().to_string(),
            None => language.t("From the clipboard").to_owned(),
        };
        self.table = Some(ForeignTable { source, map });
        self.dialog = Some(Dialog::Table(Box::new(TableDialog {
            name,
            guess,
            options: ReadOptions::default(),
            preview: Ok(scene),
            notes,
            is_busy: false,
        })));
    }

    /// Reads the table anew, as the person said; the dialog stays.
    pub(super) fn read_table_with(&mut self, options: ReadOptions, mut dialog: Box<TableDialog>) {
        let Some(table) = &self.table else { return };
        dialog.is_busy = true;
        self.dialog = Some(Dialog::Table(dialog));
        let (source, fonts, language) = (table.source.clone(), self.fonts.clone(), self.language);
        let failed = language.t("It cannot be shown.").to_owned();
        self.table_round += 1;
        let round = self.table_round;
        self.tasks.run(
            move || News::TableCorrected(round, Err(failed)),
            move |_| {
                let seen = look(source, &options, &fonts, language);
                let seen = seen.map(Box::new).map_err(|why| why.describe(language));
                News::TableCorrected(round, seen)
            },
        );
    }

    pub(super) fn table_corrected(&mut self, round: u64, seen: Result<Box<TableSeen>, String>) {
        let (Some(Dialog::Table(dialog)), Some(table)) = (&mut self.dialog, &mut self.table) else {
            return;
        };
        if round != self.table_round {
            return;
        }
        dialog.is_busy = false;
        match seen {
            Ok(seen) => {
                let language = self.language;
                let notes = seen.read.taken.notes.iter();
                dialog.notes = notes.map(|note| report::note(note, language)).collect();
                dialog.guess = seen.read.guess.unwrap_or_default();
                dialog.preview = Ok(seen.scene);
                table.map = Arc::new(seen.read.taken.map);
            }
            Err(why) => dialog.preview = Err(why),
        }
    }

    pub(super) fn make_map_of_table(&mut self) {
        if let Some(table) = self.table.take() {
            let next = Next::Table(table.map);
            match table.source.path {
                // What was open was asked about before the file was read.
                Some(_) => self.begin_table(next),
                None => self.next = Some(next),
            }
        }
    }

    /// A map without a file, which waits to be saved.
    pub(super) fn begin_table(&mut self, next: Next) {
        let Next::Table(map) = next else { return };
        self.begin(Editor::new(Map::clone(&map), self.fonts.clone()), None);
        if let Some(editor) = &mut self.editor {
            editor.mark_saved(None);
        }
    }

    /// Whether what is pasted is a table for a map that has nothing on it yet.
    pub(super) fn begins_a_map(&self, content: &Content) -> bool {
        let Some(editor) = &self.editor else {
            return false;
        };
        let is_empty = |map: &Map| {
            let has_figures = |lane: &crate::model::Lane| {
                !lane.metrics().is_empty() || lane.curves().iter().any(|c| !c.points.is_empty())
            };
            map.cards().next().is_none() && !map.lanes.iter().any(|lane| has_figures(lane))
        };
        let mut lines = content.text.lines().filter(|line| !line.trim().is_empty());
        let is_row = |line: Option<&str>| line.is_some_and(|line| line.contains('\t'));
        content.picture.is_none()
            && editor.selection().targets().is_empty()
            && is_empty(editor.map())
            && is_row(lines.next())
            && is_row(lines.next())
    }
}

fn read_file(
    path: &Path,
    form: Form,
    fonts: &Fonts,
    language: Language,
) -> Result<TableSeen, TakeFailure> {
    let (bytes, _) = disk::read(path).map_err(TakeFailure::Read)?;
    let source = Source {
        path: Some(path.to_owned()),
        form,
        bytes: Arc::new(bytes),
    };
    look(source, &ReadOptions::default(), fonts, language).map_err(TakeFailure::Take)
}

fn look(
    source: Source,
    options: &ReadOptions,
    fonts: &Fonts,
    language: Language,
) -> Result<TableSeen, exchange::ExchangeError> {
    let read = exchange::read_table(source.form, &source.bytes, options, language)?;
    let scene = Scene::new(&Layout::new(&read.taken.map, fonts, None), None);
    Ok(TableSeen {
        source,
        read,
        scene: Arc::new(scene),
    })
}
