//! A talk driven by its keys, without a screen.

use std::sync::Arc;

use super::*;
use crate::{
    deck,
    editor::{
        Action, Editor, Effect, Intent, Key, KeyPress, Modifiers, OutsideAction, Reach, Shortcut,
        action::plain,
    },
    file,
    geom::{Point, Vec2},
    model::{CardRole, Map, Part, Shows, Stop, Target},
    text::Fonts,
    words::Language,
};

/// Somebody who presents a sample.
struct Speaker {
    editor: Editor,
}

impl Speaker {
    fn with(sample: usize) -> Self {
        let map = file::load(file::samples()[sample].bytes).unwrap().map;
        Self {
            editor: Editor::new(map, Fonts::bundled()),
        }
    }

    /// Before the first stop of the car.
    fn presenting() -> Self {
        let mut speaker = Self::with(0);
        speaker.presses(Key::F5);
        speaker.waits();
        speaker
    }

    fn does(&mut self, intent: Intent) -> Vec<Effect> {
        self.editor.handle(intent)
    }

    fn presses(&mut self, key: Key) -> Vec<Effect> {
        self.presses_all(plain(key))
    }

    fn presses_all(&mut self, shortcut: Shortcut) -> Vec<Effect> {
        let reach = Reach::Letter;
        self.does(Intent::Pressed(KeyPress { shortcut, reach }))
    }

    fn types(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.presses(Key::Char(letter));
            self.does(Intent::Typed(letter.to_string()));
        }
    }

    /// Until all pages are made that are wanted.
    fn waits(&mut self) {
        while let Some(order) = self.editor.wanted_pages() {
            let made = order.make(&Fonts::bundled());
            self.does(Intent::Talk(TalkIntent::Made(Box::new(made))));
        }
    }

    fn talk(&self) -> &Talk {
        self.editor.talk().expect("a talk goes on")
    }

    fn count(&self) -> usize {
        self.talk().stops().len()
    }

    /// The stop and its page.
    fn place(&self) -> (usize, usize) {
        (self.talk().index(), self.talk().page_index())
    }

    /// Goes on to a stop that has lanes; how many.
    fn at_lanes(&mut self) -> usize {
        for index in 0..self.count() {
            self.does(Intent::Talk(TalkIntent::Stop(index)));
            self.waits();
            let lanes = self.talk().page().map_or(0, |page| page.lanes.len());
            if lanes > 2 {
                return lanes;
            }
        }
        panic!("no stop with lanes");
    }

    fn heard(&self) -> String {
        self.editor.told(Language::English).1.unwrap_or_default()
    }
}

fn is_refused(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Refused(_)])
}

#[test]
fn f5_begins_at_the_first_stop_and_escape_ends_without_a_trace() {
    let mut speaker = Speaker::with(0);
    assert!(speaker.editor.talk().is_none());
    let before = (speaker.editor.camera(), speaker.editor.selection().clone());
    speaker.presses(Key::F5);
    assert!(speaker.editor.is_presenting());
    assert_eq!(speaker.place(), (0, 0));
    speaker.presses(Key::Escape);
    assert!(speaker.editor.talk().is_none());
    assert!(!speaker.editor.is_dirty());
    let after = (speaker.editor.camera(), speaker.editor.selection().clone());
    assert_eq!(after, before);
}

#[test]
fn shift_f5_begins_at_the_stop_of_what_is_selected() {
    let mut speaker = Speaker::with(0);
    let stops = deck::stops(speaker.editor.map(), Language::English);
    let of_stage = |stop: &Stop| stop.shows == Shows::Stages(vec!["purchase".into()]);
    let wanted = stops
        .iter()
        .position(of_stage)
        .expect("a stop for the stage");
    speaker.does(Intent::Select(vec![Target::Stage("purchase".into())]));
    speaker.presses_all(plain(Key::F5).shifted());
    assert_eq!(speaker.talk().index(), wanted);
    // From the first one, though it goes on already.
    speaker.presses(Key::F5);
    assert_eq!(speaker.talk().index(), 0);
    // A card that no stop names is on that of its stage.
    speaker.presses(Key::Escape);
    let map = speaker.editor.map().clone();
    let named = |id| stops.iter().any(|stop| stop.shows.ids().contains(id));
    let mut cards = map.cards().filter(|card| card.stage.as_str() == "purchase");
    let card = cards.find(|card| !named(&card.id)).expect("a card");
    speaker.does(Intent::Select(vec![Target::Card(card.id.clone())]));
    speaker.presses_all(plain(Key::F5).shifted());
    assert_eq!(speaker.talk().index(), wanted);
}

