//! The small bar at what is selected: what a hand needs at once, where it covers neither a text nor
//! what one may want next.

use std::sync::Arc;

use egui::{
    Area, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Popup, PopupCloseBehavior, Pos2,
    Rect, Response, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::{
    editor::{Action, Aspect, Choices, Editor},
    geom::{self, Camera},
    layout::Layout,
    model::Target,
    ui::{
        choices::{self, IconSearch},
        keyboard::canvas_id,
        regions::{self, Region},
        screen::rect_on_screen,
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{ButtonKind, Press},
    },
    words::Language,
};

/// The side of a button.
const SIDE: f32 = 30.0;
const PAD: f32 = 3.0;
/// What stays free around texts, and the least between bar and selection.
const AIR: f32 = 3.0;
const GAP: f32 = 8.0;
/// How far from the selection it may stand.
const REACH: f32 = 200.0;
/// What of a room, at each of its sides, is not aimed at.
const AIM: f32 = 0.25;
/// How finely places are tried.
const GRAIN: f32 = 6.0;
/// Of more things than these only the last has to stay in sight.
const MANY: usize = 100;

/// The bar from frame to frame.
#[derive(Default)]
pub(super) struct Bar {
    placed: Option<Placed>,
    wants_keyboard: bool,
    has_keyboard: bool,
    search: IconSearch,
}

/// A place, and what it was found for.
#[derive(PartialEq)]
struct Placed {
    of: Situation,
    at: Option<Pos2>,
}

/// All that a place depends on.
#[derive(Clone)]
struct Situation {
    layout: Arc<Layout>,
    count: usize,
    last: Target,
    camera: Camera,
    view: Rect,
    size: Vec2,
}

impl PartialEq for Situation {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.layout, &other.layout)
            && (self.count, &self.last) == (other.count, &other.last)
            && (self.camera, self.view, self.size) == (other.camera, other.view, other.size)
    }
}

impl Bar {
    /// Gives it the keyboard.
    pub(super) fn reach(&mut self) {
        self.wants_keyboard = true;
    }

    /// `is_pressed`: something is being clicked or dragged on the sheet.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        (language, is_pressed): (Language, bool),
        events: &mut Vec<UiEvent>,
    ) {
        let reached = std::mem::take(&mut self.wants_keyboard);
        let is_busy = editor.is_busy() || editor.draws_curve();
        if is_busy || is_pressed || editor.selection().is_empty() {
            return;
        }
        let all = editor.choices(language);
        let actions = Action::at_hand(editor);
        let count = all.len() + actions.len();
        if count == 0 {
            return;
        }
        let size = vec2(count as f32 * SIDE, SIDE) + Vec2::splat(2.0 * (PAD + 1.0));
        let found = self.place(editor, camera, view, size);
        // Who asks for it by key gets it, if need be at the lower edge.
        let below = pos2(view.center().x - size.x / 2.0, view.bottom() - size.y - GAP);
        let is_held = reached || std::mem::take(&mut self.has_keyboard);
        let Some(at) = found.or_else(|| is_held.then_some(below)) else {
            return;
        };
        let palette = Palette::of(ui);
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(tokens::RADIUS + 2)
            .inner_margin(Margin::same(PAD as i8))
            .shadow(ui.visuals().popup_shadow);
        let area = Area::new(Id::unique("bar at the selection"))
            .order(Order::Middle)
            .constrain(false)
            .fixed_pos(at)
            .fade_in(false);
        area.show(ui.ctx(), |ui| {
            regions::mark(ui, Region::SelectionBar, language);
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                ui.horizontal(|ui| {
                    let mut buttons = Vec::with_capacity(count);
                    for choices in &all {
                        let button = button_ui(ui, choices.icon, choices.caption, language);
                        self.popup_ui(&button, editor, choices, language, events);
                        buttons.push(button);
                    }
                    for action in actions {
                        let icon = action.icon().unwrap_or("plus");
                        let button = button_ui(ui, icon, short_name(action), language);
                        if button.clicked() {
                            events.push(UiEvent::from(action));
                        }
                        buttons.push(button);
                    }
                    self.has_keyboard = keyboard_ui(ui, &buttons, reached);
                });
            });
        });
    }

    /// What the button of a respect opens.
    fn popup_ui(
        &mut self,
        button: &Response,
        editor: &Editor,
        choices: &Choices,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        // Keys go to what is open, never behind it.
        let opened = button.clicked();
        if button.clicked() && choices.aspect == Aspect::Icon {
            self.search = IconSearch {
                fresh: true,
                ..IconSearch::default()
            };
        }
        Popup::menu(button)
            .id(popup_id(choices.aspect))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .gap(4.0)
            .show(|ui| {
                ui.set_width(choices::width(choices));
                let is_chosen = match choices.aspect {
                    Aspect::Icon => {
                        let search = Some(&mut self.search);
                        choices::icon_ui(ui, editor, language, search, events)
                            || self.search.is_shut
                    }
                    _ => choices::choices_ui(ui, editor, choices, language, opened, events),
                };
                // Of personas several may be meant.
                if is_chosen && choices.aspect != Aspect::Persona {
                    ui.close();
                }
            });
    }

    /// Where it stands; it stays where it is while something is chosen in it.
    fn place(&mut self, editor: &Editor, camera: &Camera, view: Rect, size: Vec2) -> Option<Pos2> {
        let last = editor.selection().last()?.clone();
        let of = Situation {
            layout: editor.layout().clone(),
            count: editor.selection().targets().len(),
            last,
            camera: *camera,
            view,
            size,
        };
        let known = self.placed.as_ref().filter(|placed| placed.of == of);
        if let Some(known) = known {
            return known.at;
        }
        let at = find_place(editor, &of);
        self.placed = Some(Placed { of, at });
        at
    }
}

