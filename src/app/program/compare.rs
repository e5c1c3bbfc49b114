//! Another version compared with the open map: what is in the file, an earlier one, any other map.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{News, Program, Purpose, chosen::chosen, differences::find, recover::Left};
use crate::{
    app::{dialogs::Question, report},
    compare::{self, Merge},
    editor::{Editor, Intent},
    exchange::{self, Form},
    file::{
        self,
        disk::{self, OpenError},
        stamp::Stamp,
    },
    model::Map,
    ui::{CompareDialog, Comparing, Dialog, ErrorReport, Found, HistoryDialog, RecoveryDialog},
    words::Language,
};

/// What the dialog compares.
pub(super) struct Compared {
    document: u64,
    mine: Arc<Map>,
    pub merge: Arc<Merge>,
    /// What the file is like that their version was read from, where that is the map's own.
    stamp: Option<Stamp>,
}

/// Another version, the one that both come from where it is known, and what it was read from.
struct Other {
    base: Option<Arc<Map>>,
    map: Arc<Map>,
    stamp: Option<Stamp>,
}

impl Other {
    /// Of which nothing else is known.
    fn alone(map: Arc<Map>) -> Self {
        Self {
            base: None,
            map,
            stamp: None,
        }
    }
}

/// A merge that is asked for from outside, until what came of it is saved.
#[derive(Clone)]
pub(super) struct Merging {
    base: Arc<Map>,
    theirs: Arc<Map>,
    /// Somebody has chosen.
    is_settled: bool,
}

/// What a merge begins with.
pub(super) struct Begun {
    base: Arc<Map>,
    /// With mine.
    editor: Editor,
    theirs: Arc<Map>,
    output: PathBuf,
    stamp: Option<Stamp>,
}

impl Program {
    /// With the map in its file, which somebody else has changed: three ways.
    pub(super) fn compare_with_file(&mut self) {
        let (Some(path), Some(editor)) = (self.path.clone(), &self.editor) else {
            return;
        };
        let base = editor.history().saved().cloned();
        let language = self.language;
        let other = language.t("what is in the file now").to_owned();
        self.compare(other, move || {
            let (bytes, stamp) = disk::read(&path).map_err(|error| error.describe(language))?;
            let loaded = file::load(&bytes).map_err(|error| error.describe(language))?;
            Ok(Other {
                base,
                map: Arc::new(loaded.map),
                stamp: Some(stamp),
            })
        });
    }

    /// With one of the versions in the history, which is seen again when that is closed.
    pub(super) fn compare_with_version(&mut self, index: usize, history: HistoryDialog) {
        let version = history.versions.as_ref().and_then(|all| all.get(index));
        let (Some(kept), Some(version)) = (self.versions.get(index), version) else {
            return;
        };
        let (when, map) = (version.when.clone(), kept.map.clone());
        self.compare_as(Comparing::Earlier, when, None, move || {
            Ok(Other::alone(map))
        });
        self.below = Some(Dialog::History(history));
    }

    /// Unsaved work with what is in its file: only to be looked at, since no map is open for it.
    pub(super) fn compare_left(&mut self, recovery: Box<RecoveryDialog>) {
        let both = self.left.front().and_then(Left::both);
        if let Some((in_file, unsaved)) = both {
            let title = recovery.title.clone();
            let get = move || Ok(Other::alone(unsaved));
            self.compare_as(Comparing::Unsaved, title, Some(in_file), get);
            self.below = Some(Dialog::Recovery(recovery));
        } else {
            self.dialog = Some(Dialog::Recovery(recovery));
        }
    }

    /// The dialog of two versions is closed.
    pub(super) fn close_compare(&mut self) {
        self.compared = None;
        self.dialog = self.below.take();
    }

