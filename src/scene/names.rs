//! A name for every chunk of a scene, in the language of its map: for formats whose parts can be
//! named.

use std::{borrow::Cow, collections::HashMap};

use super::{Scene, Subject};
use crate::{
    layout::names_of,
    model::{CurveOf, Id, Map, Target},
};

/// The names of what stands on a sheet.
pub struct ChunkNames<'a> {
    map: &'a Map,
    things: HashMap<Target, String>,
}

impl Scene {
    /// Names for the chunks, from the map that the scene was made of.
    pub fn names<'a>(&self, map: &'a Map) -> ChunkNames<'a> {
        let layout = self.layout.as_ref();
        let places = layout.map(|layout| layout.places()).unwrap_or_default();
        ChunkNames {
            map,
            things: names_of(map, &places, map.language),
        }
    }
}

impl ChunkNames<'_> {
    /// No two things have one name; grounds and the like are called by their lane.
    pub fn of(&self, subject: &Subject) -> Cow<'_, str> {
        let t = |english| self.map.language.t(english);
        let words = match subject {
            Subject::Thing(target) => {
                let known = self.things.get(target);
                let new = || Cow::Owned(self.map.name_of(target, self.map.language));
                return known.map_or_else(new, |name| Cow::Borrowed(name.as_str()));
            }
            Subject::Cells { lane } => [t("Background"), self.lane(lane)],
            Subject::Scale { lane } => [t("Scale"), self.lane(lane)],
            Subject::Channels { lane } => [t("Channels"), self.lane(lane)],
            Subject::ThreadBreak { lane } => [t("Channel path breaks"), self.lane(lane)],
            Subject::Counts { lane } | Subject::Notice { lane } => [self.lane(lane), ""],
            Subject::Curve { lane, curve } => return Cow::Owned(self.curve(lane, curve)),
            Subject::Thread { lane, persona } => {
                let persona = persona.as_ref().map_or("", |id| self.persona(id));
                [self.lane(lane), persona]
            }
            Subject::Answer { pain, opportunity } => {
                return Cow::Owned(joined(&[
                    t("Addresses"),
                    self.card(pain),
                    self.card(opportunity),
                ]));
            }
            Subject::Funnel => [t("Funnel above the stages"), ""],
            Subject::Head => [t("Page header"), ""],
            Subject::Way => [t("Place in the journey"), ""],
            Subject::Foot => [t("Page footer"), ""],
            Subject::Logo => {
                let brand = self.map.brand.as_deref();
                [t("Logo"), brand.map_or("", |brand| brand.name.trim())]
            }
            Subject::Legend => [t("Legend"), ""],
            Subject::ValueMatrix => [t("Value–effort matrix"), ""],
        };
        Cow::Owned(joined(&words))
    }

    fn curve(&self, lane: &Id, curve: &CurveOf) -> String {
        let persona = self.persona(&curve.persona);
        let to_be = match curve.to_be {
            true => self.map.language.t("Future"),
            false => "",
        };
        joined(&[self.lane(lane), persona, to_be])
    }

    fn lane(&self, id: &Id) -> &str {
        self.map.lane(id).map_or("", |lane| lane.title.as_str())
    }

    fn card(&self, id: &Id) -> &str {
        self.map.card(id).map_or("", |(_, card)| card.text.as_str())
    }

    fn persona(&self, id: &Id) -> &str {
        self.map
            .persona(id)
            .map_or("", |persona| persona.name.as_str())
    }
}

fn joined(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.retain(|word| !word.is_empty());
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{file, layout::Layout, text::Fonts};

    #[test]
    fn every_chunk_of_the_samples_has_a_name() {
        let fonts = Fonts::new();
        for sample in file::samples() {
            let map = file::load(sample.bytes).expect("a sound sample").map;
            let scene = Scene::new(&Layout::new(&map, &fonts, None), None);
            let names = scene.names(&map);
            let mut things = HashSet::new();
            for (_, chunk) in scene.chunks() {
                let name = names.of(&chunk.subject);
                assert!(!name.is_empty(), "{:?}", chunk.subject);
                if chunk.target().is_some() {
                    assert!(things.insert(name.into_owned()), "{:?}", chunk.subject);
                }
            }
        }
    }
}
