//! What those hear who do not see the window: roles, names, states and places, and the map as it is
//! read aloud.

use std::{collections::BTreeSet, env, fs, path::Path};

use egui::{
    Key, Modifiers, Theme,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use jejak::{
    editor::{Action, Choice, Intent},
    model::{Card, Level, Target},
    ui::Dialog,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{WindowHarness, open_dialog},
    },
    person::{car, car_window, open, place_of},
};

const SILENCE: &str = "Pain point, Purchase, Three days of silence after signing, 2 of 2";

/// The words of a role, as they are said.
fn role_in_words(role: Role) -> String {
    let mut words = String::new();
    for letter in format!("{role:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// A node and what stands in it, a line each, as a reader says them one after the other.
fn told(node: &AccessKitNode<'_>, depth: usize, text: &mut String) {
    let data = node.data();
    let mut line = format!("{}{}", "  ".repeat(depth), role_in_words(node.role()));
    let counts = data.row_count().zip(data.column_count());
    if let Some((rows, columns)) = counts {
        line += &format!(" of {rows} rows and {columns} columns");
    }
    if let Some(row) = data.row_index() {
        line += &format!(" {}", row + 1);
        if let Some(column) = data.column_index() {
            line += &format!(".{}", column + 1);
        }
    }
    let label = node.label().or_else(|| node.value());
    line += &label.map_or(String::new(), |label| format!(": {label}"));
    let states = [
        node.is_selected().filter(|on| *on).map(|_| "selected"),
        node.toggled()
            .filter(|on| *on == Toggled::True)
            .map(|_| "checked"),
        node.toggled()
            .filter(|on| *on == Toggled::False)
            .map(|_| "not checked"),
    ];
    let states: Vec<&str> = states.into_iter().flatten().collect();
    if !states.is_empty() {
        line += &format!(" ({})", states.join(", "));
    }
    if let Some(description) = node.description() {
        line += &format!(" – {description}");
    }
    text.push_str(line.trim_end());
    text.push('\n');
    for child in node.children() {
        told(&child, depth + 1, text);
    }
}

/// The map as it is told.
fn told_map(harness: &WindowHarness) -> String {
    let mut text = String::new();
    let canvas = harness.get_by_role(Role::Canvas);
    told(&canvas.accesskit_node(), 0, &mut text);
    text
}

/// `UPDATE_GOLDEN=1 cargo test --test window spoken` writes it anew.
#[test]
fn the_car_sample_is_told_as_it_was() {
    let told = told_map(&car_window());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let kept_in = folder.join("buying-a-car.spoken.txt");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_in, &told).unwrap();
        return;
    }
    let kept = fs::read_to_string(&kept_in).unwrap();
    for (line, (now, before)) in told.lines().zip(kept.lines()).enumerate() {
        assert_eq!(now, before, "{}, line {}", kept_in.display(), line + 1);
    }
    assert_eq!(told.lines().count(), kept.lines().count());
}

/// The ids, roles and names of all that is told of the map.
fn names(harness: &WindowHarness) -> BTreeSet<String> {
    let canvas = harness.get_by_role(Role::Canvas);
    let nodes = canvas.children_recursive();
    nodes
        .map(|node| {
            let node = node.accesskit_node();
            format!("{:?} {:?} {:?}", node.id(), node.role(), node.label())
        })
        .collect()
}

#[test]
fn what_is_told_is_the_same_whatever_is_selected_or_in_view() {
    let mut harness = car_window();
    let before = names(&harness);
    let things = harness.state().editor.layout().places().len();
    assert!(before.len() > things, "{} of {things}", before.len());
    harness.get_by_label(SILENCE).click_accesskit();
    harness.run();
    assert_eq!(names(&harness), before, "with a card selected");
    let selected = |harness: &WindowHarness| {
        let node = harness.get_by_label(SILENCE);
        let node = node.accesskit_node();
        (node.is_selected(), node.toggled())
    };
    assert_eq!(selected(&harness), (Some(true), None), "it is not checked");
    for _ in 0..8 {
        let zoomed = Intent::Action(Action::ZoomIn);
        harness.state_mut().editor.handle(zoomed);
    }
    harness.run();
    assert_eq!(names(&harness), before, "with a few cards in view");
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(Vec::new()));
    harness.run();
    assert_eq!(selected(&harness), (Some(false), None));
}

