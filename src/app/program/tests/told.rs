//! What is told of versions, and of what was decided about a file.

use super::*;
use crate::ui::Decision;

impl Person {
    fn edits_card(&mut self, id: &str, text: &str) {
        let edit = Edit::SetText {
            target: Target::Card(id.into()),
            field: Field::Text,
            text: text.to_owned(),
        };
        let intent = Intent::Edit {
            name: "Edit text",
            edits: vec![edit],
        };
        let events = vec![UiEvent::Intent(intent)];
        self.program.act(events, &self.context, &self.frame);
    }

    fn cards(&self) -> Vec<String> {
        let map = self.program.editor.as_ref().unwrap().map();
        map.cards().map(|card| card.id.to_string()).collect()
    }
}

#[test]
fn versions_with_as_many_changes_are_told_apart() {
    let mut person = Person::with_a_map();
    let cards = person.cards();
    for round in 0..3 {
        for card in &cards[round..round + 3] {
            person.edits_card(card, &format!("Round {round} {card}"));
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
    person.until("the notice", |program| program.notice.is_some());
    person.decides(Decision::Reload);
    person.until("theirs", |program| !program.opening);
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
    person.until("the notice", |program| program.notice.is_some());
    person.decides(Decision::KeepMine);
    let told = "Yours stays open. Save it to write it over the file.";
    assert_eq!(person.program.message.as_deref(), Some(told));

    person.saves();
    fs::write(&path, theirs).unwrap();
    person.writes_title("Mine");
    person.does(Action::Save);
    person.until("the refusal", |program| program.dialog.is_some());
    assert!(matches!(person.program.dialog, Some(Dialog::Refused(_))));
    person.answers(ui::Answer::DecideOnFile(Decision::Compare));
    let found = person.compared();
    assert!(!found.changes.is_empty());
    person.answers(ui::Answer::Cancel);
    assert_eq!(fs::read(&path).unwrap(), theirs, "nothing is decided yet");

    person.does(Action::Save);
    person.until("the refusal", |program| program.dialog.is_some());
    person.answers(ui::Answer::DecideOnFile(Decision::KeepMine));
    assert_eq!(person.program.message.as_deref(), Some(told));
    assert!(person.program.dialog.is_none() && person.program.notice.is_none());
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
}