#[test]
fn all_that_goes_on_and_back_leads_through_every_page_and_stops_at_the_ends() {
    for on in [Key::Right, Key::Space, Key::PageDown, Key::Down, Key::Enter] {
        for back in [Key::Left, Key::Backspace, Key::PageUp, Key::Up] {
            let mut speaker = Speaker::presenting();
            let count = speaker.count();
            assert!(count > 3);
            let mut places = vec![speaker.place()];
            loop {
                let effects = match on {
                    // As the window says it.
                    Key::Space => speaker.does(Intent::SpaceHeld(true)),
                    key => speaker.presses(key),
                };
                speaker.waits();
                if is_refused(&effects) {
                    break;
                }
                places.push(speaker.place());
            }
            let stops: Vec<usize> = places.iter().map(|(stop, _)| *stop).collect();
            assert!((0..count).all(|stop| stops.contains(&stop)), "{stops:?}");
            assert!(places.is_sorted());
            for place in places.iter().rev().skip(1) {
                assert!(!is_refused(&speaker.presses(back)));
                speaker.waits();
                assert_eq!(speaker.place(), *place, "{back:?}");
            }
            assert!(is_refused(&speaker.presses(back)));
        }
    }
}

#[test]
fn home_end_and_a_number_lead_to_a_stop_at_once() {
    let mut speaker = Speaker::presenting();
    let last = speaker.count() - 1;
    speaker.presses(Key::End);
    assert_eq!(speaker.talk().index(), last);
    speaker.presses(Key::Home);
    assert_eq!(speaker.talk().index(), 0);
    speaker.types("3");
    assert_eq!(speaker.talk().typed(), "3");
    speaker.presses(Key::Enter);
    assert_eq!((speaker.talk().index(), speaker.talk().typed()), (2, ""));
    speaker.types("99");
    assert!(is_refused(&speaker.presses(Key::Enter)));
    assert_eq!(speaker.talk().index(), 2);
    // Escape forgets the number alone; a nought that begins none is something else.
    speaker.types("2");
    speaker.presses(Key::Escape);
    assert_eq!(speaker.talk().typed(), "");
    speaker.types("10");
    assert_eq!(speaker.talk().typed(), "10");
    speaker.presses(Key::Char('T'));
    assert_eq!(speaker.talk().typed(), "", "another key ends the number");
}

#[test]
fn all_stops_are_seen_gone_about_in_and_chosen_from() {
    let mut speaker = Speaker::presenting();
    let (columns, count) = (speaker.talk().columns(), speaker.count());
    assert!(count > columns);
    let chosen = |speaker: &Speaker| match speaker.talk().over() {
        Some(Over::Overview(chosen)) => chosen,
        other => panic!("{other:?}"),
    };
    speaker.types("G");
    assert_eq!(chosen(&speaker), 0);
    speaker.presses(Key::Down);
    assert_eq!(chosen(&speaker), columns);
    speaker.presses(Key::Left);
    assert_eq!(chosen(&speaker), columns - 1);
    assert!(
        speaker
            .heard()
            .starts_with(&format!("{columns} of {count}"))
    );
    speaker.presses(Key::Up);
    assert_eq!(chosen(&speaker), columns - 1, "there is nothing above");
    speaker.presses(Key::Enter);
    assert_eq!(
        (speaker.talk().over(), speaker.talk().index()),
        (None, columns - 1)
    );
    // The pages of all of them are wanted while they are seen.
    speaker.types("G");
    speaker.waits();
    assert!((0..count).all(|index| speaker.talk().pages_of(index).is_some()));
    speaker.presses(Key::End);
    assert_eq!(chosen(&speaker), count - 1);
    speaker.presses(Key::Escape);
    assert_eq!(
        (speaker.talk().over(), speaker.talk().index()),
        (None, columns - 1)
    );
    speaker.types("GG");
    assert_eq!(speaker.talk().over(), None);
    speaker.types("G2");
    speaker.presses(Key::Enter);
    assert_eq!(speaker.talk().index(), 1);
}

