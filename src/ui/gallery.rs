//! Maps to choose from, each painted small: the templates and the samples.

use egui::{
    Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::{
    scene::Scene,
    text::Fonts,
    ui::{
        paint::painter::ScenePainter,
        screen::thumbnail_camera,
        tokens::{self, Palette},
        view::TemplatePreview,
        widgets::{ButtonKind, Press},
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
    ground
        .with_clip_rect(name_room.intersect(ui.clip_rect()))
        .text(
            pos2(name_room.left(), rect.bottom() - 22.0),
            Align2::LEFT_CENTER,
            name,
            tokens::semibold(13.5),
            palette.ink,
        );
    let stroke = if hot {
        Stroke::new(2.0, palette.accent_ink)
    } else {
        Stroke::new(1.0, palette.border)
    };
    ground.rect_stroke(rect, 12.0, stroke, StrokeKind::Inside);
    response
}
