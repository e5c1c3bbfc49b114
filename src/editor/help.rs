//! The line below the sheet: what can be done now, and what the map has.

use super::{Editor, gesture::Gesture};
use crate::{model::Target, words::Language};

impl Editor {
    /// One line of help for what the pointer is over or in the middle of.
    pub fn help_line(&self, language: Language) -> String {
        let stage_title = |id| {
            let stage = self.map().stage(id);
            stage.map_or(String::new(), |stage| stage.title.clone())
        };
        match &self.gesture {
            Gesture::Cards(drag) => {
                return match &drag.drop {
                    Some(drop) => language.fill(
                        "Drop to move to {stage} · Esc to cancel",
                        &[("stage", &stage_title(&drop.stage))],
                    ),
                    None => language
                        .t("Move to a cell of a lane of cards · Esc to cancel")
                        .to_owned(),
                };
            }
            Gesture::Order(_) => {
                return language.t("Drop at the bar · Esc to cancel").to_owned();
            }
            Gesture::Point(_) => {
                return language.fill(
                    "{point} · release to keep it · Esc to cancel",
                    &[("point", &self.point_in_words(language).unwrap_or_default())],
                );
            }
            Gesture::Pan { .. } => return language.t("Drag to move the sheet").to_owned(),
            Gesture::Idle | Gesture::Pressed(_) => {}
        }
        language.t(self.quiet_help()).to_owned()
    }

    /// Help while nothing is being dragged; English, for the translation table.
    fn quiet_help(&self) -> &'static str {
        if self.text_edit.is_some() {
            return "Enter to finish · Shift+Enter for a new line · Esc to cancel";
        }
        if self.space_held {
            return "Drag to move the sheet";
        }
        match self.hover.as_ref().or(self.selection.only()) {
            Some(Target::Card(_)) => {
                "Drag to move the card · double-click to write · Delete to remove it"
            }
            Some(Target::Point(_)) => {
                "Drag to set the feeling and its place · double-click to name it"
            }
            Some(Target::Stage(_)) => "Drag to put the stage elsewhere · double-click to write",
            Some(Target::Lane(_)) => "Drag to put the lane elsewhere · double-click to write",
            Some(Target::Cell { lane, .. }) => {
                let lane = self.map().lane(lane);
                if lane.is_some_and(|lane| lane.role().is_some()) {
                    "Double-click to add a card"
                } else {
                    "Double-click to add something here"
                }
            }
            Some(Target::Dot { .. }) => "Double-click to set or clear the channel at this stage",
            Some(Target::Line { .. }) => "Click to select the line · Delete to remove it",
            Some(
                Target::Title
                | Target::Facts
                | Target::Persona(_)
                | Target::Channel(_)
                | Target::Step(_)
                | Target::Metric(_),
            ) => "Click to select · double-click to write",
            None => "Wheel to move · Ctrl+wheel to zoom · Space and drag to move the sheet",
        }
    }

    /// What the map has: "5 stages · 10 lanes · 2 personas · 38 cards".
    pub fn summary(&self, language: Language) -> String {
        let map = self.map();
        let counts = [
            (map.stages.len(), "{n} stage", "{n} stages"),
            (map.lanes.len(), "{n} lane", "{n} lanes"),
            (map.personas.len(), "{n} persona", "{n} personas"),
            (map.cards().count(), "{n} card", "{n} cards"),
        ];
        let words = counts.map(|(n, one, many)| {
            let text = if n == 1 { one } else { many };
            language.fill(text, &[("n", &n.to_string())])
        });
        words.join(" · ")
    }
}
