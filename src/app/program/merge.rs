//! A merge that the program was started for: its files, and whether it is settled and saved.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    News, Program,
    comparison::{ComparisonNews, MergeChoice, OpenedMerge, OtherVersion, PendingMerge},
    differences::differences,
};
use crate::{
    app::{report, tickets::Ticket},
    compare::{self, Merge},
    editor::Editor,
    file::{
        self,
        disk::{self, OpenError},
        stamp::Stamp,
        versions,
    },
    model::Map,
    ui::{Dialog, ErrorReport, MergeDialog, MergeLoss, Notice},
};

impl Program {
    /// Two versions over each other as the first thing that is seen, to be saved as `output`.
    pub(super) fn begin_merge(
        &mut self,
        base: PathBuf,
        mine: PathBuf,
        theirs: PathBuf,
        output: PathBuf,
    ) {
        let output = disk::absolute(&output);
        self.comparison.owes_merge = true;
        self.workspace.is_opening = true;
        let versions = self.services.versions_folder();
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let failed = report::not_opened(&mine, &OpenError::Read(report::internal()), language);
        let opened = |result| News::Comparison(ComparisonNews::MergeOpened(result));
        self.services.tasks.run(
            move || opened(Err(failed)),
            move |_| {
                let open = |path: &Path| {
                    let failed = |error| report::not_opened(path, &error, language);
                    let (bytes, _) = disk::read(path).map_err(failed)?;
                    let failed =
                        |error| report::not_opened(path, &OpenError::Load(error), language);
                    Ok(file::load(&bytes).map_err(failed)?.map)
                };
                let all = || {
                    let (base, mine, theirs) = (open(&base)?, open(&mine)?, open(&theirs)?);
                    let merge = compare::merge(&base, &mine, &theirs);
                    let (merged, stamp, is_kept) = merged(&output, &merge, versions.as_deref());
                    Ok(Box::new(OpenedMerge {
                        is_mine: merge.changes.is_empty() && merge.conflicts.is_empty(),
                        base: Arc::new(base),
                        editor: Editor::new(mine, fonts),
                        theirs: Arc::new(theirs),
                        merged: Arc::new(merged),
                        is_kept,
                        stamp,
                        output,
                    }))
                };
                opened(all())
            },
        );
    }

    pub(super) fn merge_opened(&mut self, result: Result<Box<OpenedMerge>, ErrorReport>) {
        self.workspace.is_opening = false;
        let begun = match result {
            Ok(begun) => *begun,
            Err(report) => {
                self.make_samples();
                self.make_templates();
                self.dialogs.show_error(report);
                return;
            }
        };
        let output = begun.output;
        self.begin_with(begun.editor, Some(output.clone()), begun.stamp, None);
        self.workspace.mark_unsaved();
        self.comparison.merge = Some(PendingMerge {
            document: self.workspace.ticket(),
            base: begun.base,
            theirs: begun.theirs,
            merged: begun.merged,
            is_kept: begun.is_kept,
            output,
            choice: match begun.is_mine {
                true => MergeChoice::Mine,
                false => MergeChoice::Nothing,
            },
        });
        self.compare_merge();
    }

    /// The merge of the open document.
    fn open_merge(&mut self) -> Option<&mut PendingMerge> {
        let workspace = &self.workspace;
        let merge = self.comparison.merge.as_mut();
        merge.filter(|merge| workspace.accepts(merge.document))
    }

    /// What there is to be told above the map.
    pub(super) fn notice(&self) -> Option<Notice> {
        match self.merge_waits() {
            true => Some(Notice::Merge),
            false => self.workspace.notice(),
        }
    }

    /// Whether the open map is one version alone, of which nobody has chosen yet what becomes; also
    /// once what was taken over is undone.
    pub(super) fn merge_waits(&self) -> bool {
        let (Some(merge), Some(editor)) = (&self.comparison.merge, self.workspace.editor()) else {
            return false;
        };
        self.workspace.accepts(merge.document)
            && match &merge.choice {
                MergeChoice::Nothing => true,
                MergeChoice::Mine => false,
                MergeChoice::Taken(after) => !editor.history().has_passed(after),
            }
    }

    /// Whether a save there would write less than was merged before.
    pub(super) fn merge_waits_for(&self, path: &Path) -> bool {
        self.merge_waits() && self.is_merge_output(path)
    }

