//! What is selected, tied and taken back by keys alone.

use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    edit::Edit,
    editor::{Action, Direction, Intent},
    geom,
    model::{CardRole, Evidence, Id, Target},
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, typed},
};

fn press(harness: &mut WindowHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run_steps(4);
}

fn select(harness: &mut WindowHarness, targets: Vec<Target>) {
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(targets));
    harness.run_steps(4);
}

fn cards_of(harness: &WindowHarness, role: CardRole) -> Vec<Target> {
    let lanes = harness.state().editor.map().lanes.iter();
    let lanes = lanes.filter(|lane| lane.role() == Some(role));
    let cards = lanes.flat_map(|lane| lane.cards());
    cards.map(|card| Target::Card(card.id.clone())).collect()
}

fn selected(harness: &WindowHarness) -> Vec<Target> {
    harness.state().editor.selection().targets().to_vec()
}

/// The name of what has the keyboard.
fn at_keys(harness: &WindowHarness) -> String {
    let mut all = harness.root().children_recursive();
    let node = all.find(|node| node.accesskit_node().is_focused());
    let node = node.expect("something has the keyboard").accesskit_node();
    node.label().unwrap_or_default()
}

#[test]
fn shift_and_arrows_select_more_and_less_of_the_like() {
    let mut harness = car_window();
    let actions = cards_of(&harness, CardRole::CustomerActions);
    select(&mut harness, vec![actions[0].clone()]);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    let three = selected(&harness);
    assert_eq!(three.len(), 3);
    assert!(three.iter().all(|target| matches!(target, Target::Card(_))));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&harness), three[..2]);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(selected(&harness).len(), 1);

    let stages: Vec<Target> = (harness.state().editor.map().stages.iter())
        .map(|stage| Target::Stage(stage.id.clone()))
        .collect();
    select(&mut harness, vec![stages[0].clone()]);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&harness), stages[..2]);
}

#[test]
fn left_and_right_lead_to_another_column() {
    let mut harness = car_window();
    for card in cards_of(&harness, CardRole::Touchpoints) {
        for direction in [Direction::Left, Direction::Right] {
            let editor = &mut harness.state_mut().editor;
            editor.handle(Intent::Select(vec![card.clone()]));
            editor.handle(Intent::Action(Action::Select(direction)));
            let there = editor.selection().only().cloned().expect("one thing");
            let map = editor.map();
            let is_same = map.stage_of(&there) == map.stage_of(&card);
            assert!(
                there == card || !is_same,
                "{card:?} {direction:?} {there:?}"
            );
        }
    }
}

