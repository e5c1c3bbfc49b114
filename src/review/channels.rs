//! Channels: every touchpoint has one, and the thread of the journey does not break.

use std::collections::{HashMap, HashSet};

use super::{
    finding::{Reason, ReasonPart},
    survey::{OF_STAGES, Review},
};
use crate::model::{CardRole, Id, Lane, LaneKind, Map, Target, ThreadBreak, thread_breaks};

/// A touchpoint wants a channel. Where the map has none to choose from, that is said once.
pub(super) fn touchpoints(survey: &mut Review<'_>) {
    let touchpoints = survey.cards_of(CardRole::Touchpoints);
    let without: Vec<_> = touchpoints
        .filter(|at| at.card.channel.is_none() && !at.lane.hidden)
        .collect();
    if let (true, Some(first)) = (survey.map.channels.is_empty(), without.first()) {
        let order = survey.order(first.lane_index, &first.card.stage, 0);
        let target = Target::Lane(first.lane.id.clone());
        survey.add(order, Reason::NoChannels, target, []);
        return;
    }
    for at in &without {
        survey.add_card(at, Reason::TouchpointWithoutChannel);
    }
}

/// The thread does not break on its way from stage to stage.
pub(super) fn threads(survey: &mut Review<'_>) {
    let map = survey.map;
    let matrix = matrix(map);
    let uses = uses(survey, matrix);
    let is_used = |stage: usize, channel: usize| uses[stage].contains(&map.channels[channel].id);
    let seen = matrix.filter(|lane| !lane.hidden && !lane.collapsed);
    for (index, kind) in thread_breaks(map.stages.len(), map.channels.len(), is_used) {
        let stage = Target::Stage(map.stages[index].id.clone());
        let channel = match kind {
            ThreadBreak::NothingGoesOn => {
                let names = [
                    ("stage", survey.stage_name(index)),
                    ("other", survey.stage_name(index - 1)),
                ];
                let also = vec![Target::Stage(map.stages[index - 1].id.clone())];
                let order = (OF_STAGES, index, 1);
                survey.add_about(order, Reason::NothingGoesOn, stage, also, names);
                continue;
            }
            ThreadBreak::DropsOut(channel) => channel,
        };
        let id = &map.channels[channel].id;
        let names = [
            ("stage", survey.stage_name(index)),
            (
                "channel",
                ReasonPart::of(&map.channels[channel].name, "Channel", channel),
            ),
        ];
        let also = vec![stage.clone(), Target::Channel(id.clone())];
        let (order, target) = match seen {
            Some(lane) => {
                let dot = Target::Dot {
                    lane: lane.id.clone(),
                    channel: id.clone(),
                    stage: map.stages[index].id.clone(),
                };
                let lane = map.lane_index(&lane.id).unwrap_or_default();
                (survey.order(lane, &map.stages[index].id, channel), dot)
            }
            None => ((OF_STAGES, index, 2 + channel), stage.clone()),
        };
        survey.add_about(order, Reason::ChannelDropsOut, target, also, names);
    }
}

/// The lane whose marks say what was set by hand: the first that is shown.
fn matrix(map: &Map) -> Option<&Lane> {
    let is_matrix = |lane: &&Lane| matches!(lane.kind, LaneKind::Channels { .. });
    let lanes = || map.lanes.iter().map(|lane| &**lane).filter(is_matrix);
    lanes().find(|lane| !lane.hidden).or_else(|| lanes().next())
}

/// The channels in use at each stage, as the matrix shows them.
fn uses<'a>(survey: &Review<'a>, matrix: Option<&'a Lane>) -> Vec<HashSet<&'a Id>> {
    let mut uses = vec![HashSet::new(); survey.map.stages.len()];
    let touchpoints = survey.map.lanes.iter();
    let touchpoints = touchpoints.filter(|lane| lane.role() == Some(CardRole::Touchpoints));
    for card in touchpoints.flat_map(|lane| lane.cards()) {
        if let (Some(channel), Some(used)) =
            (&card.channel, uses.get_mut(survey.stage_index(&card.stage)))
        {
            used.insert(channel);
        }
    }
    let marks = matrix.map_or(&[][..], Lane::marks);
    // The first mark of a place is the one that counts.
    let mut by_hand: HashMap<(&Id, &Id), bool> = HashMap::new();
    for mark in marks {
        by_hand
            .entry((&mark.channel, &mark.stage))
            .or_insert(mark.on);
    }
    for ((channel, stage), on) in by_hand {
        let Some(used) = uses.get_mut(survey.stage_index(stage)) else {
            continue;
        };
        if on {
            used.insert(channel);
        } else {
            used.remove(channel);
        }
    }
    uses
}
