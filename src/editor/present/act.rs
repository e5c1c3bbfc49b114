//! What is done in a talk: how it begins and ends, and what each thing that is asked for comes to.

use std::sync::Arc;

use super::{
    cue::Cue,
    intent::TalkIntent,
    moments::moments,
    pages::{PageOrder, Pages},
    talk::{Asked, Blank, Deck, Hand, LAST, Look, Notes, Over, Showing, Talk, Voice},
};
use crate::{
    deck,
    edit::EditError,
    editor::{Action, Editor, Effect, Intent, Key, KeyPress, OutsideAction, action::plain},
    layout::Lens,
    model::{Id, Map, Part, Shows, Stop, Target, When},
    words::marked,
};

/// How much closer one step looks.
const STEP: f64 = 1.25;
/// Longer numbers of stops there are none.
const DIGITS: usize = 4;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meant {
    Cue(Cue),
    Digit(char),
    /// A stop is gone to, counted from 0.
    Stop(usize),
    /// A stop is chosen among all, counted from 0.
    Chosen(usize),
}

impl Editor {
    /// The talk that goes on, be it that the map is worked on meanwhile.
    pub fn talk(&self) -> Option<&Talk> {
        self.talk.as_deref()
    }

    /// Whether a stop is before the audience, and not the map to be worked on.
    pub fn is_presenting(&self) -> bool {
        self.talk().is_some_and(|talk| !talk.is_editing())
    }

    /// The pages to be made next for the talk that goes on.
    pub fn wanted_pages(&self) -> Option<PageOrder> {
        let order = self.talk().filter(|_| self.is_presenting())?.wanted()?;
        let dated = self.sheet.dated(&order.map);
        Some(PageOrder { dated, ..order })
    }

    /// Begins a talk at the first stop; one that goes on goes back to there.
    pub(in crate::editor) fn present(&mut self) {
        self.begin_talk(Deck::Stops, |_, _| 0);
    }

    /// Begins a talk at the stop of what is selected or looked at; one that was left for the map
    /// goes on.
    pub(in crate::editor) fn present_here(&mut self) {
        match &mut self.talk {
            Some(talk) => talk.showing.edits = false,
            None => self.begin_talk(Deck::Stops, Self::stop_here),
        }
    }

    /// Walks the journey, as the persona that is selected, else as those whom the lens shows.
    pub(in crate::editor) fn walk(&mut self) {
        self.begin_talk(Deck::Walk, |_, _| 0);
    }

    fn begin_talk(&mut self, deck: Deck, at: impl FnOnce(&Self, &[Arc<Stop>]) -> usize) {
        self.let_ring_go();
        self.close_find();
        self.drawing = None;
        self.space_held = false;
        let voice = match self.selection.only() {
            Some(Target::Persona(id)) if deck == Deck::Walk => Voice::Persona(id.clone()),
            _ => Voice::default(),
        };
        let stops = self.stops_of(deck, &voice);
        let at = at(self, &stops);
        let map = self.map().clone();
        let talk = Talk::begin(map, deck, voice, stops, at);
        self.talk = talk.map(Box::new);
    }

    fn stops_of(&self, deck: Deck, voice: &Voice) -> Vec<Arc<Stop>> {
        let map = self.map();
        match deck {
            Deck::Stops => deck::stops(map, map.language)
                .into_iter()
                .map(Arc::new)
                .collect(),
            Deck::Walk => moments(map, &self.lens_of(voice)),
        }
    }

    fn lens_of(&self, voice: &Voice) -> Lens {
        let lens = self.lens.clone();
        match voice {
            Voice::AsSet => lens,
            Voice::Persona(id) => Lens {
                personas: vec![id.clone()],
                ..lens
            },
            Voice::When(when) => Lens {
                when: *when,
                ..lens
            },
        }
    }

    /// The stop that shows what is selected, else what is in the middle of the view; the first one
    /// while all of the map is seen.
    fn stop_here(&self, stops: &[Arc<Stop>]) -> usize {
        let looked_at = || {
            let (middle, _) = self.place()?;
            let stages = self.map().stages.iter();
            let mut stages = stages.map(|stage| Target::Stage(stage.id.clone()));
            stages.find(|stage| {
                let rect = self.layout().rect_of(stage);
                rect.is_some_and(|rect| (rect.x0..=rect.x1).contains(&middle.x))
            })
        };
        let target = self.selection.last().cloned().or_else(looked_at);
        let found = target.and_then(|target| stop_of(self.map(), &target, stops));
        found.unwrap_or(0)
    }

