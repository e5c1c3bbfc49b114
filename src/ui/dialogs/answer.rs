//! What a person chose in a dialog.

use std::path::PathBuf;

use super::{
    brand::BrandAnswer,
    preferences::{ChosenSettings, Kept},
};
use crate::{
    editor::SurveyImport,
    exchange::{MapFormat, ReadOptions, table::Holds},
    export::Options,
    ui::view::Decision,
};

/// What a person chose in a dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Save,
    Discard,
    /// Also: Esc, and the closing of what only informs.
    Cancel,
    Export(Box<Options>),
    /// A file of slides whose master the export has.
    ChooseTemplate,
    Brand(Box<BrandAnswer>),
    ExportAs(MapFormat),
    Path(PathBuf),
    Survey(Box<SurveyImport>),
    /// The table is to be read so: it is shown again then.
    ReadTable(Box<ReadOptions>),
    /// The table holds something else than what it is shown as.
    TakeAs(Holds),
    /// Of the table as it is shown.
    MakeMap,
    Name(String),
    /// By its place among the templates.
    UseTemplate(usize),
    RemoveTemplate(usize),
    Remove,
    /// The unsaved work that was offered; to drop it is `Discard`.
    Recover,
    /// The unsaved work that was offered, and what was saved in its file meanwhile beside it.
    RecoverAndCompare,
    /// The unsaved work that was offered, with what is in its file.
    CompareLeft,
    /// The version that is kept of a damaged file.
    OpenSpare,
    /// What becomes of a file that somebody else has changed.
    DecideOnFile(Decision),
    /// By its place in the history: to see it, or to have it again.
    LookAtVersion(usize),
    BringBack(usize),
    CompareVersion(usize),
    /// The changes and conflicts as they are settled in the dialog: to see what comes of them, or to
    /// have it.
    LookAtChoices,
    TakeChanges,
    /// Of the settings, which stay open.
    UseSettings(Box<ChosenSettings>),
    /// Something that is kept is to be deleted, which is asked first.
    AskDelete(Kept),
    /// On paper.
    Print(Box<Options>),
}
