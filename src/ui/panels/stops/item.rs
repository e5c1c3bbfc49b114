//! One stop of the strip: its sheet, its number and its title.

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextureHandle, Ui, Vec2, pos2, vec2,
};

use crate::{
    deck,
    model::{Map, Stop, one_of},
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets,
    },
    words::Language,
};

/// Of 16:9.
pub(super) const PICTURE: Vec2 = vec2(128.0, 72.0);
/// Around the sheet, so that what is selected is seen to be.
const EDGE: f32 = 3.0;
const NAME: f32 = 22.0;
pub(super) const SIZE: Vec2 = vec2(PICTURE.x + 2.0 * EDGE, PICTURE.y + 2.0 * EDGE + NAME);

/// Where the name begins below the sheet.
pub(super) fn name_top(rect: Rect) -> f32 {
    rect.bottom() - NAME
}

/// A stop as the strip shows it.
pub(super) struct Item<'a> {
    /// Among those that are shown; `None` for one that is hidden.
    pub number: Option<usize>,
    /// Which one of how many.
    pub place: (usize, usize),
    pub is_suggested: bool,
    pub map: &'a Arc<Map>,
    pub stop: &'a Stop,
}

impl Item<'_> {
    fn title(&self) -> String {
        deck::title(self.map, self.stop, self.map.language)
    }

    /// "2 of 12, Purchase, Stages, 2 min, hidden".
    fn spoken(&self, language: Language) -> String {
        let (index, count) = self.place;
        let mut parts = vec![
            one_of(index, count, language),
            self.title(),
            language.t(self.stop.shows.name()).to_owned(),
        ];
        let minutes = self.stop.minutes;
        parts.extend(minutes.map(|minutes| Stop::in_minutes(minutes, language)));
        if self.stop.hidden {
            parts.push(language.t("hidden").to_owned());
        }
        if self.is_suggested {
            parts.push(language.t("suggested by the map").to_owned());
        }
        parts.join(", ")
    }

    pub(super) fn interact(
        &self,
        ui: &Ui,
        rect: Rect,
        is_selected: bool,
        language: Language,
    ) -> Response {
        let sense = match self.is_suggested {
            true => Sense::click(),
            false => Sense::click_and_drag(),
        };
        let id = Id::unique(("stop", self.stop.id.as_str()));
        let response = ui.interact(rect, id, sense);
        let label = self.spoken(language);
        spoken::selectable(&response, Role::ListBoxOption, &label, is_selected);
        response
    }

    /// `is_named`: its name stands below it.
    pub(super) fn paint(
        &self,
        ui: &Ui,
        response: &Response,
        (is_selected, is_named): (bool, bool),
        picture: Option<TextureHandle>,
        language: Language,
    ) {
        let palette = Palette::of(ui);
        let rect = response.rect;
        let painter = ui.painter();
        let around = Rect::from_min_size(rect.min, PICTURE + Vec2::splat(2.0 * EDGE));
        let paper = around.shrink(EDGE);
        let is_quiet = self.is_suggested || self.stop.hidden;
        painter.rect_filled(paper, CornerRadius::same(2), palette.raised);
        match picture {
            Some(texture) => {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                let tint = match is_quiet {
                    true => Color32::WHITE.gamma_multiply(0.5),
                    false => Color32::WHITE,
                };
                painter.image(texture.id(), paper, whole, tint);
            }
            None => {
                let icon = Rect::from_center_size(paper.center(), Vec2::splat(18.0));
                widgets::paint_icon(painter, "image", icon, palette.faint_ink);
            }
        }
        let stroke = Stroke::new(1.0, palette.border);
        painter.rect_stroke(paper, 2.0, stroke, StrokeKind::Outside);
        if self.stop.hidden {
            let mark = Rect::from_center_size(paper.center(), Vec2::splat(30.0));
            painter.rect_filled(mark, 15.0, palette.chrome);
            widgets::paint_icon(painter, "eye-off", mark.shrink(7.0), palette.ink);
        }
        let edge = match (is_selected, response.hovered()) {
            (true, _) => Some((2.5, palette.accent_ink)),
            (false, true) => Some((1.0, palette.edge)),
            (false, false) => None,
        };
        if let Some((width, color)) = edge {
            let stroke = Stroke::new(width, color);
            painter.rect_stroke(around, 4.0, stroke, StrokeKind::Inside);
        }
        widgets::focus_ring(ui, response, rect.expand(2.0), 6);
        if is_named {
            self.paint_name(ui, response, is_quiet, language);
        }
    }

    fn paint_name(&self, ui: &Ui, response: &Response, is_quiet: bool, language: Language) {
        let palette = Palette::of(ui);
        let (rect, painter) = (response.rect, ui.painter());
        let y = name_top(rect) + NAME / 2.0;
        let ink = match is_quiet {
            true => palette.quiet_ink,
            false => palette.ink,
        };
        let mut left = rect.left() + EDGE;
        if let Some(number) = self.number {
            let at = pos2(left, y);
            let font = tokens::semibold(12.5);
            let text = number.to_string();
            let drawn = painter.text(at, Align2::LEFT_CENTER, text, font, palette.quiet_ink);
            left = drawn.right() + 6.0;
        }
        let mut right = rect.right() - EDGE;
        if let Some(minutes) = self.stop.minutes {
            let text = Stop::in_minutes(minutes, language);
            let (at, font) = (pos2(right, y), tokens::medium(11.5));
            let drawn = painter.text(at, Align2::RIGHT_CENTER, text, font, palette.quiet_ink);
            right = drawn.left() - 6.0;
        }
        let title = self.title();
        let galley = widgets::cut(painter, &title, tokens::medium(12.5), ink, right - left);
        let at = pos2(left, y - galley.size().y / 2.0);
        painter.galley(at, galley, ink);
    }
}
