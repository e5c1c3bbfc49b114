//! What the frame of the window shows: its title and the line of help.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    News, Program,
    services::{Launch, ShowFolder},
};
use crate::{
    app::{
        report,
        screens::{self, WindowPlace},
    },
    editor::Editor,
    ui::{Dialog, Said, WrittenFile},
    words::marked,
};

/// The state of the frame of the window.
#[derive(Default)]
pub(super) struct WindowState {
    /// As it was shown last.
    pub title: String,
    /// What is told in the line of help.
    message: Option<String>,
    /// What was said last to those who listen, and how often something was.
    said: SaidAloud,
    /// What a dialog tells that has come up by itself.
    reported: Option<String>,
    /// What was exported last, until the person goes on.
    pub written: Option<(PathBuf, WrittenFile)>,
    /// Nothing holds the window open any more.
    pub quitting: bool,
    /// Whoever runs the program asks it to end.
    is_to_end: Arc<AtomicBool>,
    /// Where it was when it was looked at last, as egui and as the system tell it.
    seen: Option<Seen>,
    place: Option<WindowPlace>,
    /// It is to fill the screen, once it has been seen.
    to_maximize: bool,
}

/// What tells that the window was moved, or changed its size.
type Seen = [Option<egui::Rect>; 2];

/// Something said to those who listen.
#[derive(Default)]
struct SaidAloud {
    text: String,
    is_urgent: bool,
    serial: u64,
}

impl WindowState {
    /// What is told in the line of help.
    pub(super) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What was said last to those who listen.
    pub(super) fn said(&self) -> Option<Said<'_>> {
        let SaidAloud {
            text,
            is_urgent,
            serial,
        } = &self.said;
        (*serial > 0).then_some(Said {
            text,
            is_urgent: *is_urgent,
            serial: *serial,
        })
    }

    /// Tells in the line of help what was done.
    pub(super) fn tell(&mut self, text: String) {
        self.say(text.clone(), false);
        self.message = Some(text);
    }

    /// Tells in the line of help what was refused or went wrong.
    pub(super) fn warn(&mut self, text: String) {
        self.say(text.clone(), true);
        self.message = Some(text);
    }

    /// Says something to those who listen alone, since it is seen.
    pub(super) fn say(&mut self, text: String, is_urgent: bool) {
        let serial = self.said.serial + 1;
        self.said = SaidAloud {
            text,
            is_urgent,
            serial,
        };
    }

    /// What was told is old news.
    pub(super) fn hush(&mut self) {
        self.message = None;
        self.written = None;
    }
}

impl Program {
    /// What opens another window.
    pub(crate) fn open_windows_with(&mut self, launch: Launch) {
        self.services.launch = Some(launch);
    }

    /// Another window beside this one.
    pub(super) fn open_window(&self) {
        let Some(launch) = self.services.launch else {
            return;
        };
        let opened = |result| News::Window(result);
        self.services.tasks.run(
            move || opened(Err(report::internal())),
            move |_| opened(launch()),
        );
    }

