//! A text while it is written: its letters, the caret, what is selected, and how it was before.

use std::ops::Range;

use super::input::{Composition, Reach};
use crate::text::bounds;

/// As far back as the text can be taken while it is written.
const MOST_STEPS: usize = 200;

/// A text with a caret in it. Places are bytes of the text, always between two characters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    now: State,
    /// What an input method is still composing.
    composed: Option<Range<usize>>,
    /// Where in a line the caret was when it began to go up or down, in document units.
    pub(super) goal: Option<f64>,
    done: Vec<State>,
    undone: Vec<State>,
    latest: Change,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct State {
    text: String,
    caret: usize,
    /// The other end of what is selected; where the caret is, if nothing is.
    anchor: usize,
}

/// What was done last: more of it is the same step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Change {
    #[default]
    None,
    Typed,
    Deleted,
    Composed,
}

impl Draft {
    /// The caret stands at the end.
    pub(super) fn new(text: String, selects_all: bool) -> Self {
        let caret = text.len();
        let anchor = if selects_all { 0 } else { caret };
        let now = State {
            text,
            caret,
            anchor,
        };
        Self {
            now,
            ..Self::default()
        }
    }

    /// As it was written so far.
    pub fn text(&self) -> &str {
        &self.now.text
    }

    /// Where the next letter goes.
    pub fn caret(&self) -> usize {
        self.now.caret
    }

    /// Where what is selected begins or ends, other than at the caret.
    pub fn anchor(&self) -> usize {
        self.now.anchor
    }

    /// What the next letter takes the place of.
    pub fn selected(&self) -> Range<usize> {
        let State { caret, anchor, .. } = self.now;
        caret.min(anchor)..caret.max(anchor)
    }

    /// The letters that are selected.
    pub fn selected_text(&self) -> &str {
        &self.now.text[self.selected()]
    }

    /// What an input method is still composing.
    pub fn composed(&self) -> Option<Range<usize>> {
        self.composed.clone()
    }

    /// Another text in its place.
    pub(super) fn set(&mut self, text: String) {
        if text != self.now.text {
            self.keep(Change::None);
            self.composed = None;
            self.now = Self::new(text, false).now;
        }
    }

    pub(super) fn select(&mut self, anchor: usize, caret: usize) {
        let place = |at: usize| self.now.text.floor_char_boundary(at);
        (self.now.anchor, self.now.caret) = (place(anchor), place(caret));
        self.rest();
    }

    pub(super) fn select_all(&mut self) {
        self.select(0, self.now.text.len());
    }

    /// Puts the caret somewhere, or what is selected ends there.
    pub(super) fn go(&mut self, caret: usize, selects: bool) {
        let anchor = if selects { self.now.anchor } else { caret };
        self.select(anchor, caret);
    }

    /// Moves the caret along the text.
    pub(super) fn step(&mut self, forward: bool, reach: Reach, selects: bool) {
        let selected = self.selected();
        if reach == Reach::Letter && !selects && !selected.is_empty() {
            let end = if forward {
                selected.end
            } else {
                selected.start
            };
            return self.go(end, false);
        }
        self.go(self.reached(forward, reach), selects);
    }

    /// Puts letters in the place of what is selected.
    pub(super) fn insert(&mut self, typed: &str) {
        let begins_word = !typed.starts_with(char::is_whitespace)
            && self.now.text[..self.now.caret].ends_with(char::is_whitespace);
        let change = match self.latest {
            Change::Typed if begins_word || !self.selected().is_empty() => Change::None,
            _ => Change::Typed,
        };
        self.keep(change);
        self.latest = Change::Typed;
        self.replace(typed);
    }

    /// Deletes what is selected, else what lies before or behind the caret; `false` where there is
    /// nothing.
    pub(super) fn delete(&mut self, forward: bool, reach: Reach) -> bool {
        if self.selected().is_empty() {
            let to = self.reached(forward, reach);
            if to == self.now.caret {
                return false;
            }
            self.keep(Change::Deleted);
            self.now.anchor = to;
        } else {
            self.keep(Change::None);
        }
        self.latest = Change::Deleted;
        self.replace("");
        true
    }

    /// What an input method has composed so far takes the place of what it had before.
    pub(super) fn compose(&mut self, composition: &Composition) {
        match composition {
            Composition::Shown(text) | Composition::Done(text)
                if text.is_empty() && self.composed.is_none() => {}
            Composition::Shown(text) => {
                self.keep(Change::Composed);
                self.take_up_composed();
                let from = self.selected().start;
                self.replace(text);
                self.composed = (!text.is_empty()).then_some(from..self.now.caret);
                self.latest = Change::Composed;
            }
            Composition::Done(text) => {
                self.keep(Change::Composed);
                self.take_up_composed();
                self.replace(text);
                self.latest = Change::None;
            }
            Composition::Around { before, after } => {
                let (head, tail) = self.now.text.split_at(self.now.caret);
                let from = head.char_indices().rev().take(*before).last();
                let to = tail.char_indices().nth(*after);
                let from = from.map_or(head.len(), |(at, _)| at);
                let to = to.map_or(self.now.text.len(), |(at, _)| head.len() + at);
                self.keep(Change::Composed);
                (self.now.anchor, self.now.caret) = (from, to);
                self.replace("");
            }
        }
    }

