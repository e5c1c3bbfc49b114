//! Outlines in Markdown: the whole map comes back, with what was changed in the text.

use jejak::{
    exchange::{MapFormat, NoteKind, read, write},
    file::samples,
    words::Language::English,
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_outline_reads_back_exactly(map in arbitrary::map()) {
        let given = write(MapFormat::Markdown, &map, false).unwrap();
        let back = read(MapFormat::Markdown, &given.bytes, English).unwrap();
        prop_assert_eq!(back.map, map);
    }
}

#[test]
fn a_change_of_the_text_is_taken_over_to_the_map_that_rides_along() {
    for sample in samples() {
        let map = jejak::file::load(sample.bytes).unwrap().map;
        let outline = write(MapFormat::Markdown, &map, false).unwrap().bytes;
        let text = String::from_utf8(outline).unwrap();
        let back = read(
            MapFormat::Markdown,
            text.replace('\n', "\r\n").as_bytes(),
            English,
        );
        assert_eq!(back.unwrap().notes, [], "ends of lines are no change");
        let changed = text.replacen("# ", "# Another ", 1);
        let back = read(MapFormat::Markdown, changed.as_bytes(), English).unwrap();
        let told = back.notes.iter().map(|note| &note.kind);
        assert_eq!(told.collect::<Vec<_>>(), [&NoteKind::CarriedStale]);
        assert_eq!(back.map.title, format!("Another {}", map.title));
        let title = map.title.clone();
        assert_eq!(jejak::model::Map { title, ..back.map }, map);
    }
}

#[test]
fn without_the_map_an_outline_is_read_as_any_document() {
    let map = jejak::file::load(samples()[0].bytes).unwrap().map;
    let outline = write(MapFormat::Markdown, &map, true).unwrap().bytes;
    let back = read(MapFormat::Markdown, &outline, English).unwrap().map;
    assert_eq!(back.stages.len(), map.stages.len());
    assert_eq!(back.title, map.title);
}

/// The map of a sample, and its outline.
fn outlined(sample: usize) -> (jejak::model::Map, String) {
    let map = jejak::file::load(samples()[sample].bytes).unwrap().map;
    let outline = write(MapFormat::Markdown, &map, false).unwrap().bytes;
    (map, String::from_utf8(outline).unwrap())
}

fn edited(text: &str) -> jejak::model::Map {
    let back = read(MapFormat::Markdown, text.as_bytes(), English).unwrap();
    assert_eq!(back.map.check(), []);
    back.map
}

/// What leads from one map to another, in words.
fn changes(map: &jejak::model::Map, back: &jejak::model::Map) -> Vec<String> {
    let changes = jejak::compare::changes(map, back);
    changes
        .iter()
        .map(|change| change.describe(map, back, English))
        .collect()
}

#[test]
fn cards_of_an_edited_outline_change_add_and_go() {
    let (map, text) = outlined(0);
    let begin = |card: &jejak::model::Card| format!("  - {} (", card.text);
    let card = map
        .cards()
        .find(|card| text.contains(&begin(card)))
        .unwrap();
    let start = text.find(&begin(card)).unwrap();
    let line = text[start..].lines().next().unwrap();
    let other = line.replacen(&card.text, "Says it otherwise", 1);
    let back = edited(&text.replacen(line, &other, 1));
    let changed = back.cards().find(|known| known.id == card.id).unwrap();
    assert_eq!(changed.text, "Says it otherwise");
    let as_before = jejak::model::Card {
        text: card.text.clone(),
        ..(**changed).clone()
    };
    assert_eq!(as_before, **card, "all else of the card stays");
    assert_eq!(changes(&map, &back).len(), 1, "{:?}", changes(&map, &back));
    let more = text.replacen(line, &format!("{line}\n  - One more"), 1);
    let back = edited(&more);
    assert_eq!(back.cards().count(), map.cards().count() + 1);
    let new = back.cards().find(|card| card.text == "One more").unwrap();
    assert_eq!(new.stage, card.stage);
}

