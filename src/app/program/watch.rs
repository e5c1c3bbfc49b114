//! Whether the file of the open map is still as it was read or written last.

use std::{
    fs, io,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, SystemTime},
};

use super::News;
use crate::{
    app::{tasks::Tasks, tickets::Ticket},
    file::{
        Loaded,
        disk::{self, OpenError},
        stamp::Stamp,
    },
};

/// How often the file is looked at, from outside.
const INTERVAL: Duration = Duration::from_secs(3);

/// News of the file of the document that holds the ticket.
pub(super) enum FileNews {
    Status(Ticket, FileStatus),
    Reloaded(Ticket, PathBuf, Result<Box<(Loaded, Stamp)>, OpenError>),
    /// Unsaved work went to the history of its file, as that was read again.
    GivenUp(io::Result<()>),
}

/// Looks after one file at a time, on a thread of its own, for as long as the program has this.
pub(super) struct FileWatch(Sender<WatchOrder>);

enum WatchOrder {
    Follow(Option<Followed>),
    /// Without waiting.
    LookNow,
}

struct Followed {
    document: Ticket,
    path: PathBuf,
    stamp: Stamp,
    reported: Option<Reported>,
}

/// What was reported of the file last.
#[derive(PartialEq)]
enum Reported {
    Gone,
    /// What it looked like when it was read.
    Changed(u64, Option<SystemTime>),
}

/// What has become of the file that is watched.
#[derive(Debug)]
pub(super) enum FileStatus {
    Unchanged,
    Changed(Stamp),
    Gone,
}

impl FileWatch {
    pub(super) fn new(tasks: &Tasks<News>) -> Self {
        let (sender, orders) = channel();
        tasks.run(
            || News::Nothing,
            move |reporter| {
                follow(&orders, |document, status| {
                    reporter.report(News::File(FileNews::Status(document, status)));
                });
                News::Nothing
            },
        );
        Self(sender)
    }

    pub(super) fn follow(&self, document: Ticket, file: Option<(PathBuf, Stamp)>) {
        let followed = file.map(|(path, stamp)| Followed {
            document,
            path,
            stamp,
            reported: None,
        });
        // If its thread is gone, the check before each save is still there.
        let _ = self.0.send(WatchOrder::Follow(followed));
    }

    /// Looks at once.
    pub(super) fn look(&self) {
        let _ = self.0.send(WatchOrder::LookNow);
    }
}

fn follow(orders: &Receiver<WatchOrder>, report: impl Fn(Ticket, FileStatus)) {
    let mut followed: Option<Followed> = None;
    loop {
        let order = match &followed {
            Some(_) => orders.recv_timeout(INTERVAL),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(WatchOrder::Follow(file)) => followed = file,
            Ok(WatchOrder::LookNow) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Some(file) = &mut followed
            && let Some(status) = file.look()
        {
            report(file.document, status);
        }
    }
}

impl Followed {
    /// What is new about the file.
    fn look(&mut self) -> Option<FileStatus> {
        let about = match fs::metadata(&self.path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let is_news = self.reported.replace(Reported::Gone) != Some(Reported::Gone);
                return is_news.then_some(FileStatus::Gone);
            }
            // It may be back in a moment.
            Err(_) => return None,
        };
        if self.stamp.looks_like(&about) {
            return self.reported.take().map(|_| FileStatus::Unchanged);
        }
        let looks = Reported::Changed(about.len(), about.modified().ok());
        if self.reported.as_ref() == Some(&looks) {
            return None;
        }
        let (_, now) = disk::read(&self.path).ok()?;
        if now.print == self.stamp.print {
            self.stamp = now;
            return self.reported.take().map(|_| FileStatus::Unchanged);
        }
        self.reported = Some(looks);
        Some(FileStatus::Changed(now))
    }
}
