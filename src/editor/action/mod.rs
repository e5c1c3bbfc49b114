//! The table of actions: everything that has a name. Menus, toolbar, context menus, shortcuts and the
//! shortcut sheet are all read from its rows (`rows.rs`).

mod behaviour;
mod clicked;
mod context;
mod doers;
mod enabled;
mod kinds;
mod lanes;
mod on;
mod rows;
mod run;
mod shortcut;
mod step;
mod table;
mod words;

pub use doers::{OutsideAction, WindowAction};
pub use kinds::{Appearance, Direction, Menu, Motion, PresentOn, TextSize};
pub use shortcut::{Key, Shortcut, keys_in};
pub use table::Action;

pub(super) use shortcut::plain;
