//! Two versions of a map over each other: what differs, to be looked at and taken one by one.

use std::sync::Arc;

use egui::{
    Align, Color32, FontId, Key, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    dialogs::{self, Answer, Stage, thumbnail_camera},
    tokens::{self, Palette},
    widgets::{self, Kind, Share},
};
use crate::{
    compare::Side,
    geom::{self, Camera, Point},
    model::{Hue, Theme},
    scene::Scene,
    words::Language,
};

/// What another version has otherwise.
#[derive(Debug)]
pub struct CompareDialog {
    /// With what the open map is compared, in words.
    pub other: String,
    /// `None` while both are compared; the error says why they cannot be.
    pub found: Option<Result<Found, String>>,
    /// What is looked at.
    chosen: Option<Row>,
    /// It was chosen on the picture: the list is to show it.
    scrolls: bool,
    /// What is seen of the sheet; `None` for all of it.
    camera: Option<Camera>,
}

/// The differences, and both versions in one picture.
#[derive(Debug)]
pub struct Found {
    pub conflicts: Vec<ConflictRow>,
    pub changes: Vec<ChangeRow>,
    pub scene: Arc<Scene>,
    pub marks: Vec<Mark>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    pub words: String,
    pub sign: Sign,
    pub is_taken: bool,
    /// What goes together, by its place in [`Merge::changes`](crate::compare::Merge::changes).
    pub changes: Vec<usize>,
}

/// Something that cannot be both ways, with both sides in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictRow {
    pub name: String,
    pub mine: String,
    pub theirs: String,
    pub side: Side,
}

/// A place on the picture where something differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub rect_in_doc: geom::Rect,
    pub sign: Sign,
    pub row: Row,
}

/// By its place among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Conflict(usize),
    Change(usize),
}

/// What happened to a thing on the way to the other version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
    Moved,
    Changed,
    Conflict,
}

impl Sign {
    const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Moved, Self::Changed];

    /// English, for the translation table.
    fn name(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Moved => "Moved",
            Self::Changed => "Changed",
            Self::Conflict => "Conflict",
        }
    }

    fn glyph(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Moved => "→",
            Self::Changed => "~",
            Self::Conflict => "!",
        }
    }

    /// Such that white letters can be read on it and it shows on the white sheet.
    fn color(self) -> Color32 {
        tokens::color32(match self {
            Self::Added => Hue::Green.color(),
            Self::Removed => Theme::PAPER.bad,
            Self::Moved => Hue::Blue.color(),
            Self::Changed => Hue::Amber.color(),
            Self::Conflict => Hue::Pink.color(),
        })
    }
}

const LIST: f32 = 420.0;
const HEAD: f32 = 34.0;
const CHANGE: f32 = 44.0;
const CONFLICT: f32 = 122.0;
const BADGE: f32 = 18.0;

impl CompareDialog {
    pub fn new(other: String) -> Self {
        Self {
            other,
            found: None,
            chosen: None,
            scrolls: false,
            camera: None,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        dialogs::heading(
            ui,
            &language.fill("Compared with {other}", &[("other", &self.other)]),
        );
        let close = (language.t("Close"), Kind::Plain, true, Answer::Cancel);
        let found = match &mut self.found {
            Some(Ok(found)) if !found.changes.is_empty() || !found.conflicts.is_empty() => found,
            other => {
                let text = match other {
                    None => language.t("Comparing…").to_owned(),
                    Some(Ok(_)) => language.t("Both show the same.").to_owned(),
                    Some(Err(why)) => why.clone(),
                };
                dialogs::paragraph(ui, &text);
                return dialogs::buttons(ui, &[close]);
            }
        };
        let text = match found.conflicts.is_empty() {
            true => {
                "Tick what this map is to take over. A click on a line shows the place; dragging and scrolling move the picture."
            }
            false => {
                "Both versions changed some of the same things: choose one side of each. What is ticked goes together with yours."
            }
        };
        dialogs::paragraph(ui, language.t(text));
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 262.0).clamp(170.0, 620.0);
        let before = self.chosen;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let width = LIST.min(ui.available_width() * 0.45);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), down, |ui| {
                ui.set_width(width);
                let scrolls = std::mem::take(&mut self.scrolls);
                list_ui(ui, height, found, &mut self.chosen, scrolls, language);
            });
            let size = vec2(ui.available_width().max(0.0), height);
            let clicked = picture_ui(ui, size, found, self.chosen, &mut self.camera, stage);
            if let Some(row) = clicked {
                self.chosen = Some(row);
                self.scrolls = true;
            } else if self.chosen != before {
                self.camera = self.chosen.and_then(|row| look_at(found, row, size));
            }
        });
        legend_ui(ui, found, language);
        let wanted = found.changes.iter().filter(|row| row.is_taken).count()
            + (found.conflicts.iter())
                .filter(|row| row.side == Side::Theirs)
                .count();
        let take = match wanted {
            1 => language.t("Take 1 change").to_owned(),
            n => language.fill("Take {n} changes", &[("n", &n.to_string())]),
        };
        let taken = (
            take.as_str(),
            Kind::Primary,
            wanted > 0,
            Answer::TakeChanges,
        );
        dialogs::buttons(ui, &[close, taken])
    }
}

