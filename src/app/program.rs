//! What the program does: which map is open, from which file, and what is going on with it.
//!
//! All of it runs on the thread of the window and none of it waits: what takes time goes to
//! [`Tasks`] and comes back as [`News`].

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    dialogs::{self, Answer, Question},
    report,
    settings::Settings,
    tasks::Tasks,
};
use crate::{
    editor::{Editor, Effect, Intent, blank_map},
    export::{self, About, ExportError, Options},
    file::{
        self, Warning,
        disk::{self, OpenError},
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{self, Dialog, ExportDialog, PathDialog, RecentMap, Sample, Shell, UiEvent, View},
    words::Language,
};

/// The endings of map files; the first is the one to propose.
const MAP_ENDINGS: [&str; 2] = ["journey", "json"];

/// Shows a question and waits for its answer on another thread; tests put a person in its place.
pub type Ask = Box<dyn Fn(Question, &eframe::Frame) -> Box<dyn FnOnce() -> Answer + Send>>;

pub struct Program {
    language: Language,
    fonts: Fonts,
    ask: Ask,
    shell: Shell,
    tasks: Tasks<News>,
    settings_path: Option<PathBuf>,
    settings: Settings,
    recent: Vec<RecentMap>,
    samples: Vec<Sample>,

    editor: Option<Editor>,
    /// Counts the maps that were opened, so that news of an earlier one are known as such.
    document: u64,
    /// Where the open map is saved.
    path: Option<PathBuf>,
    /// A map is being read to take the place of the open one, which must not change any more.
    opening: bool,
    /// The open map is being written.
    saving: bool,
    /// Where to save once more when that is done.
    save_next: Option<PathBuf>,
    /// What to go on with once the open map is saved or given up.
    next: Option<Next>,

    dialog: Option<Dialog>,
    /// What the file dialog that is open is for, the system's or the built-in one.
    asking: Option<Purpose>,
    /// Counts the questions, so that a late answer is not taken for that of another one.
    question: u64,
    /// As they were chosen last.
    export_options: Options,
    /// Stops the export that is running.
    cancel: Arc<AtomicBool>,

    message: Option<String>,
    title: String,
    /// Nothing holds the window open any more.
    quitting: bool,
}

/// What replaces or ends the open map, and so waits for its changes to be saved.
#[derive(Debug, Clone, PartialEq)]
enum Next {
    New,
    AskOpen,
    Open(PathBuf),
    Sample(usize),
    Close,
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Purpose {
    Open,
    Save,
    Export,
}

/// What comes in from work on other threads.
enum News {
    Answered(u64, Answer),
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    Saved {
        document: u64,
        path: PathBuf,
        map: Arc<Map>,
        result: io::Result<()>,
    },
    Progress(f32),
    Exported(PathBuf, Result<(), ExportFailure>),
    Samples(Vec<Sample>),
    Settings(Settings),
    /// Nobody waits for it.
    Nothing,
}

struct Opened {
    editor: Editor,
    warnings: Vec<Warning>,
}

enum ExportFailure {
    Make(ExportError),
    Write(io::Error),
}

impl Program {
    /// Begins with a file or the welcome screen. `settings_path` is where to remember things.
    pub fn new(
        context: &egui::Context,
        file: Option<PathBuf>,
        settings_path: Option<PathBuf>,
        ask: Ask,
    ) -> Self {
        let settings = settings_path
            .as_deref()
            .map(Settings::load)
            .unwrap_or_default();
        let mut program = Self {
            language: settings.language.unwrap_or_else(Language::of_system),
            fonts: Fonts::new(),
            ask,
            shell: Shell::default(),
            tasks: Tasks::new(context.clone()),
            settings_path,
            recent: Vec::new(),
            samples: Vec::new(),
            settings: Settings::default(),
            editor: None,
            document: 0,
            path: None,
            saving: false,
            save_next: None,
            next: None,
            dialog: None,
            asking: None,
            question: 0,
            opening: false,
            export_options: Options::default(),
            cancel: Arc::default(),
            message: None,
            title: String::new(),
            quitting: false,
        };
        program.use_settings(settings);
        match file {
            Some(file) => program.open(file),
            None => program.make_samples(),
        }
        program
    }

    /// One pass: shows everything, then does what the person wants.
    pub fn ui(&mut self, ui: &mut egui::Ui, frame: &eframe::Frame) {
        for news in self.tasks.news() {
            self.hear(news);
        }
        let view = View {
            language: self.language,
            fonts: &self.fonts,
            editor: self.editor.as_ref(),
            recent: &self.recent,
            samples: &self.samples,
            message: self.message.as_deref(),
        };
        let mut events = self.shell.show(ui, &view);
        let answer = self
            .dialog
            .as_mut()
            .and_then(|dialog| self.shell.dialog(ui.ctx(), &view, dialog));

        let context = ui.ctx().clone();
        if self.dialog.is_some() || self.opening {
            // What the keyboard asks for while a dialog is open is meant for the dialog.
            events.retain(|event| matches!(event, UiEvent::Intent(Intent::ViewResized(_))));
        }
        let happened = !events.is_empty() || answer.is_some();
        self.act(events, &context, frame);
        if let Some(answer) = answer {
            self.answered(answer, &context, frame);
        }
        let dropped = context.input(|input| input.raw.dropped_files.first().cloned());
        if let Some(file) = dropped.filter(|_| self.dialog.is_none() && !self.opening) {
            self.request(Next::Open(file.path().to_owned()), &context, frame);
        }
        if context.input(|input| input.viewport().close_requested()) && !self.quitting {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.request(Next::Quit, &context, frame);
        }
        self.go_on(&context, frame);
        self.show_title(&context);
        if happened {
            context.request_repaint();
        }
    }

    /// Lets what is being written come to its end.
    pub fn finish(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        self.tasks.finish();
    }
}

/// What the person does.
impl Program {
    fn act(&mut self, events: Vec<UiEvent>, context: &egui::Context, frame: &eframe::Frame) {
        for event in events {
            let effects = match (event, &mut self.editor) {
                (UiEvent::Intent(intent), Some(editor)) => editor.handle(intent),
                (UiEvent::Action(action), Some(editor)) => editor.handle(Intent::Action(action)),
                (UiEvent::Action(action), None) => action.effect().into_iter().collect(),
                (UiEvent::Intent(_), None) => Vec::new(),
                (UiEvent::OpenRecent(index), _) => {
                    if let Some(path) = self.settings.recent.get(index).cloned() {
                        self.request(Next::Open(path), context, frame);
                    }
                    continue;
                }
                (UiEvent::OpenSample(index), _) => {
                    self.request(Next::Sample(index), context, frame);
                    continue;
                }
            };
            for effect in effects {
                self.bring_about(effect, context, frame);
            }
        }
    }

    fn bring_about(&mut self, effect: Effect, context: &egui::Context, frame: &eframe::Frame) {
        self.message = None;
        match effect {
            Effect::New => self.request(Next::New, context, frame),
            Effect::Open => self.request(Next::AskOpen, context, frame),
            Effect::Close => self.request(Next::Close, context, frame),
            Effect::Quit => self.request(Next::Quit, context, frame),
            Effect::Save => self.save(frame),
            Effect::SaveAs => self.ask_save_as(frame),
            Effect::Export => {
                self.dialog = Some(Dialog::Export(ExportDialog::new(
                    self.export_options.clone(),
                )));
            }
            Effect::CopyText(text) => context.copy_text(text),
            Effect::ShowShortcuts => {
                self.dialog = Some(Dialog::Shortcuts(
                    self.shell.shortcuts(context, self.language),
                ));
            }
            Effect::ShowAbout => self.dialog = Some(Dialog::About),
            Effect::UseLanguage(language) => {
                self.language = language;
                self.update_settings(move |settings| settings.language = Some(language));
            }
            Effect::Refused(error) => self.message = Some(error.describe(self.language)),
        }
    }

    /// What is still being typed counts as done.
    fn settle(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        let events = self.shell.finish();
        self.act(events, context, frame);
    }

    /// Goes on with `next` as soon as no change can be lost by it.
    fn request(&mut self, next: Next, context: &egui::Context, frame: &eframe::Frame) {
        self.settle(context, frame);
        match &self.editor {
            Some(_) if self.saving => self.next = Some(next),
            Some(editor) if editor.is_dirty() => {
                let name = self.name(editor);
                self.next = Some(next);
                self.dialog = Some(Dialog::Unsaved { name });
            }
            _ => self.proceed(next, context, frame),
        }
    }

    fn proceed(&mut self, next: Next, context: &egui::Context, frame: &eframe::Frame) {
        match next {
            Next::New => self.begin(
                Editor::new(blank_map(self.language), self.fonts.clone()),
                None,
            ),
            Next::AskOpen => self.ask_open(frame),
            Next::Open(path) => self.open(path),
            Next::Sample(index) => self.open_sample(index),
            Next::Close => {
                self.editor = None;
                self.path = None;
                self.document += 1;
                self.make_samples();
            }
            Next::Quit => {
                self.quitting = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// A dialog inside the window was answered.
    fn answered(&mut self, answer: ui::Answer, context: &egui::Context, frame: &eframe::Frame) {
        let dialog = self.dialog.take();
        match (answer, dialog) {
            (ui::Answer::Save, _) => self.save(frame),
            (ui::Answer::Discard, _) => {
                if let Some(next) = self.next.take() {
                    self.proceed(next, context, frame);
                }
            }
            (ui::Answer::Cancel, Some(Dialog::Path(_))) => self.hear_answer(Answer::Cancelled),
            (ui::Answer::Cancel, Some(Dialog::Export(_))) => {
                self.asking = None;
                self.cancel.store(true, Ordering::Relaxed);
            }
            (ui::Answer::Cancel, Some(Dialog::Unsaved { .. })) => self.next = None,
            (ui::Answer::Cancel, _) => {}
            (ui::Answer::Export(options), dialog) => {
                self.export_options = *options;
                self.dialog = dialog;
                self.ask_export(frame);
            }
            (ui::Answer::Path(path), Some(Dialog::Path(asked))) => self.path_typed(&path, asked),
            (ui::Answer::Path(_), _) => {}
        }
    }
}

/// Opening.
impl Program {
    fn ask_open(&mut self, frame: &eframe::Frame) {
        let question = Question {
            title: self.language.t("Open a map").to_owned(),
            filters: vec![self.map_filter()],
            folder: self.folder(),
            save_as: None,
        };
        self.ask(Purpose::Open, question, frame);
    }

    fn open(&mut self, path: PathBuf) {
        self.opening = true;
        let name = report::file_name(&path);
        self.message = Some(self.language.fill("Opening {name}…", &[("name", &name)]));
        let fonts = self.fonts.clone();
        let failed = path.clone();
        self.tasks.run(
            move || News::Opened(failed, Err(OpenError::Read(report::internal()))),
            move |_| {
                let result = disk::open(&path).map(|loaded| {
                    Box::new(Opened {
                        editor: Editor::new(loaded.map, fonts),
                        warnings: loaded.warnings,
                    })
                });
                News::Opened(path, result)
            },
        );
    }

    fn open_sample(&mut self, index: usize) {
        let Some(sample) = file::samples().get(index) else {
            return;
        };
        // A test holds every sample to this.
        if let Ok(loaded) = file::load(sample.bytes) {
            self.begin(Editor::new(loaded.map, self.fonts.clone()), None);
        }
    }

    /// Puts a map in the place of the one that is open.
    fn begin(&mut self, mut editor: Editor, path: Option<PathBuf>) {
        editor.set_file_name(path.as_deref().map(report::file_name));
        self.editor = Some(editor);
        self.path = path;
        self.document += 1;
        self.dialog = None;
        self.asking = None;
        self.message = None;
    }

    fn opened(&mut self, path: PathBuf, result: Result<Box<Opened>, OpenError>) {
        self.opening = false;
        self.message = None;
        match result {
            Ok(opened) => {
                let Opened { editor, warnings } = *opened;
                self.remember(&path);
                self.begin(editor, Some(path.clone()));
                if !warnings.is_empty()
                    && let Some(editor) = &mut self.editor
                {
                    // The file does not hold what is open: it waits for the person to say so.
                    editor.mark_saved(None);
                    let told = report::repaired(&path, &warnings, self.language);
                    self.dialog = Some(Dialog::Error(told));
                }
            }
            Err(error) => {
                if matches!(&error, OpenError::Read(e) if e.kind() == io::ErrorKind::NotFound) {
                    let gone = path.clone();
                    self.update_settings(move |settings| settings.forget(&gone));
                }
                if self.editor.is_none() && self.samples.is_empty() {
                    self.make_samples();
                }
                let told = report::not_opened(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }

    /// The pictures of the samples, for the welcome screen.
    fn make_samples(&mut self) {
        if !self.samples.is_empty() {
            return;
        }
        let fonts = self.fonts.clone();
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let samples = file::samples().iter().filter_map(|sample| {
                    let map = file::load(sample.bytes).ok()?.map;
                    let layout = Layout::new(&map, &fonts, None);
                    Some(Sample {
                        title: map.title.clone(),
                        scene: Arc::new(Scene::new(&layout, None)),
                    })
                });
                News::Samples(samples.collect())
            },
        );
    }
}

/// Saving.
impl Program {
    fn save(&mut self, frame: &eframe::Frame) {
        match self.path.clone() {
            Some(path) => self.save_to(path),
            None => self.ask_save_as(frame),
        }
    }

    fn ask_save_as(&mut self, frame: &eframe::Frame) {
        let Some(editor) = &self.editor else { return };
        let name = match &self.path {
            Some(path) => report::file_name(path),
            None => format!(
                "{}.{}",
                report::safe_name(&editor.map().title, self.language),
                MAP_ENDINGS[0]
            ),
        };
        let question = Question {
            title: self.language.t("Save the map as").to_owned(),
            filters: vec![self.map_filter()],
            folder: self.folder(),
            save_as: Some(name),
        };
        self.ask(Purpose::Save, question, frame);
    }

    fn save_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        if self.saving {
            self.save_next = Some(path);
            return;
        }
        self.saving = true;
        let map = editor.committed().clone();
        let document = self.document;
        let saved = move |path, map, result| News::Saved {
            document,
            path,
            map,
            result,
        };
        let failed = (path.clone(), map.clone());
        self.tasks.write(
            move || saved(failed.0, failed.1, Err(report::internal())),
            move |_| {
                let result = disk::write(&path, &file::save(&map));
                saved(path, map, result)
            },
        );
    }

    fn saved(&mut self, document: u64, path: PathBuf, map: Arc<Map>, result: io::Result<()>) {
        self.saving = false;
        let is_open = document == self.document;
        match result {
            Ok(()) => {
                self.remember(&path);
                if let Some(editor) = self.editor.as_mut().filter(|_| is_open) {
                    editor.mark_saved(Some(map));
                    editor.set_file_name(Some(report::file_name(&path)));
                    let name = report::file_name(&path);
                    self.message = Some(self.language.fill("Saved {name}", &[("name", &name)]));
                    self.path = Some(path);
                }
            }
            Err(error) => {
                self.next = None;
                let told = report::not_written(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
        if let Some(path) = self.save_next.take().filter(|_| is_open) {
            self.save_to(path);
        }
    }

    /// What waited for a save goes on once all is saved.
    fn go_on(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        if !self.saving
            && self.dialog.is_none()
            && self.asking.is_none()
            && let Some(next) = self.next.take()
        {
            self.request(next, context, frame);
        }
    }
}

/// Exporting.
impl Program {
    fn ask_export(&mut self, frame: &eframe::Frame) {
        let Some(editor) = &self.editor else { return };
        let ending = self.export_options.format.extension();
        let name = match &self.path {
            Some(path) => path.with_extension(ending),
            None => format!(
                "{}.{ending}",
                report::safe_name(&editor.map().title, self.language)
            )
            .into(),
        };
        let question = Question {
            title: self.language.t("Export the map as").to_owned(),
            filters: vec![(ending.to_uppercase(), vec![ending])],
            folder: self.folder(),
            save_as: Some(report::file_name(&name)),
        };
        self.ask(Purpose::Export, question, frame);
    }

    fn export_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        self.cancel = Arc::default();
        let mut dialog = ExportDialog::new(self.export_options.clone());
        dialog.progress = Some(0.0);
        self.dialog = Some(Dialog::Export(dialog));

        let options = Options {
            about: About::of(editor.committed()),
            ..self.export_options.clone()
        };
        let (scene, fonts) = (editor.scene().clone(), self.fonts.clone());
        let cancel = self.cancel.clone();
        let failed = path.clone();
        self.tasks.write(
            move || {
                let failure = ExportFailure::Write(report::internal());
                News::Exported(failed, Err(failure))
            },
            move |teller| {
                let told = std::cell::Cell::new(0.0_f32);
                let progress = |share: f32| {
                    if share - told.get() >= 0.01 {
                        told.set(share);
                        teller.tell(News::Progress(share));
                    }
                };
                let result = export::export(&scene, &fonts, &options, &progress, &cancel)
                    .map_err(ExportFailure::Make)
                    .and_then(|bytes| disk::write(&path, &bytes).map_err(ExportFailure::Write));
                News::Exported(path, result)
            },
        );
    }

    fn exported(&mut self, path: &Path, result: Result<(), ExportFailure>) {
        if matches!(&self.dialog, Some(Dialog::Export(dialog)) if dialog.progress.is_some()) {
            self.dialog = None;
        }
        let language = self.language;
        match result {
            Ok(()) => {
                let name = report::file_name(path);
                self.message = Some(language.fill("Exported {name}", &[("name", &name)]));
            }
            Err(ExportFailure::Make(ExportError::Cancelled)) => {
                self.message = Some(ExportError::Cancelled.describe(language));
            }
            Err(ExportFailure::Make(error)) => {
                let told = report::not_exported(path, &error.describe(language), language);
                self.dialog = Some(Dialog::Error(told));
            }
            Err(ExportFailure::Write(error)) => {
                let told = report::not_written(path, &error, language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }
}

/// File dialogs.
impl Program {
    fn ask(&mut self, purpose: Purpose, question: Question, frame: &eframe::Frame) {
        if self.asking.is_some() {
            return;
        }
        self.asking = Some(purpose);
        self.question += 1;
        let number = self.question;
        let wait = (self.ask)(question, frame);
        self.tasks.run(
            move || News::Answered(number, Answer::NoDialog),
            move |_| News::Answered(number, wait()),
        );
    }

    fn hear_answer(&mut self, answer: Answer) {
        let Some(purpose) = self.asking.take() else {
            return;
        };
        match answer {
            Answer::Path(path) => self.use_path(purpose, path),
            Answer::Cancelled => self.next = None,
            Answer::NoDialog => {
                self.asking = Some(purpose);
                self.dialog = Some(Dialog::Path(self.path_dialog(purpose)));
            }
        }
    }

    fn use_path(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Open => self.open(path),
            Purpose::Save | Purpose::Export => {
                let full = self.with_ending(purpose, &path);
                if full != path && full.exists() {
                    // The system asked about another name than the one that is to be written.
                    let mut dialog = self.path_dialog(purpose);
                    dialog.path = full.to_string_lossy().into_owned();
                    dialog.complaint = Some(self.replace_warning());
                    self.asking = Some(purpose);
                    self.dialog = Some(Dialog::Path(dialog));
                } else if purpose == Purpose::Save {
                    self.save_to(full);
                } else {
                    self.export_to(full);
                }
            }
        }
    }

    /// A path was typed into the built-in field.
    fn path_typed(&mut self, typed: &Path, mut dialog: PathDialog) {
        let Some(purpose) = self.asking.take() else {
            return;
        };
        let path = dialogs::from_typed(typed);
        if purpose == Purpose::Open {
            return self.use_path(purpose, path);
        }
        let full = self.with_ending(purpose, &path);
        let warning = self.replace_warning();
        if full.exists() && dialog.complaint.as_ref() != Some(&warning) {
            dialog.complaint = Some(warning);
            dialog.path = full.to_string_lossy().into_owned();
            self.asking = Some(purpose);
            self.dialog = Some(Dialog::Path(dialog));
        } else {
            self.use_path(purpose, full);
        }
    }

    fn replace_warning(&self) -> String {
        let text =
            "A file of this name is there already. Press the button once more to replace it.";
        self.language.t(text).to_owned()
    }

    fn path_dialog(&self, purpose: Purpose) -> PathDialog {
        let t = |english| self.language.t(english).to_owned();
        let (title, action) = match purpose {
            Purpose::Open => (t("Open a map"), t("Open")),
            Purpose::Save => (t("Save the map as"), t("Save")),
            Purpose::Export => (t("Export the map as"), t("Export")),
        };
        let path = match (purpose, &self.path, &self.editor) {
            (Purpose::Save, Some(path), _) => path.clone(),
            (Purpose::Export, Some(path), _) => {
                path.with_extension(self.export_options.format.extension())
            }
            (Purpose::Save | Purpose::Export, None, Some(editor)) => {
                let name = report::safe_name(&editor.map().title, self.language);
                let ending = match purpose {
                    Purpose::Export => self.export_options.format.extension(),
                    _ => MAP_ENDINGS[0],
                };
                let folder = self.folder().unwrap_or_default();
                folder.join(format!("{name}.{ending}"))
            }
            // The separator at the end: the name is typed after it.
            _ => self.folder().unwrap_or_default().join(""),
        };
        PathDialog {
            title,
            action,
            path: path.to_string_lossy().into_owned(),
            complaint: None,
        }
    }

    fn with_ending(&self, purpose: Purpose, path: &Path) -> PathBuf {
        match purpose {
            Purpose::Export => {
                dialogs::with_extension(path, &[self.export_options.format.extension()])
            }
            _ => dialogs::with_extension(path, &MAP_ENDINGS),
        }
    }

    fn map_filter(&self) -> (String, Vec<&'static str>) {
        let name = self.language.t("Customer-journey maps").to_owned();
        (name, MAP_ENDINGS.to_vec())
    }

    /// Where to begin looking for files: beside the open map, else beside the latest one.
    fn folder(&self) -> Option<PathBuf> {
        let file = self.path.as_ref().or(self.settings.recent.first());
        let beside = file.and_then(|path| Some(path.parent()?.to_owned()));
        beside.or_else(dirs::document_dir).or_else(dirs::home_dir)
    }
}

/// What comes back from other threads, and what is remembered.
impl Program {
    fn hear(&mut self, news: News) {
        match news {
            News::Answered(number, answer) if number == self.question => {
                self.hear_answer(answer);
            }
            News::Answered(..) => {}
            News::Opened(path, result) => self.opened(path, result),
            News::Saved {
                document,
                path,
                map,
                result,
            } => self.saved(document, path, map, result),
            News::Progress(share) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog
                    && dialog.progress.is_some()
                {
                    dialog.progress = Some(share);
                }
            }
            News::Exported(path, result) => self.exported(&path, result),
            News::Samples(samples) => self.samples = samples,
            News::Settings(settings) => self.use_settings(settings),
            News::Nothing => {}
        }
    }

    fn use_settings(&mut self, settings: Settings) {
        self.recent = settings
            .recent
            .iter()
            .map(|path| RecentMap {
                name: report::file_name(path),
                folder: path
                    .parent()
                    .map(|folder| folder.display().to_string())
                    .unwrap_or_default(),
            })
            .collect();
        self.settings = settings;
    }

    fn update_settings(&mut self, change: impl FnOnce(&mut Settings) + Send + 'static) {
        let Some(path) = self.settings_path.clone() else {
            return;
        };
        self.tasks.write(
            || News::Nothing,
            // Where they cannot be kept, they are forgotten: no reason to disturb anyone.
            move |_| Settings::update(&path, change).map_or(News::Nothing, News::Settings),
        );
    }

    fn remember(&mut self, file: &Path) {
        let file = file.to_owned();
        self.update_settings(move |settings| settings.remember(&file));
    }

    /// What the open map is called.
    fn name(&self, editor: &Editor) -> String {
        match editor.file_name() {
            Some(name) => name.to_owned(),
            None => report::title_or_untitled(&editor.map().title, self.language),
        }
    }

    fn show_title(&mut self, context: &egui::Context) {
        let title = match &self.editor {
            Some(editor) => {
                let mark = if editor.is_dirty() { "• " } else { "" };
                format!("{mark}{} – Jejak", self.name(editor))
            }
            None => "Jejak".to_owned(),
        };
        if title != self.title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
