//! What becomes of a file that somebody else changed: told, read again, or kept as it is here.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    News, Program,
    alert::Alert,
    watch::{FileNews, FileStatus},
};
use crate::{
    app::{report, tickets::Ticket},
    editor::Intent,
    file::{
        self, Loaded,
        disk::{self, OpenError},
        stamp::Stamp,
        versions,
    },
    model::Map,
    ui::{Decision, Notice},
};

/// What was taken over from the file of the open map, where somebody else had changed it.
pub(super) struct Reloaded {
    /// The map right after that.
    after: Arc<Map>,
    /// What the file was like that the map before was read from or written to.
    before: Option<Stamp>,
    now: Stamp,
    is_undone: bool,
}

impl Program {
    pub(super) fn hear_file(&mut self, news: FileNews) {
        match news {
            FileNews::Status(document, status) => self.file_status(document, status),
            FileNews::Reloaded(document, path, result) => self.reloaded(document, &path, result),
            FileNews::GivenUp(result) => self.given_up(result.is_ok()),
        }
    }

    /// Remembers what the file of the open map is like, and looks after it from now on.
    pub(super) fn use_stamp(&mut self, stamp: Option<Stamp>) {
        let ticket = self.workspace.ticket();
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        document.alert = None;
        let watched = document.file.as_mut().and_then(|file| {
            file.stamp = stamp;
            file.reloaded = None;
            Some((file.path.clone(), file.stamp.clone()?))
        });
        self.services.watch.follow(ticket, watched);
    }

