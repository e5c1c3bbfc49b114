//! Lanes and stages as parts of the sheet: which are shown, how wide and high they are.

use std::sync::Arc;

use egui::{Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{
    desk::{Desk, list_row_ui},
    field::FieldLook,
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::Action,
    model::{Lane, Stage, Target, signed_number},
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::number,
};

const EYE: f32 = 30.0;

/// Every lane of the map, hidden ones too, each with an eye that is open or shut.
pub(super) fn lanes_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let map = desk.editor.map().clone();
    widgets::caption(ui, desk.t("Lanes"));
    let view = ui.clip_rect().expand(8.0 * EYE);
    for lane in &map.lanes {
        // Of many lanes only those near the view are made; the others keep their room.
        let row = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), EYE));
        if !view.intersects(row) {
            ui.allocate_space(row.size());
            continue;
        }
        let target = Target::Lane(lane.id.clone());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let room = ui.available_width() - EYE - 4.0;
            ui.allocate_ui(vec2(room, EYE), |ui| {
                // What is not on the sheet cannot be selected there.
                ui.add_enabled_ui(!lane.hidden, |ui| {
                    list_row_ui(ui, desk, lane.icon_name(), &lane.title, &target);
                });
            });
            eye_ui(ui, desk, lane);
        });
    }
    if Action::ShowLanes.enabled(Some(desk.editor)).is_ok() {
        desk.action_ui(ui, Action::ShowLanes, ButtonKind::Outlined);
    }
}

fn eye_ui(ui: &mut Ui, desk: &mut Desk<'_>, lane: &Arc<Lane>) {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(EYE), Sense::click());
    let on = !lane.hidden;
    let name = desk
        .language
        .fill("Show “{lane}” on the map", &[("lane", &lane.title)]);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    if response.hovered() {
        let painter = ui.painter();
        painter.rect_filled(rect, tokens::RADIUS, palette.raised_hover);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let (icon, ink) = if on {
        ("eye", palette.quiet_ink)
    } else {
        ("eye-off", palette.faint_ink)
    };
    let half = Vec2::splat(8.0);
    let centre = pos2(rect.center().x, rect.center().y);
    let square = egui::Rect::from_min_max(centre - half, centre + half);
    widgets::paint_icon(ui.painter(), icon, square, ink);
    if response.on_hover_text(name).clicked() {
        let step = if on { "Hide lane" } else { "Show lanes" };
        let lane = lane.id.clone();
        desk.edit(step, Edit::SetLaneHidden { lane, hidden: on });
    }
}

impl Inspector {
    /// The least height of a lane, and what takes it off the sheet or makes it thin.
    pub(super) fn lane_size_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, lane: &Arc<Lane>) {
        let text = lane.height.map(signed_number).unwrap_or_default();
        let hint = desk.t("automatic (fits its content)");
        let look = FieldLook::new("Minimum height").hint(hint);
        let look = look.step("Change height");
        let id = ("lane height", lane.id.as_str());
        self.value_ui(ui, desk, id, &text, look, &|text| {
            let lane = lane.id.clone();
            let height = size(text)?;
            Some(Edit::SetLaneHeight { lane, height })
        });
        ui.add_space(8.0);
        desk.action_ui(ui, Action::CollapseLane, ButtonKind::Plain);
        desk.action_ui(ui, Action::HideLane, ButtonKind::Plain);
    }

    pub(super) fn stage_width_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, stage: &Arc<Stage>) {
        let text = stage.width.map(signed_number).unwrap_or_default();
        let hint = desk.t("automatic (equal share)");
        let look = FieldLook::new("Width").hint(hint).step("Change width");
        let id = ("stage width", stage.id.as_str());
        self.value_ui(ui, desk, id, &text, look, &|text| {
            let stage = stage.id.clone();
            let width = size(text)?;
            Some(Edit::SetStageWidth { stage, width })
        });
    }
}

/// A size or, where nothing is written, none; `None` for what is no number.
fn size(text: &str) -> Option<Option<f64>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    number(text).map(Some)
}
