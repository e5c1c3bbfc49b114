//! The system's own file dialogs, and finding out when there are none.
//!
//! `rfd` answers `None` both when a person cancels and when it could show nothing at all (on
//! Linux: no portal answers and `zenity` is not installed). Only its log tells these apart, so
//! [`listen`] reads it.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// What a dialog is to ask for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FileQuestion {
    pub title: String,
    /// Name and extensions of the files to offer.
    pub filters: Vec<(String, Vec<&'static str>)>,
    /// Where to begin; a folder that exists.
    pub folder: Option<PathBuf>,
    /// For a file to be written, the name to propose; `None` for one to be read.
    pub save_as: Option<String>,
}

/// How a dialog ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FileAnswer {
    Path(PathBuf),
    Cancelled,
    /// The system has no dialog to show.
    NoDialog,
}

static FAILED: AtomicBool = AtomicBool::new(false);

/// Notes in the log of `rfd` that no dialog could be shown.
struct FailureLog;

impl log::Log for FailureLog {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        // A portal that fails is no failure yet: zenity comes after it.
        if self.enabled(record.metadata()) && record.args().to_string().contains("zenity") {
            FAILED.store(true, Ordering::SeqCst);
        }
    }

    fn flush(&self) {}
}

/// Listens for dialogs that fail; to be called once, before the first is shown.
pub(super) fn listen() {
    if log::set_logger(&FailureLog).is_ok() {
        log::set_max_level(log::LevelFilter::Error);
    }
}

impl FileQuestion {
    /// Shows the dialog. To be called on the main thread (macOS wants that); what it returns
    /// waits for the person, and is for another thread. One at a time.
    pub(super) fn ask(self, window: &eframe::Frame) -> impl FnOnce() -> FileAnswer + Send + use<> {
        let mut dialog = rfd::AsyncFileDialog::new()
            .set_title(&self.title)
            .set_parent(window);
        for (name, extensions) in &self.filters {
            dialog = dialog.add_filter(name, extensions);
        }
        if let Some(folder) = &self.folder {
            dialog = dialog.set_directory(folder);
        }
        FAILED.store(false, Ordering::SeqCst);
        let answer: Box<dyn FnOnce() -> Option<rfd::FileHandle> + Send> = match self.save_as {
            Some(name) => {
                let future = dialog.set_file_name(name).save_file();
                Box::new(|| pollster::block_on(future))
            }
            None => {
                let future = dialog.pick_file();
                Box::new(|| pollster::block_on(future))
            }
        };
        move || match answer() {
            Some(file) => FileAnswer::Path(file.path().to_owned()),
            None if FAILED.load(Ordering::SeqCst) => FileAnswer::NoDialog,
            None => FileAnswer::Cancelled,
        }
    }
}

/// Adds the extension that a file's kind wants where the person gave none or another.
pub(super) fn with_extension(path: &Path, wanted: &[&str]) -> PathBuf {
    let given = path.extension().and_then(|extension| extension.to_str());
    match given {
        Some(given) if wanted.iter().any(|w| w.eq_ignore_ascii_case(given)) => path.to_owned(),
        _ => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(wanted[0]);
            name.into()
        }
    }
}

/// The path that a person means by what they typed: `~` is their folder.
pub(super) fn from_typed(typed: &Path) -> PathBuf {
    let path = match (typed.strip_prefix("~"), dirs::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => typed.to_owned(),
    };
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_or_foreign_extension_is_added_to() {
        let kinds = ["journey", "json"];
        for (given, expected) in [
            ("/a/map.journey", "/a/map.journey"),
            ("/a/map.JSON", "/a/map.JSON"),
            ("/a/map", "/a/map.journey"),
            ("/a/version 1.2", "/a/version 1.2.journey"),
        ] {
            assert_eq!(
                with_extension(Path::new(given), &kinds),
                Path::new(expected)
            );
        }
    }
}
