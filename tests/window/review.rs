//! The review and the matrix of value and effort, worked with.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::Intent,
    model::{Field, Id, Level, Target},
};

use crate::{
    common::window::WindowHarness,
    person::{car_window, card, drag, place_of},
};

const NO_CHANNEL: &str = "“TV spot” has no channel. Awareness · Touchpoints";
const GUESSED: &str = "Nothing says how Fleet buyer’s curve is known: assumed or researched? \
                       Awareness · Fleet buyer";

#[test]
fn the_review_leads_to_what_it_finds_and_mends_it() {
    let mut harness = car_window();
    assert!(harness.query_by_label(NO_CHANNEL).is_none());
    let before = review_count(&harness);
    assert!(before >= 3);
    harness.key_press(Key::F7);
    harness.run();
    harness.get_by_label(NO_CHANNEL).click();
    harness.run();
    let selected = harness.state().editor.selection().only().cloned();
    assert_eq!(selected, Some(Target::Card(Id::new("t1"))));

    harness
        .get_by_label(&format!("Mark as assumed: {GUESSED}"))
        .click();
    harness.run();
    assert!(harness.query_by_label(GUESSED).is_none());
    assert_eq!(review_count(&harness), before - 1);

    // Nothing is judged while it is being written.
    let target = Target::Card(Id::new("t1"));
    let field = Field::Text;
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::StartText { target, field });
    editor.handle(Intent::TextTyped("Radio".to_owned()));
    harness.run();
    assert!(harness.query_by_label(NO_CHANNEL).is_some());
    harness.state_mut().editor.handle(Intent::CommitText);
    harness.run();
    assert!(harness.query_by_label(NO_CHANNEL).is_none());
    let radio = "“Radio” has no channel. Awareness · Touchpoints";
    assert!(harness.query_by_label(radio).is_some());

    harness.get_by_label("Close the review").click();
    harness.run();
    assert!(harness.query_by_label(radio).is_none());
    assert_eq!(review_count(&harness), before - 1);
}

/// What the line below says.
fn review_count(harness: &WindowHarness) -> usize {
    let found = (1..100).filter(|n| {
        let label = match n {
            1 => "1 finding".to_owned(),
            n => format!("{n} findings"),
        };
        harness.query_all_by_label(&label).next().is_some()
    });
    found.max().unwrap_or(0)
}

#[test]
fn an_opportunity_is_rated_by_dragging_it_into_the_matrix() {
    const IDEA: &str = "Publish a five-year cost calculator";
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run();
    let rated = |harness: &WindowHarness| {
        let map = harness.state().editor.map();
        let card = map.cards().find(|card| card.text == IDEA).expect(IDEA);
        (card.value.map(Level::get), card.effort.map(Level::get))
    };
    assert_eq!(rated(&harness), (None, None));
    let from = place_of(&harness, &format!("{IDEA}: Not rated yet"));
    // The tray stands beside the cells: a little to the left of it effort is greatest.
    drag(&mut harness, from, from - vec2(140.0, 0.0));
    harness.drop_at(from - vec2(140.0, 0.0));
    harness.run();
    let (value, effort) = rated(&harness);
    assert_eq!(effort, Some(5));
    let step = harness.state().editor.history().undo_name();
    assert_eq!(step, Some("Change value and effort"));

    let quadrant = if value > Some(3) { " · Big bets" } else { "" };
    let quadrant = if value < Some(3) {
        " · Time sinks"
    } else {
        quadrant
    };
    let label = format!("{IDEA}: Value {}, effort 5{quadrant}", value.unwrap());
    harness.get_by_label(&label).click();
    harness.run();
    let selected = harness.state().editor.selection().only().cloned();
    assert_eq!(
        selected,
        Some(Target::Card(card(&harness, IDEA).0.as_str().into()))
    );

    // Given up in the middle, nothing has happened.
    let from = place_of(&harness, &label);
    let to = from - vec2(120.0, 0.0);
    drag(&mut harness, from, to);
    harness.key_press(Key::Escape);
    harness.run();
    harness.drop_at(to);
    harness.run();
    assert_eq!(rated(&harness), (value, effort));

    harness.get_by_label(&format!("{IDEA}: no future-state curve yet"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run();
    assert!(harness.query_by_label(&label).is_none());
}

#[test]
fn the_matrix_in_the_window_rests_when_nothing_happens() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    // It comes to rest, or this would not return.
    harness.run();
    let steps = harness.run();
    assert!(steps <= 2, "{steps}");
}

#[test]
fn what_is_drawn_on_the_sheet_does_not_stand_among_the_states() {
    let harness = car_window();
    let top = |label: &str| {
        harness
            .get_by_role_and_label(Role::Label, label)
            .rect()
            .top()
    };
    let chip = |label: &str| {
        let found = harness
            .query_all_by_label(label)
            .map(|node| node.rect().top());
        found.fold(f32::INFINITY, f32::min)
    };
    let (state, sheet) = (top("State"), top("Show on map"));
    assert!(state < chip("Future state") && chip("Future state") < sheet);
    assert!(sheet < chip("Show legend"));
}
