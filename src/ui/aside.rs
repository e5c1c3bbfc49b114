//! Work that no frame waits for.

use std::sync::{
    Arc,
    mpsc::{Receiver, TryRecvError, channel},
};

use egui::Context;

type Work = Box<dyn FnOnce() + Send>;

/// Where such work is done; where nobody said, at once.
#[derive(Clone, Default)]
pub struct Aside(Option<Arc<dyn Fn(Work) + Send + Sync>>);

impl Aside {
    /// Hands work to `run`, which does it on another thread, in order.
    pub fn new(run: impl Fn(Work) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(run)))
    }

    /// Begins work; the window is drawn again once it is done.
    pub(in crate::ui) fn begin<T: Send + 'static>(
        &self,
        ctx: &Context,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Begun<T> {
        let (sender, receiver) = channel();
        match &self.0 {
            Some(run) => {
                let ctx = ctx.clone();
                run(Box::new(move || {
                    // Nobody may want it any more.
                    if sender.send(work()).is_ok() {
                        ctx.request_repaint();
                    }
                }));
            }
            None => drop(sender.send(work())),
        }
        Begun(receiver)
    }
}

/// Work that was begun.
pub(in crate::ui) struct Begun<T>(Receiver<T>);

impl<T> Begun<T> {
    /// What was made, once; `Err` where it failed.
    pub(in crate::ui) fn done(&self) -> Result<Option<T>, ()> {
        match self.0.try_recv() {
            Ok(made) => Ok(Some(made)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(()),
        }
    }
}
