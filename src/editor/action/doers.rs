//! The actions that the editor leaves to others: those of the world around it, and those of the ui.

use super::{
    Action,
    kinds::{Appearance, Motion, PresentOn, TextSize},
    rows::action_rows,
};
use crate::words::Language;

/// Goes through the rows and makes a type of those that each other doer does, so that it has to
/// know all of them.
macro_rules! doers {
    (@outside [$($action:ident $(($one:ident: $kind:ty))?,)*]
     @window [$($of_window:ident,)*]) => {
        /// An action that the world around the editor does: files, dialogs, the clipboard.
        #[allow(missing_docs, reason = "its row says what each does")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum OutsideAction {
            $($action $(($kind))?,)*
        }

        /// An action that the ui does by itself: it changes what is shown of the window.
        #[allow(missing_docs, reason = "its row says what each does")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WindowAction {
            $($of_window,)*
        }

        impl Action {
            /// For what the outside world alone does, which can do it with no map open, too.
            pub fn outside(self) -> Option<OutsideAction> {
                match self {
                    $(Self::$action $(($one))? => Some(OutsideAction::$action $(($one))?),)*
                    _ => None,
                }
            }

            /// For what changes the window alone, which the editor knows nothing of.
            pub fn of_window(self) -> Option<WindowAction> {
                match self {
                    $(Self::$of_window => Some(WindowAction::$of_window),)*
                    _ => None,
                }
            }
        }
    };
    (@outside [$($outside:tt)*] @window [$($window:tt)*]
     $(#[$doc:meta])*
     $action:ident $(($one:ident: $kind:ty = $all:expr))? [ $($text:tt)* ] {
         $(context: $group:ident $(if $offered:expr)?,)?
         $(needs: $needs:expr, or: $why:expr,)?
         $(when: $rule:expr,)?
         $(ends: $ends:ident,)?
         by: Outside
         $(,)?
     }
     $($rest:tt)*) => {
        doers! {
            @outside [$($outside)* $action $(($one: $kind))?,] @window [$($window)*] $($rest)*
        }
    };
    (@outside [$($outside:tt)*] @window [$($window:tt)*]
     $(#[$doc:meta])*
     $action:ident [ $($text:tt)* ] {
         $(context: $group:ident $(if $offered:expr)?,)?
         $(when: $rule:expr,)?
         by: Window
     }
     $($rest:tt)*) => {
        doers! { @outside [$($outside)*] @window [$($window)* $action,] $($rest)* }
    };
    (@outside [$($outside:tt)*] @window [$($window:tt)*]
     $(#[$doc:meta])*
     $action:ident $(($($one:tt)*))? [ $($text:tt)* ] { $($does:tt)* }
     $($rest:tt)*) => {
        doers! { @outside [$($outside)*] @window [$($window)*] $($rest)* }
    };
    (($editor:ident, $at:ident) $($rows:tt)*) => {
        doers! { @outside [] @window [] $($rows)* }
    };
}

action_rows!(doers);
