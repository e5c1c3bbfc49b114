//! What a hand needs at once: the bar at the selection, evidence that is written, nothing in the way.

use egui::{Event, Key, Modifiers, Pos2, Rect, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::{Action, Choice, Intent, Menu},
    geom,
    model::{CardRole, Level, Target},
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, drag, key_event, place_of, typed},
};

fn select(harness: &mut WindowHarness, target: Target) {
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(vec![target]));
    harness.run_steps(8);
}

fn first_card(harness: &WindowHarness, role: CardRole) -> Target {
    let lanes = harness.state().editor.map().lanes.iter();
    let mut lanes = lanes.filter(|lane| lane.role() == Some(role));
    let card = lanes.next().and_then(|lane| lane.cards().first());
    Target::Card(card.expect("a card of this kind").id.clone())
}

fn click(harness: &mut WindowHarness, at: Pos2) {
    harness.hover_at(at);
    harness.run_steps(8);
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run_steps(8);
}

fn press(harness: &mut WindowHarness, key: Key) {
    harness.event(key_event(key));
    harness.run_steps(8);
}

fn pieces(harness: &WindowHarness, card: &Target) -> usize {
    let map = harness.state().editor.map();
    let Target::Card(id) = card else {
        unreachable!("a card is asked for")
    };
    map.card(id).expect("it is there").1.evidence.len()
}

/// Scrolls the panel to its end.
fn scroll_panel(harness: &mut WindowHarness) {
    harness.hover_at(egui::pos2(1300.0, 300.0));
    harness.run_steps(2);
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -4000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(40);
}

#[test]
fn evidence_is_written_at_once_in_view_and_none_without_a_word() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [1440.0, 560.0], &renderer);
    let card = first_card(&harness, CardRole::Opportunities);
    select(&mut harness, card.clone());
    let before = pieces(&harness, &card);
    scroll_panel(&mut harness);
    harness.get_by_label("Add evidence").click();
    harness.run_steps(8);
    // Nothing is behind it yet, so there is nothing.
    assert_eq!(**harness.state().editor.map(), car());
    let form = harness.get_by_label("Done").rect();
    assert!(form.bottom() <= 560.0, "{form:?}");
    harness.get_by_label("Done").click();
    harness.run_steps(8);
    assert_eq!(**harness.state().editor.map(), car());

    harness.get_by_label("Add evidence").click();
    harness.run_steps(8);
    typed(&mut harness, "Three of five said so");
    press(&mut harness, Key::Tab);
    assert_eq!(pieces(&harness, &card), before + 1);
    typed(&mut harness, "interview 7");
    harness.get_by_label("Done").click();
    harness.run_steps(8);
    let map = harness.state().editor.map().clone();
    let known = map
        .card(card.part().expect("a card").1)
        .expect("it is there")
        .1;
    let last = known.evidence.last().expect("it was written");
    assert_eq!(last.text, "Three of five said so");
    assert_eq!(last.source, "interview 7");

    // What is emptied is gone, too.
    harness
        .get_by_label("Evidence: Three of five said so")
        .click();
    harness.run_steps(8);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        press(&mut harness, Key::Delete);
        press(&mut harness, Key::Tab);
    }
    assert_eq!(pieces(&harness, &card), before);
}

#[test]
fn a_metric_that_was_given_no_name_is_none() {
    let mut harness = car_window();
    let before = harness.state().editor.map().clone();
    let stage = Target::Stage(before.stages[0].id.clone());
    select(&mut harness, stage.clone());
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Action(Action::AddMetric));
    assert_ne!(**editor.map(), *before);
    editor.handle(Intent::CommitText);
    assert_eq!(**harness.state().editor.map(), *before);
}

/// The buttons of the bar.
fn bar(harness: &WindowHarness) -> Option<Rect> {
    let nodes = harness.query_all_by_label_contains("Set: ");
    nodes.map(|node| node.rect()).reduce(Rect::union)
}