#[test]
fn the_keyboard_is_on_what_a_screen_reader_goes_to() {
    let mut harness = car_window();
    harness.get_by_label(SILENCE).focus();
    harness.run();
    assert!(harness.get_by_label(SILENCE).is_focused());
}

#[test]
fn a_channel_is_checked_where_it_is_used_and_not_where_it_is_selected() {
    let mut harness = car_window();
    let map = car();
    let boxes = harness.query_all_by_role(Role::CheckBox);
    let mut seen = 0;
    for node in boxes.filter(|node| node.accesskit_node().is_selected().is_some()) {
        let node = node.accesskit_node();
        let label = node.label().unwrap_or_default();
        let on = !label.contains("not in use");
        assert_eq!(node.toggled(), Some(Toggled::from(on)), "{label}");
        seen += 1;
    }
    assert_eq!(seen, map.channels.len() * map.stages.len());
    harness
        .query_all_by_label_contains("not in use")
        .next()
        .unwrap()
        .click_accesskit();
    harness.run();
    let selected = harness.query_all_by_role(Role::CheckBox);
    let mut selected = selected.filter(|node| node.accesskit_node().is_selected() == Some(true));
    let toggled = selected.next().map(|node| node.accesskit_node().toggled());
    assert_eq!(toggled, Some(Some(Toggled::False)));
}

#[test]
fn one_of_several_is_a_radio_button_in_a_group_that_says_which() {
    let mut harness = car_window();
    harness.get_by_label(SILENCE).click_accesskit();
    harness.run();
    let group = |harness: &WindowHarness, name: &str| {
        let groups = harness.query_all_by_role_and_label(Role::RadioGroup, name);
        groups.count()
    };
    assert_eq!(group(&harness, "Severity"), 1, "nothing is chosen yet");
    let four = Level::new(4).unwrap();
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Choose(Choice::Severity(four)));
    harness.run();
    let group = harness.get_by_role_and_label(Role::RadioGroup, "Severity: 4 of 5");
    assert_eq!(group.accesskit_node().size_of_set(), Some(5));
    let buttons = group.query_all_by_role(Role::RadioButton);
    let buttons: Vec<_> = buttons
        .map(|node| {
            let node = node.accesskit_node();
            (
                node.label().unwrap(),
                node.toggled(),
                node.position_in_set(),
            )
        })
        .collect();
    let expected: Vec<_> = (1..=5)
        .map(|n| (n.to_string(), Some(Toggled::from(n == 4)), Some(n - 1)))
        .collect();
    assert_eq!(buttons, expected);
    // Of personas a card may have several.
    let group = harness.get_by_role_and_label(Role::Group, "Felt by");
    assert_ne!(group.query_all_by_role(Role::CheckBox).count(), 0);
    let described = harness.get_by_label(SILENCE).accesskit_node().description();
    let described = described.unwrap();
    assert!(described.contains("Lane: Pain points"), "{described}");
    assert!(described.contains("Severity: 4 of 5"), "{described}");
}

#[test]
fn the_window_has_the_name_of_its_map() {
    let harness = car_window();
    let name = harness.root().accesskit_node().label();
    assert_eq!(name.as_deref(), Some("Buying a car.journey – Jejak"));
}

#[test]
fn a_dialog_is_modal_and_called_as_its_heading() {
    let dialogs = [
        (Dialog::About, "Jejak"),
        (Dialog::Formats, "Export the map to another tool"),
        (
            Dialog::Unsaved {
                name: "Trip".to_owned(),
                has_history: true,
            },
            "Save the changes to “Trip”?",
        ),
    ];
    for (dialog, name) in dialogs {
        let harness = open_dialog(dialog, car(), [1000.0, 700.0]);
        let dialog = harness.get_by_role_and_label(Role::Dialog, name);
        assert!(dialog.accesskit_node().is_modal(), "{name}");
    }
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    let commands = harness.get_by_role_and_label(Role::Dialog, "Commands");
    assert!(commands.accesskit_node().is_modal());
    let rows = commands.query_all_by_role(Role::ListBoxOption);
    let rows: Vec<_> = rows
        .map(|node| node.accesskit_node().is_selected())
        .collect();
    assert_eq!(rows.iter().filter(|on| **on == Some(true)).count(), 1);
    assert!(rows.iter().all(Option::is_some));
}

