//! What the rows of the table say of each action with a map that is open.

use super::{
    Action, Shortcut,
    clicked::{Clicked, MenuGroup},
    rows::action_rows,
};
use crate::{
    edit::EditError,
    editor::{Editor, Effect, Ends},
    model::{LaneType, Target as T},
    words::marked,
};

/// Whether something can be done now; `Err` says why not, in English, to be translated.
pub(in crate::editor) type Allowed = Result<(), &'static str>;

macro_rules! behaviours {
    (($editor:ident, $at:ident) $(
        $(#[$doc:meta])*
        $action:ident $(($one:ident: $kind:ty = $all:expr))? [ $($text:tt)* ] {
            $(context: $group:ident $(if $offered:expr)?,)?
            $(reads: $reads:expr,)?
            $(on: $on:expr,)?
            $(step: $step:expr,)?
            $(needs: $needs:expr, or: $why:expr,)?
            $(when: $rule:expr,)?
            $(ends: $ends:ident,)?
            $(by: $by:ident)?
            $(does: $does:expr)?
            $(,)?
        }
    )*) => {
        #[allow(unused_variables, reason = "a row need not look at all that it is handed")]
        impl Action {
            /// Where it stands in a context menu; `None` for what never does.
            pub(super) fn context_group(self) -> Option<MenuGroup> {
                match self {
                    $(Self::$action $(($one))? => first!($(Some(MenuGroup::$group))?, None),)*
                }
            }

            /// Whether a context menu offers it for what was clicked, as far as it can be done.
            pub(super) fn is_offered(self, $at: &Clicked<'_>) -> bool {
                match self {
                    $(Self::$action $(($one))? => offered!($($group $(if $offered)?)?),)*
                }
            }

            /// What it is called now, if that is not its name; English, to be translated.
            pub(super) fn name_now(self, $editor: &Editor) -> Option<&'static str> {
                match self {
                    $(Self::$action $(($one))? => first!($($reads)?, None),)*
                }
            }

            /// Whether what it turns on and off, or chooses, is so now; `None` for what is only done,
            /// and for what is not the editor's.
            pub fn is_on(self, $editor: &Editor) -> Option<bool> {
                match self {
                    $(Self::$action $(($one))? => first!($($on)?, None),)*
                }
            }

            /// The step of the history that it would take back or do again.
            pub(super) fn step(self, $editor: &Editor) -> Option<&'static str> {
                match self {
                    $(Self::$action $(($one))? => first!($($step)?, None),)*
                }
            }

            fn allowed(self, $editor: &Editor) -> Allowed {
                match self {
                    $(Self::$action $(($one))? => {
                        first!($(need($needs, $why))? $($rule)?, Ok(()))
                    })*
                }
            }

            /// What becomes of a drag, a text or a preview that is going on.
            pub(in crate::editor) fn ends(self) -> Ends {
                match self {
                    $(Self::$action $(($one))? => first!($(Ends::$ends)?, Ends::CarryInstead),)*
                }
            }

            fn run(self, $editor: &mut Editor) -> Vec<Effect> {
                match self {
                    $(Self::$action $(($one))? => run!(self, $($by)? $($does)?),)*
                }
            }
        }
    };
}

/// The first of what a row says, else what holds for those that say nothing.
macro_rules! first {
    (, $default:expr) => {
        $default
    };
    ($said:expr, $default:expr) => {
        $said
    };
}

macro_rules! offered {
    () => {
        false
    };
    ($group:ident) => {
        true
    };
    ($group:ident if $offered:expr) => {
        $offered
    };
}

macro_rules! run {
    ($action:expr, Outside) => {
        $action.outside().map(Effect::Outside).into_iter().collect()
    };
    ($action:expr, Window) => {
        Vec::new()
    };
    ($action:expr, $does:expr) => {
        $does.into_effects()
    };
}

action_rows!(behaviours);

impl Action {
    /// Whether it can be done now; `Err` says why not (English, for the translation table).
    /// `None` when no map is open.
    pub fn enabled(self, editor: Option<&Editor>) -> Allowed {
        match editor {
            Some(editor) => self.allowed(editor),
            None => need(self.needs_no_map(), marked("Open a map first.")),
        }
    }

    /// What a key is a shortcut of now. Where a text is written, and anywhere but on the sheet,
    /// most keys are no shortcuts.
    pub fn of_shortcut(
        shortcut: &Shortcut,
        editor: Option<&Editor>,
        writes: bool,
        on_sheet: bool,
    ) -> Option<Self> {
        if !shortcut.is_free() && (writes || !on_sheet) {
            return None;
        }
        let meant = |action: &Self| {
            action.shortcuts().contains(shortcut) && !(writes && action.is_of_writing())
        };
        let mut meant = Self::all().into_iter().filter(meant);
        meant.find(|action| action.enabled(editor).is_ok())
    }

    /// Whether a key may, now or then, hand the keyboard to something other than the sheet: what
    /// the window or the outside world opens, and the search.
    pub fn hands_on(shortcut: &Shortcut) -> bool {
        let opens = |action: &Self| {
            let elsewhere = action.of_window().is_some() || action.outside().is_some();
            elsewhere || matches!(action, Self::Find | Self::Replace)
        };
        shortcut.is_free()
            && Self::all()
                .into_iter()
                .filter(opens)
                .any(|action| action.shortcuts().contains(shortcut))
    }
}

impl Editor {
    /// Does an action, if it can be done now.
    pub(in crate::editor) fn run(&mut self, action: Action) -> Vec<Effect> {
        match action.enabled(Some(self)) {
            Ok(()) => action.run(self),
            Err(why) => vec![Effect::Refused(EditError::Unfit(why))],
        }
    }
}

/// `Ok` if something holds, else why an action cannot be done.
pub(super) fn need(holds: bool, why: &'static str) -> Allowed {
    if holds { Ok(()) } else { Err(why) }
}

/// What the editor's ways of doing something come to.
trait IntoEffects {
    fn into_effects(self) -> Vec<Effect>;
}

impl IntoEffects for () {
    fn into_effects(self) -> Vec<Effect> {
        Vec::new()
    }
}

impl IntoEffects for Vec<Effect> {
    fn into_effects(self) -> Vec<Effect> {
        self
    }
}

impl IntoEffects for Option<Vec<Effect>> {
    fn into_effects(self) -> Vec<Effect> {
        self.unwrap_or_default()
    }
}
