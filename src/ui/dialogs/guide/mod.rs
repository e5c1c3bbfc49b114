//! The guide: what can be done and how, page by page, searched by words.

mod pages;

use std::sync::Arc;

use egui::{
    ColorImage, Id, Key, Label, RichText, ScrollArea, TextEdit, TextFormat, TextureHandle,
    TextureOptions, Ui, text::LayoutJob, vec2,
};

use self::pages::{Block, Page, Span, pages, picture, words};
use super::{
    answer::Answer,
    parts::{buttons, heading},
};
use crate::{
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of the list of pages, in points.
const LIST: f32 = 236.0;
/// How far a page goes on a key.
const LINE: f32 = 48.0;

/// The dialog of the guide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GuideDialog {
    /// What is looked for.
    query: String,
    /// Which page is read, from 0.
    page: usize,
}

/// The pages of a language, read once.
fn pages_of(ui: &Ui, language: Language) -> Arc<Vec<Page>> {
    let id = Id::unique("pages of the guide").with(language.code());
    let known = ui.data(|data| data.get_temp::<Arc<Vec<Page>>>(id));
    known.unwrap_or_else(|| {
        let read = Arc::new(pages(language, ui.ctx().os().is_mac()));
        ui.data_mut(|data| data.insert_temp(id, read.clone()));
        read
    })
}

/// A picture, unpacked when it is first seen.
fn texture_of(ui: &Ui, name: &str) -> Option<TextureHandle> {
    let id = Id::unique("picture of the guide").with(name);
    let known = ui.data(|data| data.get_temp::<TextureHandle>(id));
    known.or_else(|| {
        let image = image::load_from_memory(picture(name)?).ok()?.into_rgba8();
        let size = [image.width() as usize, image.height() as usize];
        let image = ColorImage::from_rgba_unmultiplied(size, image.as_raw());
        let texture = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
        ui.data_mut(|data| data.insert_temp(id, texture.clone()));
        Some(texture)
    })
}

impl GuideDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, language.t("Guide to Jejak"));
        ui.add_space(6.0);
        let pages = pages_of(ui, language);
        let height = (ui.ctx().content_rect().height() - 210.0).max(160.0);
        let list = LIST.min(ui.available_width() * 0.36);
        ui.horizontal_top(|ui| {
            let size = vec2(list, height);
            ui.allocate_ui(size, |ui| {
                ui.vertical(|ui| self.list_ui(ui, &pages, size, language))
            });
            ui.add_space(10.0);
            let width = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(width);
                if let Some(page) = pages.get(self.page) {
                    self.page_ui(ui, page, height);
                }
            });
        });
        let close = (
            language.t("Close"),
            ButtonKind::Primary,
            true,
            Answer::Cancel,
        );
        buttons(ui, &[close])
    }

    /// The field for what is looked for, and the pages that have it.
    fn list_ui(&mut self, ui: &mut Ui, pages: &[Page], size: egui::Vec2, language: Language) {
        ui.set_width(size.x);
        let name = language.t("Search the guide");
        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(ui.make_persistent_id("guide query"))
                .hint_text(name)
                .desired_width(f32::INFINITY)
                .char_limit(80)
                .margin(vec2(10.0, 7.0)),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        let words = words(&self.query);
        let has = |page: &Page| words.is_empty() || page.hits(&words) > 0;
        if field.changed()
            && !pages.get(self.page).is_some_and(has)
            && let Some(first) = pages.iter().position(has)
        {
            self.page = first;
        }
        ui.add_space(6.0);
        let area = ScrollArea::vertical()
            .id_salt("list of pages")
            .auto_shrink(false)
            .max_height(size.y - 48.0);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut is_any = false;
            for (index, page) in pages.iter().enumerate().filter(|(_, page)| has(page)) {
                is_any = true;
                let kind = match index == self.page {
                    true => ButtonKind::Outlined,
                    false => ButtonKind::Bare,
                };
                let width = ui.available_width();
                let press = Press::text(&page.title).kind(kind).height(32.0);
                if ui.add(press.min_width(width).begin_left()).clicked() {
                    self.page = index;
                }
            }
            if !is_any {
                let text = language.t("No results. Try another word.");
                let color = Palette::of(ui).quiet_ink;
                ui.add(Label::new(RichText::new(text).color(color)).wrap());
            }
        });
    }

    fn page_ui(&self, ui: &mut Ui, page: &Page, height: f32) {
        let words = words(&self.query);
        let area = ScrollArea::vertical()
            // Each page begins at its top.
            .id_salt(("page of the guide", self.page))
            .auto_shrink(false)
            .max_height(height);
        area.show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 8.0;
            scroll_by_keys(ui, height);
            let title = [Span {
                text: page.title.clone(),
                is_strong: true,
            }];
            text_ui(ui, &title, 19.0, &words);
            for block in &page.blocks {
                block_ui(ui, block, &words);
            }
            ui.add_space(12.0);
        });
    }
}

