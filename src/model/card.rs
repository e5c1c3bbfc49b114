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
    /// Unique among the cards of all lanes.
    pub id: Id,
    /// In which it stands.
    pub stage: Id,
    /// One of the stage's steps; `None` is the first, or the only, sub-column.
    pub step: Option<Id>,
    /// What is written on it, with line breaks.
    pub text: String,
    /// Whom it concerns; empty for everyone.
    pub personas: Vec<Id>,
    /// On which it happens, for a touchpoint.
    pub channel: Option<Id>,
    /// The name of an icon in `icons/`; empty for the channel's.
    pub icon: String,
    /// How sure it is; `None` where nobody said.
    pub claim: Option<Claim>,
    /// How grave a pain point is.
    pub severity: Option<Level>,
    /// What an opportunity is worth.
    pub value: Option<Level>,
    /// What an opportunity costs.
    pub effort: Option<Level>,
    /// The pain points that an opportunity answers.
    pub answers: Vec<Id>,
    /// Whose a touchpoint is; `None` where nobody has said so.
    pub owner: Option<Owner>,
    /// Whether it is of the journey as it is, as it should be, or of both.
    pub when: When,
    /// What the journey leads to: the purchase, the booking, the enquiry.
    pub conversion: bool,
    /// Above the text.
    pub picture: Option<Picture>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}
