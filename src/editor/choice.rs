//! The things to choose among for what is selected, and of how much of it they are true.

use crate::model::{Hue, Id, Level};

/// One of the things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Whom a card concerns.
    Persona(Id),
    /// Where a card happens.
    Channel(Id),
    /// Of a pain point.
    Severity(Level),
    /// Of an opportunity.
    Value(Level),
    /// Of an opportunity.
    Effort(Level),
    /// Of a stage or a persona.
    Hue(Hue),
    /// A name in `icons/`; empty for that of its kind.
    Icon(String),
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Whom cards concern.
    Persona,
    /// Where cards happen.
    Channel,
    /// How grave pain points are.
    Severity,
    /// What opportunities are worth.
    Value,
    /// What opportunities cost.
    Effort,
    /// The colour of stages and personas.
    Hue,
    /// Of cards, lanes and channels.
    Icon,
}

/// Of how many of several things something is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Of none.
    None,
    /// Of some and not of others.
    Some,
    /// Of all.
    All,
}

impl Share {
    /// Of no things at all it is true of none.
    pub fn of(values: impl Iterator<Item = bool>) -> Self {
        let (mut any, mut all) = (false, true);
        for value in values {
            any |= value;
            all &= value;
        }
        match (any, all) {
            (true, true) => Self::All,
            (true, false) => Self::Some,
            (false, _) => Self::None,
        }
    }
}

/// A choice, what it is called and of how many of the selected things it is true.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What is said.
    pub choice: Choice,
    /// As it is read.
    pub name: String,
    /// Of how many it is true now.
    pub share: Share,
}

/// All that can be chosen in one respect.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// In which respect.
    pub aspect: Aspect,
    /// English, for the translation table.
    pub caption: &'static str,
    /// A name in `icons/`.
    pub icon: &'static str,
    /// None for icons, which are searched.
    pub offers: Vec<Offer>,
}

/// The icon of what is selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChosenIcon {
    /// `None` where they differ.
    pub name: Option<String>,
    /// Whether any has one that is not that of its kind.
    pub is_own: bool,
}
