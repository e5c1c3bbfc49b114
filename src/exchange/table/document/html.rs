//! The tables of a piece of HTML, as office programs, sheets and pages on the web write them.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::{
    exchange::{
        error::{ExchangeError, ExchangeErrorKind},
        table::{
            grid::{Grid, Merge},
            meaning::words::Meaning,
            shape::is_journey,
        },
    },
    survey::Table,
};

/// What one cell may reach over.
const MOST_SPAN: usize = 500;
/// Of cells, also of a small page: what one reaches over counts.
const FEW_CELLS: usize = 20_000;
/// Of tables on a page that are looked at.
const MOST_GRIDS: usize = 200;
/// So many tables deep one is looked for that is a journey: pages are laid out by tables, too.
const DEEPEST: usize = 3;
/// What nothing is read of.
pub(super) const UNSEEN: [&[u8]; 5] = [b"style", b"script", b"template", b"head", b"select"];
/// What begins a line of its own.
pub(super) const BLOCKS: [&[u8]; 11] = [
    b"p", b"div", b"ul", b"ol", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"pre",
];

/// The tables of a text.
///
/// # Errors
/// Where it has more cells than are read.
pub(in crate::exchange::table) fn grids(text: &str) -> Result<Vec<Grid>, ExchangeError> {
    read(HtmlReader::new(text, 2, DEEPEST))
}

/// The tables of a text, those of one row or column among them.
///
/// # Errors
/// As for [`grids`].
pub(in crate::exchange::table) fn all(text: &str) -> Result<Vec<Grid>, ExchangeError> {
    read(HtmlReader::new(text, 1, 0))
}

fn read(mut reader: HtmlReader<'_>) -> Result<Vec<Grid>, ExchangeError> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(reader.text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.begin(&tag)?,
            Ok(Token::EndTag(tag)) => reader.end(&tag.name, tag.span.end)?,
            Ok(Token::String(said)) => reader.say(&String::from_utf8_lossy(&said.value)),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    reader.finish()?;
    Ok(reader.grids)
}

/// A cell that is open.
#[derive(Default)]
struct OpenCell {
    text: String,
    columns: usize,
    rows: usize,
}

struct HtmlReader<'a> {
    text: &'a str,
    /// The rows and columns that a table has that is kept.
    least: usize,
    line: usize,
    counted: usize,
    grids: Vec<Grid>,
    /// How many tables are open; those within a cell are text.
    depth: usize,
    grid: Grid,
    row_line: usize,
    row: Option<Vec<String>>,
    cell: Option<OpenCell>,
    merges: Vec<Merge>,
    /// Columns that cells of rows above reach into, with the rows that are left.
    reached: HashMap<usize, usize>,
    row_count: usize,
    cell_count: usize,
    /// What is open of which nothing is read.
    unseen: usize,
    /// The last heading or caption, and whether one is open.
    heading: String,
    is_heading: bool,
    title: Option<String>,
    /// How deep journeys are looked for in cells; where the table in a cell begins, and those found.
    deepest: usize,
    inner: Option<(usize, usize)>,
    found: Vec<Grid>,
    /// The last heading in a cell, and whether one is open.
    within: String,
    is_within: bool,
}

impl<'a> HtmlReader<'a> {
    fn new(text: &'a str, least: usize, deepest: usize) -> Self {
        Self {
            deepest,
            inner: None,
            found: Vec::new(),
            within: String::new(),
            is_within: false,
            text,
            least,
            line: 1,
            counted: 0,
            grids: Vec::new(),
            depth: 0,
            grid: Grid::default(),
            row_line: 1,
            row: None,
            cell: None,
            merges: Vec::new(),
            reached: HashMap::new(),
            row_count: 0,
            cell_count: 0,
            unseen: 0,
            heading: String::new(),
            is_heading: false,
            title: None,
        }
    }

    fn line_at(&mut self, at: usize) -> usize {
        let at = at.clamp(self.counted, self.text.len());
        let between = self.text.as_bytes()[self.counted..at].iter();
        self.line += between.filter(|byte| **byte == b'\n').count();
        self.counted = at;
        self.line
    }

