//! What is pasted into cells: the cells of a table wherever they came from, else a list or lines.

use super::{
    document,
    grid::Grid,
    meaning::items::{self, list},
};
use crate::words::Language;

/// The cards of each cell, row by row.
pub type Cells = Vec<Vec<Vec<String>>>;

/// The bullets that single lines begin with.
const BULLETS: [&str; 5] = ["- ", "* ", "• ", "– ", "· "];

/// What a clipboard has for cells: a table of HTML, else the text, else what the HTML says. A column
/// and a text without cells are those of one cell, a card a line; a cell of a table is one card
/// unless it is a list.
pub fn pasted_cells(html: Option<&str>, text: &str) -> Cells {
    if let Some(grid) = html.and_then(only_table) {
        return of_grid(&grid);
    }
    let said = || html.map(document::lines_of_html).unwrap_or_default();
    let text = match text.trim().is_empty() {
        true => said().join("\n"),
        false => text.to_owned(),
    };
    if let Some(items) = list(&text) {
        let items = items.into_iter().filter(|item| !item.is_empty());
        return vec![vec![items.map(str::to_owned).collect()]];
    }
    if document::has_pipe_table(&text) {
        let grids = document::in_markdown(&text, Language::English).unwrap_or_default();
        if let Some(grid) = grids.first() {
            return of_grid(grid);
        }
    }
    let rows = rows(&text);
    let is_column = rows.iter().all(|row| row.len() < 2);
    match (is_column, rows.iter().flatten().any(|cell| cell.is_quoted)) {
        (true, false) => vec![vec![lines(&text)]],
        (true, true) => vec![vec![
            rows.iter()
                .flatten()
                .flat_map(|cell| cards(&cell.text))
                .collect(),
        ]],
        (false, _) => rows
            .iter()
            .map(|row| row.iter().map(|cell| cards(&cell.text)).collect())
            .collect(),
    }
}

/// The table of a piece of HTML that says nothing beside it.
fn only_table(html: &str) -> Option<Grid> {
    if !document::has_table_tag(html) || !document::lines_of_html(html).is_empty() {
        return None;
    }
    let mut grids = document::all_in_html(html).ok()?.into_iter();
    let grid = grids.next().filter(|_| grids.next().is_none())?;
    let is_filled = (0..grid.row_count()).any(|row| grid.cells(row).next().is_some());
    is_filled.then_some(grid)
}

fn of_grid(grid: &Grid) -> Cells {
    let width = grid.width().max(grid.table.heads.len());
    let cell = |row: usize, column: usize| cards(grid.cell(row, column));
    let rows = 0..grid.row_count();
    if width < 2 {
        return vec![vec![rows.flat_map(|row| cell(row, 0)).collect()]];
    }
    rows.map(|row| (0..width).map(|column| cell(row, column)).collect())
        .collect()
}

/// The cards of one cell: itself, or the items of its list.
fn cards(text: &str) -> Vec<String> {
    let cards: Vec<String> = match list(text) {
        Some(items) => items.into_iter().map(str::to_owned).collect(),
        None => {
            let lines: Vec<&str> = items::lines(text).map(str::trim).collect();
            vec![lines.join("\n")]
        }
    };
    cards.into_iter().filter(|card| !card.is_empty()).collect()
}

/// The lines that say something, without the bullets of a list.
fn lines(text: &str) -> Vec<String> {
    let lines = items::lines(text).map(str::trim);
    let bare = lines.map(|line| {
        let bullet = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
        bullet.unwrap_or(line).trim()
    });
    bare.filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// So many quotation marks that are no spreadsheet's are looked at; behind them all are letters.
const MOST_UNCLOSED: usize = 64;

/// A cell of a text with tabs between.
struct Cell {
    text: String,
    /// A spreadsheet has put it between quotation marks.
    is_quoted: bool,
}

/// A text as the rows of a spreadsheet.
fn rows(text: &str) -> Vec<Vec<Cell>> {
    let has_tabs = text.contains('\t');
    let mut unclosed = 0;
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let found = match rest.starts_with('"') && unclosed < MOST_UNCLOSED {
            true => quoted(rest, has_tabs),
            false => None,
        };
        unclosed += usize::from(found.is_none() && rest.starts_with('"'));
        let (cell, behind) = match found {
            Some((text, behind)) => (
                Cell {
                    text,
                    is_quoted: true,
                },
                behind,
            ),
            None => {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                let text = rest[..end].to_owned();
                let is_quoted = false;
                (Cell { text, is_quoted }, &rest[end..])
            }
        };
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        let ends_row = behind.starts_with(['\n', '\r']);
        rest = behind.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut behind = behind.chars();
            behind.next();
            behind.as_str()
        });
        if behind.is_empty() || ends_row && rest.is_empty() {
            return rows;
        }
        if ends_row {
            rows.push(Vec::new());
        }
    }
}

/// What stands between quotation marks that end with the cell, and what is behind it. Where nothing
/// shows that a spreadsheet has put them, they are what somebody has written.
fn quoted(text: &str, has_tabs: bool) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut at = 0;
    loop {
        at += inner[at..].find('"')?;
        let behind = &inner[at + 1..];
        if behind.starts_with('"') {
            at += 2;
            continue;
        }
        let said = &inner[..at];
        let is_whole = behind.is_empty() || behind.starts_with(['\t', '\n', '\r']);
        let is_needed = has_tabs || said.contains(['\t', '\n', '\r', '"']);
        return (is_whole && is_needed).then(|| (said.replace("\"\"", "\""), behind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_text(text: &str) -> Cells {
        pasted_cells(None, text)
    }

    #[test]
    fn lines_become_the_cards_of_one_cell() {
        let text = "- Reads reviews\r\n\n•  Asks a friend\n  Waits";
        assert_eq!(
            of_text(text),
            [[["Reads reviews", "Asks a friend", "Waits"]]]
        );
        assert_eq!(
            of_text("\"No seats\"\nQueue"),
            [[["\"No seats\"", "Queue"]]]
        );
        assert_eq!(
            of_text("•\tReads\no\tonce\n·\tGoes"),
            [[["Reads", "once", "Goes"]]]
        );
        assert_eq!(of_text(" \n "), [[[] as [&str; 0]]]);
    }

    #[test]
    fn a_table_keeps_its_empty_cells_and_its_lines() {
        let cells = of_text("a\t\t\"b 1\nb \"\"2\"\"\"\n\"c\"\td\r\n");
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[0], [vec!["a"], vec![], vec!["b 1\nb \"2\""]]);
        assert_eq!(cells[1], [vec!["c"], vec!["d"]]);
        let lists = of_text("\"• a\n• b\"\tc");
        assert_eq!(lists, [[vec!["a", "b"], vec!["c"]]]);
    }

    #[test]
    fn html_counts_where_it_is_a_table() {
        let table = "<table><tr><td>a<br>b</td><td>c</td></tr></table>";
        assert_eq!(pasted_cells(Some(table), "a\nb\tc"), [[["a\nb"], ["c"]]]);
        let column = "<table><tr><td>a<br>b</td></tr><tr><td>c</td></tr></table>";
        assert_eq!(pasted_cells(Some(column), "x"), [[["a\nb", "c"]]]);
        let among = format!("<p>Look:</p>{table}");
        assert_eq!(pasted_cells(Some(&among), "Look:\nx"), [[["Look:", "x"]]]);
        assert_eq!(
            pasted_cells(Some("<p>One</p><p>two</p>"), " "),
            [[["One", "two"]]]
        );
    }
}
