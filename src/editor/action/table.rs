//! What the rows of the table say of each action, whatever map is open.

use super::{
    kinds::{
        Appearance, Direction, Menu, Motion, PresentOn, TextSize, add_card_name, extend_name,
        line_name, links_name, move_name, ring_name, select_name,
    },
    rows::action_rows,
    shortcut::{Key, Shortcut, alt, ctrl, plain},
};
use crate::{
    model::{CardRole, Hue, LaneType, LineKind, LinkLook, Part},
    words::{Language, marked},
};

macro_rules! actions {
    (($editor:ident, $at:ident) $(
        $(#[$doc:meta])*
        $action:ident $(($one:ident: $kind:ty = $all:expr))? [
            name: $name:expr,
            about: $about:expr,
            $(also: $also:expr,)?
            $(menu: $menu:ident $(/ $submenu:literal)? $($apart:ident)?,)?
            $(icon: $icon:expr,)?
            $(keys: [$($key:expr),*] $($of_writing:ident)?,)?
            $(without_map: $without_map:literal,)?
        ] { $($does:tt)* }
    )*) => {
        /// Something that a person can ask for by name. All do their work through
        /// [`Editor::handle`](crate::editor::Editor::handle)`(Intent::Action(…))`.
        #[allow(missing_docs, reason = "its row says what each does")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action $(($kind))?,)*
        }

        #[allow(unused_variables, reason = "a row need not look at which one of its family it is")]
        impl Action {
            /// Every action, in the order of the menus.
            pub fn all() -> Vec<Self> {
                let mut all = Vec::new();
                $(all.extend(family!($action $($all)?));)*
                all
            }

            /// The action's name; unique. English, to be translated.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$action $(($one))? => $name,)*
                }
            }

            /// One sentence on what it does; English, to be translated.
            pub fn description(self) -> &'static str {
                match self {
                    $(Self::$action $(($one))? => $about,)*
                }
            }

            /// Other words that it is looked for by, with commas between them; English, to be
            /// translated.
            pub fn also(self) -> Option<&'static str> {
                match self {
                    $(Self::$action $(($one))? => option!($($also)?),)*
                }
            }

            /// The menu that it stands in; `None` for those that are only reached by key.
            pub fn menu(self) -> Option<Menu> {
                match self {
                    $(Self::$action $(($one))? => option!($(Menu::$menu)?),)*
                }
            }

            /// The submenu that it stands in, for those that come in several kinds; English, to be
            /// translated.
            pub fn submenu(self) -> Option<&'static str> {
                match self {
                    $(Self::$action $(($one))? => option!($($($submenu)?)?),)*
                }
            }

            /// Whether it is one of several that are told in one row.
            pub fn is_of_family(self) -> bool {
                match self {
                    $(Self::$action $(($one))? => flag!($($one)?),)*
                }
            }

            /// Whether a line stands above it in its menu.
            pub fn begins_group(self) -> bool {
                match self {
                    $(Self::$action $(($one))? => {
                        flag!($($($apart)?)?) && family!($action $($all)?).into_iter().next() == Some(self)
                    })*
                }
            }

            /// The name of an icon in `icons/`; `None` for actions that are read only.
            pub fn icon(self) -> Option<&'static str> {
                match self {
                    $(Self::$action $(($one))? => option!($($icon)?),)*
                }
            }

            /// The shortcuts; the first is the one that menus show. Those without `command` or a
            /// function key are for the canvas alone, not for while a text is being written.
            pub fn shortcuts(self) -> Vec<Shortcut> {
                match self {
                    $(Self::$action $(($one))? => vec![$($($key),*)?],)*
                }
            }

            /// Whether its shortcuts mean something else in a field that is written in.
            pub fn is_of_writing(self) -> bool {
                match self {
                    $(Self::$action $(($one))? => flag!($($($of_writing)?)?),)*
                }
            }

            /// Whether it can be done when no map is open.
            pub(super) fn needs_no_map(self) -> bool {
                match self {
                    $(Self::$action $(($one))? => option!($($without_map)?).unwrap_or(false),)*
                }
            }
        }
    };
}

/// All actions of a row.
macro_rules! family {
    ($action:ident) => {
        [Action::$action]
    };
    ($action:ident $all:expr) => {
        $all.into_iter().map(Action::$action)
    };
}

macro_rules! option {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

macro_rules! flag {
    () => {
        false
    };
    ($set:ident) => {
        true
    };
}

action_rows!(actions);

impl Action {
    /// What can be added from the tool bar on the left, top to bottom.
    pub const PALETTE: [Self; 10] = [
        Self::AddStage,
        Self::AddCardOf(CardRole::CustomerActions),
        Self::AddCardOf(CardRole::Touchpoints),
        Self::AddCardOf(CardRole::Thoughts),
        Self::AddPoint,
        Self::AddCardOf(CardRole::PainPoints),
        Self::AddCardOf(CardRole::Opportunities),
        Self::AddMetric,
        Self::AddPersona,
        Self::AddLane(LaneType::Cards(CardRole::Free)),
    ];

    /// Whether its shortcut means the same while a stop is before the audience.
    pub(in crate::editor) fn goes_with_talk(self) -> bool {
        matches!(
            self,
            Self::Present
                | Self::PresentHere
                | Self::FullScreen
                | Self::Save
                | Self::Quit
                | Self::UsePresentOn(_)
                | Self::UseMotion(_)
        )
    }

    /// What adds something to a cell of a lane; `None` where nothing can be added to one.
    pub fn adding_to(lane: LaneType) -> Option<Self> {
        match lane.part()? {
            Part::Card => Some(Self::AddCard),
            Part::Point => Some(Self::AddPoint),
            Part::Metric => Some(Self::AddMetric),
            Part::Stage
            | Part::Step
            | Part::Lane
            | Part::Persona
            | Part::Channel
            | Part::Arrow
            | Part::Stop => None,
        }
    }
}
