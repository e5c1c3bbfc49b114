//! The system's own file dialogs, and finding out when there are none.
//!
//! `rfd` answers `None` both when a person cancels and when it could show nothing at all (on
//! Linux: no portal answers and `zenity` is not installed). Only its log tells these apart
//! ([`heard`]).

use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use super::heard;
use crate::file::disk;

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
    /// The dialog begins in the folder of the name that is proposed, and knows no other.
    pub names_folder: bool,
}

/// How a dialog ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FileAnswer {
    Path(PathBuf),
    Cancelled,
    /// The system has no dialog to show.
    NoDialog,
}

/// Forgets that a dialog failed before.
fn begin_asking() {
    heard::DIALOG_FAILED.store(false, Ordering::SeqCst);
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
        begin_asking();
        if let Some(name) = self.proposed_name() {
            dialog = dialog.set_file_name(name);
        }
        let answer: Box<dyn FnOnce() -> Option<rfd::FileHandle> + Send> = match self.save_as {
            Some(_) => {
                let future = dialog.save_file();
                Box::new(|| pollster::block_on(future))
            }
            None => {
                let future = dialog.pick_file();
                Box::new(|| pollster::block_on(future))
            }
        };
        move || match answer() {
            Some(file) => FileAnswer::Path(file.path().to_owned()),
            None if heard::DIALOG_FAILED.load(Ordering::SeqCst) => FileAnswer::NoDialog,
            None => FileAnswer::Cancelled,
        }
    }
}

impl FileQuestion {
    /// What the dialog is told as the name: with the folder, where it has no other way to know it.
    fn proposed_name(&self) -> Option<String> {
        let folder = self.folder.as_ref().filter(|_| self.names_folder);
        let Some(folder) = folder else {
            return self.save_as.clone();
        };
        let name = self.save_as.as_deref().unwrap_or_default();
        let whole = folder.join(name).to_str().map(str::to_owned);
        whole.or_else(|| self.save_as.clone())
    }
}

/// Whether the desktop's own dialogs are there, which are told of a folder. `zenity`, which rfd
/// shows in their place, is only told of a name. Blocks.
pub(super) fn has_portal() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let dirs = |name: &str, usual: &str| -> Vec<PathBuf> {
        let dirs = std::env::var_os(name).filter(|dirs| !dirs.is_empty());
        std::env::split_paths(&dirs.unwrap_or_else(|| usual.into())).collect()
    };
    let mut data = dirs("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
    data.extend(dirs::data_dir());
    let own = std::env::var_os("XDG_DESKTOP_PORTAL_DIR").map(PathBuf::from);
    is_portal_in(&data, own.as_deref())
}

/// Whether a portal with a file dialog is installed in these folders of data; `own` is where its
/// parts lie, if not there.
fn is_portal_in(data: &[PathBuf], own: Option<&Path>) -> bool {
    let service = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let parts = data
        .iter()
        .map(|dir| dir.join("xdg-desktop-portal/portals"));
    let mut parts = parts.chain(own.map(Path::to_owned));
    let chooses_files = |entry: std::io::Result<std::fs::DirEntry>| {
        let text = entry.and_then(|entry| std::fs::read_to_string(entry.path()));
        text.is_ok_and(|text| text.contains("portal.FileChooser"))
    };
    data.iter().any(|dir| dir.join(service).is_file())
        && parts.any(|dir| dir.read_dir().is_ok_and(|mut all| all.any(chooses_files)))
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
    disk::absolute(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_that_knows_no_folder_is_told_it_with_the_name() {
        let question = |save_as: Option<&str>, names_folder| FileQuestion {
            title: String::new(),
            filters: Vec::new(),
            folder: Some(PathBuf::from("/maps")),
            save_as: save_as.map(str::to_owned),
            names_folder,
        };
        let name = |save_as, names_folder| question(save_as, names_folder).proposed_name();
        assert_eq!(name(Some("a.png"), false).as_deref(), Some("a.png"));
        assert_eq!(name(Some("a.png"), true).as_deref(), Some("/maps/a.png"));
        assert_eq!(name(None, false), None);
        assert_eq!(name(None, true).as_deref(), Some("/maps/"));
    }

    #[test]
    fn a_portal_is_there_where_it_can_choose_files() {
        let folder = tempfile::tempdir().unwrap();
        let data = [folder.path().to_owned()];
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        assert!(!is_portal_in(&data, None));
        write("dbus-1/services/org.freedesktop.portal.Desktop.service", "");
        write(
            "xdg-desktop-portal/portals/a.portal",
            "org.freedesktop.impl.portal.Settings",
        );
        assert!(!is_portal_in(&data, None));
        write(
            "xdg-desktop-portal/portals/b.portal",
            "org.freedesktop.impl.portal.FileChooser",
        );
        assert!(is_portal_in(&data, None));
    }

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
