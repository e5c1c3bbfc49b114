//! What is told of versions, and of what was decided about a file.

use super::*;
use crate::ui::Decision;

impl Person {
    fn cards(&self) -> Vec<String> {
        let map = self.program.workspace.editor().unwrap().map();
        map.cards().map(|card| card.id.to_string()).collect()
    }
}

#[test]
fn versions_with_as_many_changes_are_told_apart() {
    let mut person = Person::with_a_map();
    let cards = person.cards();
    for round in 0..3 {
        for card in &cards[round..round + 3] {
            person.writes_card(card, &format!("Round {round} {card}"));
        }
        person.saves();
    }
    let rows = person.history();
    let words: Vec<_> = rows.into_iter().map(|row| row.words.unwrap()).collect();
    let [third, second, first, _] = &words[..] else {
        panic!("{words:?}");
    };
    for words in [first, second, third] {
        assert!(
            words.starts_with("Card “") && words.ends_with("and 2 more"),
            "{words}"
        );
        assert!(words.chars().count() <= 78, "{words}");
    }
    assert!(
        first != second && second != third && first != third,
        "{words:?}"
    );
}

#[test]
fn what_was_reloaded_is_a_version_and_marked_as_it_is_now() {
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    person.writes_title("First");
    person.saves();
    let mine = fs::read_to_string(&path).unwrap();
    fs::write(&path, mine.replacen("\"First\"", "\"Theirs\"", 1)).unwrap();
    person.until("the notice", |program| program.workspace.notice().is_some());
    person.decides(Decision::Reload);
    person.until("theirs", |program| !program.workspace.is_opening);
    assert_eq!(person.title(), "Theirs");
    let rows = person.history();
    let now: Vec<_> = rows.iter().map(|row| row.is_now).collect();
    assert_eq!(now, [true, false, false]);
    let words = rows[0].words.as_deref();
    assert_eq!(words, Some("The map: title from “First” to “Theirs”"));
    // Work that lies in no file makes no version.
    person.answers(ui::Answer::Cancel);
    person.writes_title("Unsaved");
    assert!(person.history().iter().all(|row| !row.is_now));
    assert_eq!(person.history().len(), 3);
}

#[test]
fn keeping_mine_says_what_comes_of_it_in_the_bar_and_where_a_save_was_refused() {
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    let theirs = file::samples()[1].bytes;
    fs::write(&path, theirs).unwrap();
    person.until("the notice", |program| program.workspace.notice().is_some());
    person.decides(Decision::KeepMine);
    let told = "Your map stays open. Save it to overwrite the file.";
    assert_eq!(person.program.window.message(), Some(told));

    person.saves();
    fs::write(&path, theirs).unwrap();
    person.writes_title("Mine");
    person.does(Action::Save);
    person.until("the refusal", |program| program.dialogs.open.is_some());
    assert!(matches!(
        person.program.dialogs.open,
        Some(Dialog::Refused(_))
    ));
    person.answers(ui::Answer::DecideOnFile(Decision::Compare));
    let found = person.compared();
    assert!(!found.changes.is_empty());
    person.answers(ui::Answer::Cancel);
    assert_eq!(fs::read(&path).unwrap(), theirs, "nothing is decided yet");

    person.does(Action::Save);
    person.until("the refusal", |program| program.dialogs.open.is_some());
    person.answers(ui::Answer::DecideOnFile(Decision::KeepMine));
    assert_eq!(person.program.window.message(), Some(told));
    assert!(person.program.dialogs.open.is_none() && person.program.workspace.notice().is_none());
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
}

impl Person {
    /// Chooses in the dialog of two versions, as the window tells it then.
    fn chooses(&mut self, choose: impl FnOnce(&mut ui::Found)) {
        let found = self.compared();
        choose(found);
        let before = found.scene.clone();
        self.answers(ui::Answer::LookAtChoices);
        self.until("the picture", |program| match &program.dialogs.open {
            Some(Dialog::Compare(dialog)) => match &dialog.found {
                Some(Ok(found)) => !Arc::ptr_eq(&found.scene, &before),
                _ => false,
            },
            _ => false,
        });
    }
}

#[test]
fn the_picture_of_a_merge_shows_what_would_come_out_of_it() {
    let mut person = Person::with_a_map();
    person.is_crossed(&[
        ("\"Buying a car\"", "\"Theirs\""),
        ("TV spot", "Radio spot"),
    ]);
    person.decides(Decision::Compare);
    let first = person.compared().scene.clone();
    person.chooses(|found| found.conflicts[0].side = crate::compare::Side::Theirs);
    let theirs = person.compared().scene.clone();
    person.chooses(|found| found.changes[0].is_taken = false);
    let without = person.compared().scene.clone();
    person.chooses(|found| {
        found.changes[0].is_taken = true;
        found.conflicts[0].side = crate::compare::Side::Mine;
    });
    assert_eq!(person.compared().scene.bands, first.bands, "there and back");
    person.chooses(|found| found.conflicts[0].side = crate::compare::Side::Theirs);
    person.takes_changes();
    let map = person.map();
    assert_eq!(map.title, "Theirs");
    let fonts = Fonts::bundled();
    let out = Scene::new(&crate::layout::Layout::new(&map, &fonts, None), None);
    assert_eq!(theirs.bands, out.bands);
    assert_ne!(theirs.bands, first.bands);
    assert_ne!(theirs.bands, without.bands);
}

#[test]
fn what_would_go_or_not_come_keeps_its_place_and_its_mark_says_so() {
    let mut person = Person::with_a_map();
    person.does(Action::Save);
    let other = person.path("other.journey");
    let map = person.map();
    person.intends(Intent::Edit {
        name: "Remove",
        edits: vec![Edit::Remove(Target::Card("a1".into()))],
    });
    person.writes_card("t1", "Radio spot");
    // Mine has one card less, theirs another one.
    let mut edits = crate::edit::History::new(map);
    edits
        .apply("Remove", &[Edit::Remove(Target::Card("t2".into()))])
        .unwrap();
    fs::write(&other, file::save(edits.map())).unwrap();
    person.will_answer(FileAnswer::Path(other));
    person.does(Action::Compare);
    let left_out = |person: &mut Person| {
        let found = person.compared();
        let marks = found.marks.iter().filter(|mark| mark.is_left_out);
        marks.map(|mark| mark.sign).collect::<Vec<_>>()
    };
    // Nothing is ticked: what theirs has more does not come, and nothing goes.
    assert_eq!(left_out(&mut person), [ui::Sign::Added]);
    let size = person.compared().marks.len();
    person.chooses(|found| found.changes.iter_mut().for_each(|row| row.is_taken = true));
    assert_eq!(left_out(&mut person), [ui::Sign::Removed]);
    assert_eq!(person.compared().marks.len(), size, "all have their places");
}

#[test]
fn what_is_left_for_later_is_told_on_the_start_screen_and_offered_again() {
    let mut person = Person::with_a_map();
    person.writes_title("Half done");
    person.until_kept();
    person.starts_again_after_a_kill();
    person.until("the offer", kept::has_offer);
    assert!(person.program.recovery.later.is_empty());
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert!(person.program.dialogs.open.is_none());
    assert_eq!(person.program.recovery.later, ["Half done"]);

    person.acts(vec![UiEvent::OfferLeft]);
    person.until("the offer", kept::has_offer);
    assert!(
        person.program.recovery.later.is_empty(),
        "it is offered instead"
    );
    person.answers(ui::Answer::Recover);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert_eq!(person.title(), "Half done");
}
