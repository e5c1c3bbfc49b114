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
    exchange::{
        self, ExchangeError, Form, ReadOptions, Taken,
        table::{self, Holds},
    },
    file::disk::{self, OpenError},
    layout::Layout,
    model::Map,
    scene::Scene,
    survey::{Columns, Table},
    text::Fonts,
    ui::{Dialog, Looks, SurveyDialog, TableDialog},
    words::Language,
};

/// A table in a dialog.
pub(super) struct ForeignTable {
    source: Source,
    /// What it gives as it is read now; none while it is taken for answers.
    map: Option<Arc<Map>>,
    looks: Looks,
    /// Something was said of how to read it.
    is_corrected: bool,
    /// What was open was asked about before the table was read.
    is_settled: bool,
    /// The reading by which the other dialog comes.
    switch: Option<u64>,
    other: Option<Other>,
}

/// The dialog that a person came from, with what was corrected in it.
struct Other {
    dialog: Dialog,
    map: Option<Arc<Map>>,
    is_corrected: bool,
    /// Of the workbook, in whichever of the two shows one.
    sheet: String,
}

#[derive(Clone)]
struct Source {
    /// `None` for what was pasted.
    path: Option<PathBuf>,
    form: Form,
    bytes: Arc<Vec<u8>>,
}

/// What a table is wanted for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wish {
    Map,
    Answers,
    /// Whatever it looks like.
    ByContent,
}

/// What was read of a table.
pub(super) struct TableSeen {
    source: Source,
    looks: Looks,
    is_settled: bool,
    shown: Shown,
}

enum Shown {
    /// How it was read as a map, and how that looks.
    Map(Box<table::Read>, Arc<Scene>),
    /// It could only be answers: why it is no map.
    NoMap(ExchangeError),
    Answers(Table, Columns),
}

/// Whether a form may hold a table that is not our own.
pub(super) fn is_table(form: Form) -> bool {
    matches!(form, Form::Csv | Form::Tsv | Form::Workbook)
}

impl Program {
    /// Opens a table; one of our own needs no questions.
    pub(super) fn take_table(&mut self, path: PathBuf, form: Form) {
        self.see_table(path, form, Wish::Map, true);
    }

    /// A table that came while a map is open.
    pub(super) fn look_into_table(&mut self, path: PathBuf, wish: Wish) {
        let form = Form::of(&path).filter(|form| is_table(*form));
        self.see_table(path, form.unwrap_or(Form::Csv), wish, false);
    }

    fn see_table(&mut self, path: PathBuf, form: Form, wish: Wish, is_settled: bool) {
        self.opening = true;
        let name = report::file_name(&path);
        self.message = Some(self.language.fill("Opening {name}…", &[("name", &name)]));
        let failed = path.clone();
        let look = self.look();
        self.table_round += 1;
        let round = self.table_round;
        self.tasks.run(
            move || {
                let failure = TakeFailure::Read(OpenError::Read(report::internal()));
                News::NoTable(failed, wish, failure)
            },
            move |_| {
                let seen = || {
                    let (bytes, _) = disk::read(&path).map_err(TakeFailure::Read)?;
                    let source = Source {
                        path: Some(path.clone()),
                        form,
                        bytes: Arc::new(bytes),
                    };
                    let seen = look.at(source, wish, &ReadOptions::default());
                    seen.map_err(TakeFailure::Take)
                };
                match seen() {
                    Ok(seen) => News::TableRead(round, Box::new(TableSeen { is_settled, ..seen })),
                    Err(failure) => News::NoTable(path, wish, failure),
                }
            },
        );
    }

    pub(super) fn no_table(&mut self, path: &Path, wish: Wish, failure: TakeFailure) {
        if wish != Wish::Answers {
            return self.taken(path, Err(failure));
        }
        self.opening = false;
        self.message = None;
        let why = match failure {
            TakeFailure::Read(error) => error.describe(self.language),
            TakeFailure::Take(error) => error.describe(self.language),
        };
        let told = report::survey_not_taken(path, &why, self.language);
        self.dialog = Some(Dialog::Error(told));
    }

    /// The clipboard as a map of its own.
    pub(super) fn take_pasted(&mut self, text: String) {
        if self.opening {
            return;
        }
        let look = self.look();
        let nothing = self
            .language
            .t("There is no table on the clipboard: copy one with a row and a column of heads.")
            .to_owned();
        let refused = nothing.clone();
        self.table_round += 1;
        let round = self.table_round;
        self.tasks.run(
            move || News::NothingPasted(refused),
            move |_| {
                let source = Source {
                    path: None,
                    form: Form::Tsv,
                    bytes: Arc::new(text.into_bytes()),
                };
                match look.at(source, Wish::Map, &ReadOptions::default()) {
                    Ok(seen) => News::TableRead(round, Box::new(seen)),
                    Err(_) => News::NothingPasted(nothing),
                }
            },
        );
    }

