//! The template that slides are exported with: asked for, and read aside.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{News, Program, export::ExportNews, file_dialog::Purpose};
use crate::{
    app::{dialogs::FileQuestion, report, tickets::Ticket},
    export::Template,
    file::disk::OpenError,
    ui::Dialog,
    words::Language,
};

/// Of the files that a template is taken from.
const ENDINGS: [&str; 2] = ["potx", "pptx"];

impl Program {
    pub(super) fn ask_slide_template(&mut self) {
        let language = self.services.language;
        let kinds = language.t("Templates and slides of PowerPoint").to_owned();
        let known = match &self.dialogs.open {
            Some(Dialog::Export(dialog)) => dialog.options.slides.template_file.as_deref(),
            _ => None,
        };
        let beside = known.and_then(Path::parent).map(Path::to_owned);
        let question = FileQuestion {
            title: language.t("Choose a template for slides").to_owned(),
            filters: vec![(kinds, ENDINGS.to_vec())],
            folder: beside.or_else(|| self.folder()),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::SlideTemplate, question);
    }

    /// The dialog has it read.
    pub(super) fn take_slide_template(&mut self, path: PathBuf) {
        if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open {
            self.exports.templates.revoke();
            dialog.choose_template(Some(path));
        }
    }

    /// Has read what the dialog waits for; whether it waits.
    pub(super) fn prepare_slide_template(&mut self) -> bool {
        let Some(Dialog::Export(dialog)) = &mut self.dialogs.open else {
            return false;
        };
        if dialog.reads_template {
            return true;
        }
        let Some(path) = dialog.unread_template().map(Path::to_owned) else {
            return false;
        };
        dialog.reads_template = true;
        let ticket = self.exports.templates.issue();
        let language = self.services.language;
        let told = move |result| News::Export(ExportNews::TemplateRead(ticket, result));
        let failed = why_not(&path, OpenError::Read(report::internal()), language);
        self.services.tasks.run(
            move || told(Err(failed)),
            move |_| told(read(&path, language).map(Arc::new)),
        );
        true
    }

    pub(super) fn slide_template_read(
        &mut self,
        ticket: Ticket,
        result: Result<Arc<Template>, String>,
    ) {
        if !self.exports.templates.accepts(ticket) {
            return;
        }
        // Another one may be asked for over it.
        for dialog in [&mut self.dialogs.open, &mut self.dialogs.below] {
            if let Some(Dialog::Export(dialog)) = dialog {
                return dialog.use_template(result);
            }
        }
    }
}

/// On a thread of a task; why not, in words.
fn read(path: &Path, language: Language) -> Result<Template, String> {
    let bytes = (|| -> io::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        let mut start = io::Read::take(file, Template::MAX_BYTES + 1);
        io::Read::read_to_end(&mut start, &mut bytes)?;
        Ok(bytes)
    })();
    let bytes = bytes.map_err(|error| why_not(path, OpenError::Read(error), language))?;
    let template = Template::read(&bytes);
    template.map_err(|fault| told(path, &fault.describe(language), language))
}

fn why_not(path: &Path, error: OpenError, language: Language) -> String {
    told(path, &error.describe(language), language)
}

fn told(path: &Path, why: &str, language: Language) -> String {
    let name = report::file_name(path);
    let values = [("name", &*name), ("why", why)];
    language.fill("“{name}” can’t be used as a template: {why}", &values)
}
