//! The text that is written in place, over the text as it stands on the sheet. It is the editor's;
//! here it is shown, and selected in with the pointer.

use std::{ops::Range, sync::Arc};

use egui::{
    Event, Galley, OutputCommand, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit,
    emath::TSTransform,
    text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat},
    text_selection::{
        TextCursorState, accesskit_text,
        text_cursor_state::{byte_index_from_char_index, cursor_rect},
        visuals,
    },
    vec2,
};

use super::faces;
use super::keys::allow_composing;
use crate::{
    editor::{Draft, Editor, Intent, TextEdit},
    geom::Camera,
    layout::{Align, TextPlace},
    model::{Color, Theme},
    text::Fonts,
    ui::{
        keyboard::{canvas_id, has_keyboard},
        screen::rect_on_screen,
        tokens::{Palette, color32},
        view::UiEvent,
    },
    words::Language,
};

/// What is kept of the text that is written in place.
#[derive(Default)]
pub(super) struct TextInPlace {
    /// As it was shown last.
    shown: Option<Shown>,
    pointer: TextCursorState,
    /// What it covered when it was shown last.
    frame: Option<Rect>,
}

struct Shown {
    serial: u64,
    draft: Draft,
    /// When the caret was last moved, in seconds; it does not blink while it moves.
    at: f64,
    /// What was told to be selected, for those who paste with the middle button.
    told: String,
}

/// The letters as they are set, and where.
struct Letters {
    galley: Arc<Galley>,
    origin: Pos2,
    /// Of a line.
    height: f32,
}

impl Letters {
    fn cursor_at(&self, at: Pos2) -> CCursor {
        self.galley.cursor_from_pos(at - self.origin)
    }

    fn caret(&self, cursor: &CCursor) -> Rect {
        cursor_rect(&self.galley, cursor, self.height).translate(self.origin.to_vec2())
    }
}

