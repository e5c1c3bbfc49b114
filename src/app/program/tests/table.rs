//! Tables that become maps: shown, corrected, made.

use super::*;
use crate::{
    app::{clipboard::ClipboardContent, program::clipboard::Pasted},
    exchange::{
        MapFormat, PastedMap, ReadOptions,
        table::{Holds, LaneAs, Stages},
        write,
    },
    model::CardRole,
    ui::{Looks, TableDialog},
};

const TABLE: &str = "Account\tAwareness\tUse\nPain points\tqueues\tforms\nHeard\t“why?”\t\n";

fn dialog(program: &Program) -> Option<&TableDialog> {
    match &program.dialogs.open {
        Some(Dialog::Table(dialog)) if !dialog.is_busy => Some(dialog),
        _ => None,
    }
}

impl Person {
    fn opens(&mut self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.will_answer(FileAnswer::Path(path));
        self.does(Action::Open);
    }

    fn drops(&mut self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        self.pass_with(vec![Arc::new(Dropped(path))]);
    }

    fn stages(&self) -> Vec<&str> {
        let map = self.program.workspace.editor().unwrap().map();
        map.stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect()
    }

    fn pastes(&mut self, text: &str) {
        self.pastes_content(ClipboardContent {
            text: text.to_owned(),
            ..ClipboardContent::default()
        });
    }

    fn pastes_content(&mut self, content: ClipboardContent) {
        let pasted = Pasted::of(content, false, Language::English);
        self.program.clipboard.to_paste = Some(pasted);
        self.pass();
    }

    /// Selects the first cell of the first lane of cards.
    fn selects_a_cell(&mut self) {
        let map = self.map();
        let cell = Target::Cell {
            lane: map.lanes[0].id.clone(),
            stage: map.stages[0].id.clone(),
            step: None,
        };
        self.selects(cell);
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
    let map = person.map();
    assert_eq!(map.lanes[1].role(), Some(CardRole::Quotes));
    assert_eq!(person.program.workspace.path(), None);
    assert!(is_dirty(&person.program), "it was corrected by hand");
}

#[test]
fn a_table_that_is_not_meant_leaves_the_map_alone() {
    let mut person = Person::with_a_map();
    person.opens("plan.csv", TABLE.replace('\t', ",").as_bytes());
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert_eq!(person.title(), "Buying a car");
    assert_eq!(
        person.program.workspace.path(),
        Some(&*person.path("mine.journey"))
    );
}

#[test]
fn our_own_tables_open_without_a_question() {
    let map = file::load(file::samples()[1].bytes).unwrap().map;
    for (name, format) in [
        ("own.xlsx", MapFormat::Workbook),
        ("own.csv", MapFormat::Csv),
    ] {
        let bytes = write(format, &map, false).unwrap().bytes;
        let mut person = Person::new();
        person.opens(name, &bytes);
        person.until("the map", |program| program.workspace.editor().is_some());
        assert_eq!(person.title(), map.title);
        assert!(person.program.dialogs.open.is_none());
        // Dropped on another map, our own table is no table of answers.
        let mut person = Person::with_a_map();
        let path = person.path(name);
        fs::write(&path, &bytes).unwrap();
        person.pass_with(vec![Arc::new(Dropped(path))]);
        let title = map.title.clone();
        person.until("the map", |p| {
            p.workspace.editor().unwrap().map().title == title
        });
    }
}

#[test]
fn an_open_journey_is_known_by_what_it_says() {
    let map = file::load(file::samples()[1].bytes).unwrap().map;
    let bytes = write(MapFormat::OpenJourney, &map, false).unwrap().bytes;
    let mut person = Person::new();
    person.opens("theirs.json", &bytes);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert_eq!(person.title(), map.title);
    assert_eq!(
        person.program.workspace.path(),
        None,
        "it is not saved over theirs"
    );

    let mut person = Person::new();
    person.opens("other.json", b"{\"stages\": 1}");
    person.until("the error", |program| program.dialogs.open.is_some());
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
        p.workspace.editor().unwrap().map().title == "Account"
    });

    // So it is offered where there is no cell for it.
    person.pastes(TABLE);
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::Cancel);
    person.selects_a_cell();
    let before = person.map().cards().count();
    person.pastes("one\ttwo\nthree\tfour");
    let map = person.map();
    assert_eq!(map.cards().count(), before + 4);

    // Asked for, it becomes a map of its own; what is open is asked about first.
    let table = PastedMap::of(None, TABLE, Language::English);
    person
        .program
        .hear_clipboard(ClipboardNews::PastedAsMap(table));
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::MakeMap);
    person.pass();
    assert!(is_unsaved(person.program.dialogs.open.as_ref()));
    person.answers(ui::Answer::Discard);
    assert_eq!(person.stages(), ["Awareness", "Use"]);

    let nothing = PastedMap::of(None, "no table", Language::English);
    person
        .program
        .hear_clipboard(ClipboardNews::PastedAsMap(nothing));
    assert!(says(&person.program, "no map or table"));
}

