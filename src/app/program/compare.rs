//! Another version compared with the open map: what is in the file, an earlier one, any other map.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{News, Program, Purpose};
use crate::{
    app::{dialogs::Question, report},
    compare::{self, Change, Merge, PartRef, Side, What},
    editor::{Editor, Intent},
    exchange::{self, Form},
    file::{
        self,
        disk::{self, OpenError},
        stamp::Stamp,
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{ChangeRow, CompareDialog, ConflictRow, Dialog, ErrorReport, Found, Mark, Row, Sign},
    words::Language,
};

/// What the dialog compares.
pub(super) struct Compared {
    document: u64,
    mine: Arc<Map>,
    merge: Merge,
    /// What the file is like that their version was read from, where that is the map's own.
    stamp: Option<Stamp>,
}

/// Another version, the one that both come from where it is known, and what it was read from.
struct Other {
    base: Option<Arc<Map>>,
    map: Arc<Map>,
    stamp: Option<Stamp>,
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

    /// With one of the versions in the history.
    pub(super) fn compare_with_version(&mut self, index: usize) {
        let Some(kept) = self.versions.get(index) else {
            return;
        };
        let when = report::when(kept.when, self.language);
        let text = "the version that was saved: {when}";
        let other = self.language.fill(text, &[("when", &when)]);
        let map = kept.map.clone();
        self.versions.clear();
        self.compare(other, move || {
            Ok(Other {
                base: None,
                map,
                stamp: None,
            })
        });
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
            move || {
                let map = read(&path, &mine, language)?;
                Ok(Other {
                    base: None,
                    map: Arc::new(map),
                    stamp: None,
                })
            },
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
        let Some(editor) = &self.editor else { return };
        self.compared = None;
        self.dialog = Some(Dialog::Compare(Box::new(CompareDialog::new(other))));
        let (document, mine) = (self.document, editor.committed().clone());
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = language.t("They cannot be compared.").to_owned();
        self.tasks.run(
            move || News::Compared(document, Err(failed)),
            move |_| {
                let compared = get().map(|other| {
                    let base = other.base.as_ref().unwrap_or(&mine);
                    let merge = compare::merge(base, &mine, &other.map);
                    let found = find(&merge, base, &mine, other.base.is_some(), &fonts, language);
                    let compared = Compared {
                        document,
                        mine,
                        merge,
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
        self.opening = true;
        self.tasks.run(
            move || News::ChangesTaken(document, Err(failed)),
            move |_| {
                let rows = found.changes.iter().filter(|row| row.is_taken);
                let taken: HashSet<usize> =
                    rows.flat_map(|row| row.changes.iter().copied()).collect();
                let sides: Vec<Side> = found.conflicts.iter().map(|row| row.side).collect();
                let map = compared
                    .merge
                    .settle(|index| taken.contains(&index), &sides);
                let stamp = compared.stamp.clone();
                let mine = (compared.document == document).then_some(compared.mine);
                News::ChangesTaken(document, Ok(Box::new((mine, Arc::new(map), stamp))))
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
        let (mine, map, stamp) = match result {
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
        editor.handle(Intent::TakeMap {
            name: "Take changes over",
            map,
        });
        self.message = Some(
            self.language
                .t("Taken over. Undo takes it back.")
                .to_owned(),
        );
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

/// The map that changes were taken to, what came of it, and what its file is like.
pub(super) type TakenChanges = (Option<Arc<Map>>, Arc<Map>, Option<Stamp>);

/// Another map; one in another tool's form as a version of mine.
fn read(path: &Path, mine: &Map, language: Language) -> Result<Map, String> {
    let (bytes, _) = disk::read(path).map_err(|error| error.describe(language))?;
    let form = Form::of(path).unwrap_or(Form::Journey);
    let taken = exchange::read(form, &bytes, language);
    let map = taken.map_err(|error| error.describe(language))?.map;
    Ok(exchange::as_version_of(form, map, mine, language))
}

/// All differences in words, with both versions in one picture: mine with all that could be taken
/// over, and with what would go.
fn find(
    merge: &Merge,
    base: &Map,
    mine: &Map,
    is_taken: bool,
    fonts: &Fonts,
    language: Language,
) -> Found {
    let theirs = merge.theirs();
    let mut changes: Vec<ChangeRow> = Vec::new();
    let mut row_of: Vec<usize> = Vec::new();
    // Of what came or went: others may have done so with it.
    let mut rows_of_parts: HashMap<&PartRef, usize> = HashMap::new();
    for (index, change) in merge.changes.iter().enumerate() {
        let outer = change
            .within
            .as_ref()
            .and_then(|within| rows_of_parts.get(within));
        let row = outer.copied().unwrap_or(changes.len());
        row_of.push(row);
        let comes_or_goes = matches!(change.what, What::Added | What::Removed);
        if comes_or_goes {
            rows_of_parts.insert(&change.part, row);
        }
        if let Some(outer) = changes.get_mut(row) {
            outer.changes.push(index);
            continue;
        }
        let mut words = change.describe(base, &theirs, language);
        if comes_or_goes {
            let with = compare::counted(&change.part, &merge.changes, language);
            if !with.is_empty() {
                words = format!("{words}, {with}");
            }
        }
        changes.push(ChangeRow {
            words: first_upper(&words),
            sign: sign(change),
            is_taken,
            changes: vec![index],
        });
    }
    let conflicts: Vec<ConflictRow> = merge
        .conflicts
        .iter()
        .map(|conflict| {
            let [here, there] = conflict.sides(mine, &theirs, language);
            ConflictRow {
                name: first_upper(&conflict.name(mine, &theirs, language)),
                mine: here,
                theirs: there,
                side: conflict.default_side(),
            }
        })
        .collect();

    let stays = |index: usize| merge.changes[index].what != What::Removed;
    let both = merge.settle(stays, &[]);
    let layout = Layout::new(&both, fonts, None);
    let rect_of = |part: &PartRef| layout.rect_of(&part.target()?);
    let mut marks: Vec<Mark> = Vec::new();
    for (change, row) in merge.changes.iter().zip(&row_of) {
        if let Some(rect_in_doc) = rect_of(&change.part) {
            marks.push(Mark {
                rect_in_doc,
                sign: sign(change),
                row: Row::Change(*row),
            });
        }
    }
    for (index, conflict) in merge.conflicts.iter().enumerate() {
        marks.extend(rect_of(&conflict.part).map(|rect_in_doc| Mark {
            rect_in_doc,
            sign: Sign::Conflict,
            row: Row::Conflict(index),
        }));
    }
    Found {
        conflicts,
        changes,
        scene: Arc::new(Scene::new(&layout, None)),
        marks,
    }
}

fn sign(change: &Change) -> Sign {
    match change.what {
        What::Added => Sign::Added,
        What::Removed => Sign::Removed,
        What::Reordered { .. } | What::Field { id: "place", .. } => Sign::Moved,
        What::Field { .. } => Sign::Changed,
    }
}

fn first_upper(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
