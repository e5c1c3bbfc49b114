//! The strip of stops: kept, chosen, put in order, renamed and hidden by hand and by key.

use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Action, Intent},
    model::{Shows, Target},
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, double_click, drag, place_of, typed},
};

fn opened() -> WindowHarness {
    let mut harness = window::open(
        car(),
        Theme::Light,
        [1366.0, 768.0],
        &SoftwareRenderer::default(),
    );
    harness.key_press(Key::F9);
    harness.run();
    harness
}

fn kept() -> WindowHarness {
    let mut harness = opened();
    harness.get_by_label("Keep suggested stops").click();
    harness.run();
    harness
}

/// What the stop at a place of the strip is called for those who listen.
fn name(harness: &WindowHarness, index: usize) -> String {
    let count = shown(harness).len();
    let place = format!("{} of {count}, ", index + 1);
    let all = harness.root().children_recursive();
    let mut labels = all.filter_map(|node| node.accesskit_node().label());
    let found = labels.find(|label| label.starts_with(&place));
    found.unwrap_or_else(|| panic!("no stop {place}"))
}

fn titles(harness: &WindowHarness) -> Vec<String> {
    let map = harness.state().editor.map();
    let stops = map.stops.iter();
    stops
        .map(|stop| map.name_of_stop(stop, Language::English))
        .collect()
}

fn shown(harness: &WindowHarness) -> Vec<Shows> {
    let map = harness.state().editor.map();
    match map.stops.is_empty() {
        true => jejak::deck::suggested(map, map.language)
            .into_iter()
            .map(|stop| stop.shows)
            .collect(),
        false => map.stops.iter().map(|stop| stop.shows.clone()).collect(),
    }
}

fn selected(harness: &WindowHarness) -> Vec<usize> {
    let editor = &harness.state().editor;
    let targets = editor.selection().targets().iter();
    targets
        .filter_map(|target| match target {
            Target::Stop(id) => editor.map().stop_index(id),
            _ => None,
        })
        .collect()
}

fn click(harness: &mut WindowHarness, index: usize) {
    let name = name(harness, index);
    harness.get_by_label(&name).click();
    harness.run();
}

#[test]
fn the_stops_that_a_map_suggests_are_shown_and_kept() {
    let mut harness = opened();
    let suggested = shown(&harness);
    for index in 0..suggested.len() {
        assert!(name(&harness, index).ends_with("suggested by the map"));
    }
    // They can be looked at, not changed.
    click(&mut harness, 1);
    assert_eq!(selected(&harness), [0_usize; 0]);
    harness.get_by_label("Keep suggested stops").click();
    harness.run();
    assert_eq!(shown(&harness), suggested);
    assert_eq!(harness.state().editor.map().stops.len(), suggested.len());
    assert!(harness.query_by_label("Keep suggested stops").is_none());
    assert!(!name(&harness, 1).contains("suggested"));
    // All of it fits the window.
    let window = harness.ctx.content_rect();
    for label in [
        "Add this view as a stop",
        "Add selection as a stop",
        "Close the stops",
    ] {
        assert!(
            window.contains_rect(harness.get_by_label(label).rect()),
            "{label}"
        );
    }
    harness.key_press(Key::F9);
    harness.run();
    assert!(harness.query_by_label("Close the stops").is_none());
}

