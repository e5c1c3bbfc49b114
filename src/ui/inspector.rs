//! The panel on the right: what is selected and everything that can be said about it; the map's
//! own properties when nothing is.

use std::sync::Arc;

use egui::{
    Align, Frame, Id, Key, Layout, Margin, Panel, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextEdit, Ui, Vec2, WidgetInfo, vec2,
};
use jiff::civil;

use super::{
    UiEvent, describe,
    tokens::{self, Palette, color32},
    widgets::{self, Kind, Press},
};
use crate::{
    edit::Edit,
    editor::{Action, Editor, Intent},
    model::{
        self, Card, Channel, CurvePoint, Date, Evidence, Field, Hue, Lane, LaneKind, LineKind, Map,
        MapState, Medium, Metric, MetricChange, MetricKind, Scale, Target,
    },
    scene::Icon,
    words::Language,
};

/// The panel's own state: the field that is being typed in.
#[derive(Default)]
pub(super) struct Inspector {
    draft: Option<Draft>,
    /// The piece of evidence whose fields are shown, by its card.
    open_evidence: Option<(model::Id, usize)>,
}

struct Draft {
    id: Id,
    text: String,
    /// What keeps the text when the field is left.
    done: Option<Intent>,
    drawn: bool,
}

/// A field of text in the panel.
struct FieldLook<'a> {
    /// English, for the translation table.
    label: &'static str,
    /// Shown while it is empty, as it is read.
    hint: &'a str,
    lines: usize,
    /// The name of the step in the history, for a field that makes one by itself.
    step: &'static str,
}

impl<'a> FieldLook<'a> {
    fn new(label: &'static str) -> Self {
        Self {
            label,
            hint: "",
            lines: 1,
            step: "Edit text",
        }
    }

    fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    fn step(self, step: &'static str) -> Self {
        Self { step, ..self }
    }
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

