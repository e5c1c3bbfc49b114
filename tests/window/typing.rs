//! Typing faster than the window is drawn: however many keys come in one frame, each letter goes
//! where it was meant to go.

use egui::{Event, ImeEvent, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Intent, blank_map},
    model::{Id, Map, Target},
    words::Language,
};
use proptest::prelude::*;

use crate::{
    common::{SoftwareRenderer, window::WindowHarness},
    person::{car_window, key_event, open},
};

fn empty_map() -> WindowHarness {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    let first = Target::Cell {
        lane: "actions".into(),
        stage: "awareness".into(),
        step: None,
    };
    let select = Intent::Select(vec![first]);
    harness.state_mut().editor.handle(select);
    harness.run();
    harness
}

fn with(key: Key, modifiers: Modifiers) -> Event {
    let mut event = key_event(key);
    if let Event::Key {
        modifiers: held, ..
    } = &mut event
    {
        *held = modifiers;
    }
    event
}

fn letters(text: &str) -> impl Iterator<Item = Event> {
    let letters = text.chars().map(|letter| Event::Text(letter.to_string()));
    letters.collect::<Vec<_>>().into_iter()
}

/// Hands over the events in frames of these lengths, again and again.
fn in_frames(harness: &mut WindowHarness, events: Vec<Event>, lengths: &[usize]) {
    let mut events = events.into_iter().peekable();
    let mut lengths = lengths.iter().cycle();
    while events.peek().is_some() {
        let length = *lengths.next().expect("a length");
        harness
            .input_mut()
            .events
            .extend(events.by_ref().take(length));
        harness.step();
    }
    for _ in 0..4 {
        harness.step();
    }
}

/// The texts of each room for cards, in reading order.
fn rooms(map: &Map) -> Vec<Vec<String>> {
    let lanes = map.lanes.iter().filter(|lane| lane.role().is_some());
    let of_lane = |lane: &std::sync::Arc<jejak::model::Lane>| {
        let in_stage = |stage: &Id| {
            let cards = lane.cards().iter().filter(|card| card.stage == *stage);
            cards.map(|card| card.text.clone()).collect()
        };
        let stages = map.stages.iter();
        stages.map(|stage| in_stage(&stage.id)).collect::<Vec<_>>()
    };
    lanes.flat_map(of_lane).collect()
}