#[test]
fn an_outline_in_the_spelling_of_another_program_says_the_same() {
    for sample in 0..samples().len() {
        let (map, text) = outlined(sample);
        let (outline, carried) = text.split_at(text.rfind("<!-- jejak-map").unwrap());
        let other: Vec<String> = outline
            .lines()
            .map(|line| {
                let text = line.trim_start();
                let indent = " ".repeat(2 * (line.len() - text.len()));
                match text.strip_prefix("- ") {
                    Some(item) => format!("{indent}* {item}"),
                    None => line.to_owned(),
                }
            })
            .collect();
        let text = format!("{}\n\n{carried}", other.join("\n"));
        let back = read(MapFormat::Markdown, text.as_bytes(), English).unwrap();
        assert_eq!(back.notes, [], "{}", map.title);
        assert_eq!(back.map, map);
    }
}

#[test]
fn stages_of_an_edited_outline_are_renamed_added_and_moved() {
    let (map, text) = outlined(0);
    let first = &map.stages[0];
    let line = format!("## 1. {}", first.title);
    assert!(text.contains(&line), "{text}");
    let back = edited(&text.replacen(&line, "## 1. Called otherwise", 1));
    assert_eq!(back.stages[0].id, first.id);
    assert_eq!(back.stages[0].title, "Called otherwise");
    assert_eq!(changes(&map, &back).len(), 1);
    let more = format!("## 1. Before all\n\n- **Something new**\n  - A card\n\n{line}");
    let back = edited(&text.replacen(&line, &more, 1));
    assert_eq!(back.stages.len(), map.stages.len() + 1);
    assert_eq!(back.stages[0].title, "Before all");
    assert_eq!(back.stages[1].id, first.id);
    assert_eq!(back.lanes.last().unwrap().title, "Something new");
    assert_eq!(back.cards().count(), map.cards().count() + 1);
}

#[test]
fn an_outline_that_was_emptied_takes_nothing_from_the_map() {
    let (map, text) = outlined(0);
    let carried = &text[text.rfind("<!-- jejak-map").unwrap()..];
    for outline in ["", "# Something else\n\nA text.\n\n"] {
        let text = format!("{outline}{carried}");
        let back = read(MapFormat::Markdown, text.as_bytes(), English).unwrap();
        assert_eq!(back.map, map);
        assert_eq!(back.notes[0].kind, NoteKind::OutlineChanged);
    }
}

#[test]
fn figures_and_feelings_of_an_edited_outline_are_taken() {
    let mut told = 0;
    for sample in 0..samples().len() {
        let (map, text) = outlined(sample);
        for lane in &map.lanes {
            for curve in lane.curves() {
                let Some(point) = curve
                    .points
                    .iter()
                    .find(|point| point.value.is_some() && !point.label.is_empty())
                else {
                    continue;
                };
                let number = map.language.number(point.value.unwrap());
                let (was, now) = (
                    format!("{} {number}", point.label),
                    format!("Elsewhere {}", map.language.number(map.emotion_scale.min)),
                );
                if text.matches(&was).count() != 1 {
                    continue;
                }
                let back = edited(&text.replacen(&was, &now, 1));
                let points = back
                    .lanes
                    .iter()
                    .flat_map(|lane| lane.curves())
                    .flat_map(|curve| &curve.points);
                let changed = points.clone().find(|known| known.id == point.id).unwrap();
                assert_eq!(changed.label, "Elsewhere");
                assert_eq!(changed.value, Some(map.emotion_scale.min));
                let other: std::collections::HashSet<_> =
                    changes(&map, &back).into_iter().collect();
                assert!(other.len() <= 2, "{other:?}");
                told += 1;
            }
            for metric in lane.metrics() {
                let figure = metric.figure(map.language);
                let was = format!("| {figure} |");
                if text.matches(&was).count() != 1 || metric.basis.is_some() {
                    continue;
                }
                let back = edited(&text.replacen(&was, &format!("| 7 {} |", metric.unit), 1));
                let metrics = back.lanes.iter().flat_map(|lane| lane.metrics());
                let changed = metrics
                    .into_iter()
                    .find(|known| known.id == metric.id)
                    .unwrap();
                assert_eq!((changed.value, &changed.unit), (7.0, &metric.unit));
                told += 1;
            }
        }
    }
    assert!(told > 2, "{told}");
}
