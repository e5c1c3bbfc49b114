//! Where in a table the heads stand and where the answers begin, as the usual survey tools have it.

use super::{
    dates::DateOrder,
    table::{Table, TableRow},
    words::{Saying, folded},
};
use crate::words::number;

/// A table whose heads are one row and whose rows are answers.
pub(super) struct AnswerTable<'t> {
    table: &'t Table,
    pub heads: Vec<String>,
    /// The columns of the table that each of these is made of.
    sources: Vec<Vec<usize>>,
    /// Of the first answer, below the table's own heads.
    first: usize,
}

/// So many lines may stand above the heads.
const MOST_ABOVE: usize = 12;

impl<'t> AnswerTable<'t> {
    pub(super) fn of(table: &'t Table) -> Self {
        let top = Top::of(table);
        let mut heads = top.row(top.head);
        let mut first = top.head;
        let mut sources: Vec<Vec<usize>> = (0..heads.len()).map(|at| vec![at]).collect();
        if let Some(ids) = (1..=2).find(|below| top.is_import_ids(top.head + below)) {
            // Qualtrics: codes, then questions, then what its own importer reads.
            heads = top.row(top.head + ids - 1);
            first = top.head + ids;
        } else if top.has_second_heads() {
            (heads, sources) = joined(&heads, &top.row(top.head + 1), &top);
            first = top.head + 1;
        }
        without_codes(&mut heads);
        Self {
            table,
            heads: heads.iter().map(|head| tidy(head)).collect(),
            sources,
            first,
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = TableRow<'t>> {
        self.table.rows().skip(self.first)
    }

    /// Trimmed; empty where there is none.
    pub(super) fn cell(&self, row: TableRow<'t>, column: usize) -> &'t str {
        let sources = self.sources.get(column).map_or(&[][..], |sources| sources);
        let mut cells = sources.iter().filter_map(|at| row.cell(*at)).map(str::trim);
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }
}

/// The first rows, those of the heads among them.
struct Top<'t> {
    table: &'t Table,
    rows: Vec<TableRow<'t>>,
    /// Which of them has the heads; 0 is the table's own.
    head: usize,
}

impl<'t> Top<'t> {
    fn of(table: &'t Table) -> Self {
        let rows: Vec<TableRow> = table.rows().take(MOST_ABOVE + 4).collect();
        let mut top = Self {
            table,
            rows,
            head: 0,
        };
        let filled = |row: usize| top.row(row).iter().filter(|cell| !cell.is_empty()).count();
        let widest = (0..=top.rows.len()).map(filled).max().unwrap_or(0);
        let is_head = |row: &usize| {
            let cells = top.row(*row);
            let first = cells.first().map_or("", String::as_str);
            let is_fact = filled(*row) < 3 && first.ends_with(':') || first.starts_with("sep=");
            !is_fact && filled(*row) > 1 && 10 * filled(*row) >= 6 * widest
        };
        // With fewer filled ones it is the second row that is wider, as where questions have parts.
        top.head = (0..top.rows.len().min(MOST_ABOVE))
            .find(is_head)
            .unwrap_or(0);
        top
    }

    /// The cells of a row, trimmed.
    fn row(&self, row: usize) -> Vec<String> {
        let trimmed = |cell: &str| cell.trim().trim_start_matches('\u{FEFF}').to_owned();
        match row.checked_sub(1) {
            None => self.table.heads.iter().map(|head| trimmed(head)).collect(),
            Some(row) => {
                let row = self.rows.get(row);
                row.map_or(Vec::new(), |row| row.cells().map(trimmed).collect())
            }
        }
    }

    fn is_import_ids(&self, row: usize) -> bool {
        let cells = self.row(row);
        let filled = cells.iter().filter(|cell| !cell.is_empty());
        let is_id =
            |cell: &&String| cell.starts_with("{\"ImportId\"") || cell.starts_with("{'ImportId'");
        let ids = filled.clone().filter(is_id).count();
        ids > 0 && 2 * ids >= filled.count()
    }