    fn t(&self, english: &'static str) -> &'static str {
        self.language.t(english)
    }

    /// A wide quiet button for an action, greyed with its reason while it cannot be done.
    fn action_ui(&mut self, ui: &mut Ui, action: Action, kind: Kind) {
        let enabled = action.enabled(Some(self.editor));
        let name = self.t(action.name());
        let press = Press::text(name).kind(kind).enabled(enabled.is_ok());
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
            several => {
                let count = several.len().to_string();
                let title = desk.language.fill("{n} selected", &[("n", &count)]);
                title_ui(ui, &title, "");
                self.hues_ui(ui, desk, None);
                ui.add_space(8.0);
                return desk.action_ui(ui, Action::Delete, Kind::Plain);
            }
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
                self.hues_ui(ui, desk, Some(persona.hue));
            }
            Target::Channel(id) => {
                let Some(channel) = map.channel(id) else {
                    return;
                };
                self.text_ui(ui, desk, target, Field::Name, FieldLook::new("Name"));
                channel_ui(ui, desk, channel);
            }
            Target::Stage(id) => {
                let Some(stage) = map.stage(id) else { return };
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                let goal = FieldLook::new("What the customer wants").lines(2);
                self.text_ui(ui, desk, target, Field::Goal, goal);
                let duration = FieldLook::new("Duration").hint(desk.t("e.g. 1–3 days"));
                self.text_ui(ui, desk, target, Field::Duration, duration);
                self.hues_ui(ui, desk, Some(stage.hue));
                widgets::caption(ui, desk.t("Steps"));
                for step in &stage.steps {
                    list_row_ui(ui, desk, "", &step.title, &Target::Step(step.id.clone()));
                }
                desk.action_ui(ui, Action::AddStep, Kind::Outlined);
            }
            Target::Step(_) => {
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
            }
            Target::Lane(id) => {
                let Some(lane) = map.lane(id) else { return };
                self.text_ui(ui, desk, target, Field::Title, FieldLook::new("Title"));
                let note = FieldLook::new("Note").lines(2);
                self.text_ui(ui, desk, target, Field::Note, note);
                line_above_ui(ui, desk, lane);
                if matches!(lane.kind, LaneKind::Channels { .. }) {
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
            Target::Cell { .. } => {
                desk.action_ui(ui, Action::AddCard, Kind::Outlined);
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

    /// A text of the map, shown on the sheet while it is typed.
    fn text_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        target: &Target,
        field: Field,
        look: FieldLook<'_>,
    ) {
        let current = desk.map().text(target, field).unwrap_or_default();
        let id = Id::unique(("panel", target, field));
        let preview = |text: &str| Intent::Preview {
            name: "Edit text",
            edits: vec![Edit::SetText {
                target: target.clone(),
                field,
                text: text.to_owned(),
            }],
        };
        let outcome = self.field_ui(ui, desk, id, &current, look, &|_| {
            Some(Intent::CommitPreview)
        });
        match outcome {
            Outcome::Typed(text) => desk.send(preview(&text)),
            Outcome::Cancelled => desk.send(Intent::CancelPreview),
            Outcome::Quiet => {}
        }
    }

    /// A text that becomes an edit when its field is left; `edit` gives none for a text that
    /// will not do.
    fn value_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        id: impl std::hash::Hash + std::fmt::Debug,
        current: &str,
        look: FieldLook<'_>,
        edit: &dyn Fn(&str) -> Option<Edit>,
    ) {
        let id = Id::unique(("panel", id));
        let name = look.step;
        self.field_ui(ui, desk, id, current, look, &|text| {
            edit(text).map(|edit| Intent::Edit {
                name,
                edits: vec![edit],
            })
        });
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        id: Id,
        current: &str,
        look: FieldLook<'_>,
        done: &dyn Fn(&str) -> Option<Intent>,
    ) -> Outcome {
        let label = desk.t(look.label);
        widgets::caption(ui, label);
        let mut draft = self.draft.take_if(|draft| draft.id == id);
        let mut text = match &draft {
            Some(draft) => draft.text.clone(),
            None => current.to_owned(),
        };
        let field = if look.lines > 1 {
            TextEdit::multiline(&mut text).desired_rows(look.lines)
        } else {
            TextEdit::singleline(&mut text)
        };
        let escaped = ui.memory(|memory| memory.has_focus(id))
            && ui.input(|input| input.key_pressed(Key::Escape));
        let response = ui.add(
            field
                .id(id)
                .desired_width(f32::INFINITY)
                .margin(vec2(10.0, 7.0))
                .hint_text(look.hint),
        );
        let accessible = label.to_owned();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(accessible));
        if response.changed() {
            draft = Some(Draft {
                id,
                done: done(&text),
                text: text.clone(),
                drawn: true,
            });
        }
        let invalid = draft.as_ref().is_some_and(|draft| draft.done.is_none());
        if invalid {
            let stroke = Stroke::new(1.5, Palette::of(ui).danger);
            let rect = response.rect;
            ui.painter()
                .rect_stroke(rect, tokens::RADIUS, stroke, StrokeKind::Inside);
        }
        if let Some(draft) = &mut draft {
            draft.drawn = true;
        }
        if response.lost_focus() {
            if let Some(draft) = draft.take() {
                if escaped {
                    return Outcome::Cancelled;
                }
                if response.changed() {
                    self.draft = Some(draft);
                    return Outcome::Typed(text);
                }
                desk.events.extend(draft.done.map(UiEvent::Intent));
            }
            return Outcome::Quiet;
        }
        if draft.is_some() {
            self.draft = draft;
        }
        if response.changed() {
            return Outcome::Typed(text);
        }
        Outcome::Quiet
    }

    /// The palette of the map, the hue of what is selected marked.
    fn hues_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, current: Option<Hue>) {
        if Action::SetHue(Hue::default())
            .enabled(Some(desk.editor))
            .is_err()
        {
            return;
        }
        widgets::caption(ui, desk.t("Colour"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(5.0);
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

    fn map_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
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
            (MapState::Current, desk.t("As it is")),
            (MapState::Future, desk.t("As it should be")),
        ];
        if let Some(state) = widgets::segments(ui, &states, map.state) {
            desk.edit("Change state", Edit::SetState(state));
        }
        reviewed_ui(ui, desk, map.reviewed);
        self.scale_ui(ui, desk, map.emotion_scale);
        widgets::caption(ui, desk.t("Language of the map"));
        let languages = Language::ALL.map(|language| (language, language.name()));
        if let Some(language) = widgets::segments(ui, &languages, map.language) {
            desk.edit("Change language", Edit::SetLanguage(language));
        }
        widgets::caption(ui, desk.t("Personas"));
        for persona in &map.personas {
            let target = Target::Persona(persona.id.clone());
            list_row_ui(ui, desk, "people", &persona.name, &target);
        }
        desk.action_ui(ui, Action::AddPersona, Kind::Outlined);
        channels_ui(ui, desk);
    }

    fn scale_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, scale: Scale) {
        ui.horizontal_top(|ui| {
            let half = (ui.available_width() - 8.0) / 2.0;
            ui.vertical(|ui| {
                ui.set_width(half);
                let look = FieldLook::new("Emotions from");
                let text = describe::number(scale.min);
                self.value_ui(
                    ui,
                    desk,
                    "scale min",
                    &text,
                    look.step("Change scale"),
                    &|text| {
                        let min = parse(text)?;
                        let scale = Scale { min, ..scale };
                        (min < scale.max).then_some(Edit::SetScale(scale))
                    },
                );
            });
            ui.vertical(|ui| {
                ui.set_width(half);
                let look = FieldLook::new("to");
                let text = describe::number(scale.max);
                self.value_ui(
                    ui,
                    desk,
                    "scale max",
                    &text,
                    look.step("Change scale"),
                    &|text| {
                        let max = parse(text)?;
                        let scale = Scale { max, ..scale };
                        (scale.min < max).then_some(Edit::SetScale(scale))
                    },
                );
            });
        });
    }