#[test]
fn lanes_are_revealed_one_by_one_and_taken_back() {
    let mut speaker = Speaker::presenting();
    let lanes = speaker.at_lanes();
    let at = speaker.talk().index();
    let hidden = |speaker: &Speaker| {
        let page = speaker.talk().page().expect("made");
        hidden_part(page, speaker.talk().revealed())
    };
    assert_eq!(hidden(&speaker), None);
    for shown in 1..=lanes {
        speaker.types(".");
        assert_eq!(speaker.talk().revealed(), Some(shown));
        let page = speaker.talk().page().expect("made");
        let covered = hidden(&speaker).map_or(0, |part| {
            let is_covered = |(_, lane): &&(_, crate::geom::Rect)| part.contains(lane.center());
            page.lanes.iter().filter(is_covered).count()
        });
        assert_eq!(covered, lanes - shown);
    }
    assert_eq!(speaker.heard(), format!("{lanes} of {lanes} lanes shown"));
    speaker.types(".");
    assert_eq!(speaker.talk().revealed(), Some(lanes));
    for shown in (0..lanes).rev() {
        speaker.presses(Key::Left);
        assert_eq!(speaker.talk().revealed(), Some(shown));
        assert_eq!(speaker.talk().index(), at);
    }
    speaker.types(".");
    speaker.presses(Key::End);
    speaker.does(Intent::Talk(TalkIntent::Stop(at)));
    assert_eq!(speaker.talk().revealed(), None, "a stop begins whole");
}

#[test]
fn the_screen_is_black_or_white_until_something_is_to_be_seen() {
    let mut speaker = Speaker::presenting();
    speaker.types("B");
    assert_eq!(speaker.talk().blank(), Some(Blank::Black));
    assert_eq!(speaker.heard(), "Black screen: on");
    speaker.types("W");
    assert_eq!(speaker.talk().blank(), Some(Blank::White));
    speaker.types("W");
    assert_eq!(speaker.talk().blank(), None);
    speaker.types("B");
    speaker.presses(Key::Right);
    assert_eq!((speaker.talk().blank(), speaker.talk().index()), (None, 1));
}

#[test]
fn the_pointer_is_a_laser_a_spotlight_or_a_pen() {
    let mut speaker = Speaker::presenting();
    for (key, hand) in [("L", Hand::Laser), ("S", Hand::Spotlight), ("D", Hand::Ink)] {
        speaker.types(key);
        assert_eq!(speaker.talk().hand(), hand);
    }
    assert_eq!(speaker.heard(), "Draw: on");
    speaker.types("D");
    assert_eq!(speaker.talk().hand(), Hand::Plain);
    assert_eq!(speaker.heard(), "Draw: off");
}

