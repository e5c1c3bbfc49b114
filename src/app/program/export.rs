//! Exporting pictures, with progress and a way out.

use std::{
    cell::Cell,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{News, Program, file_dialog::Purpose};
use crate::{
    app::{
        dialogs::FileQuestion,
        report,
        tasks::Reporter,
        tickets::{Ticket, Tickets},
    },
    deck,
    editor::Editor,
    exchange::{Lost, MapFormat},
    export::{self, About, Deck, ExportError, Format, NotNative, Options, PageSize, Template},
    file::disk,
    layout::{Layout, Lens, ValueMatrix},
    model::{Map, Shows, Stop},
    scene::Scene,
    text::Fonts,
    ui::{self, Dialog, ExportDialog, ExportSubject, Laid, Wanted},
    words::marked,
};

/// How much of an export's time the layout of its stops takes.
const LAYING_OUT: f32 = 0.4;

/// What is exported, and how.
pub(super) struct Exports {
    /// As they were chosen last.
    pub options: Options,
    /// The format of another tool that was exported to last.
    pub text_format: MapFormat,
    /// Where the last export went.
    pub folder: Option<PathBuf>,
    pub(super) subject: ExportSubject,
    /// What was laid out for the dialog.
    laid: Option<(Wanted, Laid)>,
    /// What is laid out for it now.
    asked: Option<Wanted>,
    tickets: Tickets,
    /// Of the templates that are read for it.
    pub(super) templates: Tickets,
    /// Stops what is laid out.
    stale: Arc<AtomicBool>,
    /// Stops the export that is running.
    cancel: Arc<AtomicBool>,
}

impl Exports {
    pub(super) fn new(options: Options) -> Self {
        Self {
            options,
            text_format: ui::FORMATS[0].0,
            folder: None,
            subject: ExportSubject::default(),
            laid: None,
            asked: None,
            tickets: Tickets::default(),
            templates: Tickets::default(),
            stale: Arc::default(),
            cancel: Arc::default(),
        }
    }

    /// Stops the export that is running, if one is, and what is laid out for one.
    pub(super) fn cancel(&mut self) {
        self.stale.store(true, Ordering::Relaxed);
        self.cancel.store(true, Ordering::Relaxed);
        self.tickets.revoke();
    }

    /// Begins anew with what is exported.
    fn begin(&mut self, subject: ExportSubject) {
        self.stale.store(true, Ordering::Relaxed);
        self.tickets.revoke();
        self.templates.revoke();
        (self.laid, self.asked) = (None, None);
        self.subject = subject;
    }

    /// The export that begins now is stopped by this, and no earlier one.
    pub(super) fn cancel_anew(&mut self) {
        self.cancel = Arc::default();
    }

    pub(super) fn cancel_flag(&self) -> Arc<AtomicBool> {
        self.cancel.clone()
    }

    /// What was laid out last, and what for.
    pub(super) fn laid(&self) -> Option<(Wanted, Laid)> {
        self.laid.clone()
    }

    /// What is laid out already, of what is wanted.
    pub(super) fn known(&self, wanted: &Wanted) -> Option<Laid> {
        let (known, laid) = self.laid.as_ref()?;
        (known == wanted).then(|| laid.clone())
    }
}

/// What came of an export, or of making one ready.
pub(super) enum ExportNews {
    /// What the dialog waits for.
    LaidOut(Ticket, Wanted, Laid),
    /// The template that it waits for, or why it has none, in words.
    TemplateRead(Ticket, Result<Arc<Template>, String>),
    /// The share that is done, 0 to 1.
    Progress(f32),
    /// The files that were written, the first of them, or where it should have gone.
    Exported(PathBuf, Result<usize, ExportFailure>),
    /// Slides, and what of them is otherwise than on the sheet.
    SlidesExported(PathBuf, Vec<NotNative>),
    TextExported(PathBuf, io::Result<Vec<Lost>>),
}

/// Why a picture was not exported.
pub(super) enum ExportFailure {
    Make(ExportError),
    Write(io::Error),
}

/// What is laid out, on a thread of a task.
pub(super) struct Source {
    map: Arc<Map>,
    /// As it is shown today.
    dated: Arc<Map>,
    lens: Lens,
    pub fonts: Fonts,
}

impl Source {
    fn lay_out(&self, wanted: &Wanted, goes_on: &dyn Fn(f32) -> bool) -> Laid {
        let (lens, fonts) = (&self.lens, &self.fonts);
        let template = wanted.template.as_deref();
        let dressed = template.map(|template| template.dressed(&self.dated));
        let map = dressed.as_ref().unwrap_or(&self.dated);
        let frame = |page: PageSize| template.map_or_else(|| page.frame(), Template::frame);
        let seen = wanted.backdrop.under(map);
        Laid::Sheet(Arc::new(match (&wanted.subject, wanted.stops_on) {
            (ExportSubject::Map { .. }, Some(page)) => {
                let mut deck = Deck::of_map(map, frame(page), wanted.backdrop, fonts, goes_on);
                deck.about.map = self.whole();
                return Laid::Pages(Arc::new(deck));
            }
            (ExportSubject::Map { .. }, None) => {
                let tidy = wanted.without_empty.then(|| lens.without_empty(&seen));
                let tidy = tidy.flatten();
                let map = tidy.as_ref().unwrap_or(&seen);
                Scene::new(&Layout::through(lens, map, fonts, None), None)
            }
            (ExportSubject::Stop { stop, .. }, Some(page)) => {
                let stops = std::slice::from_ref(&**stop);
                let (frame, ground) = (frame(page), wanted.backdrop);
                let deck = Deck::of_stops(map, stops, frame, ground, fonts, goes_on);
                return Laid::Pages(Arc::new(deck));
            }
            (ExportSubject::Values, Some(page)) => {
                let stop = Stop {
                    shows: Shows::Matrix,
                    personas: match lens.hides_others {
                        true => lens.personas.clone(),
                        false => Vec::new(),
                    },
                    when: lens.when,
                    ..Stop::default()
                };
                let (frame, ground) = (frame(page), wanted.backdrop);
                let deck = Deck::of_stops(map, &[stop], frame, ground, fonts, goes_on);
                return Laid::Pages(Arc::new(deck));
            }
            (ExportSubject::Values, None) => {
                Scene::of_values(&ValueMatrix::new(&seen, lens, fonts))
            }
            (ExportSubject::Stop { stop, .. }, None) => {
                let frame = PageSize::Slide.frame();
                let deck = Deck::of_one_picture(map, stop, frame, wanted.backdrop, fonts);
                return match deck.pages.into_iter().next() {
                    Some(page) => Laid::Sheet(page.scene),
                    None => Laid::Pages(Arc::default()),
                };
            }
        }))
    }

    /// As [`Source::lay_out`], with what is told of it.
    pub(super) fn laid_out_for(
        &self,
        wanted: &Wanted,
        progress: &Progress<'_>,
        cancel: &AtomicBool,
    ) -> Laid {
        self.lay_out(wanted, &|share: f32| {
            progress.tell(share * LAYING_OUT);
            !cancel.load(Ordering::Relaxed)
        })
    }

    /// The map to ride along; what has others left out is not the whole of it.
    fn whole(&self) -> Option<Arc<Map>> {
        (!self.lens.hides_others).then(|| self.map.clone())
    }

    /// What a file says of itself.
    pub(super) fn about(&self, subject: &ExportSubject) -> About {
        let map = &self.dated;
        match subject {
            ExportSubject::Map { .. } => About {
                map: self.whole(),
                ..About::told(map, &self.lens.telling())
            },
            ExportSubject::Values => About::of_values(map),
            ExportSubject::Stop { stop, .. } => About {
                description: map.story_of(stop).text(),
                stands_alone: true,
                ..About::of(map)
            },
        }
    }
}

impl Program {
    pub(super) fn hear_export(&mut self, news: ExportNews) {
        match news {
            ExportNews::LaidOut(ticket, wanted, laid) => self.laid_out(ticket, wanted, laid),
            ExportNews::TemplateRead(ticket, result) => self.slide_template_read(ticket, result),
            ExportNews::Progress(share) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open
                    && dialog.progress.is_some()
                {
                    dialog.progress = Some(share);
                }
            }
            ExportNews::Exported(path, result) => self.exported(&path, result),
            ExportNews::SlidesExported(path, told) => {
                self.exported(&path, Ok(1));
                // Which fonts they need is said where they are chosen.
                let is_lost = |one: &NotNative| !matches!(one, NotNative::Fonts { .. });
                if told.iter().any(is_lost) {
                    let language = self.services.language;
                    self.dialogs
                        .show_error(report::not_native(&path, &told, language));
                }
            }
            ExportNews::TextExported(path, result) => self.text_exported(&path, result),
        }
    }

    /// Shows the dialog for the open map; without a format it is the one of late.
    pub(super) fn choose_export(&mut self, format: Option<Format>) {
        let editor = self.workspace.editor();
        let tidy = editor.and_then(|editor| editor.lens().without_empty(editor.committed()));
        let has_empty = tidy.is_some();
        self.choose_export_of(ExportSubject::Map { has_empty }, format);
    }

    /// Shows the dialog for the matrix of value against effort, seen through the lens of the map.
    pub(super) fn choose_export_of_values(&mut self) {
        self.choose_export_of(ExportSubject::Values, None);
    }

    /// Shows the dialog for a stop by itself.
    pub(super) fn choose_export_of_stop(&mut self, stop: Stop) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let name = deck::title(editor.committed(), &stop, self.services.language);
        let stop = Box::new(stop);
        self.choose_export_of(ExportSubject::Stop { name, stop }, None);
    }

    fn choose_export_of(&mut self, subject: ExportSubject, format: Option<Format>) {
        let mut options = self.exports.options.clone();
        // It may have changed since.
        options.slides.template = None;
        options.format = format.unwrap_or(options.format);
        options.page = self.shelves.settings.paper.unwrap_or(options.page);
        let dialog = ExportDialog::new(options, subject.clone());
        self.dialogs.show(Dialog::Export(Box::new(dialog)));
        self.exports.begin(subject);
        self.prepare_export();
    }

    /// Has laid out what the dialog shows and the canvas does not.
    pub(super) fn prepare_export(&mut self) {
        if self.prepare_slide_template() {
            return;
        }
        let Some(Dialog::Export(dialog)) = &self.dialogs.open else {
            return;
        };
        let missing = dialog.missing().filter(|_| dialog.progress.is_none());
        let Some(wanted) = missing.filter(|wanted| self.exports.asked.as_ref() != Some(wanted))
        else {
            return;
        };
        let Some(source) = self.export_source() else {
            return;
        };
        let exports = &mut self.exports;
        exports.stale.store(true, Ordering::Relaxed);
        exports.stale = Arc::default();
        exports.asked = Some(wanted.clone());
        let ticket = exports.tickets.issue();
        let stale = exports.stale.clone();
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let goes_on = |_| !stale.load(Ordering::Relaxed);
                let laid = source.lay_out(&wanted, &goes_on);
                News::Export(ExportNews::LaidOut(ticket, wanted, laid))
            },
        );
    }

    pub(super) fn export_source(&self) -> Option<Source> {
        let editor = self.workspace.editor()?;
        Some(Source {
            map: editor.committed().clone(),
            dated: editor.dated(),
            lens: editor.lens().clone(),
            fonts: self.services.fonts.clone(),
        })
    }

    fn laid_out(&mut self, ticket: Ticket, wanted: Wanted, laid: Laid) {
        if !self.exports.tickets.accepts(ticket) {
            return;
        }
        self.exports.asked = None;
        self.exports.laid = Some((wanted, laid));
        if let Some(Dialog::Export(dialog)) = &mut self.dialogs.open {
            dialog.laid = self.exports.laid.clone();
        }
    }

    pub(super) fn ask_export(&mut self) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let language = self.services.language;
        let ending = self.exports.options.format.extension();
        let own = self.export_name(editor);
        let name = match self.exports.subject.name(language) {
            Some(name) => {
                let name = report::safe_name(&name, language);
                format!("{own} - {name}.{ending}")
            }
            None => format!("{own}.{ending}"),
        };
        let question = FileQuestion {
            title: language.t("Export the map as").to_owned(),
            filters: vec![(ending.to_uppercase(), vec![ending])],
            folder: self.export_folder(),
            save_as: Some(name),
            names_folder: false,
        };
        self.ask(Purpose::Export, question);
    }

    pub(super) fn export_to(&mut self, path: PathBuf) {
        let (Some(editor), Some(source)) = (self.workspace.editor(), self.export_source()) else {
            return;
        };
        let canvas = editor.scene().clone();
        self.exports.cancel_anew();
        let exports = &self.exports;
        let mut dialog = ExportDialog::new(exports.options.clone(), exports.subject.clone());
        dialog.laid = exports.laid.clone();
        dialog.progress = Some(0.0);
        self.dialogs.show(Dialog::Export(Box::new(dialog)));

        let exports = &self.exports;
        let subject = exports.subject.clone();
        let mut options = Options {
            extent: subject.extent(&exports.options),
            ..exports.options.clone()
        };
        let wanted = subject.wanted(&options);
        let known = match &wanted {
            Some(wanted) => exports.known(wanted),
            None => Some(Laid::Sheet(canvas)),
        };
        let cancel = exports.cancel.clone();
        let exported = |path, result| News::Export(ExportNews::Exported(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || {
                let failure = ExportFailure::Write(report::internal());
                exported(failed, Err(failure))
            },
            move |reporter| {
                let progress = Progress::new(reporter);
                let is_known = known.is_some();
                let laid =
                    known.or_else(|| Some(source.laid_out_for(&wanted?, &progress, &cancel)));
                let begun = if is_known { 0.0 } else { LAYING_OUT };
                let tell = |share: f32| progress.tell(begun + (1.0 - begun) * share);
                options.about = source.about(&subject);
                if let (Format::Slides, Some(Laid::Pages(deck))) = (options.format, &laid) {
                    return slides(deck, &options, path, &tell, &cancel);
                }
                let (path, result) = match laid {
                    Some(Laid::Pages(deck)) => {
                        pages(&deck, &source.fonts, &options, path, &tell, &cancel)
                    }
                    Some(Laid::Sheet(scene)) => {
                        let made = export::export(&scene, &source.fonts, &options, &tell, &cancel);
                        written(path, made)
                    }
                    None => (path, Err(ExportFailure::Make(ExportError::NoPages))),
                };
                exported(path, result)
            },
        );
    }

    /// What an export is proposed to be called, without an ending: as the file, else as the map.
    pub(super) fn export_name(&self, editor: &Editor) -> String {
        let stem = self.workspace.path().and_then(Path::file_stem);
        match stem {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => report::safe_name(&editor.map().title, self.services.language),
        }
    }

    /// Where an export is proposed to go: beside the one before, else beside the map.
    pub(super) fn export_folder(&self) -> Option<PathBuf> {
        self.exports.folder.clone().or_else(|| self.folder())
    }

    /// Says what was exported and where; the next export is proposed beside it.
    pub(super) fn tell_exported(&mut self, path: &Path) {
        self.exports.folder = path.parent().map(Path::to_owned);
        self.tell_written(path);
    }

    pub(super) fn exported(&mut self, path: &Path, result: Result<usize, ExportFailure>) {
        if matches!(&self.dialogs.open, Some(Dialog::Export(dialog)) if dialog.progress.is_some()) {
            self.dialogs.open = None;
        }
        let language = self.services.language;
        match result {
            Ok(1) => self.tell_exported(path),
            Ok(count) => {
                self.tell_exported(path);
                let values = [("count", &*count.to_string())];
                self.tell_with(marked("Exported {count} files"), &values);
            }
            Err(ExportFailure::Make(ExportError::Cancelled)) => {
                self.window.tell(ExportError::Cancelled.describe(language));
            }
            Err(ExportFailure::Make(error)) => {
                let why = error.describe(language);
                self.dialogs
                    .show_error(report::not_exported(path, &why, language));
            }
            Err(ExportFailure::Write(error)) => {
                let report = self.not_written(path, &error);
                self.dialogs.show_error(report);
            }
        }
    }
}

