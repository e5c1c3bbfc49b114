//! What replaces or ends the open map, and so waits for its changes to be saved.

use std::{path::PathBuf, sync::Arc, time::SystemTime};

use super::{News, Program};
use crate::{
    editor::{Editor, blank_map},
    file::{self, versions},
    model::Map,
    ui::Dialog,
};

/// What the person wants next.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PendingAction {
    New,
    AskOpen,
    Open(PathBuf),
    Sample(usize),
    Template(Arc<Map>),
    Table(TableMap),
    /// Unsaved work of an earlier run, by its name; compared at once with what is in its file.
    Recover {
        id: String,
        compares: bool,
    },
    /// The version that is kept of a file that could not be read.
    OpenFallback,
    Close,
    Quit,
}

/// What a table gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableMap {
    pub map: Arc<Map>,
    /// The file that gives the same again, if there is one.
    pub from: Option<PathBuf>,
}

impl Program {
    /// Goes on with `action` as soon as no change can be lost by it.
    pub(super) fn request(&mut self, action: PendingAction, context: &egui::Context) {
        self.settle(context);
        match self.workspace.editor() {
            Some(_) if self.workspace.is_saving() => self.dialogs.pending = Some(action),
            Some(_) if self.merge_waits() => {
                self.dialogs.pending = Some(action);
                self.ask_merge();
            }
            Some(editor) if editor.is_dirty() => {
                let name = self.name(editor);
                let has_history = self.place_of_discarded().is_some();
                self.dialogs.pending = Some(action);
                self.dialogs.show(Dialog::Unsaved { name, has_history });
            }
            _ => self.proceed(action, context),
        }
    }

    /// Goes on without the changes, which the history of their file keeps.
    pub(super) fn discard(&mut self, context: &egui::Context) {
        let Some(action) = self.dialogs.pending.take() else {
            return;
        };
        if let (Some((root, path)), Some(editor)) =
            (self.place_of_discarded(), self.workspace.editor())
        {
            let map = editor.map().clone();
            self.services.tasks.write(
                || News::Nothing,
                // That it cannot be kept is no reason not to do what was asked for.
                move |_| {
                    let file = path.canonicalize().unwrap_or(path);
                    let text = file::save(&map);
                    versions::keep_discarded(&root, &file, &text, SystemTime::now())
                        .map_or(News::Nothing, |()| News::Nothing)
                },
            );
        }
        self.proceed(action, context);
    }

    /// The folder of versions and the file whose history keeps what is discarded. One version alone
    /// of a merge that waits belongs in no history.
    fn place_of_discarded(&self) -> Option<(PathBuf, PathBuf)> {
        let path = self.workspace.path().filter(|_| !self.merge_waits())?;
        Some((self.services.versions_folder()?, path.to_owned()))
    }

    pub(super) fn proceed(&mut self, action: PendingAction, context: &egui::Context) {
        match action {
            PendingAction::New => self.begin_own(blank_map(self.services.language)),
            PendingAction::AskOpen => self.ask_open(),
            PendingAction::Open(path) => self.open(path),
            PendingAction::Sample(index) => self.open_sample(index),
            PendingAction::Template(map) => self.begin_own(Map::clone(&map)),
            PendingAction::Table(table) => self.begin_table(table),
            PendingAction::Recover { id, compares } => self.recover(id, compares),
            PendingAction::OpenFallback => self.open_fallback(),
            PendingAction::Close => self.close_document(),
            PendingAction::Quit => {
                self.remember_place();
                self.remember_window();
                self.end_journal();
                self.window.quitting = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Begins a map of the person's own, with their name in it where they have said it, and their brand.
    fn begin_own(&mut self, map: Map) {
        let mut map = self.with_brand_for_new(map);
        if map.owner.is_empty() {
            map.owner.clone_from(&self.shelves.settings.author);
        }
        self.begin_map(map);
    }

    /// Begins a map that lies in no file.
    pub(super) fn begin_map(&mut self, map: Map) {
        self.begin(Editor::new(map, self.services.fonts.clone()), None);
    }

    /// What waited for a save goes on once all is saved.
    pub(super) fn go_on(&mut self, context: &egui::Context) {
        let is_asked = self.dialogs.open.is_some() || self.dialogs.file.is_open();
        if !self.workspace.is_saving()
            && !is_asked
            && let Some(action) = self.dialogs.pending.take()
        {
            self.request(action, context);
        }
    }
}
