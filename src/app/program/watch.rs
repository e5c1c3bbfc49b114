//! Whether the file of the open map is still as it was read or written last.

use std::{
    fs, io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, SystemTime},
};

use super::{News, Program};
use crate::{
    app::{report, tasks::Tasks},
    file::{
        self, Loaded,
        disk::{self, OpenError},
        stamp::Stamp,
        versions,
    },
    model::Map,
    ui::{Decision, Notice},
};

/// How often the file is looked at, from outside.
const INTERVAL: Duration = Duration::from_secs(3);

/// Looks after one file at a time, on a thread of its own, for as long as the program has this.
pub(super) struct Watch(Sender<Order>);

enum Order {
    Follow(Option<Followed>),
    /// Without waiting.
    Look,
}

struct Followed {
    document: u64,
    path: PathBuf,
    stamp: Stamp,
    told: Option<Told>,
}

#[derive(PartialEq)]
enum Told {
    Gone,
    /// What it looked like when it was read.
    Changed(u64, Option<SystemTime>),
}

/// What has become of the file.
#[derive(Debug)]
pub(super) enum Fate {
    Same,
    Changed(Stamp),
    Gone,
}

impl Watch {
    pub fn new(tasks: &Tasks<News>) -> Self {
        let (sender, orders) = channel();
        tasks.run(
            || News::Nothing,
            move |teller| {
                follow(&orders, |document, fate| {
                    teller.tell(News::Fate(document, fate));
                });
                News::Nothing
            },
        );
        Self(sender)
    }

    fn follow(&self, document: u64, file: Option<(PathBuf, Stamp)>) {
        let followed = file.map(|(path, stamp)| Followed {
            document,
            path,
            stamp,
            told: None,
        });
        // If its thread is gone, the check before each save is still there.
        let _ = self.0.send(Order::Follow(followed));
    }

    fn look(&self) {
        let _ = self.0.send(Order::Look);
    }
}

fn follow(orders: &Receiver<Order>, tell: impl Fn(u64, Fate)) {
    let mut followed: Option<Followed> = None;
    loop {
        let order = match &followed {
            Some(_) => orders.recv_timeout(INTERVAL),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(Order::Follow(file)) => followed = file,
            Ok(Order::Look) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(file) = &mut followed
            && let Some(fate) = file.look()
        {
            tell(file.document, fate);
        }
    }
}

impl Followed {
    /// What is new about the file.
    fn look(&mut self) -> Option<Fate> {
        let about = match fs::metadata(&self.path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let is_news = self.told.replace(Told::Gone) != Some(Told::Gone);
                return is_news.then_some(Fate::Gone);
            }
            // It may be back in a moment.
            Err(_) => return None,
        };
        if self.stamp.looks_like(&about) {
            return self.told.take().map(|_| Fate::Same);
        }
        let looks = Told::Changed(about.len(), about.modified().ok());
        if self.told.as_ref() == Some(&looks) {
            return None;
        }
        let (_, now) = disk::read(&self.path).ok()?;
        if now.print == self.stamp.print {
            self.stamp = now;
            return self.told.take().map(|_| Fate::Same);
        }
        self.told = Some(looks);
        Some(Fate::Changed(now))
    }
}

/// What came from the file of the open map, where somebody else had changed it.
pub(super) struct Took {
    after: Arc<Map>,
    /// What the file was like that the map before was read from or written to.
    before: Option<Stamp>,
    now: Stamp,
    is_undone: bool,
}

impl Program {
    /// Remembers what the file of the open map is like, and looks after it from now on.
    pub(super) fn use_stamp(&mut self, stamp: Option<Stamp>) {
        let file = self.path.clone().zip(stamp.clone());
        self.on_disk = stamp;
        self.theirs = None;
        self.took = None;
        self.notice = self.merge_waits().then_some(Notice::Merge);
        if let Some(watch) = &self.watch {
            watch.follow(self.document, file);
        }
    }

