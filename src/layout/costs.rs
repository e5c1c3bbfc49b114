//! What a text costs in layout, whichever field it stands in: time in proportion to its length.

use std::{collections::HashSet, mem::discriminant, sync::Arc};

use super::Layout;
use crate::{
    model::{
        Arrow, ElementMut, LevelWord, Map, generate,
        record::{FieldKind, Record},
    },
    text::Fonts,
};

/// Letters without a blank.
fn long(letters: usize) -> String {
    let letter = |n: usize| char::from(b"aWkQzi3mTrE7"[n * n % 11]);
    (0..letters).map(letter).collect()
}

/// Writes a text in the field of a number; counts down to it.
fn write<R: Record>(record: &mut R, number: &mut Option<usize>, text: &str) {
    for field in R::FIELDS {
        if !matches!(field.kind, FieldKind::Text(_) | FieldKind::Lines(_)) {
            continue;
        }
        match number {
            Some(0) => {
                field.set_text(record, text);
                *number = None;
            }
            Some(more) => *more -= 1,
            None => {}
        }
    }
}

/// The map with a text in one field of its first record of some kind; `None` beyond the last.
fn with_text(map: &Map, number: usize, text: &str) -> Option<Map> {
    let mut map = map.clone();
    let mut number = Some(number);
    write(&mut map, &mut number, text);
    let mut seen = HashSet::new();
    map.visit_mut(&mut |position, element| {
        if !seen.insert(discriminant(&position)) {
            return;
        }
        let number = &mut number;
        match element {
            ElementMut::LevelWord(word) => write(word, number, text),
            ElementMut::Persona(persona) => write(Arc::make_mut(persona), number, text),
            ElementMut::Channel(channel) => write(Arc::make_mut(channel), number, text),
            ElementMut::Stage(stage) => write(Arc::make_mut(stage), number, text),
            ElementMut::Step(step) => write(step, number, text),
            ElementMut::Lane(lane) => write(Arc::make_mut(lane), number, text),
            ElementMut::Card(card) => write(Arc::make_mut(card), number, text),
            ElementMut::Curve(curve) => write(Arc::make_mut(curve), number, text),
            ElementMut::Point(point) => write(point, number, text),
            ElementMut::Mark(mark) => write(mark, number, text),
            ElementMut::Metric(metric) => write(Arc::make_mut(metric), number, text),
            ElementMut::Line(line) => write(line, number, text),
            ElementMut::Arrow(arrow) => write(Arc::make_mut(arrow), number, text),
            ElementMut::Stop(stop) => write(Arc::make_mut(stop), number, text),
        }
    });
    number.is_none().then_some(map)
}

fn work(map: &Map) -> usize {
    let fonts = Fonts::bundled();
    Layout::new(map, &fonts, None);
    fonts.work()
}

#[test]
fn no_text_costs_more_than_in_proportion() {
    let mut map = generate(12, 1);
    let value = map.emotion_scale.max;
    let word = String::new();
    map.emotion_words = vec![LevelWord {
        value,
        word,
        ..LevelWord::default()
    }];
    let cards: Vec<_> = map.cards().map(|card| card.id.clone()).collect();
    map.arrows.push(Arc::new(Arrow {
        id: "arrow".into(),
        from: cards[0].clone(),
        to: cards[5].clone(),
        ..Arrow::default()
    }));
    let bare = work(&map);
    let mut number = 0;
    while let Some(some) = with_text(&map, number, &long(1_000)) {
        let four_times = with_text(&map, number, &long(4_000)).unwrap();
        let (some, more) = (work(&some), work(&four_times));
        assert!(
            more.saturating_sub(bare) <= 6 * some.saturating_sub(bare).max(1_000),
            "field {number}: {bare}, {some}, {more}"
        );
        number += 1;
    }
    assert!(number > 20, "{number} fields were written in");
}
