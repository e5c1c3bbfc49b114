//! Tables that tickets, wikis and plain texts draw: `||head||` with `|cell|` below, `{|` to `|}`, and
//! frames of `+---+`.

use crate::exchange::table::grid::Grid;

/// Whether a text has a table of either kind.
pub(in crate::exchange::table) fn has_any(text: &str) -> bool {
    text.lines()
        .any(|line| is_head(line) || is_frame(line) || is_wiki(line))
}

/// “{| class="wikitable"”.
fn is_wiki(line: &str) -> bool {
    let line = line.trim();
    line.strip_prefix("{|")
        .is_some_and(|rest| !rest.contains('|') && !rest.contains('}'))
}

/// “|| Stage || Actions ||”.
fn is_head(line: &str) -> bool {
    let line = line.trim();
    let cells = line
        .strip_prefix("||")
        .and_then(|line| line.strip_suffix("||"));
    cells.is_some_and(|cells| cells.contains("||") && !cells.trim_matches(['|', ' ']).is_empty())
}

/// “+-----+-----+”, “+=====+=====+”.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    let is_sign = |c: char| matches!(c, '+' | '-' | '=');
    line.len() > 4
        && line.starts_with("+-") | line.starts_with("+=")
        && line.ends_with('+')
        && line.matches('+').count() > 2
        && line.chars().all(is_sign)
}

/// The tables of a text, each under the heading above it.
pub(super) fn grids(text: &str) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut heading = String::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let title = line.trim().trim_start_matches(['#', '=']);
        let ticket = ["h1.", "h2.", "h3.", "h4."]
            .iter()
            .find_map(|mark| title.strip_prefix(mark));
        if ticket.is_some() || title.len() < line.trim().len() && title.starts_with(' ') {
            let title = ticket.unwrap_or(title).trim();
            title.trim_end_matches([' ', '=']).clone_into(&mut heading);
        }
        let (is_ticket, is_drawn) = (is_head(line), is_frame(line));
        let is_wiki = is_wiki(line);
        if !is_ticket && !is_drawn && !is_wiki {
            continue;
        }
        let mut grid = Grid::drawn();
        grid.name.clone_from(&heading);
        if is_wiki {
            let mut rows = WikiRows::default();
            while let Some((at, line)) = lines.next_if(|(_, line)| !line.trim().starts_with("|}")) {
                rows.take(&mut grid, at + 1, line.trim());
            }
            rows.end(&mut grid);
        } else if is_ticket {
            push_ticket(&mut grid, at + 1, line);
            let mut row: Option<(usize, String)> = None;
            while let Some((at, line)) = lines.next_if(|(_, line)| !line.trim().is_empty()) {
                match &mut row {
                    // A cell may go on below.
                    Some((_, known)) if !line.trim_start().starts_with('|') => {
                        *known += "\n";
                        *known += line.trim();
                    }
                    _ => {
                        if let Some((at, known)) = row.replace((at + 1, line.trim().to_owned())) {
                            push_ticket(&mut grid, at, &known);
                        }
                    }
                }
            }
            if let Some((at, known)) = row {
                push_ticket(&mut grid, at, &known);
            }
        } else {
            let mut cells: Vec<String> = Vec::new();
            let mut first = at + 2;
            while let Some((at, line)) =
                lines.next_if(|(_, line)| line.trim().starts_with(['+', '|']))
            {
                if is_frame(line) {
                    if !cells.is_empty() {
                        grid.push(first, false, cells.iter().map(String::as_str));
                    }
                    cells.clear();
                    first = at + 2;
                    continue;
                }
                let line = line.trim().trim_matches('|');
                for (column, part) in line.split('|').enumerate() {
                    match cells.get_mut(column) {
                        None => cells.push(part.trim().to_owned()),
                        Some(cell) if !part.trim().is_empty() => {
                            *cell += if cell.is_empty() { "" } else { "\n" };
                            *cell += part.trim();
                        }
                        Some(_) => {}
                    }
                }
            }
            if !cells.is_empty() {
                grid.push(first, false, cells.iter().map(String::as_str));
            }
        }
        if grid.row_count() > 1 {
            grids.push(grid);
        }
    }
    grids
}