#[test]
fn a_page_is_looked_at_closely_moved_about_and_seen_whole_again() {
    let mut speaker = Speaker::presenting();
    let whole = speaker.talk().look();
    assert_eq!(whole.zoom, 1.0);
    speaker.presses(Key::Plus);
    speaker.presses(Key::Plus);
    let close = speaker.talk().look();
    assert!(close.zoom > 1.5);
    assert!((close.centre - whole.centre).hypot() < 1e-6);
    speaker.does(Intent::Talk(TalkIntent::Pan(Vec2::new(20.0, -10.0))));
    let moved = speaker.talk().look().centre - close.centre;
    assert!((moved - Vec2::new(20.0, -10.0)).hypot() < 1e-9);
    // Never beside the page.
    speaker.does(Intent::Talk(TalkIntent::Pan(Vec2::new(-1e9, -1e9))));
    let half = whole.centre.to_vec2() / close.zoom;
    assert!((speaker.talk().look().centre.to_vec2() - half).hypot() < 1e-6);
    speaker.presses(Key::Minus);
    assert!(speaker.talk().look().zoom < close.zoom);
    speaker.types("0");
    assert_eq!(speaker.talk().look(), whole);
    // The wheel keeps what is under the pointer.
    let at = Point::new(300.0, 200.0);
    speaker.does(Intent::Talk(TalkIntent::Zoom { factor: 2.0, at }));
    let look = speaker.talk().look();
    let seen = |look: Look| (at - look.centre) * look.zoom;
    assert!((seen(look) - seen(whole)).hypot() < 1e-6);
    for factor in [1e9, f64::NAN, 0.0, -1.0] {
        speaker.does(Intent::Talk(TalkIntent::Zoom { factor, at }));
        assert!((1.0..=CLOSEST).contains(&speaker.talk().look().zoom));
    }
    speaker.presses(Key::Right);
    assert_eq!(speaker.talk().look().zoom, 1.0, "a page begins whole");
}

#[test]
fn the_next_persona_and_state_are_shown_and_in_the_end_what_was_set() {
    let mut speaker = Speaker::presenting();
    let map = speaker.editor.map().clone();
    assert!(map.personas.len() > 1);
    let set = speaker.talk().voiced(0).expect("a stop");
    for persona in &map.personas {
        speaker.types("R");
        assert_eq!(speaker.talk().voice(), &Voice::Persona(persona.id.clone()));
        let stop = speaker.talk().voiced(0).expect("a stop");
        assert_eq!(stop.personas, std::slice::from_ref(&persona.id));
        assert_eq!(speaker.heard(), persona.name);
        speaker.waits();
        assert!(speaker.talk().page().is_some());
    }
    while speaker.talk().voice() != &Voice::AsSet {
        speaker.types("R");
    }
    assert_eq!(speaker.talk().voiced(0), Some(set));

    let mut alone = Map::clone(&map);
    alone.personas.truncate(1);
    alone.lanes.clear();
    alone.lines.clear();
    alone.arrows.clear();
    let mut speaker = Speaker {
        editor: Editor::new(alone, Fonts::bundled()),
    };
    speaker.presses(Key::F5);
    assert!(is_refused(&speaker.presses(Key::Char('R'))));
}

#[test]
fn the_map_is_worked_on_in_the_middle_of_a_talk_and_the_stop_comes_back() {
    let mut speaker = Speaker::with(0);
    speaker.does(Intent::ViewResized(crate::geom::Size::new(1200.0, 800.0)));
    speaker.does(Intent::Select(vec![Target::Stage("purchase".into())]));
    speaker.presses_all(plain(Key::F5).shifted());
    speaker.waits();
    let place = speaker.place();
    let before = speaker.editor.map().clone();
    speaker.types("E");
    assert!(!speaker.editor.is_presenting() && speaker.talk().is_editing());
    let stage = Target::Stage("purchase".into());
    assert_eq!(speaker.editor.selection().targets(), [stage]);
    assert_eq!(speaker.editor.map(), &before, "the letter is not written");
    assert!(speaker.editor.text_edit().is_none());
    // Letters that follow are.
    speaker.presses(Key::F2);
    speaker.types("X");
    speaker.presses(Key::Enter);
    assert_ne!(speaker.editor.map(), &before);
    // Escape ends what is going on first.
    speaker.presses(Key::F2);
    speaker.presses(Key::Escape);
    assert!(speaker.talk().is_editing());
    speaker.presses(Key::Escape);
    assert!(speaker.editor.is_presenting());
    assert_eq!(speaker.place(), place);
    assert!(Arc::ptr_eq(speaker.talk().map(), speaker.editor.map()));
    assert!(
        speaker.talk().page().is_none(),
        "what was made is of the map before"
    );
    speaker.waits();
    assert!(speaker.talk().page().is_some());
}