#[test]
fn the_ring_goes_about_and_a_space_selects_there() {
    let mut harness = car_window();
    let actions = cards_of(&harness, CardRole::CustomerActions);
    let first = actions[0].clone();
    select(&mut harness, vec![first.clone()]);
    let before = at_keys(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(selected(&harness), std::slice::from_ref(&first));
    let ring = harness.state().editor.ring().cloned().expect("it is about");
    assert_ne!(ring, first);
    assert_ne!(at_keys(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    assert_eq!(selected(&harness), [first.clone(), ring.clone()]);
    // As a keyboard sends it: the key and its letter.
    harness.key_press(Key::Space);
    typed(&mut harness, " ");
    assert_eq!(selected(&harness), std::slice::from_ref(&first));
    assert_eq!(**harness.state().editor.map(), car());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().editor.ring(), None);
    assert_eq!(selected(&harness), [first]);
}

#[test]
fn two_cards_that_were_selected_by_key_are_tied_by_key() {
    let mut harness = car_window();
    let actions = cards_of(&harness, CardRole::CustomerActions);
    select(&mut harness, vec![actions[0].clone()]);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    let two = selected(&harness);
    let arrows = harness.state().editor.map().arrows.len();
    press(&mut harness, Modifiers::COMMAND, Key::L);
    let map = harness.state().editor.map();
    assert_eq!(map.arrows.len(), arrows + 1);
    let arrow = map.arrows.last().expect("it is there");
    let ends = [&arrow.from, &arrow.to].map(|id| Target::Card(id.clone()));
    assert_eq!(ends, two[..2]);
}

#[test]
fn a_pain_point_is_linked_with_the_opportunity_that_arrows_have_chosen() {
    let mut harness = car_window();
    let pains = cards_of(&harness, CardRole::PainPoints);
    let pain = pains[0].clone();
    select(&mut harness, vec![pain.clone()]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    let opportunities = cards_of(&harness, CardRole::Opportunities);
    let ring = harness.state().editor.ring().cloned().expect("the nearest");
    assert!(opportunities.contains(&ring));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let ring = harness.state().editor.ring().cloned().expect("still there");
    let before = is_linked(&harness, &pain, &ring);
    assert_eq!(selected(&harness), std::slice::from_ref(&pain));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    if opportunities.contains(&ring) {
        assert_ne!(is_linked(&harness, &pain, &ring), before);
    } else {
        assert!(!harness.state().editor.map().arrows.is_empty());
    }
    assert_eq!(harness.state().editor.connects(), None);
}

fn is_linked(harness: &WindowHarness, pain: &Target, opportunity: &Target) -> bool {
    let (Target::Card(pain), Target::Card(opportunity)) = (pain, opportunity) else {
        return false;
    };
    let map = harness.state().editor.map();
    let (_, card) = map.card(opportunity).expect("it is there");
    card.answers.contains(pain)
}

#[test]
fn escape_and_whatever_else_is_asked_for_give_a_line_up() {
    let mut harness = car_window();
    let first = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    for key in [Key::Escape, Key::Delete] {
        select(&mut harness, vec![first.clone()]);
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
        assert!(harness.state().editor.connects().is_some());
        press(&mut harness, Modifiers::NONE, key);
        assert_eq!(harness.state().editor.connects(), None);
        assert_eq!(harness.state().editor.ring(), None);
        assert!(harness.state().editor.map().arrows.len() == car().arrows.len());
    }
    assert!(!harness.state().editor.map().has(&first));
}

/// One of each kind of thing that can be deleted, with what stands beside it.
fn deletable(harness: &WindowHarness) -> Vec<Target> {
    let map = harness.state().editor.map();
    let lane = map.lanes.iter().find(|lane| !lane.curves().is_empty());
    let curve = &lane.expect("a lane of curves").curves()[0];
    let mut lanes = map.lanes.iter();
    let metric = lanes.find_map(|lane| lane.metrics().first());
    let cards = cards_of(harness, CardRole::CustomerActions);
    let mut all = vec![
        cards[0].clone(),
        Target::Stage(map.stages[1].id.clone()),
        Target::Lane(map.lanes[1].id.clone()),
        Target::Persona(map.personas[0].id.clone()),
        Target::Channel(map.channels[0].id.clone()),
        Target::Point(curve.points[1].id.clone()),
    ];
    all.extend(metric.map(|metric| Target::Metric(metric.id.clone())));
    all
}

#[test]
fn behind_what_is_deleted_the_neighbour_has_the_keyboard_and_undo_brings_it_back_into_view() {
    let renderer = SoftwareRenderer::default();
    // Of a size in which not all can be seen at once.
    let mut harness = window::open(car(), Theme::Light, [1100.0, 560.0], &renderer);
    press(&mut harness, Modifiers::COMMAND, Key::Num0);
    for target in deletable(&harness) {
        select(&mut harness, vec![target.clone()]);
        press(&mut harness, Modifiers::NONE, Key::Delete);
        assert!(!harness.state().editor.map().has(&target), "{target:?}");
        let beside = harness.state().editor.selection().only().cloned();
        let beside = beside.unwrap_or_else(|| panic!("nothing beside {target:?}"));
        assert!(!at_keys(&harness).is_empty());
        // Whatever was looked at and selected since.
        for way in [Key::Z, Key::Y, Key::Z] {
            let editor = &mut harness.state_mut().editor;
            editor.handle(Intent::LookAt(geom::Point::new(9000.0, 9000.0)));
            press(&mut harness, Modifiers::COMMAND, way);
            let editor = &harness.state().editor;
            if way == Key::Z {
                assert_eq!(selected(&harness), std::slice::from_ref(&target));
                let rect = editor.layout().rect_of(&target).expect("on the sheet");
                let seen = editor.visible();
                assert!(rect.overlaps(seen), "{target:?} is out of view");
            } else {
                assert_eq!(selected(&harness), std::slice::from_ref(&beside));
            }
        }
    }
}

#[test]
fn undo_selects_what_comes_back_though_something_else_was_selected() {
    let mut harness = car_window();
    let cards = cards_of(&harness, CardRole::CustomerActions);
    let (gone, other) = (cards[0].clone(), cards[3].clone());
    select(&mut harness, vec![other]);
    let remove = Intent::Edit {
        name: "Remove",
        edits: vec![Edit::Remove(gone.clone())],
    };
    harness.state_mut().editor.handle(remove);
    harness.run_steps(4);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(selected(&harness), [gone]);
}

#[test]
fn a_copy_is_selected_again_when_it_is_done_again() {
    let mut harness = car_window();
    let first = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    select(&mut harness, vec![first.clone()]);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    let copy = selected(&harness);
    assert_ne!(copy, std::slice::from_ref(&first));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(selected(&harness), [first]);
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(selected(&harness), copy);
}

#[test]
fn behind_an_arrow_that_is_deleted_its_card_has_the_keyboard() {
    let mut harness = car_window();
    let cards = cards_of(&harness, CardRole::CustomerActions);
    select(&mut harness, cards[..2].to_vec());
    press(&mut harness, Modifiers::COMMAND, Key::L);
    assert!(matches!(selected(&harness)[..], [Target::Arrow(_)]));
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(selected(&harness), cards[..1]);
}

#[test]
fn behind_evidence_that_is_removed_the_next_piece_has_the_keyboard() {
    let mut harness = car_window();
    let card = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    let Target::Card(id) = &card else {
        unreachable!("a card was asked for")
    };
    let piece = |text: &str| Evidence {
        text: text.to_owned(),
        ..Evidence::default()
    };
    let known = harness
        .state()
        .editor
        .map()
        .card(id)
        .expect("there")
        .1
        .clone();
    let with = jejak::model::Card {
        evidence: vec![piece("First"), piece("Second")],
        ..(*known).clone()
    };
    let edit = Intent::Edit {
        name: "Add evidence",
        edits: vec![Edit::ReplaceCard(with.into())],
    };
    harness.state_mut().editor.handle(edit);
    select(&mut harness, vec![card]);
    for (gone, then) in [("First", "Evidence: Second"), ("Second", "Add evidence")] {
        harness.get_by_label(&format!("Evidence: {gone}")).focus();
        harness.run_steps(4);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness
            .get_by_role_and_label(Role::Button, "Remove")
            .focus();
        harness.run_steps(4);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness.run_steps(4);
        assert_eq!(at_keys(&harness), then);
    }
}

#[test]
fn a_text_that_a_command_or_a_button_begins_is_written_at_once() {
    let mut harness = car_window();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    typed(&mut harness, "add stage");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    typed(&mut harness, "Order");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness
        .get_by_role_and_label(Role::Button, "Add stage")
        .focus();
    harness.run_steps(4);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    typed(&mut harness, "Enjoy");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let stages = &harness.state().editor.committed().stages;
    let has = |title: &str| stages.iter().any(|stage| stage.title == title);
    assert!(has("Order") && has("Enjoy"));
}

#[test]
fn every_command_of_these_is_in_the_list_of_commands() {
    for action in [Action::Connect, Action::Link, Action::ToggleAtRing] {
        assert!(Action::all().contains(&action));
    }
    let mut harness = car_window();
    let card = cards_of(&harness, CardRole::CustomerActions)[0].clone();
    select(&mut harness, vec![card]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    typed(&mut harness, "connect to");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().editor.connects().is_some());
    let id: Option<&Id> = harness.state().editor.connects();
    assert!(id.is_some());
}
