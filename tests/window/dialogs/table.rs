//! The preview of a table, clicked through: what is corrected, and where the way leads.

use std::sync::Arc;

use egui::{Key, Modifiers, Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::blank_map,
    exchange::{
        MapFormat, ReadOptions, read_table,
        table::{Holds, LaneAs, Stages},
    },
    layout::Layout,
    model::CardRole,
    scene::Scene,
    text::Fonts,
    ui::{Answer, Dialog, Looks, TableDialog, TableNote},
    words::Language,
};

use crate::common::window::{DialogHarness, open_dialog};

const TABLE: &str = "Stage,Awareness,Purchase\nActions,sees,buys\n,reads,pays\nMood,good,bad\n";

fn open(text: &str, looks: Looks) -> DialogHarness {
    let fonts = Fonts::bundled();
    let options = ReadOptions::default();
    let read = read_table(MapFormat::Csv, text.as_bytes(), &options, Language::English);
    let read = read.expect("a table");
    let guess = read.guess.expect("not our own");
    let scene = Scene::new(&Layout::new(&read.taken.map, &fonts, None), None);
    let notes = read.taken.notes.iter().map(|note| TableNote {
        text: note.describe(Language::English),
        is_loss: note.is_loss(),
    });
    let name = "plan.csv".to_owned();
    let dialog = TableDialog::new(name, looks, guess, Ok(Arc::new(scene)), notes.collect());
    let dialog = Dialog::Table(Box::new(dialog));
    open_dialog(dialog, blank_map(Language::English), [1200.0, 760.0])
}

const JOURNEY: Looks = Looks {
    like: Holds::Journey,
    can_be_either: true,
};

fn asked(harness: &mut DialogHarness) -> ReadOptions {
    match harness.state_mut().answer() {
        Some(Answer::ReadTable(options)) => *options,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_is_corrected() {
    let mut harness = open(TABLE, JOURNEY);
    let field = harness.get_by_role_and_label(Role::TextInput, "Title of the map");
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("Buying".to_owned()));
    harness.run();
    assert_eq!(asked(&mut harness).title.as_deref(), Some("Buying"));

    // The row without a head says that it goes on, and can be told not to.
    let list = harness.get_by_role_and_label(Role::ComboBox, "No. 2");
    assert_eq!(list.value().as_deref(), Some("Continues the row above"));
    list.click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Quotes")
        .click();
    harness.run();
    let options = asked(&mut harness);
    assert_eq!(options.stages, Stages::Across);
    assert_eq!(options.lanes, [None, Some(LaneAs::Cards(CardRole::Quotes))]);
    assert_eq!(options.title.as_deref(), Some("Buying"), "it stays");

    // There is nothing that the first row could go on with.
    let list = harness.get_by_role_and_label(Role::ComboBox, "Actions");
    list.click();
    harness.run();
    let nodes = harness.query_all_by_label("Continues the row above");
    assert_eq!(nodes.count(), 0);
    assert!(harness.query_all_by_label("Thoughts").count() > 0);
}

#[test]
fn every_guess_can_be_changed() {
    let text = "Our map\nStage,Awareness,Purchase\nMood (1-5),2,4\nNPS,40,soon\n";
    let mut harness = open(text, JOURNEY);
    // What could not be placed is told apart from how the rest was read.
    harness.get_by_label_contains("notes lane");

    let list = harness.get_by_role_and_label(Role::ComboBox, "Header row");
    assert_eq!(
        list.value().as_deref(),
        Some("2: Stage · Awareness · Purchase")
    );
    list.click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "1: Our map")
        .click();
    harness.run();
    assert_eq!(asked(&mut harness).head, Some(1));

    harness
        .get_by_role_and_label(Role::ComboBox, "Personas")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "One for everything")
        .click();
    harness.run();
    assert_eq!(asked(&mut harness).persona.as_deref(), Some("Customer"));

    harness
        .get_by_role_and_label(Role::TextInput, "Best")
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("0".to_owned()));
    harness.run();
    let scale = asked(&mut harness).scale.expect("a scale");
    assert_eq!((scale.worst, scale.best), (1.0, 0.0));
}

#[test]
fn a_menu_of_kinds_shows_the_one_that_is_chosen() {
    let mut harness = open(TABLE, JOURNEY);
    let list = harness.get_by_role_and_label(Role::ComboBox, "No. 2");
    list.click();
    harness.run();
    // What is scrolled out of sight is no node.
    let window = Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 760.0));
    let rect = |name| {
        let entry = harness.query_by_role_and_label(Role::ListBoxOption, name);
        entry.map(|entry| entry.rect())
    };
    let chosen = rect("Continues the row above").expect("the one that is chosen");
    assert!(window.contains_rect(chosen));
    let last = rect("Ignored").expect("the last");
    let first = rect("Customer actions").expect("the first");
    assert!(window.contains_rect(last));
    assert!(window.contains_rect(first));
}

#[test]
fn the_way_to_the_survey_is_there_where_there_is_one() {
    let mut harness = open(TABLE, JOURNEY);
    assert!(
        harness
            .query_by_label_contains("It looks more like")
            .is_none()
    );
    harness.get_by_label("Survey answers").click();
    harness.run();
    let answer = harness.state_mut().answer();
    assert_eq!(answer, Some(Answer::TakeAs(Holds::Answers)));

    let like = Holds::Answers;
    let harness = open(TABLE, Looks { like, ..JOURNEY });
    harness.get_by_label("This looks more like survey answers.");

    // Without a map there is only a word of what to do.
    let can_be_either = false;
    let harness = open(
        TABLE,
        Looks {
            like,
            can_be_either,
        },
    );
    assert!(harness.query_by_label("Survey answers").is_none());
    harness.get_by_label_contains("open the map they belong to");
}

/// However many rows there are, the buttons stay in the window and the list is as high as it can be.
#[test]
fn a_long_list_scrolls_within_the_dialog() {
    let rows: String = (0..40).map(|n| format!("Row {n},a,b\n")).collect();
    let harness = open(&format!("Stage,Awareness,Purchase\n{rows}"), JOURNEY);
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1200.0, 760.0));
    let button = harness
        .get_by_role_and_label(Role::Button, "Make the map")
        .rect();
    assert!(window.contains_rect(button), "{button:?}");
    let shown = harness
        .query_all_by_role(Role::ComboBox)
        .filter(|node| node.rect().bottom() < button.top())
        .count();
    assert!(shown >= 6, "{shown} rows");
}
