//! The notes of a stop: below it, or in a window of their own for whoever speaks.

use egui::{
    Context, Frame, Margin, Panel, Rect, RichText, ScrollArea, Sense, Stroke, Ui, ViewportBuilder,
    ViewportClass, ViewportId, pos2, vec2,
};

use super::clock::clock_in_words;
use crate::{
    editor::{
        Intent,
        present::{Cue, Talk, TalkIntent},
    },
    text::Fonts,
    ui::{
        canvas,
        paint::painter::ScenePainter,
        regions::{self, Region},
        screen::thumbnail_camera,
        tokens::{self, Palette, color32},
        view::UiEvent,
    },
    words::Language,
};

/// Of the panel below a stop, in shares of the window.
const SHARE: f32 = 0.24;
/// Of the second window, in points.
const WINDOW: [f32; 2] = [900.0, 640.0];

/// The notes of the stop below it.
pub(super) fn below_ui(ui: &mut Ui, talk: &Talk, language: Language) {
    let palette = Palette::of(ui);
    let frame = Frame::new()
        .fill(palette.chrome)
        .stroke(Stroke::new(1.0, palette.border))
        .inner_margin(Margin::symmetric(28, 16));
    let height = (ui.available_height() * SHARE).max(90.0);
    Panel::bottom("presentation notes")
        .exact_size(height)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            regions::mark(ui, Region::TalkNotes, language);
            text_ui(ui, talk, 17.0, language);
        });
}

fn text_ui(ui: &mut Ui, talk: &Talk, size: f32, language: Language) {
    let palette = Palette::of(ui);
    let notes = talk.stop().notes.trim();
    let (notes, ink) = match notes.is_empty() {
        true => (language.t("No notes for this stop."), palette.quiet_ink),
        false => (notes, palette.ink),
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let text = RichText::new(notes).font(tokens::medium(size)).color(ink);
        ui.add(egui::Label::new(text).wrap());
    });
}

/// What the second window is drawn with.
pub(super) struct Desk<'a> {
    pub talk: &'a Talk,
    pub scenes: &'a mut ScenePainter,
    pub fonts: &'a Fonts,
    pub elapsed_secs: f64,
    /// Its corner, in pixels, where there is one.
    pub second_screen: Option<[i32; 2]>,
    pub language: Language,
}

/// The second window: the time, the notes, and what comes next. Keys mean there what they mean before
/// the stop. Where the system has no second window, that is told.
pub(super) fn window_ui(ctx: &Context, desk: &mut Desk<'_>, events: &mut Vec<UiEvent>) {
    let talk_intent = |intent| UiEvent::Intent(Intent::Talk(intent));
    if ctx.embed_viewports() {
        events.push(talk_intent(TalkIntent::NoSecondWindow));
        return;
    }
    let mut builder = ViewportBuilder::default()
        .with_title(desk.language.t("Notes – Jejak"))
        .with_inner_size(WINDOW)
        .with_min_inner_size([360.0, 240.0]);
    // Elsewhere the window manager knows a place.
    if let Some([x, y]) = desk.second_screen {
        let at = pos2(x as f32, y as f32) / ctx.pixels_per_point();
        builder = builder.with_position(at + vec2(40.0, 40.0));
    }
    let id = ViewportId::from_hash_of("presentation notes");
    ctx.show_viewport_immediate(id, builder, |ui, class| {
        debug_assert!(class != ViewportClass::EmbeddedWindow);
        canvas::take_keys(ui, false, events);
        if ui.input(|input| input.viewport().close_requested()) {
            events.push(talk_intent(TalkIntent::Cue(Cue::NotesApart)));
        }
        content_ui(ui, desk);
    });
}

fn content_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let palette = Palette::of(ui);
    let (talk, language) = (desk.talk, desk.language);
    let frame = Frame::new()
        .fill(palette.chrome)
        .inner_margin(Margin::same(24));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let time = clock_in_words(talk, desk.elapsed_secs, language);
        let time = RichText::new(time).font(tokens::bold(26.0));
        ui.label(time.color(palette.ink));
        let place = talk.place_in_words(talk.index(), language);
        let place = RichText::new(place).font(tokens::semibold(17.0));
        ui.label(place.color(palette.quiet_ink));
        ui.add_space(10.0);
        let below = 170.0_f32.min(ui.available_height() / 2.0);
        let room = ui.available_rect_before_wrap();
        let split = room.bottom() - below;
        let notes = room.with_max_y(split - 12.0);
        let mut notes_ui = ui.new_child(egui::UiBuilder::new().max_rect(notes));
        text_ui(&mut notes_ui, talk, 22.0, language);
        next_ui(ui, room.with_min_y(split), desk);
    });
}

/// What comes next, small.
fn next_ui(ui: &mut Ui, room: Rect, desk: &mut Desk<'_>) {
    let palette = Palette::of(ui);
    let next = desk.talk.index() + 1;
    let Some(title) = desk.talk.title_of(next, desk.language) else {
        return;
    };
    let size = vec2(
        (room.height() * 16.0 / 9.0).min(room.width() / 2.0),
        room.height(),
    );
    let picture = Rect::from_min_size(room.min, size);
    let painter = ui.painter();
    painter.rect_filled(picture, 4.0, palette.raised);
    let pages = desk.talk.pages_of(next);
    if let Some(page) = pages.and_then(|pages| pages.first()) {
        painter.rect_filled(picture, 4.0, color32(page.scene.background));
        let camera = thumbnail_camera(&page.scene, picture);
        let clipped = painter.with_clip_rect(picture);
        desk.scenes
            .paint(&clipped, picture, &page.scene, &camera, desk.fonts);
    }
    let stroke = Stroke::new(1.0, palette.border);
    painter.rect_stroke(picture, 4.0, stroke, egui::StrokeKind::Outside);
    let words = desk.language.fill("Next: {title}", &[("title", &title)]);
    let beside = room.with_min_x(picture.right() + 16.0);
    let mut ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(beside)
            .sense(Sense::hover()),
    );
    let words = RichText::new(words).font(tokens::semibold(16.0));
    ui.add(egui::Label::new(words.color(palette.quiet_ink)).wrap());
}
