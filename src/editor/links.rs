//! What ties cards to each other, links and arrows: what is tied, and what ties it.
//!
//! A pain point and an opportunity are linked; an arrow leads from any other card to another.

use std::{collections::HashMap, sync::Arc};

use super::{
    Editor, Effect,
    parts::{cell_cards, columns, fresh},
    seen::seen_cards,
    tie::Tie,
};
use crate::{
    edit::Edit,
    geom::{Point, Rect, Vec2},
    model::{Arrow, Card, CardRole, Id, Lane, Map, Part, Target},
};

/// From the edge of a card to the control points of a link's curve at least, in document units.
const BEND: f64 = 30.0;

/// A cubic curve from card to card: its two ends with their control points between them.
pub type LinkCurve = [Point; 4];

/// A pain point and an opportunity, whichever way round they are named.
fn pair<'a>(map: &'a Map, one: &'a Id, other: &'a Id) -> Option<(&'a Id, &'a Arc<Card>)> {
    let (lane, card) = map.card(one)?;
    let (other_lane, other_card) = map.card(other)?;
    match (lane.role()?, other_lane.role()?) {
        (CardRole::PainPoints, CardRole::Opportunities) => Some((one, other_card)),
        (CardRole::Opportunities, CardRole::PainPoints) => Some((other, card)),
        _ => None,
    }
}

/// Whether two cards can be linked, and then whether they are.
pub(super) fn linked(map: &Map, one: &Id, other: &Id) -> Option<bool> {
    let (pain, opportunity) = pair(map, one, other)?;
    Some(opportunity.answers.contains(pain))
}

/// What a line from one card to another would tie, and whether it is tied already.
pub(super) fn tie(map: &Map, from: &Id, to: &Id) -> Option<(Tie, bool)> {
    if from == to {
        return None;
    }
    if let Some(linked) = linked(map, from, to) {
        return Some((Tie::Link, linked));
    }
    map.card(from)?;
    map.card(to)?;
    Some((Tie::Arrow, arrow_from(map, from, to).is_some()))
}

fn arrow_from<'a>(map: &'a Map, from: &Id, to: &Id) -> Option<&'a Arc<Arrow>> {
    let mut arrows = map.arrows.iter();
    arrows.find(|arrow| arrow.from == *from && arrow.to == *to)
}

/// What ties one card to another, or unties them: the name of the step, its edits, and the arrow
/// that is new.
pub(super) fn tie_edits(
    map: &Map,
    from: &Id,
    to: &Id,
) -> Option<(&'static str, Vec<Edit>, Option<Target>)> {
    match tie(map, from, to)? {
        (Tie::Link, known) => {
            let edits = link_edits(map, &[(from.clone(), to.clone())], !known);
            Some((if known { UNLINK } else { LINK }, edits, None))
        }
        (Tie::Arrow, true) => {
            let arrow = arrow_from(map, from, to)?;
            let remove = Edit::Remove(Target::Arrow(arrow.id.clone()));
            Some((DELETE_ARROW, vec![remove], None))
        }
        (Tie::Arrow, false) => {
            let arrow = Arrow {
                id: fresh(map, Part::Arrow),
                from: from.clone(),
                to: to.clone(),
                ..Arrow::default()
            };
            let target = Target::Arrow(arrow.id.clone());
            let edits = vec![Edit::InsertArrow(Arc::new(arrow))];
            Some((DRAW_ARROW, edits, Some(target)))
        }
    }
}