fn says(program: &Program, words: &str) -> bool {
    let message = program.window.message();
    message.is_some_and(|message| message.contains(words))
}

#[test]
fn a_map_that_is_pasted_is_offered_never_written_on_cards() {
    let mermaid = "journey\n  title Pasted\n  section Find\n    Read a poster: 3: Guest\n";
    let outline = "# Shop\n\n| Stage | Find | Pay |\n|---|---|---|\n| Actions | looks | pays |\n";
    for (text, stages) in [(mermaid, &["Find"][..]), (outline, &["Find", "Pay"])] {
        let mut person = Person::with_a_map();
        person.selects_a_cell();
        let before = person.map();
        person.pastes(text);
        person.until("the dialog", |program| dialog(program).is_some());
        assert!(Arc::ptr_eq(&before, &person.map()), "nothing is done yet");
        person.answers(ui::Answer::MakeMap);
        person.pass();
        assert_eq!(person.stages(), stages);
    }
    // The source of a drawing is refused in words.
    let mut person = Person::with_a_map();
    person.selects_a_cell();
    let before = person.map();
    person.pastes("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
    assert!(says(&person.program, "SVG"));
    assert!(Arc::ptr_eq(&before, &person.map()));
}

#[test]
fn files_that_are_pasted_are_taken_as_those_that_are_dropped() {
    let mut person = Person::with_a_map();
    person.selects_a_cell();
    let before = person.map().cards().count();
    let path = person.path("shop front #1.png");
    let pixels = image::RgbaImage::from_pixel(3, 3, image::Rgba([9, 9, 9, 255]));
    pixels.save(&path).unwrap();
    let files = |path: PathBuf| ClipboardContent {
        text: path.display().to_string(),
        files: vec![path],
        ..ClipboardContent::default()
    };
    person.pastes_content(files(path));
    person.until("the card", |program| {
        program.workspace.editor().unwrap().map().cards().count() > before
    });
    let map = person.map();
    let is_it = |card: &&Arc<crate::model::Card>| card.picture.is_some() && card.text.is_empty();
    assert!(
        map.cards().any(|card| is_it(&card)),
        "no path is written on it"
    );
    // What is missing or no picture is refused in words.
    let count = map.cards().count();
    let missing = person.path("gone.png");
    person.pastes_content(files(missing));
    person.until("the error", |program| program.dialogs.open.is_some());
    person.answers(ui::Answer::Cancel);
    let text = person.path("no.png");
    fs::write(&text, "no picture").unwrap();
    person.pastes_content(files(text));
    person.until("the error", |program| program.dialogs.open.is_some());
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.map().cards().count(), count);
    // A table is offered.
    let table = person.path("plan.csv");
    fs::write(&table, TABLE.replace('\t', ",")).unwrap();
    person.pastes_content(files(table));
    person.until("the dialog", |program| dialog(program).is_some());
}

#[test]
fn several_journeys_of_a_document_can_be_chosen_from() {
    let text = include_str!("../../../../tests/files/cases/mermaid/a-two-diagrams.md");
    for name in ["two.md", "two.mmd"] {
        let mut person = Person::new();
        person.opens(name, text.as_bytes());
        person.until("the dialog", |program| dialog(program).is_some());
        let shown = dialog(&person.program).unwrap();
        let sheets = ["A visit to the museum", "A shift at the museum"];
        assert_eq!(shown.guess.sheets, sheets);
        assert_eq!(shown.guess.sheet, sheets[0]);
        let options = ReadOptions {
            sheet: Some(sheets[1].to_owned()),
            ..ReadOptions::default()
        };
        person.answers(ui::Answer::ReadTable(Box::new(options)));
        person.until("the dialog", |program| dialog(program).is_some());
        let shown = dialog(&person.program).unwrap();
        assert_eq!(shown.guess.sheet, sheets[1]);
        person.answers(ui::Answer::MakeMap);
        assert_eq!(person.stages(), ["Open"]);
    }
}

