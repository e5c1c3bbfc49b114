//! Menus by keyboard: the bar, its menus and submenus, and the context menu of what is selected.

use egui::{Event, Key, Modifiers, Rect, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Action, Intent, Menu},
    model::Target,
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, cards_with_texts},
};

/// The name of what has the keyboard.
fn focused(harness: &WindowHarness) -> Option<String> {
    let id = harness
        .ctx
        .memory(|memory| memory.focused())?
        .accesskit_id();
    let mut nodes = harness.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().locate().0 == id)?;
    let label = node.accesskit_node().label()?;
    // The shortcut may stand behind the name.
    let shortcut = [
        " Ctrl+", " Alt+", " Shift+", " F", " Enter", " Esc", " Delete",
    ];
    let end = shortcut.iter().filter_map(|keys| label.find(keys)).min();
    Some(label[..end.unwrap_or(label.len())].trim().to_owned())
}

fn is_open(harness: &WindowHarness) -> bool {
    egui::Popup::is_any_open(&harness.ctx)
}

fn alt(harness: &mut WindowHarness, key: Key) {
    harness.key_press_modifiers(Modifiers::ALT, key);
    // A letter held with Alt comes as a text, too.
    harness.event(Event::Text(key.name().to_lowercase()));
    harness.run();
}

