//! The panel on the right: what is selected and everything that can be said about it; the map's
//! own properties when nothing is.

mod card;
mod channel;
mod common;
mod desk;
mod evidence;
mod field;
mod figures;
mod icon_picker;
mod icons;
mod lanes;
mod map;
mod said;
mod several;
mod state;
mod time;

use std::sync::Arc;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use self::{
    channel::{channels_ui, dot_ui, line_above_ui, threads_ui},
    common::Common,
    desk::{Desk, hues_ui, list_row_ui, picture_ui, title_ui},
    field::FieldLook,
    time::{PARTS_OF_DURATION, TIMES_OF_STEP, duration_ui},
};
use crate::{
    edit::Edit,
    editor::{Action, Editor},
    model::{Field, Lane, Target},
    ui::{
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind},
    },
    words::Language,
};

pub(in crate::ui) use state::Inspector;

impl Inspector {
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        if let Some(draft) = &mut self.draft {
            draft.drawn = false;
        }
        let frame = Frame::new().fill(Palette::of(ui).chrome);
        Panel::right("inspector")
            .exact_size(tokens::INSPECTOR)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin::symmetric(18, 16))
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.spacing_mut().item_spacing.y = 6.0;
                            let mut desk = Desk {
                                editor,
                                language,
                                events,
                            };
                            self.selection_ui(ui, &mut desk);
                        });
                });
            });
        // The field is gone, say because something else was selected: what was typed is kept.
        if self.draft.as_ref().is_some_and(|draft| !draft.drawn) {
            self.finish(events);
        }
    }

    /// Keeps what is being typed.
    pub(crate) fn finish(&mut self, events: &mut Vec<UiEvent>) {
        let done = self.draft.take().and_then(|draft| draft.done);
        events.extend(done.map(UiEvent::Intent));
    }

    fn selection_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let editor = desk.editor;
        let selected = editor.selection().targets();
        let target = match selected {
            [] => return self.map_ui(ui, desk),
            [target] => target,
            _ => return self.several_ui(ui, desk),
        };
        if matches!(target, Target::Title | Target::Facts) {
            return self.map_ui(ui, desk);
        }
        let map = editor.map();
        let kind = map.kind_of(target, desk.language);
        title_ui(ui, kind, &map.place(target, desk.language));
        match target {
            Target::Title | Target::Facts => {}
            Target::Persona(id) => {
                let Some(persona) = map.persona(id) else {
                    return;
                };
                self.text_ui(ui, desk, target, Field::Name, FieldLook::new("Name"));
                self.text_ui(ui, desk, target, Field::Role, FieldLook::new("Role"));
                let quote = FieldLook::new("Quote").lines(2);
                self.text_ui(ui, desk, target, Field::Quote, quote);
                let goals = FieldLook::new("Goals")
                    .lines(2)
                    .hint(desk.t("One per line"));
                self.text_ui(ui, desk, target, Field::Goals, goals);
                let look = FieldLook::new("Frustrations")
                    .lines(2)
                    .hint(desk.t("One per line"));
                self.text_ui(ui, desk, target, Field::Frustrations, look);
                let traits = FieldLook::new("Traits")
                    .lines(2)
                    .hint(desk.t("One per line"));
                self.text_ui(ui, desk, target, Field::Traits, traits);
                hues_ui(ui, desk, Some(persona.hue));
                picture_ui(ui, desk);
            }
            Target::Channel(id) => {
                let Some(channel) = map.channel(id) else {
                    return;
                };
                self.text_ui(ui, desk, target, Field::Name, FieldLook::new("Name"));
                self.channel_ui(ui, desk, channel);
            }
            Target::Stage(id) => {
                let Some(stage) = map.stage(id) else { return };
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                let goal = FieldLook::new("What the customer wants").lines(2);
                self.text_ui(ui, desk, target, Field::Goal, goal);
                let duration = FieldLook::new("Duration").hint(desk.t("e.g. 1–3 days"));
                self.text_ui(ui, desk, target, Field::Duration, duration);
                duration_ui(ui, desk, stage);
                self.times_ui(ui, desk, target, stage.times, PARTS_OF_DURATION);
                hues_ui(ui, desk, Some(stage.hue));
                self.stage_width_ui(ui, desk, stage);
                widgets::caption(ui, desk.t("Steps"));
                for step in &stage.steps {
                    list_row_ui(ui, desk, "", &step.title, &Target::Step(step.id.clone()));
                }
                desk.action_ui(ui, Action::AddStep, ButtonKind::Outlined);
            }
            Target::Arrow(_) => {
                self.text_ui(ui, desk, target, Field::Label, FieldLook::new("Label"));
            }
            Target::Step(id) => {
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                if let Some((_, step)) = map.step(id) {
                    self.times_ui(ui, desk, target, step.times, TIMES_OF_STEP);
                }
            }
            Target::Lane(id) => {
                let Some(lane) = map.lane(id) else { return };
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                let note = FieldLook::new("Note").lines(2);
                self.text_ui(ui, desk, target, Field::Note, note);
                let shown = Common::Same(lane.icon_name().to_owned());
                let own = !lane.icon.is_empty();
                self.icon_ui(ui, desk, &shown, own, &|name| {
                    let mut lane = Lane::clone(lane);
                    name.clone_into(&mut lane.icon);
                    vec![Edit::ReplaceLane(Arc::new(lane))]
                });
                line_above_ui(ui, desk, lane);
                self.lane_size_ui(ui, desk, lane);
                if let Some(threads) = lane.threads() {
                    threads_ui(ui, desk, &lane.id, threads);
                    channels_ui(ui, desk);
                }
            }
            Target::Card(id) => {
                let Some((_, card)) = map.card(id) else {
                    return;
                };
                let text = FieldLook::new("Text").lines(2);
                self.text_ui(ui, desk, target, Field::Text, text);
                self.card_ui(ui, desk, card);
                for field in target.texts() {
                    if !field.is_name() {
                        self.text_ui(ui, desk, target, field, FieldLook::new(field.name()));
                    }
                }
            }
            Target::Point(id) => {
                let Some((_, _, point)) = map.point(id) else {
                    return;
                };
                self.text_ui(ui, desk, target, Field::Label, FieldLook::new("Label"));
                self.point_ui(ui, desk, point);
            }
            Target::Metric(id) => {
                let Some((_, metric)) = map.metric(id) else {
                    return;
                };
                self.text_ui(ui, desk, target, Field::Name, FieldLook::new("Name"));
                let value = FieldLook::new("Value and unit").hint("4.6 / 5");
                self.text_ui(ui, desk, target, Field::Value, value);
                self.metric_ui(ui, desk, metric);
            }
            Target::Cell { lane, .. } => {
                let lane = map.lane(lane).and_then(|lane| lane.lane_type());
                let action = lane.and_then(Action::adding_to);
                let action = action.unwrap_or(Action::AddCard);
                desk.action_ui(ui, action, ButtonKind::Outlined);
                return;
            }
            Target::Dot {
                lane,
                channel,
                stage,
            } => {
                dot_ui(ui, desk, lane, channel, stage);
                return;
            }
            Target::Line { above } => {
                if let Some(lane) = map.lane(above) {
                    line_above_ui(ui, desk, lane);
                }
            }
        }
        ui.add_space(14.0);
        desk.action_ui(ui, Action::Delete, ButtonKind::Plain);
    }
}
