//! Keys in the order in which they were pressed, though many come in one frame.
//!
//! What is typed on the sheet goes to the editor, which needs nobody to have been drawn: all of it
//! passes. A key that may hand the keyboard on (a shortcut that opens something, Tab in a panel)
//! is another matter: whom the next key is for is only known when the window was drawn with what
//! came of it, and nobody has taken the keyboard since. Until then the keys behind it are held
//! back, before egui has seen anything of them, and what the pointer does behind a key waits with
//! it. So do the keys behind one that pastes, until the clipboard was read.

use std::{collections::VecDeque, mem};

use egui::{Context, Event, Id, Key, LayerId, Plugin, RawInput};

use super::{
    keyboard::{has_keyboard, press_of},
    menu_keys,
};
use crate::editor::Action;

/// The keys, and what the pointer did behind them, that are held back.
#[derive(Default)]
pub(super) struct KeyQueue {
    held: VecDeque<Event>,
    handing: Option<Handing>,
    /// The clipboard is asked for, and whether it has been told that it is.
    asking: Option<Asked>,
    /// There is a sheet to type on.
    has_sheet: bool,
}

/// What is known of a clipboard that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    is_told: bool,
}

/// The keyboard is on its way to somebody.
struct Handing {
    /// The window was drawn with what came of the key.
    is_drawn: bool,
    /// Who had the keyboard when the latest frame began.
    holder: Holder,
}

/// All that tells for whom a key is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Holder {
    focused: Option<Id>,
    modal: Option<LayerId>,
    is_menu: bool,
}

impl Holder {
    fn of(ctx: &Context) -> Self {
        let (focused, modal) = ctx.memory(|memory| (memory.focused(), memory.top_modal_layer()));
        Self {
            focused,
            modal,
            is_menu: egui::Popup::is_any_open(ctx),
        }
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "keys in order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let events = mem::take(&mut input.events);
        input.events = self.order(ctx, events);
    }
}

impl KeyQueue {
    /// Orders the keys of a window from its first frame on; `has_sheet`: there is one to type on.
    /// Whether the clipboard is to be read.
    pub(super) fn attend(ctx: &Context, has_sheet: bool) -> bool {
        let queue = ctx.plugin_or_default::<Self>();
        let mut queue = queue.lock();
        queue.has_sheet = has_sheet;
        if !queue.held.is_empty() && queue.asking.is_none() {
            ctx.request_repaint();
        }
        let asked = queue.asking.as_mut();
        asked.is_some_and(|asked| !std::mem::replace(&mut asked.is_told, true))
    }

    /// Goes on with what was asked of the clipboard, before the keys that wait.
    pub(super) fn paste(ctx: &Context, text: Option<String>) {
        let queue = ctx.plugin_or_default::<Self>();
        let mut queue = queue.lock();
        if queue.asking.take().is_some()
            && let Some(text) = text.filter(|text| !text.is_empty())
        {
            queue.held.push_front(Event::Paste(text));
        }
        ctx.request_repaint();
    }

    /// Leaves of the events of a frame only those whose time has come.
    fn order(&mut self, ctx: &Context, events: Vec<Event>) -> Vec<Event> {
        let mut is_open = self.is_settled(ctx);
        let mut a_key_rests = false;
        let mut now = Vec::with_capacity(events.len());
        let mac = ctx.os().is_mac();
        let events = events.into_iter().map(|event| edited(event, mac));
        for event in mem::take(&mut self.held).into_iter().chain(events) {
            let waits_for_keys = is_pointer(&event) && (a_key_rests || !self.held.is_empty());
            if !is_key(&event) && !waits_for_keys {
                // What is pressed with the pointer may hand the keyboard on, too.
                is_open &= !matches!(event, Event::PointerButton { .. });
                now.push(event);
            } else if is_open && is_asking(&event) {
                self.asking = Some(Asked { is_told: false });
                is_open = false;
                a_key_rests = true;
            } else if is_open || self.is_let_go(&event) {
                if self.hands_on(ctx, &event) {
                    is_open = false;
                    a_key_rests = true;
                }
                now.push(event);
            } else {
                self.held.push_back(event);
            }
        }
        if !is_open && self.handing.is_none() {
            self.handing = Some(Handing {
                is_drawn: false,
                holder: Holder::of(ctx),
            });
        }
        now
    }

    /// Whether a key is let go whose being pressed was seen: nobody waits for that.
    fn is_let_go(&self, event: &Event) -> bool {
        let released = match event {
            Event::Key {
                key,
                pressed: false,
                ..
            } => key,
            _ => return false,
        };
        let is_of_it = |held: &Event| matches!(held, Event::Key { key, .. } if key == released);
        !self.held.iter().any(is_of_it)
    }

