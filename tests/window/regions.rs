//! F6 goes round all regions of the window, and Tab through what is in each.

use egui::{
    Key, Modifiers, Theme,
    accesskit::{Action, Role},
    vec2,
};
use egui_kittest::{
    Harness,
    kittest::{AccessKitNode, NodeT as _, Queryable as _},
};
use jejak::{
    editor::{self, Intent, blank_map},
    model::{Id, Target},
    text::Fonts,
    ui::{ChangeRow, CompareDialog, Comparing, Dialog, Found, Notice, Shell, Sign, tokens},
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness, plain_view},
    },
    person::{car_window, open, typed},
};

const REGIONS: [Role; 8] = [
    Role::Banner,
    Role::Complementary,
    Role::ContentInfo,
    Role::Group,
    Role::Main,
    Role::Region,
    Role::Search,
    Role::Toolbar,
];

fn name(node: &AccessKitNode<'_>) -> Option<String> {
    let is_region = REGIONS.contains(&node.role());
    // Of groups within a region only the answers of a dialog are one.
    let is_region =
        is_region && (node.role() != Role::Group || node.label().as_deref() == Some("Buttons"));
    node.label().filter(|_| is_region)
}

/// The region that a node stands in.
fn region_of(node: &AccessKitNode<'_>) -> Option<String> {
    let mut node = *node;
    loop {
        if let Some(name) = name(&node) {
            return Some(name);
        }
        node = node.parent()?;
    }
}

fn nodes<State>(harness: &Harness<'_, State>) -> Vec<String> {
    let all = harness.root().children_recursive();
    let is_open = |node: &AccessKitNode<'_>| {
        node.data().supports_action(Action::Focus) && !node.is_disabled()
    };
    let open = all.map(|node| node.accesskit_node()).filter(is_open);
    let mut regions: Vec<String> = open.filter_map(|node| region_of(&node)).collect();
    regions.sort();
    regions.dedup();
    regions
}

/// What has the keyboard, and the region that it is in.
fn focused<State>(harness: &Harness<'_, State>) -> (u128, String) {
    let mut all = harness.root().children_recursive();
    let node = all.find(|node| node.accesskit_node().is_focused());
    let node = node.expect("something has the keyboard").accesskit_node();
    let region = region_of(&node).unwrap_or_else(|| panic!("in no region: {node:?}"));
    (node.id().into(), region)
}

fn press<State>(harness: &mut Harness<'_, State>, key: Key, shift: bool) {
    let held = if shift {
        Modifiers::SHIFT
    } else {
        Modifiers::NONE
    };
    harness.key_press_modifiers(held, key);
    harness.run_steps(6);
}

/// The regions that F6 goes to until it is where it began; none of the window is left out.
fn round<State>(harness: &mut Harness<'_, State>, back: bool) -> Vec<String> {
    let mut seen = vec![focused(harness).1];
    for _ in 0..20 {
        press(harness, Key::F6, back);
        let region = focused(harness).1;
        if seen[0] == region {
            break;
        }
        assert!(!seen.contains(&region), "{region} again after {seen:?}");
        seen.push(region);
    }
    let mut sorted = seen.clone();
    sorted.sort();
    assert_eq!(sorted, nodes(harness));
    seen
}

/// A window with as many regions as there can be at once.
fn full_window() -> WindowHarness {
    let mut harness = car_window();
    harness.state_mut().notice = Some(Notice::Changed { is_dirty: false });
    harness.key_press(Key::F7);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
        harness.run();
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "the");
    harness
}

#[test]
fn f6_goes_round_every_region_and_back() {
    let mut harness = full_window();
    let way = round(&mut harness, false);
    let expected = [
        "Find and replace",
        "Overview",
        "Guide",
        "Panel",
        "Status bar",
        "Top bar",
        "Notice",
        "Tools",
        "Review",
        "Map",
    ];
    assert_eq!(way, expected);
    let mut back = round(&mut harness, true);
    back[1..].reverse();
    assert_eq!(back, way);
}

#[test]
fn f6_comes_back_to_what_had_the_keyboard_in_each_region() {
    let mut harness = full_window();
    let query = harness.get_by_role_and_label(Role::TextInput, "Find on the map");
    assert!(query.accesskit_node().is_focused());
    let mut left = Vec::new();
    for _ in 0..10 {
        let region = focused(&harness).1;
        if ["Panel", "Top bar", "Tools", "Review", "Guide"].contains(&&*region) {
            press(&mut harness, Key::Tab, false);
        }
        left.push(focused(&harness));
        press(&mut harness, Key::F6, false);
    }
    for place in left {
        assert_eq!(focused(&harness), place);
        press(&mut harness, Key::F6, false);
    }
}

#[test]
fn f6_goes_to_the_merge() {
    let mut harness = car_window();
    harness.state_mut().notice = Some(Notice::Merge);
    harness.run();
    let way = round(&mut harness, false);
    for region in ["Merge", "Panel", "Map"] {
        assert!(way.contains(&region.to_owned()), "{region}: {way:?}");
    }
}

#[test]
fn f6_goes_to_the_bar_at_the_selection() {
    let mut harness = car_window();
    let card = Target::Card(Id::new("t3"));
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(vec![card]));
    harness.run();
    let way = round(&mut harness, false);
    assert_eq!(way[..2], ["Map", "Selection bar"]);
    press(&mut harness, Key::F6, false);
    let first = focused(&harness);
    press(&mut harness, Key::Tab, false);
    let second = focused(&harness);
    assert_eq!((&*first.1, &*second.1), ("Selection bar", "Selection bar"));
    assert_ne!(first.0, second.0);
    press(&mut harness, Key::F6, true);
    assert_eq!(focused(&harness).1, "Map");
    press(&mut harness, Key::F6, false);
    assert_eq!(focused(&harness), second);
    press(&mut harness, Key::Escape, false);
    assert_eq!(focused(&harness).1, "Map");
}