    fn card_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>) {
        let map = desk.editor.map().clone();
        let replace = |desk: &mut Desk<'_>, name: &'static str, change: &dyn Fn(&mut Card)| {
            let mut card = (**card).clone();
            change(&mut card);
            desk.edit(name, Edit::ReplaceCard(Arc::new(card)));
        };
        if !map.personas.is_empty() {
            widgets::caption(ui, desk.t("Felt by"));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(6.0);
                for persona in &map.personas {
                    let on = card.personas.contains(&persona.id);
                    if widgets::chip(ui, &persona.name, on).clicked() {
                        replace(desk, "Change personas", &|card| {
                            if on {
                                card.personas.retain(|id| *id != persona.id);
                            } else {
                                card.personas.push(persona.id.clone());
                            }
                        });
                    }
                }
            });
        }
        if !map.channels.is_empty() {
            widgets::caption(ui, desk.t("Channel"));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(6.0);
                for channel in &map.channels {
                    let on = card.channel.as_ref() == Some(&channel.id);
                    if widgets::chip(ui, &channel.name, on).clicked() {
                        replace(desk, "Change channel", &|card| {
                            card.channel = (!on).then(|| channel.id.clone());
                        });
                    }
                }
            });
        }
        widgets::caption(ui, desk.t("Evidence"));
        for index in 0..card.evidence.len() {
            self.evidence_ui(ui, desk, card, index);
        }
        let add = Press::text(desk.t("Add evidence")).kind(Kind::Outlined);
        if ui.add(add.min_width(ui.available_width())).clicked() {
            self.open_evidence = Some((card.id.clone(), card.evidence.len()));
            replace(desk, "Add evidence", &|card| {
                card.evidence.push(Evidence::default());
            });
        }
    }

    fn evidence_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>, index: usize) {
        let palette = Palette::of(ui);
        let key = Some((card.id.clone(), index));
        let evidence = &card.evidence[index];
        let frame = Frame::new()
            .fill(palette.raised)
            .corner_radius(tokens::RADIUS)
            .inner_margin(Margin::symmetric(10, 8));
        if self.open_evidence != key {
            let shown = frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                let text = if evidence.text.is_empty() {
                    desk.t("Nothing written yet")
                } else {
                    &evidence.text
                };
                ui.label(RichText::new(text).color(palette.ink));
                let n = evidence.n.map(|n| format!("n = {n}"));
                let date = evidence.date.map(|date| date.to_string());
                let source = Some(evidence.source.clone()).filter(|source| !source.is_empty());
                let quiet: Vec<String> = [source, n, date].into_iter().flatten().collect();
                if !quiet.is_empty() {
                    let quiet = RichText::new(quiet.join(", ")).font(tokens::medium(12.0));
                    ui.label(quiet.color(palette.quiet_ink));
                }
            });
            let id = ui.scope_id().with(("evidence", &card.id, index));
            let response = ui.interact(shown.response.rect, id, Sense::click());
            let label = desk
                .language
                .fill("Evidence: {text}", &[("text", &evidence.text)]);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            widgets::focus_ring(ui, &response, shown.response.rect, tokens::RADIUS);
            if response.clicked() {
                self.open_evidence = key;
            }
            return;
        }
        let with = |change: &dyn Fn(&mut Evidence)| {
            let mut card = (**card).clone();
            change(&mut card.evidence[index]);
            Edit::ReplaceCard(Arc::new(card))
        };
        let name = "Change evidence";
        let id = |part: &'static str| ("evidence", card.id.clone(), index, part);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let look = FieldLook::new("What was found").lines(2);
            self.value_ui(
                ui,
                desk,
                id("text"),
                &evidence.text,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.text = text.to_owned())),
            );
            let look = FieldLook::new("Source").hint(desk.t("e.g. interview 7"));
            self.value_ui(
                ui,
                desk,
                id("source"),
                &evidence.source,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.source = text.to_owned())),
            );
            let n = evidence.n.map(|n| n.to_string()).unwrap_or_default();
            let look = FieldLook::new("How many were asked");
            self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
                let n = optional(text, |text| text.parse().ok())?;
                Some(with(&|evidence| evidence.n = n))
            });
            let date = evidence.date.map(|d| d.to_string()).unwrap_or_default();
            let look = FieldLook::new("Date").hint("2026-09-12");
            self.value_ui(ui, desk, id("date"), &date, look.step(name), &|text| {
                let date = optional(text, Date::parse)?;
                Some(with(&|evidence| evidence.date = date))
            });
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if ui.add(Press::text(desk.t("Done"))).clicked() {
                    self.open_evidence = None;
                }
                let remove = Press::text(desk.t("Remove")).kind(Kind::Bare);
                if ui.add(remove).clicked() {
                    self.open_evidence = None;
                    let mut card = (**card).clone();
                    card.evidence.remove(index);
                    desk.edit("Remove evidence", Edit::ReplaceCard(Arc::new(card)));
                }
            });
        });
    }

    fn point_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, point: &CurvePoint) {
        let scale = desk.map().emotion_scale;
        let with = |change: &dyn Fn(&mut CurvePoint)| {
            let mut point = point.clone();
            change(&mut point);
            Edit::ReplacePoint(point)
        };
        let name = "Change curve point";
        let id = |part: &'static str| ("point", point.id.clone(), part);
        let text = |value: Option<f64>| value.map(describe::number).unwrap_or_default();
        let range = format!(
            "{} … {}",
            describe::number(scale.min),
            describe::number(scale.max)
        );
        let value = FieldLook::new("Feeling").hint(&range);
        self.value_ui(
            ui,
            desk,
            id("value"),
            &text(point.value),
            value.step(name),
            &|text| {
                let value = optional(text, parse)?;
                let inside = value.is_none_or(|value| (scale.min..=scale.max).contains(&value));
                inside.then(|| with(&|point| point.value = value))
            },
        );
        let at = FieldLook::new("Place in its stage, %");
        self.value_ui(
            ui,
            desk,
            id("at"),
            &text(Some(point.at * 100.0)),
            at.step(name),
            &|text| {
                let at = parse(text)? / 100.0;
                (0.0..=1.0)
                    .contains(&at)
                    .then(|| with(&|point| point.at = at))
            },
        );
        let spread = FieldLook::new("Spread of the answers (±)");
        self.value_ui(
            ui,
            desk,
            id("spread"),
            &text(point.spread),
            spread.step(name),
            &|text| {
                let spread = optional(text, parse)?;
                let sound = spread.is_none_or(|spread| spread >= 0.0);
                sound.then(|| with(&|point| point.spread = spread))
            },
        );
        let n = point.n.map(|n| n.to_string()).unwrap_or_default();
        let look = FieldLook::new("How many were asked");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|point| point.n = n))
        });
        ui.add_space(8.0);
        let label = desk.t(Action::ToggleMomentOfTruth.name());
        if widgets::chip(ui, label, point.moment_of_truth).clicked() {
            desk.events
                .push(UiEvent::Action(Action::ToggleMomentOfTruth));
        }
    }

    fn metric_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
        let with = |change: &dyn Fn(&mut Metric)| {
            let mut metric = (**metric).clone();
            change(&mut metric);
            Edit::ReplaceMetric(Arc::new(metric))
        };
        let name = "Change metric";
        widgets::caption(ui, desk.t("Kind"));
        egui::ComboBox::from_id_salt("kind")
            .selected_text(desk.t(metric.kind.name()))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for kind in MetricKind::ALL {
                    let text = desk.t(kind.name());
                    if ui.selectable_label(kind == metric.kind, text).clicked() {
                        desk.edit(name, with(&|metric| metric.kind = kind));
                    }
                }
            });
        let id = |part: &'static str| ("metric", metric.id.clone(), part);
        let target = metric.target.map(describe::number).unwrap_or_default();
        let look = FieldLook::new("Target");
        self.value_ui(ui, desk, id("target"), &target, look.step(name), &|text| {
            let target = optional(text, parse)?;
            Some(with(&|metric| metric.target = target))
        });
        let change = metric.change.as_ref();
        let text = change.map_or(String::new(), |change| {
            format!("{} {}", describe::number(change.by), change.unit)
        });
        let look = FieldLook::new("Change since the period before").hint(desk.t("e.g. +8 %"));
        self.value_ui(
            ui,
            desk,
            id("change"),
            text.trim(),
            look.step(name),
            &|text| {
                let change = optional(text, parse_change)?;
                Some(with(&|metric| metric.change = change.clone()))
            },
        );
        let n = metric.n.map(|n| n.to_string()).unwrap_or_default();
        let look = FieldLook::new("How many were asked");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|metric| metric.n = n))
        });
    }
}

