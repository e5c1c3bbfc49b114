//! Asking for a path: by the system's dialog, or by a field of our own where it has none.

use std::path::{Path, PathBuf};

use super::{MAP_ENDINGS, News, Program, foreign, table::TablePurpose};
use crate::{
    app::{
        dialogs::{self, FileAnswer, FileQuestion},
        tickets::{Ticket, Tickets},
    },
    model::Target,
    ui::{Dialog, LogoFor, PathDialog},
};

/// Shows a question and waits for its answer on another thread; tests put a person in its place.
pub(crate) type Ask =
    Box<dyn Fn(FileQuestion, &eframe::Frame) -> Box<dyn FnOnce() -> FileAnswer + Send>>;

/// What a path is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Purpose {
    Open,
    Save,
    Export,
    ExportText,
    /// The picture of this thing.
    Picture(Target),
    Survey,
    Compare,
    /// A file that a brand is taken from, the picture of its logo, and where it goes.
    Brand,
    Logo(LogoFor),
    ExportBrand,
    /// The slides whose master an export has.
    SlideTemplate,
}

/// At most one question for a path.
pub(super) struct FileDialog {
    ask: Ask,
    tickets: Tickets,
    asking: Option<Asking>,
}

/// A question from when it comes up until it is answered.
struct Asking {
    purpose: Purpose,
    /// What the system's dialog is still to be shown with.
    ready: Option<FileQuestion>,
    /// Where the field of our own begins, and with which name.
    folder: PathBuf,
    name: String,
}

/// News of the question that holds the ticket.
pub(super) enum FileDialogNews {
    /// The dialog can be shown; where the field of our own would begin.
    Ready(Ticket, FileQuestion, PathBuf),
    Answered(Ticket, FileAnswer),
    /// Whether there is a file already at a path that would be written.
    Checked(Ticket, PathBuf, bool),
}

impl FileDialog {
    pub(super) fn new(ask: Ask) -> Self {
        Self {
            ask,
            tickets: Tickets::default(),
            asking: None,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.asking.is_some()
    }

    /// Whatever is answered is not wanted any more.
    pub(super) fn forget(&mut self) {
        self.asking = None;
        self.tickets.revoke();
    }

    fn accepts(&self, ticket: Ticket) -> bool {
        self.is_open() && self.tickets.accepts(ticket)
    }
}

impl Program {
    /// Asks for a path. The folder of the question is where to begin, if there is such a one.
    pub(super) fn ask(&mut self, purpose: Purpose, question: FileQuestion) {
        if self.dialogs.file.is_open() {
            return self.tell("A file dialog is open already.");
        }
        let file = &mut self.dialogs.file;
        let is_for_picture = matches!(purpose, Purpose::Picture(_) | Purpose::Logo(_));
        file.asking = Some(Asking {
            purpose,
            ready: None,
            folder: PathBuf::new(),
            name: question.save_as.clone().unwrap_or_default(),
        });
        let ticket = file.tickets.issue();
        let spare = FileQuestion {
            folder: None,
            ..question.clone()
        };
        self.services.tasks.run(
            move || {
                let news = FileDialogNews::Ready(ticket, spare, PathBuf::new());
                News::FileDialog(news)
            },
            move |_| {
                let is_there = |folder: &PathBuf| folder.is_dir();
                // A path that was given on the command line may be of the working folder.
                let beside = question.folder.as_ref();
                let beside = beside.and_then(|folder| match folder.as_os_str().is_empty() {
                    true => std::env::current_dir().ok(),
                    false => std::path::absolute(folder).ok(),
                });
                let usual = || dirs::document_dir().filter(is_there);
                let folder = beside
                    .filter(is_there)
                    .or_else(usual)
                    .or_else(dirs::home_dir);
                let pictures = dirs::picture_dir().filter(|_| is_for_picture);
                let first = pictures.filter(is_there).or_else(|| folder.clone());
                let question = FileQuestion {
                    folder: first.filter(is_there),
                    names_folder: !dialogs::has_portal(),
                    ..question
                };
                let folder = folder.unwrap_or_default();
                News::FileDialog(FileDialogNews::Ready(ticket, question, folder))
            },
        );
    }

