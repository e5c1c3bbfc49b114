//! The line below the sheet: what can be done now, and what the map has.

use super::{
    Editor,
    action::keys_in,
    gesture::{DropPlace, Gesture, OrderDrag},
    order::siblings,
    tie::Tie,
};
use crate::{
    layout::Gap,
    model::{CardRole, Claim, Field, Id, LaneType, Target},
    words::{Language, fill_in, marked, plural},
};

/// Help names keys, which a Mac has others of.
const ON_MAC: bool = cfg!(target_os = "macos");

/// A text of the translation table that names keys, with its `{name}` places filled in.
fn with_keys(language: Language, english: &'static str, values: &[(&str, &str)]) -> String {
    fill_in(&keys_in(language.t(english), ON_MAC), values)
}

impl Editor {
    /// One line of help for what the pointer is over or in the middle of.
    pub fn help_line(&self, language: Language) -> String {
        let stage_title = |id| {
            let stage = self.map().stage(id);
            stage.map_or(String::new(), |stage| stage.title.clone())
        };
        match &self.gesture {
            Gesture::Cards(drag) => {
                let Some(drop) = &drag.drop else {
                    return language
                        .t("Move over a cell of a card lane · Esc to cancel")
                        .to_owned();
                };
                let stage = stage_title(&drop.stage);
                let becomes = self.becomes(&drag.roles, &drop.lane);
                let kind = becomes.map_or("", |role| language.t(role.card_name()));
                let words = match (drag.copying, becomes) {
                    (false, None) => "Drop to move to {stage} · hold Ctrl to copy · Esc to cancel",
                    (false, Some(_)) => {
                        "Drop to move to {stage} as: {kind} · hold Ctrl to copy · Esc to cancel"
                    }
                    (true, None) => "Drop to copy to {stage} · Esc to cancel",
                    (true, Some(_)) => "Drop to copy to {stage} as: {kind} · Esc to cancel",
                };
                return with_keys(language, words, &[("stage", &stage), ("kind", kind)]);
            }
            Gesture::Order(drag) => {
                let (words, name) = self.order_in_words(drag);
                return language.fill(words, &[("name", &name)]);
            }
            Gesture::Point(drag) => {
                let point = self.point_in_words(&drag.id, language).unwrap_or_default();
                return with_keys(
                    language,
                    marked(
                        "{point} · Shift: only the value · Alt: only the spread · Esc to cancel",
                    ),
                    &[("point", &point)],
                );
            }
            Gesture::Make(drag) => {
                return match &drag.made {
                    Some(_) => language.t("Drop to add it here · Esc to cancel").to_owned(),
                    None => language
                        .t("Move onto the map to add it there · Esc to cancel")
                        .to_owned(),
                };
            }
            Gesture::Marquee(_) => {
                let count = self.selection.targets().len();
                return language.count(
                    count,
                    "{n} selected · Esc to cancel",
                    "{n} selected · Esc to cancel",
                    &[],
                );
            }
            Gesture::Border(_) => {
                return language
                    .t("Release to keep this size · Esc to cancel")
                    .to_owned();
            }
            Gesture::Link(drag) => {
                let other = drag.to.as_ref().and_then(|(id, ..)| self.map().card(id));
                let name = other.map_or("", |(_, card)| &card.text);
                let words = match (&drag.to, drag.role) {
                    (Some((_, Tie::Link, true)), _) => "Drop to unlink: {name} · Esc to cancel",
                    (Some((_, Tie::Link, false)), _) => "Drop to link with: {name} · Esc to cancel",
                    (Some((_, Tie::Arrow, true)), _) => {
                        "Drop to delete the arrow to: {name} · Esc to cancel"
                    }
                    (Some((_, Tie::Arrow, false)), _) => {
                        "Drop to draw an arrow to: {name} · Esc to cancel"
                    }
                    (None, CardRole::PainPoints) => {
                        "Draw the line to an opportunity that addresses it · Esc to cancel"
                    }
                    (None, CardRole::Opportunities) => {
                        "Draw the line to a pain point that it addresses · Esc to cancel"
                    }
                    (None, _) => "Draw the arrow to another card · Esc to cancel",
                };
                return language.fill(words, &[("name", name)]);
            }
            Gesture::Pan { .. } => return language.t("Drag to pan the canvas").to_owned(),
            Gesture::Idle | Gesture::Pressed(_) => {}
        }
        if let Some(words) = self.connecting_in_words(language) {
            return words;
        }
        match self.gap() {
            Some(Gap::Stage { .. }) => return language.t("Click to add a stage here").to_owned(),
            Some(Gap::Lane { .. }) => return language.t("Click to add a lane here").to_owned(),
            None => {}
        }
        if let Some((_, role)) = self.offers_link().filter(|_| self.hover_link.is_some()) {
            let words = match role {
                CardRole::PainPoints => "Drag to an opportunity that addresses this pain point",
                CardRole::Opportunities => "Drag to a pain point that this opportunity addresses",
                CardRole::CustomerActions
                | CardRole::Touchpoints
                | CardRole::Thoughts
                | CardRole::OrganisationActivities
                | CardRole::Quotes
                | CardRole::Images
                | CardRole::Free => "Drag to another card for an arrow",
            };
            return language.t(words).to_owned();
        }
        if self.hover_border.is_some() {
            return language
                .t("Drag to resize · double-click to fit")
                .to_owned();
        }
        if let Some((lane, _)) = self.bare_under() {
            return match self.curve_for_point(Some(&lane)) {
                Ok(curve) => {
                    let name = self.curve_name(&curve, language);
                    language.fill("Click to begin {persona}’s curve", &[("persona", &name)])
                }
                Err(why) => language.t(why).to_owned(),
            };
        }
        if let Some(curve) = self.curve_to_click() {
            let name = self.curve_name(&curve, language);
            let words = "Click to add a point to {persona}’s curve";
            return language.fill(words, &[("persona", &name)]);
        }
        if let Some(words) = self.curve_help() {
            return self.with_curve(words, language);
        }
        let help = keys_in(language.t(self.quiet_help()), ON_MAC);
        match self.claim_under() {
            Some(claim) => format!("{} · {help}", language.t(claim.name())),
            None => help.into_owned(),
        }
    }

