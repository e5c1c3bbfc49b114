//! What can be added to the map, on the left.

use egui::{Align, Color32, Margin, Panel, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::{
    editor::{Action, Editor, Intent},
    ui::{
        menus,
        regions::{self, Region},
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self},
    },
    words::Language,
};

/// What the rail adds, in the words that panel and sheet have for it.
fn rail_name(action: Action) -> &'static str {
    match action {
        Action::AddStage => "Stage",
        Action::AddCardOf(role) => role.card_name(),
        Action::AddPoint => "Curve point",
        Action::AddMetric => "Metric",
        Action::AddPersona => "Persona",
        Action::AddLane(_) => "Lane",
        other => other.name(),
    }
}

pub(in crate::ui) fn rail_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let frame = widgets::bar_frame(ui).inner_margin(Margin::symmetric(3, 8));
    Panel::left("rail")
        .exact_size(tokens::RAIL)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            regions::mark(ui, Region::Tools, language);
            egui::ScrollArea::vertical()
                .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    for action in Action::PALETTE {
                        rail_item_ui(ui, action, editor, language, events);
                    }
                });
        });
}

fn rail_item_ui(
    ui: &mut Ui,
    action: Action,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let palette = Palette::of(ui);
    let enabled = action.enabled(Some(editor));
    // Two words stand one below the other rather than cut off.
    let mut job = egui::text::LayoutJob::simple(
        language.t(rail_name(action)).to_owned(),
        tokens::medium(11.0),
        Color32::PLACEHOLDER,
        ui.available_width(),
    );
    job.halign = Align::Center;
    let words = ui.painter().layout_job(job);
    let size = vec2(ui.available_width(), 42.0 + words.size().y);
    let sense = if enabled.is_ok() {
        Sense::click_and_drag()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let name = language.t(action.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled.is_ok(), name));
    let hot = response.hovered() && enabled.is_ok();
    let (fill, ink) = match (enabled.is_ok(), hot) {
        (false, _) => (Color32::TRANSPARENT, palette.faint_ink),
        (true, true) => (palette.accent_soft, palette.accent_ink),
        (true, false) => (Color32::TRANSPARENT, palette.quiet_ink),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let icon = Rect::from_center_size(rect.center_top() + vec2(0.0, 20.0), Vec2::splat(20.0));
    // Lanes come in kinds: a click asks which, a drag puts in one for notes.
    let is_lane = matches!(action, Action::AddLane(_));
    let icon_name = if is_lane { Some("lane") } else { action.icon() };
    widgets::paint_icon(painter, icon_name.unwrap_or("plus"), icon, ink);
    painter.galley(rect.center_top() + vec2(0.0, 35.0), words, ink);
    let tip = match enabled {
        Ok(()) => language.t(action.description()).to_owned(),
        Err(reason) => format!("{name}. {}", language.t(reason)),
    };
    if response.drag_started() {
        events.push(UiEvent::Intent(Intent::TakeNew(action)));
    }
    if is_lane {
        egui::Popup::menu(&response)
            .accessible_name(name)
            .align(egui::RectAlign::RIGHT_START)
            .show(|ui| {
                menus::lanes_ui(ui, language, |kind| {
                    events.push(UiEvent::from(Action::AddLane(kind)));
                });
            });
        response.on_hover_text(tip);
    } else if response.on_hover_text(tip).clicked() {
        events.push(UiEvent::from(action));
    }
}