    /// Whether it is plain for whom the next key is.
    fn is_settled(&mut self, ctx: &Context) -> bool {
        if self.asking.is_some() {
            return false;
        }
        let Some(handing) = &mut self.handing else {
            return true;
        };
        let holder = Holder::of(ctx);
        if handing.is_drawn && handing.holder == holder {
            self.handing = None;
            return true;
        }
        *handing = Handing {
            is_drawn: true,
            holder,
        };
        false
    }

    /// Whether the keyboard may belong to something else after a key.
    fn hands_on(&self, ctx: &Context, event: &Event) -> bool {
        let leaves_region = matches!(
            event,
            Event::Key {
                key: Key::F6,
                pressed: true,
                ..
            }
        );
        if leaves_region || menu_keys::leads_to_menus(event) {
            return true;
        }
        let press = press_of(event, ctx.os().is_mac());
        if self.has_sheet && has_keyboard(ctx) {
            return press.is_some_and(|press| Action::hands_on(&press.shortcut));
        }
        let writes = ctx.text_edit_focused();
        match event {
            Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::PasteImage(_) => {
                !writes
            }
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => match key {
                // What begins a talk takes the keyboard from a field, too.
                Key::Enter | Key::Tab | Key::Escape | Key::F5 | Key::F11 => true,
                // What is held for the next key means nothing yet.
                Key::AltLeft | Key::AltRight | Key::ShiftLeft | Key::ShiftRight => false,
                Key::ControlLeft | Key::ControlRight | Key::SuperLeft | Key::SuperRight => false,
                // However often: they leave the keyboard where it is.
                Key::Z | Key::Y if modifiers.command => false,
                // A letter comes as a text of its own; until then nothing has happened.
                _ if modifiers.command => true,
                _ => !writes && !is_printed(*key),
            },
            _ => false,
        }
    }
}

/// Asks for the clipboard, in the order of the keys: nothing is pasted by it.
fn is_asking(event: &Event) -> bool {
    matches!(event, Event::Paste(text) if text.is_empty())
}

