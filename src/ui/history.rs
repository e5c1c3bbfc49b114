//! The history of a map: the versions that were saved, one of them to be looked at and brought back.

use std::sync::Arc;

use egui::{Align, Color32, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    dialogs::{self, Answer, Stage},
    recovery::preview_ui,
    tokens::{self, Palette},
    widgets::{self, Kind},
};
use crate::scene::Scene;

/// The versions of the open map.
#[derive(Debug, Default)]
pub struct HistoryDialog {
    /// The latest first; `None` while they are looked up.
    pub versions: Option<Vec<KeptVersion>>,
    /// The one that is looked at.
    pub chosen: usize,
    /// Its picture, once it is made, or why there is none.
    pub preview: Option<Result<Arc<Scene>, String>>,
}

/// One version, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptVersion {
    pub when: String,
    pub title: String,
    /// It is what the map is now.
    pub is_now: bool,
}

const LIST: f32 = 250.0;
const ROW: f32 = 50.0;

impl HistoryDialog {
    pub(super) fn ui(&self, ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        dialogs::heading(ui, language.t("History"));
        let versions = self.versions.as_deref().unwrap_or_default();
        let text = match &self.versions {
            None => "Looking for earlier versions…",
            Some(versions) if versions.is_empty() => {
                "Nothing is kept of this map yet. Whenever it is saved, that version is kept here."
            }
            Some(_) => {
                "The last ten versions that were saved. One that is brought back is a step that can be undone."
            }
        };
        dialogs::paragraph(ui, language.t(text));
        let mut wanted = None;
        if !versions.is_empty() {
            ui.add_space(6.0);
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(150.0, 420.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let down = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(LIST, height), down, |ui| {
                    ui.set_width(LIST);
                    ScrollArea::vertical()
                        .auto_shrink(false)
                        .min_scrolled_height(height)
                        .max_height(height)
                        .show(ui, |ui| {
                            ui.spacing_mut().item_spacing.y = 2.0;
                            for (index, version) in versions.iter().enumerate() {
                                let is_chosen = index == self.chosen;
                                if row_ui(ui, version, is_chosen, stage) && !is_chosen {
                                    wanted = Some(Answer::LookAtVersion(index));
                                }
                            }
                        });
                });
                let size = vec2(ui.available_width().max(0.0), height);
                let scene = match &self.preview {
                    Some(Ok(scene)) => Ok(&**scene),
                    Some(Err(why)) => Err(why.as_str()),
                    None => Err(""),
                };
                preview_ui(ui, size, scene, stage);
            });
        }
        let chosen = versions.get(self.chosen);
        let ready =
            chosen.is_some_and(|version| !version.is_now) && matches!(self.preview, Some(Ok(_)));
        let close = (language.t("Close"), Kind::Plain, true, Answer::Cancel);
        let bring = language.t("Bring back");
        let back = (bring, Kind::Primary, ready, Answer::BringBack(self.chosen));
        let compare = language.t("Compare");
        let compare = (
            compare,
            Kind::Plain,
            ready,
            Answer::CompareVersion(self.chosen),
        );
        let clicked = match versions {
            [] => dialogs::buttons(ui, &[close]),
            _ => dialogs::buttons(ui, &[close, compare, back]),
        };
        clicked.or(wanted)
    }
}

fn row_ui(ui: &mut Ui, version: &KeptVersion, is_chosen: bool, stage: &Stage<'_>) -> bool {
    let palette = Palette::of(ui);
    let size = vec2((ui.available_width() - 8.0).max(0.0), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let when = match version.is_now {
        true => stage
            .language
            .fill("{when} · as it is now", &[("when", &version.when)]),
        false => version.when.clone(),
    };
    let label = format!("{when}, {}", version.title);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &label));
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let lines = [
        (when, tokens::semibold(13.0), palette.ink, 7.0),
        (
            version.title.clone(),
            tokens::medium(12.5),
            palette.quiet_ink,
            27.0,
        ),
    ];
    for (text, font, ink, down) in lines {
        let room = Rect::from_min_max(
            pos2(rect.left() + 12.0, rect.top() + down),
            rect.max - vec2(8.0, 0.0),
        );
        let job = egui::text::LayoutJob {
            wrap: egui::text::TextWrapping::truncate_at_width(room.width()),
            ..egui::text::LayoutJob::simple_singleline(text, font, Color32::PLACEHOLDER)
        };
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(room.min, galley, ink);
    }
    response.clicked()
}
