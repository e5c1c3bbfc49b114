//! The window's own small widgets: icons, buttons, chips, labelled fields.

use std::sync::Arc;

pub(super) use crate::editor::Share;
use crate::{
    geom,
    scene::Icon,
    ui::{
        paint::{
            mesh::{LineWidth, MeshBuilder},
            mesher::lines,
        },
        spoken,
        tokens::{self, Palette},
    },
};
use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Galley, Id, Pos2, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    epaint::WHITE_UV,
    pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

/// Of the panels that stand between the sheet and a side of the window.
pub(super) fn side_frame(ui: &Ui) -> Frame {
    let palette = Palette::of(ui);
    Frame::new()
        .fill(palette.chrome)
        .stroke(Stroke::new(1.0, palette.border))
}

/// Of the bars around the sheet.
pub(super) fn bar_frame(ui: &Ui) -> Frame {
    Frame::new().fill(Palette::of(ui).chrome)
}

/// Paints an icon's stroke into a square, at true pixels.
pub(super) fn paint_icon(painter: &egui::Painter, name: &str, rect: Rect, color: Color32) {
    // Long lists are mostly out of view, and shapes are not free.
    if !painter.clip_rect().intersects(rect) {
        return;
    }
    let Some(icon) = Icon::named(name) else {
        return;
    };
    let ppp = painter.pixels_per_point();
    let square = geom::Rect::new(
        f64::from(rect.min.x * ppp),
        f64::from(rect.min.y * ppp),
        f64::from(rect.max.x * ppp),
        f64::from(rect.max.y * ppp),
    );
    paint_stroke(painter, &icon.path_in(square), rect.width() / 13.0, color);
}

/// Paints a round stroke along a path in pixels; `width` in points.
fn paint_stroke(painter: &egui::Painter, path: &geom::BezPath, width: f32, color: Color32) {
    let line_width = LineWidth {
        width: (width * painter.pixels_per_point()).max(1.0),
        round: true,
    };
    let mut builder = MeshBuilder::default();
    for (line, closed) in lines(path) {
        match line[..] {
            [dot] => builder.circle(dot, line_width.width / 2.0, color),
            _ => builder.stroke(&line, closed, line_width, &|_| color),
        }
    }
    paint_mesh(painter, builder);
}

/// Fills a path that was drawn on a grid whose unit is `scale` points, from `at` on.
pub(super) fn paint_fill(
    painter: &egui::Painter,
    path: &geom::BezPath,
    at: Pos2,
    scale: f32,
    color: Color32,
) {
    let ppp = painter.pixels_per_point();
    let place = geom::Affine::translate((f64::from(at.x * ppp), f64::from(at.y * ppp)))
        * geom::Affine::scale(f64::from(scale * ppp));
    let contours: Vec<Vec<Pos2>> = lines(&(place * path)).into_iter().map(|l| l.0).collect();
    let mut builder = MeshBuilder::default();
    builder.fill(&contours, color);
    paint_mesh(painter, builder);
}

/// Paints triangles that stand in pixels and show no picture.
fn paint_mesh(painter: &egui::Painter, builder: MeshBuilder) {
    let mut mesh = builder.mesh;
    for vertex in &mut mesh.vertices {
        vertex.pos = (vertex.pos.to_vec2() / painter.pixels_per_point()).to_pos2();
        vertex.uv = WHITE_UV;
    }
    if !mesh.is_empty() {
        painter.add(egui::Shape::mesh(mesh));
    }
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ButtonKind {
    /// On a quiet ground.
    Plain,
    /// The one that is meant to be pressed.
    Primary,
    /// Without a ground until the pointer is on it.
    Bare,
    /// Outlined, in the accent's colour.
    Outlined,
}

/// A button with an icon, a text or both.
pub(super) struct Press<'a> {
    pub text: &'a str,
    pub icon: Option<&'a str>,
    pub kind: ButtonKind,
    pub enabled: bool,
    pub min_width: f32,
    pub height: f32,
    /// As an entry of a list; else in the middle.
    pub begins_left: bool,
    /// Spoken, where there is no text.
    pub label: &'a str,
}

