//! Keyboard shortcuts, whatever the platform.

use std::borrow::Cow;

use super::kinds::Direction;

/// A key, alone or with others held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// The last one to be pressed.
    pub key: Key,
    /// Ctrl, on a Mac ⌘.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held, on a Mac ⌥.
    pub alt: bool,
}

/// The keys that shortcuts are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after what stands on it")]
pub enum Key {
    /// A letter or a digit, in capitals.
    Char(char),
    Plus,
    Minus,
    Enter,
    Tab,
    Space,
    Escape,
    Home,
    End,
    PageUp,
    PageDown,
    Delete,
    Backspace,
    Left,
    Right,
    Up,
    Down,
    F1,
    F2,
    F3,
    F5,
    F7,
    F8,
    F9,
    F11,
}

impl Key {
    /// Whether it is one of the keys that no text is written with.
    pub fn is_function_key(self) -> bool {
        matches!(
            self,
            Self::F1 | Self::F2 | Self::F3 | Self::F5 | Self::F7 | Self::F8 | Self::F9 | Self::F11
        )
    }

    /// Whether fields and lists go about with it, whatever is held.
    fn goes_about(self) -> bool {
        let is_arrow = matches!(self, Self::Left | Self::Right | Self::Up | Self::Down);
        is_arrow || self == Self::Space
    }

    /// As it is written on a key or read out.
    pub fn name(self) -> String {
        match self {
            Self::Char(letter) => letter.to_string(),
            Self::Plus => "+".to_owned(),
            Self::Minus => "−".to_owned(),
            Self::Left => "←".to_owned(),
            Self::Right => "→".to_owned(),
            Self::Up => "↑".to_owned(),
            Self::Down => "↓".to_owned(),
            Self::Escape => "Esc".to_owned(),
            Self::Enter
            | Self::Tab
            | Self::Space
            | Self::Home
            | Self::End
            | Self::PageUp
            | Self::PageDown
            | Self::Delete
            | Self::Backspace
            | Self::F1
            | Self::F2
            | Self::F3
            | Self::F5
            | Self::F7
            | Self::F8
            | Self::F9
            | Self::F11 => format!("{self:?}"),
        }
    }
}

impl Shortcut {
    pub(in crate::editor) const fn shifted(self) -> Self {
        Self {
            shift: true,
            ..self
        }
    }

    pub(super) const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// Whether it means the same wherever the keyboard is, for nothing is typed with it.
    pub fn is_free(&self) -> bool {
        self.command && !self.key.goes_about() || self.key.is_function_key()
    }

    /// As it is read: "Ctrl+Shift+Z", on a Mac "⇧⌘Z".
    pub fn describe(&self, mac: bool) -> String {
        let held = [
            (self.command && !mac, "Ctrl+"),
            (self.alt, if mac { "⌥" } else { "Alt+" }),
            (self.shift, if mac { "⇧" } else { "Shift+" }),
            (self.command && mac, "⌘"),
        ];
        let held = held.iter().filter(|(is_held, _)| *is_held);
        held.map(|(_, name)| *name).collect::<String>() + &self.key.name()
    }
}

/// A text that names keys, as it is read here or on a Mac, where "Ctrl+Shift+C" is "⇧⌘C", "Ctrl+wheel"
/// is "⌘+wheel" and "hold Ctrl" is "hold ⌘".
pub fn keys_in(text: &str, mac: bool) -> Cow<'_, str> {
    let names_any = |name: &&str| text.contains(name);
    if !mac || !HELD.iter().any(|(name, _)| names_any(name)) {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let follows_letter = told.ends_with(char::is_alphanumeric);
        match held_keys(rest).filter(|_| !follows_letter) {
            Some((symbols, after)) => {
                told.push_str(&symbols);
                rest = after;
            }
            None => {
                told.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    Cow::Owned(told)
}

/// The keys that are held for another one, in the order in which a Mac writes them.
const HELD: [(&str, &str); 3] = [("Alt", "⌥"), ("Shift", "⇧"), ("Ctrl", "⌘")];

/// The held keys that a text begins with, as a Mac writes them, and what comes after them.
fn held_keys(text: &str) -> Option<(String, &str)> {
    let (mut rest, mut held, mut is_joined) = (text, [false; 3], false);
    loop {
        let at = HELD.iter().position(|(name, _)| rest.starts_with(name));
        let Some(at) = at.filter(|_| is_joined || rest.len() == text.len()) else {
            break;
        };
        rest = &rest[HELD[at].0.len()..];
        held[at] = true;
        is_joined = rest.starts_with('+');
        if !is_joined {
            break;
        }
        rest = &rest[1..];
    }
    let is_word_on = !is_joined && rest.starts_with(char::is_alphanumeric);
    if !held.contains(&true) || is_word_on {
        return None;
    }
    // What is done with the pointer is a word, not a key.
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_word = word.chars().count() > 1 && word.starts_with(char::is_lowercase);
    let names = HELD.iter().zip(held).filter(|(_, is_held)| *is_held);
    // That key is called so on a Mac, too.
    let is_shift_alone = !is_joined && held == [false, true, false];
    let mut symbols: String = match is_shift_alone {
        true => names.map(|((name, _), _)| *name).collect(),
        false => names.map(|((_, symbol), _)| *symbol).collect(),
    };
    if is_joined && is_word {
        symbols.push('+');
    }
    Some((symbols, rest))
}

impl Direction {
    pub(super) fn key(self) -> Key {
        match self {
            Self::Left => Key::Left,
            Self::Right => Key::Right,
            Self::Up => Key::Up,
            Self::Down => Key::Down,
        }
    }
}

impl From<char> for Key {
    fn from(letter: char) -> Self {
        Self::Char(letter)
    }
}

pub(in crate::editor) const fn plain(key: Key) -> Shortcut {
    Shortcut {
        key,
        command: false,
        shift: false,
        alt: false,
    }
}

pub(super) fn ctrl(key: impl Into<Key>) -> Shortcut {
    Shortcut {
        command: true,
        ..plain(key.into())
    }
}

pub(super) const fn alt(key: Key) -> Shortcut {
    Shortcut {
        alt: true,
        ..plain(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_the_keys_that_a_mac_has() {
        for (text, on_mac) in [
            ("Ctrl+S saves", "⌘S saves"),
            ("Ctrl+Shift+C copies", "⇧⌘C copies"),
            ("Ctrl+Alt+Shift+F5", "⌥⇧⌘F5"),
            ("opens with Ctrl+,", "opens with ⌘,"),
            ("Ctrl+scroll to zoom", "⌘+scroll to zoom"),
            ("hold Ctrl to copy", "hold ⌘ to copy"),
            ("Shift: one · Alt: other", "Shift: one · ⌥: other"),
            ("Shift+Enter", "⇧Enter"),
            ("Ctrl", "⌘"),
            ("Ctrl+", "⌘"),
            ("Alternative", "Alternative"),
            ("Salt and Ctrls", "Salt and Ctrls"),
            ("Ctrl und Müller", "⌘ und Müller"),
        ] {
            assert_eq!(keys_in(text, true), on_mac);
            assert_eq!(keys_in(text, false), text);
        }
    }
}
