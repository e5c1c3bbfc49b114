//! The panel on the right: where it begins, days that are typed, lists by key.

use egui::{Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::Intent,
    model::{Date, Map, MetricKind, Target},
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, cards_with_texts, typed, typed_with},
};

fn select(harness: &mut WindowHarness, target: Target) {
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(vec![target]));
    harness.run();
}

fn scroll_down(harness: &mut WindowHarness) {
    harness.hover_at(egui::pos2(1300.0, 500.0));
    harness.event(egui::Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(30);
    // Nothing is told under the pointer there.
    harness.hover_at(egui::pos2(720.0, 880.0));
    harness.run_steps(30);
}

#[test]
fn the_panel_begins_at_its_top_for_another_selection() {
    let mut harness = car_window();
    let texts = ["Sales desk", "Three days of silence after signing"];
    let cards = cards_with_texts(&harness.state().editor, &texts);
    select(&mut harness, cards[0].clone());
    let top = |harness: &WindowHarness| {
        let field = harness.query_by_role_and_label(Role::MultilineTextInput, "Text");
        field.map(|field| field.rect().top())
    };
    let at_first = top(&harness).expect("the text comes first");
    scroll_down(&mut harness);
    assert!(top(&harness).is_none_or(|top| top < at_first - 40.0));
    select(&mut harness, cards[1].clone());
    assert_eq!(top(&harness), Some(at_first));
    // What is chosen in the panel leaves it where it is.
    scroll_down(&mut harness);
    let scrolled = top(&harness);
    let before = harness.state().editor.map().clone();
    harness.get_by_label("Researched").click_accesskit();
    harness.run();
    assert_ne!(**harness.state().editor.map(), *before);
    assert_eq!(top(&harness), scrolled);
}

#[test]
fn a_day_is_typed_as_it_is_read() {
    // So high that all of the panel is in view.
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), egui::Theme::Light, [1440.0, 2400.0], &renderer);
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(Vec::new()));
    let field = |harness: &WindowHarness, name: &str| {
        let field = harness.get_by_role_and_label(Role::TextInput, name);
        field.value().unwrap_or_default()
    };
    let reviewed = |harness: &WindowHarness| harness.state().editor.map().reviewed;
    for (language, name, text, shown) in [
        (
            Language::English,
            "Last reviewed",
            "2 august 2026",
            "2 Aug 2026",
        ),
        (
            Language::Indonesian,
            "Terakhir ditinjau",
            "3/8/2026",
            "3 Agu 2026",
        ),
    ] {
        harness.state_mut().language = language;
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, name).focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run();
        typed_with(&mut harness, text, Key::Enter);
        assert_eq!(field(&harness, name), shown);
    }
    assert_eq!(reviewed(&harness), Date::new(2026, 8, 3));
    // What is no day leaves the one before, and an empty field takes it away.
    let name = "Terakhir ditinjau";
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    typed_with(&mut harness, "31/2/2026", Key::Enter);
    assert_eq!(reviewed(&harness), Date::new(2026, 8, 3));
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.key_press(Key::Delete);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(reviewed(&harness), None);
}

fn metric(map: &Map) -> (Target, MetricKind) {
    let mut metrics = map.lanes.iter().flat_map(|lane| lane.metrics());
    let metric = metrics.next().expect("the car has metrics");
    (Target::Metric(metric.id.clone()), metric.kind)
}

#[test]
fn a_list_is_opened_and_chosen_from_by_key() {
    let mut harness = car_window();
    let (target, kind) = metric(harness.state().editor.map());
    assert_ne!(kind, MetricKind::Nps);
    select(&mut harness, target);
    let list = harness.get_by_role_and_label(Role::ComboBox, "Kind");
    list.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(egui::Popup::is_any_open(&harness.ctx));
    // A letter goes to what begins with it, and chooses nothing yet.
    typed(&mut harness, "n");
    assert_eq!(metric(harness.state().editor.map()).1, kind);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!egui::Popup::is_any_open(&harness.ctx));
    assert_eq!(metric(harness.state().editor.map()).1, MetricKind::Nps);
}

#[test]
fn what_is_written_in_place_covers_no_more_than_it_needs() {
    let mut harness = car_window();
    let (target, _) = metric(harness.state().editor.map());
    select(&mut harness, target);
    // The sheet has the keyboard.
    harness.key_press(Key::F2);
    harness.run();
    let editor = &harness.state().editor;
    let place = editor.text_edit_place().expect("it is written");
    let room = place.rect.width() * editor.camera().zoom();
    let written = harness.get_by_label_contains("Text of: ").rect();
    assert!(
        f64::from(written.width()) < room - 20.0,
        "{written} of {room}"
    );
}
