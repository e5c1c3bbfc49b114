//! The list of conflicts and changes, of which only what is in view is made.

use std::sync::Arc;

use egui::{
    Align, Color32, FontId, Galley, Key, Layout, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::rows::{ChangeRow, ConflictRow, Found, Row, Sign, badge};
use crate::{
    compare::Side,
    model::Theme,
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets::{self, Share},
    },
    words::Language,
};

const HEAD: f32 = 34.0;
const CHANGE: f32 = 44.0;
/// Of a conflict below its head, which is as high as what it says.
const SIDES: f32 = 92.0;
/// The lines of that.
const LINES: usize = 4;
/// Left of it there is the sign.
const INDENT: f32 = 38.0;

/// All rows in one list, of which only those in view are made.
pub(super) fn list_ui(
    ui: &mut Ui,
    height: f32,
    found: &mut Found,
    chosen: &mut Option<Row>,
    heads: &mut Option<(f32, Vec<f32>)>,
    (scrolls, can_take): (bool, bool),
    language: Language,
) {
    let palette = Palette::of(ui);
    let theme = found.scene.theme.clone();
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(height)
        .max_height(height);
    area.show_viewport(ui, |ui, view| {
        let width = ui.available_width() - 10.0;
        if heads.as_ref().is_none_or(|(at, _)| *at != width) {
            let rows = found.conflicts.iter();
            *heads = Some((width, rows.map(|row| head_height(ui, row, width)).collect()));
        }
        let heads = heads.as_ref().map_or(&[][..], |(_, heads)| heads);
        let mut tops = Vec::with_capacity(heads.len());
        let mut below = HEAD;
        for head in heads {
            tops.push(below);
            below += head + SIDES;
        }
        let first_change = match found.conflicts.is_empty() {
            true => HEAD,
            false => below + HEAD,
        };
        let whole = first_change + found.changes.len() as f32 * CHANGE;
        let top_of = |row: Row| match row {
            Row::Conflict(index) => tops[index],
            Row::Change(index) => first_change + index as f32 * CHANGE,
        };
        ui.set_height(whole);
        let origin = ui.min_rect().min;
        let room = |top: f32, height: f32| {
            Rect::from_min_size(origin + vec2(0.0, top), vec2(width, height))
        };
        let is_seen = |top: f32, height: f32| top < view.max.y && top + height > view.min.y;
        if !found.conflicts.is_empty() {
            let text = language.fill(
                "Conflicts: {n}",
                &[("n", &found.conflicts.len().to_string())],
            );
            head(ui, room(0.0, HEAD), &text, palette);
        }
        for (index, row) in found.conflicts.iter_mut().enumerate() {
            let top = top_of(Row::Conflict(index));
            let height = heads[index] + SIDES;
            if is_seen(top, height) {
                let is_chosen = *chosen == Some(Row::Conflict(index));
                let at = (room(top, height), heads[index]);
                if conflict_ui(ui, at, row, is_chosen, index, (language, &theme)) {
                    *chosen = Some(Row::Conflict(index));
                }
            }
        }
        if !found.changes.is_empty() {
            let top = first_change - HEAD;
            if is_seen(top, HEAD) {
                all_ui(ui, room(top, HEAD), &mut found.changes, can_take, language);
            }
        }
        for (index, row) in found.changes.iter_mut().enumerate() {
            let top = top_of(Row::Change(index));
            if is_seen(top, CHANGE) {
                let is_chosen = *chosen == Some(Row::Change(index));
                if change_ui(
                    ui,
                    room(top, CHANGE),
                    row,
                    is_chosen,
                    (index, can_take),
                    &theme,
                ) {
                    // Once more shows the whole sheet again.
                    *chosen = (!is_chosen).then_some(Row::Change(index));
                }
            }
        }
        if let Some(row) = chosen.filter(|_| scrolls) {
            ui.scroll_to_rect(room(top_of(row), CHANGE), Some(Align::Center));
        }
    });
}

