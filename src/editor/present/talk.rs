//! A talk under way: where it is, and what is seen of it.

use std::{collections::VecDeque, sync::Arc};

use super::{
    cue::Cue,
    pages::{PageOrder, Pages},
};
use crate::{
    deck::{Frame, Page},
    editor::action::Shortcut,
    geom::{Point, Size, Vec2},
    model::{Id, Map, Stop, When},
};

/// How close one can look, in shares of the whole page.
pub const CLOSEST: f64 = 8.0;

/// The pages of so many stops are kept beside those of the talk's own, for other personas and states.
const KEPT_BESIDE: usize = 16;

/// What stops a talk leads through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deck {
    /// Those of the map.
    Stops,
    /// One moment of contact after the other, as the customer meets them.
    Walk,
}

/// Whose journey is shown, and of which time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Voice {
    /// As each stop says.
    #[default]
    AsSet,
    /// One persona's.
    Persona(Id),
    /// Of one time.
    When(When),
}

/// What stands in the place of the stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it is called")]
pub enum Blank {
    Black,
    White,
}

/// What lies over the stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// All stops; the one that Enter goes to, counted from 0.
    Overview(usize),
    /// What the keys do.
    Help,
}

/// What the pointer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hand {
    /// An arrow that goes on by a click.
    #[default]
    Plain,
    /// A red dot.
    Laser,
    /// A light in the dark.
    Spotlight,
    /// A pen whose ink fades.
    Ink,
}

/// Where the notes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notes {
    /// Not to be seen.
    #[default]
    Hidden,
    /// Below the stop.
    Here,
    /// In a window of their own.
    Apart,
}

/// How closely a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// 1: the whole page.
    pub zoom: f64,
    /// What of the page is in the middle, in its own units.
    pub centre: Point,
}

/// All that is seen of a talk.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::editor) struct Showing {
    /// Which stop, from 0.
    pub stop: usize,
    /// Which of its pages, from 0; [`LAST`] until it is known how many there are.
    pub page: usize,
    /// So many lanes of it are shown; `None`: all of them, as nobody began to reveal them.
    pub revealed: Option<usize>,
    pub look: Look,
    pub blank: Option<Blank>,
    pub over: Option<Over>,
    pub hand: Hand,
    pub voice: Voice,
    pub clock: bool,
    pub notes: Notes,
    /// The digits that were typed so far.
    pub typed: String,
    /// The map is worked on meanwhile.
    pub edits: bool,
}

/// The last page, whichever that is.
pub(super) const LAST: usize = usize::MAX;

/// A talk under way.
#[derive(Debug, Clone)]
pub struct Talk {
    pub(in crate::editor) showing: Showing,
    pub(super) deck: Deck,
    /// Never none.
    pub(super) stops: Vec<Arc<Stop>>,
    pub(super) pages: Pages,
    /// What was asked for behind something that waits for a page.
    pub(super) waiting: VecDeque<Asked>,
    /// What was asked for last that cannot be done now; English, for the translation table.
    pub(super) refused: Option<&'static str>,
    /// The key that left it for the map was a letter, which comes once more as a text.
    pub(super) letter_follows: bool,
}

/// What was asked for, as it came: what a key means is seen when it is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    Key(Shortcut),
    Cue(Cue),
    /// A stop, from 0.
    Stop(usize),
}

impl Talk {
    /// Begins at a stop, counted from 0; `None` where there are no stops.
    pub(super) fn begin(
        map: Arc<Map>,
        deck: Deck,
        voice: Voice,
        stops: Vec<Arc<Stop>>,
        at: usize,
    ) -> Option<Self> {
        let last = stops.len().checked_sub(1)?;
        Some(Self {
            showing: Showing {
                stop: at.min(last),
                page: 0,
                revealed: None,
                look: Look::whole(Frame::SLIDE.size),
                blank: None,
                over: None,
                hand: Hand::default(),
                voice,
                clock: false,
                notes: Notes::default(),
                typed: String::new(),
                edits: false,
            },
            deck,
            stops,
            pages: Pages::of(map),
            waiting: VecDeque::new(),
            refused: None,
            letter_follows: false,
        })
    }

