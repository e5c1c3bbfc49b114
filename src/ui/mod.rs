//! What the window looks like. It shows the state of the program and tells what the person wants;
//! nothing changes while a frame is drawn.
//!
//! The contract with `app`:
//!
//! - once for a context: [`tokens::install`];
//! - in each pass: `shell.show(ui, &View { .. }) -> Vec<UiEvent>`, where
//!   `View { language, fonts, editor: Option<&Editor>, recent: &[RecentMap], samples: &[Sample],
//!   message: Option<&str> }` is all that is shown (without an editor it is the welcome screen;
//!   the document's name and whether it is saved are read from the editor) and
//!   `UiEvent::{Intent(editor::Intent), Action(editor::Action), OpenRecent(usize),
//!   OpenSample(usize)}` is what to do afterwards, in order: intents go to `Editor::handle`,
//!   actions too where there is an editor, else what `Action::effect` says;
//! - before saving or closing on its own account (a close request of the system):
//!   `shell.finish() -> Vec<UiEvent>`, which hands out what is still being typed in a panel;
//! - a dialog is a `dialogs::Dialog` that `app` keeps while it is open and hands over after the
//!   shell: `shell.dialog(ctx, &view, &mut dialog) -> Option<dialogs::Answer>`; each answer
//!   closes it, save that `Answer::Export` may be followed by setting `ExportDialog::progress`
//!   until the work is done. `shell.shortcuts(language)` gives the sheet of shortcuts.
//!
//! Nothing here reads files or knows eframe. It asks for a repaint only while a caret blinks.

mod atlas;
mod mesh;
mod painter;
pub mod tokens;

pub use painter::{ScenePainter, camera_on_pixels};
