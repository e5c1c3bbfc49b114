//! The panel on the right: what is selected and everything that can be said about it; the map's
//! own properties when nothing is.

mod card;
mod channel;
mod evidence;
mod field;
mod figures;
mod icon_picker;
mod icons;
mod lanes;
mod map;
mod said;
mod several;
mod time;

use std::sync::Arc;

use egui::{
    Align, Frame, Layout, Margin, Panel, RichText, Role, ScrollArea, Sense, Stroke, Ui, Vec2,
    WidgetInfo, vec2,
};

use self::{
    channel::{channels_ui, dot_ui, line_above_ui, threads_ui},
    field::{Draft, FieldLook},
    icon_picker::IconSearch,
    several::Common,
};
use super::{
    UiEvent, describe,
    tokens::{self, Palette, color32},
    widgets::{self, Kind, Press},
};
use crate::{
    edit::Edit,
    editor::{Action, Editor, Intent},
    model::{self, Field, Hue, Lane, LaneKind, Map, Target},
    words::Language,
};

/// The panel's own state: the field that is being typed in.
#[derive(Default)]
pub(super) struct Inspector {
    draft: Option<Draft>,
    /// The piece of evidence whose fields are shown, by its card.
    open_evidence: Option<(model::Id, usize)>,
    icons: Option<IconSearch>,
}

/// What one frame of the panel draws with.
struct Desk<'a> {
    editor: &'a Editor,
    language: Language,
    events: &'a mut Vec<UiEvent>,
}

impl Desk<'_> {
    fn map(&self) -> &Map {
        self.editor.map()
    }

    fn send(&mut self, intent: Intent) {
        self.events.push(UiEvent::Intent(intent));
    }

    fn edit(&mut self, name: &'static str, edit: Edit) {
        self.send(Intent::Edit {
            name,
            edits: vec![edit],
        });
    }

    fn edits(&mut self, name: &'static str, edits: Vec<Edit>) {
        self.send(Intent::Edit { name, edits });
    }

    fn t(&self, english: &'static str) -> &'static str {
        self.language.t(english)
    }

    /// A wide quiet button for an action, greyed with its reason while it cannot be done.
    fn action_ui(&mut self, ui: &mut Ui, action: Action, kind: Kind) {
        let enabled = action.enabled(Some(self.editor));
        let name = action.label(Some(self.editor), self.language);
        let press = Press::text(&name).kind(kind).enabled(enabled.is_ok());
        let response = ui.add(press.min_width(ui.available_width()));
        let tip = self.t(enabled.err().unwrap_or(action.description()));
        if response.on_hover_text(tip).clicked() {
            self.events.push(UiEvent::Action(action));
        }
    }
}

