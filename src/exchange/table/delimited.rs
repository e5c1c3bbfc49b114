//! Text with marks between the cells as a grid: which mark it is, and quotation marks that are never
//! closed.

use super::{
    cells::{is_own_head, note},
    grid::Grid,
};
use crate::{
    exchange::{
        error::{ExchangeError, ExchangeErrorKind},
        note::{Note, NoteKind, Notes},
    },
    survey::{Table, has_endless_line},
};

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many lines tell which it is.
const LOOKED_AT: usize = 24;
/// So many quotation marks that are never closed are letters; behind them all are.
const MOST_UNCLOSED: usize = 32;

/// Reads a text as a grid.
///
/// # Errors
/// Where it has more rows or cells than are read, or nothing beside and below a first cell.
pub(in crate::exchange) fn read(text: &str) -> Result<(Grid, Vec<Note>), ExchangeError> {
    let (delimiter, begin) = delimiter(text);
    let mut reader = DelimitedReader {
        text,
        delimiter,
        line: 1 + newlines(&text[..begin]),
        counted: begin,
        grid: Grid::guarded(""),
        cell_count: 0,
        is_gap: false,
        notes: Notes::default(),
    };
    let mut start = begin;
    let mut unclosed = 0;
    while start < text.len() {
        let open = if unclosed < MOST_UNCLOSED {
            unclosed_from(text, start, delimiter)
        } else {
            Some(start)
        };
        let Some(open) = open else {
            reader.part(start..text.len(), true)?;
            break;
        };
        reader.part(start..open, true)?;
        let is_last = unclosed >= MOST_UNCLOSED;
        let end = match text[open..].find('\n') {
            Some(len) if !is_last => open + len + 1,
            _ => text.len(),
        };
        let line = reader.line_at(open);
        reader.notes.push(note(line, 0, NoteKind::UnclosedQuote));
        reader.part(open..end, false)?;
        start = end;
        unclosed += 1;
    }
    let table = &reader.grid.table;
    if table.rows().len() == 0 || table.width() < 2 && !is_own_head(&table.heads) {
        return Err(fail(1, ExchangeErrorKind::NoTable));
    }
    Ok((reader.grid, reader.notes.in_order()))
}

fn fail(line: usize, kind: ExchangeErrorKind) -> ExchangeError {
    let column = 1;
    ExchangeError { line, column, kind }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// A text on its way into a grid.
struct DelimitedReader<'a> {
    text: &'a str,
    delimiter: u8,
    /// The line at a place of the text, which lines are counted up to.
    line: usize,
    counted: usize,
    grid: Grid,
    cell_count: usize,
    is_gap: bool,
    notes: Notes,
}

impl DelimitedReader<'_> {
    /// The line of a place behind the last one that was asked for.
    fn line_at(&mut self, at: usize) -> usize {
        self.line += newlines(&self.text[self.counted..at]);
        self.counted = at;
        self.line
    }

    fn part(
        &mut self,
        range: std::ops::Range<usize>,
        is_quoted: bool,
    ) -> Result<(), ExchangeError> {
        let part = &self.text[range.clone()];
        if has_endless_line(part, self.delimiter) {
            return Err(fail(1, ExchangeErrorKind::LargeTable));
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .quoting(is_quoted)
            .from_reader(part.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            let is_read = reader.read_record(&mut record).map_err(|error| {
                let line = error.position().map_or(1, |at| at.line() as usize);
                fail(line, ExchangeErrorKind::BrokenTable)
            })?;
            if !is_read {
                return Ok(());
            }
            self.cell_count += record.len();
            let row_count = self.grid.table.rows().len();
            if self.cell_count > Table::MOST_CELLS || row_count >= Table::MOST_ROWS {
                return Err(fail(1, ExchangeErrorKind::LargeTable));
            }
            // Lines with nothing at all are passed over by the reader.
            let at = record.position().map_or(0, |at| at.byte() as usize);
            let empty = part[at..]
                .bytes()
                .take_while(|b| matches!(b, b'\r' | b'\n'));
            let empty = empty.count();
            self.is_gap |= newlines(&part[at..at + empty]) > 0;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                self.is_gap = true;
                continue;
            }
            let line = self.line_at(range.start + at + empty);
            self.grid.push(line, self.is_gap, &record);
            self.is_gap = false;
        }
    }
}

/// The mark between cells, and where the first of them begins: a line `sep=;` says it, else the
/// first lines do.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    let said = first.trim_matches(['"', '\r']).strip_prefix("sep=");
    let said = said.and_then(|rest| rest.bytes().next());
    if let Some(said) = said.filter(|byte| byte.is_ascii() && *byte != b'"') {
        let behind = text[first.len()..]
            .find('\n')
            .map_or(text.len(), |end| first.len() + end + 1);
        return (said, behind);
    }
    let counts = counted(text);
    let weight = |index: usize| {
        let each = || {
            counts
                .iter()
                .map(|line| line[index])
                .filter(|count| *count > 0)
        };
        let lines = each().count();
        let usual = each().map(|count| (each().filter(|other| *other == count).count(), count));
        let (alike, count) = usual.max().unwrap_or((0, 0));
        (lines + alike, count)
    };
    let best = (0..DELIMITERS.len())
        .rev()
        .max_by_key(|index| weight(*index));
    (DELIMITERS[best.unwrap_or(0)], 0)
}

