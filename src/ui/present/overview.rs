//! All stops of a talk, to choose one.

use egui::{
    Align2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::{
    editor::{
        Intent,
        present::{Over, Talk, TalkIntent},
    },
    text::Fonts,
    ui::{
        paint::painter::ScenePainter,
        screen::thumbnail_camera,
        tokens::{self, Palette, color32},
        view::UiEvent,
        widgets,
    },
    words::Language,
};

/// Around the grid and between its cells.
const MARGIN: f32 = 28.0;
const GAP: f32 = 18.0;
/// Of the line below a thumbnail.
const NAME: f32 = 30.0;
/// Around the cells, for the ring of the one that is chosen.
const RING: f32 = 8.0;
/// As wide as a thumbnail has to be, though not all of them are seen at once.
const LEAST: f32 = 220.0;

/// What the overview keeps from frame to frame.
#[derive(Default)]
pub(super) struct Overview {
    /// The stop that was scrolled to last.
    seen: Option<usize>,
}

impl Overview {
    pub(super) fn close(&mut self) {
        self.seen = None;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        talk: &Talk,
        (scenes, fonts): (&mut ScenePainter, &Fonts),
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(Over::Overview(chosen)) = talk.over() else {
            return self.close();
        };
        let palette = Palette::of(ui);
        ui.painter().rect_filled(room, 0.0, palette.desk);
        // What misses a stop chooses none.
        ui.interact(room, ui.scope_id().with("overview"), Sense::click());
        let is_new = self.seen.replace(chosen) != Some(chosen);
        let columns = talk.columns();
        let cell = cell(room, columns, talk.stops().len());
        let width = cell.x * columns as f32 + GAP * (columns - 1) as f32 + 2.0 * RING;
        let grid = Rect::from_center_size(room.center(), vec2(width, room.height()));
        let builder = egui::UiBuilder::new().max_rect(grid.shrink2(vec2(0.0, MARGIN - RING)));
        let mut ui = ui.new_child(builder);
        ScrollArea::vertical()
            .auto_shrink(false)
            .show(&mut ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(GAP, GAP);
                ui.add_space(RING);
                let all: Vec<usize> = (0..talk.stops().len()).collect();
                for row in all.chunks(columns) {
                    ui.horizontal(|ui| {
                        ui.add_space(RING);
                        for index in row {
                            let (rect, response) = ui.allocate_exact_size(cell, Sense::click());
                            stop_ui(ui, rect, &response, talk, *index, language);
                            if ui.is_rect_visible(rect) {
                                let painted = (&mut *scenes, fonts);
                                paint(ui, rect, &response, talk, *index, painted, language);
                            }
                            if *index == chosen {
                                let ring = Stroke::new(3.0, palette.accent_ink);
                                let around = rect.expand(RING - 2.0);
                                ui.painter()
                                    .rect_stroke(around, 10.0, ring, StrokeKind::Inside);
                                if is_new {
                                    response.scroll_to_me(None);
                                }
                            }
                            if response.clicked() {
                                events
                                    .push(UiEvent::Intent(Intent::Talk(TalkIntent::Stop(*index))));
                            }
                        }
                    });
                }
            });
    }
}

/// So large that all of them are seen at once where they can be known then.
fn cell(room: Rect, columns: usize, count: usize) -> egui::Vec2 {
    let share = |room: f32, count: usize| (room + GAP) / count as f32 - GAP;
    let inner = room.shrink(MARGIN + RING);
    let rows = count.div_ceil(columns).max(1);
    let height = share(inner.height(), rows) - NAME;
    let width = (height * 16.0 / 9.0).max(LEAST);
    let width = width.min(share(inner.width(), columns)).floor().max(40.0);
    vec2(width, (width * 9.0 / 16.0).floor() + NAME)
}

fn stop_ui(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    talk: &Talk,
    index: usize,
    language: Language,
) {
    let label = talk.place_in_words(index, language);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    widgets::focus_ring(ui, response, rect, tokens::RADIUS);
}

/// A stop, small, with its number and what it is called.
fn paint(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    talk: &Talk,
    index: usize,
    (scenes, fonts): (&mut ScenePainter, &Fonts),
    language: Language,
) {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    let picture = rect.with_max_y(rect.bottom() - NAME);
    painter.rect_filled(picture, 4.0, palette.raised);
    let page = talk.pages_of(index).and_then(|pages| pages.first());
    if let Some(page) = page {
        painter.rect_filled(picture, 4.0, color32(page.scene.background));
        let camera = thumbnail_camera(&page.scene, picture);
        let clipped = painter.with_clip_rect(picture.intersect(painter.clip_rect()));
        scenes.paint(&clipped, picture, &page.scene, &camera, fonts);
    }
    let border = match response.hovered() {
        true => Stroke::new(2.0, palette.accent_ink),
        false => Stroke::new(1.0, palette.border),
    };
    painter.rect_stroke(picture, 4.0, border, StrokeKind::Outside);
    let y = rect.bottom() - NAME / 2.0 + 3.0;
    let number = painter.text(
        pos2(rect.left() + 4.0, y),
        Align2::LEFT_CENTER,
        index + 1,
        tokens::semibold(13.0),
        palette.quiet_ink,
    );
    let title = talk.title_of(index, language).unwrap_or_default();
    let left = number.right() + 8.0;
    let room = rect.right() - left;
    let title = widgets::cut(painter, &title, tokens::semibold(13.0), palette.ink, room);
    let at = pos2(left, y - title.size().y / 2.0);
    painter.galley(at, title, palette.ink);
}
