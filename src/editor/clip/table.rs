//! Cards as the text of a table: what spreadsheets read and write.

use super::super::parts::{Column, cell_cards, columns};
use crate::model::{Id, Lane, Map};

/// The bullets that lines of a list begin with.
const BULLETS: [&str; 5] = ["- ", "* ", "• ", "– ", "· "];

/// The cards of a map as text: one a line, if they stand in one cell; else a table of lanes by
/// columns, tabs between cells, the cards of a cell one a line. `None` without cards.
pub(super) fn of_cards(map: &Map) -> Option<String> {
    let lanes: Vec<&Lane> = map.lanes.iter().map(|lane| &**lane).collect();
    let columns = columns(map);
    let texts = |lane: &Lane, column: &Column| -> Vec<String> {
        let ids = cell_cards(map, lane, column);
        let text = |id: &Id| map.card(id).map(|(_, card)| card.text.clone());
        ids.filter_map(text).collect()
    };
    let is_used = |lane: &&Lane| !lane.cards().is_empty();
    let rows: Vec<&Lane> = lanes.into_iter().filter(is_used).collect();
    let holds = |column: &&Column| rows.iter().any(|l| !texts(l, column).is_empty());
    let used: Vec<&Column> = columns.iter().filter(holds).collect();
    match (rows.as_slice(), used.as_slice()) {
        ([], _) | (_, []) => None,
        ([lane], [column]) => Some(texts(lane, column).join("\n")),
        _ => {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b'\t')
                .from_writer(Vec::new());
            for lane in rows {
                let cells = used.iter().map(|column| texts(lane, column).join("\n"));
                // Writing to memory does not fail.
                let _ = writer.write_record(cells);
            }
            let bytes = writer.into_inner().ok()?;
            Some(String::from_utf8(bytes).ok()?.trim_end().to_owned())
        }
    }
}

/// A text as rows of cells of cards: with tabs it is a table, without it is one cell, a card a
/// line.
pub(super) fn cells(text: &str) -> Vec<Vec<Vec<String>>> {
    if !text.contains('\t') {
        return vec![vec![lines(text)]];
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|record| record.iter().map(lines).collect())
        .collect()
}

/// The lines that say something, without the bullets of a list.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let bare = lines.map(|line| {
        let bullet = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
        bullet.unwrap_or(line).trim()
    });
    bare.filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_the_cards_of_one_cell() {
        let text = "- Reads reviews\r\n\n•  Asks a friend\n  Waits";
        let expected = vec![vec![vec!["Reads reviews", "Asks a friend", "Waits"]]];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_table_keeps_its_empty_cells_and_its_lines() {
        let text = "a\t\t\"b 1\nb \"\"2\"\"\"\nc\td";
        let cells = cells(text);
        assert_eq!(cells[0], [vec!["a"], vec![], vec!["b 1", "b \"2\""]]);
        assert_eq!(cells[1], [vec!["c"], vec!["d"]]);
    }
}
