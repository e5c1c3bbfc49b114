//! Files that a brand or its logo is taken from: asked for, dropped or pasted, and read aside.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    News, Program,
    brands::{BrandNews, TakeFailure},
    file_dialog::Purpose,
};
use crate::{
    app::{clipboard, dialogs::FileQuestion, report, tickets::Ticket},
    exchange::brand::{self, BrandWay, FoundBrand, MAX_BYTES},
    model::Picture,
    ui::{Dialog, LogoFor},
    words::{Language, marked},
};

/// Of all files that a brand is taken from, and of the pictures among them.
const ENDINGS: [&str; 12] = [
    "json", "tokens", "pptx", "potx", "thmx", "png", "jpg", "jpeg", "webp", "svg", "journey",
    "html",
];
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

impl Program {
    pub(super) fn ask_brand_file(&mut self) {
        let language = self.services.language;
        let kinds = language.t("All brand sources").to_owned();
        let question = FileQuestion {
            title: language.t("Import a brand").to_owned(),
            filters: vec![(kinds, ENDINGS.to_vec())],
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Brand, question);
    }

    pub(super) fn ask_logo(&mut self, on: LogoFor) {
        let language = self.services.language;
        let question = FileQuestion {
            title: language.t("Choose a logo").to_owned(),
            filters: vec![(language.t("Pictures").to_owned(), PICTURES.to_vec())],
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Logo(on), question);
    }

    pub(super) fn take_brand_from(&mut self, path: PathBuf) {
        let document = self.workspace.ticket();
        self.take_from(path, move |path, result| {
            BrandNews::Taken(document, path, result)
        });
    }

    pub(super) fn take_logo_from(&mut self, path: PathBuf, on: LogoFor) {
        let document = self.workspace.ticket();
        self.take_from(path, move |path, result| {
            BrandNews::Logo(document, on, path, result)
        });
    }

    /// Reads what a file has of a brand, and tells it so.
    fn take_from<F>(&mut self, path: PathBuf, told: F)
    where
        F: FnOnce(PathBuf, Result<Box<FoundBrand>, TakeFailure>) -> BrandNews
            + Copy
            + Send
            + 'static,
    {
        let (failed, language) = (path.clone(), self.services.language);
        self.services.tasks.run(
            move || {
                let result = Err(TakeFailure::Read(report::internal()));
                News::Brand(told(failed, result))
            },
            move |_| {
                let result = read(&path, language);
                News::Brand(told(path, result))
            },
        );
    }

    /// Something was dropped on the window while the dialog is open.
    pub(super) fn dropped_on_brand(&mut self, paths: Vec<PathBuf>) {
        if let Some(path) = paths.into_iter().next() {
            self.take_brand_from(path);
        }
    }

    pub(super) fn paste_logo(&mut self, on: LogoFor) {
        let document = self.workspace.ticket();
        let pasted = move |logo| News::Brand(BrandNews::PastedLogo(document, on, logo));
        self.services.tasks.run(
            move || pasted(None),
            move |_| pasted(clipboard::read_logo()),
        );
    }

    pub(super) fn brand_taken(
        &mut self,
        document: Ticket,
        path: &Path,
        result: Result<Box<FoundBrand>, TakeFailure>,
    ) {
        let language = self.services.language;
        let name = report::file_name(path);
        match result {
            _ if !self.workspace.accepts(document) => {}
            Ok(found) => {
                if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open {
                    dialog.take(name, *found);
                }
            }
            Err(failure) => self.tell_in_brand(why_not(&name, &failure, language), true),
        }
    }

    /// A picture is the logo; its colours are only offered.
    pub(super) fn logo_taken(
        &mut self,
        document: Ticket,
        on: LogoFor,
        path: &Path,
        result: Result<Box<FoundBrand>, TakeFailure>,
    ) {
        let language = self.services.language;
        let name = report::file_name(path);
        let found = match result {
            _ if !self.workspace.accepts(document) => return,
            Ok(found) => found,
            Err(failure) => return self.tell_in_brand(why_not(&name, &failure, language), true),
        };
        let logo = found.logos.first().cloned();
        match (logo, &mut self.dialogs.open) {
            (Some(logo), Some(Dialog::Brand(dialog))) => {
                let offered = (found.way == BrandWay::Picture).then_some((name, *found));
                dialog.give_logo(on, logo, offered);
            }
            (None, _) => {
                let text =
                    marked("“{name}” can’t be used as a logo: choose a PNG, JPEG or WebP file.");
                self.tell_in_brand(language.fill(text, &[("name", &name)]), true);
            }
            (Some(_), _) => {}
        }
    }

    pub(super) fn logo_pasted(&mut self, document: Ticket, on: LogoFor, logo: Option<Picture>) {
        let language = self.services.language;
        match (logo, &mut self.dialogs.open) {
            _ if !self.workspace.accepts(document) => {}
            (Some(logo), Some(Dialog::Brand(dialog))) => dialog.give_logo(on, logo, None),
            (None, _) => {
                let text = language.t("The clipboard has no picture.");
                self.tell_in_brand(text.to_owned(), true);
            }
            (Some(_), _) => {}
        }
    }
}

/// On a thread of a task.
fn read(path: &Path, language: Language) -> Result<Box<FoundBrand>, TakeFailure> {
    let bytes = (|| -> io::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        let mut start = io::Read::take(file, MAX_BYTES as u64 + 1);
        io::Read::read_to_end(&mut start, &mut bytes)?;
        Ok(bytes)
    })();
    let bytes = bytes.map_err(TakeFailure::Read)?;
    let found = brand::read(&bytes, &report::file_name(path), language);
    found.map(Box::new).map_err(TakeFailure::None)
}

fn why_not(name: &str, failure: &TakeFailure, language: Language) -> String {
    let (place, why) = match failure {
        TakeFailure::Read(error) => (None, error.to_string()),
        TakeFailure::None(none) => (none.place, none.describe(language)),
    };
    match place {
        Some((line, column)) => language.fill(
            "No brand was imported from “{name}”, line {line}, column {column}: {why}",
            &[
                ("name", name),
                ("line", &line.to_string()),
                ("column", &column.to_string()),
                ("why", &why),
            ],
        ),
        None => language.fill(
            "No brand was imported from “{name}”: {why}",
            &[("name", name), ("why", &why)],
        ),
    }
}
