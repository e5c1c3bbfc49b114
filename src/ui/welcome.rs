//! What the window shows while no map is open: a new map, opening one, the maps of late, the
//! samples.

use egui::{
    Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::{
    RecentMap, Sample, UiEvent, View,
    dialogs::thumbnail_camera,
    painter::ScenePainter,
    shell::paint_mark,
    tokens::{self, Palette},
    widgets::{self, Kind, Press},
};
use crate::editor::Action;

const COLUMN: f32 = 860.0;
const THUMBNAIL: Vec2 = vec2(276.0, 214.0);

pub(super) fn welcome_ui(
    ui: &mut Ui,
    view: &View<'_>,
    painter: &mut ScenePainter,
    events: &mut Vec<UiEvent>,
) {
    let language = view.language;
    let palette = Palette::of(ui);
    ui.painter().rect_filled(ui.max_rect(), 0.0, palette.desk);
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let width = COLUMN.min(ui.available_width() - 48.0);
            let left = (ui.available_width() - width) / 2.0;
            ui.horizontal_top(|ui| {
                ui.add_space(left);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space((ui.ctx().content_rect().height() * 0.07).clamp(16.0, 72.0));
                    head_ui(ui, view);
                    ui.add_space(22.0);
                    ui.horizontal(|ui| {
                        let new = Press::text(language.t("New map"))
                            .with_icon("plus")
                            .kind(Kind::Primary)
                            .height(40.0);
                        if ui.add(new.min_width(150.0)).clicked() {
                            events.push(UiEvent::Action(Action::New));
                        }
                        let open = Press::text(language.t("Open…"))
                            .with_icon("folder")
                            .kind(Kind::Outlined)
                            .height(40.0);
                        if ui.add(open.min_width(130.0)).clicked() {
                            events.push(UiEvent::Action(Action::Open));
                        }
                        ui.add_space(8.0);
                        let hint = language.t("or drop a file on this window");
                        widgets::line(ui, hint, tokens::medium(13.0), palette.quiet_ink);
                    });
                    if !view.recent.is_empty() {
                        section(ui, language.t("Recent maps"));
                        for (index, recent) in view.recent.iter().enumerate() {
                            if recent_ui(ui, recent).clicked() {
                                events.push(UiEvent::OpenRecent(index));
                            }
                        }
                    }
                    if !view.samples.is_empty() {
                        section(ui, language.t("Samples"));
                        ui.horizontal_wrapped(|ui| {
                            ui.spacing_mut().item_spacing = vec2(16.0, 16.0);
                            for (index, sample) in view.samples.iter().enumerate() {
                                if sample_ui(ui, sample, view, painter).clicked() {
                                    events.push(UiEvent::OpenSample(index));
                                }
                            }
                        });
                    }
                    ui.add_space(32.0);
                });
            });
        });
}

fn head_ui(ui: &mut Ui, view: &View<'_>) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(56.0), Sense::hover());
        paint_mark(ui.painter(), rect, palette);
        ui.add_space(6.0);
        ui.vertical(|ui| {
            ui.add_space(2.0);
            widgets::line(ui, "Jejak", tokens::bold(26.0), palette.ink);
            let what = view
                .language
                .t("What your customers do, think and feel, on one sheet");
            widgets::line(ui, what, tokens::medium(14.0), palette.quiet_ink);
        });
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(28.0);
    let ink = Palette::of(ui).ink;
    widgets::line(ui, title, tokens::semibold(15.0), ink);
    ui.add_space(2.0);
}

fn recent_ui(ui: &mut Ui, recent: &RecentMap) -> Response {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::click());
    let label = format!("{}, {}", recent.name, recent.folder);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, tokens::RADIUS, palette.chrome);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let icon = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), Vec2::splat(16.0));
    widgets::paint_icon(&painter, "document", icon, palette.accent_ink);
    let name = painter.text(
        pos2(rect.left() + 40.0, rect.center().y),
        Align2::LEFT_CENTER,
        &recent.name,
        tokens::semibold(13.5),
        palette.ink,
    );
    painter.text(
        pos2(name.right() + 12.0, rect.center().y),
        Align2::LEFT_CENTER,
        &recent.folder,
        tokens::medium(12.5),
        palette.quiet_ink,
    );
    response
}

fn sample_ui(
    ui: &mut Ui,
    sample: &Sample,
    view: &View<'_>,
    painter: &mut ScenePainter,
) -> Response {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(THUMBNAIL + vec2(0.0, 40.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &sample.title));
    let hot = response.hovered() || response.has_focus();
    let ground = ui.painter();
    ground.rect_filled(rect, CornerRadius::same(12), palette.chrome);
    let picture = Rect::from_min_size(rect.min, THUMBNAIL).shrink(10.0);
    if ui.is_rect_visible(rect) {
        let paper = {
            let camera = thumbnail_camera(&sample.scene, picture);
            let zoom = camera.zoom() as f32;
            let size = vec2(
                sample.scene.size.width as f32,
                sample.scene.size.height as f32,
            ) * zoom;
            Rect::from_center_size(picture.center(), size)
        };
        ground.rect_filled(paper, 2.0, tokens::color32(sample.scene.background));
        let camera = thumbnail_camera(&sample.scene, paper);
        painter.paint(ground, paper, &sample.scene, &camera, view.fonts);
    }
    ui.painter().text(
        pos2(rect.left() + 14.0, rect.bottom() - 22.0),
        Align2::LEFT_CENTER,
        &sample.title,
        tokens::semibold(13.5),
        palette.ink,
    );
    let stroke = if hot {
        Stroke::new(2.0, palette.accent_ink)
    } else {
        Stroke::new(1.0, palette.border)
    };
    ui.painter()
        .rect_stroke(rect, 12.0, stroke, StrokeKind::Inside);
    response
}
