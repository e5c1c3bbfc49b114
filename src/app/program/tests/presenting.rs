//! What goes on around a talk: all of the screen, which stays on, and how much moves.

use std::sync::atomic::{AtomicUsize, Ordering};

use egui::{ViewportCommand, ViewportId};

use super::*;
use crate::{
    app::awake::Awake,
    editor::{Motion, PresentOn},
};

const NOTHING: [bool; 0] = [];

impl Person {
    /// Passes in which the window is told whether it is full screen; what it was asked for.
    fn asks_of_window(&mut self, is_full: bool) -> Vec<bool> {
        let mut asked = Vec::new();
        for _ in 0..3 {
            let mut input = egui::RawInput {
                screen_rect: Some(egui::Rect::from_min_size(
                    egui::Pos2::ZERO,
                    egui::vec2(1200.0, 800.0),
                )),
                ..Default::default()
            };
            let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
            viewport.fullscreen = Some(asked.last().copied().unwrap_or(is_full));
            let context = self.context.clone();
            let mut output = context.run_ui(input, |ui| self.program.ui(ui, &self.frame));
            output.textures_delta.clear();
            let commands = &output.viewport_output[&ViewportId::ROOT].commands;
            asked.extend(commands.iter().filter_map(|command| match command {
                ViewportCommand::Fullscreen(on) => Some(*on),
                _ => None,
            }));
        }
        asked
    }
}

#[test]
fn a_talk_takes_all_of_the_screen_and_gives_it_back() {
    let mut person = Person::with_a_map();
    assert_eq!(person.asks_of_window(false), NOTHING);
    person.does(Action::Present);
    assert_eq!(person.asks_of_window(false), [true]);
    // While the map is worked on, too.
    person.intends(Intent::Talk(TalkIntent::Cue(Cue::Edit)));
    assert_eq!(person.asks_of_window(true), NOTHING);
    person.intends(Intent::Escape);
    person.intends(Intent::Escape);
    assert_eq!(person.asks_of_window(true), [false]);
    // The editor has a full screen of its own, which a talk leaves as it was.
    person.does(Action::FullScreen);
    assert_eq!(person.asks_of_window(false), [true]);
    person.does(Action::Present);
    person.intends(Intent::Escape);
    assert_eq!(person.asks_of_window(true), NOTHING);
    person.does(Action::FullScreen);
    assert_eq!(person.asks_of_window(true), [false]);
}

#[test]
fn a_talk_stays_in_the_window_where_that_was_chosen() {
    let mut person = Person::with_a_map();
    person.does(Action::UsePresentOn(PresentOn::Window));
    person.does(Action::Present);
    assert_eq!(person.asks_of_window(false), NOTHING);
    // The key in the middle of it changes it for the next talk, too.
    person.intends(Intent::Talk(TalkIntent::Cue(Cue::Size)));
    assert_eq!(person.asks_of_window(false), [true]);
    person.intends(Intent::Escape);
    assert_eq!(person.asks_of_window(true), [false]);
    person.does(Action::Present);
    assert_eq!(person.asks_of_window(false), [true]);
    let settings = person.path("config/settings.json");
    person.until("the choice", |_| {
        Settings::load(&settings).present_on == PresentOn::FullScreen
    });
}

#[test]
fn the_screen_is_kept_on_from_the_first_stop_to_the_last() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let mut person = Person::with_a_map();
    person.program.present_with(
        |why| {
            assert!(!why.is_empty());
            ASKED.fetch_add(1, Ordering::Relaxed);
            Awake::nothing()
        },
        || false,
    );
    person.pass();
    assert!(!person.program.presenting.is_awake());
    person.does(Action::Present);
    for _ in 0..3 {
        person.pass();
        assert!(person.program.presenting.is_awake());
    }
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);
    person.intends(Intent::Escape);
    person.pass();
    assert!(!person.program.presenting.is_awake());
}

#[test]
fn a_talk_moves_as_the_system_wishes_unless_the_person_has_chosen() {
    let mut person = Person::with_a_map();
    person.program.present_with(|_| Awake::nothing(), || true);
    assert!(person.program.moves(), "nobody was asked yet");
    person.does(Action::Present);
    person.until("the wish of the system", |program| !program.moves());
    for (motion, moves) in [
        (Motion::Calm, true),
        (Motion::Still, false),
        (Motion::System, false),
    ] {
        person.does(Action::UseMotion(motion));
        assert_eq!(person.program.moves(), moves, "{motion:?}");
    }
}
