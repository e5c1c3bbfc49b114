//! What the window shows while no map is open: a new map, opening one, the maps of late, the
//! templates, the samples.

use egui::{Align, Frame, Label, Layout, Margin, Rect, RichText, Sense, Ui, Vec2, vec2};

use crate::{
    editor::Action,
    ui::{
        gallery::{self, GalleryAnswer},
        mark::paint_mark,
        paint::painter::ScenePainter,
        tokens::{self, Palette},
        view::{UiEvent, View},
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
                        let guide = Press::text(language.t(Action::Manual.name()))
                            .with_icon("info")
                            .kind(ButtonKind::Bare)
                            .height(40.0);
                        if ui.add(guide).clicked() {
                            events.push(UiEvent::from(Action::Manual));
                        }
                        ui.add_space(8.0);
                        let hint = language.t("or drop a file on this window");
                        widgets::line(ui, hint, tokens::medium(13.0), palette.quiet_ink);
                    });
                    waiting_ui(ui, view, events);
                    if !view.recent.is_empty() {
                        section(ui, language.t("Recent maps"));
                        for (index, recent) in view.recent.iter().enumerate() {
                            if gallery::recent_ui(ui, recent).clicked() {
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
