//! Tables that become maps: shown, corrected, made.

use super::*;
use crate::{
    app::clipboard::Content,
    exchange::{
        Form, ReadOptions,
        table::{LaneAs, Stages},
        write,
    },
    model::CardRole,
    ui::TableDialog,
};

const TABLE: &str = "Account\tAwareness\tUse\nPain points\tqueues\tforms\nHeard\t“why?”\t\n";

fn dialog(program: &Program) -> Option<&TableDialog> {
    match &program.dialog {
        Some(Dialog::Table(dialog)) if !dialog.is_busy => Some(dialog),
        _ => None,
    }
}

impl Person {
    fn opens(&mut self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.will_answer(Answer::Path(path));
        self.does(Action::Open);
    }

    fn stages(&self) -> Vec<&str> {
        let map = self.program.editor.as_ref().unwrap().map();
        map.stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect()
    }

    fn pastes(&mut self, text: &str) {
        self.program.pasted = Some(Content {
            text: text.to_owned(),
            ..Content::default()
        });
        self.pass();
    }
}

#[test]
fn a_table_is_shown_corrected_and_made_a_map() {
    let mut person = Person::with_a_map();
    person.opens("plan.tsv", TABLE.as_bytes());
    person.until("the dialog", |program| dialog(program).is_some());
    let shown = dialog(&person.program).unwrap();
    assert_eq!(shown.guess.stages, Stages::Across);
    let kinds: Vec<LaneAs> = shown.guess.lanes.iter().map(|(_, kind)| *kind).collect();
    let [pains, free] = [CardRole::PainPoints, CardRole::Free].map(LaneAs::Cards);
    assert_eq!(kinds, [pains, free]);
    assert_eq!(person.title(), "Buying a car", "nothing is made yet");

    let quotes = LaneAs::Cards(CardRole::Quotes);
    let options = ReadOptions {
        lanes: vec![None, Some(quotes)],
        ..ReadOptions::default()
    };
    person.answers(ui::Answer::ReadTable(Box::new(options)));
    assert!(dialog(&person.program).is_none(), "it is being read");
    person.until("the dialog", |program| dialog(program).is_some());
    assert_eq!(dialog(&person.program).unwrap().guess.lanes[1].1, quotes);
    person.answers(ui::Answer::MakeMap);
    assert_eq!(person.stages(), ["Awareness", "Use"]);
    let map = person.program.editor.as_ref().unwrap().map();
    assert_eq!(map.lanes[1].role(), Some(CardRole::Quotes));
    assert_eq!(person.program.path, None);
    assert!(is_dirty(&person.program), "it has no file yet");
}

#[test]
fn a_table_that_is_not_meant_leaves_the_map_alone() {
    let mut person = Person::with_a_map();
    person.opens("plan.csv", TABLE.replace('\t', ",").as_bytes());
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert_eq!(person.title(), "Buying a car");
    assert_eq!(person.program.path, Some(person.path("mine.journey")));
}

#[test]
fn our_own_tables_open_without_a_question() {
    let map = file::load(file::samples()[1].bytes).unwrap().map;
    for (name, form) in [("own.xlsx", Form::Workbook), ("own.csv", Form::Csv)] {
        let bytes = write(form, &map, false).unwrap().bytes;
        let mut person = Person::new();
        person.opens(name, &bytes);
        person.until("the map", |program| program.editor.is_some());
        assert_eq!(person.title(), map.title);
        assert!(person.program.dialog.is_none());
        // Dropped on another map, our own table is no table of answers.
        let mut person = Person::with_a_map();
        let path = person.path(name);
        fs::write(&path, &bytes).unwrap();
        person.pass_with(vec![Arc::new(Dropped(path))]);
        let title = map.title.clone();
        person.until("the map", |p| {
            p.editor.as_ref().unwrap().map().title == title
        });
    }
}

#[test]
fn an_open_journey_is_known_by_what_it_says() {
    let map = file::load(file::samples()[1].bytes).unwrap().map;
    let bytes = write(Form::OpenJourney, &map, false).unwrap().bytes;
    let mut person = Person::new();
    person.opens("theirs.json", &bytes);
    person.until("the map", |program| program.editor.is_some());
    assert_eq!(person.title(), map.title);
    assert_eq!(person.program.path, None, "it is not saved over theirs");

    let mut person = Person::new();
    person.opens("other.json", b"{\"stages\": 1}");
    person.until("the error", |program| program.dialog.is_some());
    assert!(
        person.error().remedy.contains("JSON"),
        "{:?}",
        person.error()
    );
}

#[test]
fn a_table_pasted_on_an_empty_map_becomes_one() {
    let mut person = Person::new();
    person.does(Action::New);
    person.pastes(TABLE);
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::MakeMap);
    person.until("the map", |p| {
        p.editor.as_ref().unwrap().map().title == "Account"
    });

    // There is something on it now: what is pasted goes where it always did.
    person.pastes(TABLE);
    assert!(person.program.table.is_none() && person.program.dialog.is_none());
    let map = person.program.editor.as_ref().unwrap().map().clone();
    let cell = Target::Cell {
        lane: map.lanes[0].id.clone(),
        stage: map.stages[0].id.clone(),
        step: None,
    };
    let select = UiEvent::Intent(Intent::Select(vec![cell]));
    person
        .program
        .act(vec![select], &person.context, &person.frame);
    let before = map.cards().count();
    person.pastes("one\ttwo\nthree\tfour");
    let map = person.program.editor.as_ref().unwrap().map();
    assert_eq!(map.cards().count(), before + 4);

    // Asked for, it becomes a map of its own; what is open is asked about first.
    person.program.take_pasted(TABLE.to_owned());
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::MakeMap);
    person.pass();
    assert!(is_unsaved(person.program.dialog.as_ref()));
    person.answers(ui::Answer::Discard);
    assert_eq!(person.stages(), ["Awareness", "Use"]);

    person.program.take_pasted("no table".to_owned());
    person.until("a word", |p| {
        p.message.as_ref().is_some_and(|m| m.contains("no table"))
    });
}