#[test]
fn the_bar_covers_neither_what_is_selected_nor_any_text() {
    let mut harness = car_window();
    let places = harness.state().editor.layout().places();
    let mut shown = 0;
    for action in [Action::ZoomFit, Action::Zoom100] {
        harness.state_mut().editor.handle(Intent::Action(action));
        let wanted = |target: &Target| {
            target.is_content() || matches!(target, Target::Stage(_) | Target::Persona(_))
        };
        let wanted = places.iter().filter(|place| wanted(&place.target));
        for place in wanted.step_by(3) {
            let intent = Intent::Select(vec![place.target.clone()]);
            harness.state_mut().editor.handle(intent);
            harness.run_steps(2);
            let Some(bar) = bar(&harness) else { continue };
            shown += 1;
            let editor = &harness.state().editor;
            let canvas = place_of_canvas(&harness);
            let on_screen = |rect: geom::Rect| {
                let rect = editor.camera().screen_rect(rect);
                let at = canvas.min + vec2(rect.x0 as f32, rect.y0 as f32);
                Rect::from_min_size(at, vec2(rect.width() as f32, rect.height() as f32))
            };
            let rect = editor.layout().rect_of(&place.target).expect("it is there");
            assert!(!bar.intersects(on_screen(rect)), "{:?}", place.target);
            for (y, text) in editor.layout().texts().filter(|(_, text)| !text.is_empty()) {
                let text = on_screen(text.rect + geom::Vec2::new(0.0, y));
                assert!(
                    !bar.intersects(text),
                    "{:?}: {bar:?} {text:?}",
                    place.target
                );
            }
        }
    }
    assert!(shown > 15, "{shown}");
}

fn place_of_canvas(harness: &WindowHarness) -> Rect {
    harness.get_by_label("Customer-journey map").rect()
}

#[test]
fn severity_and_channel_are_chosen_in_the_bar_with_pointer_and_keys() {
    let mut harness = car_window();
    let pain = first_card(&harness, CardRole::PainPoints);
    select(&mut harness, pain.clone());
    let severity = |harness: &WindowHarness| {
        let map = harness.state().editor.map();
        let (_, card) = map
            .card(pain.part().expect("a card").1)
            .expect("it is there");
        card.severity.map(Level::get)
    };
    let before = severity(&harness);
    let at = place_of(&harness, "Set: Severity");
    click(&mut harness, at);
    assert!(egui::Popup::is_any_open(&harness.ctx));
    let wanted = if before == Some(4) { "5" } else { "4" };
    // The panel has the same beside it: the one in the menu lies further left.
    let chips = harness.query_all_by_label(wanted);
    let left = chips
        .map(|chip| chip.rect())
        .min_by(|a, b| a.left().total_cmp(&b.left()));
    click(&mut harness, left.expect("a level").center());
    assert_eq!(
        severity(&harness).map(|level| level.to_string()).as_deref(),
        Some(wanted)
    );
    assert!(!egui::Popup::is_any_open(&harness.ctx));

    // By key: there, open, choose, and back to the sheet.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    harness.run_steps(8);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert!(egui::Popup::is_any_open(&harness.ctx));
    press(&mut harness, Key::Enter);
    assert_eq!(severity(&harness), Some(1));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    harness.run_steps(8);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().editor.selection().only(), Some(&pain));
    press(&mut harness, Key::Escape);
    assert!(harness.state().editor.selection().is_empty());
    assert_eq!(bar(&harness), None);
}

#[test]
fn the_bar_is_not_there_while_a_text_is_written_or_something_is_dragged() {
    let mut harness = car_window();
    let pain = first_card(&harness, CardRole::PainPoints);
    select(&mut harness, pain.clone());
    assert!(bar(&harness).is_some());
    harness
        .state_mut()
        .editor
        .handle(Intent::Action(Action::EditText));
    harness.run_steps(8);
    assert_eq!(bar(&harness), None);
    harness.state_mut().editor.handle(Intent::CancelText);
    harness.run_steps(8);
    let canvas = place_of_canvas(&harness);
    let editor = &harness.state().editor;
    let rect = editor.layout().rect_of(&pain).expect("it is there");
    let at = editor.camera().screen_from_doc(rect.center());
    let at = canvas.min + vec2(at.x as f32, at.y as f32);
    drag(&mut harness, at, at + vec2(40.0, 30.0));
    assert_eq!(bar(&harness), None);
    harness.event(key_event(Key::Escape));
    harness.run_steps(8);
}