impl<'a> Press<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self {
            text,
            icon: None,
            kind: ButtonKind::Plain,
            enabled: true,
            min_width: 0.0,
            height: 30.0,
            begins_left: false,
            label: text,
        }
    }

    /// `label` is spoken and shown on hover.
    pub(super) fn icon(icon: &'a str, label: &'a str) -> Self {
        Self {
            icon: Some(icon),
            label,
            ..Self::text("")
        }
    }

    pub(super) fn with_icon(self, icon: &'a str) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    pub(super) fn kind(self, kind: ButtonKind) -> Self {
        Self { kind, ..self }
    }

    pub(super) fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    pub(super) fn min_width(self, min_width: f32) -> Self {
        Self { min_width, ..self }
    }

    pub(super) fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    pub(super) fn begin_left(self) -> Self {
        Self {
            begins_left: true,
            ..self
        }
    }

    /// How wide it will be, for what is laid out from the other end.
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        let text = self.galley(ui).size().x;
        (self.content(text) + 2.0 * self.pad()).max(self.min_width)
    }

    fn galley(&self, ui: &Ui) -> Arc<Galley> {
        let (text, font) = (self.text.to_owned(), tokens::semibold(13.0));
        ui.painter()
            .layout_no_wrap(text, font, Color32::PLACEHOLDER)
    }

    /// The width of icon and text.
    fn content(&self, text: f32) -> f32 {
        let gap = match (self.icon.is_some(), self.text.is_empty()) {
            (true, false) => ICON + 7.0,
            (true, true) => ICON,
            (false, _) => 0.0,
        };
        text + gap
    }

    fn pad(&self) -> f32 {
        if self.text.is_empty() { 7.0 } else { 14.0 }
    }
}

/// The side of a button's icon.
const ICON: f32 = 16.0;

impl egui::Widget for Press<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = Palette::of(ui);
        let around = self.content(0.0) + 2.0 * self.pad();
        let room = (room_in(ui) - around).max(LEAST_TEXT);
        let font = tokens::semibold(13.0);
        let galley = cut(ui.painter(), self.text, font, Color32::PLACEHOLDER, room);
        let is_cut = galley.elided;
        let content = self.content(galley.size().x);
        let width = (content + 2.0 * self.pad()).max(self.min_width);
        let size = vec2(width, self.height);
        let sense = if self.enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let (enabled, label) = (self.enabled && ui.is_enabled(), self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));

        let (hot, down) = (response.hovered(), response.is_pointer_button_down_on());
        let (fill, ink) = match self.kind {
            _ if !enabled && self.kind == ButtonKind::Bare => {
                (Color32::TRANSPARENT, palette.faint_ink)
            }
            _ if !enabled => (palette.raised, palette.faint_ink),
            ButtonKind::Primary if hot => (palette.accent_hover, palette.on_accent),
            ButtonKind::Primary => (palette.accent, palette.on_accent),
            ButtonKind::Plain | ButtonKind::Bare if down => (palette.raised_active, palette.ink),
            ButtonKind::Plain | ButtonKind::Bare if hot => (palette.raised_hover, palette.ink),
            ButtonKind::Plain => (palette.raised, palette.ink),
            ButtonKind::Bare => (Color32::TRANSPARENT, palette.ink),
            ButtonKind::Outlined if hot => (palette.accent_soft, palette.accent_ink),
            ButtonKind::Outlined => (palette.chrome, palette.accent_ink),
        };
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(tokens::RADIUS), fill);
        if self.kind == ButtonKind::Outlined {
            let stroke = Stroke::new(1.0, palette.edge);
            painter.rect_stroke(rect, tokens::RADIUS, stroke, StrokeKind::Inside);
        }
        if self.kind == ButtonKind::Primary && enabled && response.has_focus() {
            // On its own ground the ring of the others would not be seen.
            let stroke = Stroke::new(2.0, palette.on_accent);
            let inner = rect.shrink(2.0);
            painter.rect_stroke(inner, tokens::RADIUS - 2, stroke, StrokeKind::Inside);
            follow_focus(ui, &response);
        } else {
            focus_ring(ui, &response, rect, tokens::RADIUS);
        }
        let mut x = match self.begins_left {
            true => rect.left() + self.pad(),
            false => rect.center().x - content / 2.0,
        };
        if let Some(icon) = self.icon {
            let at = pos2(x, rect.center().y - ICON / 2.0);
            let square = Rect::from_min_size(at, Vec2::splat(ICON));
            paint_icon(painter, icon, square, ink);
            x += ICON + 7.0;
        }
        let y = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(x, y), galley, ink);
        if self.text.is_empty() && !label.is_empty() {
            return response.on_hover_text(label);
        }
        if is_cut {
            return response.on_hover_text(self.text);
        }
        response
    }
}

