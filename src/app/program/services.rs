//! What every part of the program works with: words, fonts, other threads, the folders of its own.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{News, watch::FileWatch};
use crate::{
    app::{
        awake::Awake,
        crash,
        print::{NotPrinted, Printed},
        tasks::Tasks,
    },
    text::Fonts,
    words::Language,
};

/// Blocks.
pub(in crate::app) type Launch = fn() -> io::Result<()>;

/// Blocks.
pub(in crate::app) type ShowFolder = fn(&Path) -> io::Result<()>;

/// Keeps the screen on as long as what it gives lives; what is said is why.
pub(in crate::app) type KeepAwake = fn(String) -> Awake;

/// Whether the system asks for less movement. Blocks.
pub(in crate::app) type AsksForLess = fn() -> bool;

/// Hands a PDF with a title to the system to be printed. Blocks.
pub(in crate::app) type Print = fn(&[u8], &str) -> Result<Printed, NotPrinted>;

/// What every part is handed.
pub(super) struct Services {
    pub language: Language,
    pub fonts: Fonts,
    pub tasks: Tasks<News>,
    /// Looks after the file of the open map.
    pub watch: FileWatch,
    /// Opens another window and waits until it is closed; `None` where there is none to be had.
    pub launch: Option<Launch>,
    /// Shows where a file lies; `None` where there is nothing to show it.
    pub show_folder: Option<ShowFolder>,
    /// Keeps the screen on; `None` where nothing does.
    pub keep_awake: Option<KeepAwake>,
    /// Tells whether to move less; `None` where nobody is asked.
    pub asks_for_less: Option<AsksForLess>,
    /// Has a document printed; `None` where nothing does.
    pub print: Option<Print>,
    /// The desktop's own list of recent files; `None` where nothing is put on it.
    pub recent_list: Option<PathBuf>,
    /// Where unsaved work and versions lie; `None` on a system without a folder for them.
    pub folders: Option<Folders>,
}

/// The folders of unsaved work, of versions and of reports.
#[derive(Debug, Clone)]
pub(super) struct Folders {
    pub journals: PathBuf,
    pub versions: PathBuf,
    /// Of what is written when the program fails.
    pub reports: PathBuf,
}

impl Folders {
    pub(super) fn within(data: &Path) -> Self {
        Self {
            journals: data.join("journal"),
            versions: data.join("versions"),
            reports: crash::folder(data),
        }
    }
}

impl Services {
    pub(super) fn new(
        language: Language,
        fonts: Fonts,
        tasks: Tasks<News>,
        data: Option<&Path>,
    ) -> Self {
        Self {
            language,
            fonts,
            watch: FileWatch::new(&tasks),
            launch: None,
            show_folder: None,
            keep_awake: None,
            asks_for_less: None,
            print: None,
            recent_list: None,
            folders: data.map(Folders::within),
            tasks,
        }
    }

    pub(super) fn versions_folder(&self) -> Option<PathBuf> {
        Some(self.folders.as_ref()?.versions.clone())
    }
}
