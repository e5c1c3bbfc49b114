//! The canvas: desk, sheet and overlay painted through the editor's camera.

mod bar;
mod found;
mod keys;
mod names;
mod overlay;
mod pointer;
mod text;

use self::{
    bar::Bar, keys::KeyboardState, names::PlaceNames, pointer::PointerState, text::TextInPlace,
};
use egui::{CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::ui::screen::rect_on_screen;
use crate::{
    editor::{Cursor, Editor, Intent},
    geom::{self, Point},
    ui::{
        keyboard::canvas_id,
        menus,
        paint::painter::{ScenePainter, camera_on_pixels},
        tokens::{Palette, color32},
        view::UiEvent,
    },
    words::Language,
};

/// What the canvas keeps from frame to frame.
#[derive(Default)]
pub(super) struct Canvas {
    pointer: PointerState,
    keyboard: KeyboardState,
    text: TextInPlace,
    names: PlaceNames,
    bar: Bar,
}

impl Canvas {
    /// Gives the keyboard to the bar at the selection.
    pub(super) fn reach_bar(&mut self) {
        self.bar.reach();
    }

    pub(super) fn show(
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
        let response = ui.interact(view, canvas_id(), Sense::CLICK | Sense::DRAG);
        let size = geom::Size::new(f64::from(view.width()), f64::from(view.height()));
        if editor.view() != size {
            events.push(UiEvent::Intent(Intent::ViewResized(size)));
        }
        let camera = camera_on_pixels(&editor.camera(), ppp);
        let text_rect = editor
            .text_edit_place()
            .map(|place| rect_on_screen(view.min, camera.screen_rect(place.rect)));
        self.keyboard.show(ui, &response, editor, events);
        self.pointer.show(ui, view, text_rect, editor, events);
        if editor.edge_scroll().is_some() {
            let secs = ui.input(|input| input.stable_dt);
            events.push(UiEvent::Intent(Intent::Tick(f64::from(secs))));
            ui.ctx().request_repaint();
        }
        if self.pointer.is_over || self.pointer.is_pressed {
            ui.ctx().set_cursor_icon(cursor_icon(editor.cursor()));
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
        found::paint_marks(&clipped, view, editor, &camera, palette);
        overlay::overlay(&clipped, view, editor, &camera, painter, palette, language);
        if self.keyboard.shows_focus && response.has_focus() {
            let stroke = Stroke::new(2.0, palette.accent_ink);
            clipped.rect_stroke(view, 0.0, stroke, StrokeKind::Inside);
        }
        self.text.show(ui, view, editor, &camera, language, events);
        if !self.pointer.no_menu {
            response.context_menu(|ui| menus::context_menu_ui(ui, editor, language, events));
        }
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Canvas, true, language.t("Customer-journey map"))
        });
        self.names.show(ui, view, editor, &camera, language, events);
        let how = (language, self.pointer.is_pressed);
        self.bar.show(ui, view, editor, &camera, how, events);
        self.lane_menu_ui(ui, language, events);
    }

    /// Which kind of lane is to be put into a gap.
    fn lane_menu_ui(&mut self, ui: &Ui, language: Language, events: &mut Vec<UiEvent>) {
        let Some((index, at)) = self.pointer.lane_gap else {
            return;
        };
        let mut open = true;
        let popup = egui::Popup::new(
            canvas_id().with("lanes"),
            ui.ctx().clone(),
            at,
            ui.layer_id(),
        );
        popup
            .kind(egui::PopupKind::Menu)
            .open_bool(&mut open)
            .show(|ui| {
                menus::lanes_ui(ui, language, |kind| {
                    events.push(UiEvent::Intent(Intent::AddLaneAt(kind, index)));
                });
            });
        if !open {
            self.pointer.lane_gap = None;
        }
    }
}

fn cursor_icon(cursor: Cursor) -> CursorIcon {
    match cursor {
        Cursor::Default => CursorIcon::Default,
        Cursor::Pointer => CursorIcon::PointingHand,
        Cursor::Grab => CursorIcon::Grab,
        Cursor::Grabbing => CursorIcon::Grabbing,
        Cursor::ResizeColumn => CursorIcon::ResizeColumn,
        Cursor::ResizeRow => CursorIcon::ResizeRow,
        Cursor::Copy => CursorIcon::Copy,
        Cursor::NotAllowed => CursorIcon::NotAllowed,
    }
}