fn head(ui: &Ui, rect: Rect, text: &str, palette: &Palette) {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), tokens::semibold(13.0), palette.ink);
    let at = pos2(rect.left() + 2.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
}

/// The heading of the changes, with the tick for all of them.
fn all_ui(ui: &mut Ui, rect: Rect, rows: &mut [ChangeRow], can_take: bool, language: Language) {
    let text = language.fill("Changes: {n}", &[("n", &rows.len().to_string())]);
    head(ui, rect, &text, Palette::of(ui));
    if !can_take {
        return;
    }
    let share = Share::of(rows.iter().map(|row| row.is_taken));
    let right = Layout::right_to_left(Align::Center);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(right));
    if widgets::mixed_chip(&mut inner, language.t("All"), share).clicked() {
        for row in rows {
            row.is_taken = share != Share::All;
        }
    }
}

/// One change; `true` when it was clicked to be looked at.
fn change_ui(
    ui: &mut Ui,
    rect: Rect,
    row: &mut ChangeRow,
    is_chosen: bool,
    (index, can_take): (usize, bool),
    theme: &Theme,
) -> bool {
    let response = ui.interact(rect, ui.scope_id().with(("change", index)), Sense::click());
    spoken::selectable(&response, Role::ListItem, &row.words, is_chosen);
    let (tick, space) = if can_take { (28.0, 62.0) } else { (0.0, 32.0) };
    let tick = Rect::from_center_size(rect.left_center() + vec2(16.0, 0.0), Vec2::splat(tick));
    let ticked =
        can_take.then(|| ui.interact(tick, ui.scope_id().with(("tick", index)), Sense::click()));
    let is_hovered = response.hovered() || ticked.as_ref().is_some_and(|ticked| ticked.hovered());
    ground(ui, rect, is_chosen, is_hovered);
    if let Some(ticked) = &ticked {
        let by_key = response.has_focus() && ui.input(|i| i.key_pressed(Key::T));
        tick_ui(ui, ticked, row, by_key);
    }
    badge(
        ui.painter(),
        rect.left_center() + vec2(space - 17.0, 0.0),
        row.sign,
        theme,
    );
    let room = Rect::from_min_max(rect.min + vec2(space, 0.0), rect.max - vec2(6.0, 0.0));
    words(
        ui,
        room,
        &row.words,
        tokens::medium(13.0),
        Palette::of(ui).ink,
        2,
    );
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    response.on_hover_text(&row.words).clicked()
}

/// The tick of a change.
fn tick_ui(ui: &Ui, ticked: &Response, row: &mut ChangeRow, by_key: bool) {
    let palette = Palette::of(ui);
    ticked.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, row.is_taken, &row.words));
    if ticked.clicked() || by_key {
        row.is_taken = !row.is_taken;
    }
    let square = Rect::from_center_size(ticked.rect.center(), Vec2::splat(18.0));
    let painter = ui.painter();
    match row.is_taken {
        true => {
            painter.rect_filled(square, 5.0, palette.accent);
            widgets::paint_icon(painter, "check", square.shrink(3.0), palette.on_accent);
        }
        false => {
            let stroke = Stroke::new(1.5, palette.edge);
            painter.rect_filled(square, 5.0, palette.field);
            painter.rect_stroke(square, 5.0, stroke, StrokeKind::Inside);
        }
    }
    widgets::focus_ring(ui, ticked, square.expand(4.0), 6);
}

fn head_height(ui: &Ui, row: &ConflictRow, width: f32) -> f32 {
    let room = width - INDENT;
    let galley = laid(ui, &row.name, tokens::semibold(13.0), room, LINES);
    galley.size().y + 14.0
}

