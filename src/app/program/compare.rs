//! Another version compared with the open map: what is in the file, an earlier one, any other map.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    News, Program,
    choices::chosen,
    comparison::{AppliedChanges, Compared, ComparisonNews, OtherVersion},
    differences::find,
    file_dialog::Purpose,
};
use crate::{
    app::{dialogs::FileQuestion, report, tickets::Ticket},
    compare,
    editor::Intent,
    exchange::{self, MapFormat},
    file::{self, disk},
    model::Map,
    ui::{CompareDialog, Comparing, Dialog, Found, HistoryDialog, RecoveryDialog},
    words::Language,
};

impl Program {
    /// With the map in its file, which somebody else has changed: three ways.
    pub(super) fn compare_with_file(&mut self) {
        let (Some(path), Some(editor)) = (self.workspace.path(), self.workspace.editor()) else {
            return;
        };
        let path = path.to_owned();
        let base = editor.history().saved().cloned();
        let language = self.services.language;
        let other = language.t("what is in the file now").to_owned();
        self.compare(other, move || {
            let (bytes, stamp) = disk::read(&path).map_err(|error| error.describe(language))?;
            let loaded = file::load(&bytes).map_err(|error| error.describe(language))?;
            let map = Arc::new(loaded.map);
            Ok(OtherVersion {
                base,
                in_file: loaded.warnings.is_empty().then(|| map.clone()),
                map,
                stamp: Some(stamp),
            })
        });
    }

    /// With one of the versions in the history, which is seen again when that is closed.
    pub(super) fn compare_with_version(&mut self, index: usize, history: HistoryDialog) {
        let version = history.versions.as_ref().and_then(|all| all.get(index));
        let (Some(kept), Some(version)) = (self.workspace.versions().get(index), version) else {
            return;
        };
        let (when, map) = (version.when.clone(), kept.map.clone());
        self.compare_as(Comparing::Earlier, when, None, move || {
            Ok(OtherVersion::alone(map))
        });
        self.dialogs.below = Some(Dialog::History(history));
    }

    /// Unsaved work with what is in its file: only to be looked at, since no map is open for it.
    pub(super) fn compare_unsaved_work(&mut self, recovery: Box<RecoveryDialog>) {
        let both = self.recovery.first().and_then(|work| work.both());
        if let Some((in_file, unsaved)) = both {
            let title = recovery.title.clone();
            let get = move || Ok(OtherVersion::alone(unsaved));
            self.compare_as(Comparing::Unsaved, title, Some(in_file), get);
            self.dialogs.below = Some(Dialog::Recovery(recovery));
        } else {
            self.dialogs.show(Dialog::Recovery(recovery));
        }
    }

    /// The dialog of two versions is closed.
    pub(super) fn close_compare(&mut self) {
        self.comparison.compared = None;
        self.dialogs.back();
    }

    pub(super) fn ask_compare(&mut self) {
        let question = FileQuestion {
            title: self
                .services
                .language
                .t("Choose a map to compare with")
                .to_owned(),
            filters: self.open_filters(),
            folder: self.folder(),
            save_as: None,
            names_folder: false,
        };
        self.ask(Purpose::Compare, question);
    }

    pub(super) fn compare_with_path(&mut self, path: PathBuf) {
        let language = self.services.language;
        let name = report::file_name(&path);
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let mine = editor.committed().clone();
        self.compare(
            language.fill("“{name}”", &[("name", &name)]),
            move || Ok(OtherVersion::alone(Arc::new(read(&path, &mine, language)?))),
        );
    }

    pub(super) fn compare(
        &mut self,
        other: String,
        get: impl FnOnce() -> Result<OtherVersion, String> + Send + 'static,
    ) {
        self.compare_as(Comparing::Other, other, None, get);
    }