/// Without the sign of a ticket in front of words: “(/) done”, “(!) late”. One alone is kept.
fn without_sign(cell: &str) -> &str {
    let signs = ["(/)", "(x)", "(!)", "(?)", "(i)", "(*)", "(on)", "(off)"];
    let rest = signs.iter().find_map(|sign| cell.trim().strip_prefix(sign));
    rest.filter(|rest| !rest.trim().is_empty()).unwrap_or(cell)
}

/// The row of a wiki's table that is open.
#[derive(Default)]
struct WikiRows {
    line: usize,
    cells: Vec<String>,
}

impl WikiRows {
    fn take(&mut self, grid: &mut Grid, at: usize, line: &str) {
        if line.starts_with("|-") {
            return self.end(grid);
        }
        if let Some(caption) = line.strip_prefix("|+") {
            caption.trim().clone_into(&mut grid.name);
            return;
        }
        let (mark, rest) = match line.chars().next() {
            Some('!') => ("!!", &line[1..]),
            Some('|') => ("||", &line[1..]),
            _ => {
                // A cell goes on below.
                if let Some(cell) = self.cells.last_mut() {
                    *cell += "\n";
                    match line.strip_prefix('*') {
                        Some(item) => cell.extend(["• ", item.trim()]),
                        None => cell.push_str(line),
                    }
                }
                return;
            }
        };
        if self.cells.is_empty() {
            self.line = at;
        }
        let cells = rest.replace("!!", mark);
        self.cells.extend(cells.split(mark).map(wiki_cell));
    }

    fn end(&mut self, grid: &mut Grid) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            grid.push(self.line, false, cells.iter().map(String::as_str));
        }
    }
}

/// Without what is said of a cell's looks, and the marks of strong and slanted texts and of links.
fn wiki_cell(text: &str) -> String {
    let text = match text.split_once('|') {
        Some((looks, cell)) if looks.contains('=') && !looks.contains("[[") => cell,
        _ => text,
    };
    let text = text
        .replace("'''", "")
        .replace("''", "")
        .replace("<br />", "\n");
    let text = text.replace("<br/>", "\n").replace("<br>", "\n");
    text.replace("[[", "").replace("]]", "").trim().to_owned()
}

/// A row of a ticket's table: heads between two bars, cells between one.
fn push_ticket(grid: &mut Grid, line: usize, row: &str) {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    let row = row.replace("||", "|");
    let mut cells: Vec<String> = Vec::new();
    let (mut cell, mut is_escaped, mut depth) = (String::new(), false, 0_usize);
    for c in row.chars() {
        match c {
            // Bars within links part a name from its address.
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == '|' && !is_escaped && depth == 0 {
            cells.push(std::mem::take(&mut cell));
        } else {
            cell.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    cells.push(cell);
    let plain = cells.iter().map(|cell| {
        let cell = cell.replace("\\\\", "\n").replace("\\|", "|");
        let cell = without_sign(&cell);
        cell.trim().trim_matches('*').trim().to_owned()
    });
    let plain: Vec<String> = plain.collect();
    grid.push(line, false, plain.iter().map(String::as_str));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let grid = grids(text).remove(0);
        let row = |row| {
            (0..grid.width())
                .map(|at| grid.cell(row, at).to_owned())
                .collect()
        };
        (0..grid.row_count()).map(row).collect()
    }

    #[test]
    fn tables_of_tickets_and_frames_are_grids() {
        let expected = [
            ["Stage", "Aware"],
            ["Actions", "Looks\nAsks"],
            ["Emotion", "3"],
        ];
        assert_eq!(
            cells("h2. T\n||Stage||Aware||\n||Actions|Looks\\\\Asks|\n|*Emotion*|3|\n"),
            expected
        );
        assert_eq!(
            cells(
                "+---------+-------+\n| Stage   | Aware |\n+=========+=======+\n| Actions | Looks |\n|         | Asks  |\n+---------+-------+\n| Emotion | 3     |\n+---------+-------+\n"
            ),
            expected
        );
        assert_eq!(grids("h2. T\n||a||b||\n|c|d|\n")[0].name, "T");
        assert_eq!(
            cells(
                "{| class=\"wikitable\"\n! Stage !! Aware\n|-\n| style=\"x\" | '''Actions''' || Looks<br>Asks\n|-\n! Emotion\n| 3\n|}\n"
            ),
            expected
        );
        assert!(!has_any("a || b || c\n+ one\n+-+\n| a | b |\n"));
    }
}
