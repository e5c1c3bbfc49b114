//! Importing the answers of a survey: which table they stand in is asked for.

use super::{Program, file_dialog::Purpose};
use crate::{
    app::dialogs::FileQuestion,
    survey::{Survey, TableFile},
};

impl Program {
    pub(super) fn ask_survey(&mut self) {
        let tables = self.services.language.t("Tables (CSV, Excel)").to_owned();
        let endings = TableFile::TEXT.into_iter().chain(["xlsx", "xlsm"]);
        let question = FileQuestion {
            title: self
                .services
                .language
                .t("Choose a table of answers")
                .to_owned(),
            filters: vec![(tables, endings.collect())],
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Survey, question);
    }

    pub(super) fn tell_survey(&mut self, drawn: &Survey) {
        let language = self.services.language;
        let points = language.count(drawn.groups.len(), "{n} point", "{n} points", &[]);
        let answers = language.count(drawn.answer_count(), "{n} answer", "{n} answers", &[]);
        let values = [("points", &*points), ("answers", &answers)];
        self.tell_with("{points} drawn from {answers}", &values);
    }
}
