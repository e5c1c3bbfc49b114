//! What is handed out of a map: its stops as pages in their order. Nothing here knows in which format
//! they are written.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use super::{
    names::safe,
    options::{About, Backdrop},
};
use crate::{
    deck::{self, Frame},
    geom::Size,
    model::{Id, Map, Shows, Stop, Story},
    scene::Scene,
    text::Fonts,
};

/// The pages that a map is handed out as.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// What is said of all of it.
    pub about: About,
    /// In the order in which they are shown.
    pub pages: Vec<DeckPage>,
}

/// One page of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckPage {
    /// The stop that it is of.
    pub stop: Id,
    /// What the stop is called.
    pub title: String,
    /// Which of its stop's pages it is, from 1.
    pub number: usize,
    /// How many its stop has.
    pub count: usize,
    /// As pages are numbered: "3", or "3.2" where a stop has several.
    pub label: String,
    /// What is said meanwhile; on the first page of its stop.
    pub notes: String,
    /// How long the stop is meant to take.
    pub minutes: Option<f64>,
    /// What the stop says in words.
    pub story: Story,
    /// The stages that it shows and no others; none where it shows something else.
    pub stages: Vec<Id>,
    /// What the stop shows.
    pub shows: Shows,
    /// As large as its frame.
    pub scene: Arc<Scene>,
}

impl Deck {
    /// The stops of a map that are not hidden on a frame, in the language of the map.
    /// `goes_on` hears the share that is done and ends the work by `false`; what there is by then
    /// comes back.
    pub fn of_map(
        map: &Map,
        frame: Frame,
        backdrop: Backdrop,
        fonts: &Fonts,
        goes_on: &dyn Fn(f32) -> bool,
    ) -> Self {
        let stops = deck::stops(map, map.language);
        Self::of_stops(map, &stops, frame, backdrop, fonts, goes_on)
    }

    /// As [`Deck::of_map`], of given stops.
    pub fn of_stops(
        map: &Map,
        stops: &[Stop],
        frame: Frame,
        backdrop: Backdrop,
        fonts: &Fonts,
        goes_on: &dyn Fn(f32) -> bool,
    ) -> Self {
        let map: Cow<'_, Map> = backdrop.under(map);
        let mut pages = Vec::new();
        for (index, stop) in stops.iter().enumerate() {
            let sheets = deck::pages(&map, stop, frame, fonts, map.language);
            let title = deck::title(&map, stop, map.language);
            let story = map.story_of(stop);
            pages.extend(sheets.into_iter().map(|page| DeckPage {
                stop: stop.id.clone(),
                title: title.clone(),
                number: page.number,
                count: page.count,
                label: match page.count {
                    1 => format!("{}", index + 1),
                    _ => format!("{}.{}", index + 1, page.number),
                },
                notes: match page.number {
                    1 => stop.notes.clone(),
                    _ => String::new(),
                },
                minutes: stop.minutes,
                story: story.clone(),
                stages: match &stop.shows {
                    Shows::Stages(ids) => ids.clone(),
                    _ => Vec::new(),
                },
                shows: stop.shows.clone(),
                scene: page.scene,
            }));
            if !goes_on((index + 1) as f32 / stops.len() as f32) {
                break;
            }
        }
        Self {
            about: About::of(&map),
            pages,
        }
    }

    /// A stop as one picture, whatever it takes: on a frame, which grows downwards where the stop
    /// would take several.
    pub fn of_one_picture(
        map: &Map,
        stop: &Stop,
        frame: Frame,
        backdrop: Backdrop,
        fonts: &Fonts,
    ) -> Self {
        const LONGEST: f64 = 8.0;
        let mut growth = 1.0;
        loop {
            let grown = Frame {
                size: Size::new(frame.size.width, (frame.size.height * growth).round()),
                ..frame
            };
            let stops = std::slice::from_ref(stop);
            let deck = Self::of_stops(map, stops, grown, backdrop, fonts, &|_| true);
            if deck.pages.len() <= 1 || growth >= LONGEST {
                return deck;
            }
            growth += 0.25;
        }
    }

    /// What the files of a series are called, without an ending: "01-title". They are safe on all
    /// systems, no two are the same, and they sort in the order of the pages.
    pub fn names(&self) -> Vec<String> {
        let digits = self.pages.len().to_string().len().max(2);
        let named = self.pages.iter().enumerate().map(|(index, page)| {
            let number = index + 1;
            match safe(&page.title) {
                title if title.is_empty() => format!("{number:0digits$}"),
                title => format!("{number:0digits$}-{title}"),
            }
        });
        named.collect()
    }

    /// What is said of one page as a file of its own; the map does not ride along.
    pub fn about_page(&self, index: usize) -> About {
        let Some(page) = self.pages.get(index) else {
            return self.about.clone();
        };
        let titles = [self.about.title.as_str(), page.full_title().as_str()].map(str::to_owned);
        let titles = titles.into_iter().filter(|title| !title.is_empty());
        About {
            title: titles.collect::<Vec<_>>().join(" – "),
            description: page.story.text(),
            map: None,
            stands_alone: true,
            ..self.about.clone()
        }
    }

    /// The first page of the stop that shows a stage by itself.
    pub fn page_of_stage(&self) -> HashMap<&Id, usize> {
        let mut pages = HashMap::new();
        for (index, page) in self.pages.iter().enumerate() {
            if let [stage] = page.stages.as_slice() {
                pages.entry(stage).or_insert(index);
            }
        }
        pages
    }
}

impl DeckPage {
    /// What the page is called: its stop, and which of several it is.
    pub fn full_title(&self) -> String {
        match self.count {
            0 | 1 => self.title.clone(),
            count => format!("{} ({}/{count})", self.title, self.number),
        }
    }
}
