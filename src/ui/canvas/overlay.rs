//! Selection, drop places and what is dragged, painted over the sheet.

use egui::{Align2, Color32, Rect, Stroke, StrokeKind, Vec2, epaint::CubicBezierShape, vec2};

use crate::{
    editor::{Editor, LinkCurve, Overlay},
    geom::{self, Camera},
    model::Target,
    ui::{
        paint::painter::ScenePainter,
        screen::{pos, rect_on_screen},
        tokens::{Palette, color32},
        widgets,
    },
    words::Language,
};

/// Selection, drop places and what is dragged, over the sheet.
pub(super) fn overlay(
    canvas: &egui::Painter,
    view: Rect,
    editor: &Editor,
    camera: &Camera,
    painter: &mut ScenePainter,
    palette: &Palette,
    language: Language,
) {
    let overlay = editor.overlay(language);
    let on_screen = |rect: geom::Rect| rect_on_screen(view.min, camera.screen_rect(rect));
    let accent = Palette::LIGHT.accent;
    let radius = (8.0 * camera.zoom() as f32).clamp(2.0, 12.0);
    let outline = |(target, rect): &(Target, geom::Rect), width: f32, color: Color32| {
        let rect = on_screen(*rect);
        let stroke = Stroke::new(width, color);
        if matches!(target, Target::Point(_)) {
            canvas.circle_stroke(rect.center(), rect.width() / 2.0 + 3.0, stroke);
        } else {
            canvas.rect_stroke(rect.expand(1.0), radius, stroke, StrokeKind::Outside);
        }
    };
    if let Some(hovered) = &overlay.hovered
        && !editor.selection().contains(&hovered.0)
        && !matches!(hovered.0, Target::Arrow(_))
    {
        outline(hovered, 1.0, Palette::LIGHT.faint_ink);
    }
    let has_no_frame = |target: &Target| matches!(target, Target::Arrow(_));
    let is_dragged = |target: &Target| overlay.ghosts.iter().any(|ghost| ghost.target == *target);
    for selected in &overlay.selected {
        // What is being written has a frame of its own, what is dragged takes it along.
        if editor.text_edit().is_none() && !is_dragged(&selected.0) && !has_no_frame(&selected.0) {
            if !matches!(selected.0, Target::Point(_)) {
                canvas.rect_filled(on_screen(selected.1), radius, accent.gamma_multiply(0.08));
            }
            outline(selected, 2.0, accent);
        }
    }
    if let Some((_, ring)) = overlay.ring {
        let ring = on_screen(ring).expand(4.0);
        canvas.rect_stroke(
            ring,
            0.0,
            Stroke::new(4.0, Color32::WHITE),
            StrokeKind::Middle,
        );
        dashed(canvas, ring, Stroke::new(2.0, accent));
    }
    let cell = color32(editor.map().theme.colors.cell);
    for home in &overlay.faded {
        canvas.rect_filled(on_screen(*home), 4.0, cell.gamma_multiply(0.7));
    }
    for slot in &overlay.slots {
        // What stands there already is seen at the pointer.
        let slot = on_screen(*slot);
        if !overlay.ghosts.is_empty() {
            canvas.rect_filled(slot.expand(1.0), 6.0, cell);
        }
        canvas.rect_filled(slot, 6.0, accent.gamma_multiply(0.14));
        dashed(canvas, slot, Stroke::new(2.0, accent));
    }
    if let Some(bar) = overlay.bar {
        let bar = on_screen(bar);
        let bar = Rect::from_center_size(bar.center(), bar.size().max(Vec2::splat(3.0)));
        canvas.rect_filled(bar, 2.0, accent);
    }
    for ghost in &overlay.ghosts {
        let rect = on_screen(ghost.rect);
        let shadow = egui::Shadow {
            offset: [0, 6],
            blur: 18,
            spread: 0,
            color: Palette::LIGHT.lifted,
        };
        canvas.add(shadow.as_shape(rect, 6.0));
        let lifted = Camera::new(camera.origin_in_doc() - ghost.moved_by, camera.zoom());
        let wanted = |target: Option<&Target>| target == Some(&ghost.target);
        painter.paint_some(
            canvas,
            view,
            editor.scene(),
            &lifted,
            editor.fonts(),
            &wanted,
        );
        canvas.rect_stroke(rect, 6.0, Stroke::new(2.0, accent), StrokeKind::Outside);
    }
    links_ui(canvas, view, camera, &overlay);
    if let Some((gap, hot)) = overlay.gap {
        let at = pos(view.min, camera.screen_from_doc(gap.at()));
        let (fill, ink) = if hot {
            (accent, palette.on_accent)
        } else {
            (Palette::LIGHT.raised, Palette::LIGHT.faint_ink)
        };
        canvas.circle_filled(at, 10.0, fill);
        let stroke = Stroke::new(2.0, ink);
        canvas.line_segment([at - vec2(4.5, 0.0), at + vec2(4.5, 0.0)], stroke);
        canvas.line_segment([at - vec2(0.0, 4.5), at + vec2(0.0, 4.5)], stroke);
    }
    if let Some(marquee) = overlay.marquee {
        let marquee = on_screen(marquee);
        canvas.rect_filled(marquee, 0.0, accent.gamma_multiply(0.08));
        canvas.rect_stroke(marquee, 0.0, Stroke::new(1.0, accent), StrokeKind::Inside);
    }
    if let Some(at) = overlay.curve_hint {
        let at = pos(view.min, camera.screen_from_doc(at));
        canvas.circle(at, 6.0, Color32::WHITE, Stroke::new(2.0, accent));
    }
    if let Some(tag) = &overlay.tag {
        let at = pos(view.min, camera.screen_from_doc(tag.at)) + vec2(18.0, 0.0);
        let (fill, ink) = (palette.tag, palette.on_tag);
        widgets::tag(canvas, at, Align2::LEFT_CENTER, &tag.text, fill, ink);
    }
}