    /// Ends the talk that goes on.
    fn end_talk(&mut self) {
        self.talk = None;
    }

    /// Goes back from the map to the stop that was left for it; whether there was one.
    pub(in crate::editor) fn return_to_talk(&mut self) -> bool {
        match &mut self.talk {
            Some(talk) if talk.is_editing() => {
                talk.showing.edits = false;
                true
            }
            _ => false,
        }
    }

    /// What is wanted by a key in a talk: what it asks for there, else an action that goes with it.
    pub(in crate::editor) fn meaning_in_talk(&self, press: &KeyPress) -> Intent {
        let shortcut = press.shortcut;
        let action = Action::of_shortcut(&shortcut, Some(self), false, true);
        match action.filter(|action| action.goes_with_talk()) {
            Some(action) if Cue::of_key(&shortcut).is_none() => Intent::Action(action),
            _ => Intent::Talk(TalkIntent::Pressed(shortcut)),
        }
    }

    /// What an intent is in a talk, where letters are keys; `None` where it is nothing there.
    pub(in crate::editor) fn in_talk(&self, intent: Intent) -> Option<Intent> {
        let pressed = |key| Intent::Talk(TalkIntent::Pressed(plain(key)));
        match intent {
            Intent::SpaceHeld(true) => Some(pressed(Key::Space)),
            Intent::Escape => Some(pressed(Key::Escape)),
            // Their keys have come by themselves.
            Intent::SpaceHeld(false) | Intent::Typed(_) | Intent::Composed(_) => None,
            // There is no panel that could end it.
            Intent::Preview { .. } => None,
            Intent::Action(action) if !action.goes_with_talk() => None,
            other => Some(other),
        }
    }

    /// Whether it is the letter of the key that left the talk for the map, which is not written there.
    pub(in crate::editor) fn takes_letter_of_key(&mut self, intent: &Intent) -> bool {
        let Some(talk) = &mut self.talk else {
            return false;
        };
        match intent {
            Intent::Typed(_) => std::mem::take(&mut talk.letter_follows),
            Intent::Pressed(_) | Intent::PointerPressed { .. } => {
                talk.letter_follows = false;
                false
            }
            _ => false,
        }
    }

    /// Does something in the talk that goes on.
    pub(in crate::editor) fn do_in_talk(&mut self, intent: TalkIntent) -> Vec<Effect> {
        let Some(talk) = &mut self.talk else {
            return Vec::new();
        };
        talk.refused = None;
        match intent {
            TalkIntent::Pressed(shortcut) => return self.ask(Asked::Key(shortcut)),
            TalkIntent::Cue(cue) => return self.ask(Asked::Cue(cue)),
            TalkIntent::Stop(index) => return self.ask(Asked::Stop(index)),
            TalkIntent::Made(made) => {
                let count = talk.kept();
                talk.pages.add(*made, count);
                return self.go_on_waiting();
            }
            TalkIntent::Zoom { factor, at } => {
                talk.showing.look = talk.look().zoomed(factor, at, talk.page_size());
            }
            TalkIntent::Pan(by) => {
                talk.showing.look = talk.look().moved(by, talk.page_size());
            }
            TalkIntent::NoSecondWindow => {
                talk.showing.notes = Notes::Here;
                talk.refused = Some(marked(
                    "No second window can be opened here: the notes are below the stop.",
                ));
            }
        }
        self.refused_in_talk()
    }

    /// Does what is asked for once what was asked for before it is done.
    fn ask(&mut self, asked: Asked) -> Vec<Effect> {
        if let Some(talk) = &mut self.talk {
            talk.waiting.push_back(asked);
        }
        let effects = self.go_on_waiting();
        // Who wants to leave waits for nobody.
        if let Some(talk) = &mut self.talk
            && !talk.waiting.is_empty()
            && talk.meant(asked) == Some(Meant::Cue(Cue::End))
        {
            talk.waiting.clear();
            return self.answer(Meant::Cue(Cue::End));
        }
        effects
    }

    /// Does what waits, as far as what it needs to know is known.
    fn go_on_waiting(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.is_presenting()
            && let Some(talk) = &mut self.talk
            && let Some(next) = talk.waiting.front()
        {
            let meant = talk.meant(*next);
            if meant.is_some_and(|meant| talk.needs_page(meant)) && talk.page_count().is_none() {
                break;
            }
            talk.waiting.pop_front();
            if let Some(meant) = meant {
                effects.extend(self.answer(meant));
            }
        }
        effects
    }