/// A sheet of these cells, numbers as such.
fn workbook_of(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, *cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn is_survey(program: &Program) -> bool {
    matches!(program.dialogs.open, Some(Dialog::Survey(_)))
}

const ANSWERS: &str = "stage\tscore\nAwareness\t1\nAwareness\t2\nPurchase\t-2\n";

#[test]
fn answers_dropped_on_a_map_are_taken_in() {
    for name in ["Answers.TSV", "answers.txt"] {
        let mut person = Person::with_a_map();
        person.drops(name, ANSWERS.as_bytes());
        person.until("the answers", is_survey);
        person.answers(ui::Answer::Cancel);
        assert!(person.program.tables.is_empty());

        person.drops("broken.csv", b"nothing");
        person.until("the error", |program| program.dialogs.open.is_some());
        assert!(is_error_about(&person, "“broken.csv” could not be opened"));
        person.answers(ui::Answer::Cancel);
        assert!(
            !person.program.workspace.is_opening,
            "the map can be worked on again"
        );
        assert_eq!(
            person.program.workspace.path(),
            Some(&*person.path("mine.journey"))
        );
    }
}

#[test]
fn a_journey_dropped_on_a_map_becomes_one_once_changes_are_settled() {
    for name in ["plan.csv", "plan.txt"] {
        let mut person = Person::with_a_map();
        person.writes_title("Changed");
        person.drops(name, TABLE.replace('\t', ";").as_bytes());
        person.until("the dialog", |program| dialog(program).is_some());
        let looks = dialog(&person.program).unwrap().looks;
        let like = Holds::Journey;
        let can_be_either = true;
        assert_eq!(
            looks,
            Looks {
                like,
                can_be_either
            }
        );
        person.answers(ui::Answer::MakeMap);
        person.pass();
        assert!(is_unsaved(person.program.dialogs.open.as_ref()));
        assert_eq!(person.title(), "Changed");
        person.answers(ui::Answer::Discard);
        assert_eq!(person.stages(), ["Awareness", "Use"]);
    }
}

#[test]
fn what_a_table_holds_can_be_said() {
    let mut person = Person::with_a_map();
    person.drops("plan.tsv", ANSWERS.as_bytes());
    person.until("the answers", is_survey);
    person.answers(ui::Answer::TakeAs(Holds::Journey));
    assert!(is_survey(&person.program), "it is being read");
    person.until("the table", |program| dialog(program).is_some());
    let shown = dialog(&person.program).unwrap();
    assert_eq!(shown.looks.like, Holds::Answers, "what it looks like stays");
    person.answers(ui::Answer::TakeAs(Holds::Answers));
    person.until("the answers", is_survey);

    // What comes after the dialog was closed is not shown.
    person.answers(ui::Answer::TakeAs(Holds::Journey));
    person.answers(ui::Answer::Cancel);
    std::thread::sleep(Duration::from_millis(100));
    person.pass();
    assert!(person.program.dialogs.open.is_none());

    // So can be what was asked for as answers, and what was opened.
    let path = person.path("journey.tsv");
    fs::write(&path, TABLE).unwrap();
    person.will_answer(FileAnswer::Path(path.clone()));
    person.does(Action::ImportSurvey);
    person.until("the answers", is_survey);
    person.answers(ui::Answer::TakeAs(Holds::Journey));
    person.until("the table", |program| dialog(program).is_some());
    person.answers(ui::Answer::Cancel);
    person.opens("answers.tsv", ANSWERS.as_bytes());
    person.until("the table", |program| dialog(program).is_some());
    assert_eq!(dialog(&person.program).unwrap().looks.like, Holds::Answers);
    person.answers(ui::Answer::TakeAs(Holds::Answers));
    person.until("the answers", is_survey);
    assert_eq!(person.title(), "Buying a car");
}

#[test]
fn without_a_map_a_table_can_only_become_one() {
    let mut person = Person::new();
    person.drops("answers.txt", ANSWERS.as_bytes());
    person.until("the table", |program| dialog(program).is_some());
    let looks = dialog(&person.program).unwrap().looks;
    let like = Holds::Answers;
    let can_be_either = false;
    assert_eq!(
        looks,
        Looks {
            like,
            can_be_either
        }
    );
    person.answers(ui::Answer::MakeMap);
    assert!(person.program.workspace.editor().is_some());
}

/// More answers than a map may have stages.
#[test]
fn what_cannot_be_a_map_can_still_be_answers() {
    let many = "Awareness,one,1\n".repeat(600);
    let text = format!("x,y,z\n{many}");
    let mut person = Person::with_a_map();
    person.opens("many.csv", text.as_bytes());
    person.until("the table", |program| dialog(program).is_some());
    assert!(dialog(&person.program).unwrap().preview.is_err());
    person.answers(ui::Answer::MakeMap);
    assert_eq!(
        person.title(),
        "Buying a car",
        "there is nothing to be made"
    );
    person.drops("many.csv", text.as_bytes());
    person.until("the answers", is_survey);

    let mut person = Person::new();
    person.drops("many.csv", text.as_bytes());
    person.until("the error", |program| program.dialogs.open.is_some());
    assert!(is_error_about(&person, "“many.csv” could not be opened"));
}

#[test]
fn answers_in_a_workbook_are_taken_in_too() {
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let workbook = write(MapFormat::Workbook, &map, false).unwrap().bytes;
    let mut person = Person::with_a_map();
    person.drops("own.xlsx", &workbook);
    let title = map.title.clone();
    person.until("the map", |p| {
        p.workspace.path().is_none() && p.workspace.editor().unwrap().map().title == title
    });

    let mut person = Person::with_a_map();
    let answers: &[&[&str]] = &[
        &["Stage", "Score"],
        &["Awareness", "-2"],
        &["Awareness", "1"],
    ];
    person.drops("answers.xlsx", &workbook_of(answers));
    person.until("the answers", is_survey);
    let Some(Dialog::Survey(asked)) = &person.program.dialogs.open else {
        unreachable!()
    };
    assert_eq!(asked.survey().answer_count(), 2, "−2 is a number");
    person.answers(ui::Answer::Cancel);
    let plan: &[&[&str]] = &[&["", "Awareness", "Use"], &["Pains", "queues", "forms"]];
    person.drops("plan.xlsx", &workbook_of(plan));
    person.until("the table", |program| dialog(program).is_some());
    // Which of the sheets is meant stays so.
    person.answers(ui::Answer::TakeAs(Holds::Answers));
    person.until("the answers", is_survey);
}

#[test]
fn answers_with_a_column_for_each_stage_are_taken_in() {
    let mut person = Person::with_a_map();
    person.drops("wide.csv", b"Who,Awareness,Purchase\nr1,1,2\nr2,2,\n");
    person.until("the answers", is_survey);
    let Some(Dialog::Survey(asked)) = &person.program.dialogs.open else {
        unreachable!()
    };
    assert_eq!(asked.survey().answer_count(), 3);
}

#[test]
fn a_title_is_written_over_the_one_that_was_guessed() {
    let mut person = Person::new();
    person.opens("plan.tsv", TABLE.as_bytes());
    person.until("the dialog", |program| dialog(program).is_some());
    assert_eq!(dialog(&person.program).unwrap().title(), "Account");
    let options = ReadOptions {
        title: Some("Opening an account".to_owned()),
        ..ReadOptions::default()
    };
    person.answers(ui::Answer::ReadTable(Box::new(options)));
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::MakeMap);
    assert_eq!(person.title(), "Opening an account");
}