    /// Which stops it leads through.
    pub fn deck(&self) -> Deck {
        self.deck
    }

    /// The stops, in their order.
    pub fn stops(&self) -> &[Arc<Stop>] {
        &self.stops
    }

    /// Which stop is shown, from 0.
    pub fn index(&self) -> usize {
        self.showing.stop
    }

    /// The stop that is shown.
    pub fn stop(&self) -> &Arc<Stop> {
        &self.stops[self.showing.stop]
    }

    /// The map that is shown.
    pub fn map(&self) -> &Arc<Map> {
        self.pages.map()
    }

    /// A stop, by its place, as it is to be shown.
    pub(super) fn voiced(&self, index: usize) -> Option<Arc<Stop>> {
        let stop = self.stops.get(index)?;
        Some(match &self.showing.voice {
            // Who walks is in the stops of a walk already.
            Voice::Persona(id) if self.deck == Deck::Stops => Arc::new(Stop {
                personas: vec![id.clone()],
                ..Stop::clone(stop)
            }),
            Voice::When(when) => Arc::new(Stop {
                when: *when,
                ..Stop::clone(stop)
            }),
            Voice::Persona(_) | Voice::AsSet => stop.clone(),
        })
    }

    /// The pages of a stop, by its place; `None` where they are not made yet.
    pub fn pages_of(&self, index: usize) -> Option<&Arc<[Page]>> {
        self.pages.get(&*self.voiced(index)?)
    }

    /// How many pages the stop at hand has, at least one; `None` where that is not known yet.
    pub fn page_count(&self) -> Option<usize> {
        Some(self.pages_of(self.showing.stop)?.len().max(1))
    }

    /// Which of the stop's pages is shown, from 0, as far as that is known.
    pub fn page_index(&self) -> usize {
        match self.page_count() {
            Some(count) => self.showing.page.min(count - 1),
            None if self.showing.page == LAST => 0,
            None => self.showing.page,
        }
    }

    /// The page that is shown; `None` where it is not made yet, or could not be.
    pub fn page(&self) -> Option<&Page> {
        self.pages_of(self.showing.stop)?.get(self.page_index())
    }

    /// Whether the stop that is shown could not be made.
    pub fn has_failed(&self) -> bool {
        let pages = self.pages_of(self.showing.stop);
        pages.is_some_and(|pages| pages.is_empty())
    }

    /// How many lanes of the page are shown; `None`: all.
    pub fn revealed(&self) -> Option<usize> {
        self.showing.revealed
    }

    /// How closely it is looked at.
    pub fn look(&self) -> Look {
        // How large a page is may be known only later.
        self.showing.look.within(self.page_size())
    }

    /// Of the page that is shown, in its units.
    pub(super) fn page_size(&self) -> Size {
        let page = self.page();
        page.map_or(Frame::SLIDE.size, |page| page.scene.size)
    }

    /// What stands in the place of the stop.
    pub fn blank(&self) -> Option<Blank> {
        self.showing.blank
    }

    /// What lies over the stop.
    pub fn over(&self) -> Option<Over> {
        self.showing.over
    }

    /// What the pointer is.
    pub fn hand(&self) -> Hand {
        self.showing.hand
    }

    /// Whose journey is shown.
    pub fn voice(&self) -> &Voice {
        &self.showing.voice
    }

    /// Whether the time is shown.
    pub fn shows_clock(&self) -> bool {
        self.showing.clock
    }

    /// Where the notes are.
    pub fn notes(&self) -> Notes {
        self.showing.notes
    }

    /// The digits of a number that was begun.
    pub fn typed(&self) -> &str {
        &self.showing.typed
    }

    /// Whether the map is worked on meanwhile.
    pub fn is_editing(&self) -> bool {
        self.showing.edits
    }

