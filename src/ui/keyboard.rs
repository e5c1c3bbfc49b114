//! Who has the keyboard, the sheet or a widget of the window, and what its keys are to the editor.

use egui::{Context, Event, Id, Key as EguiKey, Modifiers};

use crate::editor::{Key, KeyPress, Reach, Shortcut};

/// What the canvas is known as.
pub(super) fn canvas_id() -> Id {
    Id::unique("canvas")
}

/// Whether what is typed is meant for the sheet.
pub(super) fn has_keyboard(ctx: &Context) -> bool {
    let is_covered =
        egui::Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some());
    let focused = ctx.memory(|memory| memory.focused());
    !is_covered && focused.is_none_or(|focused| focused == canvas_id())
}

/// Gives the keyboard to who had it before, where that is still there, else to the sheet, which takes
/// what nobody has.
pub(super) fn give_back(ctx: &Context, before: Option<Id>) {
    let back = before.filter(|id| *id != canvas_id() && ctx.read_response(*id).is_some());
    ctx.memory_mut(|memory| match (back, memory.focused()) {
        (Some(back), _) => memory.request_focus(back),
        (None, Some(focused)) => memory.surrender_focus(focused),
        (None, None) => {}
    });
}

/// Whether a widget of the window has taken the keyboard from the sheet.
pub(super) fn is_elsewhere(ctx: &Context) -> bool {
    let focused = ctx.memory(|memory| memory.focused());
    focused.is_some_and(|focused| focused != canvas_id())
}

/// The key that was pressed, for what is made of keys that the editor knows.
pub(super) fn press_of(event: &Event, mac: bool) -> Option<KeyPress> {
    let command = |key| KeyPress {
        shortcut: Shortcut {
            key,
            command: true,
            shift: false,
            alt: false,
        },
        reach: Reach::Letter,
    };
    match event {
        // These come as events of their own.
        Event::Copy => Some(command(Key::Char('C'))),
        Event::Cut => Some(command(Key::Char('X'))),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => press_of_key(*key, *modifiers, mac),
        _ => None,
    }
}

fn press_of_key(key: EguiKey, modifiers: Modifiers, mac: bool) -> Option<KeyPress> {
    if mac && modifiers.ctrl && !modifiers.command {
        return mac_control(key, modifiers.shift);
    }
    let key = key_of(key)?;
    let shortcut = Shortcut {
        key,
        command: modifiers.command,
        // Where plus and minus lie is not the same on all keyboards.
        shift: modifiers.shift && !matches!(key, Key::Plus | Key::Minus),
        alt: modifiers.alt,
    };
    let is_along = matches!(key, Key::Up | Key::Down | Key::Home | Key::End);
    let reach = match (modifiers.command, modifiers.alt) {
        (true, _) if mac || is_along => Reach::Line,
        (true, _) | (_, true) => Reach::Word,
        (false, false) => Reach::Letter,
    };
    Some(KeyPress { shortcut, reach })
}

/// What Ctrl does in every text of a Mac.
fn mac_control(key: EguiKey, shift: bool) -> Option<KeyPress> {
    let (key, reach) = match key {
        EguiKey::A => (Key::Home, Reach::Letter),
        EguiKey::E => (Key::End, Reach::Letter),
        EguiKey::B => (Key::Left, Reach::Letter),
        EguiKey::F => (Key::Right, Reach::Letter),
        EguiKey::P => (Key::Up, Reach::Letter),
        EguiKey::N => (Key::Down, Reach::Letter),
        EguiKey::H => (Key::Backspace, Reach::Letter),
        EguiKey::D => (Key::Delete, Reach::Letter),
        EguiKey::K => (Key::Delete, Reach::Line),
        _ => return None,
    };
    let shortcut = Shortcut {
        key,
        // No shortcut of the sheet is held like this.
        command: true,
        alt: true,
        shift,
    };
    Some(KeyPress { shortcut, reach })
}

/// A key of a keyboard as shortcuts know it.
fn key_of(key: EguiKey) -> Option<Key> {
    Some(match key {
        EguiKey::Plus | EguiKey::Equals => Key::Plus,
        EguiKey::Minus => Key::Minus,
        EguiKey::Enter => Key::Enter,
        EguiKey::Tab => Key::Tab,
        EguiKey::Space => Key::Space,
        EguiKey::Escape => Key::Escape,
        EguiKey::Home => Key::Home,
        EguiKey::End => Key::End,
        EguiKey::PageUp => Key::PageUp,
        EguiKey::PageDown => Key::PageDown,
        EguiKey::Delete => Key::Delete,
        EguiKey::Backspace => Key::Backspace,
        EguiKey::ArrowLeft => Key::Left,
        EguiKey::ArrowRight => Key::Right,
        EguiKey::ArrowUp => Key::Up,
        EguiKey::ArrowDown => Key::Down,
        EguiKey::F1 => Key::F1,
        EguiKey::F2 => Key::F2,
        EguiKey::F3 => Key::F3,
        EguiKey::F5 => Key::F5,
        EguiKey::F7 => Key::F7,
        EguiKey::F8 => Key::F8,
        EguiKey::F9 => Key::F9,
        EguiKey::F11 => Key::F11,
        EguiKey::Backslash => Key::Char('\\'),
        EguiKey::Period => Key::Char('.'),
        EguiKey::Comma => Key::Char(','),
        EguiKey::Questionmark => Key::Char('?'),
        other => {
            let mut name = other.name().chars();
            let letter = name.next().filter(|_| name.next().is_none())?;
            Key::Char(letter.to_ascii_uppercase())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::{Action, present::Cue};

    #[test]
    fn every_shortcut_is_a_key_of_the_keyboard() {
        let known: Vec<Key> = EguiKey::ALL.iter().filter_map(|key| key_of(*key)).collect();
        for action in Action::all() {
            for shortcut in action.shortcuts() {
                assert!(known.contains(&shortcut.key), "{action:?}: {shortcut:?}");
            }
        }
        for shortcut in Cue::ALL.iter().flat_map(|cue| cue.keys()) {
            assert!(known.contains(&shortcut.key), "{shortcut:?}");
        }
    }

    #[test]
    fn how_far_a_key_goes_depends_on_the_platform() {
        let left = |modifiers, mac| {
            let press = press_of_key(EguiKey::ArrowLeft, modifiers, mac);
            press.map(|press| press.reach)
        };
        let command = Modifiers {
            command: true,
            ..Modifiers::NONE
        };
        assert_eq!(left(Modifiers::NONE, false), Some(Reach::Letter));
        assert_eq!(left(command, false), Some(Reach::Word));
        assert_eq!(left(command, true), Some(Reach::Line));
        assert_eq!(left(Modifiers::ALT, true), Some(Reach::Word));
    }
}
