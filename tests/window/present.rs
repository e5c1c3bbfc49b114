//! A talk in the window: what is seen of it, what keys and pointer do, and what is said.

use std::time::Duration;

use egui::{Event, Key, Modifiers, Pos2, Theme, ViewportId, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    edit::Edit,
    editor::{
        Action, Intent,
        present::{Blank, Cue, Hand, Notes, Over, Talk, keys_of_talk},
    },
    model::{Stop, Target},
    ui::UiEvent,
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, key_event, open},
};

const MIDDLE: Pos2 = pos2(720.0, 400.0);

fn talk(harness: &WindowHarness) -> &Talk {
    harness.state().editor.talk().expect("a talk goes on")
}

fn press(harness: &mut WindowHarness, key: Key) {
    harness.key_press(key);
    harness.run_steps(6);
}

/// Before the first stop.
fn presenting() -> WindowHarness {
    presenting_on(&SoftwareRenderer::default())
}

fn presenting_on(renderer: &SoftwareRenderer) -> WindowHarness {
    let mut harness = open(car(), Theme::Light, renderer);
    press(&mut harness, Key::F5);
    assert!(talk(&harness).page().is_some(), "its page is made");
    harness
}

fn click(harness: &mut WindowHarness, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run_steps(6);
}

/// Until nothing moves and the bar is gone.
fn rest(harness: &mut WindowHarness) {
    harness.run_steps(200);
}

/// How long the window would wait until it is drawn again.
fn repaints_after(harness: &WindowHarness) -> Duration {
    harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

fn is_there(harness: &WindowHarness, label: &str) -> bool {
    harness.query_all_by_label(label).count() > 0
}

#[test]
fn present_in_the_bar_shows_the_stop_in_the_place_of_the_window() {
    let mut harness = car_window();
    harness
        .get_by_role_and_label(Role::Button, "Present")
        .click();
    harness.run_steps(6);
    assert!(harness.state().editor.is_presenting());
    harness.get_by_role_and_label(Role::Main, "Presentation");
    for gone in ["Top bar", "Tools", "Panel", "Status bar", "Map"] {
        assert!(!is_there(&harness, gone), "{gone}");
    }
    press(&mut harness, Key::Escape);
    harness.get_by_role_and_label(Role::Banner, "Top bar");
    assert!(!is_there(&harness, "Presentation"));
}

#[test]
fn keys_that_come_in_one_frame_are_done_in_their_order() {
    let mut harness = car_window();
    let keys = [
        Key::F5,
        Key::ArrowRight,
        Key::ArrowRight,
        Key::ArrowLeft,
        Key::B,
    ];
    harness.input_mut().events.extend(keys.map(key_event));
    harness.run_steps(10);
    assert_eq!(talk(&harness).index(), 1);
    assert_eq!(talk(&harness).blank(), Some(Blank::Black));
}

#[test]
fn f5_in_a_field_takes_the_keys_behind_it_along() {
    let mut harness = car_window();
    let stage = Target::Stage("purchase".into());
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(vec![stage]));
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .focus();
    harness.run();
    let before = harness.state().editor.committed().clone();
    let events = [
        key_event(Key::F5),
        key_event(Key::ArrowRight),
        key_event(Key::B),
        Event::Text("b".to_owned()),
    ];
    harness.input_mut().events.extend(events);
    harness.run_steps(12);
    assert_eq!(talk(&harness).index(), 1);
    assert_eq!(talk(&harness).blank(), Some(Blank::Black));
    assert_eq!(harness.state().editor.committed(), &before);
}

#[test]
fn the_stop_is_told_by_its_title_and_its_words() {
    let mut harness = presenting();
    let count = talk(&harness).stops().len();
    let title = talk(&harness)
        .title_of(0, Language::English)
        .expect("a stop");
    let heading = format!("1 of {count}: {title}");
    harness.get_by_role_and_label(Role::Heading, &heading);
    // What is painted on the page stands there for those who listen.
    let map = harness.state().editor.map().clone();
    let region = harness.get_by_role_and_label(Role::Main, "Presentation");
    let labels: Vec<String> = region
        .children_recursive()
        .filter_map(|node| {
            node.accesskit_node()
                .value()
                .or(node.accesskit_node().label())
        })
        .collect();
    assert!(
        labels.iter().any(|label| label.contains(&map.title)),
        "{labels:?}"
    );
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    let stop = talk(&harness)
        .title_of(2, Language::English)
        .expect("a stop");
    // How many pages it takes depends on the map.
    let (number, title) = (format!("3 of {count}"), format!(": {stop}"));
    let mut headings = harness.query_all_by_role(Role::Heading);
    let is_told = headings.any(|heading| {
        let label = heading.accesskit_node().label().unwrap_or_default();
        label.starts_with(&number) && label.ends_with(&title)
    });
    assert!(is_told, "{number}{title}");
}

