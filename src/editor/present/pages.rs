//! The pages of a talk: which are made, and which are wanted next. They are made elsewhere, ahead of
//! time; nobody waits for them here.

use std::sync::Arc;

use crate::{
    deck::{self, Frame, Page},
    model::{Map, Stop},
    text::Fonts,
};

/// Pages that are wanted.
#[derive(Debug, Clone)]
pub struct PageOrder {
    /// Of this map.
    pub map: Arc<Map>,
    /// Of this stop, as it is to be shown.
    pub stop: Arc<Stop>,
    /// As foot lines say it: the same, but for a day that they name.
    pub dated: Arc<Map>,
}

/// Pages that were made.
#[derive(Debug, Clone)]
pub struct MadePages {
    /// What was wanted.
    pub order: PageOrder,
    /// At least one, but where they could not be made.
    pub pages: Arc<[Page]>,
}

impl PageOrder {
    /// Lays the pages out, which takes a while.
    pub fn make(self, fonts: &Fonts) -> MadePages {
        let language = self.map.language;
        let pages = deck::pages(&self.dated, &self.stop, Frame::SLIDE, fonts, language);
        MadePages {
            pages: pages.into(),
            order: self,
        }
    }

    /// What comes of an order that could not be made.
    pub fn failed(self) -> MadePages {
        MadePages {
            pages: Arc::new([]),
            order: self,
        }
    }
}

impl PartialEq for MadePages {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pages, &other.pages)
    }
}

/// The pages of one map that are made.
#[derive(Debug, Clone)]
pub(super) struct Pages {
    map: Arc<Map>,
    made: Vec<(Arc<Stop>, Arc<[Page]>)>,
}

impl Pages {
    pub(super) fn of(map: Arc<Map>) -> Self {
        Self {
            map,
            made: Vec::new(),
        }
    }

    pub(super) fn map(&self) -> &Arc<Map> {
        &self.map
    }

    /// The pages of a stop, as it is to be shown; `None` where they are not made.
    pub(super) fn get(&self, stop: &Stop) -> Option<&Arc<[Page]>> {
        let found = self.made.iter().find(|(of, _)| **of == *stop);
        found.map(|(_, pages)| pages)
    }

    /// Keeps pages, if they are of this map; `count`: so many are kept beside them at most, those
    /// that were made last.
    pub(super) fn add(&mut self, made: MadePages, count: usize) {
        let MadePages { order, pages } = made;
        if !Arc::ptr_eq(&order.map, &self.map) {
            return;
        }
        self.made.retain(|(of, _)| *of != order.stop);
        let too_many = self.made.len().saturating_sub(count);
        self.made.drain(..too_many);
        self.made.push((order.stop, pages));
    }
}
