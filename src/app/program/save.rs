//! Saving the open map.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    MAP_ENDINGS, News, Program,
    file_dialog::Purpose,
    workspace::{OpenFile, SaveState},
};
use crate::{
    app::{dialogs::FileQuestion, report, tickets::Ticket},
    file::{
        self, disk,
        stamp::{Fingerprint, Stamp},
        versions,
    },
    model::Map,
    ui::Dialog,
};

/// Why a map was not saved.
#[derive(Debug)]
pub(super) enum NotSaved {
    Write(io::Error),
    /// The file holds something that was never seen here.
    Changed(Stamp),
}

/// What has become of a save.
pub(super) struct Written {
    /// What the file is like; `None` for what is no file.
    stamp: Option<Stamp>,
    /// Whether the version could be kept aside.
    kept: io::Result<()>,
}

/// A save of the document that holds the ticket came to its end.
pub(super) struct Saved {
    document: Ticket,
    path: PathBuf,
    map: Arc<Map>,
    result: Result<Written, NotSaved>,
}

impl Program {
    pub(super) fn save(&mut self) {
        match self.workspace.path().map(Path::to_owned) {
            Some(path) => self.save_to(path),
            None => self.ask_save_as(),
        }
    }

    pub(super) fn ask_save_as(&mut self) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let language = self.services.language;
        let name = match self.workspace.path() {
            Some(path) => report::file_name(path),
            None => format!(
                "{}.{}",
                report::safe_name(&editor.map().title, language),
                MAP_ENDINGS[0]
            ),
        };
        let question = FileQuestion {
            title: language.t("Save the map as").to_owned(),
            filters: vec![self.map_filter()],
            folder: self.folder(),
            save_as: Some(name),
            names_folder: false,
        };
        self.ask(Purpose::Save, question);
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.merge_waits_for(&path) {
            return self.ask_merge();
        }
        let ticket = self.workspace.ticket();
        let versions = self.services.versions_folder();
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        if let SaveState::Writing { then } = &mut document.save {
            *then = Some(path);
            return;
        }
        document.save = SaveState::Writing { then: None };
        let map = document.editor.committed().clone();
        // Of another file it was said that it may be replaced.
        let same = document.file.as_ref().filter(|file| file.path == path);
        let seen = same.and_then(|file| file.stamp.clone());
        let journal = document.journal.as_ref();
        let journal = journal.map(|writer| writer.before_save());
        let saved = move |path, map, result| {
            News::Saved(Saved {
                document: ticket,
                path,
                map,
                result,
            })
        };
        let failed = (path.clone(), map.clone());
        self.services.tasks.write(
            move || {
                let why = Err(NotSaved::Write(report::internal()));
                saved(failed.0, failed.1, why)
            },
            move |_| {
                let bytes = file::save(&map);
                if let Some((journal, turn)) = journal {
                    // Without it, a kill right after the save has it offered as unsaved work.
                    let _ = journal.begin_save(turn, &path, Fingerprint::of(&bytes));
                }
                let result = write(&path, &bytes, seen.as_ref(), versions.as_deref());
                saved(path, map, result)
            },
        );
    }

    pub(super) fn saved(&mut self, saved: Saved) {
        let Saved {
            document,
            path,
            map,
            result,
        } = saved;
        let is_open = self.workspace.accepts(document);
        let document = self.workspace.document_mut().filter(|_| is_open);
        let next = match document.map(|document| std::mem::take(&mut document.save)) {
            Some(SaveState::Writing { then }) => then,
            Some(SaveState::Idle) | None => None,
        };
        match result {
            Ok(written) => {
                self.remember(&path);
                if is_open {
                    self.document_saved(path, map, written);
                }
            }
            Err(NotSaved::Changed(stamp)) => {
                self.dialogs.pending = None;
                let report = report::changed_under(&path, self.services.language);
                if is_open {
                    self.changed_on_disk(stamp);
                    self.dialogs.show(Dialog::Refused(report));
                } else {
                    self.dialogs.show_error(report);
                }
            }
            Err(NotSaved::Write(error)) => {
                self.dialogs.pending = None;
                let report = self.not_written(&path, &error);
                self.dialogs.show_error(report);
            }
        }
        if let Some(path) = next {
            self.save_to(path);
        }
    }

    fn document_saved(&mut self, path: PathBuf, map: Arc<Map>, written: Written) {
        let Some(document) = self.workspace.document_mut() else {
            return;
        };
        let name = report::file_name(&path);
        document.editor.mark_saved(Some(map));
        document.editor.set_file_name(Some(name.clone()));
        let is_new = document.file.as_ref().is_none_or(|file| file.path != path);
        if is_new {
            document.file = Some(OpenFile::new(path.clone()));
        }
        self.tell_with("Saved {name}", &[("name", &name)]);
        if let Err(error) = &written.kept {
            let why = disk::why_not_written(error, self.services.language);
            let text = "Saved {name}, but the version could not be kept for the history: {why}";
            let values = [("name", name.as_str()), ("why", why.as_str())];
            self.window.warn(self.services.language.fill(text, &values));
        }
        self.merge_is_saved(&path);
        self.use_stamp(written.stamp);
        if is_new {
            self.claim();
        }
    }
}

/// Writes a map, unless the file holds something else than was `seen`, and keeps aside what it
/// held and what it holds now.
pub(super) fn write(
    path: &Path,
    bytes: &[u8],
    seen: Option<&Stamp>,
    root: Option<&Path>,
) -> Result<Written, NotSaved> {
    let ours = Fingerprint::of(bytes);
    let is_file = |path: &Path| fs::metadata(path).is_ok_and(|about| about.is_file());
    let old = is_file(path).then(|| disk::read(path).ok()).flatten();
    if let (Some((_, now)), Some(seen)) = (&old, seen)
        && now.print != seen.print
        && now.print != ours
    {
        return Err(NotSaved::Changed(now.clone()));
    }
    let mut has_changed = false;
    let written = disk::write_if(path, bytes, || {
        // Somebody may have written while the new file was on its way to the disk.
        let (Some((_, old)), Ok(about)) = (&old, fs::metadata(path)) else {
            return Ok(());
        };
        has_changed = seen.is_some() && old.modified.is_some() && !old.looks_like(&about);
        match has_changed {
            true => Err(io::ErrorKind::ResourceBusy.into()),
            false => Ok(()),
        }
    });
    if has_changed && let Ok((_, now)) = disk::read(path) {
        return Err(NotSaved::Changed(now));
    }
    written.map_err(NotSaved::Write)?;
    if !is_file(path) {
        return Ok(Written {
            stamp: None,
            kept: Ok(()),
        });
    }
    let stamp = match disk::read(path) {
        Ok((_, stamp)) if stamp.print == ours => stamp,
        // Written over at once: whoever looks at it next will find that out.
        _ => Stamp {
            length: bytes.len() as u64,
            modified: None,
            print: ours,
        },
    };
    Ok(Written {
        stamp: Some(stamp),
        kept: root.map_or(Ok(()), |root| keep(root, path, old, bytes)),
    })
}

fn keep(root: &Path, path: &Path, old: Option<(Vec<u8>, Stamp)>, bytes: &[u8]) -> io::Result<()> {
    let file = path.canonicalize()?;
    if let Some((old, stamp)) = old
        && old.trim_ascii_start().starts_with(b"{")
    {
        let when = stamp.modified.unwrap_or(SystemTime::UNIX_EPOCH);
        versions::keep(root, &file, &old, when)?;
    }
    versions::keep(root, &file, bytes, SystemTime::now())
}
