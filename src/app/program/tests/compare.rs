//! Two versions over each other: compared, merged, taken over in part.

use super::*;
use crate::ui::Decision;

impl Person {
    pub(super) fn compared(&mut self) -> &mut ui::Found {
        self.until("the comparison", |program| {
            matches!(&program.dialogs.open, Some(Dialog::Compare(dialog)) if dialog.found.is_some())
        });
        match &mut self.program.dialogs.open {
            Some(Dialog::Compare(dialog)) => match &mut dialog.found {
                Some(Ok(found)) => found,
                other => panic!("nothing was found but {other:?}"),
            },
            _ => unreachable!(),
        }
    }

    /// Writes another title while somebody else saves the file with other words, and hears of it.
    pub(super) fn is_crossed(&mut self, words: &[(&str, &str)]) {
        let path = self.path("mine.journey");
        let mut theirs = fs::read_to_string(&path).unwrap();
        self.writes_title("Mine");
        for (from, to) in words {
            theirs = theirs.replacen(from, to, 1);
        }
        fs::write(&path, theirs).unwrap();
        self.until("the notice", |p| p.workspace.notice().is_some());
    }

    pub(super) fn takes_changes(&mut self) {
        self.answers(ui::Answer::TakeChanges);
        self.until("what was taken", |program| !program.workspace.is_opening);
    }
}

#[test]
fn what_somebody_else_saved_goes_together_with_unsaved_work() {
    let mut person = Person::with_a_map();
    person.is_crossed(&[
        ("\"Buying a car\"", "\"Theirs\""),
        ("TV spot", "Radio spot"),
    ]);
    person.decides(Decision::Compare);
    let found = person.compared();
    let [conflict] = &found.conflicts[..] else {
        panic!("{:?}", found.conflicts);
    };
    assert_eq!(
        (&*conflict.name, &*conflict.mine, &*conflict.theirs),
        (
            "The map: title (before: “Buying a car”)",
            "“Mine”",
            "“Theirs”"
        )
    );
    let [change] = &found.changes[..] else {
        panic!("{:?}", found.changes);
    };
    assert_eq!(change.words, "Card “TV spot” changed to “Radio spot”");
    assert!(change.is_taken);
    assert_eq!(found.marks.len(), 2);
    person.takes_changes();
    assert_eq!(person.title(), "Mine");
    let card = |person: &Person| {
        let map = person.map();
        map.card(&"t1".into()).unwrap().1.text.clone()
    };
    assert_eq!(card(&person), "Radio spot");
    assert!(person.program.workspace.notice().is_none() && is_dirty(&person.program));
    // What was seen may be saved over, but not once it is undone.
    person.does(Action::Undo);
    person.pass();
    assert_eq!(
        person.program.workspace.notice(),
        Some(Notice::Changed { is_dirty: true })
    );
    person.does(Action::Save);
    person.until("the refusal", |program| program.dialogs.open.is_some());
    assert_ne!(person.title_in("mine.journey"), "Mine");
    person.answers(ui::Answer::Cancel);
    person.does(Action::Redo);
    person.pass();
    assert_eq!(person.program.workspace.notice(), None);
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
    person.does(Action::Undo);
    assert_eq!(card(&person), "TV spot");
}

#[test]
fn the_other_side_of_a_conflict_is_chosen_and_nothing_happens_without_a_choice() {
    let mut person = Person::with_a_map();
    person.is_crossed(&[("\"Buying a car\"", "\"Theirs\"")]);
    person.decides(Decision::Compare);
    person.compared();
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.title(), "Mine");
    assert!(
        person.program.workspace.notice().is_some(),
        "it is still to be decided"
    );
    person.decides(Decision::Compare);
    person.compared().conflicts[0].side = crate::compare::Side::Theirs;
    person.takes_changes();
    assert_eq!(person.title(), "Theirs");
}

#[test]
fn an_earlier_version_and_another_map_are_compared_and_taken_in_part() {
    let mut person = Person::with_a_map();
    person.writes_title("First");
    person.saves();
    person.writes_title("Second");
    person.saves();
    person.history();
    person.answers(ui::Answer::CompareVersion(1));
    let found = person.compared();
    assert_eq!(found.conflicts, []);
    assert!(!found.changes[0].is_taken);
    found.changes[0].is_taken = true;
    person.takes_changes();
    assert_eq!(person.title(), "First");

    let other = person.path("other.journey");
    fs::write(&other, file::samples()[1].bytes).unwrap();
    person.will_answer(FileAnswer::Path(other));
    person.does(Action::Compare);
    let found = person.compared();
    assert!(found.changes.len() > 5);
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.title(), "First");

    let missing = person.path("missing.journey");
    person.will_answer(FileAnswer::Path(missing));
    person.does(Action::Compare);
    person.until("the reason", |program| {
        matches!(&program.dialogs.open, Some(Dialog::Compare(d)) if matches!(d.found, Some(Err(_))))
    });
}

#[test]
fn who_takes_all_that_is_in_the_file_has_nothing_unsaved() {
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    let before = fs::read_to_string(&path).unwrap();
    let theirs = before.replacen("TV spot", "Radio spot", 1);
    fs::write(&path, theirs).unwrap();
    person.until("the notice", |p| p.workspace.notice().is_some());
    person.decides(Decision::Compare);
    assert_eq!(person.compared().changes.len(), 1);
    person.takes_changes();
    assert!(!is_dirty(&person.program));
    // Another way to what the file says is no change either.
    person.writes_title("Mine");
    assert!(is_dirty(&person.program));
    person.writes_title("Buying a car");
    assert!(!is_dirty(&person.program));
    person.does(Action::Undo);
    assert!(is_dirty(&person.program));
}