/// What cuts, copies and pastes on any keyboard as the event that says so.
fn edited(event: Event, mac: bool) -> Event {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = &event
    else {
        return event;
    };
    let command = modifiers.command_only();
    let (control, shift) = (
        !mac && modifiers.ctrl && !modifiers.shift && !modifiers.alt,
        !mac && modifiers.shift && !modifiers.ctrl && !modifiers.alt,
    );
    match key {
        Key::Copy => Event::Copy,
        Key::Cut => Event::Cut,
        Key::Paste => Event::Paste(String::new()),
        Key::C if command => Event::Copy,
        Key::X if command => Event::Cut,
        Key::V if command => Event::Paste(String::new()),
        Key::Insert if control => Event::Copy,
        Key::Delete if shift => Event::Cut,
        Key::Insert if shift => Event::Paste(String::new()),
        _ => event,
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

/// Whether a key, pressed alone, types something.
fn is_printed(key: Key) -> bool {
    key == Key::Space
        || key.name().chars().count() == 1
        || key.symbol_or_name().chars().count() == 1
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, TextEdit};

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

    /// What is left of the events in each frame, when all come in the first; `draw` draws the
    /// window of a frame.
    fn frames(
        has_sheet: bool,
        events: Vec<Event>,
        mut draw: impl FnMut(usize, &mut egui::Ui),
    ) -> Vec<Vec<Event>> {
        let ctx = Context::default();
        let mut seen = Vec::new();
        for number in 0..12 {
            let events = if number == 1 {
                events.clone()
            } else {
                Vec::new()
            };
            let input = RawInput {
                events,
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                KeyQueue::attend(ui.ctx(), has_sheet);
                seen.push(ui.input(|input| input.events.clone()));
                draw(number, ui);
            });
            output.textures_delta.clear();
        }
        seen.split_off(1)
    }

    #[test]
    fn all_that_is_typed_on_the_sheet_passes_at_once() {
        let all = vec![
            text("a"),
            key(Key::Enter, Modifiers::NONE),
            text("b"),
            key(Key::Tab, Modifiers::NONE),
            text("c"),
            key(Key::Z, Modifiers::COMMAND),
            key(Key::Y, Modifiers::COMMAND),
            key(Key::Escape, Modifiers::NONE),
            text("d"),
        ];
        assert_eq!(frames(true, all.clone(), |_, _| ())[0], all);
    }

    #[test]
    fn letters_behind_a_shortcut_wait_until_its_field_has_the_keyboard() {
        let find = key(Key::F, Modifiers::COMMAND);
        // However many frames it takes until the field is there.
        for late in 2..4 {
            let (mut of_find, field) = (String::new(), Id::unique("field"));
            let seen = frames(
                true,
                vec![find.clone(), text("a"), text("b")],
                |number, ui| {
                    if number >= late {
                        let response = ui.add(TextEdit::singleline(&mut of_find).id(field));
                        if number == late {
                            response.request_focus();
                        }
                    } else {
                        // Something goes on.
                        ui.memory_mut(|memory| memory.request_focus(Id::unique(number)));
                    }
                },
            );
            assert_eq!(seen[0], std::slice::from_ref(&find));
            assert_eq!(of_find, "ab", "{late}");
        }
    }

    #[test]
    fn tab_leads_from_field_to_field_for_the_letters_behind_it() {
        let mut fields = [const { String::new() }; 3];
        let all = vec![
            text("one"),
            key(Key::Tab, Modifiers::NONE),
            text("two"),
            key(Key::Tab, Modifiers::NONE),
            text("three"),
        ];
        frames(false, all, |number, ui| {
            for (index, field) in fields.iter_mut().enumerate() {
                let response = ui.add(TextEdit::singleline(field).id(Id::unique(index)));
                if number == 0 && index == 0 {
                    response.request_focus();
                }
            }
        });
        assert_eq!(fields, ["one", "two", "three"]);
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
        let all = vec![moved(1.0), escape.clone(), moved(2.0), released.clone()];
        let seen = frames(false, all, |_, _| ());
        assert_eq!(seen[0], [moved(1.0), escape]);
        let later: Vec<Event> = seen[1..].iter().flatten().cloned().collect();
        assert_eq!(later, [moved(2.0), released]);
    }

    #[test]
    fn the_keys_of_any_keyboard_cut_copy_and_paste() {
        let is = |key_of, modifiers| edited(key(key_of, modifiers), false);
        assert_eq!(is(Key::Insert, Modifiers::CTRL), Event::Copy);
        assert_eq!(is(Key::Delete, Modifiers::SHIFT), Event::Cut);
        assert_eq!(is(Key::C, Modifiers::COMMAND), Event::Copy);
        assert_eq!(is(Key::X, Modifiers::COMMAND), Event::Cut);
        for (key_of, modifiers) in [
            (Key::Insert, Modifiers::SHIFT),
            (Key::V, Modifiers::COMMAND),
            (Key::Paste, Modifiers::NONE),
        ] {
            assert!(is_asking(&is(key_of, modifiers)));
        }
        for (key_of, modifiers) in [
            (Key::Insert, Modifiers::NONE),
            (Key::Delete, Modifiers::NONE),
            (Key::V, Modifiers::COMMAND | Modifiers::SHIFT),
        ] {
            assert_eq!(is(key_of, modifiers), key(key_of, modifiers));
        }
    }

    #[test]
    fn keys_behind_one_that_pastes_wait_for_the_clipboard() {
        let ctx = Context::default();
        let all = vec![text("a"), key(Key::Insert, Modifiers::SHIFT), text("b")];
        let mut seen = Vec::new();
        let mut asked = Vec::new();
        for number in 0..9 {
            let input = RawInput {
                events: if number == 1 { all.clone() } else { Vec::new() },
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                asked.push(KeyQueue::attend(ui.ctx(), true));
                seen.push(ui.input(|input| input.events.clone()));
            });
            output.textures_delta.clear();
            if number == 4 {
                KeyQueue::paste(&ctx, Some("pasted".to_owned()));
            }
        }
        assert_eq!(asked.iter().filter(|asked| **asked).count(), 1);
        assert!(asked[1], "in the frame of the key");
        let [before, after] = [&seen[..5], &seen[5..]].map(|seen| seen.concat());
        assert_eq!(before, [text("a")]);
        assert_eq!(after, [Event::Paste("pasted".to_owned()), text("b")]);
    }

    #[test]
    fn a_key_comes_before_the_one_held_with_it_is_let_go() {
        let alt = |pressed| Event::Key {
            key: Key::AltLeft,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::ALT,
        };
        let left = key(Key::ArrowLeft, Modifiers::ALT);
        let all = vec![alt(true), left, alt(false)];
        let field = Id::unique("button");
        let seen = frames(true, all.clone(), |number, ui| {
            let response = ui.interact(ui.max_rect(), field, egui::Sense::click());
            if number == 0 {
                response.request_focus();
            }
        });
        assert_eq!(seen.concat(), all);
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
        let seen = frames(false, all.clone(), |_, _| ());
        let seen: Vec<Event> = seen.into_iter().flatten().collect();
        assert_eq!(seen, all[..seen.len()]);
        assert!(seen.len() >= 4);
    }
}