    /// Shows the system's dialog once it is known where to begin.
    pub(super) fn show_file_dialog(&mut self, frame: &eframe::Frame) {
        let file = &mut self.dialogs.file;
        let asking = file.asking.as_mut();
        let Some(question) = asking.and_then(|asking| asking.ready.take()) else {
            return;
        };
        let ticket = file.tickets.newest();
        let wait = (file.ask)(question, frame);
        let answered = move |answer| News::FileDialog(FileDialogNews::Answered(ticket, answer));
        self.services.tasks.run(
            move || answered(FileAnswer::NoDialog),
            move |_| answered(wait()),
        );
    }

    pub(super) fn hear_file_dialog(&mut self, news: FileDialogNews) {
        match news {
            FileDialogNews::Ready(ticket, question, folder) => {
                let asking = &mut self.dialogs.file;
                if asking.accepts(ticket)
                    && let Some(asking) = &mut asking.asking
                {
                    (asking.ready, asking.folder) = (Some(question), folder);
                }
            }
            FileDialogNews::Answered(ticket, answer) => {
                if self.dialogs.file.accepts(ticket) {
                    self.hear_answer(answer);
                }
            }
            FileDialogNews::Checked(ticket, path, exists) => {
                if self.dialogs.file.accepts(ticket) {
                    self.path_checked(path, exists);
                }
            }
        }
    }

    pub(super) fn hear_answer(&mut self, answer: FileAnswer) {
        let Some(asking) = &self.dialogs.file.asking else {
            return;
        };
        match answer {
            FileAnswer::Path(path) => {
                let full = self.with_ending(&asking.purpose, &path);
                if full == path {
                    self.use_path(full);
                } else {
                    // The system asked about another name than the one that is to be written.
                    self.check_path(full);
                }
            }
            FileAnswer::Cancelled => {
                self.dialogs.file.forget();
                self.dialogs.pending = None;
                self.back_to_asking();
            }
            FileAnswer::NoDialog => {
                let dialog = self.path_dialog(asking);
                self.show_path(dialog);
            }
        }
    }

    fn use_path(&mut self, path: PathBuf) {
        let Some(Asking { purpose, .. }) = self.dialogs.file.asking.take() else {
            return;
        };
        self.back_to_asking();
        match purpose {
            Purpose::Open => self.open(path),
            Purpose::Picture(target) => self.read_picture(path, target),
            Purpose::Survey => self.read_dropped_table(path, TablePurpose::Answers),
            Purpose::Compare => self.compare_with_path(path),
            Purpose::Save => self.save_to(path),
            Purpose::Export => self.export_to(path),
            Purpose::ExportText => self.export_text_to(path),
            Purpose::Brand => self.take_brand_from(path),
            Purpose::Logo(on) => self.take_logo_from(path, on),
            Purpose::ExportBrand => self.export_brand_to(path),
            Purpose::SlideTemplate => self.take_slide_template(path),
        }
    }

    /// Shows the field for a path; a dialog that only wants one for something of its own is seen again
    /// afterwards.
    fn show_path(&mut self, dialog: PathDialog) {
        let asking = self.dialogs.file.asking.as_ref();
        let is_of_export = asking.is_some_and(|it| it.purpose == Purpose::SlideTemplate);
        match self.dialogs.open.take() {
            Some(below @ Dialog::Brand(_)) => {
                self.dialogs.show_over(below, Dialog::Path(dialog));
            }
            Some(below @ Dialog::Export(_)) if is_of_export => {
                self.dialogs.show_over(below, Dialog::Path(dialog));
            }
            _ => self.dialogs.show(Dialog::Path(dialog)),
        }
    }

    /// Shows the dialog again that the field for a path was asked over.
    fn back_to_asking(&mut self) {
        let below = &self.dialogs.below;
        let is_below = matches!(below, Some(Dialog::Brand(_) | Dialog::Export(_)));
        if is_below && matches!(self.dialogs.open, None | Some(Dialog::Path(_))) {
            self.dialogs.back();
        }
    }

    /// Finds out whether a file would be replaced.
    fn check_path(&mut self, path: PathBuf) {
        let ticket = self.dialogs.file.tickets.issue();
        let checked = move |path, exists| {
            let news = FileDialogNews::Checked(ticket, path, exists);
            News::FileDialog(news)
        };
        let failed = path.clone();
        self.services.tasks.run(
            // Better asked once too often.
            move || checked(failed, true),
            move |_| {
                let exists = path.exists();
                checked(path, exists)
            },
        );
    }

