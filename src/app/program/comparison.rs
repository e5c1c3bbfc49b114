//! Two versions over each other: what is compared, what is merged, and what came of it.

use std::{path::PathBuf, sync::Arc};

use super::Program;
use crate::{
    app::tickets::{Ticket, Tickets},
    compare::Merge,
    editor::Editor,
    file::stamp::Stamp,
    model::Map,
    scene::Scene,
    ui::{ErrorReport, Found, Mark, MergeLoss},
};

/// Two versions over each other.
#[derive(Default)]
pub(super) struct Comparison {
    /// What the dialog compares.
    pub compared: Option<Compared>,
    /// Of the pictures of it that are made anew.
    pub tickets: Tickets,
    /// The program was started for a merge, and what comes of it is not saved yet.
    pub owes_merge: bool,
    /// The merge that the program was started for, once it is open.
    pub merge: Option<PendingMerge>,
}

/// What came of comparing, for the document that holds the ticket.
pub(super) enum ComparisonNews {
    Compared(Ticket, Result<Box<(Compared, Found)>, String>),
    /// What comes out of what was chosen in the dialog.
    ChoicesSeen(Ticket, Arc<Scene>, Vec<Mark>),
    ChangesApplied(Ticket, Result<Box<AppliedChanges>, String>),
    /// A merge that the program was started with.
    MergeOpened(Result<Box<OpenedMerge>, ErrorReport>),
    /// What a save would lose while the merge of this document waits.
    MergeLossSeen(Ticket, MergeLoss),
}

/// What the dialog compares.
pub(super) struct Compared {
    pub document: Ticket,
    pub mine: Arc<Map>,
    pub merge: Arc<Merge>,
    /// What the map's own file holds, where their version was read from it and is just that.
    pub in_file: Option<Arc<Map>>,
    /// What the file is like that their version was read from, where that is the map's own.
    pub stamp: Option<Stamp>,
}

/// Another version, the one that both come from where it is known, and what it was read from.
pub(super) struct OtherVersion {
    pub base: Option<Arc<Map>>,
    pub map: Arc<Map>,
    /// The same, where the map's own file holds just that.
    pub in_file: Option<Arc<Map>>,
    pub stamp: Option<Stamp>,
}

impl OtherVersion {
    /// A version of which nothing else is known.
    pub(super) fn alone(map: Arc<Map>) -> Self {
        Self {
            base: None,
            map,
            in_file: None,
            stamp: None,
        }
    }
}

/// What came of changes that were taken.
pub(super) struct AppliedChanges {
    /// The map that they were taken to.
    pub mine: Option<Arc<Map>>,
    pub map: Arc<Map>,
    /// What the map's own file holds, where they came from there.
    pub in_file: Option<Arc<Map>>,
    /// What its file is like, where they came from there.
    pub stamp: Option<Stamp>,
    /// The changes came from an earlier version.
    pub is_back: bool,
}

/// A merge that the program was started for, until what came of it is saved.
pub(super) struct PendingMerge {
    /// What it is settled in.
    pub document: Ticket,
    pub base: Arc<Map>,
    pub theirs: Arc<Map>,
    /// What was merged already, without a choice.
    pub merged: Arc<Map>,
    /// What was merged is kept in the history of `output`.
    pub is_kept: bool,
    pub output: PathBuf,
    pub choice: MergeChoice,
}

/// What somebody has chosen in a merge.
pub(super) enum MergeChoice {
    Nothing,
    /// Mine counts alone.
    Mine,
    /// Changes were taken over; the map right after that, which undo may pass.
    Taken(Arc<Map>),
}

/// The files of a merge as they were read.
pub(super) struct OpenedMerge {
    pub base: Arc<Map>,
    /// At work on mine.
    pub editor: Editor,
    pub theirs: Arc<Map>,
    pub merged: Arc<Map>,
    pub is_kept: bool,
    /// Both changed nothing that could not stand as mine.
    pub is_mine: bool,
    pub output: PathBuf,
    pub stamp: Option<Stamp>,
}

impl Program {
    pub(super) fn hear_comparison(&mut self, news: ComparisonNews) {
        match news {
            ComparisonNews::Compared(document, result) => self.compared(document, result),
            ComparisonNews::ChoicesSeen(ticket, scene, marks) => {
                self.choices_seen(ticket, scene, marks);
            }
            ComparisonNews::ChangesApplied(document, result) => {
                self.changes_applied(document, result);
            }
            ComparisonNews::MergeOpened(result) => self.merge_opened(result),
            ComparisonNews::MergeLossSeen(document, loss) => self.merge_loss_seen(document, loss),
        }
    }
}
