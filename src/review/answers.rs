//! Pain points and opportunities: each needs the other.
//!
//! An opportunity answers the pain points that it names; one that names none is taken to answer
//! those of its stage, since that is how a map without links is read.

use std::collections::HashSet;

use super::{finding::Reason, survey::Review};
use crate::model::{Card, CardRole, Id};

/// A pain point that no opportunity names, in a stage where none answers for the whole stage.
pub(super) fn pain_points(survey: &mut Review<'_>) {
    let (mut named, mut answered_stages): (HashSet<&Id>, HashSet<&Id>) = Default::default();
    for opportunity in survey.cards_of(CardRole::Opportunities) {
        named.extend(&opportunity.card.answers);
        if opportunity.card.answers.is_empty() {
            answered_stages.insert(&opportunity.card.stage);
        }
    }
    let pains = survey.cards_of(CardRole::PainPoints);
    let is_answered =
        |card: &Card| named.contains(&card.id) || answered_stages.contains(&card.stage);
    let open: Vec<_> = pains
        .filter(|at| !at.lane.hidden && !is_answered(at.card))
        .collect();
    for pain in &open {
        survey.add_card(pain, Reason::UnansweredPain);
    }
}

/// An opportunity that names no pain point, in a stage that has none.
pub(super) fn opportunities(survey: &mut Review<'_>) {
    let pains = survey.cards_of(CardRole::PainPoints);
    let painful: HashSet<&Id> = pains.map(|at| &at.card.stage).collect();
    let opportunities = survey.cards_of(CardRole::Opportunities);
    let is_needed = |card: &Card| !card.answers.is_empty() || painful.contains(&card.stage);
    let unneeded: Vec<_> = opportunities
        .filter(|at| !at.lane.hidden && !is_needed(at.card))
        .collect();
    for at in &unneeded {
        survey.add_card(at, Reason::UnneededOpportunity);
    }
}