/// What became of a field in a frame.
enum Outcome {
    Quiet,
    Typed(String),
    Cancelled,
}

/// `None` for a text that will not do, `Some(None)` for an empty one.
fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    read(text).map(Some)
}

/// Reads "0.5", "0,5", "−2".
fn parse(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".").replace('−', "-");
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Reads "+8 %", "−2 pt".
fn parse_change(text: &str) -> Option<MetricChange> {
    let is_number = |c: char| c.is_ascii_digit() || "+-−.,".contains(c);
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    Some(MetricChange {
        by: parse(&text[..end])?,
        unit: text[end..].trim().to_owned(),
    })
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

/// The channels of the map and a way to add one.
fn channels_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    widgets::caption(ui, desk.t("Channels"));
    let channels = desk.map().channels.clone();
    for channel in &channels {
        let target = Target::Channel(channel.id.clone());
        list_row_ui(ui, desk, icon_of(channel), &channel.name, &target);
    }
    desk.action_ui(ui, Action::AddChannel, Kind::Outlined);
}

fn icon_of(channel: &Channel) -> &str {
    match channel.medium {
        _ if !channel.icon.is_empty() => &channel.icon,
        Medium::Physical => "store",
        Medium::Digital => "globe",
    }
}

fn channel_ui(ui: &mut Ui, desk: &mut Desk<'_>, channel: &Arc<Channel>) {
    let replace = |desk: &mut Desk<'_>, change: &dyn Fn(&mut Channel)| {
        let mut channel = (**channel).clone();
        change(&mut channel);
        desk.edit("Change channel", Edit::ReplaceChannel(Arc::new(channel)));
    };
    widgets::caption(ui, desk.t("Medium"));
    let media = [
        (Medium::Physical, desk.t("Physical")),
        (Medium::Digital, desk.t("Digital")),
    ];
    if let Some(medium) = widgets::segments(ui, &media, channel.medium) {
        replace(desk, &|channel| channel.medium = medium);
    }
    widgets::caption(ui, desk.t("Icon"));
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        // Those before are for lanes, those after for the window.
        let from_store = Icon::all().skip_while(|icon| icon.name() != "store");
        for icon in from_store.take_while(|icon| icon.name() != "plus") {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), Sense::click());
            let on = channel.icon == icon.name();
            let name = icon.name();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
            let (fill, ink) = match (on, response.hovered()) {
                (true, _) => (palette.accent_soft, palette.accent_ink),
                (false, true) => (palette.raised_hover, palette.ink),
                (false, false) => (palette.raised, palette.quiet_ink),
            };
            ui.painter().rect_filled(rect, tokens::RADIUS, fill);
            widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
            widgets::paint_icon(ui.painter(), name, rect.shrink(8.0), ink);
            if response.on_hover_text(name).clicked() {
                replace(desk, &|channel| channel.icon = name.to_owned());
            }
        }
    });
}

