//! What is said of what has happened, once, from one place.

use egui::{
    Key, Modifiers,
    accesskit::{Live, Role},
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Action, Intent},
    model::{CardRole, Target},
    ui::Notice,
};

use crate::{
    common::window::WindowHarness,
    person::{car_window, typed},
};

/// The node that is heard: what it says, how urgently, and which one it is.
fn heard(harness: &WindowHarness) -> (String, Live, u128) {
    let all = harness.root().children_recursive();
    let live = all
        .map(|node| node.accesskit_node())
        .filter(|node| node.live() != Live::Off);
    let live: Vec<_> = live.collect();
    let [node] = live[..] else {
        panic!("one place is heard: {live:?}");
    };
    assert_eq!(node.role(), Role::Status);
    (
        node.label().unwrap_or_default(),
        node.live(),
        node.id().into(),
    )
}

fn text(harness: &WindowHarness) -> String {
    heard(harness).0
}

fn press(harness: &mut WindowHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run_steps(4);
}

fn does(harness: &mut WindowHarness, intent: Intent) {
    harness.state_mut().editor.handle(intent);
    harness.run_steps(4);
}

fn cards_of(harness: &WindowHarness, role: CardRole) -> Vec<Target> {
    let lanes = harness.state().editor.map().lanes.iter();
    let lanes = lanes.filter(|lane| lane.role() == Some(role));
    let cards = lanes.flat_map(|lane| lane.cards());
    cards.map(|card| Target::Card(card.id.clone())).collect()
}

#[test]
fn a_move_by_key_says_where_it_led_and_undo_and_redo_say_of_what() {
    let mut harness = car_window();
    assert_eq!(text(&harness), "");
    let card = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    does(&mut harness, Intent::Select(vec![card]));
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    let moved = text(&harness);
    assert!(
        moved.starts_with("Moved to Research & compare, ") && moved.ends_with(", 1 of 4"),
        "{moved}"
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), "Undone: Move card");
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(text(&harness), "Redone: Move card");
}

#[test]
fn the_same_is_heard_again_when_it_happens_again_and_not_for_each_frame() {
    let mut harness = car_window();
    let card = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    does(&mut harness, Intent::Select(vec![card]));
    press(&mut harness, Modifiers::COMMAND, Key::Num0);
    let first = heard(&harness);
    assert_eq!(first.0, "Zoom: 100%");
    harness.run_steps(5);
    assert_eq!(heard(&harness), first);
    press(&mut harness, Modifiers::COMMAND, Key::Num0);
    let again = heard(&harness);
    assert_eq!(again.0, first.0);
    assert_ne!(again.2, first.2, "another node, or nobody hears it");
}

#[test]
fn several_that_are_selected_are_counted() {
    let mut harness = car_window();
    let card = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    does(&mut harness, Intent::Select(vec![card]));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(text(&harness), "3 cards selected");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(text(&harness), "Nothing selected");
}

#[test]
fn find_says_how_many_and_which() {
    let mut harness = car_window();
    press(&mut harness, Modifiers::COMMAND, Key::F);
    typed(&mut harness, "fee");
    let count = harness.state().editor.find().hits().len();
    assert_eq!(text(&harness), format!("{count} found"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let which = text(&harness);
    assert!(which.starts_with(&format!("2 of {count}: ")), "{which}");
    typed(&mut harness, "qqq");
    assert_eq!(text(&harness), "Not found");
}

#[test]
fn where_a_line_would_lead_is_said_before_it_is_drawn() {
    let mut harness = car_window();
    let pain = cards_of(&harness, CardRole::PainPoints)[0].clone();
    does(&mut harness, Intent::Select(vec![pain]));
    does(&mut harness, Intent::Action(Action::Connect));
    let would = text(&harness);
    assert!(
        would.starts_with("Enter to link with: ") || would.starts_with("Enter to unlink: "),
        "{would}"
    );
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let done = text(&harness);
    assert!(
        done == "Done: Link cards" || done == "Done: Unlink cards",
        "{done}"
    );
}

#[test]
fn a_file_that_changed_outside_and_what_is_shown_or_hidden_are_said() {
    let mut harness = car_window();
    harness.state_mut().notice = Some(Notice::Changed { is_dirty: false });
    harness.run_steps(4);
    let told = text(&harness);
    assert!(
        told.starts_with("The file was changed by another program"),
        "{told}"
    );
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(text(&harness), "Review: shown");
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(text(&harness), "Review: hidden");
    harness.get_by_label("Fit").click();
    harness.run_steps(4);
    assert!(text(&harness).starts_with("Zoom: "));
}

#[test]
fn whatever_the_window_shows_or_hides_is_said() {
    let mut harness = car_window();
    let mut tried = 0;
    for action in Action::all() {
        let leads_elsewhere = matches!(
            action,
            Action::Commands | Action::ReachBar | Action::AddEvidence
        );
        if action.of_window().is_none() || leads_elsewhere {
            continue;
        }
        let mut said = Vec::new();
        for _ in 0..2 {
            press(&mut harness, Modifiers::COMMAND, Key::K);
            typed(&mut harness, action.name());
            press(&mut harness, Modifiers::NONE, Key::Enter);
            let told = text(&harness);
            let end = told.rsplit(": ").next().unwrap_or("").to_owned();
            said.push(end);
        }
        said.sort();
        assert_eq!(said, ["hidden", "shown"], "{action:?}");
        tried += 1;
    }
    assert_eq!(tried, 8);
}

#[test]
fn a_talk_says_each_stop_with_what_it_says_and_its_end() {
    let mut harness = car_window();
    press(&mut harness, Modifiers::NONE, Key::F5);
    let count = harness.state().editor.talk().expect("a talk").stops().len();
    let title = harness.state().editor.map().title.clone();
    let first = text(&harness);
    // The page may be made after its stop was told.
    assert!(first.contains(&title), "{first}");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let second = text(&harness);
    assert!(second.starts_with(&format!("2 of {count}")), "{second}");
    press(&mut harness, Modifiers::NONE, Key::End);
    // Its page was not made ahead: what it says is told once it is there.
    assert!(!text(&harness).is_empty() && text(&harness) != second);
    press(&mut harness, Modifiers::NONE, Key::B);
    assert_eq!(text(&harness), "Black screen: on");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(text(&harness), "Presentation ended");
}