    /// The minutes planned for all stops, where any are.
    pub fn planned_minutes(&self) -> Option<f64> {
        let minutes = self.stops.iter().filter_map(|stop| stop.minutes);
        minutes.reduce(|all, of_stop| all + of_stop)
    }

    /// As many columns as the overview has.
    pub fn columns(&self) -> usize {
        match self.stops.len() {
            0..=2 => 2,
            3..=9 => 3,
            10..=16 => 4,
            _ => 5,
        }
    }

    /// Whether something that was asked for is on.
    pub fn is_on(&self, cue: Cue) -> bool {
        self.showing.is_on(cue)
    }

    /// The pages that are wanted most of those that are not made.
    pub(super) fn wanted(&self) -> Option<PageOrder> {
        let at = self.showing.stop;
        let count = self.stops.len();
        let near = [Some(at), Some(at + 1), at.checked_sub(1)].into_iter();
        let near = near.flatten().filter(|index| *index < count);
        let all = match self.showing.over {
            Some(Over::Overview(_)) => 0..count,
            Some(Over::Help) | None => 0..0,
        };
        let stops = near.chain(all).filter_map(|index| self.voiced(index));
        let mut missing = stops.filter(|stop| self.pages.get(stop).is_none());
        Some(PageOrder {
            map: self.map().clone(),
            dated: self.map().clone(),
            stop: missing.next()?,
        })
    }

    /// So many pages are kept.
    pub(super) fn kept(&self) -> usize {
        self.stops.len() + KEPT_BESIDE
    }
}

impl Showing {
    /// Whether something that was asked for is on.
    pub(super) fn is_on(&self, cue: Cue) -> bool {
        match cue {
            Cue::Overview => matches!(self.over, Some(Over::Overview(_))),
            Cue::Help => self.over == Some(Over::Help),
            Cue::Black => self.blank == Some(Blank::Black),
            Cue::White => self.blank == Some(Blank::White),
            Cue::Laser => self.hand == Hand::Laser,
            Cue::Spotlight => self.hand == Hand::Spotlight,
            Cue::Ink => self.hand == Hand::Ink,
            Cue::Voice => self.voice != Voice::AsSet,
            Cue::Clock => self.clock,
            Cue::Notes => self.notes == Notes::Here,
            Cue::NotesApart => self.notes == Notes::Apart,
            Cue::Reveal => self.revealed.is_some(),
            Cue::Next
            | Cue::Previous
            | Cue::First
            | Cue::Last
            | Cue::Go
            | Cue::Closer
            | Cue::Away
            | Cue::Whole
            | Cue::Edit
            | Cue::Size
            | Cue::End => false,
        }
    }
}

impl Look {
    /// The whole of a page.
    pub(super) fn whole(page: Size) -> Self {
        Self {
            zoom: 1.0,
            centre: (page.to_vec2() / 2.0).to_point(),
        }
    }

    /// Closer by a factor, or further away; what is at a place of the page stays there.
    pub(super) fn zoomed(self, factor: f64, at: Point, page: Size) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return self;
        }
        let zoom = (self.zoom * factor).clamp(1.0, CLOSEST);
        let centre = at + (self.centre - at) * (self.zoom / zoom);
        Self { zoom, centre }.within(page)
    }

    /// Moved over the page, in its units.
    pub(super) fn moved(self, by: Vec2, page: Size) -> Self {
        Self {
            centre: self.centre + by,
            ..self
        }
        .within(page)
    }

    /// Never beside the page.
    fn within(self, page: Size) -> Self {
        let half = page.to_vec2() / (2.0 * self.zoom);
        let (last_x, last_y) = (page.width - half.x, page.height - half.y);
        Self {
            zoom: self.zoom,
            centre: Point::new(
                self.centre.x.clamp(half.x, last_x.max(half.x)),
                self.centre.y.clamp(half.y, last_y.max(half.y)),
            ),
        }
    }
}