    fn begin(&mut self, tag: &StartTag<usize>) -> Result<(), ExchangeError> {
        let name: &[u8] = &tag.name;
        if UNSEEN.contains(&name) && !tag.self_closing {
            self.unseen += 1;
        }
        match name {
            b"table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.grid = Grid::drawn();
                    (self.row_count, self.row) = (0, None);
                    self.reached.clear();
                    self.merges.clear();
                    self.within.clear();
                } else if self.depth == 2 && self.deepest > 0 {
                    let start = tag.span.start;
                    self.inner = Some((start, self.line_at(start)));
                }
            }
            b"tr" if self.depth == 1 => {
                self.end_row()?;
                self.row_line = self.line_at(tag.span.start);
                self.row = Some(Vec::new());
            }
            b"td" | b"th" if self.depth == 1 => {
                self.end_cell()?;
                let span = |name: &[u8]| {
                    let text = tag.attributes.get(name).map(|value| value.value.to_vec());
                    let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
                    text.trim().parse().unwrap_or(1).clamp(1, MOST_SPAN)
                };
                self.row.get_or_insert_default();
                self.cell = Some(OpenCell {
                    text: String::new(),
                    columns: span(b"colspan"),
                    rows: span(b"rowspan"),
                });
            }
            b"br" => self.break_line(),
            b"li" => {
                self.break_line();
                self.say_raw("• ");
            }
            b"tr" | b"td" | b"th" => self.break_line(),
            b"caption" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" if self.cell.is_none() => {
                self.is_heading = true;
                self.heading.clear();
            }
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" if self.depth == 1 => {
                self.is_within = true;
                self.within.clear();
                self.break_line();
            }
            // A paragraph within an item goes on in its line.
            name if BLOCKS.contains(&name) && !self.is_item_begun() => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn is_item_begun(&self) -> bool {
        self.cell
            .as_ref()
            .is_some_and(|cell| cell.text.ends_with("• "))
    }

    fn end(&mut self, name: &[u8], at: usize) -> Result<(), ExchangeError> {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
        }
        match name {
            b"table" => {
                if self.depth == 1 {
                    self.end_table()?;
                } else if self.depth == 2 {
                    self.end_inner(at)?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            b"tr" if self.depth == 1 => self.end_row()?,
            b"td" | b"th" if self.depth == 1 => self.end_cell()?,
            b"caption" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" if self.is_heading => {
                self.is_heading = false;
                if self.title.is_none() && name != b"caption" {
                    self.title = Some(self.heading.trim().to_owned());
                }
            }
            name if BLOCKS.contains(&name) || name == b"li" => {
                self.is_within &= !name.starts_with(b"h");
                self.break_line();
            }
            _ => {}
        }
        Ok(())
    }

    /// The journeys in a table that stands in a cell.
    fn end_inner(&mut self, end: usize) -> Result<(), ExchangeError> {
        let Some((start, line)) = self.inner.take() else {
            return Ok(());
        };
        let Some(text) = self.text.get(start..end) else {
            return Ok(());
        };
        let heading = match self.within.trim() {
            "" => self.heading.trim(),
            heading => heading,
        };
        let title = Some(heading.to_owned()).filter(|heading| !heading.is_empty());
        let inner = read(HtmlReader {
            line,
            heading: heading.to_owned(),
            title: self.title.clone().or(title),
            ..HtmlReader::new(text, self.least, self.deepest - 1)
        })?;
        self.found.extend(inner.into_iter().filter(is_journey));
        Ok(())
    }

    fn break_line(&mut self) {
        if let Some(cell) = &mut self.cell {
            let len = cell.text.trim_end().len();
            cell.text.truncate(len);
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
        }
    }

    fn say_raw(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    /// White space is one blank, wherever there is any.
    fn say(&mut self, text: &str) {
        if self.unseen > 0 {
            return;
        }
        if self.is_within {
            self.within.push_str(text);
        }
        let into = match &mut self.cell {
            Some(cell) => &mut cell.text,
            None if self.is_heading => &mut self.heading,
            None => return,
        };
        for c in text.chars() {
            if !c.is_whitespace() {
                into.push(c);
            } else if !into.ends_with([' ', '\n']) && !into.is_empty() {
                into.push(' ');
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), ExchangeError> {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else {
            return Ok(());
        };
        while self.reached.contains_key(&row.len()) {
            row.push(String::new());
            self.cell_count += 1;
        }
        let left = row.len();
        if cell.columns > 1 || cell.rows > 1 {
            self.merges.push(Merge {
                top: self.row_count,
                left,
                bottom: self.row_count + cell.rows - 1,
                right: left + cell.columns - 1,
            });
        }
        row.push(cell.text.trim().to_owned());
        row.extend((1..cell.columns).map(|_| String::new()));
        if cell.rows > 1 {
            // Counted down at the end of this row, too.
            self.reached
                .extend((left..left + cell.columns).map(|at| (at, cell.rows)));
        }
        self.cell_count += cell.columns;
        if self.cell_count > (FEW_CELLS + self.text.len() / 4).min(Table::MOST_CELLS) {
            return Err(ExchangeError {
                line: 1,
                column: 1,
                kind: ExchangeErrorKind::LargeTable,
            });
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ExchangeError> {
        self.end_cell()?;
        let Some(row) = self.row.take() else {
            return Ok(());
        };
        self.reached.retain(|_, rows| {
            *rows -= 1;
            *rows > 0
        });
        if !row.is_empty() {
            self.grid
                .push(self.row_line, false, row.iter().map(String::as_str));
            self.row_count += 1;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ExchangeError> {
        self.end_row()?;
        let mut grid = std::mem::take(&mut self.grid);
        for merge in self.merges.drain(..) {
            let bottom = merge.bottom.min(grid.row_count().saturating_sub(1));
            if merge.top <= bottom {
                grid.merge(Merge { bottom, ..merge });
            }
        }
        grid.name = self.heading.trim().to_owned();
        // Without a heading the caption is the title.
        let caption = Some(&grid.name).filter(|name| !name.is_empty());
        let title = self.title.as_ref().or(caption).cloned();
        grid.facts
            .extend(title.map(|title| (Meaning::Title, title)));
        let size = grid
            .row_count()
            .min(grid.width().max(grid.table.heads.len()));
        let found = std::mem::take(&mut self.found);
        let is_laid_out = !found.is_empty() && !is_journey(&grid);
        if size >= self.least && self.grids.len() < MOST_GRIDS {
            self.grids.push(grid);
        }
        if is_laid_out {
            let room = MOST_GRIDS.saturating_sub(self.grids.len());
            self.grids.extend(found.into_iter().take(room));
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExchangeError> {
        if self.depth > 0 {
            self.end_table()?;
        }
        Ok(())
    }
}
