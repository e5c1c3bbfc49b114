//! How far an export is, and whether it is still wanted.

use std::sync::atomic::{AtomicBool, Ordering};

use super::options::ExportError;
use crate::scene::{Painter, Scene};

/// Where an export reports to.
#[derive(Clone, Copy)]
pub(super) struct ExportWatch<'a> {
    /// Hears shares from 0 to 1.
    pub progress: &'a dyn Fn(f32),
    pub cancel: &'a AtomicBool,
}

impl ExportWatch<'_> {
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    pub(super) fn check(&self) -> Result<(), ExportError> {
        match self.is_cancelled() {
            true => Err(ExportError::Cancelled),
            false => Ok(()),
        }
    }

    /// Paints a scene, which is so much of all the work; a walk that is cancelled ends early.
    pub(super) fn paint<P: Painter>(&self, scene: &Scene, painter: &mut P, share_of_all: f32) {
        scene.paint(painter, |share| {
            (self.progress)(share_of_all * share);
            !self.is_cancelled()
        });
    }

    /// As [`ExportWatch::paint`], one of so many scenes that all take as long, when so much of all is
    /// done.
    pub(super) fn paint_part<P: Painter>(
        &self,
        scene: &Scene,
        painter: &mut P,
        from: f32,
        (index, count): (usize, usize),
    ) {
        scene.paint(painter, |share| {
            (self.progress)(from + (1.0 - from) * (index as f32 + share) / count as f32);
            !self.is_cancelled()
        });
    }
}
