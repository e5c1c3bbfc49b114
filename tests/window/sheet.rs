//! Things on the sheet, reached by their names: selected, written, dragged.

use egui::{Event, Key, Modifiers, Theme, vec2};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::blank_map,
    model::{Id, Map, Target},
    words::Language,
};

use crate::{
    common::{SoftwareRenderer, window::WindowHarness},
    person::{car, car_window, card, double_click, drag, key_event, open, place_of},
};

#[test]
fn the_window_rests_when_nothing_happens() {
    let harness = car_window();
    let viewports = &harness.output().viewport_output;
    let delays: Vec<_> = viewports.values().map(|v| v.repaint_delay).collect();
    assert_eq!(delays, [std::time::Duration::MAX]);
}

/// A dark window shows the same white map.
const SILENCE: &str = "Pain point, Purchase, Three days of silence after signing, 2 of 2";
const FEE: &str = "Curve point, Dewi Anggraini, Purchase, Unexplained fee, −1.6";

#[test]
fn everything_on_the_sheet_has_a_name_of_its_own() {
    let harness = car_window();
    let layout = harness.state().editor.layout().clone();
    let mut missing = Vec::new();
    for label in [
        SILENCE,
        FEE,
        "Stage, Purchase, 4 of 5",
        "Persona, Dewi Anggraini",
        "Title, Buying a car",
        "Cell, Purchase · Pain points",
    ] {
        if harness.query_all_by_label(label).count() != 1 {
            missing.push(label);
        }
    }
    assert!(
        missing.is_empty(),
        "{missing:?} among {:#?}",
        layout.places().len()
    );
}

#[test]
fn a_map_without_a_name_is_called_untitled_wherever_it_is_named() {
    let map = Map {
        title: " ".to_owned(),
        ..blank_map(Language::English)
    };
    let mut harness = open(map, Theme::Light, &SoftwareRenderer::default());
    harness.state_mut().editor.set_file_name(None);
    harness.run();
    harness.get_by_label("Untitled map, Not saved yet");
}

#[test]
fn a_click_selects_and_the_panel_tells_what() {
    let mut harness = car_window();
    harness.get_by_label(SILENCE).click();
    harness.run();
    let (id, _) = card(&harness, "Three days of silence after signing");
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Card(Id::new(id))]);
    harness.get_by_label("Add evidence");
    assert_eq!(harness.state().editor.history().undo_name(), None);
}

#[test]
fn a_screen_reader_selects_too() {
    let mut harness = car_window();
    harness
        .get_by_label("Stage, Purchase, 4 of 5")
        .click_accesskit();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Stage(Id::new("purchase"))]);
    let field = harness.query_all_by_label("What the customer wants");
    assert_ne!(field.count(), 0);
}