#[test]
fn f6_goes_to_the_way_back_where_all_is_hidden() {
    let mut harness = car_window();
    harness.key_press(Key::F8);
    harness.run();
    assert_eq!(round(&mut harness, false), ["Map", "View"]);
    press(&mut harness, Key::F6, false);
    press(&mut harness, Key::Enter, false);
    harness.get_by_role_and_label(Role::Banner, "Top bar");
}

#[test]
fn f6_goes_to_the_matrix_of_values_and_back() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run();
    assert_eq!(focused(&harness).1, "Value–effort matrix");
    let way = round(&mut harness, false);
    for region in ["Map", "Panel", "Top bar"] {
        assert!(way.contains(&region.to_owned()), "{region}: {way:?}");
    }
}

#[test]
fn f6_works_where_no_map_is_open() {
    let mut harness = window::welcome(Language::English, Vec::new());
    press(&mut harness, Key::F6, false);
    assert_eq!(round(&mut harness, false), ["Top bar", "Start"]);
}

#[test]
fn f6_stays_in_the_dialog_that_covers_the_window() {
    let fonts = Fonts::bundled();
    let editor = editor::Editor::new(blank_map(Language::English), fonts.clone());
    let mut dialog = CompareDialog::new(Comparing::Other, "another version".to_owned());
    let row = |number: usize| ChangeRow {
        words: format!("Change {number}"),
        sign: Sign::Added,
        is_taken: false,
        changes: vec![number],
    };
    dialog.found = Some(Ok(Found {
        conflicts: Vec::new(),
        changes: (0..3).map(row).collect(),
        scene: editor.scene().clone(),
        marks: Vec::new(),
    }));
    let mut dialog = Dialog::Compare(Box::new(dialog));
    let mut shell = Shell::default();
    let mut harness = Harness::builder()
        .with_size(vec2(1200.0, 800.0))
        .with_context_setup(tokens::install)
        .build_ui(move |ui| {
            let view = plain_view(&fonts, Some(&editor));
            shell.show(ui, &view);
            shell.dialog(ui.ctx(), &view, &mut dialog);
        });
    harness.run();
    press(&mut harness, Key::F6, false);
    let mut way = vec![focused(&harness).1];
    for _ in 0..5 {
        press(&mut harness, Key::F6, false);
        way.push(focused(&harness).1);
    }
    // The dialog gave the keyboard to its changes when it came.
    let once = ["Comparison", "Buttons", "Changes"];
    assert_eq!(way, [once, once].concat());
}

#[test]
fn tab_goes_through_all_that_is_in_a_region() {
    let mut harness = full_window();
    for _ in 0..10 {
        let (_, region) = focused(&harness);
        let all = harness.root().children_recursive();
        let here = all.map(|node| node.accesskit_node()).filter(|node| {
            let takes = node.data().supports_action(Action::Focus) && !node.is_disabled();
            takes && region_of(node).as_ref() == Some(&region)
        });
        let count = here.count();
        // To its first, from wherever it was.
        let mut seen = vec![focused(&harness).0];
        let (mut back, mut rounds) = (region == "Find and replace", 0);
        // The map keeps Tab for what is on it.
        while region != "Map" && seen.len() < count {
            press(&mut harness, Key::Tab, back);
            let (id, now) = focused(&harness);
            assert!(
                rounds < 2 * count + 2,
                "{region}: {} of {count}",
                seen.len()
            );
            rounds += 1;
            if now != region {
                // Out at one end: in again and on to the other.
                press(&mut harness, Key::Tab, !back);
                back = !back;
            } else if !seen.contains(&id) {
                seen.push(id);
            }
        }
        press(&mut harness, Key::F6, false);
        if focused(&harness).1 == region {
            press(&mut harness, Key::F6, false);
        }
    }
}

#[test]
fn what_a_key_leads_to_is_brought_into_view() {
    let renderer = SoftwareRenderer::default();
    let map = crate::person::car();
    let mut harness = window::open(map, Theme::Light, [1200.0, 420.0], &renderer);
    let card = Target::Card(Id::new("t3"));
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(vec![card]));
    harness.run();
    while focused(&harness).1 != "Panel" {
        press(&mut harness, Key::F6, false);
    }
    let delete = harness.get_by_role_and_label(Role::Button, "Delete");
    assert!(
        !delete.accesskit_node().is_focused(),
        "the first is read first"
    );
    for _ in 0..20 {
        press(&mut harness, Key::Tab, false);
        if focused(&harness).1 != "Panel" {
            break;
        }
        let mut all = harness.root().children_recursive();
        let node = all.find(|node| node.accesskit_node().is_focused());
        let rect = node.expect("it has the keyboard").rect();
        assert!(
            rect.top() > 0.0 && rect.bottom() <= 420.0,
            "{rect:?} is out of view"
        );
    }
}

#[test]
fn f6_keeps_what_is_being_written() {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    let cell = Target::Cell {
        lane: "actions".into(),
        stage: "awareness".into(),
        step: None,
    };
    let select = Intent::Select(vec![cell]);
    harness.state_mut().editor.handle(select);
    harness.run();
    typed(&mut harness, "Sees");
    press(&mut harness, Key::F6, false);
    assert_ne!(focused(&harness).1, "Map");
    assert!(harness.state().editor.text_edit().is_none());
    let texts: Vec<_> = harness
        .state()
        .editor
        .committed()
        .cards()
        .map(|card| card.text.clone())
        .collect();
    assert_eq!(texts, ["Sees"]);
}