/// All rows in one list, of which only those in view are made.
fn list_ui(
    ui: &mut Ui,
    height: f32,
    found: &mut Found,
    chosen: &mut Option<Row>,
    scrolls: bool,
    language: Language,
) {
    let palette = Palette::of(ui);
    let conflicts = found.conflicts.len() as f32;
    let first_change = match found.conflicts.is_empty() {
        true => HEAD,
        false => HEAD + conflicts * CONFLICT + HEAD,
    };
    let whole = first_change + found.changes.len() as f32 * CHANGE;
    let top_of = |row: Row| match row {
        Row::Conflict(index) => HEAD + index as f32 * CONFLICT,
        Row::Change(index) => first_change + index as f32 * CHANGE,
    };
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(height)
        .max_height(height);
    area.show_viewport(ui, |ui, view| {
        let width = ui.available_width() - 10.0;
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
            if is_seen(top, CONFLICT) {
                let is_chosen = *chosen == Some(Row::Conflict(index));
                let rect = room(top, CONFLICT);
                if conflict_ui(ui, rect, row, is_chosen, index, language) {
                    *chosen = Some(Row::Conflict(index));
                }
            }
        }
        if !found.changes.is_empty() {
            let top = first_change - HEAD;
            if is_seen(top, HEAD) {
                all_ui(ui, room(top, HEAD), &mut found.changes, language);
            }
        }
        for (index, row) in found.changes.iter_mut().enumerate() {
            let top = top_of(Row::Change(index));
            if is_seen(top, CHANGE) {
                let is_chosen = *chosen == Some(Row::Change(index));
                if change_ui(ui, room(top, CHANGE), row, is_chosen, index) {
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
fn all_ui(ui: &mut Ui, rect: Rect, rows: &mut [ChangeRow], language: Language) {
    let text = language.fill("Changes: {n}", &[("n", &rows.len().to_string())]);
    head(ui, rect, &text, Palette::of(ui));
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
fn change_ui(ui: &mut Ui, rect: Rect, row: &mut ChangeRow, is_chosen: bool, index: usize) -> bool {
    let palette = Palette::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("change", index)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &row.words));
    let tick = Rect::from_center_size(rect.left_center() + vec2(16.0, 0.0), Vec2::splat(28.0));
    let ticked = ui.interact(tick, ui.scope_id().with(("tick", index)), Sense::click());
    ticked.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, row.is_taken, &row.words));
    if ticked.clicked() || response.has_focus() && ui.input(|i| i.key_pressed(Key::T)) {
        row.is_taken = !row.is_taken;
    }
    ground(ui, rect, is_chosen, response.hovered() || ticked.hovered());
    let square = Rect::from_center_size(tick.center(), Vec2::splat(18.0));
    let painter = ui.painter();
    match row.is_taken {
        true => {
            painter.rect_filled(square, 5.0, palette.accent);
            widgets::paint_icon(painter, "check", square.shrink(3.0), palette.on_accent);
        }
        false => {
            let stroke = Stroke::new(1.5, palette.faint_ink);
            painter.rect_filled(square, 5.0, palette.field);
            painter.rect_stroke(square, 5.0, stroke, StrokeKind::Inside);
        }
    }
    badge(ui, rect.left_center() + vec2(45.0, 0.0), row.sign);
    let room = Rect::from_min_max(rect.min + vec2(62.0, 0.0), rect.max - vec2(6.0, 0.0));
    words(ui, room, &row.words, tokens::medium(13.0), palette.ink, 2);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    widgets::focus_ring(ui, &ticked, square.expand(4.0), 6);
    response.on_hover_text(&row.words).clicked()
}

/// Both sides beside each other; `true` when it was clicked to be looked at.
fn conflict_ui(
    ui: &mut Ui,
    rect: Rect,
    row: &mut ConflictRow,
    is_chosen: bool,
    index: usize,
    language: Language,
) -> bool {
    let palette = Palette::of(ui);
    let outer = rect.shrink2(vec2(0.0, 3.0));
    let response = ui.interact(
        outer,
        ui.scope_id().with(("conflict", index)),
        Sense::click(),
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &row.name));
    ground(ui, outer, is_chosen, response.hovered());
    badge(ui, outer.min + vec2(16.0, 17.0), Sign::Conflict);
    let name = Rect::from_min_max(
        outer.min + vec2(32.0, 4.0),
        pos2(outer.right() - 6.0, outer.top() + 30.0),
    );
    words(ui, name, &row.name, tokens::semibold(13.0), palette.ink, 1);
    let mut looked_at = response.clicked();
    let half = (outer.width() - 8.0 - 16.0) / 2.0;
    let top = outer.top() + 33.0;
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
        choice.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &label));
        if choice.clicked() {
            row.side = side;
            looked_at = true;
        }
        let (fill, edge, width) = match (is_on, choice.hovered()) {
            (true, _) => (palette.accent_soft, palette.accent_ink, 2.0),
            (false, true) => (palette.raised_hover, palette.border, 1.0),
            (false, false) => (palette.field, palette.border, 1.0),
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
}

