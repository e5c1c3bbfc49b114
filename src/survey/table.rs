//! A table of texts, as spreadsheets and survey tools save it.

use std::{fmt, path::Path};

use crate::words::Language;

/// A row of heads and rows of cells, which lie behind one another: a cell of one letter takes five
/// bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the columns are called.
    pub heads: Vec<String>,
    /// What its file was encoded in, other than UTF-8.
    pub encoding: Option<&'static str>,
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    /// The line of each row, and how many cells there are to its end.
    rows: Vec<(u32, u32)>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct TableRow<'t> {
    /// In the file, from 1.
    pub line: usize,
    table: &'t Table,
    first: usize,
    end: usize,
}

impl<'t> TableRow<'t> {
    /// `None` beyond its end.
    pub fn cell(self, column: usize) -> Option<&'t str> {
        let cell = self.first.checked_add(column).filter(|at| *at < self.end)?;
        let ends = &self.table.ends;
        let start = cell.checked_sub(1).map_or(0, |before| ends[before]);
        Some(&self.table.text[start as usize..ends[cell] as usize])
    }

    /// From left to right.
    pub fn cells(self) -> impl Iterator<Item = &'t str> {
        (0..self.width()).filter_map(move |column| self.cell(column))
    }

    /// How many cells it has.
    pub fn width(self) -> usize {
        self.end - self.first
    }
}

/// What a table is saved as, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFile {
    /// Values between commas, semicolons or tabs: what [`Table::read`] takes.
    Text,
    /// What only a spreadsheet program reads.
    Workbook,
}

impl TableFile {
    /// The endings of tables that are text, in lower case.
    pub const TEXT: [&str; 4] = ["csv", "tsv", "tab", "txt"];
    const WORKBOOK: [&str; 6] = ["xlsx", "xls", "xlsm", "xlsb", "ods", "numbers"];

    /// `None` for what is no table, as far as its name says.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let is_one_of = |endings: &[&str]| endings.contains(&ending.as_str());
        if is_one_of(&Self::TEXT) {
            Some(Self::Text)
        } else {
            is_one_of(&Self::WORKBOOK).then_some(Self::Workbook)
        }
    }
}

/// Why some bytes are no table of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurveyError {
    /// Not UTF-8; the line where that shows.
    NotText {
        /// From 1.
        line: usize,
    },
    /// No line beside the heads, or fewer than two columns.
    TooSmall,
    /// More than anyone looks through.
    TooLarge,
    /// Of more rows or cells than are read.
    TooManyCells,
    /// A quotation mark that is never closed, or the like.
    Broken {
        /// From 1.
        line: usize,
    },
    /// A column that somebody said.
    NoColumn(String),
    /// Nothing that could be an answer on a scale.
    NoScores,
}

impl SurveyError {
    /// What is wrong and what helps.
    pub fn describe(&self, language: Language) -> String {
        let at = |words: &'static str, line: &usize| {
            language.fill(words, &[("line", &line.to_string())])
        };
        match self {
            Self::NotText { line } => at(
                "line {line} is not text; save the table as “CSV UTF-8” and try again",
                line,
            ),
            Self::TooSmall => language
                .t("the table needs a header row, two columns (stage and score) and answers")
                .to_owned(),
            Self::TooLarge => language
                .t("the file is too large for a table of answers")
                .to_owned(),
            Self::TooManyCells => language.fill(
                "the table is too large: at most {rows} rows and {cells} cells are read",
                &[
                    ("rows", &Table::MOST_ROWS.to_string()),
                    ("cells", &Table::MOST_CELLS.to_string()),
                ],
            ),
            Self::NoColumn(name) => {
                language.fill("the table has no column “{name}”", &[("name", name)])
            }
            Self::NoScores => language
                .t("no column has answers on a scale; choose the column with the scores")
                .to_owned(),
            Self::Broken { line } => at(
                "line {line} cannot be read as a table; look for a quotation mark that is not closed",
                line,
            ),
        }
    }
}

impl fmt::Display for SurveyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for SurveyError {}

impl Table {
    /// More rows are refused.
    pub const MOST_ROWS: usize = 100_000;
    /// More cells are refused.
    pub const MOST_CELLS: usize = 500_000;

