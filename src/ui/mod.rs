//! What the window looks like. It shows the state of the program and tells what the person wants;
//! nothing changes while a frame is drawn.
//!
//! The contract with `app`:
//!
//! - once for a context: [`tokens::install`];
//! - in each pass: [`Shell::show`] draws a [`View`] and gives [`UiEvent`]s to do afterwards, in
//!   order;
//! - before saving or closing on its own account (a close request of the system):
//!   [`Shell::finish`] hands out what is still being typed;
//! - a dialog is a [`Dialog`] that `app` keeps while it is open and hands to [`Shell::dialog`]
//!   after the shell was drawn. Each [`Answer`] closes it, save that `Answer::Export` may be
//!   followed by setting [`ExportDialog::progress`] until the work is done.
//!
//! Nothing here reads files or knows eframe. It asks for a repaint only while a caret blinks.

mod atlas;
mod canvas;
mod commands;
mod compare;
mod describe;
mod dialogs;
mod export;
mod find_bar;
mod forms;
mod gallery;
mod guide;
mod history;
mod holds;
mod inspector;
mod key_queue;
mod lens;
mod menus;
mod mesh;
mod notice;
mod overview;
mod painter;
mod pictures;
mod recovery;
mod review;
mod shell;
mod survey;
mod table;
pub mod tokens;
mod value;
mod welcome;
mod widgets;

use std::sync::Arc;

pub use compare::{ChangeRow, CompareDialog, Comparing, ConflictRow, Found, Mark, Row, Sign};
pub use dialogs::{Answer, Dialog, ErrorReport, NameDialog, PathDialog, ShortcutGroup};
pub use export::ExportDialog;
pub use forms::{FORMS, form_name};
pub use history::{HistoryDialog, KeptVersion, SeenVersion};
pub use holds::Looks;
pub use notice::{Decision, Notice};
pub use painter::{ScenePainter, camera_on_pixels};
pub use recovery::{Differences, DiscardLeftDialog, LeftWords, OnDisk, RecoveryDialog};
pub use shell::Shell;
pub use survey::SurveyDialog;
pub use table::TableDialog;

use crate::{
    editor::{Action, Editor, Intent},
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// All that the window shows; without an editor it is the welcome screen.
pub struct View<'a> {
    pub language: Language,
    pub fonts: &'a Fonts,
    pub editor: Option<&'a Editor>,
    pub recent: &'a [RecentMap],
    pub templates: &'a [Template],
    pub samples: &'a [Sample],
    /// The titles of maps with unsaved work that is to be looked at later.
    pub waiting: &'a [String],
    /// Stands in the status line instead of the help.
    pub message: Option<&'a str>,
    /// Stands in a bar across the top.
    pub notice: Option<Notice>,
}

/// A map that was open before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentMap {
    /// Of the file.
    pub name: String,
    /// Where the file lies, as it is shown.
    pub folder: String,
}

/// A map that ships with the program.
#[derive(Debug, Clone)]
pub struct Sample {
    pub title: String,
    pub scene: Arc<Scene>,
}

/// A map to begin with.
#[derive(Debug, Clone)]
pub struct Template {
    /// In the language of the window, or as the person called it.
    pub name: String,
    pub scene: Arc<Scene>,
    /// Saved by the person, and can be removed.
    pub is_own: bool,
}

/// What a person wants.
#[derive(Debug, Clone, PartialEq)]
pub enum UiEvent {
    /// For the editor.
    Intent(Intent),
    /// For the editor where there is one (`Intent::Action`), else what [`Action::effect`] says.
    Action(Action),
    /// The clipboard's text, pasted on the sheet.
    Paste(String),
    /// By its place in [`View::recent`].
    OpenRecent(usize),
    /// By its place in [`View::samples`].
    OpenSample(usize),
    /// By its place in [`View::templates`]: to begin a map with it, or to remove it.
    UseTemplate(usize),
    RemoveTemplate(usize),
    /// On what [`View::notice`] tells.
    Decided(Decision),
    /// What is in [`View::waiting`] is to be offered again.
    OfferLeft,
}
