//! Maps to choose from, each painted small: the templates and the samples.

use egui::{
    CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    scene::Scene,
    text::Fonts,
    ui::{
        paint::painter::ScenePainter,
        screen::thumbnail_camera,
        tokens::{self, Palette},
        view::{RecentMap, TemplatePreview},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Three in a row.
pub(super) const WIDTH: f32 = 3.0 * THUMBNAIL.x + 2.0 * GAP.x;
pub(super) const GAP: Vec2 = vec2(16.0, 16.0);
const THUMBNAIL: Vec2 = vec2(276.0, 214.0);
/// Of the line with the name.
const NAME: f32 = 40.0;

/// What is wanted of a template, by its place.
pub(super) enum GalleryAnswer {
    Use(usize),
    Remove(usize),
}

pub(super) fn gallery_ui(
    ui: &mut Ui,
    templates: &[TemplatePreview],
    language: Language,
    fonts: &Fonts,
    painter: &mut ScenePainter,
) -> Option<GalleryAnswer> {
    let mut choice = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = GAP;
        for (index, template) in templates.iter().enumerate() {
            let name = &template.name;
            let label = if template.is_own {
                language.fill("Your template: {name}", &[("name", name)])
            } else {
                language.fill("Template: {name}", &[("name", name)])
            };
            let card = sheet_ui(ui, name, &label, &template.scene, fonts, painter);
            if card.clicked() {
                choice = Some(GalleryAnswer::Use(index));
            }
            if template.is_own {
                let label = language.fill("Remove the template “{name}”", &[("name", name)]);
                let at = card.rect.right_bottom() - vec2(38.0, 37.0);
                let button = Press::icon("trash", &label).kind(ButtonKind::Bare);
                let rect = Rect::from_min_size(at, vec2(30.0, 30.0));
                if ui.put(rect, button).clicked() {
                    choice = Some(GalleryAnswer::Remove(index));
                }
            }
        }
    });
    choice
}

/// A map painted small, with its name below; `label` is what is spoken.
pub(super) fn sheet_ui(
    ui: &mut Ui,
    name: &str,
    label: &str,
    scene: &Scene,
    fonts: &Fonts,
    painter: &mut ScenePainter,
) -> Response {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(THUMBNAIL + vec2(0.0, NAME), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let hot = response.hovered() || response.has_focus();
    let ground = ui.painter();
    ground.rect_filled(rect, CornerRadius::same(12), palette.chrome);
    let picture = Rect::from_min_size(rect.min, THUMBNAIL).shrink(10.0);
    let paper = {
        let zoom = thumbnail_camera(scene, picture).zoom() as f32;
        let size = vec2(scene.size.width as f32, scene.size.height as f32) * zoom;
        Rect::from_center_size(picture.center(), size)
    };
    ground.rect_filled(paper, 2.0, tokens::color32(scene.background));
    let camera = thumbnail_camera(scene, paper);
    painter.paint(ground, paper, scene, &camera, fonts);
    let name_room = Rect::from_min_max(
        pos2(rect.left() + 14.0, rect.bottom() - NAME),
        rect.max - vec2(44.0, 0.0),
    );
    let font = tokens::semibold(13.5);
    let named = widgets::cut(ground, name, font, palette.ink, name_room.width());
    let at = pos2(
        name_room.left(),
        rect.bottom() - 22.0 - named.size().y / 2.0,
    );
    ground.galley(at, named, palette.ink);
    let stroke = if hot {
        Stroke::new(2.0, palette.accent_ink)
    } else {
        Stroke::new(1.0, palette.border)
    };
    ground.rect_stroke(rect, 12.0, stroke, StrokeKind::Inside);
    response
}

/// The room of a row, and of the picture in it.
const ROW: f32 = 58.0;
const PICTURE: Vec2 = vec2(76.0, 48.0);

/// A map of late: its picture, its name and where it lies.
pub(super) fn recent_ui(ui: &mut Ui, recent: &RecentMap) -> Response {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let label = format!("{}, {}", recent.name, recent.folder);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, tokens::RADIUS, palette.chrome);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let room = Rect::from_min_size(rect.min + vec2(8.0, (ROW - PICTURE.y) / 2.0), PICTURE);
    match &recent.picture {
        Some(picture) => {
            let texture = picture.texture(ui.ctx());
            let size = texture.size_vec2();
            let zoom = (PICTURE / size).min_elem();
            let paper = Rect::from_center_size(room.center(), size * zoom);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture.id(), paper, whole, egui::Color32::WHITE);
            let stroke = Stroke::new(1.0, palette.border);
            painter.rect_stroke(paper, 1.0, stroke, StrokeKind::Outside);
        }
        None => {
            let icon = Rect::from_center_size(room.center(), Vec2::splat(18.0));
            widgets::paint_icon(&painter, "document", icon, palette.accent_ink);
        }
    }
    let left = room.right() + 14.0;
    for (text, font, ink, up) in [
        (&recent.name, tokens::semibold(13.5), palette.ink, -9.0),
        (
            &recent.folder,
            tokens::medium(12.5),
            palette.quiet_ink,
            10.0,
        ),
    ] {
        let galley = widgets::cut(&painter, text, font, ink, rect.right() - 8.0 - left);
        let at = pos2(left, rect.center().y + up - galley.size().y / 2.0);
        painter.galley(at, galley, ink);
    }
    response
}
