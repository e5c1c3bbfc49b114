//! The heads that stay in view while the sheet is scrolled, over what stands below them.

use egui::{Rect, Stroke, StrokeKind, pos2, vec2};

use crate::{
    editor::{Editor, Heads},
    geom::{self, Camera, Point, Vec2},
    model::Target,
    ui::{
        paint::painter::{ScenePainter, camera_on_pixels},
        screen::rect_on_screen,
        tokens::{Palette, color32},
    },
};

/// Of the shadow below heads, in points.
const SHADOW: f32 = 5.0;

pub(super) fn heads_ui(
    canvas: &egui::Painter,
    view: Rect,
    editor: &Editor,
    camera: &Camera,
    painter: &mut ScenePainter,
    palette: &Palette,
) {
    let Heads { moved, room } = editor.heads();
    let (width, height) = (room.width as f32, room.height as f32);
    let sheet = color32(editor.scene().background);
    // A strip ends where the sheet does.
    let size = geom::Rect::from_origin_size(Point::ZERO, editor.scene().size);
    let within = rect_on_screen(view.min, camera.screen_rect(size)).intersect(view);
    let mut strip = |rect: Rect, by: Vec2, wanted: &dyn Fn(&Target) -> bool| {
        let clipped = canvas.with_clip_rect(rect.intersect(canvas.clip_rect()));
        clipped.rect_filled(rect, 0.0, sheet);
        let camera = Camera::new(camera.origin_in_doc() - by, camera.zoom());
        let camera = camera_on_pixels(&camera, canvas.pixels_per_point());
        let (scene, fonts) = (editor.scene(), editor.fonts());
        let is_wanted = |target: Option<&Target>| target.is_some_and(wanted);
        painter.paint_some(&clipped, view, scene, &camera, fonts, &is_wanted);
        for target in editor.selection().targets().iter().filter(|of| wanted(of)) {
            if let Some(place) = editor.layout().rect_of(target) {
                let place = rect_on_screen(view.min, camera.screen_rect(place));
                let stroke = Stroke::new(2.0, Palette::LIGHT.accent);
                let radius = (8.0 * camera.zoom() as f32).clamp(2.0, 12.0);
                clipped.rect_stroke(place.expand(1.0), radius, stroke, StrokeKind::Outside);
            }
        }
    };
    if width > 0.0 {
        let labels = Rect::from_min_max(view.min, pos2(view.left() + width, view.bottom()));
        let labels = labels.intersect(within);
        let is_label = |target: &Target| matches!(target, Target::Lane(_) | Target::Channel(_));
        strip(labels, Vec2::new(moved.x, 0.0), &is_label);
        fade(
            canvas,
            labels.right_top(),
            labels.right_bottom(),
            vec2(SHADOW, 0.0),
            palette,
        );
    }
    if height > 0.0 {
        // Where both are held, no stage is seen above the labels.
        let left = view.left() + width;
        let stages =
            Rect::from_min_max(pos2(left, view.top()), view.right_top() + vec2(0.0, height));
        let stages = stages.intersect(within);
        let is_stage = |target: &Target| matches!(target, Target::Stage(_) | Target::Step(_));
        strip(stages, Vec2::new(0.0, moved.y), &is_stage);
        let corner = Rect::from_min_size(view.min, vec2(width, height));
        canvas.rect_filled(corner, 0.0, sheet);
        let (from, to) = (corner.left_bottom(), stages.right_bottom());
        fade(canvas, from, to, vec2(0.0, SHADOW), palette);
    }
}

/// A shadow along an edge that falls to one side.
fn fade(
    canvas: &egui::Painter,
    from: egui::Pos2,
    to: egui::Pos2,
    by: egui::Vec2,
    palette: &Palette,
) {
    let mut mesh = egui::Mesh::default();
    for (at, color) in [
        (from, palette.shadow),
        (to, palette.shadow),
        (to + by, egui::Color32::TRANSPARENT),
        (from + by, egui::Color32::TRANSPARENT),
    ] {
        mesh.colored_vertex(at, color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    canvas.add(mesh);
}