fn press(harness: &mut WindowHarness, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn letter(harness: &mut WindowHarness, letter: &str) {
    harness.event(Event::Text(letter.to_owned()));
    harness.run();
}

fn click(harness: &mut WindowHarness, at: egui::Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

/// The name of an entry that stands in one menu only.
fn shows(harness: &WindowHarness, entry: &str) -> bool {
    harness.query_all_by_label_contains(entry).count() > 0
}

#[test]
fn alt_with_a_letter_opens_a_menu_and_letters_choose_in_it() {
    let mut harness = car_window();
    let before = harness.state().editor.map().clone();
    alt(&mut harness, Key::F);
    assert!(is_open(&harness) && shows(&harness, "Save as template…"));
    assert_eq!(focused(&harness).as_deref(), Some("New map"));
    press(&mut harness, Key::Escape);
    assert!(!is_open(&harness));

    let zoom = harness.state().editor.camera().zoom();
    alt(&mut harness, Key::V);
    assert_eq!(focused(&harness).as_deref(), Some("Zoom in"));
    letter(&mut harness, "z");
    assert!(!is_open(&harness));
    assert!(harness.state().editor.camera().zoom() > 1.2 * zoom);
    // Nothing was written, and the sheet has the keyboard again.
    assert_eq!(**harness.state().editor.map(), *before);
    press(&mut harness, Key::Tab);
    assert!(!harness.state().editor.selection().is_empty());
}

#[test]
fn arrows_lead_from_menu_to_menu_however_they_were_opened() {
    let mut harness = car_window();
    let title = |harness: &WindowHarness, name: &str| {
        let title = harness.get_by_role_and_label(Role::MenuItem, name);
        title.rect().center()
    };
    // The pointer rests on the title all the while.
    let edit = title(&harness, "Edit");
    click(&mut harness, edit);
    assert!(shows(&harness, "Duplicate"));
    press(&mut harness, Key::ArrowRight);
    assert!(shows(&harness, "Add backstage lanes") && !shows(&harness, "Duplicate"));
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::ArrowLeft);
    assert!(shows(&harness, "New from template…"));
    press(&mut harness, Key::ArrowLeft);
    assert!(shows(&harness, "Keyboard shortcuts"));
    press(&mut harness, Key::ArrowRight);
    assert_eq!(focused(&harness).as_deref(), Some("New map"));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(focused(&harness).as_deref(), Some("New from template…"));
    press(&mut harness, Key::End);
    assert_eq!(focused(&harness).as_deref(), Some("Quit"));
    press(&mut harness, Key::Home);
    assert_eq!(focused(&harness).as_deref(), Some("New map"));
    press(&mut harness, Key::Escape);
    assert!(!is_open(&harness));
    // Opened with the pointer, with nothing in it chosen yet.
    click(&mut harness, edit);
    press(&mut harness, Key::ArrowDown);
    assert_ne!(focused(&harness), None);
    assert!(is_open(&harness));
}

#[test]
fn escape_leaves_a_submenu_before_its_menu() {
    let mut harness = car_window();
    alt(&mut harness, Key::I);
    for _ in 0..20 {
        if focused(&harness).as_deref() != Some("Card") {
            press(&mut harness, Key::ArrowDown);
        }
    }
    press(&mut harness, Key::ArrowRight);
    assert_eq!(focused(&harness).as_deref(), Some("Add customer action"));
    press(&mut harness, Key::Escape);
    assert!(is_open(&harness));
    assert_eq!(focused(&harness).as_deref(), Some("Card"));
    press(&mut harness, Key::ArrowRight);
    // From within a submenu the way right leads to the next menu.
    press(&mut harness, Key::ArrowRight);
    assert!(shows(&harness, "Fit to window"), "{:?}", focused(&harness));
    press(&mut harness, Key::Escape);
    assert!(!is_open(&harness));
}

#[test]
fn alt_alone_and_f10_lead_to_the_bar_and_back_to_the_field() {
    let mut harness = car_window();
    let stage = Target::Stage("purchase".into());
    let select = Intent::Select(vec![stage]);
    harness.state_mut().editor.handle(select);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .focus();
    harness.run();
    press(&mut harness, Key::AltLeft);
    assert_eq!(focused(&harness).as_deref(), Some("File"));
    assert!(!is_open(&harness));
    press(&mut harness, Key::ArrowRight);
    assert_eq!(focused(&harness).as_deref(), Some("Edit"));
    press(&mut harness, Key::ArrowDown);
    assert!(is_open(&harness) && shows(&harness, "Duplicate"));
    press(&mut harness, Key::Escape);
    assert_eq!(focused(&harness).as_deref(), Some("Title"));
    press(&mut harness, Key::F10);
    assert_eq!(focused(&harness).as_deref(), Some("New map"));
    press(&mut harness, Key::F10);
    assert_eq!(focused(&harness).as_deref(), Some("Title"));
    press(&mut harness, Key::AltLeft);
    press(&mut harness, Key::Escape);
    assert_eq!(focused(&harness).as_deref(), Some("Title"));
    // Held with another key it is none of the menus'.
    harness.key_down(Key::AltLeft);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    harness.key_up(Key::AltLeft);
    harness.run();
    assert_eq!(focused(&harness).as_deref(), Some("Title"));
}

#[test]
fn the_menu_key_opens_the_context_menu_at_what_is_selected() {
    let mut harness = car_window();
    // Wherever the pointer is.
    harness.hover_at(pos2(300.0, 860.0));
    harness.run();
    for shift in [false, true] {
        let card = cards_with_texts(&harness.state().editor, &["Sales desk"]);
        harness
            .state_mut()
            .editor
            .handle(Intent::Select(card.clone()));
        harness.run();
        if shift {
            harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
            harness.run();
        } else {
            press(&mut harness, Key::Menu);
        }
        let at = harness.get_by_label_contains("Sales desk").rect();
        let first = focused(&harness).expect("an entry has the keyboard");
        let entry = harness.query_all_by_label_contains(&first).next_back();
        let entry = entry.expect("it is drawn").rect();
        assert!(entry.distance_to_pos(at.center()) < 140.0, "{entry} {at}");
        let duplicate = |harness: &WindowHarness| shows(harness, "Duplicate");
        assert!(duplicate(&harness));
        press(&mut harness, Key::Escape);
        assert!(!duplicate(&harness));
        assert_eq!(harness.state().editor.selection().targets(), card);
    }
    let count = harness.state().editor.map().cards().count();
    press(&mut harness, Key::Menu);
    letter(&mut harness, "d");
    assert_ne!(harness.state().editor.map().cards().count(), count);
}

/// What stands in a menu itself: actions, and the names of its submenus.
fn entries(menu: Menu, language: Language) -> Vec<String> {
    let all = Action::all().into_iter();
    let names = all
        .filter(|action| action.menu() == Some(menu))
        .map(|action| {
            let submenu = action.submenu().map(|name| language.t(name).to_owned());
            submenu.unwrap_or_else(|| language.t(action.name()).to_owned())
        });
    let mut names: Vec<String> = names.collect();
    names.dedup();
    names
}

#[test]
fn every_menu_fits_a_small_screen_in_every_language() {
    let renderer = SoftwareRenderer::default();
    let size = vec2(1366.0, 768.0);
    let mut harness = window::open(car(), egui::Theme::Light, size.into(), &renderer);
    let window = Rect::from_min_size(egui::Pos2::ZERO, size);
    for language in Language::ALL {
        harness.state_mut().language = language;
        harness.run();
        for menu in Menu::ALL {
            let name = language.t(menu.name());
            let title = harness.get_by_role_and_label(Role::MenuItem, name).rect();
            click(&mut harness, title.center());
            assert!(is_open(&harness), "{name}");
            for entry in entries(menu, language) {
                // What is scrolled out of sight is no node; what is renamed by the map is not here.
                let found: Vec<Rect> = harness
                    .query_all_by_label_contains(&entry)
                    .filter(|node| node.accesskit_node().bounding_box().is_some())
                    .map(|node| node.rect())
                    .filter(|rect| rect.left() < title.left() + 40.0)
                    .collect();
                let is_whole = |rect: &Rect| window.contains_rect(*rect);
                assert!(found.iter().all(is_whole), "{name}: {entry} {found:?}");
                let is_renamed = Action::all().into_iter().any(|action| {
                    let editor = Some(&harness.state().editor);
                    language.t(action.name()) == entry && action.label(editor, language) != entry
                });
                assert!(is_renamed || !found.is_empty(), "{name}: {entry}");
            }
            press(&mut harness, Key::Escape);
        }
    }
}

#[test]
fn menus_that_are_too_high_are_scrolled_to_their_last_entry() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), egui::Theme::Light, [720.0, 380.0], &renderer);
    alt(&mut harness, Key::E);
    press(&mut harness, Key::End);
    let last = focused(&harness).expect("an entry");
    let mut all = harness.root().children_recursive();
    let node = all.find(|node| node.accesskit_node().is_focused());
    let rect = node.expect("it is drawn").rect();
    assert!(rect.bottom() <= 380.0, "{last} {rect}");
}

#[test]
fn letters_are_underlined_while_alt_is_held() {
    let mut harness = car_window();
    let lines = |harness: &WindowHarness| {
        let shapes = harness.output().shapes.iter();
        let texts = shapes.filter_map(|shape| match &shape.shape {
            egui::Shape::Text(text) => Some(text),
            _ => None,
        });
        texts
            .filter(|text| {
                let mut sections = text.galley.job.sections.iter();
                sections.any(|section| section.format.underline != egui::Stroke::NONE)
            })
            .count()
    };
    assert_eq!(lines(&harness), 0);
    harness.key_down(Key::AltLeft);
    harness.run();
    assert_eq!(lines(&harness), Menu::ALL.len());
    harness.key_up(Key::AltLeft);
    press(&mut harness, Key::Escape);
    assert_eq!(lines(&harness), 0);
}
