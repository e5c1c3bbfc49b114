//! How much a map may have: more than anyone looks through, less than a machine stands still over.

use super::{map::Map, part::Part, record};
use crate::words::Language;

/// More of something than a map may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Too many parts of a kind.
    Parts {
        /// Of which kind.
        part: Part,
        /// How many there are.
        count: usize,
    },
    /// Rows times columns.
    Cells {
        /// How many there are.
        count: usize,
    },
    /// Of one text.
    Letters {
        /// How many there are.
        count: usize,
    },
    /// More parts than the size of the text that they stand in makes likely.
    Empty {
        /// How many the text has.
        bytes: usize,
    },
}

impl Excess {
    /// Of some cells of rows and columns.
    pub const MOST_CELLS: usize = 100_000;

    /// Of one text: more than a thick book.
    pub const MOST_LETTERS: usize = 1_000_000;

    /// `None` where a text may be as long.
    pub fn of_text(text: &str) -> Option<Self> {
        // A letter takes a byte or more.
        if text.len() <= Self::MOST_LETTERS {
            return None;
        }
        let count = text.chars().count();
        (count > Self::MOST_LETTERS).then_some(Self::Letters { count })
    }

    /// How many parts a text of some bytes may hold: an empty one takes three bytes there, and three
    /// hundred as a part of a map. People's have forty bytes and more.
    pub const fn parts_in(bytes: usize) -> usize {
        5_000 + bytes / 30
    }

    /// `None` where a map may have so many.
    pub fn of(part: Part, count: usize) -> Option<Self> {
        (count > part.most()).then_some(Self::Parts { part, count })
    }

    /// A clause: what there is and how much there may be.
    pub fn describe(self, language: Language) -> String {
        match self {
            Self::Parts { part, count } => {
                let most = part.most().to_string();
                language.count(
                    count,
                    "there is {n} part of the kind {part}, and a map has at most {most}",
                    "there are {n} parts of the kind {part}, and a map has at most {most}",
                    &[("part", language.t(part.name())), ("most", &most)],
                )
            }
            Self::Cells { count } => {
                let most = Self::MOST_CELLS.to_string();
                language.count(
                    count,
                    "lanes and columns make {n} cell, and a map has at most {most}",
                    "lanes and columns make {n} cells, and a map has at most {most}",
                    &[("most", &most)],
                )
            }
            Self::Letters { count } => {
                let (n, most) = (count.to_string(), Self::MOST_LETTERS.to_string());
                language.fill(
                    "a text has {n} characters, and may have at most {most}: shorten or split it",
                    &[("n", &n), ("most", &most)],
                )
            }
            Self::Empty { bytes } => {
                let most = Self::parts_in(bytes).to_string();
                let bytes = bytes.to_string();
                language.fill(
                    "there are more than {most} parts in {bytes} bytes, so nearly all of them are empty",
                    &[("bytes", &bytes), ("most", &most)],
                )
            }
        }
    }
}

impl Map {
    /// The first text that is longer than one may be. Looks at each.
    pub fn long_text(&self) -> Option<Excess> {
        let mut found = None;
        let mut see = |text: &str| found = found.or_else(|| Excess::of_text(text));
        record::each_text(self, &mut see);
        self.visit(&mut |_, element| element.each_text(&mut see));
        found
    }

    /// The first thing that the map has too much of. Cheap.
    pub fn excess(&self) -> Option<Excess> {
        let mut parts = Part::ALL.into_iter();
        let part = parts.find_map(|part| Excess::of(part, self.count(part)));
        part.or_else(|| {
            let columns: usize = self.stages.iter().map(|s| s.steps.len().max(1)).sum();
            // A lane of channels has a row for each.
            let rows = self.lanes.iter().map(|lane| match lane.threads() {
                Some(_) => self.channels.len().max(1),
                None => 1,
            });
            let count = columns * rows.sum::<usize>();
            (count > Excess::MOST_CELLS).then_some(Excess::Cells { count })
        })
    }
}