    /// Looks at once when the person comes back to the window.
    pub(super) fn look_after_file(&self, context: &egui::Context) {
        let came_back = context.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, egui::Event::WindowFocused(true)))
        });
        if let Some(watch) = self.watch.as_ref().filter(|_| came_back) {
            watch.look();
        }
    }

    pub(super) fn fate(&mut self, document: u64, fate: Fate) {
        // A save of our own looks like a change from outside until it is heard of.
        if document != self.document || self.saving {
            return;
        }
        match fate {
            Fate::Same => {
                let stays = |n: &Notice| matches!(n, Notice::Elsewhere | Notice::Merge);
                self.notice = self.notice.filter(stays);
            }
            Fate::Changed(stamp) => self.changed_on_disk(stamp),
            Fate::Gone => {
                self.notice = Some(Notice::Gone);
                if let Some(editor) = &mut self.editor {
                    editor.mark_saved(None);
                }
            }
        }
    }

    /// The file holds something that was not seen.
    pub(super) fn changed_on_disk(&mut self, stamp: Stamp) {
        let known = self.on_disk.as_ref();
        if known.is_some_and(|known| known.print == stamp.print) {
            return;
        }
        let is_dirty = self.editor.as_ref().is_some_and(|e| e.is_dirty());
        self.notice = Some(Notice::Changed { is_dirty });
        self.theirs = Some(stamp);
    }

    /// A button of the bar was pressed.
    pub(super) fn decided(&mut self, decision: Decision, frame: &eframe::Frame) {
        match decision {
            Decision::Heard => self.notice = None,
            Decision::SaveAs => self.ask_save_as(frame),
            Decision::KeepMine if self.notice == Some(Notice::Merge) => {
                self.merge_is_settled();
                self.notice = None;
                // It may have been saved before the choice.
                if self
                    .editor
                    .as_ref()
                    .is_some_and(|editor| !editor.is_dirty())
                {
                    self.merge_is_saved();
                }
            }
            Decision::KeepMine => {
                let theirs = self.theirs.take();
                self.use_stamp(theirs);
                if let Some(editor) = &mut self.editor {
                    editor.mark_saved(None);
                }
            }
            Decision::Reload => self.reload(),
            Decision::Compare if self.notice == Some(Notice::Merge) => self.compare_merge(),
            Decision::Compare => self.compare_with_file(),
        }
    }

    /// What is in the file was taken over: the next save may go over it, unless that is undone.
    pub(super) fn took_from_file(&mut self, now: Stamp) {
        let Some(after) = self.editor.as_ref().map(|e| e.committed().clone()) else {
            return;
        };
        let before = self.on_disk.clone();
        self.use_stamp(Some(now.clone()));
        self.took = Some(Took {
            after,
            before,
            now,
            is_undone: false,
        });
    }

    /// Undo brings the bar back: without what was taken over, a save would lose it.
    pub(super) fn mind_undo(&mut self) {
        let (Some(editor), Some(took)) = (&self.editor, &self.took) else {
            return;
        };
        let is_undone = !editor.history().has_passed(&took.after);
        if is_undone == took.is_undone {
            return;
        }
        let Some(mut took) = self.took.take() else {
            return;
        };
        took.is_undone = is_undone;
        if is_undone {
            self.use_stamp(took.before.clone());
            self.changed_on_disk(took.now.clone());
        } else {
            self.use_stamp(Some(took.now.clone()));
        }
        self.took = Some(took);
    }

    fn reload(&mut self) {
        let Some(path) = self.path.clone() else {
            return;
        };
        let document = self.document;
        self.opening = true;
        let failed = path.clone();
        self.tasks.run(
            move || {
                let result = Err(OpenError::Read(report::internal()));
                News::Reloaded(document, failed, result)
            },
            move |_| {
                let result = disk::read(&path).and_then(|(bytes, stamp)| {
                    let loaded = file::load(&bytes).map_err(OpenError::Load)?;
                    Ok(Box::new((loaded, stamp)))
                });
                News::Reloaded(document, path, result)
            },
        );
    }

    pub(super) fn reloaded(
        &mut self,
        document: u64,
        path: &std::path::Path,
        result: Result<Box<(Loaded, Stamp)>, OpenError>,
    ) {
        self.opening = false;
        let Some(editor) = self.editor.as_mut().filter(|_| document == self.document) else {
            return;
        };
        match result {
            Ok(read) => {
                let (Loaded { map, warnings }, stamp) = *read;
                let map = Arc::new(map);
                let unsaved = editor.is_dirty().then(|| editor.committed().clone());
                editor.handle(crate::editor::Intent::TakeMap {
                    name: "Reload",
                    map,
                });
                let saved = editor.committed().clone();
                editor.mark_saved(warnings.is_empty().then_some(saved));
                self.took_from_file(stamp);
                match unsaved {
                    Some(map) => self.give_up(path.to_owned(), map),
                    None => self.message = Some(self.language.t("Read again.").to_owned()),
                }
            }
            Err(error) => {
                let told = report::not_opened(path, &error, self.language);
                self.dialog = Some(crate::ui::Dialog::Error(told));
            }
        }
    }

    /// Keeps unsaved work in the history of its file, which was read again in its place.
    fn give_up(&mut self, path: PathBuf, map: Arc<Map>) {
        let Some(folders) = &self.folders else {
            return self.given_up(false);
        };
        let versions = folders.versions.clone();
        self.tasks.write(
            || News::GivenUp(Err(report::internal())),
            move |_| {
                let file = path.canonicalize().unwrap_or(path);
                let bytes = file::save(&map);
                let now = SystemTime::now();
                News::GivenUp(versions::keep_discarded(&versions, &file, &bytes, now))
            },
        );
    }

    pub(super) fn given_up(&mut self, is_kept: bool) {
        let told = if is_kept {
            "Read again. The history keeps what was not saved, and undo brings it back."
        } else {
            "Read again. Undo brings back what was not saved."
        };
        self.message = Some(self.language.t(told).to_owned());
    }
}
