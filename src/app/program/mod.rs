//! What the program does: which map is open, from which file, and what is going on with it.
//!
//! All of it runs on the thread of the window and none of it waits: what takes time goes to
//! [`Tasks`] and comes back as [`News`].

mod act;
mod aside;
mod ask;
mod chosen;
mod compare;
mod copy;
mod differences;
mod drop;
mod exchange;
mod export;
mod open;
mod picture;
mod recover;
mod save;
mod survey;
mod table;
mod templates;
mod versions;
mod watch;

#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use aside::{Aside, Folders};
use exchange::{TakeFailure, TakenMap};
use recover::{Left, Leftovers, Recovered};
use save::{NotSaved, Written};
use table::Wish;
use templates::Offer;
use watch::{Fate, Took, Watch};

use super::{
    Start,
    clipboard::Content,
    dialogs::{Answer, Question},
    report,
    settings::{Place, Settings},
    tasks::Tasks,
};
use crate::{
    editor::{Editor, Intent},
    exchange::{Form, Lost},
    export::{ExportError, Options},
    file::{Loaded, Warning, disk::OpenError, picture::PictureError, stamp::Stamp},
    model::{Map, Picture, Target},
    scene::Scene,
    text::Fonts,
    ui::{self, Dialog, Notice, RecentMap, Sample, Shell, Template, UiEvent, View},
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
    templates: Vec<Template>,
    /// What stands behind each of the templates.
    offers: Vec<Offer>,
    /// Counts how often they were made, so that those of before are known as such.
    template_round: u64,

    editor: Option<Editor>,
    /// Counts the maps that were opened, so that news of an earlier one are known as such.
    document: u64,
    /// Where the open map is saved.
    path: Option<PathBuf>,
    /// What that file was like when it was read or written last.
    on_disk: Option<Stamp>,
    /// What it is like now, if that is something else and was told.
    theirs: Option<Stamp>,
    notice: Option<Notice>,
    /// What was taken over from the file, as long as it can be undone.
    took: Option<Took>,
    /// The merge that the program was started for.
    merge: Option<compare::Merging>,
    /// Looks after the file; `None` where nothing is kept aside.
    watch: Option<Watch>,
    /// Where things are kept aside; `None` on a system without a folder for them.
    folders: Option<Folders>,
    /// The journal of the open map.
    aside: Option<Aside>,
    /// Unsaved work of earlier runs that is still to be offered, and whether to do so now.
    left: VecDeque<Left>,
    /// The titles of that which is to be looked at later.
    later: Vec<String>,
    offer_at_start: bool,
    /// What the dialog of two versions compares.
    compared: Option<compare::Compared>,
    /// Counts the pictures of it, so that a late one does not take the place of another.
    choices_round: u64,
    /// The dialog that is seen again once the one on top of it is closed.
    below: Option<Dialog>,
    /// The one in the dialog of a table, and how often it was read.
    table: Option<table::ForeignTable>,
    table_round: u64,
    /// What is kept of a file that could not be read.
    spare: Option<versions::Spare>,
    /// Those in the dialog of the history.
    versions: Vec<versions::Kept>,
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
    /// Who gets the picture that is being asked for.
    picture_for: Option<Target>,
    /// Counts the questions, so that a late answer is not taken for that of another one.
    question: u64,
    /// As they were chosen last.
    export_options: Options,
    /// The form of another tool that was exported to last.
    text_form: Form,
    /// What is exported instead of the map, and what that is called.
    export_instead: Option<(Arc<Scene>, String)>,
    /// Stops the export that is running.
    cancel: Arc<AtomicBool>,

    /// What was copied last.
    copied: Option<Content>,
    /// What has come in to be pasted.
    pasted: Option<Content>,
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
    Template(Arc<Map>),
    /// What a table gave, and the file that gives the same again.
    Table {
        map: Arc<Map>,
        from: Option<PathBuf>,
    },
    /// Unsaved work of an earlier run, by its name; compared at once with what is in its file.
    Recover {
        id: String,
        compares: bool,
    },
    /// The version that is kept of a file that could not be read.
    Spare,
    Close,
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Purpose {
    Open,
    Save,
    Export,
    ExportText,
    /// For the thing in [`Program::picture_for`].
    Picture,
    Survey,
    Compare,
}

/// What comes in from work on other threads.
enum News {
    Answered(u64, Answer),
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    Saved {
        document: u64,
        path: PathBuf,
        map: Arc<Map>,
        result: Result<Written, NotSaved>,
    },
    /// Unsaved work of this document was kept aside, or could not be.
    Kept(u64, io::Result<()>),
    Claimed {
        document: u64,
        is_elsewhere: bool,
    },
    Leftovers(Leftovers),
    NotDiscarded(PathBuf, io::Error),
    /// Unsaved work was given up; the file whose history has it.
    Discarded(Option<String>),
    /// And whether it is to be compared at once.
    Recovered(Option<Box<Recovered>>, bool),
    Fate(u64, Fate),
    Reloaded(u64, PathBuf, Result<Box<(Loaded, Stamp)>, OpenError>),
    /// Unsaved work went to the history of its file, as that was read again.
    GivenUp(io::Result<()>),
    Versions(u64, Vec<versions::Kept>),
    Spare(Box<versions::Spare>),
    VersionSeen(u64, usize, Result<ui::SeenVersion, String>),
    /// What changed in one of them, in words.
    VersionTold(Arc<Map>, String),
    Compared(u64, Result<Box<(compare::Compared, ui::Found)>, String>),
    /// What comes out of what was chosen in the dialog of two versions.
    ChoicesSeen(u64, Arc<Scene>, Vec<ui::Mark>),
    /// A merge that the program was started with.
    MergeBegun(Result<Box<compare::Begun>, ui::ErrorReport>),
    ChangesTaken(u64, Result<Box<compare::TakenChanges>, String>),
    Progress(f32),
    Picture {
        document: u64,
        target: Target,
        path: PathBuf,
        result: Result<Picture, PictureFailure>,
    },
    /// Those that could be taken, and why the others could not.
    Pictures {
        document: u64,
        taken: Vec<Picture>,
        failed: Vec<(PathBuf, PictureFailure)>,
    },
    Exported(PathBuf, Result<(), ExportFailure>),
    /// A map in the form of another tool.
    Taken(PathBuf, Result<Box<TakenMap>, TakeFailure>),
    /// A table that is still the one that is waited for, by how often one was read.
    TableRead(u64, Box<table::TableSeen>),
    /// The same, as it was asked for then.
    TableCorrected(u64, Result<Box<table::ReadMap>, String>),
    NoTable(PathBuf, Wish, TakeFailure),
    /// Nothing that was pasted is one: why, in words.
    NothingPasted(String),
    /// Dropped pictures, and the one of them that carries a map.
    LookedInto {
        document: u64,
        map: Option<PathBuf>,
        pictures: Vec<PathBuf>,
    },
    TextExported(PathBuf, io::Result<Vec<Lost>>),
    Samples(Vec<Sample>),
    Templates(u64, Vec<Offer>),
    TemplateKept(PathBuf, io::Result<()>),
    TemplateRemoved(PathBuf, io::Result<()>),
    Settings(Settings),
    /// Whether it worked.
    Copied(bool),
    CopiedImage(bool),
    /// For the document of this number.
    Pasted(u64, Content),
    /// To be a map of its own.
    PastedAsMap(Content),
    /// Nobody waits for it.
    Nothing,
}

struct Opened {
    editor: Editor,
    stamp: Stamp,
    warnings: Vec<Warning>,
}

enum ExportFailure {
    Make(ExportError),
    Write(io::Error),
}

enum PictureFailure {
    Read(io::Error),
    Take(PictureError),
}

impl Program {
    /// Begins with what `start` says. `settings_path` is where to remember things, and
    /// `data` the folder to keep unsaved work and versions in.
    pub fn new(
        context: &egui::Context,
        start: Start,
        settings_path: Option<PathBuf>,
        data: Option<&Path>,
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
            templates: Vec::new(),
            offers: Vec::new(),
            template_round: 0,
            settings: Settings::default(),
            editor: None,
            document: 0,
            path: None,
            on_disk: None,
            theirs: None,
            notice: None,
            took: None,
            merge: None,
            watch: None,
            folders: data.map(Folders::within),
            aside: None,
            left: VecDeque::new(),
            later: Vec::new(),
            offer_at_start: false,
            compared: None,
            choices_round: 0,
            below: None,
            spare: None,
            table: None,
            table_round: 0,
            versions: Vec::new(),
            saving: false,
            save_next: None,
            next: None,
            dialog: None,
            asking: None,
            picture_for: None,
            question: 0,
            opening: false,
            export_options: Options::default(),
            export_instead: None,
            text_form: ui::FORMS[0].0,
            cancel: Arc::default(),
            copied: None,
            pasted: None,
            message: None,
            title: String::new(),
            quitting: false,
        };
        program.export_options = settings.export.0.clone();
        program.use_settings(settings);
        program.watch = Some(Watch::new(&program.tasks));
        // Who settles a merge has enough to decide.
        if !matches!(start, Start::Merge { .. }) {
            program.look_for_leftovers();
        }
        match start {
            Start::File(Some(file)) => program.open(file),
            Start::Merge {
                base,
                mine,
                theirs,
                output,
            } => program.begin_merge(base, mine, theirs, output),
            Start::File(None) => program.show_start(),
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
            templates: &self.templates,
            samples: &self.samples,
            waiting: &self.later,
            message: self.message.as_deref(),
            notice: self.notice,
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
        if self.dialog.is_some() && self.editor.as_ref().is_some_and(Editor::is_dragging) {
            events.push(UiEvent::Intent(Intent::FocusLost));
        }
        if let Some(content) = self.pasted.take() {
            events.extend(self.pasted(content).map(UiEvent::Intent));
        }
        let happened = !events.is_empty() || answer.is_some();
        self.act(events, &context, frame);
        if let Some(answer) = answer {
            self.answered(answer, &context, frame);
        }
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() && self.dialog.is_none() && !self.opening {
            let paths = dropped.iter().map(|file| file.path().to_owned());
            self.dropped(paths.collect(), &context, frame);
        }
        if context.input(|input| input.viewport().close_requested()) && !self.quitting {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.request(Next::Quit, &context, frame);
        }
        self.go_on(&context, frame);
        self.mind_undo();
        self.offer_left();
        self.look_after_file(&context);
        self.keep_aside(&context);
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
            News::Kept(document, result) => self.kept(document, result),
            News::Claimed {
                document,
                is_elsewhere,
            } => {
                if is_elsewhere && document == self.document && self.notice.is_none() {
                    self.notice = Some(Notice::Elsewhere);
                }
            }
            News::Leftovers(found) => self.leftovers(found),
            News::NotDiscarded(path, error) => {
                let told = report::not_removed(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
            News::Recovered(recovered, compares) => self.recovered(recovered, compares),
            News::Fate(document, fate) => self.fate(document, fate),
            News::Reloaded(document, path, result) => self.reloaded(document, &path, result),
            News::GivenUp(result) => self.given_up(result.is_ok()),
            News::Spare(spare) => self.spare_found(*spare),
            News::Versions(document, kept) => self.versions_read(document, kept),
            News::VersionSeen(document, index, seen) => {
                self.version_seen(document, index, seen);
            }
            News::VersionTold(map, words) => self.version_told(&map, words),
            News::Discarded(file) => self.discarded(file),
            News::Compared(document, result) => self.compared(document, result),
            News::ChoicesSeen(round, scene, marks) => self.choices_seen(round, scene, marks),
            News::MergeBegun(result) => self.merge_begun(result),
            News::ChangesTaken(document, result) => self.changes_taken(document, result),
            News::Progress(share) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog
                    && dialog.progress.is_some()
                {
                    dialog.progress = Some(share);
                }
            }
            News::Picture {
                document,
                target,
                path,
                result,
            } => self.picture_read(document, target, &path, result),
            News::Pictures {
                document,
                taken,
                failed,
            } => self.pictures_read(document, taken, failed),
            News::Exported(path, result) => self.exported(&path, result),
            News::Taken(path, result) => self.taken(&path, result),
            News::TableRead(round, seen) => self.table_read(round, *seen),
            News::TableCorrected(round, read) => self.table_corrected(round, read),
            News::NoTable(path, wish, why) => self.no_table(&path, wish, why),
            News::NothingPasted(why) => self.message = Some(why),
            News::LookedInto {
                document,
                map,
                pictures,
            } => self.looked_into(document, map, pictures),
            News::TextExported(path, result) => self.text_exported(&path, result),
            News::Samples(samples) => self.samples = samples,
            News::Templates(round, offers) => self.templates_made(round, offers),
            News::TemplateKept(path, result) => self.template_kept(&path, result),
            News::TemplateRemoved(path, result) => self.template_removed(&path, result),
            News::Settings(settings) => self.use_settings(settings),
            News::Copied(worked) => self.tell_copied(worked, "Copied"),
            News::CopiedImage(worked) => {
                self.tell_copied(worked, "The picture is on the clipboard.");
            }
            News::Pasted(document, content) => {
                self.pasted = Some(content).filter(|_| document == self.document);
            }
            News::PastedAsMap(content) => self.take_pasted(content.text),
            News::Nothing => {}
        }
    }

    /// Remembers where the open map was looked at.
    fn remember_place(&mut self) {
        let (Some(editor), Some(path)) = (&self.editor, self.path.clone()) else {
            return;
        };
        let place = editor.place().map(|(middle, zoom)| Place {
            x: middle.x,
            y: middle.y,
            zoom,
        });
        if self.settings.place(&path) != place {
            self.settings.look(&path, place);
            self.update_settings(move |settings| settings.look(&path, place));
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
            None => self.title_of(editor),
        }
    }

    fn title_of(&self, editor: &Editor) -> String {
        report::title_or_untitled(&editor.map().title, self.language)
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
