//! Commands, panels and bars around the sheet, by their names.

use egui::{Event, Key, Modifiers, Order, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Intent, Menu},
    geom::Point,
    model::{Id, Target},
    ui::UiEvent,
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, cards_with_texts, typed, typed_with},
};

#[test]
fn a_command_is_found_by_a_few_letters_and_done_with_enter() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed(&mut harness, "actual");
    let best = harness.get_by_role_and_label(egui::accesskit::Role::ListBoxOption, "Actual size");
    assert!(best.rect().width() > 300.0);
    harness.key_press(Key::Enter);
    harness.run();
    assert!((harness.state().editor.camera().zoom() - 1.0).abs() < 1e-9);
    assert_eq!(harness.query_all_by_label("Find a command…").count(), 0);
}

#[test]
fn enter_takes_what_the_letters_of_its_own_frame_have_found() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed_with(&mut harness, "actual size", Key::Enter);
    assert!((harness.state().editor.camera().zoom() - 1.0).abs() < 1e-9);

    // An arrow goes on from the first of what was found, too.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed_with(&mut harness, "zoom", Key::ArrowDown);

    let rows: Vec<bool> = harness
        .get_all_by_role(Role::ListBoxOption)
        .map(|row| row.accesskit_node().is_selected() == Some(true))
        .collect();
    assert_eq!(rows[..3], [false, true, false]);
}

#[test]
fn keys_in_the_search_act_on_the_letters_of_their_own_frame() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    typed_with(&mut harness, "FEE", Key::Enter);
    let count = harness.state().editor.find().hits().len();
    assert!(count > 2);
    harness.get_by_label(&format!("2 of {count}"));
    typed_with(&mut harness, "s", Key::Tab);
    assert_eq!(harness.state().editor.find().query(), "FEEs");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "silence");
    harness.get_by_label("Replace with").focus();
    harness.run();
    typed_with(&mut harness, "quiet", Key::Enter);
    cards_with_texts(
        &harness.state().editor,
        &["Three days of quiet after signing"],
    );
}

#[test]
fn a_menu_opens_below_its_heading_and_a_second_click_closes_it() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), egui::Theme::Light, [1100.0, 600.0], &renderer);
    for menu in Menu::ALL {
        let heading = harness
            .get_by_role_and_label(Role::MenuItem, menu.name())
            .rect();
        let click = |harness: &mut WindowHarness| {
            let at = heading.center();
            harness.hover_at(at);
            harness.drag_at(at);
            harness.drop_at(at);
            harness.run();
        };
        click(&mut harness);
        assert!(egui::Popup::is_any_open(&harness.ctx), "{menu:?}");
        let on_top = |y: f32| harness.ctx.layer_id_at(egui::pos2(heading.center().x, y));
        let order = |y: f32| on_top(y).map(|layer| layer.order);
        assert_eq!(
            order(heading.center().y),
            Some(Order::Background),
            "{menu:?}"
        );
        assert_eq!(
            order(heading.bottom() + 20.0),
            Some(Order::Foreground),
            "{menu:?}"
        );
        click(&mut harness);
        assert!(!egui::Popup::is_any_open(&harness.ctx), "{menu:?}");
    }
    assert_eq!(**harness.state().editor.map(), car());
}

#[test]
fn escape_in_a_field_leaves_what_was_typed_to_redo() {
    let mut harness = car_window();
    let stage = Target::Stage(Id::new("purchase"));
    let select = Intent::Select(vec![stage.clone()]);
    harness.state_mut().editor.handle(select);
    harness.run();
    let before = harness.state().editor.committed().clone();
    let redo = |harness: &mut WindowHarness| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
        harness.run();
        harness
            .state()
            .editor
            .committed()
            .stage(&"purchase".into())
            .expect("there")
            .clone()
    };
    let begin = |harness: &mut WindowHarness, label: &str| {
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run();
    };
    // One that is shown on the sheet while it is typed, and one that is not.
    begin(&mut harness, "Title");
    typed(&mut harness, "Sign");
    typed_with(&mut harness, "ing", Key::Escape);
    let editor = &harness.state().editor;
    assert_eq!(**editor.committed(), *before);
    assert_eq!(editor.selection().targets(), [stage]);
    assert_eq!(redo(&mut harness).title, "Signing");

    begin(&mut harness, "Of which waiting");
    typed_with(&mut harness, "3 days", Key::Escape);
    let waiting = |harness: &WindowHarness| {
        let stage = harness.state().editor.committed().stage(&"purchase".into());
        stage.expect("there").times.waiting
    };
    assert_eq!(
        waiting(&harness),
        before
            .stage(&"purchase".into())
            .expect("there")
            .times
            .waiting
    );
    let told = redo(&mut harness)
        .times
        .waiting
        .map(|span| span.text(Language::English));
    assert_eq!(told.as_deref(), Some("3 days"));
}