/// Shows which of several is chosen, which a fill alone would not.
pub(super) fn chosen_ring(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.5, Palette::of(ui).accent_ink);
    ui.painter()
        .rect_stroke(rect, tokens::RADIUS, stroke, StrokeKind::Inside);
}

/// How wide a widget may be: what is left of a row, but where rows wrap, it may have one for itself.
fn room_in(ui: &Ui) -> f32 {
    if ui.layout().main_wrap {
        ui.max_rect().width()
    } else {
        ui.available_width()
    }
}

/// What is left of a text at least, however narrow the room is.
const LEAST_TEXT: f32 = 24.0;

/// A text on one line, as much of it as there is room for; an ellipsis says that there is more.
pub(super) fn cut(
    painter: &egui::Painter,
    text: &str,
    font: FontId,
    ink: Color32,
    room: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
    painter.layout_job(job)
}

/// The button of a list that opens: a text, perhaps an icon before it, and the arrow down.
pub(super) fn dropdown_button(
    ui: &mut Ui,
    icon: Option<(&str, Color32)>,
    text: &str,
    width: f32,
    is_open: bool,
) -> Response {
    let palette = Palette::of(ui);
    let width = width.min(ui.available_width()).max(60.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, DROPDOWN), Sense::click());
    let fill = if response.hovered() {
        palette.raised_hover
    } else {
        palette.raised
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    focus_ring(ui, &response, rect, tokens::RADIUS);
    let square = |x: f32| Rect::from_center_size(pos2(x, rect.center().y), Vec2::splat(16.0));
    let mut left = rect.left() + 12.0;
    if let Some((icon, ink)) = icon {
        paint_icon(painter, icon, square(rect.left() + 19.0), ink);
        left = rect.left() + 38.0;
    }
    let room = rect.right() - 32.0 - left;
    let ink = if ui.is_enabled() {
        palette.ink
    } else {
        palette.faint_ink
    };
    let galley = cut(painter, text, tokens::medium(13.0), ink, room);
    let is_cut = galley.elided;
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
    let arrow = if is_open {
        "chevron-up"
    } else {
        "chevron-down"
    };
    paint_icon(
        painter,
        arrow,
        square(rect.right() - 18.0),
        palette.quiet_ink,
    );
    if is_cut && !is_open {
        return response.on_hover_text(text);
    }
    response
}

/// As high as a list's button is.
const DROPDOWN: f32 = 32.0;

/// Shows which widget the keyboard is on.
pub(super) fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Palette::of(ui).accent_ink);
        ui.painter()
            .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
    follow_focus(ui, response);
}

/// Brings into view what a key has led to. Backwards that is known only in the pass after, when egui
/// says no more that it was gained.
fn follow_focus(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let is_new = ui.data_mut(|data| {
        let followed: &mut Option<Id> = data.get_temp_mut_or_default(Id::unique("followed focus"));
        followed.replace(response.id) != Some(response.id)
    });
    let by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if is_new && !by_pointer {
        response.scroll_to_me(None);
        ui.ctx().request_repaint();
    }
}

