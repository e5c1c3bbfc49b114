//! What the window shows while no map is open: a new map, opening one, the maps of late, the
//! templates, the samples.

use egui::{
    Align, Align2, Frame, Label, Layout, Margin, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    editor::Action,
    ui::{
        gallery::{self, GalleryAnswer},
        mark::paint_mark,
        paint::painter::ScenePainter,
        tokens::{self, Palette},
        view::{RecentMap, UiEvent, View},
        widgets::{self, ButtonKind, Press},
    },
};

pub(in crate::ui) fn welcome_ui(
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
            let width = gallery::WIDTH.min(ui.available_width() - 48.0);
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
                            .kind(ButtonKind::Primary)
                            .height(40.0);
                        if ui.add(new.min_width(150.0)).clicked() {
                            events.push(UiEvent::from(Action::New));
                        }
                        let open = Press::text(language.t("Open…"))
                            .with_icon("folder")
                            .kind(ButtonKind::Outlined)
                            .height(40.0);
                        if ui.add(open.min_width(130.0)).clicked() {
                            events.push(UiEvent::from(Action::Open));
                        }
                        ui.add_space(8.0);
                        let hint = language.t("or drop a file on this window");
                        widgets::line(ui, hint, tokens::medium(13.0), palette.quiet_ink);
                    });
                    waiting_ui(ui, view, events);
                    if !view.recent.is_empty() {
                        section(ui, language.t("Recent maps"));
                        for (index, recent) in view.recent.iter().enumerate() {
                            if recent_ui(ui, recent).clicked() {
                                events.push(UiEvent::OpenRecent(index));
                            }
                        }
                    }
                    if !view.templates.is_empty() {
                        section(ui, language.t("New map from a template"));
                        let (templates, fonts) = (view.templates, view.fonts);
                        let choice = gallery::gallery_ui(ui, templates, language, fonts, painter);
                        events.extend(choice.map(|choice| match choice {
                            GalleryAnswer::Use(index) => UiEvent::UseTemplate(index),
                            GalleryAnswer::Remove(index) => UiEvent::RemoveTemplate(index),
                        }));
                    }
                    if !view.samples.is_empty() {
                        section(ui, language.t("Samples"));
                        ui.horizontal_wrapped(|ui| {
                            ui.spacing_mut().item_spacing = gallery::GAP;
                            for (index, sample) in view.samples.iter().enumerate() {
                                let label =
                                    &language.fill("Sample: {name}", &[("name", &sample.title)]);
                                let (name, scene) = (&sample.title, &sample.scene);
                                let card =
                                    gallery::sheet_ui(ui, name, label, scene, view.fonts, painter);
                                if card.clicked() {
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
                .t("What your customers do, think and feel, on one map");
            widgets::line(ui, what, tokens::medium(14.0), palette.quiet_ink);
        });
    });
}

/// That unsaved work waits, and the way to it.
fn waiting_ui(ui: &mut Ui, view: &View<'_>, events: &mut Vec<UiEvent>) {
    let language = view.language;
    let text = match view.waiting {
        [] => return,
        [title] => language.fill(
            "Unsaved work on “{title}” was kept for later.",
            &[("title", title)],
        ),
        several => language.count(
            several.len(),
            "Unsaved work on {n} map is kept for later.",
            "Unsaved work on {n} maps is kept for later.",
            &[],
        ),
    };
    let palette = Palette::of(ui);
    ui.add_space(18.0);
    let frame = Frame::new()
        .fill(palette.accent_soft)
        .corner_radius(tokens::RADIUS)
        .inner_margin(Margin::symmetric(14, 8));
    frame.show(ui, |ui| {
        let row = vec2(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let look = Press::text(language.t("Review…"))
                .kind(ButtonKind::Plain)
                .height(30.0);
            if ui.add(look.min_width(110.0)).clicked() {
                events.push(UiEvent::OfferLeft);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (icon, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
                let icon = Rect::from_center_size(icon.center(), Vec2::splat(16.0));
                widgets::paint_icon(ui.painter(), "warning", icon, palette.accent_ink);
                let text = RichText::new(text)
                    .font(tokens::semibold(13.0))
                    .color(palette.ink);
                ui.add(Label::new(text).truncate());
            });
        });
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(28.0);
    let ink = Palette::of(ui).ink;
    widgets::line(ui, title, tokens::semibold(15.0), ink);
    ui.add_space(2.0);
}

/// The room of a row, and of the picture in it.
const ROW: f32 = 58.0;
const PICTURE: Vec2 = vec2(76.0, 48.0);

fn recent_ui(ui: &mut Ui, recent: &RecentMap) -> Response {
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
        let at = pos2(left, rect.center().y + up);
        painter.text(at, Align2::LEFT_CENTER, text, font, ink);
    }
    response
}
