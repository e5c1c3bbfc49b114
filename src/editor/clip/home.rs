//! What of a map the parts of a clip belong to: itself, else what is called or stands like it.

use std::sync::Arc;

use super::paster::{Fresh, Paster, insert_channel};
use crate::{
    editor::parts::Column,
    model::{Channel, Id, Lane},
};

impl<'a> Paster<'a> {
    /// The lane itself, else the first one like it.
    pub(super) fn home_lane(&self, lane: &Lane) -> Option<&'a Arc<Lane>> {
        let is_like = |known: &&Arc<Lane>| {
            known.role() == lane.role()
                && std::mem::discriminant(&known.kind) == std::mem::discriminant(&lane.kind)
        };
        let like = || self.map.lanes.iter().filter(is_like);
        like()
            .find(|known| known.id == lane.id)
            .or_else(|| like().find(|known| known.title == lane.title))
            .or_else(|| like().next())
    }

    /// The stage itself, else one of the same title, else the one at the same place.
    pub(super) fn home_stage(&self, stage: &Id) -> Option<Id> {
        let index = self.clip.stage_index(stage)?;
        let title = self.clip.stage(stage).map(|stage| &stage.title);
        let stages = &self.map.stages;
        let itself = stages
            .iter()
            .find(|s| s.id == *stage && Some(&s.title) == title);
        itself
            .or_else(|| stages.iter().find(|s| Some(&s.title) == title))
            .or_else(|| stages.get(index))
            .map(|stage| stage.id.clone())
    }

    pub(super) fn home_column(&self, column: &Column, index: usize, to: &[Column]) -> usize {
        let same = to.iter().position(|known| known == column);
        same.unwrap_or_else(|| {
            let stage = self.home_stage(&column.0);
            let of_stage = to
                .iter()
                .position(|(known, _)| Some(known) == stage.as_ref());
            of_stage.unwrap_or(index.min(to.len().saturating_sub(1)))
        })
    }

    /// The persona itself, else one of the same name.
    pub(super) fn home_persona(&self, id: &Id) -> Option<Id> {
        let name = self.clip.persona(id).map(|persona| &persona.name);
        let personas = self.map.personas.iter();
        let named = personas.filter(|persona| Some(&persona.name) == name);
        let ids: Vec<&Id> = named.map(|persona| &persona.id).collect();
        let itself = ids.iter().find(|known| **known == id);
        itself.or(ids.first()).map(|id| (*id).clone())
    }

    /// The channel itself, else one of the same name, else a new one.
    pub(super) fn home_channel(&mut self, id: &Id) -> Id {
        let Some(channel) = self.clip.channel(id) else {
            return id.clone();
        };
        let named = |known: &&Arc<Channel>| known.name == channel.name;
        let itself = self.map.channel(id).filter(named);
        let known = itself.or_else(|| self.map.channels.iter().find(named));
        if let Some(known) = known {
            return known.id.clone();
        }
        if let Some((_, new)) = self.new_channels.iter().find(|(old, _)| old == id) {
            return new.clone();
        }
        let taken = self.map.channels.iter().map(|channel| &channel.id);
        let taken = taken.chain(self.new_channels.iter().map(|(_, new)| new));
        let new = Fresh::new("channel", taken).next();
        self.edits.push(insert_channel(new.clone(), channel));
        self.new_channels.push((id.clone(), new.clone()));
        new
    }
}