/// A card to type, and whether the next one stands in the next room.
fn cards() -> impl Strategy<Value = Vec<(String, bool)>> {
    let text = "[a-z]{1,6}( [a-zäß]{1,6}){0,2}";
    let onward = prop::bool::weighted(0.15);
    prop::collection::vec((text, onward), 200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn two_hundred_cards_are_on_the_map_as_they_were_typed(
        cards in cards(),
        lengths in prop::collection::vec(1..90_usize, 1..40),
    ) {
        let mut harness = empty_map();
        let mut expected = vec![Vec::new(); rooms(harness.state().editor.map()).len()];
        let mut room = 0;
        let mut events = Vec::new();
        for (text, goes_on) in &cards {
            events.extend(letters(text));
            expected[room].push(text.clone());
            if *goes_on && room + 1 < expected.len() {
                room += 1;
                events.push(key_event(Key::Tab));
            } else {
                events.push(key_event(Key::Enter));
            }
        }
        in_frames(&mut harness, events, &lengths);
        harness.state_mut().editor.handle(Intent::CommitText);
        let editor = &harness.state().editor;
        prop_assert_eq!(rooms(editor.map()), expected);
        let blank = blank_map(Language::English);
        prop_assert_eq!(&editor.map().stages, &blank.stages);
        prop_assert_eq!(&editor.map().title, &blank.title);
    }
}

#[test]
fn all_that_is_done_in_a_text_can_come_in_one_frame() {
    let mut harness = empty_map();
    let mut events: Vec<Event> = letters("Sees").collect();
    events.push(key_event(Key::Backspace));
    events.extend(letters("k"));
    events.push(with(Key::A, Modifiers::COMMAND));
    events.extend(letters("Two words"));
    events.push(with(Key::ArrowLeft, Modifiers::CTRL | Modifiers::COMMAND));
    events.push(with(Key::ArrowLeft, Modifiers::SHIFT));
    events.push(Event::Paste("-".to_owned()));
    events.push(key_event(Key::Tab));
    events.extend(letters("Next"));
    events.push(with(Key::Tab, Modifiers::SHIFT));
    events.push(key_event(Key::Tab));
    events.extend(letters("!"));
    events.push(key_event(Key::Enter));
    events.push(Event::Ime(ImeEvent::Commit("lost?".to_owned())));
    events.push(key_event(Key::Escape));
    events.push(with(Key::Z, Modifiers::COMMAND));
    events.push(with(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT));
    in_frames(&mut harness, events, &[usize::MAX]);
    let texts = rooms(harness.state().editor.committed());
    assert_eq!(texts[0], ["Two-words"]);
    assert_eq!(texts[1], ["Next!"]);
}

#[test]
fn letters_behind_a_key_that_opens_something_go_there_and_those_before_it_do_not() {
    let mut harness = empty_map();
    let mut events: Vec<Event> = letters("card").collect();
    events.push(with(Key::F, Modifiers::COMMAND));
    events.extend(letters("looked for"));
    events.push(key_event(Key::Escape));
    events.push(with(Key::K, Modifiers::COMMAND));
    events.extend(letters("actual size"));
    events.push(key_event(Key::Enter));
    events.push(key_event(Key::Tab));
    harness.input_mut().events.extend(events);
    for _ in 0..40 {
        harness.step();
    }
    let editor = &harness.state().editor;
    assert_eq!(rooms(editor.map())[0], ["card"]);
    assert_eq!(editor.find().query(), "looked for");
    assert!(!editor.find().is_open());
    assert!((editor.camera().zoom() - 1.0).abs() < 1e-9);
    assert_eq!(rooms(editor.map()).concat().len(), 1, "nothing elsewhere");
}

#[test]
fn tab_goes_from_field_to_field_of_the_panel_in_one_frame() {
    let mut harness = car_window();
    let select = Intent::Select(vec![Target::Persona(Id::new("fleet"))]);
    harness.state_mut().editor.handle(select);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .focus();
    harness.run();
    let mut events = vec![with(Key::A, Modifiers::COMMAND)];
    events.extend(letters("Budi"));
    events.push(key_event(Key::Tab));
    events.push(with(Key::A, Modifiers::COMMAND));
    events.extend(letters("Driver"));
    events.push(with(Key::Tab, Modifiers::SHIFT));
    events.push(key_event(Key::End));
    events.extend(letters(" S."));
    events.push(key_event(Key::Enter));
    harness.input_mut().events.extend(events);
    for _ in 0..60 {
        harness.step();
    }
    let map = harness.state().editor.committed();
    let persona = map.persona(&"fleet".into()).expect("there");
    assert_eq!((&*persona.name, &*persona.role), ("Budi S.", "Driver"));
}

#[test]
fn a_hundred_steps_are_taken_back_in_one_frame() {
    let mut harness = empty_map();
    let mut events = Vec::new();
    for _ in 0..120 {
        events.extend(letters("x"));
        events.push(key_event(Key::Enter));
    }
    events.push(key_event(Key::Escape));
    in_frames(&mut harness, events, &[usize::MAX]);
    assert_eq!(rooms(harness.state().editor.map())[0].len(), 120);
    let undo = with(Key::Z, Modifiers::COMMAND);
    harness.input_mut().events.extend(vec![undo; 120]);
    harness.step();
    assert_eq!(**harness.state().editor.map(), blank_map(Language::English));
}

#[test]
fn the_text_that_is_written_is_told_with_its_value_and_can_be_set() {
    let mut harness = empty_map();
    harness.input_mut().events.extend(letters("Sees"));
    harness.step();
    harness.step();
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Text of: Customer action");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("Sees"));
    let selected = Target::Card(
        harness
            .state()
            .editor
            .map()
            .cards()
            .next()
            .expect("a card")
            .id
            .clone(),
    );
    assert_eq!(harness.state().editor.selection().targets(), [selected]);
}

/// An input method that is on composes from the first letter on a cell: it is allowed to before there
/// is a text.
#[test]
fn an_input_method_composes_from_the_first_letter_on_a_cell() {
    let mut harness = empty_map();
    assert!(harness.output().platform_output.ime.is_some());
    let shown = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    harness.event(shown("k"));
    harness.step();
    harness.event(shown("ka"));
    harness.step();
    assert!(harness.output().platform_output.ime.is_some());
    harness.event(shown(""));
    harness.event(Event::Ime(ImeEvent::Commit("ké".to_owned())));
    harness.step();
    harness.event(key_event(Key::Enter));
    harness.run();
    let texts = rooms(harness.state().editor.committed());
    assert_eq!(texts[0], ["ké"]);
}

#[test]
fn the_middle_button_pastes_what_is_selected_elsewhere_into_a_text() {
    let mut harness = empty_map();
    harness.input_mut().events.extend(letters("ab"));
    harness.run();
    let place = harness.get_by_label_contains("Text of:").rect();
    let pos = place.left_center() + egui::vec2(1.0, 0.0);
    let button = |pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Middle,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(Event::PointerMoved(pos));
    harness.run();
    harness.event(button(true));
    let text = "x ".to_owned();
    harness.event(Event::MiddleClickPaste { pos, text });
    harness.step();
    harness.event(button(false));
    harness.run();
    let edit = harness.state().editor.text_edit().expect("it goes on");
    assert_eq!(edit.draft.text(), "x ab");
}