/// Something that is on or off, rounded, tinted while it is on.
pub(super) fn chip(ui: &mut Ui, text: &str, on: bool) -> Response {
    let response = painted_chip(ui, text, on);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, response.enabled(), on, text));
    response
}

/// One of several that exclude each other; `index`: which one, from 0.
pub(super) fn radio(ui: &mut Ui, text: &str, on: bool, index: usize) -> Response {
    let response = painted_chip(ui, text, on);
    spoken::radio(&response, text, on, index);
    response
}

fn painted_chip(ui: &mut Ui, text: &str, on: bool) -> Response {
    let palette = Palette::of(ui);
    let ink = if on {
        palette.accent_ink
    } else {
        palette.quiet_ink
    };
    let room = (room_in(ui) - 22.0).max(LEAST_TEXT);
    let galley = cut(ui.painter(), text, tokens::semibold(12.5), ink, room);
    let is_cut = galley.elided;
    let size = vec2(galley.size().x + 22.0, 27.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let fill = match (on, response.hovered()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.raised_hover,
        (false, false) => palette.raised,
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 14.0, fill);
    if on {
        let stroke = Stroke::new(1.5, palette.accent_ink);
        painter.rect_stroke(rect, 14.0, stroke, StrokeKind::Inside);
    }
    focus_ring(ui, &response, rect, 14);
    let at = pos2(rect.left() + 11.0, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
    if is_cut {
        return response.on_hover_text(text);
    }
    response
}

/// A chip for several things at once; where it is true of some only, a dash says so.
pub(super) fn mixed_chip(ui: &mut Ui, text: &str, share: Share) -> Response {
    if share != Share::Some {
        return chip(ui, text, share == Share::All);
    }
    let response = chip(ui, &format!("– {text}"), false);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(text));
    spoken::mixed(&response);
    response
}

/// A row of choices of which one is on, called `name`; gives the one that was clicked.
pub(super) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    options: &[(T, &str)],
    current: T,
) -> Option<T> {
    let mut chosen = None;
    let on = options.iter().find(|(value, _)| *value == current);
    let name = spoken::choice(name, on.map(|(_, text)| *text));
    ui.horizontal_wrapped(|ui| {
        spoken::radios(ui, &name, options.len());
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (index, (value, text)) in options.iter().enumerate() {
            if radio(ui, text, *value == current, index).clicked() {
                chosen = Some(*value);
            }
        }
    });
    chosen
}

/// For a field that does something of its own with Esc before the keyboard leaves it.
pub(super) const WRITING: egui::EventFilter = egui::EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// The quiet heading above a field.
pub(super) fn caption(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    let color = Palette::of(ui).quiet_ink;
    ui.label(
        egui::RichText::new(text)
            .font(tokens::medium(12.5))
            .color(color),
    );
}

/// A text of the window's type, on one line, cut off with an ellipsis.
pub(super) fn line(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    ui.add(egui::Label::new(egui::RichText::new(text).font(font).color(color)).truncate())
}

/// What is done by which keys: the keys as a whole, and as much of the name as there is room for
/// before them.
pub(super) fn keys_row(ui: &mut Ui, name: &str, keys: &str, height: f32) {
    let palette = Palette::of(ui);
    let row = vec2(ui.available_width(), height);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let keys = egui::RichText::new(keys).font(tokens::semibold(12.5));
        ui.add(egui::Label::new(keys).truncate());
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            line(ui, name, tokens::medium(13.0), palette.quiet_ink);
        });
    });
}

/// Paints a text on a rounded ground; gives its rectangle.
pub(super) fn tag(
    painter: &egui::Painter,
    at: Pos2,
    align: Align2,
    text: &str,
    fill: Color32,
    ink: Color32,
) -> Rect {
    let galley = painter.layout_no_wrap(text.to_owned(), tokens::semibold(12.5), ink);
    let rect = align.anchor_size(at, galley.size() + vec2(16.0, 10.0));
    painter.rect_filled(rect, 7.0, fill);
    painter.galley(rect.min + vec2(8.0, 5.0), galley, ink);
    rect
}
