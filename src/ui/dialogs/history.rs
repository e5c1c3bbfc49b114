//! The history of a map: the versions that were saved, one of them to be looked at and brought back.

use std::sync::Arc;

use egui::{Align, Color32, Layout, Role, ScrollArea, Sense, Ui, vec2};

use super::{
    answer::Answer,
    parts::{self, DialogContext},
    preview::preview_ui,
};
use crate::{
    scene::Scene,
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, marked},
};

/// The versions of the open map.
#[derive(Debug, Default)]
pub struct HistoryDialog {
    /// The latest first; `None` while they are looked up.
    pub versions: Option<Vec<KeptVersion>>,
    /// The one that is looked at.
    pub chosen: usize,
    /// What is seen of it, once that is made, or why there is nothing.
    pub preview: Option<Result<SeenVersion, String>>,
}

/// The version that is looked at.
#[derive(Debug, Clone)]
pub struct SeenVersion {
    pub scene: Arc<Scene>,
    /// How the open map differs from it, or what was discarded from the open map, in words; empty
    /// where nothing can be seen to.
    pub since: String,
}

/// One version, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptVersion {
    pub when: String,
    /// What changed in it, once that is known.
    pub words: Option<String>,
    /// It is what the map is now.
    pub is_now: bool,
    /// It never was in the file: somebody gave it up.
    pub is_discarded: bool,
}

const LIST: f32 = 330.0;
/// Of the words beneath the picture.
const SINCE: f32 = 44.0;

impl HistoryDialog {
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, context: &mut DialogContext<'_>) -> Option<Answer> {
        let language = context.language;
        parts::heading(ui, language.t("History"));
        let versions = self.versions.as_deref().unwrap_or_default();
        let text = match &self.versions {
            None => "Looking for earlier versions…",
            Some(versions) if versions.is_empty() => {
                "No earlier versions of this map yet. Each time you save, a version is kept here."
            }
            Some(versions) if versions.iter().any(|version| version.is_discarded) => {
                "Your last ten saved versions, and unsaved work you discarded. Restoring one can be undone."
            }
            Some(_) => "Your last ten saved versions. Restoring one can be undone.",
        };
        parts::paragraph(ui, language.t(text));
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
                                if row_ui(ui, version, is_chosen, context) && !is_chosen {
                                    wanted = Some(Answer::LookAtVersion(index));
                                }
                            }
                        });
                });
                ui.vertical(|ui| {
                    let size = vec2(ui.available_width().max(0.0), height - SINCE);
                    let scene = match &self.preview {
                        Some(Ok(seen)) => Ok(&*seen.scene),
                        Some(Err(why)) => Err(why.as_str()),
                        None => Err(""),
                    };
                    preview_ui(ui, size, scene, context);
                    self.since_ui(ui, size.x, language);
                });
            });
        }
        let chosen = versions.get(self.chosen);
        let ready =
            chosen.is_some_and(|version| !version.is_now) && matches!(self.preview, Some(Ok(_)));
        let close = (language.t("Close"), ButtonKind::Plain, true, Answer::Cancel);
        let bring = language.t("Restore");
        let back = (
            bring,
            ButtonKind::Primary,
            ready,
            Answer::BringBack(self.chosen),
        );
        let compare = (
            language.t("Compare with current…"),
            ButtonKind::Plain,
            ready,
            Answer::CompareVersion(self.chosen),
        );
        let clicked = match versions {
            [] => parts::buttons(ui, &[close]),
            _ => parts::buttons(ui, &[close, compare, back]),
        };
        clicked.or(wanted)
    }

    /// How the open map differs from the version that is looked at.
    fn since_ui(&self, ui: &mut Ui, width: f32, language: Language) {
        let version = self.versions.as_ref().and_then(|v| v.get(self.chosen));
        let (Some(version), Some(Ok(seen))) = (version, &self.preview) else {
            return;
        };
        // English, for the translation table.
        let text = match (seen.since.as_str(), version.is_discarded) {
            _ if version.is_now => "Same as the current map.",
            ("", false) => "Nothing visible has changed since.",
            ("", true) => "No visible differences from the current map.",
            (_, false) => "Since then: {changes}",
            (_, true) => "Restoring it would change: {changes}",
        };
        let text = language.fill(text, &[("changes", &seen.since)]);
        let ink = Palette::of(ui).quiet_ink;
        let mut job = egui::text::LayoutJob::simple(text.clone(), tokens::medium(13.0), ink, width);
        job.wrap.max_rows = 2;
        ui.set_max_width(width);
        ui.label(job).on_hover_text(text);
    }
}

/// One version; `true` when it was clicked.
fn row_ui(
    ui: &mut Ui,
    version: &KeptVersion,
    is_chosen: bool,
    context: &DialogContext<'_>,
) -> bool {
    let palette = Palette::of(ui);
    let width = (ui.available_width() - 8.0).max(0.0);
    let language = context.language;
    let fill = |text| language.fill(text, &[("when", &version.when)]);
    let when = match (version.is_now, version.is_discarded) {
        (true, _) => fill(marked("{when} · current")),
        (false, true) => fill(marked("{when} · discarded unsaved work")),
        (false, false) => version.when.clone(),
    };
    let words = version.words.as_deref().unwrap_or_default();
    let lay = |text: &str, font, rows| {
        let room = width - 20.0;
        let mut job =
            egui::text::LayoutJob::simple(text.to_owned(), font, Color32::PLACEHOLDER, room);
        job.wrap.max_rows = rows;
        ui.painter().layout_job(job)
    };
    let head = lay(&when, tokens::semibold(13.0), 1);
    let body = lay(words, tokens::medium(12.5), 2);
    let size = vec2(width, 8.0 + head.size().y + 3.0 + body.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("{when}, {words}");
    spoken::selectable(&response, Role::ListItem, &label, is_chosen);
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, tokens::RADIUS, fill);
    if is_chosen {
        widgets::chosen_ring(ui, rect);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let at = rect.min + vec2(12.0, 8.0);
    let below = at + vec2(0.0, head.size().y + 3.0);
    let is_cut = body.elided;
    ui.painter().galley(at, head, palette.ink);
    ui.painter().galley(below, body, palette.quiet_ink);
    let is_clicked = response.clicked();
    if is_cut {
        response.on_hover_text(words);
    }
    is_clicked
}