#[test]
fn stops_are_chosen_moved_renamed_and_deleted_by_key() {
    let mut harness = kept();
    click(&mut harness, 2);
    assert_eq!(selected(&harness), [2]);
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), [3]);
    let before = shown(&harness);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    let mut wanted = before.clone();
    wanted.swap(2, 3);
    assert_eq!(
        (shown(&harness), selected(&harness)),
        (wanted.clone(), vec![2])
    );
    // What was moved goes on moving.
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    harness.run();
    assert_eq!(shown(&harness), before);

    harness.key_press(Key::F2);
    harness.run();
    typed(&mut harness, "Look here");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(titles(&harness)[3], "Look here");
    harness.key_press(Key::F2);
    harness.run();
    typed(&mut harness, "Not this");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(titles(&harness)[3], "Look here");

    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), [3, 4]);
    harness.key_press(Key::Delete);
    harness.run();
    assert_eq!(shown(&harness).len(), before.len() - 2);
    assert!(!titles(&harness).contains(&"Look here".to_owned()));
    // The keyboard is on what stands there now.
    let next = selected(&harness);
    assert_eq!(next.len(), 1);
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(selected(&harness), [next[0] - 1]);
    harness
        .state_mut()
        .editor
        .handle(Intent::Action(Action::Undo));
    harness.run();
    assert_eq!(titles(&harness)[3], "Look here");
}

#[test]
fn stops_are_dragged_to_another_place_and_renamed_by_a_double_click() {
    let mut harness = kept();
    let before = shown(&harness);
    let [from, to] = [1, 3].map(|index| place_of(&harness, &name(&harness, index)));
    drag(&mut harness, from, to + egui::vec2(40.0, 0.0));
    harness.drop_at(to + egui::vec2(40.0, 0.0));
    harness.run();
    let mut wanted = before.clone();
    let moved = wanted.remove(1);
    wanted.insert(3, moved);
    assert_eq!((shown(&harness), selected(&harness)), (wanted, vec![3]));
    assert_eq!(
        harness.state().editor.history().undo_name(),
        Some("Move stop")
    );

    let at = place_of(&harness, &name(&harness, 0));
    double_click(&mut harness, at);
    typed(&mut harness, "Begin");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(titles(&harness)[0], "Begin");
}

#[test]
fn notes_and_minutes_are_written_in_the_panel() {
    let mut harness = kept();
    click(&mut harness, 1);
    let minutes = harness.get_by_role_and_label(Role::TextInput, "Time planned");
    minutes.focus();
    harness.run();
    typed(&mut harness, "2,5");
    harness.key_press(Key::Tab);
    harness.run();
    let notes = harness.get_by_role_and_label(Role::MultilineTextInput, "Notes");
    notes.focus();
    harness.run();
    typed(&mut harness, "Breathe");
    harness.state_mut().editor.handle(Intent::CommitPreview);
    harness.run();
    let stop = harness.state().editor.map().stops[1].clone();
    assert_eq!((stop.minutes, stop.notes.as_str()), (Some(2.5), "Breathe"));
    assert!(name(&harness, 1).contains("2.5 min"));

    // In the panel and in the strip.
    let buttons = harness.get_all_by_role_and_label(Role::Button, "Hide stop");
    let buttons: Vec<_> = buttons.collect();
    assert_eq!(buttons.len(), 2);
    buttons[1].click();
    drop(buttons);
    harness.run();
    assert!(harness.state().editor.map().stops[1].hidden);
    assert!(name(&harness, 1).ends_with("hidden"));
}

#[test]
fn a_stop_that_is_added_opens_the_strip_and_f6_reaches_it() {
    let mut harness = window::open(
        car(),
        Theme::Light,
        [1366.0, 768.0],
        &SoftwareRenderer::default(),
    );
    assert!(harness.query_by_label("Close the stops").is_none());
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Action(Action::AddStopOfView));
    harness.run();
    assert!(harness.query_by_label("Close the stops").is_some());
    let close = harness.get_by_label("Close the stops").rect();
    let reached = (0..12).any(|_| {
        harness.key_press(Key::F6);
        harness.run();
        let mut all = harness.root().children_recursive();
        let here = all.find(|node| node.accesskit_node().is_focused());
        here.is_some_and(|node| {
            let middle = node.rect().center();
            middle.y > close.top() && middle.y < close.top() + 150.0 && middle.x < close.right()
        })
    });
    assert!(reached, "F6 goes to the strip");
}
