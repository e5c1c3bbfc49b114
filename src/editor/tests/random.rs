//! Whatever a hand does, thousands of times over.

use super::*;
use crate::{
    edit::Edit,
    editor::present::{Cue, TalkIntent},
    geom::Rect,
    model::LaneType,
};

/// Numbers that look random, the same for the same seed: Marsaglia's xorshift with 64 bits
/// ("Xorshift RNGs", Journal of Statistical Software 8, 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn event(random: &mut Random, editor: &Editor) -> Intent {
    let layout = editor.layout();
    let view = Rect::new(-60.0, -60.0, 1260.0, 960.0);
    let places = layout.places();
    let at = if random.chance(70) {
        // Where something is, rather than just anywhere.
        let place = &places[random.below(places.len())];
        let rect = editor.camera().screen_rect(place.rect);
        let share = [0.02, 0.5, 0.98][random.below(3)];
        Point::new(
            rect.x0 + rect.width() * share,
            rect.y0 + rect.height() * share,
        )
    } else {
        Point::new(
            view.x0 + random.below(1320) as f64,
            view.y0 + random.below(1020) as f64,
        )
    };
    let modifiers = Modifiers {
        command: random.chance(15),
        shift: random.chance(15),
        alt: random.chance(5),
    };
    let button = match random.below(20) {
        0 => Button::Secondary,
        1 => Button::Middle,
        _ => Button::Primary,
    };
    let onward = [Onward::Stay, Onward::Below, Onward::Next, Onward::Previous];
    match random.below(100) {
        0..40 => Intent::PointerMoved { at, modifiers },
        40..52 => Intent::PointerPressed {
            at,
            button,
            modifiers,
        },
        52..64 => Intent::PointerReleased {
            at,
            button,
            modifiers,
        },
        64..67 => Intent::DoubleClicked { at },
        67 => Intent::Escape,
        68 => Intent::FocusLost,
        69 => Intent::PointerLeft,
        70 => Intent::Tick(0.05),
        71 => Intent::ViewResized(Size::new(700.0 + random.below(800) as f64, 900.0)),
        72 => Intent::Zoom {
            factor: 0.5 + random.below(150) as f64 / 100.0,
            at,
        },
        73 => Intent::SpaceHeld(random.chance(20)),
        74..77 => Intent::Typed(format!("{} ", random.below(1000))),
        77 => match random.below(6) {
            0 => Intent::TextTyped(format!("typed {}", random.below(1000))),
            1 => Intent::TextSelected {
                anchor: random.below(20),
                caret: random.below(20),
            },
            2 => Intent::Composed(Composition::Shown(
                ["か", "ka", ""][random.below(3)].to_owned(),
            )),
            3 => Intent::Composed(Composition::Done(["火", ""][random.below(2)].to_owned())),
            4 => Intent::Composed(Composition::Around {
                before: random.below(3),
                after: random.below(3),
            }),
            _ => Intent::Typed(["é", "👍🏽", "\n", "e\u{301}"][random.below(4)].to_owned()),
        },
        89..92 => {
            let keys = [
                Key::Left,
                Key::Right,
                Key::Up,
                Key::Down,
                Key::Home,
                Key::End,
                Key::Enter,
                Key::Tab,
                Key::Backspace,
                Key::Delete,
                Key::Escape,
                Key::Char('Z'),
                Key::Char('Y'),
                Key::Char('A'),
                Key::Char('X'),
            ];
            let reaches = [Reach::Letter, Reach::Word, Reach::Line];
            Intent::Pressed(KeyPress {
                shortcut: Shortcut {
                    key: keys[random.below(keys.len())],
                    command: random.chance(40),
                    shift: random.chance(30),
                    alt: false,
                },
                reach: reaches[random.below(3)],
            })
        }
        78..81 => Intent::CommitTextAnd(onward[random.below(4)]),
        81 => {
            let place = &places[random.below(places.len())];
            Intent::Select(vec![place.target.clone()])
        }
        82 => Intent::TakeNew(Action::PALETTE[random.below(Action::PALETTE.len())]),
        83 => Intent::Paste {
            html: None,
            text: ["one\ntwo", "a\tb\nc\td", "", "- x"][random.below(4)].to_owned(),
        },
        84 => match editor.copied() {
            Some((text, html)) => Intent::Paste { html, text },
            None => Intent::Escape,
        },
        85 => Intent::AddStageAt(random.below(9)),
        86 => Intent::AddLaneAt(LaneType::Emotion, random.below(9)),
        87 => Intent::Preview {
            name: "Edit text",
            edits: vec![Edit::SetText {
                target: Target::Title,
                field: Field::Title,
                text: random.below(100).to_string(),
            }],
        },
        88 => Intent::CommitPreview,
        _ => {
            let actions = Action::all();
            Intent::Action(actions[random.below(actions.len())])
        }
    }
}

#[test]
fn ten_thousand_events_break_nothing_and_can_all_be_undone() {
    for seed in [0x5eed, 0xfeed_beef, 0x1234_5678_9abc] {
        println!("seed {seed:#x}");
        let mut random = Random(seed);
        let mut person = Person::new();
        let start = person.editor.map().clone();
        for number in 0..3_400 {
            let intent = event(&mut random, &person.editor);
            // Maps that grow without end only make the test slow.
            let crowded = person.editor.map().cards().count() > 150
                || person.editor.map().stages.len() > 24
                || person.editor.map().lanes.len() > 24;
            // In a talk hardly anything is done to the map.
            let intent = if person.editor.is_presenting() && random.chance(30) {
                Intent::Talk(TalkIntent::Cue(Cue::End))
            } else if crowded {
                Intent::Action(Action::Undo)
            } else {
                intent
            };
            person.does(intent);
            if number % 8 == 0 {
                person.editor.overlay(Language::Indonesian);
                person.editor.help_line(Language::English);
                person.editor.cursor();
            }
        }
        person.does(Intent::FocusLost);
        person.does(Intent::CancelText);
        person.does(Intent::CancelPreview);
        // One step back each: from what is open over a stop, then from the talk.
        for _ in 0..8 {
            if person.editor.is_presenting() {
                person.does(Intent::Talk(TalkIntent::Cue(Cue::End)));
            }
        }
        assert!(!person.editor.is_presenting());
        while person.undo_name().is_some() {
            person.acts(Action::Undo);
        }
        assert!(Arc::ptr_eq(person.editor.map(), &start), "seed {seed:#x}");
        assert!(!person.editor.is_dirty());
    }
}
