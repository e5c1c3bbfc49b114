//! What one frame of the panel draws with, and the parts that all of it have.

use egui::{Align, Layout, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

use crate::{
    edit::Edit,
    editor::{Action, Editor, Intent},
    model::{Hue, Map, Target},
    ui::{
        tokens::{self, Palette, color32},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// What one frame of the panel draws with.
pub(super) struct Desk<'a> {
    pub(super) editor: &'a Editor,
    pub(super) language: Language,
    pub(super) events: &'a mut Vec<UiEvent>,
}

impl Desk<'_> {
    pub(super) fn map(&self) -> &Map {
        self.editor.map()
    }

    pub(super) fn send(&mut self, intent: Intent) {
        self.events.push(UiEvent::Intent(intent));
    }

    pub(super) fn edit(&mut self, name: &'static str, edit: Edit) {
        self.send(Intent::Edit {
            name,
            edits: vec![edit],
        });
    }

    pub(super) fn edits(&mut self, name: &'static str, edits: Vec<Edit>) {
        self.send(Intent::Edit { name, edits });
    }

    pub(super) fn t(&self, english: &'static str) -> &'static str {
        self.language.t(english)
    }

    /// A wide quiet button for an action, greyed with its reason while it cannot be done.
    pub(super) fn action_ui(&mut self, ui: &mut Ui, action: Action, kind: ButtonKind) {
        let enabled = action.enabled(Some(self.editor));
        let name = action.label(Some(self.editor), self.language);
        let press = Press::text(&name).kind(kind).enabled(enabled.is_ok());
        let response = ui.add(press.min_width(ui.available_width()));
        let tip = self.t(enabled.err().unwrap_or(action.description()));
        if response.on_hover_text(tip).clicked() {
            self.events.push(UiEvent::from(action));
        }
    }
}

/// What shows a picture of a persona or a card or takes it away; the sheet shows which one it is.
pub(super) fn picture_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    widgets::caption(ui, desk.t("Picture"));
    desk.action_ui(ui, Action::ChoosePicture, ButtonKind::Outlined);
    if Action::RemovePicture.enabled(Some(desk.editor)).is_ok() {
        desk.action_ui(ui, Action::RemovePicture, ButtonKind::Plain);
    }
}

pub(super) fn title_ui(ui: &mut Ui, kind: &str, place: &str) {
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
pub(super) fn list_row_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    icon: &str,
    name: &str,
    target: &Target,
) {
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

/// The palette of the map, the hue of what is selected marked.
pub(super) fn hues_ui(ui: &mut Ui, desk: &mut Desk<'_>, current: Option<Hue>) {
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
            painter.circle_filled(rect.center(), 8.0, color32(desk.map().theme.hue(hue)));
            if on || response.hovered() || response.has_focus() {
                let stroke = Stroke::new(
                    2.0,
                    color32(desk.map().theme.hue(hue)).gamma_multiply(if on { 1.0 } else { 0.4 }),
                );
                painter.circle_stroke(rect.center(), 10.0, stroke);
            }
            if response.on_hover_text(name).clicked() {
                desk.events.push(UiEvent::from(Action::SetHue(hue)));
            }
        }
    });
}