    fn path_checked(&mut self, path: PathBuf, exists: bool) {
        let dialog = match self.dialogs.open.take() {
            Some(Dialog::Path(dialog)) => Some(dialog),
            other => {
                self.dialogs.open = other;
                None
            }
        };
        if !exists {
            return self.use_path(path);
        }
        let asking = self.dialogs.file.asking.as_ref();
        let Some(mut dialog) = dialog.or_else(|| Some(self.path_dialog(asking?))) else {
            return;
        };
        dialog.complaint = Some(self.replace_warning());
        dialog.path = path.to_string_lossy().into_owned();
        self.show_path(dialog);
    }

    /// A path was typed into the built-in field.
    pub(super) fn path_typed(&mut self, typed: &Path, dialog: PathDialog) {
        let Some(asking) = &self.dialogs.file.asking else {
            return;
        };
        let path = dialogs::from_typed(typed);
        let full = self.with_ending(&asking.purpose, &path);
        let is_read = !asking.purpose.writes();
        if is_read || dialog.complaint == Some(self.replace_warning()) {
            self.use_path(full);
        } else {
            self.dialogs.show(Dialog::Path(dialog));
            self.check_path(full);
        }
    }

    fn replace_warning(&self) -> String {
        self.services
            .language
            .t("A file of this name is there already. Press the button once more to replace it.")
            .to_owned()
    }

    fn path_dialog(&self, asking: &Asking) -> PathDialog {
        let t = |english| self.services.language.t(english).to_owned();
        let (title, action) = match asking.purpose {
            Purpose::Open => (t("Open a map"), t("Open")),
            Purpose::Picture(_) => (t("Choose a picture"), t("Choose")),
            Purpose::Survey => (t("Choose a table of answers"), t("Choose")),
            Purpose::Compare => (t("Choose a map to compare with"), t("Compare")),
            Purpose::Save => (t("Save the map as"), t("Save")),
            Purpose::Export => (t("Export the map as"), t("Export")),
            Purpose::ExportText => (t("Export the map to another tool"), t("Export")),
            Purpose::Brand => (t("Import a brand"), t("Choose")),
            Purpose::Logo(_) => (t("Choose a logo"), t("Choose")),
            Purpose::ExportBrand => (t("Export the brand as"), t("Export")),
            Purpose::SlideTemplate => (t("Choose a template for slides"), t("Choose")),
        };
        PathDialog {
            title,
            action,
            // Where there is no name yet, it is typed after the separator.
            path: asking
                .folder
                .join(&asking.name)
                .to_string_lossy()
                .into_owned(),
            complaint: None,
        }
    }

    /// A path to write with the ending that its kind wants; any other as it is.
    fn with_ending(&self, purpose: &Purpose, path: &Path) -> PathBuf {
        match purpose {
            Purpose::Save => dialogs::with_extension(path, &MAP_ENDINGS),
            Purpose::Export => {
                dialogs::with_extension(path, &[self.exports.options.format.extension()])
            }
            Purpose::ExportText => foreign::with_text_ending(path, self.exports.text_format),
            Purpose::ExportBrand => dialogs::with_extension(path, &["json"]),
            Purpose::Open
            | Purpose::Picture(_)
            | Purpose::Survey
            | Purpose::Compare
            | Purpose::Brand
            | Purpose::Logo(_)
            | Purpose::SlideTemplate => path.to_owned(),
        }
    }

    pub(super) fn map_filter(&self) -> (String, Vec<&'static str>) {
        let name = self.services.language.t("Customer-journey maps");
        (name.to_owned(), MAP_ENDINGS.to_vec())
    }

    /// For whatever opens as a map; all of it first.
    pub(super) fn open_filters(&self) -> Vec<(String, Vec<&'static str>)> {
        let t = |english| self.services.language.t(english).to_owned();
        let own = self.map_filter();
        let foreign = t("Maps of other tools, pictures with a map");
        let foreign = (foreign, foreign::ENDINGS.to_vec());
        let all = own.1.iter().chain(&foreign.1).copied().collect();
        vec![(t("All that opens as a map"), all), own, foreign]
    }

    /// The folder of the open map, else of the latest one.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let recent = self.shelves.settings.recent.first();
        let file = self.workspace.path().or(recent.map(PathBuf::as_path));
        file.and_then(|path| Some(path.parent()?.to_owned()))
    }
}

impl Purpose {
    fn writes(&self) -> bool {
        matches!(
            self,
            Self::Save | Self::Export | Self::ExportText | Self::ExportBrand
        )
    }
}