fn badge(ui: &Ui, centre: egui::Pos2, sign: Sign) {
    let painter = ui.painter();
    painter.circle_filled(centre, BADGE / 2.0, sign.color());
    let galley =
        painter.layout_no_wrap(sign.glyph().to_owned(), tokens::bold(13.0), Color32::WHITE);
    painter.galley(centre - galley.size() / 2.0, galley, Color32::WHITE);
}

/// A text in the middle of a room's height, cut off after so many lines.
fn words(ui: &Ui, room: Rect, text: &str, font: FontId, ink: Color32, lines: usize) {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, room.width());
    job.wrap.max_rows = lines;
    let galley = ui.painter().layout_job(job);
    let top = match lines {
        3.. => room.top(),
        _ => room.center().y - galley.size().y / 2.0,
    };
    ui.painter().galley(pos2(room.left(), top), galley, ink);
}

/// Both versions in one picture with its marks; gives the row of a mark that was clicked.
fn picture_ui(
    ui: &mut Ui,
    size: Vec2,
    found: &Found,
    chosen: Option<Row>,
    camera: &mut Option<Camera>,
    stage: &mut Stage<'_>,
) -> Option<Row> {
    let palette = Palette::of(ui);
    let (room, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Image,
            true,
            stage.language.t("Both versions in one picture"),
        )
    });
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    painter.rect_filled(room, 10.0, palette.desk);
    let scene = &found.scene;
    let whole = whole_sheet(scene, size);
    let mut seen = camera.unwrap_or(whole);
    let in_room =
        |at: egui::Pos2| Point::new(f64::from(at.x - room.min.x), f64::from(at.y - room.min.y));
    if response.dragged() {
        let by = response.drag_delta();
        seen = seen.panned(geom::Vec2::new(f64::from(by.x), f64::from(by.y)));
        *camera = Some(seen);
    }
    if let Some(at) = response.hover_pos() {
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        let factor = f64::from(pinch) * f64::from(scroll / 240.0).exp();
        if factor != 1.0 {
            seen = seen.zoomed(factor, in_room(at));
            *camera = (seen.zoom() > whole.zoom()).then_some(seen);
            seen = camera.unwrap_or(whole);
        }
    }
    let on_screen = |rect: geom::Rect| {
        let rect = seen.screen_rect(rect);
        Rect::from_min_max(
            room.min + vec2(rect.x0 as f32, rect.y0 as f32),
            room.min + vec2(rect.x1 as f32, rect.y1 as f32),
        )
    };
    let paper = on_screen(geom::Rect::from_origin_size(Point::ZERO, scene.size));
    let painted = paper.intersect(room);
    painter.rect_filled(painted, 2.0, tokens::color32(scene.background));
    let by = painted.min - room.min;
    let inner = seen.panned(-geom::Vec2::new(f64::from(by.x), f64::from(by.y)));
    stage
        .painter
        .paint(&painter, painted, scene, &inner, stage.fonts);
    let pointer = response.hover_pos();
    let mut under: Option<(&Mark, f32)> = None;
    for mark in &found.marks {
        let rect = on_screen(mark.rect_in_doc).expand(2.0);
        if !rect.intersects(room) {
            continue;
        }
        let is_chosen = chosen == Some(mark.row);
        let color = mark.sign.color();
        let wash = if is_chosen { 0.16 } else { 0.10 };
        painter.rect_filled(rect, 5.0, color.gamma_multiply(wash));
        let stroke = Stroke::new(if is_chosen { 3.0 } else { 1.75 }, color);
        painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
        if mark.sign == Sign::Removed {
            painter.line_segment([rect.left_bottom(), rect.right_top()], stroke);
        }
        if pointer.is_some_and(|at| rect.contains(at))
            && under.is_none_or(|(_, area)| rect.area() < area)
        {
            under = Some((mark, rect.area()));
        }
    }
    for mark in &found.marks {
        let rect = on_screen(mark.rect_in_doc).expand(2.0);
        let centre = rect.left_top();
        if seen.zoom() > 0.3 && room.contains(centre) {
            painter.circle_filled(centre, BADGE / 2.0, mark.sign.color());
            let glyph = mark.sign.glyph().to_owned();
            let galley = painter.layout_no_wrap(glyph, tokens::bold(13.0), Color32::WHITE);
            painter.galley(centre - galley.size() / 2.0, galley, Color32::WHITE);
        }
    }
    let (mark, _) = under?;
    let words = match mark.row {
        Row::Conflict(index) => found.conflicts.get(index).map(|row| &row.name),
        Row::Change(index) => found.changes.get(index).map(|row| &row.words),
    };
    let is_clicked = response.clicked();
    if let Some(words) = words {
        response.on_hover_text_at_pointer(words);
    }
    is_clicked.then_some(mark.row)
}

