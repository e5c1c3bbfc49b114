//! The eframe window and the outside world: dialogs, files, clipboard, threads.

mod dialogs;
mod settings;
