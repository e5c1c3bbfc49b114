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
mod lanes;
mod map;
mod persona;
mod said;
mod several;
mod state;
mod stop;
mod time;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use self::{
    channel::{channels_ui, dot_ui, line_above_ui, threads_ui},
    desk::{Desk, choices_ui, list_row_ui, title_ui},
    field::FieldLook,
    time::{PARTS_OF_DURATION, TIMES_OF_STEP, duration_ui},
};
use crate::{
    editor::{Action, Aspect, Editor},
    model::{Field, Target},
    ui::{
        regions::{self, Region},
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
        let selected = editor.selection().only().and_then(Target::part);
        let selected = selected.map(|(_, id)| id);
        self.open_evidence
            .take_if(|open| Some(&open.of) != selected);
        let frame = Frame::new().fill(Palette::of(ui).chrome);
        Panel::right("inspector")
            .exact_size(tokens::INSPECTOR)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                regions::mark(ui, Region::Panel, language);
                let mut desk = Desk {
                    editor,
                    language,
                    events,
                };
                foot_ui(ui, &mut desk);
                let mut area = ScrollArea::vertical().auto_shrink(false);
                if self.shown != editor.selection().targets() {
                    // Of something else, the top is looked at first.
                    self.shown = editor.selection().targets().to_vec();
                    area = area.vertical_scroll_offset(0.0);
                }
                area.show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin::symmetric(18, 16))
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.spacing_mut().item_spacing.y = 6.0;
                            self.selection_ui(ui, &mut desk);
                        });
                });
            });
        self.wants_evidence = false;
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
                if map.persona(id).is_none() {
                    return;
                }
                self.persona_ui(ui, desk, target);
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
                choices_ui(ui, desk, &[Aspect::Hue]);
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
            Target::Stop(_) => self.stop_ui(ui, desk, target),
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
                self.icon_ui(ui, desk);
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
            }
            Target::Dot {
                lane,
                channel,
                stage,
            } => {
                dot_ui(ui, desk, lane, channel, stage);
            }
            Target::Line { above } => {
                if let Some(lane) = map.lane(above) {
                    line_above_ui(ui, desk, lane);
                }
            }
        }
    }
}

/// What cannot be lost by a slip stands where nothing that opens or closes above moves it.
fn foot_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let selected = desk.editor.selection().targets();
    let can = Action::Delete.enabled(Some(desk.editor)).is_ok();
    if selected.is_empty() || !can {
        return;
    }
    let frame = Frame::new()
        .fill(Palette::of(ui).chrome)
        .inner_margin(Margin::symmetric(18, 10));
    Panel::bottom("inspector foot")
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            desk.action_ui(ui, Action::Delete, ButtonKind::Plain)
        });
}
