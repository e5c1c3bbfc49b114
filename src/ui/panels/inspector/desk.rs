//! What one frame of the panel draws with, and the parts that all of it have.

use egui::{Align, Layout, Response, RichText, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::{
    edit::Edit,
    editor::{Action, Aspect, Editor, Intent},
    model::{Map, Target},
    ui::{
        choices, menus,
        tokens::{self, Palette},
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

    /// A chip for an action that turns something on and off.
    pub(super) fn toggle_ui(&mut self, ui: &mut Ui, action: Action, on: bool) {
        let chip = widgets::chip(ui, self.t(action.name()), on);
        if chip.on_hover_text(self.t(action.description())).clicked() {
            self.events.push(UiEvent::from(action));
        }
    }

    /// A wide quiet button for an action, greyed with its reason while it cannot be done.
    pub(super) fn action_ui(&mut self, ui: &mut Ui, action: Action, kind: ButtonKind) -> Response {
        let name = action.label(Some(self.editor), self.language);
        let press = Press::text(&name)
            .kind(kind)
            .min_width(ui.available_width());
        menus::action_ui(ui, press, action, self.editor, self.language, self.events)
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
    let (font, room) = (tokens::medium(13.0), rect.right() - 10.0 - left);
    let galley = widgets::cut(&painter, name, font, palette.ink, room);
    let is_cut = galley.elided;
    let at = egui::pos2(left, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, palette.ink);
    if response.clicked() {
        desk.send(Intent::Select(vec![target.clone()]));
    }
    if is_cut {
        response.on_hover_text(name);
    }
}

/// What can be chosen for what is selected in these respects.
pub(super) fn choices_ui(ui: &mut Ui, desk: &mut Desk<'_>, wanted: &[Aspect]) {
    let all = desk.editor.choices(desk.language);
    for choices in all.iter().filter(|all| wanted.contains(&all.aspect)) {
        widgets::caption(ui, &choices::caption(choices, desk.language));
        choices::choices_ui(ui, desk.editor, choices, desk.language, false, desk.events);
    }
}
