//! Why there is no map in some bytes, in words.

use std::fmt;

use super::other::OtherFile;
use crate::{
    file::{LoadError, LoadErrorKind},
    model::Excess,
    survey::SurveyError,
    words::Language,
};

/// Why there is no map in some bytes, and where that shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub kind: ExchangeErrorKind,
}

/// Why there is no map in some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExchangeErrorKind {
    /// Of our own file, or of what every text has to be.
    Load(LoadErrorKind),
    /// Text without a diagram.
    NoJourney,
    /// A document without a diagram, a table or headings of a journey.
    NoJourneyInDocument,
    /// Of those that a document or workbook has, none is called so.
    NoSheet {
        /// The name or number that was asked for.
        asked: String,
        /// The names of those that there are.
        there: String,
    },
    /// A diagram of Mermaid's, but no journey.
    OtherDiagram(String),
    /// Text without a row and a column of heads.
    NoTable,
    /// A table that cannot be taken apart into rows and cells.
    BrokenTable,
    /// A workbook that cannot be read.
    Workbook(WorkbookFault),
    /// JSON without stages and nodes.
    NoOpenJourney,
    /// A file that another program keeps for itself.
    Other(OtherFile),
    /// YAML that cannot be read.
    BrokenYaml,
    /// YAML or JSON without a list of stages.
    NoStages,
    /// Neither PNG nor SVG.
    NoPicture,
    /// A whole picture that carries no map.
    NoMapInPicture,
    /// Cut off or changed, so that a map may have been in it.
    DamagedPicture,
    /// A picture whose map cannot be read.
    BrokenMapInPicture,
    /// Slides whose archive cannot be read.
    BrokenSlides,
    /// Slides of more than is read.
    LargeSlides,
    /// Slides whose map cannot be read.
    BrokenMapInSlides,
    /// Slides that carry no map.
    NoMapInSlides,
    /// Of more rows or cells than are read.
    LargeTable,
}

impl ExchangeError {
    /// What is wrong and what helps, without the place.
    pub fn describe(&self, language: Language) -> String {
        match &self.kind {
            ExchangeErrorKind::Load(kind) => LoadError {
                line: self.line,
                column: self.column,
                kind: kind.clone(),
            }
            .describe(language),
            ExchangeErrorKind::LargeTable => SurveyError::TooManyCells.describe(language),
            ExchangeErrorKind::NoJourney => language
                .t("there is no Mermaid journey here: it begins with a line that says “journey”")
                .to_owned(),
            ExchangeErrorKind::NoJourneyInDocument => language
                .t("there is no journey in this document: neither a Mermaid “journey” in a block of its own (```mermaid), nor a table with stages one way and lanes the other, nor a heading for each stage with what belongs to it below")
                .to_owned(),
            ExchangeErrorKind::NoSheet { asked, there } => language.fill(
                "there is no “{asked}” here, but: “{there}”",
                &[("asked", asked), ("there", there)],
            ),
            ExchangeErrorKind::NoOpenJourney => language
                .t("this is not a journey in the Open Journey Format: that has “stages” and “nodes”")
                .to_owned(),
            ExchangeErrorKind::Other(other) => language.fill(
                "this is {what}: {advice}",
                &[
                    ("what", language.t(other.name())),
                    ("advice", language.t(other.advice())),
                ],
            ),
            ExchangeErrorKind::BrokenYaml => language
                .t("this line cannot be read as YAML; look at how far lines are indented, at colons and at quotation marks")
                .to_owned(),
            ExchangeErrorKind::NoStages => language
                .t("there is no journey here: no list of stages, each with a name and fields such as actions, emotions or pain points")
                .to_owned(),
            ExchangeErrorKind::NoPicture => language
                .t("this is neither a PNG nor an SVG picture")
                .to_owned(),
            ExchangeErrorKind::NoMapInPicture => language
                .t("the picture carries no map; only pictures that Jejak exported do, unless that was turned off")
                .to_owned(),
            ExchangeErrorKind::DamagedPicture => language
                .t("the picture is damaged or cut off, and no map can be found in what is left of it. Get it again from where it came from")
                .to_owned(),
            ExchangeErrorKind::BrokenMapInPicture => language
                .t("the map embedded in the picture is damaged")
                .to_owned(),
            ExchangeErrorKind::BrokenSlides => language
                .t("these slides are damaged or cut off, and no map can be found in what is left of them. Get the file again from where it came from")
                .to_owned(),
            ExchangeErrorKind::LargeSlides => language
                .t("these slides are too large to read; remove videos and pictures and save them again")
                .to_owned(),
            ExchangeErrorKind::BrokenMapInSlides => language
                .t("the map embedded in the slides is damaged")
                .to_owned(),
            ExchangeErrorKind::NoMapInSlides => language
                .t("the slides carry no map; only those that Jejak exported do, unless that was turned off. From other slides, copy the table into a spreadsheet and save that as .xlsx, or paste it in the window")
                .to_owned(),
            ExchangeErrorKind::NoTable => language
                .t("the table needs a first row and a first column: stages one way, lanes the other")
                .to_owned(),
            ExchangeErrorKind::BrokenTable => language
                .t("this line cannot be read as a table; look for a quotation mark that is not closed")
                .to_owned(),
            ExchangeErrorKind::Workbook(fault) => language.t(fault.why()).to_owned(),
            ExchangeErrorKind::OtherDiagram(word) => language.fill(
                "this is a diagram of another kind (“{word}”), not a “journey”",
                &[("word", word)],
            ),
        }
    }
}

