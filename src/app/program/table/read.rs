//! Reading a table that is not our own, as a map or as answers; on the threads of tasks.

use std::{path::PathBuf, sync::Arc};

use crate::{
    editor::Editor,
    exchange::{
        self, ExchangeError, MapFormat, ReadOptions,
        table::{self, Holds},
    },
    layout::Layout,
    model::Map,
    scene::Scene,
    survey::{self, Answers, Columns, SaidColumns, Table},
    text::Fonts,
    ui::Looks,
    words::Language,
};

/// The bytes of a table, and where they came from.
#[derive(Clone)]
pub(crate) struct Source {
    /// `None` for what was pasted.
    pub path: Option<PathBuf>,
    pub format: MapFormat,
    pub bytes: Arc<Vec<u8>>,
}

/// What a table is wanted for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TablePurpose {
    Map,
    Answers,
    /// Whatever it looks like.
    ByContent,
}

/// A table as it was read.
pub(crate) struct ReadTable {
    pub source: Source,
    pub looks: Looks,
    pub content: TableContent,
}

/// What a table was read as.
pub(crate) enum TableContent {
    /// A map, and how that looks.
    Map(Box<table::Read>, Arc<Scene>),
    /// It could only be answers: why it is no map.
    NoMap(ExchangeError),
    Answers(Box<Answers>),
}

/// Reads tables beside the map that is open.
pub(super) struct TableReader {
    /// The map that answers would be about.
    open: Option<Arc<Map>>,
    fonts: Fonts,
    language: Language,
}

impl TableReader {
    pub(super) fn new(open: Option<&Editor>, fonts: Fonts, language: Language) -> Self {
        Self {
            open: open.map(|editor| editor.map().clone()),
            fonts,
            language,
        }
    }

    /// Reads a table for `purpose`; an error where it is neither a map nor answers.
    pub(super) fn read(
        &self,
        source: Source,
        purpose: TablePurpose,
        options: &ReadOptions,
    ) -> Result<ReadTable, ExchangeError> {
        let has_cells = matches!(
            source.format,
            MapFormat::Csv
                | MapFormat::Tsv
                | MapFormat::Workbook
                | MapFormat::Markdown
                | MapFormat::Html
        );
        // The tables of a page of ours are told of the map that it carries.
        let carries = source.format == MapFormat::Html && exchange::picture::carries(&source.bytes);
        if !has_cells || carries {
            return self.read_document(source, options);
        }
        let sheet = options.sheet.as_deref();
        if source.format == MapFormat::Records {
            return self.read_document(source, options);
        }
        let cells = exchange::read_cells(source.format, &source.bytes, sheet, self.language);
        let is_document = matches!(source.format, MapFormat::Markdown | MapFormat::Html);
        let cells = match cells {
            Ok(cells) => cells,
            // A document may have a map without having a table.
            Err(_) if is_document => return self.read_document(source, options),
            Err(error) => return Err(error),
        };
        let looks = Looks {
            like: table::tell(&cells, self.open.as_deref()),
            can_be_either: self.open.is_some(),
        };
        let may_be_answers = looks.can_be_either && looks.like != Holds::OwnMap;
        let is_for_answers = match purpose {
            TablePurpose::Map => false,
            TablePurpose::Answers => true,
            TablePurpose::ByContent => looks.like == Holds::Answers,
        };
        let is_for_answers = may_be_answers && is_for_answers;
        let answers = is_for_answers.then(|| self.answers(&cells)).flatten();
        let content = match answers {
            Some(answers) => TableContent::Answers(Box::new(answers)),
            None => {
                drop(cells);
                match read_map(&source, options, &self.fonts, self.language) {
                    Ok((read, scene)) => TableContent::Map(Box::new(read), scene),
                    Err(error) if may_be_answers => TableContent::NoMap(error),
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(ReadTable {
            source,
            looks,
            content,
        })
    }
}

impl TableReader {
    /// What is not understood is taken as it stands, for a person to say what is what.
    fn answers(&self, cells: &Table) -> Option<Answers> {
        let map = self.open.as_deref();
        survey::understand(cells, &SaidColumns::default(), map)
            .ok()
            .or_else(|| Some(Answers::plain(cells.clone(), Columns::guess(cells)?, map)))
    }

    /// Reads what has no table, but may have a map.
    fn read_document(
        &self,
        source: Source,
        options: &ReadOptions,
    ) -> Result<ReadTable, ExchangeError> {
        let (read, scene) = read_map(&source, options, &self.fonts, self.language)?;
        Ok(ReadTable {
            source,
            looks: Looks {
                like: Holds::Journey,
                can_be_either: false,
            },
            content: TableContent::Map(Box::new(read), scene),
        })
    }
}

/// A table as a map, and how that looks.
pub(super) type MapPreview = (table::Read, Arc<Scene>);

/// Reads a table as a map.
pub(super) fn read_map(
    source: &Source,
    options: &ReadOptions,
    fonts: &Fonts,
    language: Language,
) -> Result<MapPreview, ExchangeError> {
    let read = exchange::read_table(source.format, &source.bytes, options, language)?;
    let scene = Scene::new(&Layout::new(&read.taken.map, fonts, None), None);
    Ok((read, Arc::new(scene)))
}