    fn answer(&mut self, meant: Meant) -> Vec<Effect> {
        let Some(talk) = &mut self.talk else {
            return Vec::new();
        };
        let typed = std::mem::take(&mut talk.showing.typed);
        match meant {
            Meant::Digit(digit) => {
                talk.showing.typed = typed;
                if talk.showing.typed.len() < DIGITS {
                    talk.showing.typed.push(digit);
                }
            }
            Meant::Stop(index) => talk.go_to(index),
            Meant::Chosen(index) => talk.showing.over = Some(Over::Overview(index)),
            Meant::Cue(Cue::Edit) => self.edit_stop(),
            Meant::Cue(Cue::Voice) => self.next_voice(),
            Meant::Cue(Cue::Size) => return vec![Effect::Outside(OutsideAction::FullScreen)],
            Meant::Cue(Cue::End) => {
                let closes = talk.showing.over.take().is_some() || !typed.is_empty();
                if !closes {
                    self.end_talk();
                }
            }
            Meant::Cue(cue) => talk.answer(cue, &typed),
        }
        self.refused_in_talk()
    }

    /// What was asked for and cannot be done is told.
    fn refused_in_talk(&mut self) -> Vec<Effect> {
        let refused = self.talk.as_mut().and_then(|talk| talk.refused.take());
        let refused = refused.map(|why| Effect::Refused(EditError::Unfit(why)));
        refused.into_iter().collect()
    }

    /// Leaves the talk for the map, at what the stop shows.
    fn edit_stop(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        talk.showing.edits = true;
        talk.letter_follows = true;
        (talk.showing.over, talk.showing.blank) = (None, None);
        let shows = talk.stop().shows.clone();
        let target = |part: Part| {
            shows
                .ids()
                .iter()
                .map(move |id| Target::of(part, id.clone()))
        };
        let shown: Vec<Target> = shows.part().map(target).into_iter().flatten().collect();
        let whole = shown.is_empty();
        self.select_and_show(shown);
        match whole {
            true => self.fit(),
            false => self.fit_selection(),
        }
    }

    /// Shows the stop for the next persona, or of the next time.
    fn next_voice(&mut self) {
        let Some(talk) = &self.talk else { return };
        let voices = voices(self.map());
        let at = voices.iter().position(|voice| voice == talk.voice());
        let next = voices[at.map_or(0, |at| at + 1) % voices.len()].clone();
        let (deck, was) = (talk.deck, talk.voice().clone());
        let stops = (deck == Deck::Walk).then(|| self.stops_of(deck, &next));
        let Some(talk) = &mut self.talk else { return };
        if next == was {
            talk.refused = Some(marked("The map has one persona and one state."));
            return;
        }
        talk.showing.voice = next;
        if let Some(stops) = stops.filter(|stops| !stops.is_empty()) {
            talk.take_stops(stops);
        }
    }

    /// Sees to it that the talk shows the map as it is now.
    pub(in crate::editor) fn follow_in_talk(&mut self) {
        let Some(talk) = self.talk().filter(|talk| !talk.is_editing()) else {
            return;
        };
        if Arc::ptr_eq(talk.map(), self.map()) {
            return;
        }
        let gone = match talk.voice() {
            Voice::Persona(id) => self.map().persona(id).is_none(),
            Voice::AsSet | Voice::When(_) => false,
        };
        let voice = match gone {
            true => Voice::AsSet,
            false => talk.voice().clone(),
        };
        let stops = self.stops_of(talk.deck, &voice);
        let map = self.map().clone();
        match &mut self.talk {
            Some(talk) if !stops.is_empty() => {
                talk.showing.voice = voice;
                talk.pages = Pages::of(map);
                talk.take_stops(stops);
            }
            Some(_) | None => self.end_talk(),
        }
    }

    /// What is seen of the talk, to be compared with what was seen before.
    pub(in crate::editor) fn showing(&self) -> Option<Showing> {
        self.talk().map(|talk| talk.showing.clone())
    }
}

impl Talk {
    /// Whether it has to be known how many pages the stop has before something can be done.
    fn needs_page(&self, meant: Meant) -> bool {
        let is_over = matches!(self.showing.over, Some(Over::Overview(_)));
        let turns = match meant {
            Meant::Cue(Cue::Next | Cue::Previous | Cue::Reveal) => true,
            // Without a number it goes on.
            Meant::Cue(Cue::Go) => self.showing.typed.is_empty(),
            _ => false,
        };
        turns && !is_over
    }

