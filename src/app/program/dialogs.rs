//! What is asked on top of the window, and what waits for the answer.

use super::{file_dialog::FileDialog, pending::PendingAction};
use crate::ui::{Dialog, ErrorReport};

/// The dialogs that are open, and what goes on after them.
pub(super) struct Dialogs {
    pub open: Option<Dialog>,
    /// The dialog that is seen again once the one on top of it is closed.
    pub below: Option<Dialog>,
    /// What to go on with once the open map is saved or given up.
    pub pending: Option<PendingAction>,
    /// The question for a path, the system's dialog or the built-in one.
    pub file: FileDialog,
}

impl Dialogs {
    pub(super) fn new(file: FileDialog) -> Self {
        Self {
            open: None,
            below: None,
            pending: None,
            file,
        }
    }

    pub(super) fn show(&mut self, dialog: Dialog) {
        self.open = Some(dialog);
    }

    pub(super) fn show_error(&mut self, report: ErrorReport) {
        self.show(Dialog::Error(report));
    }

    /// Opens `dialog` where it covers `below`, which is seen again afterwards.
    pub(super) fn show_over(&mut self, below: Dialog, dialog: Dialog) {
        self.open = Some(dialog);
        self.below = Some(below);
    }

    /// Closes the dialog that is open and shows the one below it again.
    pub(super) fn back(&mut self) {
        self.open = self.below.take();
    }

    /// Whether nothing is asked and nothing waits for an answer.
    pub(super) fn are_idle(&self) -> bool {
        self.open.is_none() && !self.file.is_open() && self.pending.is_none()
    }
}
