//! Maps in the formats of other tools: bytes in, a map and notes out; a map in, bytes and what they
//! could not hold out.
//!
//! Nothing here opens a file or draws. Whatever the bytes are, the answer is a map without a
//! problem or an error with its place.

pub mod answers;
pub mod archive;
pub mod brand;
pub mod carry;
pub mod markdown;
pub mod mermaid;
pub mod ojf;
pub mod picture;
pub mod slides;
pub mod table;
pub mod workbook;

mod build;
mod error;
mod note;
mod other;
mod pairs;
mod pasted;
mod version;

use std::path::Path;

pub use error::{ExchangeError, ExchangeErrorKind, WorkbookFault};
pub use note::{Given, Lost, Note, NoteKind, NotesBy, StickyNotes, Taken, What};
pub use other::OtherFile;
pub use pasted::{PastedMap, is_address, is_drawing};
pub use table::ReadOptions;

use markdown::Edited;
use version::version_through;

use crate::{compare, file, model::Map, survey::Table, words::Language};

/// A format that a map is kept in, by the ending of a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MapFormat {
    /// Our own.
    Journey,
    /// A journey diagram as text.
    Mermaid,
    /// Cells between commas or semicolons.
    Csv,
    /// Cells between tabs.
    Tsv,
    /// An outline; read where a Mermaid diagram, tables or headings of a journey stand in it.
    Markdown,
    /// The Open Journey Format, JSON.
    OpenJourney,
    /// Read only: the tables of a page, or the map that a page of ours carries.
    Html,
    /// Of Excel and most other spreadsheet programs.
    Workbook,
    /// Read only: lists of stages with named fields, in YAML; in JSON, too, where it is no other form.
    Records,
    /// A PNG or an SVG that carries a map; made where there is a scene, not here.
    Picture,
    /// Slides that carry a map; made where there is a scene, not here.
    Slides,
}

impl MapFormat {
    /// In the order of their definition.
    pub const ALL: [Self; 11] = [
        Self::Journey,
        Self::Mermaid,
        Self::Csv,
        Self::Tsv,
        Self::Markdown,
        Self::OpenJourney,
        Self::Html,
        Self::Workbook,
        Self::Records,
        Self::Picture,
        Self::Slides,
    ];

    /// The endings of its files in lower case, without the first dot; the first is to be proposed.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Journey => &["journey", "json"],
            Self::Mermaid => &["mmd", "mermaid"],
            // Those behind the first are only read.
            Self::Csv => &["csv", "txt"],
            Self::Tsv => &["tsv", "tab"],
            // Those behind the second are only read: sites, notebooks, other kinds of documents.
            Self::Markdown => &[
                "md", "markdown", "mdx", "qmd", "rmd", "ipynb", "adoc", "asciidoc", "rst", "wiki",
            ],
            Self::OpenJourney => &["ojf.json", "ojf"],
            Self::Html => &["html", "htm"],
            // Those behind the first are only read, or it is said what to do with them.
            Self::Workbook => &["xlsx", "xlsm", "xls", "ods"],
            Self::Records => &["yaml", "yml"],
            Self::Picture => &["png", "svg"],
            Self::Slides => &["pptx"],
        }
    }

    /// By the ending of a file's name, in any case; the longest ending counts.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let endings = Self::ALL
            .into_iter()
            .flat_map(|format| format.endings().iter().map(move |ending| (format, *ending)));
        endings
            .filter(|(_, ending)| {
                let stem = name.strip_suffix(ending);
                stem.is_some_and(|stem| stem.ends_with('.'))
            })
            .max_by_key(|(_, ending)| ending.len())
            .map(|(format, _)| format)
    }

    /// The one that [`write()`] makes for a file of this name.
    pub fn to_write(path: &Path) -> Option<Self> {
        let is_of = |known: &str| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known))
        };
        let is_named = |format: Self| is_of(format.endings()[0]);
        Self::of(path).filter(|format| match format {
            Self::Picture | Self::Slides | Self::Html | Self::Records => false,
            Self::Workbook | Self::Csv => is_named(*format),
            Self::Markdown => format.endings()[..2].iter().any(|known| is_of(known)),
            _ => true,
        })
    }
}

/// Reads a map that is kept in a format. What the format has no words for is named in `language`.
///
/// # Errors
/// Where there is no such map in the bytes.
pub fn read(format: MapFormat, bytes: &[u8], language: Language) -> Result<Taken, ExchangeError> {
    read_with(format, bytes, &ReadOptions::default(), language)
}

