//! Unsaved work that a sudden end has left: shown beside what is on the disk.

use std::sync::Arc;

use egui::{Align2, Color32, Rect, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::{
    dialogs::{self, Answer, Stage, thumbnail_camera},
    tokens::{self, Palette},
    widgets::{self, Kind},
};
use crate::{scene::Scene, words::Language};

/// One map with unsaved work, to be opened or dropped.
#[derive(Debug)]
pub struct RecoveryDialog {
    pub title: String,
    /// The file, as it is shown; `None` for a map that was never saved.
    pub file: Option<String>,
    /// When the work was kept, in words.
    pub when: String,
    pub scene: Arc<Scene>,
    pub on_disk: OnDisk,
    /// The file was changed after the work had begun.
    pub has_changed: bool,
    /// How many others wait.
    pub more: usize,
}

/// What lies in the file of a map that is recovered.
#[derive(Debug)]
pub enum OnDisk {
    /// The map was never saved.
    Nothing,
    Gone,
    Unreadable,
    /// Saved then, in words.
    Map {
        when: String,
        scene: Arc<Scene>,
    },
}

impl RecoveryDialog {
    pub(super) fn ui(&self, ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        dialogs::heading(
            ui,
            &language.fill("Unsaved work on “{title}”", &[("title", &self.title)]),
        );
        let text = "Jejak came to a sudden end before this was saved. Nothing is written to a file until you save.";
        dialogs::paragraph(ui, language.t(text));
        if let Some(file) = &self.file {
            let quiet = Palette::of(ui).quiet_ink;
            widgets::line(ui, file, tokens::semibold(12.5), quiet);
        }
        ui.add_space(8.0);
        let width = ((ui.available_width() - 16.0) / 2.0).max(0.0);
        let height = (ui.ctx().content_rect().height() - 360.0).clamp(110.0, 230.0);
        let size = vec2(width, height);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let mine = language.fill("Unsaved work, {when}", &[("when", &self.when)]);
            side_ui(ui, size, &mine, Ok(&self.scene), stage);
            match &self.on_disk {
                OnDisk::Map { when, scene } => {
                    let label = language.fill("In the file, {when}", &[("when", when)]);
                    side_ui(ui, size, &label, Ok(scene), stage);
                }
                other => {
                    let why = match other {
                        OnDisk::Nothing => "It was never saved to a file.",
                        OnDisk::Gone => "The file is no longer there.",
                        _ => "The file cannot be read.",
                    };
                    let label = language.t("In the file");
                    side_ui(ui, size, label, Err(language.t(why)), stage);
                }
            }
        });
        if self.has_changed {
            ui.add_space(4.0);
            let danger = Palette::of(ui).danger;
            let text = "The file was changed after this work had begun. Both stay: what is in the file can be had back by Undo.";
            ui.label(
                RichText::new(language.t(text))
                    .font(tokens::medium(13.0))
                    .color(danger),
            );
        }
        if self.more > 0 {
            ui.add_space(4.0);
            dialogs::paragraph(ui, &more(self.more, language));
        }
        dialogs::buttons(
            ui,
            &[
                (language.t("Discard"), Kind::Plain, true, Answer::Discard),
                (language.t("Later"), Kind::Plain, true, Answer::Cancel),
                (language.t("Recover"), Kind::Primary, true, Answer::Recover),
            ],
        )
    }
}

fn more(count: usize, language: Language) -> String {
    match count {
        1 => language
            .t("There is unsaved work on one more map.")
            .to_owned(),
        n => language.fill(
            "There is unsaved work on {n} more maps.",
            &[("n", &n.to_string())],
        ),
    }
}

fn side_ui(
    ui: &mut Ui,
    size: Vec2,
    label: &str,
    scene: Result<&Scene, &str>,
    stage: &mut Stage<'_>,
) {
    ui.vertical(|ui| {
        ui.set_width(size.x);
        let ink = Palette::of(ui).ink;
        widgets::line(ui, label, tokens::semibold(13.0), ink);
        ui.add_space(4.0);
        preview_ui(ui, size, scene, stage);
    });
}

/// A map painted small, or words in its place.
pub(super) fn preview_ui(
    ui: &mut Ui,
    size: Vec2,
    scene: Result<&Scene, &str>,
    stage: &mut Stage<'_>,
) {
    let palette = Palette::of(ui);
    let (room, _) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    painter.rect_filled(room, 10.0, palette.desk);
    match scene {
        Ok(scene) => {
            let inner = room.shrink(10.0);
            let zoom = thumbnail_camera(scene, inner).zoom() as f32;
            let paper = vec2(scene.size.width as f32, scene.size.height as f32) * zoom;
            let paper = Rect::from_center_size(room.center(), paper);
            painter.rect_filled(paper, 2.0, tokens::color32(scene.background));
            let camera = thumbnail_camera(scene, paper);
            stage
                .painter
                .paint(&painter, paper, scene, &camera, stage.fonts);
            let stroke = Stroke::new(1.0, palette.border);
            painter.rect_stroke(paper, 2.0, stroke, StrokeKind::Outside);
        }
        Err(words) => {
            let galley = painter.layout(
                words.to_owned(),
                tokens::medium(13.0),
                Color32::PLACEHOLDER,
                room.width() - 32.0,
            );
            let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), room);
            painter.galley(at.min, galley, palette.quiet_ink);
        }
    }
}
