//! The canvas: desk, sheet and overlay painted through the editor's camera.

mod bar;
mod faces;
mod found;
mod heads;
mod keys;
mod names;
mod overlay;
mod pointer;
mod text;

pub(super) use self::keys::{keep_keyboard, take_keys};
use self::{
    bar::Bar, keys::KeyboardState, names::PlaceNames, pointer::PointerState, text::TextInPlace,
};
use egui::{
    CursorIcon, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
};

use crate::ui::screen::rect_on_screen;
use crate::{
    editor::{Cursor, Editor, Intent},
    geom::{self, Camera, Point},
    ui::{
        keyboard::canvas_id,
        menu_keys, menus,
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
    /// Where the context menu was asked for by key; `None` for the pointer.
    menu_at: Option<Rect>,
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
        let response = ui.interact(view, canvas_id(), Sense::click_and_drag());
        let size = geom::Size::new(f64::from(view.width()), f64::from(view.height()));
        if editor.view() != size {
            events.push(UiEvent::Intent(Intent::ViewResized(size)));
        }
        let camera = camera_on_pixels(&editor.camera(), ppp);
        // While a curve is drawn, a click goes on with it where nothing is written yet.
        let is_written = editor
            .text_edit()
            .is_some_and(|edit| !edit.draft.text().is_empty());
        let text_rect = editor
            .text_edit_place()
            .filter(|_| is_written || !editor.draws_curve())
            .map(|place| {
                let whole = || rect_on_screen(view.min, camera.screen_rect(place.rect));
                self.text.frame().unwrap_or_else(whole)
            });
        if editor.map().brand.is_some() {
            faces::install(ui.ctx(), editor.fonts());
        }
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
        let scene = editor.scene();
        let sheet = geom::Rect::from_origin_size(Point::ZERO, scene.size);
        let sheet = rect_on_screen(view.min, camera.screen_rect(sheet));
        let shadow = egui::Shadow {
            offset: [0, 2],
            blur: 14,
            spread: 0,
            color: palette.shadow,
        };
        // Below the sheet nothing of the desk is seen: without a GPU each layer costs.
        let paper = sheet.intersect(view);
        for desk in around(view, paper) {
            let desk = clipped.with_clip_rect(desk.intersect(clipped.clip_rect()));
            desk.rect_filled(view, 0.0, palette.desk);
            desk.add(shadow.as_shape(sheet, 0.0));
        }
        clipped.rect_filled(paper, 0.0, color32(scene.background));
        painter.paint(&clipped, view, scene, &camera, editor.fonts());
        found::paint_marks(&clipped, view, editor, &camera, palette);
        overlay::overlay(&clipped, view, editor, &camera, painter, palette, language);
        heads::heads_ui(&clipped, view, editor, &camera, painter, palette);
        if self.keyboard.shows_focus && response.has_focus() {
            let stroke = Stroke::new(2.0, palette.accent_ink);
            clipped.rect_stroke(view, 0.0, stroke, StrokeKind::Inside);
        }
        self.names.show(ui, view, editor, &camera, language, events);
        self.text.show(ui, view, editor, &camera, language, events);
        if editor.text_edit().is_none() && editor.takes_letters() {
            // From the first letter on, at what is selected.
            let selected = editor.selection().only();
            let at = selected.and_then(|target| editor.layout().rect_of(target));
            if let Some(at) = at {
                let at = rect_on_screen(view.min, camera.screen_rect(at));
                keys::allow_composing(ui, at, at);
            }
        }
        self.context_ui(&response, view, editor, &camera, language, events);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Canvas, true, language.t("Customer-journey map"))
        });
        let how = (language, self.pointer.is_pressed);
        self.bar.show(ui, view, editor, &camera, how, events);
        self.lane_menu_ui(ui, language, events);
    }

    /// What can be done with what is selected: at the pointer, or by key at the selection.
    fn context_ui(
        &mut self,
        response: &Response,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let by_key = menu_keys::takes_context_menu(&response.ctx);
        if response.secondary_clicked() {
            self.menu_at = None;
        } else if by_key {
            self.menu_at = Some(place_of_selection(view, editor, camera));
        } else if self.pointer.no_menu {
            return;
        }
        let mut popup = Popup::context_menu(response);
        if let Some(at) = self.menu_at {
            popup = popup.anchor(at).gap(4.0);
        }
        if by_key {
            popup = popup.open_memory(Some(egui::SetOpenCommand::Bool(true)));
            menu_keys::reach(&response.ctx, popup.get_id());
        }
        popup.show(|ui| menus::context_menu_ui(ui, editor, language, events));
    }

    /// Which kind of lane is to be put into a gap.
    fn lane_menu_ui(&mut self, ui: &Ui, language: Language, events: &mut Vec<UiEvent>) {
        let Some((index, at)) = self.pointer.lane_gap else {
            return;
        };
        let id = canvas_id().with("lanes");
        let is_new = std::mem::take(&mut self.pointer.is_new_gap);
        Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
            .kind(egui::PopupKind::Menu)
            .open_memory(is_new.then_some(egui::SetOpenCommand::Bool(true)))
            .show(|ui| {
                menus::lanes_ui(ui, language, |kind| {
                    events.push(UiEvent::Intent(Intent::AddLaneAt(kind, index)));
                });
            });
        if !Popup::is_id_open(ui.ctx(), id) {
            self.pointer.lane_gap = None;
        }
    }
}

/// Where what was selected last is in view; the middle of the view where nothing is.
fn place_of_selection(view: Rect, editor: &Editor, camera: &Camera) -> Rect {
    let selected = editor.selection().last();
    let rect = selected.and_then(|target| editor.layout().rect_of(target));
    let Some(rect) = rect else {
        return Rect::from_center_size(view.center(), egui::Vec2::ZERO);
    };
    let rect = rect_on_screen(view.min, camera.screen_rect(rect));
    Rect::from_min_max(
        rect.min.clamp(view.min, view.max),
        rect.max.clamp(view.min, view.max),
    )
}

/// What of a room lies around a part of it: above, below, left and right.
fn around(room: Rect, part: Rect) -> impl Iterator<Item = Rect> {
    // Of a part that is none, all lies above.
    let part = if part.is_positive() {
        part
    } else {
        Rect::from_min_max(room.left_bottom(), room.max)
    };
    let above = Rect::from_min_max(room.min, pos2(room.right(), part.top()));
    let below = Rect::from_min_max(pos2(room.left(), part.bottom()), room.max);
    let left = Rect::from_min_max(pos2(room.left(), part.top()), part.left_bottom());
    let right = Rect::from_min_max(part.right_top(), pos2(room.right(), part.bottom()));
    let sides = [above, below, left, right].into_iter();
    sides.filter(|side| side.is_positive())
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
