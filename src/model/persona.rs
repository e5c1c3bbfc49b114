//! A persona: one kind of customer.

use super::{color::Hue, id::Id, picture::Picture, unknown::Unknown};

/// One kind of customer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Persona {
    pub id: Id,
    pub name: String,
    pub role: String,
    pub quote: String,
    pub goals: Vec<String>,
    pub frustrations: Vec<String>,
    /// Habits and what else is typical.
    pub traits: Vec<String>,
    pub hue: Hue,
    /// Shown in place of the initials.
    pub picture: Option<Picture>,
    pub unknown: Unknown,
}

impl Persona {
    /// The first letters of the first and the last word of the name, in capitals.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first
            .into_iter()
            .chain(last)
            .flat_map(char::to_uppercase)
            .collect()
    }
}