/// What shows the whole sheet in the middle of a room.
fn whole_sheet(scene: &Scene, room: Vec2) -> Camera {
    let inner = Rect::from_min_size(egui::Pos2::ZERO, room - Vec2::splat(20.0));
    let zoom = thumbnail_camera(scene, inner).zoom();
    let size = geom::Size::new(f64::from(room.x), f64::from(room.y));
    let middle = geom::Rect::from_origin_size(Point::ZERO, scene.size).center();
    Camera::centred(middle, size, zoom)
}

/// What shows a row's place close enough to be read.
fn look_at(found: &Found, row: Row, room: Vec2) -> Option<Camera> {
    let mut marks = found.marks.iter().filter(|mark| mark.row == row);
    let place = marks.next()?.rect_in_doc;
    let whole = whole_sheet(&found.scene, room).zoom();
    let fits = f64::from(room.x) * 0.8 / place.width().max(1.0);
    let size = geom::Size::new(f64::from(room.x), f64::from(room.y));
    let zoom = fits.min(0.8).max(whole);
    Some(Camera::centred(place.center(), size, zoom))
}

/// What the colours and signs mean, as far as they occur.
fn legend_ui(ui: &mut Ui, found: &Found, language: Language) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let conflict = (!found.conflicts.is_empty()).then_some(Sign::Conflict);
        let occurs = |sign: &Sign| found.changes.iter().any(|row| row.sign == *sign);
        for sign in Sign::ALL.into_iter().filter(occurs).chain(conflict) {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(BADGE), Sense::hover());
            badge(ui, rect.center(), sign);
            let ink = Palette::of(ui).quiet_ink;
            widgets::line(ui, language.t(sign.name()), tokens::medium(12.5), ink);
            ui.add_space(10.0);
        }
    });
}
