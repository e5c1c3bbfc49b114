//! What stands beside the map: the logo on light and on dark, and the line at the foot.

use egui::{Align2, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2, vec2};

use super::{
    chosen::{BrandAnswer, LogoFor},
    thumbnails::Thumbnails,
};
use crate::{
    model::{Brand, FootField, LogoPlace, Look, Picture},
    ui::{
        tokens::{self, Palette, color32},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of a logo, as it is shown.
const WELL: Vec2 = vec2(176.0, 62.0);

/// Both logos and where they stand.
pub(super) fn logos_ui(
    ui: &mut Ui,
    language: Language,
    brand: &mut Brand,
    thumbnails: &Thumbnails,
) -> Option<BrandAnswer> {
    let mut answer = None;
    ui.horizontal_wrapped(|ui| {
        for on in [LogoFor::Light, LogoFor::Dark] {
            ui.vertical(|ui| {
                ui.set_width(WELL.x);
                widgets::caption(ui, language.t(on.name()));
                let logo = on.of(brand);
                well(ui, language, on, logo.as_ref(), thumbnails);
                answer = answer.take().or(logo_buttons(ui, language, on, logo));
            });
        }
    });
    if brand.logo.is_some() || brand.logo_on_dark.is_some() {
        let name = language.t("Where the logo stands");
        widgets::caption(ui, name);
        let places = LogoPlace::ALL.map(|place| (place, language.t(place.name())));
        if let Some(place) = widgets::segments(ui, name, &places, brand.logo_at) {
            brand.logo_at = place;
        }
    }
    answer
}

fn logo_buttons(
    ui: &mut Ui,
    language: Language,
    on: LogoFor,
    logo: &mut Option<Picture>,
) -> Option<BrandAnswer> {
    let mut answer = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let name = language.t(on.name());
        let choose = Press {
            label: &format!("{name}: {}", language.t("Choose…")),
            ..Press::text(language.t("Choose…"))
        };
        if ui
            .add(choose.kind(ButtonKind::Plain).height(26.0))
            .clicked()
        {
            answer = Some(BrandAnswer::ChooseLogo(on));
        }
        let label = format!("{name}: {}", language.t("Paste from the clipboard"));
        let paste = Press::icon("copy", &label)
            .kind(ButtonKind::Bare)
            .height(26.0);
        if ui.add(paste).clicked() {
            answer = Some(BrandAnswer::PasteLogo(on));
        }
        let label = format!("{name}: {}", language.t("Remove"));
        let remove = Press::icon("trash", &label)
            .kind(ButtonKind::Bare)
            .height(26.0);
        if ui.add(remove.enabled(logo.is_some())).clicked() {
            *logo = None;
        }
    });
    answer
}

/// A logo on the ground that it is for.
fn well(
    ui: &mut Ui,
    language: Language,
    on: LogoFor,
    logo: Option<&Picture>,
    thumbnails: &Thumbnails,
) {
    let (rect, _) = ui.allocate_exact_size(WELL, Sense::hover());
    let paper = Look::paper();
    let look = match on {
        LogoFor::Light => paper,
        LogoFor::Dark => paper.on_dark(),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 8.0, color32(look.colors.sheet));
    let edge = Stroke::new(1.0, Palette::of(ui).border);
    painter.rect_stroke(rect, 8.0, edge, StrokeKind::Inside);
    match logo {
        Some(logo) => thumbnails.paint(ui, logo, rect.shrink(8.0)),
        None => {
            let (text, font) = (language.t("None"), tokens::medium(12.5));
            let ink = color32(look.colors.quiet_ink);
            painter.text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
        }
    }
}

/// The line at the foot, with its fields, and what those say that the map does not know.
pub(super) fn foot_ui(ui: &mut Ui, language: Language, brand: &mut Brand) {
    let name = language.t("Foot line");
    widgets::caption(ui, name);
    field(ui, (name, "foot"), f32::INFINITY, &mut brand.foot);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for of in FootField::ALL {
            let word = format!("{{{}}}", of.word());
            let label = language.t(of.name());
            let insert = language.fill("Insert: {name}", &[("name", label)]);
            let press = Press {
                label: &insert,
                ..Press::text(label)
            };
            if ui.add(press.with_icon("plus").height(26.0)).clicked() {
                append(&mut brand.foot, &word);
            }
        }
    });
    let says = |field: FootField| brand.foot.contains(&format!("{{{}}}", field.word()));
    let (client, version) = (says(FootField::Client), says(FootField::Version));
    if client {
        let name = language.t(FootField::Client.name());
        widgets::caption(ui, name);
        field(ui, (name, "client"), 320.0, &mut brand.client);
    }
    if version {
        let name = language.t(FootField::Version.name());
        widgets::caption(ui, name);
        field(ui, (name, "version"), 320.0, &mut brand.version);
    }
}

/// Puts a field behind a text, apart from it.
fn append(text: &mut String, word: &str) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push_str(" · ");
    }
    text.push_str(word);
}

/// A field of one line.
pub(super) fn field(ui: &mut Ui, (name, id): (&str, &str), width: f32, text: &mut String) {
    let field = ui.add(
        TextEdit::singleline(text)
            .id(ui.make_persistent_id(id))
            .desired_width(width)
            .char_limit(Brand::MOST_LETTERS)
            .margin(vec2(10.0, 7.0)),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
}