#[test]
fn a_double_click_writes_in_place_enter_keeps_and_escape_does_not() {
    let mut harness = car_window();
    let at = place_of(&harness, SILENCE);
    double_click(&mut harness, at);
    assert!(harness.state().editor.text_edit().is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("No word for three days".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let (_, stage) = card(&harness, "No word for three days");
    assert_eq!(stage, "purchase");
    assert!(harness.state().editor.text_edit().is_none());

    let at = place_of(
        &harness,
        "Pain point, Purchase, No word for three days, 2 of 2",
    );
    double_click(&mut harness, at);
    harness.event(Event::Text("nonsense".to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    card(&harness, "No word for three days");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    card(&harness, "Three days of silence after signing");
}

#[test]
fn a_card_drags_to_another_cell_and_undo_brings_it_back() {
    let mut harness = car_window();
    let from = place_of(&harness, SILENCE);
    let to = place_of(&harness, "Cell, Test drive · Pain points") + vec2(0.0, 8.0);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let (_, stage) = card(&harness, "Three days of silence after signing");
    assert_eq!(stage, "drive");
    let edit_menu = place_of(&harness, "Edit");
    harness.hover_at(edit_menu);
    harness.step();
    harness.drag_at(edit_menu);
    harness.step();
    harness.drop_at(edit_menu);
    harness.run();
    let undo = harness.query_all_by_label_contains("Undo move card");
    assert_ne!(undo.count(), 0);
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let (_, stage) = card(&harness, "Three days of silence after signing");
    assert_eq!(stage, "purchase");
    assert_eq!(*harness.state().editor.committed().as_ref(), car());
}

#[test]
fn escape_gives_a_drag_up_without_a_trace() {
    let mut harness = car_window();
    let from = place_of(&harness, SILENCE);
    drag(&mut harness, from, from + vec2(-200.0, -30.0));
    harness.key_press(Key::Escape);
    harness.run();
    harness.drop_at(from + vec2(-200.0, -30.0));
    harness.run();
    let editor = &harness.state().editor;
    assert_eq!(**editor.map(), car());
    assert_eq!(editor.history().undo_name(), None);
}

#[test]
fn a_curve_point_drags_in_value_along_its_stage() {
    let mut harness = car_window();
    let from = place_of(&harness, FEE);
    drag(&mut harness, from, from + vec2(10.0, -40.0));
    harness.drop_at(from + vec2(10.0, -40.0));
    harness.run();
    let before = car();
    let curve_point = |map: &Map| {
        let points = map.lanes.iter().flat_map(|lane| lane.curves());
        let mut points = points.flat_map(|curve| &curve.points);
        points
            .find(|point| point.label == "Unexplained fee")
            .cloned()
    };
    let (was, is) = (
        curve_point(&before),
        curve_point(harness.state().editor.map()),
    );
    let (was, is) = (was.expect("the point"), is.expect("the point"));
    assert!(is.value > was.value && is.at > was.at, "{was:?} {is:?}");
    assert_eq!(is.stage, was.stage);
}
/// Where a thing's middle is in the window.
fn middle_of(harness: &WindowHarness, target: &Target) -> egui::Pos2 {
    let editor = &harness.state().editor;
    let rect = editor.layout().rect_of(target).expect("on the sheet");
    let at = editor.camera().screen_from_doc(rect.center());
    let canvas = harness.get_by_label("Customer-journey map").rect();
    canvas.min + egui::vec2(at.x as f32, at.y as f32)
}

fn click_at(harness: &mut WindowHarness, at: egui::Pos2) {
    for pressed in [true, false] {
        harness.event(Event::PointerMoved(at));
        harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
}

#[test]
fn no_letter_is_lost_however_fast_a_person_types() {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    harness.run();
    let cell = Target::Cell {
        lane: "actions".into(),
        stage: "awareness".into(),
        step: None,
    };
    // All of it in one frame, the click included.
    let at = middle_of(&harness, &cell);
    click_at(&mut harness, at);
    let letters = |harness: &mut WindowHarness, text: &str| {
        for letter in text.chars() {
            harness.event(Event::Text(letter.to_string()));
        }
    };
    letters(&mut harness, "first card");
    harness.event(key_event(Key::Enter));
    letters(&mut harness, "second");
    harness.event(key_event(Key::Tab));
    letters(&mut harness, "third");
    harness.event(key_event(Key::Enter));
    harness.event(key_event(Key::Escape));
    for _ in 0..60 {
        harness.step();
    }
    let cards = |stage: &str| -> Vec<String> {
        let map = harness.state().editor.committed();
        let cards = map.cards().filter(|card| card.stage == stage.into());
        cards.map(|card| card.text.clone()).collect()
    };
    assert_eq!(cards("awareness"), ["first card", "second"]);
    assert_eq!(cards("consideration"), ["third"]);
}

#[test]
fn a_curve_is_drawn_click_by_click() {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    harness.run();
    let room = |harness: &WindowHarness, stage: &str| {
        let cell = Target::Cell {
            lane: "emotions".into(),
            stage: stage.into(),
            step: None,
        };
        middle_of(harness, &cell)
    };
    let at = room(&harness, "awareness");
    click_at(&mut harness, at);
    click_at(&mut harness, at);
    for _ in 0..8 {
        harness.step();
    }
    for (number, stage) in ["consideration", "purchase", "retention", "advocacy"]
        .into_iter()
        .enumerate()
    {
        let at = room(&harness, stage) + egui::vec2(0.0, 9.0 * number as f32 - 20.0);
        harness.event(Event::PointerMoved(at));
        harness.step();
        click_at(&mut harness, at);
        for _ in 0..30 {
            harness.step();
        }
        let editor = &harness.state().editor;
        let points = editor.map().lanes[4].curves()[0].points.len();
        assert_eq!(points, number + 2);
        assert!(editor.text_edit().is_some(), "{stage}: its label is open");
    }
}
