//! What comes out of two versions in one picture, with marks where they differ.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::rows::{BADGE, Found, Mark, Row, Sign, badge};
use crate::{
    geom::{self, Camera, Point},
    scene::Scene,
    ui::{
        dialogs::parts::DialogContext,
        screen::thumbnail_camera,
        tokens::{self, Palette},
        widgets,
    },
};

/// Both versions in one picture with its marks; gives the row of a mark that was clicked.
pub(super) fn picture_ui(
    ui: &mut Ui,
    size: Vec2,
    found: &Found,
    chosen: Option<Row>,
    camera: &mut Option<Camera>,
    context: &mut DialogContext<'_>,
) -> Option<Row> {
    let palette = Palette::of(ui);
    let (room, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Image,
            true,
            context.language.t("Both versions in one picture"),
        )
    });
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    painter.rect_filled(room, 10.0, palette.desk);
    let scene = &found.scene;
    let whole = whole_sheet(scene, size);
    let mut seen = camera.unwrap_or(whole);
    let in_room =
        |at: egui::Pos2| Point::new(f64::from(at.x - room.min.x), f64::from(at.y - room.min.y));
    if response.dragged() {
        let by = response.drag_delta();
        seen = seen.panned(geom::Vec2::new(f64::from(by.x), f64::from(by.y)));
        *camera = Some(seen);
    }
    if let Some(at) = response.hover_pos() {
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        let factor = f64::from(pinch) * f64::from(scroll / 240.0).exp();
        if factor != 1.0 {
            seen = seen.zoomed(factor, in_room(at));
            *camera = (seen.zoom() > whole.zoom()).then_some(seen);
            seen = camera.unwrap_or(whole);
        }
    }
    let on_screen = |rect: geom::Rect| {
        let rect = seen.screen_rect(rect);
        Rect::from_min_max(
            room.min + vec2(rect.x0 as f32, rect.y0 as f32),
            room.min + vec2(rect.x1 as f32, rect.y1 as f32),
        )
    };
    let paper = on_screen(geom::Rect::from_origin_size(Point::ZERO, scene.size));
    let painted = paper.intersect(room);
    painter.rect_filled(painted, 2.0, tokens::color32(scene.background));
    let by = painted.min - room.min;
    let inner = seen.panned(-geom::Vec2::new(f64::from(by.x), f64::from(by.y)));
    context
        .painter
        .paint(&painter, painted, scene, &inner, context.fonts);
    let pointer = response.hover_pos();
    let mut under: Option<(&Mark, f32)> = None;
    for mark in &found.marks {
        let rect = on_screen(mark.rect_in_doc).expand(2.0);
        if !rect.intersects(room) {
            continue;
        }
        let is_chosen = chosen == Some(mark.row);
        let color = mark.sign.color(&scene.theme);
        if mark.is_left_out {
            let veil = tokens::color32(scene.background).gamma_multiply(0.72);
            painter.rect_filled(rect, 5.0, veil);
        }
        let wash = if is_chosen { 0.16 } else { 0.10 };
        painter.rect_filled(rect, 5.0, color.gamma_multiply(wash));
        let stroke = Stroke::new(if is_chosen { 3.0 } else { 1.75 }, color);
        painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
        if mark.is_left_out && mark.sign != Sign::Added {
            painter.line_segment([rect.left_bottom(), rect.right_top()], stroke);
        }
        if pointer.is_some_and(|at| rect.contains(at))
            && under.is_none_or(|(_, area)| rect.area() < area)
        {
            under = Some((mark, rect.area()));
        }
    }
    for mark in &found.marks {
        let rect = on_screen(mark.rect_in_doc).expand(2.0);
        let centre = match mark.is_bare {
            true => rect.left_center() - vec2(BADGE / 2.0 + 3.0, 0.0),
            false => rect.left_top(),
        };
        if seen.zoom() > 0.3 && room.contains(centre) {
            badge(&painter, centre, mark.sign, &scene.theme);
        }
    }
    widgets::focus_ring(ui, &response, room, 10);
    let (mark, _) = under?;
    let words = match mark.row {
        Row::Conflict(index) => found.conflicts.get(index).map(|row| &row.name),
        Row::Change(index) => found.changes.get(index).map(|row| &row.words),
    };
    let is_clicked = response.clicked();
    if let Some(words) = words {
        response.on_hover_text_at_pointer(words);
    }
    is_clicked.then_some(mark.row)
}

/// What shows the whole sheet in the middle of a room.
fn whole_sheet(scene: &Scene, room: Vec2) -> Camera {
    let inner = Rect::from_min_size(egui::Pos2::ZERO, room - Vec2::splat(20.0));
    let zoom = thumbnail_camera(scene, inner).zoom();
    let size = geom::Size::new(f64::from(room.x), f64::from(room.y));
    let middle = geom::Rect::from_origin_size(Point::ZERO, scene.size).center();
    Camera::centred(middle, size, zoom)
}

/// What shows a row's place close enough to be read.
pub(super) fn look_at(found: &Found, row: Row, room: Vec2) -> Option<Camera> {
    let mut marks = found.marks.iter().filter(|mark| mark.row == row);
    let place = marks.next()?.rect_in_doc;
    let whole = whole_sheet(&found.scene, room).zoom();
    let fits = f64::from(room.x) * 0.8 / place.width().max(1.0);
    let size = geom::Size::new(f64::from(room.x), f64::from(room.y));
    let zoom = fits.min(0.8).max(whole);
    Some(Camera::centred(place.center(), size, zoom))
}
