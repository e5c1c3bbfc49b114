//! The properties of the map itself.

use super::{
    channel::channels_ui,
    desk::{Desk, list_row_ui, title_ui},
    field::{FieldLook, optional},
    lanes::lanes_ui,
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::{Action, edits_to_language},
    model::{Date, Field, LevelWord, LinkLook, MapState, Scale, Target, signed_number},
    review::why_no_funnel,
    survey::DateOrder,
    ui::{
        panels::review,
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::{Language, number},
};
use egui::{Label, RichText, Ui};

impl Inspector {
    pub(super) fn map_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let map = desk.editor.map().clone();
        let title = desk.t("Map");
        title_ui(ui, title, "");
        self.text_ui(
            ui,
            desk,
            &Target::Title,
            Field::Title,
            FieldLook::new("Title"),
        );
        let scenario = FieldLook::new("Scenario").lines(2);
        self.text_ui(ui, desk, &Target::Facts, Field::Scenario, scenario);
        let goal = FieldLook::new("Goal of this map").lines(2);
        self.text_ui(ui, desk, &Target::Facts, Field::Goal, goal);
        self.text_ui(
            ui,
            desk,
            &Target::Facts,
            Field::Owner,
            FieldLook::new("Owner"),
        );
        widgets::caption(ui, desk.t("State"));
        let states = [
            (MapState::Current, desk.t("Current state")),
            (MapState::Future, desk.t("Future state")),
        ];
        if let Some(state) = widgets::segments(ui, desk.t("State"), &states, map.state) {
            desk.edit("Change state", Edit::SetState(state));
        }
        widgets::caption(ui, desk.t("Show on map"));
        let legend = desk.t("Show legend");
        if widgets::chip(ui, legend, !map.hides_legend).clicked() {
            desk.edit("Change legend", Edit::SetLegendHidden(!map.hides_legend));
        }
        for (action, on) in [
            (Action::ToggleTimeColumns, map.columns_by_time),
            (Action::ToggleFunnel, map.draws_funnel),
        ] {
            let enabled = action.enabled(Some(desk.editor));
            let name = desk.t(action.name());
            let chip = ui.add_enabled_ui(enabled.is_ok(), |ui| widgets::chip(ui, name, on));
            let tip = desk.t(enabled.err().unwrap_or(action.description()));
            if chip
                .inner
                .on_hover_text(tip)
                .on_disabled_hover_text(tip)
                .clicked()
            {
                desk.events.push(UiEvent::from(action));
            }
        }
        if let Some(why) = why_no_funnel(&map) {
            let why = RichText::new(why.reason(desk.language)).font(tokens::medium(12.5));
            let color = Palette::of(ui).quiet_ink;
            ui.add(Label::new(why.color(color)).wrap());
        }
        widgets::caption(ui, desk.t("Links of pain points and opportunities"));
        let looks = LinkLook::ALL.map(|look| (look, desk.t(look.name())));
        if let Some(look) = widgets::segments(
            ui,
            desk.t("Links of pain points and opportunities"),
            &looks,
            map.links,
        ) {
            desk.events.push(UiEvent::from(Action::ShowLinks(look)));
        }
        self.reviewed_ui(ui, desk, map.reviewed);
        self.scale_ui(ui, desk, map.emotion_scale);
        self.emotion_words_ui(ui, desk);
        widgets::caption(ui, desk.t("Language of the map"));
        let languages = Language::ALL.map(|language| (language, language.name()));
        if let Some(language) =
            widgets::segments(ui, desk.t("Language of the map"), &languages, map.language)
        {
            desk.edits("Change language", edits_to_language(&map, language));
        }
        widgets::caption(ui, desk.t("Personas"));
        for persona in &map.personas {
            let target = Target::Persona(persona.id.clone());
            list_row_ui(ui, desk, "people", &persona.name, &target);
        }
        desk.action_ui(ui, Action::AddPersona, ButtonKind::Outlined);
        channels_ui(ui, desk);
        lanes_ui(ui, desk);
    }

    fn reviewed_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, reviewed: Option<Date>) {
        let name = "Change review";
        let language = desk.language;
        let text = reviewed.map_or_else(String::new, |day| day.in_words(language));
        let hint = day_hint(language);
        let look = FieldLook::new("Last reviewed").hint(&hint).step(name);
        self.value_ui(ui, desk, "last reviewed", &text, look, &|text| {
            Some(Edit::SetReviewed(optional(text, read_day)?))
        });
        let today = review::today();
        if reviewed != today && ui.add(Press::text(desk.t("Today"))).clicked() {
            desk.edit(name, Edit::SetReviewed(today));
        }
    }

    /// What the levels of the scale are called, a level a line: "2 delighted".
    pub(super) fn emotion_words_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let scale = desk.map().emotion_scale;
        let mut words = desk.map().emotion_words.clone();
        words.sort_by(|a, b| b.value.total_cmp(&a.value));
        let lines = words
            .iter()
            .map(|level| format!("{} {}", signed_number(level.value), level.word));
        let text = lines.collect::<Vec<_>>().join("\n");
        let look = FieldLook::new("Scale labels")
            .lines(3)
            .hint(desk.t("e.g. 2 delighted, one per line"))
            .step("Change scale");
        self.value_ui(ui, desk, "emotion words", &text, look, &|text| {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let level = |line: &str| {
                let (value, word) = line.split_once(char::is_whitespace)?;
                let value = number(value)?;
                let known = words.iter().find(|level| level.value == value);
                (scale.min..=scale.max).contains(&value).then(|| LevelWord {
                    value,
                    word: word.trim().to_owned(),
                    ..known.cloned().unwrap_or_default()
                })
            };
            let levels: Option<Vec<_>> = lines.map(level).collect();
            Some(Edit::SetEmotionWords(levels?))
        });
    }

    pub(super) fn scale_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, scale: Scale) {
        ui.horizontal_top(|ui| {
            let half = (ui.available_width() - 8.0) / 2.0;
            ui.vertical(|ui| {
                ui.set_width(half);
                let look = FieldLook::new("Emotion scale from");
                let text = signed_number(scale.min);
                self.value_ui(
                    ui,
                    desk,
                    "scale min",
                    &text,
                    look.step("Change scale"),
                    &|text| {
                        let min = number(text)?;
                        let scale = Scale { min, ..scale };
                        (min < scale.max).then_some(Edit::SetScale(scale))
                    },
                );
            });
            ui.vertical(|ui| {
                ui.set_width(half);
                let look = FieldLook::new("to");
                let text = signed_number(scale.max);
                self.value_ui(
                    ui,
                    desk,
                    "scale max",
                    &text,
                    look.step("Change scale"),
                    &|text| {
                        let max = number(text)?;
                        let scale = Scale { max, ..scale };
                        (scale.min < max).then_some(Edit::SetScale(scale))
                    },
                );
            });
        });
    }
}

