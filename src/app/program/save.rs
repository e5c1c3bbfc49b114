//! Saving, and what waits for it.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{MAP_ENDINGS, News, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    file::{
        self, disk,
        stamp::{Fingerprint, Stamp},
        versions,
    },
    model::Map,
    ui::{Decision, Dialog, Notice},
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

impl Program {
    pub(super) fn save(&mut self, frame: &eframe::Frame) {
        match self.path.clone() {
            Some(path) => self.save_to(path),
            None => self.ask_save_as(frame),
        }
    }

    pub(super) fn ask_save_as(&mut self, frame: &eframe::Frame) {
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

    pub(super) fn save_to(&mut self, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        if self.saving {
            self.save_next = Some(path);
            return;
        }
        self.saving = true;
        let map = editor.committed().clone();
        // Of another file it was said that it may be replaced.
        let is_same = self.path.as_ref() == Some(&path);
        let seen = self.on_disk.clone().filter(|_| is_same);
        let versions = self
            .folders
            .as_ref()
            .map(|folders| folders.versions.clone());
        let document = self.document;
        let saved = move |path, map, result| News::Saved {
            document,
            path,
            map,
            result,
        };
        let failed = (path.clone(), map.clone());
        self.tasks.write(
            move || {
                let why = Err(NotSaved::Write(report::internal()));
                saved(failed.0, failed.1, why)
            },
            move |_| {
                let result = write(&path, &map, seen.as_ref(), versions.as_deref());
                saved(path, map, result)
            },
        );
    }

    pub(super) fn saved(
        &mut self,
        document: u64,
        path: PathBuf,
        map: Arc<Map>,
        result: Result<Written, NotSaved>,
    ) {
        self.saving = false;
        let is_open = document == self.document;
        match result {
            Ok(written) => {
                self.remember(&path);
                if let Some(editor) = self.editor.as_mut().filter(|_| is_open) {
                    editor.mark_saved(Some(map));
                    editor.set_file_name(Some(report::file_name(&path)));
                    let name = report::file_name(&path);
                    self.message = Some(self.language.fill("Saved {name}", &[("name", &name)]));
                    if let Err(error) = &written.kept {
                        let why = disk::why_not_written(error, self.language);
                        let text = "Saved {name}, but the version could not be kept for the history: {why}";
                        let values = [("name", name.as_str()), ("why", why.as_str())];
                        self.message = Some(self.language.fill(text, &values));
                    }
                    let is_new = self.path.as_ref() != Some(&path);
                    self.path = Some(path);
                    self.merge_is_saved();
                    self.use_stamp(written.stamp);
                    if is_new {
                        self.claim();
                    }
                }
            }
            Err(NotSaved::Changed(stamp)) => {
                self.next = None;
                let told = report::changed_under(&path, self.language);
                self.dialog = Some(match is_open {
                    true => {
                        self.changed_on_disk(stamp);
                        Dialog::Refused(told)
                    }
                    false => Dialog::Error(told),
                });
            }
            Err(NotSaved::Write(error)) => {
                self.next = None;
                let told = report::not_written(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
        if let Some(path) = self.save_next.take().filter(|_| is_open) {
            self.save_to(path);
        }
    }

    /// A button of the bar was pressed: what came of it is told where nothing else shows it.
    pub(super) fn decided_and_told(&mut self, decision: Decision, frame: &eframe::Frame) {
        let keeps =
            decision == Decision::KeepMine && matches!(self.notice, Some(Notice::Changed { .. }));
        self.decided(decision, frame);
        if keeps {
            let told = "Yours stays open. Save it to write it over the file.";
            self.message = Some(self.language.t(told).to_owned());
        }
    }

    /// The same choices, where a save was refused.
    pub(super) fn decided_in_dialog(&mut self, decision: Decision, frame: &eframe::Frame) {
        // The file may be as it was again by now.
        if matches!(self.notice, Some(Notice::Changed { .. })) {
            self.decided_and_told(decision, frame);
        }
    }

    /// What waited for a save goes on once all is saved.
    pub(super) fn go_on(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        if !self.saving
            && self.dialog.is_none()
            && self.asking.is_none()
            && let Some(next) = self.next.take()
        {
            self.request(next, context, frame);
        }
    }
}

/// Writes a map, unless the file holds something else than was `seen`, and keeps aside what it
/// held and what it holds now.
fn write(
    path: &Path,
    map: &Map,
    seen: Option<&Stamp>,
    root: Option<&Path>,
) -> Result<Written, NotSaved> {
    write_bytes(path, &file::save(map), seen, root)
}

pub(super) fn write_bytes(
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