/// Left edges, in the order in which the bar above is read.
#[test]
fn the_top_bar_reads_from_left_to_right() {
    for width in [1440.0, 1100.0] {
        let renderer = SoftwareRenderer::default();
        let mut harness = open(car(), Theme::Light, &renderer);
        harness.set_size(egui::vec2(width, 800.0));
        harness.run();
        let all = harness.root();
        let in_bar = all.children_recursive().filter(|node| {
            let is_read = matches!(
                node.accesskit_node().role(),
                Role::Button | Role::MenuItem | Role::Label
            );
            let bounds = node.accesskit_node().raw_bounds();
            is_read && bounds.is_some_and(|bounds| bounds.y1 <= 52.0)
        });
        let in_bar: Vec<_> = in_bar
            .map(|node| (node.rect().left(), node.accesskit_node().label()))
            .collect();
        assert!(in_bar.len() >= 13, "{in_bar:?}");
        for pair in in_bar.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{pair:?}");
        }
    }
}

#[test]
fn what_a_card_says_by_marks_it_says_in_words() {
    let mut map = car();
    let lane = std::sync::Arc::make_mut(&mut map.lanes[0]);
    let jejak::model::LaneKind::Cards { cards, .. } = &mut lane.kind else {
        panic!("the first lane has cards");
    };
    let card: &mut Card = std::sync::Arc::make_mut(&mut cards[0]);
    card.conversion = true;
    card.when = jejak::model::When::ToBe;
    let target = Target::Card(card.id.clone());
    let harness = open(map, Theme::Light, &SoftwareRenderer::default());
    let editor = &harness.state().editor;
    let name = editor
        .map()
        .name_of(&target, jejak::words::Language::English);
    let said = harness.get_by_label(&name).accesskit_node().description();
    let said = said.unwrap_or_default();
    for words in ["Lane: ", "Future state", "Conversion"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// The node of an entry of a menu that is open.
fn entry<'h>(harness: &'h WindowHarness, role: Role, name: &'h str) -> AccessKitNode<'h> {
    harness.get_by_role_and_label(role, name).accesskit_node()
}

#[test]
fn entries_of_menus_are_told_with_state_and_shortcut_apart_from_their_name() {
    let mut harness = car_window();
    harness.get_by_role_and_label(Role::MenuBar, "Menu bar");
    let title = entry(&harness, Role::MenuItem, "View");
    assert_eq!(title.data().is_expanded(), Some(false));
    let menu = |harness: &mut WindowHarness, name: &str| {
        harness.get_by_role_and_label(Role::MenuItem, name).click();
        harness.run();
    };
    menu(&mut harness, "View");
    harness.get_by_role_and_label(Role::Menu, "View");
    let title = entry(&harness, Role::MenuItem, "View");
    assert_eq!(title.data().is_expanded(), Some(true));
    let zoom = entry(&harness, Role::MenuItem, "Fit to window");
    assert_eq!(zoom.data().keyboard_shortcut(), Some("Ctrl+1"));
    let about = zoom.description().unwrap_or_default();
    assert_eq!(about, "Ctrl+1. See the whole map.");
    let tools = entry(&harness, Role::MenuItemCheckBox, "Tools");
    assert_eq!(tools.toggled(), Some(Toggled::True));
    let submenu = place_of(&harness, "Appearance");
    harness.hover_at(submenu);
    harness.run_steps(8);
    let dark = entry(&harness, Role::MenuItemRadio, "Dark window");
    assert!(dark.toggled().is_some());
    // What is turned off is told so; what cannot be done is there, and says why.
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Tools")
        .click();
    harness.run();
    menu(&mut harness, "View");
    let tools = entry(&harness, Role::MenuItemCheckBox, "Tools");
    assert_eq!(tools.toggled(), Some(Toggled::False));
    let selection = entry(&harness, Role::MenuItem, "Zoom to selection");
    assert!(selection.is_disabled());
    let why = selection.description().unwrap_or_default();
    assert!(why.contains("Nothing is selected."), "{why}");
}