/// The cards that one is linked with, in the order of the map.
pub(super) fn links_of(map: &Map, id: &Id) -> Vec<Id> {
    let Some((lane, card)) = map.card(id) else {
        return Vec::new();
    };
    match lane.role() {
        Some(CardRole::Opportunities) => card.answers.clone(),
        Some(CardRole::PainPoints) => {
            let lanes = map.lanes.iter();
            let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Opportunities));
            let answering = lanes
                .flat_map(|lane| lane.cards())
                .filter(|card| card.answers.contains(id));
            answering.map(|card| card.id.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// What makes each of the pairs linked, or not.
pub(super) fn link_edits(map: &Map, pairs: &[(Id, Id)], on: bool) -> Vec<Edit> {
    let mut changed: Vec<Card> = Vec::new();
    let mut index_of: HashMap<Id, usize> = HashMap::new();
    for (one, other) in pairs {
        let Some((pain, opportunity)) = pair(map, one, other) else {
            continue;
        };
        let index = *index_of.entry(opportunity.id.clone()).or_insert_with(|| {
            changed.push(Card::clone(opportunity));
            changed.len() - 1
        });
        let answers = &mut changed[index].answers;
        answers.retain(|known| known != pain);
        if on {
            answers.push(pain.clone());
        }
    }
    let edits = changed
        .into_iter()
        .map(|card| Edit::ReplaceCard(Arc::new(card)));
    edits.collect()
}

/// From the edge of a card to the edge of another, or to a point: by the sides that face each
/// other, and around by the right where one stands above the other.
pub(super) fn curve(from: Rect, to: Rect) -> LinkCurve {
    let (start, end) = (from.center().y, to.center().y);
    let (from_x, to_x, way_out, way_in) = if to.x0 >= from.x1 {
        (from.x1, to.x0, 1.0, -1.0)
    } else if to.x1 <= from.x0 {
        (from.x0, to.x1, -1.0, 1.0)
    } else {
        (from.x1, to.x1, 1.0, 1.0)
    };
    let bend = ((to_x - from_x).abs() / 2.0).max(BEND);
    let (a, b) = (Point::new(from_x, start), Point::new(to_x, end));
    let out = Vec2::new(way_out * bend, 0.0);
    [a, a + out, b + Vec2::new(way_in * bend, 0.0), b]
}

impl Editor {
    /// Whether links can begin or end at a thing, and what it is then.
    pub(super) fn link_role(&self, target: &Target) -> Option<(Id, CardRole)> {
        let card = self.card_role(target);
        card.filter(|(_, role)| matches!(role, CardRole::PainPoints | CardRole::Opportunities))
    }

    /// The pairs of pain point and opportunity among what is selected, and whether all of them
    /// are linked.
    fn selected_pairs(&self) -> (Vec<(Id, Id)>, bool) {
        let targets = self.selection.targets().iter();
        let cards: Vec<_> = targets
            .filter_map(|target| self.link_role(target))
            .collect();
        let of = |wanted: CardRole| cards.iter().filter(move |(_, role)| *role == wanted);
        let pairs: Vec<(Id, Id)> = of(CardRole::PainPoints)
            .flat_map(|(pain, _)| {
                of(CardRole::Opportunities).map(|(answer, _)| (pain.clone(), answer.clone()))
            })
            .collect();
        let map = self.map();
        let all_linked = pairs
            .iter()
            .all(|(pain, answer)| linked(map, pain, answer) == Some(true));
        (pairs, all_linked)
    }

    /// What linking would do to the selected cards now; `None` where there is nothing to link.
    pub(super) fn link_name(&self) -> Option<&'static str> {
        if let Some((from, to)) = self.selected_two() {
            return tie_edits(self.map(), &from, &to).map(|(name, ..)| name);
        }
        let (pairs, all_linked) = self.selected_pairs();
        (!pairs.is_empty()).then_some(if all_linked { UNLINK } else { LINK })
    }

    /// Links each selected pain point with each selected opportunity, or unlinks them all.
    pub(super) fn link_selected(&mut self) -> Vec<Effect> {
        if let Some((from, to)) = self.selected_two() {
            return self.tie(&from, &to);
        }
        let (pairs, all_linked) = self.selected_pairs();
        let edits = link_edits(self.map(), &pairs, !all_linked);
        self.edit(if all_linked { UNLINK } else { LINK }, &edits)
    }

    /// Ties one card to another, or unties them; a new arrow is selected, else what was stays so.
    pub(super) fn tie(&mut self, from: &Id, to: &Id) -> Vec<Effect> {
        let Some((name, edits, made)) = tie_edits(self.map(), from, to) else {
            return Vec::new();
        };
        let effects = self.edit(name, &edits);
        if let Some(made) = made.filter(|_| effects.is_empty()) {
            self.select([made]);
        }
        effects
    }

    /// The two cards that are selected alone, in the order in which they were; of two stages those
    /// that stand for them.
    fn selected_two(&self) -> Option<(Id, Id)> {
        match self.selection.targets() {
            [Target::Card(from), Target::Card(to)] => Some((from.clone(), to.clone())),
            [Target::Stage(from), Target::Stage(to)] => self.between_stages(from, to),
            _ => None,
        }
    }

    /// The last card of a stage and the first one of another, in the first lane that has both.
    fn between_stages(&self, from: &Id, to: &Id) -> Option<(Id, Id)> {
        let (map, seen) = (self.map(), seen_cards(self.map(), &self.lens));
        let all = columns(map);
        let in_stage = |lane: &Arc<Lane>, stage: &Id| -> Vec<Id> {
            let columns = all.iter().filter(|(of, _)| of == stage);
            let cards = columns.flat_map(|column| cell_cards(map, lane, column));
            cards.filter(|id| seen.contains(id)).cloned().collect()
        };
        map.lanes.iter().find_map(|lane| {
            let (from, to) = (in_stage(lane, from), in_stage(lane, to));
            Some((from.last()?.clone(), to.first()?.clone()))
        })
    }

    /// A card, and what it is.
    pub(super) fn card_role(&self, target: &Target) -> Option<(Id, CardRole)> {
        let Target::Card(id) = target else {
            return None;
        };
        Some((id.clone(), self.map().card(id)?.0.role()?))
    }

    /// The links of a card as they run on the sheet, each with the card at its other end.
    pub(super) fn link_curves(&self, id: &Id) -> Vec<(Id, Rect, LinkCurve)> {
        let rect = |id: &Id| self.layout().rect_of(&Target::Card(id.clone()));
        let Some(from) = rect(id) else {
            return Vec::new();
        };
        let links = links_of(self.map(), id).into_iter();
        links
            .filter_map(|other| {
                let to = rect(&other)?;
                Some((other, to, curve(from, to)))
            })
            .collect()
    }
}

pub(super) const LINK: &str = "Link cards";
pub(super) const UNLINK: &str = "Unlink cards";
const DRAW_ARROW: &str = "Draw arrow";
const DELETE_ARROW: &str = "Delete arrow";
