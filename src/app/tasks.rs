//! Work on other threads: whatever reads, writes, waits for a person or takes long.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

use crate::ui::Aside;

/// Runs work and hands its results back to the thread of the window.
pub(super) struct Tasks<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    wake: egui::Context,
    /// Those that have to be done before the program ends.
    writers: Vec<JoinHandle<()>>,
}

/// Sends news from work that is still going on.
pub(super) struct Reporter<T> {
    sender: Sender<T>,
    wake: egui::Context,
}

impl<T> Clone for Reporter<T> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            wake: self.wake.clone(),
        }
    }
}

impl<T> Reporter<T> {
    pub(super) fn report(&self, news: T) {
        // The window may be gone by now.
        let _ = self.sender.send(news);
        self.wake.request_repaint();
    }
}

impl<T: Send + 'static> Tasks<T> {
    pub(super) fn new(wake: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            wake,
            writers: Vec::new(),
        }
    }

    /// Runs `work`; its result comes out of [`Tasks::news`]. Should it panic, `failed` makes the
    /// result, so that nobody waits for ever.
    pub(super) fn run(
        &self,
        failed: impl FnOnce() -> T + Send + 'static,
        work: impl FnOnce(&Reporter<T>) -> T + Send + 'static,
    ) -> JoinHandle<()> {
        let reporter = Reporter {
            sender: self.sender.clone(),
            wake: self.wake.clone(),
        };
        std::thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&reporter)));
            reporter.report(result.unwrap_or_else(|_| failed()));
        })
    }

    /// As [`Tasks::run`], for work that the program waits for before it ends.
    pub(super) fn write(
        &mut self,
        failed: impl FnOnce() -> T + Send + 'static,
        work: impl FnOnce(&Reporter<T>) -> T + Send + 'static,
    ) {
        let writer = self.run(failed, work);
        self.writers.retain(|writer| !writer.is_finished());
        self.writers.push(writer);
    }

    /// Hands in what is known already, to come out of [`Tasks::news`] with the rest.
    pub(super) fn hand_in(&self, news: T) {
        // The receiver lives as long as the sender.
        let _ = self.sender.send(news);
    }

    /// What has come in since the last call.
    pub(super) fn news(&self) -> Vec<T> {
        self.receiver.try_iter().collect()
    }

    /// Waits for all that is being written.
    pub(super) fn finish(&mut self) {
        for writer in self.writers.drain(..) {
            let _ = writer.join();
        }
    }
}

/// A thread that does one piece of work after the other, which nobody waits for.
pub(super) fn aside() -> Aside {
    let (sender, work) = channel::<Box<dyn FnOnce() + Send>>();
    std::thread::spawn(move || {
        for work in work {
            // Whoever asked sees that nothing comes.
            let _ = catch_unwind(AssertUnwindSafe(work));
        }
    });
    Aside::new(move |work| drop(sender.send(work)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_arrive_also_from_work_that_panics() {
        let mut tasks = Tasks::new(egui::Context::default());
        tasks.write(
            || "failed",
            |reporter| {
                reporter.report("half");
                "done"
            },
        );
        tasks.finish();
        assert_eq!(tasks.news(), ["half", "done"]);
        tasks.write(|| "failed", |_| panic!("on purpose"));
        tasks.finish();
        assert_eq!(tasks.news(), ["failed"]);
    }
}
