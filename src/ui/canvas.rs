//! The canvas: desk, sheet and overlay painted through the editor's camera; the pointer turned
//! into intents; the text that is written in place; every thing on the sheet named for those who
//! do not see it.

use std::{collections::HashMap, sync::Arc};

use egui::{
    Align2, Color32, CursorIcon, Event, Id, Key, Modifiers, PointerButton, Pos2, Rect, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit,
    text::{CCursor, CCursorRange, LayoutJob, TextFormat},
    vec2,
};

use super::{
    UiEvent, describe, find_bar, menus,
    painter::{ScenePainter, camera_on_pixels},
    tokens::{self, Palette, color32},
    widgets,
};
use crate::{
    editor::{self, Cursor, Editor, Intent},
    geom::{self, Camera, Point},
    layout::{Align, Layout, Place, TextPlace},
    model::{Color, Target},
    words::Language,
};

/// With more things than this on the sheet, only those in view are named.
const NAMED_PLACES: usize = 600;

/// What the canvas keeps from frame to frame.
#[derive(Default)]
pub(super) struct Canvas {
    /// A button that went down on the canvas is still down.
    pressed: bool,
    pointer_over: bool,
    /// Of the text edit that has its caret set.
    text_serial: Option<u64>,
    places: Vec<Place>,
    /// What `places` and `labels` were made from.
    named: Option<Arc<Layout>>,
    labels: HashMap<Target, String>,
    language: Language,
}

pub(super) fn id() -> Id {
    Id::unique("canvas")
}

fn modifiers(m: Modifiers) -> editor::Modifiers {
    editor::Modifiers {
        command: m.command,
        shift: m.shift,
        alt: m.alt,
    }
}