    /// What the thing under the pointer rests on, which a small mark says on the sheet.
    fn claim_under(&self) -> Option<Claim> {
        if self.text_edit.is_some() || self.space_held {
            return None;
        }
        let map = self.map();
        match self.hover()? {
            Target::Card(id) => map.card(id)?.1.claim,
            Target::Point(id) => map.point(id)?.2.claim,
            Target::Metric(id) => map.metric(id)?.1.claim,
            _ => None,
        }
    }

    /// Where a dragged stage, lane or the like would land: English, and the name in it.
    fn order_in_words(&self, drag: &OrderDrag) -> (&'static str, String) {
        let map = self.map();
        match (&drag.drop, drag.targets.first()) {
            (Some(DropPlace::Order(drop)), Some(first)) => {
                let siblings = siblings(map, first);
                let others = siblings.iter().filter(|t| !drag.targets.contains(t));
                let (before, after): (Vec<_>, Vec<_>) = others
                    .enumerate()
                    .partition(|(index, _)| *index < drop.index);
                let shown = |(_, target): &&(usize, &Target)| self.is_seen(target);
                let name = |(_, target): &(usize, &Target)| map.text(target, target.main_field()?);
                if let Some(before) = before.iter().rfind(shown) {
                    (
                        "Drop after: {name} · Esc to cancel",
                        name(before).unwrap_or_default(),
                    )
                } else if let Some(after) = after.iter().find(shown) {
                    (
                        "Drop before: {name} · Esc to cancel",
                        name(after).unwrap_or_default(),
                    )
                } else {
                    ("Move to another position · Esc to cancel", String::new())
                }
            }
            (Some(DropPlace::Metric(drop)), _) => {
                let title = match &drop.stage {
                    Some(stage) => map.stage(stage).map(|stage| stage.title.clone()),
                    None => Some(map.language.t("Whole journey").to_owned()),
                };
                (
                    "Drop to move to {name} · Esc to cancel",
                    title.unwrap_or_default(),
                )
            }
            (Some(DropPlace::Line(drop)), _) => {
                let title = map.lane(&drop.above).map(|lane| lane.title.clone());
                (
                    "Drop above: {name} · Esc to cancel",
                    title.unwrap_or_default(),
                )
            }
            (None, _) | (_, None) => ("Move to another position · Esc to cancel", String::new()),
        }
    }