impl Inspector {
    pub fn show(
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
    pub fn finish(&mut self, events: &mut Vec<UiEvent>) {
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
        let kind = describe::kind(map, target, desk.language);
        title_ui(ui, kind, &describe::place(map, target, desk.language));
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
                let goals = FieldLook::new("Goals").lines(2).hint(desk.t("One a line"));
                self.text_ui(ui, desk, target, Field::Goals, goals);
                let look = FieldLook::new("Frustrations")
                    .lines(2)
                    .hint(desk.t("One a line"));
                self.text_ui(ui, desk, target, Field::Frustrations, look);
                let traits = FieldLook::new("Traits").lines(2).hint(desk.t("One a line"));
                self.text_ui(ui, desk, target, Field::Traits, traits);
                self.hues_ui(ui, desk, Some(persona.hue));
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
                self.times_ui(ui, desk, target, stage.times);
                self.hues_ui(ui, desk, Some(stage.hue));
                self.stage_width_ui(ui, desk, stage);
                widgets::caption(ui, desk.t("Steps"));
                for step in &stage.steps {
                    list_row_ui(ui, desk, "", &step.title, &Target::Step(step.id.clone()));
                }
                desk.action_ui(ui, Action::AddStep, Kind::Outlined);
            }
            Target::Arrow(_) => {
                self.text_ui(ui, desk, target, Field::Label, FieldLook::new("Label"));
            }
            Target::Step(id) => {
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                if let Some((_, step)) = map.step(id) {
                    self.times_ui(ui, desk, target, step.times);
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
                if let LaneKind::Channels { threads, .. } = lane.kind {
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
                let value = FieldLook::new("Value with its unit").hint("4.6 / 5");
                self.text_ui(ui, desk, target, Field::Value, value);
                self.metric_ui(ui, desk, metric);
            }
            Target::Cell { lane, .. } => {
                let action = match map.lane(lane).map(|lane| &lane.kind) {
                    Some(LaneKind::Emotion { .. }) => Action::AddPoint,
                    Some(LaneKind::Metrics { .. }) => Action::AddMetric,
                    _ => Action::AddCard,
                };
                desk.action_ui(ui, action, Kind::Outlined);
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
        desk.action_ui(ui, Action::Delete, Kind::Plain);
    }

    /// The palette of the map, the hue of what is selected marked.
    fn hues_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, current: Option<Hue>) {
        if Action::SetHue(Hue::default())
            .enabled(Some(desk.editor))
            .is_err()
        {
            return;
        }
        let name = desk.t(current.map_or("Various", Hue::name));
        let values = [("colour", desk.t("Colour")), ("name", name)];
        let caption = desk.language.fill("{colour}: {name}", &values);
        widgets::caption(ui, &caption);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(4.0);
            for hue in Hue::ALL {
                let (rect, response) = ui.allocate_exact_size(Vec2::splat(21.0), Sense::click());
                let on = current == Some(hue);
                let name = desk.t(hue.name());
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
                let painter = ui.painter();
                painter.circle_filled(rect.center(), 8.0, color32(hue.color()));
                if on || response.hovered() || response.has_focus() {
                    let stroke = Stroke::new(
                        2.0,
                        color32(hue.color()).gamma_multiply(if on { 1.0 } else { 0.4 }),
                    );
                    painter.circle_stroke(rect.center(), 10.0, stroke);
                }
                if response.on_hover_text(name).clicked() {
                    desk.events.push(UiEvent::Action(Action::SetHue(hue)));
                }
            }
        });
    }
}

/// What shows a picture of a persona or a card or takes it away; the sheet shows which one it is.
fn picture_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    widgets::caption(ui, desk.t("Picture"));
    desk.action_ui(ui, Action::ChoosePicture, Kind::Outlined);
    if Action::RemovePicture.enabled(Some(desk.editor)).is_ok() {
        desk.action_ui(ui, Action::RemovePicture, Kind::Plain);
    }
}

fn title_ui(ui: &mut Ui, kind: &str, place: &str) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(kind)
                .font(tokens::bold(15.5))
                .color(palette.ink),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widgets::line(ui, place, tokens::medium(12.0), palette.quiet_ink);
        });
    });
}

/// A row that stands for a thing of the map and selects it.
fn list_row_ui(ui: &mut Ui, desk: &mut Desk<'_>, icon: &str, name: &str, target: &Target) {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let fill = if response.hovered() {
        palette.raised_hover
    } else {
        palette.raised
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let mut left = rect.left() + 10.0;
    if !icon.is_empty() {
        let square =
            egui::Rect::from_min_size(egui::pos2(left, rect.center().y - 8.0), Vec2::splat(16.0));
        widgets::paint_icon(&painter, icon, square, palette.quiet_ink);
        left += 24.0;
    }
    painter.text(
        egui::pos2(left, rect.center().y),
        egui::Align2::LEFT_CENTER,
        name,
        tokens::medium(13.0),
        palette.ink,
    );
    if response.clicked() {
        desk.send(Intent::Select(vec![target.clone()]));
    }
}
