//! What backs a claim.

use super::{date::Date, unknown::Unknown};
use crate::words::Language;

/// A figure or an anecdote that backs a claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// What was found or said.
    pub text: String,
    /// Where it comes from: "Interview 4".
    pub source: String,
    /// When it was found.
    pub date: Option<Date>,
    /// How many were asked or counted.
    pub n: Option<u32>,
    /// An address to look it up; only shown, never followed.
    pub link: String,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Evidence {
    /// Whether nothing is said in it: then it is none.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.text, &self.source, &self.link];
        let is_silent = texts.iter().all(|text| text.trim().is_empty());
        is_silent && self.date.is_none() && self.n.is_none() && self.unknown == Unknown::default()
    }

    /// Where it comes from, in a line: source, date, how many were asked, address.
    pub fn origin(&self, language: Language) -> String {
        let date = self.date.map(|date| date.in_words(language));
        let n = self.n.map(|n| format!("n = {n}"));
        [
            Some(self.source.trim().to_owned()),
            date,
            n,
            Some(self.link.trim().to_owned()),
        ]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
    }

    /// Whether any of the pieces backs a claim.
    pub fn backs(pieces: &[Self]) -> bool {
        pieces.iter().any(|piece| !piece.is_empty())
    }
}
