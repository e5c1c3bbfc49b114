//! What stands beside the map: the logo on light and on dark, and the line at the foot.

use egui::{
    Align2, Id, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2,
    text::{CCursor, CCursorRange},
    vec2,
};

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
        let name = language.t("Logo position");
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
    let name = language.t("Footer");
    widgets::caption(ui, name);
    lead_keyboard(ui);
    let line = field(ui, (name, "foot"), f32::INFINITY, &mut brand.foot);
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
                insert_at_caret(ui, line, &mut brand.foot, &word);
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

/// Puts a word where the caret of a field is, or was last, and leads the keyboard there, behind it.
fn insert_at_caret(ui: &Ui, field: Id, text: &mut String, word: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let caret = state.cursor.char_range().map(|range| range.primary.index.0);
    if let Some(behind) = insert(text, caret, word) {
        let behind = CCursorRange::one(CCursor::new(behind));
        state.cursor.set_char_range(Some(behind));
        state.store(ui.ctx(), field);
    }
    // Not yet: whatever has the keyboard loses it once more in the pass of a click beside it.
    ui.data_mut(|data| data.insert_temp(led_id(), Some(field)));
    ui.ctx().request_repaint();
}

fn led_id() -> Id {
    Id::unique("field that a word was put into")
}

/// Leads the keyboard to the field that a word was put into, before it is drawn.
fn lead_keyboard(ui: &Ui) {
    let led = ui.data_mut(|data| data.remove_temp::<Option<Id>>(led_id()));
    if let Some(field) = led.flatten() {
        ui.memory_mut(|memory| memory.request_focus(field));
    }
}

/// Puts a word into a text at a place, counted in characters, or at its end, apart from what is there.
/// Gives the place behind it; `None` where the text would be too long.
fn insert(text: &mut String, at: Option<usize>, word: &str) -> Option<usize> {
    let length = text.chars().count();
    let at = at.map_or(length, |at| at.min(length));
    let is_apart = at < length || text.is_empty() || text.ends_with(' ');
    let piece = match is_apart {
        true => word.to_owned(),
        false => format!(" · {word}"),
    };
    let behind = at + piece.chars().count();
    if length + piece.chars().count() > Brand::MOST_LETTERS {
        return None;
    }
    let place = text.char_indices().nth(at);
    text.insert_str(place.map_or(text.len(), |(place, _)| place), &piece);
    Some(behind)
}

/// A field of one line, and what it is known by.
pub(super) fn field(ui: &mut Ui, (name, id): (&str, &str), width: f32, text: &mut String) -> Id {
    let field = ui.add(
        TextEdit::singleline(text)
            .id(ui.make_persistent_id(id))
            .desired_width(width)
            .char_limit(Brand::MOST_LETTERS)
            .margin(vec2(10.0, 7.0)),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    field.id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_goes_where_the_caret_is_and_no_text_grows_too_long() {
        let full = "é".repeat(Brand::MOST_LETTERS - 2);
        for (text, at, after) in [
            ("", None, Some(("{x}", 3))),
            ("é", None, Some(("é · {x}", 7))),
            ("é ", Some(9), Some(("é {x}", 5))),
            ("é · a", Some(4), Some(("é · {x}a", 7))),
            ("éa", Some(0), Some(("{x}éa", 3))),
            (&full, Some(0), None),
        ] {
            let mut now = text.to_owned();
            let behind = insert(&mut now, at, "{x}");
            let now = behind.map(|behind| (now.as_str(), behind));
            assert_eq!(now, after, "{text:?} {at:?}");
        }
    }
}