fn button(button: PointerButton) -> Option<editor::Button> {
    match button {
        PointerButton::Primary => Some(editor::Button::Primary),
        PointerButton::Secondary => Some(editor::Button::Secondary),
        PointerButton::Middle => Some(editor::Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

fn pos(origin: Pos2, point: Point) -> Pos2 {
    origin + vec2(point.x as f32, point.y as f32)
}

pub(super) fn rect_on_screen(origin: Pos2, rect: geom::Rect) -> Rect {
    Rect::from_two_pos(
        pos(origin, Point::new(rect.x0, rect.y0)),
        pos(origin, Point::new(rect.x1, rect.y1)),
    )
}

impl Canvas {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        painter: &mut ScenePainter,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let ppp = ui.pixels_per_point();
        let view = ui.available_rect_before_wrap();
        let view = Rect::from_min_max((view.min.to_vec2() * ppp).round().to_pos2() / ppp, view.max);
        ui.advance_cursor_after_rect(view);
        let response = ui.interact(view, id(), Sense::CLICK | Sense::DRAG);
        let size = geom::Size::new(f64::from(view.width()), f64::from(view.height()));
        if editor.view() != size {
            events.push(UiEvent::Intent(Intent::ViewResized(size)));
        }
        let camera = camera_on_pixels(&editor.camera(), ppp);
        let text_rect = editor
            .text_edit_place()
            .map(|place| rect_on_screen(view.min, camera.screen_rect(place.rect)));
        self.pointer(ui, view, text_rect, events);
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        if nothing_focused && ui.input(|input| input.key_pressed(Key::Space)) {
            events.push(UiEvent::Intent(Intent::SpaceHeld(true)));
        }
        if ui.input(|input| input.key_released(Key::Space)) {
            events.push(UiEvent::Intent(Intent::SpaceHeld(false)));
        }
        if self.pointer_over || self.pressed {
            ui.ctx().set_cursor_icon(match editor.cursor() {
                Cursor::Default => CursorIcon::Default,
                Cursor::Pointer => CursorIcon::PointingHand,
                Cursor::Grab => CursorIcon::Grab,
                Cursor::Grabbing => CursorIcon::Grabbing,
                Cursor::NotAllowed => CursorIcon::NotAllowed,
            });
        }

        let palette = Palette::of(ui);
        let clipped = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
        clipped.rect_filled(view, 0.0, palette.desk);
        let scene = editor.scene();
        let sheet = geom::Rect::from_origin_size(Point::ZERO, scene.size);
        let sheet = rect_on_screen(view.min, camera.screen_rect(sheet));
        let shadow = egui::Shadow {
            offset: [0, 2],
            blur: 14,
            spread: 0,
            color: palette.shadow,
        };
        clipped.add(shadow.as_shape(sheet, 0.0));
        clipped.rect_filled(sheet, 0.0, color32(scene.background));
        painter.paint(&clipped, view, scene, &camera, editor.fonts());
        self.name_places(ui, view, editor, &camera, language, events);
        find_bar::paint_marks(&clipped, view, editor, &camera, palette);
        overlay(&clipped, view, editor, &camera, painter, palette, language);
        self.text_edit(ui, view, editor, &camera, language, events);
        response.context_menu(|ui| menus::context_menu_ui(ui, editor, language, events));
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Canvas, true, language.t("Customer-journey map"))
        });
    }

    /// What the pointer did, as intents.
    fn pointer(&mut self, ui: &Ui, view: Rect, text_rect: Option<Rect>, events: &mut Vec<UiEvent>) {
        let ctx = ui.ctx();
        let is_ours = |at: Pos2| {
            view.contains(at)
                && ctx
                    .layer_id_at(at)
                    .is_none_or(|layer| layer == ui.layer_id())
                && !text_rect.is_some_and(|text| text.expand(4.0).contains(at))
        };
        let in_view = |at: Pos2| {
            let at = at - view.min;
            Point::new(f64::from(at.x), f64::from(at.y))
        };
        let mut send = |intent| events.push(UiEvent::Intent(intent));
        let (input, double_clicked, held) = ctx.input(|input| {
            (
                input.events.clone(),
                input.pointer.button_double_clicked(PointerButton::Primary),
                input.modifiers,
            )
        });
        let mut last_move = None;
        let mut released_at = None;
        for event in input {
            match event {
                Event::PointerMoved(at) => {
                    let over = is_ours(at);
                    if over || self.pressed {
                        last_move = Some(at);
                    } else if self.pointer_over {
                        send(Intent::PointerLeft);
                    }
                    self.pointer_over = over;
                }
                Event::PointerGone if !self.pressed && self.pointer_over => {
                    self.pointer_over = false;
                    last_move = None;
                    send(Intent::PointerLeft);
                }
                Event::PointerButton {
                    pos: at,
                    button: which,
                    pressed,
                    modifiers: keys,
                } => {
                    let Some(button) = button(which) else {
                        continue;
                    };
                    let modifiers = modifiers(keys);
                    let place = in_view(at);
                    if pressed && is_ours(at) {
                        last_move = None;
                        self.pressed = true;
                        send(Intent::PointerPressed {
                            at: place,
                            button,
                            modifiers,
                        });
                    } else if !pressed && self.pressed {
                        if last_move.take().is_some() {
                            send(Intent::PointerMoved {
                                at: place,
                                modifiers,
                            });
                        }
                        self.pressed = false;
                        send(Intent::PointerReleased {
                            at: place,
                            button,
                            modifiers,
                        });
                        if which == PointerButton::Primary {
                            released_at = Some(place);
                        }
                    }
                }
                Event::WindowFocused(false) => {
                    self.pressed = false;
                    send(Intent::FocusLost);
                }
                _ => {}
            }
        }
        if let Some(at) = last_move {
            send(Intent::PointerMoved {
                at: in_view(at),
                modifiers: modifiers(held),
            });
        }
        if let Some(at) = released_at.filter(|_| double_clicked) {
            send(Intent::DoubleClicked { at });
        }
        let Some(at) = ctx.pointer_hover_pos().filter(|at| is_ours(*at)) else {
            return;
        };
        let (factor, scroll) =
            ctx.input(|input| (f64::from(input.zoom_delta()), input.smooth_scroll_delta()));
        if factor != 1.0 {
            send(Intent::Zoom {
                factor,
                at: in_view(at),
            });
        } else if scroll != Vec2::ZERO {
            let by = geom::Vec2::new(f64::from(scroll.x), f64::from(scroll.y));
            send(Intent::Pan(by));
        }
    }

    /// Gives every thing a role and a name of its own.
    fn name_places(
        &mut self,
        ui: &Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let layout = editor.layout();
        let known = self
            .named
            .as_ref()
            .is_some_and(|named| Arc::ptr_eq(named, layout));
        if !known || self.language != language {
            self.places = layout.places();
            self.labels.clear();
            self.named = Some(layout.clone());
            self.language = language;
        }
        let every = self.places.len() <= NAMED_PLACES;
        let asked: Vec<accesskit::NodeId> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                Event::AccessKitActionRequest(request) => Some(request),
                _ => None,
            });
            let clicks = requests.filter(|request| request.action == accesskit::Action::Click);
            clicks.map(|request| request.target_node).collect()
        });
        for place in &self.places {
            let rect = rect_on_screen(view.min, camera.screen_rect(place.rect));
            if !every && !rect.intersects(view) {
                continue;
            }
            let label = self
                .labels
                .entry(place.target.clone())
                .or_insert_with(|| describe::label(editor.map(), &place.target, language));
            if label.is_empty() {
                continue;
            }
            let response = ui.interact(rect, id().with(&place.target), Sense::empty());
            let selected = editor.selection().contains(&place.target);
            let role = describe::role(&place.target);
            response.widget_info(|| WidgetInfo::selected(role, true, selected, &label));
            // Not by the pointer, which the canvas follows itself.
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.add_action(accesskit::Action::Click);
            });
            if asked.contains(&response.id.accesskit_id()) {
                let target = place.target.clone();
                events.push(UiEvent::Intent(Intent::Select(vec![target])));
            }
        }
    }

    /// The text that is written in place, over the text as it stands on the sheet.
    fn text_edit(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let (Some(edit), Some(place)) = (editor.text_edit(), editor.text_edit_place()) else {
            self.text_serial = None;
            return;
        };
        let id = id().with("text");
        let fresh = self.text_serial != Some(edit.serial);
        // Keys that end the edit; the field itself never sees them.
        let (enter, escape) = if fresh {
            (false, false)
        } else {
            ui.input_mut(|input| {
                (
                    input.consume_key(Modifiers::NONE, Key::Enter),
                    input.consume_key(Modifiers::NONE, Key::Escape),
                )
            })
        };
        let rect = rect_on_screen(view.min, camera.screen_rect(place.rect));
        let format = text_format(&place, camera.zoom());
        let mut text = edit.draft.clone();
        let align = match place.align {
            Align::Start => egui::Align::Min,
            Align::Centre => egui::Align::Center,
        };
        let frame = rect.expand2(vec2(4.0, 3.0));
        let on_top = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
        on_top.rect_filled(frame, 4.0, color32(place.ground));
        let ink = color32(place.color);
        let accent = Palette::LIGHT.accent;
        let [r, g, b, _] = accent.to_array();
        let shows = place.ground.contrast(Color { r, g, b }) >= 3.0;
        let stroke = Stroke::new(2.0, if shows { accent } else { ink });
        on_top.rect_stroke(frame, 4.0, stroke, StrokeKind::Outside);

        let lift = baseline_shift(ui, editor, &place, &format, camera.zoom());
        let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
            let mut job = LayoutJob::single_section(buffer.as_str().to_owned(), format.clone());
            job.wrap.max_width = width;
            job.halign = align;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let field = rect.translate(vec2(0.0, lift));
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt("text in place").max_rect(
            Rect::from_min_max(field.min, field.max.max(field.min + vec2(8.0, 8.0))),
        ));
        child.set_clip_rect(view.intersect(ui.clip_rect()));
        // In the colours of the sheet, which may be white on a dark stage.
        let visuals = child.visuals_mut();
        visuals.selection.bg_fill = ink.gamma_multiply(0.25);
        visuals.selection.stroke.color = ink;
        visuals.text_cursor.stroke.color = ink;
        let output = egui::TextEdit::multiline(&mut text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .desired_width(field.width().max(8.0))
            .desired_rows(1)
            .text_color(ink)
            .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .layouter(&mut layouter)
            .show(&mut child);
        let response = output.response.response;
        let name = describe::kind(editor.map(), &edit.target, language);
        let name = language.fill("Text of: {thing}", &[("thing", name)]);
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(name));
        if fresh {
            self.text_serial = Some(edit.serial);
            response.request_focus();
            let end = CCursor::new(text.chars().count());
            let start = if edit.select_all {
                CCursor::new(0)
            } else {
                end
            };
            let mut state = output.state;
            state
                .cursor
                .set_char_range(Some(CCursorRange::two(start, end)));
            state.store(ui.ctx(), id);
            return;
        }
        if response.changed() {
            events.push(UiEvent::Intent(Intent::TextTyped(text)));
        }
        if escape {
            events.push(UiEvent::Intent(Intent::CancelText));
            response.surrender_focus();
        } else if enter || response.lost_focus() {
            events.push(UiEvent::Intent(Intent::CommitText));
            response.surrender_focus();
        }
    }
}

