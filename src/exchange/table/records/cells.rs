//! Values as the texts of cells.

use super::{
    data::{Data, Item},
    names,
};

/// A value as a cell of a lane.
pub(super) fn cell(item: &Item) -> String {
    let texts = texts(item);
    match &texts[..] {
        [] => String::new(),
        [one] => one.clone(),
        // Whose marks go where cells are read.
        _ => {
            let items = texts.iter().map(|text| format!("• {}", one_line(text)));
            items.collect::<Vec<_>>().join("\n")
        }
    }
}

/// A value as a cell of feelings: several follow one another.
pub(super) fn felt(item: &Item) -> String {
    let felt = match &item.data {
        Data::List(items) => items.iter().map(feeling).collect(),
        _ => vec![feeling(item)],
    };
    let felt: Vec<String> = felt.into_iter().filter(|text| !text.is_empty()).collect();
    felt.join(" → ")
}

fn feeling(item: &Item) -> String {
    if !item.is_record() {
        return texts(item).join(", ");
    }
    let fields = || item.fields().iter();
    let level = fields().find(|(name, item)| names::is_level(name) && is_figure(item));
    let face = fields().find(|(name, _)| matches!(name.as_str(), "emoji" | "icon" | "face"));
    let words = fields().filter(|(name, item)| {
        let is_word = names::called(name).is_some() || names::is_feeling(name);
        is_word && !is_figure(item) && item.text().is_some()
    });
    let words = words.filter_map(|(_, item)| item.text()).next();
    let first = level.or(face).and_then(|(_, item)| item.text());
    let parts = [first, words].into_iter().flatten();
    parts.collect::<Vec<_>>().join("\n")
}

/// Whether a value is a number.
pub(super) fn is_figure(item: &Item) -> bool {
    item.text()
        .is_some_and(|text| crate::words::number(text).is_some())
}

/// The things in a value, each in words.
pub(super) fn texts(item: &Item) -> Vec<String> {
    match &item.data {
        Data::Nothing => Vec::new(),
        Data::Text(text) if text.trim().is_empty() => Vec::new(),
        Data::Text(text) => vec![text.trim().to_owned()],
        Data::List(items) => items.iter().flat_map(texts).collect(),
        Data::Record(_) => vec![thing(item)]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect(),
    }
}

/// A record in words: what it is called, then a line for what else it says.
fn thing(item: &Item) -> String {
    let said = |(name, item): &&(String, Item)| !names::is_mark(name) && !texts(item).is_empty();
    let fields = || item.fields().iter().filter(said);
    let best = fields()
        .enumerate()
        .filter(|(_, (_, item))| item.text().is_some())
        .filter_map(|(at, (name, _))| Some((names::called(name)?, at)))
        .min();
    let mut lines = Vec::new();
    if let Some((_, at)) = best {
        lines.extend(
            fields()
                .nth(at)
                .and_then(|(_, item)| item.text())
                .map(str::to_owned),
        );
    }
    for (at, (name, item)) in fields().enumerate() {
        if best.is_some_and(|(_, best)| best == at) {
            continue;
        }
        let text = texts(item).join("; ");
        match names::called(name) {
            Some(_) => lines.push(text),
            None => lines.push(format!("{}: {text}", names::head(name))),
        }
    }
    lines.join("\n")
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