#[test]
fn what_closes_above_never_brings_delete_below_the_pointer() {
    let mut harness = car_window();
    let card = first_card(&harness, CardRole::Touchpoints);
    select(&mut harness, card);
    let foot = harness.get_by_label("Delete").rect();
    let icon = harness.get_by_label_contains("Icon: ").rect();
    click(&mut harness, icon.center());
    scroll_panel(&mut harness);
    let choice = harness.get_by_label("Information").rect();
    click(&mut harness, choice.center());
    let now = harness.get_by_label("Delete").rect();
    assert_eq!(now, foot);
    assert!(!now.contains(choice.center()));
}

#[test]
fn a_drag_that_misses_a_card_leaves_the_window_of_values_where_it_is() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run_steps(8);
    let close = |harness: &WindowHarness| harness.get_by_label(Action::ExportValues.name()).rect();
    let before = close(&harness);
    // Left of the buttons lies the matrix, at whose foot there is nothing.
    let from = before.left_bottom() + vec2(-40.0, 480.0);
    drag(&mut harness, from, from + vec2(60.0, 50.0));
    harness.drop_at(from + vec2(60.0, 50.0));
    harness.run_steps(8);
    assert_eq!(close(&harness), before);
}

#[test]
fn every_greyed_entry_of_the_menus_says_why_under_the_pointer() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [1440.0, 1300.0], &renderer);
    let mut seen = 0;
    for menu in Menu::ALL {
        let heading = place_of(&harness, menu.name());
        click(&mut harness, heading);
        let entries = Action::all().into_iter();
        let entries = entries.filter(|action| {
            action.menu() == Some(menu)
                && action.submenu().is_none()
                && action.enabled(Some(&harness.state().editor)).is_err()
        });
        for action in entries.collect::<Vec<_>>() {
            let editor = &harness.state().editor;
            let reason = action.enabled(Some(editor)).expect_err("it is greyed");
            let label = action.label(Some(editor), jejak::words::Language::English);
            let entries = harness.query_all_by_label_contains(&label);
            let entry = entries
                .filter(|entry| entry.accesskit_node().is_disabled())
                .map(|entry| entry.rect())
                .find(|entry| entry.top() > heading.y + 10.0);
            let at = entry.unwrap_or_else(|| panic!("{label}")).center();
            harness.hover_at(at);
            for _ in 0..60 {
                harness.step();
            }
            let told = harness.query_all_by_label(reason).count();
            assert!(told > 0, "{label} does not say: {reason}");
            seen += 1;
        }
        harness.event(Event::PointerMoved(heading));
        click(&mut harness, heading);
        assert!(!egui::Popup::is_any_open(&harness.ctx), "{menu:?}");
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn a_choice_that_is_made_in_a_context_menu_is_the_one_of_the_panel() {
    let mut harness = car_window();
    let pain = first_card(&harness, CardRole::PainPoints);
    select(&mut harness, pain.clone());
    let canvas = place_of_canvas(&harness);
    let editor = &harness.state().editor;
    let rect = editor.layout().rect_of(&pain).expect("it is there");
    let at = editor.camera().screen_from_doc(rect.center());
    let at = canvas.min + vec2(at.x as f32, at.y as f32);
    for pressed in [true, false] {
        harness.event(Event::PointerMoved(at));
        harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(8);
    }
    let menus = harness.query_all_by_role_and_label(egui::accesskit::Role::MenuItem, "Severity");
    let menu = menus
        .map(|menu| menu.rect())
        .next()
        .expect("a menu of levels");
    harness.hover_at(menu.center());
    for _ in 0..40 {
        harness.step();
    }
    let chips = harness.query_all_by_label("2");
    let left = chips
        .map(|chip| chip.rect())
        .min_by(|a, b| a.left().total_cmp(&b.left()));
    click(&mut harness, left.expect("a level").center());
    let two = Choice::Severity(Level::new(2).expect("a level"));
    let choices = harness
        .state()
        .editor
        .choices(jejak::words::Language::English);
    let mut offers = choices.into_iter().flat_map(|choices| choices.offers);
    let offer = offers
        .find(|offer| offer.choice == two)
        .expect("it is offered");
    assert_eq!(offer.share, jejak::editor::Share::All);
}
