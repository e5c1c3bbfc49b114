//! Printing: the map as a PDF, made aside and handed to the system.

use std::sync::atomic::AtomicBool;

use super::{
    News, Program,
    export::{ExportFailure, Progress, Source},
    services::Print,
};
use crate::{
    app::{
        print::{NotPrinted, Printed},
        report,
    },
    export::{self, ExportError, Format, Options, PageSize},
    ui::{Dialog, ErrorReport, ExportDialog, Laid},
    words::marked,
};

/// What comes of printing.
pub(super) enum PrintNews {
    /// The document is made and on its way to the system.
    Made,
    Printed(Result<Printed, NotPrinted>),
    NotMade(ExportError),
}

/// The PDF of what was laid out.
fn pdf(
    laid: Option<Laid>,
    source: &Source,
    options: &Options,
    tell: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> Result<Vec<u8>, ExportError> {
    match laid {
        Some(Laid::Pages(deck)) => export::export_deck(&deck, &source.fonts, options, tell, cancel),
        Some(Laid::Sheet(scene)) => export::export(&scene, &source.fonts, options, tell, cancel),
        None => Err(ExportError::NoPages),
    }
}

impl Program {
    /// What hands a document to the system.
    pub(crate) fn print_with(&mut self, print: Print) {
        self.services.print = Some(print);
    }

    /// Shows what can be printed, and how.
    pub(super) fn choose_print(&mut self) {
        self.choose_export(Some(Format::Pdf));
        if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open {
            dialog.prints = true;
            if !dialog.options.page.is_paper() {
                dialog.options.page = PageSize::A4;
            }
        }
    }

    /// Makes the document and hands it on.
    pub(super) fn print(&mut self, options: Options) {
        let (Some(editor), Some(source)) = (self.workspace.editor(), self.export_source()) else {
            return;
        };
        let (canvas, title) = (editor.scene().clone(), self.title_of(editor));
        let Some(print) = self.services.print else {
            return self.printed(Err(NotPrinted::NoWay));
        };
        self.exports.cancel_anew();
        let subject = self.exports.subject.clone();
        let mut options = Options {
            format: Format::Pdf,
            extent: subject.extent(&options),
            ..options
        };
        let wanted = subject.wanted(&options);
        let known = match &wanted {
            Some(wanted) => self.exports.known(wanted),
            None => Some(Laid::Sheet(canvas)),
        };
        let mut dialog = ExportDialog::new(options.clone(), subject.clone());
        dialog.laid = self.exports.laid();
        (dialog.progress, dialog.prints) = (Some(0.0), true);
        self.dialogs.show(Dialog::Export(Box::new(dialog)));
        let cancel = self.exports.cancel_flag();
        let news = |news| News::Print(news);
        self.services.tasks.run(
            move || {
                let why = report::internal().to_string();
                news(PrintNews::Printed(Err(NotPrinted::Failed(why))))
            },
            move |reporter| {
                let progress = Progress::new(reporter);
                let tell = |share: f32| progress.tell(share);
                let laid =
                    known.or_else(|| Some(source.laid_out_for(&wanted?, &progress, &cancel)));
                options.about = source.about(&subject);
                match pdf(laid, &source, &options, &tell, &cancel) {
                    Ok(pdf) => {
                        reporter.report(news(PrintNews::Made));
                        news(PrintNews::Printed(print(&pdf, &title)))
                    }
                    Err(error) => news(PrintNews::NotMade(error)),
                }
            },
        );
    }

    pub(super) fn hear_print(&mut self, news: PrintNews) {
        match news {
            PrintNews::Made => {
                self.close_progress();
                self.tell("Sending the map to the printer…");
            }
            PrintNews::Printed(result) => self.printed(result),
            PrintNews::NotMade(error) => {
                let path = std::path::PathBuf::from("PDF");
                self.exported(&path, Err(ExportFailure::Make(error)));
            }
        }
    }

    fn printed(&mut self, result: Result<Printed, NotPrinted>) {
        self.close_progress();
        match result {
            Ok(Printed::Dialog) => self.tell("Printed"),
            Ok(Printed::Cancelled) => self.tell("Nothing was printed."),
            Ok(Printed::Sent(job)) => {
                self.tell_with(
                    marked("Sent to the default printer: {job}"),
                    &[("job", &job)],
                );
            }
            Err(why) => {
                let report = self.not_printed(&why);
                self.dialogs.show_error(report);
            }
        }
    }

    fn not_printed(&self, why: &NotPrinted) -> ErrorReport {
        let language = self.services.language;
        let remedy =
            language.t("Export the map as a PDF and print that from a program that shows PDFs.");
        ErrorReport {
            what: language.t("The map could not be printed").to_owned(),
            place: String::new(),
            remedy: match why {
                NotPrinted::NoWay => {
                    let why =
                        language.t("This system has no print dialog for apps and no “lp” command.");
                    format!("{why} {remedy}")
                }
                NotPrinted::Failed(why) => {
                    let why =
                        language.fill("The reason: {why}.", &[("why", why.trim_end_matches('.'))]);
                    format!("{why} {remedy}")
                }
            },
            details: String::new(),
        }
    }

    fn close_progress(&mut self) {
        let is_running = |dialog: &ExportDialog| dialog.prints && dialog.progress.is_some();
        if matches!(&self.dialogs.open, Some(Dialog::Export(dialog)) if is_running(dialog)) {
            self.dialogs.open = None;
        }
    }
}
