//! The stops of a map, one after the other, as lines or as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{StopsArgs, document, one_line, place, placed};
use crate::{
    deck,
    file::Word as _,
    model::{Id, Map, Stop},
    words::Language,
};

/// What is printed, and what there is to be told of the file.
pub(super) fn run(stops: &StopsArgs, language: Language) -> Result<(String, String), String> {
    let (_, taken) = place::read_map(&stops.file, stops.from.as_deref(), language)?;
    let map = taken.map;
    let mut told = super::told(&stops.file, &taken.notes, language);
    let all = all(&map);
    if map.stops.is_empty() {
        let why = language.t("the map has no stops of its own; these are the ones it suggests");
        told += &(placed(&stops.file, None, why) + "\n");
    }
    let text = match stops.json {
        true => document(&json!({
            "file": stops.file.to_string_lossy(),
            "suggested": map.stops.is_empty(),
            "stops": all
                .iter()
                .map(|(number, stop)| in_json(*number, stop, &map))
                .collect::<Vec<_>>(),
        })),
        false => lines(&all, &map, language),
    };
    Ok((text, told))
}

/// The stops of the map, else those that it suggests, each with its number: those that are hidden
/// have none. They are called in the language of the map, as whoever shows them does.
fn all(map: &Map) -> Vec<(Option<usize>, Stop)> {
    let stops = match map.stops.is_empty() {
        true => deck::suggested(map, map.language),
        false => map.stops.iter().map(|stop| Stop::clone(stop)).collect(),
    };
    let mut count = 0;
    let numbered = stops.into_iter().map(|stop| {
        let number = (!stop.hidden).then(|| {
            count += 1;
            count
        });
        (number, stop)
    });
    numbered.collect()
}

fn in_json(number: Option<usize>, stop: &Stop, map: &Map) -> Value {
    let texts = |ids: &[Id]| -> Vec<String> { ids.iter().map(Id::to_string).collect() };
    json!({
        "number": number,
        "id": stop.id.as_str(),
        "title": deck::title(map, stop, map.language),
        "shows": stop.shows.word(),
        "ids": texts(stop.shows.ids()),
        "personas": texts(&stop.personas),
        "when": stop.when.word(),
        "hidden_lanes": texts(&stop.hidden_lanes),
        "hidden": stop.hidden,
        "minutes": stop.minutes,
        "notes": stop.notes,
    })
}

/// One a line: its number, title, what it shows, minutes, whether it is hidden; then how many
/// minutes all that are shown take.
fn lines(stops: &[(Option<usize>, Stop)], map: &Map, language: Language) -> String {
    let rows = stops.iter().map(|(number, stop)| {
        let number = number.map_or("–".to_owned(), |number| number.to_string());
        let hidden = stop.hidden.then(|| language.t("hidden").to_owned());
        [
            number,
            deck::title(map, stop, map.language),
            shown(stop, map, language),
            stop.minutes
                .map_or_else(String::new, |minutes| Stop::in_minutes(minutes, language)),
            hidden.unwrap_or_default(),
        ]
        .map(|cell| one_line(&cell))
    });
    let rows: Vec<[String; 5]> = rows.collect();
    let widths = [0, 1, 2, 3, 4].map(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    });
    let mut text = String::new();
    for [number, title, shown, minutes, hidden] in &rows {
        let [a, b, c, d, _] = widths;
        let line = format!("{number:>a$}  {title:b$}  {shown:c$}  {minutes:>d$}  {hidden}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let shown = stops.iter().filter(|(number, _)| number.is_some());
    let planned: Vec<f64> = shown.filter_map(|(_, stop)| stop.minutes).collect();
    if !planned.is_empty() {
        let all = Stop::in_minutes(planned.iter().sum(), language);
        let all = language.fill("Planned: {time}", &[("time", &all)]);
        let _ = writeln!(text, "{all}");
    }
    text
}

/// "Stages: Purchase".
fn shown(stop: &Stop, map: &Map, language: Language) -> String {
    let kind = language.t(stop.shows.name());
    if stop.shows.part().is_none() {
        return kind.to_owned();
    }
    let untitled = Stop {
        title: String::new(),
        ..stop.clone()
    };
    let names = map.name_of_stop(&untitled, language);
    format!("{kind}: {names}")
}
