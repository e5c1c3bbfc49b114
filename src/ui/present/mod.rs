//! A talk in the window: the stop, what lies over it, and the bar.

mod bar;
mod clock;
mod hand;
mod help;
mod notes;
mod overview;
mod turn;

use std::time::Duration;

use egui::{
    Align2, Color32, CursorIcon, Key, PointerButton, Pos2, Rect, Response, Role, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use self::{
    bar::Bar,
    clock::{clock_in_words, until_next},
    hand::Ink,
    notes::Desk,
    overview::Overview,
    turn::{Brush, Turn},
};
use crate::{
    deck::Frame,
    editor::{
        Editor, Intent,
        present::{
            Blank, Cue, Hand, MadePages, Notes, Over, PageOrder, Talk, TalkIntent, Voice,
            hidden_part, page_texts, voice_in_words,
        },
    },
    geom::{self, Camera, Point, Size},
    ui::{
        aside::{Aside, Begun},
        canvas,
        keyboard::canvas_id,
        paint::painter::ScenePainter,
        regions::{self, Region},
        screen::rect_on_screen,
        tokens::{self, Palette, color32},
        view::{UiEvent, View},
        widgets,
    },
    words::Language,
};

/// How much closer one notch of a wheel looks, for each point that it scrolls by.
const WHEEL: f32 = 1.0 / 300.0;

/// What a talk keeps from frame to frame.
#[derive(Default)]
pub(super) struct Stage {
    aside: Aside,
    making: Option<(PageOrder, Begun<MadePages>)>,
    /// When it began, in seconds of the window's time.
    begun_at: Option<f64>,
    turn: Turn,
    ink: Ink,
    bar: Bar,
    overview: Overview,
    /// Of the second window, which has pixels of its own.
    apart: ScenePainter,
}

/// Where a page stands in the window.
struct Place {
    /// The room of the stop.
    room: Rect,
    /// As it is looked at.
    camera: Camera,
    /// All of it.
    whole: Camera,
}

impl Stage {
    /// A talk whose pages are made aside.
    pub(super) fn made(aside: Aside) -> Self {
        Self {
            apart: ScenePainter::decoding(aside.clone()),
            aside,
            ..Self::default()
        }
    }

    /// The window shows something else.
    pub(super) fn leave(&mut self, ended: bool) {
        self.turn.end();
        self.ink.clear();
        self.overview.close();
        self.making = None;
        if ended {
            (self.begun_at, self.bar) = (None, Bar::default());
        }
    }

    /// Draws the stop that is shown, and what lies over it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        (editor, talk): (&Editor, &Talk),
        scenes: &mut ScenePainter,
        events: &mut Vec<UiEvent>,
    ) {
        let language = view.language;
        let now = ui.input(|input| input.time);
        let elapsed = now - *self.begun_at.get_or_insert(now);
        regions::mark(ui, Region::Talk, language);
        self.make_pages(ui, editor, events);
        if talk.notes() == Notes::Here {
            notes::below_ui(ui, talk, language);
        }
        let room = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(room);
        let scene = talk.page().map(|page| &page.scene);
        let place_of_page = (talk.index(), talk.page_index());
        if self.turn.follow(scene, place_of_page, now, view.moves) {
            self.ink.clear();
        }
        let place = self.place(room, talk);

        let response = ui.interact(room, canvas_id(), Sense::click_and_drag());
        canvas::keep_keyboard(ui, &response);
        self.hear_pointer(ui, &response, &place, talk, events);
        self.paint(ui, &place, talk, scenes, editor);
        self.tell(ui, &response, &place, talk, language);

        match talk.over() {
            Some(Over::Overview(_)) => {
                let painted = (&mut *scenes, editor.fonts());
                self.overview
                    .show(ui, room, talk, painted, language, events);
            }
            Some(Over::Help) => help::help_ui(ui, room, language),
            None => self.overview.close(),
        }
        corners_ui(ui, room, talk, elapsed, language);
        if let Some(message) = view.message {
            let at = room.center_bottom() - vec2(0.0, 84.0);
            tag(ui, at, Align2::CENTER_BOTTOM, message);
        }
        if talk.shows_clock() || talk.notes() == Notes::Apart {
            let rest = Duration::from_secs_f64(until_next(elapsed));
            ui.ctx().request_repaint_after(rest);
        }
        self.bar.show(ui, room, talk, language, events);
        if talk.notes() == Notes::Apart {
            let mut desk = Desk {
                talk,
                scenes: &mut self.apart,
                fonts: editor.fonts(),
                elapsed_secs: elapsed,
                second_screen: view.second_screen,
                language,
            };
            notes::window_ui(ui.ctx(), &mut desk, events);
        }
    }

    /// Has the pages made that are wanted most, one stop after the other.
    fn make_pages(&mut self, ui: &Ui, editor: &Editor, events: &mut Vec<UiEvent>) {
        if self.making.is_none()
            && let Some(order) = editor.wanted_pages()
        {
            let (fonts, wanted) = (editor.fonts().clone(), order.clone());
            let begun = self.aside.begin(ui.ctx(), move || wanted.make(&fonts));
            self.making = Some((order, begun));
        }
        if let Some((order, begun)) = self.making.take() {
            let made = match begun.done() {
                Ok(None) => {
                    self.making = Some((order, begun));
                    return;
                }
                Ok(Some(made)) => made,
                Err(()) => order.failed(),
            };
            let made = TalkIntent::Made(Box::new(made));
            events.push(UiEvent::Intent(Intent::Talk(made)));
            ui.ctx().request_repaint();
        }
    }

    fn place(&self, room: Rect, talk: &Talk) -> Place {
        let page = self
            .turn
            .scene()
            .map_or(Frame::SLIDE.size, |scene| scene.size);
        let size = Size::new(f64::from(room.width()), f64::from(room.height()));
        let whole = Camera::fit(geom::Rect::from_origin_size(Point::ZERO, page), size, 0.0);
        let look = talk.look();
        Place {
            room,
            camera: Camera::centred(look.centre, size, whole.zoom() * look.zoom),
            whole,
        }
    }

    fn hear_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        place: &Place,
        talk: &Talk,
        events: &mut Vec<UiEvent>,
    ) {
        let mut ask = |intent| events.push(UiEvent::Intent(Intent::Talk(intent)));
        let now = ui.input(|input| input.time);
        let stirs = ui.input(|input| {
            input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed()
        });
        if stirs && ui.ctx().pointer_hover_pos().is_some() {
            self.bar.wake(now);
        }
        if ui.input(|input| input.key_pressed(Key::F6)) && !self.bar.is_shown(now) {
            self.bar.reach();
        }
        if talk.hand() == Hand::Ink && talk.over().is_none() {
            let at = response.interact_pointer_pos();
            let is_down = response.is_pointer_button_down_on();
            match at.filter(|_| is_down) {
                Some(at) => {
                    let is_new = ui.input(|input| input.pointer.any_pressed());
                    self.ink.draw(place.on_page(at), is_new);
                }
                None => self.ink.lift(now),
            }
        } else if response.dragged_by(PointerButton::Primary) && talk.look().zoom > 1.0 {
            let by = response.drag_delta() / place.camera.zoom() as f32;
            ask(TalkIntent::Pan(geom::Vec2::new(
                f64::from(-by.x),
                f64::from(-by.y),
            )));
        }
        if response.clicked() {
            match (talk.over(), talk.hand()) {
                (Some(Over::Help), _) => ask(TalkIntent::Cue(Cue::Help)),
                (Some(Over::Overview(_)), _) | (None, Hand::Ink) => {}
                (None, Hand::Plain | Hand::Laser | Hand::Spotlight) => {
                    ask(TalkIntent::Cue(Cue::Next));
                }
            }
        }
        if let Some(at) = response.hover_pos().filter(|_| talk.over().is_none()) {
            let (pinched, scrolled) =
                ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().y));
            let factor = match pinched == 1.0 {
                true => (scrolled * WHEEL).exp(),
                false => pinched,
            };
            if factor != 1.0 {
                ask(TalkIntent::Zoom {
                    factor: f64::from(factor),
                    at: place.on_page(at),
                });
            }
        }
    }

    fn paint(
        &mut self,
        ui: &Ui,
        place: &Place,
        talk: &Talk,
        scenes: &mut ScenePainter,
        editor: &Editor,
    ) {
        let now = ui.input(|input| input.time);
        let room = place.room;
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        let ground = self
            .turn
            .scene()
            .map_or(talk.map().theme.colors.sheet, |scene| scene.background);
        painter.rect_filled(room, 0.0, color32(ground));
        let mut brush = Brush {
            painter: &painter,
            scenes,
            fonts: editor.fonts(),
        };
        let moves = self
            .turn
            .paint(&mut brush, room, &place.camera, &place.whole, now);
        if moves {
            ui.ctx().request_repaint();
        } else if let Some(page) = talk.page()
            && let Some(hidden) = hidden_part(page, talk.revealed())
        {
            let cover = rect_on_screen(room.min, place.camera.screen_rect(hidden));
            painter.rect_filled(cover, 0.0, color32(page.scene.background));
        }
        self.paint_ink(&painter, place, now);
        match talk.blank() {
            Some(Blank::Black) => {
                painter.rect_filled(room, 0.0, tokens::BLACK);
            }
            Some(Blank::White) => {
                painter.rect_filled(room, 0.0, tokens::WHITE);
            }
            None if talk.over().is_none() => self.paint_hand(ui, &painter, room, talk),
            None => {}
        }
    }

    fn paint_ink(&mut self, painter: &egui::Painter, place: &Place, now: f64) {
        let rest = self.ink.fade(now);
        self.ink.paint(painter, place.room.min, &place.camera, now);
        match rest {
            Some(secs) if secs > 0.0 => {
                let rest = Duration::from_secs_f64(secs);
                painter.ctx().request_repaint_after(rest);
            }
            Some(_) => painter.ctx().request_repaint(),
            None => {}
        }
    }

    /// What the pointer is; nothing where it rests.
    fn paint_hand(&self, ui: &Ui, painter: &egui::Painter, room: Rect, talk: &Talk) {
        let ctx = ui.ctx();
        let pointer = ctx.pointer_hover_pos().filter(|at| room.contains(*at));
        let on_bar = pointer.is_some_and(|at| self.bar.covers(at));
        let (now, is_held) = ui.input(|input| (input.time, input.modifiers.command));
        let hand = match (talk.hand(), is_held) {
            (Hand::Plain, true) => Hand::Laser,
            (hand, _) => hand,
        };
        match hand {
            Hand::Spotlight => {
                hand::paint_spotlight(painter, room, hand::place(pointer, room));
            }
            Hand::Laser => {
                if let Some(at) = pointer.filter(|_| !on_bar) {
                    hand::paint_laser(painter, at);
                }
            }
            Hand::Plain | Hand::Ink => {}
        }
        if pointer.is_none() || on_bar {
            return;
        }
        ctx.set_cursor_icon(match hand {
            Hand::Laser | Hand::Spotlight => CursorIcon::None,
            Hand::Ink => CursorIcon::Crosshair,
            Hand::Plain if !self.bar.is_shown(now) => CursorIcon::None,
            Hand::Plain if talk.look().zoom > 1.0 => CursorIcon::Grab,
            Hand::Plain => CursorIcon::Default,
        });
    }

    /// Tells those who listen which stop it is and what it says.
    fn tell(
        &self,
        ui: &mut Ui,
        response: &Response,
        place: &Place,
        talk: &Talk,
        language: Language,
    ) {
        let title = talk.place_in_words(talk.index(), language);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
        let Some(page) = talk.page().filter(|_| talk.blank().is_none()) else {
            return;
        };
        let texts = page_texts(page, talk.map(), talk.revealed(), language);
        for (index, text) in texts.iter().enumerate() {
            let rect = rect_on_screen(place.room.min, place.camera.screen_rect(text.rect));
            let id = canvas_id().with(("said", index));
            let said = ui.interact(rect, id, Sense::empty());
            said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text.text));
        }
    }
}