    /// Reads values separated by commas, semicolons, tabs or bars, whichever the first line with
    /// something in it has most outside quotation marks, or a line `sep=` says.
    /// Empty lines are passed over.
    ///
    /// # Errors
    /// Where the bytes are no such text.
    pub fn read(bytes: &[u8]) -> Result<Self, SurveyError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            SurveyError::NotText { line }
        })?;
        let (delimiter, text) = delimiter(text);
        if has_endless_line(text, delimiter) {
            return Err(SurveyError::TooManyCells);
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Self::default();
        let mut has_heads = false;
        let mut record = csv::StringRecord::new();
        let mut cell_count = 0;
        loop {
            let is_read = reader.read_record(&mut record);
            let is_read = is_read.map_err(|error| SurveyError::Broken {
                line: error.position().map_or(1, |at| at.line() as usize),
            })?;
            if !is_read {
                break;
            }
            cell_count += record.len();
            if cell_count > Self::MOST_CELLS || table.rows.len() >= Self::MOST_ROWS {
                return Err(SurveyError::TooManyCells);
            }
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if has_heads {
                let line = record.position().map_or(0, |at| at.line() as usize);
                table.push(line, &record);
            } else {
                table.heads = record.iter().map(str::to_owned).collect();
                has_heads = true;
            }
        }
        if table.rows.is_empty() || table.heads.len() < 2 {
            return Err(SurveyError::TooSmall);
        }
        Ok(table)
    }

    /// A row at the end, which stands in a line of the file.
    pub fn push<'c>(&mut self, line: usize, cells: impl IntoIterator<Item = &'c str>) {
        let narrow =
            |size: usize| u32::try_from(size).expect("a file and a table have bounds below 2^32");
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(narrow(self.text.len()));
        }
        self.rows.push((narrow(line), narrow(self.ends.len())));
    }

    /// From top to bottom.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = TableRow<'_>> {
        (0..self.rows.len()).map(|index| {
            self.row(index)
                .expect("every number below the count is one of a row")
        })
    }

    /// By its index below the heads.
    pub fn row(&self, index: usize) -> Option<TableRow<'_>> {
        let (line, end) = *self.rows.get(index)?;
        let before = index.checked_sub(1).map(|before| self.rows[before].1);
        Some(TableRow {
            line: line as usize,
            table: self,
            first: before.unwrap_or(0) as usize,
            end: end as usize,
        })
    }

    /// How long a text it stands in at least.
    pub fn bytes(&self) -> usize {
        let heads: usize = self.heads.iter().map(|head| head.len() + 1).sum();
        heads + self.text.len() + self.ends.len()
    }

    /// How many cells its longest row has, that of the heads among them.
    pub fn width(&self) -> usize {
        let rows = self.rows().map(TableRow::width);
        rows.max().unwrap_or(0).max(self.heads.len())
    }
}

/// What stands between the cells, and the text behind a line that says it: the mark of which the
/// most stand outside quotation marks in the first lines.
fn delimiter(text: &str) -> (u8, &str) {
    const LOOKED_AT: usize = 10_000;
    const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let said = text.strip_prefix("sep=").and_then(|rest| {
        let mark = rest.bytes().next().filter(u8::is_ascii)?;
        let behind = rest[1..].trim_start_matches('\r').strip_prefix('\n')?;
        Some((mark, behind))
    });
    if let Some(said) = said {
        return said;
    }
    let mut counts = [0_usize; MARKS.len()];
    let mut is_quoted = false;
    for byte in text.bytes().take(LOOKED_AT) {
        is_quoted ^= byte == b'"';
        if let Some(at) = MARKS.iter().position(|mark| *mark == byte && !is_quoted) {
            counts[at] += 1;
        }
        // What stands in every line counts, not what some sentence has.
        if matches!(byte, b'\n' | b'\r') && !is_quoted && counts.iter().any(|count| *count > 0) {
            break;
        }
    }
    let best = (0..MARKS.len()).rev().max_by_key(|at| counts[*at]);
    (MARKS[best.unwrap_or(0)], text)
}

/// Whether one line has more cells than a table: it would be read as a whole before they are counted.
pub(crate) fn has_endless_line(text: &str, delimiter: u8) -> bool {
    let (mut is_quoted, mut cells) = (false, 0);
    text.bytes().any(|byte| {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => cells = 0,
            _ if byte == delimiter && !is_quoted => cells += 1,
            _ => {}
        }
        cells >= Table::MOST_CELLS
    })
}