    /// What is meant by what was asked for, as things are now.
    fn meant(&self, asked: Asked) -> Option<Meant> {
        let shortcut = match asked {
            Asked::Key(shortcut) => shortcut,
            Asked::Cue(cue) => return Some(Meant::Cue(cue)),
            Asked::Stop(index) => return Some(Meant::Stop(index)),
        };
        let is_held = shortcut.command || shortcut.alt;
        let chosen = match self.showing.over {
            Some(Over::Overview(chosen)) if !is_held => Some(chosen),
            _ => None,
        };
        match (shortcut.key, chosen) {
            (Key::Up, Some(chosen)) => chosen.checked_sub(self.columns()).map(Meant::Chosen),
            (Key::Down, Some(chosen)) => {
                let below = Some(chosen + self.columns());
                let below = below.filter(|index| *index < self.stops.len());
                below.map(Meant::Chosen)
            }
            (Key::Space, Some(_)) => Some(Meant::Cue(Cue::Go)),
            // A number begins with another digit.
            (Key::Char('0'), _) if self.showing.typed.is_empty() => {
                Cue::of_key(&shortcut).map(Meant::Cue)
            }
            (Key::Char(digit), _) if digit.is_ascii_digit() && !is_held => {
                Some(Meant::Digit(digit))
            }
            _ => Cue::of_key(&shortcut).map(Meant::Cue),
        }
    }

    fn answer(&mut self, cue: Cue, typed: &str) {
        if let Some(Over::Overview(chosen)) = self.showing.over
            && self.answer_in_overview(cue, chosen, typed)
        {
            return;
        }
        let showing = &mut self.showing;
        match cue {
            Cue::Next => self.next(),
            Cue::Go if typed.is_empty() => self.next(),
            Cue::Go => self.go_to_number(typed),
            Cue::Previous => self.previous(),
            Cue::First => self.go_to(0),
            Cue::Last => self.go_to(self.stops.len() - 1),
            Cue::Overview => {
                showing.blank = None;
                showing.over = match showing.over {
                    Some(Over::Overview(_)) => None,
                    Some(Over::Help) | None => Some(Over::Overview(showing.stop)),
                };
            }
            Cue::Help => {
                showing.over = match showing.over {
                    Some(Over::Help) => None,
                    Some(Over::Overview(_)) | None => Some(Over::Help),
                };
            }
            Cue::Reveal => self.reveal(),
            Cue::Black => turn(&mut showing.blank, Blank::Black),
            Cue::White => turn(&mut showing.blank, Blank::White),
            Cue::Laser => turn_hand(&mut showing.hand, Hand::Laser),
            Cue::Spotlight => turn_hand(&mut showing.hand, Hand::Spotlight),
            Cue::Ink => turn_hand(&mut showing.hand, Hand::Ink),
            Cue::Closer => self.look_closer(STEP),
            Cue::Away => self.look_closer(1.0 / STEP),
            Cue::Whole => self.showing.look = Look::whole(self.page_size()),
            Cue::Clock => showing.clock = !showing.clock,
            Cue::Notes => turn_notes(&mut showing.notes, Notes::Here),
            Cue::NotesApart => turn_notes(&mut showing.notes, Notes::Apart),
            // The editor does these, which the rest of it has a part in.
            Cue::Voice | Cue::Edit | Cue::Size | Cue::End => {}
        }
    }

    /// What the keys do among all stops; whether that was all.
    fn answer_in_overview(&mut self, cue: Cue, chosen: usize, typed: &str) -> bool {
        let last = self.stops.len() - 1;
        let next = match cue {
            Cue::Next => (chosen + 1).min(last),
            Cue::Previous => chosen.saturating_sub(1),
            Cue::First => 0,
            Cue::Last => last,
            Cue::Go => {
                match typed.is_empty() {
                    true => self.go_to(chosen),
                    false => self.go_to_number(typed),
                }
                return true;
            }
            _ => return false,
        };
        self.showing.over = Some(Over::Overview(next));
        true
    }

    fn next(&mut self) {
        self.showing.blank = None;
        let count = self.page_count().unwrap_or(1);
        if self.page_index() + 1 < count {
            self.stand_at(self.showing.stop, self.page_index() + 1);
        } else if self.showing.stop + 1 < self.stops.len() {
            self.stand_at(self.showing.stop + 1, 0);
        } else {
            self.refused = Some(marked("This is the last stop."));
        }
    }