#[test]
fn time_notes_and_keys_are_shown_when_they_are_asked_for() {
    let mut speaker = Speaker::presenting();
    speaker.types("T");
    assert!(speaker.talk().shows_clock());
    speaker.types("T");
    assert!(!speaker.talk().shows_clock());
    speaker.types("N");
    assert_eq!(speaker.talk().notes(), Notes::Here);
    speaker.presses_all(plain(Key::Char('N')).shifted());
    assert_eq!(speaker.talk().notes(), Notes::Apart);
    assert_eq!(speaker.heard(), "Notes in a second window: on");
    // Where there is no second window, that is said.
    let effects = speaker.does(Intent::Talk(TalkIntent::NoSecondWindow));
    assert!(is_refused(&effects));
    assert_eq!(speaker.talk().notes(), Notes::Here);
    speaker.types("N");
    assert_eq!(speaker.talk().notes(), Notes::Hidden);
    // On whatever key the sign stands.
    for shift in [false, true] {
        let key = Shortcut {
            shift,
            ..plain(Key::Char('?'))
        };
        speaker.presses_all(key);
        assert_eq!(speaker.talk().over(), (!shift).then_some(Over::Help));
    }
    speaker.types("?");
    speaker.presses(Key::Escape);
    assert!(speaker.editor.is_presenting() && speaker.talk().over().is_none());
}

#[test]
fn full_screen_is_the_worlds_and_other_shortcuts_do_nothing() {
    let mut speaker = Speaker::presenting();
    let full_screen = [Effect::Outside(OutsideAction::FullScreen)];
    assert_eq!(speaker.presses(Key::F11), full_screen);
    assert_eq!(speaker.presses(Key::Char('F')), full_screen);
    let save = Shortcut {
        command: true,
        ..plain(Key::Char('S'))
    };
    assert_eq!(
        speaker.presses_all(save),
        [Effect::Outside(OutsideAction::Save)]
    );
    let (before, place) = (speaker.editor.map().clone(), speaker.place());
    for letter in ['Z', 'Y', 'X', 'V', 'D', 'A', 'W'] {
        let shortcut = Shortcut {
            command: true,
            ..plain(Key::Char(letter))
        };
        assert_eq!(speaker.presses_all(shortcut), [], "{letter}");
    }
    for key in [Key::Delete, Key::Tab, Key::F2, Key::F3] {
        assert_eq!(speaker.presses(key), []);
    }
    assert_eq!(speaker.does(Intent::Action(Action::Delete)), []);
    assert_eq!((speaker.editor.map(), speaker.place()), (&before, place));
}

#[test]
fn every_key_has_one_meaning() {
    let mut keys: Vec<&Shortcut> = Cue::ALL.iter().flat_map(|cue| cue.keys()).collect();
    let count = keys.len();
    keys.sort_by_key(|key| format!("{key:?}"));
    keys.dedup();
    assert_eq!(keys.len(), count);
    for cue in Cue::ALL {
        for key in cue.keys() {
            assert_eq!(Cue::of_key(key), Some(*cue));
        }
        assert!(crate::scene::Icon::named(cue.icon()).is_some(), "{cue:?}");
        assert!(!cue.name().is_empty() && !cue.about().is_empty());
    }
}

#[test]
fn keys_that_come_before_the_pages_are_done_in_their_order() {
    let all = [
        Key::Right,
        Key::Right,
        Key::Left,
        Key::Char('B'),
        Key::Right,
    ];
    // One after the other, each once its page is there.
    let mut calm = Speaker::presenting();
    for key in all {
        calm.presses(key);
        calm.waits();
    }
    // All at once, and the pages only then.
    let mut hasty = Speaker::with(0);
    hasty.presses(Key::F5);
    for key in all {
        hasty.presses(key);
    }
    assert_eq!(
        hasty.place(),
        (0, 0),
        "it is not known how many pages there are"
    );
    hasty.waits();
    assert_eq!(hasty.place(), calm.place());
    assert_eq!(hasty.talk().blank(), calm.talk().blank());
    // Who wants to leave does not wait.
    let mut leaving = Speaker::with(0);
    for key in [Key::F5, Key::Right, Key::Escape] {
        leaving.presses(key);
    }
    assert!(leaving.editor.talk().is_none());
}