    /// Another window was closed, or could not be opened.
    pub(super) fn window_closed(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            let values = [("error", &*error.to_string())];
            let language = self.services.language;
            let told = language.fill("No other window can be opened: {error}", &values);
            self.window.warn(told);
        }
    }

    /// The window filled the screen when it was closed last, and is to do so again.
    pub(crate) fn begin_maximized(&mut self, fills: bool) {
        self.window.to_maximize = fills;
    }

    /// Looks where the window is, each time that it was moved.
    pub(super) fn follow_window(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        let seen = context.input(|input| {
            let window = input.viewport();
            [window.outer_rect, window.inner_rect]
        });
        let was_shown = self.window.seen.is_some();
        if self.window.to_maximize {
            // Before the first pass is over there is nothing to be seen of it.
            if was_shown {
                context.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
                self.window.to_maximize = false;
            }
            context.request_repaint();
        }
        if self.window.seen.replace(seen) != Some(seen) {
            self.window.place = screens::place_of(frame, self.window.place.as_ref());
        }
    }

    /// Remembers where the window is, for the next one.
    pub(super) fn remember_window(&mut self) {
        if let Some(place) = self.window.place.clone() {
            self.update_settings(move |settings| settings.stand(place));
        }
    }

    /// What ends the program from another thread: nobody can be asked then, so what is not saved is
    /// offered at the next start.
    #[cfg(any(unix, test))]
    pub(crate) fn end_from_outside(&self, context: &egui::Context) -> impl Fn() + Send + 'static {
        let (is_to_end, context) = (self.window.is_to_end.clone(), context.clone());
        move || {
            is_to_end.store(true, Ordering::Relaxed);
            context.request_repaint();
        }
    }

    /// Ends if that was asked from outside, with all kept that was done.
    pub(super) fn end_if_told(&mut self, context: &egui::Context) {
        if self.window.is_to_end.swap(false, Ordering::Relaxed) {
            self.remember_place();
            self.remember_window();
            self.keep_journal_now();
            self.window.quitting = true;
            context.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// What shows where a file lies.
    pub(crate) fn show_folders_with(&mut self, show: ShowFolder) {
        self.services.show_folder = Some(show);
    }

    /// Tells that a file was written, and where.
    pub(super) fn tell_written(&mut self, path: &Path) {
        let name = report::file_name(path);
        self.tell_with("Exported {name}", &[("name", &name)]);
        let folder = path.parent().unwrap_or(Path::new(""));
        let place = folder.to_string_lossy();
        if !place.is_empty() {
            let values = [("name", &*name), ("folder", &*place)];
            self.say_with(marked("Exported {name} to {folder}"), &values);
        }
        let told = WrittenFile {
            name,
            folder: folder.display().to_string(),
            can_be_shown: self.services.show_folder.is_some(),
        };
        self.window.written = Some((path.to_owned(), told));
    }

    /// Shows what was exported last in the system's file manager.
    pub(super) fn show_in_folder(&mut self) {
        let (Some(show), Some((path, _))) = (self.services.show_folder, &self.window.written)
        else {
            return;
        };
        let path = path.clone();
        let shown = |result| News::Shown(result);
        self.services.tasks.run(
            move || shown(Err(report::internal())),
            move |_| shown(show(&path)),
        );
    }

    pub(super) fn folder_shown(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            let values = [("error", &*error.to_string())];
            self.tell_with("The folder can’t be shown: {error}", &values);
        }
    }

    /// What the open map is called.
    pub(super) fn name(&self, editor: &Editor) -> String {
        match editor.file_name() {
            Some(name) => name.to_owned(),
            None => self.title_of(editor),
        }
    }

    pub(super) fn title_of(&self, editor: &Editor) -> String {
        report::title_or_untitled(&editor.map().title, self.services.language)
    }

    /// Says what a dialog tells that has come up by itself, once.
    pub(super) fn say_report(&mut self) {
        let report = match &self.dialogs.open {
            Some(Dialog::Error(report) | Dialog::Damaged(report, _) | Dialog::Refused(report)) => {
                Some(report)
            }
            _ => None,
        };
        let told = report.map(|report| {
            let all = [&report.what, &report.place, &report.remedy].map(String::as_str);
            let all = all.into_iter().filter(|text| !text.is_empty());
            all.collect::<Vec<_>>().join(" ")
        });
        if told != self.window.reported {
            self.window.reported.clone_from(&told);
            if let Some(told) = told {
                self.window.say(told, true);
            }
        }
    }

    pub(super) fn show_title(&mut self, context: &egui::Context) {
        let title = match self.workspace.editor() {
            Some(editor) => {
                let mark = if editor.is_dirty() { "• " } else { "" };
                format!("{mark}{} – Jejak", self.name(editor))
            }
            None => "Jejak".to_owned(),
        };
        if title != self.window.title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.window.title = title;
        }
    }

    /// Shows a text of the translation table in the line of help.
    pub(super) fn tell(&mut self, english: &'static str) {
        self.window
            .tell(self.services.language.t(english).to_owned());
    }

    /// As [`Program::tell`], with values for the gaps of the text.
    pub(super) fn tell_with(&mut self, english: &'static str, values: &[(&str, &str)]) {
        self.window
            .tell(self.services.language.fill(english, values));
    }

    /// As [`Program::tell`], of what went wrong.
    pub(super) fn warn(&mut self, english: &'static str) {
        self.window
            .warn(self.services.language.t(english).to_owned());
    }

    /// Says to those who listen what they cannot see, with values for the gaps of the text.
    pub(super) fn say_with(&mut self, english: &'static str, values: &[(&str, &str)]) {
        let text = self.services.language.fill(english, values);
        self.window.say(text, false);
    }
}