#[test]
fn a_command_that_cannot_be_done_now_stays_and_arrows_go_on() {
    let mut harness = car_window();
    let before = harness.state().editor.camera();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed(&mut harness, "zoom to sel");
    harness.key_press(Key::Enter);
    harness.run();
    // Nothing is selected: it cannot be done, and the list says so.
    harness.get_by_label("Zoom to selection");
    assert_eq!(harness.state().editor.camera(), before);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.query_all_by_label("Zoom to selection").count(), 0);

    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    // The second of all: "Open…" is for the program, which is not there.
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.query_all_by_label("Find a command…").count(), 0);
}

#[test]
fn words_are_found_stepped_through_and_replaced() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "FEE");
    let count = harness.state().editor.find().hits().len();
    assert!(count > 1);
    harness.get_by_label(&format!("1 of {count}"));
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label(&format!("2 of {count}"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.key_press(Key::F3);
    harness.run();
    harness.get_by_label(&format!("2 of {count}"));

    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    harness.get_by_label("Replace with").focus();
    harness.run();
    typed(&mut harness, "charge");
    harness.get_by_label("Replace all").click();
    harness.run();
    let replaced = format!("{count} replaced");
    // It is seen in the bar and heard.
    assert_eq!(harness.query_all_by_label(&replaced).count(), 2);
    assert_eq!(harness.state().editor.find().hits().len(), 0);
    assert_eq!(
        harness.state().editor.history().undo_name(),
        Some("Replace all")
    );
    typed(&mut harness, "!");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "silence");
    harness.key_press(Key::Escape);
    harness.run();
    let editor = &harness.state().editor;
    let silence = cards_with_texts(editor, &["Three days of silence after signing"]);
    assert_eq!(editor.selection().targets(), silence);
    assert_eq!(harness.query_all_by_label("Close the search").count(), 0);
}

#[test]
fn the_overview_shows_when_the_map_is_larger_than_the_view_and_jumps() {
    let mut harness = car_window();
    assert_eq!(harness.query_all_by_label("Overview of the map").count(), 0);
    harness.state_mut().editor.handle(Intent::Zoom {
        factor: 4.0,
        at: Point::ZERO,
    });
    harness.run();
    let overview = harness.get_by_label("Overview of the map").rect();
    let corner = overview.max - vec2(6.0, 6.0);
    harness.hover_at(corner);
    harness.run();
    harness.drag_at(corner);
    harness.run();
    harness.drop_at(corner);
    harness.run();
    let editor = &harness.state().editor;
    let seen = editor
        .camera()
        .doc_rect(jejak::geom::Rect::from_origin_size(
            Point::ZERO,
            editor.view(),
        ));
    let sheet = editor.scene().size;
    assert!(seen.contains(Point::new(sheet.width - 60.0, sheet.height - 60.0)));
}

#[test]
fn one_key_leaves_only_the_map_and_brings_all_back() {
    let mut harness = car_window();
    let before = harness.get_by_label("Customer-journey map").rect();
    harness.key_press(Key::F8);
    harness.run();
    let alone = harness.get_by_label("Customer-journey map").rect();
    assert!(alone.width() > before.width() + 350.0 && alone.height() > before.height() + 80.0);
    harness.get_by_label_contains("Show everything").click();
    harness.run();
    let after = harness.get_by_label("Customer-journey map").rect();
    assert_eq!(after, before);
}