/// What is read moves by keys, too, where nothing else wants them.
fn scroll_by_keys(ui: &Ui, height: f32) {
    let far = ui.input(|input| {
        let pressed = |key| if input.key_pressed(key) { 1.0 } else { 0.0 };
        let pages = pressed(Key::PageDown) - pressed(Key::PageUp);
        pages * (height - LINE)
    });
    if far != 0.0 {
        ui.scroll_with_delta(vec2(0.0, -far));
    }
}

fn block_ui(ui: &mut Ui, block: &Block, words: &[String]) {
    match block {
        Block::Heading(spans) => {
            ui.add_space(6.0);
            let strong: Vec<Span> = spans.iter().map(strong).collect();
            text_ui(ui, &strong, 15.5, words);
        }
        Block::Text(spans) => text_ui(ui, spans, 13.5, words),
        Block::Item(mark, spans) => {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let color = Palette::of(ui).quiet_ink;
                let mark = RichText::new(mark).font(tokens::medium(13.5)).color(color);
                ui.add_sized(vec2(18.0, 18.0), Label::new(mark));
                ui.vertical(|ui| text_ui(ui, spans, 13.5, words));
            });
        }
        Block::Picture(name, about) => picture_ui(ui, name, about),
    }
}

fn strong(span: &Span) -> Span {
    Span {
        is_strong: true,
        ..span.clone()
    }
}

fn text_ui(ui: &mut Ui, spans: &[Span], size: f32, words: &[String]) {
    let palette = Palette::of(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for span in spans {
        let (font, color) = match span.is_strong {
            true => (tokens::semibold(size), palette.ink),
            false => (tokens::medium(size), palette.quiet_ink),
        };
        for (text, is_found) in found_in(&span.text, words) {
            job.append(
                text,
                0.0,
                TextFormat {
                    background: match is_found {
                        true => palette.accent_soft,
                        false => egui::Color32::TRANSPARENT,
                    },
                    line_height: Some(size * 1.45),
                    ..TextFormat::simple(font.clone(), color)
                },
            );
        }
    }
    ui.add(Label::new(job).wrap());
}

/// The pieces of a text, with whether each of them is looked for.
fn found_in<'t>(text: &'t str, words: &[String]) -> Vec<(&'t str, bool)> {
    let lower = text.to_lowercase();
    // Where small letters are longer than their capitals, places are not the same.
    if lower.len() != text.len() {
        return vec![(text, false)];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let hits = words.iter().filter_map(|word| {
            let start = at + lower.get(at..)?.find(&**word)?;
            Some((start, start + word.len()))
        });
        let hit = hits
            .min()
            .filter(|(start, end)| text.is_char_boundary(*start) && text.is_char_boundary(*end));
        let Some((start, end)) = hit else { break };
        pieces.push((&text[at..start], false));
        pieces.push((&text[start..end], true));
        at = end;
    }
    pieces.push((&text[at..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

fn picture_ui(ui: &mut Ui, name: &str, about: &str) {
    let Some(texture) = texture_of(ui, name) else {
        return;
    };
    let size = texture.size_vec2();
    let width = ui.available_width().min(size.x);
    let size = size * (width / size.x);
    let picture = egui::Image::from_texture((texture.id(), size)).alt_text(about);
    let response = ui.add(picture.fit_to_exact_size(size).corner_radius(6.0));
    let stroke = egui::Stroke::new(1.0, Palette::of(ui).border);
    ui.painter()
        .rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Outside);
    widgets::line(ui, about, tokens::medium(12.0), Palette::of(ui).quiet_ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_marked_whatever_its_capitals() {
        let words = words("PAIN curve");
        let pieces = found_in("A pain point, the Curve", &words);
        let found: Vec<&str> = pieces
            .iter()
            .filter(|(_, is)| *is)
            .map(|(t, _)| *t)
            .collect();
        assert_eq!(found, ["pain", "Curve"]);
        let whole: String = pieces.iter().map(|(text, _)| *text).collect();
        assert_eq!(whole, "A pain point, the Curve");
        assert_eq!(found_in("nothing", &[]), [("nothing", false)]);
    }
}
