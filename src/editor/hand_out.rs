//! What is handed out of the map by itself: a stop, or what is selected as one, in words and as a
//! picture.

use super::{Editor, Effect};
use crate::model::Stop;

impl Editor {
    /// What is handed out by itself: the stop that is selected, else what is selected as one, seen
    /// through the lens; `None` where nothing is that a stop can show.
    pub fn stop_to_hand_out(&self) -> Option<Stop> {
        let selected = self.selected_stops();
        if let Some(stop) = selected.first() {
            return Some(Stop::clone(stop));
        }
        let hidden = self.map().lanes.iter().filter(|lane| lane.hidden);
        Some(Stop {
            shows: self.shows_selected()?,
            personas: self.lens.personas.clone(),
            when: self.lens.when,
            hidden_lanes: hidden.map(|lane| lane.id.clone()).collect(),
            ..Stop::default()
        })
    }

    /// What is selected in words, else the map.
    pub(super) fn copy_description(&self) -> Vec<Effect> {
        let story = match self.stop_to_hand_out() {
            Some(stop) => self.map().story_of(&stop),
            None => self.map().story(&self.lens.telling()),
        };
        vec![Effect::Copy {
            text: story.text(),
            html: Some(story.html()),
            cuts: false,
        }]
    }

    /// The picture of the stop that is selected, where one is.
    pub(super) fn copy_stop(&self) -> Option<Effect> {
        let stops = self.selected_stops();
        let stop = stops.first()?;
        Some(Effect::CopyStop(Box::new(Stop::clone(stop))))
    }
}