fn popup_id(aspect: Aspect) -> Id {
    Id::unique(("bar at the selection", aspect as u8))
}

/// English, for the translation table.
fn short_name(action: Action) -> &'static str {
    match action {
        Action::AddEvidence => "Evidence",
        Action::DrawCurve => "Emotion curve",
        other => other.name(),
    }
}

fn button_ui(ui: &mut Ui, icon: &str, name: &'static str, language: Language) -> Response {
    let label = language.fill("Set: {what}", &[("what", language.t(name))]);
    let button = Press::icon(icon, &label).kind(ButtonKind::Bare);
    ui.add(button.height(SIDE).min_width(SIDE))
}

/// The keyboard comes when it is asked for, and Esc gives it back to the sheet; whether it is here.
fn keyboard_ui(ui: &Ui, buttons: &[Response], reached: bool) -> bool {
    if let Some(first) = buttons.first().filter(|_| reached) {
        first.request_focus();
    }
    let Some(focused) = buttons.iter().find(|button| button.has_focus()) else {
        return Popup::is_any_open(ui.ctx());
    };
    let filter = EventFilter {
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused.id, filter));
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ui.memory_mut(|memory| memory.request_focus(canvas_id()));
        return false;
    }
    true
}

/// The nearest place at the selection where it covers neither that nor any text, nor the rooms that
/// one goes to from there.
fn find_place(editor: &Editor, of: &Situation) -> Option<Pos2> {
    let layout = editor.layout();
    let on_screen = |rect| rect_on_screen(of.view.min, of.camera.screen_rect(rect));
    let anchor = on_screen(layout.rect_of(&of.last)?);
    // Heads that are held in view have texts, too.
    let heads = editor.heads().room;
    let corner = of.view.min + vec2(heads.width as f32, heads.height as f32);
    let view = Rect::from_min_max(corner, of.view.max);
    if !anchor.intersects(view) {
        return None;
    }
    let anchor = anchor.intersect(view);
    let targets = editor.selection().targets().iter();
    let selected = targets
        .take(MANY)
        .filter_map(|target| layout.rect_of(target));
    let texts = layout.texts().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(y, text)| text.rect + geom::Vec2::new(0.0, y));
    let near = anchor.expand2(of.size + Vec2::splat(REACH));
    let taken: Vec<Rect> = selected
        .chain(texts)
        .map(|rect| on_screen(rect).expand(AIR))
        .filter(|rect| rect.intersects(near))
        .collect();
    // Off all that a hand may want next; else off the middle of it, where one aims; else nowhere.
    let next: Vec<Rect> = layout
        .rooms_beside(&of.last)
        .into_iter()
        .map(on_screen)
        .collect();
    let corner = |at: Pos2| at - of.view.min;
    let (from, to) = (corner(near.min), corner(near.max));
    let in_view = geom::Rect::new(from.x.into(), from.y.into(), to.x.into(), to.y.into());
    let things = layout.places_in(of.camera.doc_rect(in_view)).into_iter();
    let things = things.filter(|place| place.target.is_content());
    let things = things.map(|place| on_screen(place.rect));
    let all: Vec<Rect> = taken
        .iter()
        .copied()
        .chain(things)
        .chain(next.clone())
        .collect();
    free_place(anchor, of.size, &all, view).or_else(|| {
        let aims = next.iter().map(|rect| rect.shrink2(AIM * rect.size()));
        let all: Vec<Rect> = taken.into_iter().chain(aims).collect();
        free_place(anchor, of.size, &all, view)
    })
}

