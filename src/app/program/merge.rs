//! A merge that the program was started for: its files, and whether it is settled and saved.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    News, Program,
    comparison::{ComparisonNews, OpenedMerge, OtherVersion, PendingMerge},
};
use crate::{
    app::report,
    editor::Editor,
    file::{
        self,
        disk::{self, OpenError},
    },
    ui::ErrorReport,
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
        self.workspace.is_opening = true;
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
                    Ok(Box::new(OpenedMerge {
                        base: Arc::new(open(&base)?),
                        editor: Editor::new(open(&mine)?, fonts),
                        theirs: Arc::new(open(&theirs)?),
                        stamp: disk::read(&output).ok().map(|(_, stamp)| stamp),
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
        self.comparison.merge = Some(PendingMerge {
            base: begun.base,
            theirs: begun.theirs,
            is_settled: false,
        });
        self.begin_with(begun.editor, Some(begun.output), begun.stamp, None);
        self.workspace.mark_unsaved();
        self.compare_merge();
    }

    /// Whether nobody has chosen yet what becomes of the merge.
    pub(super) fn merge_waits(&self) -> bool {
        self.comparison
            .merge
            .as_ref()
            .is_some_and(|merge| !merge.is_settled)
    }

    /// Whether a merge was asked for and what came of it is not saved.
    pub fn has_open_merge(&self) -> bool {
        self.comparison.merge.is_some()
    }

    pub(super) fn merge_is_settled(&mut self) {
        if let Some(merge) = &mut self.comparison.merge {
            merge.is_settled = true;
        }
    }

    /// What was settled is saved: the merge is done.
    pub(super) fn merge_is_saved(&mut self) {
        self.comparison.merge = self
            .comparison
            .merge
            .take()
            .filter(|merge| !merge.is_settled);
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
                stamp: None,
            })
        });
    }
}
