//! What two versions differ in, in words: line by line, and all in one.

use std::{collections::HashMap, sync::Arc};

use crate::{
    compare::{self, Change, ChangeKind, Conflict, ConflictKind, Merge, PartRef, Side},
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    ui::{ChangeRow, Comparing, ConflictRow, Differences, Found, Mark, Row, Sign},
    words::{Language, first_upper},
};

/// As many lines are told where only the first few are.
const TOLD: usize = 30;

/// As many characters stand in the two lines that a row of the history has for them.
const ROW: usize = 78;

/// Changes that go together, in the order of the first of each, and in which row each stands.
struct ChangeRows {
    rows: Vec<Vec<usize>>,
    row_of: Vec<usize>,
}

impl ChangeRows {
    /// What came or went with another thing goes together with it.
    fn of(changes: &[Change]) -> Self {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut row_of: Vec<usize> = Vec::new();
        let mut rows_of_parts: HashMap<&PartRef, usize> = HashMap::new();
        for (index, change) in changes.iter().enumerate() {
            let outer = change
                .within
                .as_ref()
                .and_then(|within| rows_of_parts.get(within));
            let row = outer.copied().unwrap_or(rows.len());
            row_of.push(row);
            if matches!(change.what, ChangeKind::Added | ChangeKind::Removed) {
                rows_of_parts.insert(&change.part, row);
            }
            match rows.get_mut(row) {
                Some(outer) => outer.push(index),
                None => rows.push(vec![index]),
            }
        }
        Self { rows, row_of }
    }
}

/// One change with what came or went with it.
fn line(change: &Change, all: &[Change], before: &Map, after: &Map, language: Language) -> String {
    let mut words = change.describe(before, after, language);
    if matches!(change.what, ChangeKind::Added | ChangeKind::Removed) {
        let with = compare::counted(&change.part, all, language);
        if !with.is_empty() {
            words = format!("{words}, {with}");
        }
    }
    first_upper(&words)
}

/// What leads from one version to another, and the first few lines of it.
pub(super) fn differences(before: &Map, after: &Map, language: Language) -> Differences {
    let changes = compare::changes(before, after);
    let rows = ChangeRows::of(&changes).rows;
    let lines = rows.iter().take(TOLD);
    let lines = lines.map(|row| line(&changes[row[0]], &changes, before, after, language));
    Differences {
        summary: compare::summary(&changes, language),
        lines: lines.collect(),
        more: rows.len().saturating_sub(TOLD),
    }
}

/// What leads from one version to another in a few words: one or two changes as they are, as long as
/// both are short, more of them counted; empty where nothing can be seen to differ.
pub(super) fn in_short(before: &Map, after: &Map, language: Language) -> String {
    const ROOM: usize = 140;
    let changes = compare::changes(before, after);
    let rows = ChangeRows::of(&changes).rows;
    let described = |row: &[usize]| line(&changes[row[0]], &changes, before, after, language);
    match &rows[..] {
        [row] => described(row),
        [first, second] => {
            let both = format!("{}; {}", described(first), described(second));
            match both.chars().count() <= ROOM {
                true => both,
                false => first_upper(&compare::summary(&changes, language)),
            }
        }
        _ => first_upper(&compare::summary(&changes, language)),
    }
}

/// What leads from one version to another, in a row among others, from which it is to be told:
/// never a count alone, which may be that of the row beside it, too.
pub(super) fn in_a_row(before: &Map, after: &Map, language: Language) -> String {
    let changes = compare::changes(before, after);
    let rows = ChangeRows::of(&changes).rows;
    let described = |row: &[usize]| line(&changes[row[0]], &changes, before, after, language);
    match &rows[..] {
        [] => String::new(),
        [row] => described(row),
        [first, second] => {
            let (first, second) = (described(first), described(second));
            let both = format!("{first}; {second}");
            match both.chars().count() <= ROW {
                true => both,
                false => and_more(&first, 1, language),
            }
        }
        [first, ..] => and_more(&described(first), rows.len() - 1, language),
    }
}

/// One sentence and how many more there are, which is never cut off for the sentence's sake.
fn and_more(sentence: &str, more: usize, language: Language) -> String {
    let more = language.count(more, "and {n} more", "and {n} more", &[]);
    let room = ROW.saturating_sub(more.chars().count() + 1);
    format!("{} {more}", cut(sentence, room))
}

/// A sentence as far as there is room for it, up to the end of a word.
fn cut(sentence: &str, room: usize) -> String {
    if sentence.chars().count() <= room {
        return sentence.to_owned();
    }
    let start: String = sentence.chars().take(room.saturating_sub(1)).collect();
    let whole = start.rsplit_once(' ').map_or(&*start, |(whole, _)| whole);
    // A single long word is cut within.
    let kept = if whole.chars().count() * 2 < room {
        &*start
    } else {
        whole
    };
    format!("{}…", kept.trim_end())
}

