//! A card: one statement in one cell of the map.

use super::{
    evidence::Evidence,
    id::Id,
    picture::Picture,
    said::{Claim, Level, Owner, When},
    unknown::Unknown,
};

/// One statement in one cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    pub id: Id,
    pub stage: Id,
    /// One of the stage's steps; `None` is the first, or the only, sub-column.
    pub step: Option<Id>,
    pub text: String,
    /// Whom it concerns; empty for everyone.
    pub personas: Vec<Id>,
    pub channel: Option<Id>,
    /// The name of an icon in `icons/`; empty for the channel's.
    pub icon: String,
    pub claim: Option<Claim>,
    /// How grave a pain point is.
    pub severity: Option<Level>,
    /// What an opportunity is worth, and what it costs.
    pub value: Option<Level>,
    pub effort: Option<Level>,
    /// The pain points that an opportunity answers.
    pub answers: Vec<Id>,
    /// Whose a touchpoint is; `None` where nobody has said so.
    pub owner: Option<Owner>,
    pub when: When,
    /// Above the text.
    pub picture: Option<Picture>,
    pub evidence: Vec<Evidence>,
    pub unknown: Unknown,
}
