//! Cards as a table: what spreadsheets read.

use super::super::parts::{Column, cell_cards, columns};
use crate::model::{Id, Lane, Map};

/// The cards of a map as a table of lanes by columns; the cards of a cell are a list there. `None`
/// where they stand in one cell, and without cards.
pub(super) fn rows(map: &Map) -> Option<Vec<Vec<String>>> {
    let cells = cells(map);
    let is_table = cells.len() > 1 || cells.first().is_some_and(|row| row.len() > 1);
    is_table.then(|| {
        let row = |row: &Vec<Vec<String>>| row.iter().map(|texts| cell(texts)).collect();
        cells.iter().map(row).collect()
    })
}

/// The cards of a map as text: one a line, if they stand in one cell; else with tabs between cells.
/// `None` without cards.
pub(super) fn of_cards(map: &Map) -> Option<String> {
    let Some(rows) = rows(map) else {
        let texts = cells(map).into_iter().flatten().next()?;
        return Some(texts.join("\n"));
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().ok()?;
    Some(String::from_utf8(bytes).ok()?.trim_end().to_owned())
}

/// The texts of the cards in the lanes and columns that have any.
fn cells(map: &Map) -> Vec<Vec<Vec<String>>> {
    let columns = columns(map);
    let texts = |lane: &Lane, column: &Column| -> Vec<String> {
        let ids = cell_cards(map, lane, column);
        let text = |id: &Id| map.card(id).map(|(_, card)| card.text.clone());
        ids.filter_map(text).collect()
    };
    let lanes = map.lanes.iter().map(|lane| &**lane);
    let lanes: Vec<&Lane> = lanes.filter(|lane| !lane.cards().is_empty()).collect();
    let holds = |column: &&Column| lanes.iter().any(|l| !texts(l, column).is_empty());
    let used: Vec<&Column> = columns.iter().filter(holds).collect();
    let row = |lane: &&Lane| used.iter().map(|column| texts(lane, column)).collect();
    lanes
        .iter()
        .map(row)
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect()
}

/// The cards of a cell: of several, each line is one, so that nobody takes them for one.
fn cell(texts: &[String]) -> String {
    if texts.len() < 2 {
        return texts.concat();
    }
    let items = texts.iter().map(|text| {
        format!(
            "• {}",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    });
    items.collect::<Vec<_>>().join("\n")
}
