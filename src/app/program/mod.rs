//! What the program does: a handful of parts, what each pass does with them, and how news reach them.
//!
//! All of it runs on the thread of the window and none of it waits: what reads, writes, lays out
//! for an export or takes long goes to [`Tasks`](super::tasks::Tasks) and comes back as [`News`].

mod act;
mod alert;
mod answer;
mod brand_files;
mod brands;
mod choices;
mod clipboard;
mod compare;
mod comparison;
mod details;
mod dialogs;
mod differences;
mod drop;
mod export;
mod export_text;
mod file_dialog;
mod foreign;
mod import;
mod journal;
mod merge;
mod neighbours;
mod open;
mod pending;
mod picture;
mod preferences;
mod presenting;
mod print;
mod recovery;
mod reload;
mod save;
mod services;
mod shelves;
mod slide_template;
mod survey;
mod table;
mod templates;
mod unsaved_work;
mod versions;
mod watch;
mod window;
mod workspace;

#[cfg(test)]
mod tests;

use std::{io, path::Path};

use brands::{BrandNews, Brands};
use clipboard::{Clipboard, ClipboardNews};
use comparison::{Comparison, ComparisonNews};
use details::CrashNews;
use dialogs::Dialogs;
use export::{ExportNews, Exports};
use file_dialog::{FileDialog, FileDialogNews};
use journal::JournalNews;
use neighbours::{NeighbourNews, Neighbours};
use open::OpenNews;
use pending::PendingAction;
use picture::PictureNews;
use preferences::KeptNews;
use presenting::Presenting;
use print::PrintNews;
use recovery::{Recovery, RecoveryNews};
use save::Saved;
use services::Services;
use shelves::{ShelfNews, Shelves};
use table::{TableNews, Tables};
use templates::TemplateNews;
use versions::VersionNews;
use watch::FileNews;
use window::WindowState;
use workspace::Workspace;

use super::{
    Start,
    settings::SettingsFile,
    tasks::{self, Tasks},
};
use crate::{
    editor::{Editor, Intent},
    ui::{Dialog, Shell, UiEvent, View},
    words::Language,
};

pub(super) use file_dialog::Ask;
pub(super) use open::Ahead;

/// The endings of map files; the first is the one to propose.
const MAP_ENDINGS: [&str; 2] = ["journey", "json"];

/// The window and all that goes on in it.
pub(super) struct Program {
    services: Services,
    shell: Shell,
    window: WindowState,
    workspace: Workspace,
    dialogs: Dialogs,
    shelves: Shelves,
    clipboard: Clipboard,
    exports: Exports,
    recovery: Recovery,
    comparison: Comparison,
    tables: Tables,
    presenting: Presenting,
    brands: Brands,
    neighbours: Neighbours,
    /// What was begun before there was a window.
    ahead: Option<Ahead>,
}

/// What comes in from work on other threads, for each part its own.
enum News {
    FileDialog(FileDialogNews),
    Open(OpenNews),
    Saved(Saved),
    Journal(JournalNews),
    File(FileNews),
    Recovery(RecoveryNews),
    Version(VersionNews),
    Comparison(ComparisonNews),
    Export(ExportNews),
    Picture(PictureNews),
    Table(TableNews),
    Shelf(ShelfNews),
    Template(TemplateNews),
    Clipboard(ClipboardNews),
    Brand(BrandNews),
    /// The system asks for less movement, or does not.
    Motion(bool),
    Neighbour(NeighbourNews),
    Print(PrintNews),
    Kept(KeptNews),
    /// What a report needs, to be copied.
    Details(String),
    Crash(CrashNews),
    /// Another window was closed, or could not be opened.
    Window(io::Result<()>),
    /// A folder was shown, or could not be.
    Shown(io::Result<()>),
    /// Nobody waits for it.
    Nothing,
}

impl Program {
    /// As [`Program::with`], with nothing that was begun before.
    #[cfg(test)]
    pub(super) fn new(
        context: &egui::Context,
        start: Start,
        settings: SettingsFile,
        data: Option<&Path>,
        ask: Ask,
    ) -> Self {
        Self::with(context, start, settings, data, ask, None)
    }

    /// Begins with what `start` says. `settings` are those that were read before the window was
    /// made, and `data` is the folder to keep unsaved work and versions in; `ahead` is what was begun
    /// of the file by then.
    pub(super) fn with(
        context: &egui::Context,
        start: Start,
        settings: SettingsFile,
        data: Option<&Path>,
        ask: Ask,
        ahead: Option<Ahead>,
    ) -> Self {
        let fonts = ahead.as_ref().map(|ahead| ahead.fonts.clone());
        let fonts = fonts.unwrap_or_default();
        let language = settings.content.language;
        let language = language.unwrap_or_else(Language::of_system);
        let exports = Exports::new(settings.content.export.0.clone());
        crate::ui::tokens::use_appearance(context, settings.content.appearance);
        context.set_zoom_factor(act::zoom_of(settings.content.text_size));
        let mut program = Self {
            services: Services::new(language, fonts, Tasks::new(context.clone()), data),
            shell: Shell::with(tasks::aside()),
            window: WindowState::default(),
            workspace: Workspace::default(),
            dialogs: Dialogs::new(FileDialog::new(ask)),
            shelves: Shelves::new(settings),
            clipboard: Clipboard::default(),
            exports,
            recovery: Recovery::default(),
            comparison: Comparison::default(),
            tables: Tables::default(),
            presenting: Presenting::default(),
            brands: Brands::default(),
            neighbours: Neighbours::default(),
            ahead,
        };
        program.list_brands();
        // Who settles a merge has enough to decide.
        if !matches!(start, Start::Merge { .. }) {
            program.look_for_crash();
            program.find_unsaved_work();
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
            Start::NewMap => program.request(PendingAction::New, context),
            Start::Template => {
                program.show_start();
                program.dialogs.show(Dialog::Templates);
            }
        }
        program
    }

