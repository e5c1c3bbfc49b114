//! What can be asked for in a talk: one table, from which the keys, the bar, the list of keys, the
//! sheet of shortcuts and the README are made.

use crate::{
    editor::action::{Action, Key, Shortcut, keys_in, plain},
    words::{Language, marked},
};

/// Makes the type of what can be asked for, and what its rows say:
///
/// - `name` and `about`, one sentence: English, to be translated;
/// - `icon`, a name in `icons/`;
/// - `keys`, the first of which is told first; `also`, what does the same and is no key.
macro_rules! cues {
    ($(
        $(#[$doc:meta])*
        $cue:ident [
            name: $name:expr,
            about: $about:expr,
            icon: $icon:literal,
            keys: [$($key:expr),*],
            $(also: $also:expr,)?
        ]
    )*) => {
        /// Something that is asked for in a talk, by key or with the pointer.
        #[allow(missing_docs, reason = "its row says what each does")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Cue {
            $($(#[$doc])* $cue,)*
        }

        impl Cue {
            /// In the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$cue,)*];

            /// What it is called; English, to be translated.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$cue => $name,)*
                }
            }

            /// What it does, in a sentence; English, to be translated.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$cue => $about,)*
                }
            }

            /// The name of its icon.
            pub fn icon(self) -> &'static str {
                match self {
                    $(Self::$cue => $icon,)*
                }
            }

            /// The keys that ask for it.
            pub fn keys(self) -> &'static [Shortcut] {
                match self {
                    $(Self::$cue => const { &[$($key),*] },)*
                }
            }

            /// What asks for it beside the keys; English, to be translated.
            pub fn also(self) -> Option<&'static str> {
                match self {
                    $(Self::$cue => also!($($also)?),)*
                }
            }
        }
    };
}

macro_rules! also {
    () => {
        None
    };
    ($also:expr) => {
        Some($also)
    };
}