/// A day to show how one is written.
fn example() -> Option<Date> {
    Date::new(2026, 9, 12)
}

/// A day as people write it, in the forms of every language of the program.
pub(super) fn read_day(text: &str) -> Option<Date> {
    Date::parse(text).or_else(|| DateOrder::DayFirst.read(text))
}

/// What stands in the empty field of a day.
pub(super) fn day_hint(language: Language) -> String {
    let day = example().map_or_else(String::new, |day| day.in_words(language));
    language.fill("e.g. {date}", &[("date", &day)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_the_sheet_shows_it_and_as_people_type_it() {
        let day = Date::new(2026, 8, 2);
        for language in Language::ALL {
            for month in 1..=12 {
                let day = Date::new(2026, month, 2);
                let shown = day.map(|day| day.in_words(language));
                assert_eq!(read_day(&shown.unwrap_or_default()), day, "{language:?}");
            }
        }
        for typed in [
            "2026-08-02",
            "2 August 2026",
            "2 aug 2026",
            "2 Agustus 2026",
            "2/8/2026",
            "2.8.2026",
            "August 2, 2026",
        ] {
            assert_eq!(read_day(typed), day, "{typed}");
        }
        for none in ["", "soon", "31/2/2026", "2026", "8/2"] {
            assert_eq!(read_day(none), None, "{none}");
        }
    }
}