/// The letters of a place at a zoom, as egui sets them.
fn text_format(place: &TextPlace, zoom: f64) -> TextFormat {
    let style = &place.style;
    let size = (style.size * zoom) as f32;
    TextFormat {
        font_id: tokens::sheet_font(style, size.max(1.0)),
        extra_letter_spacing: (style.tracking * zoom) as f32,
        line_height: Some((style.line_height * zoom) as f32),
        color: color32(place.color),
        ..Default::default()
    }
}

/// How far egui's first baseline has to move to fall on that of the sheet.
fn baseline_shift(
    ui: &Ui,
    editor: &Editor,
    place: &TextPlace,
    format: &TextFormat,
    zoom: f64,
) -> f32 {
    let ours = editor.fonts().paragraph("x", &place.style, None).lines[0].baseline * zoom;
    let job = LayoutJob::single_section("x".to_owned(), format.clone());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let row = galley.rows.first();
    let theirs = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    theirs.map_or(0.0, |theirs| ours as f32 - theirs)
}

/// Selection, drop places and what is dragged, over the sheet.
fn overlay(
    canvas: &egui::Painter,
    view: Rect,
    editor: &Editor,
    camera: &Camera,
    painter: &mut ScenePainter,
    palette: &Palette,
    language: Language,
) {
    let overlay = editor.overlay(language);
    let on_screen = |rect: geom::Rect| rect_on_screen(view.min, camera.screen_rect(rect));
    let accent = Palette::LIGHT.accent;
    let outline = |(target, rect): &(Target, geom::Rect), width: f32, color: Color32| {
        let rect = on_screen(*rect);
        let stroke = Stroke::new(width, color);
        if matches!(target, Target::Point(_)) {
            canvas.circle_stroke(rect.center(), rect.width() / 2.0 + 3.0, stroke);
        } else {
            let radius = (8.0 * camera.zoom() as f32).clamp(2.0, 12.0);
            canvas.rect_stroke(rect.expand(1.0), radius, stroke, StrokeKind::Outside);
        }
    };
    if let Some(hovered) = &overlay.hovered
        && !editor.selection().contains(&hovered.0)
    {
        outline(hovered, 1.5, accent.gamma_multiply(0.45));
    }
    let is_dragged = |target: &Target| overlay.ghosts.iter().any(|ghost| ghost.target == *target);
    for selected in &overlay.selected {
        // What is being written has a frame of its own, what is dragged takes it along.
        if editor.text_edit().is_none() && !is_dragged(&selected.0) {
            outline(selected, 2.0, accent);
        }
    }
    if let Some(slot) = overlay.slot {
        let slot = on_screen(slot);
        canvas.rect_filled(slot, 6.0, accent.gamma_multiply(0.14));
        dashed(canvas, slot, Stroke::new(2.0, accent));
    }
    for ghost in &overlay.ghosts {
        let theme = crate::model::Theme::PAPER;
        let stood = on_screen(ghost.rect - ghost.moved_by);
        canvas.rect_filled(stood, 4.0, color32(theme.cell).gamma_multiply(0.7));
    }
    if let Some(bar) = overlay.bar {
        let bar = on_screen(bar);
        let bar = Rect::from_center_size(bar.center(), bar.size().max(Vec2::splat(3.0)));
        canvas.rect_filled(bar, 2.0, accent);
    }
    for ghost in &overlay.ghosts {
        let rect = on_screen(ghost.rect);
        let shadow = egui::Shadow {
            offset: [0, 6],
            blur: 18,
            spread: 0,
            color: Palette::LIGHT.lifted,
        };
        canvas.add(shadow.as_shape(rect, 6.0));
        let lifted = Camera::new(camera.origin_in_doc() - ghost.moved_by, camera.zoom());
        let wanted = |target: Option<&Target>| target == Some(&ghost.target);
        painter.paint_some(
            canvas,
            view,
            editor.scene(),
            &lifted,
            editor.fonts(),
            &wanted,
        );
        canvas.rect_stroke(rect, 6.0, Stroke::new(2.0, accent), StrokeKind::Outside);
    }
    if let Some(tag) = &overlay.tag {
        let at = pos(view.min, camera.screen_from_doc(tag.at)) + vec2(18.0, 0.0);
        let (fill, ink) = (palette.tag, palette.on_tag);
        widgets::tag(canvas, at, Align2::LEFT_CENTER, &tag.text, fill, ink);
    }
}

/// A dashed outline.
fn dashed(canvas: &egui::Painter, rect: Rect, stroke: Stroke) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    canvas.extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 4.0));
}
