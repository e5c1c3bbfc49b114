//! The guide: a map made in six steps.

use egui::{
    Align, Color32, Frame, Layout, Margin, Panel, Rect, Response, RichText, Role, ScrollArea,
    Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    editor::{
        Action, Editor, Intent,
        guide::{GuideStep, Task, Way},
    },
    ui::{
        menus,
        regions::{self, Region},
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

const WIDTH: f32 = 288.0;

/// The panel's own state.
#[derive(Default)]
pub(in crate::ui) struct Guide {
    /// The step whose tasks are shown, or none; at first the one that is to be done next.
    chosen: Option<Option<GuideStep>>,
}

impl Guide {
    /// Beside the panel of what is selected, so that both can be seen.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let frame = widgets::side_frame(ui);
        Panel::right("guide")
            .exact_size(WIDTH)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                regions::mark(ui, Region::Guide, language);
                let margin = Frame::new().inner_margin(Margin::symmetric(16, 14));
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    margin.show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = 6.0;
                        self.steps_ui(ui, editor, language, events);
                    });
                });
            });
    }

    fn steps_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let title = language.t("A map in six steps");
        if title_ui(ui, title, language.t("Close the guide")) {
            events.push(UiEvent::from(Action::ToggleGuide));
        }
        ui.add_space(4.0);
        let steps = GuideStep::ALL.map(|step| (step, step.tasks(editor.map())));
        let is_done = |tasks: &[Task]| tasks.iter().all(|task| task.done);
        let next = steps.iter().find(|(_, tasks)| !is_done(tasks));
        let shown = self.chosen.unwrap_or(next.map(|(step, _)| *step));
        for (index, (step, tasks)) in steps.iter().enumerate() {
            let open = shown == Some(*step);
            if head_ui(ui, index + 1, *step, tasks, open, language).clicked() {
                self.chosen = Some((!open).then_some(*step));
            }
            if !open {
                continue;
            }
            ui.label(
                RichText::new(language.t(step.advice()))
                    .font(tokens::medium(12.5))
                    .color(Palette::of(ui).quiet_ink),
            );
            ui.add_space(2.0);
            for task in tasks {
                if task_ui(ui, task, language).clicked() {
                    events.push(match &task.way {
                        Way::Select(target) => {
                            UiEvent::Intent(Intent::Select(vec![target.clone()]))
                        }
                        Way::Do(action) => UiEvent::from(*action),
                    });
                }
            }
            ui.add_space(6.0);
        }
        ui.add_space(8.0);
        let walk = Action::Walk;
        let press = Press::text(language.t(walk.name()))
            .kind(ButtonKind::Outlined)
            .height(34.0)
            .min_width(ui.available_width());
        menus::action_ui(ui, press, walk, editor, language, events);
    }
}

/// The panel's title; whether its cross was pressed.
fn title_ui(ui: &mut Ui, title: &str, close: &str) -> bool {
    let ink = Palette::of(ui).ink;
    let row = vec2(ui.available_width(), 28.0);
    let layout = Layout::right_to_left(Align::Center);
    let inner = ui.allocate_ui_with_layout(row, layout, |ui| {
        let cross = Press::icon("close", close)
            .kind(ButtonKind::Bare)
            .height(28.0);
        let closed = ui.add(cross).on_hover_text(close).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            widgets::line(ui, title, tokens::bold(15.5), ink);
        });
        closed
    });
    inner.inner
}

/// A step: its number, or a tick once all is done, and how much of it is.
fn head_ui(
    ui: &mut Ui,
    number: usize,
    step: GuideStep,
    tasks: &[Task],
    open: bool,
    language: Language,
) -> Response {
    let palette = Palette::of(ui);
    let name = language.t(step.name());
    let done = tasks.iter().filter(|task| task.done).count();
    let all = done == tasks.len();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::click());
    let values = [
        ("number", &*number.to_string()),
        ("name", name),
        ("done", &*done.to_string()),
        ("all", &*tasks.len().to_string()),
    ];
    let label = language.fill("Step {number}: {name}, {done} of {all} done", &values);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let painter = ui.painter();
    let fill = match (response.hovered(), open) {
        (true, _) => palette.raised_hover,
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let at = pos2(rect.left() + 20.0, rect.center().y);
    if all {
        painter.circle_filled(at, 11.0, palette.accent);
        let square = Rect::from_center_size(at, Vec2::splat(14.0));
        widgets::paint_icon(painter, "check", square, palette.on_accent);
    } else {
        let ink = if open {
            palette.accent_ink
        } else {
            palette.quiet_ink
        };
        painter.circle_stroke(at, 10.5, Stroke::new(1.5, ink));
        let font = tokens::semibold(12.0);
        painter.text(at, egui::Align2::CENTER_CENTER, number, font, ink);
    }
    let count = painter.text(
        pos2(rect.right() - 10.0, at.y),
        egui::Align2::RIGHT_CENTER,
        format!("{done}/{}", tasks.len()),
        tokens::medium(12.0),
        palette.quiet_ink,
    );
    let room = Rect::from_min_max(
        pos2(at.x + 18.0, rect.top()),
        pos2(count.left() - 6.0, rect.bottom()),
    );
    let font = tokens::semibold(13.0);
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), font, palette.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
    let name = ui.painter().layout_job(job);
    let top = pos2(room.left(), at.y - name.size().y / 2.0);
    ui.painter().galley(top, name, palette.ink);
    response
}

/// Something to be done, or done; a click leads there.
fn task_ui(ui: &mut Ui, task: &Task, language: Language) -> Response {
    let palette = Palette::of(ui);
    let text = language.t(task.text);
    let ink = if task.done {
        palette.quiet_ink
    } else {
        palette.ink
    };
    let state = language.t(match task.done {
        true => "Done",
        false => "Still to do",
    });
    let label = format!("{text}, {state}");
    let response = row_ui(ui, text, ink, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let at = response.rect.left_top() + vec2(20.0, 14.0);
    let painter = ui.painter();
    if task.done {
        let square = Rect::from_center_size(at, Vec2::splat(14.0));
        widgets::paint_icon(painter, "check", square, palette.accent_ink);
    } else {
        painter.circle_stroke(at, 6.0, Stroke::new(1.5, palette.faint_ink));
    }
    let tip = language.t(match &task.way {
        Way::Select(_) if task.done => "Show it on the map",
        Way::Select(_) => "Show me where",
        Way::Do(action) => action.name(),
    });
    response.on_hover_text(tip)
}

/// A text on as many lines as it needs, with room in front for a mark.
fn row_ui(ui: &mut Ui, text: &str, ink: Color32, sense: Sense) -> Response {
    let width = ui.available_width();
    let font = tokens::medium(13.0);
    let galley = ui
        .painter()
        .layout(text.to_owned(), font, ink, width - 38.0 - 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 11.0), sense);
    if response.hovered() && sense.senses_click() {
        let fill = Palette::of(ui).raised_hover;
        ui.painter().rect_filled(rect, tokens::RADIUS, fill);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    ui.painter().galley(rect.min + vec2(38.0, 5.5), galley, ink);
    response
}
