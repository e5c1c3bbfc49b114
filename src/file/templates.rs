//! The maps to begin with: models of journeys, with contents to be kept or changed.

use crate::words::{Language, in_each_language};

/// A map to begin with that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// As it is asked for on the command line.
    pub id: &'static str,
    model: Model,
    /// The file in each language.
    bytes: [&'static [u8]; Language::ALL.len()],
}

/// What a template is a model of.
#[derive(Debug, Clone, Copy)]
enum Model {
    FiveStages,
    EightSteps,
    ThreePhases,
    Car,
    Shop,
    Omnichannel,
    Blueprint,
    Empty,
}

macro_rules! template_files {
    ($($id:literal: $model:ident),* $(,)?) => {
        &[$(Template {
            id: $id,
            model: Model::$model,
            bytes: in_each_language!("/assets/templates/", $id, ".journey"),
        }),*]
    };
}

/// In the order in which a person is offered them.
pub fn templates() -> &'static [Template] {
    template_files![
        "five-stages": FiveStages,
        "eight-steps": EightSteps,
        "three-phases": ThreePhases,
        "buying-a-car": Car,
        "in-the-shop": Shop,
        "omnichannel": Omnichannel,
        "service-blueprint": Blueprint,
        "empty": Empty,
    ]
}

/// The one with this id.
pub fn template(id: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.id == id)
}

impl Template {
    /// What it is called; English, for the translation table.
    pub fn name(&self) -> &'static str {
        match self.model {
            Model::FiveStages => "Five stages",
            Model::EightSteps => "Eight steps",
            Model::ThreePhases => "Three phases of buying",
            Model::Car => "Buying a car",
            Model::Shop => "In the shop",
            Model::Omnichannel => "Omnichannel",
            Model::Blueprint => "Service blueprint",
            Model::Empty => "Empty map",
        }
    }

    /// The map as a file, written in a language.
    pub fn bytes(&self, language: Language) -> &'static [u8] {
        self.bytes[language as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        file,
        model::{Lane, LaneKind, LineKind},
    };

    #[test]
    fn each_template_is_sound_and_spelled_as_it_is_saved() {
        for template in templates() {
            for language in Language::ALL {
                let name = format!("{}.{}", template.id, language.code());
                let bytes = template.bytes(language);
                let loaded = file::load(bytes).unwrap_or_else(|error| {
                    panic!("{name}:{}:{}: {error}", error.line, error.column)
                });
                assert_eq!(loaded.warnings, [], "{name}");
                assert_eq!(loaded.map.language, language, "{name}");
                let saved = String::from_utf8(file::save(&loaded.map)).unwrap();
                let bytes = String::from_utf8_lossy(bytes);
                for (line, (saved, template)) in saved.lines().zip(bytes.lines()).enumerate() {
                    assert_eq!(saved, template, "{name}, line {}", line + 1);
                }
                assert_eq!(saved.len(), bytes.len(), "{name}");
            }
        }
    }

    #[test]
    fn all_languages_have_the_same_things_in_the_same_places() {
        for template in templates() {
            let [english, others @ ..] = Language::ALL.map(|language| {
                let map = file::load(template.bytes(language)).unwrap().map;
                let stages: Vec<_> = map.stages.iter().map(|s| s.id.clone()).collect();
                let cards: Vec<_> = map
                    .cards()
                    .map(|c| (c.id.clone(), c.stage.clone()))
                    .collect();
                let lanes: Vec<_> = map.lanes.iter().map(|l| l.id.clone()).collect();
                assert!(template.id == "three-phases" || (4..=8).contains(&stages.len()));
                (stages, lanes, cards)
            });
            for other in others {
                assert_eq!(english, other, "{}", template.id);
            }
        }
    }

    #[test]
    fn together_they_show_what_a_map_can_have() {
        for language in Language::ALL {
            let map = |id: &str| {
                let bytes = super::template(id).expect(id).bytes(language);
                file::load(bytes).expect(id).map
            };
            let phases = map("three-phases");
            assert!(phases.draws_funnel);
            assert_eq!(phases.arrows.len(), 2);
            let words = map("five-stages").emotion_words;
            let words: Vec<f64> = words.iter().map(|level| level.value).collect();
            assert_eq!(words, [2.0, 1.0, 0.0, -1.0, -2.0]);
            let threads = map("omnichannel")
                .lanes
                .iter()
                .any(|lane| matches!(lane.kind, LaneKind::Channels { threads, .. } if threads));
            assert!(threads);
            let car = map("buying-a-car").stages;
            let both = car
                .iter()
                .filter(|stage| stage.times.doing.is_some() && stage.times.waiting.is_some());
            assert_eq!(both.count(), 3);
        }
    }

    #[test]
    fn no_two_share_an_id_and_each_is_found_by_its_own() {
        for template in templates() {
            let found = super::template(template.id).unwrap();
            assert_eq!(found.name(), template.name());
            let alike = templates().iter().filter(|t| t.name() == template.name());
            assert_eq!(alike.count(), 1, "{}", template.id);
        }
        assert!(super::template("nowhere").is_none());
    }

    #[test]
    fn the_blueprint_has_its_lanes_and_lines_in_their_order() {
        let bytes = template("service-blueprint")
            .unwrap()
            .bytes(Language::English);
        let map = file::load(bytes).unwrap().map;
        let is_cards = |lane: &&std::sync::Arc<Lane>| matches!(lane.kind, LaneKind::Cards { .. });
        let read: Vec<String> = map
            .lanes
            .iter()
            .filter(is_cards)
            .flat_map(|lane| {
                let line = map.lines.iter().find(|line| line.above == lane.id);
                let line = line.map(|line| match line.kind {
                    LineKind::Interaction => "interaction",
                    LineKind::Visibility => "visibility",
                    LineKind::InternalInteraction => "internal interaction",
                });
                [line.map(str::to_owned), Some(lane.title.clone())]
            })
            .flatten()
            .collect();
        assert_eq!(
            read,
            [
                "Physical evidence",
                "Customer actions",
                "interaction",
                "Frontstage",
                "visibility",
                "Backstage",
                "internal interaction",
                "Support processes"
            ]
        );
    }
}
