//! Keyboard shortcuts, whatever the platform.

use super::{Action, Direction};

/// A key, alone or with others held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    pub key: Key,
    /// Ctrl, on a Mac ⌘.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

/// The keys that shortcuts are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter or a digit, in capitals.
    Char(char),
    Plus,
    Minus,
    Enter,
    Tab,
    Escape,
    Delete,
    Backspace,
    Left,
    Right,
    Up,
    Down,
    F1,
    F2,
    F3,
    F7,
    F8,
}

impl Key {
    /// Whether it is one of the keys that no text is written with.
    pub fn is_function_key(self) -> bool {
        matches!(self, Self::F1 | Self::F2 | Self::F3 | Self::F7 | Self::F8)
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
            | Self::Delete
            | Self::Backspace
            | Self::F1
            | Self::F2
            | Self::F3
            | Self::F7
            | Self::F8 => format!("{self:?}"),
        }
    }
}

impl Shortcut {
    const fn plain(key: Key) -> Self {
        Self {
            key,
            command: false,
            shift: false,
            alt: false,
        }
    }

    const fn command(key: Key) -> Self {
        Self {
            command: true,
            ..Self::plain(key)
        }
    }

    const fn shifted(self) -> Self {
        Self {
            shift: true,
            ..self
        }
    }

    const fn alt(key: Key) -> Self {
        Self {
            alt: true,
            ..Self::plain(key)
        }
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
    fn key(self) -> Key {
        match self {
            Self::Left => Key::Left,
            Self::Right => Key::Right,
            Self::Up => Key::Up,
            Self::Down => Key::Down,
        }
    }
}

impl Action {
    /// The shortcuts; the first is the one that menus show. Those without `command` or a function
    /// key are for the canvas alone, not for while a text is being written.
    pub fn shortcuts(self) -> Vec<Shortcut> {
        let command = |letter| Shortcut::command(Key::Char(letter));
        match self {
            Self::New => vec![command('N')],
            Self::NewFromTemplate => vec![command('N').shifted()],
            Self::Open => vec![command('O')],
            Self::Save => vec![command('S')],
            Self::SaveAs => vec![command('S').shifted()],
            Self::History => vec![command('H').shifted()],
            Self::Export => vec![command('E')],
            Self::Close => vec![command('W')],
            Self::Quit => vec![command('Q')],
            Self::Undo => vec![command('Z')],
            Self::Redo => vec![command('Z').shifted(), command('Y')],
            Self::Cut => vec![command('X')],
            Self::Copy => vec![command('C')],
            Self::CopyImage => vec![command('C').shifted()],
            Self::Paste => vec![command('V')],
            Self::Duplicate => vec![command('D')],
            Self::SelectMore => vec![command('A')],
            Self::SelectNext => vec![Shortcut::plain(Key::Tab)],
            Self::SelectPrevious => vec![Shortcut::plain(Key::Tab).shifted()],
            Self::Find => vec![command('F')],
            Self::Replace => vec![command('H')],
            Self::FindNext => vec![Shortcut::plain(Key::F3), command('G')],
            Self::FindPrevious => {
                vec![Shortcut::plain(Key::F3).shifted(), command('G').shifted()]
            }
            Self::EditText => vec![Shortcut::plain(Key::Enter), Shortcut::plain(Key::F2)],
            Self::Delete => vec![
                Shortcut::plain(Key::Delete),
                Shortcut::plain(Key::Backspace),
            ],
            Self::SelectNone => vec![Shortcut::plain(Key::Escape)],
            Self::Select(direction) => vec![Shortcut::plain(direction.key())],
            Self::Move(direction) => vec![Shortcut::alt(direction.key())],
            Self::ToggleMark => vec![Shortcut::plain(Key::Enter)],
            Self::Link => vec![command('L')],
            Self::AddHere => vec![Shortcut::plain(Key::Enter)],
            Self::AddCard => vec![Shortcut::command(Key::Enter)],
            Self::ZoomIn => vec![Shortcut::command(Key::Plus)],
            Self::ZoomOut => vec![Shortcut::command(Key::Minus)],
            Self::ZoomFit => vec![command('1')],
            Self::Zoom100 => vec![command('0')],
            Self::ZoomSelection => vec![command('2')],
            Self::ToggleReview => vec![Shortcut::plain(Key::F7)],
            Self::OnlyMap => vec![command('\\'), Shortcut::plain(Key::F8)],
            Self::ToggleGuide => vec![command('J')],
            Self::Walk => vec![command('J').shifted()],
            Self::WalkNext => vec![Shortcut::plain(Key::Right)],
            Self::WalkPrevious => vec![Shortcut::plain(Key::Left)],
            Self::Commands => vec![command('K')],
            Self::KeyboardShortcuts => vec![Shortcut::plain(Key::F1)],
            Self::ToggleValues => vec![command('M')],
            Self::SaveAsTemplate
            | Self::Compare
            | Self::ExportText
            | Self::PasteAsMap
            | Self::ExportValues
            | Self::ImportSurvey
            | Self::ToggleMomentOfTruth
            | Self::SetHue(_)
            | Self::AddCardOf(_)
            | Self::AddPoint
            | Self::DrawToBe
            | Self::AddMetric
            | Self::AddPersona
            | Self::AddChannel
            | Self::AddStage
            | Self::AddStageBefore
            | Self::SplitStage
            | Self::MergeStage
            | Self::AddStep
            | Self::AddLane(_)
            | Self::SetLine(_)
            | Self::RemoveLine
            | Self::AddBackstage
            | Self::ToggleTimeColumns
            | Self::ToggleFunnel
            | Self::ToggleTools
            | Self::TogglePanel
            | Self::ToggleOverview
            | Self::ChoosePicture
            | Self::RemovePicture
            | Self::HideLane
            | Self::ShowLanes
            | Self::CollapseLane
            | Self::ToggleThreads
            | Self::UseLanguage(_)
            | Self::About => Vec::new(),
        }
    }
}