#[test]
fn pages_are_wanted_one_at_a_time_the_one_at_hand_first() {
    let mut speaker = Speaker::with(0);
    speaker.presses(Key::F5);
    let mut wanted = Vec::new();
    while let Some(order) = speaker.editor.wanted_pages() {
        wanted.push(order.stop.id.clone());
        speaker.does(Intent::Talk(TalkIntent::Made(Box::new(order.failed()))));
    }
    let stops = speaker.talk().stops();
    assert_eq!(wanted, [stops[0].id.clone(), stops[1].id.clone()]);
    // What could not be made is passed like any other.
    assert!(speaker.talk().has_failed());
    speaker.presses(Key::Right);
    assert_eq!(speaker.talk().index(), 1);
    // What is made of another map is none of its.
    let other = Arc::new(Map::clone(speaker.editor.map()));
    let stop = speaker.talk().stops()[2].clone();
    let dated = other.clone();
    let stale = PageOrder {
        map: other,
        stop,
        dated,
    }
    .failed();
    speaker.does(Intent::Talk(TalkIntent::Made(Box::new(stale))));
    assert!(speaker.talk().pages_of(2).is_none());
}

#[test]
fn each_stop_is_told_with_its_place_its_title_and_what_it_says() {
    let mut speaker = Speaker::with(0);
    speaker.presses(Key::F5);
    let count = speaker.count();
    let title = |speaker: &Speaker, index| {
        let title = speaker.talk().title_of(index, Language::English);
        title.expect("a stop")
    };
    let expected = format!("1 of {count}: {}", title(&speaker, 0));
    assert_eq!(speaker.heard(), expected, "before the page is there");
    let times = speaker.editor.told_times();
    speaker.waits();
    assert!(speaker.editor.told_times() > times);
    let map = speaker.editor.map().title.clone();
    assert!(speaker.heard().contains(&map), "{}", speaker.heard());
    speaker.presses(Key::Right);
    let heard = speaker.heard();
    assert!(heard.starts_with(&format!("2 of {count}")), "{heard}");
    assert!(heard.contains(&title(&speaker, 1)), "{heard}");
    speaker.presses(Key::Escape);
    assert_eq!(speaker.heard(), "Presentation ended");
}

#[test]
fn what_is_not_revealed_is_not_read_out() {
    let mut speaker = Speaker::presenting();
    speaker.at_lanes();
    let texts = |speaker: &Speaker| {
        let talk = speaker.talk();
        let page = talk.page().expect("made");
        page_texts(page, talk.map(), talk.revealed(), Language::English)
    };
    let all = texts(&speaker);
    speaker.types(".");
    let first = texts(&speaker);
    assert!(!first.is_empty() && first.len() < all.len());
    let part = hidden_part(speaker.talk().page().expect("made"), Some(1)).expect("covered");
    assert!(first.iter().all(|text| !part.contains(text.rect.center())));
}