/// Tells how far an export is, a hundredth at a time.
pub(super) struct Progress<'a> {
    reporter: &'a Reporter<News>,
    told: Cell<f32>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(reporter: &'a Reporter<News>) -> Self {
        let told = Cell::new(0.0);
        Self { reporter, told }
    }

    pub(super) fn tell(&self, share: f32) {
        if share - self.told.get() >= 0.01 {
            self.told.set(share);
            let news = News::Export(ExportNews::Progress(share));
            self.reporter.report(news);
        }
    }
}

/// One file, and whether it was written.
fn written(
    path: PathBuf,
    made: Result<Vec<u8>, ExportError>,
) -> (PathBuf, Result<usize, ExportFailure>) {
    let result = made
        .map_err(ExportFailure::Make)
        .and_then(|bytes| disk::write(&path, &bytes).map_err(ExportFailure::Write));
    (path, result.map(|()| 1))
}

/// Pages as slides of an office.
fn slides(
    deck: &Arc<Deck>,
    options: &Options,
    path: PathBuf,
    tell: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> News {
    // What is said of the file is said of the subject; what is shown is what was laid out.
    let deck = Deck {
        about: About {
            shown: deck.about.shown.clone(),
            ..options.about.clone()
        },
        ..(**deck).clone()
    };
    News::Export(match export::export_slides(&deck, options, tell, cancel) {
        Ok(slides) => match disk::write(&path, &slides.bytes) {
            Ok(()) => ExportNews::SlidesExported(path, slides.told),
            Err(error) => ExportNews::Exported(path, Err(ExportFailure::Write(error))),
        },
        Err(error) => ExportNews::Exported(path, Err(ExportFailure::Make(error))),
    })
}

/// Pages as one file, or as a picture each; the first that was written, and how many.
fn pages(
    deck: &Deck,
    fonts: &Fonts,
    options: &Options,
    path: PathBuf,
    tell: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> (PathBuf, Result<usize, ExportFailure>) {
    if options.format == Format::Pdf {
        let made = export::export_deck(deck, fonts, options, tell, cancel);
        return written(path, made);
    }
    let paths = free_names(deck, &path);
    let count = paths.len();
    for (index, path) in paths.iter().enumerate() {
        let tell = |share: f32| tell((index as f32 + share) / count as f32);
        let options = Options {
            about: deck.about_page(index),
            ..options.clone()
        };
        let scene = &deck.pages[index].scene;
        let made = export::export(scene, fonts, &options, &tell, cancel);
        let (path, result) = written(path.clone(), made);
        if result.is_err() {
            // Some of a series are none of it.
            for made in &paths[..index] {
                let _ = fs::remove_file(made);
            }
            return (path, result);
        }
    }
    match paths.into_iter().next() {
        Some(first) => (first, Ok(count)),
        None => (path, Err(ExportFailure::Make(ExportError::NoPages))),
    }
}

/// Names for a series that nothing is called yet: what is there already is replaced by nobody's word.
fn free_names(deck: &Deck, path: &Path) -> Vec<PathBuf> {
    let names = deck.names();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let named = |round: usize| -> Vec<PathBuf> {
        let stem = match round {
            1 => stem.to_string(),
            round => format!("{stem} {round}"),
        };
        let files = names.iter().map(|name| format!("{stem}-{name}.{ending}"));
        files.map(|file| path.with_file_name(file)).collect()
    };
    let is_free = |paths: &Vec<PathBuf>| paths.iter().all(|path| path.symlink_metadata().is_err());
    let mut rounds = (1..1000).map(named);
    rounds.find(is_free).unwrap_or_else(|| named(1000))
}