impl From<LoadError> for ExchangeError {
    fn from(error: LoadError) -> Self {
        Self {
            line: error.line,
            column: error.column,
            kind: ExchangeErrorKind::Load(error.kind),
        }
    }
}

impl From<OtherFile> for ExchangeError {
    fn from(other: OtherFile) -> Self {
        Self {
            line: 1,
            column: 1,
            kind: ExchangeErrorKind::Other(other),
        }
    }
}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for ExchangeError {}

impl From<LoadErrorKind> for ExchangeErrorKind {
    fn from(kind: LoadErrorKind) -> Self {
        Self::Load(kind)
    }
}

pub(super) fn too_much(line: usize, excess: Excess) -> ExchangeError {
    ExchangeError {
        line,
        column: 1,
        kind: LoadErrorKind::TooMuch(excess).into(),
    }
}

/// Why nothing can be read from a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFault {
    /// The file is larger than what is read.
    TooManyBytes,
    /// More parts, or more in them, than anyone works with.
    Unpacked,
    /// More rows, columns or texts than anyone works with.
    Cells,
    /// From before 2007, or behind a password.
    OldOrLocked,
    /// The spreadsheets of LibreOffice.
    OpenDocument,
    /// No workbook of Excel's, though its name says so.
    NoWorkbook,
    /// A workbook whose parts do not fit together.
    Broken,
    /// Sheets, but none with a table.
    NoTable,
}

impl WorkbookFault {
    /// What is wrong and what helps; English, for the translation table.
    pub fn why(self) -> &'static str {
        match self {
            Self::TooManyBytes => {
                "the workbook is larger than 32 MB; save the sheet with the map in a workbook of its own"
            }
            Self::Unpacked => {
                "the workbook is too large once unpacked; save the sheet with the map in a workbook of its own"
            }
            Self::Cells => {
                "the workbook has more filled cells than a map can come from; save the part with the map in a workbook of its own"
            }
            Self::OldOrLocked => {
                "this workbook is of an old kind (.xls) or has a password; save it as .xlsx without a password"
            }
            Self::OpenDocument => {
                "this is an OpenDocument spreadsheet; save it as an Excel workbook (.xlsx)"
            }
            Self::NoWorkbook => "this is not an Excel workbook (.xlsx)",
            Self::Broken => {
                "the workbook is damaged; open it in a spreadsheet program and save it again"
            }
            Self::NoTable => {
                "no sheet of the workbook has a header row and a header column: stages one way, lanes the other"
            }
        }
    }
}