cues! {
    Next [
        name: marked("Next"), about: marked("Go to the next page or stop."), icon: "chevron-right",
        keys: [plain(Key::Right), plain(Key::Space), plain(Key::PageDown), plain(Key::Down)],
        also: marked("Click"),
    ]
    /// Of what was revealed, the last lane first.
    Previous [
        name: marked("Back"), about: marked("Go back, or hide the lane that was revealed last."),
        icon: "chevron-left",
        keys: [plain(Key::Left), plain(Key::Backspace), plain(Key::PageUp), plain(Key::Up)],
    ]
    First [
        name: marked("First stop"), about: marked("Go to the first stop."), icon: "first",
        keys: [plain(Key::Home)],
    ]
    Last [
        name: marked("Last stop"), about: marked("Go to the last stop."), icon: "last",
        keys: [plain(Key::End)],
    ]
    /// To the one whose number was typed.
    Go [
        name: marked("Go to a stop"), about: marked("Type the number of a stop, then press Enter."),
        icon: "map-pin", keys: [plain(Key::Enter)], also: marked("after its number"),
    ]
    Overview [
        name: marked("All stops"), about: marked("See all stops and choose one."), icon: "stage",
        keys: [plain(Key::Char('G'))],
    ]
    Reveal [
        name: marked("Reveal lanes"), about: marked("Show the lanes of this stop one by one."),
        icon: "lane", keys: [plain(Key::Char('.'))],
    ]
    Black [
        name: marked("Black screen"), about: marked("Make the screen black, or show the stop again."),
        icon: "eye-off", keys: [plain(Key::Char('B'))],
    ]
    White [
        name: marked("White screen"), about: marked("Make the screen white, or show the stop again."),
        icon: "tv", keys: [plain(Key::Char('W'))],
    ]
    Laser [
        name: marked("Laser pointer"), about: marked("Point with a red dot."), icon: "pointer",
        keys: [plain(Key::Char('L'))], also: marked("hold Ctrl"),
    ]
    Spotlight [
        name: marked("Spotlight"), about: marked("Dim everything but what is under the pointer."),
        icon: "spotlight", keys: [plain(Key::Char('S'))],
    ]
    Ink [
        name: marked("Draw"), about: marked("Draw with the pointer; the ink fades after a few seconds."),
        icon: "pencil", keys: [plain(Key::Char('D'))],
    ]
    Voice [
        name: marked("Next persona or state"),
        about: marked("Show the stop for the next persona, or in the current or future state."),
        icon: "people", keys: [plain(Key::Char('R'))],
    ]
    Closer [
        name: marked("Zoom in on the page"), about: marked("Enlarge the page; drag to move it."), icon: "plus",
        keys: [plain(Key::Plus)], also: marked("Wheel"),
    ]
    Away [
        name: marked("Step back"), about: marked("See more of the page again."), icon: "minus",
        keys: [plain(Key::Minus)],
    ]
    Whole [
        name: marked("Whole page"), about: marked("See the whole page again."), icon: "fit",
        keys: [plain(Key::Char('0'))],
    ]
    Edit [
        name: marked("Edit here"),
        about: marked("Edit on the map what this stop shows; Esc returns to the stop."), icon: "tools",
        keys: [plain(Key::Char('E'))],
    ]
    Clock [
        name: marked("Time"), about: marked("Show or hide the elapsed time and the planned minutes."),
        icon: "clock", keys: [plain(Key::Char('T'))],
    ]
    Notes [
        name: marked("Notes"), about: marked("Show or hide the notes of the stop."), icon: "note",
        keys: [plain(Key::Char('N'))],
    ]
    /// For the one who speaks alone, on another screen where there is one.
    NotesApart [
        name: marked("Notes in a second window"),
        about: marked("Open the notes in a window of their own, on a second screen if there is one."),
        icon: "copy", keys: [plain(Key::Char('N')).shifted()],
    ]
    Size [
        name: marked("Full screen or window"),
        about: marked("Present in full screen or inside the window."), icon: "full-screen",
        keys: [plain(Key::Char('F')), plain(Key::F11)],
    ]
    Help [
        name: marked("Keys"), about: marked("Show all of these keys."), icon: "keyboard",
        keys: [plain(Key::Char('?'))],
    ]
    /// Of what lies over the stop first.
    End [
        name: marked("End"), about: marked("Close what is open over the stop, else end the presentation."),
        icon: "close", keys: [plain(Key::Escape)],
    ]
}

impl Cue {
    /// What a key asks for in a talk. Where a sign is typed with Shift is not the same on all
    /// keyboards.
    pub fn of_key(pressed: &Shortcut) -> Option<Self> {
        let all = || Self::ALL.iter().copied();
        let is_sign = matches!(pressed.key, Key::Char(sign) if !sign.is_alphabetic());
        let without_shift = Shortcut {
            shift: pressed.shift && !is_sign,
            ..*pressed
        };
        all().find(|cue| cue.keys().contains(&without_shift))
    }

    /// The keys and what else asks for it, as they are read: "L, hold Ctrl".
    pub fn keys_in_words(self, mac: bool, language: Language) -> String {
        let keys = self.keys().iter().map(|keys| keys.describe(mac));
        let also = self
            .also()
            .map(|also| keys_in(language.t(also), mac).into_owned());
        keys.chain(also).collect::<Vec<_>>().join(", ")
    }
}

/// All keys of presenting, those that begin it first: what each does and how it is asked for.
pub fn keys_of_talk(mac: bool, language: Language) -> Vec<(String, String)> {
    let begins = [Action::Present, Action::PresentHere].map(|action| {
        let keys = action.shortcuts();
        let keys = keys.iter().map(|keys| keys.describe(mac));
        let name = language.t(action.name()).to_owned();
        (name, keys.collect::<Vec<_>>().join(", "))
    });
    let cues = keys_of_cues(mac, language);
    begins.into_iter().chain(cues).collect()
}

/// What can be asked for in a talk, and how.
pub fn keys_of_cues(mac: bool, language: Language) -> Vec<(String, String)> {
    let cues = Cue::ALL.iter().map(|cue| {
        let name = language.t(cue.name()).to_owned();
        (name, cue.keys_in_words(mac, language))
    });
    cues.collect()
}
