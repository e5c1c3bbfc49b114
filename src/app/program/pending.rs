//! What replaces or ends the open map, and so waits for its changes to be saved.

use std::{path::PathBuf, sync::Arc};

use super::Program;
use crate::{
    editor::{Editor, blank_map},
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
                self.dialogs.pending = Some(action);
                self.dialogs.show(Dialog::Unsaved { name });
            }
            _ => self.proceed(action, context),
        }
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