    fn is_merge_output(&self, path: &Path) -> bool {
        let merge = self.comparison.merge.as_ref();
        merge.is_some_and(|merge| disk::absolute(&merge.output) == disk::absolute(path))
    }

    /// Whether a merge was asked for and what came of it is not saved.
    pub(crate) fn has_open_merge(&self) -> bool {
        self.comparison.owes_merge
    }

    /// Changes of the merge were taken over, as the open map has them now.
    pub(super) fn merge_is_taken(&mut self) {
        let editor = self.workspace.editor();
        let after = editor.map(|editor| editor.committed().clone());
        if let (Some(after), Some(merge)) = (after, self.open_merge()) {
            merge.choice = MergeChoice::Taken(after);
        }
    }

    /// The open map was saved: if what was settled is where it was asked for, the merge is done.
    pub(super) fn merge_is_saved(&mut self, path: &Path) {
        let is_open = self.open_merge().is_some();
        if is_open && self.is_merge_output(path) && !self.merge_waits() {
            self.comparison.merge = None;
            self.comparison.owes_merge = false;
        }
    }

    /// Asks before a version alone takes the place of what was merged, or, where something goes on
    /// after it, before the merge is left undone.
    pub(super) fn ask_merge(&mut self) {
        let is_leaving = self.dialogs.pending.is_some();
        let Some(merge) = &self.comparison.merge else {
            return;
        };
        self.dialogs.show(Dialog::Merge(MergeDialog {
            is_leaving,
            is_kept: merge.is_kept,
            loss: None,
        }));
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let (mine, merged) = (editor.committed().clone(), merge.merged.clone());
        let (base, theirs) = (merge.base.clone(), merge.theirs.clone());
        let (document, language) = (merge.document, self.services.language);
        let seen = move |loss| News::Comparison(ComparisonNews::MergeLossSeen(document, loss));
        self.services.tasks.run(
            move || seen(MergeLoss::default()),
            move |_| {
                let lost = differences(&mine, &merged, language);
                let conflicts = compare::merge(&base, &mine, &theirs).conflicts;
                let conflicts = conflicts.iter();
                let conflicts =
                    conflicts.map(|conflict| conflict.describe(&mine, &theirs, language));
                seen(MergeLoss {
                    lost,
                    conflicts: conflicts.collect(),
                })
            },
        );
    }

    pub(super) fn merge_loss_seen(&mut self, document: Ticket, loss: MergeLoss) {
        if let Some(Dialog::Merge(dialog)) = &mut self.dialogs.open
            && self.workspace.accepts(document)
        {
            dialog.loss = Some(loss);
        }
    }

    /// It was said that mine counts alone, though something is lost by it.
    pub(super) fn save_mine_alone(&mut self) {
        if let Some(merge) = self.open_merge() {
            merge.choice = MergeChoice::Mine;
            let output = merge.output.clone();
            self.save_to(output);
        }
    }

    pub(super) fn compare_merge(&mut self) {
        let Some(merge) = &self.comparison.merge else {
            return;
        };
        let (base, map) = (Some(merge.base.clone()), merge.theirs.clone());
        let other = self.services.language.t("their version").to_owned();
        self.compare(other, move || {
            Ok(OtherVersion {
                base,
                map,
                in_file: None,
                stamp: None,
            })
        });
    }
}

/// What was merged before: what is in the file, or, where that is no map, what goes together without
/// a choice. It is kept as a version; `true` if that was possible.
fn merged(output: &Path, merge: &Merge, root: Option<&Path>) -> (Map, Option<Stamp>, bool) {
    let keep = |how: fn(&Path, &Path, &[u8], SystemTime) -> io::Result<()>, bytes, when| {
        let file = output.canonicalize().unwrap_or_else(|_| output.to_owned());
        root.is_some_and(|root| how(root, &file, bytes, when).is_ok())
    };
    let (bytes, stamp) = disk::read(output).ok().unzip();
    if let (Some(bytes), Some(stamp)) = (&bytes, &stamp)
        && let Ok(loaded) = file::load(bytes)
    {
        let when = stamp.modified.unwrap_or(SystemTime::UNIX_EPOCH);
        return (
            loaded.map,
            Some(stamp.clone()),
            keep(versions::keep, bytes, when),
        );
    }
    let map = merge.map();
    let is_kept = keep(
        versions::keep_discarded,
        &file::save(&map),
        SystemTime::now(),
    );
    (map, stamp, is_kept)
}
