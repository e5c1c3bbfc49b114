//! Importing the answers of a survey: asked for and read without anyone waiting.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{News, Next, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    exchange::table::is_own_head,
    survey::{Columns, SurveyError, Table, TableFile},
    ui::{Dialog, SurveyDialog},
};

/// What is larger is no survey that one person looks through.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file gives no answers.
#[derive(Debug)]
pub(super) enum SurveyFailure {
    Read(io::Error),
    Table(SurveyError),
}

impl Program {
    pub(super) fn ask_survey(&mut self, frame: &eframe::Frame) {
        let tables = self.language.t("Tables (CSV)").to_owned();
        let question = Question {
            title: self.language.t("Choose a table of answers").to_owned(),
            filters: vec![(tables, TableFile::TEXT.to_vec())],
            folder: self.folder(),
            save_as: None,
        };
        self.ask(Purpose::Survey, question, frame);
    }

    pub(super) fn read_survey(&mut self, path: PathBuf) {
        let document = self.document;
        let failed = path.clone();
        self.tasks.run(
            move || News::Survey {
                document,
                path: failed,
                result: Err(SurveyFailure::Read(report::internal())),
            },
            move |_| News::Survey {
                document,
                result: read(&path),
                path,
            },
        );
    }

    pub(super) fn survey_read(
        &mut self,
        document: u64,
        path: &Path,
        result: Result<Table, SurveyFailure>,
    ) {
        let Some(editor) = self.editor.as_ref().filter(|_| document == self.document) else {
            return;
        };
        if result.as_ref().is_ok_and(|table| is_own_head(&table.heads)) {
            self.next = Some(Next::Open(path.to_owned()));
            return;
        }
        let columns = |table: &Table| {
            let columns = Columns::guess(table);
            columns.ok_or(SurveyFailure::Table(SurveyError::TooSmall))
        };
        let read = result.and_then(|table| columns(&table).map(|columns| (table, columns)));
        self.dialog = Some(match read {
            Ok((table, columns)) => {
                let name = path.file_name().unwrap_or_default();
                let source = name.to_string_lossy().into_owned();
                let map = editor.map().clone();
                Dialog::Survey(Box::new(SurveyDialog::new(table, columns, source, map)))
            }
            Err(failure) => Dialog::Error(report::survey_not_taken(
                path,
                &match failure {
                    SurveyFailure::Read(error) => {
                        crate::file::disk::OpenError::Read(error).describe(self.language)
                    }
                    SurveyFailure::Table(error) => error.describe(self.language),
                },
                self.language,
            )),
        });
    }
}

fn read(path: &Path) -> Result<Table, SurveyFailure> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(SurveyFailure::Read)?;
    let read = file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(SurveyFailure::Read)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(SurveyFailure::Table(SurveyError::TooLarge));
    }
    Table::read(&bytes).map_err(SurveyFailure::Table)
}
