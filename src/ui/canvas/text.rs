//! The text that is written in place, over the text as it stands on the sheet.

use egui::{
    Event, Key, Modifiers, Rect, Stroke, StrokeKind, Ui,
    text::{CCursor, CCursorRange, LayoutJob, TextFormat},
    vec2,
};

use crate::{
    editor::{Editor, Intent, Onward},
    geom::Camera,
    layout::{Align, TextPlace},
    model::{Color, Theme},
    ui::{
        keyboard::canvas_id,
        screen::rect_on_screen,
        tokens::{self, Palette, color32},
        view::UiEvent,
    },
    words::Language,
};

/// The field of the text that is written in place.
#[derive(Default)]
pub(super) struct TextInPlace {
    /// Of the text edit that has its caret set.
    serial: Option<u64>,
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
            self.serial = None;
            return;
        };
        let theme = &editor.map().theme;
        let id = canvas_id().with("text");
        let fresh = self.serial != Some(edit.serial);
        // Keys that end the edit; the field itself never sees them.
        let mut ended = None;
        if !fresh {
            ui.input_mut(|input| {
                input.events.retain(|event| {
                    let intent = ending(event).filter(|_| ended.is_none());
                    let ends = intent.is_some();
                    ended = ended.take().or(intent);
                    !ends
                });
            });
        }
        let rect = rect_on_screen(view.min, camera.screen_rect(place.rect));
        let format = text_format(&place, theme, camera.zoom());
        let mut text = edit.draft.clone();
        let align = match place.align {
            Align::Start => egui::Align::Min,
            Align::Centre => egui::Align::Center,
        };
        let frame = rect.expand2(vec2(4.0, 3.0));
        let on_top = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
        on_top.rect_filled(frame, 4.0, color32(theme.ground(place.ground)));
        let ink = color32(theme.ink(place.ink));
        let accent = Palette::LIGHT.accent;
        let [r, g, b, _] = accent.to_array();
        let shows = theme.ground(place.ground).contrast(Color { r, g, b }) >= 3.0;
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
        let hint = egui::RichText::new(language.t(edit.field.name()))
            .font(format.font_id.clone())
            .line_height(format.line_height)
            .color(ink.gamma_multiply(0.55));
        let output = egui::TextEdit::multiline(&mut text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .desired_width(field.width().max(8.0))
            .desired_rows(1)
            .text_color(ink)
            .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .lock_focus(true)
            .hint_text(hint)
            .layouter(&mut layouter)
            .show(&mut child);
        let response = output.response.response;
        let name = editor.map().kind_of(&edit.target, language);
        let name = language.fill("Text of: {thing}", &[("thing", name)]);
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(name));
        if fresh {
            self.serial = Some(edit.serial);
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
        if let Some(intent) = ended {
            events.push(UiEvent::Intent(intent));
            response.surrender_focus();
        } else if response.lost_focus() {
            events.push(UiEvent::Intent(Intent::CommitText));
        }
    }
}

/// What a key does that ends a text.
fn ending(event: &Event) -> Option<Intent> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    match key {
        Key::Enter if modifiers.command => Some(Intent::CommitText),
        Key::Enter if !modifiers.shift => Some(Intent::CommitTextAnd(Onward::Below)),
        Key::Tab if modifiers.shift => Some(Intent::CommitTextAnd(Onward::Previous)),
        Key::Tab => Some(Intent::CommitTextAnd(Onward::Next)),
        Key::Escape => Some(Intent::CancelText),
        _ => None,
    }
}

/// The letters of a place at a zoom, as egui sets them.
fn text_format(place: &TextPlace, theme: &Theme, zoom: f64) -> TextFormat {
    let style = theme.style(place.role);
    let size = (style.size * zoom) as f32;
    TextFormat {
        font_id: tokens::sheet_font(style, size.max(1.0)),
        extra_letter_spacing: (style.tracking * zoom) as f32,
        line_height: Some((style.line_height * zoom) as f32),
        color: color32(theme.ink(place.ink)),
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
    let style = editor.map().theme.style(place.role);
    let ours = editor.fonts().paragraph("x", style, None).lines[0].baseline * zoom;
    let job = LayoutJob::single_section("x".to_owned(), format.clone());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let row = galley.rows.first();
    let theirs = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    theirs.map_or(0.0, |theirs| ours as f32 - theirs)
}
