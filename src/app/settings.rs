//! What the program remembers from one run to the next: the language and the recent files.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use serde::{Deserialize, Serialize};

use crate::{file::disk, words::Language};

/// How many recent files are remembered.
const RECENT: usize = 10;

/// The content of `settings.json` in the person's folder for such things.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// `None` as long as the person has not chosen: the system's.
    pub language: Option<Language>,
    /// Absolute paths, the latest first.
    pub recent: Vec<PathBuf>,
}

/// As it lies on the disk.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Wire {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    recent: Vec<String>,
}

impl Settings {
    /// Where they lie; `None` on a system without a folder for them.
    pub fn path() -> Option<PathBuf> {
        Some(dirs::config_dir()?.join("jejak").join("settings.json"))
    }

    /// Reads them; what is missing or spoilt takes its default, for nothing in there is worth
    /// keeping a person from her map.
    pub fn load(path: &Path) -> Self {
        let wire: Wire = fs::read(path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut settings = Self {
            language: wire.language.as_deref().and_then(Language::from_code),
            recent: wire.recent.into_iter().map(PathBuf::from).collect(),
        };
        settings.recent.truncate(RECENT);
        settings
    }

    /// Reads them, changes them and writes them back: another window may have changed them
    /// since this one started.
    pub fn update(path: &Path, change: impl FnOnce(&mut Self)) -> io::Result<Self> {
        // One at a time, or the later one would write over what the earlier one changed.
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock();
        let mut settings = Self::load(path);
        let before = settings.clone();
        change(&mut settings);
        if settings != before {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let wire = Wire {
                language: settings.language.map(|language| language.code().to_owned()),
                recent: settings
                    .recent
                    .iter()
                    .filter_map(|path| path.to_str().map(str::to_owned))
                    .collect(),
            };
            let mut text = serde_json::to_string_pretty(&wire)?;
            text.push('\n');
            disk::write(path, text.as_bytes())?;
        }
        Ok(settings)
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.forget(&file);
        self.recent.insert(0, file);
        self.recent.truncate(RECENT);
    }

    /// Drops a file from the recent ones.
    pub fn forget(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(number: usize) -> PathBuf {
        std::path::absolute(format!("map {number}.journey")).unwrap()
    }

    #[test]
    fn the_latest_ten_files_are_remembered_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.json");
        for number in 0..12 {
            Settings::update(&path, |s| s.remember(&numbered(number))).unwrap();
        }
        Settings::update(&path, |s| s.remember(&numbered(5))).unwrap();
        Settings::update(&path, |s| s.forget(&numbered(11))).unwrap();
        let expected = [5, 10, 9, 8, 7, 6, 4, 3, 2].map(numbered);
        assert_eq!(Settings::load(&path).recent, expected);
    }

    #[test]
    fn a_choice_of_language_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        Settings::update(&path, |s| s.language = Some(Language::Indonesian)).unwrap();
        Settings::update(&path, |s| s.remember(&numbered(1))).unwrap();
        assert_eq!(Settings::load(&path).language, Some(Language::Indonesian));
    }

    #[test]
    fn spoilt_settings_are_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for spoilt in ["", "{", "[]", r#"{"recent": 7}"#, "{\"language\": \"xx\"}"] {
            fs::write(&path, spoilt).unwrap();
            assert_eq!(Settings::load(&path), Settings::default(), "{spoilt}");
        }
    }
}