/// Both sides beside each other; `true` when it was clicked to be looked at.
fn conflict_ui(
    ui: &mut Ui,
    (rect, head): (Rect, f32),
    row: &mut ConflictRow,
    is_chosen: bool,
    index: usize,
    (language, theme): (Language, &Theme),
) -> bool {
    let palette = Palette::of(ui);
    let outer = rect.shrink2(vec2(0.0, 3.0));
    let response = ui.interact(
        outer,
        ui.scope_id().with(("conflict", index)),
        Sense::click(),
    );
    spoken::selectable(&response, Role::ListItem, &row.name, is_chosen);
    ground(ui, outer, is_chosen, response.hovered());
    let sign_at = outer.min + vec2(16.0, 17.0);
    badge(ui.painter(), sign_at, Sign::Conflict, theme);
    let room = vec2(outer.width() - INDENT, head);
    let name = Rect::from_min_size(outer.min + vec2(32.0, 8.0), room);
    let font = tokens::semibold(13.0);
    words(ui, name, &row.name, font, palette.ink, LINES);
    let mut looked_at = response.on_hover_text(&row.name).clicked();
    let half = (outer.width() - 8.0 - 16.0) / 2.0;
    let top = outer.top() + head;
    let sides = [
        (Side::Mine, "Mine", row.mine.clone()),
        (Side::Theirs, "Theirs", row.theirs.clone()),
    ];
    for (place, (side, title, text)) in sides.into_iter().enumerate() {
        let left = outer.left() + 8.0 + place as f32 * (half + 8.0);
        let card = Rect::from_min_max(pos2(left, top), pos2(left + half, outer.bottom() - 8.0));
        let id = ui.scope_id().with(("side", index, place));
        let choice = ui.interact(card, id, Sense::click());
        let label = format!("{}: {text}", language.t(title));
        let is_on = row.side == side;
        spoken::radio(&choice, &label, is_on, place);
        if choice.clicked() {
            row.side = side;
            looked_at = true;
        }
        let (fill, edge, width) = match (is_on, choice.hovered()) {
            (true, _) => (palette.accent_soft, palette.accent_ink, 2.0),
            (false, true) => (palette.raised_hover, palette.edge, 1.0),
            (false, false) => (palette.field, palette.edge, 1.0),
        };
        ui.painter().rect_filled(card, 8.0, fill);
        let stroke = Stroke::new(width, edge);
        ui.painter()
            .rect_stroke(card, 8.0, stroke, StrokeKind::Inside);
        let ink = if is_on {
            palette.accent_ink
        } else {
            palette.quiet_ink
        };
        let caption = Rect::from_min_size(card.min + vec2(10.0, 6.0), vec2(half - 20.0, 16.0));
        words(
            ui,
            caption,
            language.t(title),
            tokens::semibold(12.0),
            ink,
            1,
        );
        let body = Rect::from_min_max(
            pos2(card.left() + 10.0, caption.bottom() + 2.0),
            card.max - vec2(8.0, 6.0),
        );
        words(ui, body, &text, tokens::medium(13.0), palette.ink, 3);
        widgets::focus_ring(ui, &choice, card, 8);
        choice.on_hover_text(&text);
    }
    looked_at
}

fn ground(ui: &Ui, rect: Rect, is_chosen: bool, is_hovered: bool) {
    let palette = Palette::of(ui);
    let fill = match (is_chosen, is_hovered) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, tokens::RADIUS, fill);
    if is_chosen {
        widgets::chosen_ring(ui, rect);
    }
}

/// A text in the middle of a room's height, cut off after so many lines.
fn words(ui: &Ui, room: Rect, text: &str, font: FontId, ink: Color32, lines: usize) {
    let galley = laid(ui, text, font, room.width(), lines);
    let top = match lines {
        3.. => room.top(),
        _ => room.center().y - galley.size().y / 2.0,
    };
    ui.painter().galley(pos2(room.left(), top), galley, ink);
}

fn laid(ui: &Ui, text: &str, font: FontId, width: f32, lines: usize) -> Arc<Galley> {
    let ink = Color32::PLACEHOLDER;
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, width);
    job.wrap.max_rows = lines;
    ui.painter().layout_job(job)
}
