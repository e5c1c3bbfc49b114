//! Journeys as the files of other builders keep them, YAML or JSON: records become grids, which are
//! read by the same meaning as tables.

mod cells;
mod data;
mod journeys;
mod names;
mod sheet;
mod yaml;

use super::grid::Grid;
use crate::exchange::error::{ExchangeError, ExchangeErrorKind};

/// The journeys of a text in YAML or JSON.
///
/// # Errors
/// Where it is neither, or holds no stages.
pub(super) fn grids(text: &str) -> Result<Vec<Grid>, ExchangeError> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let documents = match is_json {
        true => data::of_json(text).map(|item| vec![item]),
        false => yaml::read(text),
    };
    // A list or record of YAML may begin like one of JSON.
    let documents = documents.or_else(|error| match is_json {
        true => yaml::read(text).map_err(|_| error),
        false => Err(error),
    })?;
    let grids = journeys::grids(&documents)?;
    match grids.is_empty() {
        true => Err(ExchangeError {
            line: 1,
            column: 1,
            kind: ExchangeErrorKind::NoStages,
        }),
        false => Ok(grids),
    }
}

/// The texts of a Jupyter notebook as one document.
pub(in crate::exchange) fn notebook(text: &str) -> Option<String> {
    let root = text
        .trim_start()
        .starts_with('{')
        .then(|| data::of_json(text).ok())??;
    let field = |item: &data::Item, name: &str| {
        let mut fields = item.fields().iter();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, item)| item.data.clone())
    };
    field(&root, "nbformat")?;
    let data::Data::List(cells) = field(&root, "cells")? else {
        return None;
    };
    let of_cell = |cell: &data::Item| {
        let is_text = field(cell, "cell_type")? == data::Data::Text("markdown".to_owned());
        match field(cell, "source").filter(|_| is_text)? {
            data::Data::Text(text) => Some(text),
            data::Data::List(lines) => Some(
                lines
                    .iter()
                    .filter_map(|line| match &line.data {
                        data::Data::Text(line) => Some(line.as_str()),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => None,
        }
    };
    let texts: Vec<String> = cells.iter().filter_map(of_cell).collect();
    Some(texts.join("\n\n"))
}
