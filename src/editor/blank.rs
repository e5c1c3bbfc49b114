//! The map that a person begins with: a grid to be filled.

use std::sync::Arc;

use super::parts::new_lane;
use crate::{
    model::{CardRole, Channel, Hue, LaneLine, LaneType, LineKind, Map, Medium, Persona, Stage},
    words::Language,
};

const STAGES: [(&str, &str); 5] = [
    ("awareness", "Awareness"),
    ("consideration", "Consideration"),
    ("purchase", "Purchase"),
    ("retention", "Retention"),
    ("advocacy", "Advocacy"),
];

const CHANNELS: [(&str, &str, &str, Medium); 5] = [
    ("store", "Store", "store", Medium::Physical),
    ("web", "Web", "globe", Medium::Digital),
    ("app", "App", "phone", Medium::Digital),
    ("email", "E-mail", "mail", Medium::Digital),
    ("social", "Social", "chat", Medium::Digital),
];

const LANES: [(&str, LaneType); 9] = [
    ("actions", LaneType::Cards(CardRole::CustomerActions)),
    ("touchpoints", LaneType::Cards(CardRole::Touchpoints)),
    ("channels", LaneType::Channels),
    ("thoughts", LaneType::Cards(CardRole::Thoughts)),
    ("emotions", LaneType::Emotion),
    ("pains", LaneType::Cards(CardRole::PainPoints)),
    ("opportunities", LaneType::Cards(CardRole::Opportunities)),
    (
        "organisation",
        LaneType::Cards(CardRole::OrganisationActivities),
    ),
    ("metrics", LaneType::Metrics),
];

/// A map with the five stages of a purchase and every usual lane, nothing in them yet.
pub fn blank_map(language: Language) -> Map {
    let mut map = Map {
        title: language.t("Untitled map").to_owned(),
        language,
        ..Default::default()
    };
    map.personas.push(Arc::new(Persona {
        id: "persona1".into(),
        name: language.t("New persona").to_owned(),
        ..Default::default()
    }));
    map.channels = CHANNELS
        .map(|(id, name, icon, medium)| {
            Arc::new(Channel {
                id: id.into(),
                name: language.t(name).to_owned(),
                icon: icon.to_owned(),
                medium,
                ..Default::default()
            })
        })
        .to_vec();
    let stages = STAGES.iter().zip(Hue::STAGES);
    map.stages = stages
        .map(|((id, title), hue)| {
            Arc::new(Stage {
                id: (*id).into(),
                title: language.t(title).to_owned(),
                hue,
                ..Default::default()
            })
        })
        .collect();
    map.lanes = LANES
        .map(|(id, lane)| Arc::new(new_lane(&map, id.into(), lane)))
        .to_vec();
    map.lines.push(LaneLine {
        above: "organisation".into(),
        kind: LineKind::Visibility,
        unknown: Default::default(),
    });
    map
}
