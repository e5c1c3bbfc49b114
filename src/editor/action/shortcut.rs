//! Keyboard shortcuts, whatever the platform.

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
