//! A persona: one kind of customer.

use super::{color::Hue, id::Id, picture::Picture, unknown::Unknown};

/// One kind of customer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Persona {
    /// Unique among the personas.
    pub id: Id,
    /// As the team calls them.
    pub name: String,
    /// Who they are, in a few words.
    pub role: String,
    /// What they would say, in their own words.
    pub quote: String,
    /// Age, home, work and the like, each "what: how it is with them", or in a few words.
    pub facts: Vec<String>,
    /// What they want.
    pub goals: Vec<String>,
    /// What they struggle with.
    pub frustrations: Vec<String>,
    /// Habits and what else is typical.
    pub traits: Vec<String>,
    /// Of their curve and of the dots on their cards.
    pub hue: Hue,
    /// Shown in place of the initials.
    pub picture: Option<Picture>,
    /// What this version does not know of them.
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