/// Where a bar of a size is nearest to an anchor, within the view and off all that is taken.
fn free_place(anchor: Rect, size: Vec2, taken: &[Rect], view: Rect) -> Option<Pos2> {
    let room = view.shrink(GAP);
    let around = anchor.expand(GAP - 0.5);
    let steps = |room: f32| (room / GRAIN) as i32;
    let first = pos2(
        anchor.center().x - size.x / 2.0,
        anchor.top() - GAP - size.y,
    );
    let columns = steps(REACH + (anchor.width() + size.x) / 2.0);
    let down = steps(REACH + anchor.height() + size.y + 2.0 * GAP);
    let mut best: Option<(f32, Pos2)> = None;
    for row in -steps(REACH)..=down {
        for column in -columns..=columns {
            let at = first + vec2(column as f32, row as f32) * GRAIN;
            let rect = Rect::from_min_size(at, size);
            let off = vec2(
                (anchor.left() - rect.right())
                    .max(rect.left() - anchor.right())
                    .max(0.0),
                (anchor.top() - rect.bottom())
                    .max(rect.top() - anchor.bottom())
                    .max(0.0),
            );
            let aside = (column as f32).abs() * GRAIN;
            let cost = off.length() + 0.1 * aside;
            if best.is_some_and(|(least, _)| cost >= least) || off.length() > REACH {
                continue;
            }
            let is_free = room.contains_rect(rect)
                && !rect.intersects(around)
                && !taken.iter().any(|taken| taken.intersects(rect));
            if is_free {
                best = Some((cost, at));
            }
        }
    }
    best.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect {
        min: pos2(0.0, 0.0),
        max: pos2(800.0, 600.0),
    };

    #[test]
    fn it_stands_above_what_is_selected_where_nothing_is_written() {
        let anchor = Rect::from_min_size(pos2(300.0, 300.0), vec2(120.0, 40.0));
        let size = vec2(160.0, 36.0);
        let at = free_place(anchor, size, &[], VIEW).unwrap();
        assert_eq!(at, pos2(280.0, 256.0));
        // A text above: it goes elsewhere, off both.
        let above = Rect::from_min_size(pos2(200.0, 200.0), vec2(320.0, 90.0));
        let at = free_place(anchor, size, &[above, anchor], VIEW).unwrap();
        let bar = Rect::from_min_size(at, size);
        assert!(!bar.intersects(above) && !bar.intersects(anchor));
    }

    #[test]
    fn there_is_none_rather_than_one_over_texts_or_out_of_view() {
        let anchor = Rect::from_min_size(pos2(300.0, 300.0), vec2(120.0, 40.0));
        assert_eq!(free_place(anchor, vec2(160.0, 36.0), &[VIEW], VIEW), None);
        let at_edge = Rect::from_min_size(pos2(2.0, 2.0), vec2(60.0, 20.0));
        let at = free_place(at_edge, vec2(160.0, 36.0), &[], VIEW).unwrap();
        assert!(VIEW.contains_rect(Rect::from_min_size(at, vec2(160.0, 36.0))));
    }
}