    /// Without a map of its own, the open one is compared.
    fn compare_as(
        &mut self,
        comparing: Comparing,
        other: String,
        mine: Option<Arc<Map>>,
        get: impl FnOnce() -> Result<OtherVersion, String> + Send + 'static,
    ) {
        let open = self.workspace.editor().map(|editor| editor.committed());
        let Some(mine) = mine.or(open.cloned()) else {
            return;
        };
        self.comparison.compared = None;
        self.comparison.tickets.revoke();
        self.dialogs.below = None;
        let dialog = CompareDialog::new(comparing, other);
        self.dialogs.open = Some(Dialog::Compare(Box::new(dialog)));
        let document = self.workspace.ticket();
        let compared = move |result| News::Comparison(ComparisonNews::Compared(document, result));
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let failed = language.t("These maps can’t be compared.").to_owned();
        self.services.tasks.run(
            move || compared(Err(failed)),
            move |_| {
                let result = get().map(|other| {
                    let base = other.base.as_ref().unwrap_or(&mine);
                    let merge = compare::merge(base, &mine, &other.map);
                    let how = (comparing, other.base.is_some());
                    let found = find(&merge, base, &mine, how, &fonts, language);
                    let versions = Compared {
                        document,
                        mine,
                        merge: Arc::new(merge),
                        in_file: other.in_file,
                        stamp: other.stamp,
                    };
                    Box::new((versions, found))
                });
                compared(result)
            },
        );
    }

    pub(super) fn compared(
        &mut self,
        document: Ticket,
        result: Result<Box<(Compared, Found)>, String>,
    ) {
        let Some(Dialog::Compare(dialog)) = &mut self.dialogs.open else {
            return;
        };
        if !self.workspace.accepts(document) {
            return;
        }
        dialog.found = Some(result.map(|found| {
            let (compared, found) = *found;
            self.comparison.compared = Some(compared);
            found
        }));
    }

    /// What was ticked and settled becomes one step.
    pub(super) fn take_changes(&mut self, dialog: CompareDialog) {
        let (Some(compared), Some(Ok(found))) = (self.comparison.compared.take(), dialog.found)
        else {
            return;
        };
        let (document, language) = (self.workspace.ticket(), self.services.language);
        let failed = language.t("These maps can’t be compared.").to_owned();
        let applied =
            move |result| News::Comparison(ComparisonNews::ChangesApplied(document, result));
        let is_back = dialog.comparing == Comparing::Earlier;
        self.dialogs.below = None;
        self.workspace.forget_versions();
        self.workspace.is_opening = true;
        self.services.tasks.run(
            move || applied(Err(failed)),
            move |_| {
                let (taken, sides) = chosen(&found);
                let map = compared
                    .merge
                    .settle(|index| taken.contains(&index), &sides);
                let (stamp, in_file) = (compared.stamp.clone(), compared.in_file.clone());
                let mine = (compared.document == document).then_some(compared.mine);
                let changes = AppliedChanges {
                    mine,
                    map: Arc::new(map),
                    in_file,
                    stamp,
                    is_back,
                };
                applied(Ok(Box::new(changes)))
            },
        );
    }

    pub(super) fn changes_applied(
        &mut self,
        document: Ticket,
        result: Result<Box<AppliedChanges>, String>,
    ) {
        self.workspace.is_opening = false;
        let is_open = self.workspace.accepts(document);
        let Some(editor) = self.workspace.editor_mut().filter(|_| is_open) else {
            return;
        };
        let AppliedChanges {
            mine,
            map,
            in_file,
            stamp,
            is_back,
        } = match result {
            Ok(taken) => *taken,
            Err(why) => {
                self.window.warn(why);
                return;
            }
        };
        // Nothing could be done meanwhile: the dialog was open, then this was on its way.
        if !mine.is_some_and(|mine| Arc::ptr_eq(&mine, editor.committed())) {
            return;
        }
        let (name, done) = match is_back {
            true => ("Restore", "Restored. Undo reverts this."),
            false => ("Apply changes", "Changes applied. Undo reverts this."),
        };
        editor.handle(Intent::TakeMap { name, map });
        self.window.tell(self.services.language.t(done).to_owned());
        if let Some(stamp) = stamp {
            // What equals the file is not unsaved.
            editor.mark_saved(in_file);
            self.took_from_file(stamp);
        }
        if self.merge_waits() {
            self.merge_is_taken();
        }
    }
}

/// Another map; one in another tool's format as a version of mine.
fn read(path: &Path, mine: &Map, language: Language) -> Result<Map, String> {
    let (bytes, _) = disk::read(path).map_err(|error| error.describe(language))?;
    let format = MapFormat::of(path).unwrap_or(MapFormat::Journey);
    let taken = exchange::read(format, &bytes, language);
    let map = taken.map_err(|error| error.describe(language))?.map;
    Ok(exchange::as_version_of(format, map, mine, language))
}