    pub(super) fn table_read(&mut self, round: u64, seen: TableSeen) {
        if round != self.table_round {
            return;
        }
        self.opening = false;
        self.message = None;
        let TableSeen {
            source,
            looks,
            is_settled,
            shown,
        } = seen;
        let language = self.language;
        let (read, preview) = match shown {
            Shown::Answers(table, columns) => {
                let Some(editor) = &self.editor else { return };
                let name = match &source.path {
                    Some(path) => report::file_name(path),
                    None => language.t("From the clipboard").to_owned(),
                };
                let map = editor.map().clone();
                let dialog = SurveyDialog::new(table, columns, name, map)
                    .looking(looks)
                    .going_to(editor.survey_place());
                let other = self.other_dialog(round, "");
                self.table = Some(ForeignTable {
                    source,
                    map: None,
                    looks,
                    is_corrected: false,
                    is_settled,
                    switch: None,
                    other,
                });
                self.dialog = Some(Dialog::Survey(Box::new(dialog)));
                return;
            }
            Shown::NoMap(why) => (None, Err(why.describe(language))),
            Shown::Map(read, scene) => (Some(read), Ok(scene)),
        };
        let (map, notes, guess) = match read {
            Some(read) => {
                let notes = notes(&read, language);
                let Some(guess) = read.guess else {
                    return self.own_table_read(source, read.taken, is_settled);
                };
                (Some(Arc::new(read.taken.map)), notes, guess)
            }
            None => Default::default(),
        };
        let name = match &source.path {
            Some(path) => path.display().to_string(),
            None => language.t("From the clipboard").to_owned(),
        };
        let other = self.other_dialog(round, &guess.sheet);
        self.table = Some(ForeignTable {
            source,
            map,
            looks,
            is_corrected: false,
            is_settled,
            switch: None,
            other,
        });
        self.dialog = Some(Dialog::Table(Box::new(TableDialog {
            name,
            looks,
            title: guess.title.clone(),
            guess,
            options: ReadOptions::default(),
            preview,
            notes,
            is_busy: false,
        })));
    }

    fn own_table_read(&mut self, source: Source, taken: Taken, is_settled: bool) {
        self.dialog = None;
        match source.path {
            Some(path) if is_settled => {
                let taken = TakenMap::new(taken, self.fonts.clone());
                self.taken(&path, Ok(Box::new(taken)));
            }
            // As soon as no change can be lost by it.
            Some(path) => self.next = Some(Next::Open(path)),
            None => {
                self.next = Some(Next::Table {
                    map: Arc::new(taken.map),
                    from: None,
                });
            }
        }
    }

    /// The person says what a table in a dialog holds.
    pub(super) fn take_table_as(&mut self, holds: Holds, dialog: Dialog) {
        let sheet = match &dialog {
            Dialog::Table(dialog) => Some(dialog.guess.sheet.clone()),
            _ => None,
        };
        let Some(table) = &mut self.table else {
            self.dialog = Some(dialog);
            return;
        };
        if let Some(other) = table.other.take().filter(|other| other.goes_with(&dialog)) {
            let left = Other {
                sheet: other.sheet,
                dialog,
                map: table.map.take(),
                is_corrected: table.is_corrected,
            };
            (table.map, table.is_corrected) = (other.map, other.is_corrected);
            table.other = Some(left);
            self.dialog = Some(other.dialog);
            // What is still being read is not waited for.
            self.table_round += 1;
            return;
        }
        self.dialog = Some(dialog);
        let wish = match holds {
            Holds::Answers => Wish::Answers,
            _ => Wish::Map,
        };
        let (source, looks, is_settled) = (table.source.clone(), table.looks, table.is_settled);
        let path = source.path.clone().unwrap_or_default();
        let options = ReadOptions {
            sheet: sheet.filter(|name| !name.is_empty()),
            ..ReadOptions::default()
        };
        let look = self.look();
        self.table_round += 1;
        let round = self.table_round;
        if let Some(table) = &mut self.table {
            table.switch = Some(round);
        }
        let failed = path.clone();
        self.tasks.run(
            move || {
                let failure = TakeFailure::Read(OpenError::Read(report::internal()));
                News::NoTable(failed, wish, failure)
            },
            move |_| match look.at(source, wish, &options) {
                // What it looks like is what it looked like as a whole.
                Ok(seen) => News::TableRead(
                    round,
                    Box::new(TableSeen {
                        is_settled,
                        looks,
                        ..seen
                    }),
                ),
                Err(error) => News::NoTable(path, wish, TakeFailure::Take(error)),
            },
        );
    }

    /// The dialog that is open, where what was read last is to stand beside it.
    fn other_dialog(&mut self, round: u64, sheet: &str) -> Option<Other> {
        let table = self.table.take().filter(|t| t.switch == Some(round))?;
        let dialog = self.dialog.take()?;
        let (is_whole, sheet) = match &dialog {
            Dialog::Table(dialog) => (!dialog.is_busy, dialog.guess.sheet.as_str()),
            other => (matches!(other, Dialog::Survey(_)), sheet),
        };
        let sheet = sheet.to_owned();
        is_whole.then_some(Other {
            dialog,
            map: table.map,
            is_corrected: table.is_corrected,
            sheet,
        })
    }