    /// Takes the latest change back; `false` where there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(before) = self.done.pop() else {
            return false;
        };
        let after = std::mem::replace(&mut self.now, before);
        self.undone.push(after);
        self.rest();
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        let Some(after) = self.undone.pop() else {
            return false;
        };
        let before = std::mem::replace(&mut self.now, after);
        self.done.push(before);
        self.rest();
        true
    }

    fn reached(&self, forward: bool, reach: Reach) -> usize {
        let (text, caret) = (self.text(), self.caret());
        match (reach, forward) {
            (Reach::Letter, true) => bounds::letter_end(text, caret),
            (Reach::Letter, false) => bounds::letter_start(text, caret),
            (Reach::Word, true) => bounds::word_end(text, caret),
            (Reach::Word, false) => bounds::word_start(text, caret),
            (Reach::Line, true) => text[caret..].find('\n').map_or(text.len(), |at| caret + at),
            (Reach::Line, false) => text[..caret].rfind('\n').map_or(0, |at| at + 1),
        }
    }

    /// What is composed is what gives way.
    fn take_up_composed(&mut self) {
        if let Some(composed) = self.composed.take() {
            (self.now.anchor, self.now.caret) = (composed.start, composed.end);
        }
    }

    fn replace(&mut self, with: &str) {
        let selected = self.selected();
        let caret = selected.start + with.len();
        self.now.text.replace_range(selected, with);
        (self.now.anchor, self.now.caret) = (caret, caret);
        (self.composed, self.goal) = (None, None);
    }

    /// Remembers how it is before a change, unless that is more of the latest one.
    fn keep(&mut self, change: Change) {
        if change == Change::None || change != self.latest {
            if self.done.len() == MOST_STEPS {
                self.done.remove(0);
            }
            self.done.push(self.now.clone());
        }
        self.latest = change;
        self.undone.clear();
    }

    /// Nothing is going on that the next change could be more of.
    fn rest(&mut self) {
        self.latest = Change::None;
        (self.composed, self.goal) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        Draft::new(text.to_owned(), false)
    }

    #[test]
    fn letters_take_the_place_of_what_is_selected() {
        let mut draft = Draft::new("New stage".to_owned(), true);
        draft.insert("P");
        draft.insert("ay");
        assert_eq!((draft.text(), draft.caret()), ("Pay", 3));
        draft.select(0, 1);
        draft.insert("");
        assert_eq!((draft.text(), draft.caret()), ("ay", 0));
    }

    #[test]
    fn the_caret_goes_by_letters_words_and_lines() {
        let mut draft = draft("Ann 👨‍👩‍👧\nbuys");
        draft.step(false, Reach::Word, false);
        assert_eq!(draft.caret(), draft.text().len() - 4);
        draft.step(false, Reach::Letter, false);
        draft.step(false, Reach::Letter, true);
        assert_eq!(draft.selected_text(), "👨‍👩‍👧");
        draft.step(false, Reach::Letter, false);
        assert_eq!(draft.caret(), 4, "at the near end of what was selected");
        assert!(draft.delete(false, Reach::Line));
        assert_eq!(draft.text(), "👨‍👩‍👧\nbuys");
        assert!(!draft.delete(false, Reach::Word));
        assert!(draft.delete(true, Reach::Letter));
        assert_eq!(draft.text(), "\nbuys");
    }

    #[test]
    fn it_is_taken_back_by_words_and_brought_back() {
        let mut draft = draft("");
        for letter in "one two".chars() {
            draft.insert(&letter.to_string());
        }
        draft.delete(false, Reach::Letter);
        draft.delete(false, Reach::Letter);
        let mut seen = Vec::new();
        while draft.undo() {
            seen.push(draft.text().to_owned());
        }
        assert_eq!(seen, ["one two", "one ", ""]);
        while draft.redo() {}
        assert_eq!(draft.text(), "one t");
        draft.undo();
        draft.insert("!");
        assert!(!draft.redo(), "another way");
        assert_eq!(draft.text(), "one two!");
    }

    #[test]
    fn what_is_composed_gives_way_to_what_comes_of_it() {
        let mut draft = draft("x");
        let shown = |text: &str| Composition::Shown(text.to_owned());
        draft.compose(&shown(""));
        assert_eq!(draft.text(), "x");
        draft.compose(&shown("k"));
        draft.compose(&shown("か"));
        assert_eq!((draft.text(), draft.composed()), ("xか", Some(1..4)));
        draft.compose(&Composition::Done("火".to_owned()));
        assert_eq!((draft.text(), draft.composed()), ("x火", None));
        draft.compose(&Composition::Around {
            before: 1,
            after: 3,
        });
        assert_eq!(draft.text(), "x");
        assert!(draft.undo());
        assert_eq!(draft.text(), "x火");
        assert!(draft.undo());
        assert_eq!(draft.text(), "x");
    }
}
