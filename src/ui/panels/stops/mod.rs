//! The stops of a talk, a strip of small sheets below the map: chosen, put in order, renamed and
//! hidden there. Where the map has none, those that it suggests are shown, greyed.

mod item;
mod pictures;

use std::sync::Arc;

use egui::{
    Align, EventFilter, Id, Key, Layout, Margin, Modifiers, Panel, Rect, RichText, Role,
    ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

use self::{item::Item, pictures::Pictures};
use crate::{
    deck,
    edit::Edit,
    editor::{Action, Direction, Editor, Intent},
    model::{Field, Id as MapId, Map, Stop, Target},
    ui::{
        aside::Aside,
        menus,
        regions::{self, Region},
        spoken,
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::{Language, marked},
};

const HEAD: f32 = 32.0;
const GAP: f32 = 10.0;
/// Where the bar that scrolls the strip stands.
const BAR: f32 = 12.0;
/// A strip narrower than that has buttons without words.
const ROOMY: f32 = 760.0;

/// The strip, shown when it is asked for or a stop is selected.
#[derive(Default)]
pub(in crate::ui) struct StopStrip {
    open: bool,
    /// The stop that it was opened for.
    followed: Option<Target>,
    deck: Option<Deck>,
    pictures: Pictures,
    renaming: Option<Renaming>,
    /// The selected ones are on their way to another place.
    is_dragging: bool,
    /// Where a selection by Shift began.
    anchor: Option<MapId>,
    /// Whoever is selected next gets the keyboard.
    leads_keyboard: bool,
}

/// What is shown of one revision of the map.
struct Deck {
    map: Arc<Map>,
    stops: Vec<Stop>,
    /// The map has none of its own.
    is_suggested: bool,
}

/// What the strip answers with.
#[derive(Clone, Copy)]
struct Desk<'a> {
    deck: &'a Deck,
    editor: &'a Editor,
    language: Language,
}

/// A title that is being written.
struct Renaming {
    of: MapId,
    text: String,
    /// Not seen yet.
    fresh: bool,
}

impl StopStrip {
    /// A strip whose sheets are made aside.
    pub(crate) fn made(aside: Aside) -> Self {
        Self {
            pictures: Pictures::made(aside),
            ..Self::default()
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Opens or closes it; whether it is open then.
    pub(crate) fn turn(&mut self) -> bool {
        self.open = !self.open;
        self.open
    }

    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        self.follow(editor);
        if !self.open {
            return self.forget();
        }
        self.keep_up(editor);
        self.pictures.take(ui.ctx());
        let height = HEAD + item::SIZE.y + BAR + 14.0;
        let frame = widgets::side_frame(ui).inner_margin(Margin::symmetric(14, 6));
        Panel::bottom("stops")
            .exact_size(height)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                regions::mark(ui, Region::Stops, language);
                self.head_ui(ui, editor, language, events);
                self.row_ui(ui, editor, language, events);
            });
    }

    /// Opens for a stop that was selected from elsewhere.
    fn follow(&mut self, editor: &Editor) {
        let is_stop = |target: &&Target| matches!(target, Target::Stop(_));
        let selected = editor.selection().last().filter(is_stop);
        if self.followed.as_ref() != selected {
            self.followed = selected.cloned();
            self.open |= selected.is_some();
        }
    }

    fn forget(&mut self) {
        self.deck = None;
        self.renaming = None;
        self.is_dragging = false;
        self.pictures.keep_only(|_| false);
    }

    /// The stops of the map as it is now; those that it suggests are not made anew in the middle of
    /// a change.
    fn keep_up(&mut self, editor: &Editor) {
        let map = editor.map();
        let is_known = |deck: &Deck| {
            let waits = deck.is_suggested && map.stops.is_empty() && editor.is_busy();
            Arc::ptr_eq(&deck.map, map) || waits
        };
        if self.deck.as_ref().is_some_and(is_known) {
            return;
        }
        let is_suggested = map.stops.is_empty();
        let stops: Vec<Stop> = match is_suggested {
            true => deck::suggested(map, map.language),
            false => map.stops.iter().map(|stop| Stop::clone(stop)).collect(),
        };
        self.pictures
            .keep_only(|id| stops.iter().any(|stop| stop.id == *id));
        self.deck = Some(Deck {
            map: map.clone(),
            stops,
            is_suggested,
        });
    }

    fn head_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(deck) = &self.deck else { return };
        let palette = Palette::of(ui);
        let is_roomy = ui.available_width() >= ROOMY;
        let row = vec2(ui.available_width(), HEAD);
        let has_selected =
            (editor.selection().targets().iter()).any(|target| matches!(target, Target::Stop(_)));
        let mut renames = false;
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let close = Press::icon("close", language.t("Close the stops"));
            if ui.add(close.kind(ButtonKind::Bare).height(28.0)).clicked() {
                events.push(UiEvent::from(Action::ToggleStops));
            }
            let mut act = |ui: &mut Ui, press: Press<'_>, action: Action| {
                let label = action.label(Some(editor), language);
                let press = Press {
                    label: &label,
                    ..press
                };
                let press = press.height(28.0);
                menus::action_ui(ui, press, action, editor, language, events);
            };
            for (icon, text, action) in [
                ("pointer", marked("Selection"), Action::AddStopOfSelection),
                ("eye", marked("Current view"), Action::AddStopOfView),
            ] {
                let press = match is_roomy {
                    true => Press::text(language.t(text)).with_icon("plus"),
                    false => Press::icon(icon, ""),
                };
                act(ui, press, action);
            }
            if deck.is_suggested {
                let keep = Press::text(language.t("Keep these as stops"));
                act(ui, keep.kind(ButtonKind::Primary), Action::KeepStops);
            }
            if has_selected {
                ui.add_space(8.0);
                let mut small = |ui: &mut Ui, icon: &str, action: Action| {
                    act(ui, Press::icon(icon, "").kind(ButtonKind::Bare), action);
                };
                small(ui, "trash", Action::Delete);
                small(ui, hiding_icon(editor), Action::ToggleStopHidden);
                small(ui, "copy", Action::Duplicate);
                let label = language.t("Rename stop");
                let rename = Press::icon("pencil", label).kind(ButtonKind::Bare);
                renames = ui.add(rename.height(28.0)).clicked();
                small(ui, "chevron-right", Action::Move(Direction::Right));
                small(ui, "chevron-left", Action::Move(Direction::Left));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(language.t("Stops"));
                ui.label(title.font(tokens::bold(14.0)).color(palette.ink));
                let told = summary(deck, language);
                widgets::line(ui, &told, tokens::medium(12.5), palette.quiet_ink);
            });
        });
        if renames && let Some(Target::Stop(id)) = editor.selection().last() {
            self.rename(id.clone(), editor);
        }
    }

    fn rename(&mut self, of: MapId, editor: &Editor) {
        let Some(stop) = editor.map().stop(&of) else {
            return;
        };
        self.renaming = Some(Renaming {
            text: stop.title.clone(),
            of,
            fresh: true,
        });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(deck) = self.deck.take() else { return };
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            ui.horizontal(|ui| {
                spoken::part(ui, Role::ListBox, language.t("Stops"));
                ui.spacing_mut().item_spacing.x = GAP;
                let mut rects = Vec::with_capacity(deck.stops.len());
                let mut number = 0;
                for (index, stop) in deck.stops.iter().enumerate() {
                    number += usize::from(!stop.hidden);
                    let item = Item {
                        number: (!stop.hidden).then_some(number),
                        place: (index, deck.stops.len()),
                        is_suggested: deck.is_suggested,
                        map: &deck.map,
                        stop,
                    };
                    rects.push(self.item_ui(ui, &item, &deck, editor, language, events));
                }
                self.drop_ui(ui, &rects, &deck, editor, events);
            });
        });
        self.deck = Some(deck);
    }

    fn item_ui(
        &mut self,
        ui: &mut Ui,
        item: &Item<'_>,
        deck: &Deck,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) -> Rect {
        let target = Target::Stop(item.stop.id.clone());
        let is_selected = editor.selection().contains(&target);
        let (_, rect) = ui.allocate_space(item::SIZE);
        let response = item.interact(ui, rect, is_selected, language);
        if self.leads_keyboard && editor.selection().last() == Some(&target) {
            self.leads_keyboard = false;
            response.request_focus();
        }
        if ui.is_rect_visible(rect) {
            let width = (item::PICTURE.x * ui.pixels_per_point()).round() as u32;
            let wanted = (&deck.map, item.stop);
            let picture = match editor.is_busy() {
                // What is made in the middle of a change is of no use after it.
                true => self.pictures.known(&item.stop.id),
                false => self.pictures.of(ui.ctx(), wanted, width, editor.fonts()),
            };
            let picture = picture.cloned();
            let is_named = self.is_renaming(&item.stop.id);
            item.paint(ui, &response, (is_selected, !is_named), picture, language);
        }
        if self.is_renaming(&item.stop.id) {
            self.name_ui(ui, rect, &target, language, events);
        } else if !item.is_suggested {
            let desk = Desk {
                deck,
                editor,
                language,
            };
            self.answer(ui, &response, item, &desk, events);
        }
        rect
    }

    fn is_renaming(&self, id: &MapId) -> bool {
        self.renaming.as_ref().is_some_and(|it| it.of == *id)
    }

    /// What the pointer and the keys want of a stop.
    fn answer(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        item: &Item<'_>,
        desk: &Desk<'_>,
        events: &mut Vec<UiEvent>,
    ) {
        let Desk {
            deck,
            editor,
            language,
        } = *desk;
        let (id, index) = (&item.stop.id, item.place.0);
        let target = Target::Stop(id.clone());
        let is_selected = editor.selection().contains(&target);
        if response.double_clicked() {
            return self.rename(id.clone(), editor);
        }
        if response.clicked() {
            response.request_focus();
            let held = ui.input(|input| input.modifiers);
            let wanted = self.chosen(id, held, deck, editor);
            events.push(UiEvent::Intent(Intent::Select(wanted)));
        }
        let takes_alone = response.drag_started() || response.secondary_clicked();
        if takes_alone && !is_selected {
            events.push(UiEvent::Intent(Intent::Select(vec![target])));
        }
        if response.drag_started() {
            response.request_focus();
            self.is_dragging = true;
        }
        egui::Popup::context_menu(response)
            .id(response.id.with("menu"))
            .show(|ui| menus::context_menu_ui(ui, editor, language, events));
        if response.has_focus() {
            self.keys(ui, response, index, deck, editor, events);
        }
    }

    /// What a click selects: with Ctrl one more or less, with Shift all up to it.
    fn chosen(&mut self, id: &MapId, held: Modifiers, deck: &Deck, editor: &Editor) -> Vec<Target> {
        let target = Target::Stop(id.clone());
        let is_stop = |target: &&Target| matches!(target, Target::Stop(_));
        let selected = editor.selection().targets().iter().filter(is_stop);
        let mut selected: Vec<Target> = selected.cloned().collect();
        let place = |id: &MapId| deck.stops.iter().position(|stop| stop.id == *id);
        if held.shift
            && let Some((from, to)) = self.anchor.as_ref().and_then(&place).zip(place(id))
        {
            let between = &deck.stops[from.min(to)..=from.max(to)];
            let mut all: Vec<Target> = between
                .iter()
                .map(|stop| Target::Stop(stop.id.clone()))
                .collect();
            if to < from {
                all.reverse();
            }
            return all;
        }
        self.anchor = Some(id.clone());
        if !held.command {
            return vec![target];
        }
        if selected.contains(&target) {
            selected.retain(|known| *known != target);
        } else {
            selected.push(target);
        }
        selected
    }

    fn keys(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        index: usize,
        deck: &Deck,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = deck.stops.len() - 1;
        for (modifiers, key, action) in [
            (
                Modifiers::ALT,
                Key::ArrowLeft,
                Action::Move(Direction::Left),
            ),
            (
                Modifiers::ALT,
                Key::ArrowRight,
                Action::Move(Direction::Right),
            ),
            (Modifiers::NONE, Key::Delete, Action::Delete),
            (Modifiers::NONE, Key::Backspace, Action::Delete),
        ] {
            if pressed(modifiers, key) {
                self.leads_keyboard = true;
                self.select_first(&deck.stops[index].id, editor, events);
                events.push(UiEvent::from(action));
            }
        }
        // With Alt and Shift first: a key with one of them is taken for one without.
        for (modifiers, key, to) in [
            (Modifiers::SHIFT, Key::ArrowLeft, index.saturating_sub(1)),
            (Modifiers::SHIFT, Key::ArrowRight, (index + 1).min(last)),
            (Modifiers::NONE, Key::ArrowLeft, index.saturating_sub(1)),
            (Modifiers::NONE, Key::ArrowRight, (index + 1).min(last)),
            (Modifiers::NONE, Key::Home, 0),
            (Modifiers::NONE, Key::End, last),
        ] {
            if pressed(modifiers, key) {
                let id = &deck.stops[to].id;
                if self.anchor.is_none() {
                    self.anchor = Some(deck.stops[index].id.clone());
                }
                let wanted = self.chosen(id, modifiers, deck, editor);
                self.leads_keyboard = true;
                events.push(UiEvent::Intent(Intent::Select(wanted)));
            }
        }
        if pressed(Modifiers::NONE, Key::F2) {
            self.rename(deck.stops[index].id.clone(), editor);
        }
    }

    /// What a key is for has to be selected, which the keyboard alone does not do.
    fn select_first(&self, id: &MapId, editor: &Editor, events: &mut Vec<UiEvent>) {
        let target = Target::Stop(id.clone());
        if !editor.selection().contains(&target) {
            events.push(UiEvent::Intent(Intent::Select(vec![target])));
        }
    }

    /// The title of a stop while it is written.
    fn name_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        target: &Target,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(renaming) = &mut self.renaming else {
            return;
        };
        let id = Id::unique("stop title");
        let escaped = ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let room = Rect::from_min_max(pos2(rect.left(), item::name_top(rect)), rect.max);
        let field = egui::TextEdit::singleline(&mut renaming.text)
            .id(id)
            .event_filter(widgets::WRITING)
            .desired_width(room.width())
            .margin(vec2(6.0, 2.0));
        // The others stay where they are, however high the field is.
        let mut inner = ui.new_child(UiBuilder::new().max_rect(room));
        let response = inner.add(field);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_label(language.t("Title"));
        });
        if std::mem::take(&mut renaming.fresh) {
            response.request_focus();
            return;
        }
        if escaped {
            response.surrender_focus();
            self.leads_keyboard = true;
            self.renaming = None;
        } else if response.lost_focus() {
            self.leads_keyboard = ui.input(|input| input.key_pressed(Key::Enter));
            let text = std::mem::take(&mut renaming.text);
            self.renaming = None;
            events.push(UiEvent::Intent(Intent::Edit {
                name: "Edit text",
                edits: vec![Edit::SetText {
                    target: target.clone(),
                    field: Field::Title,
                    text,
                }],
            }));
        }
    }

    /// Shows where what is dragged would go, and puts it there.
    fn drop_ui(
        &mut self,
        ui: &Ui,
        rects: &[Rect],
        deck: &Deck,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        if !self.is_dragging {
            return;
        }
        let (pointer, is_down, gives_up) = ui.input(|input| {
            let gives_up = input.key_pressed(Key::Escape);
            (
                input.pointer.latest_pos(),
                input.pointer.primary_down(),
                gives_up,
            )
        });
        let Some(at) = pointer.filter(|_| !gives_up) else {
            self.is_dragging = false;
            return;
        };
        let gap = rects.iter().filter(|rect| rect.center().x < at.x).count();
        if is_down {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
            let x = match (rects.get(gap), rects.last()) {
                (Some(rect), _) => rect.left() - GAP / 2.0,
                (None, Some(last)) => last.right() + GAP / 2.0,
                (None, None) => return,
            };
            let [top, bottom] = [rects[0].top(), rects[0].bottom()];
            let stroke = Stroke::new(3.0, Palette::of(ui).accent_ink);
            ui.painter().vline(x, top..=bottom, stroke);
            // Towards an end that is out of view.
            let edge = ui.clip_rect();
            let by = (edge.left() + 30.0 - at.x).max(0.0) - (at.x - edge.right() + 30.0).max(0.0);
            if by != 0.0 {
                ui.scroll_with_delta(vec2(by * 0.3, 0.0));
                ui.ctx().request_repaint();
            }
            return;
        }
        self.is_dragging = false;
        let is_other = |stop: &&Stop| {
            let target = Target::Stop(stop.id.clone());
            !editor.selection().contains(&target)
        };
        let index = deck.stops[..gap].iter().filter(is_other).count();
        events.push(UiEvent::Intent(Intent::PlaceStops(index)));
    }
}

/// "12 stops · 14 min", of those that are shown.
fn summary(deck: &Deck, language: Language) -> String {
    let shown = deck.stops.iter().filter(|stop| !stop.hidden);
    let count = language.count(shown.clone().count(), "{n} stop", "{n} stops", &[]);
    let minutes: f64 = shown.filter_map(|stop| stop.minutes).sum();
    let mut told = vec![count];
    if minutes > 0.0 {
        told.push(Stop::in_minutes(minutes, language));
    }
    if deck.is_suggested {
        told.push(language.t("suggested by the map").to_owned());
    }
    told.join(" · ")
}

/// What hiding would come to.
fn hiding_icon(editor: &Editor) -> &'static str {
    let map = editor.map();
    let selected = editor.selection().targets().iter();
    let mut stops = selected.filter_map(|target| match target {
        Target::Stop(id) => map.stop(id),
        _ => None,
    });
    match stops.all(|stop| stop.hidden) {
        true => "eye",
        false => "eye-off",
    }
}