#[test]
fn a_click_goes_on_and_a_wheel_looks_closer() {
    let mut harness = presenting();
    click(&mut harness, MIDDLE);
    assert_eq!(talk(&harness).index(), 1);
    harness.hover_at(MIDDLE);
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    rest(&mut harness);
    let look = talk(&harness).look();
    assert!(look.zoom > 1.2, "{look:?}");
    // What is seen is moved by dragging, and that is no click.
    harness.drag_at(MIDDLE);
    harness.step();
    harness.hover_at(MIDDLE + vec2(60.0, 30.0));
    harness.step();
    harness.drop_at(MIDDLE + vec2(60.0, 30.0));
    harness.run_steps(6);
    let moved = talk(&harness).look();
    assert!(moved.centre.x < look.centre.x, "{moved:?}");
    assert_eq!((talk(&harness).index(), moved.zoom), (1, look.zoom));
    press(&mut harness, Key::Num0);
    assert_eq!(talk(&harness).look().zoom, 1.0);
}

#[test]
fn the_bar_comes_with_the_pointer_has_all_of_it_and_goes() {
    let mut harness = presenting();
    rest(&mut harness);
    assert!(!is_there(&harness, "Presentation bar"));
    let wakes = |harness: &mut WindowHarness| {
        harness.hover_at(MIDDLE);
        harness.step();
        harness.hover_at(MIDDLE + vec2(3.0, 0.0));
        harness.run_steps(4);
    };
    wakes(&mut harness);
    harness.get_by_role_and_label(Role::Toolbar, "Presentation bar");
    for cue in Cue::ALL.iter().filter(|cue| **cue != Cue::Go) {
        harness.get_by_role_and_label(Role::Button, cue.name());
    }
    let does = |harness: &mut WindowHarness, cue: Cue| {
        wakes(harness);
        harness
            .get_by_role_and_label(Role::Button, cue.name())
            .click();
        harness.run_steps(6);
    };
    does(&mut harness, Cue::Next);
    assert_eq!(talk(&harness).index(), 1);
    does(&mut harness, Cue::Spotlight);
    assert_eq!(talk(&harness).hand(), Hand::Spotlight);
    does(&mut harness, Cue::Notes);
    assert_eq!(talk(&harness).notes(), Notes::Here);
    does(&mut harness, Cue::Size);
    let asked = UiEvent::Intent(Intent::Talk(jejak::editor::present::TalkIntent::Cue(
        Cue::Size,
    )));
    assert!(harness.state().asked.contains(&asked));
    does(&mut harness, Cue::End);
    assert!(!harness.state().editor.is_presenting());
}

#[test]
fn the_bar_stands_on_several_rows_where_there_is_little_room() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [720.0, 480.0], &renderer);
    press(&mut harness, Key::F5);
    harness.hover_at(pos2(300.0, 100.0));
    harness.step();
    harness.hover_at(pos2(310.0, 100.0));
    harness.run_steps(4);
    let window = egui::Rect::from_min_size(Pos2::ZERO, vec2(720.0, 480.0));
    for cue in Cue::ALL.iter().filter(|cue| **cue != Cue::Go) {
        let button = harness.get_by_role_and_label(Role::Button, cue.name());
        assert!(
            window.contains_rect(button.rect()),
            "{cue:?}: {:?}",
            button.rect()
        );
    }
}

#[test]
fn f6_leads_to_the_bar_and_the_keys_back_to_the_stop() {
    let mut harness = presenting();
    rest(&mut harness);
    press(&mut harness, Key::F6);
    let first = harness.get_by_role_and_label(Role::Button, Cue::First.name());
    assert!(first.accesskit_node().is_focused());
    // It stays as long as the keyboard is in it.
    rest(&mut harness);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert_eq!(talk(&harness).index(), 1);
    press(&mut harness, Key::F6);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(talk(&harness).index(), 2);
}

