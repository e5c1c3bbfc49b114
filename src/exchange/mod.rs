//! Maps in the forms of other tools: bytes in, a map and notes out; a map in, bytes and what they
//! could not hold out.
//!
//! Nothing here opens a file or draws. Whatever the bytes are, the answer is a map without a
//! problem or an error with its place.

pub mod carry;
pub mod markdown;
pub mod mermaid;
pub mod ojf;
pub mod picture;
pub mod table;
pub mod workbook;

mod build;
mod error;
mod note;
mod version;

use std::path::Path;

pub use error::{ExchangeError, ExchangeErrorKind, WorkbookFault};
pub use note::{Given, Lost, Note, NoteKind, Taken, What};
pub use table::ReadOptions;

use version::version_through;

use crate::{compare, file, model::Map, survey::Table, words::Language};

/// A form that a map is kept in, by the ending of a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    Journey,
    Mermaid,
    Csv,
    Tsv,
    Markdown,
    OpenJourney,
    /// Of Excel and most other spreadsheet programs.
    Workbook,
    /// A PNG or an SVG that carries a map; made where there is a scene, not here.
    Picture,
}

impl Form {
    pub const ALL: [Self; 8] = [
        Self::Journey,
        Self::Mermaid,
        Self::Csv,
        Self::Tsv,
        Self::Markdown,
        Self::OpenJourney,
        Self::Workbook,
        Self::Picture,
    ];

    /// The endings of its files in lower case, without the first dot; the first is to be proposed.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Journey => &["journey", "json"],
            Self::Mermaid => &["mmd", "mermaid"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
            Self::Markdown => &["md", "markdown"],
            Self::OpenJourney => &["ojf.json", "ojf"],
            // Those behind the first are only read, or it is said what to do with them.
            Self::Workbook => &["xlsx", "xlsm", "xls", "ods"],
            Self::Picture => &["png", "svg"],
        }
    }

    /// By the ending of a file's name, in any case; the longest ending counts.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let endings = Self::ALL
            .into_iter()
            .flat_map(|form| form.endings().iter().map(move |ending| (form, *ending)));
        endings
            .filter(|(_, ending)| {
                let stem = name.strip_suffix(ending);
                stem.is_some_and(|stem| stem.ends_with('.'))
            })
            .max_by_key(|(_, ending)| ending.len())
            .map(|(form, _)| form)
    }

    /// The one that [`write()`] makes for a file of this name.
    pub fn to_write(path: &Path) -> Option<Self> {
        let is_named = |form: Self| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case(form.endings()[0]))
        };
        Self::of(path).filter(|form| match form {
            Self::Picture => false,
            Self::Workbook => is_named(*form),
            _ => true,
        })
    }
}

/// Reads a map that is kept in a form. What the form has no words for is named in `language`.
///
/// # Errors
/// Where there is no such map in the bytes.
pub fn read(form: Form, bytes: &[u8], language: Language) -> Result<Taken, ExchangeError> {
    read_with(form, bytes, &ReadOptions::default(), language)
}

/// [`read`] with a say in what it guesses.
///
/// # Errors
/// Where there is no such map in the bytes.
pub fn read_with(
    form: Form,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<Taken, ExchangeError> {
    let taken = match form {
        Form::Journey => file::load(bytes)
            .map(|loaded| Taken {
                map: loaded.map,
                notes: loaded.warnings.into_iter().map(Note::from).collect(),
            })
            // A name that ends in .json does not say which of the two it is.
            .or_else(|error| read_open_journey(bytes, language).ok_or(error.into())),
        Form::Mermaid => mermaid::read(text(bytes)?, language),
        Form::Markdown => mermaid::read(text(bytes)?, language).map_err(|error| {
            let is_text = error.kind == ExchangeErrorKind::NoJourney;
            let kind = if is_text {
                ExchangeErrorKind::OnlyOutline
            } else {
                error.kind
            };
            ExchangeError { kind, ..error }
        }),
        Form::Picture => picture::read(bytes),
        Form::OpenJourney => ojf::read(text(bytes)?, language),
        Form::Csv | Form::Tsv | Form::Workbook => {
            read_table(form, bytes, options, language).map(|read| read.taken)
        }
    }?;
    match taken.map.excess().or_else(|| taken.map.long_text()) {
        Some(excess) => Err(error::too_much(1, excess)),
        None => Ok(taken),
    }
}

/// The map in bytes that are a journey in the Open Journey Format and nothing else.
pub fn read_open_journey(bytes: &[u8], language: Language) -> Option<Taken> {
    ojf::read(text(bytes).ok()?, language).ok()
}

/// [`read_with`] for what may hold a table that is not our own: also says what was guessed.
///
/// # Errors
/// Where there is no table in the bytes.
pub fn read_table(
    form: Form,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    if form == Form::Workbook {
        workbook::read(bytes, options, language)
    } else {
        table::read(text(bytes)?, options, language)
    }
}

/// The cells of what [`read_table`] reads, whatever they hold; of a workbook, the sheet of this name.
///
/// # Errors
/// Where there is no table in the bytes.
pub fn read_cells(
    form: Form,
    bytes: &[u8],
    sheet: Option<&str>,
    language: Language,
) -> Result<Table, ExchangeError> {
    if form == Form::Workbook {
        workbook::cells(bytes, sheet, language)
    } else {
        table::grid(text(bytes)?)
    }
}

/// Writes a map in a form; where the form lets it, the whole map rides along unless
/// `without_map`. `None` for pictures.
pub fn write(form: Form, map: &Map, without_map: bool) -> Option<Given> {
    Some(match form {
        Form::Journey => Given {
            bytes: file::save(map),
            lost: Vec::new(),
        },
        Form::Mermaid => mermaid::write(map, without_map),
        Form::Csv => table::write(map, b','),
        Form::Tsv => table::write(map, b'\t'),
        Form::Markdown => markdown::write(map),
        Form::OpenJourney => ojf::write(map),
        Form::Workbook => workbook::write(map),
        Form::Picture => return None,
    })
}

/// Whether what a form cannot show rides along all the same in what [`write()`] makes.
pub fn rides_along(form: Form, without_map: bool) -> bool {
    form == Form::Mermaid && !without_map
}

/// A map that was read from a form, as a version of one that is known: that one with what somebody
/// changed in the form, and with all that the form cannot hold. A map that is more than its form
/// holds by itself (our own file, or one that carries the whole map) stays as it is, unless it went
/// through another form on its way: then its ids mean nothing.
pub fn as_version_of(form: Form, map: Map, known: &Map, language: Language) -> Map {
    if !matches!(form, Form::Journey | Form::Picture) {
        let version = version_in(form, &map, known, language);
        return version.unwrap_or(map);
    }
    if !compare::is_renumbered(&map, known) {
        return map;
    }
    let ways = [Form::Csv, Form::Mermaid, Form::OpenJourney].into_iter();
    let versions = ways.filter_map(|way| version_in(way, &map, known, language));
    let nearest = versions.min_by_key(|version| compare::changes(known, version).len());
    nearest.unwrap_or_else(|| compare::align(&map, known))
}

/// What [`version_through`] makes with a format.
fn version_in(form: Form, map: &Map, known: &Map, language: Language) -> Option<Map> {
    let through = |map: &Map| {
        let given = write(form, map, true)?;
        Some(read(form, &given.bytes, language).ok()?.map)
    };
    version_through(through, map, known)
}

/// The text in bytes, within the bounds of a map's file.
fn text(bytes: &[u8]) -> Result<&str, ExchangeError> {
    Ok(file::decode(bytes)?)
}