/// How many of each mark stand outside quotation marks in the first lines with something in them.
fn counted(text: &str) -> Vec<[usize; 4]> {
    let mut lines = Vec::new();
    let (mut line, mut is_quoted, mut is_filled) = ([0; 4], false, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => {
                // One within a word is a letter.
                let before = at.checked_sub(1).map(|at| bytes[at]);
                let is_begin = before.is_none_or(|b| b == b'\n' || DELIMITERS.contains(&b));
                is_quoted = if is_quoted {
                    false
                } else {
                    is_begin || before == Some(b'"')
                };
                is_filled = true;
            }
            b'\n' if !is_quoted => {
                if is_filled {
                    lines.push(line);
                }
                (line, is_filled) = ([0; 4], false);
                if lines.len() >= LOOKED_AT {
                    return lines;
                }
            }
            _ if !is_quoted => {
                if let Some(index) = DELIMITERS.iter().position(|mark| mark == byte) {
                    line[index] += 1;
                }
                is_filled |= !byte.is_ascii_whitespace();
            }
            _ => {}
        }
    }
    if is_filled {
        lines.push(line);
    }
    lines
}

/// The beginning of the first line from a place on in which a quotation mark is opened that nothing
/// closes, or that something closes far below in the middle of a cell.
fn unclosed_from(text: &str, start: usize, delimiter: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (start, start);
    let mut is_cell_start = true;
    while at < bytes.len() {
        if bytes[at] == b'"' && is_cell_start {
            let (end, has_break) = closing(bytes, at + 1);
            let Some(end) = end else { return Some(line) };
            let is_end = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
            let is_closed = bytes.get(end + 1).is_none_or(|byte| is_end(*byte));
            if has_break && !is_closed {
                return Some(line);
            }
            at = end + 1;
            is_cell_start = false;
            continue;
        }
        match bytes[at] {
            b'\n' => {
                line = at + 1;
                is_cell_start = true;
            }
            byte => is_cell_start = byte == delimiter,
        }
        at += 1;
    }
    None
}

/// Where a quotation ends that begins before a place, and whether lines end in it.
fn closing(bytes: &[u8], from: usize) -> (Option<usize>, bool) {
    let (mut at, mut has_break) = (from, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => return (Some(at), has_break),
            b'\n' => has_break = true,
            _ => {}
        }
        at += 1;
    }
    (None, has_break)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let grid = read(text).unwrap().0;
        let row = |row| grid.cells(row).map(|(_, text)| text.to_owned()).collect();
        (0..grid.row_count()).map(row).collect()
    }

    #[test]
    fn the_mark_between_cells_is_counted_outside_quotes() {
        for text in [
            "a,b\nc,d",
            "a;b\nc;d",
            "a\tb\nc\td",
            "a|b\nc|d",
            "sep=;\na;b\nc;d",
            "\"sep=|\"\r\na|b\r\nc|d",
            "\n\na,b\n\nc,d\n",
        ] {
            assert_eq!(rows(text), [["a", "b"], ["c", "d"]], "{text}");
        }
        let text = "\"How easy, clear, and (1, 2, 3)?\";Stage\n4;Awareness\n";
        assert_eq!(rows(text)[0][1], "Stage");
        let text = "S;a;b\nx;\"one, two, three\";\"four, five\"\ny;1;2\n";
        assert_eq!(rows(text)[1].len(), 3);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_a_letter() {
        let text = "Stage,Aware,Buy\nThoughts,\"Is this cheap?,OK\nActions,Reads,\"Pays, twice\"\n";
        let (grid, notes) = read(text).unwrap();
        assert_eq!(grid.cell(1, 1), "\"Is this cheap?");
        assert_eq!(grid.cell(1, 2), "OK");
        assert_eq!(grid.cell(2, 2), "Pays, twice");
        assert_eq!(notes.len(), 1);
        assert_eq!(
            (notes[0].line, &notes[0].kind),
            (2, &NoteKind::UnclosedQuote)
        );
    }

    #[test]
    fn lines_are_those_of_the_file_and_gaps_are_kept() {
        let (grid, _) = read("a,b\n\n\nc,\"d\nd\"\ne,f\n,\ng,h\n").unwrap();
        let lines: Vec<usize> = (0..grid.row_count()).map(|row| grid.line(row)).collect();
        assert_eq!(lines, [1, 4, 6, 8]);
        let gaps: Vec<bool> = (0..4).map(|row| grid.is_after_gap(row)).collect();
        assert_eq!(gaps, [false, true, false, true]);
    }
}