/// What is linked with what, the link that is being drawn, and where one begins.
fn links_ui(canvas: &egui::Painter, view: Rect, camera: &Camera, overlay: &Overlay) {
    let (accent, danger) = (Palette::LIGHT.accent, Palette::LIGHT.danger);
    let on_screen = |rect: geom::Rect| rect_on_screen(view.min, camera.screen_rect(rect));
    let radius = (8.0 * camera.zoom() as f32).clamp(2.0, 12.0);
    let at = |point: geom::Point| pos(view.min, camera.screen_from_doc(point));
    let line = |curve: &LinkCurve, width: f32, color: Color32| {
        let stroke = Stroke::new(width, color);
        let points = curve.map(at);
        let shape =
            CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
        canvas.add(shape);
        for end in [points[0], points[3]] {
            canvas.circle(end, 3.5, Color32::WHITE, Stroke::new(1.5, color));
        }
    };
    for link in &overlay.links {
        let quiet = accent.gamma_multiply(0.8);
        let stroke = Stroke::new(1.5, accent.gamma_multiply(0.45));
        canvas.rect_stroke(
            on_screen(link.to).expand(1.0),
            radius,
            stroke,
            StrokeKind::Outside,
        );
        line(&link.curve, 1.5, quiet);
    }
    if let Some(pull) = &overlay.pull {
        for (rect, known) in &pull.takers {
            let rect = on_screen(*rect);
            let strength = if *known { 0.9 } else { 0.45 };
            let stroke = Stroke::new(1.5, accent.gamma_multiply(strength));
            canvas.rect_stroke(rect.expand(1.0), radius, stroke, StrokeKind::Outside);
        }
        let unlinks = matches!(pull.to, Some((_, true)));
        let color = if unlinks { danger } else { accent };
        if let Some((rect, _)) = pull.to {
            let rect = on_screen(rect);
            canvas.rect_filled(rect, radius, color.gamma_multiply(0.12));
            let stroke = Stroke::new(2.5, color);
            canvas.rect_stroke(rect.expand(1.0), radius, stroke, StrokeKind::Outside);
        }
        line(&pull.curve, 2.0, color);
    }
    for (corners, selected) in &overlay.arrows {
        let strength = if *selected { 1.0 } else { 0.45 };
        let points = corners.iter().map(|corner| at(*corner)).collect();
        let stroke = Stroke::new(3.0, accent.gamma_multiply(strength));
        canvas.add(egui::Shape::line(points, stroke));
    }
    if let Some((handle, icon_name, hot)) = overlay.link_handle {
        let (fill, ink) = if hot {
            (accent, Color32::WHITE)
        } else {
            (Color32::WHITE, accent)
        };
        let middle = at(handle);
        canvas.circle(middle, 8.0, fill, Stroke::new(1.5, accent));
        let icon = Rect::from_center_size(middle, Vec2::splat(11.0));
        widgets::paint_icon(canvas, icon_name, icon, ink);
    }
}

/// A dashed outline.
fn dashed(canvas: &egui::Painter, rect: Rect, stroke: Stroke) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    canvas.extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 4.0));
}
