//! The dialog of a survey, clicked through: a table in, points out.

use std::sync::Arc;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::{Editor, Intent, blank_map},
    model::{CurvePoint, Map},
    survey::{Columns, Table},
    text::Fonts,
    ui::{Answer, Dialog, SurveyDialog},
    words::Language,
};

use crate::common::window::{DialogHarness, open_dialog};

/// The old scores come first, and nobody would guess what "who" is.
const TABLE: &str = "\
Phase;Old score;New rating;Who;When;Remark
Awareness;1;4;New persona;2026-03-01;
Awareness;2;5;New persona;2026-03-02;It just worked
Purchase;5;2;New persona;2026-03-02;
Purchase;5;3;New persona;2026-03-04;
Purchase;4;1;New persona;2026-03-05;Never again
Nowhere;4;1;New persona;2026-03-05;
";

fn open() -> DialogHarness {
    let map = blank_map(Language::English);
    let table = Table::read(TABLE.as_bytes()).expect("a table");
    let columns = Columns::guess(&table).expect("columns");
    let source = "answers.csv".to_owned();
    let place = Editor::new(map.clone(), Fonts::bundled()).survey_place();
    let dialog = SurveyDialog::new(table, columns, source, Arc::new(map.clone()));
    let dialog = Dialog::Survey(Box::new(dialog.going_to(place)));
    open_dialog(dialog, map, [1100.0, 900.0])
}

fn choose(harness: &mut DialogHarness, column: &str, head: &str) {
    let list = harness.get_by_role_and_label(Role::ComboBox, column);
    list.click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, head)
        .click();
    harness.run();
}

fn write(harness: &mut DialogHarness, field: &str, text: &str) {
    let field = harness.get_by_role_and_label(Role::TextInput, field);
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn points(map: &Map) -> Vec<CurvePoint> {
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    curves.flat_map(|curve| curve.points.clone()).collect()
}

#[test]
fn a_table_is_guessed_put_right_looked_over_and_imported() {
    let mut harness = open();
    // What was guessed: the first column that is called a score, and nobody.
    harness.get_by_label("5 answers");
    harness.get_by_label("1 row skipped");
    harness.get_by_label("Line 7: the map has no stage “Nowhere”");
    for figure in ["1.50", "0.71", "4.67", "0.58"] {
        harness.get_by_label(figure);
    }
    harness.get_by_label("answers.csv");
    harness.get_by_label("Answers that name no persona are drawn as those of New persona.");
    assert_eq!(harness.query_all_by_label("New persona").count(), 2);

    choose(&mut harness, "Column of the score", "New rating");
    for figure in ["4.50", "0.71", "2.00", "1.00"] {
        harness.get_by_label(figure);
    }
    assert_eq!(harness.query_all_by_label("4.67").count(), 0);
    choose(&mut harness, "Column of the persona", "Who");
    assert_eq!(harness.query_all_by_label("New persona").count(), 2);
    assert!(harness.query_by_label_contains("name no persona").is_none());
    choose(&mut harness, "Column of the date", "When");

    // Off the scale is out: it takes effect at once, and back.
    write(&mut harness, "Worst", "2");
    harness.get_by_label("4 answers");
    write(&mut harness, "Worst", "0");
    write(&mut harness, "Best", "10");
    harness.get_by_label("5 answers");

    harness.get_by_label("Import").click();
    harness.run();
    let Some(Answer::Survey(import)) = harness.state_mut().answer() else {
        panic!("no table was handed on");
    };
    let editor = &mut harness.state_mut().editor;
    let before = editor.map().clone();
    assert!(points(&before).is_empty());
    assert_eq!(editor.handle(Intent::ImportSurvey(import)), []);
    let made = points(editor.map());
    let told: Vec<_> = made
        .iter()
        .map(|point| (point.stage.as_str(), point.value, point.spread, point.n))
        .collect();
    // From 0 to 10 onto −2 to 2; one value stands at 4.5, three around 2.
    assert_eq!(
        told,
        [
            ("awareness", Some(-0.2), Some(0.283), Some(2)),
            ("consideration", None, None, None),
            ("purchase", Some(-1.2), Some(0.4), Some(3)),
            ("retention", None, None, None),
            ("advocacy", None, None, None),
        ]
    );
    let said: Vec<_> = made.iter().flat_map(|point| &point.evidence).collect();
    assert!(said.iter().all(|evidence| evidence.source == "answers.csv"));
    let remark = editor.map().cards().find(|card| card.text == "Never again");
    let date = remark.expect("the remark").evidence[0]
        .date
        .expect("its day");
    assert_eq!(date.iso(), "2026-03-05");
    editor.handle(Intent::Action(jejak::editor::Action::Undo));
    assert_eq!(**editor.map(), *before);
}

#[test]
fn a_table_about_other_stages_cannot_be_imported() {
    let mut harness = open();
    choose(&mut harness, "Column of the stage", "Remark");
    harness.get_by_label("0 answers");
    harness.get_by_label("Import").click();
    harness.run();
    assert_eq!(harness.state().answers, []);
    harness.get_by_label("Cancel").click();
    harness.run();
    assert_eq!(harness.state().answers, [Answer::Cancel]);
}
