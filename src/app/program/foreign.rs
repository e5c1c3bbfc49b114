//! Maps in the formats of other tools: which formats there are, and what reading one gives.

use std::path::{Path, PathBuf};

use crate::{
    editor::Editor,
    exchange::{self, ExchangeError, MapFormat, Note, Taken},
    file::disk::{self, OpenError},
    text::Fonts,
    ui,
    words::Language,
};

/// The endings of the files of other tools that open as maps.
pub(super) const ENDINGS: [&str; 22] = [
    "mmd", "mermaid", "md", "json", "ojf", "png", "svg", "pptx", "csv", "tsv", "txt", "html",
    "htm", "xlsx", "yaml", "yml", "ipynb", "mdx", "qmd", "rmd", "adoc", "rst",
];

/// A map that came from another tool, and what is to be said of it.
pub(super) struct ImportedMap {
    pub editor: Editor,
    pub notes: Vec<Note>,
}

impl ImportedMap {
    pub(super) fn new(taken: Taken, fonts: Fonts) -> Self {
        Self {
            editor: Editor::new(taken.map, fonts),
            notes: taken.notes,
        }
    }
}

/// Why a file of another tool gives no map.
pub(super) enum ImportFailure {
    Read(OpenError),
    Import(ExchangeError),
}

impl ImportFailure {
    pub(super) fn describe(&self, language: Language) -> String {
        match self {
            Self::Read(error) => error.describe(language),
            Self::Import(error) => error.describe(language),
        }
    }
}

/// The format of a file that is not our own, as far as its name says.
pub(super) fn foreign_format(path: &Path) -> Option<MapFormat> {
    MapFormat::of(path).filter(|format| *format != MapFormat::Journey)
}

/// Whether a format may hold a table that is not our own, or several maps to choose from.
pub(super) fn is_table(format: MapFormat) -> bool {
    matches!(
        format,
        MapFormat::Mermaid
            | MapFormat::Csv
            | MapFormat::Tsv
            | MapFormat::Workbook
            | MapFormat::Markdown
            | MapFormat::Html
            | MapFormat::Records
    )
}

/// The format of a text that a path names, of those that can be written.
pub(super) fn text_format(path: &Path) -> Option<MapFormat> {
    let format = MapFormat::to_write(path)?;
    ui::FORMATS
        .iter()
        .any(|(text, ..)| *text == format)
        .then_some(format)
}

/// The path with the ending of a format, unless it has one that says another.
pub(super) fn with_text_ending(path: &Path, format: MapFormat) -> PathBuf {
    if text_format(path).is_some() {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(format.endings()[0]);
    name.into()
}

/// Reads a file; on a thread of a task.
pub(super) fn read(
    path: &Path,
    format: MapFormat,
    language: Language,
) -> Result<Taken, ImportFailure> {
    let (bytes, _) = disk::read(path).map_err(ImportFailure::Read)?;
    exchange::read(format, &bytes, language).map_err(ImportFailure::Import)
}

/// Whether a picture has a map in it; on a thread of a task.
pub(super) fn carries_map(path: &Path) -> bool {
    let is_one = MapFormat::of(path) == Some(MapFormat::Picture);
    is_one && disk::read(path).is_ok_and(|(bytes, _)| exchange::picture::carries(&bytes))
}