/// Which line stands above a lane.
fn line_above_ui(ui: &mut Ui, desk: &mut Desk<'_>, lane: &Arc<Lane>) {
    let line = desk.map().lines.iter().find(|line| line.above == lane.id);
    let current = line.map(|line| line.kind);
    widgets::caption(ui, desk.t("Line above"));
    let mut options: Vec<(Option<LineKind>, &str)> = vec![(None, desk.t("None"))];
    options.extend(LineKind::ALL.map(|kind| (Some(kind), desk.t(short_name(kind)))));
    if let Some(kind) = widgets::segments(ui, &options, current) {
        let above = lane.id.clone();
        desk.edit("Change line", Edit::SetLine { above, kind });
    }
}

fn short_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Interaction => "Interaction",
        LineKind::Visibility => "Visibility",
        LineKind::InternalInteraction => "Internal interaction",
    }
}

/// Whether a channel is in use at a stage: by what the touchpoints say, or by hand.
fn dot_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    lane: &model::Id,
    channel: &model::Id,
    stage: &model::Id,
) {
    let by_hand = desk.map().lane(lane).and_then(|lane| {
        let mut marks = lane.marks().iter();
        let mark = marks.find(|mark| mark.channel == *channel && mark.stage == *stage)?;
        Some(mark.on)
    });
    widgets::caption(ui, desk.t("In use at this stage"));
    let options = [
        (None, desk.t("As the touchpoints say")),
        (Some(true), desk.t("Yes")),
        (Some(false), desk.t("No")),
    ];
    if let Some(on) = widgets::segments(ui, &options, by_hand) {
        let (lane, channel, stage) = (lane.clone(), channel.clone(), stage.clone());
        desk.edit(
            "Change channel mark",
            Edit::SetMark {
                lane,
                channel,
                stage,
                on,
            },
        );
    }
}