    fn previous(&mut self) {
        self.showing.blank = None;
        if let Some(shown) = self.showing.revealed.filter(|shown| *shown > 0) {
            self.showing.revealed = Some(shown - 1);
        } else if self.page_index() > 0 {
            self.stand_at(self.showing.stop, self.page_index() - 1);
        } else if self.showing.stop > 0 {
            self.stand_at(self.showing.stop - 1, LAST);
        } else if self.showing.revealed.take().is_none() {
            self.refused = Some(marked("This is the first stop."));
        }
    }

    fn reveal(&mut self) {
        let lanes = self.page().map_or(0, |page| page.lanes.len());
        if lanes == 0 {
            self.refused = Some(marked("This stop has no lanes to reveal."));
            return;
        }
        self.showing.blank = None;
        let shown = self.showing.revealed.map_or(1, |shown| shown + 1);
        self.showing.revealed = Some(shown.min(lanes));
    }

    fn go_to_number(&mut self, typed: &str) {
        let number: usize = typed.parse().unwrap_or(0);
        match number.checked_sub(1) {
            Some(index) if index < self.stops.len() => self.go_to(index),
            _ => self.refused = Some(marked("There is no stop with this number.")),
        }
    }

    fn go_to(&mut self, index: usize) {
        self.showing.blank = None;
        self.showing.over = None;
        self.stand_at(index.min(self.stops.len() - 1), 0);
    }

    /// A stop and a page of it, seen as a whole.
    fn stand_at(&mut self, stop: usize, page: usize) {
        (self.showing.stop, self.showing.page) = (stop, page);
        self.showing.revealed = None;
        self.showing.look = Look::whole(self.page_size());
    }

    fn look_closer(&mut self, factor: f64) {
        let look = self.look();
        self.showing.look = look.zoomed(factor, look.centre, self.page_size());
    }

    /// Other stops; where the one at hand is among them, it stays.
    fn take_stops(&mut self, stops: Vec<Arc<Stop>>) {
        let at = self.stop();
        let same = stops.iter().position(|stop| stop.id == at.id);
        let last = stops.len().saturating_sub(1);
        let index = same.unwrap_or(self.showing.stop.min(last));
        if same.is_none() {
            self.showing.page = 0;
            self.showing.revealed = None;
        }
        if let Some(Over::Overview(chosen)) = &mut self.showing.over {
            *chosen = (*chosen).min(last);
        }
        self.showing.stop = index;
        self.stops = stops;
    }
}

/// On, or off where it is on.
fn turn(blank: &mut Option<Blank>, wanted: Blank) {
    *blank = (*blank != Some(wanted)).then_some(wanted);
}

fn turn_hand(hand: &mut Hand, wanted: Hand) {
    *hand = match *hand == wanted {
        true => Hand::Plain,
        false => wanted,
    };
}

fn turn_notes(notes: &mut Notes, wanted: Notes) {
    *notes = match *notes == wanted {
        true => Notes::Hidden,
        false => wanted,
    };
}

/// Whose journey, and of which time, a map can be shown as: never none.
fn voices(map: &Map) -> Vec<Voice> {
    let mut voices = vec![Voice::AsSet];
    if map.personas.len() > 1 {
        let personas = map.personas.iter();
        voices.extend(personas.map(|persona| Voice::Persona(persona.id.clone())));
    }
    if map.tells_of(When::Now) && map.tells_of(When::ToBe) {
        voices.extend([When::Now, When::ToBe].map(Voice::When));
    }
    voices
}

/// The stop itself, else the first that names a thing, else its stage, else its lane, else that shows all.
fn stop_of(map: &Map, target: &Target, stops: &[Arc<Stop>]) -> Option<usize> {
    let names = |part: Part, id: &Id| {
        stops
            .iter()
            .position(|stop| stop.shows.part() == Some(part) && stop.shows.ids().contains(id))
    };
    let itself = target.part().and_then(|(part, id)| match part {
        Part::Stop => stops.iter().position(|stop| stop.id == *id),
        _ => names(part, id),
    });
    let stage = || names(Part::Stage, map.stage_of(target)?.0);
    let lane = || names(Part::Lane, map.lane_of(target)?);
    let whole = || stops.iter().position(|stop| stop.shows == Shows::Map);
    itself.or_else(stage).or_else(lane).or_else(whole)
}
