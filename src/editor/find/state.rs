//! What is looked for, and where it was found.

use std::{ops::Range, sync::Arc};

use super::fold::Folded;
use crate::{
    geom::Rect,
    layout::Lens,
    model::{Field, Map, Target},
};

/// Which text of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// One of its texts.
    Field(Field),
    /// What was found, of a card's piece of evidence by its place.
    Evidence(usize),
    /// Where a piece of evidence comes from, by its place on the card.
    Source(usize),
}

/// One place where the text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The thing that has the text.
    pub target: Target,
    /// Which text.
    pub within: Within,
    /// In bytes of the text as the map has it.
    pub range: Range<usize>,
    /// Which of all texts.
    pub(super) text: usize,
}

/// A piece of the sheet to be marked; a hit that runs over two lines has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// Which of the hits it is of.
    pub hit: usize,
    /// In document units.
    pub rect: Rect,
    /// Around the words themselves, else around the thing that they are somewhere in.
    pub is_words: bool,
}

/// What is being looked for, and where it was found.
#[derive(Default)]
pub struct Find {
    pub(super) is_open: bool,
    pub(super) replaces: bool,
    pub(super) serial: u64,
    pub(super) query: String,
    pub(super) what: Folded,
    pub(super) hits: Vec<Hit>,
    pub(super) current: usize,
    pub(super) marks: Vec<Highlight>,
    /// How many places were replaced at last, until something else is done.
    pub(super) replaced: Option<usize>,
    /// Every text of `of`, folded.
    pub(super) texts: Vec<(Target, Within, Folded)>,
    pub(super) of: Option<Arc<Map>>,
    /// Through which the marks are seen.
    pub(super) lens: Lens,
    /// What `hits` are the places of.
    pub(super) found: String,
}

impl Find {
    /// Whether a person is looking for something.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether there is also something to put in the place of what is found.
    pub fn replaces(&self) -> bool {
        self.replaces
    }

    /// Another one each time that a person asks to find, so that a ui knows to begin anew.
    pub fn serial(&self) -> u64 {
        self.serial
    }

    /// What is looked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// In reading order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The place of the current one among the hits.
    pub fn current(&self) -> Option<usize> {
        (self.current < self.hits.len()).then_some(self.current)
    }

    /// What to mark on the sheet.
    pub fn marks(&self) -> &[Highlight] {
        &self.marks
    }

    /// How many were replaced last.
    pub fn replaced(&self) -> Option<usize> {
        self.replaced
    }

    /// The first hit at or after a place in reading order, or the first of all.
    pub(super) fn go_to(&mut self, text: usize, byte: usize) {
        let at_or_after = |hit: &Hit| (hit.text, hit.range.start) >= (text, byte);
        self.current = self.hits.iter().position(at_or_after).unwrap_or(0);
    }
}
