//! A map painted small in a dialog.

use egui::{Align2, Color32, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::parts::DialogContext;
use crate::{
    scene::Scene,
    ui::{
        screen::thumbnail_camera,
        tokens::{self, Palette},
    },
};

/// A map painted small, or words in its place.
pub(super) fn preview_ui(
    ui: &mut Ui,
    size: Vec2,
    scene: Result<&Scene, &str>,
    context: &mut DialogContext<'_>,
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
            context
                .painter
                .paint(&painter, paper, scene, &camera, context.fonts);
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