    /// One pass: shows everything, then does what the person wants.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, frame: &eframe::Frame) {
        // A window's first pass has enough to draw.
        let is_first = ui.ctx().cumulative_pass_nr() == 0;
        for news in self.services.tasks.news() {
            match news {
                News::Open(open) if is_first && open.is_large() => {
                    self.services.tasks.hand_in(News::Open(open));
                    ui.ctx().request_repaint();
                }
                news => self.hear(news),
            }
        }
        let chosen = self.presenting_choices();
        let view = View {
            language: self.services.language,
            fonts: &self.services.fonts,
            editor: self.workspace.editor(),
            recent: self.shelves.recent(),
            templates: self.shelves.templates.shown(),
            samples: self.shelves.samples(),
            waiting: &self.recovery.later,
            message: self.window.message(),
            said: self.window.said(),
            written: self.window.written.as_ref().map(|(_, told)| told),
            notice: self.notice(),
            chosen: &chosen,
            moves: self.moves(),
            second_screen: self.second_screen(frame),
        };
        let mut events = self.shell.show(ui, &view);
        let answer = self
            .dialogs
            .open
            .as_mut()
            .and_then(|dialog| self.shell.dialog(ui.ctx(), &view, dialog));

        let context = ui.ctx().clone();
        if self.dialogs.open.is_some() || self.workspace.is_opening {
            // What the keyboard asks for while a dialog is open is meant for the dialog; what was
            // written before it could be seen is not.
            let is_changing = self.workspace.is_opening;
            events.retain(|event| match event {
                UiEvent::Intent(Intent::ViewResized(_)) => true,
                UiEvent::Intent(intent) => intent.writes() && !is_changing,
                UiEvent::AskClipboard => true,
                _ => false,
            });
        }
        if self.dialogs.open.is_some() && self.workspace.editor().is_some_and(Editor::is_dragging) {
            events.push(UiEvent::Intent(Intent::FocusLost));
        }
        if let Some(pasted) = self.clipboard.to_paste.take() {
            events.extend(self.pasted(pasted, &context).map(UiEvent::Intent));
        }
        let happened = !events.is_empty() || answer.is_some();
        self.act(events, &context);
        if let Some(answer) = answer {
            self.answered(answer, &context);
        }
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() && self.takes_dropped_brand() {
            let paths = dropped.iter().map(|file| file.path().to_owned());
            self.dropped_on_brand(paths.collect());
        } else if !dropped.is_empty() && self.dialogs.open.is_none() && !self.workspace.is_opening {
            let paths = dropped.iter().map(|file| file.path().to_owned());
            self.dropped(paths.collect(), &context);
        }
        if context.input(|input| input.viewport().close_requested()) && !self.window.quitting {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.request(PendingAction::Quit, &context);
        }
        self.prepare_export();
        self.prepare_brand();
        self.offer_changed_brand();
        self.follow_window(&context, frame);
        self.follow_neighbours(&context);
        self.show_file_dialog(frame);
        self.go_on(&context);
        self.follow_undo();
        self.offer_unsaved_work();
        self.check_files_on_focus(&context);
        self.end_if_told(&context);
        self.keep_journal(&context);
        self.say_report();
        self.follow_talk(&context);
        self.show_title(&context);
        if happened {
            context.request_repaint();
        }
        self.notice_copied(&context);
    }

    /// Lets what is being written come to its end.
    pub(super) fn finish(&mut self) {
        self.exports.cancel();
        self.services.tasks.finish();
    }

    fn hear(&mut self, news: News) {
        match news {
            News::FileDialog(news) => self.hear_file_dialog(news),
            News::Open(news) => self.hear_open(news),
            News::Saved(saved) => self.saved(saved),
            News::Journal(news) => self.hear_journal(news),
            News::File(news) => self.hear_file(news),
            News::Recovery(news) => self.hear_recovery(news),
            News::Version(news) => self.hear_version(news),
            News::Comparison(news) => self.hear_comparison(news),
            News::Export(news) => self.hear_export(news),
            News::Picture(news) => self.hear_picture(news),
            News::Table(news) => self.hear_table(news),
            News::Shelf(news) => self.hear_shelf(news),
            News::Template(news) => self.hear_template(news),
            News::Clipboard(news) => self.hear_clipboard(news),
            News::Brand(news) => self.hear_brand(news),
            News::Neighbour(news) => self.hear_neighbour(news),
            News::Print(news) => self.hear_print(news),
            News::Kept(news) => self.hear_kept(news),
            News::Details(text) => self.details_found(text),
            News::Crash(news) => self.tell_crash(news),
            News::Motion(asks_for_less) => self.presenting.hears_of_motion(asks_for_less),
            News::Window(result) => self.window_closed(result),
            News::Shown(result) => self.folder_shown(result),
            News::Nothing => {}
        }
    }
}