    pub(super) fn ask_compare(&mut self, frame: &eframe::Frame) {
        let question = Question {
            title: self.language.t("Choose a map to compare with").to_owned(),
            filters: self.open_filters(),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(Purpose::Compare, question, frame);
    }

    pub(super) fn compare_with_path(&mut self, path: PathBuf) {
        let language = self.language;
        let name = report::file_name(&path);
        let Some(editor) = &self.editor else { return };
        let mine = editor.committed().clone();
        self.compare(
            language.fill("“{name}”", &[("name", &name)]),
            move || Ok(Other::alone(Arc::new(read(&path, &mine, language)?))),
        );
    }

    /// Two versions over each other as the first thing that is seen, to be saved as `output`.
    pub(super) fn begin_merge(
        &mut self,
        base: PathBuf,
        mine: PathBuf,
        theirs: PathBuf,
        output: PathBuf,
    ) {
        self.opening = true;
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = report::not_opened(&mine, &OpenError::Read(report::internal()), language);
        self.tasks.run(
            move || News::MergeBegun(Err(failed)),
            move |_| {
                let open = |path: &Path| {
                    let failed = |error| report::not_opened(path, &error, language);
                    let (bytes, _) = disk::read(path).map_err(failed)?;
                    let failed =
                        |error| report::not_opened(path, &OpenError::Load(error), language);
                    Ok(file::load(&bytes).map_err(failed)?.map)
                };
                let all = || {
                    Ok(Box::new(Begun {
                        base: Arc::new(open(&base)?),
                        editor: Editor::new(open(&mine)?, fonts),
                        theirs: Arc::new(open(&theirs)?),
                        stamp: disk::read(&output).ok().map(|(_, stamp)| stamp),
                        output,
                    }))
                };
                News::MergeBegun(all())
            },
        );
    }

    pub(super) fn merge_begun(&mut self, result: Result<Box<Begun>, ErrorReport>) {
        self.opening = false;
        let begun = match result {
            Ok(begun) => *begun,
            Err(told) => {
                self.make_samples();
                self.make_templates();
                self.dialog = Some(Dialog::Error(told));
                return;
            }
        };
        self.merge = Some(Merging {
            base: begun.base,
            theirs: begun.theirs,
            is_settled: false,
        });
        self.begin_with(begun.editor, Some(begun.output), begun.stamp, None);
        if let Some(editor) = &mut self.editor {
            editor.mark_saved(None);
        }
        self.compare_merge();
    }

    /// Whether nobody has chosen yet what becomes of the merge.
    pub(super) fn merge_waits(&self) -> bool {
        self.merge.as_ref().is_some_and(|merge| !merge.is_settled)
    }

    /// Whether a merge was asked for and what came of it is not saved.
    pub fn has_open_merge(&self) -> bool {
        self.merge.is_some()
    }

    pub(super) fn merge_is_settled(&mut self) {
        if let Some(merge) = &mut self.merge {
            merge.is_settled = true;
        }
    }

    /// What was settled is saved: the merge is done.
    pub(super) fn merge_is_saved(&mut self) {
        self.merge = self.merge.take().filter(|merge| !merge.is_settled);
    }

    pub(super) fn compare_merge(&mut self) {
        let Some(merge) = &self.merge else { return };
        let (base, map) = (Some(merge.base.clone()), merge.theirs.clone());
        let other = self.language.t("their version").to_owned();
        self.compare(other, move || {
            Ok(Other {
                base,
                map,
                stamp: None,
            })
        });
    }

    fn compare(
        &mut self,
        other: String,
        get: impl FnOnce() -> Result<Other, String> + Send + 'static,
    ) {
        self.compare_as(Comparing::Other, other, None, get);
    }

    /// Without a map of its own, the open one is compared.
    fn compare_as(
        &mut self,
        comparing: Comparing,
        other: String,
        mine: Option<Arc<Map>>,
        get: impl FnOnce() -> Result<Other, String> + Send + 'static,
    ) {
        let open = self.editor.as_ref().map(|editor| editor.committed());
        let Some(mine) = mine.or(open.cloned()) else {
            return;
        };
        self.compared = None;
        self.choices_round += 1;
        self.below = None;
        let dialog = CompareDialog::new(comparing, other);
        self.dialog = Some(Dialog::Compare(Box::new(dialog)));
        let document = self.document;
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = language.t("They cannot be compared.").to_owned();
        self.tasks.run(
            move || News::Compared(document, Err(failed)),
            move |_| {
                let compared = get().map(|other| {
                    let base = other.base.as_ref().unwrap_or(&mine);
                    let merge = compare::merge(base, &mine, &other.map);
                    let how = (comparing, other.base.is_some());
                    let found = find(&merge, base, &mine, how, &fonts, language);
                    let compared = Compared {
                        document,
                        mine,
                        merge: Arc::new(merge),
                        stamp: other.stamp,
                    };
                    Box::new((compared, found))
                });
                News::Compared(document, compared)
            },
        );
    }

    pub(super) fn compared(
        &mut self,
        document: u64,
        result: Result<Box<(Compared, Found)>, String>,
    ) {
        let Some(Dialog::Compare(dialog)) = &mut self.dialog else {
            return;
        };
        if document != self.document {
            return;
        }
        dialog.found = Some(result.map(|found| {
            let (compared, found) = *found;
            self.compared = Some(compared);
            found
        }));
    }

    /// What was ticked and settled becomes one step.
    pub(super) fn take_changes(&mut self, dialog: CompareDialog) {
        let (Some(compared), Some(Ok(found))) = (self.compared.take(), dialog.found) else {
            return;
        };
        let (document, language) = (self.document, self.language);
        let failed = language.t("They cannot be compared.").to_owned();
        let is_back = dialog.comparing == Comparing::Earlier;
        self.below = None;
        self.versions.clear();
        self.opening = true;
        self.tasks.run(
            move || News::ChangesTaken(document, Err(failed)),
            move |_| {
                let (taken, sides) = chosen(&found);
                let map = compared
                    .merge
                    .settle(|index| taken.contains(&index), &sides);
                let stamp = compared.stamp.clone();
                let mine = (compared.document == document).then_some(compared.mine);
                let taken = TakenChanges {
                    mine,
                    map: Arc::new(map),
                    stamp,
                    is_back,
                };
                News::ChangesTaken(document, Ok(Box::new(taken)))
            },
        );
    }

    pub(super) fn changes_taken(
        &mut self,
        document: u64,
        result: Result<Box<TakenChanges>, String>,
    ) {
        self.opening = false;
        let Some(editor) = self.editor.as_mut().filter(|_| document == self.document) else {
            return;
        };
        let TakenChanges {
            mine,
            map,
            stamp,
            is_back,
        } = match result {
            Ok(taken) => *taken,
            Err(why) => {
                self.message = Some(why);
                return;
            }
        };
        // Nothing could be done meanwhile: the dialog was open, then this was on its way.
        if !mine.is_some_and(|mine| Arc::ptr_eq(&mine, editor.committed())) {
            return;
        }
        let (name, told) = match is_back {
            true => ("Bring back", "Brought back. Undo takes it back."),
            false => ("Take changes over", "Taken over. Undo takes it back."),
        };
        editor.handle(Intent::TakeMap { name, map });
        self.message = Some(self.language.t(told).to_owned());
        if let Some(stamp) = stamp {
            editor.mark_saved(None);
            self.took_from_file(stamp);
        }
        if self.merge_waits() {
            self.merge_is_settled();
            self.notice = None;
        }
    }
}

/// What came of changes that were taken.
pub(super) struct TakenChanges {
    /// The map that they were taken to.
    mine: Option<Arc<Map>>,
    map: Arc<Map>,
    /// What its file is like, where they came from there.
    stamp: Option<Stamp>,
    /// They came from an earlier version.
    is_back: bool,
}

/// Another map; one in another tool's form as a version of mine.
fn read(path: &Path, mine: &Map, language: Language) -> Result<Map, String> {
    let (bytes, _) = disk::read(path).map_err(|error| error.describe(language))?;
    let form = Form::of(path).unwrap_or(Form::Journey);
    let taken = exchange::read(form, &bytes, language);
    let map = taken.map_err(|error| error.describe(language))?.map;
    Ok(exchange::as_version_of(form, map, mine, language))
}
