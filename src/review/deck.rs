//! What only the pages of stops show: which of them hold more than can be read.
//!
//! The whole map is an overview, whose texts are as small as it is large; what there is to say of
//! them is said of the sheet. That a stop takes several slides is told of those alone that somebody
//! made: of a map that only suggests them nobody has said yet what is to be seen at once.

use super::{
    finding::{Reason, ReasonPart, in_short},
    survey::{OF_MAP, Review},
};
use crate::{
    deck::{Frame, pages_needed, stops, title},
    model::{Shows, Stop, Target},
    text::Fonts,
};

/// What comes before stops among what is found of the whole map.
const BEFORE: usize = 10;

/// A stop takes more than one slide, or has a text that is too small for one.
pub(super) fn crowded_stops(survey: &mut Review<'_>, fonts: &Fonts) {
    let map = survey.map;
    let language = map.language;
    for (index, stop) in stops(map, language).iter().enumerate() {
        if stop.shows == Shows::Map {
            continue;
        }
        let (pages, smallest) = pages_needed(map, stop, Frame::SLIDE, fonts, language);
        let found = match smallest {
            Some(size) => Some((Reason::StopWithSmallText, (size * 10.0).round() / 10.0)),
            None => (pages > 1 && !map.stops.is_empty())
                .then_some((Reason::StopOverPages, pages as f64)),
        };
        let Some((reason, figure)) = found else {
            continue;
        };
        let name = in_short(&title(map, stop, language));
        let names = [
            ("stop", ReasonPart::Text(name)),
            ("number", ReasonPart::Number(figure)),
        ];
        let order = (OF_MAP, 0, BEFORE + index);
        let target = target(survey, stop);
        survey.add(order, reason, target, names);
    }
}

/// A stop of the map; of one that the map only suggests, what it shows.
fn target(survey: &Review<'_>, stop: &Stop) -> Target {
    let own = survey.map.stops.iter().any(|own| own.id == stop.id);
    match (&stop.shows, own) {
        (_, true) => Target::Stop(stop.id.clone()),
        (Shows::Stages(ids), false) if ids.len() == 1 => Target::Stage(ids[0].clone()),
        (_, false) => Target::Title,
    }
}