    /// Looks at once when the person comes back to the window.
    pub(super) fn check_files_on_focus(&mut self, context: &egui::Context) {
        let came_back = context.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, egui::Event::WindowFocused(true)))
        });
        if came_back {
            self.services.watch.look();
            // Other windows have opened maps meanwhile.
            self.update_settings(|_| ());
        }
    }

    fn file_status(&mut self, document: Ticket, status: FileStatus) {
        // A save of our own looks like a change from outside until it is heard of.
        if !self.workspace.accepts(document) || self.workspace.is_saving() {
            return;
        }
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        match status {
            FileStatus::Unchanged => {
                let stays = |alert: &Alert| matches!(alert, Alert::Elsewhere);
                document.alert = document.alert.take().filter(stays);
            }
            FileStatus::Changed(stamp) => self.changed_on_disk(stamp),
            FileStatus::Gone => {
                document.alert = Some(Alert::Gone);
                document.editor.mark_saved(None);
            }
        }
    }

    /// The file holds something that was not seen.
    pub(super) fn changed_on_disk(&mut self, now: Stamp) {
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        let known = document.file.as_ref().and_then(|file| file.stamp.as_ref());
        if known.is_some_and(|known| known.print == now.print) {
            return;
        }
        let is_dirty = document.editor.is_dirty();
        document.alert = Some(Alert::Changed { now, is_dirty });
    }

    /// A button of the bar was pressed: what came of it is told where nothing else shows it.
    pub(super) fn decided_and_told(&mut self, decision: Decision) {
        let keeps = decision == Decision::KeepMine && self.has_changed_on_disk();
        self.decided(decision);
        if keeps {
            self.tell("Your map stays open. Save it to overwrite the file.");
        }
    }

    /// What a person decides about the file where a save was refused.
    pub(super) fn decided_in_dialog(&mut self, decision: Decision) {
        // The file may be as it was again by now.
        if self.has_changed_on_disk() {
            self.decided_and_told(decision);
        }
    }

    fn has_changed_on_disk(&self) -> bool {
        matches!(self.workspace.notice(), Some(Notice::Changed { .. }))
    }

    pub(super) fn dismiss_alert(&mut self) -> Option<Alert> {
        self.workspace.document_mut()?.alert.take()
    }

    fn decided(&mut self, decision: Decision) {
        let is_merge = self.merge_waits();
        match decision {
            Decision::Heard => drop(self.dismiss_alert()),
            Decision::SaveAs => self.ask_save_as(),
            Decision::LookAtBrand => self.look_at_changed_brand(),
            Decision::KeepBrand => self.keep_brand_of_map(),
            Decision::KeepMine if is_merge => self.ask_merge(),
            Decision::KeepMine => {
                let now = match self.dismiss_alert() {
                    Some(Alert::Changed { now, .. }) => Some(now),
                    _ => None,
                };
                self.use_stamp(now);
                self.workspace.mark_unsaved();
            }
            Decision::Reload => self.reload(),
            Decision::Compare if is_merge => self.compare_merge(),
            Decision::Compare => self.compare_with_file(),
        }
    }

    /// What is in the file was taken over: the next save may go over it, unless that is undone.
    pub(super) fn took_from_file(&mut self, now: Stamp) {
        let stamp = self.workspace.file().and_then(|file| file.stamp.clone());
        self.use_stamp(Some(now.clone()));
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        if let Some(file) = &mut document.file {
            file.reloaded = Some(Reloaded {
                after: document.editor.committed().clone(),
                before: stamp,
                now,
                is_undone: false,
            });
        }
    }

    /// Undo brings the bar back: without what was taken over, a save would lose it.
    pub(super) fn follow_undo(&mut self) {
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        let history = document.editor.history();
        let has_turned = |reloaded: &mut Reloaded| {
            let is_undone = !history.has_passed(&reloaded.after);
            is_undone != reloaded.is_undone
        };
        let file = document.file.as_mut();
        let Some(mut reloaded) = file.and_then(|file| file.reloaded.take_if(has_turned)) else {
            return;
        };
        reloaded.is_undone = !reloaded.is_undone;
        if reloaded.is_undone {
            self.use_stamp(reloaded.before.clone());
            self.changed_on_disk(reloaded.now.clone());
        } else {
            self.use_stamp(Some(reloaded.now.clone()));
        }
        let document = self.workspace.document_mut();
        if let Some(file) = document.and_then(|document| document.file.as_mut()) {
            file.reloaded = Some(reloaded);
        }
    }

    fn reload(&mut self) {
        let Some(path) = self.workspace.path().map(Path::to_owned) else {
            return;
        };
        let document = self.workspace.ticket();
        self.workspace.is_opening = true;
        let reloaded = move |path, result| News::File(FileNews::Reloaded(document, path, result));
        let failed = path.clone();
        self.services.tasks.run(
            move || reloaded(failed, Err(OpenError::Read(report::internal()))),
            move |_| {
                let result = disk::read(&path).and_then(|(bytes, stamp)| {
                    let loaded = file::load(&bytes).map_err(OpenError::Load)?;
                    Ok(Box::new((loaded, stamp)))
                });
                reloaded(path, result)
            },
        );
    }

    fn reloaded(
        &mut self,
        document: Ticket,
        path: &Path,
        result: Result<Box<(Loaded, Stamp)>, OpenError>,
    ) {
        self.workspace.is_opening = false;
        let is_open = self.workspace.accepts(document);
        let Some(editor) = self.workspace.editor_mut().filter(|_| is_open) else {
            return;
        };
        match result {
            Ok(read) => {
                let (Loaded { map, warnings }, stamp) = *read;
                let unsaved = editor.is_dirty().then(|| editor.committed().clone());
                editor.handle(Intent::TakeMap {
                    name: "Reload",
                    map: Arc::new(map),
                });
                let saved = editor.committed().clone();
                editor.mark_saved(warnings.is_empty().then_some(saved));
                self.took_from_file(stamp);
                match unsaved {
                    Some(map) => self.give_up(path.to_owned(), map),
                    None => self.tell("Reloaded."),
                }
            }
            Err(error) => {
                let report = report::not_opened(path, &error, self.services.language);
                self.dialogs.show_error(report);
            }
        }
    }

    /// Keeps unsaved work in the history of its file, which was read again in its place.
    fn give_up(&mut self, path: PathBuf, map: Arc<Map>) {
        let Some(versions) = self.services.versions_folder() else {
            return self.given_up(false);
        };
        self.services.tasks.write(
            || News::File(FileNews::GivenUp(Err(report::internal()))),
            move |_| {
                let file = path.canonicalize().unwrap_or(path);
                let bytes = file::save(&map);
                let now = SystemTime::now();
                let result = versions::keep_discarded(&versions, &file, &bytes, now);
                News::File(FileNews::GivenUp(result))
            },
        );
    }

    fn given_up(&mut self, is_kept: bool) {
        if is_kept {
            self.tell("Reloaded. Your unsaved changes are in the history; Undo restores them.");
        } else {
            self.tell("Reloaded. Undo restores your unsaved changes.");
        }
    }
}
