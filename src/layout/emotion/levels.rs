//! The levels of an emotion scale: numbers, or the words that they are called by.

use super::boxes::offset_at;
use crate::{
    layout::{
        grid::Grid,
        measure::SCALE_WIDTH,
        textbox::{TextBox, Typesetter},
    },
    model::{Ground, Ink, TextRole},
    text::Fonts,
};

/// The widest line of words, for letters of the usual size; a word that is wider has half as much more.
const WORDS: f64 = 58.0;
const LONG_WORD: f64 = 1.5;
const USUAL_SIZE: f64 = 10.5;
/// Between the words and what stands to the left of them, and to the lane's edge.
const BESIDE: f64 = 8.0;
const MOST_LINES: usize = 2;

fn typesetter<'a>(grid: &'a Grid, fonts: &'a Fonts) -> Typesetter<'a> {
    Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Panel)
}

/// What the scale takes of the lane's label, at its right edge.
pub(crate) fn scale_width(grid: &Grid, fonts: &Fonts) -> f64 {
    let set = typesetter(grid, fonts);
    let words = grid
        .words
        .iter()
        .flat_map(|level| fitting(&level.word, 1, grid, fonts));
    let widths = words.map(|line| set.width(&line, TextRole::ScaleLevel));
    let widest = widths.fold(0.0, f64::max);
    SCALE_WIDTH.max(widest + BESIDE)
}

/// The levels around a neutral line at `half`, and the heights of those beside its ends and middle.
pub(super) fn marks(grid: &Grid, fonts: &Fonts, half: f64, reach: f64) -> (Vec<TextBox>, Vec<f64>) {
    let set = typesetter(grid, fonts);
    let scale = grid.scale;
    let y_of = |value: f64| half + offset_at(scale.share(value), reach);
    let usual = [scale.max, scale.middle(), scale.min];
    let named = grid
        .words
        .iter()
        .filter(|level| !level.word.trim().is_empty());
    let others = named.map(|level| level.value);
    let others: Vec<f64> = others.filter(|value| !usual.contains(value)).collect();
    let heights: Vec<f64> = others.iter().map(|value| y_of(*value)).collect();

    // The ends and the middle come first; what finds no room between them is left off.
    let values: Vec<f64> = usual.into_iter().chain(others).collect();
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut marks = Vec::new();
    for value in &values {
        let y = y_of(*value);
        let others = values.iter().filter(|other| *other != value);
        let nearest = others.map(|other| (y_of(*other) - y).abs());
        let pitch = nearest.fold(f64::INFINITY, f64::min);
        let most_lines = if pitch < MOST_LINES as f64 * set.line_height(TextRole::ScaleLevel) {
            1
        } else {
            MOST_LINES
        };
        let lines = words_of(*value, most_lines, grid, fonts);
        let height = set.line_height(TextRole::ScaleLevel) * lines.len() as f64;
        let (top, bottom) = (y - height / 2.0, y + height / 2.0);
        if taken.iter().any(|(a, b)| top < *b && *a < bottom) {
            continue;
        }
        taken.push((top, bottom));
        let right = grid.label_right() - BESIDE;
        for (index, line) in lines.iter().enumerate() {
            let top = top + set.line_height(TextRole::ScaleLevel) * index as f64;
            marks.push(set.set_end(line, TextRole::ScaleLevel, right, top));
        }
    }
    (marks, heights)
}

/// The words of a level, else its number: with a sign where the scale has both.
fn words_of(value: f64, most_lines: usize, grid: &Grid, fonts: &Fonts) -> Vec<String> {
    let mut levels = grid.words.iter();
    let level = levels.find(|level| level.value == value && !level.word.trim().is_empty());
    if let Some(level) = level {
        return fitting(&level.word, most_lines, grid, fonts);
    }
    let sign = if value > 0.0 && grid.scale.min < 0.0 {
        "+"
    } else {
        ""
    };
    vec![format!("{sign}{}", grid.language.number(value))]
}

/// As much of some words as fits, on at most so many lines.
fn fitting(words: &str, most_lines: usize, grid: &Grid, fonts: &Fonts) -> Vec<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let set = typesetter(grid, fonts);
    let style = grid.theme.style(TextRole::ScaleLevel);
    let usual = WORDS * (style.size / USUAL_SIZE);
    let longest = words
        .split(' ')
        .map(|word| set.width(word, TextRole::ScaleLevel))
        .fold(0.0, f64::max);
    let room = usual.max(longest.min(LONG_WORD * usual));
    let lines_of = |text: &str| -> Option<Vec<String>> {
        let lines = fonts.paragraph(text, style, Some(room)).lines.clone();
        let lines: Vec<String> = lines.iter().map(|l| l.text.trim_end().to_owned()).collect();
        let fits = |line: &String| set.width(line, TextRole::ScaleLevel) <= room;
        (lines.len() <= most_lines && lines.iter().all(fits)).then_some(lines)
    };
    let shown = Fonts::cut(&words, |text| lines_of(text).is_some());
    shown.and_then(|text| lines_of(&text)).unwrap_or_default()
}