impl Place {
    /// The place of the page under a point of the window.
    fn on_page(&self, at: Pos2) -> Point {
        let at = at - self.room.min;
        let at = Point::new(f64::from(at.x), f64::from(at.y));
        self.camera.doc_from_screen(at)
    }
}

/// Whose journey is shown, the time, and a number that is being typed.
fn corners_ui(ui: &Ui, room: Rect, talk: &Talk, elapsed_secs: f64, language: Language) {
    if talk.blank().is_some() {
        return;
    }
    if *talk.voice() != Voice::AsSet {
        let voice = voice_in_words(talk.map(), talk.voice(), language);
        tag(
            ui,
            room.center_top() + vec2(0.0, 16.0),
            Align2::CENTER_TOP,
            &voice,
        );
    }
    if talk.shows_clock() {
        let time = clock_in_words(talk, elapsed_secs, language);
        let at = pos2(room.right() - 16.0, room.top() + 16.0);
        tag(ui, at, Align2::RIGHT_TOP, &time);
    }
    if !talk.typed().is_empty() {
        let words = language.fill("Go to stop {number}: Enter", &[("number", talk.typed())]);
        let at = room.center_bottom() - vec2(0.0, 120.0);
        tag(ui, at, Align2::CENTER_BOTTOM, &words);
    }
    if talk.has_failed() {
        let words = language.t("This stop can’t be shown.");
        tag(ui, room.center(), Align2::CENTER_CENTER, words);
    }
}

/// A few words over the stop, told to those who listen, too.
fn tag(ui: &Ui, at: Pos2, align: Align2, text: &str) {
    let palette = Palette::of(ui);
    let (fill, ink): (Color32, Color32) = (palette.tag, palette.on_tag);
    let rect = widgets::tag(ui.painter(), at, align, text, fill, ink);
    let id = canvas_id().with(("tag", text));
    let told = ui.interact(rect, id, Sense::empty());
    told.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}