impl TextInPlace {
    /// The text that is written in place, over the text as it stands on the sheet.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let (Some(edit), Some(place)) = (editor.text_edit(), editor.text_edit_place()) else {
            self.leave(ui, None);
            return;
        };
        self.leave(ui, Some(edit.serial));
        // As it is set there, its lines as far apart as its font needs.
        let theme = &editor.layout().grid.theme;
        let rect = rect_on_screen(view.min, camera.screen_rect(place.rect));
        let on_top = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
        let format = text_format(&place, theme, camera.zoom(), editor.fonts());
        let lift = baseline_shift(ui, editor, &place, &format, camera.zoom());
        let set = |text: String, underlined: Option<Range<usize>>| {
            let job = job(text, underlined, &format, &place, rect.width());
            let left = match place.align {
                Align::Start => rect.left(),
                // What is set so stands around the middle.
                Align::Centre => rect.center().x,
            };
            Letters {
                galley: ui.fonts_mut(|fonts| fonts.layout_job(job)),
                origin: Pos2::new(left, rect.top() + lift),
                height: format.line_height.unwrap_or(format.font_id.size),
            }
        };
        let draft = &edit.draft;
        let mut letters = set(draft.text().to_owned(), draft.composed());
        let hint = language.t(edit.field.name());
        let in_its_place = draft.text().is_empty().then(|| set(hint.to_owned(), None));
        let widest = in_its_place.as_ref().unwrap_or(&letters).galley.size().x;
        let frame = around_text(rect, widest, place.align).expand2(vec2(4.0, 3.0));
        self.frame = Some(frame);
        let ink = frame_ui(&on_top, frame, theme, &place);
        let id = canvas_id().with("text");
        let response = ui.interact(frame, id, Sense::CLICK | Sense::DRAG);
        self.hear(ui, &response, &letters, draft, events);

        let cursor = cursor_of(draft);
        if let Some(hint) = in_its_place {
            let faint = ink.gamma_multiply(0.55);
            on_top.galley_with_override_text_color(hint.origin, hint.galley, faint);
        }
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt("text in place"));
        // In the colours of the sheet, which may be white on a dark stage.
        let colors = child.visuals_mut();
        colors.selection.bg_fill = ink.gamma_multiply(0.25);
        colors.selection.stroke.color = ink;
        colors.text_cursor.stroke.color = ink;
        visuals::paint_text_selection(&mut letters.galley, child.visuals(), &cursor, None);
        on_top.galley(letters.origin, letters.galley.clone(), ink);
        let caret = letters.caret(&cursor.primary);
        let has_keyboard = has_keyboard(ui.ctx()) && ui.input(|input| input.focused);
        if has_keyboard {
            let resting = ui.input(|input| input.time) - self.moved_at(ui, edit);
            visuals::paint_text_cursor(&child, &on_top, caret, resting);
        }
        allow_composing(ui, frame, caret);
        let name = editor.map().kind_of(&edit.target, language);
        let name = language.fill("Text of: {thing}", &[("thing", name)]);
        let before = self
            .shown
            .as_ref()
            .map(|shown| shown.draft.text().to_owned());
        tell(ui, &response, &letters, draft, before, hint, name);
        self.remember(ui, edit);
    }

    /// What the text covers that is being written; `None` until it was shown.
    pub(super) fn frame(&self) -> Option<Rect> {
        self.frame
    }

    /// Another text is written, or none: what an input method still composes is no part of it.
    fn leave(&mut self, ui: &Ui, serial: Option<u64>) {
        let left = self.shown.take_if(|shown| Some(shown.serial) != serial);
        if let Some(left) = left {
            self.frame = None;
            self.pointer = TextCursorState::default();
            if left.draft.composed().is_some() {
                ui.memory_mut(|memory| memory.interrupt_ime());
            }
        }
    }

    /// When the caret was moved last, or letters were typed.
    fn moved_at(&self, ui: &Ui, edit: &TextEdit) -> f64 {
        let still = self.shown.as_ref().filter(|shown| {
            let (was, is) = (&shown.draft, &edit.draft);
            was.text() == is.text() && was.caret() == is.caret() && was.anchor() == is.anchor()
        });
        still.map_or_else(|| ui.input(|input| input.time), |shown| shown.at)
    }

    fn remember(&mut self, ui: &Ui, edit: &TextEdit) {
        let at = self.moved_at(ui, edit);
        let told = self.shown.take().map(|shown| shown.told);
        let mut told = told.unwrap_or_default();
        let selected = edit.draft.selected_text();
        if told != selected && !ui.input(|input| input.pointer.any_down()) {
            selected.clone_into(&mut told);
            if !told.is_empty() {
                let settled = OutputCommand::TextSelectionSettled(told.clone());
                ui.ctx().send_cmd(settled);
            }
        }
        self.shown = Some(Shown {
            serial: edit.serial,
            draft: edit.draft.clone(),
            at,
            told,
        });
    }

    /// What the pointer selects, and what those ask for who read the screen aloud.
    fn hear(
        &mut self,
        ui: &Ui,
        response: &Response,
        letters: &Letters,
        draft: &Draft,
        events: &mut Vec<UiEvent>,
    ) {
        let mut send = |intent| events.push(UiEvent::Intent(intent));
        let select = |range: CCursorRange| {
            let byte = |cursor: CCursor| byte_index_from_char_index(draft.text(), cursor.index).0;
            Intent::TextSelected {
                anchor: byte(range.secondary),
                caret: byte(range.primary),
            }
        };
        let cursor = cursor_of(draft);
        self.pointer.set_char_range(Some(cursor));
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        if let Some(at) = response.interact_pointer_pos() {
            let is_dragged = ui.ctx().is_being_dragged(response.id);
            let at = letters.cursor_at(at);
            self.pointer
                .pointer_interaction(ui, response, at, &letters.galley, is_dragged);
            let selected = self.pointer.char_range();
            if let Some(selected) = selected.filter(|selected| *selected != cursor) {
                send(select(selected));
            }
        }
        let os = ui.ctx().os();
        let asked = ui.input(|input| input.events.clone());
        for event in asked {
            let mut range = cursor;
            match &event {
                Event::MiddleClickPaste { pos, text } if response.rect.contains(*pos) => {
                    send(select(CCursorRange::one(letters.cursor_at(*pos))));
                    send(Intent::Typed(text.clone()));
                }
                Event::AccessKitActionRequest(request)
                    if request.target_node == response.id.accesskit_id() =>
                {
                    let value = match &request.data {
                        Some(accesskit::ActionData::Value(value)) => value.to_string(),
                        _ => String::new(),
                    };
                    match request.action {
                        accesskit::Action::SetValue => send(Intent::TextTyped(value)),
                        accesskit::Action::ReplaceSelectedText => send(Intent::Typed(value)),
                        _ if range.on_event(os, &event, &letters.galley, response.id) => {
                            send(select(range));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

/// Tells screen readers of the text, its value and what is selected in it: it has the keyboard.
fn tell(
    ui: &Ui,
    response: &Response,
    letters: &Letters,
    draft: &Draft,
    before: Option<String>,
    hint: &str,
    name: String,
) {
    let text = draft.text();
    let before = before.unwrap_or_else(|| text.to_owned());
    response.widget_info(|| WidgetInfo::text_edit(true, &before, text, hint));
    let (ctx, id) = (ui.ctx(), response.id);
    ctx.accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::MultilineTextInput);
        node.set_label(name);
        node.add_action(accesskit::Action::SetValue);
        node.add_action(accesskit::Action::ReplaceSelectedText);
    });
    let at = TSTransform::from_translation(letters.origin.to_vec2());
    let cursor = Some(cursor_of(draft));
    accesskit_text::update_accesskit_for_text_widget(ctx, id, cursor, at, &letters.galley);
    ctx.accesskit_node_builder(canvas_id(), |node| {
        node.set_active_descendant(id.accesskit_id());
    });
}

/// What is selected, in characters, as egui counts.
fn cursor_of(draft: &Draft) -> CCursorRange {
    let cursor = |at: usize| CCursor::new(CharIndex(draft.text()[..at].chars().count()));
    CCursorRange::two(cursor(draft.anchor()), cursor(draft.caret()))
}

/// A frame around the text, over what stands there on the sheet; the ink to write in.
fn frame_ui(painter: &Painter, frame: Rect, theme: &Theme, place: &TextPlace) -> egui::Color32 {
    let ground = theme.ground(place.ground);
    painter.rect_filled(frame, 4.0, color32(ground));
    let ink = color32(theme.ink_on(place.ink, place.ground));
    let accent = Palette::LIGHT.accent;
    let [r, g, b, _] = accent.to_array();
    let shows = ground.contrast(Color { r, g, b }) >= 3.0;
    let stroke = Stroke::new(2.0, if shows { accent } else { ink });
    painter.rect_stroke(frame, 4.0, stroke, StrokeKind::Outside);
    ink
}

/// Beside a text that is written, for the next letters.
const NEXT: f32 = 48.0;

/// The part of its place that a text takes up: what stands beside it stays in sight.
fn around_text(place: Rect, widest: f32, align: Align) -> Rect {
    // The sheet sets it a little wider or narrower.
    let width = (1.1 * widest + NEXT).min(place.width());
    let size = vec2(width, place.height());
    match align {
        Align::Start => Rect::from_min_size(place.min, size),
        Align::Centre => Rect::from_center_size(place.center(), size),
    }
}

/// A text to be set in a place, with a line under what is still composed.
fn job(
    text: String,
    underlined: Option<Range<usize>>,
    format: &TextFormat,
    place: &TextPlace,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let Range { start, end } = underlined.unwrap_or(0..0);
    job.append(&text[..start], 0.0, format.clone());
    let line = Stroke::new(1.0, format.color);
    let under = TextFormat {
        underline: line,
        ..format.clone()
    };
    if start < end {
        job.append(&text[start..end], 0.0, under);
    }
    job.append(&text[end..], 0.0, format.clone());
    job.wrap.max_width = width;
    job.halign = match place.align {
        Align::Start => egui::Align::Min,
        Align::Centre => egui::Align::Center,
    };
    job.keep_trailing_whitespace = true;
    job
}

/// The letters of a place at a zoom, as egui sets them.
fn text_format(place: &TextPlace, theme: &Theme, zoom: f64, fonts: &Fonts) -> TextFormat {
    let style = theme.style(place.role);
    let size = (style.size * zoom) as f32;
    TextFormat {
        font_id: faces::font_of(style, size.max(1.0), fonts),
        extra_letter_spacing: (style.tracking * zoom) as f32,
        line_height: Some((style.line_height * zoom) as f32),
        color: color32(theme.ink_on(place.ink, place.ground)),
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
    let style = editor.layout().grid.theme.style(place.role);
    let ours = editor.fonts().paragraph("x", style, None).lines[0].baseline * zoom;
    let job = LayoutJob::single_section("x".to_owned(), format.clone());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let row = galley.rows.first();
    let theirs = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    theirs.map_or(0.0, |theirs| ours as f32 - theirs)
}