#[test]
fn a_walk_is_a_talk_through_the_moments_of_contact() {
    let mut speaker = Speaker::with(0);
    speaker.does(Intent::Action(Action::Walk));
    assert_eq!(speaker.talk().deck(), Deck::Walk);
    let map = speaker.editor.map().clone();
    let touchpoints = map.lanes.iter();
    let touchpoints = touchpoints.filter(|lane| lane.role() == Some(CardRole::Touchpoints));
    let touchpoints: Vec<_> = touchpoints.flat_map(|lane| lane.cards()).collect();
    let stops = speaker.talk().stops().to_vec();
    assert_eq!(stops.len(), touchpoints.len());
    for stop in &stops {
        let Shows::Cards(cards) = &stop.shows else {
            panic!("{stop:?}");
        };
        // What is met, and of its stage what is thought and what goes wrong.
        let met = &map.card(&cards[0]).expect("there").1;
        assert!(touchpoints.iter().any(|card| card.id == met.id));
        assert_eq!(stop.title, met.text);
        for id in &cards[1..] {
            let (lane, card) = map.card(id).expect("there");
            assert_eq!(card.stage, met.stage);
            assert_ne!(lane.role(), Some(CardRole::Touchpoints));
        }
    }
    let of_signing = stops
        .iter()
        .find(|stop| stop.shows.ids()[0].as_str() == "t8");
    let notes = &of_signing.expect("the contract").notes;
    assert!(notes.contains("Unexplained fee"), "{notes}");
    speaker.presses(Key::Escape);
    assert!(speaker.editor.talk().is_none());
}

#[test]
fn who_walks_meets_and_feels_what_is_theirs() {
    let mut speaker = Speaker::with(0);
    speaker.does(Intent::Select(vec![Target::Persona("fleet".into())]));
    speaker.does(Intent::Action(Action::Walk));
    let map = speaker.editor.map().clone();
    assert_eq!(speaker.talk().voice(), &Voice::Persona("fleet".into()));
    for stop in speaker.talk().stops() {
        assert_eq!(stop.personas, ["fleet".into()]);
        for id in stop.shows.ids() {
            let card = map.card(id).expect("there").1;
            let own = card.personas.is_empty() || card.personas.contains(&"fleet".into());
            assert!(own, "{card:?}");
        }
        let dewi = &map.persona(&"dewi".into()).expect("there").name;
        assert!(!stop.notes.contains(dewi.as_str()), "{}", stop.notes);
    }
    // The next persona goes the same way as they go it.
    let fleet = speaker.talk().stops().to_vec();
    speaker.types("R");
    assert_ne!(speaker.talk().voice(), &Voice::Persona("fleet".into()));
    assert_ne!(speaker.talk().stops(), fleet);
}

#[test]
fn where_nobody_meets_the_actions_are_walked_and_an_empty_stage_is_a_stop_too() {
    let mut map = file::load(file::samples()[1].bytes).unwrap().map;
    let walked = |map: &Map| -> Vec<Shows> {
        let mut editor = Editor::new(map.clone(), Fonts::bundled());
        editor.handle(Intent::Action(Action::Walk));
        let stops = editor.talk().expect("a talk").stops();
        stops.iter().map(|stop| stop.shows.clone()).collect()
    };
    let first = |shows: &Shows| (shows.part(), shows.ids()[0].clone());
    // Two of the columns of a stage with steps, in the order of the columns.
    let met: Vec<_> = walked(&map).iter().map(first).collect();
    let at = |id: &str| {
        let card = (Some(Part::Card), id.into());
        met.iter().position(|met| *met == card).expect("a stop")
    };
    assert!(at("t5") < at("t6") && at("t6") < at("t7"));
    map.lanes
        .retain(|lane| lane.role() != Some(CardRole::Touchpoints));
    assert_eq!(first(&walked(&map)[0]), (Some(Part::Card), "a1".into()));

    let blank = walked(&crate::editor::blank_map(Language::English));
    assert_eq!(blank[0], Shows::Stages(vec!["awareness".into()]));
    assert_eq!(blank.len(), 5);
}

#[test]
fn what_the_pointer_does_on_the_map_is_nothing_in_a_talk() {
    let mut speaker = Speaker::presenting();
    let held = Modifiers::default();
    speaker.does(Intent::PointerMoved {
        at: Point::new(5.0, 5.0),
        modifiers: held,
    });
    assert!(speaker.editor.is_presenting());
    assert_eq!(speaker.place(), (0, 0));
}

/// The README names all keys as the program does.
#[test]
fn the_readme_has_the_keys() {
    let readme = include_str!("../../../README.md");
    for (name, keys) in keys_of_talk(false, Language::English) {
        let row = format!("| {name} | {keys} |");
        assert!(readme.contains(&row), "{row}");
    }
}