#[test]
fn nothing_repaints_when_nothing_moves() {
    let mut harness = presenting();
    rest(&mut harness);
    assert_eq!(repaints_after(&harness), Duration::MAX);
    for key in [
        Key::B,
        Key::W,
        Key::L,
        Key::S,
        Key::N,
        Key::Period,
        Key::G,
        Key::Questionmark,
    ] {
        press(&mut harness, key);
        rest(&mut harness);
        assert_eq!(repaints_after(&harness), Duration::MAX, "{key:?}");
    }
    press(&mut harness, Key::Questionmark);
    // A clock goes on by the second, and no faster.
    press(&mut harness, Key::T);
    rest(&mut harness);
    let wait = repaints_after(&harness);
    assert!(
        wait > Duration::from_millis(1) && wait <= Duration::from_secs(1),
        "{wait:?}"
    );
}

#[test]
fn a_movement_is_short_and_none_where_less_is_wanted() {
    for moves in [false, true] {
        let mut harness = presenting();
        rest(&mut harness);
        harness.state_mut().moves = moves;
        harness.key_press(Key::ArrowRight);
        // The key, and the frame that its page comes in.
        harness.run_steps(2);
        let mut steps = 0;
        while repaints_after(&harness) == Duration::ZERO {
            harness.step();
            steps += 1;
            assert!(steps < 100, "it does not end");
        }
        let frames_of_300_ms = 18;
        assert!(steps <= frames_of_300_ms + 2, "{steps}");
        assert_eq!(steps > 8, moves, "{steps}");
        assert_eq!(talk(&harness).index(), 1);
    }
}

#[test]
fn all_stops_are_shown_and_one_is_chosen_with_the_pointer() {
    let mut harness = presenting();
    press(&mut harness, Key::G);
    let count = talk(&harness).stops().len();
    harness.run_steps(count + 4);
    for index in 0..count {
        assert!(talk(&harness).pages_of(index).is_some(), "{index}");
    }
    let title = talk(&harness)
        .title_of(2, Language::English)
        .expect("a stop");
    let third = format!("3 of {count}: {title}");
    harness.get_by_role_and_label(Role::Button, &third).click();
    harness.run_steps(6);
    assert_eq!((talk(&harness).index(), talk(&harness).over()), (2, None));
}

#[test]
fn all_keys_are_shown_as_they_are_told() {
    let mut harness = presenting();
    press(&mut harness, Key::Questionmark);
    assert_eq!(talk(&harness).over(), Some(Over::Help));
    for (name, keys) in keys_of_talk(false, Language::English) {
        assert!(is_there(&harness, &name), "{name}");
        assert!(is_there(&harness, &keys), "{keys}");
    }
    click(&mut harness, pos2(5.0, 5.0));
    assert_eq!((talk(&harness).over(), talk(&harness).index()), (None, 0));
}

#[test]
fn notes_stand_below_the_stop_and_a_second_window_is_told_to_be_none() {
    let mut harness = car_window();
    let stop = Stop {
        id: "first".into(),
        notes: "Ask who has bought one lately.".to_owned(),
        minutes: Some(2.5),
        ..Stop::default()
    };
    let edits = vec![Edit::InsertStop {
        index: 0,
        stop: stop.into(),
    }];
    let name = "Add stop";
    harness
        .state_mut()
        .editor
        .handle(Intent::Edit { name, edits });
    harness.run();
    press(&mut harness, Key::F5);
    assert!(!is_there(&harness, "Ask who has bought one lately."));
    press(&mut harness, Key::N);
    harness.get_by_role_and_label(Role::Complementary, "Notes");
    assert!(is_there(&harness, "Ask who has bought one lately."));
    press(&mut harness, Key::T);
    let clock = harness.query_all_by_label_contains("2.5 min").count();
    assert_ne!(clock, 0);
    // This context has no windows but its own.
    harness.key_press_modifiers(Modifiers::SHIFT, Key::N);
    harness.run_steps(6);
    assert_eq!(talk(&harness).notes(), Notes::Here);
}

