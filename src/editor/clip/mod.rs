//! What is cut, copied and pasted: parts of a map, apart from the map they came from.

mod home;
mod html;
mod paste;
mod paster;
mod table;

pub use html::is_ours as clip_is_ours;

use std::sync::Arc;

use super::Editor;
use crate::{
    file,
    model::{Element, Id, Lane, Map, Target},
};

/// Parts of a map. They keep the stages and lanes that they stood in, so that they can be put
/// elsewhere in the same order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clip {
    pub what: ClipKind,
    /// With no more in it than was copied and what that stands in or refers to.
    pub map: Map,
}

/// What of [`Clip::map`] was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClipKind {
    /// Cards, points and metrics.
    Contents,
    /// Stages with all that stands in them.
    Stages,
    /// Lanes with all that stands in them.
    Lanes,
    Personas,
    Channels,
}

impl ClipKind {
    const ALL: [Self; 5] = [
        Self::Contents,
        Self::Stages,
        Self::Lanes,
        Self::Personas,
        Self::Channels,
    ];

    /// As it is written in front of the map.
    fn name(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Stages => "stages",
            Self::Lanes => "lanes",
            Self::Personas => "personas",
            Self::Channels => "channels",
        }
    }

    fn of(target: &Target) -> Option<Self> {
        Self::ALL.into_iter().find(|what| match what {
            Self::Contents => target.is_content(),
            Self::Stages => matches!(target, Target::Stage(_)),
            Self::Lanes => matches!(target, Target::Lane(_)),
            Self::Personas => matches!(target, Target::Persona(_)),
            Self::Channels => matches!(target, Target::Channel(_)),
        })
    }
}

impl Clip {
    /// As the clipboard holds it in our own format: what it is, and the map as a file.
    pub(super) fn to_text(&self) -> String {
        let map = String::from_utf8_lossy(&file::save(&self.map)).into_owned();
        format!("{}\n{map}", self.what.name())
    }

    /// `None` for what [`Clip::to_text`] did not write.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let (what, map) = text.split_once('\n')?;
        let what = ClipKind::ALL
            .into_iter()
            .find(|known| known.name() == what)?;
        let map = file::load(map.as_bytes()).ok()?.map;
        Some(Self { what, map })
    }
}

impl Editor {
    /// What would be copied; `None` when nothing that can be is selected.
    pub(super) fn clip_kind(&self) -> Option<ClipKind> {
        ClipKind::of(self.selection.last()?)
    }

    /// The selected things that are copied.
    pub(super) fn clip_targets(&self) -> Vec<Target> {
        let what = self.clip_kind();
        let targets = self.selection.targets().iter();
        targets
            .filter(|t| ClipKind::of(t) == what)
            .cloned()
            .collect()
    }

    /// What is selected, of the kind of what was selected last.
    pub(super) fn clip(&self) -> Option<Clip> {
        let map = self.map();
        let what = self.clip_kind()?;
        let is_chosen = |target: Target| self.selection.contains(&target);
        let mut clip = Map::clone(map);
        clip.unknown = Default::default();
        // A talk is of the whole map.
        clip.stops.clear();
        match what {
            ClipKind::Contents => clip.retain(&|element| match element {
                Element::Curve(..) => true,
                Element::Mark(..) => false,
                element => is_chosen(element.target()),
            }),
            ClipKind::Stages => {
                let chosen = |stage: &Id| is_chosen(Target::Stage(stage.clone()));
                clip.retain(&|element| match element {
                    Element::Curve(..) => true,
                    element => element.stage().is_some_and(chosen),
                });
                clip.stages.retain(|stage| chosen(&stage.id));
            }
            ClipKind::Lanes => {
                let chosen = |lane: &Arc<Lane>| is_chosen(Target::Lane(lane.id.clone()));
                clip.lanes.retain(chosen);
                let lanes = &clip.lanes;
                clip.lines
                    .retain(|line| lanes.iter().any(|l| l.id == line.above));
            }
            ClipKind::Personas => {
                clip.lanes.clear();
                clip.lines.clear();
                clip.personas
                    .retain(|persona| is_chosen(Target::Persona(persona.id.clone())));
            }
            ClipKind::Channels => {
                clip.lanes.clear();
                clip.lines.clear();
                clip.channels
                    .retain(|channel| is_chosen(Target::Channel(channel.id.clone())));
            }
        }
        if matches!(what, ClipKind::Contents | ClipKind::Stages) {
            clip.retain(
                &|element| !matches!(element, Element::Curve(_, curve) if curve.points.is_empty()),
            );
        }
        clip.forget_missing_cards();
        debug_assert_eq!(clip.check(), []);
        Some(Clip { what, map: clip })
    }

    /// What is selected for the clipboard: as text, and as more than that.
    pub(super) fn copied(&self) -> Option<(String, Option<String>)> {
        let text = self.selected_as_text();
        let html = self
            .clip()
            .map(|clip| html::write(&clip, text.as_deref().unwrap_or_default()));
        match (text, html) {
            (None, None) => None,
            (text, html) => Some((text.unwrap_or_default(), html)),
        }
    }

    /// What is selected as text: cards of several cells as a table, everything else line by line.
    fn selected_as_text(&self) -> Option<String> {
        let clip = self.clip();
        let cards = clip.filter(|clip| clip.what == ClipKind::Contents);
        let table = cards.and_then(|clip| table::of_cards(&clip.map));
        table.or_else(|| self.selected_text())
    }
}
