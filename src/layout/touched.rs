//! Which channels the touchpoints of a lane use.

use crate::model::{CardRole, Id, Lane};

/// The channels that the touchpoints of a lane use, each with the stage and its step; some several
/// times.
pub(super) fn touched(lane: &Lane) -> impl Iterator<Item = (Id, Id, Option<Id>)> {
    let is_asked = lane.role() == Some(CardRole::Touchpoints);
    let cards = lane.cards().iter().filter(move |_| is_asked);
    cards.filter_map(|card| Some((card.channel.clone()?, card.stage.clone(), card.step.clone())))
}