/// [`read`] with a say in what it guesses.
///
/// # Errors
/// Where there is no such map in the bytes.
pub fn read_with(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<Taken, ExchangeError> {
    let taken = read_as(format, bytes, options, language).map_err(|error| match format {
        // It says by itself what else the bytes are.
        MapFormat::Slides => error,
        _ => named(error, bytes),
    })?;
    within_bounds(taken)
}

fn within_bounds(taken: Taken) -> Result<Taken, ExchangeError> {
    match taken.map.excess().or_else(|| taken.map.long_text()) {
        Some(excess) => Err(error::too_much(1, excess)),
        None => Ok(taken),
    }
}

/// What is said of a file that another program keeps for itself.
fn named(error: ExchangeError, bytes: &[u8]) -> ExchangeError {
    let is_said = matches!(
        error.kind,
        ExchangeErrorKind::Workbook(fault) if fault != WorkbookFault::NoWorkbook
    );
    let other = OtherFile::of_bytes(bytes).filter(|_| !is_said);
    other.map_or(error, ExchangeError::from)
}

fn read_as(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<Taken, ExchangeError> {
    match format {
        MapFormat::Journey => file::load(bytes)
            .map(|loaded| Taken {
                map: loaded.map,
                notes: loaded.warnings.into_iter().map(Note::from).collect(),
            })
            // A name that ends in .json does not say which of the two it is.
            .or_else(|error| {
                let read = read_open_journey(bytes, language);
                let read = read.or_else(|| read_records(bytes, options, language));
                read.ok_or(error.into())
            }),
        MapFormat::Mermaid => {
            mermaid::read(text(bytes)?, options.sheet.as_deref(), language).map(|read| read.0)
        }
        MapFormat::Picture => picture::read(bytes),
        MapFormat::Slides => slides::read(bytes),
        MapFormat::OpenJourney => ojf::read(text(bytes)?, language),
        MapFormat::Csv
        | MapFormat::Tsv
        | MapFormat::Workbook
        | MapFormat::Markdown
        | MapFormat::Records
        | MapFormat::Html => read_table(format, bytes, options, language).map(|read| read.taken),
    }
}

/// The map in bytes that are a journey in the Open Journey Format and nothing else.
pub fn read_open_journey(bytes: &[u8], language: Language) -> Option<Taken> {
    ojf::read(text(bytes).ok()?, language).ok()
}

/// The map in bytes that are a journey of another builder's, in JSON.
fn read_records(bytes: &[u8], options: &ReadOptions, language: Language) -> Option<Taken> {
    let read = read_table(MapFormat::Records, bytes, options, language);
    read.ok().map(|read| read.taken)
}

/// Whether bytes are JSON with journeys of another builder's in it.
pub fn holds_records(bytes: &[u8]) -> bool {
    text(bytes)
        .is_ok_and(|text| text.trim_start().starts_with(['{', '[']) && table::has_records(text))
}

/// [`read_with`] for what may hold a table that is not our own: also says what was guessed.
///
/// # Errors
/// Where there is no table in the bytes.
pub fn read_table(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    let read = match format {
        MapFormat::Workbook => workbook::read(bytes, options, language),
        MapFormat::Mermaid => {
            let (taken, sheets) = mermaid::read(text(bytes)?, options.sheet.as_deref(), language)?;
            Ok(diagram((within_bounds(taken)?, sheets), options))
        }
        MapFormat::Journey | MapFormat::OpenJourney | MapFormat::Picture | MapFormat::Slides => {
            let taken = read_with(format, bytes, options, language)?;
            Ok(table::Read { taken, guess: None })
        }
        MapFormat::Markdown | MapFormat::Html => read_document(format, bytes, options, language),
        MapFormat::Csv if pasted::begins_diagram(bytes) => {
            let read = diagram_in(format, bytes, options, language);
            read.map_or_else(|| table::read(format, bytes, options, language), Ok)
        }
        _ => table::read(format, bytes, options, language),
    };
    read.or_else(|error| match diagram_in(format, bytes, options, language) {
        Some(read) => Ok(read),
        None => Err(named(error, bytes)),
    })
}

/// The diagram in a file that is called a text.
fn diagram_in(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Option<table::Read> {
    let decoded = table::decoded(bytes)
        .ok()
        .filter(|_| format == MapFormat::Csv)?;
    let read = mermaid::read(&decoded.text, options.sheet.as_deref(), language);
    read.ok().map(|read| diagram(read, options))
}

/// A diagram, where the document has several with those that can be chosen.
fn diagram((taken, sheets): (Taken, Vec<String>), options: &ReadOptions) -> table::Read {
    let asked = options.sheet.as_deref();
    let at = asked.and_then(|asked| table::by_name_or_number(&sheets, asked));
    let sheet = sheets.get(at.unwrap_or(0)).cloned().unwrap_or_default();
    let guess = (sheets.len() > 1).then(|| table::Guess {
        title: taken.map.title.clone(),
        sheets,
        sheet,
        ..table::Guess::default()
    });
    table::Read { taken, guess }
}

/// A document may have our own map riding along, a diagram of Mermaid's, tables or headings.
fn read_document(
    format: MapFormat,
    bytes: &[u8],
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    if format == MapFormat::Html && picture::carries(bytes) {
        let taken = picture::read(bytes)?;
        return Ok(table::Read { taken, guess: None });
    }
    let decoded = table::decoded(bytes)?;
    if let Some(document) = table::notebook(&decoded.text) {
        return in_notebook(&document, options, language);
    }
    let text = decoded.text.as_ref();
    if let Some(taken) = carried_in_markdown(text).filter(|_| format == MapFormat::Markdown) {
        return Ok(table::Read { taken, guess: None });
    }
    if let Some(read) = in_mixed(format, bytes, text, options, language) {
        return read;
    }
    let other = match mermaid::read(text, options.sheet.as_deref(), language) {
        Ok(read) => return Ok(diagram(read, options)),
        Err(error) => error,
    };
    // A diagram of another kind may stand beside a table.
    let is_of_others = matches!(
        other.kind,
        ExchangeErrorKind::NoJourney | ExchangeErrorKind::OtherDiagram(_)
    );
    if !is_of_others {
        return Err(other);
    }
    let read = table::read(format, bytes, options, language);
    read.map_err(|error| match (error.kind, &other.kind) {
        (ExchangeErrorKind::NoTable, ExchangeErrorKind::OtherDiagram(_)) => other,
        (ExchangeErrorKind::NoTable, _) => ExchangeError {
            kind: ExchangeErrorKind::NoJourneyInDocument,
            line: error.line,
            column: error.column,
        },
        (kind, _) => ExchangeError {
            kind,
            line: error.line,
            column: error.column,
        },
    })
}

/// One of the diagrams and tables of a document that has journeys as both, the diagrams first; `None`
/// for any other document.
fn in_mixed(
    format: MapFormat,
    bytes: &[u8],
    text: &str,
    options: &ReadOptions,
    language: Language,
) -> Option<Result<table::Read, ExchangeError>> {
    let (first, mut diagrams) = mermaid::read(text, None, language).ok()?;
    if diagrams.is_empty() {
        diagrams.push(first.map.title);
    }
    let tables = table::journeys_in(format, text, language);
    if tables.is_empty() {
        return None;
    }
    let names = distinct(diagrams.iter().chain(&tables));
    let at = match options.sheet.as_deref() {
        None => 0,
        Some(asked) => match table::by_name_or_number(&names, asked) {
            Some(at) => at,
            None => return Some(Err(table::no_sheet(asked, &names))),
        },
    };
    let with_sheet = |at: usize| ReadOptions {
        sheet: Some((at + 1).to_string()),
        ..options.clone()
    };
    let read = match at.checked_sub(diagrams.len()) {
        None => {
            let sheet = with_sheet(at).sheet;
            let read = mermaid::read(text, sheet.as_deref(), language);
            read.map(|(taken, _)| table::Read { taken, guess: None })
        }
        Some(at) => table::read(format, bytes, &with_sheet(at), language),
    };
    Some(read.map(|read| one_of(read, names, at)))
}

/// What was read of a document that has more.
fn one_of(mut read: table::Read, mut names: Vec<String>, at: usize) -> table::Read {
    let is_of_others = |note: &Note| matches!(note.kind, NoteKind::JourneysLeft { .. });
    read.taken.notes.retain(|note| !is_of_others(note));
    let title = read.taken.map.title.clone();
    let guess = read.guess.get_or_insert_with(|| table::Guess {
        title,
        ..table::Guess::default()
    });
    guess.sheets.clone_from(&names);
    guess.sheet = names.remove(at);
    let kind = NoteKind::JourneysLeft {
        read: guess.sheet.clone(),
        left: names.join("”, “"),
    };
    let (line, column) = (1, 1);
    read.taken.notes.insert(0, Note { line, column, kind });
    read
}

/// Names that each stand for one thing: those that are missing are numbers.
fn distinct<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for (at, name) in names.enumerate() {
        let name = match name.trim() {
            "" => (at + 1).to_string(),
            name => name.to_owned(),
        };
        let is_taken = distinct.contains(&name);
        distinct.push(if is_taken {
            format!("{name} ({})", at + 1)
        } else {
            name
        });
    }
    distinct
}

/// The journey in the texts of a notebook, whose places say nothing of its file.
fn in_notebook(
    document: &str,
    options: &ReadOptions,
    language: Language,
) -> Result<table::Read, ExchangeError> {
    let read = read_document(MapFormat::Markdown, document.as_bytes(), options, language);
    let mut read = read.map_err(|error| ExchangeError {
        line: 1,
        column: 1,
        ..error
    })?;
    for note in &mut read.taken.notes {
        (note.line, note.column) = (1, 1);
    }
    Ok(read)
}

/// The map that rides along in an outline of ours, with what the text says otherwise by now, which is
/// told.
fn carried_in_markdown(text: &str) -> Option<Taken> {
    let (outline, line, packed) = markdown::carried(text)?;
    let loaded = carry::unpack_text(packed).ok()?;
    let note = |kind| Note {
        line,
        column: 1,
        kind,
    };
    let mut notes: Vec<Note> = loaded.warnings.into_iter().map(Note::from).collect();
    let map = loaded.map;
    if markdown::is_of(outline, &map) {
        return Some(Taken { map, notes });
    }
    let map = match markdown::taken_over(&map, outline) {
        Edited::Same => map,
        // Beyond what a map may be, the text has no say.
        Edited::Changed(changed, told)
            if changed.excess().is_none() && changed.check().is_empty() =>
        {
            notes.push(note(NoteKind::CarriedStale));
            notes.extend(told);
            *changed
        }
        Edited::Changed(..) | Edited::Other => {
            notes.push(note(NoteKind::OutlineChanged));
            map
        }
    };
    Some(Taken { map, notes })
}

/// The cells of what [`read_table`] reads, whatever they hold; of a workbook, the sheet of this name.
///
/// # Errors
/// Where there is no table in the bytes.
pub fn read_cells(
    format: MapFormat,
    bytes: &[u8],
    sheet: Option<&str>,
    language: Language,
) -> Result<Table, ExchangeError> {
    let cells = match format {
        MapFormat::Workbook => workbook::cells(bytes, sheet, language),
        _ => table::cells(format, bytes, sheet, language),
    };
    cells.map_err(|error| named(error, bytes))
}

/// Writes a map in a format; where the format lets it, the whole map rides along unless
/// `without_map`. `None` for pictures and pages.
pub fn write(format: MapFormat, map: &Map, without_map: bool) -> Option<Given> {
    Some(match format {
        MapFormat::Journey => Given {
            bytes: file::save(map),
            lost: Vec::new(),
        },
        MapFormat::Mermaid => mermaid::write(map, without_map),
        MapFormat::Csv => table::write(map, b','),
        MapFormat::Tsv => table::write(map, b'\t'),
        MapFormat::Markdown => markdown::write(map, without_map),
        MapFormat::OpenJourney => ojf::write(map),
        MapFormat::Workbook => workbook::write(map),
        MapFormat::Picture | MapFormat::Slides | MapFormat::Html | MapFormat::Records => {
            return None;
        }
    })
}

/// Whether what a format cannot show rides along all the same in what [`write()`] makes.
pub fn rides_along(format: MapFormat, without_map: bool) -> bool {
    matches!(format, MapFormat::Mermaid | MapFormat::Markdown) && !without_map
}

/// A map that was read from a format, as a version of one that is known: that one with what somebody
/// changed in the format, and with all that the format cannot hold. A map that is more than its format
/// holds by itself (our own file, or one that carries the whole map) stays as it is, unless it went
/// through another format on its way: then its ids mean nothing.
pub fn as_version_of(format: MapFormat, map: Map, known: &Map, language: Language) -> Map {
    let is_whole = matches!(
        format,
        MapFormat::Journey | MapFormat::Picture | MapFormat::Slides
    );
    if !is_whole {
        let version = version_in(format, &map, known, language);
        return version.unwrap_or(map);
    }
    if !compare::is_renumbered(&map, known) {
        return map;
    }
    let ways = [MapFormat::Csv, MapFormat::Mermaid, MapFormat::OpenJourney].into_iter();
    let versions = ways.filter_map(|way| version_in(way, &map, known, language));
    let nearest = versions.min_by_key(|version| compare::changes(known, version).len());
    nearest.unwrap_or_else(|| compare::align(&map, known))
}

/// What [`version_through`] makes with a format.
fn version_in(format: MapFormat, map: &Map, known: &Map, language: Language) -> Option<Map> {
    let through = |map: &Map| {
        let given = write(format, map, true)?;
        Some(read(format, &given.bytes, language).ok()?.map)
    };
    version_through(through, map, known)
}

/// The text in bytes, within the bounds of a map's file.
fn text(bytes: &[u8]) -> Result<&str, ExchangeError> {
    Ok(file::decode(bytes)?)
}