    /// What comes late is not meant any more.
    pub(super) fn forget_table(&mut self) {
        self.table = None;
        self.table_round += 1;
        self.show_start();
    }

    fn look(&self) -> Look {
        Look {
            open: self.editor.as_ref().map(|editor| editor.map().clone()),
            fonts: self.fonts.clone(),
            language: self.language,
        }
    }

    /// Reads the table anew, as the person said; the dialog stays.
    pub(super) fn read_table_with(&mut self, options: ReadOptions, mut dialog: Box<TableDialog>) {
        let Some(table) = &mut self.table else {
            return;
        };
        table.is_corrected = options != ReadOptions::default();
        dialog.is_busy = true;
        self.dialog = Some(Dialog::Table(dialog));
        let (source, fonts, language) = (table.source.clone(), self.fonts.clone(), self.language);
        let failed = language.t("It cannot be shown.").to_owned();
        self.table_round += 1;
        let round = self.table_round;
        self.tasks.run(
            move || News::TableCorrected(round, Err(failed)),
            move |_| {
                let read = read_map(&source, &options, &fonts, language);
                let read = read.map(Box::new).map_err(|why| why.describe(language));
                News::TableCorrected(round, read)
            },
        );
    }

    pub(super) fn table_corrected(&mut self, round: u64, read: Result<Box<ReadMap>, String>) {
        let (Some(Dialog::Table(dialog)), Some(table)) = (&mut self.dialog, &mut self.table) else {
            return;
        };
        if round != self.table_round {
            return;
        }
        dialog.is_busy = false;
        match read {
            Ok(read) => {
                let (read, scene) = *read;
                dialog.notes = notes(&read, self.language);
                dialog.guess = read.guess.unwrap_or_default();
                if dialog.options.title.is_none() {
                    dialog.title.clone_from(&dialog.guess.title);
                }
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
        let Some(table) = self.table.take() else {
            return;
        };
        let Some(map) = table.map else { return };
        // What was corrected by hand stands in no file yet, nor does what was pasted.
        let from = table.source.path.filter(|_| !table.is_corrected);
        let next = Next::Table { map, from };
        if table.is_settled {
            self.begin_table(next);
        } else {
            self.next = Some(next);
        }
    }

    /// A map without a file, which waits to be saved where no other file gives it again.
    pub(super) fn begin_table(&mut self, next: Next) {
        let Next::Table { map, from } = next else {
            return;
        };
        self.begin(Editor::new(Map::clone(&map), self.fonts.clone()), None);
        match (from, &mut self.editor) {
            (Some(path), _) => self.tell_source(&path),
            (None, Some(editor)) => editor.mark_saved(None),
            (None, None) => {}
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

impl Other {
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

/// What looks at a table on another thread.
struct Look {
    /// The map that answers would be about.
    open: Option<Arc<Map>>,
    fonts: Fonts,
    language: Language,
}

impl Look {
    fn at(
        &self,
        source: Source,
        wish: Wish,
        options: &ReadOptions,
    ) -> Result<TableSeen, ExchangeError> {
        let sheet = options.sheet.as_deref();
        let cells = exchange::read_cells(source.form, &source.bytes, sheet, self.language)?;
        let looks = Looks {
            like: table::tell(&cells, self.open.as_deref()),
            can_be_either: self.open.is_some(),
        };
        let may_be_answers = looks.can_be_either && looks.like != Holds::OwnMap;
        let is_for_answers = match wish {
            Wish::Map => false,
            Wish::Answers => true,
            Wish::ByContent => looks.like == Holds::Answers,
        };
        let is_for_answers = may_be_answers && is_for_answers;
        let long = self
            .open
            .as_ref()
            .filter(|_| is_for_answers)
            .and_then(|map| {
                let heads = ["Stage", "Score"].map(|head| self.language.t(head));
                cells.by_stage(&map.stages, heads)
            });
        let cells = long.unwrap_or(cells);
        let shown = match Columns::guess(&cells).filter(|_| is_for_answers) {
            Some(columns) => Shown::Answers(cells, columns),
            None => {
                drop(cells);
                match read_map(&source, options, &self.fonts, self.language) {
                    Ok((read, scene)) => Shown::Map(Box::new(read), scene),
                    Err(error) if may_be_answers => Shown::NoMap(error),
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(TableSeen {
            source,
            looks,
            is_settled: false,
            shown,
        })
    }
}

/// A table as a map, and how that looks.
pub(super) type ReadMap = (table::Read, Arc<Scene>);

fn read_map(
    source: &Source,
    options: &ReadOptions,
    fonts: &Fonts,
    language: Language,
) -> Result<ReadMap, ExchangeError> {
    let read = exchange::read_table(source.form, &source.bytes, options, language)?;
    let scene = Scene::new(&Layout::new(&read.taken.map, fonts, None), None);
    Ok((read, Arc::new(scene)))
}

fn notes(read: &table::Read, language: Language) -> Vec<String> {
    let notes = read.taken.notes.iter();
    notes.map(|note| report::note(note, language)).collect()
}
