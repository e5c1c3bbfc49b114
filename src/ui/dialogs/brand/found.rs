//! What was found in the file that a brand is taken from: more colours, fonts and logos to choose from,
//! and what is to be told of it.

use egui::{Label, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::thumbnails::Thumbnails;
use crate::{
    exchange::brand::{FoundBrand, FoundColor, hex},
    model::{Brand, Picture},
    ui::{
        spoken,
        tokens::{self, Palette, color32},
        widgets,
    },
    words::Language,
};

const SWATCH: f32 = 24.0;
const LOGO: Vec2 = vec2(72.0, 40.0);

/// What was found in a file, to be clicked.
pub(super) fn found_ui(
    ui: &mut Ui,
    language: Language,
    (file, found): (&str, &FoundBrand),
    brand: &mut Brand,
    thumbnails: &Thumbnails,
) {
    let palette = Palette::of(ui);
    ui.add_space(6.0);
    let what = language.t(found.way.name());
    let head = language.fill(
        "Imported from {file}: {what}",
        &[("file", file), ("what", what)],
    );
    let head = RichText::new(head)
        .font(tokens::semibold(12.5))
        .color(palette.ink);
    ui.add(Label::new(head).wrap());
    for note in &found.notes {
        let text = RichText::new(note.describe(language)).font(tokens::medium(12.5));
        ui.add(Label::new(text.color(palette.quiet_ink)).wrap());
    }
    if found.colors.len() > 1 {
        let name = language.t("Colours in it: click one to add or remove it");
        widgets::caption(ui, name);
        ui.push_id("found colours", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(4.0);
                for found in &found.colors {
                    color_ui(ui, language, found, brand);
                }
            });
        });
    }
    if found.logos.len() > 1 {
        widgets::caption(
            ui,
            language.t("Pictures in it: click one to use it as the logo"),
        );
        ui.push_id("found logos", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(6.0);
                for (index, logo) in found.logos.iter().enumerate() {
                    logo_ui(ui, language, (index, logo), brand, thumbnails);
                }
            });
        });
    }
}

fn color_ui(ui: &mut Ui, language: Language, found: &FoundColor, brand: &mut Brand) {
    let at = brand.colors.iter().position(|known| *known == found.color);
    let has_room = brand.colors.len() < *Brand::COLORS.end();
    let can_go = brand.colors.len() > *Brand::COLORS.start();
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SWATCH), Sense::click());
    let about = found.describe(language);
    let label = match about.is_empty() {
        true => hex(found.color),
        false => format!("{} · {about}", hex(found.color)),
    };
    let on = at.is_some();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &label));
    let palette = Palette::of(ui);
    ui.painter()
        .rect_filled(rect.shrink(2.0), 5.0, color32(found.color));
    let edge = Stroke::new(1.0, palette.border);
    ui.painter()
        .rect_stroke(rect.shrink(2.0), 5.0, edge, StrokeKind::Inside);
    let ring = match (response.has_focus(), on, response.hovered()) {
        (true, ..) => Some(palette.accent_ink),
        (_, true, _) => Some(palette.ink),
        (.., true) => Some(palette.edge),
        (false, false, false) => None,
    };
    if let Some(ink) = ring {
        let stroke = Stroke::new(1.5, ink);
        ui.painter()
            .rect_stroke(rect, 7.0, stroke, StrokeKind::Inside);
    }
    if response.on_hover_text(&label).clicked() {
        match at {
            Some(at) if can_go => drop(brand.colors.remove(at)),
            None if has_room => brand.colors.push(found.color),
            Some(_) | None => {}
        }
    }
}

fn logo_ui(
    ui: &mut Ui,
    language: Language,
    (index, logo): (usize, &Picture),
    brand: &mut Brand,
    thumbnails: &Thumbnails,
) {
    let (rect, response) = ui.allocate_exact_size(LOGO, Sense::click());
    let palette = Palette::of(ui);
    let on = brand.logo.as_ref() == Some(logo) || brand.logo_on_dark.as_ref() == Some(logo);
    let number = (index + 1).to_string();
    let name = language.fill("Picture {n}", &[("n", &number)]);
    spoken::radio(&response, &name, on, index);
    ui.painter().rect_filled(rect, 6.0, palette.raised_active);
    thumbnails.paint(ui, logo, rect.shrink(4.0));
    if on {
        widgets::chosen_ring(ui, rect);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    if response.on_hover_text(name).clicked() {
        brand.logo = Some(logo.clone());
    }
}
