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
//! Nothing here reads files, knows eframe or begins threads: work that no frame waits for goes to
//! the [`Aside`] that [`Shell::with`] was given. It asks for a repaint while a caret blinks, while
//! such work comes in, and until a large sheet is painted to its end.

// The rooms and files in order: each imports only from those above its own.
pub mod tokens;

mod aside;
mod describe;
mod view;

mod paint;

mod hold;
mod keyboard;
mod menu_keys;
mod regions;
mod screen;
mod spoken;
mod widgets;

mod choices;
mod gallery;
mod icons;
mod key_queue;
mod mark;
mod menus;

mod canvas;

mod panels;

mod present;

mod dialogs;

mod shell;

pub use aside::Aside;
pub use dialogs::{
    Answer, BrandAnswer, BrandDialog, BrandMade, BrandWanted, ChangeRow, ChosenSettings,
    CompareDialog, Comparing, ConflictRow, Dialog, Differences, DiscardLeftDialog, ErrorReport,
    ExportDialog, ExportSubject, FORMATS, Found, GuideDialog, HistoryDialog, Kept, KeptThing,
    KeptVersion, Laid, LeftWords, LogoFor, Looks, Mark, MergeDialog, MergeLoss, NameDialog, OnDisk,
    OwnBrand, PathDialog, RecoveryDialog, Row, SeenBrand, SeenVersion, SettingsDialog,
    ShortcutGroup, Sign, SurveyDialog, TableDialog, TableNote, Wanted, format_name,
};
pub use paint::painter::{ScenePainter, camera_on_pixels};
pub use panels::review::today;
pub use shell::Shell;
pub use view::{
    Decision, Notice, RecentMap, Said, SamplePreview, TemplatePreview, Thumbnail, UiEvent, View,
    WrittenFile,
};