    /// SurveyMonkey: parts of a question, of which only the first has its words above it.
    fn has_second_heads(&self) -> bool {
        let (heads, second) = (self.row(self.head), self.row(self.head + 1));
        let third = self.row(self.head + 2);
        let at = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        let width = heads.len().max(second.len());
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        let has_parts = (1..width).any(|column| {
            let is_part = at(&heads, column).is_empty() && !at(&second, column).is_empty();
            is_part && (0..column).any(|before| !at(&heads, before).is_empty())
        });
        let says_nothing = |cell: &String| Saying::Response.is_text(&folded(cell));
        let is_under_ids = at(&second, 0).is_empty() && !at(&third, 0).is_empty();
        let is_answer = |cell: &String| {
            !cell.is_empty()
                && (number(cell).is_some() || DateOrder::default().read(cell).is_some())
        };
        filled(&second) > 0
            && is_under_ids
            && (has_parts
                || second
                    .iter()
                    .filter(|cell| !cell.is_empty())
                    .all(says_nothing))
            && !second.iter().any(is_answer)
    }
}

/// One row of heads for two; columns of which each is one possible answer become one.
fn joined(heads: &[String], second: &[String], top: &Top) -> (Vec<String>, Vec<Vec<usize>>) {
    let width = heads.len().max(second.len());
    let (mut found, mut sources): (Vec<String>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    let mut question = String::new();
    let mut begin = 0;
    for column in 0..width {
        let head = heads.get(column).filter(|head| !head.is_empty());
        let part = second.get(column).map_or("", String::as_str);
        if let Some(head) = head {
            question.clone_from(head);
            begin = found.len();
        }
        if is_choice(top, column, part)
            && let Some(first) = sources.get_mut(begin).filter(|_| head.is_none())
            && first
                .iter()
                .all(|at| is_choice(top, *at, second.get(*at).map_or("", String::as_str)))
        {
            first.push(column);
            found[begin].clone_from(&question);
            continue;
        }
        let is_said = !part.is_empty() && !Saying::Response.is_text(&folded(part));
        found.push(match is_said {
            true if question.is_empty() => part.to_owned(),
            true => format!("{question} [{part}]"),
            false => question.clone(),
        });
        sources.push(vec![column]);
    }
    (found, sources)
}

/// Whether a column has nothing but its own head, where that was chosen.
fn is_choice(top: &Top, column: usize, part: &str) -> bool {
    let rows = top.table.rows().skip(top.head + 1).take(200);
    let mut cells = rows
        .filter_map(|row| row.cell(column))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .peekable();
    !part.is_empty() && cells.peek().is_some() && cells.all(|cell| cell == part)
}

/// LimeSurvey writes the code of a question in front of it: "G01Q01[SQ001]. How did it feel?"
fn without_codes(heads: &mut [String]) {
    fn behind(head: &str) -> Option<&str> {
        let (code, rest) = head.split_once(". ")?;
        let is_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']');
        let begins = code.starts_with(|c: char| c.is_ascii_alphabetic());
        (begins && code.chars().all(is_code)).then_some(rest)
    }
    let coded = heads.iter().filter(|head| behind(head).is_some()).count();
    if 2 * coded < heads.len() {
        return;
    }
    for head in heads {
        if let Some(rest) = behind(head) {
            *head = rest.to_owned();
        }
    }
}

/// A head on one line, without tags and stars of emphasis.
fn tidy(head: &str) -> String {
    let mut text = String::with_capacity(head.len());
    let mut rest = head;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map(|end| at + end);
        let is_tag = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match end.filter(|_| is_tag) {
            Some(end) => {
                text.push_str(&rest[..at]);
                text.push(' ');
                rest = &rest[end + 1..];
            }
            None => {
                text.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    let text = text.replace('*', "").replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