    /// What cards become in a lane, if any of them is something else.
    fn becomes(&self, roles: &[CardRole], lane: &Id) -> Option<CardRole> {
        let role = self.map().lane(lane)?.role()?;
        roles.iter().any(|from| *from != role).then_some(role)
    }

    /// Help on whose curve the next point goes to, where one may; English, for the translation table.
    fn curve_help(&self) -> Option<&'static str> {
        if self.draws_curve() {
            return Some(match self.text_edit {
                Some(_) => {
                    "Click to add the next point to {persona}’s curve · type to name this one · Enter or Esc to finish"
                }
                None => {
                    "Click in the lane to draw {persona}’s curve, one click per point · Enter or Esc to finish"
                }
            });
        }
        let over_lane = match self.hover() {
            Some(Target::Cell { lane, .. }) => self.map().lane(lane),
            _ => None,
        };
        let takes = over_lane.is_some_and(|lane| LaneType::Emotion.is(lane));
        let is_free = takes && self.text_edit.is_none() && !self.space_held;
        let words = "Double-click to add a point to {persona}’s curve · drag to select several";
        (is_free && self.curve_for_point(None).is_ok()).then_some(words)
    }

    /// Help while nothing is being dragged; English, for the translation table.
    fn quiet_help(&self) -> &'static str {
        if let Some(edit) = &self.text_edit {
            let is_figure = matches!(edit.target, Target::Metric(_)) && edit.field == Field::Value;
            if is_figure {
                return "You can add change and sample size: 81% +3 pt n = 214 · Tab for the next field";
            }
            return "Enter to finish · Tab to go on · Shift+Enter for a new line · Esc to cancel";
        }
        if self.space_held {
            return "Drag to pan the canvas";
        }
        match self.hover().or(self.selection.only()) {
            Some(Target::Card(_)) => {
                "Drag to move the card, with Ctrl a copy · double-click to write · Delete to remove it"
            }
            Some(Target::Point(_)) => "Drag to set emotion and position · double-click to name",
            Some(Target::Stage(_)) => "Drag to move the stage · double-click to rename",
            Some(Target::Lane(_)) => "Drag to move the lane · double-click to rename",
            Some(Target::Cell { lane, .. }) => {
                let lane = self.map().lane(lane);
                if lane.is_some_and(|lane| lane.role().is_some()) {
                    "Type or double-click to add a card · drag to select several"
                } else {
                    "Double-click to add something here · drag to select several"
                }
            }
            Some(Target::Dot { .. }) => "Click to set or clear the channel at this stage",
            Some(Target::Arrow(_)) => "Double-click to write on the arrow · Delete to remove it",
            Some(Target::Line { .. }) => "Click to select the line · Delete to remove it",
            Some(_) => "Click to select · double-click to write",
            None => "Scroll to pan · Ctrl+scroll to zoom · Space+drag to pan",
        }
    }

    /// What the map has: "5 stages · 10 lanes · 2 personas · 38 cards".
    pub fn summary(&self, language: Language) -> String {
        let map = self.map();
        let counts = [
            (map.stages.len(), plural("{n} stage", "{n} stages")),
            (map.lanes.len(), plural("{n} lane", "{n} lanes")),
            (map.personas.len(), plural("{n} persona", "{n} personas")),
            (map.cards().count(), plural("{n} card", "{n} cards")),
        ];
        let words = counts.map(|(n, (one, many))| language.count(n, one, many, &[]));
        let hidden = map.lanes.iter().filter(|lane| lane.hidden).count();
        let hidden = (hidden > 0).then(|| language.count(hidden, "{n} hidden", "{n} hidden", &[]));
        let [stages, lanes, personas, cards] = words;
        let words = [
            Some(stages),
            Some(lanes),
            hidden,
            Some(personas),
            Some(cards),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