#[test]
fn the_guide_leads_to_what_is_lacking_and_to_the_walk() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
    // The first step is not done: nobody has said what should get better.
    harness.get_by_label("Step 1: Set the goal, 2 of 3 done");
    harness
        .get_by_label("The map has a goal, Still to do")
        .click();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Facts]);
    harness
        .get_by_label("Step 2: Make the persona, 0 of 4 done")
        .click();
    harness.run();
    harness
        .get_by_label("The persona has goals, Still to do")
        .click();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Persona(Id::new("fleet"))]);

    // As the persona that is selected, one moment of contact after the other.
    harness.get_by_label("Walk the journey").click();
    harness.run_steps(6);
    assert_ne!(harness.query_all_by_label("Fleet buyer").count(), 0);
    let stops = |harness: &WindowHarness| {
        let talk = harness.state().editor.talk().expect("a walk");
        (talk.index(), talk.stops().len())
    };
    let (at, count) = stops(&harness);
    assert!(at == 0 && count > 3);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(6);
    assert_eq!(stops(&harness), (1, count));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().editor.talk().is_none());
    harness.get_by_label("Close the guide").click();
    harness.run();
    assert_eq!(harness.query_all_by_label("A map in six steps").count(), 0);
}

#[test]
fn several_cards_are_changed_together_as_one_step() {
    let mut harness = car_window();
    let texts = ["Booking page", "Sales desk", "TV spot"];
    let targets = cards_with_texts(&harness.state().editor, &texts);
    harness.state_mut().editor.handle(Intent::Select(targets));
    harness.run();
    harness.get_by_label("3 selected");
    harness.get_by_label("0 of 3 have evidence");
    let channels = |harness: &WindowHarness| -> Vec<Option<String>> {
        let map = harness.state().editor.map();
        let of = |text: &&str| {
            let card = map.cards().find(|card| card.text == *text).expect(text);
            card.channel.as_ref().map(|id| id.to_string())
        };
        texts.iter().map(of).collect()
    };
    let before = channels(&harness);
    assert_ne!(before[0], before[1], "a mixed value");
    harness
        .get_by_role_and_label(egui::accesskit::Role::RadioButton, "E-mail")
        .click();
    harness.run();
    let after = channels(&harness);
    assert!(
        after.iter().all(|id| *id == after[0] && id.is_some()),
        "{after:?}"
    );
    harness
        .get_by_role_and_label(egui::accesskit::Role::CheckBox, "Dewi Anggraini")
        .click();
    harness.run();
    assert_eq!(
        harness.state().editor.history().undo_name(),
        Some("Change personas")
    );
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    }
    assert_eq!(channels(&harness), before);
    assert_eq!(**harness.state().editor.map(), car());
}

#[test]
fn several_points_take_one_value_and_one_mark() {
    let mut harness = car_window();
    let map = harness.state().editor.map().clone();
    let points = map.lanes.iter().flat_map(|lane| lane.curves());
    let points = points.flat_map(|curve| &curve.points).take(3);
    let targets: Vec<_> = points
        .map(|point| Target::Point(point.id.clone()))
        .collect();
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(targets.clone()));
    harness.run();
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Emotion")
        .focus();
    harness.run();
    typed(&mut harness, "1.5");
    harness.key_press(Key::Enter);
    harness.run();
    let map = harness.state().editor.map();
    for target in &targets {
        let Target::Point(id) = target else {
            panic!("a point")
        };
        assert_eq!(map.point(id).expect("there").2.value, Some(1.5));
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(**harness.state().editor.map(), car());
}

#[test]
fn an_icon_is_searched_and_chosen_by_key() {
    let icon = |harness: &WindowHarness| -> String {
        let mut cards = harness.state().editor.map().cards();
        let card = cards.find(|card| card.text == "Sales desk");
        card.expect("there").icon.clone()
    };
    let mut harness = car_window();
    let targets = cards_with_texts(&harness.state().editor, &["Sales desk"]);
    harness.state_mut().editor.handle(Intent::Select(targets));
    harness.run();
    harness.get_by_label("Icon: None").click();
    harness.run();
    typed(&mut harness, "lorry");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(icon(&harness), "truck");
    harness.get_by_label("Icon: Lorry").click();
    harness.run();
    harness.get_by_label("Wallet");
    harness.get_by_label("Default icon").click();
    harness.run();
    assert_eq!(icon(&harness), "");
    harness.get_by_label_contains("Icon: ").click();
    harness.run();
    typed_with(&mut harness, "lorry", Key::Enter);
    assert_eq!(icon(&harness), "truck");
}

#[test]
fn commands_are_found_on_the_welcome_screen_too() {
    let mut harness = window::welcome(Language::Indonesian, Vec::new());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    // By its English name, in an Indonesian window.
    harness.event(Event::Text("keyboard short".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let asked = harness.into_state();
    let wanted = UiEvent::from(jejak::editor::Action::KeyboardShortcuts);
    assert_eq!(asked, [wanted]);
}
