//! Keys in the order in which they were pressed, though several come in one frame.
//!
//! What a key does is only to be seen in the next frame: a field that Ctrl+F opens, a card that
//! the first letter begins, a drag that Escape gives up. Whoever is faster than the window is
//! drawn would lose the letters in between, write them in the text before, or drop what was given
//! up. So after a key that may hand the keyboard on, the keys behind it are held back until that
//! is done, and what the pointer does behind a key waits with it.

use std::{collections::VecDeque, mem};

use egui::{Context, Event, Key};

/// The keys, and what the pointer did behind them, that are held back.
#[derive(Default)]
pub(super) struct KeyQueue {
    held: VecDeque<Event>,
    /// The keyboard may be handed on in this frame.
    rests: bool,
}

impl KeyQueue {
    /// Leaves of the keys of this frame only those whose time has come. To be called before
    /// anything looks at them.
    pub(super) fn order(&mut self, ctx: &Context) {
        let typing = ctx.text_edit_focused();
        let rests = mem::take(&mut self.rests);
        ctx.input_mut(|input| {
            let mut now = Vec::with_capacity(input.events.len());
            let mut is_open = !rests;
            let mut a_key_rests = false;
            let held = mem::take(&mut self.held);
            for event in held.into_iter().chain(mem::take(&mut input.events)) {
                let waits_for_keys = is_pointer(&event) && (a_key_rests || !self.held.is_empty());
                if !is_key(&event) && !waits_for_keys {
                    // What is pressed with the pointer may hand the keyboard on, too.
                    let presses = matches!(event, Event::PointerButton { .. });
                    if presses && is_open {
                        self.rests = true;
                        is_open = false;
                    }
                    now.push(event);
                } else if is_open {
                    if hands_on(&event, typing) {
                        self.rests = true;
                        is_open = false;
                        a_key_rests = true;
                    }
                    now.push(event);
                } else {
                    self.held.push_back(event);
                }
            }
            input.events = now;
        });
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }
}

fn is_key(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::PasteImage(_)
    )
}

fn is_pointer(event: &Event) -> bool {
    matches!(
        event,
        Event::PointerMoved(_) | Event::PointerButton { .. } | Event::PointerGone
    )
}

/// Whether the keyboard may belong to something else after a key.
fn hands_on(event: &Event, typing: bool) -> bool {
    match event {
        Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::PasteImage(_) => {
            !typing
        }
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => match key {
            Key::Enter | Key::Tab | Key::Escape => true,
            // A letter comes as a text of its own; until then nothing has happened.
            _ if modifiers.command => true,
            _ => !typing && !is_printed(*key),
        },
        _ => false,
    }
}

/// Whether a key, pressed alone, types something.
fn is_printed(key: Key) -> bool {
    key == Key::Space
        || key.name().chars().count() == 1
        || key.symbol_or_name().chars().count() == 1
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, RawInput};

    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// What is left of the events in each frame, when all come in the first.
    fn frames(events: Vec<Event>) -> Vec<Vec<Event>> {
        let (ctx, mut queue) = (Context::default(), KeyQueue::default());
        let mut seen = Vec::new();
        for number in 0..8 {
            let events = if number == 0 {
                events.clone()
            } else {
                Vec::new()
            };
            let input = RawInput {
                events,
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                queue.order(ui.ctx());
                seen.push(ui.input(|input| input.events.clone()));
            });
            output.textures_delta.clear();
        }
        seen
    }

    #[test]
    fn letters_behind_a_shortcut_wait_until_its_field_is_there() {
        let find = key(Key::F, Modifiers::COMMAND);
        let seen = frames(vec![find.clone(), text("a"), text("b")]);
        assert_eq!(seen[..3], [vec![find], vec![], vec![text("a")]]);
        assert_eq!(seen[3..5], [vec![], vec![text("b")]]);
    }

    #[test]
    fn what_the_pointer_does_behind_a_key_waits_for_it() {
        let escape = key(Key::Escape, Modifiers::NONE);
        let moved = |x| Event::PointerMoved(egui::pos2(x, 1.0));
        let released = Event::PointerButton {
            pos: egui::pos2(2.0, 1.0),
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        };
        let seen = frames(vec![
            moved(1.0),
            escape.clone(),
            moved(2.0),
            released.clone(),
        ]);
        assert_eq!(seen[0], [moved(1.0), escape]);
        assert_eq!(seen[1], [moved(2.0), released]);
        assert!(seen[2..].iter().all(Vec::is_empty));
    }

    #[test]
    fn nothing_is_lost_or_put_in_another_order() {
        let all = vec![
            key(Key::A, Modifiers::NONE),
            text("a"),
            key(Key::Enter, Modifiers::NONE),
            text("b"),
            key(Key::ArrowDown, Modifiers::NONE),
            text("c"),
        ];
        let seen: Vec<Event> = frames(all.clone()).into_iter().flatten().collect();
        assert_eq!(seen, all[..seen.len()]);
        assert!(seen.len() >= 4);
    }
}