#[test]
fn a_table_of_another_program_says_what_helps() {
    let mut person = Person::with_a_map();
    let path = person.path("answers.numbers");
    person.pass_with(vec![Arc::new(Dropped(path))]);
    assert!(is_error_about(&person, "“answers.numbers” can’t be opened"));
}

#[test]
fn what_was_corrected_stays_where_the_table_is_taken_for_something_else_and_back() {
    let mut person = Person::with_a_map();
    person.drops("plan.tsv", ANSWERS.as_bytes());
    person.until("the answers", is_survey);
    let Some(Dialog::Survey(asked)) = &mut person.program.dialogs.open else {
        unreachable!()
    };
    let corrected = asked.clone().on_scale("1", "7");
    **asked = corrected;
    let seen = format!("{:?}", person.program.dialogs.open);
    person.answers(ui::Answer::TakeAs(Holds::Journey));
    person.until("the table", |program| dialog(program).is_some());
    let options = ReadOptions {
        title: Some("Mine".to_owned()),
        ..ReadOptions::default()
    };
    person.answers(ui::Answer::ReadTable(Box::new(options)));
    person.until("the dialog", |program| {
        dialog(program).is_some_and(|shown| !shown.is_busy)
    });
    person.answers(ui::Answer::TakeAs(Holds::Answers));
    assert_eq!(format!("{:?}", person.program.dialogs.open), seen);
    person.answers(ui::Answer::TakeAs(Holds::Journey));
    let shown = dialog(&person.program).expect("the table");
    assert_eq!(shown.guess.title, "Mine");
    person.answers(ui::Answer::MakeMap);
    person.pass();
    assert_eq!(person.title(), "Mine");
}

#[test]
fn a_map_that_a_file_gives_again_counts_as_unchanged() {
    let mut person = Person::new();
    person.opens("plan.tsv", TABLE.as_bytes());
    person.until("the dialog", |program| dialog(program).is_some());
    person.answers(ui::Answer::MakeMap);
    assert!(!is_dirty(&person.program) && person.program.workspace.path().is_none());
    assert_eq!(person.program.window.message(), Some("Made from plan.tsv"));
    person.writes_title("Mine");
    assert!(is_dirty(&person.program));
    person.does(Action::Undo);
    person.does(Action::Close);
    person.pass();
    assert!(
        person.program.workspace.editor().is_none(),
        "nothing is asked"
    );
}