#[test]
fn the_map_is_edited_and_the_stop_comes_back() {
    let mut harness = presenting();
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    let at = talk(&harness).index();
    harness
        .input_mut()
        .events
        .extend([key_event(Key::E), Event::Text("e".to_owned())]);
    harness.run_steps(6);
    harness.get_by_role_and_label(Role::Banner, "Top bar");
    assert!(harness.state().editor.text_edit().is_none());
    harness
        .get_by_label("Back to the presentation (Esc)")
        .click();
    harness.run_steps(6);
    assert!(harness.state().editor.is_presenting());
    assert_eq!(talk(&harness).index(), at);
    press(&mut harness, Key::E);
    press(&mut harness, Key::Escape);
    assert!(harness.state().editor.is_presenting());
}

/// The colours of three places: at the left, in the middle, at the right.
fn pixels(renderer: &SoftwareRenderer, harness: &WindowHarness) -> [[u8; 3]; 3] {
    let image = renderer.picture(harness);
    [30, 720, 1410].map(|x| {
        let [r, g, b, _] = image.get_pixel(x, 450).0;
        [r, g, b]
    })
}

#[test]
fn black_white_and_the_spotlight_are_seen() {
    let renderer = SoftwareRenderer::default();
    let mut harness = presenting_on(&renderer);
    rest(&mut harness);
    press(&mut harness, Key::B);
    assert_eq!(pixels(&renderer, &harness), [[0; 3]; 3]);
    press(&mut harness, Key::W);
    assert_eq!(pixels(&renderer, &harness), [[255; 3]; 3]);
    press(&mut harness, Key::W);
    let [left, _, right] = pixels(&renderer, &harness);
    press(&mut harness, Key::S);
    harness.hover_at(pos2(30.0, 450.0));
    harness.run_steps(4);
    let [lit, _, dim] = pixels(&renderer, &harness);
    assert_eq!(lit, left);
    let sum = |pixel: [u8; 3]| pixel.map(u32::from).iter().sum::<u32>();
    assert!(sum(dim) < sum(right) / 2, "{dim:?} of {right:?}");
}

#[test]
fn ink_is_drawn_goes_nowhere_and_fades() {
    let renderer = SoftwareRenderer::default();
    let mut harness = presenting_on(&renderer);
    press(&mut harness, Key::D);
    let from = pos2(600.0, 450.0);
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for step in 1..=12 {
        harness.hover_at(from + vec2(20.0 * step as f32, 0.0));
        harness.step();
    }
    harness.drop_at(from + vec2(240.0, 0.0));
    harness.run_steps(4);
    assert_eq!(talk(&harness).index(), 0);
    let [_, drawn, _] = pixels(&renderer, &harness);
    let [r, g, b] = drawn.map(i32::from);
    assert!(r > g + 80 && r > b, "{drawn:?}");
    // Five seconds and a little.
    harness.run_steps(320);
    let [_, faded, _] = pixels(&renderer, &harness);
    assert_ne!(faded, drawn);
    rest(&mut harness);
    assert_eq!(repaints_after(&harness), Duration::MAX);
}

#[test]
fn a_laser_is_there_while_ctrl_is_held() {
    let renderer = SoftwareRenderer::default();
    let mut harness = presenting_on(&renderer);
    rest(&mut harness);
    let at = pos2(720.0, 450.0);
    harness.hover_at(at);
    harness.run_steps(3);
    let [_, before, _] = pixels(&renderer, &harness);
    let held = Modifiers::COMMAND | Modifiers::CTRL;
    harness.event(Event::ModifiersChanged(held));
    harness.step();
    let [_, pointed, _] = pixels(&renderer, &harness);
    assert_ne!(pointed, before);
    assert!(pointed[0] > 180 && pointed[1] < 80, "{pointed:?}");
    assert_eq!(talk(&harness).hand(), Hand::Plain);
}

#[test]
fn actions_of_the_window_do_nothing_behind_a_talk() {
    let mut harness = presenting();
    for key in [Key::F7, Key::F8] {
        press(&mut harness, key);
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run_steps(4);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(4);
    press(&mut harness, Key::Escape);
    harness.get_by_role_and_label(Role::Banner, "Top bar");
    for region in ["Review", "Value–effort matrix"] {
        let regions = harness.query_all_by_label(region);
        let roles = [Role::Region, Role::Complementary];
        let mut shown = regions.map(|node| node.accesskit_node().role());
        assert!(!shown.any(|role| roles.contains(&role)), "{region}");
    }
    assert!(
        Action::Present
            .enabled(Some(&harness.state().editor))
            .is_ok()
    );
}