fn reviewed_ui(ui: &mut Ui, desk: &mut Desk<'_>, reviewed: Option<Date>) {
    widgets::caption(ui, desk.t("Last reviewed"));
    let today = jiff::Zoned::now().date();
    let read = |date: civil::Date| {
        let year = u16::try_from(date.year()).ok()?;
        let part = |part: i8| u8::try_from(part).ok();
        Date::new(year, part(date.month())?, part(date.day())?)
    };
    let name = "Change review";
    ui.horizontal_wrapped(|ui| {
        let shown = reviewed.and_then(|date| {
            let part = |part: u8| i8::try_from(part).ok();
            let year = i16::try_from(date.year()).ok()?;
            civil::Date::new(year, part(date.month())?, part(date.day())?).ok()
        });
        if let Some(mut date) = shown {
            let before = date;
            ui.add(
                egui_extras::DatePickerButton::new(&mut date)
                    .id_salt("reviewed")
                    .calendar_week(false)
                    .show_icon(false),
            );
            if date != before {
                desk.edit(name, Edit::SetReviewed(read(date)));
            }
            let clear = Press::text(desk.t("Clear")).kind(Kind::Bare);
            if ui.add(clear).clicked() {
                desk.edit(name, Edit::SetReviewed(None));
            }
        }
        if shown != Some(today) {
            let mark = Press::text(desk.t("Today"));
            if ui.add(mark).clicked() {
                desk.edit(name, Edit::SetReviewed(read(today)));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(parse("−0,8"), Some(-0.8));
        assert_eq!(parse(" +2.5 "), Some(2.5));
        assert_eq!(parse("NaN"), None);
        assert_eq!(optional("", parse), Some(None));
        assert_eq!(optional("x", parse), None);
    }

    #[test]
    fn a_change_is_a_number_with_its_unit() {
        let change = parse_change("−2 pt").expect("a change");
        assert_eq!((change.by, change.unit.as_str()), (-2.0, "pt"));
        assert_eq!(parse_change("up"), None);
    }
}