/// All differences in words, with both versions in one picture.
pub(super) fn find(
    merge: &Merge,
    base: &Map,
    mine: &Map,
    (comparing, is_taken): (Comparing, bool),
    fonts: &Fonts,
    language: Language,
) -> Found {
    let theirs = merge.theirs();
    // An earlier version is not what mine is to become: what is told is how it came to be mine.
    let turned = (comparing == Comparing::Earlier).then(|| merge.turned());
    let (told, before, after) = match &turned {
        Some(turned) => (turned, &theirs, base),
        None => (&merge.changes, base, &theirs),
    };
    let ChangeRows { rows, .. } = ChangeRows::of(&merge.changes);
    let changes = rows.into_iter().map(|row| {
        let head = &told[row[0]];
        ChangeRow {
            words: line(head, told, before, after, language),
            sign: sign(head),
            is_taken,
            changes: row,
        }
    });
    let changes: Vec<ChangeRow> = changes.collect();
    let conflicts: Vec<ConflictRow> = merge
        .conflicts
        .iter()
        .map(|conflict| {
            let [here, there] = conflict.sides(mine, &theirs, language);
            ConflictRow {
                name: first_upper(&conflict.name_with_base(mine, &theirs, language)),
                mine: here,
                theirs: there,
                side: conflict.default_side(),
            }
        })
        .collect();

    let sides: Vec<Side> = conflicts.iter().map(|row| row.side).collect();
    let (scene, marks) = picture(merge, comparing, |_| is_taken, &sides, fonts);
    Found {
        conflicts,
        changes,
        scene,
        marks,
    }
}

/// What comes out of what was ticked and settled, in one picture with what that leaves out: things
/// that would go, or would not come, keep their places, and their marks say so.
pub(super) fn picture(
    merge: &Merge,
    comparing: Comparing,
    is_taken: impl Fn(usize) -> bool,
    sides: &[Side],
    fonts: &Fonts,
) -> (Arc<Scene>, Vec<Mark>) {
    // What is only looked at is seen as if all of it were taken.
    let is_taken = |index: usize| comparing == Comparing::Unsaved || is_taken(index);
    let shown = |index: usize| match merge.changes[index].what {
        ChangeKind::Added => true,
        ChangeKind::Removed => false,
        ChangeKind::Reordered { .. } | ChangeKind::Field { .. } => is_taken(index),
    };
    let chosen = |index: usize, conflict: &Conflict| {
        let side = sides.get(index).copied();
        side.unwrap_or(conflict.default_side())
    };
    let conflicts = || merge.conflicts.iter().enumerate();
    let seen = conflicts().map(|(index, conflict)| match conflict.kind {
        ConflictKind::RemovedInMine { .. } => Side::Theirs,
        ConflictKind::RemovedInTheirs { .. } => Side::Mine,
        ConflictKind::Field { .. } | ConflictKind::Order { .. } => chosen(index, conflict),
    });
    let both = merge.settle(shown, &seen.collect::<Vec<_>>());
    let layout = Layout::new(&both, fonts, None);
    let rect_of = |part: &PartRef| layout.rect_of(&part.target()?);
    let mark = |part: &PartRef, sign, row, is_left_out| {
        rect_of(part).map(|rect_in_doc| Mark {
            rect_in_doc,
            sign,
            row,
            is_left_out,
            is_bare: *part == PartRef::Map,
        })
    };
    let turned = (comparing == Comparing::Earlier).then(|| merge.turned());
    let told = turned.as_ref().unwrap_or(&merge.changes);
    let mut marks: Vec<Mark> = Vec::new();
    for (index, row) in ChangeRows::of(&merge.changes)
        .row_of
        .into_iter()
        .enumerate()
    {
        let is_left_out = match merge.changes[index].what {
            ChangeKind::Added => !is_taken(index),
            ChangeKind::Removed => is_taken(index),
            ChangeKind::Reordered { .. } | ChangeKind::Field { .. } => false,
        };
        let (part, sign) = (&told[index].part, sign(&told[index]));
        marks.extend(mark(part, sign, Row::Change(row), is_left_out));
    }
    for (index, conflict) in conflicts() {
        let is_left_out = matches!(
            (&conflict.kind, chosen(index, conflict)),
            (ConflictKind::RemovedInMine { .. }, Side::Mine)
                | (ConflictKind::RemovedInTheirs { .. }, Side::Theirs)
        );
        let row = Row::Conflict(index);
        marks.extend(mark(&conflict.part, Sign::Conflict, row, is_left_out));
    }
    (Arc::new(Scene::new(&layout, None)), marks)
}

fn sign(change: &Change) -> Sign {
    match change.what {
        ChangeKind::Added => Sign::Added,
        ChangeKind::Removed => Sign::Removed,
        ChangeKind::Reordered { .. } | ChangeKind::Field { id: "place", .. } => Sign::Moved,
        ChangeKind::Field { .. } => Sign::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_makes_room_for_how_many_more_there_are() {
        let told = |sentence: &str| and_more(sentence, 3, Language::English);
        assert_eq!(told("Card “A” added"), "Card “A” added and 3 more");
        let long = told(&"Types the address ".repeat(9));
        assert!(
            long.ends_with("… and 3 more") && long.chars().count() <= ROW,
            "{long}"
        );
        let kept = long.trim_end_matches("… and 3 more").rsplit(' ').next();
        assert!(kept.is_some_and(|word| ["Types", "the", "address"].contains(&word)));
        let word = told(&"x".repeat(200));
        assert_eq!(word.chars().count(), ROW, "{word}");
    }
}
