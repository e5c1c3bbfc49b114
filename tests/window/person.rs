//! A window with a map in it, and what a person does there.

use egui::{Event, Key, Modifiers, Pos2, Theme};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::Editor,
    file,
    model::{Map, Target},
};

use crate::common::{
    SoftwareRenderer,
    window::{self, WindowHarness},
};

pub(crate) fn car() -> Map {
    let sample = file::samples()
        .iter()
        .find(|s| s.file_name == "buying-a-car.journey");
    file::load(sample.expect("the car").bytes)
        .expect("a sound map")
        .map
}

pub(crate) fn open(map: Map, theme: Theme, renderer: &SoftwareRenderer) -> WindowHarness {
    window::open(map, theme, [1440.0, 900.0], renderer)
}

pub(crate) fn car_window() -> WindowHarness {
    open(car(), Theme::Light, &SoftwareRenderer::default())
}

pub(crate) fn place_of(harness: &WindowHarness, label: &str) -> Pos2 {
    harness.get_by_label(label).rect().center()
}

pub(crate) fn drag(harness: &mut WindowHarness, from: Pos2, to: Pos2) {
    drag_in(harness, from, to);
}

/// In whatever window.
pub(crate) fn drag_in<S>(harness: &mut egui_kittest::Harness<'_, S>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    for step in 1..=4 {
        harness.hover_at(from + (to - from) * (step as f32 / 4.0));
        harness.run();
    }
}

pub(crate) fn double_click(harness: &mut WindowHarness, at: Pos2) {
    harness.hover_at(at);
    harness.run();
    for _ in 0..2 {
        harness.drag_at(at);
        harness.step();
        harness.drop_at(at);
        harness.step();
    }
    harness.run();
}

pub(crate) fn typed(harness: &mut WindowHarness, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

/// A key alone, as the system tells it.
pub(crate) fn key_event(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// Letters and a key that come in one frame, as they do when the one before was late.
pub(crate) fn typed_with(harness: &mut WindowHarness, text: &str, key: Key) {
    let events = [Event::Text(text.to_owned()), key_event(key)];
    harness.input_mut().events.extend(events);
    harness.run();
}

pub(crate) fn cards_with_texts(editor: &Editor, texts: &[&str]) -> Vec<Target> {
    let map = editor.map();
    let of = |text: &&str| {
        let card = map.cards().find(|card| card.text == *text).expect(text);
        Target::Card(card.id.clone())
    };
    texts.iter().map(of).collect()
}

/// The id and the stage of the card that says this.
pub(crate) fn card(harness: &WindowHarness, text: &str) -> (String, String) {
    let map = harness.state().editor.map();
    let card = map.cards().find(|card| card.text == text).expect(text);
    (card.id.to_string(), card.stage.to_string())
}
